"""A sentence read for its clauses in; the visits that it tells without a verb out.

"X, in Cairo since Saturday, signed" says where X was, and "MONDAY - X in Vienna for talks" where X will be.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.events.cast import Cast, Group
from geo.events.clauses import Sentence
from geo.events.found import Found
from geo.events.places import Located, located
from geo.events.timing import is_when
from geo.events.visits import away
from geo.types import Status

_LONGEST = 12
"""Tokens between the commas of such a phrase."""


def verbless_visits(sentence: Sentence, cast: Cast) -> Iterator[Found]:
    """Give the visits of persons whose name is followed by a place, without a verb of their own."""
    for group in sentence.groups:
        if not group.persons:
            continue
        end = _past_state(sentence, group.end)
        if sentence.lower(end) == ",":
            yield from _between_commas(sentence, cast, group, end + 1)
        elif _is_entry(sentence, group):
            yield from _placed(sentence, cast, group, range(group.end, len(sentence.tokens)), "planned")


def _past_state(sentence: Sentence, end: int) -> int:
    """Skip the state behind a name: "X of Cyprus"."""
    kinds = [t.kind for t in sentence.tokens[end + 1 : end + 2]]
    return end + 2 if sentence.lower(end) == "of" and kinds == ["place"] else end


def _between_commas(sentence: Sentence, cast: Cast, group: Group, start: int) -> Iterator[Found]:
    end = next((i for i in range(start, len(sentence.tokens)) if sentence.tokens[i].kind == "mark"), start)
    if sentence.lower(end) != "," or end - start > _LONGEST or any(start <= v.index < end for v in sentence.verbs):
        return
    follows = next((v for v in sentence.verbs if v.finite and v.index > end), None)
    if follows is not None and sentence.subjects.get(follows.index) == group.persons:
        # Not of "will receive X, in A on 4 July, his office said", which tells of the meeting.
        yield from _placed(sentence, cast, group, range(start, end), "completed")


def _is_entry(sentence: Sentence, group: Group) -> bool:
    """Tell whether a sentence is an entry of a diary: a day, a dash and a name, and no verb."""
    heading = [t.kind for t in sentence.tokens[:2]] == ["date", "mark"]
    return heading and not any(v.finite for v in sentence.verbs) and group is sentence.groups[0]


def _placed(sentence: Sentence, cast: Cast, group: Group, stretch: range, status: Status) -> Iterator[Found]:
    if sentence.lower(stretch.start) not in ("in", "at"):
        return
    dates = [i for i in (*stretch, 0) if is_when(sentence, i) or sentence.lower(i - 1) == "since"]
    for place in _first_row(located(sentence, stretch)):
        persons = away(cast, tuple((p, p.name in group.local) for p in group.persons), place)
        if persons:
            yield Found(persons, place, status, dates[0] if dates else None)


def _first_row(places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Keep the places that stand with the first preposition: of "in A for talks on B" only A."""
    return tuple(p for p in places[:1] if p.distance <= 1)
