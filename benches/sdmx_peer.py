#!/usr/bin/env python3
"""The peer of `cargo run --release -p passerelle-exchange --example sdmx_bench -- ROWS FILE`.

Reads the SDMX-CSV file that the example wrote with pysdmx, and prints rows per second.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install 'pysdmx[data]'
    /tmp/venv/bin/python benches/sdmx_peer.py FILE
"""

import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

from pysdmx.io.csv.sdmx20.reader import read as read_csv


def main() -> None:
    path = Path(sys.argv[1])
    for _ in range(2):
        start, used = time.perf_counter(), time.process_time()
        datasets = read_csv(path.read_text(encoding="utf-8"))
        seconds, used = time.perf_counter() - start, time.process_time() - used
        rows = sum(len(one.data) for one in datasets)
        total = sum(one.data["OBS_VALUE"].astype(float).sum() for one in datasets)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"pysdmx {version('pysdmx')}: {rows} rows in {seconds:.3f} s, {rows / seconds:.0f} rows/s; "
            f"{used:.2f} s of processor, {rows / used:.0f} rows/s; peak {peak} MB, sum {total:.2f}"
        )


if __name__ == "__main__":
    main()
