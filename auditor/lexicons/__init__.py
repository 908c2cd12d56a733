"""Phrases by language: one TOML each, and the reader of that TOML."""
