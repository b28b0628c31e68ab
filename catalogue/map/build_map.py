#!/usr/bin/env python3
"""Draws the world map of the catalogue.

    python3 build_map.py countries-110m.json

The argument is Natural Earth's "Admin 0 – Countries" (1:110 million) as TopoJSON, where each
country's `id` is its M49 number (the npm package `world-atlas` publishes it in that form).
Reads ../countries.tsv for the codes; writes world.tsv, world.toml and dots.tsv beside itself.
Standard library only. The same input gives the same output, byte for byte.

What it does:
1. thins each border (Visvalingam: drop the point whose triangle is smallest), once per arc, so
   that neighbours still share the same line;
2. unrolls each ring across the antimeridian and cuts it there, so nothing streaks over the map;
3. projects with Equal Earth (Šavrič, Patterson and Jenny, 2018), fits to 1000 units wide,
   rounds to one decimal and writes relative SVG path data;
4. projects the point of each country that has no outline, for a dot.

The outlines say nothing about the legal status of any country or territory.
"""

import gzip
import heapq
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
WIDTH = 1000.0
THIN = 0.12  # triangles smaller than this, in square units of the map, are dropped
TINY = 0.5  # islands smaller than this are dropped, unless they are a country's largest part
STEP = 6.0  # degrees between the points added along the edge of the world
SOUTH = -58.0  # height_without_antarctica: cut the picture here where Antarctica has no figure to show

# Shapes without a number in Natural Earth. "-": drawn, but stands for no code.
BY_NAME = {"Kosovo": "XKX", "N. Cyprus": "-", "Somaliland": "-"}

# Parts given to another country than in Natural Earth, so that the shapes match the figures
# that the United Nations publishes: (from, to, west, south, east, north, why).
MOVED = [
    ("RUS", "UKR", 32.0, 44.0, 37.0, 46.5, "Crimea; General Assembly resolution 68/262"),
]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2


def equal_earth(lon, lat):
    """Degrees to the plane: x to the east, y to the north, radius 1."""
    t = math.asin(M * math.sin(math.radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    x = math.radians(lon) * math.cos(t) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    y = t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))
    return x, y


HALF = equal_earth(180, 0)[0]
TOP = equal_earth(0, 84)[1]  # the northernmost land is at 83.6°
SCALE = WIDTH / (2 * HALF)


def place(lon, lat):
    """Degrees to map units: x from the left, y from the top."""
    x, y = equal_earth(lon, lat)
    return (x + HALF) * SCALE, (TOP - y) * SCALE


def unroll(points):
    """Longitudes without the jump at ±180°: they may go beyond."""
    out = [points[0]]
    for lon, lat in points[1:]:
        back = out[-1][0]
        out.append((lon + 360 * round((back - lon) / 360), lat))
    return out


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def thin(points, least):
    """Visvalingam and Whyatt: both ends stay, and at least `least` points."""
    flat = [place(*p) for p in unroll(points)]
    n = len(flat)
    if n <= least:
        return points

    def triangle(a, b, c):
        (x1, y1), (x2, y2), (x3, y3) = flat[a], flat[b], flat[c]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2

    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    heap = [(triangle(i - 1, i, i + 1), i) for i in range(1, n - 1)]
    now = {i: size for size, i in heap}
    heapq.heapify(heap)
    kept = set(range(n))
    while heap and len(kept) > least:
        size, i = heapq.heappop(heap)
        if i not in kept or now.get(i) != size:
            continue
        if size >= THIN:
            break
        kept.discard(i)
        a, c = before[i], after[i]
        after[a], before[c] = c, a
        for j in (a, c):
            if 0 < j < n - 1:
                now[j] = max(size, triangle(before[j], j, after[j]))
                heapq.heappush(heap, (now[j], j))
    return [points[i] for i in sorted(kept)]


def cut(ring, limit, keep_below):
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    out = []
    inside = (lambda p: p[0] <= limit) if keep_below else (lambda p: p[0] >= limit)
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if inside(a):
            out.append(a)
        if inside(a) != inside(b):
            out.append((limit, a[1] + (b[1] - a[1]) * (limit - a[0]) / (b[0] - a[0])))
    return out


