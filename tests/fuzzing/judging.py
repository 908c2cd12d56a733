"""What the store must hold of a broken file, read from its bytes without the auditor."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from tests.byte_oracle import Kind, judge
from tests.fuzzing.files import COLUMNS, Fuzzed

Message = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: refused with a message, or its rows as (line, id, client, body), and (line, text) set aside."""

    refused: str
    rows: Sequence[tuple[int, str, str, str]]
    aside: Sequence[tuple[int, str]]
    counts: Sequence[int]
    encoding: str = "utf-8"


def of_csv(file: Fuzzed, found: Outcome) -> Iterator[str]:
    """All that is wrong with what was made of a CSV file."""
    if found.refused:
        yield from _of_refusal(found)
        return
    if found.encoding != "utf-8":
        return
    verdict = judge(file.data, file.delimiter)
    rows = dict(verdict.rows)
    for line, *values in found.rows:
        told = dict(zip(COLUMNS, rows.get(line, ()), strict=False))
        if [told.get(name, "") for name in ("message_id", "client_id", "body")] != values:
            yield f"line {line}: {values} is not what the line says: {told}"
    kept = {line for line, *_ in (*found.rows, *found.aside)}
    for line, data in verdict.broken:
        if (line, data.decode("utf-8", "backslashreplace")) not in found.aside:
            yield f"line {line}: {data!r} is not set aside as it stands"
    for line, fields in verdict.rows:
        # Of rows with the same id, the last one counts.
        if line not in kept and _is_once(fields[0], verdict.rows):
            yield f"line {line}: the row is neither loaded nor set aside"
    remarks = verdict.kinds.count(Kind.REMARK)
    read, loaded, updated, aside, known = found.counts
    if read != loaded + updated + aside + known or read != len(verdict.rows) + len(verdict.broken) + remarks:
        yield f"rows read {found.counts}, lines with rows {len(verdict.rows)}, broken {len(verdict.broken)}, remarks {remarks}"


def of_json(file: Fuzzed, found: Outcome) -> Iterator[str]:
    """All that is wrong with what was made of a JSON file: rows that do not stand there, and whole rows that are nowhere."""
    text = file.data.decode("utf-8", "surrogateescape")
    if found.refused:
        yield from _of_refusal(found)
        return
    whole = [*_objects(text)]
    said = {(str(one["message_id"]), str(one.get("body") or "")) for one, *_ in whole}
    for _, name, _, body in found.rows:
        if (name, body or "") not in said:
            yield f"{name!r} {body!r} stands nowhere"
    ids = {name for _, name, *_ in found.rows}
    aside = "\n".join(raw for _, raw in found.aside)
    for one, raw, is_parted in whole:
        # Where the document itself is broken, the row may be set aside in several pieces: its id stands in one of them.
        if is_parted and str(one["message_id"]) not in ids and str(one["message_id"]) not in aside and raw not in aside:
            yield f"{raw!r} is neither loaded nor set aside"
    read, *parts = found.counts
    if read != sum(parts):
        yield f"the rows do not add up: {found.counts}"


def of_archive(file: Fuzzed, found: Outcome) -> Iterator[str]:
    """All that is wrong with what was made of an archive: of a damaged member nothing is loaded, of a whole one all rows."""
    try:
        content = _unpacked(file)
    except (
        OSError,
        EOFError,
        zlib.error,
        zipfile.BadZipFile,
        RuntimeError,
        KeyError,
        ValueError,
        UnicodeError,
    ):
        content = None  # fmt: skip
    if content is None:
        if found.rows:
            yield f"{len(found.rows)} rows of a damaged archive were loaded"
        if not found.refused:
            yield "a damaged archive was not refused"
        yield from _of_refusal(found)
    elif not found.refused:
        yield from of_csv(Fuzzed(file.name, content, file.delimiter), found)
    else:
        yield from _of_refusal(found)


def _unpacked(file: Fuzzed) -> bytes | None:
    if file.name.endswith(".gz"):
        return gzip.decompress(file.data)
    with zipfile.ZipFile(BytesIO(file.data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        return archive.read(names[0]) if names else None


def _of_refusal(found: Outcome) -> Iterator[str]:
    if " -> " not in found.refused and "no data files and were not read" not in found.refused:
        yield f"refused without a remedy: {found.refused!r}"


def _is_once(name: str, rows: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    return sum(fields[0] == name for _, fields in rows) == 1


def _objects(text: str) -> Iterator[tuple[dict[str, Any], str, bool]]:
    """Every whole message in the text that stands within no other one, and whether it stands between marks that part elements."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_none)
    place = text.find("{")
    while place >= 0:
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place = text.find("{", place + 1)
            continue
        value = _trimmed(value) if isinstance(value, dict) else value
        if isinstance(value, dict) and "message_id" in value and _is_text(value, text[place:end]):
            yield value, text[place:end], _parted(text, place, end)
        place = text.find("{", place + 1 if isinstance(value, dict) and "message_id" not in value else end)


def _trimmed(value: dict[str, Any]) -> dict[str, Any]:
    """The object with names as they are matched: blanks around them are none, as around those of a CSV header."""
    trimmed = {name.strip(): one for name, one in value.items()}
    return trimmed if len(trimmed) == len(value) else value


def _is_text(value: dict[str, Any], raw: str) -> bool:
    """Whether all of it can be written: no bytes that are no UTF-8, no half characters, no NUL."""
    told = raw + json.dumps(value, ensure_ascii=False)
    return not any("\ud800" <= mark <= "\udfff" for mark in told) and "\\u0000" not in told


def _parted(text: str, place: int, end: int) -> bool:
    before, behind = text[:place].rstrip(), text[end:].lstrip()
    starts = before[-1:] in ("", ",", "[", ":") or _breaks(text[len(before) : place])
    return starts and (behind[:1] in ("", ",", "]", "}") or _breaks(text[end : len(text) - len(behind)]))


def _breaks(blanks: str) -> bool:
    return "\n" in blanks or "\r" in blanks


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("twice")
    return dict(pairs)


def _none(text: str) -> None:
    raise ValueError(text)
