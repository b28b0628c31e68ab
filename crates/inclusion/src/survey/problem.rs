//! What can be wrong with a survey's design, data or question.

/// One thing that is wrong. The words for people are in `locales/`, by [`SurveyProblem::code`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SurveyProblem {
    /// The design file cannot be read.
    #[error("design file, line {line}: {detail}")]
    DesignFile {
        /// The line, from 1; 0 when it is the file as a whole.
        line: usize,
        /// What the reader says.
        detail: String,
    },
    /// More columns of strata or corrections than stages of clusters.
    #[error("{given} columns of {what} for {stages} stage(s)")]
    TooManyStages {
        /// `strata` or `fpc`.
        what: &'static str,
        /// Columns given.
        given: usize,
        /// Stages of clusters.
        stages: usize,
    },
    /// The replicate weights cannot be as the design says.
    #[error("replicates.{field}: {why}")]
    Replicates {
        /// Field of `[replicates]`.
        field: &'static str,
        /// Code of the reason.
        why: &'static str,
    },
    /// The calibration cannot be as the design says.
    #[error("calibrate.{field}: {why}")]
    Calibration {
        /// Field of `[calibrate]`.
        field: &'static str,
        /// Code of the reason.
        why: &'static str,
    },
    /// A column that is named and not there.
    #[error("no column “{name}”")]
    NoColumn {
        /// Its name.
        name: String,
    },
    /// A column of another kind than its use needs.
    #[error("column “{name}” is not of numbers")]
    NotNumbers {
        /// Its name.
        name: String,
    },
    /// A cell of a design column that cannot be: missing, negative, infinite.
    #[error("row {row}, column “{column}”: {why}")]
    BadCell {
        /// Row of the data, from 1.
        row: u64,
        /// Its column.
        column: String,
        /// Code of the reason: `missing`, `negative`, `infinite`.
        why: &'static str,
        /// Rows with the same problem.
        rows: u64,
    },
    /// No row has a weight above zero.
    #[error("no row has a weight above zero")]
    NoWeight,
    /// There is no row.
    #[error("there is no row")]
    NoRows,
    /// The same cluster number in several strata, and the design does not say that clusters are nested.
    #[error("stage {stage}: cluster “{cluster}” is in several strata")]
    ClusterAcrossStrata {
        /// The stage, from 1.
        stage: usize,
        /// A cluster.
        cluster: String,
        /// Clusters that are.
        clusters: u64,
    },
    /// A correction that is below the units drawn, differs within a stratum, or mixes fractions and counts.
    #[error(
        "stage {stage}, stratum “{stratum}”: correction {found} for {drawn} units drawn: {why}"
    )]
    Fpc {
        /// The stage, from 1.
        stage: usize,
        /// The stratum.
        stratum: String,
        /// What the correction says.
        found: f64,
        /// Units drawn.
        drawn: u64,
        /// Code of the reason: `below-sample`, `varies`, `mixed`.
        why: &'static str,
    },
    /// A stratum has one unit only, and the design says to stop.
    #[error("stage {stage}: stratum “{stratum}” has only one sampling unit")]
    LonelyPsu {
        /// The stage, from 1.
        stage: usize,
        /// A stratum.
        stratum: String,
        /// Strata like it.
        strata: u64,
    },
    /// What was asked for cannot be read.
    #[error("{what}: {why}")]
    Question {
        /// What was asked.
        what: String,
        /// Code of the reason.
        why: &'static str,
    },
    /// A class of the data that the known totals do not have, or the other way round.
    #[error("calibrate: class “{class}” of {margin}: {why}")]
    CalibrationClass {
        /// The margin's columns.
        margin: String,
        /// The class.
        class: String,
        /// Code of the reason: `not-in-totals`, `not-in-data`, `missing`.
        why: &'static str,
    },
    /// The weights could not be made to agree.
    #[error("calibration did not converge after {steps} steps: largest misfit {misfit}")]
    NotCalibrated {
        /// Steps taken.
        steps: usize,
        /// The largest misfit left, relative to its total.
        misfit: f64,
    },
    /// An iteration did not end.
    #[error("{what} did not converge")]
    NotConverged {
        /// Which.
        what: &'static str,
    },
    /// Too many cells for the memory that there is.
    #[error("{cells} cells are more than {most}")]
    TooManyCells {
        /// Cells asked for.
        cells: u64,
        /// The bound.
        most: u64,
    },
    /// Columns of a regression or a calibration say the same.
    #[error("column “{name}” says nothing that the others do not")]
    Collinear {
        /// The column.
        name: String,
    },
}

impl SurveyProblem {
    /// A code that does not change, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DesignFile { .. } => "design-file",
            Self::TooManyStages { .. } => "too-many-stages",
            Self::Replicates { .. } => "replicates",
            Self::Calibration { .. } => "calibration",
            Self::NoColumn { .. } => "no-column",
            Self::NotNumbers { .. } => "not-numbers",
            Self::BadCell { .. } => "bad-cell",
            Self::NoWeight => "no-weight",
            Self::NoRows => "no-rows",
            Self::ClusterAcrossStrata { .. } => "cluster-across-strata",
            Self::Fpc { .. } => "fpc",
            Self::LonelyPsu { .. } => "lonely-psu",
            Self::Question { .. } => "question",
            Self::CalibrationClass { .. } => "calibration-class",
            Self::NotCalibrated { .. } => "not-calibrated",
            Self::NotConverged { .. } => "not-converged",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::Collinear { .. } => "collinear",
        }
    }
}

/// Everything that is wrong, at once.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct SurveyProblems(pub Vec<SurveyProblem>);

impl From<SurveyProblem> for SurveyProblems {
    fn from(problem: SurveyProblem) -> Self {
        Self(vec![problem])
    }
}
