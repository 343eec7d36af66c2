"""A place name and its sentence in, its role out: literal, or standing for a government ("Moscow said")."""

from __future__ import annotations

from collections.abc import Sequence

from geo.gazetteer import Word
from geo.mentions.lexicon import ACTS
from geo.mentions.search import Found
from geo.types import Precision, Role

RELATIONS = frozenset(
    """tie ties relation relations relationship tension tensions talks negotiations dialogue agreement agreements treaty
    accord deal pact settlement peace conflict war dispute disputes rivalry alliance partnership cooperation
    friendship contacts mediation mediate normalisation normalization reconciliation standoff rift row trust
    consultations diplomacy
    understanding rapprochement summit truce ceasefire align aligned sanctions pressure solidarity""".split()
)
"""What governments have between or with each other."""
POLICIES = frozenset(
    """strategy policy policies government role decision decisions position stance interests interest readiness
    willingness commitment involvement desire efforts effort refusal response reaction demand demands proposal offer
    claim claims statement accusations support backing aid influence relationship ties relations leadership leader
    leaders president premier minister ministry foreign army military forces troops parliament ambassador embassy
    envoy officials authorities diplomats diplomacy allies ally partners sovereignty independence membership bid ban
    sanctions recognition view views approach plans plan actions intention intentions aims goal goals
    security""".split()
)
"""What a possessive of a capital or a country has where it means the government."""
ADDRESSED = frozenset(
    """accused accuses urged urges blamed blames warned warns pressed told asked asks criticised criticized condemned
    sanctioned thanked assured informed notified by""".split()
)
"""Words whose object is a government."""

_REACH = 7
"""Words before "between X and Y" in which the relation stands."""
_ADVERBS = frozenset(
    "also has have had is was will would may could again now later further often long since not".split()
)


def role(text: str, words: Sequence[Word], found: Found, precision: Precision) -> Role:
    """Return the role of a name that is resolved to a place of this precision; sites and regions are literal."""
    if precision not in ("city", "country"):
        return "literal"
    associative = (
        _possessive(text, words, found)
        or _related(words, found)
        or _addressed(words, found)
        or _acts(text, words, found)
    )
    return "associative" if associative else "literal"


def _possessive(text: str, words: Sequence[Word], found: Found) -> bool:
    """Tell whether it owns a policy: "Moscow's broader strategy"."""
    if text[words[found.last - 1].end : words[found.last - 1].end + 2] not in ("'s", "’s"):
        return False
    return any(word.folded in POLICIES for word in _same_sentence(text, words, found.last, 3))


def _related(words: Sequence[Word], found: Found) -> bool:
    """Tell whether it stands in a relation: "tension between Moscow and Yerevan", "its ties with Russia"."""
    before = [word.folded for word in words[max(0, found.first - _REACH) : found.first]]
    if not before:
        return False
    if "between" in before[-5:]:
        at = len(before) - 1 - before[::-1].index("between")
        leading = before[max(0, at - _REACH) : at]
        return bool(set(leading[-4:]) & RELATIONS)
    return before[-1] == "with" and bool(set(before[-4:-1]) & RELATIONS)


def _addressed(words: Sequence[Word], found: Found) -> bool:
    return found.first > 0 and words[found.first - 1].folded in ADDRESSED


def _acts(text: str, words: Sequence[Word], found: Found) -> bool:
    """Tell whether it is the subject of what governments do, alone or with another: "Baku and Yerevan agreed"."""
    before = words[found.first - 1].folded if found.first else ""
    if before in ("in", "at", "from", "near", "to", "into", "of", "around", "outside", "across", "through"):
        return False
    following = [word.folded for word in _same_sentence(text, words, found.last, 5)]
    if len(following) > 1 and following[0] == "and":
        following = following[2:]
    while following and (following[0] in _ADVERBS and following[0] not in ("has", "is", "was")):
        following = following[1:]
    return bool(following) and following[0] in ACTS


def _same_sentence(text: str, words: Sequence[Word], first: int, count: int) -> Sequence[Word]:
    """Return up to `count` words from `first` on with no mark of punctuation between them."""
    kept: list[Word] = []
    for number in range(first, min(first + count, len(words))):
        gap = text[words[number - 1].end : words[number].start]
        if any(mark in gap for mark in '.,;:!?\n()"“”'):
            break
        kept.append(words[number])
    return kept
