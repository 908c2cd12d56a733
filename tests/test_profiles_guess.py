"""Guesses at unknown exports: how often they are right, and that a right guess loads its file whole."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.ingesting.guessing import Guess, profile_text
from auditor.ingesting.guessing.naming import normal, says
from auditor.ingesting.planning import tables
from auditor.profiles.own import own_profile
from tests.guess_world import CASES, guessed, of_case
from tests.ingest_world import SAMPLES, account, balances, loaded

TUNED = [name for name, case in CASES.items() if case["half"] == "tuned"]
HELD_OUT = [name for name, case in CASES.items() if case["half"] == "held out"]


@dataclass
class Score:
    """Columns that were proposed rightly, proposed wrongly, and that ought to have been proposed so and were not."""

    right: int = 0
    wrong: int = 0
    unseen: int = 0

    def count(self, one: Guess, columns: dict[str, list[str]]) -> None:
        taken = {column.column: list(column.source.take) for column in one.columns}
        found = sum(1 for column, take in taken.items() if columns.get(column) == take)
        self.right, self.wrong = self.right + found, self.wrong + len(taken) - found
        self.unseen += len(columns) - found

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.unseen)


def score(folder: Path, names: list[str]) -> Score:
    total = Score()
    for name in names:
        total.count(of_case(folder, name), CASES[name]["right"]["columns"])
    return total


# The first half was looked at while the words and weights were chosen; the second was written down before and never
# looked at. What the second half gave: 97 % of the proposed columns were right, 96 % of the right ones were proposed.
@pytest.mark.parametrize(("half", "floor"), [(TUNED, 1.0), (HELD_OUT, 0.93)], ids=["tuned", "held out"])
def test_proposed_columns_are_right_and_right_columns_are_proposed(
    half: list[str], floor: float, tmp_path: Path
) -> None:
    total = score(tmp_path, half)
    print(f"precision {total.precision:.3f}, recall {total.recall:.3f} of {total.right + total.unseen} columns")
    assert len(half) >= 8
    assert total.precision >= floor and total.recall >= floor


def test_what_is_called_sure_is_right_and_nobody_is_promised_too_much(tmp_path: Path) -> None:
    said = []
    for name in CASES:
        columns = CASES[name]["right"]["columns"]
        said += [(one.confidence, columns.get(one.column) == list(one.source.take))
                 for one in of_case(tmp_path, name).columns]  # fmt: skip
    for low, high in ((0.0, 0.85), (0.85, 1.01)):
        found = [(sure, right) for sure, right in said if low <= sure < high]
        mean = sum(sure for sure, _ in found) / len(found)
        assert sum(right for _, right in found) / len(found) >= mean


@pytest.mark.parametrize("name", CASES)
def test_the_table_and_the_marks_of_the_file_are_found(name: str, tmp_path: Path) -> None:
    one, right = of_case(tmp_path, name), CASES[name]["right"]
    profile = one.profile
    assert (profile.table, one.delimiter) == (right["table"], right["delimiter"])
    assert profile.decimal == right.get("decimal", profile.decimal)
    assert profile.thousands == right.get("thousands", "")
    assert profile.date_order == right.get("date_order", "iso")


@pytest.mark.parametrize("name", CASES)
def test_two_columns_never_take_the_same_export_column(name: str, tmp_path: Path) -> None:
    taken = [column for one in of_case(tmp_path, name).columns for column in one.source.take]
    assert len(taken) == len(set(taken))
    assert set(taken) & set(of_case(tmp_path, name).left) == set()


@pytest.mark.parametrize("name", CASES)
def test_a_written_profile_is_the_guessed_one_and_loads_its_file_whole(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    one = of_case(tmp_path / "..", name)
    profile = tmp_path / "own.toml"
    profile.write_text(profile_text(one), encoding="utf-8")
    read = own_profile(profile, tables())
    assert (read.columns, read.header, read.apart) == (one.profile.columns, one.profile.header, one.profile.apart)
    order = "dmy" if one.profile.date_order == "column" else None
    files = {f"in/{case['file']}": case["content"]}
    with loaded(tmp_path / "world", files, profile=str(profile), date_order=order) as (store, report):
        file = account(report, f"in/{case['file']}")
        whole = case.get("loaded", case["rows"])
        assert (file.status, file.rows_read, file.rows_loaded) == ("loaded", case["rows"], whole), file.message
        assert balances(file) and file.profile == "own"
        ((rows,),) = store.rows(f"SELECT count(*) FROM {one.profile.table}")
        ((apart,),) = store.rows("SELECT count(*) FROM set_apart")
        assert rows + apart == whole


def test_dates_of_both_orders_in_one_column_are_said(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.csv", "Date,Payer,Amount,Currency\n13/01/2025,Ann,1,USD\n01/14/2025,Ann,2,USD\n")
    assert one.profile.date_order == "column"
    assert "1 dates have the day first and 1 the month" in one.undecided[0]


def test_a_number_that_can_be_two_is_said(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.csv", "Date;Payer;Amount;Currency\n2025-01-13;Ann;1.250;EUR\n2025-01-14;Ann;2.500;EUR\n")
    assert (one.profile.decimal, one.profile.thousands) == (",", ".")
    assert any("1.250 can be read as two numbers" in said for said in one.undecided)


def test_what_a_file_says_cannot_leave_its_place_in_the_profile(tmp_path: Path) -> None:
    header = '"Pay""er\\","Da\nte","Amount]","Cur#rency","x\x1b[1m","Note = ""a"""'
    one = guessed(tmp_path, "a.csv", header + "\nAnn,2025-01-13,1.00,USD,z,\nBen,2025-01-14,2.00,USD,y,b\n")
    data = tomllib.loads(profile_text(one))
    assert data["header"][:2] == ['Pay"er\\', "Da\nte"]
    assert set(data) <= {"title", "table", "header", "key", "decimal", "thousands", "date_order", "columns", "apart"}


