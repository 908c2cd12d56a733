"""Colours and figures: safe for colour-blind readers, legible on light and dark pages.

matplotlib is imported when a chart is drawn and not before; pyplot never is.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from auditor.charts.style.svg import INK, clean
from auditor.model.words import Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's palette: told apart with every common form of colour blindness, mid-tones on white and on black.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7"
GREY = "#8c8c8c"

SEVERITY_COLOURS: Mapping[Severity, str] = {
    Severity.CRITICAL: VERMILION,
    Severity.HIGH: ORANGE,
    Severity.MEDIUM: SKY,
    Severity.LOW: BLUE,
    Severity.INFO: GREY,
}
WIDTH_INCHES = 9.6
# The bar of a sum, beside the coloured ones of its parts.
INK_BAR = GREY

SETTINGS: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": INK,
    "grid.alpha": 0.15,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "hatch.linewidth": 0.6,
}


@contextmanager
def styled(name: str) -> Iterator[None]:
    """The style, for everything drawn inside; ids come from the chart's name, so equal input gives equal bytes."""
    from matplotlib import rc_context

    with rc_context({**SETTINGS, "svg.hashsalt": name}), warnings.catch_warnings():
        # Names may hold letters that the measuring font lacks; the reader's font has them.
        warnings.simplefilter("ignore", UserWarning)
        yield


def new_figure(height_inches: float, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """A figure of the report's width with that many axes one below the other."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
    figure.patch.set_alpha(0)
    axes = [figure.add_subplot(rows, 1, place + 1) for place in range(rows)]
    for one in axes:
        one.patch.set_alpha(0)
    return figure, axes


def to_svg(figure: Figure, name: str, title: str, description: str) -> str:
    """The figure as one clean `<svg>` element with title and description."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    target = io.StringIO()
    # `savefig` would draw everything twice, the first time for the layout, which `draw` works out by itself.
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    FigureCanvasSVG(figure).print_svg(target, metadata=metadata)
    return clean(target.getvalue(), name, title, description)


def empty_chart(name: str, title: str, sentence: str) -> str:
    """What stands in a chart's place when there is nothing to draw."""
    with styled(name):
        figure, (axes,) = new_figure(1.0)
        axes.axis("off")
        axes.text(0.5, 0.5, sentence, ha="center", va="center", transform=axes.transAxes)
        return to_svg(figure, name, title, sentence)
