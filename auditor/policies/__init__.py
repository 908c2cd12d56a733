"""Policy packs: one TOML for each version of each policy; found, read, extended and locked by hash."""

from auditor.policies.choosing import Reading, find, readings, same_name_and_date, shipped, versions
from auditor.policies.locking import LOCK, changed, locked
from auditor.policies.reading import FOLDER, read

__all__ = [
    "FOLDER", "LOCK", "Reading", "changed", "find", "locked", "read", "readings", "same_name_and_date", "shipped", "versions",
]  # fmt: skip