def follow_edge(ring):
    """Adds points where a ring runs along the curved edge of the world."""
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        out.append(a)
        if a[0] == b[0] and abs(a[0]) == 180:
            steps = int(abs(b[1] - a[1]) // STEP)
            out += [(a[0], a[1] + (b[1] - a[1]) * k / (steps + 1)) for k in range(1, steps + 1)]
    return out


def pieces(ring):
    """A closed ring of degrees (last point equal to the first) as rings within ±180°."""
    ring = unroll(ring)
    turn = ring[-1][0] - ring[0][0]
    if abs(turn) > 180:  # goes all the way round the pole: start at the edge, close below
        if turn < 0:
            ring = ring[::-1]
        ring = ring[:-1]
        shift = [(lon + 360, lat) for lon, lat in ring]
        line = [(lon - 360, lat) for lon, lat in ring] + ring + shift
        pole = -90.0 if ring[0][1] < 0 else 90.0
        line = [(line[0][0], pole)] + line + [(line[-1][0], pole)]
        middle = cut(cut(line, -180.0, False), 180.0, True)
        return [follow_edge(middle)]
    ring = ring[:-1]
    west = math.floor((min(p[0] for p in ring) + 180) / 360)
    east = math.ceil((max(p[0] for p in ring) + 180) / 360)
    out = []
    for k in range(west, max(east, west + 1)):
        part = cut(cut(ring, -180.0 + 360 * k, False), 180.0 + 360 * k, True)
        part = [(lon - 360 * k, lat) for lon, lat in part]
        if len(part) > 2:
            out.append(follow_edge(part))
    return out


def short(tenths):
    """Tenths as the shortest SVG number."""
    sign, whole, rest = "-" if tenths < 0 else "", abs(tenths) // 10, abs(tenths) % 10
    text = f"{whole if whole or not rest else ''}{'.' + str(rest) if rest else ''}"
    return sign + text


def write_path(rings):
    out, at, first = [], (0, 0), True
    for ring in rings:
        steps = []
        start = ring[0]
        steps.append((start[0] - at[0], start[1] - at[1]))
        at = start
        for p in ring[1:]:
            steps.append((p[0] - at[0], p[1] - at[1]))
            at = p
        text = "M" if first else "m"
        last = ""
        for i, pair in enumerate(steps):
            if i == 1:
                text += "l"
                last = ""
            for number in pair:
                s = short(number)
                glue = "" if not last or s[0] == "-" or (s[0] == "." and "." in last) else " "
                text += glue + s
                last = s
        out.append(text + "z")
        at, first = start, False
    return "".join(out)


def rounded(ring):
    """A ring in tenths of a unit, without repeated points and spikes."""
    out = []
    for p in ring:
        x, y = place(*p)
        q = (round(x * 10), round(y * 10))
        if out and q == out[-1]:
            continue
        if len(out) > 1:
            (ax, ay), (bx, by) = out[-2], out[-1]
            if (bx - ax) * (q[1] - by) == (by - ay) * (q[0] - bx):
                if (bx - ax) * (q[0] - bx) + (by - ay) * (q[1] - by) >= 0:
                    out[-1] = q
                    continue
        out.append(q)
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def read_tsv(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:] if line]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.split("\n\n")[1])
    topology = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    countries = read_tsv(HERE.parent / "countries.tsv")
    by_number = {c["m49"]: c["iso3"] for c in countries if c["m49"]}

    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        closed = line[0] == line[-1]
        arcs.append(thin(line, 5 if closed else 3 if len(line) > 3 else 2))

    def ring_of(indices):
        points = []
        for i in indices:
            line = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += line[1:] if points else line
        return points

    shapes = {}
    extra = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        number = geometry.get("id")
        iso3 = by_number.get(number) if number else BY_NAME.get(name)
        if iso3 is None:
            sys.exit(f"{name}: no country has the number {number} in countries.tsv")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            rings = [ring_of(r) for r in polygon]
            owner = iso3
            for source, target, west, south, east, north, _ in MOVED:
                if iso3 == source and all(
                    west <= lon <= east and south <= lat <= north for lon, lat in rings[0]
                ):
                    owner = target
            key = owner if owner != "-" else ("-", name)
            shapes.setdefault(key, []).append(rings)

    rows = []
    for key, polygons in shapes.items():
        rings = []
        for polygon in polygons:
            for ring in polygon:
                for piece in pieces(ring):
                    flat = rounded(piece)
                    if len(flat) > 2:
                        rings.append(flat)
        if not rings:
            extra.append(key)
            continue
        rings.sort(key=area, reverse=True)
        rings = [r for i, r in enumerate(rings) if i == 0 or area(r) / 100 >= TINY]
        rows.append((key if isinstance(key, str) else "-", write_path(rings), rings))
    rows.sort(key=lambda row: (row[0] == "-", row[0], row[1]))

    text = "iso3\tpath\n" + "".join(f"{iso3}\t{path}\n" for iso3, path, _ in rows)
    (HERE / "world.tsv").write_text(text, encoding="utf-8")

    bottom = place(0, -90)[1]
    without = place(0, SOUTH)[1]
    (HERE / "world.toml").write_text(
        f"""width = {WIDTH:.0f}
height = {math.ceil(bottom)}
height_without_antarctica = {math.ceil(without)}
projection = "Equal Earth"
projection_reference = "Šavrič, Patterson and Jenny, 2018, doi:10.1080/13658816.2018.1504949"
central_meridian = 0
top_latitude = 84
source = "Natural Earth, Admin 0 – Countries, 1:110 million"
source_url = "https://www.naturalearthdata.com"
licence = "Public domain"
changes = [
  "borders thinned",
  "Crimea drawn with Ukraine, as in the figures of the United Nations (General Assembly resolution 68/262)",
]

[note]
fr = "Les frontières et les noms ne préjugent pas du statut juridique des pays et des territoires."
en = "Borders and names imply no opinion on the legal status of any country or territory."
""",
        encoding="utf-8",
    )

    drawn = {row[0] for row in rows}
    dots = ["iso3\tx\ty\n"]
    for c in countries:
        if c["iso3"] not in drawn:
            x, y = place(float(c["longitude"]), float(c["latitude"]))
            dots.append(f"{c['iso3']}\t{x:.1f}\t{y:.1f}\n")
    (HERE / "dots.tsv").write_text("".join(dots), encoding="utf-8")

    size = len(gzip.compress(text.encode(), 9))
    print(f"{len(rows)} shapes, {len(dots) - 1} dots, {len(text)} bytes, {size} compressed, {bottom:.1f} high")
    if extra:
        print("too small to draw:", *extra)


if __name__ == "__main__":
    main()
