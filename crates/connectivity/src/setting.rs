//! What surrounds a plan and no price changes: what exists, the places of the sites, the straight lines between them.
//! It is made once for plans at several prices.

use std::collections::BTreeMap;

use passerelle_vocabulary::Position;

use crate::access::Surroundings;
use crate::mesh::{Candidate, candidates};
use crate::parallel::each;
use crate::plan::{Question, Spot};

/// The setting of a plan. Of the rules in [`crate::Costs`] it depends on the reach of fibre and on where lines may
/// leave the network, of its prices on none.
#[derive(Debug)]
pub struct Setting {
    pub(crate) around: Surroundings,
    pub(crate) spots: Vec<Spot>,
    /// Lines between spots, by their places in `spots`.
    pub(crate) between: Vec<Candidate>,
}

impl Setting {
    /// Of the sites, the network and the towers of a question.
    pub fn new(question: &Question<'_>) -> Self {
        let Question { sites, network, towers, costs, .. } = *question;
        let around = Surroundings::new(network, towers, sites, costs);
        let reach = costs.fibre.reach_km * 1_000.0;
        let mut spots = spots(question);
        let access = each(spots.len(), |at| {
            around.access(spots[at].position).filter(|access| access.metres <= reach)
        });
        spots.iter_mut().zip(access).for_each(|(spot, access)| spot.access = access);
        let places: Vec<Position> = spots.iter().map(|spot| spot.position).collect();
        Self { around, spots, between: candidates(&places, reach) }
    }
}

/// The places of the sites that are not connected, in the order of their first sites, without their access.
fn spots(question: &Question<'_>) -> Vec<Spot> {
    let mut known: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    let mut found: Vec<Spot> = Vec::new();
    let open = question.sites.iter().zip(0..).filter(|(site, _)| site.is_connected != Some(true));
    for (site, number) in open {
        let Position { lat, lon } = site.position;
        // 0.0 and −0.0 are one place; so are 180 and −180 degrees, and the poles from everywhere.
        let lon = if lat.abs() == 90.0 {
            0.0
        } else if lon == -180.0 {
            180.0
        } else {
            lon
        };
        let key = ((lat + 0.0).to_bits(), (lon + 0.0).to_bits());
        let at = *known.entry(key).or_insert(found.len());
        if at == found.len() {
            found.push(Spot { position: site.position, sites: Vec::new(), access: None });
        }
        found[at].sites.push(number);
    }
    found
}
