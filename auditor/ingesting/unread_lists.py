"""Lists of a JSON document that no profile reads, such as rooms beside messages: kept apart row by row, so that all are counted."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.profiles import Apart, How, Profile, Source

NAME = "none"
# Rows kept apart are kept beside those of some table; nothing of these reaches it.
TABLE = "payments"
# Of a list of which no row could be read.
NO_KEYS = ("row",)
REASON = "in a list that no profile reads"


def unread_list(keys: Sequence[str]) -> Profile:
    """What keeps a list with these keys: every row with all that it says, and no row of any table."""
    header = tuple(keys) or NO_KEYS
    tests = tuple(Apart(REASON, test, header) for test in ("filled", "empty"))
    columns = {"payment_id": Source(How.ROW_DIGEST, header)}
    return Profile(NAME, "no profile", TABLE, columns, header, apart=tests, form="json")


def is_unread(profile: Profile) -> bool:
    """Whether a list is kept by such a profile."""
    return profile.name == NAME
