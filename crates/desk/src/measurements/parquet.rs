//! Rows of a closed day as a file of columns, and back.

use std::path::Path;

use passerelle_exchange::microdata::{Source, Wanted, write_parquet};
use passerelle_tables::measurements::{MeasurementKind, MeasurementRow};
use passerelle_vocabulary::columns::words;
use passerelle_vocabulary::{Column, Columns};

/// The columns: their names, and whether they hold words.
const COLUMNS: [(&str, bool); 13] = [
    ("site", true),
    ("id", true),
    ("kind", true),
    ("at", false),
    ("server", true),
    ("download_mbps", false),
    ("upload_mbps", false),
    ("latency_ms", false),
    ("bytes", false),
    ("failure", true),
    ("covers", false),
    ("is_online", false),
    ("started", false),
];

const RESULT: &str = "result";
const HEARTBEAT: &str = "heartbeat";

/// Rows as a file of Parquet, in their order.
///
/// # Errors
/// What writing fails with, for those who look after machines.
pub(super) fn write(rows: &[MeasurementRow]) -> Result<Vec<u8>, String> {
    let text = |of: fn(&MeasurementRow) -> &str| {
        words(rows.iter().map(|row| Some(of(row)).filter(|text| !text.is_empty())))
    };
    let number = |of: fn(&MeasurementRow) -> Option<f64>| {
        Column::Numbers(rows.iter().map(|row| of(row).unwrap_or(f64::NAN)).collect())
    };
    let result = |row: &MeasurementRow| row.kind == MeasurementKind::Result;
    let columns = [
        text(|row| &row.site),
        text(|row| &row.id),
        words(rows.iter().map(|row| Some(if result(row) { RESULT } else { HEARTBEAT }))),
        number(|row| Some(row.at as f64)),
        text(|row| &row.server),
        number(|row| row.download),
        number(|row| row.upload),
        number(|row| row.latency),
        number(|row| (row.kind == MeasurementKind::Result).then_some(row.bytes as f64)),
        text(|row| &row.failure),
        number(|row| (row.kind == MeasurementKind::Heartbeat).then_some(row.covers as f64)),
        number(|row| {
            (row.kind == MeasurementKind::Heartbeat).then_some(f64::from(u8::from(row.online)))
        }),
        number(|row| row.started.map(|started| started as f64)),
    ];
    let named = COLUMNS.iter().zip(columns).map(|((name, _), column)| ((*name).to_owned(), column));
    let columns = Columns::new(named.collect()).ok_or("columns of different lengths")?;
    let mut bytes = Vec::new();
    write_parquet(&columns, &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// The rows of a file that [`write`] wrote, of the day `day`.
///
/// # Errors
/// What reading fails with, for those who look after machines.
pub(super) fn read(path: &Path, day: i64) -> Result<Vec<MeasurementRow>, String> {
    let wanted = COLUMNS.map(|(name, words)| Wanted { name: name.to_owned(), words });
    let source = Source::open(path).map_err(|error| error.to_string())?;
    let columns = source.read_whole(&wanted).map_err(|error| error.to_string())?;
    let text = |name: &str, row: usize| {
        columns.get(name).and_then(|column| column.written(row)).unwrap_or_default()
    };
    let number = |name: &str, row: usize| {
        columns.numbers(name).and_then(|column| column.get(row)).copied().filter(|n| !n.is_nan())
    };
    let whole = |name: &str, row: usize| number(name, row).map(|number| number as i64);
    let row = |row: usize| MeasurementRow {
        site: text("site", row),
        id: text("id", row),
        kind: match text("kind", row).as_str() {
            RESULT => MeasurementKind::Result,
            _ => MeasurementKind::Heartbeat,
        },
        day,
        at: whole("at", row).unwrap_or_default(),
        server: text("server", row),
        download: number("download_mbps", row),
        upload: number("upload_mbps", row),
        latency: number("latency_ms", row),
        bytes: whole("bytes", row).unwrap_or_default(),
        failure: text("failure", row),
        covers: whole("covers", row).unwrap_or_default(),
        online: number("is_online", row) == Some(1.0),
        started: whole("started", row),
    };
    Ok((0..columns.rows()).map(row).collect())
}
