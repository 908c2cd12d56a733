"""The two paths of CSV against an independent reading of the bytes: the same rows, and every physical line accounted for."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import counting, csv_loading, splitting
from auditor.settings import IngestOptions, no_progress
from tests import csv_world
from tests.byte_oracle import Kind, judge

SOUND_FILES, BROKEN_FILES, AT_ONCE = 10_000, 3_000, 500


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine.in_memory() as opened:
        yield opened


@pytest.mark.parametrize("first", range(0, SOUND_FILES, AT_ONCE))
def test_both_paths_read_a_sound_file_alike_and_as_the_oracle_does(first: int, engine: Engine, tmp_path: Path) -> None:
    path, spool, plain = tmp_path / "any.csv", tmp_path / "spool.csv", 0
    for seed in range(first, first + AT_ONCE):
        data, delimiter, header = csv_world.sound(seed)
        path.write_bytes(data)
        file, verdict = csv_world.planned(path, delimiter, header), judge(data, delimiter)
        fast = csv_loading.load_plain(engine, file, "", csv_world.use(engine))
        fast_rows = csv_world.rows_of(engine, fast) if fast else None
        slow = csv_loading.load_resynced(engine, file, "", csv_world.use(engine), spool)
        slow_rows = csv_world.rows_of(engine, slow)
        assert not len(slow.bad) and slow_rows == list(verdict.rows), (seed, data)
        assert slow.physical_lines == len(verdict.kinds), (seed, data)
        if fast:
            plain += 1
            every = range(len(slow_rows))
            assert (fast_rows, fast.physical_lines) == (slow_rows, slow.physical_lines), (seed, data)
            assert [*fast.texts(every)] == [*slow.texts(every)], (seed, data)
    # Some sound files (a CR inside of quotes) are left to the slow path; were it all of them, nothing would be compared.
    assert plain > 0.8 * AT_ONCE


@pytest.mark.parametrize("first", range(0, BROKEN_FILES, AT_ONCE))
def test_of_a_broken_file_every_line_is_loaded_or_set_aside_as_the_oracle_says(
    first: int, engine: Engine, tmp_path: Path
) -> None:
    path, spool, set_aside = tmp_path / "any.csv", tmp_path / "spool.csv", 0
    for seed in range(first, first + AT_ONCE):
        data, delimiter, header = csv_world.broken(seed)
        path.write_bytes(data)
        file, verdict = csv_world.planned(path, delimiter, header), judge(data, delimiter)
        if fast := csv_loading.load_plain(engine, file, "", csv_world.use(engine)):
            assert csv_world.rows_of(engine, fast) == list(verdict.rows) and not verdict.broken, (seed, data)
        slow = csv_loading.load_resynced(engine, file, "", csv_world.use(engine), spool)
        assert csv_world.rows_of(engine, slow) == list(verdict.rows), (seed, data)
        assert csv_world.broken_of(slow) == list(verdict.broken), (seed, data)
        assert slow.physical_lines == len(verdict.kinds), (seed, data)
        set_aside += bool(slow.bad)
    assert set_aside > 0.5 * AT_ONCE


@pytest.mark.parametrize("window_bytes", [1, 2, 3, 5, 7, 64])
def test_rows_do_not_depend_on_where_windows_are_cut(
    window_bytes: int, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, spool = tmp_path / "any.csv", tmp_path / "spool.csv"
    monkeypatch.setattr(splitting, "WINDOW_BYTES", window_bytes)
    monkeypatch.setattr(counting, "WINDOW_BYTES", window_bytes)
    for seed in range(60):
        data, delimiter, header = csv_world.broken(seed)
        path.write_bytes(data)
        file, verdict = csv_world.planned(path, delimiter, header), judge(data, delimiter)
        fast = csv_loading.load_plain(engine, file, "", csv_world.use(engine))
        assert fast is None or csv_world.rows_of(engine, fast) == list(verdict.rows), (seed, data)
        slow = csv_loading.load_resynced(engine, file, "", csv_world.use(engine), spool)
        assert csv_world.rows_of(engine, slow) == list(verdict.rows), (seed, data)
        assert csv_world.broken_of(slow) == list(verdict.broken), (seed, data)


def test_a_quote_that_is_never_closed_is_given_up_when_its_record_grows_too_long(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "WINDOW_BYTES", 64)
    monkeypatch.setattr(splitting, "LONGEST_RECORD_BYTES", 256)
    path = tmp_path / "any.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 50 + b'3,"4\n' + b"5,6\n" * 500)
    file = csv_world.planned(path, ",", ("a", "b"))
    slow = csv_loading.load_resynced(engine, file, "", csv_world.use(engine), tmp_path / "spool.csv")
    assert (len(slow.lines), [row.line for row in slow.bad]) == (550, [52])


def test_counts_of_a_packed_file_are_those_of_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n\n3,4"))
    counts = counting.count(path, "a.csv.gz", ",")
    assert counts is not None
    assert (counts.size_bytes, counts.physical_lines, counts.width) == (12, 4, 2)
    assert counts.rows.all().tolist() == [2, 4]


def test_the_oracle_tells_all_four_kinds_of_lines() -> None:
    verdict = judge(b'a,b\n\n1,"x\ny"\nbad\na,b\r2,3', ",")
    kinds = [Kind.HEADER, Kind.BLANK, Kind.ROW, Kind.ROW, Kind.QUARANTINED, Kind.HEADER, Kind.ROW]
    assert list(verdict.kinds) == kinds
    assert verdict.rows == ((3, ("1", "x\ny")), (7, ("2", "3")))
    assert verdict.broken == ((5, b"bad"),)


LINES_IN_QUOTES = {
    "rows as others look": ("\nq1,c1,2025-01-08,1,USD,z" * 2, 120_000),
    "a letter": ("Best,\nAnn\n" * 4, 300_000),
    "a few lines of many megabytes": ("x" * (9 << 20), 5),
    "one line of more": ("x" * (40 << 20), 1),
}


@pytest.mark.parametrize("above", ["", "sep=,\n"])
@pytest.mark.parametrize("case", LINES_IN_QUOTES)
def test_texts_of_any_size_and_any_number_of_lines_are_read_by_both_paths(
    case: str, above: str, tmp_path: Path
) -> None:
    text, rows = LINES_IN_QUOTES[case]
    with (tmp_path / "payments.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(above + "payment_id,client_id,paid_at,amount,currency,description\n")
        stream.writelines(f'p{number},c1,2025-01-08,80,USD,"{text}"\n' for number in range(rows))
    with Engine.open(tmp_path / "s.duckdb") as engine:
        report = ingesting.ingest(engine, ingesting.plan([tmp_path / "payments.csv"], IngestOptions()), no_progress)
        assert [(file.rows_read, file.rows_loaded) for file in report.files] == [(rows, rows)]
        alike = "SELECT count(*) FROM payments WHERE description = $text AND source_line = $first + $step * substr(payment_id, 2)::INT"
        places = {"text": text, "first": 2 + bool(above), "step": 1 + text.count("\n")}
        assert engine.rows(alike, places) == [(rows,)]
