"""Which files are found and recognised, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.errors import NothingToAuditError, UsageError
from auditor.settings import IngestOptions
from tests.ingest_world import (
    CONTRACT,
    CONTRACTS,
    MESSAGE,
    MESSAGES,
    PAYMENT,
    PAYMENTS,
    account,
    balances,
    load,
    loaded,
    write,
)

GOOD = {"contracts.csv": CONTRACTS + CONTRACT}
OPTIONS = IngestOptions()

# name of the file, its bytes, words that its message must have, in this order
REFUSED = {
    "an empty file": ("payments.csv", b"", ["payments.csv", "empty", "->"]),
    "a file of blanks": ("payments.csv", b"\n \n", ["empty", "->"]),
    "an unknown header": ("x.csv", b"colour,size\n1,2\n", ["x.csv:1", "colour, size", "missing", "colour, size", "->"]),
    "a column that stands twice": (
        "payments.csv",
        PAYMENTS.replace("fee,", "Amount,").encode(),
        ["payments.csv:1: column amount", "stands more than once", "as columns 6 and 8", "->", "rename"],
    ),
    "lines that end in a vertical tab": (
        "payments.csv",
        (PAYMENTS + PAYMENT).replace("\n", "\v").encode() + b"\n",
        ["payments.csv:1", "U+000B", "->", "LF"],
    ),
    "a quote in the header that is never closed": (
        "payments.csv",
        (PAYMENTS.strip() + ',"note\n' + PAYMENT).encode(),
        ["payments.csv:1", "double quote in the header", "->"],
    ),
    "a quote inside of a name in the header": (
        "payments.csv",
        (PAYMENTS.strip() + ',no"te\n' + PAYMENT + PAYMENT.replace("hourly", '"hourly"')).encode(),
        ["payments.csv:1", "double quote in the header", "->"],
    ),
    "a missing required column": (
        "payments.csv",
        PAYMENTS.replace("paid_at,", "").encode(),
        ["payments.csv:1: column paid_at", "canonical: payments", "missing paid_at", "->"],
    ),
    "a file of one column": (
        "messages.csv",
        b"message_id\nm1\nm2\n",
        ["messages.csv:1", "message_id", "canonical: messages", "missing client_id", "->"],
    ),
    "a binary file": ("payments.csv", b"PK\x03\x04\x00\x00\x00\x01", ["binary", "NUL", "->"]),
    "a cut off archive": (
        "messages.csv.gz",
        gzip.compress((MESSAGES + MESSAGE * 50).encode(), mtime=0)[:-9],
        ["messages.csv.gz", "cut off", "->"],
    ),
    "no archive at all": ("messages.csv.gz", MESSAGES.encode(), ["messages.csv.gz", "no gzip", "->"]),
    "no zip at all": ("all.zip", b"PK\x05\x06", ["all.zip", "damaged", "->"]),
    "text that is called JSON": ("reports.json", b"\nreport 1", ["reports.json:2", "character 1", "->"]),
    "a JSON number": ("payments.json", b"12", ["neither a list nor an object", "->"]),
    "a JSON list of nothing": ("payments.json", b"[]", ["no rows", "->"]),
    "two lists in one object": (
        "all.json",
        b'{"a": [{"report_id": 1}], "b": [{"x": 1}]}',
        ["all.json", "->"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_whole_and_the_others_are_loaded(case: str, tmp_path: Path) -> None:
    name, content, words = REFUSED[case]
    with loaded(tmp_path, {**GOOD, name: content}) as (store, report):
        file = account(report, name)
        assert file.status == "refused" and balances(file)
        place = 0
        for word in words:
            assert word in file.message[place:], file.message
            place = file.message.index(word, place)
        assert account(report, "contracts.csv").rows_loaded == 1
        assert not store.rows("SELECT 1 FROM payments UNION ALL SELECT 1 FROM messages")
        assert any(kept.status == "refused" for kept in ingesting.file_accounts(store))


@pytest.mark.parametrize(
    "case", ["an empty file", "an unknown header", "a binary file", "no zip at all", "a JSON list of nothing"]
)
def test_only_files_that_cannot_be_recognised_are_nothing_to_audit(case: str, tmp_path: Path) -> None:
    name, content, words = REFUSED[case]
    write(tmp_path, {name: content})
    with pytest.raises(NothingToAuditError) as refusal:
        ingesting.plan([tmp_path], OPTIONS)
    assert name in str(refusal.value) and words[-1] in str(refusal.value)


def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: there is no such file or folder -> "):
        ingesting.plan([tmp_path / "nowhere"], OPTIONS)


def test_an_empty_folder_is_nothing_to_audit(tmp_path: Path) -> None:
    with pytest.raises(NothingToAuditError, match=r"no file to audit -> "):
        ingesting.plan([tmp_path], OPTIONS)


def test_a_header_without_rows_is_loaded_with_none(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": PAYMENTS, "messages.csv": MESSAGES.strip()}) as (_, report):
        assert [(file.status, file.rows_read) for file in report.files] == [("loaded", 0)] * 2


def test_stores_outputs_hidden_files_and_the_planted_truth_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **GOOD,
            "auditor.duckdb": b"\0",
            "notes.txt": "hello",
            "truth.jsonl": '{"client_id": "c1"}',
            "reports/one/.auditor-output": "",
            "reports/one/findings.csv": "a,b\n1,2\n",
            "reports/one/private/quarantine.csv": "a,b\n",
            ".hidden/payments.csv": PAYMENTS,
            "rates.csv": "date,currency,rate\n2025-01-01,EUR,1.1\n",
        },
    )
    plan = ingesting.plan([tmp_path], OPTIONS)
    assert [file.name for file in plan.files] == ["contracts.csv"]
    assert plan.refused == ()


def test_a_file_of_another_kind_that_is_named_itself_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {**GOOD, "notes.txt": "hello"})
    plan = ingesting.plan([tmp_path / "notes.txt", tmp_path / "contracts.csv"], OPTIONS)
    assert [refusal.name for refusal in plan.refused] == ["notes.txt"]


def test_folders_are_searched_and_paths_are_relative_to_them(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/contracts.csv": GOOD["contracts.csv"], "a/payments.csv": PAYMENTS})
    assert [file.name for file in ingesting.plan([tmp_path / "a"], OPTIONS).files] == [
        "b/contracts.csv",
        "payments.csv",
    ]


def test_equal_names_below_two_folders_stay_apart(tmp_path: Path) -> None:
    write(tmp_path, {"x/payments.csv": PAYMENTS + PAYMENT, "y/payments.csv": PAYMENTS})
    names = [file.name for file in ingesting.plan([tmp_path / "y", tmp_path / "x"], OPTIONS).files]
    assert names == ["x/payments.csv", "y/payments.csv"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"payments.csv": PAYMENTS + PAYMENT})
    plan = ingesting.plan([tmp_path, tmp_path / "payments.csv", tmp_path], OPTIONS)
    assert [file.name for file in plan.files] == ["payments.csv"]


def test_a_profile_can_be_named_and_a_wrong_name_lists_the_right_ones(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    plan = ingesting.plan([tmp_path], IngestOptions(profile="canonical"))
    assert plan.files[0].profile.table == "contracts"
    with pytest.raises(UsageError, match=r"canonical.*paypal_activity.*upwork_earnings_by_contract"):
        ingesting.plan([tmp_path], IngestOptions(profile="nonesuch"))


def test_a_time_zone_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with Engine.in_memory() as engine, pytest.raises(UsageError, match=r"Mars/Base.* -> "):
        load(engine, tmp_path, timezone="Mars/Base")


SHAPES = {
    "CR LF": (MESSAGES + MESSAGE).replace("\n", "\r\n").encode(),
    "a byte order mark": b"\xef\xbb\xbf" + (MESSAGES + MESSAGE).encode(),
    "tabs": (MESSAGES + MESSAGE).replace(",", "\t").encode(),
    "semicolons": (MESSAGES + MESSAGE).replace(",", ";").encode(),
    "no newline at the end": (MESSAGES + MESSAGE).strip().encode(),
    "blank lines": (MESSAGES + "\n" + MESSAGE + "\n\n").encode(),
    "quotes around all": b'"message_id","client_id","sender","sent_at","body"\n"m1","c1","client","2025-01-02T09:00:00Z","Hello there"\n',
    "capitals and blanks in the header": (MESSAGES.replace("sender", " Sender ") + MESSAGE).encode(),
    "another order": b"body,sent_at,sender,client_id,message_id\nHello there,2025-01-02T09:00:00Z,client,c1,m1\n",
    "delimiters at the end of the header alone": (MESSAGES.strip() + ",,,\n" + MESSAGE).encode(),
    "delimiters at the end of all lines": (MESSAGES.strip() + ",,,\n" + MESSAGE.strip() + ",,,\n").encode(),
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_file_may_be_written_with(case: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": SHAPES[case]}) as (store, report):
        rows = store.rows("SELECT message_id, client_id, sender, sent_at::VARCHAR, body FROM messages")
        assert rows == [("m1", "c1", "client", "2025-01-02 09:00:00", "Hello there")], report
        assert account(report, "messages.csv").rows_read == 1


def test_packed_files_give_the_same_rows_also_when_packed_in_two_parts(tmp_path: Path) -> None:
    parts = gzip.compress((MESSAGES + MESSAGE).encode()) + gzip.compress(MESSAGE.replace("m1", "m2").encode())
    with loaded(tmp_path, {"messages.csv.gz": parts}) as (store, report):
        assert store.rows("SELECT message_id, source_line FROM messages ORDER BY 1") == [("m1", 2), ("m2", 3)]
        assert account(report, "messages.csv.gz").physical_lines == 3


def test_a_message_longer_than_a_buffer_is_loaded(tmp_path: Path) -> None:
    body = "x" * 5_000_000
    with loaded(tmp_path, {"messages.csv": MESSAGES + MESSAGE.replace("Hello there", body)}) as (store, _):
        assert store.rows("SELECT length(body) FROM messages") == [(5_000_000,)]


def test_lines_that_look_like_comments_are_rows(tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": MESSAGES + MESSAGE.replace("m1", "#m1")}) as (store, _):
        assert store.rows("SELECT message_id FROM messages") == [("#m1",)]
