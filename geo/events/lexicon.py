"""The verbs of the news by what they tell of a person and a place, and every inflected form with its lemma.

Words only, no rules: a verb that is missing here is the first thing to look for when a visit is missed.
"""

from __future__ import annotations

import re
from typing import Literal

from geo.events.words import word_set

Form = Literal["base", "s", "past", "participle", "ing"]

MOVE = word_set(
    """
    arrive land fly travel go come return head drive sail continue proceed move touch set stop stay journey
    depart leave jet ride walk cross transit call drop check disembark alight pass hop ferry commute trek hike
    march step turn pause show venture swing pop relocate stopover overnight dock helicopter tour rush hurry
    flock race get slip sneak decamp descend cycle motor parachute detour jet shuttle hurry pull roll retire
    """
)
"""Motion or stay: the place follows with a preposition (arrived in, flew to, stopped over in)."""

REACH = word_set("visit tour walk reach enter inspect revisit transit")
"""Motion with the place as direct object (visited Kirants, reached the port)."""

CARRY = word_set(
    """
    fly take bring drive escort accompany ferry airlift whisk transfer send dispatch summon rush usher
    evacuate deport extradite
    """
)
"""In the passive, motion of the subject (was flown to, was driven to)."""

PRESENCE = word_set(
    """
    meet hold sign initial attend address open lay pray dine inaugurate unveil speak talk confer negotiate
    chair join appear watch witness observe begin start conclude end finish wrap spend celebrate receive
    accept deliver give exchange host tour inspect review lunch breakfast sit brief consult discuss cut plant
    pay bow kneel light honour honor commemorate mark worship greet shake embrace pose swear rest recuperate
    holiday vacation campaign rally march testify mediate preside convene gather huddle see face join lecture
    perform toast raise hoist present hand seal clinch agree swap kick participate take make co-chair co-host
    headline keynote lead address preach celebrate concelebrate bless canonise mourn lobby dedicate christen
    launch break ride board prepare stop congratulate decorate award conduct debate answer remain part plead
    stand sleep drink eat sing dance swim cheer applaud hug kiss mob paint film photograph cook
    cross-examine wave salute thank plead appeal apologise apologize protest vote queue wait rehearse train
    fish hunt ski golf pilot crown unveil bury anoint baptise baptize marry wed report file lunch mingle
    huddle pose stroll field hug thank table finalise finalize adopt endorse ratify witness oversee supervise
    monitor visit attend reaffirm renew resume read hear show
    """
)
"""Deeds that need the person to be there: with "in PLACE" they are a presence."""

SPEECH = word_set(
    """
    say tell announce declare add warn ask urge state insist stress note reiterate confirm deny argue claim
    explain reply respond describe call acknowledge emphasise emphasize underline suggest write tweet pledge
    promise vow remark observe joke repeat caution recall comment conclude admit assure object complain
    voice predict cite quip agree concede maintain affirm continue retort counter lament muse boast shout whisper
    mutter grumble enthuse sigh shrug snap rejoin interject venture
    post blog confide reckon quote recount relate deadpan hold
    """
)
"""Speaking: "said in PLACE" is a presence of a foreigner, what follows is only reported."""

HOST = word_set("host receive welcome entertain greet")
"""The object comes to the subject's place."""

CANCEL = word_set(
    """
    cancel scrap abandon postpone shelve abort scrub drop ditch axe nix suspend forgo forego skip miss
    boycott snub delay
    """
)
"""With a visit as object, or an event in a place: the visit is off. "Call off", "pull out" go by their particle."""

SKIP = word_set("skip miss boycott snub avoid shun")
"""With an event in a place as object, the subject does not go there."""

PLAN = word_set("plan schedule announce confirm expect prepare arrange promise pledge fix set slate")
"""With a visit as object or in the passive: it is planned."""

UNREAL = word_set(
    """
    deny refuse decline reject offer propose suggest consider mull contemplate weigh want wish hope like
    fail refute invite urge ask call allow forbid bar ban prevent block discourage dissuade rule doubt
    threaten dispute dismiss need demand seek encourage advise warn order permit imagine dream love hesitate
    bid beg press enable let help try attempt
    """
)
"""Governors of an infinitive or a visit that say nothing of whether it happens."""

