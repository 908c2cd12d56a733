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


def test_the_command_eligibility_tells_programs_the_risk() -> None:
    rows = [invented.relationship(0, risk=96.5), invented.relationship(1, risk=0.0)]
    told = json.loads(printing.eligibility_json(rows))
    assert [one["risk"] for one in told] == [96.5, 0.0]
    assert all(tuple(one) == (*FIELDS, "risk") for one in told)


def test_an_account_with_one_relationship_has_the_risk_of_that_relationship() -> None:
    one = replace(finding(1, "c", "f", Severity.MEDIUM, Actor.CLIENT), confidence=0.45)
    (row,) = frames([], (one,))["actors"].iter_rows(named=True)
    assert row["risk"] == risk.risks(risk.contributions((one,), date(2025, 7, 1)))["upwork", "c", "f"] == 11.3
