"""Reply templates: every language has every one, each fills and prints, and none raises a finding when it is sent."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.deciding.replies import FOLDER, fill_replies, languages
from auditor.errors import RoomError, UsageError
from tests import invented
from tests.support.running import audit, auditor

LANGUAGES = ("de", "en", "es", "fr", "hi", "pt", "uk")
NAMES = (
    "decline_offer_value",
    "decline_politely",
    "plan_for_later",
    "report_and_move_on",
    "take_back",
    "welcome_call",
    "welcome_direct",
)


def filled(name: str, language: str, **changes: object) -> str:
    row = replace(
        invented.relationship(0),
        reply=name, client_name="Ada", platform="upwork", eligible_on=date(2027, 3, 1), exit_fee_today=Decimal("1758.50"),
    )  # fmt: skip
    row = replace(row, **changes)  # type: ignore[arg-type]
    return fill_replies([row], language)[row.platform, row.client_id, row.freelancer_id]


def test_there_are_seven_languages_with_all_templates() -> None:
    assert tuple(languages()) == LANGUAGES
    for language in LANGUAGES:
        assert tuple(sorted(path.stem for path in (FOLDER / language).glob("*.txt"))) == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_reply_is_filled_with_and_without_facts(name: str, language: str) -> None:
    whole = filled(name, language)
    assert "Upwork" in whole and "$client" not in whole and "{" not in whole
    if name == "plan_for_later":
        assert "2027" in whole and "$1,758.50" in whole
    bare = filled(name, language, client_name=None, platform="", eligible_on=None, exit_fee_today=None)
    assert "None" not in bare and "{" not in bare and "$" not in bare


def test_no_reply_raises_a_finding_above_info_when_the_freelancer_sends_it(tmp_path: Path) -> None:
    """All of them, in each language, before, during and after a contract, through the whole audit."""
    texts = [(f"{name}-{language}", filled(name, language)) for name in NAMES for language in LANGUAGES]
    spans = {"during": ("2026-01-10", ""), "after": ("2025-01-10", "2025-06-30")}
    contracts, messages = io.StringIO(), io.StringIO()
    contracts.write("contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform\n")
    written = csv.writer(messages, lineterminator="\n")
    written.writerow(["message_id", "client_id", "freelancer_id", "sender", "sent_at", "body"])
    for stem, text in texts:
        for state in ("before", *spans):
            client = f"{stem}-{state}"
            if state in spans:
                start, end = spans[state]
                contracts.write(f"k-{client},{client},me,{start},{end},hourly,upwork\n")
            written.writerow([f"m-{client}", client, "me", "freelancer", "2026-05-10T10:00:00Z", text])
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "contracts.csv").write_text(contracts.getvalue(), encoding="utf-8")
    (folder / "messages.csv").write_text(messages.getvalue(), encoding="utf-8")
    audited = audit(folder, tmp_path, "2026-06-30")
    assert audited.ended.status == 0 and len(audited.eligibility) == 3 * len(texts)
    loud = [(one["client_id"], one["rule_id"]) for one in audited.findings if one["severity"] != "info"]
    assert loud == []


FAMILIAR = {
    "de": r"\b(du|dir|dich|dein\w*|sag|zusammen(?!arbeit))\b",
    "es": r"\b(tú|te|tu|tus|dime|prefieres|qué tal)\b",
    "fr": r"\b(tu|te|toi|ton|dis-moi)\b",
    "pt": r"\b(tu|te|teu|diz-me|tudo bem|via a)\b",
    "uk": r"\b(ти|тобі|твій|скажи|контракт\w*|повідомив|повідомила|клієнте)\b",
    # Forms of verbs that only a man says of himself, or only a woman.
    "hi": r"(?:[तक]ा हूँ|[तक]ी हूँ|ूँगा|ूँगी|ऊँगा|ऊँगी|\bतुम\b)",
}


@pytest.mark.parametrize("language", sorted(FAMILIAR))
@pytest.mark.parametrize("name", NAMES)
def test_a_reply_is_formal_and_anybodys_with_and_without_a_name(name: str, language: str) -> None:
    for client in ("Ada", None):
        text = filled(name, language, client_name=client, stand_in="Upwork", platform="fiverr")
        assert not re.search(FAMILIAR[language], text, re.I), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_without_a_name_is_one(language: str) -> None:
    named, bare = (filled("welcome_call", language, client_name=name).split("\n")[0] for name in ("Ada", None))
    assert "Ada" in named and "?" not in bare and " ," not in bare and bare[-1] == named[-1]
    assert filled("report_and_move_on", language).split("\n")[0][-1] == named[-1]


DATED = {"es": "la fecha que cuenta es el 1 de enero de 2027", "pt": "a data que conta é o dia 1 de janeiro de 2027", "fr": "la date qui compte est le 1er janvier 2027"}  # fmt: skip


@pytest.mark.parametrize("language", DATED)
def test_a_date_has_its_article(language: str) -> None:
    assert DATED[language] in filled("plan_for_later", language, eligible_on=date(2027, 1, 1))


def test_a_file_that_is_no_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "templates").mkdir()
    for name in (
        "plan_for_latter.txt",
        "nonsense.txt",
        "de/welcome_direct.md",
        "templates/take_back.txt",
        "take_back.txt",
    ):
        (tmp_path / name).write_text("Until $date, $client.\n", encoding="utf-8")
    ended = auditor("decide", "--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--as-of", "2026-06-30", "--replies", tmp_path)  # fmt: skip
    assert ended.status == 0 and "Warning" not in ended.out
    assert f"{tmp_path / 'plan_for_latter.txt'}: is the name of no reply" in ended.err
    assert "is plan_for_later.txt meant?" in ended.err
    for name in ("nonsense.txt", "de/welcome_direct.md", "templates/take_back.txt"):
        assert str(tmp_path / name) in ended.err
    assert str(tmp_path / "take_back.txt") not in ended.err and ended.err.count("Warning") == 4


LOUD = "Hi $client, WhatsApp me on +1 202-555-0143, let us leave Upwork to avoid the fee until $date."
SENT = {
    "a reply that leads away is told of": (LOUD, True),
    "a reply of plain words is not": ("Hi $client, let us talk again on $date.", False),
}


@pytest.mark.parametrize("what", SENT)
def test_an_own_reply_that_the_audit_would_find_is_told_when_it_is_used(what: str, tmp_path: Path) -> None:
    text, told = SENT[what]
    (tmp_path / "plan_for_later.txt").write_text(text, encoding="utf-8")
    (tmp_path / "take_back.txt").write_text(LOUD, encoding="utf-8")
    asked = ("decide", "--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--as-of", "2026-06-30", "--replies", tmp_path)  # fmt: skip
    ended = auditor(*asked)
    assert ended.status == 0 and ("would be a finding itself" in ended.err) is told
    assert ("language.leave_platform, high" in ended.err) is told
    assert "take_back.txt" not in ended.err, "it is not used"


def test_templates_of_the_user_come_first(tmp_path: Path) -> None:
    (tmp_path / "plan_for_later.txt").write_text("Until $date, $client.\n", encoding="utf-8")
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "plan_for_later.txt").write_text("Bis $date, $client.\n", encoding="utf-8")
    asked = ("decide", "--last-paid", "2025-03-01", "--last-message", "2025-04-15", "--as-of", "2026-06-30", "--replies", tmp_path)  # fmt: skip
    assert auditor(*asked).out.endswith("Until 15 April 2027, there.\n")
    assert auditor(*asked, "--lang", "de").out.endswith("Bis 15. April 2027, werte Kundin, werter Kunde.\n")


@pytest.mark.parametrize("text", ["Hello $somebody", "100 $"])
def test_a_template_that_cannot_be_filled_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "plan_for_later.txt").write_text(text, encoding="utf-8")
    row = replace(invented.relationship(0), reply="plan_for_later")
    with pytest.raises(RoomError, match=r"plan_for_later\.txt: .* -> use \$client"):
        fill_replies([row], "en", tmp_path)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan_for_later.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"plan_for_later\.txt: cannot be read"):
        fill_replies([invented.relationship(0)], "en", tmp_path)


def test_no_reply_offers_accepts_or_hides_anything(tmp_path: Path) -> None:
    """What the scanner finds in any of them is a no or a mention of the rules: no address, no way around, nothing disguised."""
    written = csv.writer(texts := io.StringIO(), lineterminator="\n")
    written.writerow(["id", "body"])
    written.writerows([f"{name}-{language}", filled(name, language)] for name in NAMES for language in LANGUAGES)
    file = tmp_path / "replies.csv"
    file.write_text(texts.getvalue(), encoding="utf-8")
    ended = auditor("scan", file, "--format", "jsonl")
    found = [json.loads(line) for line in ended.out.split("\n") if line]
    assert found, "a decline is found as such, so the scanner has read them"
    assert [one for one in found if one["stance"] not in ("decline", "mention") or one["obfuscated"]] == []
