"""Policy versions: one TOML each, and the reader of that TOML."""
