"""The risk of a relationship is rounded once, halves up, and is the same number in the report, on the screen and in actors.csv."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from auditor import printing
from auditor.auditing import risk
from auditor.charts.relationship.risk import steps
from auditor.exports.forms.eligibility import FIELDS
from auditor.model.phrasing import tenths
from auditor.model.reporting import Limits
from auditor.model.words import Actor, Severity
from auditor.report.sections.relationships.section import SECTION as RELATIONSHIPS
from tests import invented
from tests.test_cases import finding, frames

# Medium, low or high at a confidence whose risk ends in a half or beside one: 11.25, 96.52 and 22.45.
HALVES = {(0.25, 0.45): "11.3", (1.0, 0.9652): "96.5", (0.5, 0.449): "22.5", (0.5, 0.8): "40"}


@pytest.mark.parametrize("weighed", HALVES)
def test_the_risk_is_rounded_once_and_is_the_same_everywhere(weighed: tuple[float, float]) -> None:
    weight, confidence = weighed
    parts = pl.DataFrame(
        [("upwork", "c", "f", "r.one", "id", weight, confidence, weight * confidence, 100 * weight * confidence)],
        schema=risk.SCHEMA,
        orient="row",
    )
    ((key, points),) = risk.risks(parts).items()
    row = replace(invented.relationship(0), platform=key[0], client_id=key[1], freelancer_id=key[2], risk=points)
    result = replace(invented.nothing(), eligibility=(row,), contributions=parts)
    (drawn,) = steps(result, [row], {})
    (shown,) = RELATIONSHIPS.context(result, Limits())["rows"]
    said = f"risk {HALVES[weighed]} of 100, made of r.one {HALVES[weighed]}."
    assert drawn.describe("Ada") == f"Ada: {said}" and f">{HALVES[weighed]} of 100<" in drawn.drawing("risk-1", "Ada")()
    assert (shown["risk"], shown["parts"]) == (HALVES[weighed], [f"r.one +{HALVES[weighed]}"])
    assert f"  {HALVES[weighed]}  " in printing.relationships([row], "upwork-guide", date(2025, 7, 1))


@pytest.mark.parametrize(
    ("points", "whole", "shown"),
    [
        ([68.0, 13.6, 7.84, 2.24], 91.7, ["68", "13.6", "7.9", "2.2"]),
        ([50.0, 25.0], 75.0, ["50", "25"]),
        ([33.36, 33.36, 33.28], 100.0, ["33.3", "33.4", "33.3"]),
        ([0.04, 0.04], 0.1, ["0.1", "0"]),
        ([], 0.0, []),
    ],
)
def test_parts_are_shown_so_that_they_add_up_to_the_risk(points: list[float], whole: float, shown: list[str]) -> None:
    assert tenths(points, whole) == shown


def test_what_a_table_has_no_room_for_is_a_part_of_its_own_in_text_and_picture() -> None:
    names = [f"r.{letter}" for letter in "abcdefgh"]
    points = [50.0, 20.0, 10.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    parts = pl.DataFrame(
        [("upwork", "c", "f", name, "id", 0.5, 0.5, 0.25, one) for name, one in zip(names, points, strict=True)],
        schema=risk.SCHEMA,
        orient="row",
    )
    row = replace(invented.relationship(0), platform="upwork", client_id="c", freelancer_id="f", risk=95.0)
    result = replace(invented.nothing(), eligibility=(row,), contributions=parts)
    (shown,) = RELATIONSHIPS.context(result, Limits())["rows"]
    (drawn,) = steps(result, [row], {})
    assert shown["parts"][-1] == "other findings +3" and len(shown["parts"]) == 7
    assert [f"{words} +{figure}" for words, figure in drawn.shown()] == shown["parts"]


def test_the_command_eligibility_tells_programs_the_risk() -> None:
    rows = [invented.relationship(0, risk=96.5), invented.relationship(1, risk=0.0)]
    told = json.loads(printing.eligibility_json(rows))
    assert [one["risk"] for one in told] == [96.5, 0.0]
    assert all(tuple(one) == (*FIELDS, "risk") for one in told)


def test_an_account_with_one_relationship_has_the_risk_of_that_relationship() -> None:
    one = replace(finding(1, "c", "f", Severity.MEDIUM, Actor.CLIENT), confidence=0.45)
    (row,) = frames([], (one,))["actors"].iter_rows(named=True)
    assert row["risk"] == risk.risks(risk.contributions((one,), date(2025, 7, 1)))["upwork", "c", "f"] == 11.3
