"""A verb in its sentence in; the places in which its subject must be for the deed out."""

from __future__ import annotations

from geo.events.clauses import Sentence
from geo.events.lexicon import AUDIENCE, HOST, MEETING_NOUNS, PRESENCE, REMOTE, ROLE_WORDS, SPEECH
from geo.events.places import Located, of_prepositions
from geo.events.presence import AT, without_purpose
from geo.events.scene import at_meeting, attended
from geo.events.verbs import Verb
from geo.events.words import word_set

_DUE = word_set("due expected awaited scheduled slated booked")
_RECEIVED = HOST | word_set("meet see honour honor decorate expect await schedule show brief photograph join award")
"""Verbs whose passive puts the subject there: "was received in"."""
_NOT_BODILY = word_set(
    "hear discuss face support endorse ratify adopt see lead accept renew back answer debate reaffirm mark table"
)
_PAPERS = word_set("statement declaration communique communiqué document memorandum")
"""What persons adopt together where they meet; a law or a resolution is adopted by a body."""
_HEARD = word_set("ruling verdict judgment judgement reading mass sermon decision award session")
"""What one hears, follows or watches where it is read."""
_HAPPENINGS = word_set(
    """
    war conflict crisis situation fighting violence attack attacks bombing bombings protests protest unrest elections
    election coup killing killings crackdown ceasefire truce peace developments events investment people government
    troops rights famine earthquake floods flood fire siege offensive operations refugees hostages civilians opposition
    companies prisoners
    """
)
"""A noun before "in PLACE" that says what is there, not where the deed is done."""
_STUDIES = word_set("school schools college university classes academy kindergarten church")
"""What one attends for years."""
_SPANS = word_set("days hours day rounds round series weeks minutes night")
"""Measures before "of talks": they are held there all the same."""
_ONLY_SAID = SPEECH - PRESENCE
_CALLED = ROLE_WORDS | {"prime", "foreign"}
_BE_WITH = word_set(
    "last next first then soon back still present now also on early late already twice once just again later"
)
_AT_ONCE = _DUE | _BE_WITH
_NOT_THERE = word_set("remotely virtually online")
_AFAR = _NOT_THERE | REMOTE


