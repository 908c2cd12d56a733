"""What is asked before the dear questions never says no where these would have said yes."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from pathlib import Path

import polars as pl
import pytest

import auditor.detectors.parts
import auditor.scanning
from auditor.lexicons import cues, regions
from auditor.patterns import Sifted
from auditor.scanning import gate, scan_frame
from auditor.scanning.folding import fold
from auditor.scanning.views import _SPOKEN

CORPUS = Path(__file__).parent / "corpus"
BODIES = [json.loads(line)["body"] for line in (CORPUS / "tune" / "messages.jsonl").read_text("utf-8").splitlines()]
KEYS = [fold(one).text for one in BODIES]
SCHEMA = {"id": pl.String, "thread": pl.String, "sender": pl.String, "sent_at": pl.Datetime("us"), "body": pl.String}


def test_each_language_with_a_word_in_a_text_is_asked() -> None:
    for text in KEYS:
        asked = set(regions._spoken_in(text))
        own = {
            number
            for number, ((_, words), (_, telling)) in enumerate(zip(regions._WORDS, regions._TELLING, strict=True))
            if words.search(text) or telling.search(text)
        }
        assert own <= asked, text


@pytest.mark.parametrize(
    "pattern",
    [_SPOKEN.pattern, r"a*", r"(?<=\w) at (?=\w)", r"(?P<one>b)|(?P<other>(?<!a)a)", r"^a|a$", r"\bat\b"],
)
def test_a_pattern_read_stepwise_matches_where_it_does(pattern: str) -> None:
    one = Sifted(pattern)
    more = ["", "a", "aaa", "b at a at b", "ab ba", "at@at", "me at x dot com " * 40, "é at a", "@ " * 200, "a\na"]
    for text in [*KEYS, *more]:
        expected = [(match.span(), match.lastgroup) for match in one._exact.finditer(text)]
        assert [(match.span(), match.lastgroup) for match in one.stepwise(text)] == expected, text


TOLD = {
    "a quotation that ends behind a letter": 'first "dpkg --configure -a" then it works',
    "signs between quotation marks": 'petra.lind "at" fjordmail "dot" net',
    "a sign between quotation marks": 'petra.lind "at" fjordmail.net',
    "a picture behind a full stop": "better in general.☹️",
    "a domain behind a low line": "see petra_.com/work",
    "six nines and one": "my number is 999999 plus 1",
    "six digits with a letter before": "my number is l 415 555",
    "seven digits with letters": "my number is o15 5SO 1",
    "seven digits": "my number is 555 0137",
    "words of another language": "meri number hai nau aath saat chhe paanch char teen do ek",
    "a street without a number": "come to alder creek road",
    "a street and a number": "come to 14 mill lane",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_a_text_is_found_alike_with_and_without_the_gate(text: str) -> None:
    frame = pl.DataFrame([("1", None, None, None, text)], schema=SCHEMA, orient="row")
    gated, whole = (scan_frame(frame, ("US", "GB", "IN"), everything) for everything in (False, True))
    assert gated.equals(whole)


def test_a_quotation_mark_on_one_side_is_no_sign_of_an_address() -> None:
    frame = pl.DataFrame(
        [("1", None, None, None, TOLD["a quotation that ends behind a letter"])], schema=SCHEMA, orient="row"
    )
    assert scan_frame(frame, ("US",), everything=True)["category"].to_list() == []


def test_a_detector_of_numbered_details_speaks_of_no_text_without_a_digit() -> None:
    for name, one in gate.detectors().items():
        assert not one.numbered or not gate.could_speak(name, b"come to alder creek road, calle los alamos")


def sieves() -> dict[str, Sifted]:
    """All patterns behind a quick look that stand in modules of detectors and of the scanner, by where they stand."""
    found: dict[str, Sifted] = {}
    for room in (auditor.detectors, auditor.detectors.parts, auditor.scanning):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                made = value() if name.startswith("_") and _makes_one(value) else value
                for at, one in enumerate(made if isinstance(made, tuple) else (made,)):
                    if isinstance(one, Sifted):
                        found[f"{module.name}.{name}.{at}"] = one
    return found | {name: cues.cue(name) for name in cues.CUES}


def _makes_one(value: object) -> bool:
    return inspect.isroutine(getattr(value, "__wrapped__", None)) and inspect.get_annotations(value.__wrapped__) == {
        "return": "Sifted"
    }


def test_a_quick_look_overlooks_no_letters_of_any_script() -> None:
    texts = [*KEYS, *(f"x {one} 7" for one in KEYS[::9])]
    looks = sieves()
    assert len(looks) > 100
    for name, one in looks.items():
        missed = [text for text in texts if one._exact.search(text) and not one._could(text)]
        assert missed == [], name


@pytest.mark.parametrize("pattern", [r"[^\W\d_]{2,18} 7", r"\b[^\W_]+\b 7", r"[^\W\d_a-z]x?", r"\w+ 7", r"[^\W\d_.] "])
@pytest.mark.parametrize("text", ["тверская 7", "নাম 7", "улица 7", "名字 7", "éa 7"])
def test_letters_of_all_scripts_are_letters_to_a_quick_look(pattern: str, text: str) -> None:
    one = Sifted(pattern)
    assert one._could(text) or one._exact.search(text) is None
