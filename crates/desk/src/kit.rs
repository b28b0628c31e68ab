//! A national survey on digital inclusion, from its forms to its figures. No node is needed.
//!
//! The way of the data: the kit's files (of the catalogue, or the owner's in their place) → a form and
//! printed questionnaires → microdata, collected or synthetic → read once for each non-response adjustment
//! of the plan, then once for all figures ([`passerelle_inclusion::kit`]) → observations, each with its
//! standard error, its number of answers and how sure it is, ready for `protect` and `import statistics`.

mod figures;
mod form;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use passerelle_exchange::microdata::{
    MicrodataError, Source, Wanted, WriteError, write_csv, write_parquet,
};
use passerelle_exchange::statistics::parse_period;
use passerelle_exchange::workbook::WorkbookError;
use passerelle_inclusion::kit::simulate::{FEWEST_HOUSEHOLDS, MOST_HOUSEHOLDS, Model, simulate};
use passerelle_inclusion::kit::{
    AdjustmentPass, Factors, KitError, KitProblems, Methodology, Plan, QuantilePass, Questionnaire,
    Tabulation,
};
use passerelle_inclusion::survey::{Design, SurveyProblems};
use passerelle_vocabulary::place::{Recognised, Scheme};
use passerelle_vocabulary::{Columns, Period};

use crate::catalogue::Catalogue;

pub use self::figures::{GivenFigure, Indicators};
pub use passerelle_inclusion::kit;

/// Where the kit is in the catalogue.
const FOLDER: &str = "survey-kit";

