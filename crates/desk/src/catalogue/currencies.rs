//! Currencies: which there are, and what publishers say they are worth (`currencies/`).
//!
//! `codes.tsv` has the codes of ISO 4217. Each publisher has `NAME.toml` (who it is, against which currency its rates
//! stand) and `NAME.tsv`: a column `period` (2026, 2026-08 or 2026-08-14) and one for each currency, with the units that
//! one of the base is worth; empty where there is no rate.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_compact::Due;
use passerelle_compact::currency::{RateTable, Rates};
use passerelle_vocabulary::{Text, table};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CatalogueProblem, Files, Reading};

/// Where the codes are.
const CODES: &str = "currencies/codes.tsv";

/// A publisher of exchange rates.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RateSource {
    /// Its name in the catalogue.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Where it publishes.
    pub url: String,
    /// Under which licence.
    pub licence: String,
    /// What to know about its rates.
    pub note: Text,
}

/// What is known of currencies, and from whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Currencies {
    /// The rates.
    pub rates: Rates,
    /// Whose they are, in the order in which they are asked.
    pub sources: Vec<RateSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    name: Text,
    url: String,
    licence: String,
    base: String,
    order: u32,
    note: Text,
}

pub(super) fn read(files: &Files, reading: &mut Reading) -> Currencies {
    let mut found = Currencies { rates: Rates::default(), sources: Vec::new() };
    found.rates.codes = read_codes(files, reading);
    let mut all: Vec<(u32, RateSource, RateTable)> = Vec::new();
    for (name, text) in files.list("currencies", "toml") {
        reading.seen(&name, &text);
        let read = toml::from_str::<Header>(&text)
            .map_err(|error| CatalogueProblem::of_toml(&text, &error));
        let Some(header) = reading.take(&name, read) else { continue };
        if !is_code(&header.base) {
            let problem = CatalogueProblem {
                file: name.clone(),
                field: "base".to_owned(),
                code: "not-a-currency-code".to_owned(),
                found: header.base.clone(),
                ..CatalogueProblem::default()
            };
            reading.problems.push(problem);
        }
        let stem = name.trim_end_matches(".toml");
        let id = stem.rsplit('/').next().unwrap_or_default().to_owned();
        let rates = read_rates(files, reading, &format!("{stem}.tsv"));
        let table = RateTable { source: id.clone(), base: header.base, rates };
        let Header { name, url, licence, note, .. } = header;
        all.push((header.order, RateSource { id, name, url, licence, note }, table));
    }
    all.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    for (_, source, table) in all {
        found.sources.push(source);
        found.rates.tables.push(table);
    }
    found
}

fn read_codes(files: &Files, reading: &mut Reading) -> BTreeSet<String> {
    let text = files.read(CODES).unwrap_or_default();
    reading.seen(CODES, &text);
    let (mut codes, mut wrong) = (BTreeSet::new(), Vec::new());
    let read = table::read(&text, &["code"], |row| {
        let code = row.get("code");
        if is_code(code) {
            codes.insert(code.to_owned());
        } else {
            wrong.push(problem(CODES, row.line, "code", "not-a-currency-code", code));
        }
    });
    reading.take(CODES, read);
    reading.problems.extend(wrong);
    codes
}

/// Units of each currency by period.
fn read_rates(
    files: &Files,
    reading: &mut Reading,
    name: &str,
) -> BTreeMap<String, BTreeMap<Due, f64>> {
    let text = files.read(name).unwrap_or_default();
    reading.seen(name, &text);
    let header = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    let columns: Vec<&str> =
        header.split('\t').map(str::trim).filter(|column| *column != "period").collect();
    let mut wrong: Vec<CatalogueProblem> = columns
        .iter()
        .filter(|column| !is_code(column))
        .map(|column| problem(name, 1, column, "not-a-currency-code", column))
        .collect();
    let mut rates: BTreeMap<String, BTreeMap<Due, f64>> = BTreeMap::new();
    let mut periods = BTreeSet::new();
    let read = table::read(&text, &["period"], |row| {
        let written = row.get("period");
        let Ok(period) = written.parse::<Due>() else {
            wrong.push(problem(name, row.line, "period", "bad-rate-period", written));
            return;
        };
        if !periods.insert(period) {
            wrong.push(problem(name, row.line, "period", "repeated", written));
        }
        for column in &columns {
            let Some(cell) = row.some(column) else { continue };
            match cell.parse::<f64>().ok().filter(|rate| rate.is_finite() && *rate > 0.0) {
                Some(rate) => {
                    rates.entry((*column).to_owned()).or_default().insert(period, rate);
                }
                None => wrong.push(problem(name, row.line, column, "not-a-number", cell)),
            }
        }
    });
    reading.take(name, read);
    reading.problems.extend(wrong);
    rates
}

