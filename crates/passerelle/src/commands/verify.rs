//! `passerelle verify`

use std::process::ExitCode;

use passerelle_desk::Desk;
use passerelle_desk::verifying::NodeVerification;

use crate::arguments::{Format, Node, Verify};
use crate::output::{FOUND_PROBLEMS, Output};
use crate::progress::Bar;

pub(super) async fn run(node: &Node, asked: &Verify, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Desk::open_existing(&node.settings(false)).await?;
    let bar = Bar::working(output.words);
    let found = desk.verify().await;
    bar.finish();
    let found = found?;
    if asked.format == Format::Json {
        output.json(&found)?;
    } else {
        tell(&found, output)?;
    }
    Ok(if found.ok { ExitCode::SUCCESS } else { ExitCode::from(FOUND_PROBLEMS) })
}

fn tell(found: &NodeVerification, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    if found.ok {
        return output.line(&w.say(
            "cli-verify-ok",
            &[
                ("entries", w.whole(found.entries).into()),
                ("versions", w.whole(found.register.versions_checked).into()),
                ("imports", w.whole(found.imports).into()),
                ("root", found.root().into()),
            ],
        ));
    }
    let all = found.register.problems_in_all + found.tables_in_all;
    output.line(&w.t1("cli-verify-bad", "n", all))?;
    let changed = found.changed_imports.iter().map(|batch| (format!("import/{batch}"), "import"));
    let problems = found.register.problems.iter().chain(&found.tables);
    let problems = problems.map(|one| (one.at.clone(), one.code));
    for (at, code) in problems.chain(changed) {
        let text = w.t(&format!("verify-problem-{code}"));
        output.line(&format!("    {}", w.t2("cli-verify-problem", "at", at, "text", text)))?;
    }
    Ok(())
}
