"""A thousand canaries: every text field of every part of a result holds values of its own; shared files hold none of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from auditor.model.results import AuditResult, Evidence
from auditor.model.words import Redaction
from auditor.publishing import render_all
from tests import invented

ROWS = 60
# Fields of our own words and codes: no value of a client's ever stands in them.
OWN = {"finding_id", "rule_id", "reply", "governing_anchor", "currency", "fee_currency", "contracts", "policy", "anchor", "first_seen_run", "table",
       "sha256", "profile", "encoding", "status", "platform", "rule", "rule_sha256"}  # fmt: skip
NAME = "Zebrine Quandary"
# Stands in messages only.
ERRAND = "the errand of the quince"


def values() -> Iterator[str]:
    """Contact and payment values of four kinds, all different."""
    kinds = (
        "canary.{0:04}@quarry-lane.net",
        "+1 415 55{0:05}",
        "paypal.me/canaryhandle{0:04}",
        "https://t.me/canary_fox{0:04}",
    )
    number = 0
    while True:
        yield kinds[number % 4].format(number)
        number += 1


def planted() -> tuple[AuditResult, list[str]]:
    """A result in which each text field says something of its own."""
    supply, used = values(), []

    def text() -> str:
        used.append(next(supply))
        return f"Write to {used[-1]} about the {len(used)}th job"

    def filled(one: Any) -> Any:
        changes = {}
        for field in fields(one):
            value = getattr(one, field.name)
            if field.name in OWN or isinstance(value, Redaction):
                continue
            if type(value) is str and field.name not in ("client_id", "freelancer_id", "id", "path", "file"):
                changes[field.name] = text()
            elif isinstance(value, tuple) and value and type(value[0]) is str:
                changes[field.name] = tuple(text() for _ in value)
        return replace(one, **changes)

    rows = tuple(filled(invented.relationship(number, client_id=f"zq-client-{number:03}")) for number in range(ROWS))
    rows = tuple(
        replace(
            row, client_name=f"{NAME} {number:02} Ltd", anchor_row=f"zq-message-dates-{number}",
            verdict_reasons=(*row.verdict_reasons, f"{text()}, on 30 October 2023 (zq-message-dates-{number})."),
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    found = tuple(
        replace(
            filled(invented.finding(number, client_id=rows[number].client_id)),
            evidence=tuple(
                Evidence("messages", f"zq-message-{number}-{place}", text(), f"{ERRAND}: {text()}")
                for place in range(4)
            ),
        )
        for number in range(ROWS)
    )
    made = invented.result(
        0, 0, eligibility=rows, findings=found, frames=invented.frames(rows), warnings=(text(), text()), reasons=(text(),),
        files=(filled(invented.account(message="m")),), quarantine=tuple(filled(invented.fault(n)) for n in range(20)),
        replies={(row.platform, row.client_id, row.freelancer_id): text() for row in rows},
    )  # fmt: skip
    return made, used


@pytest.fixture(scope="module")
def shared() -> dict[Redaction, str]:
    made, _ = planted()
    return {level: _bytes(made, level) for level in (Redaction.PARTIAL, Redaction.FULL)}


def _bytes(made: AuditResult, level: Redaction) -> str:
    contents = render_all(made, level)
    text = "\n".join(content.decode() for name, content in contents.items() if not name.startswith("private/"))
    return re.sub(r"\r\n ", "", text)


def test_a_thousand_values_are_planted() -> None:
    made, used = planted()
    assert len(set(used)) == len(used) >= 1000
    # Each is really there before anything is masked.
    everything = json.dumps([str(made.eligibility), str(made.findings), str(made.replies), str(made.warnings)])
    assert sum(one in everything for one in used) >= 950


@pytest.mark.parametrize("level", [Redaction.PARTIAL, Redaction.FULL])
def test_no_value_is_found_outside_private(level: Redaction, shared: dict[Redaction, str]) -> None:
    _, used = planted()
    tails = {re.sub(r"^(?:https://|paypal\.me/)|@quarry-lane\.net$", "", one) for one in used}
    assert [one for one in (*used, *tails) if one in shared[level]] == []


@pytest.mark.parametrize("mark", [NAME, "zq-client", "zq-message", ERRAND, "f-ann", "payments-1.csv"])
def test_under_full_redaction_names_ids_and_texts_are_gone_too(mark: str, shared: dict[Redaction, str]) -> None:
    assert mark in shared[Redaction.PARTIAL]
    assert mark not in shared[Redaction.FULL]
