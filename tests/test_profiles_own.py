"""Profiles of the user's own: checked with place and remedy, tried on a sample, used in a run, read again when edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor import ingesting
from auditor.cli import root
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.ingesting.ledger import reading
from auditor.settings import IngestOptions
from tests.ingest_world import CONTRACT, CONTRACTS, PAYMENT, PAYMENTS, account, load, loaded, write
from tests.own_profile_world import EXPORT, PROFILE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, list(arguments), standalone_mode=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {"mine.toml": PROFILE, "mine.csv": EXPORT, "in/mine.csv": EXPORT})


def test_a_sound_profile_ends_with_0_and_a_broken_one_with_1(here: Path) -> None:
    assert (run("profiles", "check", "mine.toml").return_value, run("profiles", "show", "mine.toml").exception) == (
        0,
        None,
    )
    (here / "mine.toml").write_text(PROFILE.replace("[columns]", "[columns"), encoding="utf-8")
    broken = run("profiles", "check", "mine.toml")
    assert broken.return_value == 1 and "this is no TOML" in broken.output and "line 8" in broken.output


def test_a_sample_is_read_and_every_row_accounted_for(here: Path) -> None:
    ended = run("profiles", "check", "mine.toml", "--sample", "mine.csv")
    assert ended.return_value == 1
    assert "3 rows read = 2 loaded + 0 updated + 1 set aside + 0 known" in ended.output
    assert "kept apart, no income: 1 row: outgoing" in ended.output
    assert "paid_at: 1 row set aside, first in line 4: E201" in ended.output
    assert "1250.5000" in ended.output and "2025-02-03" in ended.output
    assert not list(here.glob("*.duckdb"))


# what is done to the export, what is said of it
SET_ASIDE = {
    "a value that is none": ("1.250,50", "none", "is no decimal number"),
    "a quote that does not close": ("\n", '\n"', "E122"),
    "a field too many": ("\n", ";;;;;\n", "E121"),
}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("case", SET_ASIDE)
def test_a_check_names_no_file_that_it_does_not_write(case: str, form: str, here: Path) -> None:
    old, new, said = SET_ASIDE[case]
    head, _, rows = EXPORT.partition("\n")
    (here / "mine.csv").write_text(f"{head}\n{rows.replace(old, new, 1)}", encoding="utf-8")
    output = run("profiles", "check", "mine.toml", "--sample", "mine.csv", "--format", form).output
    assert said in output and "set aside" in output.replace("rows_quarantined", "set aside")
    assert "quarantine.csv" not in output and "--retry-quarantine" not in output


def test_a_check_of_numbers_that_can_be_read_in_two_ways_names_no_file(here: Path) -> None:
    (here / "mine.toml").write_text(PROFILE.replace('decimal = ","', 'decimal = "column"'), encoding="utf-8")
    for amounts in (("1.250",), ("30,00", "70.00")):
        rows = "".join(f"x{n};03.02.2025;Ann;{one};\n" for n, one in enumerate(amounts))
        (here / "mine.csv").write_text(EXPORT.partition("\n")[0] + "\n" + rows, encoding="utf-8")
        output = run("profiles", "check", "mine.toml", "--sample", "mine.csv").output
        assert "decimal" in output and "quarantine" not in output


def test_the_check_as_data_has_problems_and_sample(here: Path) -> None:
    data = json.loads(run("profiles", "check", "mine.toml", "--sample", "mine.csv", "--format", "json").output)
    assert (data["sound"], data["problems"], data["sample"]["files"][0]["rows_read"]) == (False, [], 3)
    assert data["sample"]["rows"][0]["amount"] == "1250.5000" and data["sample"]["faults"][0]["column"] == "paid_at"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["no.toml"], 2, "no.toml"),
        (["mine.toml", "--sample", "no.csv"], 2, "no.csv"),
        (["mine.toml", "--sample", "empty.csv"], 4, "empty"),
        (["mine.toml", "--sample", "other.csv"], 4, "missing No, Day"),
        (["mine.toml", "--sample", "payments.csv"], 4, "missing No, Day"),
    ],
)
def test_what_cannot_be_checked_says_why(arguments: list[str], status: int, said: str, here: Path) -> None:
    write(here, {"empty.csv": "", "other.csv": "a,b\n1,2\n", "payments.csv": PAYMENTS + PAYMENT})
    error = run("profiles", "check", *arguments).exception
    assert error is not None and error.exit_status == status and said in str(error)  # type: ignore[attr-defined]


def test_a_run_reads_by_the_own_profile_what_has_its_columns_and_the_rest_by_its_header(here: Path) -> None:
    files = {"k.csv": CONTRACTS + CONTRACT, "p.csv": PAYMENTS + PAYMENT, "mine.csv": EXPORT}
    with loaded(here / "world", files, profile=str(here / "mine.toml")) as (store, report):
        read = {one.path: (one.profile, one.rows_loaded, one.rows_quarantined) for one in report.files}
        assert read == {"k.csv": ("canonical", 1, 0), "p.csv": ("canonical", 1, 0), "mine.csv": ("mine", 2, 1)}
        assert store.rows("SELECT payment_id, amount::VARCHAR FROM payments ORDER BY 1") == [
            ("1", "1250.5000"),
            ("p1", "80.0000"),
        ]


def test_several_profiles_of_ones_own_read_each_what_has_its_columns(here: Path) -> None:
    other = PROFILE.replace("No", "Nr").replace("Who", "Client")
    rows = EXPORT.replace("No;Day;Who", "Nr;Day;Client").replace("\n1;", "\n11;").replace("\n2;", "\n12;")
    write(here, {"other.toml": other, "in/other.csv": rows})
    for loaded_rows in (2, 0):
        ended = run("ingest", "in", "--db", "a.duckdb", "--profile", "mine.toml", "--profile", "other.toml")
        assert "not read" not in ended.output
        read = [line.split()[1:4] for line in ended.output.splitlines() if line.startswith(("mine.csv ", "other.csv "))]
        assert read == [["payments", "3", str(loaded_rows)]] * 2
    with pytest.raises(UsageError, match=r"--profile nonesuch: there is no such profile"):
        ingesting.plan([here / "in"], IngestOptions(profile="mine.toml", more_profiles=("nonesuch",)))


def test_a_second_profile_is_another_reading(here: Path) -> None:
    first = IngestOptions(profile="mine.toml")
    assert reading(first) != reading(IngestOptions(profile="mine.toml", more_profiles=("ofx_statement",)))
    assert reading(first) == reading(IngestOptions(profile="mine.toml", more_profiles=()))


def test_a_shipped_profile_by_name_leaves_other_files_to_their_header(here: Path) -> None:
    with loaded(here / "world", {"k.csv": CONTRACTS + CONTRACT}, profile="paypal_statement") as (_, report):
        assert report.files[0].profile == "canonical"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"number"', '"money"', 12, "columns.amount.how: there is no such way"),
        ("currency =", "fee =", 8, "missing: currency"),
    ],
)
def test_a_run_with_a_broken_profile_does_nothing_and_names_file_key_and_remedy(
    old: str, new: str, line: int, said: str, here: Path
) -> None:
    (here / "mine.toml").write_text(PROFILE.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        ingesting.plan([here / "in"], IngestOptions(profile=str(here / "mine.toml")))
    assert f"mine.toml:{line}: " in str(error.value) and said in str(error.value) and " -> " in str(error.value)


@pytest.mark.parametrize("name", ["no.toml", "no_such_profile"])
def test_a_profile_that_is_not_there_is_a_wrong_command_line(name: str, here: Path) -> None:
    with pytest.raises(UsageError, match=name):
        load(Engine.in_memory(), here / "in", profile=name)


def test_an_edited_profile_reads_the_file_again_and_takes_the_first_reading_back(here: Path) -> None:
    own = here / "mine.toml"
    with loaded(here / "in", {}, profile=str(own)) as (store, _):
        again = account(load(store, here / "in", profile=str(own)), "mine.csv")
        assert (again.status, again.rows_loaded, again.rows_known) == ("known", 0, 2)
        # Another column for the id, another order of day and month: merged by key, both readings would stand there.
        edited_text = (
            PROFILE.replace('["No"] }', '["Note"] }').replace("dmy", "mdy").replace('"Sum"]\n', '"Sum", "Note"]\n', 1)
        )
        own.write_text(edited_text, encoding="utf-8")
        edited = account(load(store, here / "in", profile=str(own)), "mine.csv")
        assert (edited.rows_loaded, edited.rows_quarantined) == (2, 1)
        assert store.rows("SELECT payment_id, paid_at::DATE::VARCHAR FROM payments") == [("x", "2025-03-02")]
        assert store.rows("SELECT count(DISTINCT file_no), count(DISTINCT line) FROM quarantine") == [(1, 1)]
        assert store.rows("SELECT row_key FROM superseded WHERE table_name = 'payments'") == [("1",)]
        # Back again: nothing of the second reading stays either.
        own.write_text(PROFILE, encoding="utf-8")
        assert account(load(store, here / "in", profile=str(own)), "mine.csv").rows_loaded == 2
        assert store.rows("SELECT payment_id FROM payments") == [("1",)]


def test_an_edit_of_the_table_leaves_no_row_in_the_other_one(here: Path) -> None:
    own = here / "mine.toml"
    relations = """title = "Mine"
