"""Policy packs: one TOML for each version of each policy; found, read, extended and locked by hash."""

from auditor.policies.asking import Reading, readings
from auditor.policies.choosing import clause_names, find, same_name_and_date, shipped, versions
from auditor.policies.locking import LOCK, changed, locked
from auditor.policies.reading import FOLDER, read
from auditor.policies.ruling import group_of, rulers, stands_in

__all__ = [
    "FOLDER", "LOCK", "Reading", "changed", "clause_names", "find", "group_of", "locked", "read", "readings", "rulers", "same_name_and_date",
    "shipped", "stands_in", "versions",
]  # fmt: skip
