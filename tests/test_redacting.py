"""Redaction: planted values and names are found nowhere but in private/, and stand-ins keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

import auditor.scanning
from auditor.model.detections import DetectionHit
from auditor.model.results import AuditResult, Evidence, Moved
from auditor.model.words import Category, Redaction, Verdict
from auditor.publishing import render_all
from auditor.redacting import redact
from auditor.scanning.workers import Finder
from tests import invented

FORMS = (
    (Category.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), str.casefold),
    (Category.PHONE, re.compile(r"\+?\d[\d ()-]{8,}\d"), lambda text: re.sub(r"\D", "", text)),
    (Category.PAYMENT_HANDLE, re.compile(r"paypal\.me/\w+"), lambda text: text.split("/")[1].casefold()),
    (Category.MESSENGER, re.compile(r"(?<!\w)@\w{5,}"), lambda text: text[1:].casefold()),
)


def simple_scan(texts: Sequence[str], finder: Finder) -> list[tuple[DetectionHit, ...]]:
    """A scanner that knows plain forms only, so that these tests are about masking and not about finding."""
    return [
        tuple(
            DetectionHit(category, None, fold(found[0]), found.start(), found.end())
            for category, form, fold in FORMS
            for found in form.finditer(text)
        )
        for text in texts
    ]


@pytest.fixture(autouse=True)
def plain_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditor.scanning, "find_values", simple_scan, raising=False)


def values(count: int) -> list[str]:
    """Invented contact and payment values of four kinds, all different."""
    kinds = (
        "mara.{0:03}@quarry-lane.example", "+1 415 555 0{0:03}", "paypal.me/marasells{0:03}", "@mara_sketches{0:03}",
    )  # fmt: skip
    return [kinds[number % 4].format(number) for number in range(count)]


def planted(count: int) -> tuple[AuditResult, list[str]]:
    """A result with a value in every text field, each field with values of its own."""
    supply = values(count)
    left = iter(supply)

    def text() -> str:
        return f"Please use {next(left)} from now on"

    rows = tuple(
        invented.relationship(
            number, client_id=next(left), client_name=text(), moved_by=text(), exit_fee_rule=text(),
            verdict_reasons=(text(), text()), blockers=(text(),),
        )
        for number in range(16)
    )  # fmt: skip
    found = tuple(
        invented.finding(
            number, rule_id="contact.before_contract", client_id=rows[number].client_id, title=text(), explanation=text(),
            policy_clause=text(), action=text(),
            evidence=(
                Evidence("messages", next(left), next(left), text(), 3, 9),
                Evidence("payments", f"p-{number}", next(left), text()),
            ),
        )
        for number in range(16)
    )  # fmt: skip
    return (
        invented.result(
            0, 0, eligibility=rows, findings=found, frames=invented.frames(rows), warnings=(text(), text()), reasons=(text(),),
            files=(invented.account(path=f"exports/{next(left)}/messages.csv", message=text()),),
            quarantine=(invented.fault(file=next(left), column=text(), reason=text(), raw=text()),),
            replies={(row.platform, row.client_id, row.freelancer_id): text() for row in rows},
            moved=tuple(Moved("upwork", row.client_id, "f-ann", Verdict.WAIT, None, None, None) for row in rows[:4]),
            about=text(), run_id="20250630T080000Z-0a1b2c", last_as_of=invented.AS_OF,
            contributions=pl.DataFrame({"platform": ["upwork"], "client_id": [rows[0].client_id], "freelancer_id": ["f-ann"],
                                        "rule_id": ["r"], "finding_id": ["0" * 16], "part": [0.5], "points": [50.0]}),
        ),
        supply[: count - len(list(left))],
    )  # fmt: skip


def shared(result: AuditResult, level: Redaction) -> str:
    """All bytes that are made to be shared, as a reader would search them."""
    contents = render_all(result, level)
    text = "\n".join(content.decode() for name, content in contents.items() if not name.startswith("private/"))
    # Calendars fold long lines.
    return re.sub(r"\r\n ", "", text)


@pytest.mark.parametrize("level", [Redaction.PARTIAL, Redaction.FULL])
def test_no_planted_value_is_found_outside_private(level: Redaction) -> None:
    result, canaries = planted(400)
    assert len(canaries) >= 200
    everything = shared(result, level)
    assert [one for one in canaries if one in everything] == []
    assert [one for one in canaries if one.split("@")[-1].split("/")[-1] in everything and "example" not in one] == []


def test_without_redaction_the_planted_values_are_there() -> None:
    result, canaries = planted(400)
    everything = shared(result, Redaction.NONE)
    assert sum(one in everything for one in canaries) > 190


def test_the_private_file_is_raw_unless_redaction_is_full() -> None:
    result, _ = planted(400)
    raw = result.quarantine[0].raw.encode()
    files = {level: render_all(result, level)["private/quarantine.csv"] for level in Redaction}
    assert raw in files[Redaction.NONE] and raw in files[Redaction.PARTIAL]
    assert raw not in files[Redaction.FULL]


def test_full_redaction_leaves_no_name_no_id_and_no_message_text() -> None:
    result = invented.result(6, 12)
    everything = shared(result, Redaction.FULL)
    names = [name for row in result.eligibility for name in (row.client_name, row.client_id) if name]
    ids = [item.id for one in result.findings for item in one.evidence] + [one.finding_id for one in result.findings]
    assert [one for one in (*names, *ids, "f-ann", "exports/messages.csv") if one in everything] == []
    assert "Please write to me about the job" not in everything
    assert "client 1" in everything and "freelancer 1" in everything


def test_names_go_from_running_texts_too() -> None:
    rows = (
        invented.relationship(
            0, client_id="c-7", client_name="Harbour Maps", verdict_reasons=("harbour maps asked c-7 twice.",)
        ),
        invented.relationship(
            1, client_id="42", client_name="May", verdict_reasons=("Client 42 wrote on 42 days until 3 May 2025.",)
        ),
    )
    told = redact(invented.result(0, 0, eligibility=rows, findings=()), Redaction.FULL).eligibility
    assert told[0].verdict_reasons == ("client 2 asked client 2 twice.",)
    assert told[1].verdict_reasons == ("Client client 1 wrote on 42 days until 3 May 2025.",)


def test_what_a_sentence_quotes_of_the_data_goes_under_full() -> None:
    result = invented.result(1, 0, warnings=("row 3: 'Jolanta Q.' is no date",))
    assert redact(result, Redaction.FULL).warnings == ("row 3: “…” is no date",)


def test_the_same_value_is_the_same_number_in_a_fixed_order() -> None:
    row = invented.relationship(
        0, moved_by="zoe@quarry.example, then Ann@Quarry.example", exit_fee_rule="ann@quarry.example"
    )
    (told,) = redact(invented.result(0, 0, eligibility=(row,)), Redaction.PARTIAL).eligibility
    assert (told.moved_by, told.exit_fee_rule) == ("[e-mail 2], then [e-mail 1]", "[e-mail 1]")


def test_partial_redaction_keeps_what_is_no_contact_or_payment_value() -> None:
    found = tuple(invented.finding(number, rule_id="language.leave_platform") for number in range(4))
    result = invented.result(6, 0, findings=found)
    told = redact(result, Redaction.PARTIAL)
    for name in ("findings", "eligibility", "files", "warnings", "reasons", "replies", "resolved"):
        assert getattr(told, name) == getattr(result, name)
    assert all(told.frames[name].equals(frame) for name, frame in result.frames.items())
    assert {one.raw for one in told.quarantine} == {""}


def test_a_value_that_no_scanner_knows_is_masked_where_the_audit_found_it() -> None:
    odd = invented.finding(
        3,
        evidence=(
            Evidence("messages", "m-1", "mara at quarry dot example", "write mara at quarry dot example today", 6, 32),
        ),
    )
    phrase = invented.finding(
        0, rule_id="language.leave_platform", evidence=(Evidence("messages", "m-2", "let us leave", "let us leave"),)
    )
    told = redact(invented.result(0, 0, findings=(odd, phrase)), Redaction.PARTIAL).findings
    assert told[0].evidence[0] == Evidence(
        "messages", "m-1", "[contact detail 1]", "write [contact detail 1] today", 6, 32
    )
    assert told[1].evidence == phrase.evidence


def test_a_payer_is_masked_and_an_amount_is_not() -> None:
    one = invented.finding(
        2, evidence=(Evidence("payments", "p-1", "Jolanta Quist", "300.00 USD from Jolanta Quist"), Evidence("payments", "p-2", "300.00 USD")),
        explanation="Jolanta Quist paid 300.00 USD.",
    )  # fmt: skip
    for level, row in ((Redaction.PARTIAL, "p-1"), (Redaction.FULL, "payment 1")):
        (told,) = redact(invented.result(0, 0, findings=(one,)), level).findings
        assert told.explanation == "[payer 1] paid 300.00 USD."
        assert (told.evidence[0].id, told.evidence[0].value) == (row, "[payer 1]")


def test_ids_of_digits_alone_are_no_telephone_numbers() -> None:
    row = invented.relationship(0, client_id="14155550123", verdict_reasons=("client 14155550123 wrote",))
    (told,) = redact(invented.result(0, 0, eligibility=(row,)), Redaction.PARTIAL).eligibility
    assert (told.client_id, told.verdict_reasons) == ("14155550123", ("client 14155550123 wrote",))


def test_two_spellings_of_one_address_stay_two_relationships() -> None:
    rows = tuple(invented.relationship(0, client_id=one) for one in ("ann@quarry.example", "Ann@quarry.example"))
    replies = {(row.platform, row.client_id, row.freelancer_id): row.client_id for row in rows}
    told = redact(invented.result(0, 0, eligibility=rows, replies=replies), Redaction.PARTIAL)
    ids = [row.client_id for row in told.eligibility]
    assert sorted(ids) == ["[e-mail 1]", "[e-mail 1] (2)"] and {key[1] for key in told.replies} == set(ids)


@pytest.mark.parametrize("level", [Redaction.PARTIAL, Redaction.FULL])
def test_redaction_does_not_depend_on_the_order_of_rows(level: Redaction) -> None:
    result, _ = planted(400)
    turned = replace(result, eligibility=result.eligibility[::-1], findings=result.findings[::-1])
    assert render_all(result, level)["findings.jsonl"] == render_all(turned, level)["findings.jsonl"]
    assert render_all(result, level)["eligibility.csv"] == render_all(turned, level)["eligibility.csv"]


@pytest.mark.parametrize("level", list(Redaction))
def test_redaction_changes_no_number_and_no_date(level: Redaction) -> None:
    result = invented.result()
    told = redact(result, level)
    assert [(one.eligible_on, one.exit_fee_today, one.verdict, one.risk) for one in told.eligibility] == [
        (one.eligible_on, one.exit_fee_today, one.verdict, one.risk) for one in result.eligibility
    ]
    assert [(one.severity, one.confidence, one.occurred_at) for one in told.findings] == [
        (one.severity, one.confidence, one.occurred_at) for one in result.findings
    ]
    assert told.frames["income_by_month"].equals(result.frames["income_by_month"])
    assert told.frames["contract_bars"].height == result.frames["contract_bars"].height
    assert Decimal("2991.00") in {one.exit_fee_today for one in told.eligibility}


@pytest.mark.parametrize("level", [Redaction.PARTIAL, Redaction.FULL])
def test_an_audit_of_nothing_can_be_redacted(level: Redaction) -> None:
    assert redact(invented.nothing(), level).findings == ()
