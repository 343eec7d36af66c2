"""The persons of an article in; whom a name, a pronoun or a description of its text means, out."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.words import word_set
from geo.types import Analysis, Person

PLURAL_ROLES = word_set(
    """
    presidents premiers ministers leaders men women pair duo officials envoys secretaries diplomats
    statesmen chancellors kings speakers negotiators delegates sides envoys counterparts
    """
)
_HEADS_OF_STATE = word_set(
    """
    president king queen emir sultan emperor prince chancellor premier minister leader chairman pope
    """
)
_SYNONYMS = {
    "leader": _HEADS_OF_STATE,
    "pontiff": frozenset({"pope"}),
    "premier": frozenset({"premier", "prime"}),
    "diplomat": word_set("foreign secretary ambassador envoy external diplomat affairs"),
    "monarch": word_set("king queen emir sultan emperor"),
    "envoy": word_set("envoy ambassador representative mediator"),
}
_PAIR_WORDS = word_set("two men women pair duo sides")
_ANYONE = word_set("visitor guest politician statesman man woman official")
_ANY_OFFICE = word_set("the leader counterpart colleague his her mr mrs ms dr")
"""What somebody of any office is called."""
_MALE = word_set("mr king prince emperor sheikh sultan emir pope congressman chairman spokesman sir lord")
_FEMALE = word_set("mrs ms dame duchess baroness countess queen princess congresswoman chairwoman spokeswoman lady")
_REMEMBERED = 24
"""Persons kept as recently spoken of: enough for any article, and a bound on the search."""


@dataclass(frozen=True, slots=True)
class Group:
    """A run of tokens [start, end) that stands for persons."""

    start: int
    end: int
    persons: tuple[Person, ...]
    word: str | None = None
    """The pronoun or role word, where the group names nobody; its persons are then found when it is read."""
    country: str | None = None
    """Of a description, the state it tells ("the Russian leader")."""
    countries: tuple[str, ...] = ()
    """Of "the presidents of A and B", their states."""
    local: frozenset[str] = frozenset()
    """Names of persons with a bare office ("Foreign Minister X") or called a host: at home where they are met."""


@dataclass(slots=True)
class Cast:
    """The persons of an article, their states, and who was spoken of last."""

    analysis: Analysis
    countries: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    recent: list[Person] = field(default_factory=list)
    """Latest last; a subject is put above what else its sentence names."""
    last_group: tuple[Person, ...] = ()
    """The last persons named in a row."""
    speaker: Person | None = None
    """Whose words are being read: "I" within a quotation."""

    def __post_init__(self) -> None:
        for person in self.analysis.persons:
            self.titles[person.name] = (person.title or "").lower()
            if person.country:
                self.countries[person.name] = person.country
            words = set(self.titles[person.name].split())
            if words & _MALE:
                self.genders[person.name] = "he"
            elif words & _FEMALE:
                self.genders[person.name] = "she"

    def remember(self, persons: tuple[Person, ...]) -> None:
        """Note that these persons were just spoken of."""
        for person in persons:
            if person in self.recent:
                self.recent.remove(person)
            self.recent.append(person)
        del self.recent[:-_REMEMBERED]
        if len(persons) > 1:
            self.last_group = persons

    def resolve(self, group: Group, but: tuple[Person, ...] = ()) -> tuple[Person, ...]:
        """Give the persons that a group stands for; `but` are those it cannot mean (the subject, of an object)."""
        if group.word is None:
            return group.persons
        word = group.word
        if group.persons:
            alone = Group(group.start, group.end, (), word, group.country)
            return tuple(p for p in self.resolve(alone, but + group.persons)) + group.persons
        if group.countries or word in ("they", "them", "two", "three") or word in PLURAL_ROLES:
            return self._several(group)
        known = [p for p in reversed(self.recent) if p not in but]
        if word in ("he", "him", "she", "her"):
            gender = "he" if word in ("he", "him") else "she"
            for person in known:
                if self.genders.get(person.name, gender) == gender:
                    self.genders[person.name] = gender
                    return (person,)
            return ()
        return self._described(word, group.country, known)

    def _described(self, word: str, country: str | None, known: list[Person]) -> tuple[Person, ...]:
        wanted = _SYNONYMS.get(word, frozenset({word}))
        others = [p for p in self.analysis.persons if p not in known]
        for person in known + (others if country else []):
            titles = set(self.titles.get(person.name, "").replace("-", " ").split())
            state = self.countries.get(person.name)
            if country and state not in (country, None):
                continue
            if country and state is None and not titles & wanted:
                continue
            if (titles & wanted) or word in _ANYONE or (country and not titles):
                return (person,)
        fitting = tuple(p for p in known if self._untold(p, country))[:1]
        # Where one person alone was spoken of, "the mediator" is that person, whatever the office.
        return fitting or (tuple(known) if len(known) == 1 and country is None else ())

    def _of_state(self, state: str, role: str) -> tuple[Person, ...]:
        """Give the person of a state who holds an office, wherever the article names him or her."""
        singular = role.removesuffix("s")
        wanted = _SYNONYMS.get(singular, frozenset({singular}))
        there = [p for p in self.analysis.persons if self.countries.get(p.name) == state]
        titled = [p for p in there if set(self.titles.get(p.name, "").split()) & wanted]
        return tuple((titled or [p for p in there if set(self.titles.get(p.name, "").split()) <= _ANY_OFFICE])[:1])

    def _untold(self, person: Person, country: str | None) -> bool:
        """Tell whether the text gives a person no office, so that an office named later can be his or hers."""
        state = self.countries.get(person.name)
        return not self.titles.get(person.name) and (country is None or state in (None, country))

    def _several(self, group: Group) -> tuple[Person, ...]:
        if group.countries:
            found = tuple(p for state in group.countries for p in self._of_state(state, group.word or ""))
            return found or self._stateless(len(group.countries))
        if group.word == "three":
            return tuple(self.recent[-3:]) if len(self.recent) > 2 else ()
        if group.word in ("they", "them"):
            return self.last_group
        if group.word in _PAIR_WORDS and len(self.last_group) != 2 and len(self.recent) >= 2:
            return tuple(self.recent[-2:])
        wanted = {(group.word or "").rstrip("s")}
        kind = _SYNONYMS.get(next(iter(wanted)), frozenset(wanted))
        fitting = [p for p in reversed(self.recent) if set(self.titles.get(p.name, "").split()) & kind]
        if group.word in _PAIR_WORDS or group.word == "officials":
            return self.last_group
        return tuple(reversed(fitting[:2])) if len(fitting) >= 2 else self.last_group or self._only_two(kind)

    def _stateless(self, count: int) -> tuple[Person, ...]:
        """Give the persons of whom the article tells no state, if they are as many as the states of a row."""
        unknown = tuple(p for p in self.analysis.persons if not self.countries.get(p.name))
        return unknown if len(unknown) == count else ()

    def _only_two(self, kind: frozenset[str]) -> tuple[Person, ...]:
        """Give "the two presidents" whom the article names only later: the two persons of whom it tells a state."""
        named = [p for p in self.analysis.persons if self.countries.get(p.name)]
        offices = [set(self.titles.get(p.name, "").split()) for p in named]
        apart = len({self.countries[p.name] for p in named}) == 2
        return tuple(named) if len(named) == 2 and apart and all(not o or o & kind for o in offices) else ()
