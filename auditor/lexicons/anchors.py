"""The part of a phrase's pattern that is rarest in other talk: what a gate looks for before it tries the pattern.

A pattern is a row of pieces with gaps of a few words between them. Every text that matches holds every piece, so any
one of them is a sound gate; the one that takes most letters of uncommon words lets least pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# Words that stand in every third sentence of their language: a piece made of these alone says nothing.
_COMMON = frozenset(
    """a an the this that these those it is are was be been am i me my mine you your u ur we us our they them their he she
    to for of on in at by via with from and or if so not no yes do does did can could will would should have has had
    go get got let lets make take use want need know see say tell think like just only then there here now some any all more
    how what when where why who which about out up off down over after before work working time good new one
    el la los las un una de del en y o que por para con se te me mi tu su lo al es no si como mas todo
    o os as um uma do da dos das no na em e ou por pra para com se me meu seu que isso tudo
    le les des une du et ou je tu il on nous vous ce ca que qui pour par avec sur dans est pas si tout mon ton votre
    der die das ein eine und oder ich du er sie es wir ihr mir dir mich dich zu von mit fur auf in im an ist sind wenn alles
    il lo gli i di da con su per che e mi ti si ci un una sono
    ja ty on my wy do na w z i a to jest jak po ze za o
    bir bu ve ile icin ben sen biz siz o da de ne var
    main mein mai aap tum hum ko ka ki ke se hai ho kar karo aur ya bhi
    di ke yang dan itu ini saya aku kamu anda kita bisa ada untuk dengan
    ang ng sa na ba po ko mo ka ako ikaw natin mga
    toi ban minh em anh chi la co khong cho va voi thi
    и в на с по у к о от до за не я ты мы вы он она это как что мне тебе вам нам мой твой ваш для если
    і в на з по у до за не я ти ми ви він вона це як що мені тобі вам нам мій твій ваш для якщо""".split()
)
_COMMON_WEIGHT = 0.5
_CLASS_WEIGHT = 0.5


@dataclass(slots=True)
class _Piece:
    """A stretch of a pattern while it is read: where it begins and what its cheapest match weighs."""

    start: int
    weight: float = 0.0
    word: list[str] = field(default_factory=list)

    def close_word(self) -> None:
        word = "".join(self.word)
        self.weight += _COMMON_WEIGHT if word in _COMMON else len(word) * _weight_of(word)
        self.word.clear()


def _weight_of(word: str) -> float:
    # One sign of Chinese, or one letter of an alphabet that texts here seldom use, says more than a Latin letter.
    return 1.0 if word.isascii() else 2.0


def anchor(pattern: str, gaps: tuple[str, ...]) -> str:
    """The heaviest piece of an expanded pattern (auditor.lexicons.reading), as a pattern of its own.

    `gaps` are what the pieces are divided by, as they stand in the pattern. A pattern with no piece that must be there
    is its own anchor.
    """
    body, wrapped = _unwrapped(pattern)
    pieces = _divided(body, gaps)
    if pieces is None:
        return pattern
    weighed = [(_Reader(one).weight(), -at, one) for at, one in enumerate(pieces)]
    weight, _, best = max(weighed)
    if weight <= 0:
        return pattern
    # Where the piece begins or ends inside the pattern, a gap's break stood: no word goes on there.
    return rf"\b(?:{best})" if wrapped and best is pieces[0] else f"(?:{best})"


def _unwrapped(pattern: str) -> tuple[str, bool]:
    if pattern.startswith(r"\b(?:") and pattern.endswith(r")\b"):
        return pattern[len(r"\b(?:") : -len(r")\b")], True
    return pattern, False


def _divided(body: str, gaps: tuple[str, ...]) -> list[str] | None:
    """The pieces between gaps outside of groups; None where the pattern is a choice as a whole."""
    pieces: list[str] = []
    start, at, depth = 0, 0, 0
    while at < len(body):
        if depth == 0 and (gap := next((one for one in gaps if body.startswith(one, at)), None)) is not None:
            pieces.append(body[start:at])
            at += len(gap)
            start = at
            continue
        one = body[at]
        if one == "\\":
            at += 2
            continue
        if one == "[":
            at = _class_end(body, at)
            continue
        if one == "|" and depth == 0:
            return None
        depth += (one == "(") - (one == ")")
        at += 1
    pieces.append(body[start:])
    return pieces


def _class_end(text: str, start: int) -> int:
    """Where the class of characters that opens at `start` has closed."""
    at = start + 1
    at += text[at : at + 1] == "^"
    at += text[at : at + 1] == "]"
    while at < len(text) and text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    return at + 1


class _Reader:
    """Weighs a piece: the letters of the cheapest text that it matches, common words next to nothing."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def weight(self) -> float:
        """The least weight of its alternatives, up to the end or to the bracket that closes the group."""
        least = float("inf")
        while True:
            least = min(least, self._row())
            if self.text[self.at : self.at + 1] != "|":
                return least
            self.at += 1

    def _row(self) -> float:
        piece = _Piece(self.at)
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            one = self.text[self.at]
            if one.isalnum() or one == "'":
                self._letter(piece, one)
                continue
            piece.close_word()
            piece.weight += self._item(one) * (not self._may_be_missing())
        piece.close_word()
        return piece.weight

    def _letter(self, piece: _Piece, one: str) -> None:
        self.at += 1
        if not self._may_be_missing():
            piece.word.append(one)

    def _item(self, one: str) -> float:
        if one == "\\":
            self.at += 2
            return 0.0
        if one == "[":
            negated = self.text[self.at + 1 : self.at + 2] == "^"
            self.at = _class_end(self.text, self.at)
            return 0.0 if negated else _CLASS_WEIGHT
        if one != "(":
            self.at += 1
            return 0.0
        looks = self.text.startswith(("(?=", "(?!", "(?<"), self.at)
        opening = next(
            (head for head in ("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?a:") if self.text.startswith(head, self.at)), "("
        )
        self.at += len(opening)
        inside = self.weight()
        self.at += 1
        return 0.0 if looks else inside

    def _may_be_missing(self) -> bool:
        """Whether a quantifier that allows none follows; it is read past, whatever it is."""
        rest = self.text[self.at : self.at + 1]
        if rest == "{":
            end = self.text.index("}", self.at)
            missing = self.text[self.at + 1] == "0"
            self.at = end + 1
        elif rest and rest in "?*+":
            missing = rest in "?*"
            self.at += 1
        else:
            return False
        if self.text[self.at : self.at + 1] in ("?", "+") and rest in "?*+{":
            self.at += 1
        return missing
