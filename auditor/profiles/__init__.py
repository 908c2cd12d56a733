"""Export formats: one TOML each, and the reader of that TOML."""
