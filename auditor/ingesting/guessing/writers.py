"""Exports of talks that name who wrote a message and not on which side: only the user knows which of them the freelancer is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from auditor.ingesting.guessing.looks import MOSTLY
from auditor.ingesting.guessing.naming import RECEIVER, says
from auditor.ingesting.guessing.proposal import Because, Proposed
from auditor.ingesting.guessing.sources import Found
from auditor.model.phrasing import listed
from auditor.model.profiles import How, Source

LEAST_NAME = 0.4
SHOWN_WRITERS = 4
LONGEST_WRITER = 80
# So many write in a file that is one talk: the freelancer and one other.
TALK = 2


def by_writers(found: Found, proposed: Mapping[str, Proposed]) -> dict[str, Proposed]:
    """Sender, client and freelancer of messages whose writers are named; nothing where a column tells the sides."""
    known = proposed.get("sender")
    if known is not None and (known.source.words or not known.check):
        return {}
    taken = {
        name
        for one in proposed.values()
        if one.column not in ("sender", "thread_id", "client_id")
        for name in one.source.take
    }
    writer = _best(found, "sender", taken)
    if writer is None:
        return {}
    sureness, name = writer
    more = {"sender": Proposed("sender", Source(How.SIDE, (name,)), sureness, Because.NAME, _check(found, name))}
    if "freelancer_id" not in proposed:
        more["freelancer_id"] = Proposed(
            "freelancer_id", Source(How.STATED, value="freelancer"), sureness, Because.NONE
        )
    client = None if "client_id" in proposed else _client(found, proposed, name, {*taken, name})
    return {**more, "client_id": Proposed("client_id", client, sureness, Because.NAME)} if client is not None else more


def who_writes(found: Found, name: str) -> tuple[str, ...]:
    """The writers in a column, those of most messages first."""
    place = next(index for index, one in found.names.items() if one == name)
    texts = [text.strip() for text in found.cells[place].texts]
    return tuple(sorted(set(texts), key=lambda one: (-texts.count(one), one)))


def to_say(found: Found, proposed: Mapping[str, Proposed]) -> Iterator[str]:
    """What the user has to say on the command line each time that such a file is read."""
    sender = proposed.get("sender")
    if sender is not None and sender.source.how is How.SIDE:
        writers = who_writes(found, sender.source.take[0])
        yield f"sender: one of {_shown(writers)} is the freelancer -> say which with --freelancer when the file is read"


def _best(found: Found, role: str, taken: Collection[str]) -> tuple[float, str] | None:
    """The column whose name speaks most for the role, with how much."""
    ranked = [
        (says(name, role), -index, name)
        for index, name in found.names.items()
        if name not in taken and says(name, role) >= LEAST_NAME and found.cells[index].filled >= MOSTLY
        if all(len(text) <= LONGEST_WRITER for text in found.cells[index].texts)
    ]
    return (max(ranked)[0], max(ranked)[2]) if ranked else None


def _client(found: Found, proposed: Mapping[str, Proposed], writer: str, taken: Collection[str]) -> Source | None:
    receiver = _best(found, RECEIVER, taken)
    if receiver is not None:
        return Source(How.OTHER_END, (writer, receiver[1]))
    thread = proposed.get("thread_id")
    if (
        thread is not None
        and thread.source.take
        and thread.source.take != (writer,)
        and not _is_writer(thread.source.take[0])
    ):
        return Source(How.OTHER_SIDE, (writer, thread.source.take[0]))
    return Source(How.OTHER_SIDE, (writer,)) if len(who_writes(found, writer)) <= TALK else None


def _is_writer(name: str) -> bool:
    return says(name, "sender") > 0 and says(name, "thread_id") < 1


def _check(found: Found, name: str) -> str:
    return f"the freelancer's messages are those of --freelancer: {_shown(who_writes(found, name))}"


def _shown(writers: tuple[str, ...]) -> str:
    more = " …" if len(writers) > SHOWN_WRITERS else ""
    return listed([f"'{one}'" for one in writers[:SHOWN_WRITERS]], "or") + more
