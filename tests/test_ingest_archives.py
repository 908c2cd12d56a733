"""Archives: data files in them are read as if they lay in a folder; damaged or hostile ones are refused with a reason."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest

from auditor.ingesting import archives, opening
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, loaded

GOOD = {"contracts.csv": CONTRACTS + CONTRACT}
NUMBERED = "".join(MESSAGE.replace("m1", f"m{number}") for number in range(4000))


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def test_members_are_read_under_their_names_and_others_are_told(tmp_path: Path) -> None:
    content = zipped(
        {
            "export/messages.csv": (MESSAGES + MESSAGE).encode(),
            "export/payments.csv.gz": gzip.compress((PAYMENTS + PAYMENT).encode()),
            "export/readme.txt": b"hello",
            "__MACOSX/messages.csv": b"\0",
        }
    )
    with loaded(tmp_path, {**GOOD, "all.zip": content}) as (store, report):
        assert [(file.path, file.rows_loaded) for file in report.files] == [
            ("all.zip/export/messages.csv", 1),
            ("all.zip/export/payments.csv.gz", 1),
            ("contracts.csv", 1),
        ]
        assert store.rows("SELECT source_file, source_line FROM messages") == [("all.zip/export/messages.csv", 2)]
        assert "all.zip: 2 files in it are no data files and were not read" in report.warnings


def test_a_broken_line_in_a_member_is_set_aside(tmp_path: Path) -> None:
    content = zipped({"messages.csv": (MESSAGES + "m0\n" + MESSAGE).encode("utf-16")})
    with loaded(tmp_path, {"all.zip": content}) as (store, report):
        file = account(report, "all.zip/messages.csv")
        assert (file.rows_loaded, file.rows_quarantined, file.encoding) == (1, 1, "utf-16-le")
        assert store.rows("SELECT file, line, raw FROM quarantine") == [("all.zip/messages.csv", 2, "m0")]


def test_two_members_of_one_name_are_each_accounted_for(tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("messages.csv", MESSAGES + MESSAGE)
        archive.writestr("messages.csv", MESSAGES + MESSAGE.replace("m1", "m2"))
    with loaded(tmp_path, {"all.zip": sink.getvalue()}) as (store, report):
        told = [(file.path, file.rows_loaded) for file in report.files]
        assert told == [("all.zip/messages.csv", 1), ("all.zip/messages.csv (2)", 1)]
        assert store.rows("SELECT count(*) FROM messages") == [(2,)]


def test_the_same_archive_again_adds_nothing(tmp_path: Path) -> None:
    content = zipped({"messages.csv": (MESSAGES + MESSAGE).encode()})
    with loaded(tmp_path, {"a.zip": content, "b.zip": content}) as (store, report):
        assert account(report, "b.zip/messages.csv").rows_known == 1
        assert store.rows("SELECT count(*) FROM messages") == [(1,)]


REFUSED = {
    "cut off in the middle of a member": (
        zipped({"a.csv": (PAYMENTS + PAYMENT).encode(), "messages.csv": (MESSAGES + NUMBERED).encode()})[:9000],
        ["cut off or damaged in messages.csv, whose last good row is line ", "nothing of it was loaded", "->"],
    ),
    "no archive at all": (b"PK\x05\x06", ["cut off or damaged", "->"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_archive_is_refused_whole_when_it_is(case: str, tmp_path: Path) -> None:
    content, words = REFUSED[case]
    with loaded(tmp_path, {**GOOD, "all.zip": content}) as (store, report):
        file = account(report, "all.zip")
        assert file.status == "refused"
        assert all(word in file.message for word in words), file.message
        assert not store.rows("SELECT 1 FROM payments UNION ALL SELECT 1 FROM messages")
        assert account(report, "contracts.csv").rows_loaded == 1


LEADING_OUT = ["../messages.csv", "/etc/messages.csv", "C:/messages.csv", "a/../../messages.csv", "a\x1b[2J.csv"]


@pytest.mark.parametrize("name", LEADING_OUT)
def test_only_the_member_is_refused_whose_name_leads_out_or_cannot_be_shown(name: str, tmp_path: Path) -> None:
    content = zipped({name: (MESSAGES + MESSAGE).encode(), "payments.csv": (PAYMENTS + PAYMENT).encode()})
    with loaded(tmp_path, {**GOOD, "all.zip": content}) as (store, report):
        (file,) = [one for one in report.files if one.status == "refused"]
        assert file.path == f"all.zip/{name}".replace("\x1b", "?") and "leads out of it" in file.message
        assert account(report, "all.zip/payments.csv").rows_loaded == 1 and not store.rows("SELECT 1 FROM messages")


def test_a_bomb_is_refused_long_before_it_fills_the_disk_and_a_plain_export_is_not(tmp_path: Path) -> None:
    rows = "".join(MESSAGE.replace("m1", f"m{number}") for number in range(80_000))
    plain = (MESSAGES + rows).encode()
    files = {
        "bomb.zip": zipped({"messages.csv": MESSAGES.encode() + bytes(12 << 20)}),
        "plain.zip": zipped({"m.csv": plain}),
    }
    assert len(plain) > 4 << 20 and 15 < len(plain) / len(files["plain.zip"]) < 100
    with loaded(tmp_path, {**GOOD, **files}) as (_, report):
        assert "unpacks to far more" in account(report, "bomb.zip/messages.csv").message
        assert account(report, "plain.zip/m.csv").rows_loaded == 80_000


# The sum of a short member is false before any of its lines was taken.
WHERE_DAMAGED = {
    "a.zip": "no row of it is known to be good",
    "b.zip": r"damaged behind its line [1-9]\d*, its last good row",
}


def test_the_member_that_is_damaged_is_named_and_costs_no_other(tmp_path: Path) -> None:
    members = {"p.csv": (PAYMENTS + PAYMENT).encode(), "q.csv": (MESSAGES + MESSAGE).encode()}
    flipped = zipped(members, zipfile.ZIP_STORED).replace(b"80.00", b"90.00")
    packed = bytearray(zipped({**members, "p.csv": (MESSAGES + NUMBERED).encode()}))
    packed[5_000] ^= 0xFF
    with loaded(tmp_path, {**GOOD, "a.zip": flipped, "b.zip": bytes(packed)}) as (_, report):
        for name in ("a.zip", "b.zip"):
            file = account(report, f"{name}/p.csv")
            assert file.status == "refused" and "nothing of it was loaded" in file.message
            assert re.search(WHERE_DAMAGED[name], file.message)
            assert account(report, f"{name}/q.csv").status in ("loaded", "known")


def test_a_cut_off_gzip_names_the_last_good_row(tmp_path: Path) -> None:
    packed = gzip.compress((MESSAGES + NUMBERED).encode(), mtime=0)
    with loaded(tmp_path, {**GOOD, "messages.csv.gz": packed[: len(packed) // 2]}) as (store, report):
        file = account(report, "messages.csv.gz")
        last = int(file.message.partition("last good row is line ")[2].partition(",")[0])
        assert file.status == "refused" and 500 < last < 4000
        assert not store.rows("SELECT 1 FROM messages")


TEXT = (MESSAGES + NUMBERED).encode()
LINES = TEXT.count(b"\n")
WHOLE = gzip.compress(TEXT, mtime=0)
DAMAGED_GZIP = {
    "its check sum": (WHOLE[:-8] + b"\0\1\2\3" + WHOLE[-4:], f"no row of it is known to be good (what follows unpacks as far as line {LINES},"),
    "something behind it": (WHOLE + b"<html>", f"its last good row is line {LINES}, and"),
    "the sum of its second part": (WHOLE + WHOLE[:-8] + b"\0\1\2\3" + WHOLE[-4:], f"line {LINES} (what follows unpacks as far as line {2 * LINES},"),
    "its start": (b"<html>", "this is no gzip file, or it is damaged from its start"),
}  # fmt: skip


@pytest.mark.parametrize("where", DAMAGED_GZIP)
def test_a_damaged_gzip_says_what_vouches_for_its_rows(where: str, tmp_path: Path) -> None:
    content, said = DAMAGED_GZIP[where]
    with loaded(tmp_path, {**GOOD, "messages.csv.gz": content}) as (store, report):
        file = account(report, "messages.csv.gz")
        assert file.status == "refused" and said in file.message
        assert not store.rows("SELECT 1 FROM messages")


def test_limits_hold_on_members_and_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM_BYTES", 1 << 20)
    monkeypatch.setattr(opening, "RATIO_COUNTS_FROM_BYTES", 1 << 20)
    bomb = MESSAGES.encode() + b" " * 4_000_000
    files = {
        "many.zip": zipped({f"{number}.csv": MESSAGES.encode() for number in range(3)}),
        "bomb.zip": zipped({"messages.csv": bomb}),
        "bomb.csv.gz": gzip.compress(bomb),
    }
    with loaded(tmp_path, {**GOOD, **files}) as (_, report):
        assert "3 data files, more than 2" in account(report, "many.zip").message
        assert "unpacks to far more" in account(report, "bomb.zip/messages.csv").message
        assert "unpacks to more than 600 times" in account(report, "bomb.csv.gz").message


def test_nothing_that_was_unpacked_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives.tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    stale = tmp_path / "scratch" / f"{archives.PREFIX}999999999-x"
    stale.mkdir()
    with loaded(tmp_path / "in", {"all.zip": zipped({"messages.csv": (MESSAGES + MESSAGE).encode()})}) as (_, report):
        assert account(report, "all.zip/messages.csv").rows_loaded == 1
    assert list((tmp_path / "scratch").iterdir()) == []


ONE_LINE = ("[" + ", ".join(f'{{"message_id": "m{number}"}}' for number in range(9_000)) + "]").encode()
CUT_IN_ITS_FIRST_LINE = {
    "a gzip": {"m.json.gz": gzip.compress(ONE_LINE, mtime=0)[:9_000]},
    "an archive": {"all.zip": zipped({"m.json": ONE_LINE})[:9_000]},
}


@pytest.mark.parametrize("case", CUT_IN_ITS_FIRST_LINE)
def test_an_archive_that_ends_within_its_first_line_has_no_good_row(case: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {**GOOD, **CUT_IN_ITS_FIRST_LINE[case]}) as (_, report):
        (file,) = [one for one in report.files if one.status == "refused"]
        assert re.search(r"no row (of it )?is known to be good", file.message) and "line 0" not in file.message
