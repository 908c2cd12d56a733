"""What the bytes of a CSV file say, read one character after the other: slow, plain, and knowing nothing of the auditor.

Each physical line is header, blank, part of a row, a remark, or quarantined. A row has as many fields as the header, and its quotes
open a field and close it; a line from which no row can be read is quarantined, and reading goes on below it. Where a
line end parts a row from such a line that not one in ten of the header and the rows so far has, and such a line has at most half of the fields, they may be one row,
and both go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

HEADER_ROWS_LOOKED_AT = 1000


class Kind(StrEnum):
    """What a physical line is."""

    HEADER = "header"
    BLANK = "blank"
    ROW = "row"
    REMARK = "remark"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Verdict:
    """`kinds[n]` is the kind of line n + 1; `rows` are (line, fields) in order; `broken` are (line, bytes)."""

    kinds: tuple[Kind, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    broken: tuple[tuple[int, bytes], ...]


def physical_lines(data: bytes) -> list[tuple[int, int, int]]:
    """(start, end, start of the next) of every line; lines end with LF, CR LF or CR."""
    lines, start, place = [], 0, 0
    while place < len(data):
        width = 2 if data[place : place + 2] == b"\r\n" else 1 if data[place : place + 1] in (b"\r", b"\n") else 0
        if width:
            lines.append((start, place, place + width))
            start = place + width
        place += width or 1
    return [*lines, (start, len(data), len(data))] if start < len(data) else lines


def judge(data: bytes, delimiter: str) -> Verdict:
    """The verdict on a file whose first line with anything in it is the header."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    lines = physical_lines(data)
    kinds: list[Kind] = []
    rows: list[tuple[int, tuple[str, ...]]] = []
    broken: list[tuple[int, bytes]] = []
    header: tuple[bytes, int] | None = None
    ends: list[bytes] = []
    was_whole = False
    while len(kinds) < len(lines):
        line, (start, end, _) = len(kinds), lines[len(kinds)]
        is_rest = not was_whole and _is_parted(data, lines, kinds, Kind.QUARANTINED, ends)
        was_whole = was_whole and start == end
        found = _record(data, start, delimiter)
        if start == end:
            kinds.append(Kind.BLANK)
        elif header is None:
            assert found, "the header of a test file is sound"
            header = data[start : found[1]], len(found[0])
            kinds += [Kind.HEADER] * _lines_until(lines, line, found[1])
            ends.append(_line_end(data, lines, kinds))
        elif found and data[start : found[1]] == header[0]:
            kinds += [Kind.HEADER] * _lines_until(lines, line, found[1])
            ends.append(_line_end(data, lines, kinds))
        elif found and len(found[0]) == header[1] and (texts := _texts(found[0], data[start : found[1]])) is not None:
            kinds += [Kind.QUARANTINED if is_rest else Kind.ROW] * _lines_until(lines, line, found[1])
            was_whole = is_rest
            if is_rest:
                broken += _broken(data, lines, range(line, len(kinds)))
            else:
                ends.append(_line_end(data, lines, kinds))
                rows.append((line + 1, texts))
        elif (
            Kind.QUARANTINED not in kinds[_last_row(kinds) :]
            and not _is_parted(data, lines, kinds, Kind.ROW, ends)
            and _is_remark(data[start:end], delimiter)
        ):
            kinds.append(Kind.REMARK)
        else:
            # With most fields of a row, or all of them and only its characters wrong, it is no part of another row.
            was_whole = _is_no_piece(data[start:end], delimiter, header[1], found, end)
            if not was_whole and _is_parted(data, lines, kinds, Kind.ROW, ends):
                half = range(rows.pop()[0] - 1, _last_row(kinds) + 1)
                ends.pop()
                kinds[half.start : half.stop] = [Kind.QUARANTINED] * len(half)
                broken += _broken(data, lines, half)
            kinds.append(Kind.QUARANTINED)
            broken.append((line + 1, data[start:end]))
    return Verdict(tuple(kinds), tuple(rows), tuple(broken))


