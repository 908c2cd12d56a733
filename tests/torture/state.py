"""What a run left: its outputs without what belongs to the run itself, and the rows of its store."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb

# Run ids, clock times of the run, seconds and memory: all else has to be the same, byte for byte.
RUN_ID = re.compile(rb"\d{8}T\d{6}Z-[0-9a-f]{6}")
# The seal is over times of files too.
SEALED = re.compile(rb"sealed [0-9a-f]{64}\n")
SPENT = re.compile(rb"<dt>Time and memory</dt><dd>.*?</dd>", re.DOTALL)
OF_A_RUN = ("started_at", "timings", "peak_memory_bytes", "seconds")
# What says when a row came, not what it says.
UNSTEADY = {"seen_files": "*", "runs": "*", "erasures": "*"}


def outputs(out: Path) -> dict[str, bytes]:
    """The bytes of every output by its name; {} where there is no summary, which is always written last."""
    if not (out / "summary.json").exists():
        return {}
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    began = summary["started_at"]
    for key in OF_A_RUN:
        summary.pop(key, None)
    found["summary.json"] = json.dumps(summary, sort_keys=True).encode()
    return {name: _steady(content, began) for name, content in found.items()}


def _steady(content: bytes, began: str) -> bytes:
    for shape in (began, began.replace("T", " ").removesuffix("Z"), began.replace("T", " ")[:16], began[:16]):
        content = content.replace(shape.encode(), b"THEN")
    return SEALED.sub(b"", SPENT.sub(b"SPENT", RUN_ID.sub(b"RUN", content)))


def rows(store: Path) -> dict[str, list[str]]:
    """Every table's rows as sorted texts, without run ids; {} where there is no store."""
    if not store.exists():
        return {}
    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        found = {name: connection.execute(f"SELECT t::VARCHAR FROM {name} t").fetchall() for name in tables}
    return {
        name: sorted(RUN_ID.sub(b"RUN", row.encode()).decode() for (row,) in found[name])
        for name in sorted(found)
        if name not in UNSTEADY
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Names of outputs that are not the same, with the place of the first difference."""
    said = []
    for name in sorted(one.keys() | other.keys()):
        left, right = one.get(name), other.get(name)
        if left is None or right is None:
            said.append(f"{name} is missing in one of them")
        elif left != right:
            at = next(
                (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
            )
            said.append(
                f"{name} at byte {at}: {left[max(0, at - 30) : at + 40]!r} / {right[max(0, at - 30) : at + 40]!r}"
            )
    return said


def leftovers(place: Path) -> list[str]:
    """Temporary files that lie below a folder."""
    return [
        path.name
        for path in place.rglob("*")
        if path.name.startswith((".auditor-tmp-", ".auditor-kept-")) or path.name.endswith(".rewriting")
    ]
