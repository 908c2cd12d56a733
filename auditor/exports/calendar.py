"""eligibility.ics: every future day on which a relationship becomes free, with a reminder a month before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from auditor.model.ordering import relationship_key
from auditor.model.reporting import Export
from auditor.model.results import AuditResult, Eligibility
from auditor.model.visible import shorten, visible

REMINDER_DAYS = 30
NAME_CHARACTERS = 80


def render(result: AuditResult) -> bytes:
    """One all-day event per relationship whose `eligible_on` lies after as-of; the bytes depend on no clock."""
    calendar = Calendar()
    calendar.add("prodid", "-//auditor//eligibility//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Free under {result.policy.name}")
    for one in sorted(result.eligibility, key=relationship_key):
        if one.eligible_on and one.eligible_on > result.as_of:
            calendar.add_component(_event(one, result))
    return bytes(calendar.to_ical())


def _event(one: Eligibility, result: AuditResult) -> Event:
    assert one.eligible_on is not None
    event = Event()
    event.add("uid", f"{_digest(one)}@auditor.invalid")
    event.add("dtstamp", datetime.combine(result.as_of, time(), UTC))
    event.add("dtstart", one.eligible_on)
    event.add("dtend", one.eligible_on + timedelta(days=1))
    event.add("summary", f"{_name(one)}: free under {result.policy.name}")
    event.add("description", _description(one, result))
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(one))
    return event


def _description(one: Eligibility, result: AuditResult) -> str:
    """What the day rests on, and what would move it."""
    text = f"As of {result.as_of.isoformat()}, under {result.policy.name} {result.policy.version}. {one.moved_by}"
    return visible(f"{text} Audit again before you act; this is a reading of the rules, not legal advice.")


def _reminder(one: Eligibility) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-REMINDER_DAYS))
    alarm.add("description", f"{_name(one)}: free in {REMINDER_DAYS} days; export and audit again")
    return alarm


def _name(one: Eligibility) -> str:
    return shorten(visible(one.client_name or one.client_id).replace("\n", " "), NAME_CHARACTERS)


def _digest(one: Eligibility) -> str:
    # The same relationship keeps its entry when the calendar is imported again.
    return hashlib.sha256("\x1f".join(relationship_key(one)).encode("utf-8", "backslashreplace")).hexdigest()[:32]


EXPORT = Export("eligibility.ics", "a calendar of the days on which relationships become free", render)
