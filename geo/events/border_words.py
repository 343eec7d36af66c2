"""The words by which a sentence is known to be about a border as such: patterns only, no rules.

A pattern that is missing here is the first thing to look for when a border reference is missed.
"""

from __future__ import annotations

from geo.events.needs import AnyOf, Cut

_BORDER_NOUN = r"(?:borders?|frontiers?|boundary|boundaries|borderline)"
_LAND = (
    r"(?:islands?|isles?|islets?|rocks?|reefs?|shoals?|atolls?|waters|bay|gulf|strait|lake|lough|loch|river|peninsula"
    r"|plateaus?|pass(?:es)?|valleys?|strips?|enclaves?|exclaves?|territory|land|zone|seas?|villages?|hamlets?|temple|promontory"
    r"|hectares|triangle|spit|delta|estuary|oasis|glaciers?|ice field|headland|cape|hills?|mountains?|ridge|slopes"
    r"|marsh(?:es)?|pastures?|seabed|basin|shoal|piece of land|patch)"
)
"""What states can quarrel over."""
_NAMED = r"(?:(?!in |at |near |from |by |off |with |for |on )[\w'’-]+ ){0,3}"
"""Words between "over" and what is quarrelled over: a preposition among them begins another phrase."""
_MUCH = r"(?:the|an?|its|their|half|part|most|all|some|both|two|three|four|five|six|seven|several|\d[\d,.]*)"


def _any(*patterns: str) -> AnyOf:
    return AnyOf(*map(_words, patterns))


def _cut(*patterns: str) -> Cut:
    return Cut(*map(_words, patterns))


def _words(pattern: str) -> str:
    return rf"\b(?:{pattern})\b"


