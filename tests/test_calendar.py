"""The calendar of days of freedom: whole days, a reminder, entries that a later file updates; read by two libraries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import vobject
from icalendar import Calendar

from auditor import rooms
from auditor.exports.calendar import BESIDE
from auditor.model.reporting import Limits
from auditor.model.results import AuditResult
from auditor.model.words import State
from auditor.report.sections.calendar.section import SECTION
from tests import invented


def rendered(result: AuditResult) -> bytes:
    content: bytes = rooms.discover("auditor.exports", "EXPORT")["calendar"].render(result)
    return content


def test_the_calendar_holds_each_future_day_and_no_other() -> None:
    result = invented.result()
    content = rendered(result)
    events = list(Calendar.from_ical(content).walk("VEVENT"))
    wanted = sorted(
        one.eligible_on for one in result.eligibility if one.eligible_on and one.eligible_on > invented.AS_OF
    )
    assert sorted(event["DTSTART"].dt for event in events) == wanted
    assert all(line.endswith(b"\r") for line in content.split(b"\n")[:-1])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    "state", sorted(set(State) - {State.BLOCKED_ACTIVE_CONTRACT, State.NEVER_CONTRACTED, State.ELIGIBLE})
)
def test_a_future_day_stands_in_the_calendar_with_what_else_decides(state: State) -> None:
    """Bound by an agreement, in dispute, free by fee or origin: the day is there, and nobody is told that it frees."""
    result = invented.result(0, 0, eligibility=(invented.relationship(0, state=state, eligible_on=date(2028, 1, 1)),))
    (event,) = Calendar.from_ical(rendered(result)).walk("VEVENT")
    assert event["DTSTART"].dt == date(2028, 1, 1)
    assert ("free under" in event["SUMMARY"]) is (state is State.WAITING)
    if state is not State.WAITING:
        about = BESIDE[state].replace("{free}", "Free")
        assert "the period ends under" in event["SUMMARY"] and about in event["DESCRIPTION"]
    shown = SECTION.context(result, Limits())
    assert shown["total"] == 1 and bool(shown["months"][0]["days"][0]["beside"]) is (state is not State.WAITING)


def test_a_day_on_which_open_findings_stand_in_the_way_is_not_called_free() -> None:
    row = invented.relationship(0, state=State.WAITING, eligible_on=date(2028, 1, 1), blockers=("open_findings",))
    (event,) = Calendar.from_ical(rendered(invented.result(0, 0, eligibility=(row,)))).walk("VEVENT")
    assert "the period ends under" in event["SUMMARY"]
    assert "Its open findings have to be cleared first, on that day too." in event["DESCRIPTION"]


def test_a_calendar_entry_reminds_a_month_before_and_keeps_its_identity() -> None:
    (first,) = Calendar.from_ical(rendered(invented.result(1, 0))).walk("VEVENT")
    later = invented.relationship(0, eligible_on=date(2028, 1, 1))
    (second,) = Calendar.from_ical(rendered(invented.result(0, 0, eligibility=(later,)))).walk("VEVENT")
    assert first["UID"] == second["UID"]
    assert first["DTSTAMP"].dt.date() == invented.AS_OF
    assert first.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-30)


def test_another_library_reads_the_calendar_without_complaint() -> None:
    result = invented.result()
    read = vobject.readOne(rendered(result).decode("utf-8"))
    # Complains by an exception.
    read.behavior.validate(read, raiseException=True)
    for event in read.vevent_list:
        event.behavior.validate(event, raiseException=True)
    wanted = {one.eligible_on for one in result.eligibility if one.eligible_on and one.eligible_on > invented.AS_OF}
    assert {event.dtstart.value for event in read.vevent_list} == wanted
    for event in read.vevent_list:
        # A date, no time: an event of the whole day, which ends where the next one begins.
        assert type(event.dtstart.value) is date and event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert event.valarm.trigger.value == timedelta(days=-30)
    assert len({event.uid.value for event in read.vevent_list}) == len(read.vevent_list)


UPDATES = {
    "a later day of audit and a later day of freedom": (1, date(2028, 1, 6)),
    "a later day of audit, though the day of freedom came nearer": (1, date(2026, 9, 1)),
    "the same day of audit, and the day of freedom moved on": (0, date(2028, 1, 6)),
}


@pytest.mark.parametrize("what", UPDATES)
def test_a_later_file_updates_the_calendar(what: str) -> None:
    """The same entry with a higher number."""
    days, on = UPDATES[what]
    first = invented.result(0, 0, eligibility=(invented.relationship(0, eligible_on=date(2028, 1, 1)),))
    row = replace(first.eligibility[0], eligible_on=on)
    later = replace(first, as_of=first.as_of + timedelta(days=days), eligibility=(row,))
    one, other = (vobject.readOne(rendered(result).decode("utf-8")).vevent for result in (first, later))
    assert one.uid.value == other.uid.value
    assert 2**31 > int(other.sequence.value) > int(one.sequence.value)
    assert other.dtstart.value == on


def test_a_calendar_of_hostile_names_stays_one_event() -> None:
    name = "Acme\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:owned;,\\ \x07"
    rows = (invented.relationship(0, client_name=name),)
    events = list(Calendar.from_ical(rendered(invented.result(0, 0, eligibility=rows))).walk("VEVENT"))
    assert len(events) == 1 and "owned" in events[0]["SUMMARY"]
