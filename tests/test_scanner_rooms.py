"""One contract test for every room of the scanner: detectors, filters and lexicons hold on their own examples."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from auditor import rooms
from auditor.errors import RoomError
from auditor.lexicons import cues, reading
from auditor.lexicons.compiling import all_cues
from auditor.lexicons.cues import CUES, cue, words
from auditor.lexicons.reading import FOLDER, expanded, families
from auditor.model.detections import Detector, Family, Filter, Scope
from auditor.model.words import Category, Stance
from auditor.scanning import find_values, scan_frame
from auditor.scanning.finding import find_in
from auditor.scanning.folding import fold, plain_letters
from auditor.scanning.gate import keys, passing
from auditor.scanning.phrases import all_phrases
from auditor.scanning.phrasing import find_phrases

DETECTORS: dict[str, Detector] = rooms.discover("auditor.detectors", "DETECTOR")
FILTERS: dict[str, Filter] = rooms.discover("auditor.filters", "FILTER")
FAMILIES = families(plain_letters)
ASKS = [(one, text) for one in FAMILIES for text in one.finds]
QUIET = [(one, text) for one in FAMILIES for text in one.silent]
FOUND = [(name, text, value) for name, one in DETECTORS.items() for text, value in one.finds]
SILENT = [(name, text) for name, one in DETECTORS.items() for text in one.silent]
MILD = {Stance.MENTION, Stance.DECLINE}


def named(family: Family) -> str:
    return f"{family.language} {family.category.value} {family.stance.value}"


@pytest.mark.parametrize(("name", "text", "value"), FOUND, ids=[f"{name}: {text}" for name, text, _ in FOUND])
def test_a_detector_finds_its_examples_and_its_spans_slice_back(name: str, text: str, value: str) -> None:
    hits = [one for one in find_in(text, Scope()) if one.category is DETECTORS[name].category]
    assert any(value in (one.normalized, one.kind) for one in hits), hits
    for one in hits:
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(("name", "text"), SILENT, ids=[f"{name}: {text}" for name, text in SILENT])
def test_a_detector_is_silent_on_its_counterexamples(name: str, text: str) -> None:
    hits = [one for one in find_in(text, Scope()) if one.category is DETECTORS[name].category]
    assert all(one.stance in MILD for one in hits), hits


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_drops_what_it_names_and_keeps_the_rest(name: str) -> None:
    one = FILTERS[name]
    assert one.dropped and one.kept
    for text, part in one.dropped:
        assert not [
            hit for hit in find_in(text, Scope()) if hit.category in one.applies and part in text[hit.start : hit.end]
        ]
    for text, part in one.kept:
        assert part in text
        assert [hit for hit in find_in(text, Scope()) if hit.category in one.applies], text


@pytest.mark.parametrize(("family", "text"), ASKS, ids=[f"{named(one)}: {text}" for one, text in ASKS])
def test_a_phrase_family_matches_its_examples(family: Family, text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category is family.category], find_in(text, Scope())


@pytest.mark.parametrize(("family", "text"), QUIET, ids=[f"{named(one)}: {text}" for one, text in QUIET])
def test_a_phrase_family_stays_quiet_on_its_counterexamples(family: Family, text: str) -> None:
    hits = [one for one in find_in(text, Scope()) if one.category is family.category]
    assert all(one.stance in MILD for one in hits), hits


def test_every_pattern_of_every_lexicon_can_be_read() -> None:
    spoken = {path.stem for path, cues_ in all_cues() if cues_}
    assert {one.language for one in FAMILIES} | spoken == set(rooms.files(FOLDER, ".toml"))
    for one in FAMILIES:
        assert one.finds
        for pattern in one.patterns:
            re.compile(pattern)


PIECES = [(path.stem, name, piece) for path, table in all_cues() for name, pieces in table.items() for piece in pieces]


def test_every_piece_of_every_cue_is_written_folded_and_can_be_read() -> None:
    assert [one for one in PIECES if plain_letters(one[2]) != one[2] or one[2] != one[2].strip("|")] == []
    for _, _, piece in PIECES:
        re.compile(piece)


@pytest.mark.parametrize("name", CUES)
def test_a_cue_has_a_meaning_and_words_and_is_searched_as_one_pattern(name: str) -> None:
    assert CUES[name]
    assert [one for one in PIECES if one[1] == name]
    cue(name)


@pytest.mark.parametrize(
    ("name", "text", "speaks"),
    [
        ("talk", "knock me there", True),
        ("talk", "unescribable", False),
        ("pay", "ich zahle morgen", True),
        ("phone", "мой номер", True),
        ("phone", "这是我的号码", True),
    ],
)
def test_a_cue_of_ascii_matches_whole_words_and_others_anywhere(name: str, text: str, speaks: bool) -> None:
    assert bool(cue(name).search(text)) is speaks


@pytest.mark.parametrize(
    ("table", "told"), [({"nott": ["no"]}, "xx.toml: .*nott"), ({"not": "no"}, "xx.toml: .*cue not ")]
)
def test_a_lexicon_with_a_wrong_cue_is_refused_by_name(
    table: dict[str, object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = FOLDER / "xx.toml"
    with pytest.raises(RoomError, match=told):
        monkeypatch.setattr(cues, "all_cues", lambda: [(path, reading.cue_pieces(path, {"cues": table}))])
        cues._pieces.__wrapped__()


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("pay ~~? me", "~~[?] has no meaning"), ("(?<!can not )pay", "looks behind"), ("{one}", "named more than")],
)
def test_a_pattern_that_would_mean_something_else_is_refused_by_name(
    pattern: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = {"category": "one_off", "stance": "offer", "match": [pattern], "finds": ["x"]}
    words = {"one": "{two}", "two": "{three}", "three": "{four}", "four": "x"}
    content = {"words": words, "families": [family]}
    with pytest.raises(RoomError, match=f"xx.toml: .*{told}"):
        list(reading.family_rows(FOLDER / "xx.toml", "xx", content, plain_letters))


def everything_named() -> list[str]:
    texts = [text for _, text, _ in FOUND] + [text for _, text in SILENT + ASKS + QUIET]
    disguises = [f"{text} {number}" for number, text in enumerate(texts[:200])] + [text.upper() for text in texts[:200]]
    return [*texts, *disguises, "", "thanks, see you on Monday", "ok"]


def frame_of(texts: list[str]) -> pl.DataFrame:
    size = len(texts)
    return pl.DataFrame(
        {
            "id": [f"{number:05}" for number in range(size)],
            "thread": [None] * size,
            "sender": ["client"] * size,
            "sent_at": [None] * size,
            "body": texts,
        },
        schema={
            "id": pl.String,
            "thread": pl.String,
            "sender": pl.String,
            "sent_at": pl.Datetime("us"),
            "body": pl.String,
        },
    )


def test_the_gate_never_misses_what_an_ungated_scan_finds() -> None:
    frame = frame_of(everything_named())
    assert scan_frame(frame, ("US", "GB", "IN")).equals(scan_frame(frame, ("US", "GB", "IN"), everything=True))


def test_the_filter_of_phrases_never_misses_what_the_phrases_find() -> None:
    for text in everything_named():
        view = fold(text)
        everywhere = range(len(all_phrases()))
        assert list(find_phrases(view)) == list(find_phrases(view, everywhere)), text


def test_ordinary_work_talk_does_not_pass_the_gate() -> None:
    texts = [
        "The chart looks fine, I merged it.",
        "Thanks, will do after lunch.",
        "Could the grey be a little lighter?",
    ] * 3
    assert not passing(keys(pl.Series("body", texts)))


def test_results_do_not_depend_on_the_batch_or_its_order() -> None:
    frame = frame_of(everything_named())
    whole = scan_frame(frame, ("US",))
    parts = pl.concat([scan_frame(frame[at : at + 97], ("US",)) for at in range(0, len(frame), 97)])
    assert parts.sort("message_id", "start_offset", "end_offset", "category").equals(
        whole.sort("message_id", "start_offset", "end_offset", "category")
    )
    assert scan_frame(frame.reverse(), ("US",)).equals(whole)


@pytest.mark.parametrize(
    "unit",
    ["@", "1", "a.", "(", "one ", "www.", "+1 ", "at dot ", "whatsapp ", "whatsapp? ", "telegram @a ", "paypal ", "pay outside ",
     "+1 415 555 0132 ", "no, I won't give my number. ", "$abc pay ", "> pay outside\n"],
)  # fmt: skip
def test_hostile_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        find_in((unit * size)[:size], Scope())
        return time.process_time() - begun

    seconds(1_000)
    # Ten times the text may take thirty times the time, not a hundred; the floor keeps noise out.
    assert seconds(50_000) <= 30 * max(seconds(5_000), 0.02)


def test_values_for_redaction_do_not_overlap_and_slice_back() -> None:
    text = "write petra.lind@fjordmail.net or call +1 415 555 0137, t.me/quick_otter"
    (values,) = find_values([text])
    assert [one.category for one in values] == [Category.EMAIL, Category.PHONE, Category.MESSENGER]
    for one, following in pairwise(values):
        assert one.end <= following.start


def test_the_lexicons_carry_their_own_texts_only() -> None:
    shared = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "disguises.jsonl"
    if not shared.exists():
        pytest.skip("the shared corpora are not here")
    known = shared.read_text(encoding="utf-8")
    copied = [text for one in FAMILIES for text in (*one.finds, *one.silent) if len(text) > 20 and f'"{text}"' in known]
    assert copied == []


@pytest.mark.parametrize("name", CUES)
def test_a_cue_behind_its_quick_look_is_found_wherever_its_pattern_is(name: str) -> None:
    exact = re.compile(words(name))
    for text in map(plain_letters, everything_named()[::29]):
        text = text.lower()
        quick, slow = cue(name).search(text), exact.search(text)
        assert (quick and quick.span()) == (slow and slow.span()), text


def test_a_blank_in_a_class_of_characters_is_a_blank() -> None:
    pattern = expanded("call me[ ,-]now", {}, spaced=True)
    assert all(re.search(pattern, text) for text in ("call me now", "call  me,now", "so call me-now!"))
    assert not re.search(pattern, "call me;now")
