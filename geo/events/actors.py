"""The tokens of a sentence and the persons of the article in; the groups of words that stand for persons out.

A group is a name with its titles, a pronoun, or a description ("the Russian leader"), alone or in a row.
`Cast` remembers who was spoken of last, so that a pronoun finds its person, and to which state each person belongs.
"""

from __future__ import annotations

from geo.events.cast import PLURAL_ROLES, Cast, Group
from geo.events.lexicon import FORMS, ROLE_WORDS
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
_AFTER_OBJECT = word_set("at in to on with and")
"""After these "her" is a pronoun, not a possessive."""
_AFTER_TWO = word_set("had have will would are were then also later last first never both")
_OPENS = word_set("by with and or that as when while to of in on at from for who but said told met")
_LONGEST_APPOSITION = 14
"""Tokens between two names of a row, the commas and "and" with them."""
_SUBJECT_PRONOUNS = word_set("he she they")
_OBJECT_PRONOUNS = word_set("him her them")


def find_groups(tokens: tuple[Token, ...], cast: Cast) -> tuple[Group, ...]:
    """Give the groups of a sentence in order, and note in `cast` the states and offices that it tells."""
    _note_row(tokens, cast)
    single: list[Group] = []
    index = 0
    while index < len(tokens):
        group = _group_at(tokens, index, cast, single[-1].end if single else 0)
        if group is None:
            index += 1
        else:
            single.append(group)
            index = group.end
    return _merge(tokens, single)


def _note_row(tokens: tuple[Token, ...], cast: Cast) -> None:
    """Note the states of "the ministers of A and B, X and Y": X is A's, Y is B's."""
    for at in range(1, len(tokens) - 7):
        if tokens[at].lower != "of" or tokens[at - 1].lower not in PLURAL_ROLES:
            continue
        states, persons = (tokens[at + 1], tokens[at + 3]), (tokens[at + 5], tokens[at + 7])
        joined = [tokens[i].lower for i in (at + 2, at + 4, at + 6)]
        if joined != ["and", ",", "and"]:
            continue
        for state, named in zip(states, persons, strict=True):
            place = state.toponym.place if state.toponym else None
            if place is not None and named.person is not None:
                _note(cast, named.person, place.country, tokens[at - 1].lower.removesuffix("s"))


def _group_at(tokens: tuple[Token, ...], index: int, cast: Cast, floor: int) -> Group | None:
    token = tokens[index]
    if token.kind == "person" and token.person is not None:
        return _named(tokens, index, cast, floor)
    if token.kind != "word":
        return None
    lower = token.lower
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if lower in ("i", "we") and cast.speaker is not None:
        return Group(index, index + 1, (cast.speaker,))
    alone = following is None or following.kind in ("mark", "date") or following.lower in _AFTER_OBJECT
    if lower in _SUBJECT_PRONOUNS or lower in ("him", "them") or (lower == "her" and alone):
        return Group(index, index + 1, (), lower)
    if lower in ("the", "both") and following is not None and _two_alone(tokens, index):
        return Group(index, index + 1 + (lower == "the"), (), "two")
    return _description(tokens, index) if lower in ("the", "both", "a") else None


def _two_alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether "the two" or "both" stands for persons by itself: "the two had met in"."""
    at = index + 1 + (tokens[index].lower == "the")
    if tokens[index].lower == "the" and tokens[index + 1].lower != "two":
        return False
    following = tokens[at].lower if at < len(tokens) else "."
    return following in _AFTER_TWO or any(form == "past" for _, form in FORMS.get(following, ()))


def _description(tokens: tuple[Token, ...], index: int) -> Group | None:
    country = None
    for at in range(index + 1, min(index + 7, len(tokens))):
        token = tokens[at]
        if token.kind in ("adjective", "place") and token.toponym is not None and token.toponym.place is not None:
            country = token.toponym.place.country
            if at == index + 1 and _is_demonym(tokens, at):
                return Group(index, at + 1, (), "visitor", country)
        elif token.kind != "word":
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        ends = following is None or (
            following.kind != "person"
            and following.lower not in ROLE_WORDS | PLURAL_ROLES | TITLE_WORDS - {"of", "the"}
        )
        if token.lower in PLURAL_ROLES and ends:
            return Group(index, at + 1, (), token.lower)
        if token.lower in ROLE_WORDS and ends and tokens[index].lower == "the":
            end = _office_end(tokens, at)
            return Group(index, end, (), token.lower, country) if end is not None else None
    return None


def _is_demonym(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell "the Norwegian said", one person, from "the Norwegian minister" and "the Norwegians said"."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    finite = any(form in ("past", "s") for _, form in FORMS.get(following, ()))
    return tokens[at].kind == "adjective" and not tokens[at].lower.endswith("s") and (finite or following == "who")


def _office_end(tokens: tuple[Token, ...], at: int) -> int | None:
    """Give the end of a description whose role word is at an index; null where a name or more of an office follows."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return at + 1
    if following.text == "," and at + 2 < len(tokens) and tokens[at + 2].kind == "person":
        return None
    goes_on = following.lower in ("of", "'s") or (following.kind == "word" and following.lower == "general")
    return _of_state(tokens, at) or (None if goes_on else at + 1)


