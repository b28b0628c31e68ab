//! Gaps of one year filled from other years of the same unit (COINr `impute_panel`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::table::DataTable;

/// How gaps are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PanelFill {
    /// By the latest earlier value.
    Latest {
        /// How many tables to look back; all where it is `None`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<usize>,
    },
    /// By the latest earlier value, before the first by the first.
    Constant {},
    /// On the line between the values before and after; outside of them by the nearest.
    Linear {},
}

/// Tables of several years with gaps filled.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Panel {
    /// The tables, in the order in which they came.
    pub tables: Vec<(i32, DataTable)>,
    /// Every value that was filled in.
    pub filled: Vec<FilledValue>,
}

/// A value that was filled in, and from when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FilledValue {
    /// Year of the table.
    pub year: i32,
    /// Code of the unit.
    pub unit: String,
    /// Code of the column.
    pub column: String,
    /// The years whose values were used: one, or the two between which it lies.
    pub from: Vec<i32>,
}

/// Fills the gaps of tables, each with its year, from one another; only published values are used, never
/// filled ones.
pub fn fill_panel(tables: &[(i32, DataTable)], fill: PanelFill) -> Panel {
    let series = series(tables);
    let mut panel = Panel { tables: tables.to_vec(), filled: Vec::new() };
    let mut years: Vec<i32> = tables.iter().map(|(year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    for (year, table) in &mut panel.tables {
        for (code, values) in &mut table.columns {
            for (unit, value) in table.units.iter().zip(values) {
                let known = series.get(&(code.as_str(), unit.as_str()));
                let Some(known) = known.filter(|_| value.is_none()) else { continue };
                let Some((found, from)) = filled(*year, known, fill, &years) else { continue };
                *value = Some(found);
                let (unit, column) = (unit.clone(), code.clone());
                panel.filled.push(FilledValue { year: *year, unit, column, from });
            }
        }
    }
    panel
}

type Series<'a> = BTreeMap<(&'a str, &'a str), BTreeMap<i32, f64>>;

fn series(tables: &[(i32, DataTable)]) -> Series<'_> {
    let mut series = Series::new();
    for (year, table) in tables {
        for (code, values) in &table.columns {
            for (unit, value) in table.units.iter().zip(values) {
                if let Some(value) = value {
                    series.entry((code, unit)).or_default().insert(*year, *value);
                }
            }
        }
    }
    series
}

fn filled(
    year: i32,
    known: &BTreeMap<i32, f64>,
    fill: PanelFill,
    years: &[i32],
) -> Option<(f64, Vec<i32>)> {
    let before = known.range(..year).next_back();
    let after = known.range(year..).next();
    let at = |(year, value): (&i32, &f64)| (*value, vec![*year]);
    match fill {
        PanelFill::Latest { back } => {
            let earliest = back.and_then(|back| {
                let place = years.iter().position(|found| *found == year)?;
                years.get(place.saturating_sub(back)).copied()
            });
            before.filter(|(year, _)| earliest.is_none_or(|first| **year >= first)).map(at)
        }
        PanelFill::Constant {} => before.or(after).map(at),
        PanelFill::Linear {} => match (before, after) {
            (Some((start, low)), Some((end, high))) => {
                let way = f64::from(year - start) / f64::from(end - start);
                Some((low + way * (high - low), vec![*start, *end]))
            }
            (one, other) => one.or(other).map(at),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> Vec<(i32, DataTable)> {
        let table = |value: Option<f64>| DataTable {
            units: vec!["KEN".to_owned()],
            groups: Vec::new(),
            columns: vec![("x".to_owned(), vec![value])],
        };
        let values = [None, Some(2.0), None, None, Some(8.0), None];
        (2018..).zip(values.map(table)).collect()
    }

    fn values(fill: PanelFill) -> Vec<Option<f64>> {
        let panel = fill_panel(&tables(), fill);
        panel.tables.iter().map(|(_, table)| table.columns[0].1[0]).collect()
    }

    #[test]
    fn gaps_are_filled_from_other_years() {
        let some = |values: [f64; 6]| values.map(Some).to_vec();
        assert_eq!(values(PanelFill::Linear {}), some([2.0, 2.0, 4.0, 6.0, 8.0, 8.0]));
        assert_eq!(values(PanelFill::Constant {}), some([2.0, 2.0, 2.0, 2.0, 8.0, 8.0]));
        let latest = [None, Some(2.0), Some(2.0), Some(2.0), Some(8.0), Some(8.0)];
        assert_eq!(values(PanelFill::Latest { back: None }), latest);
        let near = [None, Some(2.0), Some(2.0), None, Some(8.0), Some(8.0)];
        assert_eq!(values(PanelFill::Latest { back: Some(1) }), near);
        let filled = fill_panel(&tables(), PanelFill::Linear {}).filled;
        assert_eq!((filled[1].year, filled[1].from.clone()), (2020, vec![2019, 2022]));
    }
}
