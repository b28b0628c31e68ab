//! An identifier for each site that no other has.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::site::Site;

/// Gives each site an identifier of its own: the row's where no other site has it, else with its file before,
/// else with its row behind; a row without one is called by its file and number.
pub(super) fn identify(sites: &mut [Site], stems: &[String]) {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for site in sites.iter() {
        *counts.entry(site.id.as_str()).or_default() += 1;
    }
    let shared: FxHashSet<String> =
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(id, _)| id.to_owned()).collect();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    // How often each was tried: a thousand places of one feature are a thousand rows of one number.
    let mut tried: FxHashMap<String, u32> = FxHashMap::default();
    for site in sites.iter_mut() {
        let own = std::mem::take(&mut site.id);
        let origin = site.origins[0];
        let stem = stems.get(origin.file as usize).map_or("", String::as_str);
        let id = if own.is_empty() {
            format!("{stem}:{}", origin.row)
        } else if shared.contains(&own) {
            format!("{stem}:{own}")
        } else {
            own
        };
        // Two rows of one file with one identifier, or a name that was made twice.
        let mut free = id.clone();
        if taken.contains(&free) {
            let id = format!("{id}:{}", origin.row);
            let tries = tried.entry(id.clone()).or_default();
            while taken.contains(&free) {
                free = if *tries == 0 { id.clone() } else { format!("{id}:{tries}") };
                *tries += 1;
            }
        }
        taken.insert(free.clone());
        site.id = free;
    }
}
