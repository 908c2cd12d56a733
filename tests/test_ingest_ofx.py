"""OFX as banks write it, and as it breaks: no transaction is lost, no text changed, no amount in another currency."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingesting import ofx_cutting
from auditor.ingesting.ofx_cutting import Cutter
from tests.ingest_world import account, balances, loaded

HEAD = "<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>"
TAIL = "</BANKTRANLIST></STMTRS></OFX>"
CORE = "<TRNTYPE>CREDIT<DTPOSTED>20250131<TRNAMT>5<FITID>{}"
ONE = f"<STMTTRN>{CORE.format('A1')}<NAME>Ann</STMTTRN>"
Told = list[tuple[object, ...]]


def of(name: str, more: str = "<NAME>Ann") -> str:
    """A sound transaction that says `more`."""
    return f"<STMTTRN>{CORE.format(name)}{more}</STMTTRN>"


def statement(*transactions: str, head: str = HEAD) -> str:
    """A statement, each transaction on a line of its own from line 2 on."""
    return head + "\n" + "\n".join(transactions) + "\n" + TAIL


WRITTEN = {
    "a blank in the tag": "<STMTTRN >{}<NAME>Ann</STMTTRN >",
    "an attribute": '<STMTTRN id="x">{}<NAME>Ann</STMTTRN>',
    "a prefix": "<ofx:STMTTRN><ofx:TRNTYPE>CREDIT</ofx:TRNTYPE><ofx:DTPOSTED>20250131</ofx:DTPOSTED><ofx:TRNAMT>5</ofx:TRNAMT>"
    "<ofx:FITID>A2</ofx:FITID><ofx:NAME>Ann</ofx:NAME></ofx:STMTTRN>",
    "lower case": "<stmttrn><trntype>CREDIT<dtposted>20250131<trnamt>5<fitid>A2<name>Ann</stmttrn>",
    "a line end in the tag": "<STMTTRN\n id='7'\n>{}<NAME>Ann</STMTTRN\n>",
    "leaves with attributes": '<STMTTRN>{}<NAME xml:lang="de">Ann</NAME></STMTTRN>',
    "a lone empty tag": "<STMTTRN>{}<MEMO/><NAME>Ann</STMTTRN>",
    "an empty leaf": "<STMTTRN>{}<MEMO>\n<NAME>Ann</STMTTRN>",
    "the account of the other side": "<STMTTRN>{}<BANKACCTTO><BANKID>1<ACCTID>2</BANKACCTTO><NAME>Ann</STMTTRN>",
    "a payee": "<STMTTRN>{}<PAYEE><NAME>Ann<CITY>X</PAYEE></STMTTRN>",
    "a tag of the bank's own": "<STMTTRN>{}\n<SALDO>7\n<INTU.X>7<NAME>Ann</STMTTRN>",
    "a comment between tags": "<STMTTRN><!-- 1 -->{}<NAME>Ann</NAME><!-- <NAME>Ben --></STMTTRN>",
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_a_transaction_is_read_with(case: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.ofx": statement(ONE, WRITTEN[case].format(CORE.format("A2")))}) as (store, report):
        assert store.rows("SELECT payment_id, counterparty, amount::VARCHAR FROM payments ORDER BY 1") == [
            ("A1", "Ann", "5.0000"), ("A2", "Ann", "5.0000"),
        ]  # fmt: skip
        assert not store.rows("SELECT * FROM quarantine") and account(report, "a.ofx").rows_read == 2


CURRENCIES = {
    "the amount was converted": ("<ORIGCURRENCY><CURRATE>1.10<CURSYM>USD</ORIGCURRENCY>", "EUR"),
    "the amount is in the other one": ("<CURRENCY><CURRATE>1.10<CURSYM>USD</CURRENCY>", "USD"),
    "both are told": ("<ORIGCURRENCY><CURRATE>1<CURSYM>JPY</ORIGCURRENCY><CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY>", "USD"),
    "none is told": ("", "EUR"),
}  # fmt: skip


@pytest.mark.parametrize("case", CURRENCIES)
def test_an_amount_is_in_its_currency_when(case: str, tmp_path: Path) -> None:
    more, currency = CURRENCIES[case]
    with loaded(tmp_path, {"a.ofx": statement(of("A1", f"<NAME>Ann{more}"))}) as (store, _):
        assert store.rows("SELECT amount::VARCHAR, currency FROM payments") == [("5.0000", currency)]


def test_a_statement_does_not_take_the_currency_of_the_one_before(tmp_path: Path) -> None:
    text = f"{HEAD}{of('A1')}</BANKTRANLIST></STMTRS><CCSTMTRS><BANKTRANLIST>{of('A2')}{TAIL}"
    with loaded(tmp_path, {"a.ofx": text}) as (store, _):
        assert store.rows("SELECT payment_id, currency FROM payments") == [("A1", "EUR")]
        assert store.rows("SELECT column_name, code FROM quarantine") == [("currency", "E101")]


# what the transaction says, counterparty and description that are stored
TEXTS = {
    "ampersands that begin no entity": ("<NAME>R&D &para=2 &notes &copy now", "R&D &para=2 &notes &copy now", None),
    "the five entities and numbers": ("<NAME>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;&amp;lt;", "<>&\"'éé&lt;", None),
    "numbers that are no characters": ("<NAME>&#0;&#xD800;&#x110000;&#xZZ;", "&#0;&#xD800;&#x110000;&#xZZ;", None),
    "CDATA": ("<NAME>Acme</NAME><MEMO><![CDATA[Invoice 7 & 8 &amp; <b>]]></MEMO>", "Acme", "Invoice 7 & 8 &amp; <b>"),
    "CDATA within a text": ("<NAME>A <![CDATA[<&>]]> B</NAME>", "A <&> B", None),
    "a name over two lines": ("<NAME>Acme\nIncorporated<MEMO>x", "Acme\nIncorporated", "x"),
    "a sign that begins no tag": ("<NAME>Tom <3 < Ben <see note> Co", "Tom <3 < Ben <see note> Co", None),
    "a tag within CDATA": ("<MEMO><![CDATA[<NAME>Ben</NAME>]]></MEMO><NAME>Ann</NAME>", "Ann", "<NAME>Ben</NAME>"),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_is_kept_with(case: str, tmp_path: Path) -> None:
    more, name, memo = TEXTS[case]
    with loaded(tmp_path, {"a.ofx": statement(of("A1", more))}) as (store, _):
        assert store.rows("SELECT counterparty, description FROM payments") == [(name, memo or name)]


# text from line 2 on, (line, code, text) of what is set aside; the transactions A1 and A9 around it are loaded
BROKEN: dict[str, tuple[str, Told]] = {
    "a tag twice": (of("A2", "<TRNAMT>50"), [(3, "E141", of("A2", "<TRNAMT>50"))]),
    "a tag in a text that has an end": (of("A2", "<NAME>Ann <b>x</b></NAME>"), [(3, "E141", of("A2", "<NAME>Ann <b>x</b></NAME>"))]),
    "a tag in a text without an end": (of("A2", "<NAME>Ann <Co> Ltd"), [(3, "E141", of("A2", "<NAME>Ann <Co> Ltd"))]),
    "CDATA without an end": (of("A2", "<MEMO><![CDATA[x"), [(3, "E141", of("A2", "<MEMO><![CDATA[x"))]),
    "a comment in a text": (of("A2", "<MEMO>x <!-- y --> z"), [(3, "E141", of("A2", "<MEMO>x <!-- y --> z"))]),
    "a currency without its aggregate": (of("A2", "<CURSYM>USD"), [(3, "E141", of("A2", "<CURSYM>USD"))]),
    "a currency that is not said": (of("A2", "<CURRENCY><CURRATE>1.1</CURRENCY>"), [(3, "E141", of("A2", "<CURRENCY><CURRATE>1.1</CURRENCY>"))]),
    "tags across each other": (of("A2", "<PAYEE><NAME>x</PAYEE></NAME>"), [(3, "E141", of("A2", "<PAYEE><NAME>x</PAYEE></NAME>"))]),
    "text behind a tag": (of("A2", "<NAME>x</NAME>y"), [(3, "E141", of("A2", "<NAME>x</NAME>y"))]),
    "text before the first tag": ("<STMTTRN>x<TRNTYPE>CREDIT</STMTTRN>", [(3, "E141", "<STMTTRN>x<TRNTYPE>CREDIT</STMTTRN>")]),
    "a tag that is not closed": ("<STMTTRN<TRNTYPE>CREDIT</STMTTRN>", [(3, "E141", "<STMTTRN<TRNTYPE>CREDIT</STMTTRN>")]),
    "a blank before the name of its tag": ("< STMTTRN><TRNTYPE>CREDIT</STMTTRN>", [(3, "E141", "< STMTTRN><TRNTYPE>CREDIT</STMTTRN>")]),
    "no end": ("<STMTTRN><FITID>A2  ", [(3, "E140", "<STMTTRN><FITID>A2  ")]),
    "no beginning": ("<FITID>A2</STMTTRN>", [(3, "E140", "<FITID>A2</STMTTRN>")]),
    "a beginning that is misspelt": ("<STMTRN><FITID>A2</STMTTRN>", [(3, "E140", "<STMTRN><FITID>A2</STMTTRN>")]),
    "both marks misspelt": ("<STMTRN><FITID>A2</STMTRN>", [(3, "E140", "<STMTRN><FITID>A2</STMTRN>")]),
    "garbage": ("garbage", [(3, "E140", "garbage")]),
    "a beginning and nothing else": ("<STMTTRN>\n<STMTTRN>", [(3, "E140", "<STMTTRN>"), (4, "E140", "<STMTTRN>")]),
    "a NUL in a name": (of("A2", "<NAME>A\0nn"), [(3, "E124", of("A2", "<NAME>A\0nn"))]),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_only_what_is_broken_is_set_aside(case: str, line_end: str, tmp_path: Path) -> None:
    text, told = BROKEN[case]
    content = statement(of("A1"), text, of("A9")).replace("\n", line_end).encode()
    with loaded(tmp_path, {"a.ofx": content}) as (store, report):
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("A1",), ("A9",)]
        wanted = [(line, code, str(raw).replace("\n", line_end)) for line, code, raw in told]
        assert store.rows("SELECT DISTINCT line, code, raw FROM quarantine ORDER BY line") == wanted
        file = account(report, "a.ofx")
        assert balances(file) and file.rows_read == 2 + len(told)
        assert file.physical_lines == len(content.decode().split(line_end))


def test_two_different_codes_of_one_row_are_both_told(tmp_path: Path) -> None:
    text = statement("<STMTTRN><FITID>\0", of("A1"))
    with loaded(tmp_path, {"a.ofx": text}) as (store, _):
        assert store.rows("SELECT code, raw FROM quarantine ORDER BY 1") == [
            ("E124", "<STMTTRN><FITID>\0"), ("E140", "<STMTTRN><FITID>\0"),
        ]  # fmt: skip


def test_transactions_in_a_comment_are_no_rows_and_are_told(tmp_path: Path) -> None:
    text = statement(of("A1"), f"<!-- {of('A2')} -->", of("A3"))
    with loaded(tmp_path, {"a.ofx": text}) as (store, report):
        assert store.rows("SELECT payment_id, source_line FROM payments ORDER BY 1") == [("A1", 2), ("A3", 4)]
        assert any("1 transaction(s) stand in a comment" in line for line in report.warnings)


@pytest.mark.parametrize("end", ["</OFX>", "</STMTRS>"])
def test_an_end_of_the_file_within_a_transaction_loses_no_text_of_it(end: str, tmp_path: Path) -> None:
    text = statement(of("A1"), f"<STMTTRN><TRNTYPE>CREDIT{end}<FITID>A2</STMTTRN>", of("A9"))
    with loaded(tmp_path, {"a.ofx": text}) as (store, report):
        assert store.rows("SELECT DISTINCT line, raw FROM quarantine ORDER BY ALL") == [
            (3, "<FITID>A2</STMTTRN>"), (3, "<STMTTRN><TRNTYPE>CREDIT"), (4, of("A9")),
        ]  # fmt: skip
        assert account(report, "a.ofx").rows_read == 4


def test_a_comment_without_an_end_hides_nothing(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.ofx": statement(of("A1"), "<!-- ", of("A3"))}) as (store, _):
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("A1",), ("A3",)]


def test_pending_transactions_and_a_file_without_an_end_are_told(tmp_path: Path) -> None:
    text = statement(of("A1")).replace("</OFX>", "<BANKTRANLISTP><STMTTRNP><TRNAMT>5</STMTTRNP></BANKTRANLISTP>")
    with loaded(tmp_path, {"a.ofx": text}) as (store, report):
        assert store.rows("SELECT payment_id FROM payments") == [("A1",)]
        assert any("1 pending transaction(s)" in line for line in report.warnings)
        assert any("a.ofx:3: the file ends without </OFX>" in line for line in report.warnings)


GERMAN = of("A2", "<NAME>Größe")
# head of the file, bytes of its transactions, names that are loaded, bytes that are set aside
ENCODINGS = {
    "1252, as it says": ("CHARSET:1252\n\n", [GERMAN.encode("cp1252")], ["Größe"], []),
    "1252, later than the head says anything": ("CHARSET:1252\n\n", [b"<!--" + b" " * (1 << 20) + b"-->", GERMAN.encode("cp1252")], ["Größe"], []),
    "1252, and XML says Latin 1": ('<?xml version="1.0" encoding="ISO-8859-1"?>', [GERMAN.encode("latin-1")], ["Größe"], []),
    "UTF-8, though it says 1252": ("CHARSET:1252\n\n", [GERMAN.encode()], ["Größe"], []),
    "mostly UTF-8, with a byte that is none": ("CHARSET:1252\n\n", [GERMAN.encode()] * 2 + [of("A3", "<NAME>Caf\xe9").encode("latin-1")],
        ["Größe"], [of("A3", "<NAME>Caf\xe9").encode("latin-1")]),
    "the same in one line": ("", [b"".join([GERMAN.encode()] * 2 + [of("A3", "<NAME>Caf\xe9").encode("latin-1")])],
        ["Größe"], [of("A3", "<NAME>Caf\xe9").encode("latin-1")]),
    "Japanese": ("CHARSET:932\n\n", [of("A2", "<NAME>日本").encode("cp932")], ["日本"], []),
    "Japanese with a byte that is none": ("CHARSET:932\n\n",
        [of("A2", "<NAME>日本").encode("cp932"), of("A3", "<NAME>").encode().replace(b"<NAME>", b"<NAME>\x81 ")],
        ["日本"], [of("A3", "<NAME>").encode().replace(b"<NAME>", b"<NAME>\x81 ")]),
}  # fmt: skip


@pytest.mark.parametrize("case", ENCODINGS)
def test_letters_are_right_in_a_file_of(case: str, tmp_path: Path) -> None:
    head, rows, names, aside = ENCODINGS[case]
    content = (head + HEAD + "\n").encode() + b"\n".join(rows) + b"\n" + TAIL.encode()
    with loaded(tmp_path, {"a.ofx": content}) as (store, _):
        assert store.rows("SELECT DISTINCT counterparty FROM payments") == [(name,) for name in names]
        assert [row for (row,) in store.rows("SELECT raw_bytes FROM quarantine WHERE code = 'E125'")] == aside
        assert store.rows("SELECT count(*) FROM quarantine WHERE code <> 'E125'") == [(0,)]


def test_a_transaction_that_is_not_found_refuses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cutter, "_comment", lambda self, start, end: iter(()))
    text = statement(of("A1"), f"<!-- {of('A2')} -->")
    with loaded(tmp_path, {"a.ofx": text, "b.ofx": statement(of("B1"))}) as (store, report):
        assert "holds 2 transactions, of which 1 can be told apart" in account(report, "a.ofx").message
        assert store.rows("SELECT payment_id FROM payments") == [("B1",)]


def test_a_transaction_longer_than_memory_is_set_aside_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofx_cutting, "BLOCK_BYTES", 64)
    monkeypatch.setattr(ofx_cutting, "LONGEST", 256)
    long = of("A2", "".join(f"<MEMO>{number:0>50}" for number in range(20)))
    with loaded(tmp_path, {"a.ofx": statement(of("A1"), long, of("A3"))}) as (store, report):
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("A1",), ("A3",)]
        parts = [raw for (raw,) in store.rows("SELECT raw FROM quarantine ORDER BY rowid")]
        assert "".join(parts) == long and len(parts) > 2 and balances(account(report, "a.ofx"))
