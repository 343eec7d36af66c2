"""A sentence read for its clauses: tokens, verbs, who does what, and how far the words of each verb reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.events.cast import Group
from geo.events.tokens import Token
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Person, Span

JOINS = word_set("and but or then before after yet")
STOPS = word_set(
    """
    who which that where when while whom whose because although though as if unless whether so until once
    since whereas but
    """
)
LOOSE = word_set("early late on in at both all just")


@dataclass(slots=True)
class Sentence:
    """A sentence read for its clauses."""

    span: Span
    tokens: tuple[Token, ...]
    verbs: tuple[Verb, ...]
    groups: tuple[Group, ...]
    here: Token | None = None
    """The dateline's place: where somebody is who "flew in"."""
    subjects: dict[int, tuple[Person, ...]] = field(default_factory=dict)
    """By the index of the verb; empty where the subject is no person of the article."""
    places: dict[int, Token] = field(default_factory=dict)
    """By the index of the verb, a place that is its subject ("Baku will host")."""

    lowers: tuple[str, ...] = field(init=False)
    """The tokens in lower case."""
    words: frozenset[str] = field(init=False)
    """The same as a set: what a sentence does not hold no rule need look for."""
    finite: frozenset[int] = field(init=False)
    """The indices of the finite verbs."""
    length: int = field(init=False)
    reaches: dict[int, range] = field(default_factory=dict)
    """By the index of the verb, what `reach` gave: most rules ask for it."""

    def __post_init__(self) -> None:
        self.lowers = tuple(token.lower for token in self.tokens)
        self.words = frozenset(self.lowers)
        self.finite = frozenset(verb.index for verb in self.verbs if verb.finite)
        self.length = len(self.tokens)

    def group_ending(self, end: int) -> Group | None:
        """Give the group whose last token is the one before `end`."""
        return next((g for g in self.groups if g.end == end), None)

    def group_at(self, index: int) -> Group | None:
        """Give the group that holds a token."""
        return next((g for g in self.groups if g.start <= index < g.end), None)

    def lower(self, index: int) -> str:
        """Give a token in lower case, the empty text outside the sentence."""
        return self.lowers[index] if 0 <= index < self.length else ""

    def verb_before(self, index: int) -> Verb | None:
        """Give the last finite verb that begins before a token."""
        return next((v for v in reversed(self.verbs) if v.index < index and v.finite), None)

    def reach(self, verb: Verb) -> range:
        """Give the tokens after a verb that belong to it: up to the next finite verb or a subordinate clause."""
        known = self.reaches.get(verb.index)
        if known is None:
            known = self.reaches[verb.index] = self._reach(verb)
        return known

    def _reach(self, verb: Verb) -> range:
        end = len(self.tokens)
        following = next((v for v in self.verbs if v.index > verb.index and v.finite), None)
        if following is not None:
            end = following.first
            group = self.group_ending(end)
            if group is not None:
                end = group.start
        for at in range(verb.end, end):
            token = self.tokens[at]
            if token.text in (";", ":", "—", "–") or token.kind == "quote" or self._stops(at):
                end = at
                break
        return range(verb.end, self._without_opening(verb.end, end))

    def _stops(self, at: int) -> bool:
        """Tell whether a word opens a subordinate clause; "until Tuesday" opens none."""
        lower = self.lowers[at]
        if lower not in STOPS:
            return False
        if lower == "so" and self.lower(at - 1) in ("did", "do", "does", "doing", "done"):
            return False
        if lower == "as" and self.lower(at + 1) in ("a", "an"):
            # "Was in Busan as a student and in Seoul in 2015".
            return False
        return at + 1 == self.length or self.tokens[at + 1].kind != "date"

    def _without_opening(self, start: int, end: int) -> int:
        """Cut off how the next clause opens: ", and on Saturday"."""
        at = end
        while at > start and (self.tokens[at - 1].kind == "date" or self.lower(at - 1) in LOOSE):
            at -= 1
        if at > start and self.lower(at - 1) in JOINS:
            end = at
        while end > start and (self.lower(end - 1) in JOINS or self.tokens[end - 1].text == ","):
            end -= 1
        return end
