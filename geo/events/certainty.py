"""A verb in its sentence in; whether what it tells happened, is to happen, is called off, or neither, out."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from geo.events.clauses import Sentence
from geo.events.lexicon import CANCEL, SPEECH, UNREAL
from geo.events.verbs import Verb
from geo.events.words import word_set

Reality = Literal["completed", "planned", "cancelled", "unreal"]
_PLANNING = word_set(
    """
    due expected scheduled set slated planning plans plan planned intends intend intended agreed agrees
    announced promised pledged vowed preparing prepares prepared about poised accepted confirmed bound
    billed tipped vows undertook arranged consented invitation's
    """
)
_HAPPENED = word_set(
    """
    first second third last only leader managed continued went began used able came stayed paused stopped
    """
)
_DENIALS = word_set("deny refute dismiss reject doubt rule")
_OPEN = word_set(
    """
    ready willing eager keen free unable reluctant likely unlikely offer call calls request permission chance
    opportunity right time reason need pressure effort efforts bid attempt attempts ability
    """
)
"""Words that govern an infinitive and leave open whether it happens."""
_HEARSAY = word_set("rumours rumors rumour rumor speculation allegations reports suggestions hoax")
_NO_PLAN = word_set("no not never without")
_GERUND_DENIED = word_set(
    """
    without instead avoid considered consider denied denies mulling ruled against mind contemplate rejects
    rejected
    """
)
_STATES = word_set("be stay remain")
"""Verbs of a stay under way: "is in X until Sunday" and "is in X this week" are no plans."""
_UNTIL = word_set("until till through")
_ITINERARY = word_set("go travel fly head continue proceed return leave depart move stop drive sail")
"""Verbs whose present tense tells the next leg of a journey: "from there he goes to"."""
_COMING = _ITINERARY | {"come", "arrive"}
_HABIT = word_set("often usually always regularly frequently rarely sometimes every")
_SUBJECT_WORDS = 12
"""Before "was to", within which the noun stands that it explains."""
_DEEDS = word_set("act acts deed deeds step steps move stop job duty")
_AIMS = word_set("aim aims goal goals purpose intention idea hope hopes task mission priority ambition wish dream")


_PURPOSES = _DEEDS | _AIMS
_OPEN_WISHES = UNREAL - {"want"}
_THOUGHTS = word_set("intention plan plans idea possibility thought hope prospect chance talk question risk way")
_PREVENTS = word_set("keep prevent bar stop ban block dissuade discourage deter exclude prohibit refrain")
_OFF = {("call", "off"), ("put", "off"), ("strike", "off"), ("take", "off"), ("fall", "through"), ("rule", "out")}
"""Verbs that call off with their particle."""
_TAKEN_BACK = word_set("withdraw rescind revoke decline refuse cancel")
"""In the passive, what undoes an invitation."""
_WHILE = ("when", "before", "after", "until", "once")


def cancels(verb: Verb) -> bool:
    """Tell whether a verb calls off what is its object, or in the passive its subject: cancel, call off."""
    return verb.lemma in CANCEL or (
        (verb.lemma, verb.particle) in _OFF and (verb.lemma not in ("take", "rule") or verb.passive)
    )


def reality(sentence: Sentence, verb: Verb) -> Reality:
    """Tell whether the deed of a verb is reported, announced, called off or only talked of."""
    if _under(sentence, verb, ("if", "unless", "whether")) or _denied(sentence, verb) or _kept_from(sentence, verb):
        return "unreal"
    if verb.tense == "bare":
        return _bare(sentence, verb)
    if verb.finite:
        return _finite(sentence, verb)
    if verb.tense == "infinitive":
        return "unreal" if verb.negated else _governed(sentence, verb)
    before = [sentence.lower(i) for i in range(max(0, verb.first - 3), verb.first)]
    if verb.tense == "gerund" and (set(before) & _GERUND_DENIED or any(w in UNREAL for w in before[-1:])):
        return "unreal"
    # A bare verb further on may look back to this one: only what decides by itself is asked there.
    main = sentence.verb_before(verb.first) or next(
        (v for v in sentence.verbs if v.finite and v.tense != "bare" and v.index > verb.index), None
    )
    return reality(sentence, main) if main is not None else "completed"


def _kept_from(sentence: Sentence, verb: Verb) -> bool:
    """Tell "was kept from flying to A" and "has no intention of flying to A" from "back from visiting A"."""
    noun = sentence.lower(verb.first - 2)
    if verb.tense == "gerund" and sentence.lower(verb.first - 1) == "of" and noun in _THOUGHTS:
        return noun not in ("intention", "plan", "plans") or sentence.lower(verb.first - 3) in _NO_PLAN | {"any"}
    if verb.tense != "gerund" or sentence.lower(verb.first - 1) != "from":
        return False
    return any(v.lemma in _PREVENTS for v in sentence.verbs if verb.first - 5 <= v.index < verb.first)


def _bare(sentence: Sentence, verb: Verb) -> Reality:
    """Judge a verb without ending by the one it is joined to ("will skip A and go to B"), else as the present tense."""
    if sentence.lower(verb.first - 1) in ("and", "or", "then", ","):
        before = next((v for v in reversed(sentence.verbs) if v.index < verb.index), None)
        if before is not None:
            return reality(sentence, before)
    return _present(sentence, verb)


def _finite(sentence: Sentence, verb: Verb) -> Reality:
    if verb.negated:
        called_off = verb.tense in ("future", "conditional") and _after_all(sentence, verb)
        planned_before = "planned" in [sentence.lower(i) for i in sentence.reach(verb)]
        return "cancelled" if called_off or planned_before else "unreal"
    if verb.tense == "unfulfilled":
        return "cancelled"
    if verb.tense in ("unreal", "future", "conditional"):
        return _ahead(sentence, verb)
    return _present(sentence, verb) if verb.tense == "present" else "completed"


def _present(sentence: Sentence, verb: Verb) -> Reality:
    """Judge the present tense, in which the news tells what is and what is about to be."""
    if _future_date(sentence, verb) or _until_main(sentence, verb):
        return "planned"
    if verb.progressive and not verb.perfect and verb.lemma in _COMING and _today(sentence, verb):
        return "planned"
    simple = not (verb.perfect or verb.progressive or verb.passive)
    if simple and verb.lemma in _ITINERARY:
        habit = any(sentence.lower(i) in _HABIT for i in range(max(0, verb.first - 3), len(sentence.tokens)))
        return "unreal" if habit else "planned"
    return "completed"


def _today(sentence: Sentence, verb: Verb) -> bool:
    """Tell "is flying to A tonight", which is to come, from "is visiting A today"."""
    dates = [sentence.tokens[i].date for i in sentence.reach(verb)]
    return any(date is not None and date.form == "offset days" and date.number == 0 for date in dates)


def _until_main(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a clause of time belongs to something to come: "she will sign when the two meet in"."""
    if not _under(sentence, verb, _WHILE):
        return False
    main = sentence.verb_before(verb.first) or next(
        (v for v in sentence.verbs if v.finite and v.index > verb.index), None
    )
    return main is not None and main.tense == "future"


