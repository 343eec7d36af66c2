"""Border references: each text with the sentences that are one, their parties, stage and process."""

from __future__ import annotations

import pytest
from analysis import RUIZ, analysis

from geo.events import extract
from geo.events.stages import document, stage

GHANA = "[Ghana|country GH]"
TOGO = "[Togo|country TG]"
NO_REFERENCE = [
    "The envoys of [Ghana|country GH] and [Togo|country TG] drove to the administrative boundary line.",
    "The commission for the delimitation of constituencies in [Ghana|country GH] met on Friday.",
    "The coalition agreed on a demarcation of federal and regional budgets in [Belgium|country BE].",
    "[Ana Gil|person PE] walked across the demarcation line between [Ghana|country GH] and [Togo|country TG].",
    "[Ghana|country GH] and [Togo|country TG] signed a gas deal and reopened the border.",
]
CASES: list[tuple[str, list[tuple[str, str, str, str | None]]]] = [
    (f"{GHANA} and {TOGO} signed a treaty on their common border on Monday.", [("signed", "GH TG", "signed", None)]),
    (
        f"The border between {GHANA} and {TOGO} was demarcated in 1994. Trade across the border has grown.",
        [("demarcated", "GH TG", "demarcated", "demarcation")],
    ),
    (f"The two ministers reopened the border between {GHANA} and {TOGO}.", []),
    (f"Border guards from {GHANA} fired on traders near the frontier with {TOGO}.", []),
    (f"{GHANA} and {TOGO} agreed to reopen their border.", []),
    (
        f"The tribunal ruled on Tuesday that the line between {GHANA} and {TOGO} runs "
        f"along the river. It put the village on the {GHANA} side.",
        [("ruled", "GH TG", "ruled", None)],
    ),
    (
        f"Parliament in [Accra|city GH] ratified the boundary agreement with {TOGO} on May 3.",
        [("ratified", "GH TG", "ratified", None)],
    ),
    (
        f"The boundary treaty between {GHANA} and {TOGO} entered into force last year.",
        [("entered", "GH TG", "in force", None)],
    ),
    (
        f"{GHANA}'s maritime boundary with {TOGO} has yet to be delimited.",
        [("yet", "GH TG", "mentioned", "delimitation")],
    ),
    (
        f"Experts from {GHANA} and {TOGO} will begin demarcation of the frontier in June.",
        [("will begin", "GH TG", "announced", "demarcation")],
    ),
    (
        f"{GHANA} proposed that the border with {TOGO} be drawn along the ridge.",
        [("proposed", "GH TG", "proposed", None)],
    ),
    (
        f"[Lome|city TG] rejected the ruling on the maritime boundary with {GHANA}.",
        [("rejected", "GH TG", "rejected", None)],
    ),
    (
        f"{GHANA} and {TOGO} initialled a border accord; it has not been signed.",
        [("initialled", "GH TG", "initialled", None)],
    ),
    (
        f"Surveyors placed the last boundary pillars between {GHANA} and {TOGO} on Sunday.",
        [("pillars", "GH TG", "demarcated", "demarcation")],
    ),
    (
        f"{RUIZ} offered to mediate in the border dispute between {GHANA} and {TOGO}.",
        [("offered", "GH TG", "offered", None)],
    ),
    (
        f"The commission for the delimitation of the {GHANA}-{TOGO} border met on Friday. "
        "The commission agreed on a stretch of 12 km.",
        [("met", "GH TG", "mentioned", "delimitation"), ("stretch", "GH TG", "agreed", None)],
    ),
    (
        f"{GHANA} announced that delimitation of its border with {TOGO} would start next year.",
        [("announced", "GH TG", "announced", "delimitation")],
    ),
    (f"{GHANA} and {TOGO} have long disputed the boundary at sea.", [("disputed", "GH TG", "mentioned", None)]),
    (
        f"A commission will delimit the border of {GHANA} and {TOGO}. That meeting was held on Monday. "
        "The protocol has been in force since 3 May 2022.",
        [
            ("will delimit", "GH TG", "announced", "delimitation"),
            ("That meeting", "GH TG", "mentioned", None),
            ("in force", "GH TG", "in force", None),
        ],
    ),
    (
        f"{GHANA} holds the frontier with {TOGO} settled; {TOGO} has never recognised it.",
        [("never", "GH TG", "rejected", None)],
    ),
    (
        f"A stretch of the border of {GHANA} and {TOGO} remains to be demarcated.",
        [("remains", "GH TG", "mentioned", "demarcation")],
    ),
    (f"{RUIZ} said the border commissions of {GHANA} and {TOGO} would meet.", [("would", "GH TG", "announced", None)]),
    (f"Talks between {GHANA} and {TOGO} on trade ended. Smugglers cross the border at night.", []),
    (
        f"{GHANA} completed the delimitation of its border with {TOGO} in 2012.",
        [("completed", "GH TG", "delimited", "delimitation")],
    ),
    (
        f"The agreement on the border between {GHANA} and {TOGO} has been signed but not ratified.",
        [("signed", "GH TG", "signed", None)],
    ),
    (
        f"The border agreement between {GHANA} and {TOGO} will be signed in June.",
        [("will be", "GH TG", "announced", None)],
    ),
    (
        f"{GHANA} and {TOGO} exchanged instruments of ratification of their border treaty.",
        [("exchanged", "GH TG", "ratified", None)],
    ),
    (
        f"A row over where the border between {GHANA} and {TOGO} lies has simmered for decades.",
        [("row", "GH TG", "mentioned", None)],
    ),
    (f"The island is claimed by both {GHANA} and {TOGO}.", []),
    (f"The line of trucks at the {GHANA} border stretched for miles.", []),
    (
        f"Both sides said the frontier between {GHANA} and {TOGO} should follow the river, as the map of 1914 shows.",
        [("should follow", "GH TG", "mentioned", None)],
    ),
    (f"Ministers urged {GHANA} and {TOGO} to settle their border quarrel.", [("urged", "GH TG", "proposed", None)]),
]


