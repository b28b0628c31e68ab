//! `passerelle plan`

mod look;

use std::process::ExitCode;

use passerelle_desk::plans::connectivity::lots::LotsBy;
use passerelle_desk::plans::connectivity::works::Equity;
use passerelle_desk::plans::{
    MadePlan, PlanAsked, PlansError, check_folder, default_costs, make_plan,
};
use passerelle_web::plan::{Told, explain};
use passerelle_web::plan_files;

use super::initiatives;
use super::sites::options;
use crate::arguments::{Format, Node, Plan, PlanLook, PlanMake};
use crate::memory;
use crate::output::Output;

/// Answers; what is wrong with the question is told in words, with an exit code of its own.
pub(super) async fn run(node: &Node, asked: &Plan, output: &Output) -> anyhow::Result<ExitCode> {
    let asked = match &asked.look {
        Some(PlanLook::Compare(asked)) => return look::compare(asked, output),
        Some(PlanLook::Explain(asked)) => return look::explain_site(asked, output),
        Some(PlanLook::Publish(asked)) => return initiatives::publish(node, asked, output).await,
        None => &asked.make,
    };
    if asked.print_costs {
        output.line(default_costs(node.catalogue.as_deref()).trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    // Before the work, not after it.
    if let Some(Err(error)) = asked.out.as_deref().map(check_folder) {
        return Ok(output.refuse(&explain(output.words, &error)));
    }
    let mut made = match make_plan(&question(node, asked)) {
        Ok(made) => made,
        Err(error) => return Ok(output.refuse(&explain(output.words, &error))),
    };
    made.told.peak_memory_mb = memory::peak_mb();
    let told = Told::of(output.words, &made.told);
    if asked.format == Format::Json {
        output.json(&made.told)?;
    } else {
        show(&told, output)?;
    }
    match write(&made, asked, output)? {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Ok(output.refuse(&explain(output.words, &error))),
    }
}

fn question(node: &Node, asked: &PlanMake) -> PlanAsked {
    let level = usize::from(asked.area_level) - 1;
    PlanAsked {
        sites: asked.sites.clone(),
        network: asked.network.clone(),
        towers: asked.towers.clone(),
        roads: asked.roads.clone(),
        population: asked.population.clone(),
        terrain: asked.terrain.clone(),
        options: options(node, &asked.from),
        costs: asked.costs.clone(),
        years: asked.years,
        budget: asked.budget,
        budget_per_year: asked.budget_per_year,
        priority: asked.first.into(),
        sensitivity: asked.sensitivity,
        equity: asked.at_least.map(|share| Equity { level, share }),
        incomes: asked.incomes.clone(),
        basket: asked.basket,
        lots_by: if asked.lots_by == 0 { LotsBy::Groups } else { LotsBy::Area(asked.lots_by) },
    }
}

/// Writes the folder, where one is asked for.
fn write(
    made: &MadePlan,
    asked: &PlanMake,
    output: &Output,
) -> anyhow::Result<Result<(), PlansError>> {
    let Some(folder) = &asked.out else { return Ok(Ok(())) };
    let tables = match made.tables() {
        Ok(tables) => tables,
        Err(full) => {
            let (path, error) = (folder.clone(), std::io::Error::other(full));
            return Ok(Err(PlansError::Write { path, error }));
        }
    };
    let more = plan_files(&tables, std::slice::from_ref(output.words.on_paper()));
    let more: Vec<(&str, &[u8])> =
        more.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    let files = match made.write(folder, &tables, &more) {
        Ok(files) => files,
        Err(error) => return Ok(Err(error)),
    };
    let names = files.iter().filter_map(|path| path.file_name()?.to_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let folder = folder.display().to_string();
    output.aside(&output.words.t2("plan-written", "folder", folder, "files", names))?;
    Ok(Ok(()))
}

fn show(told: &Told, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&format!("{}\n{}\n", told.title, told.lead))?;
    if let Some(note) = &told.default_costs {
        output.line(&format!("{note}\n"))?;
    }
    let pair = |(label, value): &(String, String)| {
        format!("  {}", w.t2("label-value", "label", label.as_str(), "value", value.as_str()))
    };
    output.line(&w.t("plan-mix"))?;
    for row in &told.mix {
        let sites = format!("{} ({})", row.sites, row.percent);
        output.line(&pair(&(row.name.clone(), format!("{sites}, {}", row.present))))?;
    }
    told.beside.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    output.line(&format!("\n{}", w.t("plan-costs")))?;
    told.money.iter().try_for_each(|one| output.line(&pair(one)))?;
    output.line(&format!("\n{}", w.t("plan-how-good")))?;
    told.bound.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    output.line(&format!("\n{}\n  {}", w.t("plan-buys"), told.priority))?;
    let asked = told.budget.iter().chain(&told.at_least);
    asked.into_iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    for row in &told.curve {
        let (people, share) = (row.people.as_str(), row.percent.as_str());
        let reached = w.t2("plan-reached", "people", people, "share", share);
        output.line(&pair(&(row.present.clone(), reached)))?;
    }
    if !told.sensitivity.is_empty() {
        output.line(&format!("\n{}", w.t("plan-sensitivity")))?;
        told.sensitivity.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    }
    output.line(&format!("\n{}", w.t("plan-who-pays")))?;
    told.financing.iter().try_for_each(|row| output.line(&pair(&row.in_a_line(w))))?;
    output.line(&format!("\n{}", w.t("plan-afford-title")))?;
    told.affordability.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    output.line(&format!("\n{}\n  {}", w.t("plan-energy-title"), told.energy))?;
    if !told.warnings.is_empty() {
        output.line(&format!("\n{}", w.t("plan-warnings")))?;
        told.warnings.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    }
    Ok(())
}
