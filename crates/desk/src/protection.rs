//! Protecting what is published: tables of cells, records to be tabulated, and files of figures. No node is
//! needed.
//!
//! The way of the data: the policy is a name of the catalogue or a file → each file is told by its header: a
//! list of observations is a file of figures, anything else a table (`cells`, `figures`) → the room of
//! inclusion suppresses, audits and proves (`solved`) → what may be published is written in the layout that
//! is read (`coarse`, `write`). Whatever is wrong with any of the files is told together; where anything cannot
//! be protected, nothing is written.

mod cells;
mod coarse;
mod earlier;
mod figures;
mod noise;
mod solved;
mod write;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use passerelle_exchange::microdata::{MicrodataError, Source};
use passerelle_exchange::statistics::{Report, is_observations};
use passerelle_inclusion::disclosure::privacy::{Ledger, PrivacyProblem};
use passerelle_inclusion::disclosure::risk::PerturbationRisk;
use passerelle_inclusion::disclosure::rounding::RoundingProblem;
use passerelle_inclusion::disclosure::{CellName, Policy, Rule, Status, TableProblem};
use passerelle_vocabulary::{Finding, Text};

use crate::catalogue::{Catalogue, CatalogueError};

pub use passerelle_inclusion::disclosure;
pub use solved::{ProofFile, Proved};
pub use write::Publication;

/// What is to be protected, and by what.
#[derive(Debug, Clone, Default)]
pub struct ProtectFiles {
    /// The tables, or one file of figures.
    pub tables: Vec<PathBuf>,
    /// A policy's name in the catalogue, or its file.
    pub policy: String,
    /// What was published before.
    pub previous: Vec<PathBuf>,
    /// Where it is kept what was spent of a budget of privacy.
    pub ledger: Option<PathBuf>,
    /// How much of the budget this release may spend (ε); all that is left without it.
    pub spend: Option<f64>,
    /// Whether what may be published will be written: noise is drawn and paid for only then.
    pub publishes: bool,
    /// A folder whose files go over those of the catalogue.
    pub catalogue: Option<PathBuf>,
    /// Today; the system's day without it.
    pub today: Option<Date>,
}

