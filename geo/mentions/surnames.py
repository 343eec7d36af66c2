"""Names of persons in, whose each word is out: a full name seen once makes the bare surname that person."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from geo.gazetteer import Form, Words
from geo.mentions.geography import Geography
from geo.mentions.lexicon import CAPITAL_TITLES, TITLES
from geo.types import Span

KIN: Final = frozenset("family families dynasty clan brothers sisters siblings government administration".split())
"""Words that make a surname a group's name."""
MIN_SURNAME = 3
"""Letters: shorter surnames (Xi) count in the full name and after a title only."""


@final
class Run:
    """Words `first` to `last` (exclusive) that stand side by side with capitals, and may be a name."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first: int = first
        self.last: int = last


Owners = dict[int, str]
"""The number of each word that belongs to a person, with the person's name."""


@final
class Ledger:
    """Which word belongs to which person."""

    __slots__ = ("offices", "owner", "spans", "words")

    def __init__(self, words: Words, offices: Mapping[str, tuple[str, str | None]]) -> None:
        self.words: Words = words
        self.offices: Mapping[str, tuple[str, str | None]] = offices
        self.owner: Owners = {}
        self.spans: dict[str, list[Span]] = {}

    def claim(self, run: Run, person: str) -> None:
        """Give the words of a run to a person; no word of it has an owner yet."""
        for number in range(run.first, run.last):
            self.owner[number] = person
        span = Span(self.words.start(run.first), self.words.end(run.last - 1))
        known = self.spans.get(person)
        if known is None:
            self.spans[person] = [span]
        else:
            known.append(span)


@final
class _Family:
    """The persons of one surname, and where the text names which of them."""

    def __init__(self, people: Sequence[str], ledger: Ledger) -> None:
        offices = [(person, ledger.offices[person][0]) for person in people if person in ledger.offices]
        self.offices = {person: frozenset(office.casefold().split()) for person, office in offices}
        self.named = {person: sorted(span.start for span in ledger.spans[person]) for person in people}
        self.all = sorted((start, person) for person, starts in self.named.items() for start in starts)
        self.bare: dict[str, int] = {}
        """The last bare surname given to each."""
        self.lately: str = people[0]
        self.since: int = -1

    def bearer(self, titles: set[str], start: int) -> str:
        """Return whose surname begins at `start`; asked for in order of the text.

        Of several it is the one who holds the office before it ("President Aliyev"), else the one named last before,
        else the first.
        """
        holders = [person for person, office in self.offices.items() if not office.isdisjoint(titles)] if titles else []
        if holders:
            person = max(holders, key=lambda holder: self._last(holder, start))
        else:
            earlier = bisect_left(self.all, (start, ""))
            latest = self.all[earlier - 1] if earlier else (-1, "")
            person = latest[1] if latest[0] > self.since else self.lately
        self.bare[person] = self.since = start
        self.lately = person
        return person

    def _last(self, person: str, start: int) -> int:
        earlier = bisect_left(self.named[person], start)
        return max(self.named[person][earlier - 1] if earlier else -1, self.bare.get(person, -1))


def fullest(full: dict[str, list[Run]]) -> dict[str, str]:
    """Map each spelling to the fullest name that ends in the same surname: "President Putin" to "Vladimir Putin".

    A surname that several persons of the article have is left out: it says of none of its mentions who is meant.
    """
    longer: dict[tuple[str, str, int], str] = {}
    """The first spelling of a surname and a given name that has more than so many words."""
    split = {spelled: spelled.split() for spelled in full}
    for spelled, parts in split.items():
        for fewer in range(2, len(parts)):
            longer.setdefault((parts[-1], parts[0], fewer), spelled)
    named = {
        spelled: longer.get((parts[-1], parts[0], len(parts)), spelled)
        for spelled, parts in split.items()
        if len(parts) > 1
    }
    people: dict[str, set[str]] = defaultdict(set)
    for spelled, person in named.items():
        people[split[spelled][-1]].add(person)
    for spelled in full:
        bearers = people.get(spelled, set())
        if len(split[spelled]) == 1 and len(bearers) <= 1:
            named[spelled] = next(iter(bearers), spelled)
    return {spelled: named[spelled] for spelled in full if spelled in named}


def claim_surnames(words: Words, capitalised: Iterable[Run], geography: Geography, ledger: Ledger) -> None:
    """Give the bare surname at the end of a run to its person.

    A surname with another capitalised word behind it is part of another name ("Washington Post"), one before "family"
    is no place, and names no one of them.
    """
    people: dict[str, list[str]] = {}
    for person in ledger.spans:
        last = person.split()[-1]
        if len(last) >= MIN_SURNAME:
            people.setdefault(last, []).append(person)
    families: dict[str, _Family] = {}
    forms = words.forms
    for run in capitalised:
        number = run.last - 1
        surname = forms[number].text
        bearers = people.get(surname)
        if bearers is None or number in ledger.owner:
            continue
        if geography.is_well_known(" ".join([form.folded for form in forms[run.first : run.last]])):
            continue
        if run.last < len(forms) and forms[run.last].folded in KIN:
            ledger.owner[number] = bearers[0]
            continue
        person = bearers[0]
        if len(bearers) > 1:
            family = families.get(surname)
            if family is None:
                family = families[surname] = _Family(bearers, ledger)
            titles = {form.folded for form in forms[run.first : number] if is_title(form)}
            person = family.bearer(titles, words.start(number))
        ledger.claim(Run(number, run.last), person)


def is_title(form: Form) -> bool:
    """Tell whether a word is a person's title as it is written: "Miss", not "miss"."""
    return form.folded in TITLES and (form.text[0].isupper() or form.folded not in CAPITAL_TITLES)
