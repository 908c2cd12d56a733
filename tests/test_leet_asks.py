"""Asks in digits for letters and in single letters are read where they make a whole phrase; the same signs in work talk say nothing."""

from __future__ import annotations

import time

import polars as pl
import pytest

from auditor.scanning import scan_frame
from auditor.scanning.leet import undone

ASKS = (
    ("p4y me outs1de", "off_platform_payment"),
    ("g1ve me y0ur numb3r", "contact_request"),
    ("ur numb3r plz", "contact_request"),
    ("s3nd me your em4il", "contact_request"),
    ("wh4t's your numb3r", "contact_request"),
    ("let's go off-pl@tform", "leave_platform"),
    ("c0ntact me d1rectly", "leave_platform"),
    ("sk1p the fees", "fee_avoidance"),
    ("p4game por fuera", "off_platform_payment"),
    ("дай н0мер", "contact_request"),
    ("p a y  o u t s i d e", "off_platform_payment"),
    ("p.a.y m.e d.i.r.e.c.t.l.y", "off_platform_payment"),
    ("p4y m3 0uts1de upw0rk", "off_platform_payment"),
    ("s3nd m3 y0ur ph0ne numb3r", "contact_request"),
    ("t3xt m3 0n my ph0ne", "contact_request"),
    ("y0ur em4il pl3ase", "contact_request"),
    ("p a y m e d i r e c t l y", "off_platform_payment"),
    ("c o n t a c t m e o u t s i d e", "leave_platform"),
    ("o-u-t-s-i-d-e u-p-w-o-r-k", "leave_platform"),
    ("pay me outs1de of fiverr", "off_platform_payment"),
)
QUIET = (
    "the regex f33 and n0de",
    "b2b c0de rev1ew process",
    "A B C  D E F",
    "the u.s.a. and u.k. e.g. i.e. p.s.",
    "a p i  k e y",
    "v3rs10n 2.0 of the l0g1c",
    "c o d e r e v i e w p r o c e s s",
    "20 m3 of gravel at s1te level",
    "t e x t s i z e i n p x",
    "the n0mber field and the em4il column fail",
)


def _scanned(text: str) -> pl.DataFrame:
    frame = pl.DataFrame([{"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}])
    gated = scan_frame(frame, ("US",))
    assert gated.equals(scan_frame(frame, ("US",), everything=True))
    return gated


@pytest.mark.parametrize(("text", "category"), ASKS)
def test_an_ask_in_signs_for_letters_is_found(text: str, category: str) -> None:
    hits = _scanned(text).filter(pl.col("category") == category)
    assert hits["obfuscated"].to_list() == [True]
    assert set(hits["stance"]) <= {"offer", "request"}


@pytest.mark.parametrize("text", QUIET)
def test_signs_for_letters_in_work_talk_say_nothing(text: str) -> None:
    assert set(_scanned(text)["stance"]) <= {"mention", "decline"}


@pytest.mark.parametrize("part", ("a.", "p4", "a ", "@", "a b  ", "p4y "))
def test_hostile_texts_take_linear_time(part: str) -> None:
    started = time.perf_counter()
    undone(part * (100_000 // len(part)))
    assert time.perf_counter() - started < 2
