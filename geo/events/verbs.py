"""The tokens of a sentence in; its verb groups (auxiliaries, verb and particle, with tense and polarity) out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from geo.events.auxiliaries import FINITE, MODALS, NEGATION, Tense, auxiliaries, is_adverb, tense_of
from geo.events.lexicon import FORMS, MEETING_NOUNS, PARTICLES, ROLE_WORDS, SPEECH, Form
from geo.events.tokens import Token
from geo.events.words import word_set

_DETERMINERS = word_set(
    """
    a an the this that these those his her its their our my your no any some each every another two three
    four five several many few 's ' own whose
    """
)
_PREPOSITIONS = word_set(
    """
    of in at on for with by from into onto during after before over under about between against through via
    near without within among amid upon since until ahead following despite towards toward across along
    behind beyond
    """
)
_MODIFIERS = word_set(
    """
    official working state private brief joint first second third last next new final short planned previous
    """
)
_TIMES = word_set("days hours weeks months years minutes is was his as its this across towards besides")
_NOT_VERBS = word_set(
    """
    hundred red united sacred indeed need speed seed feed breed deed creed exceed proceed succeed weed bleed
    greed disputed related armed alleged so-called
    """
)
_BEFORE_BASE = MODALS | word_set("will shall would 'll won't")
_BEFORE_NOUN = _PREPOSITIONS | {"and"}
_SINGULAR_SUBJECTS = word_set("he she it who which that and") | ROLE_WORDS
_NOUNLIKE = word_set("s base")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group. Indices count tokens of the sentence."""

    first: int
    """The first auxiliary, or the verb itself."""
    index: int
    end: int
    """One past the particle, or past the verb."""
    lemma: str
    particle: str | None
    tense: Tense
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    progressive: bool = False

    @property
    def finite(self) -> bool:
        """True of a verb that has a subject of its own."""
        return self.tense not in ("infinitive", "gerund", "participle")


def _lemmas(token: Token, before: str = "") -> tuple[tuple[str, Form], ...]:
    if token.kind != "word":
        return ()
    found = FORMS.get(token.lower, ())
    lower = token.lower
    if not found and _looks_past(lower) and token.text.islower() and before not in _PREPOSITIONS:
        return ((lower[:-2], "past"), (lower[:-2], "participle"))
    if not found and token.text.islower() and before in _BEFORE_BASE:
        # Any word after "will" is a verb, also one that the lexicon does not have.
        return ((lower, "base"),)
    return found


def _looks_past(lower: str) -> bool:
    """Tell whether an unknown word can be a verb in -ed; "unannounced" and its like are none."""
    return lower.endswith("ed") and len(lower) > 4 and lower not in _NOT_VERBS and not lower.startswith("un")


def _is_noun(tokens: tuple[Token, ...], index: int, form: Form) -> bool:
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None:
        return form in _NOUNLIKE
    lower = before.lower
    if lower == "that" and form in ("past", "s"):
        return False
    if lower in _DETERMINERS or (lower in _MODIFIERS and form != "past") or before.kind == "adjective":
        return not (form == "past" and before.kind == "adjective")
    if form in _NOUNLIKE and lower in _PREPOSITIONS:
        return True
    if form in ("participle", "ing") and lower in _BEFORE_NOUN and after is not None and after.lower == "of":
        return True
    return form == "ing" and _is_happening(tokens, index)


