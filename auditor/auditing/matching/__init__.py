"""Whose payer is this? Names brought to one form and compared in blocks; addresses and numbers compared exactly."""

from auditor.auditing.matching.comparing import alike
from auditor.auditing.matching.names import normalised
from auditor.auditing.matching.values import payer_values

__all__ = ["alike", "normalised", "payer_values"]
