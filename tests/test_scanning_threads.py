"""What messages of one thread say together: details in pieces, asks over several messages, answers, money that was sent."""

from __future__ import annotations

from datetime import datetime
from itertools import permutations

import polars as pl
import pytest

from auditor.model.words import Category
from auditor.scanning import scan_frame
from tests.support.talks import Talk, found


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
            ("client", 0, "How many rows per file?"),
            ("freelancer", 1, "4521"),
            ("freelancer", 2, "1288"),
            ("freelancer", 3, "903"),
        ],
        [("client", 0, "what's the PIN for staging?"), ("freelancer", 1, "4155"), ("freelancer", 2, "550132")],
        [
            ("client", 0, "I paid 415"),
            ("client", 1, "for 555 rows"),
            ("client", 2, "of the 0137 batch we talked about in the call"),
        ],
    ],
    ids=["two senders", "more than half an hour", "hours, a year, a price", "counts", "a code", "sentences about work"],
)
def test_pieces_that_do_not_belong_together_are_not_joined(talk: Talk) -> None:
    assert [one for one in found(talk, Category.PHONE) if len(one["message_ids"]) > 1] == []  # type: ignore[arg-type]


def test_an_answer_takes_its_meaning_from_the_question() -> None:
    asked = "can you pay me outside of the platform?"
    no = found([("client", 0, asked), ("freelancer", 5, "no, sorry")], Category.OFF_PLATFORM_PAYMENT)
    yes = found([("client", 0, asked), ("freelancer", 5, "sure, sounds good")], Category.OFF_PLATFORM_PAYMENT)
    assert [one["stance"] for one in no if one["message_id"] == "m1"] == ["decline"]
    assert [one["stance"] for one in yes if one["message_id"] == "m1"] == ["accept"]


@pytest.mark.parametrize("no", ["No, I can't work on Saturday.", "No, the logo is not ready yet."])
def test_a_no_answers_the_last_question_before_it(no: str) -> None:
    asked = "can you pay me outside of the platform?"
    between = "Also, can you send the logo file today?"
    talk: Talk = [("client", 0, asked), ("client", 5, between), ("freelancer", 9, no)]
    assert [one for one in found(talk, Category.OFF_PLATFORM_PAYMENT) if one["message_id"] == "m2"] == []
    nudged: Talk = [("client", 0, asked), ("client", 5, "what do you think?"), ("freelancer", 9, "no, sorry")]
    assert [one["stance"] for one in found(nudged, Category.OFF_PLATFORM_PAYMENT)][-1] == "decline"


@pytest.mark.parametrize(
    "body",
    [
        "> can you pay me outside of the platform?\nNo, please keep it here.",
        "On 1 March 2025 Alma wrote:\n> can you pay me outside of the platform?\n\nSorry, that is not allowed.",
        "> can you pay me outside of the platform?\nNo.",
        "Sorry, that is not allowed.\n\n> can you pay me outside of the platform?",
    ],
    ids=["the quotation above", "under the line of a mail program", "a bare no", "the quotation below"],
)
def test_a_refusal_that_quotes_the_ask_is_a_refusal(body: str) -> None:
    talk: Talk = [("client", 0, "can you pay me outside of the platform?"), ("freelancer", 5, body)]
    asks = (Category.OFF_PLATFORM_PAYMENT, Category.LEAVE_PLATFORM)
    said = [one["stance"] for kind in asks for one in found(talk, kind) if one["message_id"] == "m1"]
    assert "decline" in said and set(said) <= {"decline", "mention"}


@pytest.mark.parametrize(
    ("talk", "category", "stance", "ids"),
    [
        ([("client", 0, "can you give me"), ("client", 1, "your phone number")], Category.CONTACT_REQUEST, "request", ["m0", "m1"]),
        ([("client", 0, "if you want"), ("client", 0, "i can pay you"), ("client", 1, "directly to your bank")], Category.OFF_PLATFORM_PAYMENT, "offer", ["m1", "m2"]),
        ([("freelancer", 0, "my venmo is @alma-draws22"), ("client", 9, "sent, check it")], Category.OFF_PLATFORM_PAYMENT, "accept", ["m1"]),
        ([("client", 0, "那支付宝"), ("freelancer", 1, "13570926418")], Category.PAYMENT_HANDLE, "offer", ["m0", "m1"]),
        ([("client", 0, "dollar sign"), ("client", 1, "then AlmaBuildsApps")], Category.PAYMENT_HANDLE, "offer", ["m0", "m1"]),
        ([("client", 0, "want to do the next one without upwork?"), ("freelancer", 3, "fine by me, less hassle")], Category.LEAVE_PLATFORM, "accept", ["m1"]),
        ([("client", 0, "Could I just pay you directly via PayPal?"), ("freelancer", 3, "Sure, my paypal is nina@larkspur-press.com")], Category.OFF_PLATFORM_PAYMENT, "accept", ["m1"]),
        ([("client", 0, "Können wir das ohne die Plattform machen?"), ("freelancer", 3, "Ja gerne, IBAN DE89370400440532013000")], Category.LEAVE_PLATFORM, "accept", ["m1"]),
    ],
    ids=["an ask in two", "an ask in three, the first of which adds nothing", "money that was sent", "an app, then the account", "a cash tag in words", "a yes with a tail", "a yes with an account", "a yes with a bank account"],
)  # fmt: skip
def test_what_several_messages_say_together_is_found(
    talk: Talk, category: Category, stance: str, ids: list[str]
) -> None:
    assert (stance, ids) in [(one["stance"], one["message_ids"]) for one in found(talk, category)]


