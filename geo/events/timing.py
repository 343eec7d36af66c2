"""A visit's words in its sentence in; its date, to the precision that the text allows, out."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise

from geo.events.calendar import LAST_DAY_OF_TRIP, Dated, Direction, resolve, shift
from geo.events.certainty import reality
from geo.events.clauses import Sentence
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Status

_NOT_WHEN = word_set("until till before by of since after following from than despite ahead")
"""A date after one of these bounds an event or belongs to a noun: it is not the day of the visit."""
_PARTS = word_set("most much all spring summer autumn winter fall week half days part weeks quarter")
_PARTS_OF_DATE = _PARTS | word_set("end beginning start middle early late morning afternoon evening night day")
"""Before "of" and a date: within it something is."""
"""Before "of March": the month is as far as the words go."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_DURATION = re.compile(rf"^(?:({'|'.join(_COUNTS)}|\d{{1,2}})-day)$")


_WIDEST_SUBJECT = 16
"""Tokens between the date that opens a clause and its verb: the subject with its offices."""
_OPENS_OTHER = word_set("that who which where when before after until since because whose ;")
_GOES_ON = word_set("and but for to with in at on from where when while as because who which")
"""What can follow "the day after" where it counts from the day named last."""


@dataclass(slots=True)
class Timeline:
    """What the text has told of time so far."""

    published: datetime.date | None
    anchor: str | None = None
    """The last date that the text named: "a day later" counts from it if it is a full day."""
    trip_start: str | None = None
    trip_days: int | None = None

    def note(self, dated: Dated | None) -> None:
        """Make a date the one from which "the next day" and "ten years later" count."""
        if dated is not None:
            self.anchor = dated.date

    def resolve(self, sentence: Sentence, index: int, direction: Direction) -> Dated | None:
        """Resolve the date token at an index of a sentence."""
        phrase = sentence.tokens[index].date
        if phrase is None:
            return None
        if phrase.form == "trip day":
            number = phrase.number if phrase.number != LAST_DAY_OF_TRIP else self.trip_days
            found = shift(self.trip_start, number - 1) if number else None
            return Dated(found) if found else None
        return resolve(phrase, self.published, direction, self.anchor)

    def pass_over(self, sentence: Sentence) -> None:
        """Take note of the days that a sentence names, once its visits are dated."""
        for index, token in enumerate(sentence.tokens):
            if is_when(sentence, index) and token.kind == "date":
                verb = sentence.verb_before(index) or next((v for v in sentence.verbs if v.finite), None)
                planned = verb is not None and reality(sentence, verb) == "planned"
                self.note(self.resolve(sentence, index, "future" if planned else "past"))


def duration(sentence: Sentence, stretch: range) -> int | None:
    """Give the days that a stretch says a trip lasts ("three-day"), null where it does not."""
    for index in stretch:
        match = _DURATION.match(sentence.lower(index))
        if match:
            return _COUNTS.get(match[1]) or int(match[1])
    return None


def direction_of(status: Status) -> Direction:
    """Give the side of publication on which a visit of this status lies."""
    return "past" if status == "completed" else "future"


def is_when(sentence: Sentence, index: int) -> bool:
    """Tell whether the date token at an index says when something is, rather than bounding or naming something."""
    date = sentence.tokens[index].date
    if date is None or sentence.lower(index + 1) in ("'s", "'") or _relates(sentence, index):
        return False
    before = sentence.lower(index - 1)
    if before == "of":
        return sentence.lower(index - 2) in _PARTS_OF_DATE
    if before == "from":
        place = sentence.tokens[index - 2].kind == "place" if index > 1 else False
        return date.value_end is not None or place or sentence.lower(index + 1) in ("to", "until", "through")
    return before not in _NOT_WHEN


def in_force_since(sentence: Sentence, index: int) -> bool:
    """Tell "has been in force since", which names the day, from other bounds."""
    before = [sentence.lower(i) for i in range(index - 3, index)]
    return sentence.tokens[index].kind == "date" and before == ["in", "force", "since"]


def _relates(sentence: Sentence, index: int) -> bool:
    """Tell whether a phrase counts from what follows it: "a day after she left" is no day of her leaving."""
    token = sentence.tokens[index]
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    follows = following is not None and following.kind != "mark" and following.lower not in _GOES_ON
    return follows and token.lower.endswith((" after", " before"))


