"""Dated stories, each worked by hand: short lines in, the standing of the relationship out (tests/dated/README.md)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from tests.support.rows import contract, fill, message, payment

FOLDER = Path(__file__).parent / "dated"
STORIES = [
    story
    for path in sorted(FOLDER.glob("*.toml"))
    for story in tomllib.loads(path.read_text(encoding="utf-8"))["story"]
]
ROLES = {"fee": "fee", "amount": "amount", "kind": "kind", "in": "currency", "by": "channel", "hours": "hours"}
Asked = tuple[str, int, date]


def asked(story: Mapping[str, Any]) -> Asked:
    """Stories of one policy, period and day are told in one store."""
    return story.get("policy", "upwork-guide"), story.get("months", 0), story["as_of"]


def policy_of(name: str, months: int, as_of: date) -> Policy:
    policy = policies.find(name, as_of)
    return replace(policy, window=replace(policy.window, months=months), pinned=True) if months else policy


def rows_of(number: int, story: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    client, platform = f"c{number}", story.get("platform", "upwork")
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place, line in enumerate(story["rows"]):
        what, *words = line.split()
        if what == "contract":
            start, end = words[0].split("..")
            rate = {"hourly_rate": words[words.index("rate") + 1]} if "rate" in words else {}
            status = "paused" if "paused" in words else "active" if not end else "ended"
            own = {"contract_id": f"{client}-{place}", "client_id": client, "platform": platform, "status": status}
            rows["contracts"].append({**contract(start, end or None), **own, **rate})
        elif what == "paid":
            more = {ROLES[key]: value for key, value in zip(words[1::2], words[2::2], strict=True)}
            paid = {"kind": "hourly", "amount": "80.00", "fee": "8.00", "currency": "USD", **more}
            paid["fee"] = None if paid["fee"] == "none" else paid["fee"]
            latest = rows["contracts"][-1]["contract_id"]
            rows["payments"].append(payment(words[0], payment_id=f"{client}-{place}", client_id=client, contract_id=latest, **paid))  # fmt: skip
        elif what == "said":
            sender = words[2] if len(words) > 2 else "client"
            rows["messages"].append(message(words[0], message_id=f"{client}-{place}", client_id=client, sender=sender))
        else:
            rows["relationships"].append({"client_id": client, **stated(what, words)})
    return rows


def stated(what: str, words: list[str]) -> dict[str, Any]:
    return {
        "met": lambda: {"origin": "off_platform", "first_met_at": words[0]},
        "elsewhere": lambda: {"origin": "off_platform"},
        "enterprise": lambda: {"origin": "platform", "enterprise": "true"},
        "exit": lambda: {"origin": "platform", "exit_fee_paid_on": words[1]},
        "left": lambda: {"origin": "platform", "left_on": words[0]},
        "contact": lambda: {"origin": "platform", "last_contact_at": words[0]},
    }[what]()


@cache
def told(question: Asked) -> tuple[dict[str, dict[str, Any]], tuple[policies.Reading, ...]]:
    """The standings of all stories that ask the same, by client, and the readings by which others are numbered."""
    name, months, as_of = question
    policy = policy_of(name, months, as_of)
    readings = policies.readings(policy, as_of)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, story in enumerate(STORIES):
        if asked(story) == question:
            for table, found in rows_of(number, story).items():
                rows[table] += found
    with Engine.in_memory() as engine:
        fill(engine, rows)
        make_shapes(engine, as_of, policy)
        make_standing(engine, as_of, policy, readings)
        return {row["client_id"]: row for row in standings(engine).to_dicts()}, tuple(readings)


@pytest.mark.parametrize(("number", "story"), list(enumerate(STORIES)), ids=[story["name"] for story in STORIES])
def test_a_dated_story_ends_as_worked_by_hand(number: int, story: Mapping[str, Any]) -> None:
    found, readings = told(asked(story))
    row = found[f"c{number}"]
    others = {readings[one["reading_no"]].label: one for one in row["others"] or ()}
    expected = story.get("expect", {})
    assert {name: row[name] for name in expected} == {name: as_value(value) for name, value in expected.items()}
    assert {name: row[name] for name in story.get("null", [])} == dict.fromkeys(story.get("null", []))
    said = {label: (as_day(others[label]["eligible_on"]), others[label]["fee"]) for label in story.get("others", {})}
    assert said == {label: (day, as_fee(fee)) for label, (day, fee) in story.get("others", {}).items()}
    assert set(story.get("absent", [])) & set(others) == set()


def as_value(value: Any) -> Any:
    """Amounts stand in quotes, and are compared as numbers."""
    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdigit() else value


def as_day(value: date | None) -> str:
    return "-" if value is None else value.isoformat()


def as_fee(value: str) -> Decimal | None:
    return None if value == "-" else Decimal(value)


def test_there_are_sixty_stories_and_no_two_of_one_name() -> None:
    names = [story["name"] for story in STORIES]
    assert len(names) == len(set(names)) >= 60
