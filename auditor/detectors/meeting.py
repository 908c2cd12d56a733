"""Rooms for a call and pages to book one: Zoom, Meet, Teams, scheduling links, meeting numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.links import special
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_NUMBER = re.compile(
    r"\b(?P<app>zoom|webex|teams)\b[\w\s,:-]{0,20}?\b(?:id|meeting|room|pmi)\b\D{0,12}(?P<id>\d{3}[\s-]?\d{3,4}[\s-]?\d{3,4}(?:[\s-]?\d{3})?)(?![\s-]?\d)"
)
# A room whose word to enter stands behind it.
_ENTERED = re.compile(
    r"\b(?P<app>zoom|webex|teams)\b\s?[:=-]?\s?(?P<id>\d{3}[\s-]?\d{3,4}[\s-]?\d{3,4}(?:[\s-]?\d{3})?)(?=\W{1,4}(?:pass(?:code|word)?|pwd?|pin|code)\b)"
)
_ROOM = re.compile(
    r"(?:腾讯会议|飞书会议|钉钉会议|zoom会议|voov|会议号|会议id|会议室)(?!显示|格式|校验|字段)[^\n\d]{0,12}(?P<id>\d{3}[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)"
)
_BY_NAME = re.compile(r"(?:腾讯会议|飞书会议|钉钉会议)(?!接口|的?api|sdk)")
_CODE = re.compile(r"\b(?:google meet|gmeet|meet)(?: code| link| id)?\s?[:=-]?\s(?P<id>[a-z]{3}-[a-z]{4}-[a-z]{3})\b")


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Links to rooms and booking pages, then rooms given by number or code."""
    for link in special(view, Category.MEETING):
        value = f"{link.host}{link.path}".rstrip("/")
        yield Hit(
            Category.MEETING,
            link.start,
            link.end,
            value,
            link.kind,
            0.97,
            link.spoken_dot or view.is_hidden(link.start, link.end),
        )
    for one in (*_NUMBER.finditer(view.text), *_ENTERED.finditer(view.text)):
        digits = re.sub(r"\D", "", one["id"])
        yield Hit(Category.MEETING, one.start(), one.end(), digits, one["app"], 0.85)
    rooms = [*_ROOM.finditer(view.text)]
    for one in rooms:
        yield Hit(Category.MEETING, one.start(), one.end(), re.sub(r"\D", "", one["id"]), "meeting", 0.85)
    for one in () if special(view, Category.MEETING) else _BY_NAME.finditer(view.text):
        if not any(room.start() <= one.start() < room.end() for room in rooms):
            stance = (
                None
                if re.search(r"[点进开上约见说聊]", view.text[max(0, one.start() - 8) : one.end() + 8])
                else Stance.MENTION
            )
            yield Hit(Category.MEETING, one.start(), one.end(), None, "meeting", 0.7, stance=stance)
    for one in _CODE.finditer(view.text):
        yield Hit(Category.MEETING, one.start(), one.end(), one["id"], "meet", 0.85)


DETECTOR = Detector(
    name="meeting",
    category=Category.MEETING,
    gate=(
        # A host, a room by number, a room by code.
        r"(?:zoom|meet|teams|calendly|cal|webex|whereby|tidycal|savvycal|youcanbook|doodle|koalendar|zcal|appoint|simplybook|calendar|bookings?|acuity|jit|join|gather|bluejeans|telemost|feishu|huddle|livestorm|cronofy|office)[a-z0-9-]{0,20}\.[a-z]",
        r"\b(?:zoom|webex|teams)\b[^\n]{0,60}[0-9]{3}",
        r"会议|voov|dingtalk|room\.sh|chime\.aws",
        r"meet[^\n]{0,20}[a-z]{3}-[a-z]{4}-[a-z]{3}",
    ),
    find=find,
    finds=(
        ("join https://us05web.zoom.us/j/81255501377 at five", "zoom"),
        ("book here: calendly.com/petra-lind/intro", "calendly"),
        ("meet.google.com/abc-defg-hij", "meet"),
        ("zoom meeting id 812 5550 1377", "81255501377"),
        ("zoom 812 5550 1377 passcode 555013", "81255501377"),
        ("cal dot com slash petra-lind", "cal"),
        ("wbijaj us05web . zoom . us/j/81255501377", "zoom"),
        ("meet . google . com/abc-defg-hij", "meet"),
    ),
    silent=(
        "zoom in on the map",
        "the meeting is at three",
        "zoom.us has a sdk at https://zoom.us/docs/api",
        "our teams met",
    ),
)
