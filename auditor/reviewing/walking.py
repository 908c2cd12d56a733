"""Goes through findings one by one; every answer is kept at once, so that leaving loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.model.results import Finding
from auditor.model.words import FindingStatus

CHOICES = "[c]onfirm  [d]ismiss  [a]ccept until DATE  [s]kip  [q]uit"
WORDS = {"c": "confirm", "d": "dismiss", "a": "accept", "s": "skip", "q": "quit"}
MEANT = {
    "c": FindingStatus.CONFIRMED,
    "d": FindingStatus.DISMISSED,
    "a": FindingStatus.ACCEPTED,
}

Answered = Callable[[Finding, FindingStatus, date | None, str], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """How a session speaks with its reviewer: `say` prints a line, `ask` returns an answer or None at the end of the
    input, `show` returns what there is to read about a finding, `keep` stores a decision."""

    say: Callable[[str], None]
    ask: Callable[[str], str | None]
    show: Callable[[Finding], Sequence[str]]
    keep: Answered


def walk(found: Sequence[Finding], desk: Desk, today: date) -> tuple[int, int]:
    """Ask about each finding; return how many were decided and how many were skipped. Stops at `quit` or the end."""
    decided = skipped = 0
    for number, one in enumerate(found, start=1):
        desk.say(f"\n--- {number} of {len(found)} ---")
        for line in desk.show(one):
            desk.say(line)
        answer = _answer(desk, today)
        if answer is None:
            break
        status, until, note = answer
        if status is None:
            skipped += 1
            continue
        desk.keep(one, status, until, note)
        decided += 1
    return decided, skipped


def _answer(desk: Desk, today: date) -> tuple[FindingStatus | None, date | None, str] | None:
    """What the reviewer decides: status (None: skip), until when, and the note; None to leave."""
    while (line := desk.ask(f"{CHOICES} > ")) is not None:
        word, _, rest = line.strip().partition(" ")
        choice = word[:1].lower()
        if choice not in WORDS or not WORDS[choice].startswith(word.lower()):
            desk.say("One of c, d, a, s, q, please.")
            continue
        if choice == "q":
            return None
        if choice == "s":
            return None, None, ""
        until = _until(desk, rest.removeprefix("until").strip(), today) if choice == "a" else None
        if choice == "a" and until is None:
            continue
        note = desk.ask("Note (may be empty): ")
        return None if note is None else (MEANT[choice], until, note.strip())
    return None


def _until(desk: Desk, text: str, today: date) -> date | None:
    text = text or (desk.ask("Accept until (YYYY-MM-DD): ") or "").strip()
    try:
        until = date.fromisoformat(text)
    except ValueError:
        desk.say(f"{text!r} is no day -> write it as YYYY-MM-DD, for example 2027-01-31.")
        return None
    if until < today:
        desk.say(f"{until} has passed -> name a day from {today} on.")
        return None
    return until