table = "relationships"
header = ["Who"]
[columns]
client_id = { take = ["Who"] }
origin = { how = "value", value = "platform" }
"""
    with loaded(here / "in", {}, profile=str(own)) as (store, _):
        own.write_text(relations, encoding="utf-8")
        load(store, here / "in", profile=str(own))
        assert store.rows("SELECT count(*) FROM payments") == [(0,)]
        assert store.rows("SELECT count(*) FROM set_apart") == [(0,)]
        assert store.rows("SELECT client_id FROM relationships ORDER BY 1") == [("Ann",), ("Ben",), ("Shop",)]
        assert [one.table for one in ingesting.file_accounts(store)] == ["relationships"]


def test_an_unrecognised_file_points_at_the_guess(here: Path) -> None:
    with loaded(here / "world", {"in/odd.csv": "a,b\n1,2\n", "k.csv": CONTRACTS + CONTRACT}) as (_, report):
        assert "auditor profiles guess in/odd.csv" in account(report, "in/odd.csv").message


def test_profiles_are_listed_and_shown_as_data_too() -> None:
    listed = json.loads(run("profiles", "list", "--format", "json").output)
    assert {"canonical", "paypal_statement_es"} <= {one["name"] for one in listed}
    (shown,) = json.loads(run("profiles", "show", "paypal_statement_es", "--format", "json").output)
    assert (shown["decimal"], shown["thousands"], shown["date_order"]) == ("column", "", "column")
    assert shown["apart"][0]["where"].startswith("Descripción holds one of 'Conversión de divisa'")


def test_what_a_profile_does_is_shown_whole(here: Path) -> None:
    said = run("profiles", "show", "mine.toml").output
    for part in ("the day first", "',' before decimals", "'.' between thousands", "always 'EUR'",
                 "kept apart: outgoing, where Sum is negative", "a row is known by: payment_id"):  # fmt: skip
        assert part in said


def ingested(here: Path, *more: str) -> Result:
    return run(
        "ingest", str(here / "in"), "--db", str(here / "store.duckdb"), "--profile", str(here / "mine.toml"), *more
    )


def test_a_file_that_did_not_change_is_opened_again_whenever_its_profile_did(here: Path) -> None:
    own = here / "mine.toml"
    for text, day in ((PROFILE, "2025-02-03"), (PROFILE.replace("dmy", "mdy"), "2025-03-02"), (PROFILE, "2025-02-03")):
        own.write_text(text, encoding="utf-8")
        for _ in range(2):
            assert ingested(here).exception is None
            with Engine.open(here / "store.duckdb", read_only=True) as store:
                assert store.rows("SELECT paid_at::DATE::VARCHAR FROM payments") == [(day,)]


def test_repaired_rows_are_read_by_the_same_profile_of_ones_own_or_not_at_all(here: Path) -> None:
    fields = "file,line,table,column,reason,raw\n"
    repaired = 'mine.csv,4,payments,paid_at,E201,3;28.02.2025;Ben;"5,00";\n'.replace(
        '3;28.02.2025;Ben;"5,00";', '"3;28.02.2025;Ben;5,00;"'
    )
    write(here, {"quarantine.csv": fields + repaired})
    retry = ("ingest", "--retry-quarantine", str(here / "quarantine.csv"), "--db", str(here / "store.duckdb"))
    ingested(here)
    (here / "mine.toml").write_text(PROFILE.replace("dmy", "mdy"), encoding="utf-8")
    assert "edited since" in str(run(*retry).exception)
    (here / "mine.toml").write_text(PROFILE, encoding="utf-8")
    assert run(*retry).exception is None
    with Engine.open(here / "store.duckdb", read_only=True) as store:
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("1",), ("3",)]
