"""A place name and its sentence in, its role out: literal, or standing for a government, a team, a people's adjective.

Literal is the place itself, also where it modifies what lies or happens there ("Paris suburbs", "the Syrian border").
Associative is what is only connected with it: governments and teams ("Moscow said"), peoples, languages and other
modifiers ("the Nigerian singer"), and names within the names of organisations ("Bank of England"). After the taxonomy
of Gritta, Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation" (2019).
"""

from __future__ import annotations

from typing import Final

from geo.gazetteer import Form, Words
from geo.mentions import Found
from geo.mentions.lexicon import ACTS, CALENDAR, COMPASS, FUNCTION_WORDS, ORGANISATIONS, TITLES
from geo.resolve.context import LIST, Context, context_of, gap_after
from geo.resolve.role_words import (
    ABOUT,
    ADDRESSED,
    ADVERBS,
    APART,
    AREA_ALONE,
    BOUND,
    CAPITAL_WORDS,
    DEEDS,
    FACILITIES,
    GIVEN,
    HAPPENED,
    HEADED_BY,
    HELD_BY,
    INSIDE,
    INSTITUTIONS,
    LOCATED,
    MODALS,
    PARTS,
    PLAIN,
    PLAYED_FOR,
    POLICIES,
    RECEIVED,
    RELATIONS,
    STATES,
    TIED,
    UNDERGOING,
    WILLING,
)
from geo.types import Precision, Role

MIN_VERB: Final = 4
"""Letters that a word in -ed has more than, to be a verb: "red" and "need" are none."""
MAX_HEADING: Final = 300
"""Characters of a line that may be a heading; longer ones are paragraphs."""
_MODIFIED: Final = 3
"""Words after an adjective up to the noun that it modifies: "Syrian border town"."""


_INTO: Final = INSIDE | {"of", "for", "by", "with", "from", "to", "on", "between"}
_MERE: Final = frozenset({"remain", "become", "need", "see", "lie", "host", ""})
"""What a place may do without being a government."""
_UNMODIFIED: Final = PLAIN | INSIDE | STATES | MODALS | ADVERBS | CALENDAR | DEEDS
_NO_MODIFIER: Final = _UNMODIFIED | INSTITUTIONS
_NO_NOUN: Final = _UNMODIFIED | ACTS
_NAMES_NOTHING: Final = COMPASS | CALENDAR | FUNCTION_WORDS
_BEFORE_A_NAME: Final = CAPITAL_WORDS | FUNCTION_WORDS | CALENDAR | COMPASS | TITLES | INSIDE | LIST | PLAIN
"""Capitalised words that belong to no name with what follows."""
_BODIES: Final = ORGANISATIONS - FACILITIES
_PLACES: Final = FACILITIES | LOCATED | HAPPENED
_WHOLES: Final = FACILITIES | PARTS | HAPPENED
"""Words before "of" that make a place or an event of the name."""
_OWN_LAND: Final = LOCATED - AREA_ALONE
_OF_A_PLACE: Final = {False: LOCATED | HAPPENED, True: _OWN_LAND | HAPPENED}
"""What lies or happens somewhere, by whether the somewhere is a state."""
_OF_A_GOVERNMENT: Final = POLICIES | INSTITUTIONS
_PRESSED: Final = ABOUT | RELATIONS
_HELD: Final = HELD_BY | INSTITUTIONS
_BESIDE_A_VERB: Final = ADVERBS | CALENDAR
_NO_DEED: Final = STATES | _MERE
_NO_FUTURE: Final = PLAIN | {""}
_NO_VERB: Final = PLAIN | LOCATED | HAPPENED | STATES
_DONE_BY_MANY: Final = frozenset(
    verb.removesuffix(ending) for ending in ("s", "ed", "d") for verb in ACTS if verb.endswith(ending)
)
"""Verbs of governments as several do them: "agree"."""


