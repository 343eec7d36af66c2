"""A text in; its quotations out. A sentence read for its clauses in; who says the quotation in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.events.cast import Cast
from geo.events.clauses import Sentence
from geo.events.lexicon import SPEECH
from geo.events.verbs import Verb
from geo.events.words import word_set
from geo.types import Analysis, Person, Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}
_OPENING = re.compile(f"[{''.join(_PAIRS)}]")
_CLOSING = {opening: re.compile(f"[{closers}]") for opening, closers in _PAIRS.items()}
_FEWEST_WORDS = 4
"""A shorter run between quotation marks, if no whole sentence, is a name or a word held at arm's length."""
_LONGEST = 3000
"""Characters: past this a mark was left open."""
_MOST = 500
"""Quotations read in one article."""
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
_TELLS = SPEECH - {"deny", "describe", "call", "cite", "recall", "predict", "maintain", "comment"} | word_set(
    """
    read go put think write conclude report speak
    """
)


def marked(text: str) -> Iterator[Span]:
    """Give what stands between quotation marks, without the marks, in order.

    A paragraph that opens a quotation and does not close it ends it.
    """
    found = 0
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        while found < _MOST and (opening := _OPENING.search(text, at, paragraph.end())):
            at = opening.start()
            end = _closing(text, at, paragraph.end()) if text[at] != "‘" or _opens(text, at) else at
            if end > at + 1:
                found += 1
                yield Span(at + 1, end)
            at = end + 1


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " \n(—–" or text[at - 1] in _PAIRS


def _closing(text: str, at: int, limit: int) -> int:
    for closing in _CLOSING[text[at]].finditer(text, at + 1, min(limit, at + _LONGEST)):
        end = closing.start()
        if text[end] != "’" or end + 1 >= limit or not text[end + 1].isalnum():
            return end
    return min(limit, at + _LONGEST) if text[at] in '"“' else at


def is_speech(text: str, span: Span) -> bool:
    """Tell whether a run between quotation marks is long or whole enough to be somebody's words."""
    words = text[span.start : span.end]
    count = len(_WORDS.findall(words))
    whole = words.rstrip().endswith((",", ".", "!", "?", "…"))
    return count >= _FEWEST_WORDS or (whole and count >= 2 and words.lstrip()[:1].isupper())


def quotations(analysis: Analysis) -> tuple[Span, ...]:
    """Give the spans of an article between quotation marks that are somebody's words."""
    text = analysis.article.text
    return tuple(span for span in marked(text) if is_speech(text, span))


def speaker(sentence: Sentence, quote: int, cast: Cast) -> tuple[Person, ...] | None:
    """Give who says the quotation that is the token `quote` of a sentence; null where the sentence does not tell.

    An empty tuple: it is said by somebody who is no person of the article ("officials said").
    """
    beside = next((v for v in sentence.verbs if v.first == quote + 1), None)
    candidates = [
        v
        for v in sentence.verbs
        if v.finite and not v.passive and (v.lemma in _TELLS or (v is beside and v.lemma in SPEECH))
    ]
    after = [
        v
        for v in candidates
        if (v.first > quote and v.first - quote <= 8) or (v.first > quote and _touching(sentence, quote, v))
    ]
    before = [v for v in candidates if v.index < quote]
    nearest: Verb | None = None
    if after and _touching(sentence, quote, after[0]):
        nearest = after[0]
    elif before:
        nearest = before[-1]
    elif after:
        nearest = after[0]
    if nearest is not None:
        return sentence.subjects.get(nearest.index, ())
    according = next((i for i in range(len(sentence.tokens) - 2) if sentence.lower(i) == "according"), None)
    if according is not None:
        group = next((g for g in sentence.groups if g.start == according + 2), None)
        return cast.resolve(group) if group else ()
    verb = next(
        (v for v in reversed(sentence.verbs) if v.index < quote and v.finite and sentence.subjects.get(v.index)), None
    )
    return sentence.subjects[verb.index] if verb is not None else None


def _touching(sentence: Sentence, quote: int, verb: Verb) -> bool:
    """Tell whether only the speaker stands between a quotation and the verb after it."""
    between = sentence.tokens[quote + 1 : verb.first]
    return not any(t.text in (".", ";", ":") or t.kind == "quote" for t in between) and not any(
        v.finite and quote < v.index < verb.index and sentence.lower(v.first - 1) not in ("who", "which", "that")
        for v in sentence.verbs
    )
