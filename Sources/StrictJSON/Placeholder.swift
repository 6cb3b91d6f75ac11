public enum StrictJSONPlaceholder {}