def role(words: Words, found: Found, precision: Precision, *, adjective: bool) -> Role:
    """Return the role of a name that is resolved to a place of this precision.

    Args:
        words: of the article.
        found: which of them are the name.
        precision: of the place; regions and buildings act, but are in no relations.
        adjective: true for an adjective or a people.
    """
    around = context_of(words, found)
    if adjective:
        return "literal" if _locates(around) else "associative"
    if _within_a_name(words, found, around) or _paired(words, found, around):
        return "associative"
    if around.before and around.before[-1] in INSIDE:
        return "associative" if around.after[:1] and around.after[0].folded in INSTITUTIONS else "literal"
    governs = precision in ("country", "city")
    state = precision == "country"
    associative = (
        _possessive(around, state=state)
        or _modifies(around, state=state)
        or _acts(around, state=state)
        or (governs and (_related(around.before, state=state) or _governed(around.before, state=state)))
    )
    return "associative" if associative else "literal"


def _within_a_name(words: Words, found: Found, around: Context) -> bool:
    """Tell whether it is part of the name of an organisation, a team, a document: "Bank of England", "Air France"."""
    forms = words.forms
    before = forms[found.first - 1] if found.first else None
    proper = _capitals(around.after) if around.joint.startswith(" ") else []
    if proper and proper[0].folded not in _NAMES_NOTHING:
        folded = {word.folded for word in proper}
        if proper[0].folded in TITLES or not folded.isdisjoint(_BODIES):
            return True
        inside = before is not None and before.folded in INSIDE
        if folded.isdisjoint(_PLACES) and not inside and not _is_heading(words, found):
            return True
    if before is None or gap_after(words, found.first - 1) != " ":
        return False
    if before.folded == "of" and found.first > 1:
        whole = forms[found.first - 2]
        begins = found.first < 3 or gap_after(words, found.first - 3).strip() != ""
        named = whole.folded in ORGANISATIONS or not begins
        joined = gap_after(words, found.first - 2) == " "
        return whole.capital and named and joined and whole.folded not in _WHOLES
    if not before.capital or before.folded in _BEFORE_A_NAME or found.first < 2:
        return False
    return not gap_after(words, found.first - 2).strip() and not _is_heading(words, found)


def _capitals(forms: list[Form]) -> list[Form]:
    """Return those at the beginning that have a capital."""
    count = 0
    while count < len(forms) and forms[count].capital:
        count += 1
    return forms[:count]


def _is_heading(words: Words, found: Found) -> bool:
    """Tell whether the name's line writes nearly all its words with capitals."""
    text, at = words.text, words.start(found.first)
    # No further than a heading may reach: a line of a megabyte would be read for each of its names.
    start = text.rfind("\n", max(0, at - MAX_HEADING), at) + 1
    if start == 0 and at > MAX_HEADING:
        return False
    end = text.find("\n", start, start + MAX_HEADING + 1)
    if end < 0:
        end = len(text)
        if end - start > MAX_HEADING:
            return False
    long = [word for word in text[start:end].split() if len(word) > 3]
    return len(long) > 2 and sum([word[0].isupper() for word in long]) > 0.7 * len(long)


def _paired(words: Words, found: Found, around: Context) -> bool:
    """Tell whether a hyphen ties it to another or to what it did: "US-China talks", "Brazil-led"; not "border"."""
    ahead = around.after[0] if around.after and around.joint[:1] in "-–" and around.joint else None
    behind = words.forms[found.first - 1] if found.first else None
    tied = behind is not None and words.gaps[found.first] in "-–" and behind.capital
    if ahead is not None and ahead.folded in TIED:
        return True
    if not tied and (ahead is None or not ahead.capital):
        return False
    return not any(word.folded in LOCATED for word in around.after[:3])


def _locates(around: Context) -> bool:
    """Tell whether an adjective says where something lies: "the Syrian border town"; not "Syrian border guards"."""
    after = around.after
    if after and around.joint[:1] in ("-", "–") and after[0].capital:
        after = after[1:]
    for at, word in enumerate(after[:_MODIFIED]):
        following = after[at + 1].folded if at + 1 < len(after) else ""
        if word.folded in ("side", "state", "states") and following == "of":
            return True
        if word.folded in _OWN_LAND:
            return following not in HEADED_BY
        if word.folded in _NO_MODIFIER or word.folded.endswith("s") or at:
            return False
    return False