def _ahead(sentence: Sentence, verb: Verb) -> Reality:
    """Judge a verb that looks ahead: "will", "is to", "would"."""
    if verb.tense == "future" and sentence.lower(verb.first) in ("was", "were") and thwarted(sentence, verb.end):
        return "cancelled"
    was_to = verb.tense == "future" and sentence.lower(verb.first) in ("was", "were")
    before = {sentence.lower(i) for i in range(max(0, verb.first - _SUBJECT_WORDS), verb.first)}
    if was_to and not sentence.subjects.get(verb.index) and before & _PURPOSES:
        # "His first act was to lay a wreath" names the deed; "his aim was to" only the wish.
        return "completed" if before & _DEEDS else "unreal"
    certain = verb.tense == "future" or (verb.tense == "conditional" and _reported(sentence, verb))
    return "planned" if certain and not _conditional_sentence(sentence, verb) else "unreal"


def thwarted(sentence: Sentence, start: int) -> bool:
    """Tell whether "was to" is followed by what came instead: "was to fly to Rome but stayed at home"."""
    words = [sentence.lower(i) for i in range(start, len(sentence.tokens))]
    return "but" in words or "until" in words or ("thought", "better") in pairwise(words)


def _after_all(sentence: Sentence, verb: Verb) -> bool:
    words = [sentence.lower(i) for i in range(verb.first, len(sentence.tokens))]
    would_have = ("would", "have") in pairwise(words)
    return ("after" in words and "all" in words) or "longer" in words or "instead" in words or would_have


