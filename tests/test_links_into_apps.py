"""Links that open an app name who is to be reached there: whatsapp://send?phone=..., tg://resolve?domain=..."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Stance
from auditor.scanning.finding import find_in
from tests.test_gate import same

LINKS = {
    "whatsapp://send?phone=14155552671": ("whatsapp", "+14155552671"),
    "whatsapp://send/?phone=%2B14155552671&text=hi": ("whatsapp", "+14155552671"),
    "viber://chat?number=%2B14155552671": ("viber", "+14155552671"),
    "viber://add?number=14155552671": ("viber", "+14155552671"),
    "tg://resolve?domain=dora_lind": ("telegram", "dora_lind"),
    "open tg://resolve?domain=doralind please": ("telegram", "doralind"),
    "tg://resolve?phone=14155552671": ("telegram", "+14155552671"),
    "tg://msg?to=+14155552671": ("telegram", "+14155552671"),
    "tg://join?invite=AbCdEf12Gh": ("telegram", "AbCdEf12Gh"),
    "skype:dora.lind?chat": ("skype", "dora.lind"),
    "instagram://user?username=dora_lind": ("instagram", "dora_lind"),
    "twitter://user?screen_name=doralind": ("twitter", "doralind"),
    "snapchat://add/doralind": ("snapchat", "doralind"),
    "fb-messenger://user-thread/doralind": ("messenger", "doralind"),
    "viber://pa?chatURI=doralind": ("viber", "doralind"),
    "paypal://paypalme/doralind": ("paypal", "doralind"),
    "cashapp://cash.app/pay/$doralind": ("cashapp", "doralind"),
    "line://ti/p/~doralind": ("line", "doralind"),
    "upi://pay?pa=doralind@okaxis&pn=Dora": ("upi", "doralind@okaxis"),
    "venmo://paycharge?txn=pay&recipients=dora-lind": ("venmo", "dora-lind"),
}
OF_WORK = (
    "the whatsapp://send?phone= scheme does not open on iOS",
    "use whatsapp://send?text=hello for the share button",
    "replace tg://resolve?domain= with https",
)


@pytest.mark.parametrize("text", LINKS)
def test_who_is_named_is_found(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert [(one.kind, one.normalized, one.stance) for one in found] == [(*LINKS[text], Stance.OFFER)]


@pytest.mark.parametrize("text", OF_WORK)
def test_a_link_without_anybody_is_work(text: str) -> None:
    assert {one.stance for one in find_in(text, Scope())} <= {Stance.MENTION}


def test_the_name_of_a_parameter_is_nobodys() -> None:
    assert [one.normalized for one in find_in("tg://openmessage?user_id=123456789", Scope()) if one.normalized] == []


def test_they_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate((*LINKS, *OF_WORK)))
