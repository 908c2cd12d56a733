"""OFX bytes broken at random: every mark of a transaction is in a piece, wherever blocks end, and time grows with the file."""

from __future__ import annotations

import random
import re
import time
from io import BytesIO

import pytest

from auditor.ingesting import ofx_cutting
from auditor.ingesting.ofx_counting import TransactionCount, counted
from auditor.ingesting.ofx_cutting import Cutter
from auditor.ingesting.ofx_loading import judged
from tests.test_ingest_ofx import CORE, HEAD, TAIL, of


def _mutated(seed: int) -> bytes:
    dice = random.Random(seed)
    rows = [dice.choice((of(f"A{number}"), f"<STMTTRN>\r\n{CORE.format(number)}</STMTTRN>")) for number in range(4)]
    data = dice.choice(("\n", "\r\n", "")).join((HEAD, *rows, TAIL)).encode()
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(0, len(data))
        more = dice.choice((b"<", b">", b"/", b" ", b"\r", b"\n", b"<!--", b"-->", b"x:", b"<STMTTRN>", b"</STMTTRN>",
                            b"</BANKTRANLIST>", b"<STMTRS>", b"\xff", b"stmttrn", b"<OFX>", b"<BANKTRANLIST>"))  # fmt: skip
        data = data[:place] + (more if dice.random() < 0.7 else b"") + data[place + dice.choice((0, 0, 1, 9)) :]
    return data


def test_a_broken_file_loses_no_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(4000):
        data = _mutated(seed)
        monkeypatch.setattr(ofx_cutting, "BLOCK_BYTES", 1 << 20)
        cutter, count = Cutter(), TransactionCount()
        pieces = [*cutter.pieces(BytesIO(data))]
        assert sum(piece.is_counted for piece in pieces) + cutter.commented == counted(data).total, (seed, data)
        lines = re.split(rb"\r\n|\n|\r", data)
        for piece in pieces:
            assert piece.data.splitlines()[0] in lines[piece.line - 1], (seed, data, piece)
            judged(piece)
        # What no piece holds says nothing that only a transaction does.
        left = re.sub(rb"(?s)<!--.*?-->", b"", data)
        for piece in sorted(pieces, key=lambda one: -len(one.data)):
            left = left.replace(piece.data, b"", 1)
        if cutter.commented == 0 and b"<!--" not in data and b"<BANKTRANLIST>" in data.split(b"<STMTTRN>")[0]:
            assert b"<STMTTRN>" not in left and b"</STMTTRN>" not in left, (seed, data, left)
        for size in (1, 5, 40):
            monkeypatch.setattr(ofx_cutting, "BLOCK_BYTES", size)
            again = Cutter()
            assert [*again.pieces(BytesIO(data))] == pieces, (seed, size, data)
            assert (again.line, again.size, again.commented) == (cutter.line, cutter.size, cutter.commented)
        for place in range(0, len(data), 7):
            count.take(data[place : place + 7])
        count.take(b"", final=True)
        assert count.total == counted(data).total, (seed, data)


HOSTILE = {
    "sound transactions with CR LF": "".join(of(str(number)) + "\r\n" for number in range(7_000)),
    "beginnings": "<STMTTRN>" * 100_000,
    "ends": "</STMTTRN>" * 100_000,
    "tags in each other": "<STMTTRN>" + "<A>" * 100_000 + "</A>" * 100_000 + "</STMTTRN>",
    "comments that do not end": "<!--" * 300_000,
    "CDATA that does not end": "<STMTTRN>" + "<![CDATA[" * 100_000 + "</STMTTRN>",
    "CDATA": "<STMTTRN><NAME>" + "<![CDATA[x]]>" * 100_000 + "</STMTTRN>",
    "comments in a transaction": "<STMTTRN>" + "<!-- x -->" * 100_000 + "</STMTTRN>",
    "signs and blanks": "<STMTTRN>" + ("<" + " " * 1_000) * 1_000,
    "a prefix that does not end": "<" + "a" * 1_000_000,
    "ampersands": "<STMTTRN><NAME>" + "&#" * 500_000 + "</STMTTRN>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_time_grows_with_the_file_for(case: str) -> None:
    begin = time.process_time()
    for piece in Cutter().pieces(BytesIO((HEAD + HOSTILE[case]).encode())):
        judged(piece)
    # A quadratic reading takes a hundred times as long.
    assert time.process_time() - begin < 5
