"""Heuristics as data: front matter, parameters, and the check that a rule is portable SQL."""

from auditor.rules.checking import check_rule
from auditor.rules.reading import read, read_folder, shipped

__all__ = ["check_rule", "read", "read_folder", "shipped"]
