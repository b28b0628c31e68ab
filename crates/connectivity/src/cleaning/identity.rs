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
        let mut tries = 0;
        while taken.contains(&free) {
            free = match tries {
                0 => format!("{id}:{}", origin.row),
                tries => format!("{id}:{}:{tries}", origin.row),
            };
            tries += 1;
        }
        taken.insert(free.clone());
        site.id = free;
    }
}
