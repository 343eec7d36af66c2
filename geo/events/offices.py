"""A person's name in its sentence in; the name with the offices around it as a group out.

The state and the office that the words tell are noted in the cast: they decide who is at home where.
"""

from __future__ import annotations

from geo.events.cast import PLURAL_ROLES, Cast, Group
from geo.events.lexicon import ROLE_WORDS
from geo.events.names import OCCUPATIONS
from geo.events.tokens import Token
from geo.events.words import word_set
from geo.types import Person

TITLE_WORDS = word_set(
    """
    president vice prime minister premier chancellor foreign secretary state defence defense speaker king
    queen prince princess pope envoy ambassador chief commissioner chairman chairwoman chair head leader
    deputy first special representative mediator general mr mrs ms dr former acting interior energy trade
    economy finance external affairs emperor sheikh sultan emir crown archbishop patriarch cardinal senator
    congressman governor mayor judge justice director high negotiator lawmaker of the house sir lord lady
    parliament security council national adviser advisor police army colonel marshal admiral premier elect
    president-elect caretaker interim outgoing incoming veteran chief diplomat economic development health
    dame duke duchess baron baroness count countess bishop imam taoiseach tánaiste tanaiste undersecretary
    vice-premier rear rector
    culture transport home attorney spokesman spokeswoman co-chair vice-president
    """
)
_SHORT_TITLES = word_set(
    "dr sen rep gov lt gen col maj capt sgt cpl adm cmdr brig rear prof rev fr mr mrs ms hon msgr amb pres"
)
"""Titles cut short before a full stop."""
_PARTNERS = word_set(
    """
    counterpart counterparts colleague colleagues host hosts guest predecessor successor opposite
    """
)
_OPENS = word_set("by with and or that as when while to of in on at from for who but said told met")
_LONGEST_OFFICE = 9
"""Tokens of an office that explains a name."""
_PARTS = _PARTNERS | ROLE_WORDS
_ANY_TITLE = TITLE_WORDS | _SHORT_TITLES
_OFFICES = TITLE_WORDS | ROLE_WORDS | OCCUPATIONS | _PARTNERS


def note_offices(tokens: tuple[Token, ...], cast: Cast) -> None:
    """Note the states and offices of the persons that a sentence names."""
    for at, token in enumerate(tokens):
        if token.lower in PLURAL_ROLES:
            _note_row(tokens, at, cast)
    for index, token in enumerate(tokens):
        if token.kind == "person":
            named(tokens, index, cast, 0)


def _note_row(tokens: tuple[Token, ...], role: int, cast: Cast) -> None:
    """Note the states of "the ministers of A and B, X and Y": X is A's, Y is B's.

    So too "the A and B ministers, X and Y" and "A and B agreed, Ministers X and Y said".
    """
    of = tokens[role + 1 : role + 2]
    start = role + 5 if of and of[0].lower == "of" else role + 1
    start += start < len(tokens) and tokens[start].lower == ","
    persons = _pair_at(tokens, start)
    if persons is None or any(tokens[i].person is None for i in persons):
        return
    states = (
        _pair_at(tokens, role + 2) if start > role + 4 else _pair_at(tokens, role - 3) or _first_states(tokens[:role])
    )
    if states is None:
        return
    for state, who in zip(states, persons, strict=True):
        country, person = state_of(tokens[state]), tokens[who].person
        if country is not None and person is not None:
            _note(cast, person, country, tokens[role].lower.removesuffix("s"))


