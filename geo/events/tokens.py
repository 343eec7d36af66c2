"""A sentence of an `Analysis` in; its tokens, in which a person, a place or a date phrase is one token, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from geo.events.calendar import DatePhrase
from geo.events.covered import Covered
from geo.events.dates import date_phrases
from geo.events.words import word_set
from geo.gazetteer import fold
from geo.types import Analysis, Person, Span, Toponym

Kind = Literal["word", "person", "place", "adjective", "date", "quote", "mark"]
_WORD = re.compile(r"['’]s?(?!\w)|\w+(?:['’](?!s\b)\w+|-\w+)*|[^\w\s]")
_DATELINE = re.compile(
    r"^[^\w(]*(?!\w+DAY\b)[A-ZÀ-ÞŞĞİÇĀ-Ž][^a-z.]{2,40}(?:,[^-–—]{1,20})?\s?(?:\([^)]{1,40}\)\s)?[-–—]\s"
)
"""A dateline: capitals up to a dash, with an agency in brackets or a day after a comma."""
_BYLINE = re.compile(
    r"^\(?(?:By (?!(?:\w+day|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?=[A-Z])|(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by |Updated \d|Comments?$)"
)
_ADJECTIVE_ENDINGS = ("an", "ish", "ese", "ic", "i", "ans", "is", "ites", "ite")
_ADJECTIVES = word_set(
    """
    greek greeks thai thais czech czechs french dutch swiss lao welsh burkinabe burkinabé monegasque
    malagasy basotho tswana kyrgyz kazakh uzbek tajik turkmen uighur afghan arab basque catalan kurd kurds
    turk turks serb serbs croat croats bosniak dane danes finn finns swede swedes pole poles scot scots
    spaniard spaniards philippine filipino argentine cypriot motswana montenegrin slovene slovak azeri
    azerbaijani american british
    """
)
_UNREAD = frozenset('"“”„«»')
_MOST_TOKENS = 400
"""Longer sentences are lists or broken text; the rest of one is not read."""


class Token:
    """One word, mark or name of a sentence; offsets are the article's. It is never changed, and equal to itself alone.

    Written out: of all that reading makes these are the most, and a frozen dataclass takes three times as long to make.
    """

    __slots__ = ("date", "end", "kind", "lower", "person", "start", "text", "toponym")

    def __init__(  # noqa: PLR0913, PLR0917 - what a token is
        self,
        start: int,
        text: str,
        kind: Kind,
        person: Person | None = None,
        toponym: Toponym | None = None,
        date: DatePhrase | None = None,
    ) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.kind = kind
        self.person = person
        self.toponym = toponym
        self.date = date
        self.lower = text.lower().replace("’", "'")
        """The text in lower case, with straight apostrophes; kept, since every rule asks for it."""

    def meaning(self, toponym: Toponym) -> Token:
        """Give the token as one that stands for a place."""
        return Token(self.start, self.text, "place", toponym=toponym)


def is_byline(text: str) -> bool:
    """Tell whether a sentence is page furniture: who wrote and edited, not what happened."""
    return bool(_BYLINE.match(text.lstrip()))


def dateline_end(text: str) -> int:
    """Give how many characters of a sentence its dateline takes, 0 where it has none."""
    match = _DATELINE.match(text)
    return match.end() if match else 0


def is_adjective(toponym: Toponym) -> bool:
    """Tell whether a mention is a demonym or adjective ("Kazakh") and not the country's name."""
    if toponym.mention.demonym:
        return True
    text, place = toponym.mention.text, toponym.place
    if place is None or place.precision not in ("country", "region"):
        return False
    lower = text.lower()
    if lower in _ADJECTIVES:
        return True
    if not lower.endswith(_ADJECTIVE_ENDINGS) or lower in _COUNTRIES_LIKE_ADJECTIVES:
        return False
    folded, name = fold(text), fold(place.name)
    return folded != name and folded not in name.split()


_COUNTRIES_LIKE_ADJECTIVES = word_set(
    """
    haiti fiji mali malawi burundi djibouti brunei kiribati chechnya iran japan oman bhutan sudan jordan
    lebanon tunis afghanistan azerbaijan kazakhstan kyrgyzstan tajikistan turkmenistan uzbekistan pakistan taiwan
    turkistan dagestan tatarstan bashkortostan kurdistan abu dhabi mongolian vatican
    """
)


