//! Taking figures and commitments out.

use std::ops::ControlFlow;

use passerelle_exchange::statistics::{ExportError, export_csv};
use passerelle_tables::Filter;
use passerelle_vocabulary::Observation;

use crate::{Desk, DeskError};

pub mod convert;
pub mod iati;
pub mod open_sdg;
pub mod sdmx;

/// Figures read at a time while exporting.
const PAGE: usize = 20_000;

/// Figures as CSV, in the layout that [`crate::imports`] reads back.
///
/// # Errors
/// Writing failed.
pub fn csv(observations: &[Observation]) -> Result<Vec<u8>, ExportError> {
    let mut text = Vec::new();
    export_csv(observations, &mut text)?;
    Ok(text)
}

impl Desk {
    /// Hands every figure that fits to `take`, some thousands at a time, until it says to stop.
    ///
    /// # Errors
    /// The database refused.
    pub async fn export(
        &self,
        filter: &Filter,
        mut take: impl FnMut(Vec<Observation>) -> ControlFlow<()>,
    ) -> Result<(), DeskError> {
        let mut after = None;
        loop {
            let page = self.observations.page(filter, after, PAGE).await?;
            after = page.next;
            if take(page.observations).is_break() || after.is_none() {
                return Ok(());
            }
        }
    }
}
