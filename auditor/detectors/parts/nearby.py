"""What stands around the name of an app, read in a piece of the text: no name is weighed by what stands far from it.

A text of ten thousand names takes ten thousand times what one takes, and the same words around the same name are weighed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from auditor.detectors.parts.apps import Named
from auditor.lexicons.regions import spoken_in
from auditor.model.detections import Hit, View

# More letters than any reader looks at to either side of a name, the handle beside it and the sentence around both.
REACH = 600

Reader = Callable[[View, Named], Iterable[Hit]]


def nearby(view: View, app: Named, read: Reader) -> Iterator[Hit]:
    """What `read` makes of a named app; it may not ask which letters are hidden."""
    left, right = max(0, app.start - REACH), app.end + REACH
    moved = Named(app.start - left, app.end - left, app.app, app.plain, app.shy, app.bent)
    for hit in _read(read, view.text[left:right], view.cased[left:right], moved, spoken_in(view)):
        yield replace(hit, start=hit.start + left, end=hit.end + left)


@lru_cache(maxsize=256)
def _read(read: Reader, text: str, cased: str, app: Named, spoken: tuple[str, ...]) -> tuple[Hit, ...]:
    return tuple(read(View(text, cased, memo={"regions": spoken}), app))
