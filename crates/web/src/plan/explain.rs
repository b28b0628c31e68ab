//! Why there is no plan, in words.

use std::path::Path;

use passerelle_desk::catalogue::CatalogueProblem;
use passerelle_desk::plans::connectivity::PlanError;
use passerelle_desk::plans::{PlansError, TerrainProblem};

use crate::sites;
use crate::told::{finding, plain};
use crate::words::Words;

/// The problem with what is typed beside the files called as it is where it was typed.
fn named(w: &Words, problem: &CatalogueProblem) -> CatalogueProblem {
    let name = format!("plan-asked-{}", problem.file);
    let file = if w.has(&name) { w.t(&name) } else { problem.file.clone() };
    CatalogueProblem { file, ..problem.clone() }
}

/// A sentence for each thing that is wrong.
pub fn explain(w: &Words, error: &PlansError) -> String {
    let shown = |path: &Path| plain(&path.display().to_string());
    match error {
        PlansError::Sites(error) => sites::explain(w, error),
        PlansError::NotUnderstood(reports) => {
            format!(
                "{}\n\n{}",
                w.t("plan-error-not-understood"),
                sites::found(w, reports).trim_end()
            )
        }
        PlansError::File { path, error } => {
            w.t2("plan-error-file", "path", shown(path), "detail", error.to_string())
        }
        PlansError::Terrain(problems) => {
            let line = |one: &TerrainProblem| {
                let name = format!("plan-error-terrain-{}", one.code);
                w.t2(&name, "path", shown(&one.path), "detail", plain(&one.detail))
            };
            problems.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        PlansError::Roads(problem) => {
            let name = format!("plan-error-roads-{}", problem.code);
            w.t2(&name, "path", shown(&problem.path), "detail", plain(&problem.detail))
        }
        PlansError::Costs(problems) => {
            let lines = problems.iter().map(|problem| finding(w, &named(w, problem)));
            lines.collect::<Vec<_>>().join("\n")
        }
        PlansError::Plan(PlanError::NoSites) => w.t("plan-error-no-sites"),
        PlansError::Plan(PlanError::Senseless(mistake)) => {
            w.t1("plan-error-senseless", "detail", mistake.to_string())
        }
        PlansError::Write { path, error } => {
            w.t2("plan-error-write", "path", shown(path), "detail", error.to_string())
        }
        PlansError::NoSite { folder, asked } => {
            w.t2("plan-error-no-site", "folder", shown(folder), "site", plain(asked))
        }
        PlansError::Stopped => w.t("plan-error-stopped"),
        PlansError::NotAFolder(path) => w.t1("plan-error-not-a-folder", "path", shown(path)),
        PlansError::NotAPlan(path) => w.t1("plan-error-not-a-plan", "path", shown(path)),
        PlansError::NotExact(path) => w.t1("plan-error-not-exact", "path", shown(path)),
    }
}