TRIP_VERBS = word_set(
    """
    make pay begin start conclude end finish wrap wind complete open kick round cut embark undertake launch
    extend break interrupt resume enjoy use repay reciprocate
    """
)
"""With a visit as object: it takes place."""

OTHER = word_set(
    """
    be have do become seem keep put find know think see believe fall rise grow lose win claim
    cost help need want like love hate fear feel hear show play run use work live lie lead bear buy sell
    build carry catch choose draw drink eat fight forget freeze grow hide hit hurt learn lend mean ride ring
    shine shoot shut sing sink sleep steal stick strike swim teach tear throw wake wear welcome condemn
    criticise criticize praise thank reject dispute denounce accuse blame telephone phone discuss regret
    determine award recognise recognize border reopen close block follow fix define draft approve oppose
    support back lift impose serve vote elect appoint name order rule decide adopt separate split divide
    belong contain include involve concern regard require allow permit deploy place control award change
    happen occur last mention publish report write read describe detain arrest jail free release kill die
    wound injure attack shell bomb invade occupy withdraw retreat retire resign quit serve study train
    graduate bear grow marry remember miss look listen wait hope expect offer refuse decline fail try tend
    intend aim design mean broker ease reflect underline show shift strain consider regard seek position
    ensure maintain resolve telephone video dial remove delete erase gather warn arouse cause reduce increase
    await produce raise solve save score share store
    """
)
"""Verbs without a visit, known so that subjects and ends of clauses are found."""
_IRREGULAR = """
be was/were been being is; have had had having has; do did done doing does; go went gone going goes; fly flew
flown; come came come; leave left left; meet met met; hold held held; set set set; give gave given; take took
taken; make made made; pay paid paid; say said said; tell told told; begin began begun; spend spent spent; speak
spoke spoken; sit sat sat; see saw seen; break broke broken; ride rode ridden; swear swore sworn; shake shook
shaken; cut cut cut; put put put; lay laid laid; lead led led; drive drove driven; bring brought brought; become
became become; get got got; find found found; know knew known; think thought thought; fall fell fallen; rise
rose risen; grow grew grown; lose lost lost; win won won; cost cost cost; keep kept kept; feel felt felt; hear
heard heard; show showed shown; run ran run; bear bore born; buy bought bought; sell sold sold; build built
built; catch caught caught; choose chose chosen; draw drew drawn; drink drank drunk; eat ate eaten; fight fought
fought; forget forgot forgotten; freeze froze frozen; hide hid hidden; hit hit hit; hurt hurt hurt; learn learnt
learnt; lend lent lent; mean meant meant; ring rang rung; shine shone shone; shoot shot shot; shut shut shut;
sing sang sung; sink sank sunk; sleep slept slept; steal stole stolen; stick stuck stuck; strike struck struck;
swim swam swum; teach taught taught; tear tore torn; throw threw thrown; wake woke woken; wear wore worn; write
wrote written; read read read; withdraw withdrew withdrawn; quit quit quit; seek sought sought; let let let; bid
bid bid; forbid forbade forbidden; light lit lit; bow bowed bowed; kneel knelt knelt; swing swung swung;
undertake undertook undertaken; wind wound wound; forgo forwent forgone; forego forewent foregone; oversee
oversaw overseen; split split split; overnight overnighted overnighted; dream dreamt dreamt; beg begged begged;
lie lied lied lying lies; stand stood stood; repay repaid repaid
"""
_DOUBLES = re.compile(r"^(?:[^aeiou]*|s?qu)[aeiou][^aeiouwxy]$")
"""One syllable that ends in a single vowel and consonant: stop, stopped."""
_STRESSED_LAST = word_set("admit confer transfer permit commit regret occur refer prefer submit control patrol begin")
"""Longer verbs that double their last consonant all the same: admitted."""
_NO_DOUBLING_L = word_set("travel initial cancel level")
"""Doubled in British spelling, single in American: both are listed."""


def _regular(lemma: str) -> dict[str, str]:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    elif _DOUBLES.match(lemma) or lemma in _STRESSED_LAST:
        past, ing = lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    return {"s": third, "past": past, "participle": past, "ing": ing}


