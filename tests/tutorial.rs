//! The tutorial, typed as it is written, in each language that it is written in.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use passerelle_tests::node::{command, run};
use passerelle_tests::root;

/// The commands of a document, in order, without the program's name.
fn commands(document: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("docs").join(document)).unwrap();
    let blocks = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("passerelle "));
    lines.map(|line| line.split(' ').map(str::to_owned).collect()).collect()
}

fn typed(folder: &Path, arguments: &[String]) -> passerelle_tests::node::Answer {
    let mut command = command();
    run(command.current_dir(folder).args(arguments).env("PASSERELLE_DATA", "node"), "")
}

#[test]
fn a_file_of_microdata_becomes_a_scorecard() {
    for (document, protected, made_up) in [
        ("tutorial.md", "protected.csv", "made up, for training"),
        ("tutoriel.md", "proteges.csv", "inventés ici, pour s’exercer"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let commands = commands(document);
        assert_eq!(commands.len(), 5, "a file for practice, and four commands");
        for arguments in &commands {
            typed(folder.path(), arguments).well();
        }
        let text = std::fs::read_to_string(folder.path().join(protected)).unwrap();
        assert!(text.lines().any(|line| line.contains(",protected,")), "something is withheld");
        let pdf = std::fs::read(folder.path().join("kenya-2026.pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF"), "{document}");
        let mut look = ["scorecard", "KEN", "2026"].map(str::to_owned).to_vec();
        if document == "tutoriel.md" {
            look.extend(["--lang", "fr"].map(str::to_owned));
        }
        let card = typed(folder.path(), &look).well().out;
        assert!(card.contains(made_up), "{card}");
    }
}
