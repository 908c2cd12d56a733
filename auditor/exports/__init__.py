"""Output formats: one file each, with the constant EXPORT."""
