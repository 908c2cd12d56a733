"""Details that are given beside what is said of the work: finished work is reported, and what follows a number is none of it."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

PHONE, EMAIL, MESSENGER, URL = Category.PHONE, Category.EMAIL, Category.MESSENGER, Category.URL


def stances(text: str, category: Category) -> set[Stance]:
    return {one.stance for one in find_in(text, Scope()) if one.category is category}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The footer is done, here is how we talk: mira@alderloft.io", EMAIL),
        ("The CSV is attached, 212-736-5000 is better for talking", PHONE),
        ("Визитка готова, пишите в телеграм @mira_alder", MESSENGER),
        ("Kartu nama sudah jadi, WA 0812 3456 7890", PHONE),
        ("Translation done: see telegram @mira_alder", MESSENGER),
        ("info: 212-736-5000", PHONE),
        ("git is great, 212-736-5000", PHONE),
        ("curl up with tea and ring +1 212 736 5000", PHONE),
        ("values (mine): mira@alderloft.io", EMAIL),
        ("QR code attached or 212-736-5000", PHONE),
        ("Schick mir die Datei im Format PDF, Tel 0151 23456789", PHONE),
        ("格式已改好，电话13812345678", PHONE),
        ("hosted by Alderloft.io", URL),
    ],
)
def test_who_has_finished_and_gives_a_detail_gives_it(text: str, category: Category) -> None:
    assert stances(text, category) == {Stance.OFFER}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Füge im Footer die Telefonnummer 030 901820 hinzu", PHONE),
        ("Put +1 212 736 5000 in the footer as the shop's phone", PHONE),
        ("Добавьте в футер телефон 8 916 123 45 67", PHONE),
        ('git commit --author "Mira <mira@alderloft.io>"', EMAIL),
        ("[ERROR] mail to mira@alderloft.io bounced", EMAIL),
        ("error: could not deliver to mira@alderloft.io", EMAIL),
        ('Please translate: "Call us at +1 212 736 5000"', PHONE),
    ],
)
def test_what_the_work_is_to_hold_is_no_offer(text: str, category: Category) -> None:
    assert stances(text, category) <= {Stance.MENTION}


@pytest.mark.parametrize(
    ("text", "category", "normalized"),
    [
        ("call 212-736-5000 - 2 pm is best", PHONE, ["+12127365000"]),
        ("my phone 212-736-5000\n- 2 logos\n- 1 flyer", PHONE, ["+12127365000"]),
        ("Tel 0151 23456789 - 8 Uhr", PHONE, ["+4915123456789"]),
        ("+7 916 123 45 67 +7 903 123 45 67", PHONE, ["+79161234567", "+79031234567"]),
        ("call 212-736-5001 minus one", PHONE, ["+12127365000"]),
        ("call 212-736-5001 - 1", PHONE, ["+12127365000"]),
        # Strokes part the groups of a number; one within a group is a digit that it looks like.
        ("212|736|5000 call", PHONE, ["+12127365000"]),
        ("моб 8|916|123|45|67", PHONE, ["+79161234567"]),
        ("2|2-736-5000 call me", PHONE, ["+12127365000"]),
        ("my card 4532 0151 1283 0366 - 100 usd", Category.CARD, ["4532015112830366"]),
        ("my card 4532 0151 1283 0366 - 2 days", Category.CARD, ["4532015112830366"]),
        ("my card 4532 - 0151 - 1283 - 0366", Category.CARD, ["4532015112830366"]),
    ],
)
def test_what_follows_a_number_is_no_part_of_it(text: str, category: Category, normalized: list[str]) -> None:
    assert [one.normalized for one in find_in(text, Scope()) if one.category is category] == normalized