def test_ids_that_repeat_are_not_taken_for_the_identity_of_a_row(tmp_path: Path) -> None:
    rows = "T1,2025-01-13,Ann,10.00,USD\nT1,2025-01-13,Ann,-1.00,USD\nT2,2025-01-14,Ben,5.00,USD\n"
    one = guessed(tmp_path, "a.csv", "Transaction ID,Date,Payer,Amount,Currency\n" + rows)
    assert one.profile.key == ("payment_id", "paid_at", "currency", "amount")


def test_fees_that_are_negative_are_turned_and_money_out_is_kept_apart(tmp_path: Path) -> None:
    rows = "T1,2025-01-13,Ann,10.00,-1.00,USD\nT2,2025-01-14,Shop,-5.00,,USD\n"
    one = guessed(tmp_path, "a.csv", "Transaction ID,Date,Payer,Amount,Fee,Currency\n" + rows)
    assert one.profile.columns["fee"].how.value == "negated"
    assert [(rule.reason, rule.test, rule.columns) for rule in one.profile.apart] == [
        ("outgoing", "negative", ("Amount",))
    ]


def test_words_that_nobody_knows_are_named_and_not_guessed(tmp_path: Path) -> None:
    rows = "".join(f"m{n},c1,{who},2025-01-0{n},A text that is long enough to be one\n"
                   for n, who in enumerate(["buyer", "buyer", "seller", "Zoltar"], start=1))  # fmt: skip
    one = guessed(tmp_path, "a.csv", "Message ID,Client ID,Sender,Sent At,Body\n" + rows)
    (sender,) = [column for column in one.columns if column.column == "sender"]
    assert dict(sender.source.words) == {"buyer": "client", "seller": "freelancer"}
    assert '"zoltar"' in sender.check and "1 of 4 rows" in sender.check


@pytest.mark.parametrize(
    ("content", "delimiter", "above"),
    [
        ("sep=;\nDate;Payer;Amount;Currency\n2025-01-13;Ann;1,5;EUR\n2025-01-14;Ben;2,5;EUR\n", ";", 1),
        ("Account: 1234\n\nDate|Payer|Amount|Currency\n2025-01-13|Ann|1.5|EUR\n2025-01-14|Ben|2.5|EUR\n", "|", 1),
        ("Date,Payer,Amount,Currency,,\n2025-01-13,Ann,1.5,EUR\n2025-01-14,Ben,2.5,EUR\n", ",", 0),
        ('\ufeffDate,Payer,Amount,Currency\r\n2025-01-13,"Ann, Ltd",1.5,EUR\r\n2025-01-14,Ben,2.5,EUR\r\n', ",", 0),
    ],
    ids=[
        "a line that names the delimiter",
        "a line above the header",
        "delimiters behind the header",
        "marks and quotes",
    ],
)
def test_header_and_delimiter_are_found_below_what_stands_around_them(
    content: str, delimiter: str, above: int, tmp_path: Path
) -> None:
    one = guessed(tmp_path, "a.csv", content)
    assert (one.delimiter, one.lines_above >= above, one.rows_looked_at) == (delimiter, True, 2)
    assert {"paid_at", "counterparty", "amount", "currency"} <= {column.column for column in one.columns}


