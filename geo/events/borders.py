"""The text of a sentence, and of the article it stands in, in; whether it is about a border as such out.

A border reference tells of a border being delimited, demarcated, agreed, ruled on or disputed. Trade, traffic, guards and
clashes at a border are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = r"(?:borders?|frontiers?|boundary|boundaries|borderline)"
_NOT_AS_SUCH = re.compile(
    rf"\b{_LINE}[- ](?:guards?|crossings?|posts? reopened|checkpoints?|checks?|trade|towns?|villages?|police|patrols?|troops?|controls?|traffic|clash(?:es)?"
    r"|residents?|regions?|stations?|fences?|walls?|forces?|closures?|areas?|districts?|gates?|markets?|officials?|service|agency|incidents?|violence|fighting|security)\b"
    rf"|\b(?:cross|crosses|crossed|crossing|across|near|along|at|behind|beyond|opened|open|closed?|closes|closing|reopen\w*|seal\w*|shut|shutting)"
    rf" (?:the |its |their |our |both sides of the )?(?:[\w-]+ )?{_LINE}\b(?! (?:commission|treaty|agreement|dispute|demarcation|delimitation|line|talks))",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\bdelimit\w*|\bdemarcat\w*|\bdelineat\w*|\bcontinental shel(?:f|ves)\b|\bexclusive economic zones?\b"
    rf"|\b{_LINE}[- ](?:treat(?:y|ies)|agreements?|accords?|pacts?|deals?|protocols?|commissions?|committees?|disputes?|rows?|talks|negotiations?|question|issue|line"
    r"|rulings?|settlements?|conventions?|arbitration|controversy|quarrel|claims?|surveys?|conflict|maps?|pillars?|markers?|stones?|decisions?|documents?|deal|text|experts)\b"
    r"|\bterritorial (?:disputes?|claims?|rows?|quarrels?|controversy|questions?)\b"
    rf"|\b(?:disputed|contested|unmarked|undefined|undemarcated|agreed|common maritime) (?:[\w-]+ ){{0,2}}{_LINE}\b"
    r"|\bboundar(?:y|ies) (?:dispute|commission)|\bland swap\b",
    re.IGNORECASE,
)
_BORDER = re.compile(rf"\b{_LINE}\b", re.IGNORECASE)
_PROCESS = re.compile(
    r"\b(?:agree\w*|settl\w+|fix(?:es|ed|ing)?|redraw\w*|redrew|drawn?|draws|drew|defin\w+|determin\w+|rul(?:e|es|ed|ing|ings)|award\w*|decid\w+|decision|resolv\w+|disput\w+|contest\w*"
    r"|reject\w*|claim\w*|ratif\w+|sign(?:s|ed|ing)?|initial(?:led|ed|s|ling)?|adopt\w*|approv\w+|mark(?:s|ed|ing)?|map(?:s|ped|ping)?|survey\w*|trac(?:e|ed|ing)|negotiat\w+|finali[sz]\w+"
    r"|arbitrat\w+|recogni[sz]\w+|treaty|treaties|accords?|pact|deal|judge?ment|court|tribunal|commissions?|protocol|coordinates|pillars?|differ\w*|disagree\w*|controversy|quarrel\w*"
    r"|follow(?:s|ed)?|verdict|convention|sovereignty|geographers|surveyors|cartographers|adjust\w*|stones|concrete posts)\b",
    re.IGNORECASE,
)
_NO_PROCESS = re.compile(
    r"\b(?:agree\w*|decid\w+|approv\w+) (?:\w+ ){0,4}?(?:to )?(?:reopen|open|close|shut|seal)\w*|\b(?:trade|visa|gas|customs) (?:deal|agreement|treaty|pact)\b",
    re.IGNORECASE,
)
_THE_LINE = re.compile(
    r"(?<!front )(?<!front-)(?<!railway )(?<!rail )(?<!power )(?<!hard )(?<!party )(?<!bottom )(?<!phone )(?<!assembly )(?<!picket )(?<!supply )(?<!hot )\blines?\b(?! of (?:contact|work|credit|duty|fire|control))"
    r"(?!-up)",
    re.IGNORECASE,
)
_COMMISSION = re.compile(
    r"(?<!European )(?<!electoral )(?<!election )(?<!human rights )(?<!truth )\bcommissions?\b", re.IGNORECASE
)
_BORDER_COMMISSION = re.compile(
    rf"\b(?:{_LINE}|delimitation|demarcation) commissions?\b|\bcommissions?\b[^.]{{0,60}}\b(?:delimit\w+|demarcat\w+|{_LINE})\b|\b{_LINE}[^.]{{0,40}}\bcommissions?\b",
    re.IGNORECASE,
)
_IN_CONTEXT = re.compile(
    r"\bdisputes? over\b|\bsovereignty over\b|\b(?:boundary |border |frontier )?(?:pillars|markers|stones|posts) (?:be|were|was|will|have|had|been|to)\b"
    r"|\b(?:enclaves?|exclaves?)\b[^.]{0,50}\b(?:exchang\w+|swap\w*|change hands|transfer\w*|hand\w* over)|\bthe (?:ruling|award|judge?ment)\b[^.]{0,60}\b(?:binding|awarded|gave|gives|leaves|left|line|final)\b",
    re.IGNORECASE,
)


def _as_such(text: str) -> bool:
    bare = _NOT_AS_SUCH.sub(" ", text)
    return _BORDER.search(bare) is not None and _PROCESS.search(bare) is not None and _NO_PROCESS.search(text) is None


def border_sentences(texts: Sequence[str]) -> tuple[int, ...]:
    """Give the indices of the sentences of one article that are border references.

    "The line", "the commission" and "the dispute over" count only in an article that speaks of a border as such elsewhere.
    """
    found = {i for i, text in enumerate(texts) if _STRONG.search(text) or _as_such(text)}
    if not found:
        return ()
    commissions = any(_BORDER_COMMISSION.search(text) for text in texts)
    for i, text in enumerate(texts):
        if _IN_CONTEXT.search(text) or _THE_LINE.search(text) or (commissions and _COMMISSION.search(text)):
            found.add(i)
    return tuple(sorted(found))
