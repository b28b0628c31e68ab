//! The tables, and how they came to be.

use passerelle_register::database::{BulkTable, CellType, Migration};

/// Migrations, in order. A script that has been released is never edited.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-observations",
    sqlite: "
CREATE TABLE batches (
    id BIGINT PRIMARY KEY,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    mapping_hash TEXT NOT NULL,
    observations BIGINT NOT NULL,
    digest TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    superseded_by BIGINT REFERENCES batches(id)
);
CREATE INDEX batches_origin ON batches(origin);
CREATE TABLE series (
    id BIGINT PRIMARY KEY,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    dimensions TEXT NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE UNIQUE INDEX series_key ON series(indicator, place, dimensions, unit, source);
CREATE INDEX series_place ON series(place, indicator);
CREATE TABLE observations (
    series BIGINT NOT NULL,
    period BIGINT NOT NULL,
    batch BIGINT NOT NULL,
    value DOUBLE PRECISION,
    standard_error DOUBLE PRECISION,
    n DOUBLE PRECISION,
    status BIGINT NOT NULL,
    PRIMARY KEY (series, period, batch)
) WITHOUT ROWID;
",
    postgres: "
CREATE TABLE batches (
    id BIGINT PRIMARY KEY,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    mapping_hash TEXT NOT NULL,
    observations BIGINT NOT NULL,
    digest TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    superseded_by BIGINT REFERENCES batches(id)
);
CREATE INDEX batches_origin ON batches(origin);
CREATE TABLE series (
    id BIGINT PRIMARY KEY,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL,
    dimensions TEXT NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE UNIQUE INDEX series_key ON series(indicator, place, dimensions, unit, source);
CREATE INDEX series_place ON series(place, indicator);
CREATE TABLE observations (
    series BIGINT NOT NULL,
    period BIGINT NOT NULL,
    batch BIGINT NOT NULL,
    value DOUBLE PRECISION,
    standard_error DOUBLE PRECISION,
    n DOUBLE PRECISION,
    status BIGINT NOT NULL,
    PRIMARY KEY (series, period, batch)
);
",
}];

/// The bulk-loaded table.
pub(crate) const OBSERVATIONS: BulkTable = BulkTable {
    name: "observations",
    columns: &[
        ("series", CellType::Int),
        ("period", CellType::Int),
        ("batch", CellType::Int),
        ("value", CellType::Real),
        ("standard_error", CellType::Real),
        ("n", CellType::Real),
        ("status", CellType::Int),
    ],
};

/// Series, numbered in bulk when a file brings new ones.
pub(crate) const SERIES: BulkTable = BulkTable {
    name: "series",
    columns: &[
        ("id", CellType::Int),
        ("indicator", CellType::Text),
        ("place", CellType::Text),
        ("dimensions", CellType::Text),
        ("unit", CellType::Text),
        ("source", CellType::Text),
    ],
};
