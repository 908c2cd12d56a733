"""What a rule's front matter says of its confidence stands in the table that is kept of what the rules find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor import rooms

TABLE = (Path(__file__).resolve().parent / "bench" / "README.md").read_text(encoding="utf-8")
REASONS = {
    rule_id: said
    for rule_id, path in rooms.files(rooms.sql_folder() / "heuristics", ".sql").items()
    if (said := " ".join(re.findall(r"^-- # (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)))
}
PREVALENCES = ("0.5 %", "5 %", "22 %")


def kept(rule_id: str) -> dict[str, tuple[str, str, str]]:
    """The precision of a rule by prevalence, with its interval: the shares of 100 relationships found."""
    (line,) = re.findall(rf"^\| {re.escape(rule_id)} \| (.*) \|$", TABLE, re.MULTILINE)
    found = [re.match(r"(\d\.\d\d) \((\d\.\d\d)–(\d\.\d\d)\)", cell) for cell in line.split(" | ")]
    per_cent = [tuple(f"{100 * float(share):.0f}" for share in one.groups()) for one in found if one]
    return dict(zip(PREVALENCES, per_cent, strict=True))  # type: ignore[arg-type]


def test_two_rules_give_figures_for_their_confidence() -> None:
    assert set(REASONS) >= {"behaviour.activity_drop", "behaviour.gradual_decline"}


@pytest.mark.parametrize("rule_id", REASONS)
def test_the_figures_are_those_of_the_kept_table(rule_id: str) -> None:
    said, table = REASONS[rule_id], kept(rule_id)
    figures = re.findall(r"(\d+) in 100\b[^;]*?(?:prevalence|at) (\d+ %)", said)
    assert {prevalence for _, prevalence in figures} == {"5 %", "22 %"}
    assert all(table[prevalence][0] == figure for figure, prevalence in figures)
    for prevalence, low, high in re.findall(r"the interval at (\d+ %) reaches from (\d+) to (\d+)", said):
        assert table[prevalence][1:] == (low, high)
