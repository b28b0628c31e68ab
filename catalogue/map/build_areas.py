#!/usr/bin/env python3
"""Makes the outlines of the places within a country, for the catalogue of its node.

    python3 build_areas.py counties.geojson KEN --name COUNTY_NAM --source "…" --licence "…" --into DIR/map/areas

Reads GeoJSON (longitude, latitude) and writes KEN.tsv and KEN.toml, which `passerelle --catalogue DIR` reads.
A place's code is the country's, a stroke, and its name as a-z 0-9 _ (`KEN/mombasa`), as in figures; `--rename
NAME=code` says where it is another. Check that the licence lets you publish the outlines. Standard library only.

The points are projected (plate carrée, true along the middle of the country), fitted to 600 units of width and
rounded to whole units: what two places have in common stays in common.
"""

import argparse
import json
import math
import pathlib
import re
import unicodedata

WIDTH = 600


def code(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def rings(geometry: dict) -> list:
    shapes = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        shapes = [shapes]
    return [ring for polygon in shapes for ring in polygon]


def outline(ring: list, place) -> str:
    points = []
    for longitude, latitude, *_ in ring:
        point = place(longitude, latitude)
        if not points or point != points[-1]:
            points.append(point)
    if len(set(points)) < 3:
        return ""
    path, (x, y) = f"M{points[0][0]} {points[0][1]}l", points[0]
    steps = []
    for next_x, next_y in points[1:-1]:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return path + " ".join(steps) + "z"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("geojson", type=pathlib.Path)
    parser.add_argument("country")
    parser.add_argument("--name", required=True, help="the property that names a place")
    parser.add_argument("--source", required=True)
    parser.add_argument("--licence", required=True)
    parser.add_argument("--rename", action="append", default=[], metavar="NAME=code")
    parser.add_argument("--into", type=pathlib.Path, default=pathlib.Path("map/areas"))
    asked = parser.parse_args()
    renamed = dict(one.split("=", 1) for one in asked.rename)
    features = json.loads(asked.geojson.read_text(encoding="utf-8"))["features"]
    places = [(one["properties"][asked.name], rings(one["geometry"])) for one in features]
    places = [(name, found) for name, found in places if name]
    points = [point for _, found in places for ring in found for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)
    height = math.ceil((north - south) * scale)

    def place(longitude: float, latitude: float) -> tuple:
        return round((longitude - west) * narrow * scale), round((north - latitude) * scale)

    rows = {}
    for name, found in places:
        key = f"{asked.country}/{renamed.get(name, code(name))}"
        rows[key] = rows.get(key, "") + "".join(outline(ring, place) for ring in found)
    asked.into.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{key}\t{path}\n" for key, path in sorted(rows.items()) if path)
    (asked.into / f"{asked.country}.tsv").write_text("place\tpath\n" + text, encoding="utf-8")
    quoted = json.dumps
    (asked.into / f"{asked.country}.toml").write_text(
        f"width = {WIDTH}\nheight = {height}\nsource = {quoted(asked.source, ensure_ascii=False)}\n"
        f"licence = {quoted(asked.licence, ensure_ascii=False)}\n",
        encoding="utf-8",
    )
    print(f"{len(rows)} places, {len(text)} bytes, {height} high")


if __name__ == "__main__":
    main()