@pytest.mark.parametrize(
    "talk",
    [
        [("client", 0, "can you give me"), ("freelancer", 1, "a second"), ("client", 1, "your phone number")],
        [("client", 0, "can you give me"), ("client", 9, "your phone number")],
        [("client", 0, "the mockups?"), ("freelancer", 1, "sent, check it")],
        [
            ("client", 0, "Shall I release the milestone?"),
            ("freelancer", 1, "Sure, and my IBAN DE89370400440532013000 is on file."),
        ],
    ],
    ids=[
        "somebody answers in between",
        "nine minutes later",
        "nothing was to be paid",
        "nothing was asked that is not allowed",
    ],
)
def test_messages_that_are_no_sentence_ask_nothing_together(talk: Talk) -> None:
    asks = (Category.CONTACT_REQUEST, Category.OFF_PLATFORM_PAYMENT)
    assert [one for category in asks for one in found(talk, category)] == []


@pytest.mark.parametrize(
    ("body", "stance"),
    [
        ("Please do not send yan@quietco.biz here before a contract, it is against the rules.", "mention"),
        ("Sorry, I cannot write to yan@quietco.biz, Upwork does not allow that.", "mention"),
        ("No puedo escribir a yan@quietco.biz, lo siento.", "mention"),
        ('You wrote "my mail is yan@quietco.biz" - please keep everything on Upwork.', "mention"),
        ("> my mail is yan@quietco.biz\n\nI can only talk here.", "mention"),
        ("Upwork policy says: do not share details such as yan@quietco.biz before a contract.", "mention"),
        ("No, yan@quietco.biz is not mine.", "mention"),
        ("ok, I'll write to you at yan@quietco.biz", "offer"),
        ("Don't worry, I will write to yan@quietco.biz", "offer"),
        ("Upwork doesn't allow that, so write to yan@quietco.biz", "offer"),
        ("do not answer here but to yan@quietco.biz", "offer"),
        ("the logo should say 'mail to yan@quietco.biz' ;)", "offer"),
    ],
)
def test_who_refuses_or_quotes_an_address_only_mentions_it(body: str, stance: str) -> None:
    talk: Talk = [("client", 0, "my mail is yan@quietco.biz"), ("freelancer", 5, body)]
    assert [one["stance"] for one in found(talk, Category.EMAIL)] == ["offer", stance]


@pytest.mark.parametrize(
    "body",
    [
        "Upwork says you must not pay outside Upwork.",
        "The terms forbid payments outside the platform.",
        "Upwork bans people who pay outside the platform.",
        "Die AGB verbieten Zahlungen außerhalb der Plattform.",
        "Upwork platform dışında ödeme yapmayı yasaklıyor.",
        "Upwork melarang pembayaran di luar platform.",
        "Upwork के नियम प्लेटफॉर्म के बाहर भुगतान करने की मनाही करते हैं.",
    ],
)
def test_who_quotes_the_rule_asks_for_nothing(body: str) -> None:
    asks = (Category.OFF_PLATFORM_PAYMENT, Category.LEAVE_PLATFORM)
    said = [one["stance"] for kind in asks for one in found([("client", 0, body)], kind)]
    assert said and set(said) <= {"decline", "mention"}


def test_a_question_is_for_what_its_first_answer_gives_in_whatever_order_rows_are_read() -> None:
    rows = [
        ("1", "t", "client", datetime(2026, 1, 1, 9), "and where do I send it?"),
        ("2", "t", "freelancer", datetime(2026, 1, 1, 10), "DE89 3704 0044 0532 0130 00"),
        ("3", "t", "freelancer", datetime(2026, 1, 1, 11), "+49 151 23456789"),
    ]
    schema = ["id", "thread", "sender", "sent_at", "body"]
    said = [
        scan_frame(pl.DataFrame(order, schema=schema, orient="row"), ("US",)).filter(pl.col("message_id") == "1")
        for order in permutations(rows)
    ]
    assert said[0]["category"].to_list() == ["off_platform_payment"]
    assert all(one.equals(said[0]) for one in said)


@pytest.mark.parametrize(
    ("asked", "answer", "name"),
    [
        ("do you have telegram?", "Yes: @lena_fischer", "lena_fischer"),
        ("do you have telegram?", "yes, it's lena_fischer", "lena_fischer"),
        ("а в телеге есть?", "да, lena_fischer", "lena_fischer"),
        ("tienes telegram?", "si, lena_fischer", "lena_fischer"),
        ("do you have discord?", "yep lenaf#4821", "lenaf#4821"),
        ("do you have venmo?", "sure, lena-fischer", "lena-fischer"),
        ("do you have telegram?", "yes, tomorrow", None),
        ("do you have telegram?", "yes, well-known", None),
        ("do you have telegram?", "ok, v2.0.1", None),
    ],
)
def test_a_yes_may_stand_before_the_name_that_was_asked_for(asked: str, answer: str, name: str | None) -> None:
    hits = scan_frame(
        pl.DataFrame(
            [
                ("1", "t", "client", datetime(2026, 1, 1, 9), asked),
                ("2", "t", "freelancer", datetime(2026, 1, 1, 10), answer),
            ],
            schema=["id", "thread", "sender", "sent_at", "body"],
            orient="row",
        ),
        ("US",),
    )
    told = hits.filter(pl.col("message_id") == "2")["normalized"].drop_nulls().to_list()
    assert told == ([name] if name else [])
