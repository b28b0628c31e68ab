//! What is wrong with a survey's data, design or question, in words.

use passerelle_desk::surveys::SurveyError;
use passerelle_desk::surveys::survey::SurveyProblem;
use passerelle_web::words::Words;

use crate::commands::microdata::{SHOWN, file, of_data};
use crate::output::plain;

/// A sentence, or one for each thing that is wrong.
pub(super) fn explain(w: &Words, error: &SurveyError) -> String {
    match error {
        SurveyError::DesignFile { path, error } => file(w, path, error),
        SurveyError::Data(error) => of_data(w, error),
        SurveyError::Survey(problems) => {
            let lines: Vec<String> =
                problems.0.iter().take(SHOWN).map(|one| of_problem(w, one)).collect();
            let more = problems.0.len().saturating_sub(SHOWN);
            let rest = (more > 0).then(|| w.t1("microdata-more", "n", more));
            lines.into_iter().chain(rest).collect::<Vec<_>>().join("\n")
        }
    }
}

fn of_problem(w: &Words, problem: &SurveyProblem) -> String {
    let name = format!("survey-{}", problem.code());
    let text = |texts: &[(&str, String)]| {
        let variables: Vec<_> =
            texts.iter().map(|(key, text)| (*key, plain(text).into())).collect();
        w.say(&name, &variables)
    };
    let reason = |name: &str, why: &str| w.t(&format!("{name}-{why}"));
    match problem {
        SurveyProblem::DesignFile { line, detail } => {
            w.say(&name, &[("line", (*line).into()), ("detail", plain(&w.reader(detail)).into())])
        }
        SurveyProblem::TooManyStages { what, given, stages } => text(&[
            ("what", (*what).to_owned()),
            ("given", given.to_string()),
            ("stages", stages.to_string()),
        ]),
        SurveyProblem::Replicates { field, why } | SurveyProblem::Calibration { field, why } => {
            text(&[("field", (*field).to_owned()), ("why", reason("survey-why", why))])
        }
        SurveyProblem::NoColumn { name }
        | SurveyProblem::NotNumbers { name }
        | SurveyProblem::Collinear { name } => text(&[("name", name.clone())]),
        SurveyProblem::BadCell { row, column, why, rows } => w.say(
            &name,
            &[
                ("row", row.to_string().into()),
                ("column", plain(column).into()),
                ("why", reason("survey-cell-is", why).into()),
                ("rows", (*rows).into()),
            ],
        ),
        SurveyProblem::NoWeight | SurveyProblem::NoRows => w.t(&name),
        SurveyProblem::ClusterAcrossStrata { stage, cluster, clusters } => w.say(
            &name,
            &[
                ("stage", stage.to_string().into()),
                ("cluster", plain(cluster).into()),
                ("clusters", (*clusters).into()),
            ],
        ),
        SurveyProblem::Fpc { stage, stratum, found, drawn, why } => text(&[
            ("stage", stage.to_string()),
            ("stratum", named(w, stratum)),
            ("found", found.to_string()),
            ("drawn", drawn.to_string()),
            ("why", reason("survey-fpc", why)),
        ]),
        SurveyProblem::LonelyPsu { stage, stratum, strata } => w.say(
            &name,
            &[
                ("stage", stage.to_string().into()),
                ("stratum", plain(&named(w, stratum)).into()),
                ("strata", (*strata).into()),
            ],
        ),
        SurveyProblem::Question { what, why } => {
            text(&[("what", what.clone()), ("why", reason("survey-question", why))])
        }
        SurveyProblem::CalibrationClass { margin, class, why } => text(&[
            ("margin", margin.clone()),
            ("class", class.clone()),
            ("why", reason("survey-class", why)),
        ]),
        SurveyProblem::NotCalibrated { steps, misfit } => {
            text(&[("steps", steps.to_string()), ("misfit", format!("{misfit:.2e}"))])
        }
        SurveyProblem::NotConverged { what } => text(&[("what", reason("survey-iteration", what))]),
        SurveyProblem::TooManyCells { cells, most } => {
            text(&[("cells", w.whole(*cells)), ("most", w.whole(*most))])
        }
    }
}

/// A stratum by its name; a sample without strata is one.
fn named(w: &Words, stratum: &str) -> String {
    if stratum.is_empty() { w.t("survey-everyone") } else { stratum.to_owned() }
}
