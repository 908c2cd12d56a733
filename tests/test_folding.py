"""A text is folded stretch by stretch to what it is folded to sign by sign, and every sign keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.scanning.folding import fold

PLAIN = "Call me, please"
# As written; as read; how many signs of the original each of its signs stands for.
ODD = {
    "one sign that is read as three": ("…", "...", (0, 0, 0)),
    "a full-width letter": ("\uff21", "a", (0,)),
    "an escape": ("&#64;", "@", (0,)),
    "nothing at all": ("\u200b", "", ()),
    "the mark of what is dropped, in the export itself": ("\x00…", "...", (1, 1, 1)),
    "the last sigma of a word": ("ΟΔΟΣ…", "οδοσ...", (0, 1, 2, 3, 4, 4, 4)),
}


@pytest.mark.parametrize("case", ODD)
def test_a_sign_among_plain_ones_moves_none_of_them(case: str) -> None:
    written, read, places = ODD[case]
    before, after = f"{PLAIN} ", f" {PLAIN} é…"
    view = fold(before + written + after)
    behind = len(before) + len(written)
    assert view.text == before.lower() + read + after.lower().replace("é", "e").replace("…", "...")
    assert view.starts is not None
    assert list(view.starts[: len(before)]) == list(range(len(before)))
    assert [at - len(before) for at in view.starts[len(before) : len(before) + len(read)]] == list(places)
    assert view.span(len(before) + len(read), len(view.text)) == (behind, behind + len(after))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["&#64;", "%40", "…", "\uff21", "\u0301", "é", "İ", "Σ", "\x00", "x", "1"]),
            st.characters(codec="utf-8"),
        ),
        max_size=12,
    )
)
def test_what_stands_before_a_space_is_read_alike_whatever_follows(parts: list[str]) -> None:
    alone, followed = (fold("".join(parts) + end) for end in (" …", " … and so on…"))
    assert followed.text.startswith(alone.text)
    assert alone.starts is not None and followed.starts is not None
    assert list(followed.starts[: len(alone.text)]) == list(alone.starts)
