//! A budget as a table: the file that `export budget` writes, after somebody went over it in a spreadsheet.

use std::path::Path;

use passerelle_compact::initiative::{BudgetLine, MOST_LINES, Pledge, Purpose};
use passerelle_exchange::features::{FeatureLimits, read as read_table};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::{Features, Finding};

use super::InitiativeError;
use super::amounts::cents;

/// Largest file: ten thousand lines of some hundred letters.
const LARGEST: FeatureLimits =
    FeatureLimits { bytes: 20_000_000, positions: 0, rows: 2 * MOST_LINES as u32 };
/// Columns without which a row is no line.
const NEEDED: [&str; 5] = ["budget_year", "purpose", "technology", "lot", "amount"];

/// The lines of a file; everything that is wrong with it together. Where it has no column `line`, lines are numbered as
/// they come.
pub(super) fn read(path: &Path, currency: &str) -> Result<Vec<BudgetLine>, InitiativeError> {
    let file = read_table(&Input::path(path), LARGEST);
    let mut found = Vec::new();
    if !file.report.complete || file.table.is_empty() {
        found.push(Finding::new("budget", "budget-unreadable", path.display()));
        return Err(InitiativeError::Unsound(found));
    }
    for name in NEEDED.into_iter().filter(|name| file.table.column(name).is_none()) {
        found.push(Finding::new(format!("budget.{name}"), "budget-no-column", ""));
    }
    if !found.is_empty() {
        return Err(InitiativeError::Unsound(found));
    }
    let lines = (0..file.table.len()).map(|at| line(&file.table, at, currency, &mut found));
    let lines = lines.collect();
    if found.is_empty() { Ok(lines) } else { Err(InitiativeError::Unsound(found)) }
}

fn line(table: &Features, at: usize, currency: &str, found: &mut Vec<Finding>) -> BudgetLine {
    let cell = |name: &str| table.column(name).map_or("", |column| table.cell(at, column).trim());
    // As a spreadsheet counts rows, its header among them.
    let row = at + 2;
    let mut wrong = |name: &str, code: &str| {
        found.push(Finding::new(format!("budget, {row}, {name}"), code, cell(name)));
    };
    if !matches!(cell("currency"), "" | "-") && cell("currency") != currency {
        wrong("currency", "budget-currency");
    }
    let number = match cell("line") {
        "" => u32::try_from(at + 1).ok(),
        written => written.parse().ok().filter(|number| *number > 0),
    };
    if number.is_none() {
        wrong("line", "not-a-number");
    }
    let year = cell("budget_year").parse::<i32>().ok();
    if year.is_none() {
        wrong("budget_year", "not-a-number");
    }
    let purposes = [Purpose::Build, Purpose::Renew, Purpose::Run];
    let purpose = purposes.into_iter().find(|one| one.code() == cell("purpose"));
    if purpose.is_none() {
        wrong("purpose", "not-a-purpose");
    }
    let amount = above_0(cell("amount"));
    if amount.is_none() {
        wrong("amount", "not-an-amount");
    }
    let pledged: Option<Vec<Pledge>> = cell("committed_by")
        .split(';')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (by, amount) = part.trim().rsplit_once(' ')?;
            Some(Pledge { by: by.trim().to_owned(), cents: above_0(amount)? })
        })
        .collect();
    if pledged.is_none() {
        wrong("committed_by", "not-a-pledge");
    }
    BudgetLine {
        number: number.unwrap_or_default(),
        year: year.unwrap_or_default(),
        purpose: purpose.unwrap_or(Purpose::Build),
        technology: cell("technology").to_owned(),
        lot: cell("lot").to_owned(),
        cents: amount.unwrap_or_default(),
        pledged: pledged.unwrap_or_default(),
    }
}

/// Hundredths of an amount above 0.
fn above_0(written: &str) -> Option<i64> {
    cents(written).filter(|cents| *cents > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Vec<BudgetLine>, Vec<Finding>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("budget.csv");
        std::fs::write(&path, text).unwrap();
        match read(&path, "USD") {
            Ok(lines) => Ok(lines),
            Err(InitiativeError::Unsound(found)) => Err(found),
            Err(other) => panic!("{other}"),
        }
    }

    const HEADER: &str = "initiative,line,budget_year,purpose,technology,lot,amount,committed,open,currency,committed_by";

    #[test]
    fn lines_are_read_as_they_are_written() {
        let rows = "s,7,2027,build,fibre,Nord,1500.5,100,1400.5,USD,Fund of all 60.00;Ministry 40\n\
                    s,8,2028,run,satellite,,20,0,20,USD,\n";
        let lines = of(&format!("{HEADER}\n{rows}")).unwrap();
        assert_eq!((lines[0].number, lines[0].cents, lines[0].year), (7, 150_050, 2027));
        let pledges: Vec<(&str, i64)> =
            lines[0].pledged.iter().map(|one| (one.by.as_str(), one.cents)).collect();
        assert_eq!(pledges, [("Fund of all", 6_000), ("Ministry", 4_000)]);
        assert_eq!((lines[1].purpose, lines[1].pledged.len()), (Purpose::Run, 0));
        let bare =
            of("budget_year,purpose,technology,lot,amount\n2027,build,fibre,Nord,\"12,5\"\n")
                .unwrap();
        assert_eq!((bare[0].number, bare[0].cents), (1, 1_250));
    }

    #[test]
    fn everything_wrong_is_told_together() {
        let rows = "s,x,soon,buy,fibre,Nord,-1,0,0,EUR,nobody\n";
        let found = of(&format!("{HEADER}\n{rows}")).unwrap_err();
        let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
        let expected = [
            "budget-currency",
            "not-a-number",
            "not-a-number",
            "not-a-purpose",
            "not-an-amount",
            "not-a-pledge",
        ];
        assert_eq!(codes, expected);
        assert_eq!(found[0].field, "budget, 2, currency");
        assert_eq!(of("year,amount\n2027,5\n").unwrap_err().len(), 4);
        assert_eq!(of("").unwrap_err()[0].code, "budget-unreadable");
    }
}
