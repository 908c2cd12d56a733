"""Stories from end to end: exports in, verdicts out. The form of a story is described in tests/stories/README.md."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.support.running import Audited, audit

FOLDER = Path(__file__).parent / "stories"
STORIES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
CASES = [
    pytest.param(story, case, id=f"{story}: {case['name']}") for story, text in STORIES.items() for case in text["case"]
]
MONEY = re.compile(r"-?\d+\.\d+")
SEVERITIES = ["info", "low", "medium", "high", "critical"]
CEILINGS = {"no_more_than_info": "info", "no_more_than_medium": "medium"}


@cache
def told(story: str) -> Audited:
    """The audit of one story; run once, whatever the number of its cases."""
    text = STORIES[story]
    with TemporaryDirectory() as work:
        folder = Path(work) / "exports"
        folder.mkdir()
        for name, content in text["files"].items():
            (folder / name).write_text(content.lstrip("\n"), encoding="utf-8")
        options = [option.format(folder=folder) for option in text.get("options", [])]
        return audit(folder, Path(work), str(text["as_of"]), *options)


@pytest.mark.parametrize("story", STORIES)
def test_a_story_ends_as_told(story: str) -> None:
    ended = told(story).ended
    assert ended.status == STORIES[story].get("exit", 0), ended.err


@pytest.mark.parametrize(("story", "case"), CASES)
def test_the_relationship_stands_as_told(story: str, case: dict[str, Any]) -> None:
    rows = [row for row in told(story).eligibility if _is_about(row, case)]
    if case.get("absent"):
        assert rows == []
        return
    assert len(rows) == 1, f"{len(rows)} rows for {case['client']}"
    row = rows[0]
    differing = {
        field: (_field(row, field), wanted)
        for field, wanted in case.get("expect", {}).items()
        if not _agrees(_field(row, field), wanted)
    }
    assert differing == {}, "field: (got, told)"
    assert [field for field in case.get("null", []) if _field(row, field) is not None] == []
    assert set(case.get("blockers", [])) <= set(row["blockers"])
    reasons = " ".join(row["verdict_reasons"])
    assert [part for part in case.get("reasons", []) if part not in reasons] == [], reasons


@pytest.mark.parametrize(("story", "case"), [case for case in CASES if case.values[1].get("speaks")])
def test_the_rules_speak_as_told(story: str, case: dict[str, Any]) -> None:
    found = [finding for finding in told(story).findings if _is_about(finding, case)]
    said = {f"{f['rule_id']} {f['severity']}" for f in found}
    said |= {f"{f['rule_id']} {f['severity']} {f['actor']}" for f in found}
    assert set(case["speaks"]) - said == set(), f"said: {sorted(said)}"


@pytest.mark.parametrize("story", STORIES)
def test_the_rules_are_silent_where_told(story: str) -> None:
    audited = told(story)
    assert audited.summary, audited.ended.err
    unwanted = [
        f"{case['name']}: {finding['rule_id']} {finding['severity']}"
        for case in STORIES[story]["case"]
        for finding in audited.findings
        if _is_about(finding, case) and _too_loud(finding, case)
    ]
    assert unwanted == []


def _too_loud(finding: dict[str, Any], case: dict[str, Any]) -> bool:
    if finding["rule_id"] in case.get("silent", []):
        return True
    return any(
        finding["rule_id"] in case.get(key, []) and SEVERITIES.index(finding["severity"]) > SEVERITIES.index(ceiling)
        for key, ceiling in CEILINGS.items()
    )


def _is_about(row: dict[str, Any], case: dict[str, Any]) -> bool:
    return row["client_id"] == case["client"] and row["freelancer_id"] == case.get("freelancer", row["freelancer_id"])


def _field(row: dict[str, Any], path: str) -> Any:
    value: Any = row
    for part in path.split("."):
        value = value[part]
    return value


def _agrees(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return any(_agrees(got, one) for one in wanted)
    if isinstance(wanted, str) and MONEY.fullmatch(wanted):
        # Money is compared as a number: 8 and 8.00 are the same sum.
        return got is not None and Decimal(str(got)) == Decimal(wanted)
    return bool(got == wanted)


def test_every_verdict_is_told_somewhere() -> None:
    from auditor.model.words import Verdict

    told_verdicts = {case.get("expect", {}).get("verdict") for text in STORIES.values() for case in text["case"]}
    assert {verdict.value for verdict in Verdict} - told_verdicts == set()
