"""Names of files that were sent with a message: they are read like its text, for people write numbers there, too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

# Columns and keys, in small letters without separators, under which exports keep them.
_COLUMNS = frozenset(
    ("attachments", "attachment", "attachmentnames", "attachmentname", "files", "filenames", "filename")
)
# Several names in one cell: each part ends as a file does, so that a comma within one name parts nothing.
_BETWEEN = re.compile(r"\s*[;|,\n]\s*")
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_NAMES = ("name", "filename", "fileName", "file_name", "displayName", "title")


def with_attachments(body: str, columns: Mapping[str, Any]) -> str:
    """The text of a message, then the names of its files, a line each; the text alone where it has none.

    `columns` are the columns of the message's row beside the canonical ones; lists may be written as JSON.
    """
    names = [name for key, value in columns.items() if _plain(key) in _COLUMNS for name in _names(value)]
    return "\n".join([body, *names]) if names else body


def text_of(body: str, extra: str | None) -> str:
    """The same of a stored message, whose further columns are one JSON object."""
    if not extra or not may_name_files(extra):
        return body
    columns = json.loads(extra)
    return with_attachments(body, columns) if isinstance(columns, dict) else body


def may_name_files(extra: str) -> bool:
    """Whether a look into the further columns pays."""
    plain = extra.lower()
    return "attach" in plain or "file" in plain


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace(" ", "")


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value[:1] in ("[", "{"):
            try:
                yield from _names(json.loads(value))
                return
            except ValueError:
                pass  # a name that begins with a bracket
        if value.strip():
            parts = [one for one in _BETWEEN.split(value) if one]
            yield from parts if len(parts) > 1 and all(_FILE.search(one) for one in parts) else (value,)
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        named = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
        if named is not None:
            yield named
        else:
            for inner in value.values():
                if isinstance(inner, list | dict):
                    yield from _names(inner)
