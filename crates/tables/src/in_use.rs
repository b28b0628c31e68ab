//! Which codes the stored series use: what a description of the data has to list.

use passerelle_vocabulary::Dimensions;

use crate::observations::{Observations, TablesError};

/// Codes that occur in series, superseded ones included; each once, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodesInUse {
    /// Places: countries, groups, paths within countries.
    pub places: Vec<String>,
    /// Units.
    pub units: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
}

impl Observations {
    /// Every indicator with every combination of dimensions that a series of it has, sorted.
    ///
    /// # Errors
    /// The database refused. A combination that cannot be read is left out.
    pub async fn dimensions_in_use(&self) -> Result<Vec<(String, Dimensions)>, TablesError> {
        let sql =
            "SELECT DISTINCT indicator, dimensions FROM series ORDER BY indicator, dimensions";
        let mut found = Vec::new();
        for row in &self.database.read(sql, &[]).await? {
            if let Ok(dimensions) = Dimensions::parse(row.text(1)?) {
                found.push((row.text(0)?.to_owned(), dimensions));
            }
        }
        Ok(found)
    }

    /// The codes in use.
    ///
    /// # Errors
    /// The database refused.
    pub async fn codes_in_use(&self) -> Result<CodesInUse, TablesError> {
        Ok(CodesInUse {
            places: self.texts("SELECT DISTINCT place FROM series ORDER BY place").await?,
            units: self.texts("SELECT DISTINCT unit FROM series ORDER BY unit").await?,
            sources: self.texts("SELECT DISTINCT source FROM series ORDER BY source").await?,
        })
    }

    async fn texts(&self, sql: &'static str) -> Result<Vec<String>, TablesError> {
        let rows = self.database.read(sql, &[]).await?;
        rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
    }
}
