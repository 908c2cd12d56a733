"""Lines below the header that begin with # and are remarks: no row, and told apart from a broken row whose id begins so."""

from __future__ import annotations

import re

from auditor.ingesting.forms import DAY, NUMBER, fields_of

MARK = b"#"
# "# by hand", "#by hand", "##" and "#": an id of one piece, as #1001, is not said in such words,
# and behind the mark of a row that was commented out stands its first quote.
REMARK = re.compile(r"#(?!\")(\W.*|\S+\s.*)?", re.DOTALL)


def is_remark(line: bytes, delimiter: str) -> bool:
    """Whether a line that is no sound row is a remark. What holds a day or a number as a field may be a row, and is none."""
    if not line.startswith(MARK) or b"\0" in line:
        return False
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    first, *others = (field.strip('" ') for field in fields_of(line, delimiter))
    return bool(REMARK.fullmatch(first)) and not any(DAY.fullmatch(one) or NUMBER.fullmatch(one) for one in others)
