"""A border sentence in; the stage of the process that it tells, the process, and the document it names out.

A stage is what the words say and no more: signed is not ratified, initialled is not signed, announced is not agreed,
delimitation is not demarcation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.types import Process, Stage

_DELIMIT = re.compile(r"\bdelimit", re.IGNORECASE)
_DEMARCATE = re.compile(r"\bdemarcat|\b(?:boundary|border) (?:pillars|posts|markers|stones)|\bpillars\b", re.IGNORECASE)
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
_DOCUMENT = re.compile(
    rf"\b(?:(?:[A-Z][\w’'-]+|border|boundary|frontier|land|maritime|peace|new|joint|bilateral|delimitation"
    rf"|demarcation|draft|{_ORDINAL})[ -]){{0,5}}"
    r"(?:[Tt]reaty|[Tt]reaties|[Pp]rotocol|[Aa]greement|[Aa]ccord|[Pp]act|[Mm]emorandum|[Dd]eclaration"
    r"|[Cc]onvention|[Cc]ommuniqu[eé]|[Cc]harter"
    rf"|(?:{_ORDINAL}|\d+th) (?:meeting|session|round))\b(?: of (?:1[5-9]|20)\d\d)?"
)
_POSTS = r"(?:pillars?|posts?|markers?|stones?)"
_PLACED = r"(?:installed|placed|erected|planted|set|set up|put up|put in place|laid)"
_DONE = r"(?:was|has been|is|were|work was|work is) (?:completed?|finished|concluded|done|over)"

_PATTERNS: tuple[tuple[Stage, Iterable[str]], ...] = (
    (
        "rejected",
        (
            r"\breject(?:s|ed|ing)?\b",
            r"\brefus\w+ to (?:accept|recogni[sz]e|sign|ratify)",
            r"\b(?:voted|struck|turned) down\b",
            r"\b(?:ignor|disregard|def)(?:e|y|ies|es|ed|ing)?\b",
            r"\bannul\w*|\bdenounc\w+",
            r"\b(?:will|does|did|do) not (?:accept|recogni[sz]e)|\bnever (?:accepted|recogni[sz]ed)",
            r"\bdisputes? the (?:line|border|boundary|ruling|agreement|treaty)\b",
        ),
    ),
    ("in force", (r"\b(?:into|in) force\b", r"\b(?:took|takes|take|taken) effect\b")),
    ("ratified", (r"\bratif(?:ied|ies|y|ication)\b", r"\bparliament (?:has )?(?:approved|endorsed|passed)")),
    (
        "ruled",
        (
            r"\b(?:courts?|tribunal|commission|judges|arbitrators|panel)\b[^.;]{0,60}"
            r"\b(?:ruled|rules|awarded|decided|fixed|handed down|drew|found)\b",
            r"\b(?:ruling|verdict|judge?ment|arbitral award|awarding)\b",
            r"\b(?:ruled on|(?:delimitation|boundary|court'?s?) decision)\b",
        ),
    ),
    ("initialled", (r"\binitiall?(?:ed|ing)\b",)),
    (
        "signed",
        (
            r"\bsigned\b|\bsigns (?:an?|the|its|their|off|up|and)\b",
            r"\b(?:after|since|following|at|upon) (?:the )?sign(?:ing|ature)\b",
        ),
    ),
    (
        "demarcated",
        (
            rf"\bdemarcate[ds]\b|\bdemarcation {_DONE}",
            # A first marker is where demarcation begins.
            rf"(?<!first )\b{_POSTS}\b[^.;]{{0,30}}\b{_PLACED}|\b{_PLACED}\b[^.;]{{0,40}}(?<!first )\b{_POSTS}",
        ),
    ),
    ("delimited", (rf"\bdelimited\b|\bdelimitation {_DONE}", r"\bcompleted? (?:the )?delimitation")),
    (
        "agreed",
        (
            r"\bagree(?:d|s)\b(?! not to)",
            r"\bhave agreed\b|\bsettl(?:ed|es|ing)\b|\bconfirmed\b|\bapproved\b|\badopted\b",
            r"\b(?:deal|accord|pact)\b[^.;]{0,20}\b(?:draws?|fix(?:es)?|ends?|completes?|divides?|settles?)\b",
            r"\b(?:split|shared out|swapped)\b[^.;]{0,20}\b(?:[Ii]slands?|[Ii]slets?|zone|waters|territory)\b",
            r"\breached (?:an? )?(?:agreement|deal|accord)",
            r"\bexchang\w+ (?:the |maps|papers|documents|instruments)",
        ),
    ),
    (
        "offered",
        (
            r"\boffer(?:s|ed|ing)?\b",
            r"\b(?:prepared|ready|willing|readiness|willingness) to (?:\w+ ){0,8}?"
            r"(?:assist|help|mediate|support|host|do|facilitate|provide|advise)",
        ),
    ),
    (
        "proposed",
        (
            r"\bpropos\w+|\bsuggest(?:s|ed)\b|\burg(?:e|es|ed|ing)\b|\bdraft\b",
            r"\bcall(?:s|ed)? (?:for|on)\b|(?<!be )\basked to\b",
        ),
    ),
    (
        "announced",
        (
            r"\bannounc\w+|\bto (?:begin|resume|start)\b|\bwould be asked to\b",
            r"\bwill (?:now |then |soon |also )?"
            r"(?:be|begin|resume|start|meet|hold|take|continue|serve|visit|present|publish|send|delimit|demarcate|sign|initial"
            r"|ratify|mark|survey|discuss|ask|submit|exchange|install|erect|place|set|plant|draw|negotiate)\b",
            r"\bwould (?:soon )?(?:take place|meet|begin|start|resume|be held|follow)\b",
            r"\b(?:is|are) (?:due|expected|scheduled|set|to)\b",
        ),
    ),
)
_RULES = tuple((stage, re.compile("|".join(parts), re.IGNORECASE)) for stage, parts in _PATTERNS)
_NOT_REACHED = re.compile(
    r"\b(?:never|not|neither|yet to be|without|no|nor|unless|once|until|before|failed to|fails? to|hopes? to|wants? to"
    r"|needs? to|has to|have to|had to|remains? to|left to"
    r"|let|refus\w+ to|urged \w+ to|must be|should be|assist in|help in|towards?)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to|hopes to)(?: (?:now|then|soon|also|be|have|finally))*\W*$",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"\b(?:is|are|was|were|remains?|remained|lies?|lay) (?:\w+ )?(?:to come|outstanding|pending|ahead)\b", re.IGNORECASE
)
_NOUNS = ("ratification", "signing", "signature")
"""Of what is done: they can be its subject, "the signing is still to come"."""
_ACHIEVED = frozenset(("in force", "ratified", "initialled", "signed", "demarcated", "delimited", "agreed", "ruled"))
_LOOK_BACK = 40
"""Characters before a word in which "not", "will" or "yet to be" can bear on it."""


def process(text: str) -> Process | None:
    """Give which of delimitation (on paper) and demarcation (on the ground) a text speaks of."""
    delimits, demarcates = _DELIMIT.search(text) is not None, _DEMARCATE.search(text) is not None
    if delimits and demarcates:
        return "delimitation and demarcation"
    return "delimitation" if delimits else "demarcation" if demarcates else None


def document(text: str) -> str | None:
    """Give the treaty, protocol or numbered meeting that a text names, in its words; a bare "treaty" is none."""
    for match in _DOCUMENT.finditer(text):
        words = match[0].removeprefix("The ").removeprefix("A ")
        if " " in words:
            return words
    return None


def stage(text: str) -> Stage:
    """Give the furthest stage that a sentence says was reached, "announced" for one it only promises.

    A stage that is denied or still to come is not reached: "has yet to be ratified" is no ratification.
    """
    return staged(text)[0]


def staged(text: str) -> tuple[Stage, int | None]:
    """Give the stage of a sentence and where the word for it begins; null where no word tells one."""
    promised: int | None = None
    for name, pattern in _RULES:
        for match in pattern.finditer(text):
            if name in _ACHIEVED and not _reached(text, match):
                continue
            if name in _ACHIEVED and _TO_COME.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
                promised = match.start()
                continue
            return name, match.start()
    return ("mentioned", None) if promised is None else ("announced", promised)


def _reached(text: str, match: re.Match[str]) -> bool:
    """Tell whether nothing before or after the word for a stage says that it was not reached."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _NOT_REACHED.search(before) or " be " in match[0]:
        return False
    return not (match[0].lower().endswith(_NOUNS) and _STILL_OPEN.search(text, match.end()))