/// Why something of the kit could not be done.
#[derive(Debug, thiserror::Error)]
pub enum KitFailure {
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A file of the kit, or the plan, is not sound.
    #[error("{file}: {problems}")]
    Kit {
        /// The file.
        file: String,
        /// What is wrong with it.
        problems: KitProblems,
    },
    /// The microdata cannot be read.
    #[error(transparent)]
    Data(#[from] MicrodataError),
    /// The design, the weights or the data are not sound.
    #[error(transparent)]
    Survey(#[from] SurveyProblems),
    /// Synthetic microdata of too few or too many households.
    #[error("{0} households")]
    Households(u64),
    /// The place is no country.
    #[error("no country {0}")]
    Place(String),
    /// The period is none.
    #[error("no period {0}")]
    Period(String),
}

/// The kit, as its files say.
#[derive(Debug, Clone)]
pub struct Kit {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// The analysis plan.
    pub plan: Plan,
    /// The methodology sheet, to be filled in.
    pub methodology: Methodology,
    model: Model,
    /// Files that are given as they are: name, text.
    texts: Vec<(String, String)>,
}

/// Which figures are asked for.
#[derive(Debug, Clone)]
pub struct IndicatorsQuestion {
    /// The microdata.
    pub data: PathBuf,
    /// The plan; the kit's where none is given.
    pub plan: Option<PathBuf>,
    /// A design file in place of the plan's design.
    pub design: Option<PathBuf>,
    /// The country.
    pub place: String,
    /// When; the year of the last visit where it is not said.
    pub period: Option<String>,
}

fn read_text(path: &Path) -> Result<String, KitFailure> {
    std::fs::read_to_string(path).map_err(|error| KitFailure::File { path: path.to_owned(), error })
}

fn within<T>(file: &str, read: Result<T, KitProblems>) -> Result<T, KitFailure> {
    read.map_err(|problems| KitFailure::Kit { file: file.to_owned(), problems })
}

impl Kit {
    /// Reads the kit: the embedded files, with those of the owner's `catalogue` over them.
    ///
    /// # Errors
    /// Everything that is wrong with the first file that is not sound.
    pub fn read(catalogue: Option<&Path>) -> Result<Self, KitFailure> {
        let text = |name: &str| {
            Catalogue::file(catalogue, &format!("{FOLDER}/{name}")).unwrap_or_default()
        };
        let plan = text("plan.toml");
        let questionnaire = text("questionnaire.toml");
        let mut texts = vec![
            ("questionnaire.toml".to_owned(), questionnaire.clone()),
            ("plan.toml".to_owned(), plan.clone()),
        ];
        let others = ["design.toml", "guidance-fr.md", "guidance-en.md"];
        texts.extend(others.map(|name| (name.to_owned(), text(name))));
        Ok(Self {
            questionnaire: within("questionnaire.toml", Questionnaire::from_toml(&questionnaire))?,
            plan: within("plan.toml", Plan::from_toml(&plan))?,
            methodology: within(
                "methodology.toml",
                Methodology::from_toml(&text("methodology.toml")),
            )?,
            model: within("simulation.toml", Model::from_toml(&text("simulation.toml")))?,
            texts,
        })
    }

    /// Synthetic microdata of so many households, the same for the same seed.
    ///
    /// # Errors
    /// The model asks for what the questionnaire does not have; too few or too many households.
    pub fn simulate(&self, households: u64, seed: u64) -> Result<Columns, KitFailure> {
        if !(FEWEST_HOUSEHOLDS..=MOST_HOUSEHOLDS).contains(&households) {
            return Err(KitFailure::Households(households));
        }
        let made = simulate(&self.questionnaire, &self.model, households, seed);
        within("simulation.toml", made)
    }

    /// Files of the kit that need no words of the program: the form, the questionnaire and the plan as data, the
    /// design, guidance.
    ///
    /// # Errors
    /// The form cannot be written.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, WorkbookError> {
        let mut form = std::io::Cursor::new(Vec::new());
        form::form(&self.questionnaire).write(&mut form)?;
        let mut files = vec![("questionnaire.xlsx".to_owned(), form.into_inner())];
        let texts = self.texts.iter();
        files.extend(texts.map(|(name, text)| (name.clone(), text.clone().into_bytes())));
        Ok(files)
    }

    /// The plan of a file, or the kit's own.
    ///
    /// # Errors
    /// The file cannot be read or is not sound.
    pub fn plan(&self, path: Option<&Path>, design: Option<&Path>) -> Result<Plan, KitFailure> {
        let mut plan = match path {
            None => self.plan.clone(),
            Some(path) => within(&path.display().to_string(), Plan::from_toml(&read_text(path)?))?,
        };
        if let Some(design) = design {
            plan.design = Design::from_toml(&read_text(design)?)?;
            plan.design.weights = None;
            within(&design.display().to_string(), plan.sound())?;
        }
        Ok(plan)
    }
}

/// Follows a plan: figures, and what is to be said of how they were made.
///
/// # Errors
/// What is wrong with the plan, the data, the place or the period.
pub fn indicators(
    kit: &Kit,
    catalogue: &Catalogue,
    asked: &IndicatorsQuestion,
) -> Result<Indicators, KitFailure> {
    let plan = kit.plan(asked.plan.as_deref(), asked.design.as_deref())?;
    let file =
        asked.plan.as_ref().map_or("plan.toml".to_owned(), |path| path.display().to_string());
    let place = place(catalogue, &asked.place)?;
    let period = asked.period.as_deref().map(period_of).transpose()?;
    let problems = figures::unknown_to(catalogue, &plan);
    if !problems.is_empty() {
        return Err(KitFailure::Kit { file, problems: KitProblems(problems) });
    }
    let told = |error: KitError| match error {
        KitError::Kit(problems) => KitFailure::Kit { file: file.clone(), problems },
        KitError::Survey(problems) => KitFailure::Survey(problems),
    };
    let source = Source::open(&asked.data)?.without_groups();
    let wanted: Vec<Wanted> =
        plan.columns().into_iter().map(|(name, words)| Wanted { name, words }).collect();
    let mut factors = Factors::default();
    for at in 0..plan.adjustment.len() {
        let Some(mut pass) = AdjustmentPass::new(&plan, at, &factors) else { break };
        each_batch(&source, &wanted, |batch| pass.add(batch).map_err(&told))?;
        factors = pass.finish().map_err(&told)?;
    }
    if let Some(mut pass) = QuantilePass::new(&plan, &factors) {
        each_batch(&source, &wanted, |batch| pass.add(batch).map_err(&told))?;
        factors = pass.finish().map_err(&told)?;
    }
    let mut tabulation = Tabulation::new(&plan, &factors);
    each_batch(&source, &wanted, |batch| tabulation.add(batch).map_err(&told))?;
    let tabulated = tabulation.finish().map_err(&told)?;
    let last_visit = || {
        let last = tabulated.facts.days.as_ref().map_or("", |[_, last]| last);
        period_of(last.get(..4).unwrap_or_default())
    };
    let period = period.map_or_else(last_visit, Ok)?;
    let given = figures::given(catalogue, &plan, tabulated, (place, period));
    given.map_err(|problems| KitFailure::Kit { file, problems })
}

fn place(catalogue: &Catalogue, written: &str) -> Result<String, KitFailure> {
    match catalogue.places.recognise(written, Scheme::Any) {
        Some(Recognised::Place(code)) if catalogue.places.country(code).is_some() => {
            Ok(code.to_owned())
        }
        _ => Err(KitFailure::Place(written.to_owned())),
    }
}

fn period_of(written: &str) -> Result<Period, KitFailure> {
    parse_period(written).ok_or_else(|| KitFailure::Period(written.to_owned()))
}

/// Hands each batch of rows on; the first error stops the reading.
fn each_batch(
    source: &Source,
    wanted: &[Wanted],
    mut take: impl FnMut(Columns) -> Result<(), KitFailure>,
) -> Result<(), KitFailure> {
    let mut failure = None;
    source.read(wanted, &mut |batch| match take(batch) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failure = Some(error);
            ControlFlow::Break(())
        }
    })?;
    failure.map_or(Ok(()), Err)
}

/// Writes microdata to a file: Parquet where its name ends so, otherwise text.
///
/// # Errors
/// The file cannot be written.
pub fn write_microdata(rows: &Columns, path: &Path) -> Result<(), KitFailure> {
    let failed = |error: std::io::Error| KitFailure::File { path: path.to_owned(), error };
    let parquet = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    let written = if parquet { write_parquet(rows, &mut out) } else { write_csv(rows, &mut out) };
    written.map_err(|error: WriteError| failed(std::io::Error::other(error)))?;
    out.flush().map_err(failed)
}
