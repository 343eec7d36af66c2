"""Names in composed and decomposed letters: one place, and offsets that are true of the text as it was given."""

from __future__ import annotations

import unicodedata

import pytest

from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Article
from tests.tally import Tally

NAMES = """São Paulo|Bogotá|Ürümqi|İzmir|Brasília|Córdoba|Medellín|Montréal|Querétaro|Goiânia|Belém|León|Mérida|Málaga
|Kraków|Łódź|Poznań|Wrocław|Gdańsk|Düsseldorf|München|Köln|Nürnberg|Zürich|Genève|Malmö|Göteborg|Tromsø|Århus|Reykjavík
|Besançon|Orléans|Nîmes|Béziers|Saint-Étienne|Brașov|Timișoara|Iași|Constanța|Plzeň|České Budějovice|Ústí nad Labem
|Košice|Žilina|Győr|Székesfehérvár|Kecskemét|Şanlıurfa|Diyarbakır|Muğla|Çanakkale|Eskişehir|Gəncə|Sumqayıt|Xankəndi
|Şuşa|Lənkəran|Naxçıvan|Đà Nẵng|Hải Phòng|Cần Thơ|Huế|Biên Hòa|Yaoundé|Lomé|Abéché|Sarh|N’Djamena|Bouaké|São Luís
|Maceió|Cuiabá|Florianópolis|Vitória|Ribeirão Preto|Asunción|Concepción|Valparaíso|Ibagué|Cúcuta|Culiacán|Mazatlán
|Cancún|San José|Panamá|Colón|Camagüey|Holguín|Mayagüez|Ponce|Québec|Lévis|Trois-Rivières|Gijón|Cádiz|Almería|Jaén
|Badajoz|Cáceres|Logroño|A Coruña|Évora|Setúbal|Guimarães|Φλώρινα|Αθήνα|Йошкар-Ола|Київ|Чернівці""".replace("\n", "")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def test_composed_and_decomposed_letters_are_one_place(gazetteer: Gazetteer, tally: Tally) -> None:
    names = NAMES.split("|")
    assert len(names) >= 100
    named = 0
    for name in names:
        found = []
        for form in ("NFC", "NFD"):
            text = f"The minister arrived in {unicodedata.normalize(form, name)} on Monday."
            toponyms = analyse(Article("x", text, ""), gazetteer).toponyms
            assert all(text[each.mention.start : each.mention.end] == each.mention.text for each in toponyms)
            found.append([(each.place.id if each.place else None) for each in toponyms])
        assert found[0] == found[1], name
        named += len(found[0]) == 1
    assert named >= 0.95 * len(names), "pairs that are both missed say nothing"
    tally.add("pairs of NFC and NFD", len(names), f"all alike, {named} found")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\u200f", "\U0001f5fa\ufe0f"])
def test_offsets_are_true_beside_marks_that_are_not_seen(gazetteer: Gazetteer, mark: str) -> None:
    text = f"{mark}The {mark} minister {mark}arrived in {mark}Oslo{mark} and Lima{mark}{mark}."
    toponyms = analyse(Article("x", text, ""), gazetteer).toponyms
    assert {each.mention.text for each in toponyms} == {"Oslo", "Lima"}
    assert all(text[each.mention.start : each.mention.end] == each.mention.text for each in toponyms)
