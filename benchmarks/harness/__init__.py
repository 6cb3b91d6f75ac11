"""Measures Cadastre and what people would use instead, on the same work in the same run."""
