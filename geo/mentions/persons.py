"""The words of an article in, its persons out: a full name seen once makes the bare surname that person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteer import Word
from geo.mentions.geography import Geography
from geo.mentions.lexicon import (
    CALENDAR,
    CAPITAL_TITLES,
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
from geo.types import Person, Span

MAX_NAME = 5
"""Words of one person's name."""
MAX_PLAIN = 3
"""Words of a name without initials or particles; more are a heading or an organisation."""
KIN = frozenset("family families dynasty clan brothers sisters siblings government administration".split())
"""Words that make a surname a group's name."""
MIN_SURNAME = 3
"""Letters: shorter surnames (Xi) count in the full name and after a title only."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (exclusive) that stand side by side with capitals, and may be a name."""

    first: int
    last: int


def is_capitalised(word: Word) -> bool:
    """Tell whether a word may be (part of) a name: a capital first, or a script that has none."""
    letter = word.text[0]
    return letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())


def adjoining(text: str, left: Word, right: Word) -> bool:
    """Tell whether only a space, a hyphen or an abbreviation's full stop stands between two words."""
    gap = text[left.end : right.start]
    if gap in (" ", "-", "–", "\u00a0", "’", "'"):
        return True
    return gap in (".", ". ") and (len(left.text) == 1 or left.folded in ("st", "ste", "mt", "ft", "jr"))


