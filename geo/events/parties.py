"""The countries that a sentence names in; the two states on the sides of the border it speaks of out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from geo.events.tokens import Token
from geo.events.words import word_set

_BORDER = word_set(
    """
    border borders frontier boundary boundaries delimitation demarcation line treaty dispute territorial
    maritime sea divide divides divided islands islets shelf claim claims claimed
    """
)
_NEAR = 14
"""Tokens between a pair and the word "border" for the pair to count more."""

_HANDED = word_set("returned returns gave gives handed hands ceded cedes transferred transfers yielded passed")
_GROUND = word_set("strip island islands islet islets village villages territory land hectares temple peninsula half")
_CLAIMS = (["also", "claims"], ["claims", "too"], ["too", "claims"])
_SOVEREIGN = {
    territory: state
    for state, territories in {
        "DK": "GL FO",
        "FR": "GF GP MQ RE YT NC PF PM WF BL MF",
        "GB": "GI FK BM KY VG TC AI MS SH IO PN GG JE IM",
        "NL": "AW CW SX BQ",
        "US": "PR GU VI AS MP",
        "NO": "SJ",
        "FI": "AX",
        "AU": "CX CC NF",
        "NZ": "CK NU TK",
        "CN": "HK MO",
    }.items()
    for territory in territories.split()
}
"""Territories with an ISO code of their own, which are no side of a border: their state is."""
_POWERS = word_set("FR GB PT ES BE DE IT NL")
"""States that drew many borders of others: a pair of them in passing is rarely the two sides."""
_TOLD = 5
"""The weight of a pair that a sentence joins as the sides of a border."""
_STATE = 3
"""How much more a state's own name or people says of the parties than a town in it."""

Pair = tuple[str, str]


def country_of(token: Token) -> str | None:
    """Give the ISO code of the state that a token names or lies in, of a territory the one it belongs to; else null."""
    if token.toponym is None or token.toponym.place is None:
        return None
    country = token.toponym.place.country
    return _SOVEREIGN.get(country, country) if country is not None else None


def pairs(tokens: Sequence[Token]) -> list[tuple[Pair, int]]:
    """Give the pairs of states that a sentence names together, each with the weight of its wording.

    "between A and B" and "A's border with B" weigh 3, "A-B" and "A and B" weigh 2.
    """
    named = [i for i, t in enumerate(tokens) if country_of(t)]
    found: list[tuple[Pair, int]] = []
    for left, right in pairwise(named):
        one, two = country_of(tokens[left]), country_of(tokens[right])
        if one is None or two is None or one == two:
            continue
        between = [t.lower for t in tokens[left + 1 : right]]
        before = [t.lower for t in tokens[max(0, left - 3) : left]]
        weight = _weight(before, between)
        near = {t.lower for t in tokens[max(0, left - _NEAR) : right + _NEAR]} & _BORDER
        if weight and (near or _states(tokens[left], tokens[right])):
            found.append((_pair(one, two), weight + 2 * bool(near)))
    return found + _shared(tokens, named) + _claimed(tokens, named)


def _claimed(tokens: Sequence[Token], named: list[int]) -> list[tuple[Pair, int]]:
    """Give the pair of "A returned the strip to B" and of "A left the headland that B also claims"."""
    for number, right in enumerate(named):
        claims = [t.lower for t in tokens[right + 1 : right + 3]] in _CLAIMS
        for left in named[:number]:
            one, two = country_of(tokens[left]), country_of(tokens[right])
            between = {t.lower for t in tokens[left + 1 : right]}
            near = right - left <= _NEAR and tokens[right - 1].lower == "to"
            if one and two and one != two and (claims or (near and between & _HANDED and between & _GROUND)):
                return [(_pair(one, two), _TOLD)]
    return []


def _states(*tokens: Token) -> bool:
    """Tell whether all tokens name states or their people: two towns in a row are no neighbours."""
    return all(
        t.toponym is not None
        and t.toponym.place is not None
        and (t.toponym.place.precision == "country" or t.toponym.mention.role == "associative")
        for t in tokens
    )


