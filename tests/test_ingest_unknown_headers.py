"""A file that no profile fits is told with the profile that comes nearest, and with what its columns may be called there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import CONTRACT, CONTRACTS, account, loaded

# the header, what is said
TOLD = {
    "names of another program": (
        "Invoice No;Customer;Paid on;Total;Currency",
        "the nearest is canonical: payments: missing payment_id (perhaps “Invoice No”), paid_at (perhaps “Paid on”), amount (perhaps “Total”),"
        " not known there “Invoice No, Customer, Paid on, Total” -> ",
    ),
    "another language": ("Datum;Empfänger;Betrag;Währung", "amount (perhaps “Betrag”), currency (perhaps “Währung”)"),
    "one column misspelt": (
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email,To Email Address,Transaction ID",
        "the nearest is PayPal: activity download (English): missing From Email Address, not known there “From Email” -> ",
    ),
    "a letter without its accent": (
        "Fecha,Hora,Zona horaria,Descripcion,Divisa,Bruto,Comisión,Neto,Saldo,Id. de transacción,Correo electrónico del remitente,Nombre",
        "the nearest is PayPal: statement (Spanish): missing Descripción (perhaps “Descripcion”), not known there “Descripcion”",
    ),
    "a header below a title and an account": (
        "Konto;DE00 0000\nZeitraum;2025\n\nBuchungstag;Empfänger;Betrag;Währung",
        "other.csv:4: column payment_id: no profile fits the header (“Buchungstag, Empfänger, Betrag, Währung”); the nearest is canonical: payments",
    ),
    "something else": ("Foo,Bar,Baz", "no column of it is known; the nearest is canonical: "),
    "names longer than any": (",".join(f"{number}" * 40_000 for number in range(1, 3)), "no column of it is known; the nearest is "),
    "columns by the thousand": (",".join(f"column {number}" for number in range(5_000)), "the nearest is "),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_the_nearest_profile_is_told_for(case: str, tmp_path: Path) -> None:
    header, said = TOLD[case]
    with loaded(tmp_path, {"contracts.csv": CONTRACTS + CONTRACT, "other.csv": header + "\n"}) as (_, report):
        file = account(report, "other.csv")
        assert file.status == "refused" and said in file.message, file.message
        assert "auditor profiles guess other.csv" in file.message and len(file.message) < 1_500
