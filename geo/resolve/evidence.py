"""A name in its text in, what speaks for and against its being a place out: scored evidence, no vetoes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import Word
from geo.mentions.lexicon import (
    CALENDAR,
    COMPASS,
    FUNCTION_WORDS,
    LOCATIVES,
    ORGANISATIONS,
    SPEAKS,
    TITLES,
    common_words,
    given_names,
)
from geo.mentions.persons import adjoining, is_capitalised
from geo.mentions.search import Found

Reasons = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, its words, and which words it also writes small."""

    text: str
    words: Sequence[Word]
    small: frozenset[str]
    """Folded words that the article writes with a small letter somewhere."""


def evidence(found: Found, article: Text) -> Reasons:
    """Return the reasons for and against `found` naming a place here, each with its weight."""
    reasons = [*_own_words(found, article), *_before(found, article), *_after(found, article)]
    return [(name, weight) for name, weight in reasons if weight]


def _own_words(found: Found, article: Text) -> Reasons:
    first = article.words[found.first]
    reasons: Reasons = []
    if found.last - found.first > 1:
        reasons.append(("several words", 0.3))
    if any(use.curated for use in found.uses):
        reasons.append(("row of our own", 0.3))
    if found.last - found.first == 1:
        if first.folded in common_words() or first.folded in article.small:
            reasons.append(("common word", -0.9 if _begins_sentence(found, article) else -0.5))
        if first.folded in CALENDAR or first.folded in FUNCTION_WORDS:
            reasons.append(("calendar or function word", -2.0))
        if first.folded in TITLES or first.folded in ORGANISATIONS:
            reasons.append(("title or organisation", -1.5))
        if first.folded in given_names():
            reasons.append(("given name", -0.25))
        if len(first.text) <= 2:
            reasons.append(("two letters", -0.4))
    return reasons


def _begins_sentence(found: Found, article: Text) -> bool:
    if found.first == 0:
        return True
    gap = article.text[article.words[found.first - 1].end : article.words[found.first].start]
    return any(mark in gap for mark in '.!?\n"“”:')


def _before(found: Found, article: Text) -> Reasons:
    if found.first == 0 or _begins_sentence(found, article):
        return []
    before = article.words[found.first - 1]
    gap = article.text[before.end : article.words[found.first].start]
    if before.folded in LOCATIVES and gap == " ":
        return [("after a preposition of place", 0.45)]
    if before.folded in TITLES and gap in (" ", ". "):
        return [("after a title", -1.2)]
    beside = is_capitalised(before) and adjoining(article.text, before, article.words[found.first])
    if not beside or before.folded in FUNCTION_WORDS:
        return []
    if before.folded in COMPASS:
        return [("after a point of the compass", 0.1)]
    return [("after a given name", -1.0) if before.folded in given_names() else ("after a capitalised word", -0.45)]


def _after(found: Found, article: Text) -> Reasons:
    if found.last >= len(article.words):
        return []
    last, after = article.words[found.last - 1], article.words[found.last]
    gap = article.text[last.end : after.start]
    if gap == ", " and is_capitalised(after):
        return [("before a comma and a name", 0.15)]
    reasons: Reasons = []
    if adjoining(article.text, last, after):
        if is_capitalised(after) and after.folded in ORGANISATIONS:
            reasons.append(("before an organisation's word", -0.6))
        elif is_capitalised(after) and after.folded not in FUNCTION_WORDS:
            reasons.append(("before a capitalised word", -0.5))
        elif after.folded in SPEAKS:
            reasons.append(("before a verb of speaking", -0.3))
    return reasons
