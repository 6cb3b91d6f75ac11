public enum EntityStorePlaceholder {}
