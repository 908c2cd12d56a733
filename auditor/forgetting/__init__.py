"""Erases people's data from a store: rows, what was concluded from them, and the bytes of the file."""

from auditor.forgetting.erasing import Erased, erase
from auditor.forgetting.payers import left_sentence
from auditor.forgetting.recurring import back_again, back_from
from auditor.forgetting.subjects import named, older_than

__all__ = ["Erased", "back_again", "back_from", "erase", "left_sentence", "named", "older_than"]
