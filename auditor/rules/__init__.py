"""Heuristics as data: front matter, parameters, and (auditor.rules.checking) the check that a rule is portable SQL."""

from auditor.rules.own import as_checked, available, read_own, refused, that_ran
from auditor.rules.reading import read, read_folder, shipped
from auditor.rules.usable import portable_forms
from auditor.rules.writing import write_new

__all__ = [
    "as_checked",
    "available",
    "portable_forms",
    "read",
    "read_folder",
    "read_own",
    "refused",
    "shipped",
    "that_ran",
    "write_new",
]
