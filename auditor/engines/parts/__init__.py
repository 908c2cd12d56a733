"""What the engine does with the store as a file, before any database opens it."""
