"""Details whose pieces stand in whole sentences or are named instead of written; and work talk of the same shapes."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from auditor.scanning import scan_frame
from tests.support.talks import Talk, found, thread

MILD = ("mention", "decline")
Lines = list[tuple[str, str]]


def said(lines: Lines) -> Talk:
    """Lines of a client (c) and a freelancer (f), nine minutes apart."""
    return [({"c": "client", "f": "freelancer"}[who], 9 * at, body) for at, (who, body) in enumerate(lines)]


PIECES: dict[str, tuple[Category, str, Lines]] = {
    "sentences end in digits of a number": (Category.PHONE, "+33639980142", [("c", "la sonnette ne marche plus. 06"), ("f", "ah zut"), ("c", "39 98"), ("c", "oui oui. 01 et 42")]),
    "digits are doubled in words": (Category.PHONE, "+14155550138", [("c", "it's lovely. 4 1 5 double 5"), ("c", "501 then"), ("f", "blue or green?"), ("c", "green. and last bit 38")]),
    "number words run through sentences": (Category.PHONE, "+393470104215", [("f", "il cancello è chiuso la sera. tre quattro sette"), ("f", "zero uno zero"), ("f", "quarantadue quindici. mi chiami e scendo")]),
    "a provider is named after a name": (Category.EMAIL, "petra.lind@yahoo.com", [("c", "too big for here. petra.lind"), ("f", "?"), ("c", "the yahoo one")]),
    "a provider in a language's own words": (Category.EMAIL, "petra.lind@gmx.de", [("c", "petra.lind"), ("f", "und?"), ("c", "bei gmx, Endung de")]),
    "the ending of a provider stands in a third message": (Category.EMAIL, "studio.lind@wp.pl", [("f", "studio.lind"), ("f", "wp"), ("f", "kropka pl oczywiście")]),
    "name, digits and provider are three messages": (Category.EMAIL, "petralind84@yahoo.com.vn", [("f", "petralind"), ("f", "84"), ("f", "a còng mail yahoo"), ("f", "chấm com chấm vn")]),
    "halves of a wallet are called so": (Category.CRYPTO, "0x4be1c9a7d203f58e61b07c92ad3f41e58b06c7d9", [("f", "0x4be1c9a7d203f58e61b0"), ("c", "cut off?"), ("f", "part two: 7c92ad3f41e58b06c7d9")]),
    "an address of India's payments is spoken": (Category.PAYMENT_HANDLE, "petra.tiles@okaxis", [("f", "petra.tiles"), ("f", "at"), ("f", "okaxis")]),
    "an account whose country's own check is wrong": (Category.IBAN, "ES9038798113511971814781", [("f", "ES90 3879 8113"), ("c", "ajá"), ("f", "5119 7181 4781")]),
    "a name of Skype's form needs no app beside it": (Category.MESSENGER, "live:petra.lind", [("c", "you still use skype?"), ("c", "evenings are easier there. live:petra.lind")]),
    "a name is to be searched for": (Category.PAYMENT_HANDLE, "tontonbriquet", [("c", "Tu as Lydia ?"), ("f", 'cherche "tontonbriquet"')]),
}  # fmt: skip


@pytest.mark.parametrize("name", PIECES)
def test_a_detail_over_sentences_has_its_value(name: str) -> None:
    category, value, lines = PIECES[name]
    assert value in [one["normalized"] for one in found(said(lines), category)]


NOT_PIECES: dict[str, tuple[Category, Lines]] = {
    "measures": (Category.PHONE, [("f", "dime el hueco. 612"), ("c", "¿de ancho?"), ("f", "34 50"), ("f", "sí mm. y 78 al final")]),
    "the number of an order": (Category.PHONE, [("c", "check the print job please"), ("f", "what's the number"), ("c", "0770"), ("c", "09 then 3316"), ("f", "found it, ships thursday")]),
    "the number of a case": (Category.PHONE, [("f", "support wants my case number again?"), ("c", "yes, theirs"), ("f", "44"), ("f", "20 79"), ("f", "46 0018")]),
    "an amount, months and an invoice": (Category.PHONE, [("f", "98100"), ("c", "itna??"), ("f", "arre 11 mahine ka hai na"), ("f", "327 invoice number hai")]),
    "the name of a file and a provider": (Category.EMAIL, [("f", "header.css"), ("f", "the yahoo one")]),
    "a version and a provider": (Category.EMAIL, [("f", "the button is called login.blue"), ("f", "and gmail import comes after that, in the second milestone")]),
    "a command": (Category.MESSENGER, [("f", "run npm run live:reload"), ("f", "then live:server")]),
    "a word after a bank transfer": (Category.PAYMENT_HANDLE, [("f", "mi fa un bonifico?"), ("c", "capisco")]),
    "four digits after an app": (Category.MESSENGER, [("c", "may viber po kayo"), ("f", "0917")]),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_PIECES)
def test_work_talk_in_pieces_is_no_detail(name: str) -> None:
    category, lines = NOT_PIECES[name]
    hits = found(said(lines), category)
    assert not [one for one in hits if one["normalized"] and one["stance"] not in MILD]


@pytest.mark.parametrize("body", ["4500 done", "75 € partis", "ist unterwegs", "hecho, mañana te llega"])
def test_a_sum_that_was_sent_accepts(body: str) -> None:
    talk = said([("f", "IBAN DE89 3704 0044 0532 0130 00"), ("c", body)])
    assert [one["stance"] for one in found(talk, Category.OFF_PLATFORM_PAYMENT) if one["message_id"] == "m1"] == [
        "accept"
    ]


def test_pieces_in_any_order_and_batch_give_the_same() -> None:
    frame = thread(said([line for _, _, lines in PIECES.values() for line in lines]))
    assert scan_frame(frame, ("US",)).equals(scan_frame(frame.reverse(), ("US",)))


def test_in_a_long_thread_each_number_in_sentences_is_one_and_none_reaches_beyond_half_an_hour() -> None:
    _, value, lines = PIECES["sentences end in digits of a number"]
    talk: Talk = []
    for place in range(20):
        talk += [
            ({"c": "client", "f": "freelancer"}[who], 60 * place + at, body) for at, (who, body) in enumerate(lines)
        ]
    hits = found(talk, Category.PHONE)
    assert [one["normalized"] for one in hits] == [value] * 20
    assert all(len({(int(name[1:])) // len(lines) for name in one["message_ids"]}) == 1 for one in hits)


def test_pieces_of_which_the_last_comes_after_half_an_hour_are_none() -> None:
    _, _, lines = PIECES["sentences end in digits of a number"]
    talk: Talk = [({"c": "client", "f": "freelancer"}[who], 11 * at, body) for at, (who, body) in enumerate(lines)]
    assert found(talk, Category.PHONE) == []
