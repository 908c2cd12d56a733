"""What was once seen through redaction: each case is a stretch of data that must be gone, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.model.results import AuditResult, Evidence
from auditor.model.words import Redaction
from auditor.publishing import render_all
from auditor.redacting import only, redact
from auditor.redacting.numbering import number
from auditor.redacting.standins import make_masker
from tests import invented
from tests.support.running import audit
from tests.test_second_runs import CONTRACT, HISTORY, MESSAGE, folder

BOTH = (Redaction.PARTIAL, Redaction.FULL)
# what must be gone: the text around it
STRICT = {
    "a Skype id": ("live:zqmara_9", "Skype: live:zqmara_9 please"),
    "a Skype id with a prefix": ("live:.cid.ab12cd34ef56", "add live:.cid.ab12cd34ef56"),
    "a SWIFT code": ("DEUTDEFF500", "my bank is Deutsche, SWIFT code: DEUTDEFF500 thanks"),
    "a routing number": ("021000021", "routing number 021000021 for the bank"),
    "an account number": ("000123456789", "account no. 000123456789"),
    "a number behind a title": ("+49 151 23577035", "2026-01-05 to 2026-03-05: Job +49 151 23577035"),
    "a number of an example": ("(415) 867-5309", "from (415) 867-5309"),
    "a number with points": ("415.867.5309", "Website 415.867.5309"),
    "a number within the country": ("0151 23577035", "Website 0151 23577035"),
    "a number in groups": ("030 123456-78", "Website 030 123456-78, red"),
    "a name at an app": (
        "zqpetra55",
        "away from the platform itself, the first of 1 May 2026 (“because skype: zqpetra55”).",
    ),
    "a name of a wallet": ("$jsmith99", "see $jsmith99 for it"),
    "an address in other letters": ("петр@почта.рф", "write to петр@почта.рф"),
    "a sample card": ("5425 2334 3010 9903", "my card 5425 2334 3010 9903 ok"),
}


@pytest.mark.parametrize("case", STRICT)
@pytest.mark.parametrize("level", BOTH)
def test_bank_numbers_and_skype_ids_are_masked(case: str, level: Redaction) -> None:
    value, text = STRICT[case]
    one = invented.finding(0, explanation=text, evidence=(Evidence("messages", "m-1", None, text),))
    assert value not in str(redact(invented.result(1, 0, findings=(one,)), level).findings)


OWN_WORDS = (
    "2026-01-05 to 2026-03-05: 100.00 USD fixed via the platform",
    "billed 412 a week in the 8 weeks before 3 March 2026, 95 since; 0.96 alike, +12 % more, 1 000 000 rows",
    "SELECT * FROM billing WHERE paid_on > $since AND amount > $least",
    "free from 2027-05-01 (730 days), 13.5 % x 2,080 h x 40.00 USD = 11,232.00 USD; contract k-100-200-3000",
)


@pytest.mark.parametrize("text", OWN_WORDS)
def test_days_amounts_shares_and_parameters_are_no_details(text: str) -> None:
    assert make_masker([text], [], []).mask(text) == text


@pytest.mark.parametrize("level", BOTH)
def test_an_e_mail_in_the_name_of_a_file_is_masked_wherever_the_file_is_named(level: Redaction) -> None:
    path = "exports/unknown zq.mara@quarry-lane.com.csv"
    made = invented.result(
        1, 0, files=(invented.account(path=path, message=f"{path}:1: nothing"),), warnings=(f"{path}: not read",)
    )
    assert "zq.mara" not in str(redact(made, level))


def shared(place: Path, files: Mapping[str, str], level: Redaction) -> str:
    """All that an audit of these files and a small history writes for sharing."""
    audit(folder(place / "exports", {**HISTORY, **files}), place, "2025-09-30", "--redact", level.value)
    return "\n".join(one.read_text(encoding="utf-8") for one in sorted((place / "out").glob("*.*")))


@pytest.mark.parametrize("level", BOTH)
def test_the_first_line_of_an_unknown_file_is_left_out(level: Redaction, tmp_path: Path) -> None:
    unknown = "m1,Anna Zqsmith,me,my secret story\nm2,Anna Zqsmith,me,more\n"
    shown = shared(tmp_path, {"headerless.csv": unknown}, level)
    assert "no profile fits" in shown and "Zqsmith" not in shown and "secret story" not in shown


@pytest.mark.parametrize("level", Redaction)
def test_why_somebody_was_reported_is_left_out_under_full(level: Redaction, tmp_path: Path) -> None:
    reports = "report_id,client_id,freelancer_id,reporter,reported_at,reason\nr1,anna,me,client,2025-05-05,was ”rude” zqreason\n"
    assert ("zqreason" in shared(tmp_path, {"reports.csv": reports}, level)) == (level is not Redaction.FULL)


@pytest.mark.parametrize("name", ["May", "Jo", "client", "Free", "7", "A"])
def test_a_name_that_is_a_common_word_is_replaced_in_the_reply(name: str) -> None:
    row = invented.relationship(0, client_name=name)
    key = (row.platform, row.client_id, row.freelancer_id)
    made = invented.result(0, 0, eligibility=(row,), findings=(), replies={key: f"Hi {name},\n\nthank you for asking."})
    assert list(redact(made, Redaction.FULL).replies.values()) == ["Hi client 1,\n\nthank you for asking."]


def test_a_report_on_one_client_names_no_file() -> None:
    made = invented.result(3, 3, files=(invented.account(path="Globex Inc_contracts.csv", message="about Globex Inc"),))
    told: AuditResult = only(made, made.eligibility[0].client_id)
    assert "Globex" not in str(told.files) and told.files[0].rows_read == made.files[0].rows_read


def test_every_part_of_a_split_value_is_masked(tmp_path: Path) -> None:
    rows = ("m1,bert,me,t,client,2025-05-05T10:00:00Z,call me 415 555\nm2,bert,me,t,client,2025-05-05T10:00:30Z,2671\n"
            "m3,bert,me,t,client,2025-05-05T10:01:00Z,write to mara.zq\nm4,bert,me,t,client,2025-05-05T10:01:20Z,@gmail.com\n")  # fmt: skip
    told = shared(tmp_path, {"more.csv": MESSAGE + rows}, Redaction.PARTIAL)
    assert "contact." in told and "mara.zq" not in told and "415 555" not in told


# keys of values, and which of them are one value
ONE: Mapping[str, tuple[list[tuple[str, str]], int]] = {
    "a handle that an app claims elsewhere": ([("handle", "mara_zq"), ("messenger", "mara_zq")], 1),
    "a telephone number that is a messenger's too": ([("phone", "+14155552671"), ("messenger", "14155552671")], 1),
    "a number with and without its country": ([("phone", "+14155552671"), ("phone", "4155552671")], 1),
    "an address that takes payments": ([("e-mail", "a@b.com"), ("payment handle", "a@b.com")], 1),
    "the same handle on two services": ([("messenger", "mara"), ("payment handle", "mara")], 2),
    "two numbers": ([("phone", "+14155552671"), ("phone", "+14155552672")], 2),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_one_value_has_one_stand_in(case: str) -> None:
    keys, values = ONE[case]
    assert len(set(number(keys).values())) == values


@pytest.mark.parametrize("level", [Redaction.PARTIAL, Redaction.FULL])
def test_what_a_policy_of_ones_own_says_of_its_source_is_masked(level: Redaction) -> None:
    made = invented.result(1, 1)
    source = "call +44 7911 123456, or pay to DE02120300000000202051"
    written = render_all(replace(made, policy=replace(made.policy, source=source)), level)
    text = b"\n".join(content for name, content in written.items() if not name.startswith("private/"))
    assert b"7911 123456" not in text and b"DE02120300000000202051" not in text


LONG_TALK = (
    "The draft of the map is done and the index is next; I will send the list of corrections as soon as it is ready. "
)


@pytest.mark.parametrize("level", BOTH)
def test_a_bank_code_is_masked_where_the_cut_took_the_word_that_told_it(level: Redaction, tmp_path: Path) -> None:
    wallet = "0x52908400098527886E0F7030069857D2E4169EE7"
    bodies = {
        "m3": f"Pay me outside Upwork. {LONG_TALK} SWIFT/BIC DEUTDEFF289 {'and so on ' * 6}ETH wallet {wallet} {LONG_TALK}",
        "m4": f"Pay me outside Upwork. {LONG_TALK} BIC: DEUTDEFF {'and so on ' * 6}ETH wallet {wallet} {LONG_TALK}",
    }
    lines = "".join(
        f"{name},anna,me,t1,client,2024-02-0{number}T09:00:00Z,{body}\n"
        for number, (name, body) in enumerate(bodies.items(), 1)
    )
    shown = shared(tmp_path, {"messages.csv": HISTORY["messages.csv"] + lines}, level)
    assert "wallet" in shown and "DEUTDEFF" not in shown


def test_a_word_beside_swift_is_not_taken_for_a_code_elsewhere() -> None:
    item = Evidence("messages", "m-1", None, "a SWIFT RESPONSE", details=(("RESPONSE", "bank number", "response"),))
    one = invented.finding(0, explanation="no RESPONSE came", evidence=(item,))
    (told,) = redact(invented.result(1, 0, findings=(one,)), Redaction.PARTIAL).findings
    assert told.explanation == "no RESPONSE came"


# platform, channel: what stands in the sentence and the columns under full
SERVICES = {
    "a platform and a channel that nobody else calls so are replaced": ("Zqboard", "Zqway", "platform 1", "channel 1"),
    "known ones stay": ("upwork", "PayPal", "upwork", "PayPal"),
}


@pytest.mark.parametrize("case", SERVICES)
def test_unknown_platforms_and_channels_are_names_too(case: str, tmp_path: Path) -> None:
    platform, channel, platform_shown, channel_shown = SERVICES[case]
    files = {
        "contracts.csv": CONTRACT + f"k1,anna,me,2024-01-08,,active,hourly,{platform}\n",
        "payments.csv": HISTORY["payments.csv"] + f"p3,anna,me,k1,2024-04-04,900.00,USD,,fixed,{channel}\n",
    }
    shown = shared(tmp_path, files, Redaction.FULL)
    assert f"900.00 USD came through {channel_shown}" in shown
    assert f"{platform_shown},client 1" in shown and "Zq" not in shown


def test_the_id_of_a_stated_relationship_is_masked_as_its_parts_are() -> None:
    client, freelancer = "wa.me/49151000210", "zq.mara@quarry-lane.com"
    one = invented.finding(
        0,
        client_id=client,
        freelancer_id=freelancer,
        evidence=(Evidence("relationships", f"{client}/{freelancer}", None, None),),
    )
    (masked,) = redact(invented.result(1, 0, findings=(one,)), Redaction.PARTIAL).findings
    assert masked.evidence[0].id == f"{masked.client_id}/{masked.freelancer_id}"
    assert "49151000210" not in str(masked) and "zq.mara" not in str(masked)