def from_afar(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether a deed is done from afar: "spoke by video link to a conference in"."""
    if sentence.words.isdisjoint(_AFAR):
        return False
    first = verb is next((v for v in sentence.verbs if v.finite), None)
    for at in range(0 if first else verb.first, sentence.reach(verb).stop):
        if sentence.lower(at) in _NOT_THERE:
            return True
        if sentence.lower(at) in REMOTE and (
            sentence.lower(at - 1) in ("by", "via", "over", "through", "a", "joint")
            or sentence.lower(at + 1) in ("talks", "call", "conversation", "conference")
        ):
            return True
    return False


def is_at(sentence: Sentence, verb: Verb, places: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places in which the verb's subject must be for its deed."""
    at = without_purpose(sentence, verb, of_prepositions(places, AT))
    if not at:
        return ()
    if verb.lemma == "be":
        return at if _is_there(sentence, verb, at[0]) else ()
    if verb.passive or verb.tense == "participle":
        return at if verb.lemma in (HOST if verb.tense == "participle" else _RECEIVED) else ()
    return _does_there(sentence, verb, at)


def _is_there(sentence: Sentence, verb: Verb, place: Located) -> bool:
    """Tell "is still in", "is due in" and "was the guest of X in" from "is on her way to" and "is happy in"."""
    between = [sentence.lower(i) for i in range(verb.end, place.index - place.distance - 1)]
    if between[:1] == ["on"] and between[2:3] == ["way"]:
        return False
    if between[:1] and (between[0] in _DUE or between[:1] == ["next"]) and "to" not in between:
        # "Is due at the assembly in A".
        return True
    return all(w in _AT_ONCE for w in between) or bool({"guest", "guests"} & set(between))


def _does_there(sentence: Sentence, verb: Verb, at: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give the places in which an active verb's deed is done."""
    if verb.lemma == "call":
        at = _called_on(sentence, verb, at)
    if verb.lemma == "do" and sentence.lower(verb.end) == "so":
        return at
    if verb.lemma in ("leave", "quit"):
        return tuple(p for p in at if any(sentence.lower(i) in MEETING_NOUNS for i in range(verb.end, p.index)))
    if verb.lemma in _ONLY_SAID or verb.lemma == "speak":
        done_there = tuple(p for p in at if _audience_only(sentence, verb, p))
    else:
        bodily = verb.lemma in PRESENCE or _puts_name(sentence, verb) or _in_person(sentence, verb)
        done_there = tuple(p for p in at if bodily and not _of_something_else(sentence, verb, p))
    return done_there or at_meeting(sentence, at)


def _in_person(sentence: Sentence, verb: Verb) -> bool:
    return any((sentence.lower(i), sentence.lower(i + 1)) == ("in", "person") for i in sentence.reach(verb))


def _puts_name(sentence: Sentence, verb: Verb) -> bool:
    """Tell whether somebody puts his or her name to a paper, or signature under it."""
    return verb.lemma in ("put", "set", "place") and any(
        sentence.lower(i) in ("name", "names", "signature", "signatures") for i in range(verb.end, verb.end + 3)
    )


def _called_on(sentence: Sentence, verb: Verb, at: tuple[Located, ...]) -> tuple[Located, ...]:
    """Give where somebody is called on; "called on X to resign" and "called on Riyadh" are demands."""
    asked = any(v.tense == "infinitive" and v.index in sentence.reach(verb) for v in sentence.verbs)
    return () if asked else tuple(p for p in at if not (p.preposition == "on" and p.index == verb.end + 1))


def _of_something_else(sentence: Sentence, verb: Verb, place: Located) -> bool:
    """Tell whether the place belongs to what is talked of: "discussed the war in", "addressed the crisis in"."""
    words = [sentence.lower(i) for i in range(verb.end, place.index - place.distance - 1)]
    studies = verb.lemma == "attend" and set(words) & _STUDIES
    if studies or (verb.lemma == "agree" and "on" in words) or (verb.lemma == "report" and words[:1] != ["to"]):
        return True
    if words and words[-1] in _HAPPENINGS:
        return True
    if words and words[-1] in MEETING_NOUNS and "of" in words and not set(words) & _SPANS:
        return not attended(sentence, place.index - place.distance - 2)
    if verb.lemma not in _NOT_BODILY:
        return False
    heard_there = (verb.lemma == "hear" and _HEARD & set(words)) or (verb.lemma == "adopt" and _PAPERS & set(words))
    return not (heard_there or _in_company(sentence, verb, place.index) or any(w in MEETING_NOUNS for w in words))


def _in_company(sentence: Sentence, verb: Verb, place: int) -> bool:
    """Tell whether the deed is done with somebody: "discussed it in Paris with X", "saw X in Paris"."""
    near = [g for g in sentence.groups if verb.end <= g.start <= place + 4]
    return any(sentence.lower(g.start - 1) == "with" or (g.start == verb.end and verb.lemma == "see") for g in near)


def _audience_only(sentence: Sentence, verb: Verb, place: Located) -> bool:
    start = place.index - place.distance - 1
    return all(
        sentence.lower(i) in AUDIENCE
        or sentence.tokens[i].kind in ("adjective", "date")
        or (sentence.tokens[i].kind == "person" and (i <= verb.end + 1 or verb.lemma == "call"))
        or (verb.lemma == "call" and (sentence.group_at(i) is not None or sentence.lower(i) in (",", "'s")))
        or (verb.lemma == "call" and sentence.lower(i + 1) == "'s")
        or (verb.lemma == "call" and sentence.lower(i) in _CALLED)
        or sentence.lower(i) in ("on", "at", "in", "to")
        for i in range(verb.end, start)
    )
