"""Links that are the work itself: repositories, designs, documents, recordings, packages, pages of help."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_WORK = re.compile(
    r"^(?:[\w-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|figma\.com|canva\.com|miro\.com|notion\.so|notion\.site|trello\.com|asana\.com|clickup\.com|"
    r"atlassian\.net|monday\.com|linear\.app|basecamp\.com|dropbox\.com|wetransfer\.com|we\.tl|drive\.google\.com|docs\.google\.com/(?!forms)|sheets\.google\.com|onedrive\.live\.com|1drv\.ms|sharepoint\.com|box\.com|"
    r"loom\.com|vimeo\.com|youtube\.com/watch|youtu\.be|stackoverflow\.com|stackexchange\.com|npmjs\.com|pypi\.org|docs\.rs|readthedocs\.(?:io|org)|developer\.mozilla\.org|wikipedia\.org|"
    r"codepen\.io|codesandbox\.io|replit\.com|jsfiddle\.net|pastebin\.com|paste\.ubuntu\.com|gist\.|imgur\.com|unsplash\.com|pexels\.com|fonts\.google\.com|cloudflare\.com|aws\.amazon\.com|"
    r"vercel\.app|netlify\.app|herokuapp\.com|ngrok\.io|ngrok-free\.app|localhost|wordpress\.org|shopify\.com|stripe\.com|developers\.google\.com|ubuntu\.com|kaggle\.com|huggingface\.co|overleaf\.com|"
    r"behance\.net|dribbble\.com|zeplin\.io|invisionapp\.com|frame\.io|grammarly\.com|tinypng\.com|zapier\.com|make\.com|airtable\.com/(?!shr)|google\.com|microsoft\.com|apple\.com|amazon\.com|python\.org|nodejs\.org|reactjs\.org)(?:$|[/?#:])"
)
_OWN_WORK = re.compile(
    r"\b(?:staging|test server|preview|live site|the site|our site|website we|client'?s site|bug on|broken on|crawl|scrape|deploy|redirect|curl|wget|api|endpoint|docs|documentation|reference|inspiration|competitor|like this site|similar to)\b"
)


def drops(view: View, hit: Hit) -> bool:
    """Whether the link leads to a place of work, or the sentence speaks of it as the thing worked on."""
    if _WORK.search(hit.normalized or "") and hit.kind != "contact_form":
        return True
    return hit.kind is None and bool(_OWN_WORK.search(view.text[max(0, hit.start - 60) : hit.end + 40]))


FILTER = Filter(
    name="work_links",
    applies=frozenset((Category.URL,)),
    drops=drops,
    dropped=(
        ("code is at github.com/fjord/app", "github.com/fjord/app"),
        ("the bug on shopfjord.com is fixed", "shopfjord.com"),
    ),
    kept=(("my page is petralind.com", "petralind.com"),),
)
