"""Takes people out of one store and looks for them in the outputs of its runs: what `forget` and `audit --keep-days` share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from auditor import ingesting, pruning, publishing
from auditor.engines.duckdb import Engine
from auditor.forgetting import Erased, erase, named, older_than
from auditor.forgetting.places import holding, output_places, words
from auditor.receipts import Asked, OutputFolder

PATIENCE_SECONDS = 10.0


class _RehearsalError(Exception):
    """Takes back what a rehearsal did."""


def erase_from(store: Path, asked: Asked, at: datetime) -> tuple[Erased | None, list[OutputFolder]]:
    """Erase from one store and write its file anew; with None for a client whom it does not know. Raises StoreError."""
    with Engine.open(store, wait_seconds=PATIENCE_SECONDS) as engine:
        clients = wanted(engine, asked)
        if not clients and asked.limit is None:
            return None, []
        try:
            with engine.transaction():
                erased, found = erase_in(engine, clients, asked, at)
                if asked.dry_run:
                    raise _RehearsalError
        except _RehearsalError:
            return erased, found
    Engine.rewrite(store, PATIENCE_SECONDS)
    return erased, found


def wanted(engine: Engine, asked: Asked) -> list[str]:
    """The ids of those who are to be erased from an open store."""
    if asked.limit is not None:
        return older_than(engine, asked.limit, asked.as_of)
    return named(engine, asked.client or "")


def erase_in(engine: Engine, clients: list[str], asked: Asked, at: datetime) -> tuple[Erased, list[OutputFolder]]:
    """Erase these clients from an open store, and find the outputs that name them; call it inside a transaction."""
    erased = erase(engine, clients, asked.reason, at, asked.limit, ingesting.near_payers(engine))
    return erased, _outputs(engine)


def _outputs(engine: Engine) -> list[OutputFolder]:
    # The text of a PDF is compressed: it is judged by its page.
    sought, names = words(engine), publishing.output_names() - {publishing.PAPER}
    places = output_places(engine) if sought else []
    # Without its marker a folder may be anybody's by now; a PDF is what earlier versions left when they emptied one.
    holders = {place: holding(place, names, sought) if publishing.is_output_folder(place) else [] for place in places}
    found = [_with_paper(OutputFolder(place, tuple(holders[place]))) for place in places]
    return [one for one in found if one.names or one.unread]


def _with_paper(one: OutputFolder) -> OutputFolder:
    """With the PDF, which cannot be searched: it names whom the page names that it was made of, if that lies beside it."""
    pdf, page = one.place / publishing.PAPER, one.place / publishing.REPORT
    if not pdf.is_file():
        return one
    from auditor.report.paper import is_of

    if page.is_file() and is_of(pdf, page.read_bytes()):
        return replace(one, names=(*one.names, pdf.name)) if page.name in one.names else one
    return replace(one, unread=(pdf.name,))


def settled(outputs: Iterable[OutputFolder], asked: Asked) -> Iterator[OutputFolder]:
    """Each folder once, with what was removed from it, or would be, when that is asked for."""
    for one in {one.place: one for one in outputs}.values():
        # A PDF of which nothing is known goes with the others of its folder, never by itself.
        if not (asked.outputs and one.names):
            yield one
            continue
        ours = pruning.outputs_in(one.place)
        removed = ours if asked.dry_run else pruning.remove_output(one.place)
        left = tuple(name for name in _files(one.place) if not (asked.dry_run and name in ours))
        yield replace(one, removed=tuple(removed), left=left, gone=not left)


def _files(place: Path) -> list[str]:
    return sorted(
        str(path.relative_to(place)) for path in place.rglob("*") if path.is_file() and path.name != publishing.MARKER
    )
