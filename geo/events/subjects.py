"""The tokens of a sentence in; its clauses with the subject of each verb out.

There is no grammar of English here. A verb's subject is looked for to its left, past adverbs, dates and what stands
between commas; a verb joined by "and" shares the subject of the verb before it.
"""

from __future__ import annotations

from geo.events.actors import find_groups
from geo.events.auxiliaries import is_adverb
from geo.events.cast import Cast, Group
from geo.events.clauses import JOINS, LOOSE, STOPS, Sentence
from geo.events.lexicon import NOT_THE_PERSON, ROLE_WORDS, SPEECH
from geo.events.names import OCCUPATIONS
from geo.events.tokens import Token
from geo.events.verbs import Verb, follows_noun, verb_groups
from geo.events.words import word_set
from geo.types import Person, Span

_GOVERNING = word_set("of with by for from to on about against between carrying near")
_LEADING = word_set("led headed by accompanied")
_OFFICES = ROLE_WORDS | OCCUPATIONS
_LONGEST_OFFICE = 14
"""Tokens between "said" and the name of who says it: an office and its place ("a police commander at X, Col. Y")."""
_LONGEST_SEARCH = 60
"""Tokens looked through to the left of a verb for its subject; a bound, since a subject is never so far."""


def read(span: Span, tokens: tuple[Token, ...], cast: Cast, here: Token | None = None) -> Sentence:
    """Read a sentence: find verbs, groups and, in order, each verb's subject; `cast` learns who was spoken of.

    `here` is the place of the article's dateline.
    """
    sentence = Sentence(span, tokens, verb_groups(tokens), find_groups(tokens, cast), here)
    for verb in sentence.verbs:
        if verb.finite:
            _find_subject(sentence, verb, cast)
    for verb in sentence.verbs:
        if not verb.finite:
            sentence.subjects[verb.index] = _borrowed_subject(sentence, verb, cast)
    _remember(sentence, cast)
    return sentence


def _remember(sentence: Sentence, cast: Cast) -> None:
    """Put the subject of the first finite verb above all other persons of the sentence, in what is remembered."""
    for group in sentence.groups:
        if group.persons:
            cast.remember(group.persons)
    main = next((sentence.subjects[v.index] for v in sentence.verbs if v.finite and sentence.subjects.get(v.index)), ())
    if main:
        group_before = cast.last_group
        cast.remember(main)
        if len(main) == 1:
            cast.last_group = group_before


def _find_subject(sentence: Sentence, verb: Verb, cast: Cast) -> None:
    group, place = _subject_left_of(sentence, verb)
    if group is None and verb.lemma in SPEECH and sentence.lower(verb.first - 1) not in JOINS:
        group, place = _inverted(sentence, verb), None
    if place is not None:
        sentence.places[verb.index] = place
    if group is not None:
        persons = () if _is_both(sentence, group) else cast.resolve(group)
        persons = persons or _named_before(sentence, group, cast)
        cast.remember(persons)
    elif place is None and (_joined(sentence, verb) or _among_those(sentence, verb)):
        persons = _inherited(sentence, verb)
    else:
        persons = ()
    sentence.subjects[verb.index] = persons


def _is_both(sentence: Sentence, group: Group) -> bool:
    """Tell "X and Y both came", of the sentence's own persons, from "both came", of those spoken of before."""
    return group.word == "two" and sentence.lower(group.start) == "both" and group.start > 0


def _named_before(sentence: Sentence, pronoun: Group, cast: Cast) -> tuple[Person, ...]:
    """Give whom a pronoun means that nobody spoken of before fits: the person named earlier in its sentence."""
    if pronoun.word in ("two", "pair", "duo", "men", "women"):
        named = [p for g in sentence.groups if g.end <= pronoun.start for p in g.persons]
        return tuple(named[-2:]) if len(named) > 1 else ()
    earlier = [g.persons for g in sentence.groups if g.end <= pronoun.start and len(g.persons) == 1]
    if pronoun.word not in ("he", "she") or not earlier:
        return ()
    cast.remember(earlier[-1])
    return cast.resolve(pronoun)