def _names(analysis: Analysis, start: int, end: int) -> Iterator[Token]:
    text = analysis.article.text
    for phrase in date_phrases(text[start:end]):
        yield Token(start + phrase.start, text[start + phrase.start : start + phrase.end], "date", date=phrase)
    for person in analysis.persons:
        for at in range(bisect_left(person.spans, start, key=lambda span: span.start), len(person.spans)):
            span = person.spans[at]
            if span.start >= end:
                break
            if span.end <= end:
                yield Token(span.start, text[span.start : span.end], "person", person=person)
    first = bisect_left(analysis.toponyms, start, key=lambda toponym: toponym.mention.start)
    for at in range(first, len(analysis.toponyms)):
        toponym = analysis.toponyms[at]
        mention = toponym.mention
        if mention.start >= end:
            break
        if mention.end <= end:
            kind: Kind = "adjective" if is_adjective(toponym) else "place"
            yield Token(mention.start, mention.text, kind, toponym=toponym)


def place_token(toponym: Toponym) -> Token:
    """Give a place as a token of its own."""
    mention = toponym.mention
    return Token(mention.start, mention.text, "place", toponym=toponym)


def tokenise(analysis: Analysis, span: Span, quoted: tuple[Span, ...] = ()) -> tuple[Token, ...]:
    """Cut a span of the article into tokens; each span of `quoted` within it becomes one token of kind "quote".

    Of two names that overlap the longer is kept ("grave of Heydar Aliyev" is a place, "Heydar Aliyev" in it no person).
    """
    text = analysis.article.text
    fixed: list[Token] = [
        Token(q.start, text[q.start : q.end], "quote") for q in quoted if span.start <= q.start and q.end <= span.end
    ]
    taken = Covered(span.start, span.end)
    for token in fixed:
        taken.take(token.start, token.end)
    for token in sorted(_names(analysis, span.start, span.end), key=lambda token: token.start - token.end):
        if not taken.meets(token.start, token.end):
            taken.take(token.start, token.end)
            fixed.append(token)
    fixed.sort(key=lambda token: token.start)
    tokens: list[Token] = []
    at = span.start
    for token in fixed:
        tokens.extend(_words(text, at, token.start))
        tokens.append(token)
        at = token.end
    tokens.extend(_words(text, at, span.end))
    return tuple(tokens[:_MOST_TOKENS])


_TO_STATE = word_set("in to into at visit visits visited visiting tour toured left the")


def last_place(tokens: tuple[Token, ...]) -> Toponym | None:
    """Give the last place of some tokens that "there" can mean: a country that owns something is none."""
    stands = (index for index in range(len(tokens) - 1, -1, -1) if _stands(tokens, index, len(tokens)))
    return next((tokens[index].toponym for index in stands), None)


def _stands(tokens: tuple[Token, ...], index: int, end: int) -> bool:
    """Tell whether a token is a place that "there" can mean, for who has read the tokens up to `end`."""
    toponym = tokens[index].toponym
    if tokens[index].kind != "place" or toponym is None:
        return False
    owns = index + 1 < end and tokens[index + 1].lower in ("'s", "'")
    before = tokens[index - 1].lower if index else ""
    state = toponym.place is not None and toponym.place.precision == "country"
    # A country is "there" where somebody is or goes, not where it acts or has a border.
    meant = before in _TO_STATE if state else before != "from"
    return meant and not owns


def with_there(tokens: tuple[Token, ...], before: Toponym | None, dateline: Toponym | None = None) -> tuple[Token, ...]:
    """Let "there" stand for the place named last, in the sentence or `before` it, and "here" for the dateline's.

    "There is" names no place.
    """
    if not any(token.lower in ("there", "here") for token in tokens):
        return tokens
    found: list[Token] = []
    known: Toponym | None = None
    for index, token in enumerate(tokens):
        if index > 1 and _stands(tokens, index - 2, index):
            known = tokens[index - 2].toponym
        newest = tokens[index - 1].toponym if index and _stands(tokens, index - 1, index) else known
        before = newest or before
        if token.lower not in ("there", "here"):
            found.append(token)
            continue
        following = tokens[index + 1].lower if index + 1 < len(tokens) else "."
        before_it = tokens[index - 1].lower if index else ""
        existential = index == 0 or following in _EXISTENTIAL or before_it in (",", "over", "out")
        # "Skipped a lunch in A to be there" means another place than A.
        existential |= before_it == "be" and (index < 2 or tokens[index - 2].lower not in ("will", "'ll", "would"))
        meant = {"there": before, "here": dateline}.get(token.lower)
        found.append(token.meaning(meant) if meant is not None and not existential else token)
    return tuple(found)


_EXISTENTIAL = word_set(
    "is are was were be been has have had will would can could may might 's seems seem remains remain"
)


def _words(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if word not in _UNREAD:
            kind: Kind = "word" if word[0].isalnum() or word[0] in "'’" else "mark"
            found.append(Token(match.start(), word, kind))
    return found