def _of_state(tokens: tuple[Token, ...], at: int) -> int | None:
    """Give the end of an office that goes on: "secretary of state"; null where it ends with the role word."""
    rest = [t.lower for t in tokens[at + 1 : at + 3]]
    return at + 3 if rest in (["of", "state"], ["of", "defence"], ["of", "defense"], ["of", "parliament"]) else None


def _named(tokens: tuple[Token, ...], index: int, cast: Cast, floor: int) -> Group:
    person = tokens[index].person
    assert person is not None  # noqa: S101  # the caller looked
    start, country, office, foreign, partner = index, None, False, False, False
    at = index - 1
    if at > floor and tokens[at].text == "," and tokens[at - 1].lower in _PARTNERS | ROLE_WORDS:
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
    titles = " ".join(t.lower for t in tokens[start:index])
    if office and not partner:
        country = country or _owner_state(tokens[start], cast)
    _note(cast, person, country, titles)
    local = frozenset({person.name}) if partner or (office and not country and not foreign) else frozenset()
    return Group(start, index + 1, (person,), local=local)


def _in_title(tokens: tuple[Token, ...], at: int) -> bool:
    lower = tokens[at].lower
    return lower in TITLE_WORDS | _SHORT_TITLES or (lower in _PARTNERS and _is_partner(tokens, at))


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


def _merge(tokens: tuple[Token, ...], single: list[Group]) -> tuple[Group, ...]:
    """Join groups in a row: "X and Y", "X, Y and Z", "X and his Russian colleague, Z"."""
    merged: list[Group] = []
    for group in single:
        last = merged[-1] if merged else None
        between = " ".join(t.lower for t in tokens[last.end : group.start]) if last else ""
        row = between in ("and", "as well as", "together with", "along with", "and then")
        row |= between == "," and _row_goes_on(tokens, group)
        row |= between == ", and" and last is not None and len(last.persons) > 1
        row |= between == ", and" and last is not None and _explained(tokens, last)
        row |= last is not None and _across_apposition(tokens, last, group)
        if last is not None and row and group.word not in _OBJECT_PRONOUNS:
            merged[-1] = Group(
                last.start,
                group.end,
                last.persons + group.persons,
                last.word or group.word,
                last.country,
                last.local | group.local,
            )
        else:
            merged.append(group)
    return tuple(merged)


def _explained(tokens: tuple[Token, ...], last: Group) -> bool:
    """Tell whether a name explains the office before it, so that the comma after it opens no new clause."""
    return last.end - last.start > 1 and tokens[last.end - 2].text == ","


def _across_apposition(tokens: tuple[Token, ...], last: Group, group: Group) -> bool:
    """Tell whether only an explanation between commas parts two names: "X, R-Idaho, and Y", "X, the premier, and Y"."""
    between = tokens[last.end : group.start]
    if not 4 <= len(between) <= _LONGEST_APPOSITION or [t.text for t in between[:1]] != [","]:
        return False
    if between[-1].lower != "and" or between[-2].text != ",":
        return False
    inner = between[1:-2]
    if any(t.text in (",", ";", ":") or t.lower in ("who", "which", "that") for t in inner):
        return False
    return not any(form == "past" for t in inner for _, form in FORMS.get(t.lower, ()))


def _row_goes_on(tokens: tuple[Token, ...], group: Group) -> bool:
    rest = [t.lower for t in tokens[group.end : group.end + 2]]
    return (
        bool(rest)
        and (rest[0] == "and" or rest == [",", "and"])
        and any(t.kind == "person" for t in tokens[group.end : group.end + 10])
    )
