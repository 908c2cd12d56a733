"""Files that are not plain CSV: what is sound is loaded, broken lines are set aside with line, code and bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, balances, loaded

SECOND, THIRD = MESSAGE.replace("m1", "m2"), MESSAGE.replace("m1", "m3")
ALL = MESSAGES + MESSAGE + SECOND + THIRD
UMLAUT = MESSAGE.replace("Hello", "Höllö")

# bytes of messages.csv, ids that are loaded, (line, code) of what is set aside, encoding that is told
CASES: dict[str, tuple[bytes, list[str], list[tuple[int, str]], str]] = {
    "a quote that is never closed costs its own line": (
        (MESSAGES + MESSAGE + SECOND.replace("Hello", '"Hello') + THIRD).encode(),
        ["m1", "m3"],
        [(3, "E122")],
        "utf-8",
    ),
    "a quote inside a word": (
        (MESSAGES + MESSAGE + SECOND.replace("Hel", 'He"l') + THIRD).encode(),
        ["m1", "m3"],
        [(3, "E123")],
        "utf-8",
    ),
    "text after a closing quote": (
        (MESSAGES + MESSAGE.replace("Hello there", '"Hello" there') + SECOND).encode(),
        ["m2"],
        [(2, "E123")],
        "utf-8",
    ),
    "an extra delimiter with nothing behind it": (
        (MESSAGES + MESSAGE + SECOND.replace("\n", ",\n") + THIRD).encode(),
        ["m1", "m3"],
        [(3, "E121")],
        "utf-8",
    ),
    "a row that is too short": ((MESSAGES + MESSAGE + "m2,c1\n" + THIRD).encode(), ["m1", "m3"], [(3, "E120")], "utf-8"),
    "one row too long and one too short": (
        (MESSAGES + MESSAGE.replace("\n", ",\n") + SECOND + "m3\n").encode(),
        ["m2"],
        [(2, "E121"), (4, "E120")],
        "utf-8",
    ),
    "a row above the header, below a title": (
        ("Messages of 2025,,,\n" + SECOND + MESSAGES + MESSAGE).encode(),
        ["m1"],
        [(2, "E126")],
        "utf-8",
    ),
    "every row with an empty field too many": (
        (MESSAGES + (MESSAGE + SECOND).replace("\n", ",\n")).encode(),
        ["m1", "m2"],
        [],
        "utf-8",
    ),
    "every row with an empty field too many, but for one in which a text was cut": (
        (MESSAGES + (MESSAGE + SECOND.replace("client", "cli,ent").replace(",Hello there", "") + THIRD).replace("\n", ",\n")).encode(),
        ["m1", "m3"],
        [(3, "E121")],
        "utf-8",
    ),
    "mixed line ends": (
        (MESSAGES + MESSAGE.replace("\n", "\r\n") + SECOND + THIRD.replace("\n", "\r")).encode(),
        ["m1", "m2", "m3"],
        [],
        "utf-8",
    ),
    "line ends of CR alone": (ALL.replace("\n", "\r").encode(), ["m1", "m2", "m3"], [], "utf-8"),
    "a lone CR in the middle of a row": (
        (MESSAGES + MESSAGE.replace("Hello", "Hel\rlo") + SECOND).encode(),
        ["m2"],
        [(2, "E127"), (3, "E120")],
        "utf-8",
    ),
    "a lone CR in the middle of a row, with all other line ends CR LF": (
        (ALL.replace("\n", "\r\n").replace("Hello", "Hel\rlo", 1)).encode(),
        ["m2", "m3"],
        [(2, "E127"), (3, "E120")],
        "utf-8",
    ),
    "two lone CRs in the middle of a row, one above a remark": (
        (MESSAGES + MESSAGE.replace("Hello", "Hel\r\r# lo") + SECOND).encode(),
        ["m2"],
        [(2, "E127"), (4, "E120")],
        "utf-8",
    ),
    "a lone CR behind a row above sound ones": (
        (MESSAGES + MESSAGE.replace("\n", "\r") + SECOND + "broken\n").encode(), ["m1", "m2"], [(4, "E120")], "utf-8",
    ),
    "a lone CR inside of quotes": (
        (MESSAGES + MESSAGE.replace("Hello there", '"Hel\rlo"') + SECOND).encode(),
        ["m1", "m2"],
        [],
        "utf-8",
    ),
    "a NUL byte": ((MESSAGES + MESSAGE + SECOND.replace("Hello", "H\0llo")).encode(), ["m1"], [(3, "E124")], "utf-8"),
    "one byte that is no UTF-8 among text that is": (
        (MESSAGES + UMLAUT + UMLAUT.replace("m1", "m2")).encode() + THIRD.encode().replace(b"Hello", b"H\xe9llo"),
        ["m1", "m2"],
        [(4, "E125")],
        "utf-8",
    ),
    "a cut off character": ((MESSAGES + UMLAUT).encode()[:-1] + b"\n" + SECOND.encode()[:-1] + b"\xc3",
        ["m1"], [(3, "E125")], "utf-8",
    ),
    "Windows-1252": (
        (MESSAGES + UMLAUT + SECOND.replace("Hello", "naïve “quoted” – Größe")).encode("cp1252"),
        ["m1", "m2"],
        [],
        "windows-1252",
    ),
    "UTF-16 with its mark": (ALL.encode("utf-16"), ["m1", "m2", "m3"], [], "utf-16-le"),
    "UTF-16, big end first": (b"\xfe\xff" + ALL.encode("utf-16-be"), ["m1", "m2", "m3"], [], "utf-16-be"),
    "UTF-16 without a mark": (ALL.encode("utf-16-le"), ["m1", "m2", "m3"], [], "utf-16-le"),
    "UTF-32": (ALL.encode("utf-32"), ["m1", "m2", "m3"], [], "utf-32-le"),
    "a line that names the delimiter": (("sep=;\n" + ALL.replace(",", ";")).encode(), ["m1", "m2", "m3"], [], "utf-8"),
    "a line that names a delimiter that is none": (("sep=;\n" + ALL).encode(), ["m1", "m2", "m3"], [], "utf-8"),
    "UTF-16 without a mark, and a character with a NUL in the other byte": (
        (MESSAGES + MESSAGE.replace("Hello", "Hello 一")).encode("utf-16-le"), ["m1"], [], "utf-16-le",
    ),
    "a title and a blank line above the header": (
        ("Messages of 2025\n\n" + ALL).encode(),
        ["m1", "m2", "m3"],
        [],
        "utf-8",
    ),
    "a header that stands again": ((ALL + MESSAGES + MESSAGE.replace("m1", "m4")).encode(), ["m1", "m2", "m3", "m4"], [], "utf-8"),
    "a broken row whose id begins with #": ((MESSAGES + MESSAGE + "#m2,c1\n").encode(), ["m1"], [(3, "E120")], "utf-8"),
    "a quoted row behind # that is cut off": (
        (MESSAGES + MESSAGE + '#"m2";"c1";"fl\n').encode(), ["m1"], [(3, "E123")], "utf-8",
    ),
    "a broken row with a day, behind # and a blank": (
        (MESSAGES + MESSAGE + "# m2,c1,fl,2025-01-02\n").encode(), ["m1"], [(3, "E120")], "utf-8",
    ),
    "a text cut in pieces, one of which begins with #": (
        (MESSAGES + MESSAGE.replace("\n", "\"x\n# Heading\n") + SECOND).encode(), ["m2"], [(2, "E123"), (3, "E120")], "utf-8",
    ),
    "rows without the commas of nameless columns": (
        (MESSAGES.replace("\n", ",,\n") + MESSAGE.replace("\n", ",,\n") + SECOND).encode(), ["m1", "m2"], [], "utf-8",
    ),
    "a row that lacks a nameless column and a named one": (
        (MESSAGES.replace("\n", ",,\n") + MESSAGE.replace("\n", ",,\n") + "m2,c1,fl,t1,k1,2025-01-02T09:00:00Z,,\n").encode(),
        ["m1"], [(3, "E120")], "utf-8",
    ),
    "a bar as the delimiter and one broken row": (
        (MESSAGES + MESSAGE + "m2\n").replace(",", "|").encode(),
        ["m1"],
        [(3, "E120")],
        "utf-8",
    ),
    "a quoted line break beside a broken row": (
        (MESSAGES + MESSAGE.replace("Hello there", '"Hello\n\nthere, ""you"""') + "m2\n" + THIRD).encode(),
        ["m1", "m3"],
        [(5, "E120")],
        "utf-8",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_sound_is_loaded_and_the_rest_set_aside(case: str, tmp_path: Path) -> None:
    content, ids, aside, encoding = CASES[case]
    with loaded(tmp_path, {"messages.csv": content}) as (store, report):
        file = account(report, "messages.csv")
        assert (file.status, file.message, file.encoding) == ("loaded", "", encoding)
        assert [name for (name,) in store.rows("SELECT message_id FROM messages ORDER BY source_line")] == ids
        assert store.rows("SELECT line, code FROM quarantine ORDER BY line") == aside
        assert balances(file) and file.rows_read == len(ids) + len(aside)


