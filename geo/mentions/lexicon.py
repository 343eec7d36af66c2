"""The closed classes of words that tell a person, an organisation or a place name apart, folded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

WORDS: Final = Path(__file__).parent.parent.parent / "data/words"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


CAPITAL_TITLES: Final = _set(
    "miss dame lord sir father sister brother chair principal major general king queen judge shah"
)
"""Titles that are other words where they are written small: "to miss", "a major storm"."""
TITLES: Final = _set(
    """president vice premier minister chancellor king queen prince princess emperor sultan emir sheikh pope cardinal
    archbishop bishop rabbi imam ayatollah mr mrs ms miss dr doctor prof professor sir lord lady dame senator sen
    representative rep congressman congresswoman governor gov mayor judge justice attorney sheriff chief general gen
    colonel col lieutenant lt major maj captain capt sergeant sgt corporal admiral adm commander cmdr officer
    ambassador amb secretary spokesman spokeswoman spokesperson director chairman chairwoman chair commissioner
    superintendent principal coach councilman councilwoman councillor alderman deputy speaker leader ceo reverend rev
    father sister brother mufti patriarch catholicos envoy diplomat lawmaker tsar czar shah marshal trooper detective"""
)
"""Words before a person's name."""
OFFICES: Final = TITLES | _set(
    "prime foreign defence defense interior finance economy first former acting interim late"
)
PARTICLES: Final = _set("al el bin ibn ben von van der den de del della di da dos la le du ter ould abu y")
"""Small words within a person's name."""
SPEAKS: Final = _set(
    """said says told tells stated states added adds noted notes explained warned argued insisted replied answered
    asked wrote tweeted testified recalled commented remarked assured"""
)
"""Verbs whose subject is a person, or a capital that stands for its government."""
ACTS: Final = SPEAKS | _set(
    """announced announces denied denies rejected rejects accused accuses condemned condemns urged urges demanded
    demands agreed agrees signed signs wants wanted seeks sought refuses refused warns insists claims claimed hopes
    hoped expects expected vowed vows pledged pledges called calls criticised criticized supports supported backs
    backed opposes opposed sees saw views considers considered fears feared believes believed plans planned aims
    intends intended offered offers proposed proposes decided decides recognises recognised recognizes recognized
    imposed imposes lifted expelled summoned recalled blames blamed accepts accepted sends sent deployed deploys
    annexed invaded attacked remains continues maintains grapples struggles plays acts has"""
)
"""Verbs whose subject is a government where it is a capital or a country."""
STATE_DEEDS: Final = _set(
    """annexed annexes invaded invades expelled expels deployed deploys imposed imposes lifted recognised recognises
    recognized recognizes ratified ratifies closed closes reopened reopens mobilised mobilized"""
)
"""Verbs before which the name of a country is rarely a person's: Chad and Jordan are given names too."""
ORGANISATIONS: Final = _set(
    """university college school hospital institute academy church cathedral museum library theatre theater bank
    company corporation corp inc ltd llc group holdings industries airlines airways motors electric times post news
    herald tribune journal gazette chronicle press daily weekly magazine review observer guardian police department
    ministry agency authority commission committee council court association society foundation union federation party
    league club team fc united city eagles tigers lions bears bulldogs wildcats panthers hawks giants cowboys raiders
    stadium arena center centre hotel inn restaurant cafe high elementary middle medical clinic act treaty declaration
    agreement accord protocol convention conference summit process award prize cup games championship open festival
    street avenue road boulevard lane drive highway building hall house tower plaza mall station row square court
    bureau division service services guard board office legislature senate parliament assembly chamber congress
    coalition alliance task force fire sheriff brigade regiment orchestra symphony juniors seniors capitals olympics
    walmart pride freedom improvement regional national federal state public fairgrounds jail zoo"""
)
"""Words that make an organisation, a building or a document of the name before them."""
LOCATIVES: Final = _set(
    """in at near from to into toward towards outside around across throughout within via through leaving reached
    reaching visiting visited visit left entered entering of between over off inside beyond along"""
)
"""Words before a place."""
FEATURES: Final = _set(
    """park hill hills lake lakes river creek valley mountain mountains mount island islands bay beach cape coast forest
    grove heights springs spring falls field fields farm farms ranch county parish borough township town village city
    district province state region territory road street avenue drive lane highway bridge port harbor harbour
    point ridge canyon desert plain plains peninsula isthmus strait sea ocean gulf canal channel crossing junction
    corner square garden gardens gate gates station airport base fort castle palace zoo jail fairgrounds mall"""
)
"""Words for a kind of place: they end a place's name, and name none by themselves."""
COMPASS: Final = _set(
    "north south east west northern southern eastern western central upper lower northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern mid downtown"
)
CALENDAR: Final = _set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun"""
)
FUNCTION_WORDS: Final = _set(
    """the a an this that these those he she it they we i you his her its their our my your who what when where why
    how which and or but if so because while although though however after before since until during despite among
    about against as at by for from in into of off on onto out over through to under up with without not no yes all
    any both each few more most other some such only own same than too very can will just should now is was are were
    be been being have has had do does did would could may might must there here then also according meanwhile today
    yesterday tomorrow following once nevertheless moreover furthermore president minister prime government state
    police court party army one two three four five six seven eight nine ten hundred thousand million new"""
)
"""Words that begin a sentence and name nothing."""


@cache
def given_names() -> frozenset[str]:
    """Return the given names of data/words, folded."""
    return _listed("given_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Return the family names of data/words, folded."""
    return _listed("surnames.txt")


@cache
def common_words() -> frozenset[str]:
    """Return the English words that are also names of places, folded."""
    return _listed("common_words.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
