"""How much longer than what it reads a text, list or struct of a rule may become: what grows without bound is refused.

The engine fills texts thousands at a time, and looks at no clock and no limit of memory while it does: a text that doubles
in thirty steps would take the machine. So each expression is weighed: what is read weighs 1, what is put together the sum
of its parts, and a part of the query (WITH) carries its weights on by the names of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlglot import exp

# What the shipped rules put together is far below it.
HEAVIEST = 200
# So many signs of a literal weigh as much as a value that is read.
LITERAL = 100
JOINING = (exp.Concat, exp.DPipe, exp.ArrayConcat, exp.Array, exp.Struct)
SAID: Mapping[type[exp.Expr], str] = {
    exp.Concat: "concat()", exp.DPipe: "||", exp.ArrayConcat: "list_concat()", exp.Array: "[…]", exp.Struct: "{…}", exp.Replace: "replace()",
}  # fmt: skip
Weights = Mapping[str, int]
# The weight of the columns that a star takes along without a name.
REST = "*"


def growing(tree: exp.Select, bound: Mapping[str, object] = MappingProxyType({})) -> Iterator[str]:
    """What may grow without bound, as sentences, each once; `bound` are the parameters by name."""
    yield from dict.fromkeys(_Weighing(bound).query(tree, {}, {})[1])


class _Weighing:
    """The parts of one rule, weighed in their order."""

    def __init__(self, bound: Mapping[str, object]) -> None:
        self._bound = bound

    def query(self, query: exp.Expr, parts: Mapping[str, Weights], outer: Weights) -> tuple[dict[str, int], list[str]]:
        """The weights of a query's columns by name, and what is wrong with it; `outer` are columns that it sees from outside."""
        known, problems = dict(parts), list[str]()
        for part in query.ctes if isinstance(query, exp.Query) else ():
            name = part.alias.lower()
            weights, wrong = self._part(part, name, known)
            named = [one.name.lower() for one in part.args["alias"].columns]
            # Columns that are named anew are any of those that there were.
            known[name] = dict.fromkeys([*named, REST], max(weights.values(), default=1)) if named else weights
            problems += wrong
        if isinstance(query, exp.SetOperation):
            first, wrong = self.query(query.this, known, outer)
            second, more = self.query(query.expression, known, outer)
            return _longer(first, second), [*problems, *wrong, *more]
        if isinstance(query, exp.Subquery):
            weights, wrong = self.query(query.this, known, outer)
            return weights, [*problems, *wrong]
        weights, wrong = self._select(query, known, outer)
        return weights, [*problems, *wrong]

    def _part(self, part: exp.CTE, name: str, known: Mapping[str, Weights]) -> tuple[dict[str, int], list[str]]:
        query = part.this
        if not (isinstance(query, exp.SetOperation) and isinstance(part.parent, exp.With) and part.parent.recursive):
            return self.query(query, known, {})
        first, wrong = self.query(query.this, known, {})
        second, more = self.query(query.expression, {**known, name: first}, {})
        # What is no heavier after a turn than before it stays so, however many turns there are.
        grown = any(_at(second, place) > weight for place, weight in enumerate(first.values()))
        if REST in first or REST in second:
            more = [*more, f"{name} goes on from itself and takes its columns by a star -> name them"]
        told = [f"{name} goes on from itself and makes a text or list longer each time -> carry numbers and days, and put texts together after it"]  # fmt: skip
        return first, [*wrong, *more, *(told if grown else ())]

    def _select(
        self, select: exp.Expr, parts: Mapping[str, Weights], outer: Weights
    ) -> tuple[dict[str, int], list[str]]:
        sources = {one.alias_or_name.lower(): parts.get(one.name.lower(), {}) for one in _tables(select)}
        scope = _Scope(sources, outer)
        columns: dict[str, int] = {}
        problems: list[str] = []
        for number, one in enumerate(select.selects if isinstance(select, exp.Select) else ()):
            if one.is_star:
                columns |= _of_star(sources)
                # * REPLACE (… AS x)
                columns |= {
                    new.alias.lower(): self._weight(new, scope, parts, problems) for new in one.find_all(exp.Alias)
                }
                continue
            weight = self._weight(one, scope, parts, problems)
            columns[one.alias_or_name.lower() or f"column {number}"] = weight
            # A name that was given is known to whatever follows in the same SELECT.
            scope.name(one.alias_or_name.lower(), weight)
        for name, value in select.args.items():
            for one in value if isinstance(value, list) else [value]:
                if name not in ("expressions", "with", "with_") and isinstance(one, exp.Expr):
                    self._weight(one, scope, parts, problems)
        return columns, problems

    def _weight(self, node: exp.Expr, scope: _Scope, parts: Mapping[str, Weights], problems: list[str]) -> int:
        if isinstance(node, exp.Query):
            weights, wrong = self.query(node, parts, scope.names)
            problems += wrong
            return max(weights.values(), default=1)
        if isinstance(node, exp.Column):
            return scope.weight(node.name.lower(), node.table.lower())
        if isinstance(node, exp.Literal):
            return 1 + len(node.name) // LITERAL
        if isinstance(node, exp.Placeholder):
            return 1 + len(str(self._bound.get(node.name, ""))) // LITERAL
        if isinstance(node, exp.Window) and isinstance(node.this, exp.ArrayAgg):
            problems.append(
                "array_agg() over a window makes a list of many rows for each row -> GROUP BY in a part, and join it"
            )
        inner = [self._weight(one, scope, parts, problems) for one in node.iter_expressions()]
        return _checked(node, inner, problems)


