"""Forgetting payments that name nobody: what the audit found to be theirs loses its payer, what may be theirs is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from tests.review_world import AS_OF, LATER, ask
from tests.support.running import audit
from tests.test_second_runs import CONTRACT, MESSAGE, folder

pytestmark = pytest.mark.usefixtures("undrawn")

PAID = (
    "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel,counterparty,description\n"
)
WORLD = {
    "k.csv": CONTRACT
    + "k1,acme,me,2025-01-08,,active,hourly,upwork\n"
    + "k2,bert,me,2025-01-08,,active,hourly,upwork\n"
    + "k3,brio,me,2025-01-08,,active,hourly,upwork\n",
    "p.csv": PAID
    + "p1,acme,me,k1,2025-02-05,200.00,USD,20.00,hourly,,,\n"
    + "p2,bert,me,k2,2025-02-05,200.00,USD,20.00,hourly,,,\n"
    + "p3,brio,me,k3,2025-02-05,200.00,USD,20.00,hourly,,,\n"
    + "p4,,me,,2025-03-05,500.00,USD,,hourly,paypal,Acmee Inc,Second map for Acmee Inc\n"
    + "p5,,me,,2025-03-06,500.00,USD,,hourly,paypal,Brio Studia,Films\n"
    + "p6,,me,,2025-03-07,500.00,USD,,hourly,paypal,Unlike Anybody,Films\n",
    "m.csv": MESSAGE + "m1,acme,me,t1,client,2025-01-02T09:00:00Z,Good morning.\n",
    "r.csv": "client_id,freelancer_id,origin,client_name\nacme,me,platform,Acme Inc\n"
    "bert,me,platform,Brio Studio\nbrio,me,platform,Brio Studios\n",
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("payers")
    found = audit(folder(place / "exports", WORLD), place, AS_OF).findings
    matched = {
        (one["client_id"], row["id"]) for one in found for row in one["evidence"] if "counterparty" in one["rule_id"]
    }
    assert ("acme", "p4") in matched
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "own"))


def payers(place: Path) -> dict[str, tuple[str | None, str | None]]:
    """Payer and description of each payment that names no client."""
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        rows = engine.rows("SELECT payment_id, counterparty, description FROM payments WHERE client_id IS NULL")
    return {payment: (payer, what) for payment, payer, what in rows}


def test_the_payer_of_a_payment_that_the_audit_gave_to_them_alone_is_erased(place: Path) -> None:
    before = payers(place)
    assert before["p4"] == ("Acmee Inc", "Second map for Acmee Inc")
    ended = ask(place, "forget", "acme", "--yes")
    assert "1 of payers" in ended.out and "p.csv still holds them" in ended.out
    assert payers(place) == {**before, "p4": (None, None)}
    assert b"acmee" not in (place / "store.duckdb").read_bytes().lower()


def test_the_same_and_a_longer_export_do_not_bring_the_payer_back(place: Path) -> None:
    ask(place, "forget", "acme", "--yes")
    with (place / "exports" / "p.csv").open("a") as export:
        export.write("p7,bert,me,k2,2025-03-08,500.00,USD,50.00,hourly,,,\n")
    audit(place / "exports", place, LATER)
    assert payers(place)["p4"] == (None, None)


def test_a_payer_who_may_be_somebody_else_is_left_and_told(place: Path, tmp_path: Path) -> None:
    before = payers(place)
    ended = ask(place, "forget", "bert", "--yes", "--receipt", tmp_path / "receipt.json")
    assert payers(place) == before
    assert "left: p.csv:6: 1 payment that may be theirs" in ended.out and "links.csv" in ended.out
    (store,) = json.loads((tmp_path / "receipt.json").read_text())["stores"]
    assert store["payments_perhaps_theirs"] == [["p.csv", 6, 1]]


def test_a_finding_that_was_dismissed_is_left_to_the_user(place: Path) -> None:
    with Engine.open(place / "store.duckdb") as engine:
        engine.execute("UPDATE findings SET status = 'dismissed' WHERE rule_id = 'payment.counterparty_match'")
    before = payers(place)
    assert "left: p.csv:5: 1 payment that may be theirs" in ask(place, "forget", "acme", "--yes").out
    assert payers(place) == before


def test_a_link_decides_and_the_next_time_all_of_it_goes(place: Path) -> None:
    (place / "exports" / "links.csv").write_text("client_id,counterparty\nbert,Brio Studia\n")
    assert "may be theirs" in ask(place, "forget", "bert", "--yes").out
    audit(place / "exports", place, LATER)
    ended = ask(place, "forget", "bert", "--yes")
    assert "may be theirs" not in ended.out and "p5" not in payers(place)
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        assert not engine.rows("SELECT 1 FROM payments WHERE payment_id = 'p5'")


@pytest.mark.parametrize(("days", "left"), [("213", True), ("180", False)], ids=["a younger payment", "an older one"])
def test_an_audit_that_erases_by_age_tells_them_too(days: str, left: bool, tmp_path: Path) -> None:
    ended = {
        **WORLD,
        "k.csv": WORLD["k.csv"].replace("k2,bert,me,2025-01-08,,active", "k2,bert,me,2025-01-08,2025-02-01,ended"),
    }
    said = audit(folder(tmp_path / "exports", ended), tmp_path, AS_OF, "--keep-days", days).ended.err
    assert "1 client." in said and ("Left: p.csv:6: 1 payment that may be theirs" in said) is left


@pytest.mark.parametrize("level", ["none", "full"])
def test_an_audit_that_erases_by_age_names_them_nowhere_in_its_outputs(level: str, tmp_path: Path) -> None:
    ended = {
        **WORLD,
        "k.csv": WORLD["k.csv"].replace("k2,bert,me,2025-01-08,,active", "k2,bert,me,2025-01-08,2025-02-01,ended"),
    }
    asked = ("--keep-days", "213", "--brief", "--redact", level)
    said = audit(folder(tmp_path / "exports", ended), tmp_path, AS_OF, *asked).ended.err
    assert "may be theirs by the payer's name" in said and ("p.csv" in said) is (level == "none")
    for one in (tmp_path / "out").glob("*.*"):
        assert "bert" not in one.read_text() and "Brio Studio'" not in one.read_text(), one.name


TOO_LONG = ("99999999999", "36501", "0")


@pytest.mark.parametrize("days", TOO_LONG)
@pytest.mark.parametrize("command", ["forget", "audit"])
def test_days_that_lead_to_no_date_end_with_2(command: str, days: str, place: Path) -> None:
    words = ("--yes",) if command == "forget" else (place / "exports",)
    ended = ask(place, command, *words, "--keep-days", days)
    assert ended.status == 2 and "1<=x<=36500" in ended.err
    assert "Traceback" not in ended.err and len(ended.err.partition("Error: ")[2].splitlines()) == 1
