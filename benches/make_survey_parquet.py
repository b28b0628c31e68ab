#!/usr/bin/env python3
"""Writes a made-up survey as Parquet, a million rows at a time: make_survey_parquet.py PATH ROWS

The same design as that of `benches/survey`: 50 strata of 40 clusters, 70 regions, 20 ages. Needs pyarrow and
numpy. The seed is fixed.
"""
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PART = 1_000_000
STRATA, CLUSTERS, REGIONS, AGES = 50, 40, 70, 20


def main(path, rows):
    chance = np.random.default_rng(7)
    level = chance.normal(50, 5, (STRATA, CLUSTERS))
    region = pa.array([f"r{one:02}" for one in range(REGIONS)])
    age = pa.array([f"a{one:02}" for one in range(AGES)])
    writer = None
    for start in range(0, rows, PART):
        row = np.arange(start, min(start + PART, rows))
        stratum, psu = row % STRATA, (row // STRATA) % CLUSTERS
        size = len(row)
        table = pa.table({
            "stratum": pa.array(stratum, pa.int32()),
            "psu": pa.array(psu, pa.int32()),
            "weight": 100 + 10 * stratum + chance.random(size),
            "region": region.take(pa.array(chance.integers(0, REGIONS, size))),
            "age": age.take(pa.array(chance.integers(0, AGES, size))),
            "y": level[stratum, psu] + chance.normal(0, 12, size),
        })
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table)
    writer.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
