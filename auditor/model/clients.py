"""Which client is meant: an id or a name, as a user writes it."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.errors import UsageError


def one_client(asked: str, known: Iterable[tuple[str, str | None]], where: str) -> str | None:
    """The id that is meant: the client of that id, else the one of that name; None when there is neither.

    `known` are (id, name); `where` is what the user wrote it behind. Raises UsageError that lists the ids when several clients have the name.
    """
    pairs = sorted({(identity, name or "") for identity, name in known} - {("", "")})
    if any(identity == asked for identity, _ in pairs):
        return asked
    found = sorted({identity for identity, name in pairs if asked and name == asked})
    if len(found) > 1:
        raise UsageError(f"{where}: {len(found)} clients have this name -> give an id: {', '.join(found)}")
    return found[0] if found else None
