"""Cells that a spreadsheet would obey: LibreOffice itself opens the table, and computes nothing in it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

from geo.export import export
from tests import mapfile
from tests.tally import Tally

OFFICE = ("soffice", "libreoffice")
INSTALL = "apt-get install libreoffice-calc"
FORMULAS = tuple(
    before + formula
    for before in ("", " ", "\t", "\r", "\n", "\u00a0")
    for formula in (
        *("=1339*7", "+1339*7", "-1339*7", "@SUM(1339,8034)", '=HYPERLINK("http://x.example","y")'),
        *("=cmd|' /C calc'!A0", "=IMPORTXML(A1)", "=WEBSERVICE(A1)", "＝1339*7", "%0A=1339*7"),
    )
)
RESULT = "9373"


def table() -> bytes:
    features = [
        mapfile.feature(f"f{number}", "excerpt", excerpt=text, actors=[text], at=[-3.7, -40.4])
        for number, text in enumerate(FORMULAS)
    ]
    return export({"features": features, "dateline": {}}, "csv")


def test_formulas_begin_with_an_apostrophe_and_numbers_do_not(tally: Tally) -> None:
    assert len(set(FORMULAS)) >= 60
    rows = list(csv.DictReader(io.StringIO(table().decode("utf-8-sig"), newline="")))
    assert all(row["excerpt"].startswith("'") and row["actors"].startswith("'") for row in rows)
    assert {(row["lon"], row["lat"]) for row in rows} == {("-3.7", "-40.4")}
    tally.add("formulas in CSV", len(FORMULAS), "all behind an apostrophe, -3.7 a number")


def test_libreoffice_computes_no_cell(tmp_path: Path, torture: bool, tally: Tally) -> None:
    office = next((found for found in map(shutil.which, OFFICE) if found), None)
    if not torture or office is None:
        # What LibreOffice obeys begins with one of these (its manual, Entering formulas); the CSV has no such cell.
        cells = [cell for row in csv.reader(io.StringIO(table().decode("utf-8-sig"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
        assert [float(cell) for cell in cells if cell.startswith("-")]
        if torture:
            tally.add("formulas in LibreOffice", 0, f"not measured here: {INSTALL}")
        return
    (tmp_path / "given.csv").write_bytes(table())
    # Comma, quote, UTF-8, from line 1, and formulas evaluated wherever a cell is one (token 15).
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "given.csv")], check=True, timeout=300)
    sheet = (tmp_path / "given.fods").read_text("utf-8")
    assert "table:formula" not in sheet
    assert f'office:value="{RESULT}"' not in sheet
    assert sheet.count('office:value="-3.7"') == len(FORMULAS)
    tally.add("formulas in LibreOffice", len(FORMULAS), "0 computed, -3.7 a number")
