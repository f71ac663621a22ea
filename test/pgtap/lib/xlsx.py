#!/usr/bin/env python3
"""The cells of xlsx files as CSV: file, sheet, row, column, value; empty cells are left out. Standard library only."""
import csv
import os
import re
import sys
import zipfile
import xml.etree.ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def text(element):
    return "".join(t.text or "" for t in element.iter(MAIN + "t"))


def cells(path):
    archive = zipfile.ZipFile(path)
    strings = []
    if "xl/sharedStrings.xml" in archive.namelist():
        strings = [text(item) for item in ET.fromstring(archive.read("xl/sharedStrings.xml")).findall(MAIN + "si")]
    targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).find(MAIN + "sheets"):
        part = "xl/" + targets[sheet.get(RELATION)].lstrip("/").removeprefix("xl/")
        for cell in ET.fromstring(archive.read(part)).iter(MAIN + "c"):
            column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            value = cell.find(MAIN + "v")
            if cell.get("t") == "inlineStr":
                content = text(cell)
            elif value is None or value.text is None:
                continue
            else:
                content = strings[int(value.text)] if cell.get("t") == "s" else value.text
            yield sheet.get("name"), int(row), column, content


out = csv.writer(sys.stdout, lineterminator="\n")
for path in sys.argv[1:]:
    for sheet, row, column, content in cells(path):
        out.writerow([os.path.basename(path).removesuffix(".xlsx"), sheet, row, column, content])
