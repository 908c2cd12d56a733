"""Phrases that only name a thing of the work, lie in a picture or are a line of a page are no asks; the same words between two people are."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

NAMED = (
    "Drop the middleman wrapper box and call the repository",
    "skip the middleman class here, use the service",
    "cut out the 15 percent dark overlay",
    "lets cut out the 20% overlay of the hero",
    "Remove the middleman popup from the header",
    "Put it into the green app bar",
    "look me up in the commit history",
    "the shadow outside the platform in the drawing is wrong",
    "Pon la etiqueta fuera de la plataforma",
    "Trabajan en una escena fuera de la plataforma petrolera",
    "Der Rahmen außerhalb der Plattform im Foto ist schief",
    "Le texte hors de la plateforme dans le dessin est flou",
    "тень вне платформы на картинке размыта",
    "Кнопка поза сайтом",
    "Комиссия банка 3%, как её обойти в таблице?",
    "Die Gebühr in Spalte C sparen wir uns bitte",
    "Fußzeile: keine Gebühren mehr",
    "Аккаунт в аренду — такая кнопка нужна в меню",
    "加我两个图层",
    "加我一行文字",
    "My boss is on the phone, one minute",
    "Add the key to the list? no need, done through the platform",
    "Write a review of this novel, four stars out of ten",
)
MEANT = (
    "remove the middleman and we both win",
    "lets cut out the 10 percent",
    "let's skip the fees and layer the deal outside",
    "let's move to the green app",
    "look me up on google",
    "trabajemos fuera de la plataforma",
    "lass uns außerhalb der Plattform arbeiten",
    "давай работать вне платформы",
    "Давай працювати поза сайтом",
    "как обойти комиссию биржи?",
    "сдам аккаунт в аренду",
    "加我",
    "are you on the phone?",
    "no need to go through the platform",
)


def _asks(text: str) -> list[str]:
    frame = pl.DataFrame([{"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}])
    found = scan_frame(frame, ("US",))
    assert found.equals(scan_frame(frame, ("US",), everything=True))
    return found.filter(pl.col("stance").is_in(["offer", "request", "accept"]))["category"].to_list()


@pytest.mark.parametrize("text", NAMED)
def test_the_name_of_a_thing_is_no_ask(text: str) -> None:
    assert _asks(text) == []


@pytest.mark.parametrize("text", MEANT)
def test_the_same_words_between_two_people_are_one(text: str) -> None:
    assert _asks(text) != []
