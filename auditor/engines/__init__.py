"""Engines that run the SQL; one file each."""
