"""The leaves of one OFX transaction, 1.x (SGML: leaves without an end) or 2.x (XML), and all that speaks against it.

No parser of SGML or XML is needed, nor wanted: entities are the five that XML knows and numbers, and are never defined by the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ATTRIBUTES = r"""(?:\s++[\w:.\-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+"""
TAG = re.compile(r"<(/?)(?:[\w.\-]++:)?([A-Za-z_][\w.\-]*+)" + ATTRIBUTES + r"\s*+(/?)>")
# Nearly all transactions are leaves of the standard, one behind the other; these are read at once.
SIMPLE = re.compile(r"<STMTTRN>\s*+(?:<([A-Z0-9]++)>[^<]*+(?:</\1>\s*+)?)*+</STMTTRN>")
SIMPLE_LEAF = re.compile(r"<([A-Z0-9]++)>([^<]*+)")
ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
OPAQUE = re.compile(r"<!\[CDATA\[|<!--")
TAG_NEXT = re.compile(r"\s*+<(?!!\[)")
BLANKS = " \t\r\n\f\v"
DEEPEST = 20
ROOT = "STMTTRN"
# What a transaction may say, by the standard; other names stand on a line of their own, or have a point in them.
KNOWN = frozenset(
    """TRNTYPE DTPOSTED DTUSER DTAVAIL TRNAMT FITID CORRECTFITID CORRECTACTION SRVRTID CHECKNUM REFNUM SIC PAYEEID NAME
    EXTDNAME PAYEE BANKACCTTO CCACCTTO MEMO IMAGEDATA CURRENCY ORIGCURRENCY INV401KSOURCE""".split()
)
# Where else a column may stand, behind that of its own name.
ELSEWHERE = {"PAYEE.NAME": "NAME", "CURRENCY.CURSYM": "CURRENCY"}
Fault = tuple[str, str]


@dataclass(slots=True)
class Leaves:
    """Texts by name, inner ones as CURRENCY.CURSYM; empty ones are left out. `faults` are (code, problem)."""

    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def misplaced(self, problem: str) -> Leaves:
        """Note that tags and text do not fit each other."""
        self.faults.append(("E141", problem))
        return self


def unescaped(text: str) -> str:
    """A text with its entities; an ampersand that begins none stays."""
    return ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    if entity[1]:
        return NAMED[entity[1]]
    number = int(entity[2] or entity[3], 10 if entity[2] else 16)
    is_text = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_text else entity[0]


def leaves_of(text: str) -> Leaves:
    """The leaves of the transaction that is this text."""
    if SIMPLE.fullmatch(text):
        leaves = SIMPLE_LEAF.findall(text, len("<STMTTRN>"))
        by_name = dict(leaves)
        if len(by_name) == len(leaves) and by_name.keys() <= KNOWN:
            return Leaves({name: unescaped(bare) for name, one in leaves if (bare := one.strip(BLANKS))})
    found = Leaves()
    plain = _plain(text, found) if "<!" in text else text
    if found.faults:
        return found
    parts = TAG.split(plain)
    names = [name.upper() for name in parts[2::4]]
    ends, lone, texts = parts[1::4], parts[3::4], parts[4::4]
    if parts[0] or not names or names[0] != ROOT or ends[0] or texts[-1]:
        return found.misplaced("the tag of the transaction is not closed by >")
    closed = _closed(names, ends, lone, found)
    if not found.faults:
        _read(names, ends, texts, closed, found)
    return found


def _plain(text: str, found: Leaves) -> str:
    """The text with what is in CDATA as entities, and without comments between tags."""
    parts, at, is_behind_tag = list[str](), 0, False
    for start in OPAQUE.finditer(text):
        if start.start() < at:
            continue
        is_comment = start[0] == "<!--"
        end = text.find("-->" if is_comment else "]]>", start.end())
        if end < 0:
            found.misplaced(f"{start[0]} has no end")
            return text
        before = text[at : start.start()]
        parts.append(before)
        if is_comment:
            is_behind_tag = before.rstrip(BLANKS).endswith(">") or (is_behind_tag and not before.strip(BLANKS))
            if not (is_behind_tag and TAG_NEXT.match(text, end + 3)):
                found.misplaced("a comment stands inside of a text")
                return text
        else:
            inner = text[start.end() : end]
            parts.append(inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
            is_behind_tag = False
        at = end + 3
    return "".join((*parts, text[at:]))


def _closed(names: list[str], ends: list[str], lone: list[str], found: Leaves) -> list[bool]:
    """Which tags have an end. In SGML a leaf needs none, so that this is known from behind."""
    waiting: list[str] = []
    closed = [False] * len(names)
    for place in range(len(names) - 1, -1, -1):
        name = names[place]
        if ends[place]:
            waiting.append(name)
            if len(waiting) > DEEPEST:
                found.misplaced(f"more than {DEEPEST} tags are in each other, or have an end without a beginning")
                break
        elif lone[place]:
            continue
        elif waiting and waiting[-1] == name:
            waiting.pop()
            closed[place] = True
        elif name in waiting:
            found.misplaced(f"the tag {name[:40]} ends before a tag that is in it")
            break
    else:
        if waiting:
            found.misplaced(f"the tag {waiting[-1][:40]} has an end and no beginning")
    return closed


def _read(names: list[str], ends: list[str], texts: list[str], closed: list[bool], found: Leaves) -> None:
    path: list[str] = []
    seen: set[str] = set()
    for place, name in enumerate(names):
        text = texts[place].strip(BLANKS)
        if ends[place]:
            path.pop()
            if text:
                found.misplaced(f"text stands behind the end of {name[:40]}")
            continue
        key = ".".join((*path[1:], name)) if len(path) > 1 else name
        if closed[place]:
            path.append(name)
            if not ends[place + 1]:
                if text:
                    found.misplaced(f"the text of {name[:40]} holds a tag ({names[place + 1][:40]}) -> write < as &lt;")
                continue
        if len(path) - closed[place] == 1 and name not in KNOWN and "." not in name:
            _judge_unknown(name, texts[place - 1], found)
        if text:
            if key in seen and (name in KNOWN or key in ELSEWHERE):
                found.misplaced(f"the tag {key[:40]} stands twice in one transaction")
            seen.add(key)
            found.texts[key] = unescaped(text)


def _judge_unknown(name: str, before: str, found: Leaves) -> None:
    if name in ("CURSYM", "CURRATE"):
        found.misplaced(f"{name} stands in no CURRENCY")
    elif before.strip(BLANKS) and not before.rstrip(" \t").endswith(("\n", "\r")):
        found.misplaced(f"<{name[:40]}> stands in a text and is no tag of a transaction -> write < as &lt;")
