"""Details in pieces and asks whose object stands in another message; and work talk of the same shapes."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import Talk, found

Values = dict[str, tuple[Category, str, list[tuple[str, str]]]]
MILD = ("mention", "decline")


def said(lines: list[tuple[str, str]]) -> Talk:
    """Lines of a client (c) and a freelancer (f), a minute apart."""
    return [({"c": "client", "f": "freelancer"}[who], at, body) for at, (who, body) in enumerate(lines)]


IN_PIECES: Values = {
    "the halves of a wallet are one wallet": (Category.CRYPTO, "0x4be1c9a7d203f58e61b07c92ad3f41e58b06c7d9", [("f", "0x4be1c9a7d203f58e61b0"), ("f", "7c92ad3f41e58b06c7d9")]),
    "the host of a link and its path are one link": (Category.MESSENGER, "tidal_moss", [("c", "t.me/"), ("c", "tidal_moss")]),
    "a dot in a message of its own makes a domain": (Category.URL, "inkandpaper.studio", [("f", "inkandpaper"), ("f", "."), ("f", "studio")]),
    "the ending of a domain in the next message belongs to it": (Category.URL, "inkandpaper.com", [("f", "inkandpaper"), ("f", ".com")]),
    "counts in front of the parts are no digits of the number": (Category.PHONE, "+14155550137", [("c", "1) 415"), ("c", "2) 555"), ("c", "3) 0137")]),
    "how many digits follow is no part of the number": (Category.PHONE, "+14155550137", [("c", "my number"), ("c", "first 3: 415"), ("c", "next 3: 555"), ("c", "last 4: 0137")]),
    "a number is read from its end where another message says so": (Category.PHONE, "+14155550137", [("f", "read it from right to left"), ("f", "7310 555 514")]),
    "digits of a number are dialled where the people of the thread speak": (Category.PHONE, "+393475512908", [("f", "segna"), ("f", "347"), ("f", "55 12"), ("f", "908"), ("c", "ok ti chiamo dopo pranzo")]),
    "digits in two messages are a number where somebody just spoke of one": (Category.PHONE, "+48512003418", [("c", "mam ci podać mój numer?"), ("f", "tak podaj"), ("c", "512 003"), ("c", "418")]),
    "a name is spelt with one letter in a message": (Category.MESSENGER, "moon_owl", [("c", "your discord?"), ("f", "m"), ("f", "o"), ("f", "o"), ("f", "n_"), ("f", "owl")]),
    "digits put right afterwards make the number that is meant": (Category.PHONE, "+14155550138", [("f", "call me 415"), ("f", "555"), ("f", "0137"), ("f", "sorry 0138 not 0137")]),
    "a no may come first when digits are put right": (Category.PHONE, "+14155550138", [("f", "call me 415 555 0137"), ("f", "oops, not 7 but 8")]),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_PIECES)
def test_a_detail_in_pieces_has_its_value(name: str) -> None:
    category, value, lines = IN_PIECES[name]
    assert value in [one["normalized"] for one in found(said(lines), category)]


WHOLE: dict[str, tuple[Category, str, list[str]]] = {
    "the provider alone is no second address": (Category.EMAIL, "petra.lind@proton.me", ["petra.lind", "@", "proton", ".", "me"]),
    "an ending of another country is no second address": (Category.EMAIL, "lea@yahoo.fr", ["lea", "@", "yahoo", ".", "fr"]),
    "half of a double ending is no second address": (Category.EMAIL, "petra.lind@company.co.uk", ["petra.lind", "@", "company", ".co", ".uk"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_the_beginning_of_a_detail_in_pieces_is_none_of_its_own(name: str) -> None:
    category, value, lines = WHOLE[name]
    (one,) = found(said([("f", line) for line in lines]), category)
    assert (one["normalized"], len(one["message_ids"])) == (value, len(lines))


ASKS: Values = {
    "talking there is an ask after an app was named": (Category.LEAVE_PLATFORM, "request", [("f", "i use whatsapp mostly"), ("c", "nice"), ("c", "can we talk there?")]),
    "going on there is an offer in Indonesian": (Category.LEAVE_PLATFORM, "offer", [("f", "aku lebih sering buka telegram"), ("c", "lanjut di sana aja ya")]),
    "going on there is an offer in Arabic": (Category.LEAVE_PLATFORM, "offer", [("c", "عندك واتساب؟"), ("f", "نعم"), ("c", "نكمل هناك أفضل")]),
    "talking in that very place is a request in Hindi": (Category.LEAVE_PLATFORM, "request", [("f", "main whatsapp pe zyada active hu"), ("c", "acha to wahi baat kare?")]),
    "a question that a bare name answers asked for it": (Category.CONTACT_REQUEST, "request", [("c", "where else are you around?"), ("f", "@tidal_moss on telegram")]),
    "a question that an account answers asked where to pay": (Category.OFF_PLATFORM_PAYMENT, "request", [("c", "how do i get the rest to you then?"), ("f", "DE89 3704 0044 0532 0130 00")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKS)
def test_an_ask_is_read_with_the_messages_around_it(name: str) -> None:
    category, stance, lines = ASKS[name]
    assert stance in [one["stance"] for one in found(said(lines), category)]


INNOCENT: dict[str, tuple[Category, list[tuple[str, str]]]] = {
    "the reference of a parcel is no number": (Category.PHONE, [("c", "la ref du colis c'est"), ("c", "8R 0042"), ("c", "1877 3365")]),
    "digits behind letters and digits are an identifier": (Category.PHONE, [("c", "samples are out"), ("c", "1Z 784 9F2"), ("c", "03 1234"), ("c", "5678")]),
    "digits after a message about orders are orders": (Category.PHONE, [("c", "these orders got stuck in woo"), ("c", "4155"), ("c", "550 137")]),
    "pages put right correct no number": (Category.PHONE, [("f", "the draft has 7 pages, see 415 of 555"), ("f", "make it 3 not 7 pages")]),
    "a sentence after an app holds nobody's name": (Category.MESSENGER, [("f", "skype crashes again"), ("f", "ray_78: you can right-click the icon in the panel")]),
    "being there tomorrow leaves nothing": (Category.LEAVE_PLATFORM, [("f", "i use whatsapp too"), ("c", "ok i'll be there tomorrow")]),
    "moving on with a bot under work leaves nothing": (Category.LEAVE_PLATFORM, [("f", "need a telegram bot"), ("c", "let's move on, is there a test token?")]),
    "a line of a script for a bot asks nobody": (Category.CONTACT_REQUEST, [("c", "flow for the bot, 3 steps"), ("c", "1) Hi! What's your phone number?")]),
    "a greeting in a text for a page asks nobody": (Category.CONTACT_REQUEST, [("c", "otomatik yanıt metni"), ("c", "Merhaba, telefon numaranızı yazar mısınız?")]),
    "one more icon is no messenger": (Category.MESSENGER, [("c", "add the telegram icon next to fb"), ("f", "sure"), ("c", "same for whatsapp?")]),
}  # fmt: skip


@pytest.mark.parametrize("name", INNOCENT)
def test_work_talk_of_the_same_shape_raises_no_alarm(name: str) -> None:
    category, lines = INNOCENT[name]
    assert [one["value"] for one in found(said(lines), category) if one["stance"] not in MILD] == []


STILL_ASKS: dict[str, list[tuple[str, str]]] = {
    "an ask after somebody spoke of a text stays one": [("c", "here is the copy for the bot"), ("c", "whats your whatsapp?")],
    "a greeting after somebody else's bot stays an ask": [("f", "i built a telegram bot once"), ("c", "hi, whats your number?")],
    "another app after one that people use stays an ask": [("f", "do you use telegram"), ("c", "yes"), ("c", "and whatsapp?")],
}  # fmt: skip


@pytest.mark.parametrize("name", STILL_ASKS)
def test_an_ask_beside_work_talk_stays_an_ask(name: str) -> None:
    hits = found(said(STILL_ASKS[name]), Category.CONTACT_REQUEST)
    assert (hits[-1]["stance"], hits[-1]["message_id"]) == ("request", f"m{len(STILL_ASKS[name]) - 1}")
