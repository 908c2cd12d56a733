"""On any text at all: a CSV file is refused, or read exactly as a strict independent reader reads it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting import counting, csv_loading
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.raw_rows import RawRows
from auditor.profiles.reading import canonical

HEADER = ("a", "b", "c")
PIECES = st.sampled_from(
    [",", '"', "\n", "\r\n", "\r", "x", "yé", " ", '""', "1,2,3\n", '"p","q\nr",s\n', "\t", "#", ";"]
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine.in_memory() as opened:
        yield opened


def read(engine: Engine, path: Path) -> tuple[list[tuple[str, ...]], RawRows]:
    """The rows as the fast path reads them, empty for NULL; raises InputFileError when it refuses."""
    file = PlannedFile(path, path.name, canonical(tables()["reports"]), HEADER, ",")
    counts = counting.count(path, path.name, ",")
    raw = csv_loading.source(file, counts)
    with csv_loading.balanced(engine, file, counts):
        kept = csv_loading.keep(engine, raw)
        engine.execute("CREATE OR REPLACE TEMP VIEW typed AS SELECT * FROM raw")
    rows = engine.rows(f"SELECT {', '.join(f'c{index}' for index in range(len(raw.header)))} FROM {kept.relation}")
    return [tuple(cell or "" for cell in row) for row in rows], raw


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=14))
@example(["1,2,3\n", "1,2,3", ",", "\n"])
@example(['"p","q\nr",s\n', "1,2,3\n"])
@example(["1,2,3\r\n", "1,2,3\r\n"])
@example(["\n", "1,2,3\n", "\n"])
@example(['1,"', '""', '",3\n'])
def test_any_text_is_refused_or_read_as_a_strict_reader_reads_it(
    engine: Engine, tmp_path: Path, pieces: list[str]
) -> None:
    text = "a,b,c\n" + "".join(pieces)
    path = tmp_path / "any.csv"
    path.write_bytes(text.encode())
    try:
        rows, raw = read(engine, path)
    except InputFileError as refusal:
        assert " -> " in str(refusal)
        return
    expected = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row][1:]
    assert rows == expected
    lines = text.split("\n")
    for line, physical in zip(raw.lines, raw.texts(range(len(rows))), strict=True):
        assert "\n".join(lines[line - 1 :]).startswith(physical)
    assert [
        tuple(next(csv.reader(io.StringIO(physical, newline="")))) for physical in raw.texts(range(len(rows)))
    ] == expected


@pytest.mark.parametrize("block_bytes", [1, 2, 3, 5, 7, 64])
def test_counts_do_not_depend_on_where_blocks_are_cut(
    block_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'a,b,c\r\n1,"x ""y"" é\r\n,",3\r\n\r\n"","",\r\n4,"𝒳",6'
    path = tmp_path / "cut.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    whole = counting.count(path, "cut.csv", ",")
    monkeypatch.setattr(counting, "BLOCK_BYTES", block_bytes)
    cut = counting.count(path, "cut.csv", ",")
    for name in ("starts", "ends", "lines"):
        assert getattr(cut, name).tolist() == getattr(whole, name).tolist()
    plain = [name for name in counting.ByteCounts.__slots__ if name not in ("starts", "ends", "lines")]
    assert [getattr(cut, name) for name in plain] == [getattr(whole, name) for name in plain]
    assert (whole.records, whole.physical_lines, whole.delimiters) == (4, 6, 8)
    assert whole.lines.tolist() == [1, 2, 5, 6]
    assert (whole.bare_quote_line, whole.newline_fault_line, whole.open_quote) == (0, 0, False)


def test_a_packed_file_is_hashed_as_it_lies_on_the_disk(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    counts = counting.count(path, "a.csv.gz", ",")
    assert counts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (counts.records, counts.size_bytes) == (2, 8)