def _possessive(around: Context, *, state: bool) -> bool:
    """Tell whether it owns what a government or a team has: "Moscow's strategy"; a state also "its economy"."""
    if around.joint not in ("'s", "’s", "' ", "’ "):
        return False
    for at, word in enumerate(around.after[:_MODIFIED]):
        if word.folded in _OF_A_GOVERNMENT:
            return True
        if word.folded in _OF_A_PLACE[state] or word.folded.endswith("est"):
            return at + 1 < len(around.after) and around.after[at + 1].folded in HEADED_BY
        if word.folded in _UNMODIFIED:
            break
    return state


def _modifies(around: Context, *, state: bool) -> bool:
    """Tell whether it is put before what is only called after it: "the Thailand government", "Spain ham"."""
    if around.joint[:1] != " " or not around.after:
        return False
    first = around.after[0].folded
    following = around.after[1].folded if len(around.after) > 1 else ""
    if first in ("side", "state", "states") and following == "of":
        return False
    if first in _OF_A_PLACE[state]:
        return following in HEADED_BY
    if first in INSTITUTIONS or (following in INSTITUTIONS and first not in _NO_NOUN and first not in INSTITUTIONS):
        return True
    if not state or first in _NO_NOUN or first.endswith(("s", "ly", "ed", "ing")):
        return False
    return following not in _OF_A_PLACE[state]


def _related(before: list[str], *, state: bool) -> bool:
    """Tell whether it stands in a relation: "tension between Moscow and Yerevan", "its ties with Russia"."""
    if not before:
        return False
    near = before[-6:-1]
    if before[-1] == "between":
        return not RELATIONS.isdisjoint(near)
    if before[-1] == "with":
        return APART.isdisjoint(near) and (state or not RELATIONS.isdisjoint(near))
    return before[-1] == "against" or (before[-1] == "on" and not _PRESSED.isdisjoint(near))


def _governed(before: list[str], *, state: bool) -> bool:
    """Tell whether a verb or a noun makes it a party: "urged Israel", "a spokesman for Kenya", "arms to Ukraine"."""
    if not before:
        return False
    near = before[-5:-1]
    match before[-1]:
        case "by":
            return state or (len(before) > 1 and before[-2].endswith("ed"))
        case "for":
            return not PLAYED_FOR.isdisjoint(near) or (state and BOUND.isdisjoint(before))
        case "of":
            return not _HELD.isdisjoint(before[-3:-1])
        case "to" | "from" as way:
            return not (GIVEN if way == "to" else RECEIVED).isdisjoint(near)
    return before[-1] in ADDRESSED


def _acts(around: Context, *, state: bool) -> bool:
    """Tell whether it does what governments and teams do, alone or with another: "Baku and Yerevan agreed"."""
    if (around.before and around.before[-1] in _INTO) or around.joint in ("'s", "’s"):
        return False
    dated = around.subject[1:2] and around.subject[1] in CALENDAR
    after = [word for word in around.subject[2 if dated else 0 :] if word not in _BESIDE_A_VERB]
    verb, following = (*after, "", "")[:2]
    if verb in MODALS:
        return following not in _NO_DEED
    if verb == "to":
        return not around.before and following not in _NO_FUTURE
    if verb in ("is", "are", "was", "were"):
        gerund = following.endswith("ing") and following not in UNDERGOING
        return gerund or following in WILLING or (verb == "are" and not around.listed)
    if verb in ("has", "had", "have"):
        return _is_deed(following)
    third_person = state and verb.endswith("s") and verb not in _NO_VERB
    plural = around.listed and verb in _DONE_BY_MANY
    return _is_deed(verb) or third_person or plural


def _is_deed(verb: str) -> bool:
    return verb not in STATES and (verb in ACTS or verb in DEEDS or (verb.endswith("ed") and len(verb) > MIN_VERB))