NOT_AS_SUCH = _cut(
    r"cross-border|ministers? (?:for|of) (?:borders|frontiers)",
    r"without borders",
    r"(?:military )?demarcation line",
    rf"{_BORDER_NOUN}[- ](?:guards?|crossings?|posts? reopened|checkpoints?|checks?|trade|towns?|villages?|police"
    r"|patrols?|troops?|controls?|traffic|clash(?:es)?|residents?|regions?|stations?|fences?|walls?|forces?|closures?"
    r"|areas?|districts?|gates?|markets?|officials?|service|agency|incidents?|violence|fighting|security)",
    r"(?:cross(?:es|ed|ing)?|across|near|along|at|behind|beyond|open(?:ed)?|clos(?:e|ed|es|ing)"
    r"|reopen\w*|seal\w*"
    r"|shut(?:ting)?)"
    rf" (?:the |its |their |our |both sides of the )?(?:[\w-]+ )?{_BORDER_NOUN}"
    r"\b(?! (?:commission|treaty|agreement|dispute|demarcation|delimitation|line|talks))",
)
"""A border that is crossed, guarded or shut: taken out before a sentence is judged."""
ALWAYS = _any(
    r"delimit\w*|demarcat\w*|delineat\w*|continental shel(?:f|ves)|exclusive economic zones?|land swap",
    rf"{_BORDER_NOUN}[- ](?:treat(?:y|ies)|agreements?|accords?|pacts?|deals?|protocols?|commissions?|committees?"
    r"|disputes?|rows?|talks|negotiations?|question|issue|line|rulings?|settlements?|conventions?|arbitration"
    r"|controversy|quarrel|claims?|surveys?|conflict|maps?|pillars?|markers?|stones?|decisions?|documents?|text|experts)",
    r"territorial (?:disputes?|claims?|rows?|quarrels?|controversy|questions?|limits?)",
    r"(?:maritime|sea) boundar(?:y|ies)",
    r"(?:boundary|border|frontier|concrete|iron) (?:pillars?|markers?|beacons?|stones?|cairns?)|boundary posts",
)
"""What makes a border reference by itself."""
CLAIMED = _any(
    r"(?:land|lake|islands?|islets?|river|sea|maritime) (?:disputes?|rows?|quarrels?|feuds?) (?:between|with|over)",
    r"(?:disputes?|rows?|quarrels?|feuds?|wrangles?) over (?:\w+ ){0,3}(?:owns?|owned|ownership|sovereignty|belongs?)",
    r"(?:disputes?|rows?|quarrels?|feuds?|wrangles?|argument|controversy|case) (?:over|about) (?:the |\w+ )?"
    rf"{_NAMED}(?:{_LAND}|towns?|farmland|districts?|provinces?|frontier|border)",
    r"(?:settle|decide|determine|agree|disagree)\w* (?:on |over |about )?(?:who|which|whose)\b[^.;]{0,30}"
    r"\b(?:own|belong)\w*",
    r"(?:disputed?|contested) (?:stretch(?:es)?|sections?|sectors?|segments?)|disputed (?:parts?|areas?)",
    rf"(?:disputed?|contested|unclaimed) (?:[\w'’-]+ ){{0,2}}{_LAND}",
    rf"(?:say|decid\w+|settl\w+|determin\w+|ask\w*|argu\w+|question) (?:of )?(?:who|which)\b[^.;]{{0,20}}"
    rf"\bown(?:s|ed)? (?:the )?{_NAMED}{_LAND}",
    rf"claim(?:s|ed|ing)? (?:the |all |half |most |part |whole |both |sovereignty ){{1,4}}"
    rf"(?:of |over )?(?:the )?{_NAMED}{_LAND}(?! (?:is|was|are|were|ha[sd]|will|would|can|could)\b)",
    rf"(?:gave|gives?|given|hand(?:s|ed)?|ced(?:es?|ed)|transfer(?:s|red)?|return(?:s|ed)?|yield(?:s|ed)?)"
    rf" (?:up |over |back )?{_MUCH} (?:[\w,.'’-]+ ){{0,4}}{_LAND} to",
    rf"(?:treaty|agreement|accord|deal|pact|line|map)\b[^.;]{{0,40}}\b(?:cut\w*|divid\w*|split\w*|parts?|parting|halv\w*)"
    rf" (?:up )?(?:the )?(?:[\w'’-]+ ){{0,4}}{_LAND}",
    r"(?:draw\w*|drew|redr[ae]w\w*|trac\w+) (?:an?|the|its|their|this) (?:[\w-]+ )?"
    r"(?:maritime|sea|median|dividing|provisional|equidistance) line",
    r"(?:World Court|International Court of Justice|arbitrat\w+|tribunal|[Jj]udges)\b[^.;]{0,60}"
    rf"\b(?:gave|awarded|ruled|drew|fixed|granted|handed)\b[^.;]{{0,60}}\b(?:border|boundary|line|{_LAND})",
    r"(?:fought|argu\w+|quarrel\w+|wrangl\w+|clash\w+|disagree\w*|differ\w*) (?:over|about) (?:the |who )?[\w -]{0,30}"
    r"\b(?:islands?|islets?|border|boundary|frontier|peninsula|reefs?|waters)",
    r"(?:gaps|stretch(?:es)?|sections?|sectors?|length|remainder|part|percent|per cent|kilomet\w+|km|miles) "
    rf"(?:in|of) (?:the |their )(?:[\w,-]+ ){{0,2}}{_BORDER_NOUN}",
    r"(?:islands?|islets?|border|boundary)\b[^.;]{0,60}\b(?:before|to) the (?:[Ww]orld )?[Cc]ourt",
    r"(?:split|shared out|partition\w*|carved up) (?:the )?"
    r"[\w' -]{0,20}\b(?:islands?|islets?|zone|territory|peninsula|strip|lake|bay|waters|land)",
    r"claimed by (?:both|the two|each) (?:countr|state|side|neighbou?r|government|nation|capital)\w*",
    rf"(?:division|sharing|partition|split) of the {_NAMED}{_LAND}",
    rf"swap(?:s|ped|ping)? (?:the )?{_NAMED}{_LAND}|redr[ae]w\w* the (?:limits?|lines?|map)",
    r"(?:pillars?|beacons?|markers?|monuments|stones)\b[^.;]{0,30}\bbetween [A-Z]\w+",
    r"(?:talks|negotiations)\b[^.;]{0,60} (?:on|over|about) the (?:islets?|islands?|reefs?|strip|enclaves?)",
    r"line (?:dividing|separating|between) (?:the|their|both|its) (?:[\w-]+ ){0,3}"
    r"(?:zones|waters|seas?|shelves|territories|countries|states|neighbours)",
    r"(?:that|which) (?:both|the two) (?:\w+ )?claim|(?:that|which) [\w-]+ (?:also claims|claims (?:as|for|too))",
    r"(?:talks|negotiations|commission|committee|case) (?:on|over|about|for) (?:the |their )?"
    rf"(?:[\w'’-]+ ){{0,3}}{_BORDER_NOUN}",
    r"(?:talks|negotiations|commission|committee|case) (?:on|over|about|for) (?:the )?(?:disputed|contested)",
    r"(?:draw\w*|drew) (?:an?|the|no|any) (?:[\w-]+ )?(?:line|boundary) (?:between|through|across)",
    r"both (?:\w+ )?(?:say|claim|insist|maintain)s?\b[^.;]{0,80}\b(?:waters|theirs|territory|soil|belongs?|own)",
    rf"(?:award|ruling|judge?ment|verdict|arbitration)\b[^.;]{{0,20}}\b(?:on|over|about) (?:the )?"
    rf"(?:[\w'’-]+ ){{0,3}}{_LAND}",
    r"(?:plateau|pass|reefs?|islands?|islets?|territory|strip|valley|waters|land)\b[^.;]{0,40}\b(?:both|each) claims?",
    r"both claim (?:the )?[\w' -]{0,20}\b(?:plateau|reefs?|islands?|islets?|territory|strip|valley|waters|land)",
    rf"divid(?:e|es|ed|ing) (?:the )?{_NAMED}{_LAND}(?: of [A-Z]\w+)? (?:between|in two|into)",
    r"divid(?:e|es|ed|ing) the [\w ]{0,20}\bsea\b",
    rf"\b{_LAND}\b[^.;]{{0,30}}\b(?:that|which) (?:[\w’'-]+ ){{1,7}}(?:claims?|call (?:its|their) own)",
    rf"claims? (?:to|on|over) (?:the )?{_NAMED}{_LAND}|contest(?:s|ed)? (?:the )?{_NAMED}{_LAND}",
    r"(?:maritime|sea|territorial|land|river|international) limits?"
    r"|(?:the|a|their) limits? (?:between|of (?:the|their) (?:\w+ )?(?:economic )?(?:zones|waters|seas))",
    r"sovereignty over the [\w' -]{0,30}\b(?:islands?|islets?|reefs?|peninsula|enclaves?|strip|territory)",
    rf"{_BORDER_NOUN} (?:\w+ ){{1,3}}(?:was|were|is|are|been|be) "
    r"(?:re-?drawn|re-?marked|straightened|moved|shifted|adjusted)",
    r"(?:disputed|contested|unmarked|undefined|undemarcated|agreed|common maritime) "
    rf"(?:[\w-]+ ){{0,2}}{_BORDER_NOUN}",
    rf"where (?:the|its|their) (?:[\w-]+ ){{0,2}}{_BORDER_NOUN}\b[^.;]{{0,80}}\b(?:runs?|ran|lies?|goes|passes)",
    r"where (?:their|the two) (?:[\w'’-]+ )?(?:sectors?|waters|territories|zones|lands?)\b[^.;]{0,30}"
    r"\b(?:meets?|parts?|ends?)",
    r"where (?:[\w'’-]+ ){1,3}ends? and (?:the )?(?:[\w'’-]+ ){1,2}begins?",
    r"(?:treaty|accord|agreement|protocol|pact)\b[^.;]{0,40}\bline between (?:them|the (?:two|countries|states))",
    r"recogni[sz]\w* the line between",
    rf"(?:treaty|accord|agreement|protocol|pact|deal)\b[^.;]{{0,60}}\b{_LAND}\b[^.;]{{0,30}}"
    r"\b(?:pass(?:es)?|go(?:es)?|went|transferred|ceded|handed(?: over)?) to",
    rf"(?:gave|gives?|giving) up {_MUCH} (?:square kilomet\w+|hectares|km)",
    rf"(?:gave|gives?|giving|hand(?:s|ed|ing)?|return(?:s|ed|ing)?) back (?:an?|the) {_NAMED}{_LAND}",
    r"(?:gives?|gave|giving|drop\w*|abandon\w*|renounc\w*|withdr[ae]w\w*|revive\w*) (?:up )?(?:its|their|all|any|the) "
    r"(?:\w+ )?claims? (?:to|on|over) (?:the |parts? of |(?-i:[A-Z])\w*)",
    rf"produc\w+ an? (?:[\w-]+ )?{_BORDER_NOUN}",
    r"negotiat\w+ (?:over|on|about) the (?:[\w'’-]+ ){0,2}(?:triangle|islets?|islands?|reefs?|strip|enclaves?|plateau)",
    r"(?:that|which) (?:[\w'’-]+ ){2,6}(?:had |have )?both claim\w*",
    r"(?:ownership|sovereignty)\b[^.;]{0,40}\b(?:World Court|International Court of Justice|arbitrat\w+|tribunal)",
    r"borders\b[^.;]{0,30}\b(?:stay|remain|stand)s? (?:where they are|as they are|unchanged)",
    r"on whose side of the",
    r"(?:rul(?:ed|ing|es)|award\w*|agreed|dispute\w*|fixed|drew|settled)\b[^.;]{0,40}\b"
    r"line (?:between|separating|dividing|that (?:separates|divides))",
)
"""What is disputed, ruled on or divided between states without the word border."""
NOUN = _any(_BORDER_NOUN)
"""A border by name."""
PROCESS = _any(
    r"agree\w*|settl\w+|fix(?:es|ed|ing)?|redraw\w*|redrew|drawn?|draws|drew|defin\w+|determin\w+|rul(?:e|es|ed|ing|ings)",
    r"award\w*|decid\w+|decision|resolv\w+|disput\w+|contest\w*|reject\w*|claim\w*|ratif\w+|sign(?:s|ed|ing)?",
    r"initial(?:l?ed|s|l?ing)?|adopt\w*|approv\w+|mark(?:s|ed|ing)?|map(?:s|ped|ping)?|survey\w*|trac(?:e|ed|ing)|charts|unmarked",
    r"negotiat\w+|finali[sz]\w+|arbitrat\w+|recogni[sz]\w+|treaty|treaties|accords?|pact|deal|judge?ment|court|tribunal",
    r"commissions?|protocol|coordinates|pillars?|differ\w*|disagree\w*|controversy|quarrel\w*|follow(?:s|ed)?|verdict",
    r"convention|rows? over|sovereignty|straighten\w*|mov(?:e|es|ed|ing)|geographers|surveyors|cartographers|adjust\w*",
    r"stones|concrete posts|beacons|markers",
)
"""What is done to a border, beside its name."""
NO_PROCESS = _any(
    r"(?:agree\w*|decid\w+|approv\w+) (?:\w+ ){0,4}?(?:to )?(?:reopen|open|close|shut|seal)\w*",
    r"(?:trade|visa|gas|customs) (?:deal|agreement|treaty|pact)",
)
"""What is agreed of a border without touching where it runs."""
_OTHER_LINES = (
    "front",
    "railway",
    "rail",
    "power",
    "hard",
    "party",
    "bottom",
    "phone",
    "assembly",
    "picket",
    "supply",
    "hot",
)
THE_LINE = AnyOf(
    "".join(rf"(?<!{word}[ -])" for word in _OTHER_LINES)
    + r"(?:\bline\b|\b(?:the|both|two|these|those|their) (?:[\w-]+ ){0,2}lines\b)"
    r"(?! of (?:contact|work|credit|duty|fire|control))(?!-up)",
)
"""The line, where an article speaks of a border elsewhere."""
COMMISSION = AnyOf(
    "".join(rf"(?<!{word} )" for word in ("European", "electoral", "election", "rights", "truth"))
    + r"\bcommissions?\b",
)
"""A commission, where an article names one for the border elsewhere."""
BORDER_COMMISSION = _any(
    rf"(?:{_BORDER_NOUN}|delimitation|demarcation) commissions?",
    rf"commissions?\b[^.]{{0,60}}\b(?:delimit\w+|demarcat\w+|{_BORDER_NOUN})",
    rf"{_BORDER_NOUN}[^.]{{0,40}}\bcommissions?",
)
"""A commission for a border."""
IN_CONTEXT = _any(
    r"(?:courts?|tribunal|judges|arbitrators|panel)\b[^.;]{0,60}\b"
    r"(?:rul(?:e|es|ed|ing)|decid\w+|award\w*|judge?ment|verdict|(?:found|held|laid down|traced))",
    r"joint (?:technical )?(?:commission|committee)|disputes? over|sovereignty over",
    r"(?:old|rival|new|joint|official|colonial|soviet|agreed|common|detailed|military|aerial) (?:[\w-]+ )?maps",
    r"maps\b[^.;]{0,40}\b(?:show|put|place|mark|draw|agree|differ|exchang|sign|initial|survey)\w*",
    r"(?:that|this|their) (?:meeting|session|round)",
    r"(?:last|next|latest|previous|first|second|third|fourth|fifth|\d+th) round",
    r"(?:deal|treaty|agreement|accord|swap|pact)\b[^.;]{0,30}\b(?:gives?|gave|hands?|leaves?|left)\b[^.;]{0,40}"
    r"\b(?:hectares|km|kilomet\w+|land|territory|villages?|islands?)",
    r"(?:pillars|markers|beacons|stones|posts) (?:be|is|are|were|was|will|have|had|been|to)",
    r"(?:exchang|swap)\w* (?:of )?\d[\d,.]* (?:sq(?:uare)? ?(?:km|kilomet\w+|met\w+|miles)|hectares|km)",
    r"(?:put up|placed?|plant\w*|erect\w*|install\w*|set) (?:\w+ ){0,4}(?:pillars?|markers?|beacons?|stones?|posts)",
    r"re-?(?:mark|draw|survey)\w* the line",
    r"the (?:treaty|agreement|accord|deal|memorandum|document|protocol|pact|text|regulations?)\b[^.;]{0,60}"
    r"\b(?:signed|initial\w+|ratif\w+|approved|annulled|rejected|(?:in|into) force|takes? effect|struck|signature)",
    r"ratif\w+ (?:it|the)|(?:islands?|islets?|peninsula|enclaves?|hectares|villages?)\b[^.;]{0,40}"
    r"\b(?:shared|divided|split|handed over|returned|ceded|transferred)",
    r"(?:approved|ratified|endorsed|adopted|passed|backed) by (?:both |the |each )?"
    r"(?:parliaments?|assembl\w+|legislatures?|senates?)",
    r"(?:sign(?:s|ed|ing)?|initial\w*|ratify|approve) the "
    r"(?:protocol|treaty|agreement|accord|document|deal|text|memorandum)",
    r"exchang\w+ (?:the |their )?(?:instruments|maps|papers|documents|notes|coordinates)",
    r"the text (?:goes|went|will go)\b",
    r"the limit (?:in|runs?|follows?|staked|marked|along|through)|remains? in dispute|before the (?:tribunal|court)",
    r"the case (?:is|was|will|goes|went)\b",
    r"la(?:id|ys?|ying) claim|(?:the|its|their|that) claims? (?:goes|go|dates?|rests?|is based)",
    r"at stake (?:is|are)\b[^.;]{0,30}\b(?:hectares|km|kilomet\w+|islands?|land|waters)",
    r"surveyors\b[^.;]{0,60}\b(?:follow|mark|measur|found|drew|trac|establish|stak)\w*",
    r"(?:initial|sign|exchang|approv)\w* (?:the |their )?(?:[\w-]+ )?(?:maps|sheets|charts)",
    rf"(?:the|this|that) (?:[\w-]+ )?{_BORDER_NOUN} (?:cuts?|runs?|ran|bends?|turns?|keeps?|leaves?|goes|now)",
    r"(?:its|the|their) limits (?:ha(?:d|ve|s)|were|are|remain\w*) (?:been )?"
    r"(?:settled|drawn|defined|undefined|unsettled)",
    r"(?:annul|void|cancel|denounc|reject|suspend|scrap)\w* the (?:agreement|treaty|accord|deal|protocol|ruling|award)",
    rf"{_LAND}\b[^.;]{{0,30}}\bhanded over|keeps? (?:the |its )?(?:[\w-]+ )?(?:land|islands?|islets?|villages?|valley)",
    r"whichever (?:state|country|side)\b[^.;]{0,10}\bowns?",
    r"(?:respect|accept|honou?r|abide by|comply with) the (?:ruling|judge?ment|verdict|award)",
    r"court\b[^.;]{0,30}\b(?:gave|left|put)\b",
    r"(?:enclaves?|exclaves?)\b[^.]{0,50}\b(?:exchang\w+|swap\w*|change hands|transfer\w*|hand\w* over)",
    r"the (?:ruling|award|judge?ment)\b[^.]{0,60}\b(?:binding|awarded|gave|gives|leaves|left|line|final)",
)
"""What counts only where the article speaks of a border as such elsewhere."""


INTERNAL = _any(
    r"constituenc\w+|electoral|parliamentary seats?|seats|wards?|voting districts?|gerrymander\w*|budgets?|powers"
    r"|competen[cz]\w+|language (?:frontier|border|boundary)|provincial|municipal|federal",
)
"""What is delimited or demarcated within one state: seats, budgets, powers."""


TRUCE_LINE = _cut(r"(?:military )?demarcation line|administrative boundary line")
"""The line between two armies or administrations: demarcated once, and no border."""
