"""The parts of an audit on Spark that need no Spark: batches, blocks of names, rules compiled together, the command line."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
import sqlglot
from sqlglot import exp

from auditor import compiling, policies, rules
from auditor.auditing import matching
from auditor.auditing.heuristics import parameters
from auditor.auditing.record import eligibility_frame
from auditor.deciding import Book
from auditor.distributing import capping, lake, loading, results, standing
from auditor.distributing import matching as blocks
from auditor.distributing.numbering import NUMBERED
from auditor.distributing.scanning import scan_batches
from auditor.engines.duckdb import Engine
from auditor.judging import Stood
from auditor.scanning import scan_frame
from auditor.settings import Settings
from tests.support.running import auditor

AS_OF = date(2026, 6, 30)
REGIONS = ("US", "GB", "IN")
BEGUN = datetime(2025, 3, 3, 9)
# A number in pieces, an ask and its answer: what is found hangs on the messages before.
TALK = (
    ("client", "can we talk outside of here? what's your whatsapp?"),
    ("freelancer", "+1 415"),
    ("freelancer", "555"),
    ("freelancer", "0100"),
    ("client", "thanks"),
    ("client", "shall i pay you by paypal, without the platform?"),
    ("freelancer", "no, sorry"),
)


def talk(threads: int) -> pl.DataFrame:
    rows = [
        (f"m{thread}-{place}", f"c{thread}\x1fme\x1f", sender, BEGUN + timedelta(minutes=place), body, None)
        for thread in range(threads)
        for place, (sender, body) in enumerate(TALK)
    ]
    schema = {
        "id": pl.String,
        "thread": pl.String,
        "sender": pl.String,
        "sent_at": pl.Datetime("us"),
        "body": pl.String,
        "extra": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize("rows", range(1, 16))
def test_where_a_batch_ends_changes_nothing(rows: int) -> None:
    frame = talk(4)
    whole = scan_frame(frame.drop("extra"), REGIONS)
    batches = [one for part in frame.iter_slices(rows) for one in part.to_arrow().to_batches()]
    found = pl.concat([pl.from_arrow(one) for one in scan_batches(batches, REGIONS, size=rows)])  # type: ignore[misc]
    assert any(len(ids) > 1 for ids in whole["message_ids"])
    assert sorted(map(str, found.iter_rows())) == sorted(map(str, whole.iter_rows()))


def test_no_thread_is_scanned_before_it_is_whole() -> None:
    batches = iter(talk(3).to_arrow().to_batches(max_chunksize=1))
    taken = []

    def watched():  # type: ignore[no-untyped-def]
        for one in batches:
            taken.append(one)
            yield one

    next(scan_batches(watched(), REGIONS, size=1))
    assert len(taken) == len(TALK) + 1


def test_no_messages_give_no_detections() -> None:
    assert list(scan_batches([], REGIONS)) == []
    assert list(scan_batches(talk(0).to_arrow().to_batches(), REGIONS)) == []


def test_names_meet_in_their_blocks_as_they_do_all_at_once() -> None:
    payers = [
        "Nordlicht GmbH",
        "nordlicht",
        "Müller & Söhne",
        "Mueller Soehne",
        "Bright Fjord Ltd",
        "Brigth Fjord",
        "ellin Grahel",
        "Olha Shevchenko",
        "Zeta",
    ]
    names = ["Nordlicht", "Muller Sohne", "Bright Fjord", "Zeta Ltd", "Alpha", "Vellin Grahel", "Ольга Шевченко"]
    told = pl.DataFrame({"text": [*payers, *names], "side": ["payer"] * len(payers) + ["name"] * len(names)})
    keyed = pl.concat([pl.from_arrow(one) for one in blocks._keyed(told.to_arrow().to_batches())]).sort("key")  # type: ignore[misc]
    least = 0.92
    # Two rows a batch: blocks go over the borders.
    found = [pl.from_arrow(one) for one in blocks.blocks(keyed.to_arrow().to_batches(max_chunksize=2), least)]
    scored = pl.concat(found).group_by("counterparty", "name").agg(pl.col("score").max())  # type: ignore[misc]
    whole = matching.alike(pl.Series(payers), pl.Series(names), least)
    assert len(whole) > 6
    assert sorted(scored.iter_rows()) == sorted(whole.iter_rows())


def together(given: frozenset[str]) -> compiling.Together:
    policy, every = policies.find("upwork-guide"), rules.shipped()
    return compiling.compile_together(
        every, "spark", policy, {rule_id: parameters(rule, {}, AS_OF) for rule_id, rule in every.items()}, AS_OF, given
    )


def test_together_every_rule_is_said_or_refused_and_every_shape_is_made_once() -> None:
    said = together(frozenset(("ties", "name_alike", "payer_value")))
    assert {*said.rules, *said.refused} == set(rules.shipped())
    assert set(said.refused) == {"behaviour.gradual_decline"}
    for shape, column in NUMBERED.items():
        (number,) = [one for one in sqlglot.parse_one(said.shapes[shape], read="spark").selects if one.alias == column]
        assert isinstance(number.this, exp.Window) and not number.this.args.get("partition_by")
    made: set[str] = set()
    for name, sql in said.shapes.items():
        assert name not in made
        later = [one for one in said.shapes if one not in made and one != name and f" {one} " in sql.replace("\n", " ")]
        assert later == [], f"{name} reads {later} before they are made"
        made.add(name)


def test_without_what_is_reckoned_outside_sql_the_rules_that_need_it_are_refused_by_name() -> None:
    said = together(frozenset())
    assert {"payment.counterparty_match", "payment.direct_in_window"} <= set(said.refused)
    assert all(said.refused.values())


def test_a_rule_that_looks_at_several_freelancers_is_not_run_freelancer_by_freelancer() -> None:
    wanted = dict.fromkeys(("behaviour.gradual_decline", "identity.contact_reuse", "payment.counterparty_match"), "why")
    assert set(standing.local(rules.shipped(), wanted)) == {"behaviour.gradual_decline"}


@pytest.mark.parametrize("lacking", ["pyspark", "pandas"])
def test_without_the_extra_the_person_is_told_what_to_install(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    _one_file(tmp_path)
    ended = auditor("audit", str(tmp_path), "--engine", "spark", "--out", str(tmp_path / "out"))
    assert ended.status == 2
    assert "pip install 'auditor[spark]'" in ended.err
    assert not (tmp_path / "out").exists()


def test_without_java_the_person_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pandas"):
        monkeypatch.setitem(sys.modules, name, sys)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    _one_file(tmp_path)
    ended = auditor("audit", str(tmp_path), "--engine", "spark", "--out", str(tmp_path / "out"))
    assert ended.status == 2
    assert "openjdk-17" in ended.err


def _one_file(folder: Path) -> None:
    (folder / "messages.csv").write_text("message_id,client_id,sender,sent_at,body\nm1,c1,client,2026-01-05,hello\n")


@pytest.mark.parametrize(
    ("why", "status"), [("", 0), ("the links between accounts did not come to rest in 2 rounds", 3)]
)
def test_clusters_that_are_not_told_are_said_and_change_the_exit_status(why: str, status: int, tmp_path: Path) -> None:
    policy, settings = policies.find("upwork-guide"), Settings(tmp_path / "s", AS_OF)
    job = results.Job(settings, policy, None, tmp_path, tmp_path, "r1", BEGUN)
    counts: dict[str, dict[str, int]] = {
        name: {} for name in ("relationships_by_state", "findings_by_rule", "findings_by_severity")
    }
    totals = {**counts, "rules_not_run": {}, "clusters_not_told": why}
    shown = capping.Shown((), Stood((), pl.DataFrame(), Book(()), ()), {}, pl.DataFrame(), ())
    ended = results.result_of(job, loading.Loaded((), ()), (), shown, totals, {})
    assert ended.exit_status == status
    assert ended.reasons == ((f"clusters of accounts are not told: {why}",) if why else ())


@pytest.mark.parametrize("left_out", [0, 3])
def test_only_a_report_that_leaves_something_out_says_so(left_out: int) -> None:
    shown = capping.Shown((), Stood((), pl.DataFrame(), Book(()), ()), {}, pl.DataFrame(), ())
    said = results._capped(shown, {"relationships_by_state": {"free": left_out}, "findings_by_rule": {}})
    assert len(said) == bool(left_out)


def test_tables_of_the_lake_are_for_their_owner_alone(tmp_path: Path) -> None:
    work, out = tmp_path / "work", tmp_path / "out"
    folder = work / lake.TABLES / "findings" / "on_platform=upwork" / "month=2026-01"
    (out / "private").mkdir(parents=True)
    before = os.umask(0)
    try:
        folder.mkdir(parents=True)
        (folder / "part-0.parquet").write_bytes(b"rows")
        lake.publish(work, out, {"findings": 1})
    finally:
        os.umask(before)
    places = [out / lake.TABLES, *(out / lake.TABLES).rglob("*"), out / lake.TOTALS]
    assert len(places) == 6
    modes = {place.name: place.stat().st_mode & 0o777 for place in places}
    assert {name: oct(mode) for name, mode in modes.items() if mode != (0o600 if "." in name else 0o700)} == {}


def test_a_task_of_the_dates_holds_what_the_page_reckons_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = []

    def stood(engine: Engine, *_: object, **__: object) -> Stood:
        limits.extend(engine.rows("SELECT current_setting('memory_limit')"))
        return Stood((), eligibility_frame(()), Book(()), ())

    monkeypatch.setattr(standing, "stand", stood)
    task = standing.Standing(tmp_path, policies.find("upwork-guide"), AS_OF, "r1", None, {}, ())
    assert task(0) == 0
    assert limits == [("953.6 MiB",)]
