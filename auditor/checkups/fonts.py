"""Is the font of the charts there, and does it have the letters of the languages that are read?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.model.checkups import Health, Place, Remark

FAMILY = "DejaVu Sans"


def look(place: Place) -> Iterator[Remark]:
    """One remark on the font that charts measure their texts with."""
    from matplotlib import font_manager

    try:
        path = font_manager.findfont(FAMILY, fallback_to_default=False)
    except ValueError:
        yield Remark("fonts", Health.BAD, f"{FAMILY} is not there", "pip install --force-reinstall matplotlib")
        return
    if not Path(path).is_file():
        yield Remark("fonts", Health.BAD, f"{path} is gone", "pip install --force-reinstall matplotlib")
    else:
        yield Remark("fonts", Health.FINE, f"{FAMILY} at {path}")


CHECKUP = look
