"""What a user's rule or its cases could slip past the check: text that two parsers read in two ways, names that hide tables,
values that no text can quote, case files of another form."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import rules
from auditor.auditing.case_files import read_cases
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError, UsageError
from tests.support.running import auditor
from tests.test_own_rules import run, select, write

pytestmark = pytest.mark.usefixtures("undrawn")

# A line that begins with two dashes inside a text: for one reader a comment, for another a part of the text.
SLIPPED = """SELECT platform, client_id, freelancer_id, paid_at AS occurred_at, 'unknown' AS actor, 0.5 AS confidence,
    'low' AS severity, ['payments:' || payment_id] AS evidence, {'on': paid_on, 'x': 'a
-- '
 || '} AS facts FROM paid); UPDATE payments SET amount = 1; SELECT * FROM (SELECT platform, client_id, freelancer_id, paid_at AS occurred_at, $$unknown$$ AS actor, 0.5 AS confidence, $$low$$ AS severity, [$$payments:$$ || payment_id] AS evidence, {$$on$$: paid_on} AS facts FROM paid
-- '} AS facts FROM paid"""
HIDING = [
    ("a part of the same name", "WITH messages AS (SELECT body FROM messages) ", "reads messages"),
    ("of another case", "WITH Messages AS (SELECT body FROM mEssages) ", "reads messages"),
    ("going on from nothing", "WITH RECURSIVE messages AS (SELECT body FROM messages) ", "reads messages"),
    (
        "in the first half of what goes on from itself",
        "WITH RECURSIVE messages AS (SELECT body FROM messages UNION ALL SELECT body FROM messages) ",
        "reads messages",
    ),
    (
        "a part that comes later",
        "WITH a AS (SELECT body FROM messages), messages AS (SELECT 1 AS x) ",
        "reads messages",
    ),
    ("a part within a part", "WITH a AS (WITH messages AS (SELECT 1 AS x) SELECT x FROM messages) ", "at the top"),
]


def test_text_that_hides_statements_from_the_check_changes_nothing(tmp_path: Path) -> None:
    audited = run(tmp_path, write(tmp_path / "mine", SLIPPED))
    assert audited.ended.status in (2, 3) and "Traceback" not in audited.ended.err
    if (tmp_path / "store.duckdb").exists():
        with Engine.open(tmp_path / "store.duckdb", read_only=True) as engine:
            assert engine.rows("SELECT count(*) FROM payments WHERE amount = 1") == [(0,)]


@pytest.mark.parametrize(("parts", "said"), [one[1:] for one in HIDING], ids=[one[0] for one in HIDING])
def test_a_part_hides_no_table(tmp_path: Path, parts: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        rules.available(write(tmp_path / "mine", parts + select()))
    assert said in "\n".join(map(str, (refused.value, *refused.value.args)))


def test_parts_that_read_each_other_in_order_are_taken(tmp_path: Path) -> None:
    sql = "WITH a AS (SELECT * FROM paid), b AS (SELECT * FROM a) " + select("b")
    assert "own.rule" in rules.available(write(tmp_path / "mine", sql))


def test_what_runs_is_what_was_checked(tmp_path: Path) -> None:
    rule = rules.available(write(tmp_path / "mine", select() + " -- a word\n/* and another */"))["own.rule"]
    assert "word" not in rule.body and "another" not in rule.body and "FROM paid" in rule.body


FACTS = [
    ("an interval", "INTERVAL 3 DAY", "holds an interval"),
    ("a day far away", "CAST('20000-01-01' AS DATE)", "outside the years"),
    ("a day without end", "CAST('infinity' AS DATE)", "outside the years"),
    ("a time without end", "CAST('infinity' AS TIMESTAMP)", "outside the years"),
    ("a number of 37 digits", "CAST('1e37' AS DECIMAL(38, 0))", "more than 24 digits"),
    ("a table in a value", "{'a': {'b': 1}}", "which no text can quote"),
]


@pytest.mark.parametrize(("value", "said"), [one[1:] for one in FACTS], ids=[one[0] for one in FACTS])
def test_a_value_that_no_text_can_quote_ends_the_rule_and_not_the_audit(
    tmp_path: Path, value: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    sql = select().replace("{'on': paid_on}", f"{{'on': paid_on, 'x': {value}}}")
    audited = run(tmp_path, write(tmp_path / "mine", sql))
    assert audited.ended.status == 3, audited.ended.err
    (failed,) = audited.summary["rules_failed"]
    assert said in failed["message"] and len(audited.eligibility) == 1
    assert "panicked" not in capfd.readouterr().err


@pytest.mark.parametrize("moment", ["CAST('20000-01-01' AS TIMESTAMP)", "CAST('infinity' AS TIMESTAMP)"])
def test_a_finding_of_no_known_time_is_none(tmp_path: Path, moment: str) -> None:
    audited = run(tmp_path, write(tmp_path / "mine", select().replace("paid_at AS", f"{moment} AS")))
    (failed,) = audited.summary["rules_failed"]
    assert audited.ended.status == 3 and "occurred_at holds a time outside" in failed["message"]


def test_two_rows_that_would_be_one_finding_are_told(tmp_path: Path) -> None:
    audited = run(tmp_path, write(tmp_path / "mine", select(evidence="['payments:p1']")))
    (failed,) = audited.summary["rules_failed"]
    assert audited.ended.status == 3 and "'payments:p1'" in failed["message"]


@pytest.mark.parametrize("line", ["title = 5", 'action = ["x"]', 'anchor = ["payments"]', 'confidence = "high"'])
def test_front_matter_of_another_kind_is_told_by_name(tmp_path: Path, line: str) -> None:
    folder = write(tmp_path / "mine", select())
    file, name = folder / "own.rule.sql", line.split()[0]
    lines = [f"-- {line}" if one.startswith(f"-- {name} ") else one for one in file.read_text("utf-8").split("\n")]
    file.write_text("\n".join(lines), encoding="utf-8")
    for ended in (auditor("rules", "test", folder), auditor("rules", "list", "--rules", folder)):
        assert ended.status == 2 and name in ended.err and "Traceback" not in ended.err


SOUND = '[[case]]\nname = "speaks: a"\nas_of = "2026-01-31"\nfinds = [{}]\n[[case]]\nname = "silent: b"\nas_of = "2026-01-31"\n'
FORMS = [
    ("a name that is a number", ('"speaks: a"', "5"), "no text"),
    ("no day", ('as_of = "2026-01-31"\nfinds', "finds"), "as_of is no day"),
    ("a table misspelt", ("finds", "payment = [{}]\nfinds"), "unknown key 'payment'"),
    ("rows that are a number", ("finds", "payments = 5\nfinds"), "payments is no list of rows"),
    ("weeks from nowhere", ("finds", "weeks = [[1, 1]]\nfinds"), "weeks_from is no day"),
    ("weeks of words", ("finds", 'weeks_from = "2026-01-05"\nweeks = [["x", "y"]]\nfinds'), "weeks is no list"),
    ("what it finds as a number", ("[{}]", "3"), "finds is no list"),
    ("what it says as one text", ("[{}]", '[{ says = "zz" }]'), "says of finds"),
    ("what it finds misspelt", ("[{}]", '[{ severety = "low" }]'), "'severety'"),
]


@pytest.mark.parametrize(("change", "said"), [one[1:] for one in FORMS], ids=[one[0] for one in FORMS])
def test_a_case_of_another_form_is_told_by_its_number(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    file = tmp_path / "own.rule.toml"
    file.write_text(SOUND, encoding="utf-8")
    assert len(read_cases(file)) == 2
    file.write_text(SOUND.replace(*change, 1), encoding="utf-8")
    with pytest.raises(RoomError, match="case 1") as refused:
        read_cases(file)
    assert said in str(refused.value)


def test_a_case_is_no_way_to_run_sql_and_the_rules_after_it_are_tried(tmp_path: Path) -> None:
    folder, written = tmp_path / "mine", tmp_path / "written.csv"
    for name in ("own.a", "own.b"):
        assert auditor("rules", "new", name, "--in", folder).status == 0
    cases = folder / "own.a.toml"
    key = f"\"payment_id) SELECT 1; COPY (SELECT 42 AS x) TO '{written}'; --\""
    cases.write_text(cases.read_text("utf-8").replace("payment_id", key, 1), encoding="utf-8")
    tested = auditor("rules", "test", folder)
    assert tested.status == 1 and "payments has no column" in tested.out
    assert "own.b: 3 cases, all as told" in tested.out and not written.exists()
