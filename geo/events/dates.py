"""A text in; its date phrases, in order and not overlapping, out.

English words only. What each phrase means on the calendar is `calendar.resolve`'s affair.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Iterator

from geo.events.calendar import LAST_DAY_OF_TRIP, WEEKDAYS, DatePhrase
from geo.events.covered import Covered
from geo.events.needs import Sieve

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_MONTH = f"(?P<month>{_MONTH_NAME})"
_WEEKDAY_NAME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
_LEAD = rf"(?:{_WEEKDAY_NAME},? (?:the )?)?(?:the )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|until|through)\s)"
_DAY_END = r"(?P<day_end>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": LAST_DAY_OF_TRIP,
    "final": LAST_DAY_OF_TRIP,
    "closing": LAST_DAY_OF_TRIP,
}
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night|noon))?"
_LONGEST_PHRASE = 60
"""Characters; longer matches do not occur, and hostile text must not make the patterns run on."""


def _two(number: str | int) -> str:
    return f"{int(number):02d}"


def _month(match: re.Match[str], group: str = "month") -> str:
    return _two(1 + [name[:3] for name in _MONTHS].index(match[group].lower()[:3]))


def _phrase(match: re.Match[str], form: str, **fields: object) -> DatePhrase:
    return DatePhrase(match.start(), match.end(), form, **fields)  # type: ignore[arg-type]


def _real(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value if len(value) == 10 else f"2000-{value}")
    except ValueError:
        return False
    return True


def _full(match: re.Match[str]) -> DatePhrase | None:
    groups = match.groupdict()
    month = _month(match)
    value, end = f"{month}-{_two(match['day'])}", None
    if groups.get("day_end"):
        end_month = _month(match, "month_end") if groups.get("month_end") else month
        end = f"{end_month}-{_two(match['day_end'])}"
    if groups.get("year"):
        value = f"{match['year']}-{value}"
        end = f"{match['year']}-{end}" if end else None
    if not _real(value) or (end is not None and not _real(end)):
        return _phrase(match, "vague")
    return _phrase(match, "absolute" if groups.get("year") else "day", value=value, value_end=end)


def _iso(match: re.Match[str]) -> DatePhrase | None:
    return _phrase(match, "absolute", value=match[0]) if _real(match[0]) else None


def _month_year(match: re.Match[str]) -> DatePhrase:
    return _phrase(match, "absolute", value=f"{match['year']}-{_month(match)}")


def _bare_month(match: re.Match[str]) -> DatePhrase:
    modifier = (match["modifier"] or "").lower() or None
    start = match.start("modifier" if modifier else "month")
    return DatePhrase(start, match.end("month"), "month", _month(match), modifier=modifier)


def _year(match: re.Match[str]) -> DatePhrase:
    return DatePhrase(match.start("year"), match.end("year"), "absolute", match["year"])


def _weekday(match: re.Match[str]) -> DatePhrase:
    number = WEEKDAYS.index(match["weekday"].lower())
    return _phrase(match, "weekday", number=number, modifier=(match["modifier"] or "").lower().strip() or None)


def _weekday_week(match: re.Match[str]) -> DatePhrase:
    return _phrase(match, "weekday", number=WEEKDAYS.index(match["weekday"].lower()), modifier="week")


def _count(match: re.Match[str]) -> int:
    word = match["count"].lower()
    return _COUNTS.get(word) or int(word)


def _ago(match: re.Match[str]) -> DatePhrase:
    number = _count(match)
    if match["unit"] == "day":
        return _phrase(match, "offset days", number=-number)
    return _phrase(match, "offset years", number=-number) if match["unit"] == "year" else _phrase(match, "vague")


def _relative(match: re.Match[str]) -> DatePhrase:
    number = {"last": -1, "this": 0, "next": 1}[match["modifier"].lower()]
    unit = match["unit"].lower()
    if unit == "month":
        return _phrase(match, "offset months", number=number)
    if unit == "year":
        return _phrase(match, "offset years", number=number)
    return _phrase(match, "vague", modifier=match["modifier"].lower())


def _part_of(match: re.Match[str]) -> DatePhrase:
    unit = (match["unit"] or match["unit_in"]).lower()
    return _phrase(match, "offset months" if unit == "month" else "offset years")


def _later(match: re.Match[str]) -> DatePhrase:
    sign = 1 if match["side"].lower() in ("later", "after", "afterwards") else -1
    number = sign * _count(match)
    unit = match["unit"].lower()
    if unit == "year":
        return _phrase(match, "anchored years", number=number)
    return _phrase(match, "anchored", number=number) if unit == "day" else _phrase(match, "vague")


def _following_weekday(match: re.Match[str]) -> DatePhrase:
    return _phrase(match, "anchored weekday", number=WEEKDAYS.index(match["weekday"].lower()))


RULES: tuple[tuple[str, Callable[[re.Match[str]], DatePhrase | None]], ...] = (
    (r"\d{4}-\d\d-\d\d\b", _iso),
    (rf"{_LEAD}\b{_DAY} (?:of )?{_MONTH}{_TO}{_DAY_END} (?P<month_end>{_MONTH_NAME}),? {_YEAR}\b", _full),
    (rf"{_LEAD}\b{_DAY}{_TO}{_DAY_END} (?:of )?{_MONTH},? {_YEAR}\b", _full),
    (rf"{_LEAD}\b{_DAY}{_TO}{_DAY_END} (?:of )?{_MONTH}\b", _full),
    (rf"{_LEAD}\b{_MONTH} {_DAY}{_TO}{_DAY_END},? {_YEAR}\b", _full),
    (rf"{_LEAD}\b{_MONTH} {_DAY}{_TO}{_DAY_END}\b", _full),
    (rf"{_LEAD}\b{_DAY} (?:of )?{_MONTH},? {_YEAR}\b", _full),
    (rf"{_LEAD}\b{_MONTH} {_DAY},? {_YEAR}\b", _full),
    (rf"{_LEAD}\b{_DAY} (?:of )?{_MONTH}(?![\w-])", _full),
    (rf"{_LEAD}\b{_MONTH} {_DAY}(?![\w-])", _full),
    (rf"\b{_MONTH},? (?:of )?{_YEAR}\b", _month_year),
    (
        r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Ff]or|[Ii]nto|[Tt]o) (?:early[ -]|mid-|late )?"
        rf"|\b(?P<modifier>[Ll]ast|[Nn]ext|[Tt]his) |\b(?:early|late|mid|of|end of|in) ?-?)"
        rf"{_MONTH}(?![\w]|-\w| \d| [A-Z])",
        _bare_month,
    ),
    (
        rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Oo]f|early|late|mid-?"
        rf"|spring|summer|autumn|winter) ?{_YEAR}(?![\w-])",
        _year,
    ),
    (rf"\b(?P<weekday>{_WEEKDAY_NAME}) week\b", _weekday_week),
    (rf"\b(?:the )?[Ff]ollowing (?P<weekday>{_WEEKDAY_NAME})\b{_PART_OF_DAY}", _following_weekday),
    (rf"\b(?:the )?(?P<modifier>[Ll]ast |[Nn]ext |[Tt]his )?(?P<weekday>{_WEEKDAY_NAME})\b{_PART_OF_DAY}", _weekday),
    (r"\b[Dd]ay before yesterday\b", lambda m: _phrase(m, "offset days", number=-2)),
    (r"\b[Dd]ay after tomorrow\b", lambda m: _phrase(m, "offset days", number=2)),
    (rf"\b[Yy]esterday\b{_PART_OF_DAY}|\b[Ll]ast night\b", lambda m: _phrase(m, "offset days", number=-1)),
    (
        r"\b[Tt]oday\b|\b[Tt]onight\b|\b[Ee]arlier in the day\b|\b[Tt]his (?:morning|afternoon|evening)\b",
        lambda m: _phrase(m, "offset days"),
    ),
    (rf"\b[Tt]omorrow\b{_PART_OF_DAY}", lambda m: _phrase(m, "offset days", number=1)),
    (rf"\b(?i:{_COUNT}) (?P<unit>day|week|month|year|hour)s? ago\b", _ago),
    (
        r"\b(?i:(?:the )?(?:end|start|beginning|middle|course|second half|first half) of the (?P<unit>month|year))\b"
        r"|\b(?i:(?:later|earlier) in the (?P<unit_in>month|year))\b",
        _part_of,
    ),
    (r"^(?P<year>1[5-9]\d\d|20\d\d)(?=(?: ?[-–—]|:) )", _year),
    (
        r"\b(?:the )?(?P<modifier>[Ll]ast|[Tt]his|[Nn]ext) "
        r"(?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter)\b",
        _relative,
    ),
    (
        r"\b(?i:the (?:next|following) (?:day|morning|afternoon|evening)|the day after|the next day)\b",
        lambda m: _phrase(m, "anchored", number=1),
    ),
    (r"\b(?i:the (?:previous day|day before|evening before|eve))\b", lambda m: _phrase(m, "anchored", number=-1)),
    (r"^(?:In the (?:morning|afternoon|evening))\b|\blater (?:that|the same) day\b", lambda m: _phrase(m, "anchored")),
    (
        r"\b(?i:(?:the|that) same (?:day|morning|afternoon|evening|night)"
        r"|that (?:day|evening|night|morning|afternoon))\b",
        lambda m: _phrase(m, "anchored"),
    ),
    (
        rf"\b(?i:{_COUNT}) (?P<unit>day|week|month|year)s? (?P<side>later|afterwards|after|earlier|before)\b",
        _later,
    ),
    (
        rf"\b(?i:the (?P<ordinal>{'|'.join(_ORDINALS)}) day)\b",
        lambda m: _phrase(m, "trip day", number=_ORDINALS[m["ordinal"].lower()]),
    ),
    (
        r"\b(?i:(?:in|on|over|during|this) (?:the )?(?:coming )?"
        r"(?:spring|summer|autumn|fall|winter|weekend|days|weeks|months))\b",
        lambda m: _phrase(m, "vague"),
    ),
)
_COMPILED = Sieve((pattern, (re.compile(pattern), build)) for pattern, build in RULES)


_DAY_BY_MONTH = re.compile(r"\d(?:st|nd|rd|th)? (?:of )?[A-Z]|[a-z.] \d")
"""What stands in every text that a pattern of `_full` matches."""


def date_phrases(text: str) -> Iterator[DatePhrase]:
    """Give the date phrases of a text, in order; of two that overlap the one of the earlier rule.

    Offsets are those of `text`.
    """
    found: list[DatePhrase] = []
    taken = Covered(0, len(text))
    rules = _COMPILED.for_text(text)
    if rules and not _DAY_BY_MONTH.search(text):
        rules = [rule for rule in rules if rule[1] is not _full]
    for pattern, build in rules:
        for match in pattern.finditer(text):
            phrase = build(match) if match.end() - match.start() <= _LONGEST_PHRASE else None
            if phrase and not taken.meets(phrase.start, phrase.end):
                taken.take(phrase.start, phrase.end)
                found.append(_with_preposition(text, phrase))
    return iter(sorted(found, key=lambda phrase: phrase.start))


_WORD_BEFORE = re.compile(r"\b(\w++)\s++$")


def _with_preposition(text: str, phrase: DatePhrase) -> DatePhrase:
    before = _WORD_BEFORE.search(text, max(0, phrase.start - 20), phrase.start)
    if before is None:
        return phrase
    return dataclasses.replace(phrase, preposition=before[1].lower())
