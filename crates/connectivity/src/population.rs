//! People around sites, where it is known where people live: each counted once.
//!
//! A point's people belong to its nearest site, if that is within `demand.people_within_km` along the great circle; of
//! sites at one place, to one that is connected already before one that is not, then to the first of the list.

use rstar::RTree;
use rstar::primitives::GeomWithData;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::reading::PopulationPoint;
use crate::site::Site;

/// People around sites.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleAround {
    /// Of each site, in their order: the people that are nearest to it.
    pub of_sites: Vec<f64>,
    /// All together.
    pub told: PopulationTold,
}

/// People of the points, by where they live.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct PopulationTold {
    /// How far people may live from a site to count, in km.
    pub within_km: f64,
    /// Points where people live.
    pub points: u64,
    /// All people.
    pub people: f64,
    /// Those whose nearest site is connected already.
    pub near_connected: f64,
    /// Those whose nearest site is not connected yet.
    pub near_others: f64,
    /// Those who live farther from every site.
    pub beyond: f64,
}

/// Gives the people of points to their nearest sites.
pub fn people_around(sites: &[Site], points: &[PopulationPoint], within_km: f64) -> PeopleAround {
    let is_connected = |at: usize| sites[at].is_connected == Some(true);
    let mut first: Vec<usize> = (0..sites.len()).collect();
    first.sort_by_key(|at| {
        let at_place = sites[*at].position.vector().map(f64::to_bits);
        (at_place, !is_connected(*at), *at)
    });
    first.dedup_by_key(|at| sites[*at].position.vector().map(f64::to_bits));
    let place = |at: usize| GeomWithData::new(sites[at].position.vector(), at);
    let tree = RTree::bulk_load(first.into_iter().map(place).collect());
    let mut of_sites = vec![0.0; sites.len()];
    let mut told = PopulationTold { within_km, points: points.len() as u64, ..Default::default() };
    for point in points {
        told.people += point.people;
        let near = tree.nearest_neighbor(point.position.vector()).map(|near| near.data);
        let metres = |site: usize| sites[site].position.distance(point.position);
        match near.filter(|site| metres(*site) <= within_km * 1_000.0) {
            None => told.beyond += point.people,
            Some(site) => {
                of_sites[site] += point.people;
                if is_connected(site) {
                    told.near_connected += point.people;
                } else {
                    told.near_others += point.people;
                }
            }
        }
    }
    PeopleAround { of_sites, told }
}
