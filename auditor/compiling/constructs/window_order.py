"""NULL comes last in the order of a window; where that cannot be asked for, whether it is NULL comes before the value."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import Dialect


def _match(node: exp.Expr) -> Operands | None:
    return {} if isinstance(node, exp.Ordered) and isinstance(node.parent and node.parent.parent, exp.Window) else None


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    """The two orders, as the parts of the clause that they stand in."""
    missing = exp.Ordered(this=exp.Is(this=node.this.copy(), expression=exp.Null()), desc=False, nulls_first=True)
    plain = exp.Ordered(this=node.this.copy(), desc=node.args.get("desc"), nulls_first=not node.args.get("desc"))
    order = node.parent
    assert order is not None
    order.set(
        "expressions", [one for part in order.expressions for one in ((missing, plain) if part is node else (part,))]
    )
    return node


CONSTRUCT = Construct("NULLS LAST in a window", _match, _say)
