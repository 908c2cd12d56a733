"""A user's rule that makes a text longer and longer: the engine fills texts without looking at clock or memory, so it does not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import rules
from auditor.errors import UsageError
from tests.support.running import auditor
from tests.test_own_rules import run, select, write

pytestmark = pytest.mark.usefixtures("undrawn")

FACT = "{'on': paid_on, 'x': %s}"


def chain(step: str, first: str = "payment_id", turns: int = 20) -> str:
    """Parts of a query, each of which makes x of the x before it."""
    parts = [f"p0 AS (SELECT *, {first} AS x FROM paid)"]
    parts += [f"p{one} AS (SELECT q.* EXCLUDE (x), {step} AS x FROM p{one - 1} AS q)" for one in range(1, turns)]
    return f"WITH {', '.join(parts)} " + select(f"p{turns - 1}").replace("{'on': paid_on}", FACT % "length(x)")


def nested(value: str, turns: int) -> str:
    for _ in range(turns):
        value = f"replace({value}, '1', '1111111111')"
    return select().replace("{'on': paid_on}", FACT % f"length({value})")


NUMBERS = "WITH RECURSIVE n AS (SELECT 'a' AS s, 1 AS k UNION ALL SELECT {step}, k + 1 FROM n WHERE k < 40) "
GROWING = [
    ("replaced within replaced", nested("payment_id", 12), "replace() makes a value more than"),
    ("replaced by a column", select().replace("{'on': paid_on}", FACT % "replace(payment_id, '1', client_id)"), "no literal"),
    ("doubled in parts", chain("concat(q.x, q.x)"), "concat() makes"),
    ("doubled by a sign", chain("q.x || q.x"), "|| makes"),
    ("a list doubled", chain("list_concat(q.x, q.x)", "[payment_id]"), "list_concat() makes"),
    ("a struct of itself", chain("{'a': q.x, 'b': q.x}"), "{…} makes"),
    ("doubled under names of the same SELECT", select().replace("{'on': paid_on}", "concat(payment_id, payment_id) AS x0, "
     + ", ".join(f"concat(x{one}, x{one}) AS x{one + 1}" for one in range(12)) + ", {'on': paid_on}"), "concat() makes"),
    ("doubled in a condition", nested("payment_id", 12).replace("FROM paid", f"FROM paid WHERE length({nested('payment_id', 12).split('length(')[1].split(')}')[0]}) > 1"), "replace() makes"),
    ("going on from itself", NUMBERS.format(step="concat(s, s)") + select("paid, n"), "goes on from itself"),
    ("going on from itself by a little", NUMBERS.format(step="s || 'a'") + select("paid, n"), "goes on from itself"),
    ("doubled by a star that replaces", chain("q.x").replace("EXCLUDE (x), q.x AS x", "REPLACE (concat(q.x, q.x) AS x)"), "concat() makes"),
    ("doubled below the rows of a star", "WITH " + ", ".join(f"p{one} AS (SELECT * FROM {f'p{one - 1}' if one else 'paid'} UNION ALL SELECT concat(platform, platform) FROM {f'p{one - 1}' if one else 'paid'}) " for one in range(12)) + select("p11", evidence="[concat(platform, platform)]"), "concat() makes"),
    ("going on from itself by a star", NUMBERS.format(step="k").replace("SELECT 'a' AS s, 1 AS k", "SELECT * FROM paid") + select("paid, n"), "by a star"),
    ("a list for each row", select().replace("{'on': paid_on}", FACT % "array_length(array_agg(payment_id) OVER (PARTITION BY client_id))"), "over a window"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "said"), [one[1:] for one in GROWING], ids=[one[0] for one in GROWING])
def test_what_grows_without_bound_is_refused(tmp_path: Path, sql: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        rules.available(write(tmp_path / "mine", sql))
    assert said in "\n".join(map(str, (refused.value, *refused.value.args, *refused.value.__dict__.values())))


BOUNDED = [
    ("other signs", "replace(replace(payment_id, '1', ' - '), 'p', '')"),
    ("a sentence", "concat('payment ', payment_id, ' of ', client_id, ' in ', currency)"),
    ("lists", "list_concat([payment_id, client_id], [currency])"),
]


@pytest.mark.parametrize("value", [one[1] for one in BOUNDED], ids=[one[0] for one in BOUNDED])
def test_what_is_put_together_once_is_taken(tmp_path: Path, value: str) -> None:
    sql = select().replace("{'on': paid_on}", FACT % value)
    assert run(tmp_path, write(tmp_path / "mine", sql)).ended.status == 0


def test_numbers_that_go_on_from_themselves_are_taken(tmp_path: Path) -> None:
    sql = "WITH RECURSIVE n AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM n WHERE k < 4) " + select("paid, n")
    assert "own.rule" in rules.available(write(tmp_path / "mine", f"{sql} WHERE k = 1"))


def test_an_audit_refuses_it_before_anything_is_done(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", nested("payment_id", 12))
    audited = run(tmp_path, folder, "--rule-seconds", "1")
    assert audited.ended.status == 2 and "own.rule.sql" in audited.ended.err and "->" in audited.ended.err
    assert auditor("rules", "test", folder).status == 1 and not (tmp_path / "store.duckdb").exists()