def test_a_broken_line_keeps_its_bytes(tmp_path: Path) -> None:
    line = SECOND.encode().replace(b"Hello", b"H\xe9\x00llo").rstrip(b"\n")
    with loaded(tmp_path, {"messages.csv": (MESSAGES + UMLAUT).encode() + line + b"\r\n" + THIRD.encode()}) as (
        store,
        _,
    ):
        ((raw, original, lines),) = store.rows(
            "SELECT any_value(raw), any_value(raw_bytes), list(code ORDER BY code) FROM quarantine"
        )
        assert (original, lines) == (line, ["E124", "E125"])
        assert raw == line.decode("utf-8", "backslashreplace")


@pytest.mark.parametrize("half", [b"\x00\xd8", b"\x3d\xd8"])
def test_half_a_character_in_utf16_keeps_its_bytes(half: bytes, tmp_path: Path) -> None:
    line = SECOND.rstrip("\n").encode("utf-16-le") + half
    content = (MESSAGES + MESSAGE).encode("utf-16") + line + ("\n" + THIRD).encode("utf-16-le") + b"z"
    with loaded(tmp_path, {"messages.csv": content}) as (store, _):
        assert store.rows("SELECT line, code, raw_bytes FROM quarantine ORDER BY 1") == [
            (3, "E125", line),
            (5, "E125", b"z"),
        ]
        assert store.rows("SELECT count(*) FROM messages") == [(2,)]


