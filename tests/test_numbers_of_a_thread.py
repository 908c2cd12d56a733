"""A number that is all of a message is dialled where its thread speaks, unless the default region has it and writes it so."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest

from auditor.model.words import Category
from auditor.scanning import scan_frame

BEGIN = datetime(2026, 3, 2, 9)
TALKS = [
    (("¿tienes whats?", "sí", "pásamelo", "55 1234 5678"), "+525512345678"),
    (("¿tienes whats?", "sí", "pásamelo", "415 555 0137"), "+14155550137"),
    (("do you have whatsapp?", "yes", "send it", "212 736 5000"), "+12127365000"),
    (("do you have whatsapp?", "yes", "gracias", "212 736 5000"), "+12127365000"),
]


@pytest.mark.parametrize(("said", "number"), TALKS, ids=[" / ".join(said) for said, _ in TALKS])
def test_a_bare_number_is_dialled_at_home_or_where_the_thread_speaks(said: tuple[str, ...], number: str) -> None:
    rows = [
        (str(at), "t", ("client", "freelancer")[at % 2], BEGIN + timedelta(minutes=at), body)
        for at, body in enumerate(said)
    ]
    frame = pl.DataFrame(rows, schema=["id", "thread", "sender", "sent_at", "body"], orient="row")
    found = scan_frame(frame, ("US",)).filter(pl.col("category") == Category.PHONE.value)
    assert found["normalized"].to_list() == [number]
