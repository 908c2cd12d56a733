"""A heuristic: one SQL file with its front matter, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.model.words import Severity

COMMENT = re.compile(r"^[^\S\n]*--.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Param:
    """A threshold of a rule: `default` counts in `unit`, `about` says in one line what it limits.

    `range` are the least and the greatest value that can be meant, both allowed; None = the rule states none.
    `whole` parameters count things: no fraction of one can be meant.
    """

    name: str
    default: float | int | str
    unit: str
    about: str
    range: tuple[float | int, float | int] | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Heuristic:
    """A rule of sql/heuristics/: what it looks for, why, when it is silent, and the SELECT that finds it.

    `reads` names the shapes it may read; `anchor` the table of the one row that a finding's identity hangs on, which is
    the first entry of the `evidence` column; `explanation` is a template over the columns of `facts`;
    `own_action` and `own_reply` stand in place of `action` and `reply` where the freelancer did it alone;
    `checked` is the SELECT of a user's own rule, written anew from the syntax tree that was checked: nothing else of it runs;
    `mild_action` where a row of a graver rule is told at info alone, since by then it was allowed: nothing is to be answered then.
    """

    rule_id: str
    title: str
    severity: Severity
    confidence: float
    reads: tuple[str, ...]
    anchor: str
    why: str
    silent: str
    clause: str
    explanation: str
    action: str
    reply: str | None
    params: Mapping[str, Param]
    sql: str
    path: Path
    own_action: str | None = None
    own_reply: str | None = None
    mild_action: str | None = None
    checked: str = ""

    @property
    def body(self) -> str:
        """What runs: what was checked, or the text without its front matter and comments."""
        return self.checked or body(self.sql)


def body(text: str) -> str:
    """The SQL of a rule's file without the lines that are comments: what a comment names is no parameter."""
    return COMMENT.sub("", text)


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that could not be run to its end: what went wrong, the SQL that ran and what it was bound to."""

    rule_id: str
    message: str
    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)
