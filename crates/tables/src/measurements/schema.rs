//! The tables of measurements.

use passerelle_register::database::Migration;

/// Names of sites are compared byte by byte on both databases: “C” says so to PostgreSQL.
macro_rules! tables {
    ($text:literal) => {
        concat!(
            "CREATE TABLE measurement_sites (
                site ",
            $text,
            " PRIMARY KEY,
                token_hash TEXT NOT NULL,
                hours TEXT NOT NULL,
                area TEXT NOT NULL,
                is_public BIGINT NOT NULL,
                made_at BIGINT NOT NULL
            );
            CREATE INDEX measurement_sites_area ON measurement_sites(area);
            CREATE TABLE measurement_rows (
                site ",
            $text,
            " NOT NULL,
                id ",
            $text,
            " NOT NULL,
                kind BIGINT NOT NULL,
                day BIGINT NOT NULL,
                at BIGINT NOT NULL,
                server TEXT NOT NULL,
                download DOUBLE PRECISION,
                upload DOUBLE PRECISION,
                latency DOUBLE PRECISION,
                bytes BIGINT NOT NULL,
                failure TEXT NOT NULL,
                covers BIGINT NOT NULL,
                online BIGINT NOT NULL,
                started BIGINT,
                PRIMARY KEY (site, id)
            );
            CREATE INDEX measurement_rows_day ON measurement_rows(day, site);
            CREATE TABLE measurement_days (
                site ",
            $text,
            " NOT NULL,
                day BIGINT NOT NULL,
                tests BIGINT NOT NULL,
                failed BIGINT NOT NULL,
                bytes BIGINT NOT NULL,
                online BIGINT NOT NULL,
                offline BIGINT NOT NULL,
                power_cut BIGINT NOT NULL,
                unknown BIGINT NOT NULL,
                heard_until BIGINT NOT NULL,
                online_hours BIGINT NOT NULL,
                download_n BIGINT NOT NULL,
                download_low DOUBLE PRECISION,
                download_median DOUBLE PRECISION,
                download_high DOUBLE PRECISION,
                upload_n BIGINT NOT NULL,
                upload_low DOUBLE PRECISION,
                upload_median DOUBLE PRECISION,
                upload_high DOUBLE PRECISION,
                latency_n BIGINT NOT NULL,
                latency_low DOUBLE PRECISION,
                latency_median DOUBLE PRECISION,
                latency_high DOUBLE PRECISION,
                PRIMARY KEY (site, day)
            );
            CREATE TABLE measurement_files (
                day BIGINT NOT NULL,
                number BIGINT NOT NULL,
                name TEXT NOT NULL,
                first_site ",
            $text,
            " NOT NULL,
                last_site ",
            $text,
            " NOT NULL,
                sites BIGINT NOT NULL,
                results BIGINT NOT NULL,
                heartbeats BIGINT NOT NULL,
                digest TEXT NOT NULL,
                closed_at BIGINT NOT NULL,
                PRIMARY KEY (day, number)
            );"
        )
    };
}

/// When a day was heard first. Of days that were closed before, the whole was told: they count as heard from midnight.
const HEARD: &str = "ALTER TABLE measurement_days ADD COLUMN heard_from BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE measurement_days ADD COLUMN started BIGINT;
    UPDATE measurement_days SET heard_from = day * 86400 WHERE heard_until > 0;";

/// That a day's files are no longer kept, and since when: their digests and the days in figures stay.
const REDUCED: &str = "ALTER TABLE measurement_files ADD COLUMN reduced_at BIGINT;
    CREATE INDEX measurement_files_kept ON measurement_files(day) WHERE reduced_at IS NULL;
    CREATE INDEX measurement_days_day ON measurement_days(day, site);";

pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001-measurements",
        sqlite: tables!("TEXT"),
        postgres: tables!("TEXT COLLATE \"C\""),
    },
    Migration { name: "0002-measurements-heard", sqlite: HEARD, postgres: HEARD },
    Migration { name: "0003-measurements-reduced", sqlite: REDUCED, postgres: REDUCED },
];
