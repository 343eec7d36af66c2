"""The tokens of a sentence and the persons of the article in; the groups of words that stand for persons out.

A group is a name with its titles, a pronoun, or a description ("the Russian leader"), alone or in a row.
`Cast` remembers who was spoken of last, so that a pronoun finds its person, and to which state each person belongs.
"""

from __future__ import annotations

from geo.events.cast import PLURAL_ROLES, Cast, Group
from geo.events.lexicon import FORMS, ROLE_WORDS
from geo.events.offices import TITLE_WORDS, named, state_of
from geo.events.tokens import Token
from geo.events.words import word_set

_AFTER_OBJECT = word_set("at in to on with and")
"""After these "her" is a pronoun, not a possessive."""
_TOGETHER = word_set("meet talk speak travel agree sign hold")
_AFTER_TWO = word_set("had have will would are were then also later last first never both")
_MOST_STATES = 9
"""States of a row whose leaders meet: more are a summit's, and named apart."""
_MOST_TITLES = 4
"""Tokens from a comma to the name that it opens: "Prof. Dr. X"."""
_LONGEST_APPOSITION = 14
"""Tokens between two names of a row, the commas and "and" with them."""
_GOES_ON = ROLE_WORDS | PLURAL_ROLES | TITLE_WORDS - {"of", "the"}
_SUBJECT_PRONOUNS = word_set("he she they")
_OBJECT_PRONOUNS = word_set("him her them")


def find_groups(tokens: tuple[Token, ...], cast: Cast) -> tuple[Group, ...]:
    """Give the groups of a sentence in order, and note in `cast` the states and offices that it tells."""
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


def _group_at(tokens: tuple[Token, ...], index: int, cast: Cast, floor: int) -> Group | None:
    token = tokens[index]
    if token.kind == "person" and token.person is not None:
        return named(tokens, index, cast, floor)
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
        return Group(index, index + 1 + (lower == "the"), (), "three" if following.lower == "three" else "two")
    return _described(tokens, index)


def _described(tokens: tuple[Token, ...], index: int) -> Group | None:
    """Give the group of a description; "leaders of A and B" needs no article, "leaders" alone are anybody's."""
    if tokens[index].lower in PLURAL_ROLES:
        several = _of_states(tokens, index, index, [])
        return several if several.countries else None
    return _description(tokens, index) if tokens[index].lower in ("the", "both", "a") else None


def _two_alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether "the two" or "both" stands for persons by itself: "the two had met in"."""
    at = index + 1 + (tokens[index].lower == "the")
    if tokens[index].lower == "the" and tokens[index + 1].lower not in ("two", "three"):
        return False
    following = tokens[at].lower if at < len(tokens) else "."
    forms = FORMS.get(following, ())
    return following in _AFTER_TWO or any(form == "past" or lemma in _TOGETHER for lemma, form in forms)


def _description(tokens: tuple[Token, ...], index: int) -> Group | None:
    country = None
    states: list[str] = []
    for at in range(index + 1, min(index + 7, len(tokens))):
        token = tokens[at]
        if token.kind in ("adjective", "place") and token.toponym is not None and token.toponym.place is not None:
            country = token.toponym.place.country
            states += [country] if country else []
            if at == index + 1 and _is_demonym(tokens, at):
                return Group(index, at + 1, (), "visitor", country)
        elif token.kind != "word":
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        ends = following is None or (following.kind != "person" and following.lower not in _GOES_ON)
        if token.lower in PLURAL_ROLES and ends:
            return _of_states(tokens, index, at, states)
        if token.lower in ROLE_WORDS and ends and tokens[index].lower == "the":
            end = _office_end(tokens, at)
            return Group(index, end, (), token.lower, country) if end is not None else None
    return None


def _of_states(tokens: tuple[Token, ...], index: int, role: int, states: list[str]) -> Group:
    """Give "the presidents of A and B" or "the A and B presidents" with their states, unless their names follow."""
    end = role + 1
    if end < len(tokens) and tokens[end].lower == "of":
        row, after = _row_of_states(tokens, end + 1)
        states, end = (row, after) if len(row) > 1 else ([], end)
    follows = [t.kind for t in tokens[end : end + 2]]
    if len(states) < 2 or follows[1:] == ["person"]:
        return Group(index, role + 1, (), tokens[role].lower)
    return Group(index, end, (), tokens[role].lower, countries=tuple(states))


def _row_of_states(tokens: tuple[Token, ...], start: int) -> tuple[list[str], int]:
    """Give the states of "A, B and the C" and the index after the last."""
    states: list[str] = []
    at = end = start
    while at < len(tokens) and len(states) < _MOST_STATES:
        country = state_of(tokens[at])
        if country is not None:
            states.append(country)
            end = at + 1
        elif tokens[at].lower not in ("the", "and", ","):
            break
        at += 1
    return states, end


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
    if following.text == "," and _name_follows(tokens, at + 2):
        return None
    goes_on = following.lower == "of" or (following.kind == "word" and following.lower == "general")
    return _of_state(tokens, at) or (None if goes_on else at + 1)


def _name_follows(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell whether a name comes next, titles before it: "the commissioner, Dame X"."""
    for token in tokens[start : start + _MOST_TITLES]:
        if token.kind == "person":
            return True
        if token.kind != "word" or not token.text[0].isupper():
            return False
    return False


def _of_state(tokens: tuple[Token, ...], at: int) -> int | None:
    """Give the end of an office that goes on: "secretary of state"; null where it ends with the role word."""
    rest = [t.lower for t in tokens[at + 1 : at + 3]]
    return at + 3 if rest in (["of", "state"], ["of", "defence"], ["of", "defense"], ["of", "parliament"]) else None


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
                local=last.local | group.local,
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
