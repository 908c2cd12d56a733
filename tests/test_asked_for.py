"""What a detail or a word answers: a question for a contact asked for it, a question about the work did not."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found
from tests.test_talked_round import said

MILD = ("mention", "decline")
ASKED: dict[str, tuple[Category, tuple[str, ...]]] = {
    "an empty question": (Category.CONTACT_REQUEST, ("yours?", "+1 202 555 0163")),
    "nothing but its sign": (Category.CONTACT_REQUEST, ("?", "+1 202 555 0163")),
    "a question where to call": (Category.CONTACT_REQUEST, ("where do I call?", "202", "f: 555", "f: 0163")),
    "a question where somebody is": (Category.CONTACT_REQUEST, ("so where are you these days?", "@tidal_moss on telegram")),
    "a question where money goes": (Category.OFF_PLATFORM_PAYMENT, ("where should the money go?", "GB82 WEST 1234 5698 7654 32")),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_detail_shows_that_it_was_asked_for_by(name: str) -> None:
    category, lines = ASKED[name]
    assert ("m0", "request") in [(one["message_id"], one["stance"]) for one in found(said(*lines), category)]


WORK: dict[str, tuple[str, ...]] = {
    "builds and their numbers": ("which builds failed", "9876", "f: 5432", "f: 10"),
    "deploys in one side's words": ("c: which deploys failed", "c: 9876", "c: 5432", "c: 10"),
    "applications in Russian": ("кто не прошёл? номера заявок", "9876", "f: 5432", "f: 10"),
    "rows that are wrong": ("which rows are wrong", "987", "f: 654", "f: 3210"),
    "a contract and an address in pieces": ("where to send the NDA?", "dora", "f: @", "f: lindworks.io"),
    "a signature and an address": ("who signs it?", "dora@lindworks.io"),
    "a plain what now": ("what now?", "dora@lindworks.io"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORK)
def test_nobody_asked_for_a_contact_by(name: str) -> None:
    talk = said(*WORK[name])
    assert [one for one in found(talk, Category.CONTACT_REQUEST) if one["stance"] not in MILD] == []
    assert found(talk, Category.PHONE) == []


WORDS = (
    ("whatsapp?", "neither"), ("paypal?", "depends"), ("whatsapp?", "imposible"), ("discord?", "jamais"), ("Skype?", "ungern"),
    ("skype?", "sometimes"), ("¿tienes telegram?", "claramente"), ("do you use discord?", "seldom"), ("your skype?", "neither"),
    ("let's talk on discord?", "gladly"), ("есть телеграм?", "inogda"), ("venmo?", "whenever"),
)  # fmt: skip
NAMED = (
    ("skype?", "tidal.moss", "tidal.moss"), ("telegram?", "@tidalmoss", "tidalmoss"), ("discord?", "tidal_moss", "tidal_moss"),
    ("your skype?", "tidalmoss", "tidalmoss"), ("what's your discord?", "tidalmoss", "tidalmoss"), ("¿cuál es tu telegram?", "tidalmoss", "tidalmoss"),
    ("dein Skype?", "tidalmoss", "tidalmoss"), ("какой у тебя телеграм?", "tidalmoss", "tidalmoss"), ("venmo?", "tidalmoss4", "tidalmoss4"),
)  # fmt: skip
HANDLES = (Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE)


def _names(*lines: str) -> list[object]:
    return [one["normalized"] for kind in HANDLES for one in found(said(*lines), kind) if one["normalized"]]


@pytest.mark.parametrize(("question", "answer"), WORDS)
def test_a_word_that_answers_whether_is_no_name(question: str, answer: str) -> None:
    assert _names(question, answer) == []


@pytest.mark.parametrize(("question", "answer", "name"), NAMED)
def test_a_name_is_one_where_it_looks_like_it_or_was_asked_for(question: str, answer: str, name: str) -> None:
    assert _names(question, answer) == [name]
