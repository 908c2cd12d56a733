"""What only the user can say of a file, and has not said: whose account it is, in which currency it counts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.sides import BY_SIDE
from auditor.model.profiles import How, plain
from auditor.settings import IngestOptions


def unstated(file: PlannedFile, options: IngestOptions) -> Iterator[tuple[str, str]]:
    """(problem, remedy) of each thing that is needed to read the file, stands nowhere in it and was not said."""
    sources = file.profile.columns.values()
    stated = {source.value for source in sources if source.how is How.STATED}
    if options.freelancer is None and ("freelancer" in stated or any(source.how in BY_SIDE for source in sources)):
        problem = "the messages name their writers, and not which of them the freelancer is"
        yield problem, "say it with --freelancer and that user's id or name as it stands there"
    if options.currency is None and "currency" in stated and not _has_currency(file):
        yield (
            "the file does not say in which currency its amounts are",
            "say it with --currency, for example --currency EUR",
        )


def _has_currency(file: PlannedFile) -> bool:
    source = file.profile.columns.get("currency")
    names = {plain(column) for column in file.header}
    return source is not None and any(plain(name) in names for name in source.take)
