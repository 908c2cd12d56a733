"""What messages say to one another: a yes that comes later, a name that is asked for without its app, money sent "there"."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import Talk, found

Said = list[tuple[str, str]]
MILD = ("mention", "decline")


def said(lines: Said) -> Talk:
    """Lines of a client (c) and a freelancer (f), two minutes apart."""
    return [({"c": "client", "f": "freelancer"}[who], 2 * at, body) for at, (who, body) in enumerate(lines)]


AGREES: dict[str, tuple[Category, Said]] = {
    "a yes after the answer was put off": (Category.LEAVE_PLATFORM, [("f", "let's continue outside of the platform"), ("c", "let me think"), ("c", "ok, agreed")]),
    "a yes to the name of a way to pay": (Category.OFF_PLATFORM_PAYMENT, [("c", "gcash?"), ("f", "sige po")]),
    "a yes in the words of the ask": (Category.LEAVE_PLATFORM, [("f", "shall we continue outside of the platform, only this month"), ("c", "sure, only this month")]),
    "a yes to stars for money": (Category.REVIEW_TRADE, [("c", "i give you five stars if you refund me 20"), ("f", "deal")]),
    "a yes in Polish with a smile": (Category.LEAVE_PLATFORM, [("f", "może popracujemy poza platformą?"), ("c", "mi pasuje :)")]),
    "money that arrived after talk of paying outside": (Category.OFF_PLATFORM_PAYMENT, [("c", "i'd rather pay you directly, outside of the platform"), ("f", "sounds risky but fine"), ("c", "check your account"), ("f", "yep landed")]),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREES)
def test_an_ask_is_agreed_to_by(name: str) -> None:
    category, lines = AGREES[name]
    hits = found(said(lines), category)
    assert (hits[-1]["stance"], hits[-1]["message_id"]) == ("accept", f"m{len(lines) - 1}")


AGREES_TO_NOTHING: dict[str, Said] = {
    "a yes after the ask was taken back": [("c", "let's continue outside of the platform"), ("c", "haha just kidding"), ("f", "ok")],
    "a yes after it was taken back in German": [("c", "wollen wir außerhalb der Plattform weitermachen?"), ("c", "ach vergiss es"), ("f", "ok")],
    "a yes after it was taken back in Chinese": [("c", "我们离开平台合作吧?"), ("c", "算了"), ("f", "好的")],
    "a yes of the asker after the other side's no": [("c", "let's continue outside of the platform"), ("f", "forget it"), ("c", "ok")],
    "a yes after another question": [("f", "let's continue outside of the platform"), ("f", "and could you send me the brief for the second page?"), ("c", "yes")],
    "an answer of many other words": [("f", "let's continue outside of the platform"), ("c", "sure the logo file is attached below")],
    "a yes after two other answers of some length": [("f", "let's continue outside of the platform"), ("c", "the second page has a wrong headline"), ("c", "ok")],
}  # fmt: skip


@pytest.mark.parametrize("name", AGREES_TO_NOTHING)
def test_nothing_is_agreed_to_by(name: str) -> None:
    hits = found(said(AGREES_TO_NOTHING[name]), Category.LEAVE_PLATFORM)
    assert [one for one in hits if one["stance"] == "accept"] == []


VALUES: dict[str, tuple[Category, str, Said]] = {
    "a name that is asked for without its app": (Category.PAYMENT_HANDLE, "bramble-co7", [("f", "you have venmo right?"), ("c", "yeah"), ("c", "whats yours"), ("f", "bramble-co7")]),
    "a name with its sign spoken": (Category.MESSENGER, "tallow_fish", [("c", "discord?"), ("f", "tallow underscore fish")]),
    "a name in pieces, one of them a sign": (Category.MESSENGER, "moss_lantern", [("c", "wechat?"), ("f", "嗯"), ("f", "moss"), ("f", "下划线"), ("f", "lantern")]),
    "a name in pieces, the last one digits": (Category.MESSENGER, "tallowfish22", [("c", "discord?"), ("f", "tallow"), ("f", "fish"), ("c", "ok"), ("f", "22")]),
    "a spoken link of a way to pay": (Category.PAYMENT_HANDLE, "oysterandpine", [("c", "paypal then"), ("f", "cool"), ("f", "me slash oysterandpine")]),
    "a number in pieces as an account": (Category.PAYMENT_HANDLE, "+5511995550142", [("c", "qual teu pix?"), ("f", "é o celular, 11 9"), ("f", "9555"), ("f", "0142")]),
    "an address in pieces as an account": (Category.PAYMENT_HANDLE, "pat.lowe@gmail.com", [("c", "zelle works?"), ("f", "ya"), ("f", "pat.lowe"), ("f", "at gmail")]),
    "a word of an address put right": (Category.EMAIL, "marta.sobrall@gmail.com", [("f", "marta.sobral@gmail.com"), ("c", "voltou"), ("f", "desculpa, sobrall")]),
    "digits that the other side goes on with": (Category.PHONE, "+79165550371", [("c", "у меня записано 8 916, дальше стерлось"), ("f", "555"), ("f", "03 71")]),
    "parts that were passed on": (Category.EMAIL, "d.okafor@fastmail.com", [("f", "Fwd: d.okafor"), ("f", "Fwd: @"), ("f", "Fwd: fastmail.com")]),
    "digits with the words that end them": (Category.PHONE, "+14155550137", [("f", "415"), ("f", "555"), ("f", "0137 i już")]),
    "number words are dialled where people speak": (Category.PHONE, "+33639981207", [("f", "je vous donne mon portable, c'est plus simple pour le livreur"), ("f", "zéro six"), ("f", "39 98"), ("f", "12 07")]),
    "a number alone is dialled where people speak": (Category.PHONE, "+525548219036", [("c", "oye y si se cae la tienda el finde a dónde te marco?"), ("f", "55 4821 9036"), ("c", "vale, gracias")]),
    "a word before the end of a sentence is no digit": (Category.PHONE, "+12025550163", [("c", "sketch 3 or 4?"), ("f", "four. two oh two"), ("f", "triple five"), ("f", "oh one six three")]),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_the_value_is_read_of(name: str) -> None:
    category, value, lines = VALUES[name]
    assert value in [one["normalized"] for one in found(said(lines), category)]


ASKS: dict[str, tuple[Category, str, Said]] = {
    "sending it there is an offer to pay there": (Category.OFF_PLATFORM_PAYMENT, "m2", [("f", "hesabım ziraat bankasında"), ("f", "öyle"), ("c", "o zaman oraya atayım")]),
    "whoever asks whether to give a number offers it": (Category.CONTACT_REQUEST, "m0", [("c", "podać ci mój numer?"), ("f", "tak podaj"), ("c", "512 003"), ("c", "418")]),
    "whoever asks to be given something asked for the address that comes": (Category.CONTACT_REQUEST, "m0", [("c", "cho em xin nhé"), ("f", "lan.phuong83@yahoo.com")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKS)
def test_an_ask_is_read_where(name: str) -> None:
    category, message, lines = ASKS[name]
    assert message in [one["message_id"] for one in found(said(lines), category) if one["stance"] not in MILD]


INNOCENT: dict[str, tuple[Category, Said]] = {
    "the green file is no place to talk": (Category.LEAVE_PLATFORM, [("f", "ap ne dosri file nahi dekhi kya"), ("c", "konsi"), ("f", "hari wali, folder me neeche"), ("c", "haan dekh li, wohi final karo")]),
    "a file that is sent there is no money": (Category.OFF_PLATFORM_PAYMENT, [("f", "i use revolut mostly"), ("c", "nice"), ("c", "i'll send the draft there")]),
    "one word after another is no name": (Category.MESSENGER, [("c", "the discord bot answers twice"), ("f", "which command"), ("c", "rank"), ("c", "22")]),
    "an order that the other side goes on with is no number": (Category.PHONE, [("c", "the order starts with 202, the rest is missing"), ("f", "555"), ("f", "0163")]),
    "prices of two people are no number": (Category.PHONE, [("c", "i have 202 for the rest"), ("f", "555"), ("c", "0163")]),
    "praise for what somebody uses agrees to nothing": (Category.OFF_PLATFORM_PAYMENT, [("f", "i use revolut mostly"), ("c", "oh nice")]),
    "a word like one of the address corrects nothing without an excuse": (Category.EMAIL, [("f", "studio.tallow@posteo.de"), ("f", "the studios are booked")]),
    "a file that came after a wink is no money": (Category.OFF_PLATFORM_PAYMENT, [("c", "wie immer, du weißt schon"), ("f", "angekommen")]),
}  # fmt: skip


@pytest.mark.parametrize("name", INNOCENT)
def test_no_alarm_is_raised_by(name: str) -> None:
    category, lines = INNOCENT[name]
    hits = [one for one in found(said(lines), category) if one["stance"] not in MILD]
    assert hits == [] or (category is Category.EMAIL and len(hits) == 1)
