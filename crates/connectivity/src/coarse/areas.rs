//! Areas whose amounts are not those of a few lines.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::Features;
use passerelle_vocabulary::features::Full;

use super::{AMOUNTS, LEAST, number, text};

/// Levels of areas.
const LEVELS: [&str; 3] = ["area_1", "area_2", "area_3"];

/// Areas with the amounts that may be told. What is not told of areas within one is together that of [`LEAST`] sites
/// on new fibre, or of all that are there, so that the difference to what is told of it gives none away. The areas of the
/// first `told` levels are told: lots tell their amounts.
pub(super) fn protected(table: &Features, told: usize) -> Result<Features, Full> {
    let path = |at: usize| -> Vec<&str> {
        LEVELS
            .iter()
            .map(|name| text(table, at, name))
            .take_while(|name| !name.is_empty())
            .collect()
    };
    let mut within: BTreeMap<(usize, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for at in 0..table.len() {
        let mut names = path(at);
        names.pop();
        within.entry((names.len(), names)).or_default().push(at);
    }
    let fibre = |at: &usize| number(table, *at, "fibre") as usize;
    let mut untold: BTreeSet<usize> = BTreeSet::new();
    let mut untold_paths: BTreeSet<Vec<&str>> = BTreeSet::new();
    // The widest first: what is not told of an area is not told of what is in it either.
    for ((_, parent), mut children) in within.into_iter().filter(|((level, _), _)| *level >= told) {
        children.retain(|at| fibre(at) > 0);
        children.sort_by_key(|at| (fibre(at), *at));
        let few = children.iter().take_while(|at| fibre(at) < LEAST).count();
        let mut kept_back = if untold_paths.contains(&parent) { children.len() } else { few };
        let sum = |count: usize| children[..count].iter().map(fibre).sum::<usize>();
        while (1..children.len()).contains(&kept_back) && sum(kept_back) < LEAST {
            kept_back += 1;
        }
        for at in &children[..kept_back] {
            untold.insert(*at);
            untold_paths.insert(path(*at));
        }
    }
    let mut out = Features::new(table.names().to_vec());
    for at in 0..table.len() {
        let cells = table.names().iter().map(|name| match name.as_str() {
            amount if untold.contains(&at) && AMOUNTS.contains(&amount) => "",
            other => text(table, at, other),
        });
        out.push(table.row(at), cells, None)?;
    }
    Ok(out)
}
