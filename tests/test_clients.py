"""Which client a name or an id means: the id wins, and of several of one name nobody is guessed."""

from __future__ import annotations

import pytest

from auditor.errors import UsageError
from auditor.model.clients import one_client
from auditor.printing import one_relationship
from tests import invented

KNOWN = [("acme", "Globex"), ("c2", "acme"), ("c3", "Initech"), ("c4", "Initech"), ("c5", None)]


@pytest.mark.parametrize(
    ("asked", "meant"), [("acme", "acme"), ("Globex", "acme"), ("c5", "c5"), ("nobody", None), ("", None)]
)
def test_an_id_wins_over_a_name(asked: str, meant: str | None) -> None:
    assert one_client(asked, KNOWN, "--about") == meant


def test_of_several_clients_of_one_name_nobody_is_guessed() -> None:
    with pytest.raises(UsageError, match="--about Initech: 2 clients have this name -> give an id: c3, c4"):
        one_client("Initech", KNOWN, "--about Initech")


def test_what_a_name_holds_cannot_draw_on_the_terminal_of_decide() -> None:
    row = invented.relationship(1, client_name="esc\x1b[31m\u202e")
    told = one_relationship(row, "Hi esc\x1b]0;title\x07\u202e,\n\nthank you.", "upwork-guide")
    assert not {"\x1b", "\x07", "\u202e"} & {*told} and told.endswith(",\n\nthank you.")