def _inflect() -> dict[str, tuple[tuple[str, Form], ...]]:
    table: dict[str, list[tuple[str, Form]]] = {}

    def put(text: str, lemma: str, form: Form) -> None:
        entry = table.setdefault(text, [])
        if (lemma, form) not in entry:
            entry.append((lemma, form))

    irregular = {}
    for row in _IRREGULAR.replace("\n", " ").split(";"):
        lemma, past, participle, *rest = row.split()
        irregular[lemma] = (past, participle, rest)
    everything = MOVE | REACH | CARRY | PRESENCE | SPEECH | HOST | CANCEL | SKIP | PLAN | UNREAL | TRIP_VERBS | OTHER
    for lemma in sorted(everything | frozenset(irregular)):
        forms = _regular(lemma)
        past, participle, rest = irregular.get(lemma, (forms["past"], forms["participle"], []))
        put(lemma, lemma, "base")
        for text in (rest[1],) if lemma == "be" else (forms["s"],):
            put(text, lemma, "s")
        for text in past.split("/"):
            put(text, lemma, "past")
        put(participle, lemma, "participle")
        put(rest[0] if rest else forms["ing"], lemma, "ing")
        if lemma in _NO_DOUBLING_L:
            for form in ("past", "participle", "ing"):
                put(forms[form].replace("led", "lled").replace("ling", "lling"), lemma, form)
    for text in ("are", "am"):
        put(text, "be", "s")
    put("has", "have", "s")
    return {text: tuple(entry) for text, entry in table.items()}


FORMS: dict[str, tuple[tuple[str, Form], ...]] = _inflect()
"""Each inflected form in lower case with its lemmas and what form of them it is."""

PARTICLES = word_set(
    """
    off out down up in on over back away through round around forward ahead home onward onwards along
    together
    """
)
TRIP_NOUNS = word_set(
    """
    visit visits trip trips tour stay stop stopover stopovers journey pilgrimage arrival mission voyage swing
    layover sojourn holiday vacation itinerary leg appearance travels excursion expedition round rounds tours
    stays stops journeys arrivals missions voyages pilgrimages appearances stint mini-tour roadtrip
    detour detours outing night nights weekend weekends destination destinations
    """
)
MEETING_NOUNS = word_set(
    """
    talks summit meeting meetings conference gathering forum ceremony session congress assembly rally
    briefing negotiations dinner lunch reception consultations funeral inauguration event retreat
    sidelines congress workshop seminar plenary parade opening service mass hearing commemoration festival
    dialogue anniversary celebrations coronation wedding signing march vigil procession demonstration
    """
)
AUDIENCE = word_set(
    """
    a an the reporters journalists press news conference briefing lawmakers deputies parliament crowd rally
    audience students diplomats meeting joint interview broadcaster television tv radio newspaper agency
    troops soldiers worshippers supporters delegates forum summit gathering assembly session his her their
    local state public businessmen leaders ceremony hosts host guests counterparts colleagues ministers envoys
    officials villagers residents mourners pilgrims refugees mps deputies miners workers families investors soldiers
    people neighbour neighbor neighbours neighbors
    colleague counterpart thousands hundreds dozens editors for hour hours minutes two three four five six
    """
)
"""Between a verb of speech and "in PLACE": to whom or where it is said, not what."""
NOT_THE_PERSON = word_set(
    """
    plane aircraft jet helicopter motorcade convoy train car limousine flight ship yacht boat airliner
    cortege
    """
)
"""What carries a person: "Kerry's plane landed in" is his arrival."""
REMOTE = word_set(
    """
    video videolink telephone phone remotely virtually online zoom letter telegram link videoconference
    cable satellite
    """
)
"""Means of speaking to a place without being in it."""
ROLE_WORDS = word_set(
    """
    president premier minister chancellor secretary speaker king queen prince pope pontiff envoy ambassador
    leader diplomat mediator governor mayor negotiator official chairman commissioner emperor emir sultan
    general chief monarch politician statesman visitor guest spokesman lawmaker senator patriarch cardinal
    foreign-minister rapporteur representative delegate counterpart colleague host opposite-number
    president-elect judge director economist professor man woman taoiseach tánaiste tanaiste duke duchess
    grand-duke count countess baron baroness regent sheikh sheikha bishop archbishop nuncio legate consul
    undersecretary under-secretary vizier ombudsman vice-president vice-premier vice-chancellor
    """
)
"""Nouns for a person by office or part: "the envoy", "the visitor"."""
