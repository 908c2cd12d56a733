"""Small pictures of one relationship, written as SVG without a drawing program.

There are two for each relationship that a report looks into. All that they need is a scale, bars, signs and words, and
a program that measures text takes a hundred times as long for it as the writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from xml.sax.saxutils import escape

from auditor.charts.style.svg import INK, short_number
from auditor.model.visible import visible

POINTS_PER_INCH = 72.0
# Pictures of one relationship stand two in a row, and have to be read on a telephone.
WIDTH = 5.4 * POINTS_PER_INCH
RIGHT = 0.12 * POINTS_PER_INCH
FONT_SIZE = 9
# How far the foot of a line of words of that size lies below the place that it is tied to.
_FOOT = {"top": 6.84, "center": 2.34, "bottom": -2.16}
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}


class Sign(Enum):
    """The form of a mark, as a path of size 1 around its middle."""

    DOT = "M 0 .5 A .5 .5 0 1 0 0 -.5 A .5 .5 0 1 0 0 .5 Z"
    SQUARE = "M -.5 .5 L .5 .5 L .5 -.5 L -.5 -.5 Z"
    TRIANGLE = "M 0 -.5 L -.5 .5 L .5 .5 Z"
    PLUS = (
        "M -.17 .5 L .17 .5 L .17 .17 L .5 .17 L .5 -.17 L .17 -.17 L .17 -.5 L -.17 -.5 L -.17 -.17 L -.5 -.17 "
        "L -.5 .17 L -.17 .17 Z"
    )
    CROSS = (
        "M -.25 .5 L 0 .25 L .25 .5 L .5 .25 L .25 0 L .5 -.25 L .25 -.5 L 0 -.25 L -.25 -.5 L -.5 -.25 L -.25 0 "
        "L -.5 .25 Z"
    )


class Picture:
    """A plane in a narrow picture: `xs` are its left and right end, `ys` the lanes at its upper and lower edge.

    `name` is the beginning of every id; `left`, `bottom` and `top` are margins, and `height` all of the picture, in inches.
    What is drawn later lies above.
    """

    def __init__(
        self, name: str, height: float, *, xs: tuple[float, float], ys: tuple[float, float],
        left: float, bottom: float, top: float,
    ) -> None:  # fmt: skip
        self.name, self._height = name, height * POINTS_PER_INCH
        self._left, self._top = left * POINTS_PER_INCH, top * POINTS_PER_INCH
        self._wide = WIDTH - RIGHT - self._left
        self._high = self._height - self._top - bottom * POINTS_PER_INCH
        self._xs, self._ys = xs, ys
        self._drawn: list[str] = []
        self._words: list[str] = []
        self._signs: dict[tuple[Sign, float], str] = {}

    def bar(self, begin: float, end: float, lanes: tuple[float, float], colour: str) -> None:
        """A filled stretch between two lanes."""
        self._filled(self._x(begin), self._x(end), self._y(lanes[0]), self._y(lanes[1]), colour, "")

    def shade(self, begin: float, end: float, colour: str) -> None:
        """A stretch of time, behind all lanes."""
        edges = (self._top, self._top + self._high)
        self._filled(self._x(begin), self._x(end), *edges, colour, ' opacity="0.18"')

    def upright(self, place: float, colour: str, width: float, dashes: str = "", opacity: float = 1) -> None:
        """A line through all lanes."""
        x, low, high = _numbers(self._x(place), self._top, self._top + self._high)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        faint = f' stroke-opacity="{opacity}"' if opacity < 1 else ""
        line = f'd="M {x} {low} L {x} {high}" fill="none" stroke="{_page(colour)}" stroke-width="{width}"'
        self._drawn.append(f"<path {line}{dashed}{faint} />")

    def marks(self, places: Iterable[float], lane: float, sign: Sign, size: float, colour: str) -> None:
        """One sign at each place of a lane; `size` is its width in points. What lies beyond the plane is left out."""
        low, high = self._xs
        about = self._signs.setdefault((sign, size), f"{self.name}-sign-{len(self._signs) + 1}")
        (y,) = _numbers(self._y(lane))
        for x in _numbers(*(self._x(place) for place in places if low <= place <= high)):
            self._drawn.append(f'<use href="#{about}" x="{x}" y="{y}" fill="{_page(colour)}" />')

    def scale(self, places: Sequence[tuple[float, str]], lanes: Sequence[str]) -> None:
        """Thin lines with their names below at `places`, and the names of the lanes 0, 1, … at the left."""
        for place, words in places:
            self.upright(place, INK, 0.8, opacity=0.15)
            self._write(words, self._x(place), self._top + self._high + 4, "center", "top")
        for lane, words in enumerate(lanes):
            self._write(words, self._left - 6, self._y(lane), "right", "center")

    def words(self, words: str, place: float, lane: float, *, bold: bool = False) -> None:
        """Words that begin at a place of a lane."""
        self._write(words, self._x(place), self._y(lane), "left", "center", bold=bold)

    def above(self, words: str, place: float, shift: float) -> None:
        """Words so many points above the plane, on that side of a place where there is room."""
        side = "right" if place > sum(self._xs) / 2 else "left"
        self._write(words, self._x(place), self._top - shift, side, "bottom")

    def svg(self, title: str, description: str) -> str:
        """The picture as one `<svg>` element with title and description."""
        ids = {tag: f"{self.name}-{tag}" for tag in ("title", "desc", "plane")}
        width, height, left, top, wide, high = _numbers(
            WIDTH, self._height, self._left, self._top, self._wide, self._high
        )
        signs = [
            f'<path id="{one}" d="{sign.value}" transform="scale({size})" />' for (sign, size), one in self._signs.items()
        ]  # fmt: skip
        plane = f'<clipPath id="{ids["plane"]}"><rect x="{left}" y="{top}" width="{wide}" height="{high}" /></clipPath>'
        return "\n".join((
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-labelledby="{ids["title"]} {ids["desc"]}" fill="currentColor">',
            *(f'<{tag} id="{ids[tag]}">{escape(visible(text))}</{tag}>' for tag, text in (("title", title), ("desc", description))),
            "<defs>", plane, *signs, "</defs>",
            f'<g clip-path="url(#{ids["plane"]})">', *self._drawn, "</g>",
            f'<g font-size="{FONT_SIZE}px">', *self._words, "</g>",
            "</svg>\n",
        ))  # fmt: skip

    def _write(self, words: str, x: float, y: float, side: str, edge: str, *, bold: bool = False) -> None:
        right, down = _numbers(x, y + _FOOT[edge])
        weight = ' font-weight="700"' if bold else ""
        place = f'text-anchor="{_ANCHOR[side]}" x="{right}" y="{down}"'
        self._words.append(f"<text{weight} {place}>{escape(visible(words))}</text>")

    def _filled(self, begin: float, end: float, low: float, high: float, colour: str, more: str) -> None:
        x, y, width, height = _numbers(begin, low, end - begin, high - low)
        self._drawn.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{_page(colour)}"{more} />')

    def _x(self, place: float) -> float:
        low, high = self._xs
        return self._left + (place - low) / (high - low) * self._wide

    def _y(self, lane: float) -> float:
        upper, lower = self._ys
        return self._top + (lane - upper) / (lower - upper) * self._high


def _numbers(*values: float) -> list[str]:
    return [short_number(f"{value:.6f}") for value in values]


def _page(colour: str) -> str:
    return "currentColor" if colour == INK else colour
