"""The words of an article in, its persons out: a full name seen once makes the bare surname that person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from geo.gazetteer import Form, Words
from geo.mentions.geography import Geography
from geo.mentions.lexicon import (
    CALENDAR,
    COMPASS,
    FEATURES,
    FUNCTION_WORDS,
    OFFICES,
    ORGANISATIONS,
    PARTICLES,
    SPEAKS,
    TITLES,
    given_names,
    surnames,
)
from geo.mentions.surnames import Ledger, Owners, Run, claim_surnames, fullest, is_title
from geo.types import Person, Span

MAX_NAME: Final = 5
"""Words of one person's name."""
MAX_PLAIN: Final = 3
"""Words of a name without initials or particles; more are a heading or an organisation."""

_GIVEN_NAMES: Final = given_names()
_SURNAMES: Final = surnames()


def runs(words: Words) -> list[Run]:
    """Return the runs of capitalised words; particles ("van der") within one belong to it."""
    forms, count = words.forms, len(words.forms)
    every: list[Run] = []
    end = 0
    for at in words.capitals:
        if at < end:
            continue
        end = at + 1
        while words.joined(end - 1):
            if forms[end].capital:
                end += 1
                continue
            small = end
            while small < count and forms[small].folded in PARTICLES and words.joined(small - 1):
                small += 1
            if small in (end, count) or not forms[small].capital:
                break
            end = small
        every.append(Run(at, end))
    return every


def find_persons(words: Words, geography: Geography) -> tuple[tuple[Person, ...], Owners]:
    """Find the persons of a text.

    Returns:
        The persons in order of their first mention, and the words that belong to them.
    """
    capitalised = runs(words)
    return gather_persons(words, _named(words, capitalised, geography), capitalised, geography)


def _named(words: Words, capitalised: Iterable[Run], geography: Geography) -> list[Run]:
    """Return the runs that name a person, without the titles before them."""
    names: list[Run] = []
    for run in capitalised:
        if run.last - run.first == 1 and not _may_hold_office(words, run.first, geography):
            continue
        first = _after_titles(words.forms, run)
        titled = _may_hold_office(words, first, geography) and _office(words, first, geography) is not None
        if not titled and run.last - first < 2:
            continue
        name = _full_name(words, Run(first, run.last), geography, titled=titled)
        if name is not None:
            names.append(name)
    return names


def gather_persons(
    words: Words, names: Iterable[Run], capitalised: Iterable[Run], geography: Geography
) -> tuple[tuple[Person, ...], Owners]:
    """Make persons of the runs that name one: offices before them, one person a surname, bare surnames claimed.

    Args:
        words: of the text.
        names: the runs that name a person, in order, not overlapping.
        capitalised: `runs(words)`, in which bare surnames stand.
        geography: tells places from persons.

    Returns:
        As `find_persons`.
    """
    full: dict[str, list[Run]] = {}
    offices: dict[str, tuple[str, str | None]] = {}
    for run in names:
        name = Run(_after_titles(words.forms, run), run.last)
        if name.first == name.last:
            continue
        spelled = words.text[words.start(name.first) : words.end(name.last - 1)]
        full.setdefault(spelled, []).append(name)
        office = _office(words, name.first, geography)
        if office:
            offices.setdefault(spelled, office)
    named = fullest(full)
    ledger = Ledger(words, offices)
    # "President Aliyev" where there are two of that name: decided mention by mention, with the bare surnames.
    full = {spelled: found for spelled, found in full.items() if spelled in named}
    for spelled, found in full.items():
        for name in found:
            ledger.claim(name, named[spelled])
        if spelled in offices:
            offices.setdefault(named[spelled], offices[spelled])
    if named:
        claim_surnames(words, capitalised, geography, ledger)
    persons = [_person(name, spans, offices.get(name)) for name, spans in ledger.spans.items()]
    persons.sort(key=_first_mention)
    return tuple(persons), ledger.owner


def _person(name: str, spans: list[Span], office: tuple[str, str | None] | None) -> Person:
    spans.sort(key=_start)
    title, country = office or (None, None)
    return Person(name, tuple(spans), title, country)


def _start(span: Span) -> int:
    return span.start


def _first_mention(person: Person) -> int:
    return person.spans[0].start


def _after_titles(forms: Sequence[Form], run: Run) -> int:
    """Return the first word of a run that is no title, office or adjective before one."""
    for at in range(run.last - 1, run.first - 1, -1):
        if forms[at].folded in TITLES and is_title(forms[at]):
            return at + 1
    return run.first


def _may_hold_office(words: Words, name: int, geography: Geography) -> bool:
    """Tell whether an office or a country stands before a name: a cheap question that most names fail."""
    if name == 0 or not words.joined(name - 1):
        return False
    before = words.forms[name - 1].folded
    return before in OFFICES or geography.country_of(before) is not None


def _office(words: Words, name: int, geography: Geography) -> tuple[str, str | None] | None:
    """Return the office written before a name and its country; null where there is no title before it."""
    forms = words.forms
    if name == len(forms):
        return None
    begin, country = name, None
    while begin > 0 and name - begin < MAX_NAME and words.joined(begin - 1):
        before = forms[begin - 1].folded
        code = geography.country_of(before)
        if code is None and before not in OFFICES:
            break
        country = country or code
        begin -= 1
    if not any(is_title(form) for form in forms[begin:name]):
        return None
    return words.text[words.start(begin) : words.end(name - 1)], country


def _full_name(words: Words, run: Run, geography: Geography, *, titled: bool) -> Run | None:
    """Return the run of a person's name, or null where the words name no person."""
    first, last = run.first, min(run.last, run.first + MAX_NAME)
    forms = words.forms
    while first < last and (forms[first].folded in FUNCTION_WORDS or forms[first].folded in CALENDAR):
        first += 1
    if first == last or (not titled and last - first < 2):
        return None
    parts = [form.folded for form in forms[first:last]]
    if not titled and not _known(words, Run(first, last), parts):
        return None
    if not ORGANISATIONS.isdisjoint(parts) or _names_a_place(parts, geography, titled=titled):
        return None
    return Run(first, last)


def _known(words: Words, run: Run, parts: Sequence[str]) -> bool:
    """Tell whether words without a title before them begin with a given name, or speak and end in a family name."""
    first, last = run.first, run.last
    forms = words.forms
    initialled = last - first >= 3 and len(forms[first + 1].text) == 1
    if last - first > MAX_PLAIN and not initialled and PARTICLES.isdisjoint(parts):
        return False
    if parts[0] in _GIVEN_NAMES and (initialled or forms[first].text[1:].islower()):
        return True
    speaking = last < len(forms) and forms[last].folded in SPEAKS
    return speaking and (parts[-1] in _GIVEN_NAMES or parts[-1] in _SURNAMES)


def _names_a_place(parts: Sequence[str], geography: Geography, *, titled: bool) -> bool:
    """Tell whether folded words that could be a person's name are rather a place ("Echo Park", "North Texas")."""
    if titled and len(parts) == 1:
        return False
    key = " ".join(parts)
    if not titled and all(geography.country_of(part) for part in parts):
        return True
    if geography.is_well_known(key) or (parts[0] in COMPASS and not titled):
        return True
    if parts[-1] in FEATURES and (parts[-1] not in _SURNAMES or geography.is_named(key)):
        return True
    return not titled and parts[-1] not in _SURNAMES and geography.is_area(parts[0])
