"""What is set aside keeps the bytes of the file, in every encoding and wherever it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import MESSAGE, MESSAGES, account, balances, loaded
from tests.test_ingest_ofx import of, statement

BARE = "<OFX><STMTRS><CURDEF>EUR\n{}\n</STMTRS></OFX>"
TORN = of("A2").replace("<STMTTRN>", "<S]]>TMTTRN>")
# the transactions of a statement without a list, each on a line of its own; the line of the torn one
PLACES = {
    "between sound ones": ([of("A1"), TORN, of("A9")], 3),
    "before the first": ([TORN, of("A9")], 2),
    "behind the last": ([of("A9"), TORN], 3),
}


@pytest.mark.parametrize("case", PLACES)
@pytest.mark.parametrize("has_list", [False, True])
def test_a_transaction_whose_mark_is_torn_keeps_its_text(case: str, has_list: bool, tmp_path: Path) -> None:
    rows, line = PLACES[case]
    text = statement(*rows) if has_list else BARE.format("\n".join(rows))
    with loaded(tmp_path, {"a.ofx": text}) as (store, report):
        assert store.rows("SELECT line, code, raw FROM quarantine") == [(line, "E140", TORN)]
        file = account(report, "a.ofx")
        assert balances(file) and (file.rows_read, file.rows_loaded) == (len(rows), len(rows) - 1)


def test_what_is_said_beside_the_transactions_is_no_row(tmp_path: Path) -> None:
    behind = "<LEDGERBAL><BALAMT>5<DTASOF>20250131</LEDGERBAL>some words"
    with loaded(tmp_path, {"a.ofx": BARE.format(of("A1") + behind)}) as (store, report):
        assert account(report, "a.ofx").rows_read == 1 and not store.rows("SELECT * FROM quarantine")


JSON = '[{"message_id":"m1","client_id":"c","freelancer_id":"f","sender":"client","sent_at":"2025-01-02","body":"ä"}]'
HEAD = MESSAGES + MESSAGE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("name", "text"), [("a.json", JSON), ("a.csv", HEAD)])
def test_the_byte_too_many_of_a_text_in_utf_16_is_kept_as_it_is(
    encoding: str, name: str, text: str, tmp_path: Path
) -> None:
    content = "\ufeff".encode(encoding) + text.encode(encoding) + b"x"
    with loaded(tmp_path, {name: content}) as (store, report):
        assert set(store.rows("SELECT raw, raw_bytes FROM quarantine")) == {(r"\x78", b"x")}
        file = account(report, name)
        assert balances(file) and (file.rows_loaded, file.rows_quarantined) == (1, 1)


def test_a_value_of_a_document_in_utf_16_that_is_cut_keeps_its_own_bytes(tmp_path: Path) -> None:
    whole = JSON[:-1].encode("utf-16-le")
    with loaded(tmp_path, {"a.json": b"\xff\xfe" + whole + ',\n{"body":"ä'.encode("utf-16-le") + b"x"}) as (store, _):
        assert set(store.rows("SELECT line, raw, raw_bytes FROM quarantine")) == {
            (2, r'{"body":"ä\x78', '{"body":"ä'.encode("utf-16-le") + b"x")
        }


# a text, the encoding it is saved in, the encoding it is read in ("" is told by nothing)
SHORT = {
    "German and French words": ("Größe naïve café über", "cp1252", "windows-1252"),
    "one word": ("Größe", "cp1252", "windows-1252"),
    "French with signs": ("l’été à 5 €", "cp1252", "windows-1252"),
    "Spanish": ("mañana está el señor", "cp1252", "windows-1252"),
    "the same in UTF-8": ("Größe naïve café über", "utf-8", "utf-8"),
    "Polish, which is another code page": ("pieniądze są wypłacone, żółć", "cp1250", ""),
    "Czech, which is another code page": ("příliš žluťoučký kůň", "cp1250", ""),
    "Russian, which is another code page": ("это да", "cp1251", ""),
    "Polish in one word": ("proszę", "cp1250", ""),
    "Turkish, which is another code page": ("ışık için", "cp1254", ""),
}


@pytest.mark.parametrize("case", SHORT)
def test_the_encoding_of_a_short_text_is_told_or_left_open_for(case: str, tmp_path: Path) -> None:
    text, saved, read = SHORT[case]
    rows = f"m1,c,f,t,,client,2025-01-02,{text}\n"
    with loaded(tmp_path, {"a.csv": (MESSAGES + rows).encode(saved)}) as (store, report):
        bodies = [body for (body,) in store.rows("SELECT body FROM messages")]
        assert bodies == ([text] if read else [])
        assert account(report, "a.csv").rows_quarantined == (0 if read else 1)
        assert not read or account(report, "a.csv").encoding == read
        assert any("read as windows-1252" in one for one in report.warnings) == (read == "windows-1252")
