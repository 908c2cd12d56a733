"""Charts: one file each, with the constant CHART; what they share in looks lies in `style`."""

from auditor import rooms
from auditor.charts.style.figure import empty_chart


def warm() -> None:
    """Load the charts and all that draws them, fonts included, so that the first chart need not wait for it."""
    rooms.discover(__name__, "CHART")
    empty_chart("warm", "", "0")
