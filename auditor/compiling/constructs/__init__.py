"""Pieces of SQL that warehouses say in different ways; one file each, found by folder, named in `dialects/*.toml`."""
