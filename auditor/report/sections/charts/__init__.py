"""All charts, each with its table."""
