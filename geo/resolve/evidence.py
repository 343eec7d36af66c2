"""A name in its text in, what speaks for and against its being a place out: scored evidence, no vetoes."""

from __future__ import annotations

import re
from typing import Final, final

from geo.gazetteer import MAX_FORMS, Form, Lately, Words, fold_word
from geo.mentions import Found
from geo.mentions.geography import Geography
from geo.mentions.lexicon import (
    CALENDAR,
    COMPASS,
    FEATURES,
    FUNCTION_WORDS,
    LOCATIVES,
    ORGANISATIONS,
    SPEAKS,
    STATE_DEEDS,
    TITLES,
    common_words,
    given_names,
    surnames,
)
from geo.resolve.senses import Senses
from geo.resolve.weights import REASONS, Reasons

MAX_INITIAL: Final = 2
"""Letters that are an initial or an abbreviation where they begin a sentence: "J Harper", "St Albans"."""
ACRONYM: Final = 5
"""Letters at most of a word in capitals that stands for several."""
MIN_DATELINE: Final = 3
"""Letters of a word in capitals that is a town's, not a list's "A -"."""

_DATELINE: Final = re.compile(r"(?:,[^\n()—–]{1,40}?)?(?: ?\([^)\n]{1,40}\))? ?(?:—|–|--?|_) ?(?=\S)")
_NAMES_NOTHING: Final = CALENDAR | FUNCTION_WORDS
_CLASSES: Final = (
    ("calendar or function word", _NAMES_NOTHING),
    ("title or organisation", TITLES | ORGANISATIONS),
    ("kind of place alone", FEATURES | COMPASS),
)
_PROPER: Final = ORGANISATIONS | FEATURES | TITLES
"""Words that belong to the name that they begin: "City Council"."""
CURRENCY: Final = frozenset("$£€¥")
DISEASES: Final = frozenset({"virus", "fever", "disease", "syndrome", "flu", "strain"})
"""Named after where they were found first, and no longer of that place."""
_GIVEN_NAMES: Final = given_names()
_SURNAMES: Final = surnames()
_COMMON_WORDS: Final = common_words()
_BREAKS: Final = frozenset('.!?\n"“”:')


@final
class Text:
    """An article's words, and what is known of places."""

    __slots__ = ("geography", "words")

    def __init__(self, words: Words, geography: Geography) -> None:
        self.words: Words = words
        self.geography: Geography = geography


def evidence(found: Found, known: Senses, article: Text) -> Reasons:
    """Return the reasons for and against `found` naming a place here, each with its weight."""
    words, first = article.words, found.first
    if _is_dateline(found, words):
        return [REASONS["dateline"]]
    gap = words.gaps[first]
    begins = first == 0 or _breaks(gap)
    reasons: Reasons = []
    if found.last - first > 1:
        reasons.append(REASONS["several words"])
    else:
        reasons += _own_word(found, known, article, begins=begins)
    if not begins:
        reasons += _before(article, first, gap)
    if found.last < len(words.forms):
        reasons += _after(words, found.last, known)
    if known.has_capital:
        reasons.append(REASONS["name of a capital"])
    if found.labelled:
        reasons.append(REASONS["a place to the recogniser"])
    return reasons


def _is_dateline(found: Found, words: Words) -> bool:
    """Tell whether a line begins with the name as agencies give their place: "NAIROBI, Kenya (Agency) — "."""
    first = words.forms[found.first].text
    if not first.isupper() or len(first) < MIN_DATELINE:
        return False
    start = words.start(found.first)
    while start > 0 and words.text[start - 1] in ' "“':
        start -= 1
    if start > 0 and words.text[start - 1] != "\n":
        return False
    return _DATELINE.match(words.text, words.end(found.last - 1)) is not None


def _own_word(found: Found, known: Senses, article: Text, *, begins: bool) -> Reasons:
    words, first = article.words, found.first
    only = words.forms[first]
    if known.abbreviated:
        start = words.start(first)
        bare = len(only.text) == 2 and words.text[max(0, start - 2) : start] != ", "
        return [REASONS["postal code alone"]] if bare and not known.has_country else []
    alone = _ALONE.get(only.text)
    small = only.folded in article.words.small
    if not (alone.common or small):
        return alone.reasons
    name = "common word" if small else "common word with a capital"
    return [REASONS["common word that begins a sentence" if begins else name], *alone.reasons]


