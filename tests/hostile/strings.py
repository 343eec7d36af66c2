"""A grammar of attacks in, at least 300 strings out, each with the sum that no reader may work out."""

from __future__ import annotations

import itertools

SUM, RESULT = "1339*7", "9373"
"""A sum that stands in no code and no data: where its result shows, something was evaluated."""
RUN = "window.datelineRan=(window.datelineRan||0)+1"
"""What a script of an attack would do, if one ran."""
MAX_LONG = 20_000
"""Characters of the long ones: more than any page shows of a name."""

_SUMS = (SUM, f"({SUM})", f" {SUM} ", f"''.join([str({SUM})])", f"cycler.__init__.__globals__ and {SUM}")
_OPENINGS = (
    *(("{{", "}}"), ("{{-", "-}}"), ("{%if ", "%}x{%endif%}"), ("{% print(", ")%}"), ("{#", "#}"), ("${", "}")),
    *(("`${", "}`"), ("#{", "}"), ("<%=", "%>"), ("<?=", "?>"), ("@{", "}"), ("[[${", "}]]"), ("$(", ")")),
    *(("%{", "}"), ("{", "}"), ("{{{", "}}}"), ("${{", "}}"), ("{%raw%}{{", "}}{%endraw%}"), ("\\{{", "\\}}")),
    *(("*{", "}"), ("$[", "]"), ("{!", "!}")),
)
_TEMPLATES = tuple(f"{before}{asked}{after}" for (before, after), asked in itertools.product(_OPENINGS, _SUMS))

_TAGS = (
    *("<script>{}</script>", "<SCRIPT>{}</SCRIPT >", "<img src=x onerror={}>", '<img src="x" onerror="{}">'),
    *("<svg onload={}>", "<svg/onload={}>", "<body onload={}>", "<iframe srcdoc='<script>parent.{}</script>'>"),
    *("<details open ontoggle={}>", "<input autofocus onfocus={}>", "<video><source onerror={}></video>"),
    *("<math><mtext><style><img src=x onerror={}>", "<style>@import 'javascript:{}'</style>", "<base href='{}'>"),
    *("<a href='javascript:{}'>x</a>", "<meta http-equiv=refresh content='0;javascript:{}'>", "<object data='{}'>"),
    *("<form action='javascript:{}'><button>x", "<embed src='javascript:{}'>", "<marquee onstart={}>"),
)
_ESCAPES = ("", "</script>", "</style>", "</title>", "</textarea>", "-->", "]]>", '">', "'>")
_MARKUP = tuple(f"{escape}{tag.format(RUN)}" for escape, tag in itertools.product(_ESCAPES, _TAGS))

_ADDRESSES = (
    *("javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", "vbscript:", "data:text/html,<script>"),
    *("data:image/svg+xml,<svg onload=", "javascript://x%0a", "//evil.example/", "https://evil.example/?<script>"),
)
_LINKS = tuple(address + RUN for address in _ADDRESSES)

_ENTITIES = (
    *("&lt;script&gt;", "&#60;img src=x onerror=1&#62;", "&#x3c;svg&#x3e;", "&amp;lt;b&amp;gt;", "&nbsp;&shy;&zwj;"),
    *("%3Cscript%3E", "\\u003cscript\\u003e", "\\x3cimg\\x3e", "＜script＞", "&bogus;&", "&#0;&#xD800;&#x110000;"),
)
_MARKDOWN = (
    *("[x](javascript:alert(1))", "![x](x)", "**bold** _it_ ~~s~~ `code`", "# heading", "> quote", "- item", "|a|b|"),
    *("$\\href{javascript:alert(1)}{x}$", ":material/delete: :red[x] :smile:", "<https://evil.example>", "---\na: b"),
    *("1. one", "[^1]: note", "$$x^2$$", "```js\nx\n```", "http://evil.example www.evil.example"),
)
_QUOTES = (
    *("'\"`\\", '";' + RUN + '//"', "');" + RUN + "//", "\\';" + RUN + "//", "\\\\\\", "\u2028" + RUN + "\u2029"),
    *("'; DROP TABLE x; --", "\\N", "null", "NaN", "undefined", "__proto__", "constructor", "toString", "[object]"),
)
_FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "|cmd", "%0a", "＝1+1", "=HYPERLINK(1)", "=cmd|' /C x'!A0")
_UNICODE = (
    *("\u202eevil\u202c", "\u2066a\u2067b\u2069", "\u200b\u200c\u200d\u2060\ufeff", "e\u0301" * 30, "\u0335" * 60),
    *("Ստեփանակերտ", "Xankəndi", "👩‍👩‍👧 🇦🇲 🏳️‍🌈", "\U000e0041\U000e0042", "\ufffd\ufffe\uffff", "ﷺ" * 20, "İıſK"),
    *("\x00\x01\x07\x1b[31m", "\x7f\x85\u00ad", "a\u00a0b\u3000c", "\u061c\u200e\u200f", "נצח עִברִית", "नमस्ते क्‍ष"),
    *("می‌خواهم", "\U0010ffff\U000f0000", "\ue000", "\ud7ff\ue000"),
)
_LONG = (
    "A" * MAX_LONG,
    "<b>" * 5_000,
    "{{" * 5_000,
    "é\u0301" * 5_000,
    "word " * 3_000,
    "${" * 5_000,
    "\u202e" * 3_000,
)

STRINGS: tuple[str, ...] = tuple(
    dict.fromkeys(
        itertools.chain(
            *(_TEMPLATES, _MARKUP, _LINKS, _ENTITIES, _MARKDOWN, _QUOTES, _FORMULAS, _UNICODE, _LONG),
        )
    )
)
"""All of them, none twice."""
SAMPLE: tuple[str, ...] = (*STRINGS[:: max(1, len(STRINGS) // 40)], *_UNICODE, *_LONG[:3])
"""Some of each kind, for the paths that take a second a string."""


def evaluated(answer: str) -> bool:
    """Tell whether the sum of a template was worked out in an answer."""
    return RESULT in answer
