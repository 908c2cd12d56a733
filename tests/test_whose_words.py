"""What stands behind an ask in its own sentence or before it says whose words it is; the next sentence tells of itself. Praise,
refusals and talk of mail alarm nobody, and an answer is read by the thread it stands in."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from auditor.model.attachments import with_attachments
from auditor.model.words import Category, Stance
from auditor.scanning import scan_frame
from tests.support.running import auditor

ASKS = {Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST}
MEANT = {Stance.OFFER, Stance.REQUEST}


def scanned(*bodies: str) -> list[dict[str, str | None]]:
    """The detections of a thread in which both sides speak in turns."""
    rows = len(bodies)
    frame = pl.DataFrame(
        {
            "id": [f"m{at}" for at in range(rows)], "thread": ["t"] * rows, "sender": ["client", "freelancer"] * (rows // 2) + ["client"] * (rows % 2),
            "sent_at": [f"2025-03-01T10:{at:02}:00" for at in range(rows)], "body": list(bodies),
        }
    ).with_columns(pl.col("sent_at").str.to_datetime())  # fmt: skip
    return scan_frame(frame, ("US", "GB", "IN")).to_dicts()


def asks(*bodies: str) -> set[str | None]:
    return {one["stance"] for one in scanned(*bodies) if one["category"] in ASKS}


@pytest.mark.parametrize(
    "text",
    [
        "Could you pay me outside? The client before you was fine with it, he asked for it.",
        "Can we settle it outside of the platform? I take 15% off.",
        "Give me your number, I take two minutes of your time. Scene 4 is done.",
        "Kannst du mich außerhalb bezahlen? Mein letzter Kunde wollte das auch.",
        "¿Me puedes pagar por fuera? Mi último cliente quería lo mismo.",
        "Tu peux me payer en dehors ? Mon dernier client voulait ça aussi.",
        "Upwork says I lose 10%, so pay me outside",
    ],
)
def test_the_next_sentence_does_not_make_an_ask_somebody_elses(text: str) -> None:
    assert asks(text) & MEANT


@pytest.mark.parametrize(
    "text",
    [
        "Can you pay me outside, my last client asked.",
        '"Can you pay me outside?" one client wrote',
        "The rules say: do not pay outside the platform",
        "Scene 3: he says pay me outside",
    ],
)
def test_the_own_sentence_does(text: str) -> None:
    assert not asks(text) & MEANT


@pytest.mark.parametrize(
    "text",
    [
        "I saw your drawings on Instagram, wonderful!", "Your LinkedIn looks impressive, well done.", "He visto tus trabajos en Instagram, ¡qué bonitos!",
        "Ich habe deine Bilder auf Instagram gesehen, toll.", "Vi seus trabalhos no Instagram, lindos!", "Widziałem twoje prace na Instagramie, piękne",
        "I refuse to switch to WhatsApp.", "We decline to talk on Telegram.", "Paying me by PayPal would get us both in trouble.",
        "Our newsletters get blocked at yahoo", "The footer is cut at gmail", "Bounces are higher at hotmail",
        "postgres://app:secret@db.nordbyg.dk:5432/main", "scp site.zip deploy@web1.nordbyg.dk:/var/www",
        "Outside is cheaper than inside, so we paint the facade first.", "Leave the platform running overnight, please.",
    ],
)  # fmt: skip
def test_praise_refusals_and_mail_that_is_work_alarm_nobody(text: str) -> None:
    meant = [
        one
        for one in scanned(text)
        if one["stance"] in MEANT and one["category"] not in ("fee_avoidance", "coded_language")
    ]
    assert not meant, meant


@pytest.mark.parametrize(
    "text", ["I saw your drawings on Instagram, can I write to you there?", "Add me on Instagram", "What is your LinkedIn?", "my mail is blue at outlook", "nordbyg at gmail"]
)  # fmt: skip
def test_asks_and_details_beside_them_do(text: str) -> None:
    assert [one for one in scanned(text) if one["stance"] in MEANT]


@pytest.mark.parametrize(
    ("asked", "answer", "number"),
    [
        ("¿me das tu número?", "claro, 612 345 678", "+34612345678"),
        ("envíame tu número por favor", "ahí va: 612 345 678", "+34612345678"),
        ("mi dai il tuo numero?", "347 1234567", "+393471234567"),
        ("cho anh xin zalo nhé", "dạ 0912345678", "+84912345678"),
        ("what is your number?", "ok 415 555 0137", "+14155550137"),
    ],
)
def test_an_answer_is_dialled_where_its_thread_speaks(asked: str, answer: str, number: str) -> None:
    assert [one["normalized"] for one in scanned(asked, answer) if one["category"] == Category.PHONE] == [number]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Do you have Telegram?", "Sure, I am @veralund"), ("Ci sentiamo su Telegram?", "Va bene, sono @veralund"), ("On passe sur Telegram ?", "Oui, je suis @veralund"),
        ("Przejdziemy na Telegram?", "Jasne, jestem @veralund"), ("Есть телеграм?", "да, я @veralund"), ("Telegram var mı?", "evet, ben @veralund"),
    ],
)  # fmt: skip
def test_who_names_himself_by_a_sign_is_found(asked: str, answer: str) -> None:
    assert ("messenger", "veralund") in {(one["category"], one["normalized"]) for one in scanned(asked, answer)}


@pytest.mark.parametrize("answer", ["ako nalang", "I am waiting", "sono pronto", "yes, ask @maria"])
def test_who_speaks_of_himself_without_one_is_not(answer: str) -> None:
    assert "messenger" not in {one["category"] for one in scanned("Do you have Telegram?", answer) if one["normalized"]}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Can I pay you by PayPal?", "Only through the platform, sorry"), ("Can we pay via Wise?", "Only via the milestone please"),
        ("Können wir auf WhatsApp schreiben?", "Lieber hier, danke"), ("¿Te pago por PayPal?", "Solo por la plataforma"),
    ],
)  # fmt: skip
def test_who_stays_on_the_platform_declines(asked: str, answer: str) -> None:
    assert Stance.DECLINE in {one["stance"] for one in scanned(asked, answer) if one["message_id"] == "m1"}


def test_pages_are_whole() -> None:
    found = {one["value"] for one in scanned("see https://nordbyg.dk/my%20page.html and https://nordbyg.dk/x/(about).")}
    assert {"https://nordbyg.dk/my%20page.html", "https://nordbyg.dk/x/(about)"} <= found


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("vera@posteo.de.png; budget.xlsx", ["vera@posteo.de.png", "budget.xlsx"]),
        ("a.pdf, b.pdf|c.docx", ["a.pdf", "b.pdf", "c.docx"]),
        ("Offer, final version.pdf", ["Offer, final version.pdf"]),
        ("notes; draft", ["notes; draft"]),
    ],
)
def test_several_names_in_one_cell_are_read_one_by_one(cell: str, lines: list[str]) -> None:
    assert with_attachments("hi", {"attachments": cell}).split("\n") == ["hi", *lines]


def test_detections_stand_in_the_order_of_the_file_and_times_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    rows = "\n".join(
        f"t1,client,{'yesterday' if at == 3 else f'2025-03-01T10:{at:02}:00Z'},mail me at desk{at}@nordbyg.dk"
        for at in range(1, 13)
    )
    file = tmp_path / "chat.csv"
    file.write_text(f"thread_id,sender,sent_at,body\n{rows}\n", encoding="utf-8")
    ended = auditor("scan", file, "--format", "jsonl")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["id"] for one in found if one["category"] == "email"] == [str(at) for at in range(1, 13)]
    assert ended.status == 0 and ended.err.count("\n") == 1
    assert (
        f"{file}:4: column sent_at: 'yesterday' is no time that can be read" in ended.err
        and "-> write it as" in ended.err
    )
