"""Whether what a policy sets of a rule can be meant: inside the range that the rule states, and the least not above the most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model.rules import Heuristic, Param

Value = float | int | str


def out_of_range(rules: Mapping[str, Heuristic], policy_parameters: Mapping[str, Mapping[str, Value]]) -> Iterator[str]:
    """One sentence for each number that lies outside its range, and for each pair of limits that leaves nothing between them."""
    for rule_id, values in policy_parameters.items():
        known = rules[rule_id].params if rule_id in rules else {}
        for name, value in values.items():
            if name in known and not allows(known[name], value):
                yield f"policy: {name} of rule {rule_id} is {value} and must be {said(known[name])} -> correct it, or leave it out"
        yield from _crossed(rule_id, known, values)


def allows(param: Param, value: Value) -> bool:
    """Whether the value lies in the parameter's range; a text or a truth value is told elsewhere, where kinds are compared."""
    if isinstance(value, str | bool) or param.range is None:
        return True
    # Written so that a value which is no number, told elsewhere too, is not refused twice.
    return not (value < param.range[0] or value > param.range[1])


def said(param: Param) -> str:
    """The range in words: from 0 to 1 (share: what is kept)."""
    least, most = param.range or ("any number", "any number")
    return f"from {least} to {most} ({param.unit}: {param.about})"


def _crossed(rule_id: str, known: Mapping[str, Param], values: Mapping[str, Value]) -> Iterator[str]:
    for name in known:
        other = f"{name.removesuffix('_from')}_to"
        if not name.endswith("_from") or other not in known or not {name, other} & set(values):
            continue
        least, most = values.get(name, known[name].default), values.get(other, known[other].default)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            yield f"policy: {name} of rule {rule_id} is {least} and {other} is {most}: nothing lies between -> set {other} to {least} at least"
