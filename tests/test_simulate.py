"""auditor simulate: the same seed gives the same world, its truth is what was planted, and it reads nothing of the auditor."""

from __future__ import annotations

import ast
import csv
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from auditor import rules, simulating
from auditor.errors import UsageError
from auditor.simulating import World, bank, simulate
from tests.support.running import Audited, audit, auditor

FILES = ["contracts.csv", "messages.csv", "payments.csv", "relationships.csv", "reports.csv", "truth.jsonl"]
ROADS = {
    "contact_early", "disguised", "fee_talk", "slow_drain", "sudden_stop", "bait_and_switch", "repeat_pressure",
    "shared_identity", "afterlife", "late_return", "asking_around", "lending", "short_billing", "vanishing", "false_origin",
    "reported",
}  # fmt: skip
LOOKALIKES = {
    "holiday",
    "project_finished",
    "client_broke",
    "rate_change",
    "retainer_to_fixed",
    "bot_project",
    "friendly_talk",
    "scope_cut",
    "call_and_done",
    "met_before",
}
MESSAGES = 40_000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("simulated") / "world"
    simulate(World(MESSAGES, seed=3, prevalence=0.22), out)
    return out


@pytest.fixture(scope="module")
def audited(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    return audit(world, tmp_path_factory.mktemp("audited"), "2026-06-30")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def truth(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_files_are_those_of_the_contract_with_as_many_messages_as_asked(world: Path) -> None:
    assert sorted(path.name for path in world.iterdir()) == FILES
    assert len(rows(world / "messages.csv")) == MESSAGES
    assert list(truth(world)[0]) == ["client_id", "freelancer_id", "road", "rule_ids", "from", "to"]


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(world: Path, tmp_path: Path) -> None:
    simulate(World(MESSAGES, seed=3, prevalence=0.22), tmp_path / "again")
    simulate(World(MESSAGES, seed=4, prevalence=0.22), tmp_path / "other")
    for name in FILES:
        assert (world / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name
    assert (world / "messages.csv").read_bytes() != (tmp_path / "other" / "messages.csv").read_bytes()


def test_every_road_and_every_look_alike_occurs(world: Path) -> None:
    names = Counter(row["road"] for row in truth(world))
    assert set(names) == ROADS | {f"innocent:{name}" for name in LOOKALIKES}


def test_a_fifth_is_on_a_road_where_that_is_the_prevalence(world: Path) -> None:
    pairs = {(row["client_id"], row["freelancer_id"]) for row in rows(world / "contracts.csv")}
    guilty = sum(not row["road"].startswith("innocent:") for row in truth(world))
    assert guilty / len(pairs) == pytest.approx(0.22, abs=0.04)


def test_the_truth_names_rules_that_there_are_and_innocents_have_none(world: Path) -> None:
    for row in truth(world):
        assert set(row["rule_ids"]) <= set(rules.shipped())
        if row["road"].startswith("innocent:"):
            assert row["rule_ids"] == []


def test_threads_are_in_several_languages_and_refunds_and_payments_outside_occur(world: Path) -> None:
    bodies = " ".join(row["body"] for row in rows(world / "messages.csv"))
    assert all(
        word in bodies for word in ("Gracias", "Danke", "Merci", "Спасибо", "Obrigado", "Shukriya", "Terima kasih")
    )
    payments = rows(world / "payments.csv")
    assert {row["kind"] for row in payments} == {"hourly", "fixed", "milestone", "refund"}
    assert any(row["channel"] and not row["client_id"] for row in payments)


def test_a_share_of_none_plants_nothing(tmp_path: Path) -> None:
    simulate(World(5_000, prevalence=0.0, lookalikes=0.0), tmp_path / "calm")
    assert truth(tmp_path / "calm") == []


def test_a_mix_changes_the_roads(tmp_path: Path) -> None:
    mix = dict.fromkeys(ROADS - {"fee_talk"}, 0.0)
    simulate(World(8_000, prevalence=0.5, mix=mix), tmp_path / "mixed")
    assert {row["road"] for row in truth(tmp_path / "mixed")} - {f"innocent:{one}" for one in LOOKALIKES} == {
        "fee_talk"
    }
    with pytest.raises(UsageError, match="no such road"):
        simulate(World(10, mix={"elsewhere": 1.0}), tmp_path / "x")


def test_a_weight_takes_the_place_of_that_roads_own_and_the_help_tells_all_of_them(tmp_path: Path) -> None:
    said = " ".join(auditor("simulate", "--help").out.split())
    roads = tomllib.loads((Path(simulating.__file__).parent / "roads.toml").read_text(encoding="utf-8"))
    for kind in roads.values():
        assert ", ".join(f"{name} {road['weight']}" for name, road in kind.items()) in said
    connection = duckdb.connect()
    usual = bank.load(connection, {})
    connection.close()
    with duckdb.connect() as connection:
        mixed = bank.load(connection, {"slow_drain": 24})
    assert mixed["slow_drain"] / mixed["disguised"] == pytest.approx(2)
    assert mixed["lending"] / mixed["disguised"] == pytest.approx(usual["lending"] / usual["disguised"])
    below = auditor("simulate", "--mix", "contact_early=-1", "--out", tmp_path / "w")
    assert (
        below.status == 2 and "--mix contact_early=-1: no weight is below 0 -> 0 leaves contact_early out" in below.err
    )
    with pytest.raises(UsageError, match="all look-alikes are 0"):
        simulate(World(10, mix=dict.fromkeys(LOOKALIKES, 0.0)), tmp_path / "none")


def test_a_client_has_one_name_with_all_its_freelancers(world: Path) -> None:
    names: dict[str, set[str]] = {}
    freelancers: dict[str, set[str]] = {}
    for row in rows(world / "contracts.csv"):
        names.setdefault(row["client_id"], set()).add(row["title"].removeprefix("Work on "))
        freelancers.setdefault(row["client_id"], set()).add(row["freelancer_id"])
    for row in rows(world / "relationships.csv"):
        names.setdefault(row["client_id"], set()).add(row["client_name"])
    several = {client for client, known in freelancers.items() if len(known) > 1}
    # A fraud of either kind in each ring of some hundred relationships.
    assert len(several) >= 4
    said = {client: names[client] - {"Monthly package"} for client in several}
    assert all(len(known) == 1 for known in said.values()), said
    assert len({next(iter(known)) for known in said.values()}) == len(several)


def test_an_audit_reads_every_row_and_not_the_truth(audited: Audited) -> None:
    assert audited.ended.status == 0, audited.ended.err
    assert sum(one["rows_quarantined"] for one in audited.summary["files"]) == 0
    assert "truth.jsonl" not in {Path(one["path"]).name for one in audited.summary["files"]}


def test_what_was_planted_is_found_more_often_than_what_was_not(audited: Audited, world: Path) -> None:
    loud = {
        (one["client_id"], one["freelancer_id"]) for one in audited.findings if one["severity"] in ("high", "critical")
    }
    known = truth(world)
    guilty = {(row["client_id"], row["freelancer_id"]) for row in known if row["rule_ids"]}
    every = {(row["client_id"], row["freelancer_id"]) for row in audited.eligibility}
    assert len(loud & guilty) / len(guilty) > 0.6
    assert len(loud - guilty) / len(every - guilty) < 0.05


def test_the_generator_imports_and_reads_nothing_that_the_audit_goes_by(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = Path(simulating.__file__).parent
    for path in home.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            ours = {name for name in names if name.startswith("auditor.")}
            assert ours <= {
                "auditor.errors",
                "auditor.settings",
                "auditor.simulating.bank",
                "auditor.simulating.writing",
            }
    read: list[Path] = []
    real = Path.read_text

    def watched(self: Path, *rest: Any, **more: Any) -> str:
        read.append(self)
        return real(self, *rest, **more)

    monkeypatch.setattr(Path, "read_text", watched)
    simulate(World(1_000), tmp_path / "w")
    assert {path.parent.name for path in read} == {"simulating", "simulate"}


def test_a_folder_that_holds_a_world_is_left_alone(world: Path) -> None:
    ended = auditor("simulate", "--messages", "10", "--out", world)
    assert ended.status == 2 and "is there already" in ended.err


@pytest.mark.parametrize(
    "option",
    [
        ("--prevalence", "2"),
        ("--prevalence", "nan"),
        ("--lookalikes", "nan"),
        ("--messages", "0"),
        ("--mix", "holiday"),
        ("--mix", "nowhere=1"),
        ("--mix", "holiday=nan"),
        ("--mix", "holiday=inf"),
        ("--seed", "-1"),
    ],
)
def test_a_wrong_option_is_told(option: tuple[str, str], tmp_path: Path) -> None:
    ended = auditor("simulate", *option, "--out", tmp_path / "w")
    assert ended.status == 2 and "Traceback" not in ended.err


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (Path("/proc/x"), tmp_path / "file" / "w"):
        ended = auditor("simulate", "--messages", "10", "--out", folder)
        assert ended.status == 2 and "Traceback" not in ended.err and str(folder) in ended.err and "->" in ended.err


def test_the_truth_ends_after_it_begins(world: Path) -> None:
    assert all(row["from"] <= row["to"] for row in truth(world))


def test_every_shipped_rule_is_planted_somewhere(world: Path) -> None:
    planted = {rule_id for row in truth(world) for rule_id in row["rule_ids"]}
    assert set(rules.shipped()) - planted == set()
