"""Download files like those of the World Bank and of SIPRI, small and made up."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

WORLD_BANK = """\ufeff"Data Source","World Development Indicators",

"Last Updated Date","2026-07-13",

"Country Name","Country Code","Indicator Name","Indicator Code","1991","1992","2006","2007","2024",
"Armenia","ARM","Population, total","SP.POP.TOTL","1","3000001","3000002.4","3000003","",
"Euro area","EMU","Population, total","SP.POP.TOTL","1","2","3","4","5",
"Azerbaijan","AZE","Population, total","SP.POP.TOTL","","","8000002","8000003","8000004",
"""
CURRENT = (
    ("Military expenditure by country, in millions of US$ at current prices, 1949-2024 © SIPRI",),
    ("Figures are in US $m., in current prices, converted at the rate of the given year.",),
    (),
    ("Country", "Notes", 1991.0, 1992.0, 2006.0, 2007.0),
    (),
    ("Europe",),
    ("Armenia", "†6", "xxx", 0.0, 188.18911643, 280.10868834),
    ("Azerbaijan", "", "...", "...", 717.1118, "..."),
)


def world_bank(folder: Path, text: str = WORLD_BANK) -> Path:
    """The World Bank's file."""
    path = folder / "API_SP.POP.TOTL_DS2_en_csv_v2_1.csv"
    path.write_text(text, encoding="utf-8")
    return path


def world_bank_zip(folder: Path, text: str = WORLD_BANK) -> Path:
    """The World Bank's zip, with the descriptions beside the figures."""
    path = folder / "API_SP.POP.TOTL_DS2_en_csv_v2_1.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Metadata_Country_API_SP.POP.TOTL_DS2_en_csv_v2_1.csv", "x\n")
        archive.writestr("API_SP.POP.TOTL_DS2_en_csv_v2_1.csv", text)
    return path


def sipri_csv(folder: Path, rows: Sequence[Sequence[object]] = CURRENT, sign: str = ",") -> Path:
    """SIPRI's sheet as a spreadsheet program saves it."""
    path = folder / "milex.csv"

    def cell(value: object) -> str:
        text = f"{value:.1f}" if isinstance(value, float) and value < 1900 else str(value)
        text = text.removesuffix(".0") if isinstance(value, float) else text
        return f'"{text}"' if sign in text else text

    path.write_text("\n".join(sign.join(map(cell, row)) for row in rows), encoding="utf-8")
    return path


def sipri_xlsx(
    folder: Path, rows: Sequence[Sequence[object]] = CURRENT, sheet: str = "Current US$"
) -> Path:
    """SIPRI's workbook, of one sheet."""
    path = folder / "SIPRI-Milex-data.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = ""
        for index, value in enumerate(row):
            at = f"{chr(65 + index)}{number}"
            if isinstance(value, float):
                cells += f'<c r="{at}"><v>{value}</v></c>'
            else:
                text = escape(str(value))
                cells += f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
        lines.append(f'<row r="{number}">{cells}</row>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
        f"{''.join(lines)}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
