#!/usr/bin/env python3
"""Writes boxes.tsv: the box of degrees that a country lies in.

    python3 build_boxes.py

Reads world.tsv (outlines, already projected: see build_map.py) and ../countries.tsv beside itself; writes
boxes.tsv. Standard library only. The same input gives the same output, byte for byte.

A box says where a site can be, not where a country ends: it is wider than the outline by MARGIN degrees, and
by what WIDER adds for islands that the outline leaves out. A country without an outline gets AROUND degrees
around its point, or the box of WIDER. Where west is greater than east, the box crosses the antimeridian.
"""

import csv
import math
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
MARGIN = 0.3
AROUND = 2.5
WIDTH = 1000.0

# Islands and parts far from the rest: west, south, east, north.
WIDER = {
    "AUS": (105.0, -44.0, 168.2, -9.0),
    "BRA": (-74.2, -34.0, -28.6, 5.5),
    "CAN": (-141.2, 41.5, -52.4, 83.3),
    "CHL": (-109.7, -56.2, -66.2, -17.3),
    "COK": (-166.5, -22.5, -157.0, -8.5),
    "COL": (-82.2, -4.4, -66.7, 13.8),
    "CPV": (-25.6, 14.6, -22.5, 17.4),
    "CRI": (-87.3, 5.3, -82.4, 11.4),
    "ECU": (-92.2, -5.2, -75.0, 1.9),
    "ESP": (-18.4, 27.4, 4.6, 44.0),
    "FJI": (176.8, -21.1, -178.2, -12.4),
    "FSM": (137.0, 0.8, 163.3, 10.2),
    "GNQ": (5.3, -1.7, 11.6, 4.0),
    "IND": (68.0, 6.5, 97.6, 35.7),
    "JPN": (122.7, 20.2, 154.1, 45.8),
    "KIR": (169.3, -11.7, -150.0, 5.0),
    "MDV": (72.4, -0.9, 73.9, 7.3),
    "MHL": (160.6, 4.4, 172.3, 14.8),
    "MUS": (56.3, -20.7, 63.7, -10.1),
    "NOR": (-9.3, 57.7, 34.0, 81.0),
    "NZL": (165.7, -52.8, -175.7, -28.9),
    "PCN": (-131.0, -25.3, -124.5, -23.7),
    "PLW": (130.9, 2.7, 134.9, 8.3),
    "PRT": (-31.5, 29.8, -6.0, 42.3),
    "PYF": (-155.0, -28.0, -134.2, -7.6),
    "SHN": (-14.6, -40.6, -5.4, -7.6),
    "STP": (6.2, -0.2, 7.7, 1.9),
    "SYC": (46.0, -10.5, 56.5, -3.4),
    "TKL": (-172.8, -9.7, -170.9, -8.3),
    "TON": (-176.5, -22.6, -173.4, -15.3),
    "TUV": (175.8, -11.0, -179.6, -5.4),
    "USA": (172.0, 18.5, -66.5, 71.7),
    "YEM": (42.0, 11.8, 54.9, 19.3),
    "ZAF": (16.2, -47.1, 38.2, -21.8),
}
NO_BOX = {"ATA", "UMI", "ATF"}  # everywhere and nowhere; nobody's school

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2


def forward(lon, lat):
    t = math.asin(M * math.sin(math.radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = math.radians(lon) * math.cos(t) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    return x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


HALF = forward(180, 0)[0]
TOP = forward(0, 84)[1]
SCALE = WIDTH / (2 * HALF)


def degrees(px, py):
    """Equal Earth backwards, by Newton's method."""
    x, y = px / SCALE - HALF, TOP - py / SCALE
    t = y
    for _ in range(20):
        t2 = t * t
        t6 = t2 * t2 * t2
        error = t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)) - y
        t -= error / (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2))
    t2 = t * t
    t6 = t2 * t2 * t2
    lon = M * x * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)) / math.cos(t)
    return math.degrees(lon), math.degrees(math.asin(math.sin(t) / M))


def parts(path):
    """Rings of a path of relative lines, each a list of points."""
    x = y = 0.0
    ring = []
    for command, numbers in re.findall(r"([MmLlZz])([^MmLlZz]*)", path):
        values = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command in "Zz":
            yield ring
            x, y = ring[0]
            ring = []
            continue
        for dx, dy in zip(values[::2], values[1::2]):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            ring.append((x, y))


def box_of(path):
    rings = [[degrees(*point) for point in ring] for ring in parts(path)]
    lats = [lat for ring in rings for _, lat in ring]
    spans = sorted((min(lon for lon, _ in ring), max(lon for lon, _ in ring)) for ring in rings)
    # The widest stretch of longitudes without land is outside the box.
    merged = [list(spans[0])]
    for west, east in spans[1:]:
        if west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    gaps = [(b[0] - a[1], a[1], b[0]) for a, b in zip(merged, merged[1:])]
    gaps.append((merged[0][0] + 360 - merged[-1][1], merged[-1][1], merged[0][0]))
    _, east, west = max(gaps)
    return west, min(lats), east, max(lats)


def widen(box, by):
    west, south, east, north = box

    def around(lon):
        return lon - 360 if lon > 180 else lon + 360 if lon < -180 else lon

    return around(west - by), max(south - by, -90), around(east + by), min(north + by, 90)


csv.field_size_limit(1 << 24)


def main():
    boxes = {}
    with open(HERE.parent / "countries.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            point = (float(row["longitude"]), float(row["latitude"]))
            boxes[row["iso3"]] = widen((point[0], point[1], point[0], point[1]), AROUND)
    with open(HERE / "world.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["iso3"] in boxes:
                boxes[row["iso3"]] = widen(box_of(row["path"]), MARGIN)
    boxes.update({code: box for code, box in WIDER.items() if code in boxes})
    lines = ["iso3\twest\tsouth\teast\tnorth"]
    for code in sorted(boxes.keys() - NO_BOX):
        lines.append("\t".join([code] + [f"{value:.1f}" for value in boxes[code]]))
    (HERE / "boxes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
