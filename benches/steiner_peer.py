#!/usr/bin/env python3
"""The Steiner core beside pcst_fast, on identical graphs.

Writes random sites (see `steiner_bench`) of each size and prize, gives each file to our program and to pcst_fast (rooted,
strong pruning), and prints a table. Both read the file first: only solving is timed. Seconds are of the processor (the
machine may be shared), and by the clock for the whole of ours on two threads. pcst_fast's are the best of three runs.

    cargo build --release -p passerelle-connectivity --example steiner_bench
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install 'numpy<2' 'pybind11<2.12' setuptools wheel
    /tmp/venv/bin/pip install --no-build-isolation --no-binary pcst_fast pcst_fast
    /tmp/venv/bin/python benches/steiner_peer.py TARGET/release/examples/steiner_bench [SIZE …]
"""

import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import numpy
from pcst_fast import pcst_fast

SIZES = [1_000, 10_000, 45_000, 200_000]
# In units of the mean spacing of sites.
PRIZES = {"few": 0.45, "half": 0.6, "most": 2.0}


def peer(path: Path) -> tuple[tuple[float, float], float]:
    numbers = numpy.fromfile(path, sep=" ")
    vertices, edges, root = (int(number) for number in numbers[:3])
    lines = numbers[3 : 3 + 3 * edges].reshape(edges, 3)
    ends, costs = lines[:, :2].astype(numpy.int64), lines[:, 2].copy()
    prizes = numbers[3 + 3 * edges :].copy()
    assert len(prizes) == vertices
    seconds = []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        nodes, chosen = pcst_fast(ends, prizes, costs, root, 1, "strong", 0)
        seconds.append((time.process_time() - used, time.perf_counter() - start))
    # With pybind11 3 the wrapper repeats the first number instead of giving the arrays.
    assert len(set(chosen.tolist())) == len(chosen) == len(nodes) - 1, "build pcst_fast with pybind11 < 2.12"
    forgone = prizes.sum() - prizes[nodes].sum()
    return min(seconds), costs[chosen].sum() + forgone


def main() -> None:
    program, sizes = sys.argv[1], [int(size) for size in sys.argv[2:]] or SIZES
    print(f"pcst_fast {version('pcst_fast')}, objective in units of the mean spacing\n")
    print(
        "| vertices, edges | join | pcst_fast | ours: growth and pruning | ours: all (by the clock) | "
        "objective of pcst_fast | ours, grown | ours, all | bound | gap |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            for name, prize in PRIZES.items():
                path = Path(folder) / "graph.txt"
                subprocess.run([program, "write", str(size), str(prize), path], check=True)
                (used, _), peer_objective = peer(path)
                run = [program, "solve", path]
                output = subprocess.run(run, check=True, capture_output=True, text=True).stdout
                cells = output.splitlines()[-1].split("\t")
                edges, chosen = int(cells[2]), int(cells[10])
                _, growth, grown, clock, whole, ours, bound = (float(cell) for cell in cells[3:10])
                assert ours <= peer_objective * (1 + 1e-9), "an objective is worse"
                print(
                    f"| {size:,}, {edges:,} | {name} ({chosen / size:.0%}) | {used:.2f} s | {growth:.2f} s | "
                    f"{whole:.2f} s ({clock:.2f} s) | {peer_objective:.1f} | {grown:.1f} | {ours:.1f} | {bound:.1f} | "
                    f"{ours / bound - 1:.3%} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
