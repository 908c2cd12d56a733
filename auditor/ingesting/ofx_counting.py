"""Counts the transactions of an OFX file by their name alone: what was cut is believed only when this agrees."""

from __future__ import annotations

NAME = b"stmttrn"
PENDING = b"stmttrnp"
NAME_BYTES = b"abcdefghijklmnopqrstuvwxyz0123456789_.-"
# No tag has more before its name.
REACH = 4096


class TransactionCount:
    """Takes the bytes of a file block by block. `total`: each beginning counts, and each end that has none before it."""

    def __init__(self, is_open: bool = False) -> None:
        self.total = self.pending = 0
        self.is_open = is_open
        self._held, self._from = b"", 0

    def take(self, block: bytes, final: bool = False) -> None:
        """Count on; `final` when nothing comes after."""
        text = self._held + block.lower()
        place = text.find(NAME, self._from)
        while place >= 0 and (final or place + len(PENDING) < len(text)):
            self._judge(text, place)
            place = text.find(NAME, place + len(NAME))
        seen = place if place >= 0 else max(len(text) - len(NAME) + 1, self._from)
        keep = max(0, seen - REACH)
        self._held, self._from = text[keep:], seen - keep

    def _judge(self, text: bytes, place: int) -> None:
        before = text[max(0, place - REACH) : place]
        begin = before.rfind(b"<")
        tag = before[begin + 1 :].lstrip()
        is_end = tag.startswith(b"/")
        prefix = tag[1:].lstrip() if is_end else tag
        if begin < 0 or (
            prefix and (prefix.translate(None, NAME_BYTES) != b":" or not prefix[:-1] or prefix[-1:] != b":")
        ):
            return
        behind = text[place + len(NAME) : place + len(PENDING) + 1]
        if behind[:1] and behind[:1] in NAME_BYTES + b":":
            self.pending += behind[:1] == b"p" and behind[1:] not in NAME_BYTES and not is_end
            return
        self.total += not is_end or not self.is_open
        self.is_open = not is_end


def counted(data: bytes, is_open: bool = False) -> TransactionCount:
    """What such a text holds; `is_open` when the last mark before it was a beginning."""
    count = TransactionCount(is_open)
    count.take(data, final=True)
    return count
