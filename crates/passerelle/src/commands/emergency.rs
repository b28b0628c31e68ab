//! `passerelle emergency`

use std::process::ExitCode;

use passerelle_desk::emergency::room::relief::Stock;
use passerelle_desk::emergency::{EmergencyAsked, check_folder, look};
use passerelle_web::emergency::{Told, explain, page};

use super::sites::options;
use crate::arguments::{Emergency, Format, Node};
use crate::output::Output;

/// Answers; what is wrong with the question is told in words, with an exit code of its own.
pub(super) fn run(node: &Node, asked: &Emergency, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    // Before anything is read: whoever gave a file should not wait for it.
    if let Some(Err(error)) = asked.out.as_deref().map(check_folder) {
        return Ok(output.refuse(&explain(w, &error)));
    }
    let mut stock = Stock::new();
    for (means, number) in &asked.stock {
        *stock.entry(*means).or_default() += number;
    }
    let found = look(&EmergencyAsked {
        area: asked.area.clone(),
        plan: asked.plan.clone(),
        sites: asked.sites.clone(),
        network: asked.network.clone(),
        towers: asked.towers.clone(),
        terrain: asked.terrain.clone(),
        options: options(node, &asked.from),
        costs: asked.costs.clone(),
        stock,
        roots: asked.root.clone(),
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return Ok(output.refuse(&explain(w, &error))),
    };
    let told = Told::of(w, &found);
    match asked.format {
        Format::Json => output.json(&found.told)?,
        Format::Text => show(&told, output)?,
    }
    let Some(folder) = &asked.out else { return Ok(ExitCode::SUCCESS) };
    let paper = w.on_paper();
    let html = page(paper, &Told::of(paper, &found), &found)?;
    match found.write(folder, &[("emergency.html", html.as_bytes())]) {
        Err(error) => Ok(output.refuse(&explain(w, &error))),
        Ok(files) => {
            let names = files.iter().filter_map(|path| path.file_name()?.to_str());
            let names = names.collect::<Vec<_>>().join(", ");
            let folder = folder.display().to_string();
            output.aside(&w.t2("plan-written", "folder", folder, "files", names))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn show(told: &Told, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    output.line(&format!("{}\n{}\n", told.title, told.lead))?;
    let pair = |(label, value): &(String, String)| {
        format!("  {}", w.t2("label-value", "label", label.as_str(), "value", value.as_str()))
    };
    output.line(&w.t("emergency-cut"))?;
    told.cut.iter().try_for_each(|one| output.line(&pair(one)))?;
    output.line(&format!("\n{}", w.t("emergency-do")))?;
    told.relief.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    for one in &told.actions {
        let said = [
            ("order", one.order.clone().into()),
            ("what", one.what.clone().into()),
            ("name", one.place.clone().into()),
            ("people", one.people.clone().into()),
            ("sofar", one.so_far.clone().into()),
        ];
        output.line(&format!("  {}", w.say("emergency-action-line", &said)))?;
    }
    output.line(&format!("\n{}", w.t("emergency-notes")))?;
    told.notes.iter().try_for_each(|line| output.line(&format!("  {line}")))?;
    Ok(())
}
