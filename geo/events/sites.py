"""An `Analysis` in; the same with the places that its words show and the geoparser did not take for one, out.

"The monastery of X" and "X Palace" name a site by its kind; "flew to X" names a town. A town that the gazetteer knows
without doubt gets its point. Any other has none: the visit is told all the same, and says why it is not on the map.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import pairwise

from geo.events.covered import Covered
from geo.events.lexicon import FORMS, HOST, MEETING_NOUNS, MOVE, REACH, TRIP_NOUNS
from geo.events.words import word_set
from geo.gazetteer import Gazetteer
from geo.mentions.lexicon import ORGANISATIONS
from geo.types import Analysis, Mention, Place, Toponym

NOT_KNOWN = "not in the gazetteer"
_UNPLACED = 0.5
"""Confidence that words which look like a place's name are one."""
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*[^\W_](?: (?:[^\W\d_a-zß-öø-ÿ][\w'’-]*[^\W_]|(?:de|del|la|el|al)\b)){0,2}"
_KIND = (
    r"(?:monastery|cathedral|church|mosque|temple|shrine|palace|fort|fortress|castle|airport|airfield|airbase|air base"
    r"|memorial|cemetery|port|island|islet|village|town|hamlet|resort|camp|base|checkpoint|crossing|dam|mine|stadium"
    r"|museum|university|villa|lodge|ranch|barracks|harbour|harbor|valley|monument|abbey|hall|house|square|embassy"
    r"|hospital|hotel|headquarters|delta|canyon|plantation|refinery|shipyard|reservoir)"
)
_OF = re.compile(rf"\b{_KIND} (?:of|at|called|known as) (?:the )?(?P<name>{_NAME})")
_FRONT = re.compile(rf"\b(?P<name>(?:Villa|Fort|Camp|Château|Palais|Schloss|Palazzo|Hotel) {_NAME})")
_BEFORE = re.compile(
    rf"\b(?P<name>{_NAME} (?i:{_KIND}))\b(?! (?:Agreement|Treaty|Accord|Declaration|Conference|Protocol|Department))"
)
_TO = re.compile(
    r"\b(?:at|in|to|into|near|through|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|inspect(?:s|ed|ing)?|reach(?:es|ed|ing)?)"
    rf" (?:the (?:[\w-]+ ){{1,3}}?of )?(?P<name>{_NAME})"
    r"(?= *(?:[^\w\s]|$|(?:on|in|for|with|at|after|before|and|to|from|by|where|when|while|during|as|last|next|this|late"
    r"|early|today|yesterday|tomorrow|until|since|but|again|alone|together|once|twice|via|over|without|instead|rather"
    r"|later|earlier|because|despite|amid|under|through|ahead|following|though|although|if|so|then|or|who|which|was|were|is|has|had|will|would)\b))"
)
"""A name after a preposition of place that ends its phrase: one that a noun follows is part of something else."""
_BUILDINGS = frozenset("university hospital church cathedral museum hotel stadium hall house square".split())
"""Kinds of site among the words that otherwise make an institution of a name."""
_JOURNEYS = TRIP_NOUNS | MEETING_NOUNS
_ORGANISED = ORGANISATIONS - _BUILDINGS
_BODILY = (
    MOVE
    | REACH
    | HOST
    | TRIP_NOUNS
    | MEETING_NOUNS
    | word_set(
        """
    meet stay spend pray lay raise sit stand sleep receive sign speak talk inaugurate bury confer dine unveil open
    expect await schedule lead show
    """
    )
)
"""What one does in a town: fewer deeds than make a presence, as the name alone does not say that it is a place."""
_SHORTEST = 4
"""Letters of a name that a full stop may follow; a shorter one is an abbreviation ("St. Paul")."""
_VERB_WITHIN = 70
"""Characters before a name in which the verb stands that makes it a place ("raised his flag at X")."""
_BETWEEN = re.compile(rf", (?P<name>{_NAME})(?:,? and |, )")
_AND = re.compile(rf",? and (?P<name>{_NAME})(?=[.,;]| on | in | at | to )")
_ROW = re.compile(
    rf"(?P<more>(?:, {_NAME}){{0,6}}),? and (?:in |to |at )?(?P<last>{_NAME})"
    r"(?= *(?:[.,;]|$|(?:on|in|last|next|this)\b))"
)
_EACH = re.compile(rf", (?P<name>{_NAME})")
_BEFORE_ROW = re.compile(r"\b(?:in|to|at|into|through|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?)(?: the [\w-]+ of)? $")
_MOST = 200
"""Such names read in one article."""
_CLEAR = 4
"""Times that a town is larger than the next of its name where it is meant without a word more."""
_NO_PLACE = re.compile(
    r"(?:President|Prime|Minister|King|Queen|Pope|Mr|Mrs|Ms|Dr|The|A|An|His|Her|Their|Congress|Parliament|Monday"
    r"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|English|Foreign|Secretary|Sunday|Christian|Muslim|Jewish|Both|Some|Many|No)\b"
)


def with_sites(analysis: Analysis, gazetteer: Gazetteer | None = None) -> Analysis:
    """Add the places that the text shows; `place` is null, with a reason, where the gazetteer has none or several."""
    text = analysis.article.text
    taken = Covered(0, len(text))
    for mention in (toponym.mention for toponym in analysis.toponyms):
        taken.take(mention.start, mention.end)
    for span in (span for person in analysis.persons for span in person.spans):
        taken.take(span.start, span.end)
    found: list[Toponym] = []
    near = frozenset(t.place.country for t in analysis.toponyms if t.place is not None)
    for start, end, town in (*_spans(text, taken), *_in_a_row(analysis)):
        if len(found) < _MOST and not taken.meets(start, end):
            taken.take(start, end)
            mention = Mention(start, end, text[start:end])
            place = _known(mention.text, gazetteer, near) if gazetteer is not None and town else None
            found.append(Toponym(mention, place, _UNPLACED, None if place else NOT_KNOWN))
    if not found:
        return analysis
    everything = sorted((*analysis.toponyms, *found), key=lambda t: t.mention.start)
    return dataclasses.replace(analysis, toponyms=tuple(everything))


def _known(name: str, gazetteer: Gazetteer, near: frozenset[str | None]) -> Place | None:
    """Give the place of a name that is the only one, lies in a state that the article names, or is far the largest."""
    places = gazetteer.lookup(name)
    # "Honiara" is a town and the area round it: somebody who goes there goes to the town.
    places = tuple(p for p in places if p.precision in ("city", "site")) or places
    if len(places) > 1:
        here = tuple(p for p in places if p.country in near)
        places = here or places
    if len(places) > 1 and places[0].population < _CLEAR * places[1].population:
        return None
    return places[0] if places else None


def _in_a_row(analysis: Analysis) -> Iterator[tuple[int, int, bool]]:
    """Give the names that stand in one row with places: "A, X and B", "A, B and X", "to A, X and Y"."""
    text = analysis.article.text
    for left, right in pairwise(t.mention for t in analysis.toponyms):
        between = text[left.end : right.start]
        inner = _BETWEEN.fullmatch(between)
        if inner:
            yield left.end + inner.start("name"), left.end + inner.end("name"), True
        elif between == ", " and (last := _AND.match(text, right.end)):
            yield *last.span("name"), True
    for toponym in analysis.toponyms:
        mention = toponym.mention
        before = text[max(0, mention.start - _VERB_WITHIN) : mention.start]
        row = _ROW.match(text, mention.end)
        if row and not mention.demonym and _BEFORE_ROW.search(before) and _bodily(before):
            for name in _EACH.finditer(text, *row.span("more")):
                yield *name.span("name"), True
            yield *row.span("last"), True


def _spans(text: str, taken: Covered) -> Iterator[tuple[int, int, bool]]:
    """Give the names of which nothing is taken, and of each whether it can be a town that the gazetteer knows."""
    for pattern in (_FRONT, _BEFORE, _OF, _TO):
        for match in pattern.finditer(text):
            name = match["name"]
            if taken.meets(*match.span("name")):
                continue
            if len(name) < _SHORTEST and text[match.end("name") :][:1] == ".":
                continue
            if pattern is _TO and not _bodily(text[max(0, match.start() - _VERB_WITHIN) : match.start("name")]):
                continue
            if (
                not _NO_PLACE.match(name)
                and not name.isupper()
                and not _institution(name)
                and not re.fullmatch(_KIND, name.lower())
            ):
                yield *match.span("name"), pattern is _TO


_WILL_BE = re.compile(
    r"\b(?:(?:will|would|to) be|ha[sd] been|(?:is|are|was|were) (?:due|back)) (?:back )?(?:in|at|to) $"
)


def _bodily(text: str) -> bool:
    """Tell whether the clause before a name has a verb or a noun of presence or travel."""
    clause = re.split(r"[.;:!?“”\"]", text)[-1].lower()
    if _WILL_BE.search(clause):
        return True
    words = re.split(r"[^\w'’-]+", clause)
    return any(word in _JOURNEYS or any(lemma in _BODILY for lemma, _ in FORMS.get(word, ())) for word in words)


def _institution(name: str) -> bool:
    return any(word in _ORGANISED for word in name.lower().split())
