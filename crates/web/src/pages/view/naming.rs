//! Names of sources, and where each is on the sources page.

use std::collections::BTreeMap;

use passerelle_desk::catalogue::Catalogue;

use super::super::PageError;
use crate::App;
use crate::words::Words;

/// A source: its id, by which the sources page is entered, and its name.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceName {
    pub id: String,
    pub name: String,
}

/// The source of a figure. A computed one has two: the first is where its link leads.
pub(crate) fn source_of(catalogue: &Catalogue, w: &Words, id: &str) -> SourceName {
    let first = id.split('+').next().unwrap_or_default();
    SourceName { id: source_anchor(catalogue, first), name: source(catalogue, w, id) }
}

/// Names of the files brought to this node, by the number of their import.
pub(crate) type Imports = BTreeMap<i64, String>;

/// The files brought to this node.
///
/// # Errors
/// The database refused.
pub(crate) async fn imports(app: &App) -> Result<Imports, PageError> {
    let batches = app.desk.observations().batches().await;
    let batches = batches.map_err(passerelle_desk::DeskError::from)?;
    Ok(batches.into_iter().map(|batch| (batch.id, batch.file_name)).collect())
}

/// As [`source_of`]; a figure of a file that names no source has the file itself for source.
pub(crate) fn source_of_import(
    catalogue: &Catalogue,
    w: &Words,
    imports: &Imports,
    id: &str,
    batch: i64,
) -> SourceName {
    match imports.get(&batch).filter(|_| id == "local") {
        Some(file) => SourceName {
            id: import_anchor(batch),
            name: w.t2("source-local-file", "file", file.as_str(), "n", batch.to_string()),
        },
        None => source_of(catalogue, w, id),
    }
}

/// Where an import is on the sources page.
pub(crate) fn import_anchor(batch: i64) -> String {
    format!("import-{batch}")
}

/// Sources that are no publisher of the catalogue and none of its texts, and whose names are among our
/// words (`source-demo`): the synthetic country's, files without one, and what the table of figures
/// stated by texts names besides the three.
const OTHER_SOURCES: [&str; 5] = ["demo", "local", "texts", "afnu", "roadmap-press"];

/// Where a source is on the sources page. A file can name any source: what an address cannot hold is
/// replaced, and it cannot take the place of something else on the page.
pub(crate) fn source_anchor(catalogue: &Catalogue, id: &str) -> String {
    if catalogue.source_name(id).is_some() || OTHER_SOURCES.contains(&id) {
        return id.to_owned();
    }
    if passerelle_inclusion::is_own(id) {
        return "local".to_owned();
    }
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    format!("other-{}", id.chars().map(kept).collect::<String>())
}

/// The name of a source.
pub(crate) fn source(catalogue: &Catalogue, w: &Words, id: &str) -> String {
    let one = |id: &str| match (catalogue.source_name(id), id) {
        (Some(name), _) => w.text(name).to_owned(),
        (None, id) if OTHER_SOURCES.contains(&id) => w.t(&format!("source-{id}")),
        (None, id) => match id.strip_prefix("local:") {
            Some(named) => {
                let known = catalogue.source_name(named).map_or(named, |name| w.text(name));
                w.t1("source-local-given", "source", known)
            }
            None => id.to_owned(),
        },
    };
    // A computed figure names both of its sources: "a4ai+gapminder".
    id.split('+').map(one).collect::<Vec<_>>().join(" + ")
}
