"""The servers that are measured, one a file."""
