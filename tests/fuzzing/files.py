"""Broken files, the same for the same seed: the tests' own rows in every form, with a few bytes put in, taken out or replaced."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from dataclasses import dataclass
from io import BytesIO

COLUMNS = ("message_id", "client_id", "freelancer_id", "sender", "sent_at", "body")
BODIES = (
    "Hello there",
    "Größe – “naïve”",
    'a "quoted" word',
    "one, two; three",
    "two\nlines",
    "日本",
    "#1",
    "=1+1",
    "it ],[ x",
    "{}",
    "",
)
DELIMITERS = ",;\t|"
MARKS = (
    b'"', b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xc3", b"x", b" ", b"#", b"\\", b"'", b"0", b"\n\n",
    b"sep=;\n", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"9" * 40, b"A" * 5000, b"2025-13-40", b"2025-01-02",
)  # fmt: skip
JSON_MARKS = (
    *MARKS, b"{", b"}", b"[", b"]", b":", b"],[", b"}]", b'],"x":[', b"NaN", b"-Infinity", b"\\ud800", b"\\u0000", b"01", b"1e999", b"null",
    b'"body":', b"/*", b"//", b"},{", b"[[[[",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A file: its name and bytes, the delimiter of a CSV, and what it was before it was broken."""

    name: str
    data: bytes
    delimiter: str = ""
    sound: bytes = b""


def rows(seed: int) -> list[dict[str, str]]:
    """Messages whose ids no other seed has; each second one holds text that is more than ASCII."""
    dice = random.Random(seed)
    count = dice.randint(4, 9)
    bodies = [dice.choice(BODIES) + ("é" if number % 2 else "") or "x" for number in range(count)]
    return [
        dict(zip(COLUMNS, (f"f{seed}-{number}", "c1", "me", "client", f"2025-01-0{number + 1}T10:00:00Z", body), strict=True))
        for number, body in enumerate(bodies)
    ]  # fmt: skip


def csv_file(seed: int) -> Fuzzed:
    """A CSV file, broken below its header."""
    dice = random.Random(-seed - 1)
    delimiter, end = dice.choice(DELIMITERS), dice.choice(("\n", "\n", "\r\n"))
    sound = _csv(seed, delimiter, end)
    return Fuzzed(f"f{seed}.csv", _broken(sound, sound.index(b"\n") + 1, MARKS, dice), delimiter, sound)


def json_file(seed: int) -> Fuzzed:
    """A JSON document or lines, broken anywhere."""
    dice = random.Random(-seed - 1)
    found, form = rows(seed), dice.choice(("list", "indented", "lines", "envelope", "edges", "lists"))
    match form:
        case "list":
            text = json.dumps(found)
        case "indented":
            text = json.dumps(found, indent=2, ensure_ascii=False)
        case "lines":
            text = "\n".join(map(json.dumps, found))
        case "envelope":
            text = json.dumps({"status": "ok", "messages": found, "total": len(found)}, ensure_ascii=False)
        case "edges":
            text = json.dumps({"data": {"rooms": {"edges": [{"node": row} for row in found]}}})
        case _:
            text = json.dumps([found[:2], found[2:]])
    sound = text.encode()
    suffix = "jsonl" if form == "lines" else "json"
    return Fuzzed(f"f{seed}.{suffix}", _broken(sound, 0, JSON_MARKS, dice), "", sound)


def archive(seed: int) -> Fuzzed:
    """A gzip or zip file with a sound CSV file in it; the archive is broken, or cut off."""
    dice = random.Random(-seed - 1)
    sound = _csv(seed, ",", "\n") * 1
    if dice.random() < 0.5:
        name, data = f"f{seed}.csv.gz", gzip.compress(sound, mtime=0)
    else:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(zipfile.ZipInfo("messages.csv"), sound)
            made.writestr(zipfile.ZipInfo("notes.exe"), b"MZ")
        name, data = f"f{seed}.zip", packed.getvalue()
    if dice.random() < 0.3:
        return Fuzzed(name, data[: dice.randint(0, len(data) - 1)], ",", sound)
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(data))
        data = data[:place] + dice.randbytes(dice.randint(0, 2)) + data[place + dice.randint(0, 2) :]
    return Fuzzed(name, data, ",", sound)


def _csv(seed: int, delimiter: str, end: str) -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in f'{delimiter}"\r\n') else text

    lines = [delimiter.join(COLUMNS)] + [delimiter.join(map(cell, row.values())) for row in rows(seed)]
    return (end.join(lines) + end).encode()


def _broken(data: bytes, top: int, marks: tuple[bytes, ...], dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        place = dice.randint(top, len(data))
        taken = dice.randint(0, 3) if dice.random() < 0.5 else 0
        more = dice.choice(marks) if dice.random() < 0.8 else data[place : place + dice.randint(1, 80)]
        data = data[:place] + more + data[place + taken :]
    return data[: dice.randint(top, len(data))] if dice.random() < 0.1 else data
