"""eligibility.ics: every future day on which a period ends (`eligible_on`), with a reminder a month before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText
from icalendar.parser import Contentline

from auditor.model.calendars import FIRST, Entry, entry_number
from auditor.model.ordering import relationship_key
from auditor.model.reporting import Export
from auditor.model.results import AuditResult, Eligibility
from auditor.model.visible import shorten, visible
from auditor.model.words import UNSURE, State

REMINDER_DAYS = 30
NAME_CHARACTERS = 80
# A line has at most 75 bytes, the space of its continuation included.
LINE_BYTES = 74
# FIRST stands for the day in the one event that the library writes.
SLOTS = re.compile(r"SLOT-[A-Z]+|1970010[12]|SEQUENCE:0")
# What else has to be settled, or is already: the day alone frees nobody there.
BESIDE = {
    State.ORIGIN_DISPUTED: "The origin is in dispute; this is the day that holds unless it is cleared up.",
    State.ENTERPRISE_AGREEMENT: "The client's own agreement with the platform governs; this is the day that holds without it.",
    State.EXEMPT_ORIGIN: "{free} already, because you met elsewhere; this is the day that would hold otherwise.",
    State.FEE_PAID: "{free} already, because the exit fee is paid; this is the day that would hold otherwise.",
}

FREE_AT_ONCE = (State.EXEMPT_ORIGIN, State.FEE_PAID)


def render(result: AuditResult) -> bytes:
    """One all-day event for each `eligible_on` after as-of; the bytes depend on no clock.

    Where something else than time decides, the entry says so. A day of an earlier calendar that no longer holds is
    cancelled: a program that imports the file would keep it otherwise.
    """
    head, event, foot = _form(result)
    rows = {relationship_key(one): one for one in sorted(result.eligibility, key=relationship_key)}
    noted = {(one.platform, one.client_id, one.freelancer_id): one for one in result.entries}
    events = [
        _filled(event, one, result, noted.get(key))
        for key, one in rows.items()
        if one.eligible_on and one.eligible_on > result.as_of
    ]
    events += [_cancelled(event, one, rows.get(key), result) for key, one in sorted(noted.items()) if one.withdrawn]
    return "".join((head, *(events or [_zone()]), foot)).encode("utf-8", "backslashreplace")


def _zone() -> str:
    """A component that is no event: a calendar without any component is none (RFC 5545, 3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime.combine(FIRST, time()))
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return str(zone.to_ical(), "utf-8")


def _form(result: AuditResult) -> tuple[str, str, str]:
    """A calendar with one event as the library writes it, split around that event; the event holds SLOTS."""
    calendar = Calendar()
    calendar.add("prodid", "-//auditor//eligibility//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Free under {result.policy.name}")
    calendar.add_component(_event(result))
    text = calendar.to_ical().decode("utf-8")
    begin, end = text.index("BEGIN:VEVENT"), text.index("END:VCALENDAR")
    return text[:begin], text[begin:end], text[end:]


def _event(result: AuditResult) -> Event:
    # The library needs half a millisecond an event, and an agency has thousands: it writes one, with slots to fill.
    event = Event()
    event.add("uid", "SLOT-UID")
    event.add("dtstamp", datetime.combine(result.as_of, time(), UTC))
    event.add("sequence", 0)
    event.add("dtstart", FIRST)
    event.add("dtend", FIRST + timedelta(days=1))
    event.add("summary", "SLOT-SUMMARY")
    event.add("description", "SLOT-ABOUT")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-REMINDER_DAYS))
    alarm.add("description", "SLOT-REMINDER")
    event.add_component(alarm)
    return event


def _filled(event: str, one: Eligibility, result: AuditResult, noted: Entry | None) -> str:
    assert one.eligible_on is not None
    number = max(entry_number(one.eligible_on, result.as_of), noted.number if noted else 0)
    values = {
        **_placed(relationship_key(one), one.eligible_on, number),
        "SLOT-SUMMARY": _escaped(f"{_name(one)}: {_what(one)} under {one.under or result.policy.name}"),
        "SLOT-ABOUT": _escaped(_description(one, result)),
        "SLOT-REMINDER": _escaped(f"{_name(one)}: {_what(one)} in {REMINDER_DAYS} days; export and audit again"),
    }
    return _said(event.splitlines(), values)