/// One thing that is wrong, or not possible.
#[derive(Debug, thiserror::Error)]
pub enum ProtectProblem {
    /// The catalogue has problems.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Neither a file nor a policy of the catalogue.
    #[error("no policy {asked}, there are {known:?}")]
    NoPolicy {
        /// What was asked for.
        asked: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A policy that is not TOML, or has a field that is not known.
    #[error("{path}: {error}")]
    PolicyUnreadable {
        /// Where it is.
        path: PathBuf,
        /// What is wrong, and where.
        error: passerelle_inclusion::CatalogueError,
    },
    /// A policy that does not hold together.
    #[error("{policy}: {} {}", finding.field, finding.code)]
    PolicyUnsound {
        /// Its name or file.
        policy: String,
        /// What is wrong.
        finding: Finding,
    },
    /// A table cannot be read.
    #[error("{path}: {error}")]
    Data {
        /// Where it is.
        path: PathBuf,
        /// Why.
        error: MicrodataError,
    },
    /// A file of figures has problems.
    #[error("{path}: {} problem(s)", report.problem_count())]
    Figures {
        /// Where it is.
        path: PathBuf,
        /// All of them.
        report: Box<Report>,
    },
    /// A table is not sound.
    #[error("{path}: {problem}")]
    Table {
        /// Where it is.
        path: PathBuf,
        /// What is wrong.
        problem: TableProblem,
    },
    /// A figure without the number of people behind it.
    #[error("{path}, line {line}: no n")]
    NoRespondents {
        /// Where it is.
        path: PathBuf,
        /// Its line.
        line: usize,
        /// How many there are.
        rows: usize,
    },
    /// Files of figures are protected one at a time, and not together with tables.
    #[error("{path} is a file of figures among others")]
    FiguresAmongOthers {
        /// Which.
        path: PathBuf,
    },
    /// Two tables of one name, which could not be written side by side.
    #[error("two tables are called {name}")]
    SameName {
        /// The name.
        name: String,
    },
    /// Figures cannot be rounded.
    #[error(transparent)]
    Rounding(#[from] RoundingProblem),
    /// The policy perturbs counts, and the table has others.
    #[error("{path}: not a table of counts")]
    NotCounts {
        /// Where it is.
        path: PathBuf,
    },
    /// The policy perturbs cells by their keys, and the file has none.
    #[error("{path}: no keys")]
    NoKeys {
        /// Where it is.
        path: PathBuf,
    },
    /// No noise may be, or can be, drawn.
    #[error(transparent)]
    Privacy(#[from] PrivacyProblem),
    /// The program was built without the library of differential privacy.
    #[error("built without differential privacy")]
    BuiltWithoutPrivacy,
    /// A budget is kept in a file, and none was named.
    #[error("no ledger")]
    LedgerNeeded,
    /// The ledger is of another budget, or no ledger.
    #[error("{path}: not a ledger of this policy")]
    LedgerDiffers {
        /// Where it is.
        path: PathBuf,
    },
}

impl ProtectProblem {
    /// The stable code; its words are in `locales/` (`protect-<code>`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::Catalogue(_) => "catalogue",
            Self::File { .. } => "file",
            Self::NoPolicy { .. } => "no-policy",
            Self::PolicyUnreadable { .. } => "policy-unreadable",
            Self::PolicyUnsound { .. } => "policy-unsound",
            Self::Data { .. } => "data",
            Self::Figures { .. } => "figures",
            Self::Table { problem, .. } => problem.code(),
            Self::NoRespondents { .. } => "no-respondents",
            Self::FiguresAmongOthers { .. } => "figures-among-others",
            Self::SameName { .. } => "same-name",
            Self::Rounding(problem) => problem.code(),
            Self::NotCounts { .. } => "not-counts",
            Self::NoKeys { .. } => "no-keys",
            Self::Privacy(problem) => problem.code(),
            Self::BuiltWithoutPrivacy => "built-without-privacy",
            Self::LedgerNeeded => "ledger-needed",
            Self::LedgerDiffers { .. } => "ledger-differs",
        }
    }
}

/// Codes of what is wrong with files or policy; with those of tables
/// ([`disclosure::problem::PROBLEMS`]), of rounding and of privacy.
pub const PROBLEMS: [&str; 18] = [
    "file",
    "no-policy",
    "policy-unreadable",
    "no-respondents",
    "figures-among-others",
    "same-name",
    "not-counts",
    "no-keys",
    "built-without-privacy",
    "ledger-needed",
    "ledger-differs",
    "not-roundable",
    "too-large-to-round",
    "seed-missing",
    "solver-failed",
    "budget-exceeded",
    "not-above-zero",
    "no-noise",
];

/// Everything that is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s), the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
pub struct ProtectProblems(pub Vec<ProtectProblem>);

impl From<ProtectProblem> for ProtectProblems {
    fn from(problem: ProtectProblem) -> Self {
        Self(vec![problem])
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Cells with their totals.
    Cells,
    /// Records that were tabulated.
    Records,
    /// Figures with the number of people behind each.
    Figures,
}

impl Form {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Records => "records",
            Self::Figures => "figures",
        }
    }
}

/// A cell that is not published.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HiddenCell {
    /// Its codes.
    pub cell: CellName,
    /// Why: sensitive itself, or so that others stay hidden.
    pub status: Status,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
    /// What is protected of it: its value, or the number of people behind the figure.
    pub value: f64,
    /// How far below and above an attacker must be left.
    pub needed: Option<(f64, f64)>,
    /// What an attacker must allow for; an end that has no bound is infinite (`null` in JSON).
    pub interval: Option<(f64, f64)>,
    /// Whether the attacker's interval is exactly that, or at least that.
    pub exact: bool,
}

/// A cell that cannot be protected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExposedCell {
    /// Code of what happens to it, whose words are in `locales/` (`protect-<code>`).
    pub code: &'static str,
    /// Its codes.
    pub cell: CellName,
    /// The rules that make it sensitive.
    pub rules: Vec<Rule>,
    /// What an attacker knows.
    pub interval: (f64, f64),
    /// How far below and above an attacker should be left.
    pub needed: (f64, f64),
}

/// What an audit found, and what was done.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Audited {
    /// Code, whose words are in `locales/` (`protect-<code>`).
    pub code: &'static str,
    /// Code of what was done (`protect-remedy-<code>`); empty where nothing was.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub remedy: &'static str,
    /// The figure or cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cell: CellName,
    /// The component that an index reveals, the earlier release that was not compared.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What is revealed: the number of people, the component's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<(f64, f64)>,
    /// The unit to which something was rounded; none where it was withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<f64>,
    /// How many rows it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<usize>,
}

