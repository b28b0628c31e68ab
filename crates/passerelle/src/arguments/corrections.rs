//! `passerelle corrections …`

use clap::{Args, Subcommand, ValueEnum};

use super::Format;

/// What to do with corrections.
#[derive(Subcommand)]
pub enum Corrections {
    /// Tell what readers propose.
    List(CorrectionsList),
    /// Accept one: it is shown.
    Accept(CorrectionsDecide),
    /// Refuse one: it is not.
    Refuse(CorrectionsDecide),
}

/// Tells of corrections.
#[derive(Args)]
pub struct CorrectionsList {
    /// How far they have come.
    #[arg(long, value_enum, default_value = "waiting")]
    pub state: CorrectionState,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// How far a correction has come.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CorrectionState {
    // Not decided.
    Waiting,
    // Shown.
    Accepted,
    // Not shown.
    Refused,
}

/// Decides a correction.
#[derive(Args)]
pub struct CorrectionsDecide {
    /// Its number.
    #[arg(value_name = "NUMBER")]
    pub number: i64,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
