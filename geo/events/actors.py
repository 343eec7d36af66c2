"""The tokens of a sentence and the persons of the article in; the groups of words that stand for persons out.

A group is a name with its titles, a pronoun, or a description ("the Russian leader"), alone or in a row.
`Cast` remembers who was spoken of last, so that a pronoun finds its person, and to which state each person belongs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.lexicon import ROLE_WORDS
from geo.events.tokens import Token
from geo.events.words import word_set
from geo.types import Analysis, Person

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
_PLURAL_ROLES = word_set(
    """
    presidents premiers ministers leaders men women pair duo officials envoys secretaries diplomats
    statesmen chancellors kings speakers negotiators delegates sides
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
_ANYONE = word_set("visitor guest politician statesman man woman official")
_MALE = word_set("mr king prince emperor sheikh sultan emir pope congressman chairman spokesman sir lord")
_FEMALE = word_set("mrs ms queen princess congresswoman chairwoman spokeswoman lady")
_PARTNERS = word_set(
    """
    counterpart counterparts colleague colleagues host hosts guest predecessor successor opposite
    """
)
_SUBJECT_PRONOUNS = word_set("he she they")
_OBJECT_PRONOUNS = word_set("him her them")
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
        if word in ("they", "them") or word in _PLURAL_ROLES:
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
            if country and state != country:
                continue
            if (titles & wanted) or word in _ANYONE or (country and not titles):
                return (person,)
        return ()

    def _several(self, group: Group) -> tuple[Person, ...]:
        if group.word in ("they", "them"):
            return self.last_group
        wanted = {(group.word or "").rstrip("s")}
        kind = _SYNONYMS.get(next(iter(wanted)), frozenset(wanted))
        fitting = [p for p in reversed(self.recent) if set(self.titles.get(p.name, "").split()) & kind]
        if group.word in ("men", "women", "pair", "duo", "sides", "officials"):
            return self.last_group
        return tuple(reversed(fitting[:2])) if len(fitting) >= 2 else self.last_group


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
        return _named(tokens, index, cast, floor)
    if token.kind != "word":
        return None
    lower = token.lower
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if lower in ("i", "we") and cast.speaker is not None:
        return Group(index, index + 1, (cast.speaker,))
    if lower in _SUBJECT_PRONOUNS or lower in ("him", "them"):
        return Group(index, index + 1, (), lower)
    if lower == "her" and (
        following is None
        or following.kind in ("mark", "date")
        or following.lower in ("at", "in", "to", "on", "with", "and")
    ):
        return Group(index, index + 1, (), "her")
    if lower in ("the", "both", "a"):
        return _description(tokens, index)
    return None


def _description(tokens: tuple[Token, ...], index: int) -> Group | None:
    country = None
    for at in range(index + 1, min(index + 7, len(tokens))):
        token = tokens[at]
        if token.kind in ("adjective", "place") and token.toponym is not None and token.toponym.place is not None:
            country = token.toponym.place.country
        elif token.kind != "word":
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        ends = following is None or (
            following.kind != "person"
            and following.lower not in ROLE_WORDS | _PLURAL_ROLES | TITLE_WORDS - {"of", "the"}
        )
        if token.lower in _PLURAL_ROLES and ends:
            return Group(index, at + 1, (), token.lower)
        if token.lower in ROLE_WORDS and ends and tokens[index].lower == "the":
            if (
                following is not None
                and following.text == ","
                and at + 2 < len(tokens)
                and tokens[at + 2].kind == "person"
            ):
                return None
            if following is not None and (
                following.lower in ("of", "'s") or (following.kind == "word" and following.lower == "general")
            ):
                return None
            return Group(index, at + 1, (), token.lower, country)
    return None


def _named(tokens: tuple[Token, ...], index: int, cast: Cast, floor: int) -> Group:
    person = tokens[index].person
    assert person is not None  # noqa: S101  # the caller looked
    start, country, office, foreign, partner = index, None, False, False, False
    at = index - 1
    if (
        at > floor
        and tokens[at].text == ","
        and tokens[at - 1].lower in _PARTNERS | {"minister", "president", "premier", "secretary"}
    ):
        at -= 1
    while at >= floor:
        token = tokens[at]
        lower = token.lower
        if lower == "of" and at == index - 1:
            break
        if lower in TITLE_WORDS or (lower in _PARTNERS and _is_partner(tokens, at)):
            if lower in ("of", "the") and not (at and _belongs(tokens[at - 1])):
                start -= lower == "the"
                break
            office |= lower not in ("of", "the", "former", "mr", "mrs", "ms", "dr")
            partner |= lower in ("host", "hosts")
        elif token.kind in ("adjective", "place") and token.toponym is not None:
            country = country or (token.toponym.place.country if token.toponym.place else None)
            foreign |= token.toponym.place is None
        elif lower == "'s" or lower == "'":
            pass
        elif lower in ("his", "her", "their", "its"):
            start = at
            break
        elif token.kind == "word" and token.text[0].isupper() and at > 0 and tokens[at - 1].text != ".":
            foreign = True
        else:
            break
        start = at
        at -= 1
    titles = " ".join(t.lower for t in tokens[start:index])
    _note(cast, person, country, titles)
    local = frozenset({person.name}) if partner or (office and not country and not foreign) else frozenset()
    return Group(start, index + 1, (person,), local=local)


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


def _row_goes_on(tokens: tuple[Token, ...], group: Group) -> bool:
    rest = [t.lower for t in tokens[group.end : group.end + 2]]
    return (
        bool(rest)
        and (rest[0] == "and" or rest == [",", "and"])
        and any(t.kind == "person" for t in tokens[group.end : group.end + 10])
    )
