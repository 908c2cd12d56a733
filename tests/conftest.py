"""What holds for every test: no property fails because a machine was busy for a moment. And what many of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from unittest import mock

import pytest
from hypothesis import settings

from auditor.charts import eligibility_timeline, findings_by_rule, income_over_time

NO_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def _no_picture(*_: object) -> str:
    return NO_PICTURE


@pytest.fixture(scope="module")
def undrawn() -> Iterator[None]:
    """Reports without the pictures of the drawing program, for tests that ask about anything else: half of a small audit's time."""
    with ExitStack() as held:
        for chart in (eligibility_timeline, findings_by_rule, income_over_time):
            held.enter_context(mock.patch.object(chart, "_picture", _no_picture))
        yield
