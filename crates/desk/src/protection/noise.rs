//! Noise of differential privacy, and the ledger of its budget.
//!
//! The ledger is a file: what was spent of a budget must outlive the program. Noise is drawn only where it
//! will be published, and what it costs is written down first.

use std::path::Path;

use passerelle_inclusion::disclosure::privacy::{Ledger, Mechanism, PrivacyPolicy, PrivacyProblem};
use passerelle_inclusion::disclosure::{Policy, Table};

use super::{ProtectFiles, ProtectProblem, Spent};

/// A budget with what this release spends of it.
pub(super) struct Noise {
    ledger: Ledger,
    /// How much this release may spend.
    spend: f64,
    /// Whether anything is published, and so drawn.
    draws: bool,
    scale: f64,
}

impl Noise {
    /// Opens the ledger; an empty one where there is none yet.
    pub fn open(files: &ProtectFiles, policy: &Policy) -> Result<Self, ProtectProblem> {
        if !cfg!(feature = "privacy") {
            return Err(ProtectProblem::BuiltWithoutPrivacy);
        }
        let (Some(path), Some(budget)) = (&files.ledger, policy.privacy) else {
            return Err(ProtectProblem::LedgerNeeded);
        };
        let ledger = read(path, budget)?;
        let left = ledger.left();
        let spend = files.spend.unwrap_or(left);
        if spend > left * (1.0 + 1e-12) || left <= 0.0 {
            let problem = PrivacyProblem::BudgetExceeded {
                purpose: policy.name.clone(),
                would_be: ledger.epsilon() + spend,
                budget: budget.epsilon,
            };
            return Err(problem.into());
        }
        Ok(Self { ledger, spend, draws: files.publishes, scale: 0.0 })
    }

    /// Counts with noise; each table costs the same part of what may be spent. One person is in at most
    /// `cells` cells of a table. Nothing is drawn where nothing is published.
    pub fn draw(
        &mut self,
        tables: &[(&Path, Vec<i64>)],
        cells: u32,
    ) -> Result<Vec<Vec<f64>>, ProtectProblem> {
        if !self.draws {
            return Ok(vec![vec![]; tables.len()]);
        }
        let given = self.ledger.budget.cells_per_person;
        self.ledger.budget.cells_per_person = given.max(cells);
        let each = self.spend / tables.len() as f64;
        let mut drawn = Vec::new();
        for (path, counts) in tables {
            self.scale = scale(&self.ledger, each);
            let purpose = path.file_name().unwrap_or_default().to_string_lossy();
            drawn.push(noisy(&mut self.ledger, &purpose, counts, self.scale)?);
        }
        self.ledger.budget.cells_per_person = given;
        Ok(drawn)
    }

    /// What was spent; nothing where nothing was drawn.
    pub fn spent(self) -> Option<Spent> {
        let (epsilon, left) = (self.ledger.epsilon(), self.ledger.left());
        self.draws.then_some(Spent { scale: self.scale, epsilon, left, ledger: self.ledger })
    }
}

/// In how many cells of a table one record is: as many in each dimension as there are levels.
pub(super) fn cells_per_person(table: &Table) -> u32 {
    let levels = table.dimensions().iter().map(|dimension| {
        let paths = (0..dimension.len()).map(|code| dimension.path(code).len() as u32);
        paths.max().unwrap_or(1)
    });
    levels.fold(1, u32::saturating_mul)
}

fn read(path: &Path, budget: PrivacyPolicy) -> Result<Ledger, ProtectProblem> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Ledger::new(budget));
        }
        Err(error) => return Err(ProtectProblem::File { path: path.to_owned(), error }),
    };
    let differs = || ProtectProblem::LedgerDiffers { path: path.to_owned() };
    let ledger: Ledger = serde_json::from_str(&text).map_err(|_| differs())?;
    if ledger.budget == budget { Ok(ledger) } else { Err(differs()) }
}

/// The scale at which a table spends as much as it may.
fn scale(ledger: &Ledger, spend: f64) -> f64 {
    let cells = f64::from(ledger.budget.cells_per_person);
    match ledger.budget.mechanism {
        Mechanism::Laplace => cells / spend,
        Mechanism::Gaussian => {
            // ε = ρ + 2√(ρ·ln(1/δ)), solved for ρ, less what was lost already.
            let log = (1.0 / ledger.budget.delta).ln();
            let all = ((log + ledger.epsilon() + spend).sqrt() - log.sqrt()).powi(2);
            let before: f64 = ledger.spent.iter().map(|one| one.rho).sum();
            (cells / (2.0 * (all - before))).sqrt()
        }
    }
}

#[cfg(feature = "privacy")]
fn noisy(
    ledger: &mut Ledger,
    purpose: &str,
    counts: &[i64],
    scale: f64,
) -> Result<Vec<f64>, ProtectProblem> {
    use passerelle_inclusion::disclosure::noise::noisy_counts;
    let drawn = noisy_counts(ledger, purpose, counts, scale)?;
    Ok(drawn.into_iter().map(|count| count as f64).collect())
}

#[cfg(not(feature = "privacy"))]
fn noisy(_: &mut Ledger, _: &str, _: &[i64], _: f64) -> Result<Vec<f64>, ProtectProblem> {
    Err(ProtectProblem::BuiltWithoutPrivacy)
}

#[cfg(test)]
mod tests {
    use passerelle_inclusion::disclosure::Hierarchy;
    use passerelle_inclusion::disclosure::privacy::Spending;

    use super::*;

    #[test]
    fn a_scale_spends_what_may_be_spent() {
        for (mechanism, delta) in [(Mechanism::Laplace, 0.0), (Mechanism::Gaussian, 1e-6)] {
            let cells_per_person = 4;
            let (epsilon, largest_contribution) = (1.0, None);
            let mut ledger = Ledger::new(PrivacyPolicy {
                epsilon,
                delta,
                mechanism,
                cells_per_person,
                largest_contribution,
            });
            for part in [0.25, 0.5] {
                let before = ledger.epsilon();
                let scale = scale(&ledger, part);
                let sensitivity = if mechanism == Mechanism::Laplace { 4.0 } else { 2.0 };
                ledger.spend(Spending::of("t", mechanism, sensitivity, scale)).unwrap();
                assert!((ledger.epsilon() - before - part).abs() < 1e-9, "{mechanism:?}");
            }
        }
    }

    #[test]
    fn one_record_is_in_a_cell_of_every_level() {
        let region = Hierarchy::new("r", &[("T", None), ("N", Some("T")), ("n", Some("N"))]);
        let sex = Hierarchy::flat("s", "T", &["f"]);
        let dimensions = vec![region.unwrap(), sex.unwrap()];
        let table =
            Table::from_records(dimensions, &[], passerelle_inclusion::disclosure::Measure::Count);
        assert_eq!(cells_per_person(&table.unwrap()), 6);
    }
}
