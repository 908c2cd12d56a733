"""Frozen dataclasses and enums that all floors share; one file per floor that they describe."""
