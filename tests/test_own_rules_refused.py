"""What is said of a user's own rule that quotes no clause of a policy, or whose SQL cannot be parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import audit, auditor
from tests.test_own_rules import FILES, run, select, write

pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.mark.parametrize(("clause", "said"), [("bling", 'did you mean "billing"? There are'), ("zzz", "use one of")])
def test_a_clause_that_no_policy_has_is_refused_with_those_that_there_are(
    tmp_path: Path, clause: str, said: str
) -> None:
    folder = tmp_path / "mine"
    auditor("rules", "new", "own.large_refund", "--in", folder)
    rule = folder / "own.large_refund.sql"
    rule.write_text(rule.read_text("utf-8").replace('clause = "billing"', f'clause = "{clause}"'), encoding="utf-8")
    tested, audited = auditor("rules", "test", folder), run(tmp_path, folder)
    assert (tested.status, audited.ended.status) == (1, 2)
    for told in (tested.out, audited.ended.err):
        assert f'clause "{clause}" stands in no policy -> {said} accounts, billing, ' in told
    assert not (tmp_path / "store.duckdb").exists()


def test_a_clause_of_the_policy_that_is_asked_for_is_known(tmp_path: Path) -> None:
    folder, own = tmp_path / "mine", tmp_path / "own.toml"
    auditor("rules", "new", "own.large_refund", "--in", folder)
    rule = folder / "own.large_refund.sql"
    rule.write_text(rule.read_text("utf-8").replace('clause = "billing"', 'clause = "refunds"'), encoding="utf-8")
    form = auditor("policy", "form").out
    own.write_text(form.replace("[clauses]", '[clauses]\nrefunds = "Refunds are told."'), encoding="utf-8")
    assert auditor("rules", "test", folder).status == 1
    assert auditor("rules", "test", folder, "--policy", own).status == 0
    assert run(tmp_path, folder, "--policy", str(own)).ended.status == 0


UNREADABLE = [
    ("a misspelt SELECT", "SELEC platform, client_id FROM paid", 11, 1, "SELEC stands where", "SELEC platform, client_id"),
    ("a comma left out", "SELECT platform,\n  client_id AS c 0.5 AS x\nFROM paid", 12, 18, "0.5 does not fit", "client_id AS c 0.5 AS x"),
    ("a bracket left open", "SELECT (platform FROM paid", 11, 18, ") is missing before FROM", "SELECT (platform FROM paid"),
    ("a text left open", "SELECT\n-- it's\n  'x FROM paid", 13, 3, "' opens here and does not end", "'x FROM paid"),
    ("an end too early", "SELECT platform FROM paid WHERE\n", 11, 27, "ends with WHERE", "SELECT platform FROM paid WHERE"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sql", "line", "column", "what", "words"), [one[1:] for one in UNREADABLE], ids=[one[0] for one in UNREADABLE]
)
def test_sql_that_cannot_be_parsed_is_told_in_one_line_with_its_place(
    tmp_path: Path, sql: str, line: int, column: int, what: str, words: str
) -> None:
    folder = write(tmp_path / "mine", sql)
    place = f"{folder / 'own.rule.sql'}: line {line}, column {column}: cannot be parsed: "
    for told in (auditor("rules", "test", folder).out, run(tmp_path, folder).ended.err):
        (said,) = [text for text in told.splitlines() if "cannot be parsed" in text]
        assert place in said and what in said and f"“{words}" in said and "->" in said
        assert "u001b" not in told and "\x1b" not in told and "explanation" not in told


JOINED = "paid AS p {join} JOIN pair AS q ON p.relation_no = q.relation_no"
ODD = [
    *((f"a {join} join", select(JOINED.format(join=join)), f"join {join} is not portable") for join in ("SEMI", "ANTI", "ASOF", "POSITIONAL")),
    *((f"a {join} join", select(JOINED.format(join=join)), f"join {join}") for join in ("RIGHT", "FULL", "FULL OUTER", "LEFT SEMI")),
    ("a sample of a table", select("paid TABLESAMPLE 10 PERCENT"), "draws a sample"),
    ("a sample of the whole", select() + " USING SAMPLE 10 ROWS", "draws a sample"),
    ("a pivot", select("paid PIVOT (sum(amount) FOR kind IN ('hourly', 'fixed'))"), "PIVOT"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "said"), [one[1:] for one in ODD], ids=[one[0] for one in ODD])
def test_what_is_not_the_same_on_every_engine_or_every_day_is_refused(tmp_path: Path, sql: str, said: str) -> None:
    ended = run(tmp_path, write(tmp_path / "mine", sql, reads='"paid", "pair"')).ended
    assert ended.status == 2 and said in ended.err, ended.err


@pytest.mark.parametrize("join", ["", "INNER", "LEFT", "LEFT OUTER"])
def test_a_plain_join_is_taken(tmp_path: Path, join: str) -> None:
    sql = select(JOINED.format(join=join)).replace(
        "SELECT platform, client_id, freelancer_id", "SELECT p.platform, p.client_id, p.freelancer_id"
    )
    assert run(tmp_path, write(tmp_path / "mine", sql, reads='"paid", "pair"')).ended.status == 0


def test_a_reply_is_one_that_there_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", select())
    rule = folder / "own.rule.sql"
    for name, status in (("no_such_reply", 2), ("decline_politely", 0)):
        rule.write_text(f'-- reply = "{name}"\n' + select_with_front(rule), encoding="utf-8")
        (tmp_path / name).mkdir()
        ended = run(tmp_path / name, folder).ended
        assert ended.status == status, ended.err
        assert status == 0 or ("'no_such_reply' is no reply" in ended.err and "decline_politely" in ended.err)


def select_with_front(rule: Path) -> str:
    return "\n".join(line for line in rule.read_text("utf-8").split("\n") if not line.startswith("-- reply"))


def test_a_finding_hangs_on_a_row_of_the_anchor(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", select())
    rule = folder / "own.rule.sql"
    rule.write_text(rule.read_text("utf-8").replace('anchor = "payments"', 'anchor = "messages"'), encoding="utf-8")
    audited = run(tmp_path, folder)
    assert audited.ended.status == 3 and not [one for one in audited.findings if one["rule_id"] == "own.rule"]
    assert "begins with a row of payments, and the anchor is messages" in audited.ended.err


def test_the_rule_that_new_writes_is_sound_on_any_refund(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    auditor("rules", "new", "own.large_refund", "--in", folder)
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(FILES["contracts.csv"], encoding="utf-8")
    (exports / "payments.csv").write_text(
        "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind,channel,counterparty\n"
        "p1,c,me,k1,2026-01-10,-600,USD,refund,,\np2,,me,,2026-01-11,-900,USD,refund,bank,Some Shop\n"
        "p3,ghost,me,,2026-01-11,-900,USD,refund,bank,\np4,c,me,k1,2026-01-12,-700,USD,refund,bank,\n",
        encoding="utf-8",
    )
    audited = audit(exports, tmp_path, "2026-01-31", "--rules", str(folder))
    assert audited.ended.status == 0, audited.ended.err
    rows = [one["evidence"][0]["id"] for one in audited.findings if one["rule_id"] == "own.large_refund"]
    assert {"p1", "p4"} <= set(rows)
