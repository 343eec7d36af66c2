"""The tokens left of a verb in; its auxiliaries, and the tense that they and its form make, out."""

from __future__ import annotations

from typing import Literal

from geo.events.lexicon import Form
from geo.events.tokens import Token
from geo.events.words import word_set

Tense = Literal[
    "past", "present", "future", "conditional", "unreal", "unfulfilled", "bare", "infinitive", "gerund", "participle"
]
_BE = word_set("be am is are was were been being isn't aren't wasn't weren't 's 're")
_HAVE = word_set("have has had having haven't hasn't hadn't 've")
_DO = word_set("do does did don't doesn't didn't")
_FUTURE = word_set("will shall 'll won't")
MODALS = word_set("could may might can cannot can't couldn't should must ought")
NEGATION = word_set("not never no-one nobody n't neither nor hardly barely")
_ADVERBS = word_set(
    """
    also then later last now already first instead even since again soon ever still just twice once today
    best well only both thus therefore here there next ago yet too however all perhaps alone together afterwards at
    least each himself herself themselves
    """
)
_AUXILIARIES = _BE | _HAVE | _DO | _FUTURE | MODALS | {"would", "to", "'d", "wouldn't"}
FINITE = _BE | _HAVE | _FUTURE
"""Auxiliaries that a date can follow ("was on Monday received") and that make a clause finite."""


def is_adverb(token: Token) -> bool:
    """Tell whether a token can stand between a subject, its auxiliaries and its verb."""
    lower = token.lower
    return token.kind == "word" and (
        lower in _ADVERBS or lower in NEGATION or (lower.endswith("ly") and len(lower) > 4)
    )


def auxiliaries(tokens: tuple[Token, ...], index: int) -> tuple[int, list[str], bool]:
    """Give the auxiliaries left of the verb at an index: where they begin, the words, and whether they deny."""
    words: list[str] = []
    first, negated = index, False
    at = index - 1
    while at >= 0:
        lower = tokens[at].lower
        if lower == "'s" and (at == 0 or tokens[at - 1].lower not in ("he", "she", "it", "who", "that", "there")):
            break
        if tokens[at].kind == "word" and lower in _AUXILIARIES:
            words.insert(0, lower)
            negated |= lower.endswith("n't") or lower == "cannot"
            first = at
        elif is_adverb(tokens[at]) or (tokens[at].kind == "date" and at >= 1 and tokens[at - 1].lower in FINITE):
            negated |= lower in NEGATION
        elif lower == "longer" and at and tokens[at - 1].lower == "no":
            negated = True
            at -= 1
        else:
            break
        at -= 1
    return first, words, negated


def _fits(form: Form, words: list[str]) -> bool:
    """Tell whether a form can follow its auxiliaries: not "to heads of state", nor "was last in"."""
    if not words or form == "ing":
        return True
    if form == "base":
        return words[-1] not in _BE
    return form != "s" and any(w in _HAVE | _BE for w in words)


def tense_of(form: Form, words: list[str]) -> tuple[Tense, bool, bool, bool] | None:
    """Give the tense and whether it is passive, perfect and progressive; null where form and auxiliaries do not fit."""
    have = any(w in _HAVE for w in words)
    be = any(w in _BE for w in words)
    tense: Tense
    if not _fits(form, words):
        return None
    if form in ("participle", "past") and not (have or be):
        return ("past" if form == "past" else "participle"), False, False, False
    passive = form == "participle" and bool(words) and words[-1] in _BE
    progressive = form == "ing" and be
    if "would" in words or "wouldn't" in words or "'d" in words:
        tense = "unreal" if have else "conditional"
    elif any(w in _FUTURE for w in words):
        tense = "future"
    elif any(w in MODALS for w in words):
        tense = "unreal"
    elif words and words[0] == "to":
        tense = "infinitive"
    elif "to" in words:
        tense = ("unfulfilled" if have else "future") if be else "unreal"
    elif form == "ing" and not be:
        tense = "gerund"
    elif words:
        tense = "past" if words[0] in ("was", "were", "had", "did", "didn't") or have else "present"
    elif form == "base":
        tense = "bare"
    else:
        tense = "present" if form == "s" else "past"
    return tense, passive, have, progressive