/// One file, protected.
#[derive(Debug, Clone, Serialize)]
pub struct ProtectedFile {
    /// Where it is.
    pub file: PathBuf,
    /// What it holds.
    pub form: Form,
    /// Its cells.
    pub cells: usize,
    /// Those that are not published because they are sensitive.
    pub primary: usize,
    /// Those that are not published so that others stay hidden.
    pub secondary: usize,
    /// Both, one by one.
    pub hidden: Vec<HiddenCell>,
    /// What cannot be protected; empty where all is safe.
    pub exposed: Vec<ExposedCell>,
    /// What other audits found.
    pub audits: Vec<Audited>,
    /// What was tried against perturbed counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<PerturbationRisk>,
    /// What may be published.
    #[serde(skip)]
    pub publication: Publication,
}

/// What a release spent of a budget of privacy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spent {
    /// Scale of the noise.
    pub scale: f64,
    /// What all releases lost so far (ε).
    pub epsilon: f64,
    /// What is left of the budget (ε).
    pub left: f64,
    /// The ledger with this release in it.
    pub ledger: Ledger,
}

/// All files, protected, with the proof.
#[derive(Debug, Clone, Serialize)]
pub struct Protection {
    /// The policy's name.
    pub policy: String,
    /// What it is called.
    pub title: Text,
    /// Whether everything sensitive is protected, and the proof verifies.
    pub safe: bool,
    /// Sensitive cells of which the proof was verified by adding up.
    pub proved: usize,
    /// The files.
    pub files: Vec<ProtectedFile>,
    /// What was spent of a budget of privacy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spent: Option<Spent>,
    /// The proof.
    #[serde(skip)]
    pub proof: ProofFile,
}

/// Protects files by a policy.
///
/// What cannot be protected is in the answer ([`Protection::safe`] is false then); what is wrong with files
/// or policy is an error.
///
/// # Errors
/// Everything that is wrong.
pub fn protect(files: &ProtectFiles) -> Result<Protection, ProtectProblems> {
    let catalogue =
        Catalogue::read(files.catalogue.as_deref(), false).map_err(ProtectProblem::from)?;
    let policy = policy(&files.policy, &catalogue)?;
    let mut tables = Vec::new();
    for path in &files.tables {
        if holds_figures(path, &policy)? {
            if files.tables.len() > 1 {
                return Err(ProtectProblem::FiguresAmongOthers { path: path.clone() }.into());
            }
            return figures::protect(path, files, &policy, &catalogue);
        }
        tables.push(path.as_path());
    }
    cells::protect(&tables, files, &policy)
}

/// A policy, to be told.
///
/// # Errors
/// A catalogue or a policy that is not sound; no such policy.
pub fn policy_told(asked: &str, catalogue: Option<&Path>) -> Result<Policy, ProtectProblems> {
    let catalogue = Catalogue::read(catalogue, false).map_err(ProtectProblem::from)?;
    policy(asked, &catalogue)
}

/// A policy of the catalogue by its name, or one from a file; sound.
fn policy(asked: &str, catalogue: &Catalogue) -> Result<Policy, ProtectProblems> {
    if let Some(policy) = catalogue.policies.get(asked) {
        return Ok(policy.clone());
    }
    let path = PathBuf::from(asked);
    if !path.exists() && path.extension().is_none() {
        return Err(no_policy(asked, catalogue).into());
    }
    let text = std::fs::read_to_string(&path)
        .map_err(|error| ProtectProblem::File { path: path.clone(), error })?;
    let mut policy = Policy::read(&text)
        .map_err(|error| ProtectProblem::PolicyUnreadable { path: path.clone(), error })?;
    if let Some(base) = &policy.extends {
        let found = catalogue.policies.get(base).ok_or_else(|| no_policy(base, catalogue))?;
        policy = policy.clone().over(found);
    }
    let unsound = |finding| ProtectProblem::PolicyUnsound { policy: asked.to_owned(), finding };
    let problems: Vec<ProtectProblem> = policy.check().into_iter().map(unsound).collect();
    if !problems.is_empty() {
        return Err(ProtectProblems(problems));
    }
    if policy.name.is_empty() {
        policy.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    }
    Ok(policy)
}

fn no_policy(asked: &str, catalogue: &Catalogue) -> ProtectProblem {
    let known = catalogue.policies.keys().cloned().collect();
    ProtectProblem::NoPolicy { asked: asked.to_owned(), known }
}

/// Whether a file is one of figures: a list of observations, unless the policy says how the table lies.
fn holds_figures(path: &Path, policy: &Policy) -> Result<bool, ProtectProblem> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Ok(true);
    }
    let data = |error| ProtectProblem::Data { path: path.to_owned(), error };
    let source = Source::open(path).map_err(data)?;
    Ok(is_observations(source.names())
        && policy.table == disclosure::layout::TableLayout::default())
}
