"""A user's own heuristics beside the shipped ones: read, checked, and refused by name before anything runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from auditor import rooms
from auditor.errors import RoomError, UsageError
from auditor.model.rules import Heuristic
from auditor.rules.reading import of_text, read_folder, shipped

RULE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
# Nobody writes so much SQL by hand, and a parser need not try.
MOST_BYTES = 200_000


def available(folder: Path | None, clauses: Collection[str] | None = None) -> dict[str, Heuristic]:
    """The shipped rules and, where a folder is named, the rules in it, by rule id in the order of ids.

    Raises UsageError that names every problem of every rule of the folder: what writes, reads files or settings, uses an
    unknown function, takes the id of a shipped rule or has no front matter that can be read is not run. `clauses` are the
    names that a rule may quote; None = whoever asks judges nothing by them, and they are not looked at.
    """
    rules = shipped()
    if folder is None:
        return rules
    own = read_own(folder)
    problems = [f"{rule.path}: {problem}" for rule in own.values() for problem in refused(rule, clauses)]
    if problems:
        raise UsageError(f"--rules {folder}: refused -> correct it, 'auditor rules test' checks it", *problems)
    return dict(sorted({**rules, **{rule_id: as_checked(rule) for rule_id, rule in own.items()}}.items()))


def read_own(folder: Path) -> dict[str, Heuristic]:
    """The rules of a folder, not checked yet. Raises UsageError for a folder without any, or with one that cannot be read."""
    if not folder.is_dir():
        raise UsageError(f"--rules {folder}: there is no such folder -> name the one with your .sql files")
    for path in rooms.files(folder, ".sql").values():
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: larger than {MOST_BYTES:,} bytes -> a rule is one SELECT")
    try:
        own = read_folder(folder)
    except RoomError as error:
        raise UsageError(f"--rules {folder}: {error}") from error
    if not own:
        raise UsageError(f"--rules {folder}: holds no .sql file -> 'auditor rules new NAME --in {folder}' writes one")
    return own


def as_checked(rule: Heuristic) -> Heuristic:
    """The rule, of which nothing runs but what was checked: the text is written anew from its syntax tree, so that no comment,
    quote or escape that two parsers read in two ways can say something else to the engine."""
    from auditor.rules.checking import written

    return replace(rule, checked=written(rule))


def as_ran(rule_id: str, text: str) -> Heuristic:
    """A rule as it ran in an audit that kept its text: it was checked then."""
    return as_checked(of_text(Path(f"{rule_id}.sql"), text))


def that_ran(rule_id: str, known: Mapping[str, Heuristic], kept: Mapping[str, str]) -> tuple[Heuristic | None, str]:
    """The rule that made a finding of the last run, and what has to be said of it: of a user's own rule the text that `kept`
    holds, whatever its file says by now. None where neither has it."""
    now = known.get(rule_id)
    if rule_id not in kept or rule_id in shipped():
        own = now is not None and rule_id not in shipped()
        return now, "The audit kept no text of this rule: this is its file as it is now." if own else ""
    changed = now is not None and now.sql != kept[rule_id]
    told = f"{now.path if now else ''} has changed since the audit: this is what ran then -> audit again to run what it says now"
    return as_ran(rule_id, kept[rule_id]), told if changed else ""


def refused(rule: Heuristic, clauses: Collection[str] | None = None) -> list[str]:
    """Every reason not to run a user's rule; an empty list lets it run. The contract is that of the shipped rules."""
    # Imported here: without rules of the user's own no syntax tree is needed, and the parser takes a moment to load.
    from auditor.rules.checking import check_rule

    problems = check_rule(rule)
    if not RULE_ID.fullmatch(rule.rule_id):
        problems.append("the file's name is no rule id -> name it like own.large_refund.sql")
    if rule.rule_id in shipped():
        problems.append("a shipped rule has this id -> name the file otherwise")
    shapes = rooms.files(rooms.sql_folder() / "views", ".sql")
    problems += [
        f"reads {name}, which is no shape -> use one of {', '.join(shapes)}"
        for name in rule.reads
        if name not in shapes
    ]
    if clauses is not None and rule.clause.strip() and rule.clause not in clauses:
        problems.append(_no_clause(rule.clause, clauses))
    return problems


def _no_clause(name: str, clauses: Collection[str]) -> str:
    """A misspelt clause would be quoted as if it were the policy's text."""
    near = get_close_matches(name, sorted(clauses), n=1)
    meant = f'did you mean "{near[0]}"? There are' if near else "use one of"
    return f'front matter: clause "{name}" stands in no policy -> {meant} {", ".join(sorted(clauses))}'
