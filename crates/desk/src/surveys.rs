//! Figures from survey microdata: a file, a design, a question. No node is needed.
//!
//! The way of the data: the design says which columns are needed, and the question which more → the file
//! is read by [`passerelle_exchange::microdata`], in a thread of its own → the room of inclusion adds the
//! rows up as they come, or, where it needs them all at once (calibration, replicate weights, quantiles),
//! holds them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

use passerelle_exchange::microdata::{MicrodataError, Source, Wanted};
use passerelle_inclusion::survey::association::{Statistic, TestResult, chi_square, t_test};
use passerelle_inclusion::survey::describe::{
    ColumnSummary, DesignSummary, columns, design as summarise,
};
use passerelle_inclusion::survey::regress::{Model, Regression, fit};
use passerelle_inclusion::survey::{
    Accumulated, Accumulator, Design, Estimate, EstimateOptions, Filter, Measure, Sample,
    SurveyProblem, SurveyProblems,
};
use passerelle_vocabulary::Columns;

pub use passerelle_exchange::microdata;
pub use passerelle_inclusion::survey;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// The microdata cannot be read.
    #[error(transparent)]
    Data(#[from] MicrodataError),
    /// The design file cannot be read.
    #[error("{path}: {error}")]
    DesignFile {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The design, the data or the question are not sound.
    #[error(transparent)]
    Survey(#[from] SurveyProblems),
}

impl From<SurveyProblem> for SurveyError {
    fn from(problem: SurveyProblem) -> Self {
        Self::Survey(problem.into())
    }
}

/// What is to be estimated.
#[derive(Debug, Clone, Default)]
pub struct EstimateQuestion {
    /// What.
    pub measures: Vec<Measure>,
    /// Columns each class of which, alone, is a share to be estimated.
    pub shares: Vec<String>,
    /// Columns by whose combinations.
    pub by: Vec<String>,
    /// Every margin of `by`, from everyone to all of its columns.
    pub all_margins: bool,
    /// Of which rows.
    pub filter: Option<Filter>,
    /// How estimates are finished.
    pub options: EstimateOptions,
}

/// A survey's file with its design.
pub struct Survey {
    source: Source,
    design: Design,
}

impl Survey {
    /// Opens a file of microdata with the file that describes its design.
    ///
    /// # Errors
    /// Either cannot be read; the design contradicts itself.
    pub fn open(data: &Path, design: &Path) -> Result<Self, SurveyError> {
        let text = std::fs::read_to_string(design)
            .map_err(|error| SurveyError::DesignFile { path: design.to_owned(), error })?;
        Ok(Self { design: Design::from_toml(&text)?, source: Source::open(data)? })
    }

    /// Answers a question.
    ///
    /// # Errors
    /// What is wrong with the data, the design or the question.
    pub fn estimate(&self, question: &EstimateQuestion) -> Result<Vec<Estimate>, SurveyError> {
        let mut question = question.clone();
        for column in std::mem::take(&mut question.shares) {
            let classes = self.classes(&column)?;
            let share = |class: String| Measure::Proportion(column.clone(), class);
            question.measures.extend(classes.into_iter().map(share));
        }
        if question.measures.is_empty() {
            let what = "estimate".to_owned();
            return Err(SurveyProblem::Question { what, why: "no-measure" }.into());
        }
        let in_one_pass = self.design.replicates.is_none()
            && self.design.calibrate.is_none()
            && question.measures.iter().all(Measure::is_of_sums);
        let margins = margins(&question.by, question.all_margins);
        if in_one_pass {
            let sums = self.accumulate(&question)?;
            let of = |margin: &Vec<String>| sums.estimates(margin, &question.options);
            return Ok(margins.iter().flat_map(of).collect());
        }
        let rows = self.rows(&question.wanted())?;
        let sample = self.sample(&rows, question.filter.as_ref())?;
        let mut found = Vec::new();
        for margin in &margins {
            found.extend(sample.estimates(&rows, &question.measures, margin, &question.options)?);
        }
        Ok(found)
    }

    /// The classes of a column, by name.
    fn classes(&self, column: &str) -> Result<Vec<String>, SurveyError> {
        let rows = self.source.read_whole(&[Wanted { name: column.to_owned(), words: true }])?;
        let mut classes = rows.words(column).map_or_else(Vec::new, |(_, levels)| levels.to_vec());
        classes.sort();
        Ok(classes)
    }

    /// Adds rows up while another thread reads them.
    fn accumulate(&self, question: &EstimateQuestion) -> Result<Accumulated, SurveyError> {
        let filter = question.filter.clone();
        let mut sums = Accumulator::new(&self.design, &question.measures, &question.by, filter);
        let wanted = self.wanted(&question.wanted());
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Columns>(2);
            let reading = scope.spawn(move || {
                self.source.read(&wanted, &mut |batch| match send.send(batch) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            let mut added = Ok(());
            for batch in &receive {
                added = sums.add(&batch);
                if added.is_err() {
                    break;
                }
            }
            drop(receive);
            // What is wrong with the file explains what is wrong with its rows.
            match reading.join() {
                Ok(read) => read.map(drop)?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
            added?;
            Ok(sums.finish()?)
        })
    }

    /// The design's columns and these.
    fn wanted(&self, more: &[(String, bool)]) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut add = |name: String, words: bool| {
            let one = Wanted { name, words };
            if !wanted.contains(&one) {
                wanted.push(one);
            }
        };
        self.design.columns().into_iter().for_each(|(name, words)| add(name, words));
        if let Some(replicates) = &self.design.replicates {
            let names = replicates.column_names(self.source.names());
            names.into_iter().for_each(|name| add(name, false));
        }
        more.iter().for_each(|(name, words)| add(name.clone(), *words));
        wanted
    }

    fn rows(&self, more: &[(String, bool)]) -> Result<Columns, SurveyError> {
        Ok(self.source.read_whole(&self.wanted(more))?)
    }

    fn sample(&self, rows: &Columns, filter: Option<&Filter>) -> Result<Sample, SurveyError> {
        let sample = Sample::new(&self.design, rows)?;
        Ok(match filter {
            Some(filter) => sample.within(&filter.rows(rows)?),
            None => sample,
        })
    }

    /// Whether two classifications go together.
    ///
    /// # Errors
    /// What is wrong with the data, the design or the question.
    pub fn chi_square(
        &self,
        (rows, columns): (&str, &str),
        statistic: Statistic,
        filter: Option<&Filter>,
    ) -> Result<TestResult, SurveyError> {
        let mut more = vec![(rows.to_owned(), true), (columns.to_owned(), true)];
        more.extend(filter.map_or_else(Vec::new, Filter::columns));
        let data = self.rows(&more)?;
        let sample = self.sample(&data, filter)?;
        Ok(chi_square(&sample, &data, rows, columns, statistic)?)
    }

    /// Whether a mean is `null`, or differs between two groups.
    ///
    /// # Errors
    /// What is wrong with the data, the design or the question.
    pub fn t_test(
        &self,
        column: &str,
        by: Option<&str>,
        null: f64,
        filter: Option<&Filter>,
        level: f64,
    ) -> Result<TestResult, SurveyError> {
        let mut more = vec![(column.to_owned(), false)];
        more.extend(by.map(|by| (by.to_owned(), true)));
        more.extend(filter.map_or_else(Vec::new, Filter::columns));
        let data = self.rows(&more)?;
        let sample = self.sample(&data, filter)?;
        Ok(t_test(&sample, &data, column, by, null, level)?)
    }

    /// Fits a model. Terms are numbers where their column holds numbers only.
    ///
    /// # Errors
    /// What is wrong with the data, the design or the question.
    pub fn regress(
        &self,
        model: &Model,
        filter: Option<&Filter>,
        level: f64,
    ) -> Result<Regression, SurveyError> {
        let kinds = self.source.guess_kinds(1_000)?;
        let is_words = |name: &str| kinds.iter().any(|kind| kind.name == name && kind.words);
        let mut more: Vec<(String, bool)> =
            model.terms.iter().map(|term| (term.clone(), is_words(term))).collect();
        let named = self.source.names().contains(&model.outcome);
        match model.outcome.split_once('=') {
            Some((column, _)) if !named => more.push((column.to_owned(), true)),
            _ => more.push((model.outcome.clone(), false)),
        }
        more.extend(filter.map_or_else(Vec::new, Filter::columns));
        let data = self.rows(&more)?;
        let sample = self.sample(&data, filter)?;
        Ok(fit(&sample, &data, model, level)?)
    }

    /// What the design makes of the data: its units, its weights, and what should make one stop. A stratum
    /// of one unit is told, not refused.
    ///
    /// # Errors
    /// What is wrong with the data or the design.
    pub fn check(&self) -> Result<DesignSummary, SurveyError> {
        let mut design = self.design.clone();
        if design.lonely_psu == passerelle_inclusion::survey::LonelyPsu::Fail {
            design.lonely_psu = passerelle_inclusion::survey::LonelyPsu::Adjust;
        }
        let rows = self.rows(&[])?;
        Ok(summarise(&Sample::new(&design, &rows)?))
    }
}

/// What each column of a file of microdata holds.
///
/// # Errors
/// The file cannot be read.
pub fn describe(data: &Path) -> Result<(u64, Vec<ColumnSummary>), SurveyError> {
    let source = Source::open(data)?;
    let mut wanted = source.guess_kinds(10_000)?;
    let rows = match source.read_whole(&wanted) {
        // A column of numbers whose later rows hold words is one of words.
        Err(MicrodataError::Cells { counts, .. }) => {
            let has_words = |one: &Wanted| counts.keys().any(|(column, _)| *column == one.name);
            wanted.iter_mut().for_each(|one| one.words |= has_words(one));
            source.read_whole(&wanted)
        }
        read => read,
    }?;
    Ok((rows.rows() as u64, columns(&rows)))
}

impl EstimateQuestion {
    /// Columns that it needs, with whether they hold words.
    fn wanted(&self) -> Vec<(String, bool)> {
        let mut wanted: Vec<(String, bool)> =
            self.measures.iter().flat_map(Measure::columns).collect();
        wanted.extend(self.by.iter().map(|name| (name.clone(), true)));
        wanted.extend(self.filter.iter().flat_map(Filter::columns));
        wanted
    }
}

/// The margins of some columns: all of them together, or every one from everyone on.
fn margins(by: &[String], all: bool) -> Vec<Vec<String>> {
    if !all {
        return vec![by.to_vec()];
    }
    let chosen = |set: u32| {
        let kept = by.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
        kept.map(|(_, name)| name.clone()).collect::<Vec<_>>()
    };
    let mut margins: Vec<Vec<String>> = (0..1_u32 << by.len().min(16)).map(chosen).collect();
    margins.sort_by_key(Vec::len);
    margins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_go_from_everyone_to_every_combination() {
        let by = ["a".to_owned(), "b".to_owned()];
        assert_eq!(margins(&by, false), [vec!["a".to_owned(), "b".to_owned()]]);
        let all = margins(&by, true);
        let written: Vec<String> = all.iter().map(|margin| margin.join("+")).collect();
        assert_eq!(written, ["", "a", "b", "a+b"]);
    }
}
