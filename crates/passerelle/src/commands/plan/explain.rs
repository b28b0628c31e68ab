//! Why there is no plan, in words.

use std::path::Path;

use passerelle_desk::plans::{PlansError, Reports};
use passerelle_desk::plans::connectivity::PlanError;
use passerelle_vocabulary::Finding;

use crate::commands::sites;
use crate::output::{Output, plain};

/// A sentence for each thing that is wrong.
pub(super) fn explain(output: &Output, error: &PlansError) -> String {
    let w = output.words;
    let shown = |path: &Path| plain(&path.display().to_string());
    match error {
        PlansError::Sites(error) => sites::explain(output, error),
        PlansError::NotUnderstood(reports) => not_understood(output, reports),
        PlansError::CostsFile { path, error } => {
            w.t2("plan-error-file", "path", shown(path), "detail", error.to_string())
        }
        PlansError::CostsForm { path, error, text } => {
            let (line, column) = place(text, error.span().map_or(0, |span| span.start));
            let said = [
                ("path", shown(path).into()),
                ("line", line.into()),
                ("column", column.into()),
                ("detail", w.reader(error.message()).into()),
            ];
            w.say("plan-error-costs-form", &said)
        }
        PlansError::Costs { path, findings } => {
            let lines = findings.iter().map(|finding| wrong(output, path, finding));
            lines.collect::<Vec<_>>().join("\n")
        }
        PlansError::Plan(PlanError::NoSites) => w.t("plan-error-no-sites"),
        PlansError::Plan(PlanError::Senseless(mistake)) => {
            w.t1("plan-error-senseless", "detail", mistake.to_string())
        }
        PlansError::Write { path, error } => {
            w.t2("plan-error-write", "path", shown(path), "detail", error.to_string())
        }
        PlansError::NotAPlan(path) => w.t1("plan-error-not-a-plan", "path", shown(path)),
    }
}

fn wrong(output: &Output, path: &Path, finding: &Finding) -> String {
    let w = output.words;
    let why = w.t(&format!("plan-error-{}", finding.code));
    let field = plain(&finding.field);
    let found = plain(&finding.found);
    let mut said = vec![("field", field.into()), ("found", found.into()), ("why", why.into())];
    if finding.field.starts_with("--") {
        return w.say("plan-error-option", &said);
    }
    let path = match path.as_os_str().is_empty() {
        true => w.t("plan-error-costs-defaults"),
        false => plain(&path.display().to_string()),
    };
    said.push(("path", path.into()));
    w.say("plan-error-costs", &said)
}

fn not_understood(output: &Output, reports: &Reports) -> String {
    let lines = sites::problems(output, reports);
    [vec![output.words.t("plan-error-not-understood")], lines].concat().join("\n")
}

/// Line and column of a place in a text, from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at.min(text.len()))];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