def _is_no_piece(line: bytes, delimiter: str, width: int, found: tuple[list[bytes], int] | None, end: int) -> bool:
    many = 2 * (line.count(delimiter.encode()) + 1) > width
    return many or (found is not None and found[1] == end and len(found[0]) == width)


def _is_parted(
    data: bytes, lines: list[tuple[int, int, int]], kinds: list[Kind], kind: Kind, ends: list[bytes]
) -> bool:
    """Whether what stands last, blank lines aside, is of this kind and has a line end that hardly any other row has."""
    filled = len(kinds)
    while filled and kinds[filled - 1] is Kind.BLANK:
        filled -= 1
    if not filled or kinds[filled - 1] is not kind:
        return False
    end = _line_end(data, lines, kinds[:filled])
    others = ends[:-1] if kind is Kind.ROW else ends
    own = max((b"\n", b"\r", b"\r\n"), key=lambda one: (others.count(one), one == ends[0]))
    return end not in (b"", own) and others.count(end) * 10 <= others.count(own)


def _broken(data: bytes, lines: list[tuple[int, int, int]], places: range) -> list[tuple[int, bytes]]:
    return [(place + 1, data[lines[place][0] : lines[place][1]]) for place in places]


def _line_end(data: bytes, lines: list[tuple[int, int, int]], kinds: list[Kind]) -> bytes:
    """What ends the last line that has a kind."""
    _, end, following = lines[len(kinds) - 1]
    return data[end:following]


def _last_row(kinds: list[Kind]) -> int:
    return max((place for place, kind in enumerate(kinds) if kind is Kind.ROW), default=0)


def _is_remark(line: bytes, delimiter: str) -> bool:
    """A line that begins with # and says something in words; a day or a number as a field is that of a broken row."""
    try:
        first, *others = line.decode().split(delimiter)
    except UnicodeDecodeError:
        return False
    says_words = (
        first[:1] == "#"
        and first[1:2] != '"'
        and ((not first[1:2].isalnum() and first[1:2] != "_") or len(first.split()) > 1)
    )
    return (
        says_words
        and b"\0" not in line
        and not any(re.match(r"[^\w\s]*\d[\d.,:/ T-]*$", one.strip('" ')) for one in others)
    )


def _lines_until(lines: list[tuple[int, int, int]], line: int, end: int) -> int:
    count = 1
    while lines[line + count - 1][1] < end:
        count += 1
    return count


def _texts(fields: list[bytes], record: bytes) -> tuple[str, ...] | None:
    if b"\0" in record:
        return None
    try:
        return tuple(field.decode() for field in fields)
    except UnicodeDecodeError:
        return None


def _record(data: bytes, start: int, delimiter: str) -> tuple[list[bytes], int] | None:
    """The fields of the record that begins at `start`, and where it ends; None when its quotes are not in order."""
    mark, fields, place = delimiter.encode(), [], start
    while True:
        field, place = _quoted(data, place) if data[place : place + 1] == b'"' else _bare(data, place, mark)
        if field is None:
            return None
        fields.append(field)
        following = data[place : place + 1]
        if following != mark:
            return (fields, place) if following in (b"", b"\n", b"\r") else None
        place += 1


def _bare(data: bytes, place: int, mark: bytes) -> tuple[bytes | None, int]:
    start = place
    while place < len(data) and data[place : place + 1] not in (mark, b"\n", b"\r"):
        if data[place : place + 1] == b'"':
            return None, place
        place += 1
    return data[start:place], place


def _quoted(data: bytes, place: int) -> tuple[bytes | None, int]:
    parts = bytearray()
    place += 1
    while place < len(data):
        if data[place : place + 1] != b'"':
            parts += data[place : place + 1]
            place += 1
        elif data[place + 1 : place + 2] == b'"':
            parts += b'"'
            place += 2
        else:
            return bytes(parts), place + 1
    return None, place
