"""Links into apps: the gate lets every one of them pass, and numbers, codes and names in them come out as they are meant."""

from __future__ import annotations

import re

import pytest

from auditor.detectors.parts.links import _SPECIAL
from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning import scan_frame
from auditor.scanning.finding import find_in
from auditor.scanning.gate import could_speak
from tests.test_scanner_rooms import frame_of

DETECTORS_OF = {
    Category.MESSENGER: "messenger",
    Category.MEETING: "meeting",
    Category.SOCIAL: "social",
    Category.PAYMENT_HANDLE: "payment_handle",
}


def hosts(pattern: str) -> list[str]:
    """The hosts that a pattern of alternatives stands for, for those without more of a pattern in them."""
    names = [one.replace(r"\.", ".") for one in re.split(r"\|(?![^(]*\))", pattern)]
    return [one for one in names if re.fullmatch(r"[a-z0-9.-]+", one)]


HOSTS = [(host, category) for pattern, _, category, _ in _SPECIAL for host in hosts(pattern)]


@pytest.mark.parametrize(("host", "category"), HOSTS, ids=[host for host, _ in HOSTS])
def test_the_gate_lets_every_link_into_an_app_pass(host: str, category: Category) -> None:
    text = f"{host}/t/petra_88"
    assert could_speak(DETECTORS_OF[category], text.encode())


def test_a_bare_invitation_to_slack_is_found() -> None:
    found = scan_frame(frame_of(["join.slack.com/t/acme/shared_invite/zt-1AbC"]), ("US",))
    assert found["category"].to_list() == ["messenger"]


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("wa.me/12025550143", "+12025550143"),
        ("https://api.whatsapp.com/send?phone=12025550143", "+12025550143"),
        ("signal.me/#p/+12025550143", "+12025550143"),
        ("t.me/+12025550143", "+12025550143"),
    ],
)
def test_a_number_in_a_link_is_the_number_that_is_dialled(link: str, number: str) -> None:
    said = {one.normalized for one in find_in(f"call +1 202 555 0143 or {link}", Scope())}
    assert said == {number}


def test_two_invitations_that_differ_in_capitals_are_two() -> None:
    said = [one.normalized for one in find_in("discord.gg/AbCdE discord.gg/aBcDe", Scope())]
    assert said == ["AbCdE", "aBcDe"]