@pytest.mark.parametrize(("marked", "wanted"), CASES)
def test_a_border_spoken_of_as_such_is_a_reference_with_its_stage(
    marked: str, wanted: list[tuple[str, str, str, str | None]]
) -> None:
    read = analysis(marked)
    found = extract(read).borders
    assert [(" ".join(b.parties), b.stage, b.process) for b in found] == [w[1:] for w in wanted]
    for reference, (part, *_) in zip(found, wanted, strict=True):
        assert part in read.article.text[reference.sentence.start : reference.sentence.end]


def test_a_sentence_without_countries_takes_the_parties_of_the_article() -> None:
    found = extract(analysis(f"{GHANA} and {TOGO} dispute their border. The line has never been demarcated.")).borders
    assert [b.parties for b in found] == [("GH", "TG"), ("GH", "TG")]


def test_a_border_reference_in_a_quotation_has_its_speaker() -> None:
    found = extract(analysis(f"{GHANA} and {TOGO} met. “We will delimit the border by May,” {RUIZ} said.")).borders
    assert [b.speaker for b in found] == ["Lena Ruiz"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They signed the Lomé Protocol on the border.", "Lomé Protocol"),
        ("The commissions held their eighth meeting.", "eighth meeting"),
        ("A land boundary agreement was initialled.", "land boundary agreement"),
        ("They signed a treaty.", None),
    ],
)
def test_a_document_is_named_in_the_words_of_the_text(text: str, named: str | None) -> None:
    assert document(text) == named


@pytest.mark.parametrize("marked", NO_REFERENCE)
def test_seats_budgets_and_lines_of_armies_are_no_border(marked: str) -> None:
    assert extract(analysis(marked)).borders == ()


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        (f"{GHANA} and {TOGO} on Tuesday split Hawk Island between them.", "agreed"),
        (f"{GHANA} will ignore any ruling on its maritime boundary with {TOGO}.", "rejected"),
        (f"{GHANA} and {TOGO} have a dispute over the islands in the lake.", "mentioned"),
        (f"The World Court awarded the islands to {GHANA}, not to {TOGO}.", "ruled"),
        (f"Surveyors of {GHANA} and {TOGO} put up the last markers on their border.", "demarcated"),
    ],
)
def test_what_is_split_ruled_or_disputed_by_other_words_is_a_reference(marked: str, told: str) -> None:
    (reference,) = extract(analysis(marked)).borders
    assert (reference.parties, reference.stage) == (("GH", "TG"), told)


def test_a_border_with_a_state_is_that_of_the_state_named_first() -> None:
    marked = (
        "[Ghana|country GH] said it would ignore a ruling on its maritime boundary with [Togo|country TG]. "
        "Its minister telephoned colleagues in [Kingston|city JM] and [Lima|city PE]. The judges drew a line in 2012."
    )
    assert {reference.parties for reference in extract(analysis(marked)).borders} == {("GH", "TG")}


def test_neighbours_are_told_by_their_persons() -> None:
    marked = (
        "[Kosovo|country XK]'s president, [Arben Kola|person XK], and his [Serbian|country RS Serbia] counterpart, "
        "[Milan Ras|person RS], met in [Alpbach|city AT] and did not rule out a change of the agreed border."
    )
    assert [reference.parties for reference in extract(analysis(marked)).borders] == [("RS", "XK")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The boundary treaty was neither initialled nor signed.", "mentioned"),
        ("The ratification of the boundary agreement was still to come.", "mentioned"),
        ("The signing of the boundary treaty initialled in May remains outstanding.", "initialled"),
        ("The ratification of the boundary agreement took a year.", "ratified"),
        ("Surveyors placed a first marker on the border.", "mentioned"),
        ("Surveyors placed the last of the border pillars.", "demarcated"),
    ],
)
def test_what_is_denied_still_to_come_or_only_begun_is_not_reached(text: str, told: str) -> None:
    assert stage(text) == told