def test_rows_keep_their_physical_lines_behind_broken_ones(tmp_path: Path) -> None:
    text = MESSAGES + "x\n\n" + MESSAGE.replace("Hello", '"a\nb').replace("there\n", 'there"\n') + "y\n" + SECOND
    with loaded(tmp_path, {"messages.csv": text}) as (store, report):
        assert store.rows("SELECT message_id, source_line FROM messages ORDER BY 2") == [("m1", 4), ("m2", 7)]
        assert account(report, "messages.csv").physical_lines == 7


def test_a_sound_row_with_a_wrong_value_keeps_its_text_on_the_slow_path_too(tmp_path: Path) -> None:
    wrong = PAYMENT.replace("80.00", "eighty")
    with loaded(tmp_path, {"payments.csv": PAYMENTS + "broken\n" + wrong + PAYMENT.replace("p1", "p2")}) as (store, _):
        assert store.rows("SELECT line, code, raw FROM quarantine ORDER BY line") == [
            (2, "E120", "broken"),
            (3, "E202", wrong.rstrip("\n")),
        ]


def test_a_declared_encoding_is_used_where_the_bytes_could_be_anything(tmp_path: Path) -> None:
    content = (MESSAGES + MESSAGE.replace("Hello", "Привет")).encode("cp1251")
    with loaded(tmp_path, {"messages.csv": content}, encoding="cp1251") as (store, report):
        assert store.rows("SELECT body FROM messages") == [("Привет there",)]
        assert account(report, "messages.csv").encoding == "cp1251"


TOLD = {
    "Windows-1252": ((MESSAGES + UMLAUT).encode("cp1252"), "read as windows-1252, as its bytes show -> "),
    "a repeated header": ((MESSAGES + MESSAGE + MESSAGES).encode(), "messages.csv:3: 1 line(s) repeat the header"),
    "lines above": (("About\n" + MESSAGES + MESSAGE).encode(), "messages.csv:1: 1 line(s) above the header"),
    "empty fields": (
        (MESSAGES + (MESSAGE + SECOND).replace("\n", ",\n")).encode(),
        "every row ends in 1 empty field(s)",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_was_taken_for_granted_is_told(case: str, tmp_path: Path) -> None:
    content, words = TOLD[case]
    with loaded(tmp_path, {"messages.csv": content}) as (_, report):
        assert any(words in line for line in report.warnings), report.warnings


def test_a_line_of_ten_megabytes_beside_a_broken_one_is_loaded(tmp_path: Path) -> None:
    body = "x" * 10_000_000
    with loaded(tmp_path, {"messages.csv": MESSAGES + "broken\n" + MESSAGE.replace("Hello there", f'"{body}"')}) as (
        store,
        report,
    ):
        assert store.rows("SELECT length(body), source_line FROM messages") == [(10_000_000, 3)]
        assert account(report, "messages.csv").rows_quarantined == 1