fn problem(file: &str, line: usize, field: &str, code: &str, found: &str) -> CatalogueProblem {
    CatalogueProblem {
        file: file.to_owned(),
        line,
        field: field.to_owned(),
        code: code.to_owned(),
        found: found.to_owned(),
        ..CatalogueProblem::default()
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use passerelle_compact::currency::{NoRate, TOTALS_IN};

    use crate::catalogue::Catalogue;

    #[test]
    fn rates_are_those_of_the_publisher() {
        let currencies = Catalogue::read(None, false).unwrap().currencies;
        assert_eq!(currencies.sources[0].id, "hmrc");
        let convert = |from: &str, day: &str| {
            let day = day.parse().unwrap();
            currencies.rates.convert(100_000, (from, TOTALS_IN), day).map(|one| one.cents)
        };
        // In August 2025: 174.9297 Kenyan shillings, 757.4281 CFA francs, 1.3541 dollars for a pound.
        assert_eq!(convert("KES", "2025-08-14"), Ok(774));
        assert_eq!(convert("XOF", "2025-08-14"), Ok(179));
        assert_eq!(convert("GBP", "2025-08-14"), Ok(135_410));
        assert_eq!(convert("KES", "2013-08-14"), Err(NoRate::NoRateThen));
        // Of São Tomé's dobra nobody here has a rate; that it is a currency is known.
        assert_eq!(convert("STN", "2025-08-14"), Err(NoRate::UnknownCurrency));
        assert!(currencies.rates.is_currency("STN") && !currencies.rates.is_currency("XYZ"));
        // Slips of the publisher's are not in it.
        assert_eq!(convert("BRL", "2019-04-10"), Err(NoRate::NoRateThen));
        assert!(convert("BRL", "2019-05-10").is_ok());
    }

    #[test]
    fn a_country_may_bring_rates_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("currencies");
        std::fs::create_dir_all(&own).unwrap();
        let header = "name = { en = \"Bank\" }\nurl = \"https://bank.example\"\nlicence = \"open\"\n\
                      base = \"USD\"\norder = 1\nnote = { en = \"Yearly.\" }\n";
        std::fs::write(own.join("bank.toml"), header).unwrap();
        let write = |rows: &str| std::fs::write(own.join("bank.tsv"), rows).unwrap();
        write("period\tSTN\tKES\n2025\t22.5\t\n");
        let currencies = Catalogue::read(Some(folder.path()), false).unwrap().currencies;
        let rates = &currencies.rates;
        let stn = rates.convert(2_250, ("STN", TOTALS_IN), "2025-08-14".parse().unwrap()).unwrap();
        assert_eq!((stn.cents, stn.source.as_str()), (100, "bank"));
        let kes = rates.convert(100, ("KES", TOTALS_IN), "2025-08-14".parse().unwrap()).unwrap();
        assert_eq!(kes.source, "hmrc");
        write("period\tstn\tKES\n2025\t1\t0\nsoon\t1\t1\n2025\t1\t1\n");
        let error = Catalogue::read(Some(folder.path()), false).unwrap_err();
        let found: Vec<_> = error.0.iter().map(|one| (one.line, one.code.as_str())).collect();
        let expected = [
            (1, "not-a-currency-code"),
            (2, "not-a-number"),
            (3, "bad-rate-period"),
            (4, "repeated"),
        ];
        assert_eq!(found, expected);
    }
}
