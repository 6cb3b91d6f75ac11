public enum CadastrePlaceholder {}