def _pair_at(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """Give the indices of "X and Y" where it begins at an index."""
    joined = 0 <= at < len(tokens) - 2 and tokens[at + 1].lower == "and"
    return (at, at + 2) if joined else None


def _first_states(tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """Give the one pair "A and B" of states that some tokens name."""
    pairs = [at for at in range(len(tokens) - 2) if tokens[at + 1].lower == "and" and state_of(tokens[at])]
    pairs = [at for at in pairs if state_of(tokens[at + 2])]
    return (pairs[0], pairs[0] + 2) if len(pairs) == 1 else None


def named(tokens: tuple[Token, ...], index: int, cast: Cast, floor: int) -> Group:
    """Give the group of the name at an index; the tokens before `floor` belong to another."""
    person = tokens[index].person
    assert person is not None  # noqa: S101  # the caller looked
    start, country, office, foreign, partner = index, None, False, False, False
    at = index - 1
    if at > floor and tokens[at].text == "," and tokens[at - 1].lower in _PARTS:
        at -= 1
    while at >= floor:
        token = tokens[at]
        lower = token.lower
        if at == index - 1 and (lower == "of" or token.kind == "place"):
            break
        if _in_title(tokens, at):
            if lower in ("of", "the") and not (at and _belongs(tokens[at - 1])):
                start -= lower == "the"
                break
            office |= lower in TITLE_WORDS and lower not in ("of", "the", "former", "mr", "mrs", "ms", "dr")
            partner |= lower in ("host", "hosts")
        elif token.toponym is not None:
            state = token.toponym.place.country if token.toponym.place else None
            country, foreign = country or state, foreign or state is None
        elif lower in ("'s", "'") or (token.text == "." and at and tokens[at - 1].lower in _SHORT_TITLES):
            pass
        elif lower in ("his", "her", "their", "its"):
            start = at
            break
        elif token.kind == "word" and token.text[0].isupper() and at > 0 and tokens[at - 1].text != ".":
            foreign = True
        elif not _part_of_office(tokens, at):
            break
        start = at
        at -= 1
    titles = " ".join(t.lower for t in tokens[start:index] if t.kind == "word" and t.text[0].isalpha())
    if office and not partner:
        country = country or _owner_state(tokens[start], cast)
    after_country, after_titles = _explained_after(tokens, index)
    country = country or after_country
    _note(cast, person, country, titles or after_titles)
    local = frozenset({person.name}) if partner or (office and not country and not foreign) else frozenset()
    return Group(start, index + 1, (person,), local=local)


def _explained_after(tokens: tuple[Token, ...], index: int) -> tuple[str | None, str]:
    """Give the state and the office that follow a name: "X of Peru", "X, the Malaysian foreign minister,"."""
    following = [t.lower for t in tokens[index + 1 : index + 3]]
    if following[:1] == ["of"] and index + 2 < len(tokens):
        return state_of(tokens[index + 2]), ""
    if following[:1] != [","]:
        return None, ""
    country, words = None, []
    for token in tokens[index + 2 : index + 2 + _LONGEST_OFFICE]:
        state = state_of(token)
        country = country or state
        if token.lower in _OFFICES:
            words.append(token.lower)
        elif state is None and token.lower not in ("the", "'s", "'", "for"):
            break
    return (country, " ".join(words)) if words else (None, "")


def state_of(token: Token) -> str | None:
    """Give the state that a token names, itself or by its adjective; null for a town in it."""
    place = token.toponym.place if token.toponym else None
    stands = place is not None and (place.precision == "country" or token.kind == "adjective")
    return place.country if place is not None and stands else None


def _in_title(tokens: tuple[Token, ...], at: int) -> bool:
    lower = tokens[at].lower
    return lower in _ANY_TITLE or (lower in _PARTNERS and _is_partner(tokens, at))


def _owner_state(first: Token, cast: Cast) -> str | None:
    """Give the state of an office that somebody's is: "his foreign minister" is of his state."""
    owned = first.lower in ("his", "her") and cast.recent
    return cast.countries.get(cast.recent[-1].name) if owned else None


def _part_of_office(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word stands between a state and an office: "Iceland's fisheries chief"."""
    if tokens[at].kind != "word" or tokens[at].lower in _OPENS or at == 0:
        return False
    before = tokens[at - 1]
    return before.kind == "adjective" or (before.lower in ("'s", "'") and at > 1 and tokens[at - 2].kind == "place")


def _is_partner(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell the noun of "his host, X" from the verb of "will host X"."""
    before = tokens[at - 1] if at else None
    return before is not None and (
        before.lower in ("his", "her", "their", "the", "'s", "'") or before.kind == "adjective"
    )


def _belongs(token: Token) -> bool:
    return token.lower in TITLE_WORDS


def _note(cast: Cast, person: Person, country: str | None, titles: str) -> None:
    if country and person.name not in cast.countries:
        cast.countries[person.name] = country
    if titles and not cast.titles.get(person.name):
        cast.titles[person.name] = titles
