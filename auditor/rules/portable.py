"""What a rule may use of SQL: what every engine has, each with how it is written here."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

# Listed for whoever writes a rule by `auditor rules list --functions`; each form is parsed by a test.
FUNCTIONS: Mapping[type[exp.Expression], str] = {
    exp.Abs: "abs(number)",
    exp.And: "one AND other",
    exp.Array: "[one, other]",
    exp.ArrayAgg: "array_agg(value ORDER BY value)",
    exp.ArrayConcat: "list_concat(list, list)",
    exp.ArraySize: "array_length(list)",
    exp.ArraySort: "list_sort(list)",
    exp.Case: "CASE WHEN condition THEN value ELSE other END",
    exp.Cast: "cast(value AS DOUBLE)",
    exp.Coalesce: "coalesce(value, other)",
    exp.Concat: "concat(text, text)",
    exp.Count: "count(*)",
    exp.DateDiff: "date_diff('day', earlier, later)",
    exp.Exists: "EXISTS (SELECT 1 FROM part)",
    exp.Greatest: "greatest(one, other)",
    exp.If: "if(condition, value, other)",
    exp.Lag: "lag(value) OVER (ORDER BY day)",
    exp.Lead: "lead(value) OVER (ORDER BY day)",
    exp.Least: "least(one, other)",
    exp.Length: "length(text)",
    exp.LogicalAnd: "bool_and(condition)",
    exp.LogicalOr: "bool_or(condition)",
    exp.Lower: "lower(text)",
    exp.Max: "max(value)",
    exp.Median: "median(number)",
    exp.Min: "min(value)",
    exp.Nullif: "nullif(value, other)",
    exp.Or: "one OR other",
    exp.Rank: "rank() OVER (ORDER BY day)",
    exp.Replace: "replace(text, part, other)",
    exp.Round: "round(number, 2)",
    exp.RowNumber: "row_number() OVER (ORDER BY day)",
    exp.Sqrt: "sqrt(number)",
    exp.Struct: "{'name': value}",
    exp.Substring: "substring(text, 1, 3)",
    exp.Sum: "sum(number)",
    exp.Trim: "trim(text)",
    exp.Upper: "upper(text)",
}
JOINS = {"", "INNER", "LEFT", "LEFT OUTER", "CROSS"}
TYPES = {
    exp.DataType.Type.DATE, exp.DataType.Type.TIMESTAMP, exp.DataType.Type.TIMESTAMPNTZ, exp.DataType.Type.VARCHAR, exp.DataType.Type.TEXT,
    exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.DOUBLE, exp.DataType.Type.DECIMAL,
    exp.DataType.Type.BOOLEAN,
}  # fmt: skip


def forms() -> list[str]:
    """How each function, kind of join and type is written, one line each."""
    joins = ", ".join(f"{kind} JOIN" for kind in sorted(JOINS - {""}))
    types = ", ".join(sorted({kind.value for kind in TYPES} - {"TIMESTAMPNTZ", "TEXT"}))
    return [*FUNCTIONS.values(), f"joins: {joins}", f"types: {types}"]