def _is_happening(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the noun of "a regional gathering in" and "national training for" from the verb of "people coming in"."""
    if tokens[index].lower in MEETING_NOUNS:
        return any(tokens[at].lower in _DETERMINERS for at in range(max(0, index - 3), index))
    before = tokens[index - 1]
    return before.kind == "word" and before.lower.endswith(("al", "ic")) and index + 1 < len(tokens)


def _choose(tokens: tuple[Token, ...], index: int) -> Verb | None:
    lemmas = _lemmas(tokens[index], tokens[index - 1].lower if index else "")
    if not lemmas or _is_back(tokens, index):
        return None
    first, words, negated = auxiliaries(tokens, index)
    order: tuple[Form, ...] = (
        ("participle", "past", "ing", "base", "s") if words else ("past", "participle", "ing", "s", "base")
    )
    for form in order:
        lemma = next((lemma for lemma, f in lemmas if f == form), None)
        if lemma is None or (not words and _is_noun(tokens, index, form)):
            continue
        if form == "base" and not words and not _bare_base(tokens, index):
            continue
        if form == "s" and not words and not _third_person(tokens, index, lemma):
            continue
        if form == "past" and words and any(f == "participle" for _, f in lemmas):
            continue
        found = tense_of(form, words)
        if found is None:
            continue
        tense, passive, perfect, progressive = found
        if form == "past" and not words and _reduced(tokens, index):
            tense = "participle"
        if lemma == "be" and not words and index + 1 < len(tokens):
            negated = negated or tokens[index + 1].lower in NEGATION
        end, particle = index + 1, None
        if end < len(tokens) and tokens[end].lower in PARTICLES:
            particle = tokens[end].lower
            end += particle not in ("in", "on", "over", "through", "off", "to") or tokens[end].lower in ("off", "out")
        return Verb(first, index, end, lemma, particle, tense, passive, negated, perfect, progressive)
    return None


def _is_back(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the adverb of "brought them back to" from the verb of "they back him"."""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else "."
    return tokens[index].lower == "back" and following in (
        "to",
        "in",
        "from",
        "at",
        "on",
        "home",
        "with",
        "for",
        ".",
        ",",
    )


def _third_person(tokens: tuple[Token, ...], index: int, lemma: str) -> bool:
    """A form in -s is a verb after a name, a pronoun or a role, else a plural noun: "she tours" but "held talks"."""
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    return (
        before.kind in ("person", "place")
        or before.text in (",", ")")
        or before.lower in _SINGULAR_SUBJECTS
        or is_adverb(before)
        or (lemma in SPEECH and before.lower not in FORMS)
        or lemma in ("be", "have", "do")
    )


def _bare_base(tokens: tuple[Token, ...], index: int) -> bool:
    """A base form without auxiliary is a verb only after a plural subject: "the two leaders meet"."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.lower in ("they", "we", "i", "who", "and"):
        return True
    if before.text == "," and index > 1:
        # "The foreign ministers of A and B, X and Y, meet in".
        return tokens[index - 2].kind == "person" and any(t.lower == "and" for t in tokens[max(0, index - 4) : index])
    return before.kind == "person" or (
        before.kind == "word" and before.lower.endswith("s") and before.lower not in _DETERMINERS
    )


def _reduced(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell a participle by the finite verb that follows its comma: "X, received at the palace, flew"."""
    comma_at = index - 1 - (index > 1 and tokens[index - 1].lower in ("first", "originally", "once", "initially"))
    if index == 0 or index + 1 >= len(tokens) or tokens[comma_at].text != ",":
        return False
    if tokens[index + 1].lower not in _PREPOSITIONS:
        return False
    rest = tokens[index + 1 :]
    comma = next((i for i, t in enumerate(rest) if t.text == ","), None)
    if comma is None or comma + 1 >= len(rest):
        return False
    follows = rest[comma + 1]
    return follows.lower in FINITE or any(f == "past" for _, f in _lemmas(follows))


def verb_groups(tokens: tuple[Token, ...]) -> tuple[Verb, ...]:
    """Give the verb groups of a sentence in order; an auxiliary is part of its verb's group."""
    found: list[Verb] = []
    for index in range(len(tokens)):
        verb = _choose(tokens, index)
        if verb is not None:
            while found and found[-1].index >= verb.first:
                found.pop()
            found.append(_shared_passive(tokens, found, verb))
    return tuple(found)


def _shared_passive(tokens: tuple[Token, ...], found: list[Verb], verb: Verb) -> Verb:
    """Let "was" reach over "and": "was born and raised in"."""
    joined = bool(found) and found[-1].index == verb.first - 2 and tokens[verb.first - 1].lower in ("and", "or")
    shared = joined and found[-1].passive and verb.tense == "past" and not verb.passive
    return dataclasses.replace(verb, passive=True) if shared else verb


def follows_noun(tokens: tuple[Token, ...], verbs: tuple[Verb, ...], before: int) -> bool:
    """Tell whether a gerund tells of the noun before it: "people coming into X", but "spent two days visiting X"."""
    token = tokens[before] if before >= 0 else None
    if token is None or token.kind != "word" or is_adverb(token) or any(v.index == before for v in verbs):
        return False
    return token.lower.endswith(("s", "people", "men", "women")) and token.lower not in _TIMES