@pytest.mark.parametrize(
    ("name", "same"),
    [("Zahlungs-Betrag (EUR)", "zahlungs betrag"), ("createdAt", "created at"), ("Id. de transacción", "id de transaccion"),
     ("ÖDEME TARİHİ", "odeme tarihi"), ("  Amount $ ", "amount")],
)  # fmt: skip
def test_names_are_compared_without_case_accents_and_marks(name: str, same: str) -> None:
    assert normal(name) == same


def test_a_near_name_speaks_less_than_an_exact_one() -> None:
    assert says("Amount", "amount") == 1.0
    assert 0.5 < says("Ammount", "amount") < 1.0
    assert says("Weather", "amount") == 0.0


PUBLIC = {
    "paypal_activity_en.csv": ("payments", {"Transaction ID", "Gross", "Currency", "Fee"}),
    "paypal_statement_es.csv": ("payments", {"Id. de transacción", "Bruto", "Divisa", "Comisión"}),
    "upwork_earnings_by_contract.csv": ("payments", {"Amount", "Hours"}),
}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public sample exports are not on this machine")
@pytest.mark.parametrize("name", PUBLIC)
def test_public_exports_are_guessed_as_what_they_are(name: str, tmp_path: Path) -> None:
    one = guessed(tmp_path, name, (SAMPLES / name).read_bytes())
    table, columns = PUBLIC[name]
    assert one.profile.table == table
    assert columns <= {column for proposed in one.columns for column in proposed.source.take}


@pytest.mark.parametrize(
    ("header", "times", "how", "order"),
    [
        ("Date", ("Sep 25, 2026", "Oct 1, 2026"), "clock", "named"),
        ("created_utc", ("2025-01-02 10:00:00", "2025-01-03 11:00:00"), "utc", "iso"),
        ("Date", ("29-01-2025 17:23:16.284", "30-01-2025 08:00:00.000"), "clock", "dmy"),
        ("time_created", ("1735812000", "1735898400"), "epoch", "iso"),
    ],
)
def test_times_are_proposed_in_the_form_in_which_they_are_read(
    header: str, times: tuple[str, str], how: str, order: str, tmp_path: Path
) -> None:
    rows = "".join(
        f'"m{number}",c1,client,"{time}","A text that is long enough to be one."\n' for number, time in enumerate(times)
    )
    one = guessed(tmp_path, "a.csv", f"Message ID,Client ID,Sender,{header},Body\n{rows}")
    (sent,) = [column for column in one.columns if column.column == "sent_at"]
    assert (sent.source.how.value, sent.source.take, one.profile.date_order, sent.check) == (how, (header,), order, "")


NESTED = """{"note": "x", "data": {"messages": {"edges": [
 {"node": {"id": "m1", "room": {"id": "r1"}, "client": {"id": "c1"}, "author": "client", "createdAt": "2025-01-06T08:00:00Z", "text": "Could you start on Monday, please?"}},
 {"node": {"id": "m2", "room": {"id": "r1"}, "client": {"id": "c1"}, "author": "freelancer", "createdAt": "2025-01-06T09:00:00Z", "text": "Yes, of course, at nine o'clock."}}
]}, "rooms": [{"id": "r1"}]}}
"""


def test_nested_rows_of_a_document_are_found_by_their_dotted_names_and_load(tmp_path: Path) -> None:
    one = guessed(tmp_path, "a.json", NESTED)
    taken = {column.column: column.source.take for column in one.columns}
    assert (taken["thread_id"], taken["client_id"], taken["body"]) == (("room.id",), ("client.id",), ("text",))
    assert any("data.rooms" in said for said in one.undecided)
    (tmp_path / "own.toml").write_text(profile_text(one), encoding="utf-8")
    with loaded(tmp_path / "in", {"a.json": NESTED}, profile=str(tmp_path / "own.toml")) as (store, report):
        assert [(file.profile, file.rows_read, file.rows_loaded) for file in report.files] == [
            ("own", 2, 2),
            ("none", 1, 1),
        ]
        assert store.rows("SELECT thread_id FROM messages") == [("r1",), ("r1",)]
