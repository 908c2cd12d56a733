"""How much of the machine a command takes: slices of messages, --memory-limit and --threads."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.crew import Crew
from auditor.engines.duckdb import Engine
from auditor.model.resources import Resources
from auditor.pipeline import _begin
from auditor.scanning import scan_store, stores
from auditor.settings import no_progress
from tests.support.running import auditor

pytestmark = pytest.mark.usefixtures("undrawn")

REGIONS = ("US",)
MESSAGES = "message_id,client_id,freelancer_id,sender,sent_at,body,platform\n" + "".join(
    f"m{n},c{n // 9},me,client,2026-01-{n // 9 % 27 + 1:02d}T10:{n % 9:02d}:00Z,{body},upwork\n"
    for n, body in enumerate(
        ("write to desk7@fjordmail.net", "415", "555", "0132 is my number", "pay me outside of upwork", "thanks") * 60
    )
)


def scanned(store: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    monkeypatch.setattr(stores, "SLICE_MESSAGES", size)
    with Engine.open(store) as engine:
        engine.execute("DELETE FROM meta WHERE key LIKE 'scan%'")
        assert scan_store(engine, REGIONS, no_progress) == 360
        return sorted(engine.rows("SELECT * FROM detections"), key=repr)


def test_messages_are_scanned_in_slices_with_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "messages.csv").write_text(MESSAGES)
    store = tmp_path / "a.duckdb"
    assert auditor("ingest", tmp_path / "messages.csv", "--db", store).status == 0
    at_once = scanned(store, 1_000, monkeypatch)
    assert len(at_once) > 100
    assert any(len(row[-1]) > 1 for row in at_once if isinstance(row[-1], list)), "no detail in pieces was joined"
    for size in (7, 100, 359):
        assert scanned(store, size, monkeypatch) == at_once


def test_only_threads_with_news_are_scanned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sliced or not: the detections of all other threads stay."""
    monkeypatch.setattr(stores, "SLICE_MESSAGES", 5)
    first, more, store = tmp_path / "messages.csv", tmp_path / "more.csv", tmp_path / "a.duckdb"
    first.write_text(MESSAGES)
    more.write_text(
        MESSAGES.split("\n")[0] + "\nn1,c3,me,client,2026-02-01T10:00:00Z,my mail is hall2@fjordmail.net,upwork\n"
    )
    assert auditor("ingest", first, "--db", store).status == 0
    with Engine.open(store) as engine:
        scan_store(engine, REGIONS, no_progress)
    assert auditor("ingest", more, "--db", store).status == 0
    with Engine.open(store) as engine:
        assert scan_store(engine, REGIONS, no_progress) == 10, "the messages of one thread of nine, and the new one"
        again = sorted(engine.rows("SELECT * FROM detections"), key=repr)
        engine.execute("DELETE FROM meta WHERE key LIKE 'scan%'")
        scan_store(engine, REGIONS, no_progress)
        assert sorted(engine.rows("SELECT * FROM detections"), key=repr) == again


def test_limits_reach_the_engine_and_hold_after_a_step_with_less(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "a.duckdb", resources=Resources(600, 1)) as engine:
        settings = "SELECT current_setting('memory_limit'), current_setting('threads')"
        before = engine.rows(settings)
        with engine.memory(850):
            assert engine.rows(settings) == before, "a step takes no more than was allowed"
        with engine.memory(112):
            assert engine.rows(settings) != before
        assert engine.rows(settings) == before
        assert before[0][1] == 1
        assert before[0][0].startswith("572"), before  # of MiB: 600 million bytes


@pytest.mark.parametrize(("threads", "processes"), [(None, 1), (1, 0), (2, 1)])
def test_who_asks_for_one_thread_gets_no_process_beside(threads: int | None, processes: int) -> None:
    with Crew(4) as crew:
        _begin(crew, None, threads)
        assert crew.size == processes


@pytest.mark.parametrize("size", ["3MB", "lots", "-1GB", "2", ""])
def test_a_size_that_is_none_is_refused_with_how_to_write_it(size: str, tmp_path: Path) -> None:
    said = auditor("audit", tmp_path, "--memory-limit", size)
    assert said.status == 2
    assert "500MB" in said.err or "an argument is empty" in said.err


def test_an_audit_with_little_memory_and_one_thread_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "messages.csv").write_text(MESSAGES)
    told = []
    for name, more in (("a", ()), ("b", ("--memory-limit", "0.3GB", "--threads", "1"))):
        ran = auditor(
            "audit", tmp_path / "messages.csv", "--db", tmp_path / f"{name}.duckdb", "--out", tmp_path / name,
            "--as-of", "2026-06-01", *more,
        )  # fmt: skip
        assert ran.status in (0, 1, 3), ran.err
        told.append((tmp_path / name / "eligibility.csv").read_text() + ran.out.split(";")[2])
    assert told[0] == told[1]