@final
class _Alone:
    """What a word tells wherever it stands."""

    __slots__ = ("common", "reasons")

    def __init__(self, word: str) -> None:
        """Look up a word, as it is written."""
        folded = fold_word(word)
        names = [name for name, listed in _CLASSES if folded in listed]
        if folded in _GIVEN_NAMES:
            names.append("given name")
        if folded in _SURNAMES:
            names.append("surname")
        if len(word) <= 2:
            names.append("two letters")
        elif word.isupper() and len(word) <= ACRONYM:
            names.append("acronym")
        self.reasons: Reasons = [REASONS[name] for name in names]
        self.common: bool = folded in _COMMON_WORDS
        """It is a word of English too."""


_ALONE: Final = Lately(_Alone, MAX_FORMS)


def _breaks(gap: str) -> bool:
    return gap != " " and not _BREAKS.isdisjoint(gap)


def _before(article: Text, first: int, gap: str) -> Reasons:
    """Return what the word before tells, where it is of the same sentence."""
    words = article.words
    found = [REASONS["beside an ampersand"]] if "&" in gap else []
    before = words.forms[first - 1].folded
    if gap == " " and before in LOCATIVES:
        if before != "of":
            found.append(REASONS["after a preposition of place"])
        elif first > 1 and words.forms[first - 2].folded in ORGANISATIONS:
            found.append(REASONS["of an organisation"])
        else:
            found.append(REASONS["after of"])
    elif before in TITLES and gap in (" ", ". "):
        found.append(REASONS["after a title"])
    elif words.forms[first - 1].capital and words.joined(first - 1) and gap != "-":
        if before in COMPASS:
            found.append(REASONS["after a point of the compass"])
        elif before not in _NAMES_NOTHING and not _only_begins(article, first - 1):
            found.append(REASONS["after a given name" if before in _GIVEN_NAMES else "after a capitalised word"])
    return found


def _only_begins(article: Text, number: int) -> bool:
    """Tell whether a word has its capital from the sentence that it begins: "Later Paris was quiet"; no name does."""
    words, form = article.words, article.words.forms[number]
    if number and not _breaks(words.gaps[number]):
        return False
    if form.folded in article.words.small and form.folded not in _PROPER:
        return True
    if (
        len(form.text) <= MAX_INITIAL
        or form.folded in _PROPER
        or form.folded in _GIVEN_NAMES
        or form.folded in _SURNAMES
    ):
        return False
    return form.folded in _COMMON_WORDS or not article.geography.is_named(form.folded)


def _after(words: Words, last: int, known: Senses) -> Reasons:
    """Return what the word behind tells."""
    after, gap = words.forms[last], words.gaps[last]
    name = None
    if gap == " " and after.folded in DISEASES:
        name = "before a disease"
    elif gap != " " and gap.strip() in CURRENCY:
        name = "before a sign of currency"
    elif gap == ", " and after.capital:
        name = "before a comma and a name"
    elif "&" in gap:
        name = "beside an ampersand"
    elif known.has_country and gap == " " and after.folded in STATE_DEEDS and words.forms[last - 1].capital:
        name = "before a deed of states"
    elif words.joined(last - 1) and gap != "-":
        name = _of_what_follows(words.forms[last - 1], after, known)
    return [REASONS[name]] if name else []


def _of_what_follows(last: Form, after: Form, known: Senses) -> str | None:
    if after.capital:
        if after.folded in ORGANISATIONS:
            return "before an organisation's word"
        if after.folded not in _NAMES_NOTHING:
            return "before a capitalised word"
    speaks = after.folded in SPEAKS and (last.folded in _GIVEN_NAMES or last.folded in _SURNAMES)
    return "before a verb of speaking" if speaks and not (known.has_country or known.has_capital) else None
