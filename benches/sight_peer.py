#!/usr/bin/env python3
"""Line of sight over synthetic terrain with NumPy and SciPy: the same tile and the same paths as
`cargo run --release -p passerelle-connectivity --example sight_bench`, each path one call of `map_coordinates`, on one
process. Usage: sight_peer.py [PROFILES]. Needs numpy and scipy."""
import sys
import time

import numpy as np
from scipy.ndimage import map_coordinates

SIDE, R = 1201, 6371008.8
RULES = ((4 / 3, 1.0), (0.6, 0.6))
MASK = (1 << 64) - 1


def tile():
    row, column = np.mgrid[0:SIDE, 0:SIDE]
    slope = lambda at, width: abs(at % (2 * width) - width)
    return (6 * slope(column, 55) + 5 * slope(row, 40) + (row * 7919 + column * 104729) % 17).astype(float)


def path(number):
    state = (number * 6364136223846793005 + 1) & MASK

    def following():
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        return (state >> 40) / (1 << 24)

    lat, lon = 0.25 + 0.5 * following(), 36.25 + 0.5 * following()
    dlat, dlon = 0.22 * (2 * following() - 1), 0.22 * (2 * following() - 1)
    return (lat, lon), (lat + dlat, lon + dlon)


def vector(lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def is_clear(heights, a, b, antennas=(40.0, 30.0), ghz=7.0):
    u, v = vector(*a), vector(*b)
    dot = u @ v
    aside = v - dot * u
    length = np.linalg.norm(aside)
    angle = np.arctan2(length, dot)
    metres = angle * R
    steps = max(1, int(np.ceil(metres / (np.radians(R) / (SIDE - 1)))))
    share = np.linspace(0, 1, steps + 1)
    way = np.cos(angle * share)[:, None] * u + np.sin(angle * share)[:, None] * (aside / length)
    lat = np.degrees(np.arctan2(way[:, 2], np.hypot(way[:, 0], way[:, 1])))
    lon = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    ground = map_coordinates(heights, [(1 - lat) * (SIDE - 1), (lon - 36) * (SIDE - 1)], order=1)
    low, high = ground[0] + antennas[0], ground[-1] + antennas[1]
    d1, d2 = metres * share[1:-1], metres * (1 - share[1:-1])
    free = low + (high - low) * share[1:-1] - ground[1:-1]
    zone = 17.32 * np.sqrt(d1 * d2 / 1e6 / (ghz * metres / 1e3))
    return all((free >= d1 * d2 / (2 * k * R) + part * zone).all() for k, part in RULES)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    heights = tile()
    started = time.perf_counter()
    clear = sum(is_clear(heights, *path(number)) for number in range(count))
    seconds = time.perf_counter() - started
    print(f"{count} profiles, {clear} clear, {seconds:.2f} s on one process: {count / seconds * 60 / 1e6:.2f} million a minute")


if __name__ == "__main__":
    main()
