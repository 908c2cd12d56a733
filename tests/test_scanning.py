"""The scanner as a whole: offsets in the original, spread details, stances, processes, and the command."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from auditor.crew import Crew
from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning import scan_frame
from auditor.scanning.finding import find_in
from auditor.scanning.folding import fold
from auditor.scanning.workers import Asked, find_here, finder, warm
from tests.support.running import auditor

MORNING = datetime(2026, 5, 4, 9)
Talk = list[tuple[str, int, str]]


def thread(talk: Talk) -> pl.DataFrame:
    """Messages of one thread: sender, minutes after nine, body."""
    rows = [
        (f"m{number}", "t", who, MORNING + timedelta(minutes=at), body) for number, (who, at, body) in enumerate(talk)
    ]
    schema = {
        "id": pl.String,
        "thread": pl.String,
        "sender": pl.String,
        "sent_at": pl.Datetime("us"),
        "body": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def found(talk: Talk, category: Category) -> list[dict[str, object]]:
    """Detections of one category in a thread, gate and no gate agreeing."""
    frame = thread(talk)
    gated = scan_frame(frame, ("US",))
    assert gated.equals(scan_frame(frame, ("US",), everything=True))
    return [row for row in gated.iter_rows(named=True) if row["category"] == category.value]


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


def test_folding_maps_every_letter_into_the_text() -> None:
    text = "ﬃ Ⅷ ½ &amp;&commat; %40 🅰🅱 4️⃣1️⃣ Жук\u0301"
    view = fold(text)
    for at in range(len(view.text)):
        start, end = view.span(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_number_in_three_messages_is_one_detection_that_names_them_all() -> None:
    talk = [("client", 0, "my number: 415"), ("freelancer", 1, "ok"), ("client", 1, "555"), ("client", 2, "0137")]
    (one,) = found(talk, Category.PHONE)
    assert (one["message_ids"], one["message_id"], one["normalized"]) == (["m0", "m2", "m3"], "m3", "+14155550137")
    assert one["obfuscated"] is True


def test_an_address_in_pieces_is_one_detection() -> None:
    talk = [("client", 0, "petra.lind"), ("client", 0, "at"), ("client", 1, "gmail.com")]
    (one,) = found(talk, Category.EMAIL)
    assert (one["message_ids"], one["normalized"]) == (["m0", "m1", "m2"], "petra.lind@gmail.com")


@pytest.mark.parametrize(
    "talk",
    [
        [("client", 0, "my number: 415"), ("freelancer", 1, "555 0137")],
        [("client", 0, "my number: 415"), ("client", 40, "555"), ("client", 41, "0137")],
        [
            ("client", 0, "How many hours?"),
            ("freelancer", 1, "12"),
            ("freelancer", 2, "2025"),
            ("freelancer", 3, "4500"),
        ],
        [
            ("client", 0, "I paid 415"),
            ("client", 1, "for 555 rows"),
            ("client", 2, "of the 0137 batch we talked about in the call"),
        ],
    ],
    ids=["two senders", "more than half an hour", "hours, a year, a price", "sentences about work"],
)
def test_pieces_that_do_not_belong_together_are_not_joined(talk: Talk) -> None:
    assert [one for one in found(talk, Category.PHONE) if len(one["message_ids"]) > 1] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "category", "stance"),
    [
        ("I can pay you directly, outside of the platform", Category.OFF_PLATFORM_PAYMENT, Stance.OFFER),
        ("I can't take payments outside of the platform", Category.OFF_PLATFORM_PAYMENT, Stance.DECLINE),
        ("let's continue outside of upwork", Category.LEAVE_PLATFORM, Stance.OFFER),
        ("I would rather not continue outside of upwork", Category.LEAVE_PLATFORM, Stance.DECLINE),
        ("can you share your whatsapp number?", Category.CONTACT_REQUEST, Stance.REQUEST),
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
    ],
)
def test_work_talk_raises_no_alarm(text: str) -> None:
    assert {stance for _, stance in stances(text)} <= {Stance.MENTION, Stance.DECLINE}


def test_an_answer_takes_its_meaning_from_the_question() -> None:
    asked = "can you pay me outside of the platform?"
    no = found([("client", 0, asked), ("freelancer", 5, "no, sorry")], Category.OFF_PLATFORM_PAYMENT)
    yes = found([("client", 0, asked), ("freelancer", 5, "sure, sounds good")], Category.OFF_PLATFORM_PAYMENT)
    assert [one["stance"] for one in no if one["message_id"] == "m1"] == ["decline"]
    assert [one["stance"] for one in yes if one["message_id"] == "m1"] == ["accept"]


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
    (one,) = [json.loads(line) for line in ended.out.splitlines()]
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
        ("a.jsonl", b'{"body": "x"}\n{"body":\n', 3, ":2"),
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
