"""Heuristics as data: front matter, parameters, and (auditor.rules.checking) the check that a rule is portable SQL."""

from auditor.rules.reading import read, read_folder, shipped

__all__ = ["read", "read_folder", "shipped"]
