"""A profile on a platform that its owner shows: no account is shared by that."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_PROFILE = re.compile(
    r"(?:upwork|fiverr|freelancer|guru|peopleperhour|toptal|workana|malt|contra|truelancer|freelancehunt|twine)\.(?:com|fr|de|net|co)/\S|"
    r"(?:fl|kwork)\.ru/\S"
)
# What is shared with an account, or paid for it; the links themselves say nothing of that.
_SHARED = re.compile(
    r"\b(?:log ?ins?|log in|sign in|passwords?|credentials|rent\w*|lend\w*|borrow\w*|share|sharing|split|percent|use (?:my|your|it)|access|sell\w*|buy\w*|"
    r"swap\w*|under (?:my|your)|through (?:my|your)|from (?:my|your)|behalf)\b|%"
)


def drops(view: View, hit: Hit) -> bool:
    """Whether an ask that was told by its wording alone is nothing but such a link."""
    if hit.kind != "wording" or _PROFILE.search(view.text) is None:
        return False
    return _SHARED.search(re.sub(r"https?://\S+|\S+\.\S+/\S*", " ", view.text)) is None


FILTER = Filter(
    name="own_profiles",
    applies=frozenset((Category.ACCOUNT_SHARING,)),
    drops=drops,
    dropped=(
        ("my upwork profile https://www.upwork.com/freelancers/~01a2b3c4d5e6f7a8b9", "upwork"),
        ("my fiverr profile fiverr.com/danak", "fiverr"),
    ),
    kept=(("use my upwork account for this job, here is the login: upwork.com/freelancers/~01a2b3", "upwork"),),
)
