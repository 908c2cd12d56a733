"""A user's own rules: they run beside the shipped ones, under the same contract, and reach nothing but the shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import rules
from auditor.errors import UsageError
from tests.support.running import Audited, audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

FILES = {
    "contracts.csv": "contract_id,client_id,freelancer_id,started_at,platform\nk1,c,me,2025-10-01,upwork\n",
    "payments.csv": "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind,channel\n"
    "p1,c,me,k1,2025-12-10,900,USD,fixed,\np2,c,me,k1,2026-01-10,-600,USD,refund,\n",
}
FRONT = """-- title = "t"
-- severity = "low"
-- confidence = 0.5
-- reads = [{reads}]
-- anchor = "{anchor}"
-- why = "w"
-- silent = "s"
-- clause = "billing"
-- explanation = "{explanation}"
-- action = "a"
"""
SELECT = """SELECT platform, client_id, freelancer_id, paid_at AS occurred_at, {actor} AS actor, 0.5 AS confidence,
    'low' AS severity, {evidence} AS evidence, {{'on': paid_on}} AS facts
FROM {table}"""


def write(folder: Path, sql: str, name: str = "own.rule", reads: str = '"paid"', explanation: str = "On {on}.") -> Path:
    folder.mkdir(exist_ok=True)
    anchor = "messages" if "[mark]" in sql else "payments"
    (folder / f"{name}.sql").write_text(
        FRONT.format(reads=reads, explanation=explanation, anchor=anchor) + sql, encoding="utf-8"
    )
    return folder


def select(table: str = "paid", actor: str = "'unknown'", evidence: str = "['payments:' || payment_id]") -> str:
    return SELECT.format(table=table, actor=actor, evidence=evidence)


def run(tmp_path: Path, folder: Path, *options: str) -> Audited:
    exports = tmp_path / "exports"
    exports.mkdir()
    for name, text in FILES.items():
        (exports / name).write_text(text, encoding="utf-8")
    return audit(exports, tmp_path, "2026-01-31", "--rules", str(folder), *options)


def test_a_new_rule_runs_its_cases_and_an_audit(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert auditor("rules", "new", "own.large_refund", "--in", folder).status == 0
    tested = auditor("rules", "test", folder)
    assert (tested.status, tested.out) == (0, "own.large_refund: 3 cases, all as told\n")
    assert "own.large_refund" in auditor("rules", "list", "--rules", folder).out
    assert "refund_from" in auditor("rules", "show", "own.large_refund", "--rules", folder).out
    audited = run(tmp_path, folder)
    assert audited.ended.status == 0, audited.ended.err
    (found,) = [one for one in audited.findings if one["rule_id"] == "own.large_refund"]
    assert found["explanation"] == "On 10 January 2026 600.00 USD went back to the client."
    explained = auditor("explain", found["finding_id"], "--db", tmp_path / "store.duckdb", "--rules", folder)
    assert "payment_id=p2" in explained.out and "$refund_from = 500" in explained.out
    # What a rule reads is made by SQL as well.
    assert "Shape paid, made before it:" in explained.out and explained.out.index(
        "Shape billing"
    ) < explained.out.index("Shape paid")


def test_a_case_that_does_not_hold_is_told_and_ends_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    auditor("rules", "new", "own.large_refund", "--in", folder)
    cases = folder / "own.large_refund.toml"
    cases.write_text(cases.read_text("utf-8").replace('amount = "-499.99"', 'amount = "-500.01"'), encoding="utf-8")
    tested = auditor("rules", "test", folder)
    assert tested.status == 1 and "1 finding instead of 0" in tested.out


def test_a_rule_without_cases_is_told_and_ends_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    auditor("rules", "new", "own.large_refund", "--in", folder)
    (folder / "own.large_refund.toml").unlink()
    tested = auditor("rules", "test", folder)
    assert tested.status == 1 and "there are no cases beside the rule" in tested.out


def test_new_never_overwrites_and_asks_for_an_id(tmp_path: Path) -> None:
    assert auditor("rules", "new", "own.x", "--in", tmp_path).status == 0
    assert auditor("rules", "new", "own.x", "--in", tmp_path).status == 2
    assert auditor("rules", "new", "../x", "--in", tmp_path).status == 2
    assert auditor("rules", "new", "scam.bait_and_switch", "--in", tmp_path).status == 2


REFUSED = [
    ("a file", select("read_csv('x.csv')"), '"paid"', "portable list"),
    ("a file by its name", select("'exports/payments.csv'"), '"exports/payments.csv"', "no shape"),
    ("a file by its text", select("read_text('x')"), '"paid"', "portable"),
    ("a table with bodies", select("messages"), '"messages"', "no shape"),
    ("the settings", select("duckdb_settings()"), '"paid"', "portable"),
    ("one setting", select("paid", "current_setting('threads')"), '"paid"', "portable"),
    ("the environment", select("paid", "getenv('HOME')"), '"paid"', "portable"),
    ("another schema", select("information_schema.tables"), '"tables"', "without a schema"),
    ("an unknown function", select("paid", "frobnicate(1)"), '"paid"', "frobnicate"),
    ("writing", "DELETE FROM paid", '"paid"', "not one single SELECT"),
    ("writing beside it", select() + "; DROP TABLE paid", '"paid"', "not one single SELECT"),
    ("an extension", "INSTALL httpfs", '"paid"', "not one single SELECT"),
    ("an attached file", "ATTACH 'x.db'", '"paid"', "not one single SELECT"),
    ("copying", "COPY paid TO 'x.csv'", '"paid"', "not one single SELECT"),
    ("a setting changed", "SET threads = 1", '"paid"', "not one single SELECT"),
    ("depth", "SELECT " + "(" * 20_000 + "1" + ")" * 20_000, '"paid"', "cannot be parsed"),
]


@pytest.mark.parametrize(("sql", "reads", "said"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_reaches_beyond_the_shapes_is_refused_before_anything_is_done(
    tmp_path: Path, sql: str, reads: str, said: str
) -> None:
    audited = run(tmp_path, write(tmp_path / "mine", sql, reads=reads))
    assert audited.ended.status == 2, audited.ended.err
    assert said in audited.ended.err and "own.rule.sql" in audited.ended.err and "Traceback" not in audited.ended.err
    assert not (tmp_path / "store.duckdb").exists()


def test_a_shipped_rule_cannot_be_replaced(tmp_path: Path) -> None:
    folder = write(tmp_path, rules.shipped()["conduct.reported"].sql, name="conduct.reported")
    (folder / "conduct.reported.sql").write_text(rules.shipped()["conduct.reported"].sql, encoding="utf-8")
    with pytest.raises(UsageError, match="a shipped rule has this id"):
        rules.available(folder)


@pytest.mark.parametrize("explanation", ["{on.__class__}", "{on[0]}", "{0}", "{on!r}", "{on:>9}", "{"])
def test_an_explanation_quotes_facts_and_reaches_nothing_else(tmp_path: Path, explanation: str) -> None:
    folder = write(tmp_path / "mine", select(), explanation=explanation)
    with pytest.raises(UsageError, match=r"own\.rule\.sql"):
        rules.available(folder)


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \.sql file"):
        rules.available(tmp_path)


NUMBERS = "WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers) "
FAILING = [
    ("never ends", NUMBERS + select("paid, numbers"), "On {on}.", "not done after 1 s"),
    ("has a wrong actor", select(actor="'somebody'"), "On {on}.", "column actor"),
    ("rests on nothing", select(evidence="[]"), "On {on}.", "column evidence"),
    ("names another table", select(evidence="['ledger:1']"), "On {on}.", "column evidence"),
    ("quotes what is no fact", select(), "On {day}.", "quotes day"),
    ("asks for a column that is not there", select().replace("paid_on", "paid_off"), "On {on}.", "paid_off"),
]


@pytest.mark.parametrize(("sql", "explanation", "said"), [one[1:] for one in FAILING], ids=[one[0] for one in FAILING])
def test_a_rule_that_fails_is_told_with_its_sql_and_the_audit_goes_on(
    tmp_path: Path, sql: str, explanation: str, said: str
) -> None:
    folder = write(tmp_path / "mine", sql, explanation=explanation)
    audited = run(tmp_path, folder, "--rule-seconds", "1")
    assert audited.ended.status == 3, audited.ended.err
    assert "own.rule" in audited.ended.err and said in audited.ended.err and "Traceback" not in audited.ended.err
    assert sql.splitlines()[-1] in audited.ended.err
    (failed,) = audited.summary["rules_failed"]
    assert failed["rule_id"] == "own.rule" and sql in failed["sql"]
    assert len(audited.eligibility) == 1


GROUNDLESS = [
    ("a client that there is not", {"columns": "'ghost' AS client_id"}, "no relationship is"),
    ("a row that there is not", {"evidence": "['payments:no' || payment_id]"}, "no row 'payments:nop1'"),
    (
        "a row beside a true one",
        {"evidence": "['payments:' || payment_id, 'messages:nosuch']"},
        "no row 'messages:nosuch'",
    ),
    (
        "a fact that nobody reads",
        {"facts": "concat(" + ", ".join(["'" + "x" * 500 + "'"] * 3) + ")"},
        "1,510 characters",
    ),
]


@pytest.mark.parametrize(("parts", "said"), [one[1:] for one in GROUNDLESS], ids=[one[0] for one in GROUNDLESS])
def test_a_row_without_grounds_is_refused_and_the_audit_goes_on(
    tmp_path: Path, parts: dict[str, str], said: str
) -> None:
    sql = select(evidence=parts.get("evidence", "['payments:' || payment_id]"))
    sql = sql.replace("client_id,", parts["columns"] + ",") if "columns" in parts else sql
    sql = sql.replace("{'on': paid_on}", f"{{'on': {parts['facts']}}}") if "facts" in parts else sql
    audited = run(tmp_path, write(tmp_path / "mine", sql, explanation="On day {on}."))
    assert audited.ended.status == 3 and "Traceback" not in audited.ended.err
    told = " ".join(audited.summary["reasons"]) + audited.ended.err
    assert said in told and "own.rule.sql" in told and "row 1 of 2" in told and "->" in told
    assert not [one for one in audited.findings if one["rule_id"] == "own.rule"]


def test_a_value_glued_into_a_fact_is_masked_like_any_other(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(FILES["contracts.csv"], encoding="utf-8")
    (exports / "messages.csv").write_text(
        "message_id,client_id,freelancer_id,sender,sent_at,body\n"
        "m1,c,me,client,2025-11-01T10:00:00Z,Write me at ann@quiet-orchard.example.\n"
        "m2,c,me,client,2025-11-01T10:00:00Z,Or call +12025550147.\n",
        encoding="utf-8",
    )
    sql = """SELECT platform, client_id, freelancer_id, sent_at AS occurred_at, sender AS actor, 0.5 AS confidence,
    'low' AS severity, [mark] AS evidence, {'on': concat('zz', upper(normalized), 'zz')} AS facts
