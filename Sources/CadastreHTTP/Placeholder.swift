public enum CadastreHTTPPlaceholder {}
