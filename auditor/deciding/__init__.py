"""From standings and findings to verdicts: what to do with each relationship, and why."""

from auditor.deciding.accounts import name_freelancers
from auditor.deciding.others import Book
from auditor.deciding.replies import fill_replies
from auditor.deciding.verdicts import decide

__all__ = ["Book", "decide", "fill_replies", "name_freelancers"]
