"""Turns matplotlib's SVG into one that may stand inside a page with a hash-only content security policy."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from auditor.model.visible import visible

# Drawn in this colour = in the text colour of the page, light or dark.
INK = "#101112"
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"(?:(bold|[1-9]00) )?([\d.]+)px")
# Defaults of SVG, and what only the drawing program cares about.
_NEEDLESS = {"stroke-miterlimit", "font-family", "stroke-linejoin", "stroke-linecap"}
# A hundredth of a point is finer than any screen; six digits behind the point make a third of a picture.
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_INDENT = re.compile(r"\n +(?=<)")
_COORDINATES = {"d", "x", "y", "width", "height", "transform"}


def clean(svg: str, name: str, title: str, description: str) -> str:
    """One `<svg>` element: no document type, style or outside address; ids begin with the chart's name."""
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        for child in [one for one in parent if _local(one.tag) in ("metadata", "style")]:
            parent.remove(child)
    for element in root.iter():
        element.tag = _local(element.tag)
        _rewrite(element, name)
    _head(root, name, title, description)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True).replace("\r", "")
    return _INDENT.sub("\n", text) + "\n"


def _head(root: ET.Element, name: str, title: str, description: str) -> None:
    view = root.get("viewBox", "0 0 1 1")
    root.attrib.clear()
    root.attrib |= {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": view, "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc", "fill": "currentColor",
    }  # fmt: skip
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(tag, {"id": f"{name}-{tag}"})
        # The page shows what hides in its own texts; this one comes from names of the data too.
        element.text = visible(text)
        root.insert(place, element)


def _rewrite(element: ET.Element, name: str) -> None:
    attributes: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key == "style":
            attributes |= _presentation(value)
        elif key == "id":
            attributes["id"] = f"{name}-{value}"
        else:
            attributes[_local(key)] = value
    for key, value in attributes.items():
        if key == "href" and value.startswith("#"):
            value = f"#{name}-{value[1:]}"
        if key in _COORDINATES:
            value = _LONG_NUMBER.sub(lambda found: short_number(found[0]), value)
        value = _REFERENCE.sub(lambda found: f"url(#{name}-{found[1]})", value)
        attributes[key] = "currentColor" if value == INK else value
    element.attrib.clear()
    element.attrib |= attributes


def _presentation(style: str) -> dict[str, str]:
    """A style attribute as presentation attributes; the short form of `font` becomes size and weight."""
    attributes: dict[str, str] = {}
    for declaration in style.split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            attributes |= _font(value)
        elif key and key not in _NEEDLESS:
            attributes[key] = value
    return attributes


def _font(value: str) -> dict[str, str]:
    found = _FONT.search(value)
    if found is None:
        return {}
    weight = {"font-weight": found[1]} if found[1] else {}
    return {"font-size": found[2], **weight}


def _local(tag: str) -> str:
    return _NAMESPACE.sub("", tag)


def short_number(number: str) -> str:
    """A coordinate with as many digits as a screen can show."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
