"""Rows that name no platform of two who work on several: judged by the contracts on all of them, never as if there were none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import Audited, audit
from tests.test_second_runs import CONTRACT, PAYMENT, folder

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2026-06-30"
MESSAGE = "message_id,client_id,freelancer_id,thread_id,contract_id,sender,sent_at,body\n"
STATED = "client_id,freelancer_id,origin,first_met_at,enterprise\n"
ASK = "I can pay you by bank transfer directly, outside of Upwork."
ADDRESS = "mail me: aa@brandtwerk.example"


def audited(place: Path, messages: str = "", platforms: tuple[str, str] = ("upwork", "fiverr"), **more: str) -> Audited:
    one, two = platforms
    files = {
        "contracts.csv": f"{CONTRACT}k1,c1,nina,2025-01-10,,active,hourly,{one}\nk2,c1,nina,2025-06-01,2025-07-01,ended,hourly,{two}\n",
        "payments.csv": f"{PAYMENT}p1,c1,nina,k1,2025-03-01,100.00,USD,10.00,hourly,\n",
        "messages.csv": f"{MESSAGE}{messages}",
        **{f"{name}.csv": text for name, text in more.items()},
    }
    return audit(folder(place / "exports", files), place, AS_OF)


def said(found: Audited) -> dict[str, str]:
    return {one["rule_id"]: one["explanation"] for one in found.findings}


def test_an_address_is_sent_during_the_contract_that_is_active_on_one_of_them(tmp_path: Path) -> None:
    told = said(audited(tmp_path, f"m1,c1,nina,t,,client,2025-05-02T10:00:00Z,{ADDRESS}\n"))
    assert "contact.before_contract" not in told and "while a contract was active" in told["contact.during_contract"]


def test_before_the_first_contract_on_any_of_them_it_is_before(tmp_path: Path) -> None:
    told = said(audited(tmp_path, f"m1,c1,nina,t,,client,2025-01-02T10:00:00Z,{ADDRESS}\n"))
    assert "before any contract" in told["contact.before_contract"]


def test_an_ask_months_after_the_first_payment_is_no_pressure_of_a_new_client(tmp_path: Path) -> None:
    told = said(audited(tmp_path, f'm1,c1,nina,t,,client,2025-05-01T10:00:00Z,"{ASK}"\n'))
    assert "payment.off_platform_offer" in told and "scam.new_client_pressure" not in told


def test_an_ask_before_the_first_payment_on_any_of_them_is_pressure(tmp_path: Path) -> None:
    told = said(audited(tmp_path, f'm1,c1,nina,t,,client,2025-01-12T10:00:00Z,"{ASK}"\n'))
    # The contract of 10 January is the first contact, although the message names no platform.
    assert "2 days after the first contact and before any payment" in told["scam.new_client_pressure"]


def test_an_ask_that_names_its_contract_is_not_before_what_names_none(tmp_path: Path) -> None:
    rows = "m0,c1,nina,t,,client,2025-01-12T10:00:00Z,Good morning.\n"
    rows += f'm1,c1,nina,t,k2,client,2025-06-03T10:00:00Z,"{ASK}"\n'
    told = said(audited(tmp_path, rows))
    assert "142 days after the first contact" in told["scam.new_client_pressure"]


def test_a_payment_outside_lies_in_the_contract_that_was_active(tmp_path: Path) -> None:
    paid = f"{PAYMENT}p1,c1,nina,k1,2025-03-01,100.00,USD,10.00,hourly,\np2,c1,nina,,2025-08-01,500.00,USD,,,paypal\n"
    found = audited(tmp_path, payments=paid)
    assert set(said(found)) == {"payment.direct_during_contract"}
    (one,) = found.findings
    assert [row["id"] for row in one["evidence"]] == ["p2", "k1"]


def test_who_met_elsewhere_is_let_go_where_no_platform_is_named(tmp_path: Path) -> None:
    row = f"m1,c1,nina,t,,client,2025-01-02T10:00:00Z,{ADDRESS}\n"
    found = audited(tmp_path, row, relationships=f"{STATED}c1,nina,off_platform,2024-06-01,\n")
    assert {one["severity"] for one in found.findings} == {"info"}


def test_one_platform_in_two_spellings_is_one(tmp_path: Path) -> None:
    rows = f'm1,c1,nina,t,,client,2025-05-01T10:00:00Z,"{ASK}"\n'
    found = audited(tmp_path, rows, platforms=(" Upwork", "upwork"))
    assert [row["platform"] for row in found.eligibility] == ["upwork"]
    assert "scam.new_client_pressure" not in said(found) and {one["platform"] for one in found.findings} == {"upwork"}


def test_the_row_without_a_platform_says_where_the_contracts_are_and_its_findings_weigh_there(tmp_path: Path) -> None:
    paid = (
        f"{PAYMENT}p1,c1,nina,k1,2025-03-01,100.00,USD,10.00,hourly,\np2,c1,nina,,2025-04-01,900.00,USD,,fixed,bank\n"
    )
    rows = {one["platform"]: one for one in audited(tmp_path, payments=paid).eligibility}
    assert rows["upwork"]["verdict"] == rows["fiverr"]["verdict"] == rows[""]["verdict"] == "stop_and_review"
    asked = audited(tmp_path / "asked", "m1,c1,nina,t,,client,2026-05-01T10:00:00Z,Good morning.\n").eligibility
    (unnamed,) = [one for one in asked if not one["platform"]]
    assert "name no platform; the contracts with this client are on fiverr and upwork" in str(
        unnamed["verdict_reasons"]
    )
