"""Talks whose export names who wrote, and not on which side: guessed, and read with the user's word on who the freelancer is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.engines.duckdb import Engine
from auditor.model.profiles import How
from tests.guess_world import guessed
from tests.support.running import auditor

TELEGRAM = """{"name": "Ann Example", "type": "personal_chat", "id": 123, "messages": [
{"id": 1, "type": "message", "date": "2025-01-02T10:11:12", "from": "Ann Example", "from_id": "user1", "text": "Hello there"},
{"id": 2, "type": "message", "date": "2025-01-02T10:12:12", "from": "Fay", "from_id": "user2", "text": "Good morning"},
{"id": 3, "type": "message", "date": "2025-01-03T10:12:12", "from": "Ann Example", "from_id": "user1", "text": "Shall we start?"}]}
"""
SLACK = """[{"type": "message", "user": "U1", "text": "Hello there, can you start?", "ts": "1735812672.000200"},
{"type": "message", "user": "U2", "text": "Yes I can", "ts": "1735812732.000300"}]
"""
INBOX = """Sent At,From,To,Message
2025-01-02 10:11,Ann Example,fay,Hello there can you start tomorrow?
2025-01-02 10:12,fay,Ann Example,Yes I can; what is the budget for this?
2025-01-03 09:00,Ben Example,fay,Please send me the draft of the logo
2025-01-03 09:05,Ben Example,Ann Example,Is she any good?
"""
THREADS = """conversation,timestamp,author,content
Logo,2025-01-02T10:11:00Z,Ann Example,Hello there can you start tomorrow?
Logo,2025-01-02T10:12:00Z,fay,Yes I can; what is the budget for this?
Site,2025-01-03T10:12:00Z,Ben Example,Please send the draft
Site,2025-01-03T10:13:00Z,fay,Here it is
"""
Row = tuple[Any, ...]
# name: (file, its text, who the freelancer is, client and sender of each message, how the client is told)
TALKS: dict[str, tuple[str, str, str, list[Row], How]] = {
    "one talk": ("talk.json", TELEGRAM, "Fay", [("Ann Example", "client"), ("Ann Example", "freelancer"), ("Ann Example", "client")], How.OTHER_SIDE),
    "ids and fractions of seconds": ("talk.json", SLACK, "U2", [("U1", "client"), ("U1", "freelancer")], How.OTHER_SIDE),
    "from one to another": ("talk.csv", INBOX, "fay", [("Ann Example", "client"), ("Ann Example", "freelancer"), ("Ben Example", "client")], How.OTHER_END),
    "threads": ("talk.csv", THREADS, "fay", [("Ann Example", "client"), ("Ann Example", "freelancer"), ("Ben Example", "client"), ("Ben Example", "freelancer")], How.OTHER_SIDE),
}  # fmt: skip


def read(tmp_path: Path, name: str, text: str, freelancer: str) -> tuple[list[Row], list[str], str]:
    """(client, sender) of the messages, their ids, and what was said, of a file that is read by its guess."""
    export, profile, store = tmp_path / name, tmp_path / "talk.profile.toml", tmp_path / f"{freelancer}.duckdb"
    export.write_text(text, encoding="utf-8")
    assert auditor("profiles", "guess", export, "--out", profile, "--force").status == 0
    lines = profile.read_text(encoding="utf-8").splitlines()
    profile.write_text("\n".join(line for line in lines if "TO DECIDE" not in line) + "\n", encoding="utf-8")
    assert auditor("profiles", "check", profile).status == 0
    said = auditor("ingest", export, "--profile", profile, "--freelancer", freelancer, "--db", store)
    with Engine.open(store, read_only=True) as engine:
        rows = engine.rows("SELECT client_id, sender, message_id, freelancer_id FROM messages ORDER BY sent_at")
        reasons = [reason for (reason,) in engine.rows("SELECT reason FROM quarantine")]
    assert {row[3] for row in rows} <= {freelancer}
    return [row[:2] for row in rows], [row[2] for row in rows], " ".join([said.out, said.err, *reasons])


@pytest.mark.parametrize("case", TALKS)
def test_a_talk_that_names_its_writers_is_guessed_and_read(case: str, tmp_path: Path) -> None:
    name, text, freelancer, wanted, how = TALKS[case]
    one = guessed(tmp_path, name, text)
    assert one.profile.table == "messages" and one.profile.columns["client_id"].how is how
    assert not one.missing and any("is the freelancer -> say which with --freelancer" in said for said in one.undecided)
    rows, _, _ = read(tmp_path, name, text, freelancer)
    assert rows == wanted


def test_a_message_between_two_others_is_set_aside_with_both_columns(tmp_path: Path) -> None:
    _, _, said = read(tmp_path, "talk.csv", INBOX, "fay")
    assert "the client is not known: neither From nor To is the freelancer" in said


def test_an_id_made_of_the_row_is_the_same_whoever_the_freelancer_is(tmp_path: Path) -> None:
    _, own, _ = read(tmp_path, "talk.json", SLACK, "U2")
    _, others, _ = read(tmp_path, "talk.json", SLACK, "U1")
    assert own == others and len(set(own)) == 2


def test_without_a_word_on_the_freelancer_such_a_file_is_refused_with_the_option(tmp_path: Path) -> None:
    (tmp_path / "talk.csv").write_text(INBOX, encoding="utf-8")
    auditor("profiles", "guess", tmp_path / "talk.csv", "--out", tmp_path / "talk.profile.toml")
    said = auditor(
        "ingest", tmp_path / "talk.csv", "--profile", tmp_path / "talk.profile.toml", "--db", tmp_path / "a.duckdb"
    )
    assert said.status != 0 and "say it with --freelancer" in said.err


def test_a_column_of_sides_is_read_as_such(tmp_path: Path) -> None:
    one = guessed(
        tmp_path,
        "a.csv",
        "Date,Client,Sender,Message\n2025-01-02,ann,client,Hello there\n2025-01-03,ann,freelancer,Good morning\n",
    )
    assert one.profile.columns["sender"].how is How.COPY and "freelancer_id" not in one.profile.columns


def test_an_id_made_of_a_column_of_its_own_name_tells_its_values_apart(tmp_path: Path) -> None:
    (tmp_path / "own.profile.toml").write_text(
        'title = "Own"\ntable = "messages"\nheader = ["message_id", "who", "day", "text"]\n[columns]\n'
        'message_id = { how = "row_digest", take = ["message_id", "text"] }\nclient_id = { take = ["who"] }\n'
        'sender = { how = "value", value = "client" }\nsent_at = { take = ["day"] }\nbody = { take = ["text"] }\n',
        encoding="utf-8",
    )
    (tmp_path / "own.csv").write_text(
        "message_id,who,day,text\nm1,ann,2025-01-01,Hello\nm2,ann,2025-01-01,Hello\n", encoding="utf-8"
    )
    said = auditor(
        "ingest",
        tmp_path / "own.csv",
        "--profile",
        tmp_path / "own.profile.toml",
        "--freelancer",
        "fay",
        "--db",
        tmp_path / "a.duckdb",
    )
    assert said.status == 0, said.err
    with Engine.open(tmp_path / "a.duckdb", read_only=True) as engine:
        digests = {str(row[0]).rsplit("-", 1)[0] for row in engine.rows("SELECT message_id FROM messages")}
    assert len(digests) == 2
