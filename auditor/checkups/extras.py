"""Which extras are there; none of them is needed for an audit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from auditor.model.checkups import Health, Place, Remark

NOT_FOR_USERS = {"dev"}
OF_EXTRA = re.compile(r"(?P<library>[A-Za-z0-9._-]+).*extra == ['\"](?P<extra>[^'\"]+)")


def look(place: Place) -> Iterator[Remark]:
    """A remark for each extra that the installed package offers."""
    for extra, libraries in sorted(_extras().items()):
        lacking = [library for library in libraries if not _is_there(library)]
        if lacking:
            yield Remark(
                f"extra {extra}", Health.NOTE, f"{', '.join(lacking)}: not installed", f"pip install 'auditor[{extra}]'"
            )
        else:
            yield Remark(f"extra {extra}", Health.FINE, ", ".join(libraries))


def _extras() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    try:
        wanted = requires("auditor") or []
    except PackageNotFoundError:
        return found
    for one in filter(None, map(OF_EXTRA.match, wanted)):
        if one["extra"] not in NOT_FOR_USERS:
            found[one["extra"]].append(one["library"])
    return found


def _is_there(library: str) -> bool:
    try:
        return bool(version(library))
    except PackageNotFoundError:
        return False


CHECKUP = look
