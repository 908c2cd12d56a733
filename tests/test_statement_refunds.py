"""What a client pays by a provider and gets back: the payment stays, the refund takes income off, of the same client."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import root
from auditor.engines.duckdb import Engine
from tests.ingest_world import account, balances, load, loaded, write

ACTIVITY = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID\n"
STATEMENT = "Date,Time,Time Zone,Description,Currency,Gross,Fee,Net,Balance,Transaction ID,From Email Address,Name,Reference Txn ID\n"
SPANISH = (
    "Fecha,Hora,Zona horaria,Descripción,Divisa,Bruto,Comisión,Neto,Saldo,Id. de transacción,"
    "Correo electrónico del remitente,Nombre,Id. de referencia de trans.\n"
)
STRIPE = (
    "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,description,customer_name,charge_id\n"
)
CONTRACTS = "contract_id,client_id,freelancer_id,title,started_at,ended_at,status,platform\nc1,cl-n,me,API,2026-01-01,2026-06-30,ended,upwork\n"
ROWS = "SELECT payment_id, coalesce(kind, ''), amount::DECIMAL(9, 2)::VARCHAR, counterparty FROM payments ORDER BY paid_at, payment_id"
TIED = "SELECT payment_id, client_id FROM payments WHERE channel = 'paypal' ORDER BY payment_id"


def paypal(
    number: int,
    kind: str,
    gross: str,
    *,
    status: str = "Completed",
    name: str = "Beta",
    of: str = "",
    fee: str = "0.00",
) -> str:
    """A row of an activity download: money that comes is from Beta, money that goes is to Beta."""
    us, them = "me@own.example", f"a@{name.lower() or 'x'}.example"
    sender, receiver = (us, them) if gross.startswith("-") else (them, us)
    return f"{13 + number}/09/2026,10:00:00,UTC,{name},{kind},{status},USD,{gross},{fee},{gross},{sender},{receiver},T{number},{of}\n"


CAME = ("Completed", "Cleared", "Partially Refunded", "Refunded", "Reversed", "Partially Reversed", "Canceled Reversal")
NEVER_CAME = ("Pending", "Denied", "Failed", "Unclaimed", "Held", "Expired", "Canceled", "Returned", "Voided", "")


@pytest.mark.parametrize("status", CAME)
def test_money_that_came_is_a_payment_whatever_became_of_it(status: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"p.csv": ACTIVITY + paypal(1, "Website Payment", "200.00", status=status)}) as (store, _):
        assert store.rows(ROWS) == [("T1", "", "200.00", "Beta <a@beta.example>")]


@pytest.mark.parametrize("status", NEVER_CAME)
def test_money_that_never_came_is_kept_apart(status: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"p.csv": ACTIVITY + paypal(1, "Website Payment", "200.00", status=status)}) as (store, _):
        assert store.rows("SELECT reason FROM set_apart") == [("not completed",)]
        assert store.rows(ROWS) == []


EARLIER = ACTIVITY + paypal(1, "Website Payment", "200.00", fee="-6.00")
LATER = (
    ACTIVITY
    + paypal(1, "Website Payment", "200.00", fee="-6.00", status="Partially Refunded")
    + paypal(7, "Payment Refund", "-50.00", fee="1.50", of="T1")
)


@pytest.mark.parametrize("order", list(permutations(("earlier.csv", "later.csv"))))
def test_a_longer_export_that_tells_a_refund_updates_the_payment(order: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, {"earlier.csv": EARLIER, "later.csv": LATER})
    engine = Engine.in_memory()
    try:
        for name in order:
            assert balances(account(load(engine, tmp_path / name), name))
        assert engine.rows(ROWS) == [
            ("T1", "", "200.00", "Beta <a@beta.example>"),
            ("T7", "refund", "-50.00", "Beta <a@beta.example>"),
        ]
        assert engine.rows("SELECT json_extract_string(extra, '$.Status') FROM payments WHERE payment_id = 'T1'") == [
            ("Partially Refunded",)
        ]
        assert engine.rows("SELECT count(*) FROM set_apart") == [(0,)]
    finally:
        engine.close()


# rows beside a payment of 200 from Beta, what they are: a refund with its amount, or the reason for which they are kept apart
BESIDE = {
    "a refund": (paypal(2, "Payment Refund", "-50.00"), "-50.00"),
    "a refund, as other exports call it": (paypal(2, "Refund", "-50.00"), "-50.00"),
    "a reversal": (paypal(2, "Payment Reversal", "-200.00"), "-200.00"),
    "a chargeback": (paypal(2, "Chargeback", "-200.00"), "-200.00"),
    "a refund that is under way": (paypal(2, "Payment Refund", "-50.00", status="Pending"), "not completed"),
    "what a shop gives back": (paypal(2, "Payment Refund", "20.00"), "own transfer, hold or correction"),
    "a hold": (paypal(2, "Payment Hold", "-200.00"), "own transfer, hold or correction"),
    "the end of a hold": (paypal(2, "Reversal of General Account Hold", "5.00"), "own transfer, hold or correction"),
    "a deposit taken back": (paypal(2, "Bank Deposit Reversal", "-5.00"), "own transfer, hold or correction"),
    "the fee of a chargeback": (paypal(2, "Chargeback Fee", "-20.00"), "own transfer, hold or correction"),
    "a purchase": (paypal(2, "Express Checkout Payment", "-9.99"), "outgoing"),
    "a refund to nobody": (
        "15/09/2026,10:00:00,UTC,,Payment Refund,Completed,USD,-5.00,0.00,-5.00,,,T2,\n",
        "from nobody else",
    ),
}


@pytest.mark.parametrize("case", BESIDE)
def test_only_what_goes_back_to_a_payer_is_a_refund(case: str, tmp_path: Path) -> None:
    row, expected = BESIDE[case]
    with loaded(tmp_path, {"p.csv": ACTIVITY + paypal(1, "Website Payment", "200.00") + row}) as (store, report):
        refunds = store.rows("SELECT amount::DECIMAL(9, 2)::VARCHAR FROM payments WHERE kind = 'refund'")
        apart = store.rows("SELECT reason FROM set_apart")
        assert refunds + apart == [(expected,)]
        assert balances(account(report, "p.csv"))
        assert account(report, "p.csv").rows_quarantined == 0


def test_a_profiles_files_without_the_payers_address_name_both_alike(tmp_path: Path) -> None:
    row = "{0}/09/2026,10:00:00,UTC,{1},USD,{2},0.00,{2},,T{0},,Beta,{3}\n"
    text = (
        STATEMENT + row.format(14, "Website Payment", "200.00", "") + row.format(15, "Payment Refund", "-50.00", "T14")
    )
    with loaded(tmp_path, {"p.csv": text}) as (store, _):
        assert store.rows(ROWS) == [("T14", "", "200.00", "Beta"), ("T15", "refund", "-50.00", "Beta")]


def test_a_spanish_statement_tells_refunds(tmp_path: Path) -> None:
    row = '{0}/09/2026,10:00:00,UTC,{1},EUR,"{2}","0,00","{2}","1,00",T{0},a@beta.example,Beta,{3}\n'
    text = (
        SPANISH + row.format(14, "Pago estándar", "200,00", "") + row.format(15, "Reembolso de pago", "-50,00", "T14")
    )
    with loaded(tmp_path, {"p.csv": text}) as (store, _):
        assert [row[:3] for row in store.rows(ROWS)] == [("T14", "", "200.00"), ("T15", "refund", "-50.00")]


def test_stripe_tells_refunds_and_lost_disputes(tmp_path: Path) -> None:
    row = "txn_{0},2026-09-{0} 10:00:00,usd,{1},0.30,{1},{2},Invoice,Beta,ch_1\n"
    kinds = (("500.00", "charge"), ("-100.00", "refund"), ("-400.00", "dispute"), ("400.00", "dispute_reversal"))
    text = STRIPE + "".join(row.format(10 + place, *one) for place, one in enumerate((*kinds, ("-1.00", "payout"))))
    with loaded(tmp_path, {"s.csv": text}) as (store, report):
        assert [row[1:3] for row in store.rows(ROWS)] == [("", "500.00"), ("refund", "-100.00"), ("refund", "-400.00")]
        assert len(set(store.rows("SELECT reason FROM set_apart"))) == 1
        assert account(report, "s.csv").rows_quarantined == 0


def test_exports_that_do_not_name_the_payment_given_back_are_read_too(tmp_path: Path) -> None:
    header, *rows = (ACTIVITY + paypal(1, "Payment Refund", "-5.00")).splitlines()
    cut = "".join(line.rpartition(",")[0] + "\n" for line in (header, *rows))
    stripe = STRIPE.replace(",charge_id", "") + "txn_1,2026-09-12 10:00:00,usd,-9.00,0.00,-9.00,refund,Invoice,Beta\n"
    with loaded(tmp_path, {"p.csv": cut, "s.csv": stripe}) as (store, _):
        assert store.rows("SELECT kind, amount::INTEGER FROM payments ORDER BY 2") == [("refund", -9), ("refund", -5)]


# what ties the payment T1, and to whom
LINKS = {
    "its payer's name": "counterparty,client_id\nBeta,cl-n\n",
    "its payer's address": "counterparty,client_id\na@beta.example,cl-n\n",
    "its id": "counterparty,payment_id,client_id\n,T1,cl-n\n",
}


@pytest.mark.parametrize("case", LINKS)
def test_a_refund_belongs_to_the_client_of_its_payment(case: str, tmp_path: Path) -> None:
    # The refund names its receiver otherwise than the payment its payer: only the id of the payment holds them together.
    refund = paypal(7, "Payment Refund", "-50.00", name="Other", of="T1")
    text = ACTIVITY + paypal(1, "Website Payment", "200.00") + refund + paypal(8, "Payment Refund", "-7.00", name="Odd")
    with loaded(tmp_path, {"contracts.csv": CONTRACTS, "links.csv": LINKS[case], "p.csv": text}) as (store, _):
        assert store.rows(TIED) == [("T1", "cl-n"), ("T7", "cl-n"), ("T8", None)]


def test_a_refund_of_a_payment_in_a_table_belongs_to_the_client_named_there(tmp_path: Path) -> None:
    table = (
        "payment_id,client_id,freelancer_id,paid_at,amount,currency,channel\nT1,cl-n,me,2026-09-14,200.00,USD,paypal\n"
    )
    text = ACTIVITY + paypal(7, "Payment Refund", "-50.00", of="T1")
    with loaded(tmp_path, {"contracts.csv": CONTRACTS, "payments.csv": table, "p.csv": text}) as (store, _):
        assert store.rows(TIED) == [("T1", "cl-n"), ("T7", "cl-n")]


def test_a_link_that_names_the_refund_itself_goes_first(tmp_path: Path) -> None:
    links = "counterparty,payment_id,client_id\n,T1,cl-n\n,T7,cl-m\n"
    text = ACTIVITY + paypal(1, "Website Payment", "200.00") + paypal(7, "Payment Refund", "-50.00", of="T1")
    with loaded(tmp_path, {"contracts.csv": CONTRACTS, "links.csv": links, "p.csv": text}) as (store, _):
        assert store.rows(TIED) == [("T1", "cl-n"), ("T7", "cl-m")]


def test_an_audit_takes_the_refund_off_and_finds_the_payment_once(tmp_path: Path) -> None:
    paid = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee\np1,cl-n,me,c1,2026-03-01,100,USD,10\n"
    links = "counterparty,client_id\nBeta,cl-n\n"
    write(tmp_path, {"in/contracts.csv": CONTRACTS, "in/payments.csv": paid, "in/links.csv": links, "in/p.csv": LATER})
    out = ["--db", str(tmp_path / "a.duckdb"), "--out", str(tmp_path / "out"), "--as-of", "2026-11-01", "--no-progress"]
    ended = CliRunner().invoke(root, ["audit", str(tmp_path / "in"), *out], standalone_mode=False)
    assert ended.return_value == 0
    income = (tmp_path / "out" / "income.csv").read_text(encoding="utf-8").splitlines()
    assert income[1:] == ["2026,upwork,cl-n,USD,100.00,10.00,90.00,150.00"]
    findings = (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8")
    assert findings.count("payment.direct_in_window") == 1
    assert "200.00 USD" in findings and "-50.00" not in findings
    assert "outside the platform too where an export calls them so" in (tmp_path / "out" / "report.html").read_text(
        encoding="utf-8"
    )
