"""What stands above the transactions of an OFX file, kept so that a single one of them can be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from auditor.ingesting.ofx_cutting import Cutter, Piece
from auditor.ingesting.repairs import Repair

# No bank puts more accounts into one file; the ledger keeps them in a cell.
MOST = 1_000
REMEDY = "repair that transaction in the file itself and ingest it again"


class Statement(NamedTuple):
    """The lines of the first and the last transaction of one account, and the currency and account told above them."""

    first: int
    last: int
    currency: str
    account: str

    def holds(self, line: int) -> bool:
        """Whether a transaction on this line may be one of it."""
        return self.first <= line <= self.last


class Statements:
    """Gathers the statements of a file from its transactions, in order."""

    def __init__(self) -> None:
        self._found: list[Statement] = []

    def take(self, piece: Piece) -> None:
        """Note where a transaction stands."""
        last = self._found[-1] if self._found else None
        if last and (last.currency, last.account) == (piece.currency, piece.account):
            self._found[-1] = last._replace(last=piece.line)
        elif len(self._found) <= MOST:
            self._found.append(Statement(piece.line, piece.line, piece.currency, piece.account))

    @property
    def found(self) -> tuple[Statement, ...]:
        """All of them; none where there are too many to keep."""
        return tuple(self._found) if len(self._found) <= MOST else ()


def unreadable(statements: Iterable[Statement], row: Repair) -> str:
    """Why a repaired transaction cannot be read by itself, with the remedy; "" where it can."""
    if len(_above(statements, row)) != 1:
        return f"the file does not tell which account and currency a transaction on this line has -> {REMEDY}"
    if not _pieces(row.text):
        return "this holds no transaction -> write it from <STMTTRN> to </STMTTRN>"
    return ""


def readable_together(rows: list[Repair]) -> Iterator[list[Repair]]:
    """Whole transactions in one part; each other text by itself, so that it cannot take in what stands below it."""
    whole = [row for row in rows if len(found := _pieces(row.text)) == 1 and not found[0].fault]
    if whole:
        yield whole
    yield from ([row] for row in rows if row not in whole)


def write(path: Path, statements: Iterable[Statement], rows: list[Repair]) -> dict[int, int]:
    """Write repaired transactions as an OFX file; returns the old line by the physical line on which each begins."""
    found = tuple(statements)
    begins: dict[int, int] = {}
    at = 1
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as sink:
        # Rows of one account may lie behind those of another one in the list.
        placed = sorted(((*_above(found, row)[0], number) for number, row in enumerate(rows)))
        for (currency, account), group in groupby(placed, key=lambda one: one[:2]):
            sink.write(f"{_head(currency, account)}\n")
            at += 1
            for _, _, number in group:
                text = rows[number].text.replace("\r\n", "\n").replace("\r", "\n")
                sink.write(text + "\n")
                begins.update(dict.fromkeys(range(at, at + text.count("\n") + 1), rows[number].line))
                at += text.count("\n") + 1
            sink.write("</BANKTRANLIST></STMTRS></OFX>\n")
            at += 1
    return begins


def _above(statements: Iterable[Statement], row: Repair) -> list[tuple[str, str]]:
    """The different (currency, account) that may stand above a row: several where all is one line."""
    return sorted({(one.currency, one.account) for one in statements if one.holds(row.line)})


def _pieces(text: str) -> list[Piece]:
    document = f"{_head('', '')}\n{text}\n</BANKTRANLIST></STMTRS></OFX>"
    return [*Cutter().pieces(BytesIO(document.encode("utf-8", "surrogatepass")))]


def _head(currency: str, account: str) -> str:
    told = (f"<CURDEF>{escape(currency)}" if currency else "") + (f"<ACCTID>{escape(account)}" if account else "")
    return f"<OFX><STMTRS>{told}<BANKTRANLIST>"
