"""The scanner as a whole: offsets in the original, spread details, stances, processes, and the command."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from auditor.crew import Crew
from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in
from auditor.scanning.folding import fold
from auditor.scanning.warming import warm
from auditor.scanning.workers import Asked, find_here, finder
from tests.support.running import auditor


def stances(text: str) -> set[tuple[Category, Stance]]:
    return {(one.category, one.stance) for one in find_in(text, Scope())}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("naïve ﬁle: petra@fjordmail.net, ok", "petra@fjordmail.net"),
        ("x\u200b\u200by — mail pe\u200btra@fjordmail.net!", "pe\u200btra@fjordmail.net"),
        ("ＰＥＴＲＡ＠ｆｊｏｒｄｍａｉｌ．ｎｅｔ please", "ＰＥＴＲＡ＠ｆｊｏｒｄｍａｉｌ．ｎｅｔ"),
        ("&lt;b&gt; petra&#64;fjordmail&#46;net", "petra&#64;fjordmail&#46;net"),
        ("👋🏽👋🏽 petra@fjordmail.net", "petra@fjordmail.net"),
    ],
)
def test_a_folded_text_keeps_the_places_of_the_original(text: str, value: str) -> None:
    (one,) = [hit for hit in find_in(text, Scope()) if hit.category is Category.EMAIL]
    assert text[one.start : one.end] == value
    assert one.normalized == "petra@fjordmail.net"
    assert one.obfuscated is (value != "petra@fjordmail.net")


@pytest.mark.parametrize(
    "text",
    [
        "p e t r a at g m a i l dot c o m",
        "p e t r a (at) g m a i l (dot) c o m",
        "petra at gmail dot c o m",
        "p e t r a @ g m a i l . c o m",
    ],
)
def test_the_place_of_an_address_reaches_to_its_ending(text: str) -> None:
    (one,) = [hit for hit in find_in(f"mail {text}, ok", Scope()) if hit.category is Category.EMAIL]
    assert (f"mail {text}, ok"[one.start : one.end], one.normalized) == (text, "petra@gmail.com")


def test_folding_maps_every_letter_into_the_text() -> None:
    text = "ﬃ Ⅷ ½ &amp;&commat; %40 🅰🅱 4️⃣1️⃣ Жук\u0301"
    view = fold(text)
    for at in range(len(view.text)):
        start, end = view.span(at, at + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "category", "stance"),
    [
        ("I can pay you directly, outside of the platform", Category.OFF_PLATFORM_PAYMENT, Stance.OFFER),
        ("I can't take payments outside of the platform", Category.OFF_PLATFORM_PAYMENT, Stance.DECLINE),
        ("let's continue outside of upwork", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("I would rather not continue outside of upwork", Category.LEAVE_PLATFORM, Stance.DECLINE),
        ("can you share your whatsapp number?", Category.CONTACT_REQUEST, Stance.REQUEST),
        # A comma ends what a no refuses; a threat and a question that begins with its no refuse nothing.
        ("no, let's talk outside of upwork", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("don't you want to work directly?", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("I'll give you a bad review if you don't refund", Category.REVIEW_TRADE, Stance.OFFER),
        ("I never make exceptions, sorry", Category.ONE_OFF, Stance.DECLINE),
        # A fraud that is denied warns of none, and a gift makes an honest review a trade.
        ("let's continue outside of upwork, it's not a scam", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("leave me an honest 5 star review and you get a discount", Category.REVIEW_TRADE, Stance.OFFER),
        ("I won't skip the fee, that's against the rules", Category.FEE_AVOIDANCE, Stance.DECLINE),
        ("I don't want to lose 10% to upwork every time", Category.FEE_AVOIDANCE, Stance.OFFER),
        ("why don't we talk on whatsapp?", Category.MESSENGER, Stance.REQUEST),
        ("message me on telegram, not here", Category.MESSENGER, Stance.OFFER),
    ],
)
def test_the_stance_comes_from_the_sentence(text: str, category: Category, stance: Stance) -> None:
    assert (category, stance) in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "the shop needs PayPal and Wise in the checkout",
        "we are building a WhatsApp bot that answers customers",
        "the rules say: never pay outside of Upwork",
        "the call is from 0900 to 1200 eastern",
        "clients write on WhatsApp, link it to the CRM",
        "los clientes escriben por whatsapp, hay que pasarlo al crm",
        "Kunden schreiben per WhatsApp, bitte ans CRM anbinden",
        "our users can leave the platform anytime",
        "members can share their account with one friend",
        "the fees are too much text for one box",
        "can you move the chat widget somewhere else, it covers the cart",
        "use the green one for success states",
        "a guy asked to pay me by paypal outside of upwork, of course I said no",
        "mi hanno chiesto di affittare il mio account, è una truffa",
        "beware of people who want to move to telegram",
        "a short honest review would help me",
        "more work is coming, I will open a new contract for it",
        "is your price with or without the platform cut?",
        "nobody sees the layer below the table",
        "PayPal als Zahlarten ergänzen",
        "el numero de pedido es 5512340098",
        "o campo telefone precisa de máscara (99) 99999-9999",
        "this is a one time thing, the seeder runs on first boot only",
        "send me a direct link to the file",
        "lets take the site offline for an hour",
        "dönüşüm %20 arttı, hemen çıkma oranı %40 azaldı",
    ],
)
def test_work_talk_raises_no_alarm(text: str) -> None:
    assert {stance for _, stance in stances(text)} <= {Stance.MENTION, Stance.DECLINE}


def test_several_processes_find_the_same_in_the_same_order() -> None:
    asked = [Asked(f"write to desk{number}@fjordmail.net or +1 415 555 0{number:03}") for number in range(40)]
    with Crew(2) as crew:
        crew.begin(2, [warm])
        assert crew.size == 2
        assert finder(crew, worth=10)(asked, Scope(("US",))) == find_here(asked, Scope(("US",)))


MESSAGES = [
    {"message_id": "a", "sender": "client", "body": "write to petra@fjordmail.net"},
    {"message_id": "b", "sender": "system", "body": "write to petra@fjordmail.net"},
    {"message_id": "c", "sender": "client", "body": "thanks"},
]


def written(folder: Path, name: str) -> Path:
    path = folder / name
    lines = "".join(json.dumps(one) + "\n" for one in MESSAGES)
    if name.endswith(".csv"):
        pl.DataFrame(MESSAGES).write_csv(path)
    elif name.endswith(".gz"):
        path.write_bytes(gzip.compress(lines.encode()))
    else:
        path.write_text(lines if name.endswith("l") else json.dumps(MESSAGES), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["messages.csv", "messages.json", "messages.jsonl", "messages.jsonl.gz"])
def test_the_command_prints_one_object_per_detection(name: str, tmp_path: Path) -> None:
    ended = auditor("scan", written(tmp_path, name), "--format", "jsonl")
    assert ended.status == 0
    asked, one = (json.loads(line) for line in ended.out.splitlines())
    assert (asked["id"], asked["category"], asked["stance"]) == ("a", "contact_request", "request")
    assert (one["id"], one["category"], one["value"]) == ("a", "email", "petra@fjordmail.net")
    assert MESSAGES[0]["body"][one["start"] : one["end"]] == one["value"]


def test_the_command_takes_any_columns(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text('key,note\n7,"mail, then: petra@fjordmail.net"\n', encoding="utf-8")
    ended = auditor("scan", path, "--text", "note", "--id", "key", "--format", "jsonl")
    assert json.loads(ended.out)["id"] == "7"


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("none.csv", None, 2, "no such file"),
        ("a.docx", b"x", 2, "cannot be scanned"),
        ("a.csv", b"", 3, "empty"),
        ("a.csv", b"key,note\n1,x\n", 2, "column body or text"),
        ("a.json", b'[{"body": "x"},\n{"body":\n', 3, ":3"),
        ("a.jsonl.gz", b"\x1f\x8b\x08nothing", 3, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_scanned_is_named_with_its_remedy(
    name: str, content: bytes | None, status: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ended = auditor("scan", path)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err and "->" in ended.err


@pytest.mark.parametrize(
    "text",
    [
        'guzik "zapłać blikiem" ma zły odcień',
        '"Ruf mich an!" - duzen wir im ganzen Spot?',
        "кнопка «Напишите нам в WhatsApp» съехала",
        "标题写着“加我微信” 太俗了",
        'headline: "Pay me directly" sounds odd',
    ],
)
def test_words_on_a_button_or_in_a_headline_are_nobodys(text: str) -> None:
    assert {stance for _, stance in stances(text)} <= {Stance.MENTION}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ('poster: "skype live:petra_lind"', Category.MESSENGER),
        ('add me on "telegram", same name', Category.MESSENGER),
        ('let\'s work "outside" if you know what I mean', Category.LEAVE_PLATFORM),
        ('the poster is late, "petra@fjordmail.net" is my mail', Category.EMAIL),
    ],
)
def test_other_words_in_quotation_marks_are_meant(text: str, category: Category) -> None:
    assert any(one is category and stance is not Stance.MENTION for one, stance in stances(text))