def _shared(tokens: Sequence[Token], named: list[int]) -> list[tuple[Pair, int]]:
    """Give the pair of "its border with B": the sentence's first state and B."""
    for right in named[1:]:
        before = [t.lower for t in tokens[max(0, right - 6) : right] if t.lower not in ("the", "neighbouring")]
        if (
            before[-1:] == ["with"]
            and set(before[-4:]) & _BORDER
            and set(before) & {"its", "their", "his", "her", "our"}
        ):
            one, two = country_of(tokens[named[0]]), country_of(tokens[right])
            if one and two and one != two:
                return [(_pair(one, two), 5)]
    return []


def _weight(before: list[str], between: list[str]) -> int:
    if set(between) & {"counterpart", "colleague"} or {"his", "her"} & set(between[-2:]):
        # "Kosovo's president, X, and his Serbian counterpart".
        return 2 if {"his", "her"} & set(between[-2:]) else 0
    joined = [w for w in between if w not in ("the", "'s", "'", "its", "both", "neighbouring", "neighboring")]
    if joined == ["to"] and before[-1:] == ["from"]:
        # What passes from one state to its neighbour: "villages passed from A to B".
        return 2
    if joined == ["and"]:
        return 3 if {"between", "separates", "divides", "separating", "both"} & set(before) else 2
    if joined in (["-"], ["–"], [","], ["/"]) or not joined:
        return 2 if joined != [","] else 1
    if "with" in joined and set(joined) & _BORDER and len(joined) <= 6:
        return 3
    return 1 if len(joined) <= 6 and joined[-1:] in (["with"], ["from"]) and set(joined) & _BORDER else 0


def _pair(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)


def article_pair(
    sentences: Sequence[Sequence[Token]], references: Sequence[int], acting: frozenset[str] = frozenset()
) -> Pair | None:
    """Give the pair of states that an article speaks of most as neighbours; null where it names no two.

    Where it joins no two, they are those that it names most: more than once, in one of the border `references`, or as
    the state of a person (`acting`). A country in passing is none.
    """
    votes: Counter[Pair] = Counter()
    for tokens in sentences:
        for pair, weight in pairs(tokens):
            votes[pair] += weight
    told = [pair for pair, _ in votes.most_common() if not _POWERS.issuperset(pair)]
    if told:
        return told[0]
    countries: Counter[str] = Counter()
    for token in (t for tokens in sentences for t in tokens):
        if (country := country_of(token)) is not None:
            countries[country] += _STATE if _states(token) or token.kind == "adjective" else 1
    countries.update(acting)
    beside = {country_of(token) for index in references for token in sentences[index]} | acting
    if votes:
        # "The line that France and Britain agreed on in 1912" is today between two others, if the article names them.
        powers = votes.most_common(1)[0][0]
        others = [c for c, weight in countries.most_common() if c not in powers and (weight > _STATE or c in beside)]
        return _pair(others[0], others[1]) if len(others) > 1 else powers
    most = [c for c, weight in countries.most_common(2) if weight > _STATE or c in beside]
    return _pair(most[0], most[1]) if len(most) == 2 else None


def parties(tokens: Sequence[Token], of_article: Pair | None) -> tuple[str, ...]:
    """Give the two states of a border sentence, sorted.

    Its own words decide where they pair two states; else the article's pair, if it does not contradict the sentence.
    """
    own = sorted(pairs(tokens), key=lambda found: -found[1])
    named = {country_of(t) for t in tokens}
    if of_article is not None and named.issuperset(of_article) and (not own or own[0][1] < _TOLD):
        return of_article
    if own and (own[0][1] >= 4 or of_article is None):
        strong = [pair for pair, weight in own if weight == own[0][1]]
        if of_article is not None and own[0][1] < _TOLD and _POWERS.issuperset(strong[0]):
            return of_article
        return of_article if of_article in strong and of_article is not None else strong[0]
    here = list(dict.fromkeys(c for t in tokens if (c := country_of(t))))
    if of_article is None:
        return tuple(sorted(here)) if len(here) == 2 else ()
    if len(here) == 2 and not set(here) & set(of_article) and {t.lower for t in tokens} & _BORDER:
        return tuple(sorted(here))
    return of_article
