"""The canonical tables: one file each, with columns, meaning and validation."""
