"""A run of capitalised words in its sentence in; whether the words around it show that it names a person, out."""

from __future__ import annotations

from geo.events.lexicon import FORMS, HOST, MEETING_NOUNS, MOVE, REACH, ROLE_WORDS, SPEECH, TRIP_NOUNS
from geo.events.names import OCCUPATIONS, Run, Word, after_last_comma, until_comma
from geo.events.words import word_set
from geo.mentions.lexicon import TITLES

_OFFICES = ROLE_WORDS | TITLES | OCCUPATIONS - word_set("general major miss sister")
ALONE = MOVE | REACH | SPEECH
"""What a person does whom the family name alone stands for."""
PERSONAL = (
    ALONE
    | HOST
    | word_set(
        """
    meet attend sign hold receive visit spend dine pray sit telephone phone skip cancel postpone lay tour wrap
    address join lead chair take begin end open accept decline refuse head is pull face initial negotiate brief confer
    preside adopt inspect lunch dine propose think fear hope want find live write come serve win believe
    """
    )
)
"""What a person does whom a full name stands for."""
_AUXILIARIES = word_set("will would is was has had did does also later then who to be been have not never")
_AWAITED = word_set("due expected scheduled slated awaited")
_EVENTS = TRIP_NOUNS | MEETING_NOUNS
_APPOSITION = 9
"""Words between a name's comma and the office that explains it."""


class Signs:
    """What the sentences of one article say of the names in them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def acts(self, words: tuple[Word, ...], run: Run, verbs: frozenset[str]) -> bool:
        """Tell whether a verb that persons do follows the name, its auxiliaries and adverbs between."""
        at = run.last
        if at < len(words) and self.gap(words, at).strip() == "," and words[at].lower != "who":
            return False
        while (
            at < len(words)
            and at < run.last + 4
            and (words[at].lower in _AUXILIARIES or words[at].lower.endswith("ly"))
        ):
            at += 1
        if at >= len(words) or (at > run.last and self.gap(words, run.last).strip() not in ("", ",")):
            return False
        if at == run.last and self.gap(words, at) != " ":
            return self.gap(words, at) in ("'s ", "’s ") and any(w.lower in _EVENTS for w in words[at : at + 4])
        if at > run.last and words[at].lower in _AWAITED and run.last - run.first > 1:
            return True
        forms = FORMS.get(words[at].lower, ())
        bare = at > run.last
        return any(lemma in verbs and (bare or form in ("past", "s")) for lemma, form in forms)

    def gap(self, words: tuple[Word, ...], at: int) -> str:
        """Give what stands between a word and the one before it."""
        return self.text[words[at - 1].end : words[at].start] if 0 < at < len(words) else ""

    def explained_before(self, words: tuple[Word, ...], run: Run) -> bool:
        """Tell whether an office and a comma stand before: "his Russian colleague, X,"."""
        if self.gap(words, run.first).strip() != ",":
            return False
        after = self.text[words[run.last - 1].end :][:2]
        if not after.startswith((",", " ", ".", ";", ")", "\n")):
            return False
        window = words[max(0, run.first - _APPOSITION) : run.first]
        clause = after_last_comma(self.text, window)
        return any((w.lower in _OFFICES or _singular(w.lower) in _OFFICES) and not w.capital for w in clause)

    def explained_after(self, words: tuple[Word, ...], run: Run) -> bool:
        """Tell whether an office or an age follows after a comma: "X, the speaker of parliament", "X, 54"."""
        if self.gap(words, run.last).strip() != ",":
            return False
        if words[run.last].text.isdigit() and len(words[run.last].text) == 2:
            return True
        clause = list(until_comma(self.text, words[run.last : run.last + _APPOSITION]))
        return any(w.lower in _OFFICES for w in clause)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