def _inverted(sentence: Sentence, verb: Verb) -> Group | None:
    """Give the speaker after the verb: "... ," said the minister."""
    before = sentence.tokens[verb.first - 1] if verb.first else None
    if before is None or (before.kind != "quote" and before.text != ","):
        return None
    for group in sentence.groups:
        if verb.end <= group.start <= verb.end + _LONGEST_OFFICE and _names_speaker(sentence, verb.end, group.start):
            return group
    return None


def _names_speaker(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the words from a verb to a name are its office: "said the mayor of Lima, X", "said fisherman X"."""
    between = sentence.tokens[start:end]
    if not between:
        return True
    if any(t.text in (".", ";", ":", "—", "–") or t.lower in STOPS or t.kind in ("quote", "date") for t in between):
        return False
    if any(v.finite and start <= v.index < end for v in sentence.verbs):
        return False
    return between[-1].text == "," or (between[-1].kind == "word" and between[-1].lower in _OFFICES)


def _joined(sentence: Sentence, verb: Verb) -> bool:
    at = verb.first - 1
    while at > 0 and _skipped(sentence, at):
        at -= 1
    if sentence.lower(at) in JOINS:
        return True
    return at >= 0 and sentence.tokens[at].text == ","


def _among_those(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a relative clause tells of the subject: "X was among those who attended"."""
    before = [sentence.lower(i) for i in range(max(0, verb.first - 6), verb.first)]
    return before[-1:] == ["who"] and bool({"among", "one"} & set(before))


def _inherited(sentence: Sentence, verb: Verb) -> tuple[Person, ...]:
    before = sentence.verb_before(verb.first)
    while before is not None and (
        _closed_relative(sentence, before, verb)
        or (_subordinate(sentence, before) and not sentence.subjects.get(before.index))
    ):
        before = sentence.verb_before(before.first)
    return sentence.subjects.get(before.index, ()) if before else ()


def _subordinate(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a verb stands in a clause of time or reason: "was in X when the news reached him and will go"."""
    for at in range(verb.first - 1, max(-1, verb.first - 6), -1):
        if sentence.lower(at) in ("when", "while", "as", "after", "before", "because", "where"):
            return True
        if sentence.tokens[at].text == "," or any(v.index == at for v in sentence.verbs if v.finite):
            return False
    return False


def _closed_relative(sentence: Sentence, before: Verb, verb: Verb) -> bool:
    """Tell whether `before` stands in a relative clause between commas that ends ahead of `verb`."""
    opened = any(
        sentence.lower(i) in ("who", "which", "that", "where") for i in range(max(0, before.first - 3), before.first)
    )
    return (
        opened
        and any(sentence.tokens[i].text in (",", ")") for i in range(before.end, verb.first))
        and sentence.lower(verb.first - 1) != "and"
    )


def _subject_left_of(sentence: Sentence, verb: Verb) -> tuple[Group | None, Token | None]:
    """Give the group, or else the place, that is a verb's subject; neither where it has none of its own."""
    at = verb.first - 1
    while at >= 0 and sentence.group_ending(at + 1) is None and _skipped(sentence, at):
        at -= 1
    if at < 0:
        return None, None
    token = sentence.tokens[at]
    group = sentence.group_ending(at + 1)
    if group is not None:
        return _headed(sentence, group), None
    if token.text in (",", ")", "(", "—", "–", "-"):
        group = _left_of_comma(sentence, at)
        return group, None if group is not None else _place_opening(sentence, at)
    if token.lower == "who":
        comma = sentence.lower(at - 1) == ","
        direct = sentence.group_ending(at - comma)
        return direct if direct is not None or not comma else _past_commas(sentence, at - 1), None
    if token.lower in NOT_THE_PERSON and at >= 2 and sentence.lower(at - 1) in ("'s", "'"):
        return sentence.group_ending(at - 1), None
    return _left_of_place(sentence, at) if token.kind == "place" else (None, None)


def _place_opening(sentence: Sentence, comma: int) -> Token | None:
    """Give the place that opens a sentence and has a clause between commas: "A, whose mayor is ill, awaits"."""
    opens = sentence.tokens[0].kind == "place" and sentence.lower(1) == "," and comma > 1
    return sentence.tokens[0] if opens else None


def _left_of_place(sentence: Sentence, at: int) -> tuple[Group | None, Token | None]:
    """Give the bearer of "X of Athens" or the place itself as a subject, unless a preposition governs it."""
    if sentence.lower(at - 1) == "of" and (titled := sentence.group_ending(at - 1)):
        return _headed(sentence, titled), None
    governed = sentence.lower(at - 1) in ("of", "in", "at", "from", "to", "with", "near")
    return None, None if governed else sentence.tokens[at]


def _skipped(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    from_there = "from" in (token.lower, sentence.lower(at - 1)) and "there" in (token.lower, sentence.lower(at + 1))
    return is_adverb(token) or token.kind == "date" or token.lower in LOOSE or from_there


def _left_of_comma(sentence: Sentence, comma: int) -> Group | None:
    row = sentence.group_ending(comma)
    if row is None or all(sentence.tokens[i].text != "," for i in range(row.start, row.end)):
        row = _past_commas(sentence, comma)
    return _headed(sentence, row) if row is not None else None


def _headed(sentence: Sentence, group: Group) -> Group | None:
    """Give the group if it heads its noun phrase: "talks with X opened" is no deed of X."""
    before = sentence.lower(group.start - 1)
    if before == "by" and sentence.lower(group.start - 2) in _LEADING:
        return group
    return None if before in _GOVERNING else group


def _past_commas(sentence: Sentence, comma: int) -> Group | None:
    """Skip what stands between this comma and an earlier one; give the group before it, or the one that names it."""
    for at in range(comma - 1, max(-1, comma - _LONGEST_SEARCH), -1):
        if sentence.tokens[at].text in (",", "(", "—", "–", "-"):
            inside = sentence.group_at(at)
            if inside is not None and inside.end == comma:
                # "X, who met her host, Y, said": the comma within "her host, Y" parts nothing.
                continue
            of_state = sentence.tokens[at - 1].kind == "place" and sentence.lower(at - 2) == "of"
            before = sentence.group_ending(at - 2 * of_state)
            if before is not None:
                return before
            inner = sentence.group_ending(comma)
            if inner is not None and inner.start == at + 1:
                return inner
            if any(at < v.index < comma for v in sentence.verbs if v.finite):
                continue
            if sentence.lower(at - 1) in JOINS or sentence.verb_before(at) is not None:
                return None
    return None


def _borrowed_subject(sentence: Sentence, verb: Verb, cast: Cast) -> tuple[Person, ...]:
    """Give the subject of an infinitive, gerund or participle: its own noun's, or the nearest finite verb's."""
    before = verb.first - 1
    group = sentence.group_ending(before + 1)
    if group is not None and verb.tense in ("infinitive", "gerund"):
        explained = sentence.group_ending(group.start - 1) if sentence.lower(group.start - 1) == "," else None
        if group.word is not None and explained is not None and explained.persons:
            # "X, the first leader to visit".
            return explained.persons
        return cast.resolve(group)
    if verb.tense == "participle":
        if sentence.lower(before) == ",":
            group = sentence.group_ending(before)
        return cast.resolve(group) if group is not None else ()
    if verb.tense == "gerund" and follows_noun(sentence.tokens, sentence.verbs, before):
        return ()
    finite = sentence.verb_before(verb.first)
    if finite is None or not sentence.subjects.get(finite.index):
        later = next((v for v in sentence.verbs if v.finite and v.index > verb.index), None)
        finite = finite or later
    return sentence.subjects.get(finite.index, ()) if finite else ()
