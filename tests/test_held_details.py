"""Details that a page, a program or a translated text is to hold are told of; under a thin pretext they are handed out."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

HELD = (
    'git commit --author="Dora Lind <dora@lindworks.io>"',
    "Author: Dora Lind <dora@lindworks.io>",
    "The Twilio number +12127365000 returns error 21211",
    "Use IBAN DE89370400440532013000 as a sample",
    "the hotline 0800 1234567 must be clickable in the header",
    "hide e-mail addresses such as dora@lindworks.io in logs",
    "The scraper collects e-mails like dora@lindworks.io",
    "Use paypal.me/doralind as a test link",
    "The button opens wa.me/447911123456",
    "The ad copy: WhatsApp us at +44 7911 123456",
    'In the flyer write "WhatsApp us at +44 7911 123456"',
    "2025-03-01 12:00:01 ERROR failed to send SMS to +12127365000",
    "[INFO] user login dora@lindworks.io from 10.0.0.1",
    "Add a TXT record for lindworks.io and an MX pointing to mx1.lindworks.io",
    "The map pin should be at 221B Baker Street, London NW1 6XE",
    'Translate: "Call us at +44 7911 123456 or write to info@lindworks.io"',
    "Please proofread: For bookings, WhatsApp +44 7911 123456.",
    "Traduire : « Appelez-nous au 06 12 34 56 78 »",
    "Traduzca este texto: Llámenos al 612 345 678",
    'Bitte übersetzen: "Rufen Sie uns an unter 030 901820"',
    "Przetłumacz: „Zadzwoń do nas: 512 345 678”",
    "Alt kısma 0532 123 45 67 numarasını ekleyin",
    "ضع الرقم +966 50 123 4567 في أسفل الصفحة",
    "INSERT INTO users VALUES ('dora', 'dora@lindworks.io', '+12127365000')",
    "phone: '+12127365000', email: 'dora@lindworks.io'",
    "const SUPPORT_PHONE = '+12127365000';",
    '<a href="tel:+12127365000">Call us</a>',
    "Test data: Dora Lind, dora@lindworks.io, +1 212 736 5000",
    "Sample customer: dora@lindworks.io / 212-736-5000",
    "The client's letterhead says Tel +44 7911 123456",
    "upi://pay?pa=merchant@okaxis in the app's test",
    "Telegram-style chat bubbles",
    "Their IG @nike is the reference",
    "add twitter card meta tag @site",
)
HANDED_OUT = (
    "for the footer, you can also reach me there: dora@lindworks.io",
    "here's my test number, call me: +12127365000",
    "Test: my number is +12127365000, call me",
    "Put this in the footer and in your phone: +12127365000",
    "Footer text: call me any time on +12127365000 :)",
    "The log says dora@lindworks.io ;) write me there",
    "Translate this: my WhatsApp is +12127365000, message me",
    "Here is sample data: dora@lindworks.io that's me by the way",
    "curl my phone +12127365000 lol",
    '{"my":"real number","phone":"+12127365000"}',
    "```css\n/* Fragen? 0152 28817386 */\n```",
    "const x = 1; // ring 0152 28817386",
    "The upload returns an error, send the files to dora@lindworks.io",
    "row 17 is wrong, mail me at dora@lindworks.io",
    "the test link works, write to dora@lindworks.io",
    "dora at lindworks dot io for the footer",
    "test data: +1 212 736 5000, use it to reach me tonight",
    "my email for the git commit: dora@lindworks.io",
    "The database is ready. Call +1 212 736 5000",
)


def _details(text: str) -> set[str]:
    """The stances of the details and apps of a text."""
    row = {"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}
    hits = scan_frame(pl.DataFrame([row]), ("US",))
    return set(hits.filter(pl.col("normalized").is_not_null() | (pl.col("category") == "messenger"))["stance"])


@pytest.mark.parametrize("text", HELD)
def test_what_the_work_is_to_hold_is_told_of(text: str) -> None:
    assert _details(text) == {"mention"}


@pytest.mark.parametrize("text", HANDED_OUT)
def test_a_thin_pretext_hides_nothing(text: str) -> None:
    assert "offer" in _details(text)