def date_near(sentence: Sentence, verb: Verb, place: int, stretch: range) -> int | None:
    """Give the index of the date token that belongs to a verb and a place of its stretch; null where none does.

    First what stands between this place and the next, then what stands before the place, then after the next ones,
    then a date that opens the sentence.
    """
    dates = [i for i in stretch if is_when(sentence, i) or (verb.perfect and sentence.lower(i - 1) == "since")]
    others = [i for i in stretch if i > place and sentence.tokens[i].kind == "place"]
    after = [i for i in dates if i > place]
    own = [i for i in after if not others or i < others[0]]
    shared = _date_of_row(sentence, place)
    if not own and shared in dates:
        return shared
    before = [i for i in dates if i < place and not _another_deed(sentence, i, place)]
    if own or before or after:
        return (own or before[::-1] or after)[0]
    if (opened := _date_of_when(sentence, verb)) is not None:
        return opened
    between = [
        i for i in range(max(0, verb.first - 4), verb.first) if is_when(sentence, i) and _clear(sentence, i, verb.first)
    ]
    if between:
        return between[-1]
    if (opening := _opening_clause(sentence, verb)) is not None:
        return opening
    leading = leading_date(sentence, verb)
    return leading if leading is not None else _date_of_main(sentence, verb)


def _date_of_when(sentence: Sentence, verb: Verb) -> int | None:
    """Give the date that a clause of "when" tells more of: "until Wednesday, when he flew to A"."""
    for at in range(verb.first - 1, max(0, verb.first - 5), -1):
        if sentence.lower(at) == "when":
            before = at - 1 - (sentence.lower(at - 1) == ",")
            return before if before >= 0 and sentence.tokens[before].kind == "date" else None
    return None


def _opening_clause(sentence: Sentence, verb: Verb) -> int | None:
    """Give the date with which a verb's clause opens: "but on Friday the ministers, X and Y, met in"."""
    for at in range(verb.first - 1, max(-1, verb.first - _WIDEST_SUBJECT), -1):
        if sentence.lower(at) in _OPENS_OTHER or any(v.index == at for v in sentence.verbs if v.finite):
            return None
        if is_when(sentence, at):
            before = at - 1 - (sentence.lower(at - 1) in ("on", "in", "early", "late"))
            return at if before < 0 or sentence.lower(before) in ("and", "but", ",", "then", ";", "while") else None
    return None


def _date_of_main(sentence: Sentence, verb: Verb) -> int | None:
    """Give the date of the deed that "by signing in A" explains: "on Monday ended a quarrel by signing in A"."""
    main = sentence.verb_before(verb.first)
    if verb.tense != "gerund" or sentence.lower(verb.first - 1) != "by" or main is None:
        return None
    return next((i for i in range(max(0, main.first - 4), verb.first) if is_when(sentence, i)), None)


def _date_of_row(sentence: Sentence, place: int) -> int | None:
    """Give the date that follows a row of places: "in A and B on Wednesday"."""
    for at in range(place + 1, len(sentence.tokens)):
        if sentence.tokens[at].kind == "date":
            return at
        if sentence.tokens[at].kind != "place" and sentence.lower(at) not in (",", "and", "on", "the"):
            return None
    return None


def _another_deed(sentence: Sentence, date: int, place: int) -> bool:
    """Tell whether a place is that of another deed than the dated one: "opened it on Tuesday, after talks in"."""
    between = [sentence.lower(i) for i in range(date + 1, place)]
    return bool({"after", "following", "before"} & set(between)) or ("from", "there") in pairwise(between)


def _clear(sentence: Sentence, index: int, end: int) -> bool:
    """Tell whether a date before a verb is the verb's own: "on Monday met", "and on Friday she will"."""
    before = index - 1 - (sentence.lower(index - 1) in ("on", "in", "early", "late"))
    opens = before < 0 or sentence.lower(before) in ("and", "but", ",", "then", ";")
    between = range(index + 1, end)
    if any(sentence.lower(i) in ("and", "but", "that", "before", "after", "until") for i in between):
        return False
    return opens or not any(sentence.lower(i) == "," or sentence.group_at(i) for i in between)


def leading_date(sentence: Sentence, verb: Verb) -> int | None:
    """Give the date token that opens a sentence ("On Tuesday he held talks in"), for the verbs of its first subject."""
    first = next((v for v in sentence.verbs if v.finite), None)
    if first is None or sentence.subjects.get(first.index) != sentence.subjects.get(verb.index):
        return None
    opening = next((g.start for g in sentence.groups), first.first)
    for index in range(min(opening, first.first)):
        if is_when(sentence, index):
            return index
        after_and = sentence.lower(opening - 1) == "and"
        if after_and:
            break
    return None
