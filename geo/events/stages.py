"""A border sentence in; the stage of the process that it tells, the process, and the document it names out.

A stage is what the words say and no more: signed is not ratified, initialled is not signed, announced is not agreed,
delimitation is not demarcation.
"""

from __future__ import annotations

import re

from geo.types import Process, Stage

_DELIMIT = re.compile(r"\bdelimit", re.IGNORECASE)
_DEMARCATE = re.compile(r"\bdemarcat|\b(?:boundary|border) (?:pillars|posts|markers|stones)|\bpillars\b", re.IGNORECASE)
_PENDING = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|due to|set to|expected to|plans? to|once|until|before|yet to|must|should|may|might|could|not|never|no)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:(?:[A-Z][\w’'-]+|border|boundary|frontier|land|maritime|peace|new|joint|bilateral|delimitation|demarcation|draft|first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[ -]){0,5}"
    r"(?:[Tt]reaty|[Tt]reaties|[Pp]rotocol|[Aa]greement|[Aa]ccord|[Pp]act|[Mm]emorandum|[Dd]eclaration|[Cc]onvention|[Cc]ommuniqu[eé]|[Cc]harter"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+th) (?:meeting|session|round))\b"
    r"(?: of (?:1[5-9]|20)\d\d)?"
)
_DOCUMENT_NEEDS = re.compile(
    r"[A-Z]|border|boundary|frontier|peace|delimitation|demarcation|maritime|protocol|memorandum|treaty|meeting|session|round",
    re.IGNORECASE,
)

_RULES: tuple[tuple[Stage, re.Pattern[str]], ...] = tuple(
    (stage, re.compile(pattern, re.IGNORECASE))
    for stage, pattern in (
        (
            "rejected",
            r"\breject(?:s|ed|ing)?\b|\brefus\w+ to (?:accept|recogni[sz]e|sign|ratify)|\bvoted down\b|\bstruck down\b|\bannul\w*|\bdenounc\w+"
            r"|\bwill not (?:accept|recogni[sz]e)|\bdoes not (?:accept|recogni[sz]e)|\bdisputes? the (?:line|border|boundary|ruling|agreement|treaty)\b",
        ),
        ("in force", r"\b(?:into|in) force\b|\b(?:took|takes|take|taken) effect\b"),
        ("ratified", r"\bratif(?:ied|ies|y|ication)\b|\bparliament (?:has )?(?:approved|endorsed|passed)"),
        (
            "ruled",
            r"\b(?:court|tribunal|commission|judges|arbitrators|panel)\b[^.;]{0,60}\b(?:ruled|rules|awarded|decided|fixed|handed down|drew|found)\b"
            r"|\bruling\b|\bverdict\b|\bjudge?ment\b|\bruled on\b|\barbitral award\b|\b(?:delimitation|boundary|court'?s?) decision\b|\bawarding\b",
        ),
        ("initialled", r"\binitiall?(?:ed|ing|s)?\b(?= (?:an?|the|their|its|that|by|in|on|draft)\b)|\binitiall?ed\b"),
        ("signed", r"\bsign(?:ed|s|ing)\b|\bsignature\b|\bsignatory\b"),
        (
            "demarcated",
            r"\bdemarcated\b|\bdemarcates\b|\bdemarcation (?:was|has been|is|work (?:was|is)) (?:completed?|finished|done|over)"
            r"|\b(?:pillars?|posts?|markers?|stones?)\b[^.;]{0,30}\b(?:installed|placed|erected|set up|planted)"
            r"|\b(?:installed|placed|erected|planted|set up)\b[^.;]{0,40}\b(?:pillars?|posts?|markers?|stones?)\b",
        ),
        (
            "delimited",
            r"\bdelimited\b|\bdelimitation (?:was|has been|is) (?:completed?|finished|concluded|done|over)|\bcompleted? (?:the )?delimitation",
        ),
        (
            "agreed",
            r"\bagree(?:d|s)? (?:on|to|that|upon)\b|\bhave agreed\b|\bhas been agreed\b|\bwas agreed\b|\bsettl(?:ed|es|ing)\b|\bconfirmed\b"
            r"|\bagreed\b|\breached (?:an? )?(?:agreement|deal|accord)|\bapproved\b|\badopted\b|\bexchang\w+ (?:the |maps|papers|documents|instruments)",
        ),
        (
            "offered",
            r"\boffer(?:s|ed|ing)?\b|\b(?:prepared|ready|willing|readiness|willingness) to (?:\w+ ){0,8}?(?:assist|help|mediate|support|host|do|facilitate|provide|advise)",
        ),
        (
            "proposed",
            r"\bpropos\w+|\bsuggest(?:s|ed)\b|\bcalled for\b|\burg(?:e|es|ed|ing)\b|\bcall(?:s|ed)? on\b|\basked to\b|\bdraft\b",
        ),
        (
            "announced",
            r"\bannounc\w+|\bwill (?:now |then |soon |also )?(?:be|begin|resume|start|meet|hold|take|continue|serve|visit|present|publish|send)\b"
            r"|\bis (?:due|expected|scheduled|set|to)\b|\bare (?:due|expected|scheduled|set|to)\b|\bto (?:begin|resume|start)\b",
        ),
    )
)
_NEGATED = re.compile(
    r"\b(?:never|not|yet to be|without|no|nor|unless|once|until|before|fail(?:ed|s)? to|hopes? to|wants? to|refus\w+ to)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|to|is to|are to|to be|expected to|due to|hopes to)(?: (?:now|then|soon|also|be|have|finally))*\W*$",
    re.IGNORECASE,
)
_ACHIEVED = frozenset(("in force", "ratified", "initialled", "signed", "demarcated", "delimited", "agreed", "ruled"))


def process(text: str) -> Process | None:
    """Give which of delimitation (on paper) and demarcation (on the ground) a text speaks of."""
    delimits, demarcates = _DELIMIT.search(text) is not None, _DEMARCATE.search(text) is not None
    if delimits and demarcates:
        return "delimitation and demarcation"
    return "delimitation" if delimits else "demarcation" if demarcates else None


def document(text: str) -> str | None:
    """Give the treaty, protocol or numbered meeting that a text names, in its words."""
    for match in _DOCUMENT.finditer(text):
        if _DOCUMENT_NEEDS.search(match[0]):
            return match[0]
    return None


def stage(text: str) -> Stage:
    """Give the furthest stage that a sentence says was reached, "announced" for one it only promises.

    A stage that is denied or still to come is not reached: "has yet to be ratified" is no ratification.
    """
    promised = False
    for name, pattern in _RULES:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            if name in _ACHIEVED and _NEGATED.search(before):
                continue
            if name in _ACHIEVED and _FUTURE.search(before):
                promised = True
                continue
            return "announced" if promised and name in ("proposed", "offered") and "will" in text else name
    return "announced" if promised else "mentioned"
