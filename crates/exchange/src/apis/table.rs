//! An interface's rows laid out as a table, so that the plan for files reads them too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::Page;
use crate::sources::{
    ApiEntry, ApiShape, DimensionFrom, FileEntry, PeriodFrom, PlaceFrom, Publisher, SchemeName,
    StatusFrom, ValueColumn,
};
use crate::statistics::{Record, Session};

/// Codes by which the SDG interface says “all of them”.
const TOTALS: [&str; 9] =
    ["", "_T", "G", "BOTHSEX", "ALLAGE", "ALLAGES", "ALLAREA", "TOTAL", "ALL"];
const REPORTING: &str = "Reporting Type";
/// Fields of an SDG row that say nothing about whom the figure concerns.
const SDG_FIELDS: [&str; 22] = [
    "basePeriod",
    "geoAreaCode",
    "geoAreaName",
    "geoInfoUrl",
    "goal",
    "indicator",
    "lowerBound",
    "series",
    "seriesCount",
    "seriesDescription",
    "source",
    "target",
    "timeCoverage",
    "timePeriodStart",
    "time_detail",
    "upperBound",
    "value",
    "valueType",
    "Nature",
    "Units",
    "Observation Status",
    "UnitMultiplier",
];

/// The table of an interface, whatever its pages.
pub(super) struct Table<'a> {
    publisher: &'a Publisher,
    api: &'a ApiEntry,
    columns: Vec<String>,
    row: u64,
}

impl<'a> Table<'a> {
    pub fn new(publisher: &'a Publisher, api: &'a ApiEntry) -> Self {
        Self { publisher, api, columns: Vec::new(), row: 0 }
    }

    /// Reads a page's rows. The first page decides of the columns.
    pub fn read(&mut self, page: &Page, session: &mut Session<'_>) -> Result<(), String> {
        if self.columns.is_empty() {
            let entry = entry(self.api, page);
            self.columns = columns(&entry);
            let header: BTreeMap<String, String> =
                self.columns.iter().map(|name| (name.clone(), name.clone())).collect();
            let (data, bounds) = lay_out(&self.columns, &header);
            session
                .start(Record::new(&data, &bounds, 0), &[(self.publisher, &entry)])
                .map_err(|stop| stop.code.code().to_owned())?;
        }
        for row in &page.rows {
            self.row += 1;
            let (data, bounds) = lay_out(&self.columns, row);
            match session.row(Record::new(&data, &bounds, self.row)) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => break,
                Err(stop) => return Err(stop.code.code().to_owned()),
            }
        }
        Ok(())
    }
}

fn lay_out(columns: &[String], row: &BTreeMap<String, String>) -> (Vec<u8>, Vec<(u32, u32)>) {
    let (mut data, mut bounds) = (Vec::new(), Vec::with_capacity(columns.len()));
    for column in columns {
        let start = data.len() as u32;
        data.extend_from_slice(row.get(column).map_or("", String::as_str).as_bytes());
        bounds.push((start, data.len() as u32));
    }
    (data, bounds)
}

/// Every column that an entry names.
fn columns(entry: &FileEntry) -> Vec<String> {
    let mut names = BTreeSet::new();
    names.extend(entry.place.iter().filter_map(|from| from.column.clone()));
    names.extend(entry.period.iter().filter_map(|from| from.column.clone()));
    names.extend(entry.status.iter().filter_map(|from| from.column.clone()));
    names.extend(entry.dimensions.values().map(|from| from.column.clone()));
    names.extend(entry.conditions.keys().cloned());
    names.extend(entry.values.iter().filter_map(|value| value.column.clone()));
    names.into_iter().collect()
}

/// The entry that a file of the same columns would have.
fn entry(api: &ApiEntry, first: &Page) -> FileEntry {
    let (place, scheme, period) = match api.shape {
        ApiShape::WorldBankV2 => ("place", SchemeName::Any, "date"),
        ApiShape::UnsdSdgV1 => ("geoAreaCode", SchemeName::M49, "timePeriodStart"),
    };
    let mut conditions = api.conditions.clone();
    let mut dimensions = api.dimensions.clone();
    if api.shape == ApiShape::UnsdSdgV1 {
        // National figures come beside the global ones, under the same key.
        let global = || vec!["G".to_owned(), String::new()];
        conditions.entry(REPORTING.to_owned()).or_insert_with(global);
        add_unnamed(&mut dimensions, api, first);
    }
    let place =
        PlaceFrom { column: Some(place.to_owned()), scheme: Some(scheme), ..PlaceFrom::default() };
    let value = ValueColumn {
        column: Some("value".to_owned()),
        indicator: api.indicator.clone(),
        unit: api.unit.clone(),
        scale: api.scale,
        ..ValueColumn::default()
    };
    FileEntry {
        id: api.id.clone(),
        place: Some(place),
        period: Some(PeriodFrom { column: Some(period.to_owned()), ..PeriodFrom::default() }),
        conditions,
        status: api.status.clone(),
        dimensions,
        values: vec![value],
        ..FileEntry::default()
    }
}

/// Dimensions that the entry does not name must say “all”: figures of parts would otherwise pass
/// for the whole.
fn add_unnamed(dimensions: &mut BTreeMap<String, DimensionFrom>, api: &ApiEntry, first: &Page) {
    let status = api.status.as_ref().and_then(|StatusFrom { column, .. }| column.clone());
    let named: BTreeSet<String> =
        dimensions.values().map(|from| from.column.clone()).chain(status).collect();
    let fields: BTreeSet<&String> = first.rows.iter().flat_map(BTreeMap::keys).collect();
    for field in fields {
        let known = named.contains(field)
            || api.conditions.contains_key(field)
            || SDG_FIELDS.contains(&field.as_str())
            || field == REPORTING;
        if !known {
            let codes = TOTALS.iter().map(|code| ((*code).to_owned(), String::new())).collect();
            let from = DimensionFrom { column: field.clone(), codes, slug: false };
            dimensions.insert(format!("unnamed {field}"), from);
        }
    }
}