class _Scope:
    """What a SELECT sees: the columns of its sources, names that it gave itself, and those from outside."""

    def __init__(self, sources: Mapping[str, Weights], outer: Weights) -> None:
        self._sources = sources
        self.names = dict(outer)
        for weights in sources.values():
            for name, weight in weights.items():
                self.name(name, weight)

    def name(self, name: str, weight: int) -> None:
        self.names[name] = max(weight, self.names.get(name, 1))

    def weight(self, name: str, table: str) -> int:
        rest = self.names.get(REST, 1)
        if table in self._sources:
            source = self._sources[table]
            return max(source.get(name, source.get(REST, 1)), 1)
        # A whole row, or a field of a struct, is as heavy as the heaviest of what it may be taken from.
        whole = max(self._sources.get(name, {}).values(), default=1)
        return max(self.names.get(name, rest), self.names.get(table, 1), whole)


def _of_star(sources: Mapping[str, Weights]) -> dict[str, int]:
    columns = {REST: 1}
    for weights in sources.values():
        for name, weight in weights.items():
            columns[name] = max(weight, columns.get(name, 1))
    return columns


def _checked(node: exp.Expr, inner: list[int], problems: list[str]) -> int:
    weight = max(inner, default=1)
    if isinstance(node, JOINING):
        weight = sum(inner) or 1
    if isinstance(node, exp.Replace):
        weight *= _times(node, problems)
    if weight > HEAVIEST and isinstance(node, (*JOINING, exp.Replace)):
        problems.append(
            f"{SAID.get(type(node), node.key)} makes a value more than {HEAVIEST} times as long as what it reads -> put less together"
        )
        return HEAVIEST
    return weight


def _times(node: exp.Replace, problems: list[str]) -> int:
    """How many times as long a text may become by the replacement."""
    old, new = node.expression, node.args.get("replacement")
    if new is None:
        return 1
    if not (isinstance(old, exp.Literal) and isinstance(new, exp.Literal)):
        problems.append("replace() of or by what is no literal may grow without bound -> write both texts out")
        return 1
    before, after = (len(one.name.encode()) for one in (old, new))
    return max(1, -(-after // before)) if before else 1


def _tables(select: exp.Expr) -> Iterator[exp.Table]:
    joined = [one.this for one in select.args.get("joins") or ()]
    source = select.args.get("from_") or select.args.get("from")
    yield from (one for one in [source.this if source else None, *joined] if isinstance(one, exp.Table))


def _at(weights: Weights, place: int) -> int:
    return dict(enumerate(weights.values())).get(place, 1)


def _longer(first: Weights, second: Weights) -> dict[str, int]:
    """The columns of two halves, which stand below each other by their place; with a star among them, by the heaviest."""
    if len(first) != len(second) or REST in first or REST in second:
        return dict.fromkeys([*first, *second, REST], max([*first.values(), *second.values()], default=1))
    return {name: max(weight, _at(second, place)) for place, (name, weight) in enumerate(first.items())}
