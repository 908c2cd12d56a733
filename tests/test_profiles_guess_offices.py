"""Guesses at exports as offices and banks save them: remarks among the amounts, and statements without a balance."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.model.profiles import Apart, How
from tests.guess_world import guessed
from tests.support.running import auditor

INVOICES = """Rechnungs-Nr.;Kunde;Bezahlt am;Betrag;Währung
R-001;Ann Example;03.01.2025;1.250,00;EUR
R-002;Ann Example;17.01.2025;80,50;EUR
R-003;Ben Example;05.02.2025;ca. 300;EUR
R-004;Ben Example;07.02.2025;300,00;EUR
"""


def test_a_text_among_the_amounts_hides_neither_them_nor_their_marks(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.csv", INVOICES)
    (amount,) = [column for column in one.columns if column.column == "amount"]
    assert (amount.source.take, one.profile.decimal, one.profile.thousands) == (("Betrag",), ",", ".")
    assert "1 of 4 rows" in amount.check


GERMAN_BANK = """Buchungstag;Wertstellung;Auftraggeber / Empfänger;Verwendungszweck;Betrag;Währung
02.01.2025;02.01.2025;Ann Example;Rechnung 7;1.250,00;EUR
13.01.2025;14.01.2025;Ben Example;Rechnung 8;99,90;EUR
"""


def test_a_day_of_value_tells_the_statement_of_a_bank(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.csv", GERMAN_BANK)
    taken = {column.column: (column.source.take, column.source.value) for column in one.columns}
    assert (taken["counterparty"], taken["channel"]) == ((("Auftraggeber / Empfänger",), ""), ((), "bank"))
    assert "client_id" not in taken and any(said.startswith("channel: ") for said in one.undecided)


DUTCH_BANK = """"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mededelingen"
"20250102","Ann Example","NL01TEST0000000001","NL02TEST0000000002","OV","Bij","1250,00","Factuur 7"
"20250113","Ben Example","NL01TEST0000000001","NL03TEST0000000003","OV","Bij","99,90","Factuur 8"
"20250114","Winkel","NL01TEST0000000001","","BA","Af","12,00","Pas 1"
"20250115","Winkel","NL01TEST0000000001","","BA","Af","7,00","Pas 1"
"20250116","Ann Example","NL01TEST0000000001","NL02TEST0000000002","OV","Bij","40,00","Factuur 9"
"""


def test_days_without_marks_are_days_and_a_side_says_what_went(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.csv", DUTCH_BANK)
    taken = {column.column: (column.source.how, column.source.take) for column in one.columns}
    assert taken["paid_at"] == (How.COPY, ("Datum",))
    assert taken["amount"][1] == ("Bedrag (EUR)",) and taken["counterparty"][1] == ("Naam / Omschrijving",)
    # A code that stands in most rows again is no id of a payment.
    assert taken["payment_id"] == (How.ROW_DIGEST, ())
    assert one.profile.apart == (Apart("outgoing", "in", ("Af Bij",), ("af",)),) and "Af Bij" not in one.left


# (name of the column, its cells, the words of the rule or none where there is none)
SIDES = {
    "both words": ("Umsatzart", ("Gutschrift", "Lastschrift", "Gutschrift", "Lastschrift"), ("lastschrift",)),
    "letters": ("Kennzeichen", ("H", "S", "S", "H"), ("s",)),
    "one word under its own name": ("Debit/Credit", ("Credit",) * 4, ("debit",)),
    "one word under the name of a side": ("Direction", ("IN",) * 4, ("out",)),
    "one word that may be anything": ("Kennzeichen", ("H",) * 4, None),
    "a word more": ("Type", ("Credit", "Debit", "Fee", "Credit"), None),
    "signs": ("Sens", ("+", "-", "+", "+"), ("-",)),
    "another language": ("Движение", ("Поступление", "Списание", "Поступление", "Списание"), ("списание",)),
}


@pytest.mark.parametrize("case", SIDES)
def test_a_side_keeps_what_went_apart(case: str, tmp_path: Path) -> None:
    name, cells, words = SIDES[case]
    rows = [f"2025-01-0{day};Ann Example {day};{cell};{day}50,00;EUR" for day, cell in enumerate(cells, 1)]
    one = guessed(tmp_path, "a.csv", "\n".join([f"Date;Payer;{name};Amount;Currency", *rows]) + "\n")
    rules = [rule for rule in one.profile.apart if rule.test == "in"]
    assert rules == ([Apart("outgoing", "in", (name,), words)] if words else [])


def test_what_went_is_no_income_of_a_statement_read_by_its_guess(tmp_path: Path) -> None:
    export = tmp_path / "bank.csv"
    export.write_text(DUTCH_BANK, encoding="utf-8")
    profile = tmp_path / "bank.profile.toml"
    said = auditor("profiles", "guess", export, "--out", profile)
    assert said.status == 0 and "kept apart: outgoing, where Af Bij is 'af'" in said.out
    text = "\n".join(line for line in profile.read_text(encoding="utf-8").splitlines() if "TO DECIDE" not in line)
    profile.write_text(text + "\n", encoding="utf-8")
    read = auditor("ingest", export, "--profile", profile, "--freelancer", "me", "--db", tmp_path / "a.duckdb")
    assert read.status == 0, read.err
    with Engine.open(tmp_path / "a.duckdb", read_only=True) as engine:
        paid = engine.rows(
            "SELECT cast(paid_at AS DATE)::VARCHAR, cast(amount AS DOUBLE) FROM payments ORDER BY paid_at"
        )
    assert paid == [("2025-01-02", 1250.0), ("2025-01-13", 99.9), ("2025-01-16", 40.0)]


def test_the_side_of_a_message_is_who_wrote_it(tmp_path: Path) -> None:
    rows = "2025-01-01T10:00;ann;outgoing;Hello, here is the first draft\n2025-01-01T11:00;ann;incoming;Thank you, I shall read it\n"
    one = guessed(tmp_path, "a.csv", f"Time;Contact;Direction;Message text\n{rows}")
    taken = {column.column: column.source.take for column in one.columns}
    assert one.profile.table == "messages" and taken["sender"] == ("Direction",) and not one.profile.apart


# name: (an export as such offices write it, what each column is read from, the words of the columns that are left)
OFFICES = {
    "a bank with amounts in two currencies": (
        "Date,Payee,Account number,Transaction type,Payment reference,Amount (EUR),Amount (Foreign Currency),Type Foreign Currency,Exchange Rate\n"
        "2025-01-02,Acme Example,DE02,Income,Invoice 7,1200.0,,,\n2025-01-03,Grocer,,Card,,-23.1,-23.1,EUR,1.0\n2025-01-04,Ben Example,DE03,Income,Invoice 8,80.5,,,\n",
        {"amount": "Amount (EUR)", "counterparty": "Payee", "description": "Payment reference", "paid_at": "Date"},
    ),
    "a bank that names the payer in its text alone": (
        "Details,Posting Date,Description,Amount,Type,Balance\nCREDIT,01/15/2025,ACME EXAMPLE PAYMENT,1200.00,ACH_CREDIT,1500.00\n"
        "DEBIT,01/16/2025,GROCER 0116,-23.10,DEBIT_CARD,1476.90\nCREDIT,01/17/2025,Transfer from BEN EXAMPLE,80.50,QUICKPAY,1557.40\n",
        {"amount": "Amount", "counterparty": "Description", "description": "Description", "paid_at": "Posting Date"},
    ),
    "cards and their holders": (
        "Date (UTC),Description,Amount,Status,Reference,Name On Card,Original Currency\n01-15-2025,Acme Example Inc,1200.00,Sent,Invoice 7,,USD\n"
        "01-16-2025,Grocer,-23.10,Sent,,Fay Example,USD\n01-17-2025,Ben Example,80.50,Sent,,,USD\n",
        {"counterparty": "Description", "currency": "Original Currency", "paid_at": "Date (UTC)"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", OFFICES)
def test_a_statement_is_read_as_its_office_writes_it(case: str, tmp_path: Path) -> None:
    export, wanted = OFFICES[case]
    one = guessed(tmp_path, "a.csv", export)
    taken = {column.column: column.source.take[0] for column in one.columns if column.source.take}
    assert one.profile.table == "payments" and wanted.items() <= taken.items()


@pytest.mark.parametrize(
    ("days", "order"), [((2, 13, 14, 20, 27), "dmy"), ((2, 13, 14), "column"), ((25, 25, 26, 25, 25), "column")]
)
def test_a_year_of_two_digits_stands_last_where_the_first_number_changes_more(
    days: tuple[int, ...], order: str, tmp_path: Path
) -> None:
    rows = "".join(f"{day:02d}.01.25;Ann Example;{number}50,00;EUR\n" for number, day in enumerate(days, 1))
    one = guessed(tmp_path, "a.csv", f"Buchungstag;Auftraggeber / Empfänger;Betrag;Währung\n{rows}")
    assert one.profile.date_order == order
    # The loading decides the same of a file whose profile leaves the order to the file.
    export = tmp_path / "bank.csv"
    export.write_text(
        f"Date,Description,Amount,Currency\n{rows.replace(',00', '.00').replace(';', ',')}", encoding="utf-8"
    )
    read = auditor("ingest", export, "--freelancer", "me", "--db", tmp_path / "a.duckdb")
    assert (read.status == 0) == (order == "dmy") and ("--date-order" in read.err) == (order != "dmy")


def test_a_list_of_orders_is_no_statement_of_a_bank(tmp_path: Path) -> None:
    export = tmp_path / "earnings.csv"
    export.write_text(
        "Date,Activity,Description,From,Order,Amount\n2025-01-02,Earning,Order,ann_buyer,F1,80.00\n", encoding="utf-8"
    )
    read = auditor("ingest", export, "--freelancer", "me", "--db", tmp_path / "a.duckdb", "--currency", "USD")
    assert read.status != 0 and "profiles guess" in read.err