FROM signal WHERE normalized IS NOT NULL"""
    folder = write(tmp_path / "mine", sql, reads='"signal"', explanation="It says {on}.")
    for level in ("partial", "full"):
        audited = audit(exports, tmp_path, "2026-01-31", "--rules", str(folder), "--redact", level)
        texts = json.dumps(audited.findings)
        assert "It says" in texts
        assert "quiet-orchard" not in texts.casefold() and "12025550147" not in texts


def test_a_rule_without_front_matter_is_refused_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "own.bare.sql").write_text(select(), encoding="utf-8")
    audited = run(tmp_path, folder)
    assert audited.ended.status == 2 and "own.bare.sql" in audited.ended.err and "front matter" in audited.ended.err


def test_a_table_without_a_name_is_told_as_what_it_is(tmp_path: Path) -> None:
    audited = run(tmp_path, write(tmp_path / "mine", select("range(3)")))
    assert audited.ended.status == 2 and "reads ," not in audited.ended.err


def test_an_own_rule_that_found_nothing_lists_none_and_one_that_never_ran_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "mine", select() + " WHERE amount > 1000000", name="own.quiet")
    assert run(tmp_path, tmp_path / "mine").ended.status == 0
    listed = auditor("findings", "--db", tmp_path / "store.duckdb", "--rule", "own.quiet", "--format", "jsonl")
    assert (listed.status, listed.out) == (0, "")
    refused = auditor("findings", "--db", tmp_path / "store.duckdb", "--rule", "own.other")
    assert refused.status == 2 and "there is no such rule" in refused.err
