"""`extends`: a version states what differs from another one; the rest is taken over, table by table."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor import rooms
from auditor.errors import UsageError

FOLDER = Path(__file__).resolve().parent
# What each version says for itself: taken over, it would be claimed of a text that does not say it.
OWN = ("name", "version", "effective_from", "in_force_by", "title", "source", "tag", "extends")

# Kinds of fee that are reckoned from the same keys; any other kind begins the table anew.
SAME_KEYS = ("share_of_hours", "share_of_earnings")
MOST_EXTENDED = 20


class PackError(UsageError):
    """A policy file that cannot be used; the message names the file, the key and the remedy. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Text:
    """The keys of a version with all that it extends, and the digest of the files that say so."""

    data: Mapping[str, Any]
    sha256: str


def whole(path: Path, below: tuple[Path, ...] = ()) -> Text:
    """Read a file and what it extends. Raises PackError for a circle, a missing file, or text that is no TOML."""
    path = path.resolve()
    if path in below:
        names = " extends ".join(one.name for one in (*below[below.index(path) :], path))
        raise PackError(f"{below[0]}: {names}: a circle -> let one of them stand by itself")
    if len(below) >= MOST_EXTENDED:
        raise PackError(f"{below[0]}: extends more than {MOST_EXTENDED} files, one after the other -> let one of them stand by itself")  # fmt: skip
    raw, data = _parsed(path)
    digest = hashlib.sha256(raw).hexdigest()
    if "extends" not in data:
        return Text(data, digest)
    parent = whole(_extended(path, data["extends"]), (*below, path))
    inherited = {key: value for key, value in parent.data.items() if key not in OWN}
    if _has_another_fee(parent.data.get("fee"), data.get("fee")):
        del inherited["fee"]
    return Text(_merged(inherited, data), hashlib.sha256((digest + parent.sha256).encode()).hexdigest())


def _parsed(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        raw = path.read_bytes()
        return raw, tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror}) -> name a TOML file that is there") from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PackError(f"{path}: line {line} holds bytes that are no UTF-8 -> save the file as UTF-8") from error
    except RecursionError as error:
        raise PackError(f"{path}: lists or tables are nested too deep -> take them apart") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path}: not valid TOML ({_where(error)}) -> correct the file") from error


def _where(error: tomllib.TOMLDecodeError) -> str:
    """The parser's words, with a key that stands there twice said as that."""
    return str(error).replace("Cannot overwrite a value", "a key stands there twice")


def _extended(path: Path, name: Any) -> Path:
    if not isinstance(name, str):
        raise PackError(f"{path}: extends must be the name of a shipped version or a file -> for example upwork-guide-2025-10-01")  # fmt: skip
    shipped = rooms.files(FOLDER, ".toml")
    if name in shipped:
        return shipped[name]
    # A shipped version is named by the stem of its file, so one beside may be, too.
    for beside in (path.parent / name, path.parent / f"{name}.toml"):
        if beside.is_file():
            return beside
    raise PackError(
        f'{path}: extends "{name}": neither a shipped version nor a file beside this one -> use one of {", ".join(shipped)}'
    )


def _has_another_fee(below: Any, above: Any) -> bool:
    """Whether a file states a fee of another kind: what belongs to the one below would be charged as a part of it."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return False
    kinds = (below.get("kind"), above.get("kind", below.get("kind")))
    return kinds[0] != kinds[1] and not all(kind in SAME_KEYS for kind in kinds)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
