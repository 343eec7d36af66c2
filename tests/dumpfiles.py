"""A country that is not, in the format of GeoNames' export: what the tests of `geo.gazetteer.dump` read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from geo.gazetteer.dump import Imported, Sources, import_dump

HEADING = "id,name,kind,lat,lon,country,admin1,population,source\n"


def place(identity: object, name: str, feature: str, **cells: object) -> str:
    """Return a line of allCountries.txt; `feature` is class and code, "P PPL"."""
    feature_class, _, code = feature.partition(" ")
    return "\t".join(
        str(cell)
        for cell in (
            identity,
            name,
            cells.get("ascii", name),
            cells.get("others", ""),
            cells.get("lat", 12.5),
            cells.get("lon", -30.25),
            feature_class,
            code,
            cells.get("country", "QX"),
            "",
            cells.get("admin1", ""),
            cells.get("admin2", ""),
            "",
            "",
            cells.get("population", 0),
            "",
            "77",
            "Etc/UTC",
            "2020-02-29",
        )
    )


def alternate(identity: object, language: str, text: str, flags: str = "", dates: tuple[str, str] = ("", "")) -> str:
    """Return a line of alternateNamesV2.txt; `flags` has letters of preferred, short, colloquial and historic."""
    return "\t".join(("7", str(identity), language, text, *("1" if flag in flags else "" for flag in "psch"), *dates))


PLACES = [
    place(1, "Republic of Testland", "A PCLI", ascii="Testland", admin1="00", population=900_000),
    place(2, "Northmark", "A ADM1", admin1="01", population=400_000),
    place(3, "Southmark", "A ADM1", admin1="02"),
    place(4, "Elmshire", "A ADM2", admin1="01", admin2="001", population=70_000),
    place(5, "Twinshire", "A ADM2", admin1="01", admin2="002"),
    place(6, "Twinshire", "A ADM2", admin1="02", admin2="003"),
    place(8, "Oakshire", "A ADM2", admin1="02", admin2="777", population=30_000),
    place(7, "Hillward", "A PRSH", admin1="02"),
    place(10, "Ålbrück", "P PPLC", ascii="Albruck", others="ALB,Albrook,Альбрюк", admin1="01", population=500_000),
    place(11, "Albrook", "P PPL", lat="-45.125", lon="179.5", population=200),
    place(12, "Fellstead", "P PPLQ"),
    place(13, "Warhurst", "P PPLW"),
    place(14, "Elder Testland", "A PCLH"),
    place(15, "Oldmark", "A ADM1H", admin1="09"),
    place(20, "Lake Mirra", "H LK"),
    place(21, "Mount Kell", "T MT"),
    place(22, "The Wastes", "L AREA"),
    place(23, "Dark Wood", "V FRST"),
    place(24, "Mirra Trench", "U TRGU", country=""),
    place(25, "Saint Mae", "S CH", admin1="02", admin2="003"),
    place(30, "Route 9", "R RD"),
    place(31, "Nothing At All", ""),
]
ALTERNATES = [
    alternate(10, "ru", "Старый Альбрюк", "h", ("1828", "1936")),
    alternate(10, "ru", "Альбрюк", "p"),
    alternate(10, "zh-Hant", "阿爾布"),
    alternate(10, "en", "Albie", "c"),
    alternate(10, "de", "Altbrück", "", ("18280401", "1936-05")),
    alternate(10, "de", "Burgbrück", "h", ("in summer", "")),
    alternate(10, "fr_1793", "Brück-Libre"),
    alternate(10, "abbr", "A.B."),
    alternate(10, "link", "https://example.org/albruck"),
    alternate(10, "iata", "ALB"),
    alternate(10, "post", "12345"),
    alternate(1, "en", "Testland", "ps"),
    alternate(13, "en", "Warhurst Castle"),
    alternate(999, "en", "Elsewhere"),
]
COUNTRY = ["QX", "QXX", "999", "QX", "Testlandia", "Albrück", "1", "1000000", "EU", *[""] * 7, "1", "", ""]


def write_dump(folder: Path, *, whole: bool = False, alternates: bool = True) -> Path:
    """Write the sample as text files to `folder`; `whole` as allCountries.txt."""
    folder.mkdir(exist_ok=True)
    files = {
        "allCountries.txt" if whole else "QX.txt": PLACES,
        "countryInfo.txt": ["#ISO\tISO3", "\t".join(COUNTRY)],
        "admin1CodesASCII.txt": ["QX.01\tNorth March\tNorth March\t2"],
        "admin2Codes.txt": ["QX.01.001\tElm Shire\tElm Shire\t4"],
    }
    if alternates:
        files["alternateNamesV2.txt"] = ALTERNATES
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def zipped(path: Path) -> Path:
    """Replace a text file by the zip file that GeoNames would publish; return it."""
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "not the data")
        archive.write(path, path.name)
    path.unlink()
    return packed


def write_many(folder: Path, count: int) -> Path:
    """Write allCountries.txt of `count` settlements and as many other names to `folder`."""
    folder.mkdir(exist_ok=True)
    with (folder / "allCountries.txt").open("w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            file.write(place(number, f"Town {number % 250} {number // 250}", "P PPL", population=number % 1000) + "\n")
    with (folder / "alternateNamesV2.txt").open("w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            file.write(alternate(number, "ru", f"Град {number % 250} {number // 250}") + "\n")
    return folder


def write_tables(folder: Path) -> Path:
    """Write own tables with a place of the dump, its divisions by code of state, code of county, and name."""
    folder.mkdir(exist_ok=True)
    rows = [
        'geonames:11,Albrook Ours,city,1.5,2.5,QX,,0,"own"',
        'geonames-adm1:QX.01,Our Northmark,division,3,4,QX,01,0,"own"',
        'district:QX.elmshire,Elmshire,district,5,6,QX,,0,"own"',
        'fips:02777,Oak County,county,9,10,QX,02,0,"own"',
        'district:QX.twinshire,Twinshire,district,7,8,QX,,0,"own"',
    ]
    (folder / "sites.csv").write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    names = "place,text,language,kind,since,until,source\ngeonames:10,Albruchia,la,alias,,,own\n"
    (folder / "names.csv").write_text(names, encoding="utf-8")
    return folder


def imported(dump: Path, tables: Path, target: Path) -> Imported:
    """Import a dump without GeoNames' places of the package, and return what it did."""
    return import_dump(Sources(dump, tables, list), target, lambda _: None)
