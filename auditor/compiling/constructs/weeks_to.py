"""A row for every seventh day from one day to another: a series in the list of columns, or a join with one."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.constructs.other_series import by_weeks
from auditor.compiling.reading import Dialect, filled

# A phrase that begins so is a join; what it calls WEEK_ON is then the column.
JOIN = "JOIN "


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.Explode | exp.Unnest):
        series = node.find(exp.GenerateSeries)
        if series is not None and by_weeks(series):
            return {"FIRST_ON": series.args["start"], "LAST_ON": series.args["end"]}
    return None


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    phrase = dialect.phrases[name]
    if not phrase.startswith(JOIN):
        return dialect.phrase(name, operands)
    join, _, column = phrase.removeprefix(JOIN).partition(" WEEK ")
    query = node.find_ancestor(exp.Select)
    assert query is not None
    said = sqlglot.parse_one(f"SELECT {column} FROM t CROSS JOIN {join}", read=dialect.sqlglot)
    query.append("joins", filled(said.args["joins"][0], operands))
    found: exp.Expr = filled(exp.Tuple(expressions=[said.expressions[0]]), operands).expressions[0]
    return found


CONSTRUCT = Construct("unnest(generate_series(…)) by weeks", _match, _say)
