"""Which rows of a statement are no income, as its profile says: SQL over the raw columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.ingesting.signs import bare
from auditor.ingesting.statement_texts import NO_AMOUNT
from auditor.model.profiles import Apart, plain


def apart_sql(
    rules: Sequence[Apart], places: Mapping[str, str], texts: Mapping[str, str], params: dict[str, Any]
) -> str:
    """The reason of the first rule that holds for a row, else NULL; `texts` is SQL of the canonical columns."""
    cases = []
    for number, rule in enumerate(rules):
        columns = [places[plain(name)] for name in rule.columns if plain(name) in places]
        if not columns:
            continue
        params[f"apart_{number}"] = rule.reason
        params[f"apart_words_{number}"] = [word.lower() for word in rule.words]
        holds = _test(rule.test, columns, number)
        if rule.spares_refunds and "kind" in texts and "amount" in texts:
            holds = f"({holds}) AND NOT {_is_refund(texts)}"
        cases.append(f"WHEN {holds} THEN $apart_{number}")
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def role_sql(rules: Sequence[Apart], apart: str, params: dict[str, Any]) -> str:
    """The role of a row with that reason."""
    if not any(rule.role for rule in rules):
        return "NULL"
    params["fee_reasons"] = [rule.reason for rule in rules if rule.role == "fee"]
    return f"CASE WHEN list_contains($fee_reasons, {apart}) THEN 'fee' END"


def _test(test: str, columns: list[str], number: int) -> str:
    texts = [f"lower(trim(coalesce({column}, '')))" for column in columns]
    words = f"$apart_words_{number}"
    holds = [f"len(list_filter({words}, lambda word: contains({text}, word))) > 0" for text in texts]
    match test:
        case "contains":
            return " OR ".join(holds)
        case "begins":
            return " OR ".join(f"len(list_filter({words}, lambda word: {_begins(text)})) > 0" for text in texts)
        case "in":
            return " OR ".join(f"list_contains({words}, {text})" for text in texts)
        case "not_in":
            return " AND ".join(f"NOT list_contains({words}, {text})" for text in texts)
        case "negative":
            # What stands in further columns can say that a negative amount is income taken back.
            return " AND ".join([f"starts_with({bare(texts[0])}, '-')", *(f"NOT ({one})" for one in holds[1:])])
        case "filled":
            return " OR ".join(f"{text} <> ''" for text in texts)
        case "no_amount":
            return " AND ".join(f"regexp_full_match({text}, '{NO_AMOUNT}')" for text in texts)
        case _:
            return " AND ".join(f"{text} = ''" for text in texts)


def _is_refund(texts: Mapping[str, str]) -> str:
    kind, amount = (f"lower(trim(coalesce({texts[name]}, '')))" for name in ("kind", "amount"))
    return f"({kind} = 'refund' AND starts_with({amount}, '-'))"


def _begins(text: str) -> str:
    # "stripe" does not begin "Stripes GmbH": the last word must be a whole one. Blanks count as one.
    spaced = f"regexp_replace({text}, '\\s+', ' ', 'g')"
    cut_in_two = f"regexp_matches(substr({spaced}, length(word), 2), '^[\\p{{L}}\\p{{N}}]{{2}}')"
    return f"starts_with({spaced}, word) AND NOT {cut_in_two}"