def _conditional_sentence(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a condition bears on a verb: not that of "to A and, if all goes well, to B", for A."""
    return any(
        token.lower in ("if", "unless", "provided")
        and not (index > verb.index and sentence.lower(index - 1) == "," and sentence.lower(index - 2) in ("and", "or"))
        for index, token in enumerate(sentence.tokens)
    )


def _reported(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether somebody says it: "the Vatican said he would go"."""
    return any(v.lemma in SPEECH and v is not verb for v in sentence.verbs) or any(
        token.lower in ("according", "officials", "schedule") for token in sentence.tokens
    )


def _future_date(sentence: Sentence, verb: Verb) -> bool:
    opening = _opening_date(sentence, verb)
    for at in (*opening, *sentence.reach(verb)):
        date = sentence.tokens[at].date
        if date is None or (verb.lemma in _STATES and (date.modifier == "this" or sentence.lower(at - 1) in _UNTIL)):
            continue
        ends = date.form.startswith("offset") and sentence.lower(at).startswith(("the end of", "later in"))
        if date.modifier == "next" or ends or (date.form.startswith("offset") and date.number > 0):
            return True
        if date.form == "vague" and not verb.perfect and not (verb.progressive and date.modifier == "this"):
            return True
        simple = verb.tense == "present" and not verb.progressive and verb.lemma not in _STATES
        if (date.form in ("weekday", "day") or (date.form == "month" and simple)) and not verb.perfect:
            return True
    return False


def _opening_date(sentence: Sentence, verb: Verb) -> tuple[int, ...]:
    """Give the weekday that opens the sentence of its first verb: "On Thursday she opens a fair in"."""
    if verb is not next((v for v in sentence.verbs if v.finite), None):
        return ()
    return tuple(i for i in range(min(3, verb.first)) if sentence.tokens[i].kind == "date")[:1]


def _under(sentence: Sentence, verb: Verb, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words opens the verb's own clause."""
    if sentence.words.isdisjoint(words):
        return False
    for at in range(verb.first - 1, max(-1, verb.first - 12), -1):
        if sentence.lower(at) in words:
            return True
        if at in sentence.finite or sentence.tokens[at].text in (",", ";", ":"):
            return False
    return False


def _denied(sentence: Sentence, verb: Verb) -> bool:
    if any(v.lemma in _DENIALS and v.index < verb.first and not v.negated for v in sentence.verbs):
        return True
    if sentence.words.isdisjoint(_HEARSAY):
        return False
    before = sentence.lowers[: verb.first]
    return any(a in _HEARSAY and b in ("that", "of") for a, b in pairwise(before))


def _governed(sentence: Sentence, verb: Verb) -> Reality:
    """Judge an infinitive by the nearest word on its left that says how sure it is."""
    for at in range(verb.first - 1, max(-1, verb.first - 10), -1):
        lower = sentence.lower(at)
        governor = next((v for v in sentence.verbs if v.index == at), None)
        if lower in ("plans", "plan", "intention", "invitation", "decision", "promise", "pledge"):
            return _of_noun(sentence, at, lower)
        if lower in _HAPPENED:
            main = sentence.verb_before(verb.first)
            return reality(sentence, main) if main is not None and main.tense in ("future", "unreal") else "completed"
        if lower in _PLANNING:
            return _planning(sentence, at, governor)
        if lower in _OPEN or (governor is not None and governor.lemma in UNREAL):
            return "unreal"
        if governor is not None and (governor.lemma != "be" or at >= verb.first - 2):
            return reality(sentence, governor)
    return "planned" if sentence.verb_before(verb.first) is None else "unreal"


def _planning(sentence: Sentence, at: int, governor: Verb | None) -> Reality:
    before = [sentence.lower(i) for i in range(max(0, at - 4), at)]
    if set(before) & _NO_PLAN or any(w.endswith("n't") for w in before):
        return "unreal"
    if ("was" in before or "were" in before) and thwarted(sentence, at):
        return "cancelled"
    past = governor is not None and governor.lemma in ("intend", "plan", "mean") and governor.tense == "past"
    if past and thwarted(sentence, at):
        return "cancelled"
    if "had" in before and ("been" in before or (governor is not None and governor.lemma in ("plan", "intend"))):
        return "cancelled"
    return "planned"


def _undoes(verb: Verb, noun: str) -> bool:
    """Tell whether a verb in the passive calls off the plan, or takes back the invitation, that is its subject."""
    return cancels(verb) if noun in ("plan", "plans") else noun == "invitation" and verb.lemma in _TAKEN_BACK


def _of_noun(sentence: Sentence, at: int, noun: str) -> Reality:
    predicate = next((v for v in sentence.verbs if v.finite and v.index > at), None)
    if predicate is not None and predicate.passive and _undoes(predicate, noun):
        return "cancelled"
    governor = sentence.verb_before(at)
    before = [sentence.lower(i) for i in range(max(0, at - 3), at)]
    if set(before) & {"no", "any"}:
        return "unreal"
    if governor is None:
        return "planned"
    if cancels(governor):
        return "cancelled"
    if noun == "invitation":
        return "planned" if governor.lemma == "accept" and not governor.negated else "unreal"
    return "unreal" if governor.negated or governor.lemma in _OPEN_WISHES else "planned"
