"""Guesses at exports as offices and banks save them: remarks among the amounts, and statements without a balance."""

from __future__ import annotations

from pathlib import Path

from tests.guess_world import guessed

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
