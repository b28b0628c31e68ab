//! Radio hops to sites: from which mast, and whether the ground lets them through.
//!
//! A hop starts from a node of the network or a tower on fibre, none longer than `radio.reach_km`. Without terrain it is
//! the nearest one, and beyond `radio.mast_from_km` the site needs a mast of its own. With terrain, the ground
//! decides ([`crate::sight`]): of the nearest masts, [`TRIED`] at the most, the first one that is clear from the
//! site's roof; where there is none, the first one that is clear from a mast at the site. A tower's height is its own
//! where it is told; other ends have the prices' `mast_height`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::terrain::Terrain;

use crate::access::{Access, Source, Surroundings};
use crate::parallel::each;
use crate::plan::Question;
use crate::setting::Setting;
use crate::sight::{Profile, Sight};

/// Masts that are looked at for a site, at the most: the nearest ones.
pub const TRIED: usize = 16;

/// What is known of a hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HopState {
    /// Nobody looked at the ground.
    Unchecked,
    /// The ground is clear.
    Clear,
    /// It is in the way of all masts that were tried.
    Blocked,
    /// It is not known all along the way, and no other mast is clear.
    Unknown,
}

impl HopState {
    /// As files hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Clear => "clear",
            Self::Blocked => "blocked",
            Self::Unknown => "unknown",
        }
    }
}

/// A radio hop to a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hop {
    /// Where it starts; where none is clear, the nearest mast.
    pub from: Access,
    /// Whether the site needs a mast.
    pub mast: bool,
    /// What is known of it.
    pub state: HopState,
    /// How many masts the ground was looked at to.
    pub tested: u32,
}

impl Hop {
    /// Whether a plan may use it, and if so whether it needs a mast at the site.
    pub fn usable(&self) -> Option<bool> {
        matches!(self.state, HopState::Unchecked | HopState::Clear).then_some(self.mast)
    }
}

/// What came of looking at hops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct HopsTold {
    /// Whether the ground was looked at.
    pub checked: bool,
    /// Sites that are not connected yet and have a mast within reach.
    pub sites: u64,
    /// Profiles of the ground that were looked at.
    pub profiles: u64,
    /// Sites with a clear hop.
    pub clear: u64,
    /// Of them, sites that need a mast for it.
    pub with_mast: u64,
    /// Sites with the ground in the way of every mast that was tried.
    pub blocked: u64,
    /// Sites of which it is not known: heights are missing.
    pub unknown: u64,
}

impl HopsTold {
    /// Of hops.
    pub fn of(hops: &[Option<Hop>]) -> Self {
        let mut told = Self::default();
        for hop in hops.iter().flatten() {
            told.sites += 1;
            told.profiles += u64::from(hop.tested);
            told.checked |= hop.state != HopState::Unchecked;
            match hop.state {
                HopState::Unchecked => {}
                HopState::Clear => {
                    told.clear += 1;
                    told.with_mast += u64::from(hop.mast);
                }
                HopState::Blocked => told.blocked += 1,
                HopState::Unknown => told.unknown += 1,
            }
        }
        told
    }
}

/// The hop to each site, in their order: nothing where the site is connected already or no mast is within reach.
/// Prices do not change what is found.
pub fn hops(
    question: &Question<'_>,
    setting: &Setting,
    terrain: Option<&Terrain>,
) -> Vec<Option<Hop>> {
    each(question.sites.len(), |at| hop(question, &setting.around, terrain, at))
}

fn hop(
    question: &Question<'_>,
    around: &Surroundings,
    terrain: Option<&Terrain>,
    at: usize,
) -> Option<Hop> {
    let (site, radio) = (&question.sites[at], &question.costs.radio);
    if site.is_connected == Some(true) {
        return None;
    }
    let mut near = around.masts(site.position, radio.reach_km * 1_000.0);
    let first = near.next()?;
    let Some(terrain) = terrain else {
        let mast = first.metres > radio.mast_from_km * 1_000.0;
        return Some(Hop { from: first, mast, state: HopState::Unchecked, tested: 0 });
    };
    let (mut tested, mut from_mast, mut unknown) = (0, None, None);
    for from in std::iter::once(first).chain(near).take(TRIED) {
        tested += 1;
        let far = match from.source {
            Source::Tower(tower) => question.towers[tower as usize].height,
            _ => None,
        };
        let far = far.unwrap_or(radio.mast_height);
        let profile = Profile::along(terrain, from.position, site.position);
        let sight = |height: f64| profile.sight([far, height], radio.frequency_ghz);
        if sight(radio.roof_height).is_clear() {
            return Some(Hop { from, mast: false, state: HopState::Clear, tested });
        }
        match sight(radio.mast_height) {
            Sight::Clear { .. } => from_mast = from_mast.or(Some(from)),
            Sight::Unknown { .. } => unknown = unknown.or(Some(from)),
            Sight::Blocked { .. } => {}
        }
    }
    Some(match (from_mast, unknown) {
        (Some(from), _) => Hop { from, mast: true, state: HopState::Clear, tested },
        (None, Some(from)) => Hop { from, mast: true, state: HopState::Unknown, tested },
        (None, None) => Hop { from: first, mast: true, state: HopState::Blocked, tested },
    })
}
