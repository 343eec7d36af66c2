"""Ways in which the news says that somebody was, is or will be in a place."""

from __future__ import annotations

import dataclasses

import pytest
from analysis import PETROV, RUIZ, analysis, visits_told

from geo.events import extract
from geo.gazetteer import Gazetteer

LIMA = "[Lima|city PE]"
CASES = [
    (f"{RUIZ} has been to {LIMA} four times this year.", "Ruiz Lima completed 2023"),
    (
        f"{RUIZ} last saw {LIMA} in 2015; she will be there again in November.",
        "Ruiz Lima completed 2015; Ruiz Lima planned 2023-11",
    ),
    (f"{RUIZ} and {PETROV} put their names in {LIMA} to a pact.", "Ruiz Lima completed -; Petrov Lima completed -"),
    (f"{RUIZ} was shown the new bridge in {LIMA} on Monday.", "Ruiz Lima completed 2023-05-15"),
    (
        f"{RUIZ} was in {LIMA} as a student and in [Quito|city EC] on Monday.",
        "Ruiz Lima completed 2023-05-15; Ruiz Quito completed 2023-05-15",
    ),
    (f"{RUIZ} followed the reading in {LIMA} in person.", "Ruiz Lima completed -"),
    (
        f"{RUIZ} and {PETROV} adopted a joint statement in {LIMA} on Monday.",
        "Ruiz Lima completed 2023-05-15; Petrov Lima completed 2023-05-15",
    ),
    (f"{RUIZ} went sightseeing in {LIMA}.", "Ruiz Lima completed -"),
    (f"{RUIZ} took the night flight from [Quito|city EC] to {LIMA} on Monday.", "Ruiz Lima completed 2023-05-15"),
    (
        f"{RUIZ} flew to [Quito|city EC] on Monday and from there took a bus to {LIMA}.",
        "Ruiz Quito completed 2023-05-15; Ruiz Lima completed -",
    ),
    (f"{RUIZ}, in {LIMA} since Saturday, signed it.", "Ruiz Lima completed 2023-05-13"),
    (f"{RUIZ} spoke from {LIMA}, where she had gone on Monday.", "Ruiz Lima completed 2023-05-15"),
    (
        f"{RUIZ} stayed in [Quito|city EC] until Monday, when she flew to {LIMA}.",
        "Ruiz Quito completed -; Ruiz Lima completed 2023-05-15",
    ),
    (
        f"{RUIZ}, on a trip that began in {LIMA} on Monday, flew to [Quito|city EC].",
        "Ruiz Lima completed 2023-05-15; Ruiz Quito completed -",
    ),
    (
        f"The presidents of [Spain|country ES] and [Bulgaria|country BG] met in {LIMA} on Monday. "
        "[Ana Gil|person ES President] was late. [Ivo Pet|person BG President] was not.",
        "Gil Lima completed 2023-05-15; Pet Lima completed 2023-05-15",
    ),
    (f"{RUIZ} and {PETROV} both came to {LIMA}.", "Ruiz Lima completed -; Petrov Lima completed -"),
    (
        f"{RUIZ} called on {PETROV} in {LIMA} on Monday.",
        "Ruiz Lima completed 2023-05-15",
    ),
    (f"{RUIZ} on Monday ended the quarrel by signing in {LIMA} an accord.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} will be in {LIMA} from Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"On Friday {RUIZ} opens a fair in {LIMA}.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} and {PETROV} will sign the pact when they meet in {LIMA}.", "Ruiz Lima planned -; Petrov Lima planned -"),
    (f"{RUIZ} is flying to {LIMA} at the end of the month.", "Ruiz Lima planned 2023-05"),
    (f"{RUIZ} flew to [Quito|city EC]. Her next destination is {LIMA}.", "Ruiz Quito completed -; Ruiz Lima planned -"),
    (
        f"{RUIZ} will go to {LIMA} and, if time permits, to [Quito|city EC].",
        "Ruiz Lima planned -",
    ),
    (f"{RUIZ} is to lead the march in {LIMA} instead of the one in [Quito|city EC].", "Ruiz Lima planned -"),
    (
        f"{RUIZ} landed in {LIMA} on Monday. She will be joined by {PETROV}.",
        "Ruiz Lima completed 2023-05-15; Petrov Lima planned -",
    ),
    (f"MONDAY - {RUIZ} in {LIMA} for talks.", "Ruiz Lima planned 2023-05-22"),
    (f"January 1987 - {RUIZ} travels to {LIMA}.", "Ruiz Lima completed 1987-01"),
    (f"{RUIZ} was tired. Next on her calendar is {LIMA}.", "Ruiz Lima planned -"),
    (
        f"{RUIZ} retires. {LIMA} and [Quito|city EC] are on her farewell tour; "
        "[Cusco|city PE] has been taken off the list.",
        "Ruiz Lima planned -; Ruiz Quito planned -; Ruiz Cusco cancelled -",
    ),
    (f"{RUIZ} is not in {LIMA}.", ""),
    (f"{LIMA} is awaiting a visit by {RUIZ} on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"[Spain|country ES] sends an envoy, {PETROV}, to {LIMA} on Friday.", "Petrov Lima planned 2023-05-19"),
    (f"{RUIZ} visits {LIMA} in June.", "Ruiz Lima planned 2023-06"),
    (f"{RUIZ} flies to {LIMA} on Friday week.", "Ruiz Lima planned 2023-05-26"),
    (f"{RUIZ} first set eyes on {LIMA} in 1971.", "Ruiz Lima completed 1971"),
    (f"{RUIZ} heard the ruling in {LIMA}.", "Ruiz Lima completed -"),
    (f"{RUIZ} was in [Cadiz|city ES] on Monday.", "Ruiz Cadiz completed 2023-05-15"),
    (
        f"{RUIZ} returned to [Madrid|city ES] on Monday from three days in {LIMA}.",
        "Ruiz Madrid completed 2023-05-15; Ruiz Lima completed -",
    ),
    (f"The invitation to {RUIZ} to come to {LIMA} was withdrawn.", "Ruiz Lima cancelled -"),
    (f"{PETROV} spoke of {RUIZ}, whose planned tour of {LIMA} had been called off.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} arrived in {LIMA} for talks on the [Danube|region -] boundary.", "Ruiz Lima completed -"),
    (f"{RUIZ} will receive {PETROV}, in {LIMA} on Friday, her office said.", "Petrov Lima planned 2023-05-19"),
    (f"{RUIZ}, travelling with {PETROV}, landed in {LIMA}.", "Ruiz Lima completed -; Petrov Lima completed -"),
    (
        f"{RUIZ} will fly to {LIMA} on Friday. She is bringing {PETROV} with her.",
        "Ruiz Lima planned 2023-05-19; Petrov Lima planned 2023-05-19",
    ),
    (f"{RUIZ} is next due in {LIMA} on Friday.", "Ruiz Lima planned 2023-05-19"),
    (
        f"The talks failed, but on Monday the ministers, {RUIZ} and {PETROV}, shook hands in {LIMA}.",
        "Ruiz Lima completed 2023-05-15; Petrov Lima completed 2023-05-15",
    ),
    (f"{RUIZ} on Monday paid her first visit to {LIMA} since the war.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} will not come to {LIMA} for the lake summit.", "Ruiz Lima cancelled -"),
    (
        f"{RUIZ} left for {LIMA} on a journey that also takes in [Cusco|city PE] and [Puno|city PE].",
        "Ruiz Lima completed -; Ruiz Cusco planned -; Ruiz Puno planned -",
    ),
    (
        f"{RUIZ} met her [Italian|country IT Italy] and [Austrian|country AT Austria] counterparts, "
        f"[Paolo Ferri|person -] and [Julia Wolf|person -], in {LIMA}. "
        "The three had gathered in [Graz|city AT] in 2021.",
        "Ruiz Lima completed -; Ferri Lima completed -; Wolf Lima completed -; "
        "Ruiz Graz completed 2021; Ferri Graz completed 2021",
    ),
    (
        "[Albania|country AL] and [Greece|country GR] agreed, Foreign Ministers [Elira Gjok|person -] and "
        "[Leon Papas|person -] said after a lunch in [Tirana|city AL].",
        "Papas Tirana completed -",
    ),
    (f"{RUIZ} will see {PETROV} on Friday before taking the train to {LIMA}.", "Ruiz Lima planned -"),
    (
        "The premiers of [Spain|country ES], [Italy|country IT] and the [Czech Republic|country CZ] went to "
        f"{LIMA}. [Ana Gil|person -], [Ivo Pet|person -] and [Jan Dvor|person -] met miners.",
        "Gil Lima completed -; Pet Lima completed -; Dvor Lima completed -",
    ),
    (f"{RUIZ} walked the disputed stretch near {LIMA} on Monday.", "Ruiz Lima completed 2023-05-15"),
    (f"{RUIZ} is coming to {LIMA} today.", "Ruiz Lima planned 2023-05-17"),
    (f"{RUIZ} is visiting {LIMA} today.", "Ruiz Lima completed 2023-05-17"),
    (f"{RUIZ} was ill. A trip she made to {LIMA} in March was kept quiet.", "Ruiz Lima completed 2023-03"),
    (f"{RUIZ} flies home on Friday by way of {LIMA}.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} missed the opening of a summit in {LIMA} but joined the dinner.", ""),
    (f"{RUIZ} studied in {LIMA}.", ""),
    (f"On her way home {RUIZ} stops in {LIMA}.", "Ruiz Lima planned -"),
    (f"{RUIZ} was last in {LIMA} in 2021.", "Ruiz Lima completed 2021"),
    (f"{RUIZ} will be received at the palace and lay flowers in {LIMA}.", "Ruiz Lima planned -"),
    (f"{RUIZ} was kept from leaving for a rally in {LIMA}.", ""),
    (f"{RUIZ} will report to heads of state in {LIMA} on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"{RUIZ} had no intention of travelling to {LIMA}.", ""),
    (f"{RUIZ} turned her back on a gathering in {LIMA}.", "Ruiz Lima cancelled -"),
    (f"{RUIZ} is due at the African Union in {LIMA} on Friday.", "Ruiz Lima planned 2023-05-19"),
    (f"[LIMA|city PE] - {RUIZ} is expected to attend.", ""),
    (f"[LIMA|city PE] - {RUIZ} is expected on Friday.", "Ruiz LIMA planned 2023-05-19"),
    (f"2004 - {RUIZ} opens a well in {LIMA}.", "Ruiz Lima completed 2004"),
]


@pytest.mark.parametrize(("marked", "wanted"), CASES)
def test_a_presence_is_found_however_it_is_worded(marked: str, wanted: str) -> None:
    assert visits_told(marked) == sorted(wanted.split("; ") if wanted else [])


def test_who_flies_in_is_where_the_dateline_is() -> None:
    told = visits_told(f"[LIMA|city PE], May 15 - {RUIZ}, who had flown in from [Quito|city EC], was tired.")
    assert told == ["Ruiz LIMA completed -"]


def test_a_town_that_only_the_event_shows_has_its_point() -> None:
    read = analysis(f"{RUIZ} will be in Honiara on Friday.")
    (visit,) = extract(read, Gazetteer.open()).visits
    assert visit.toponym.place is not None
    assert visit.toponym.place.country == "SB"


def test_the_capital_of_a_state_is_the_town_that_the_article_named() -> None:
    gazetteer = Gazetteer.open()
    (tbilisi,) = (p for p in gazetteer.lookup("Tbilisi") if p.precision == "city")
    read = analysis(
        f"{RUIZ} spoke of [Tbilisi|city GE]. {PETROV} landed in the [Georgian|country GE Georgia] capital on Monday."
    )
    known = tuple(dataclasses.replace(t, place=tbilisi) if t.mention.text == "Tbilisi" else t for t in read.toponyms)
    (visit,) = extract(dataclasses.replace(read, toponyms=known)).visits
    assert (visit.actor, visit.toponym.mention.text, visit.date) == ("Ivan Petrov", "Tbilisi", "2023-05-15")
    assert "Tbilisi" in read.article.text[visit.sentence.start : visit.sentence.end]
