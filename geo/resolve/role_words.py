"""The closed classes of words that tell a place itself from what it stands for, folded."""

from __future__ import annotations

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


RELATIONS: Final = _set(
    """tie ties relation relations relationship relationships tension tensions talks negotiations negotiation dialogue
    agreement agreements treaty accord deal deals pact settlement peace conflict war dispute disputes rivalry alliance
    partnership cooperation friendship contacts mediation mediate normalisation normalization reconciliation standoff
    rift row trust consultations diplomacy understanding rapprochement summit truce ceasefire align aligned sanctions
    pressure solidarity trade match game final derby friendly clash spat feud hostilities detente differences
    exchange exchanges balance axis competition rivals enmity frictions friction communication coordination"""
)
"""What governments, economies and teams have between or with each other."""
POLICIES: Final = _set(
    """strategy policy policies government role decision decisions position stance interests interest readiness
    willingness commitment involvement desire efforts effort refusal response reaction demand demands proposal offer
    claim claims statement accusations support backing aid influence relationship ties relations leadership leader
    leaders president premier minister ministers ministry foreign army military forces troops parliament ambassador
    embassy envoy officials authorities diplomats diplomacy allies ally partners sovereignty independence membership
    bid ban sanctions recognition view views approach plans plan actions intention intentions aims goal goals security
    economy gdp debt bank banks central nuclear exports imports defence defense navy air side team squad captain coach
    striker defender goalkeeper win victory defeat lead growth budget currency bonds law laws constitution
    king queen prince chancellor prime supreme court courts regulator regulators spokesman spokeswoman opposition
    delegation envoys invasion campaign offensive"""
)
"""What a possessive of a place has where it means the government, the state or the team."""
INSTITUTIONS: Final = _set(
    """government governments cabinet parliament lawmakers lawmaker president premier chancellor monarchy army navy
    forces troops soldiers police officials official authorities diplomats diplomat ambassador embassy delegation
    ministry minister ministers leader leaders side team squad national captain coach striker players player federation
    union bank banks regulators regulator voters citizens citizen nationals opposition military intelligence spokesman
    spokeswoman spokesperson negotiators administration envoy envoys prosecutors commission commissions company
    companies firm firms carrier airline governor mayor senator congressman representative king queen prince prime
    foreign defence defense legislature senate assembly council newspaper broadcaster giant investors manager boss
    star winger midfielder defender goalkeeper batsman bowler skipper sanctions deal policy strategy fans supporters"""
)
"""What is named after a place without being it: "the Thailand government"."""
LOCATED: Final = _set(
    """suburb suburbs city cities town towns village villages district districts province provinces region regions
    border borders frontier coast coastline coasts shore shores street streets airport airports neighbourhood
    neighbourhoods neighborhood neighborhoods area areas capital home homes house houses apartment flat hospital
    hospitals school schools base bases prison prisons jail river rivers mountain mountains island islands countryside
    soil waters airspace territory territories resort resorts beach beaches hotel hotels outskirts mainland
    headquarters restaurant restaurants museum museums church churches mosque mosques campus stadium factory factories
    plant plants mine mines branch market markets court courthouse desert forest forests hills hill valley
    valleys lake lakes peninsula archipelago enclave exclave port ports harbour harbor metro subway underground
    station stations roads road highway motorway square park bridge tower monument cemetery camp camps refinery
    pipeline shop shops store stores cafe bar bars club nightclub warehouse office offices crossing checkpoint jungle
    plains plain plateau highlands lowlands hinterland interior steppe delta basin gulf strait sea side-street
    site sites landscape skyline studio theatre theater library garden gardens farm farms field fields slum slums
    county counties state states prefecture oblast canton governorate department municipality commune parish borough
    west east north south northwest northeast southwest southeast heartland heartlands location venue hub"""
)
"""What lies where it is named after: its modifier locates it."""
HAPPENED: Final = _set(
    """earthquake quake flood floods fire fires wildfire wildfires bombing bombings attack attacks blast explosion crash
    massacre genocide eruption storm hurricane tsunami drought outbreak epidemic riots riot protest protests
    demonstration siege shooting war conflict crisis disaster trial hearing conference meeting games olympics festival
    marathon visit trip tour stopover concert fair expo exhibition heatwave winter summer spring autumn weather climate
    landslide stampede famine"""
)
"""What happens where it is named after."""
FACILITIES: Final = _set(
    """airport station street road avenue boulevard lane bridge park stadium arena tower hotel square island islands
    bay river harbour harbor port festival marathon prison zoo gate gates beach hills heights valley lake mountain
    mountains county province district region city town village state peninsula strait canal sea ocean gulf desert
    forest coast cathedral mosque castle palace fort cemetery plaza market mall highway motorway fair biennale
    olympics expo governorate oblast prefecture parish borough township territory republic railway hospital museum
    library garden gardens theatre theater crossing camp base refinery dam mine hall"""
)
"""Words that make another place, or an event in the place, of the name before them."""
ADDRESSED: Final = _set(
    """accused accuses accusing urged urges urging blamed blames blaming warned warns warning pressed told asked asks
    criticised criticized criticising criticizing condemned condemns condemning sanctioned sanctions thanked thanks
    assured informed notified by accuse urge blame warn pressure pressured obliges oblige obliged beat beats beating
    defeated defeat thrashed outplayed stunned forced forces forcing persuade persuaded convince convinced lobbied
    lobby rebuked sued sue challenged threatened threatens threatening threaten appease supplying arming fund funds
    funding represent represents represented representing coached manages captained help helped helping allow allowed
    allows enable enables provoked provoke ask allied commended praised praises punish punished isolate support
    supports supported supporting back backs backed"""
)
"""Words whose object is a government, a state or a team."""
GIVEN: Final = _set(
    """ambassador envoy aid arms weapons loan loans ammunition message letter lost lose loses losing according thanks
    response concessions loyal opposition allegiance supplied supply supplies sold sell selling credit assistance
    missiles tanks apology reparations grant grants lend lent debt owed owes threat blow appeal appealed ultimatum
    alternative belongs belonged belong ceded subject accountable allied military"""
)
"""Words before "to" whose other side is a government, a state or a team."""
ABOUT: Final = _set(
    "sanctions pressure tariffs tariff embargo blame imposed impose imposes imposing ban duties dependence dependent "
    "reliance reliant rely relies relied sanction"
)
"""Words before "on"."""
RECEIVED: Final = _set(
    "pressure support backing threat threats demand demands response independence aid help assistance "
    "investment loans loan message accusations criticism recognition concessions approval guarantees weapons arms "
    "envoy ambassador diplomats officials delegation money funding"
)
"""Words before "from"."""
HELD_BY: Final = _set(
    """government president premier minister ministers parliament army navy military forces troops ambassador embassy
    envoy king queen emperor chancellor coach captain manager representatives representative delegation officials
    authorities leader leaders ministry allies ally leadership support backing champions champion
    recognition spokesman spokeswoman rivals opponents enemies citizen citizens national nationals"""
)
"""Words before "of", or "for", that a state or a team has."""
PLAYED_FOR: Final = _set(
    """played play plays playing spokesman spokeswoman spokesperson ambassador envoy lawyers lawyer coach captain
    support capped scored scores score won win debut goals goal blow victory vote setback backing problem boost good
    bad wickets runs medal gold silver bronze responsible striker winger debuted starred appearances implications
    consequences competes compete competed speaks spoke speaking advice warning"""
)
"""Words before "for"."""
STATES: Final = _set(
    """is are was were be been being lies lay stands stood sits sat has had hosts hosted hosting became becomes seems
    appears looks grew grows covers covered borders bordered remains contains includes included enjoys enjoyed
    experienced suffered suffers saw sees houses housed ranks ranked located based born named used flows flowed
    rises rose runs ran flooded erupted erupts stretches stretched drains feeds connects connected separates separated
    froze freezes dried boasts boasted celebrated celebrates emptied woke wakes burned burns receives received
    descends descended shook trembled"""
)
"""Verbs that tell what a place is like: their subject is the place itself."""
DEEDS: Final = _set(
    """won wins win lost loses lose beat beats drew met meets paid pays cut cuts sent sends put puts took takes gave
    gives made makes held holds kept keeps led leads left leaves broke breaks chose chooses bought buys sold sells built
    builds fought fights struck strikes spent spends withdrew withdraws undertook sought seeks told tells threw knew
    thinks thought brought brings drove drives began begins set sets let lets shut shuts says said face faces faced"""
)
"""Deeds whose past tense does not end in -ed."""
MODALS: Final = _set("will would may might must can could shall should does did do")
"""Verbs before a deed; "to" after a name is a headline's future."""
ADVERBS: Final = _set(
    """also have now again later further often long since not then still never already reportedly apparently
    repeatedly recently formally officially finally initially instead meanwhile itself themselves alone quickly
    publicly strongly firmly quietly temporarily immediately both all yesterday today tomorrow earlier last"""
)
INSIDE: Final = _set(
    """in at near into around outside inside across through throughout over off towards toward via beyond along within
    leaving reached reaching visiting visited visit left entered entering crossing crossed toured touring outskirts"""
)
"""Words before a place that is a place for sure."""
PLAIN: Final = _set(
    """and or but as than because while when where which who that if though although so nor with without for to from of
    on by against between among after before since until during per the a an this its their his her our my amid about
    despite like unlike including yet there here too either more less who whose whom what how why then again ago
    yesterday today tomorrow tonight now soon early late last next this earlier later alone itself combined only
    once twice instead altogether always never"""
)
"""Words after a name that neither act for it nor are modified by it."""
TIED: Final = _set(
    "led backed brokered run sponsored funded supplied made educated trained style owned controlled mediated "
    "aligned allied proposed drafted supported hosted registered flagged friendly speaking installed appointed built "
    "designed manufactured occupied held dominated"
)
"""Words after a hyphen by which a government or a maker is meant: "Brazil-led"; not so "London-based"."""
CAPITAL_WORDS: Final = _set(
    """greater old new downtown central inner outer lower upper metropolitan rural port mount lake east west north south
    northern southern eastern western saint st in near from at to"""
)
"""Capitalised words before a name that leave it a place."""
AREA_ALONE: Final = _set(
    """state states department office offices branch court courts market markets studio theatre theater store stores
    shops bar bars club sea underground"""
)
"""Of `LOCATED`, what is rather an institution of a country: "a French court", "Russian state media"."""
HEADED_BY: Final = INSTITUTIONS | _set(
    "guard guards media television authority system agency broadcaster tv radio service"
)
"""Words after one of `LOCATED` that it only modifies: "border guards"."""
PARTS: Final = _set(
    "republic gulf bay cape horn isle isles lake port river strait sea battle siege fall rock coast valley"
)
"""Capitalised words before "of" that make a place or an event of the name: "City of London"."""
APART: Final = _set(
    "border borders frontier boundary link links linked linking connect connects connecting compared shares share"
)
"""Words before "with" that tell of geography alone."""
BOUND: Final = _set(
    """left leave leaves leaving bound headed heading departed departing flight flights flew fly sailed sail destined
    train trains visa tickets road map set"""
)
"""Words before "for" after which a place is a destination."""
WILLING: Final = _set(
    """ready willing keen prepared committed determined concerned worried favourites favorites champions responsible
    unlikely likely reluctant interested opposed accused expected behind right wrong guilty open unwilling due set
    obliged banned entitled able unable believed considering"""
)
"""Words after "is" that only a government or a team is."""
UNDERGOING: Final = _set(
    "being bracing burning recovering reeling sinking growing getting experiencing suffering becoming"
)
"""What a place itself is doing."""