def runs(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Yield the runs of capitalised words; particles ("van der") within one belong to it."""
    at = 0
    while at < len(words):
        if not is_capitalised(words[at]):
            at += 1
            continue
        end = at + 1
        while end < len(words) and adjoining(text, words[end - 1], words[end]):
            if is_capitalised(words[end]):
                end += 1
                continue
            small = end
            while (
                small < len(words)
                and words[small].folded in PARTICLES
                and adjoining(text, words[small - 1], words[small])
            ):
                small += 1
            if small == end or small >= len(words) or not is_capitalised(words[small]):
                break
            end = small
        yield Run(at, end)
        at = end


Owners = dict[int, str]
"""The number of each word that belongs to a person, with the person's name."""


def find_persons(text: str, words: Sequence[Word], geography: Geography) -> tuple[tuple[Person, ...], Owners]:
    """Find the persons of a text.

    Returns:
        The persons in order of their first mention, and the words that belong to them.
    """
    names = []
    for run in runs(text, words):
        first = _after_titles(words, run)
        titled = _office(text, words, first, geography) is not None
        name = _full_name(words, Run(first, run.last), geography, titled=titled)
        if name is not None:
            names.append(name)
    return gather_persons(text, words, names, geography)


def gather_persons(
    text: str, words: Sequence[Word], names: Iterable[Run], geography: Geography
) -> tuple[tuple[Person, ...], Owners]:
    """Make persons of the runs that name one: offices before them, one person a surname, bare surnames claimed.

    Returns:
        As `find_persons`.
    """
    full: dict[str, list[Run]] = defaultdict(list)
    offices: dict[str, tuple[str, str | None]] = {}
    for run in names:
        name = Run(_after_titles(words, run), run.last)
        if name.first == name.last:
            continue
        spelled = text[words[name.first].start : words[name.last - 1].end]
        full[spelled].append(name)
        office = _office(text, words, name.first, geography)
        if office:
            offices.setdefault(spelled, office)
    named = _fullest(full)
    ledger = _Ledger(words)
    # "President Aliyev" where there are two of that name: decided mention by mention, with the bare surnames.
    full = {spelled: found for spelled, found in full.items() if spelled in named}
    for spelled, found in full.items():
        for name in found:
            ledger.claim(name, named[spelled])
        if spelled in offices:
            offices.setdefault(named[spelled], offices[spelled])
    families = _surnames(named)
    for run in runs(text, words):
        if not geography.is_well_known(" ".join(word.folded for word in words[run.first : run.last])):
            _claim_surnames(words, run, families, ledger, offices)
    persons = (
        Person(name, tuple(sorted(spans, key=lambda span: span.start)), *offices.get(name, (None, None)))
        for name, spans in ledger.spans.items()
    )
    return tuple(sorted(persons, key=lambda person: person.spans[0].start)), ledger.owner


class _Ledger:
    """Which word belongs to which person."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.owner: dict[int, str] = {}
        self.spans: dict[str, list[Span]] = defaultdict(list)

    def claim(self, run: Run, person: str) -> None:
        """Give the words of a run to a person, unless one has an owner already."""
        numbers = range(run.first, run.last)
        if not any(number in self.owner for number in numbers):
            self.owner.update(dict.fromkeys(numbers, person))
            self.spans[person].append(Span(self.words[run.first].start, self.words[run.last - 1].end))

    def last_before(self, people: Sequence[str], start: int) -> str:
        """Return the person of `people` named last before `start`, else the first of them."""
        named = {person: max((s.start for s in self.spans[person] if s.start < start), default=-1) for person in people}
        return max(people, key=lambda person: named[person])


def _after_titles(words: Sequence[Word], run: Run) -> int:
    """Return the first word of a run that is no title, office or adjective before one."""
    last_title = run.first
    for at in range(run.first, run.last):
        if _is_title(words[at]):
            last_title = at + 1
    return last_title


def _is_title(word: Word) -> bool:
    return word.folded in TITLES and (word.text[0].isupper() or word.folded not in CAPITAL_TITLES)


def _office(text: str, words: Sequence[Word], name: int, geography: Geography) -> tuple[str, str | None] | None:
    """Return the office written before a name and its country; null where there is no title before it."""
    begin, country = name, None
    while begin > 0 and name - begin < MAX_NAME:
        before = words[begin - 1]
        after = words[begin] if begin < len(words) else None
        if after is None or not adjoining(text, before, after):
            break
        code = geography.country_of(before.folded)
        if before.folded not in OFFICES and code is None:
            break
        country = country or code
        begin -= 1
    if not any(_is_title(words[number]) for number in range(begin, name)):
        return None
    return text[words[begin].start : words[name - 1].end], country


def _full_name(words: Sequence[Word], run: Run, geography: Geography, *, titled: bool) -> Run | None:
    """Return the run of a person's name, or null where the words name no person."""
    first, last = run.first, min(run.last, run.first + MAX_NAME)
    while first < last and (words[first].folded in FUNCTION_WORDS or words[first].folded in CALENDAR):
        first += 1
    if first == last or any(word.folded in ORGANISATIONS for word in words[first:last]):
        return None
    if not titled and last - first < 2:
        return None
    name = words[first:last]
    if _names_a_place([word.folded for word in name], geography, titled=titled):
        return None
    if titled:
        return Run(first, last)
    given = given_names()
    initialled = last - first >= 3 and len(name[1].text) == 1
    if last - first > MAX_PLAIN and not initialled and not any(word.folded in PARTICLES for word in name):
        return None
    known = name[0].folded in given and (initialled or name[0].text[1:].islower())
    speaking = last < len(words) and words[last].folded in SPEAKS and name[-1].folded in given | surnames()
    return Run(first, last) if known or speaking else None


def _names_a_place(parts: Sequence[str], geography: Geography, *, titled: bool) -> bool:
    """Tell whether folded words that could be a person's name are rather a place ("Echo Park", "North Texas")."""
    if titled and len(parts) == 1:
        return False
    key = " ".join(parts)
    if not titled and all(geography.country_of(part) for part in parts):
        return True
    if geography.is_well_known(key) or (parts[0] in COMPASS and not titled):
        return True
    if parts[-1] in FEATURES and (parts[-1] not in surnames() or geography.is_named(key)):
        return True
    return not titled and parts[-1] not in surnames() and geography.is_area(parts[0])


def _fullest(full: dict[str, list[Run]]) -> dict[str, str]:
    """Map each spelling to the fullest name that ends in the same surname: "President Putin" to "Vladimir Putin".

    A surname that several persons of the article have is left out: it says of none of its mentions who is meant.
    """
    by_surname: dict[str, list[str]] = defaultdict(list)
    for spelled in full:
        by_surname[spelled.split()[-1]].append(spelled)
    named: dict[str, str] = {}
    for spelled in sorted(full, key=lambda spelled: -len(spelled.split())):
        parts = spelled.split()
        longer = [other for other in by_surname[parts[-1]] if len(other.split()) > len(parts)]
        if len(parts) > 1:
            named[spelled] = next((other for other in longer if other.split()[0] == parts[0]), spelled)
            continue
        people = {named[other] for other in longer}
        if len(people) <= 1:
            named[spelled] = people.pop() if people else spelled
    return {spelled: named[spelled] for spelled in full if spelled in named}


def _surnames(named: dict[str, str]) -> dict[str, list[str]]:
    """Map a surname to the persons who have it, in order of their first mention."""
    families: dict[str, list[str]] = defaultdict(list)
    for person in dict.fromkeys(named.values()):
        last = person.split()[-1]
        if len(last) >= MIN_SURNAME and person not in families[last]:
            families[last].append(person)
    return families


def _claim_surnames(
    words: Sequence[Word],
    run: Run,
    families: dict[str, list[str]],
    ledger: _Ledger,
    offices: Mapping[str, tuple[str, str | None]],
) -> None:
    """Give the bare surname at the end of a run to its person.

    Of several with one surname it is the one who holds the office before it ("President Aliyev"), else the one named
    last before. A surname with another capitalised word behind it is part of another name ("Washington Post"), one
    before "family" is no place, and names no one of them.
    """
    last = run.last - 1
    people = families.get(words[last].text)
    if not people:
        return
    if run.last < len(words) and words[run.last].folded in KIN:
        ledger.owner.setdefault(last, people[0])
        return
    titles = {word.folded for word in words[run.first : last] if _is_title(word)}
    holders = [p for p in people if p in offices and titles & set(offices[p][0].casefold().split())]
    ledger.claim(Run(last, run.last), ledger.last_before(holders or people, words[last].start))
