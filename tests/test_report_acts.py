"""What to do first agrees with the exit status, and says what sending a reply would do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.model.words import Actor, FindingStatus, Severity
from tests import invented
from tests.test_report import Page, rendered


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Severity.HIGH, "Look at these 2 findings, at or above the limit that you set"),
        (
            Severity.CRITICAL,
            "No client needs a step from you today, but 2 open findings of high severity or above want a look",
        ),
    ],
)
def test_what_the_exit_status_is_about_is_an_act(limit: Severity, words: str) -> None:
    row = invented.relationship(10, reply="plan_for_later", risk=60.0)
    found = tuple(
        replace(invented.finding(number), finding_id=f"f{number}", severity=Severity.HIGH, status=FindingStatus.OPEN,
                actor=Actor.CLIENT, platform=row.platform, client_id=row.client_id, freelancer_id=row.freelancer_id)
        for number in range(2)
    )  # fmt: skip
    key = (row.platform, row.client_id, row.freelancer_id)
    made = invented.result(0, 0, eligibility=(row,), findings=found, fail_on=limit, replies={key: "Hello there"})
    told = Page(rendered(made)).text
    assert words in told and "Hello there" not in told
    assert ("1 relationship needs an act today" in told) == (limit is Severity.HIGH)


@pytest.mark.parametrize("actor", [Actor.BOTH, Actor.FREELANCER, Actor.CLIENT])
def test_what_weighs_on_the_own_account_is_an_act_where_the_verdict_asks_for_none(actor: Actor) -> None:
    row = invented.relationship(10, reply="plan_for_later", risk=60.0)
    one = replace(
        invented.finding(0), severity=Severity.HIGH, status=FindingStatus.OPEN, actor=actor, action="Say who paid.",
        platform=row.platform, client_id=row.client_id, freelancer_id=row.freelancer_id,
    )  # fmt: skip
    told = Page(rendered(invented.result(0, 0, eligibility=(row,), findings=(one,)))).text
    said = "Look at this finding, which weighs on your own account. Say who paid; or confirm, dismiss or accept"
    assert (said in told) == ("1 relationship needs an act today" in told) == (actor is not Actor.CLIENT)


def test_what_sending_a_reply_does_to_the_day_stands_beside_it() -> None:
    row = invented.relationship(10, reply="decline_politely", reply_costs="Sending this restarts the 24 months.")
    key = (row.platform, row.client_id, row.freelancer_id)
    told = Page(rendered(invented.result(0, 0, eligibility=(row,), replies={key: "Hello there"}))).text
    assert told.index("Sending this restarts") < told.index("Hello there")


def test_where_there_are_several_freelancers_acts_findings_and_parts_say_whose_relationship_it_is() -> None:
    rows = tuple(
        invented.relationship(number, freelancer_id=who, client_id="c1", client_name="Ada Lang", risk=60.0)
        for number, who in ((10, "ann"), (11, "bea"))
    )
    found = tuple(
        replace(invented.finding(number), finding_id=f"f{number}", severity=Severity.HIGH, status=FindingStatus.OPEN,
                actor=Actor.BOTH, platform=row.platform, client_id=row.client_id, freelancer_id=row.freelancer_id)
        for number, row in enumerate(rows)
    )  # fmt: skip
    told = " ".join(Page(rendered(invented.result(0, 0, eligibility=rows, findings=found))).text.split())
    alone = " ".join(Page(rendered(invented.result(0, 0, eligibility=rows[:1], findings=found[:1]))).text.split())
    assert all(told.count(f"with {who}") >= 4 for who in ("ann", "bea")) and "with ann" not in alone
