#!/usr/bin/env python3
"""Writes hmrc.tsv and codes.tsv.

hmrc.tsv: the monthly rates of His Majesty's Revenue and Customs (United Kingdom), from the tables that the Python package
hmrc-rates carries (`pip install hmrc-rates`); nothing is fetched. One row a month, one column a currency, units for one
pound sterling, as published. Left out, since they would convert wrongly: codes that are not of ISO 4217; months in which a
code had been replaced and the column went on; months in which a column held the rate of another currency or an old one
(WRONG, each found by comparing columns with each other and with months beside them); and single months that differ by
more than a third from the month before and from the month after, while those two agree within a tenth (slips of
printing, such as 439943 reais for a pound in April 2019).

codes.tsv: the codes of ISO 4217 that are in use, from the column ISO4217-currency_alphabetic_code of country-codes.csv
(Open Knowledge, public domain).

    build_rates.py COUNTRY_CODES_CSV
"""

import csv
import pathlib
import sys

from hmrc_rates import Rates

# Codes that were replaced: the last month in which they were in use.
LAST = {
    "BGN": (2025, 12),  # the euro since January 2026
    "BYR": (2016, 6),
    "HRK": (2022, 12),
    "LTL": (2014, 12),
    "MRO": (2017, 12),
    "SLL": (2023, 12),
    "STD": (2017, 12),
    "VEF": (2015, 1),
}
# What a column held by mistake: from when to when.
WRONG = {
    "CUP": ((2021, 1), (2022, 9)),  # one for a dollar, which had ended
    "IRR": ((2015, 4), (2015, 4)),
    "LRD": ((2014, 2), (2020, 12)),  # the dollar of the United States
    "SLE": ((2022, 11), (2022, 11)),  # the old leone
    "SLL": ((2023, 2), (2023, 12)),  # the new one
    "TOP": ((2014, 2), (2023, 9)),  # the dollar of Australia
    "ZWL": ((2014, 2), (2023, 10)),  # before it began, and then far behind
}
# No codes of ISO 4217.
NEVER = {"ECS", "SRG", "ZIG"}


def is_wrong(code: str, at: tuple[int, int]) -> bool:
    first, last = WRONG.get(code, ((9999, 1), (9999, 1)))
    return code in NEVER or at > LAST.get(code, at) or first <= at <= last


def without_slips(rows: dict[str, dict[str, str]], code: str) -> None:
    """Takes single months out that differ from both beside them, which agree."""
    periods = [period for period in rows if code in rows[period]]
    values = [float(rows[period][code]) for period in periods]
    for at in range(1, len(periods) - 1):
        before, value, after = values[at - 1 : at + 2]
        apart = max(value / before, before / value) > 4 / 3 and max(value / after, after / value) > 4 / 3
        if apart and 0.9 < before / after < 1.1:
            del rows[periods[at]][code]


def main() -> None:
    here = pathlib.Path(__file__).parent
    used = set()
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = row["ISO4217-currency_alphabetic_code"].replace(",", " ")
            used.update(code for code in codes.split() if code.isascii() and len(code) == 3)
    used |= {"TRY"}  # of Türkiye, whose row has no code in some editions
    rates = Rates()
    rows, columns = {}, set()
    for month in rates.months():
        row = {}
        for currency, rate in rates.monthly(month):
            code, at = currency.code, (month.year, month.month)
            if is_wrong(code, at):
                continue
            assert code in used or code in LAST or code in ("ZWG", "ZWL"), code
            row[code] = format(rate.units_per_gbp.normalize(), "f")
        columns |= row.keys()
        rows[f"{month.year:04}-{month.month:02}"] = row
    names = sorted(columns)
    for name in names:
        without_slips(rows, name)
    lines = ["\t".join(["period", *names])]
    lines += ["\t".join([period, *(row.get(name, "") for name in names)]) for period, row in rows.items()]
    (here / "hmrc.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    codes = sorted(used | {name for name in names if name not in LAST})
    (here / "codes.tsv").write_text("code\n" + "\n".join(codes) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
