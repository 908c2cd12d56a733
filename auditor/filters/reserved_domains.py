"""Domains that belong to nobody, and the platforms' own: examples, tests, Upwork and its like."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_RESERVED = re.compile(
    r"(?:^|[@./])(?:example\.(?:com|org|net|edu)|(?:[\w-]+\.)*(?:test|invalid|localhost|local)|localhost|domain\.com|yourdomain\.com|your-?(?:company|business|brand)\.com|mydomain\.com|email\.com|yoursite\.com|mysite\.com"
    r"|foo\.com|bar\.com|test\.com|acme\.com|xyz\.com|company\.com|site\.com|website\.com|sentry\.io|w3\.org|schema\.org"
    # What forms show in other languages.
    r"|(?:exemple|beispiel|ejemplo|esempio|exemplo|przyklad|contoh|ornek|voorbeeld|musterfirma|mustermann)\.[a-z]{2,3}(?:\.[a-z]{2})?)(?=$|[/:?#])"
)
_PLATFORM = re.compile(
    r"(?:^|[@./])(?:upwork|fiverr|freelancer|peopleperhour|guru|toptal|contra|malt|workana|99designs|kwork|elance|odesk|truelancer)\.(?:com|net|co|fr|ru|es|de)(?=$|[/:?#])"
)
# Names of fields in place of a name, and addresses of single letters.
_SHAPE = re.compile(
    r"^(?:prenom\.nom|vorname\.nachname|first(?:name)?\.last(?:name)?|nombre\.apellidos?|nome\.(?:cognome|sobrenome|apelido)|imie\.nazwisko|name\.surname|ad\.soyad)@"
    r"|^[a-z](?:\.[a-z])?@[a-z]\.[a-z.]{2,6}$"
    # From where code is fetched.
    r"|^git@(?:github|gitlab|bitbucket|ssh\.dev\.azure)\."
)
_CODE_BEFORE = re.compile(
    r"(?:\bssh|\bscp|\bgit(?: (?:clone|push|pull|fetch|remote add \w+))?|rsync|sftp|\w+_\w+=|from=|email=|mailto=|user=|@)\s?(?:-\w\s\w+\s)?$"
)


def drops(view: View, hit: Hit) -> bool:
    """Whether the address or link lies in a reserved or platform domain, or is an argument of a command."""
    target = (hit.normalized or view.text[hit.start : hit.end]).lower()
    if _RESERVED.search(target) or _PLATFORM.search(target):
        return True
    if hit.category is Category.EMAIL and _SHAPE.search(target):
        return True
    return hit.category is Category.EMAIL and bool(_CODE_BEFORE.search(view.text[max(0, hit.start - 24) : hit.start]))


FILTER = Filter(
    name="reserved_domains",
    applies=frozenset((Category.EMAIL, Category.URL)),
    drops=drops,
    dropped=(
        ("set MAIL_FROM=user@example.com in the file", "user@example.com"),
        ("write to support@upwork.com", "support@upwork.com"),
        ("it fetches git@github.com:petra/site.git", "git@github.com"),
        ("git clone git@host.fjordmail.net", "git@host.fjordmail.net"),
        ("ssh root@fjordmail.net", "root@fjordmail.net"),
        ("le champ attend prenom.nom@exemple.fr", "prenom.nom@exemple.fr"),
        ("the pattern matches a@b.co.uk", "a@b.co.uk"),
    ),
    kept=(("write to petra@fjordmail.net", "petra@fjordmail.net"),),
)
