"""Reads PDFs with PyMuPDF and compares them with what the door says: python compare.py expected.json FOLDER"""

import json
import re
import sys
from collections import Counter

import fitz

SPACES = dict.fromkeys(map(ord, "\u202f\u00a0\u2009 \n\t\u2066\u2067\u2068\u2069\u200f\u200e\u2060"), None)


def bare(text: str) -> str:
    return text.translate(SPACES)


def letters(text: str) -> list[str]:
    """Words of Arabic or Latin letters, in the order in which they stand."""
    return re.findall(r"[^\W\d_]+", text)


expected, folder = sys.argv[1:3]
reports = numbers = missing = lines = astray = 0
for report in json.load(open(expected, encoding="utf-8")):
    document = fitz.open(f"{folder}/{report['file']}")
    text = "\n".join(page.get_text(sort=False) for page in document)
    packed = bare(text)
    reports += 1
    for cell, times in Counter(bare(cell) for cell in report["cells"]).items():
        numbers += times
        if packed.count(cell) < times:
            missing += 1
            if missing <= 5:
                print("missing", report["file"], cell, packed.count(cell), times)
    words = " ".join(letters(text))
    for line in report["lines"]:
        lines += 1
        if " ".join(letters(line)) not in words:
            astray += 1
            if astray <= 5:
                print("astray", report["file"], line)
    if report["hash"] not in packed:
        missing += 1
        print("hash", report["file"])
print(json.dumps({"reports": reports, "numbers": numbers, "missing": missing, "lines": lines, "astray": astray}))
sys.exit(1 if missing or astray else 0)
