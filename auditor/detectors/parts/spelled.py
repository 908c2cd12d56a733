"""Telephone numbers with words among the digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.detectors.parts import numerals
from auditor.detectors.parts.cues import called_in, calls_a_number, own_number
from auditor.detectors.parts.dialling import dialled, e164, is_full
from auditor.detectors.parts.numbering import is_number, marked_end
from auditor.detectors.parts.tongues import languages
from auditor.lexicons.regions import spoken_in, tongue_near
from auditor.model.detections import Hit, Scope, View
from auditor.model.words import Category


def spelled(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers with words among the digits; the language that explains most of the text wins."""
    best: list[numerals.Run] = []
    spoken: tuple[str, ...] = ()
    for language in languages(view.text)[:4]:
        read = (_unlabelled(view.text, run, language) for run in numerals.runs(view.text, language))
        found = [run for run in read if run is not None and run.words >= 1 and len(run.digits) <= 15]
        if sum(len(run.digits) for run in found) > sum(len(run.digits) for run in best):
            best, spoken = found, numerals.regions(language)
    for run in best:
        near = view.text[max(0, run.start - 60) : run.start] + " " + view.text[run.end : run.end + 30]
        cue = calls_a_number(near)
        if run.words < 2 and (not cue or _said_in_digits(view, run, scope) or _ends_in_article(view.text, run)):
            continue
        american = len(run.digits) == 11 and run.digits[0] == "1" and not (spoken or spoken_in(view))
        international = run.plus or american or (run.digits.startswith("00") and bool(e164(run.digits, True, ())))
        named = called_in(near) if cue else ()
        where, digits = (*named, *tongue_near(view, run.start).sure, *spoken), run.digits
        if (
            run.other != digits
            and not dialled(digits, international, where, ())
            and dialled(run.other, False, where, ())
        ):
            digits = run.other
        normalized = dialled(digits, international, where, scope.regions)
        if len(run.digits) < 7 and not own_number().search(view.text[max(0, run.start - 30) : run.start]):
            continue
        if (len(run.digits) < 9 and not cue) or _COUNTING.fullmatch(run.digits):
            continue
        if len(set(run.digits)) < 3 and not cue:
            continue
        if not cue and _is_list(view.text, run):
            continue
        yield Hit(Category.PHONE, run.start, run.end, normalized or digits, None, 0.85, True)


def _unlabelled(text: str, run: numerals.Run, language: str) -> numerals.Run | None:
    """A run without the "no" before it that stands for "number", and is no nine of Hindi: "my no. nine eight ..."."""
    if not text.startswith("no", run.start) or not is_number(text, run.start):
        return run
    mark = marked_end(text, run.start)
    start = mark or run.start + len("no")
    rest = next(iter(numerals.runs(text[start : run.end], language)), None)
    if mark is None and (rest is None or len(rest.digits) < WHOLE_NUMBER):
        return run
    return replace(rest, start=start + rest.start, end=start + rest.end) if rest is not None else None


WHOLE_NUMBER = 10


def _said_in_digits(view: View, run: numerals.Run, scope: Scope) -> bool:
    """Whether the one word at the edge of a run only looks like a digit's, since the digits alone are a number, and both
    together are none: "mera no hai 98765 43210", where "hai" is a verb."""
    inner = _DIGITS_ONLY.fullmatch(view.text, run.start, run.end)
    return (
        inner is not None
        and is_full(inner["digits"], spoken_in(view), scope.regions)
        and dialled(run.digits, run.plus, spoken_in(view), scope.regions) is None
    )


def _ends_in_article(text: str, run: numerals.Run) -> bool:
    """Whether the only word of a run stands behind its digits, and is an article or a verb's part: "030 901837 ein"."""
    return _ARTICLE_LAST.search(text, run.start, run.end) is not None


def _is_list(text: str, run: numerals.Run) -> bool:
    """Whether a run within a sentence tells one number after another, all of two digits: thirty one, forty two, ..."""
    parts = _LISTED.split(text[run.start : run.end])
    beside = text[: run.start] + text[run.end :]
    return (
        len(parts) >= FEWEST_LISTED
        and "0" not in run.digits[::2]
        and len(run.digits) == 2 * len(parts)
        and any(map(str.isalpha, beside))
    )


FEWEST_LISTED = 4
_LISTED = re.compile(r",\s|\sand\s")
_ARTICLE_LAST = re.compile(r"\d\s+(?:ein|un|une|una|um|uma)$")
_DIGITS_ONLY = re.compile(r"[^\d+]*(?P<digits>\+?\d[\d\s().-]*\d)[^\d]*")
_COUNTING = re.compile(r"(?:0?1)?2?3?456789?(?:10|0)?\d*")
