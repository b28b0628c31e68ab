#!/usr/bin/env python3
"""Writes a long file of figures in the built-in layout, with the codes of the catalogue.

    benches/make_long_csv.py FILE [--rows 10000000] [--shuffled] [--shape areas|months]

The columns are `indicator,place,period,sex,value`; every row is a different figure that the import accepts.
Two shapes of the same number of rows:

- `areas`: 30 years, for everyone, women and men, of 40 indicators, in every country and in areas within it
  (`KEN/area_3`): many short series, as national statistics have them. 10 million rows are 333,334 series.
- `months`: up to 348 months, for everyone, women and men, of 40 indicators, in every country: few long
  series. 10 million rows are 28,736 series.

Rows come series by series, in order of period. With --shuffled the same rows come in an order that has
nothing to do with it (the row numbers multiplied by a prime, modulo their count), so that every series is
spread over the whole file.
"""
import argparse
import math
import sys
import tomllib
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
INDICATORS = 40
SEXES = ("", "female", "male")
PRIME = 2_147_483_659
BLOCK = 100_000


def indicators():
    """Codes of indicators for which every figure from 0 to 100 makes sense, and about everyone too."""
    found = []
    for path in sorted((CATALOGUE / "indicators").glob("*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8")).get("indicator", []):
            if one.get("headline_dimensions"):
                continue
            if one["unit"] == "percent" or one.get("scale") == "positive":
                found.append(one["code"])
    return found[:INDICATORS]


def countries():
    lines = (CATALOGUE / "countries.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines[1:] if line]


def heads(rows, shape):
    """Beginnings and ends of series: (`indicator,place,`, `,sex,`), and the periods of each."""
    codes, isos = indicators(), countries()
    if shape == "months":
        periods = [f"{1996 + month // 12}-{month % 12 + 1:02}" for month in range(348)]
        places = isos
    else:
        periods = [str(year) for year in range(1995, 2025)]
        wanted = math.ceil(rows / (len(codes) * len(SEXES) * len(periods)))
        areas = math.ceil(wanted / len(isos))
        names = [""] + [f"/area_{area}" for area in range(1, areas)]
        places = [iso + name for iso in isos for name in names]
    series = [(f"{code},{place},", f",{sex},") for code in codes for place in places for sex in SEXES]
    if len(series) * len(periods) < rows:
        sys.exit(f"this shape has {len(series) * len(periods)} rows at most")
    return series, periods


def write(path, rows, shape, shuffled):
    series, periods = heads(rows, shape)
    count = len(periods)

    def line(row):
        head, tail = series[row // count]
        return f"{head}{periods[row % count]}{tail}{row * 2_654_435_761 % 10_000_000 / 100_000}"

    with open(path, "w", encoding="ascii", newline="\n") as out:
        out.write("indicator,place,period,sex,value\n")
        for start in range(0, rows, BLOCK):
            block = range(start, min(start + BLOCK, rows))
            chosen = (row * PRIME % rows for row in block) if shuffled else block
            out.write("\n".join(map(line, chosen)))
            out.write("\n")
    return -(-rows // count)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--shuffled", action="store_true")
    parser.add_argument("--shape", choices=("areas", "months"), default="areas")
    asked = parser.parse_args()
    made = write(asked.file, asked.rows, asked.shape, asked.shuffled)
    print(f"{asked.file}: {asked.rows:,} rows, {made:,} series")