def _cancelled(event: str, one: Entry, row: Eligibility | None, result: AuditResult) -> str:
    """The entry of a day that an earlier calendar held and that does not hold any more, without a reminder."""
    name = _name(row) if row else _short(one.client_id)
    about = f"As of {result.as_of.isoformat()}, this day does not hold any more. {row.moved_by if row else ''}".strip()
    values = {
        **_placed((one.platform, one.client_id, one.freelancer_id), one.free_on, one.number),
        "SLOT-SUMMARY": _escaped(f"{name}: withdrawn, the day does not hold any more"),
        "SLOT-ABOUT": _escaped(visible(about)),
    }
    lines = event.splitlines()
    first, last = lines.index("BEGIN:VALARM"), lines.index("END:VALARM")
    return _said([*lines[:first], "STATUS:CANCELLED", *lines[last + 1 :]], values)


def _placed(key: tuple[str, str, str], on: date, number: int) -> dict[str, str]:
    return {
        "SLOT-UID": f"{_digest(key)}@auditor.invalid",
        f"{FIRST:%Y%m%d}": f"{on:%Y%m%d}",
        f"{FIRST + timedelta(days=1):%Y%m%d}": f"{on + timedelta(days=1):%Y%m%d}",
        "SEQUENCE:0": f"SEQUENCE:{number}",
    }


def _said(lines: Sequence[str], values: Mapping[str, str]) -> str:
    return "".join(_folded(SLOTS.sub(lambda slot: values[slot.group()], line)) for line in lines)


def _escaped(text: str) -> str:
    return str(vText(text).to_ical(), "utf-8", "backslashreplace")


def _folded(line: str) -> str:
    if line.isascii():
        return "\r\n ".join(line[at : at + LINE_BYTES] for at in range(0, len(line), LINE_BYTES)) + "\r\n"
    if len(line.encode("utf-8", "backslashreplace")) > LINE_BYTES:
        # Where a character has several bytes, the library knows where a line may be cut.
        return str(Contentline(line).to_ical(), "utf-8", "backslashreplace") + "\r\n"
    return line + "\r\n"


def _what(one: Eligibility) -> str:
    return "the period ends" if one.state in BESIDE or "open_findings" in one.blockers else "free"


def _description(one: Eligibility, result: AuditResult) -> str:
    """What the day rests on, and what would move it."""
    policy = one.policy or f"{result.policy.name} {result.policy.version}"
    free = "By what is known you are free" if one.verdict in UNSURE else "Free"
    beside = f"{BESIDE[one.state]} ".replace("{free}", free) if one.state in BESIDE else ""
    if one.state not in FREE_AT_ONCE and "open_findings" in one.blockers:
        beside += "Its open findings have to be cleared first, on that day too. "
    text = f"As of {result.as_of.isoformat()}, under {policy}{_stand_in(one)}. {beside}{one.moved_by}"
    return visible(f"{text} Audit again before you act; this is a reading of the rules, not legal advice.")


def _stand_in(one: Eligibility) -> str:
    return (
        f", which stands in for the rules of {one.platform.capitalize()}: they are not known here"
        if one.stand_in
        else ""
    )


def _name(one: Eligibility) -> str:
    return _short(one.client_name or one.client_id)


def _short(name: str) -> str:
    return shorten(visible(name).replace("\n", " "), NAME_CHARACTERS)


def _digest(key: tuple[str, str, str]) -> str:
    # The same relationship keeps its entry when the calendar is imported again.
    return hashlib.sha256("\x1f".join(key).encode("utf-8", "backslashreplace")).hexdigest()[:32]


EXPORT = Export("eligibility.ics", "a calendar of the days on which relationships become free", render)
