"""A place name and its sentence in, its role out: literal, or standing for a government ("Moscow said")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from geo.gazetteer import Word
from geo.mentions.lexicon import ACTS, ORGANISATIONS
from geo.mentions.search import Found
from geo.types import Precision, Role

RELATIONS = frozenset(
    """tie ties relation relations relationship tension tensions talks negotiations negotiation dialogue agreement
    agreements treaty accord deal pact settlement peace conflict war dispute disputes rivalry alliance partnership
    cooperation friendship contacts mediation mediate normalisation normalization reconciliation standoff rift row
    trust consultations diplomacy understanding rapprochement summit truce ceasefire align aligned sanctions pressure
    solidarity""".split()
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

INSTITUTIONS = frozenset(
    """government governments cabinet parliament lawmakers president premier chancellor monarchy army navy forces
    troops soldiers police officials official authorities diplomats diplomat ambassador embassy delegation court courts
    ministry minister ministers leader leaders side team squad national captain coach striker players federation union
    bank regulators voters citizens citizen nationals opposition military intelligence spokesman spokeswoman
    spokesperson negotiators administration envoy envoys prosecutors commission company firm carrier airline""".split()
)
"""What is named after a place without being it: "the Thailand government"."""
SPEAKERS = frozenset("spokesman spokeswoman spokesperson ambassador envoy lawyers lawyer coach captain support".split())
"""Of whom it is said that they are a country's, by "for" or "to"."""
STATES = frozenset(
    """is are was were be been lies lay stands stood sits sat has had hosts hosted hosting became becomes seems appears
    looks grew grows covers covered borders bordered remains contains includes included enjoys enjoyed experienced
    suffered saw sees houses housed ranks ranked needed located based born called named used""".split()
)
"""Verbs that tell what a place is like: their subject is the place itself."""
DEEDS = frozenset(
    """won wins lost loses beat beats drew met meets paid pays cut cuts sent sends put puts took takes gave gives made
    makes held holds kept keeps led leads left leaves broke breaks chose chooses bought buys sold sells built builds
    fought fights struck strikes spent spends withdrew withdraws undertook sought seeks told tells threw knew thinks
    thought brought brings drove drives began begins set sets let lets shut shuts""".split()
)
"""Deeds whose past tense does not end in -ed."""

MIN_VERB = 4
"""Letters that a word in -ed has more than, to be a verb: "red" and "need" are none."""
_REACH = 7
"""Words before "between X and Y" in which the relation stands."""
_ADVERBS = frozenset(
    "also have will would may could might again now later further often long since not then still never".split()
)
_INTO = frozenset(
    "in at from near to into of around outside across through on over for with by off towards toward via".split()
)


def role(text: str, words: Sequence[Word], found: Found, precision: Precision) -> Role:
    """Return the role of a name that is resolved to a place of this precision; sites and regions are literal."""
    if precision not in ("city", "country"):
        return "literal"
    associative = (
        _possessive(text, words, found)
        or _modifies(text, words, found)
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
    return before[-1] in ("with", "against", "on") and bool(set(before[-4:-1]) & RELATIONS)


def _modifies(text: str, words: Sequence[Word], found: Found) -> bool:
    """Tell whether an institution is called after it: "the Thailand government", "the Nigeria Football Federation"."""
    following = _same_sentence(text, words, found.last, 4)
    if not following or text[words[found.last - 1].end : following[0].start] != " ":
        return False
    if following[0].folded in INSTITUTIONS:
        return True
    proper = list(takewhile(lambda word: word.text[0].isupper(), following))
    return any(word.folded in ORGANISATIONS for word in proper)


def _addressed(words: Sequence[Word], found: Found) -> bool:
    before = [word.folded for word in words[max(0, found.first - 2) : found.first]]
    if not before:
        return False
    return before[-1] in ADDRESSED or (before[-1] in ("for", "to") and before[0] in SPEAKERS)


def _acts(text: str, words: Sequence[Word], found: Found) -> bool:
    """Tell whether it does what governments and teams do, alone or with another: "Baku and Yerevan agreed".

    A name at the head of its clause before a verb in the past tense is one, where the verb is no mere state.
    """
    before = words[found.first - 1].folded if found.first else ""
    if before in _INTO:
        return False
    following = [word.folded for word in _same_sentence(text, words, found.last, 6)]
    if len(following) > 1 and following[0] == "and":
        following = following[2:]
    while following and following[0] in _ADVERBS:
        following = following[1:]
    if not following:
        return False
    if following[0] in ("has", "had") and len(following) > 1:
        return _is_deed(following[1])
    return _is_deed(following[0]) or following[0] in ACTS - STATES


def _is_deed(verb: str) -> bool:
    return verb not in STATES and (verb in ACTS or verb in DEEDS or (verb.endswith("ed") and len(verb) > MIN_VERB))


def _same_sentence(text: str, words: Sequence[Word], first: int, count: int) -> Sequence[Word]:
    """Return up to `count` words from `first` on with no mark of punctuation between them."""
    kept: list[Word] = []
    for number in range(first, min(first + count, len(words))):
        gap = text[words[number - 1].end : words[number].start]
        if any(mark in gap for mark in '.,;:!?\n()"“”'):
            break
        kept.append(words[number])
    return kept
