//! The catalogue's own figures: those that the texts state, and the synthetic country's.

use sha2::{Digest, Sha256};

use passerelle_exchange::statistics::Report;
use passerelle_tables::sorter::Sorter;
use passerelle_tables::{NewBatch, Stored};
use passerelle_vocabulary::observation::SeriesIndex;
use passerelle_vocabulary::{Dimensions, Row, Series, table};

use super::{FileState, Undone};
use crate::catalogue::{Catalogue, CatalogueError, CatalogueProblem};
use crate::{Desk, DeskError, now};

impl Desk {
    /// Stores the figures that the texts state, and those of the synthetic country when asked.
    pub(crate) async fn load_tables(&self, demo: bool) -> Result<(), DeskError> {
        self.load_table("catalogue/texts", "texts", &self.catalogue.figures).await?;
        if demo {
            self.load_table("catalogue/demo", "demo", Catalogue::demo_observations()).await?;
        }
        Ok(())
    }

    async fn load_table(&self, origin: &str, source: &str, written: &str) -> Result<(), DeskError> {
        let file_hash = hex::encode(Sha256::digest(written));
        let standing = self.observations.standing(origin).await?;
        if standing.iter().any(|batch| batch.file_hash == file_hash) {
            return Ok(());
        }
        let (rows, index) = table_rows(source, written)?;
        let report = Report { rows_read: rows.len(), ..Report::default() };
        let new = NewBatch {
            origin: origin.to_owned(),
            source: source.to_owned(),
            file_name: format!("{source}.tsv"),
            file_hash,
            mapping_hash: String::new(),
            imported_at: now(),
        };
        // Another program may just have loaded the same table.
        let same = |stored: &Stored| {
            let unchanged = |batch| FileState::Unchanged { batch, brought_in_as: None };
            stored.same_as().map(|same| unchanged(same.id))
        };
        match self.store_batch(&new, rows, &index, &report, same).await {
            Err(Undone::By(error)) => Err(error),
            Ok(_) | Err(Undone::For(..)) => Ok(()),
        }
    }
}

/// Rows of a table of the catalogue: `indicator place period dimensions value unit` and, where there
/// are such columns, `standard_error n status source`.
fn table_rows(source: &str, written: &str) -> Result<(Sorter, SeriesIndex), DeskError> {
    let (mut rows, mut index, mut problems) = (Vec::new(), SeriesIndex::default(), Vec::new());
    let needed = ["indicator", "place", "period", "dimensions", "value", "unit"];
    let read = table::read(written, &needed, |row| match table_row(source, &row, &mut index) {
        Some(found) => rows.push(found),
        None => problems.push(row.line),
    });
    let file = format!("{source}.tsv");
    read.map_err(|error| {
        CatalogueError(vec![CatalogueProblem { file: file.clone(), ..error.into() }])
    })?;
    if !problems.is_empty() {
        let problem = |line| {
            let (file, code) = (file.clone(), "bad-row".to_owned());
            CatalogueProblem { file, line, code, ..CatalogueProblem::default() }
        };
        return Err(CatalogueError(problems.into_iter().map(problem).collect()).into());
    }
    let mut sorter = Sorter::default();
    sorter.extend(&rows).map_err(|error| DeskError::File { path: std::env::temp_dir(), error })?;
    Ok((sorter, index))
}

fn table_row(source: &str, row: &table::TableRow<'_>, index: &mut SeriesIndex) -> Option<Row> {
    let number = |column| match row.some(column) {
        Some(cell) => cell.parse::<f64>().ok(),
        None => Some(f64::NAN),
    };
    let status = row.some("status").map_or(Ok(Default::default()), str::parse).ok()?;
    let series = Series {
        indicator: row.get("indicator").to_owned(),
        place: row.get("place").to_owned(),
        dimensions: Dimensions::parse(row.get("dimensions")).ok()?,
        unit: row.get("unit").to_owned(),
        source: row.some("source").unwrap_or(source).to_owned(),
    };
    Some(Row {
        series: index.intern(series),
        period: row.get("period").parse().ok()?,
        value: Some(row.get("value").parse().ok()?),
        standard_error: number("standard_error")?,
        n: number("n")?,
        status,
        line: u32::try_from(row.line).ok()?,
    })
}
