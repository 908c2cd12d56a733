"""What is said of a user's own rule that quotes no clause of a policy, or whose SQL cannot be parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import auditor
from tests.test_own_rules import run, write

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
