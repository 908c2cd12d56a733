"""What is not there: no contract of a freelancer loaded at all, and refusals by the dozen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from auditor import policies, rules
from auditor.auditing.trying import run_case
from auditor.deciding.cases import Case
from auditor.deciding.verdicts import eligibility_row
from auditor.model.words import State
from auditor.printing import data_of
from auditor.report.wording import coverage_sentence, date_sentence, meaning
from tests.test_deciding import AS_OF, BOOK, FREE

SHIPPED = rules.shipped()


@pytest.mark.parametrize(
    ("unread", "said"),
    [(True, "No contract of yours was loaded"), (False, "There has been no contract on the platform")],
)
def test_where_no_contract_was_loaded_none_is_denied(unread: bool, said: str) -> None:
    standing = replace(FREE, state=State.NEVER_CONTRACTED)
    (first, *_) = eligibility_row(Case(standing, (), (), unread=unread), 0.0, BOOK, AS_OF).verdict_reasons
    assert said in first


def _talk(asks: int) -> dict[str, Any]:
    """So many asks of a client in one morning, and as many refusals in that afternoon."""
    messages = [
        {"message_id": f"{who[0]}{at:02}", "client_id": "c", "sent_at": f"2025-06-09T{hour}:{at:02}:00Z", "sender": who}
        for who, hour in (("client", 10), ("freelancer", 15))
        for at in range(asks)
    ]
    said = [
        {"message_id": one["message_id"], "category": "leave_platform"}
        | ({"stance": "decline"} if one["sender"] == "freelancer" else {})
        for one in messages
    ]
    return {"as_of": "2025-07-01", "messages": messages, "detections": said}


@pytest.mark.parametrize(("asks", "refusals"), [(20, 20), (21, 21), (30, 21)])
def test_of_many_refusals_on_one_day_the_first_ones_and_the_last_count(asks: int, refusals: int) -> None:
    rule = {"conduct.declined": SHIPPED["conduct.declined"]}
    run = run_case(rule, _talk(asks), policies.find("upwork-guide"))
    assert [one.evidence[0].id for one in run.findings][-1] == f"f{asks - 1:02}"
    assert len(run.findings) == refusals
    asked = {item.id for one in run.findings for item in one.evidence if item.id.startswith("c")}
    assert len(asked) == asks


@pytest.mark.parametrize(("state", "contracts"), [(State.NEVER_CONTRACTED, "no contracts"), (FREE.state, "contracts")])
def test_fixed_lines_deny_no_contract_that_may_not_have_been_loaded(state: State, contracts: str) -> None:
    row = eligibility_row(Case(replace(FREE, state=state), (), (), unread=True), 0.0, BOOK, AS_OF)
    assert data_of(row).startswith(contracts)
    assert f", {contracts}" in coverage_sentence(row)
    assert "has been no contract" not in f"{meaning(row, AS_OF)} {date_sentence(row, AS_OF)}"