def test_of_two_dates_a_reference_has_the_one_of_its_stage() -> None:
    text = (
        f"A court in {GHANA} found the border protocol with {TOGO} lawful on 26 September 2023, and parliament "
        "ratified it on 23 October 2023."
    )
    (found,) = extract(analysis(text)).borders
    assert (found.stage, found.date) == ("ratified", "2023-10-23")


@pytest.mark.parametrize(
    "marked",
    [
        f"The judges awarded the reef to {GHANA} and the shoals to {TOGO}.",
        f"{GHANA} and {TOGO} signed a treaty that cuts the disputed part of the lagoon and the strip in two.",
        f"Nobody can say who owns Volta Lake, {GHANA} or {TOGO}.",
        f"{GHANA} claims the whole of the bay; {TOGO} disagrees.",
        f"{GHANA} handed over four villages to {TOGO}.",
        f"{GHANA} left the headland, which {TOGO} also claims.",
        f"{GHANA} and {TOGO} contest the reef to this day.",
        f"{GHANA} and {TOGO} drew the limit of their economic zones.",
        f"Masons from {GHANA} and {TOGO} set twenty concrete pillars along the river.",
        f"Both say that the block of sea between {GHANA} and {TOGO} lies within their waters.",
        f"{GHANA} and {TOGO} opened talks on the Volta boundary.",
        f"{GHANA} and {TOGO} named a commission on the disputed Rincon.",
        f"{GHANA} and {TOGO} have drawn no line between their shelves.",
        f"The protocol of {GHANA} and {TOGO} leaves out the upper Volta, which both countries claim.",
        f"{GHANA} and {TOGO} held talks in Rome about the islets off their coasts.",
        f"{GHANA} and {TOGO} initialled, but never ratified, a line dividing their economic zones.",
        f"Forty beacons between {GHANA} and {TOGO} have been found.",
        f"The island has been claimed by both countries, {GHANA} and {TOGO}.",
        f"{GHANA} offered to swap valleys with {TOGO}; {TOGO} wants a survey of the frontier first.",
        f"{GHANA} and {TOGO} left the division of the seabed for another day.",
        f"The court divided the Gulf of Volta between {GHANA} and {TOGO}.",
        f"{GHANA}'s premier was in court over the award on the Bay of Volta, which {TOGO} rejects.",
    ],
)
def test_what_is_quarrelled_over_or_divided_is_a_border_without_the_word(marked: str) -> None:
    (reference,) = extract(analysis(marked)).borders
    assert reference.parties == ("GH", "TG")


@pytest.mark.parametrize(
    "marked",
    [
        "Geologists voted to place the boundary between two ages of the Earth in a cave. A lake in "
        "[Ghana|country GH] had been proposed.",
        "The lender's boundary with an older claim by a fund in [Togo|country TG] was settled in court.",
        f"{GHANA} and {TOGO} settled their border in 1994. “Lines are for maps,” a fisherman said.",
    ],
)
def test_a_boundary_between_no_two_states_is_no_reference(marked: str) -> None:
    read = analysis(marked)
    assert [
        r for r in extract(read).borders if "1994" not in read.article.text[r.sentence.start : r.sentence.end]
    ] == []


def test_who_gives_and_who_gets_are_the_sides_though_others_are_named() -> None:
    told = f"[France|country FR] and {GHANA} had a treaty. {GHANA} returned the strip to {TOGO}."
    assert {r.parties for r in extract(analysis(told)).borders} == {("GH", "TG")}


def test_what_is_in_force_since_a_day_has_that_day() -> None:
    told = f"{GHANA} and {TOGO} signed a border treaty. The treaty has been in force since 3 May 2022."
    assert [r.date for r in extract(analysis(told)).borders] == [None, "2022-05-03"]


def test_two_old_powers_are_not_the_sides_of_a_line_between_two_others() -> None:
    told = (
        f"{GHANA}'s troops left the village. {TOGO}'s premier thanked {GHANA}. A joint committee of {TOGO} will set up "
        "boundary pillars along the line that [France|country FR] and [Britain|country GB] agreed on in 1912."
    )
    assert {r.parties for r in extract(analysis(told)).borders} == {("GH", "TG")}


def test_a_territory_stands_for_the_state_that_it_belongs_to() -> None:
    told = "[Canada|country CA] and [Greenland|country GL] settled their border quarrel over the island."
    assert [r.parties for r in extract(analysis(told)).borders] == [("CA", "DK")]
