//! Emergency links: what an affected area cuts, and what restores most people first with the stock at hand.
//!
//! Everything within the area is taken to be out of service: sites, nodes, towers, and lines where they cross it. What is
//! cut elsewhere follows from how things hang together (`links`):
//!
//! - Before the event the network falls into parts that hold together. In each, the nodes that lead out are known by name
//!   (`roots`), else the piece of the part that still holds most kilometres is taken to be the one that leads out.
//!   What the area separates from it is cut off: an [`Island`].
//! - A site on fibre hangs on the network where it is joined to it; one on radio, on its nearest mast (a node or a tower
//!   on fibre); one on a mobile network, on any tower of the fourth generation within reach; one on satellite on
//!   nothing. A tower that is not on fibre stands wherever it is not in the area: how it is fed is not known.
//!
//! [`relief`] says what restores most people first.

pub mod area;
mod links;
pub mod relief;
mod repair;
pub mod tables;

use rstar::RTree;
use rstar::primitives::GeomWithData;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::Position;

use crate::costs::Costs;
use crate::network::{Network, Tower};
use crate::site::{Site, Technology};
use area::Area;
use links::{Links, What};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What is affected.
    pub area: &'a Area,
    /// The sites.
    pub sites: &'a [Site],
    /// The network; what is closed or not built is left out.
    pub network: &'a Network,
    /// The towers.
    pub towers: &'a [Tower],
    /// Nodes that lead out of the network, by their places among them; in parts of the network without one, the
    /// largest piece that stands does.
    pub roots: &'a [u32],
    /// Prices, reaches and hours.
    pub costs: &'a Costs,
}

/// What is true of a site, a tower or a piece of a line.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was not connected before.
    NotConnected,
    /// It is in service.
    Standing,
    /// It is in the area.
    InArea,
    /// It is not in the area, and has lost its way out.
    CutOff,
}

impl State {
    /// As files hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotConnected => "not_connected",
            Self::Standing => "standing",
            Self::InArea => "in_area",
            Self::CutOff => "cut_off",
        }
    }

    /// Whether it was in service and is not any more.
    pub fn is_cut(self) -> bool {
        matches!(self, Self::InArea | Self::CutOff)
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePiece {
    /// The line, by its place in the network; `None` for what joins a site or a tower to one.
    pub line: Option<u32>,
    /// Its way.
    pub way: Vec<Position>,
    /// Its length in metres.
    pub metres: f64,
    /// Metres of it in the area.
    pub metres_within: f64,
    /// [`State::InArea`] where it touches the area.
    pub state: State,
}

/// A piece of the network that stands and has lost its way out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Island {
    /// Where a new link can be set up: its nodes, towers and sites on fibre, and ends of lines.
    pub places: Vec<Position>,
    /// Metres of its lines.
    pub metres: f64,
    /// Sites that hang on it, by their places.
    pub sites: Vec<u32>,
    /// The cheapest way back by cable: metres in the area that must be laid again; `None` where there is none.
    pub repair: Option<Repair>,
}

/// A way back by cable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Repair {
    /// Metres in the area along it: what must be laid again.
    pub metres: f64,
    /// The pieces that are cut along it, by their places.
    pub pieces: Vec<u32>,
    /// Other islands that it passes, by their places: they come back with it.
    pub through: Vec<u32>,
}

/// What an area cuts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cut {
    /// Of each site.
    pub sites: Vec<State>,
    /// Of each site that is cut off, the islands any of which would bring it back; empty where none would.
    pub hangs_on: Vec<Vec<u32>>,
    /// Of each tower.
    pub towers: Vec<State>,
    /// Of each node of the network; those out of use are not connected.
    pub nodes: Vec<State>,
    /// The lines, piece by piece.
    pub pieces: Vec<LinePiece>,
    /// What stands and has lost its way out.
    pub islands: Vec<Island>,
    /// Where links can start: nodes and towers on fibre that are in service.
    pub masts: Vec<Position>,
    /// Sites that say they are connected by fibre, radio or a mobile network, with nothing within reach that they
    /// could hang on: they are taken to stand unless they are in the area.
    pub unattached: u64,
    /// Sites that are connected in a way that is not told, or not planned with: as those.
    pub untold: u64,
    /// Nodes that led out and are in the area.
    pub roots_lost: u64,
}

/// No part, no island.
const NONE: u32 = u32::MAX;
/// The piece that leads out, where islands are numbered.
const OUT: u32 = u32::MAX - 1;

/// How a site is connected; `None`: it is not.
fn how(site: &Site) -> Option<Option<Technology>> {
    let technology = site.connection.as_ref().and_then(|one| one.technology);
    match (site.is_connected, technology) {
        (Some(false), _) | (None, None) => None,
        (_, technology) => Some(technology),
    }
}

/// What an area cuts.
pub fn cut(question: &Question<'_>) -> Cut {
    let Question { area, sites, network, towers, costs, .. } = *question;
    let on_fibre = |at: usize| how(&sites[at]) == Some(Some(Technology::Fibre));
    let links = Links::of(network, towers, sites, on_fibre, costs);
    let down: Vec<bool> =
        links.vertices.iter().map(|vertex| area.contains(vertex.position)).collect();
    let mut pieces: Vec<LinePiece> =
        links.pieces.iter().map(|piece| line_piece(area, piece)).collect();
    let broken: Vec<bool> = pieces
        .iter()
        .zip(&links.pieces)
        .map(|(piece, ends)| {
            piece.metres_within > 0.0 || down[ends.a as usize] || down[ends.b as usize]
        })
        .collect();
    let standing = Standing::of(question, &links, &down, &broken, &pieces);
    for ((piece, ends), broken) in pieces.iter_mut().zip(&links.pieces).zip(&broken) {
        piece.state = match standing.island[ends.a as usize] {
            _ if *broken => State::InArea,
            OUT => State::Standing,
            _ => State::CutOff,
        };
    }
    let state = |vertex: u32| match standing.island[vertex as usize] {
        OUT => State::Standing,
        NONE => State::InArea,
        _ => State::CutOff,
    };
    let of_node = |(at, node): (usize, &crate::network::Node)| match links.of_node[at] {
        None => State::NotConnected,
        Some(_) if area.contains(node.position) => State::InArea,
        Some(vertex) => state(vertex),
    };
    let of_tower = |(at, tower): (usize, &Tower)| match links.of_tower[at] {
        _ if area.contains(tower.position) => State::InArea,
        Some(vertex) => state(vertex),
        None => State::Standing,
    };
    let mut cut = Cut {
        nodes: network.nodes.iter().enumerate().map(of_node).collect(),
        towers: towers.iter().enumerate().map(of_tower).collect(),
        islands: standing.islands(&links, &pieces),
        roots_lost: standing.roots_lost,
        pieces,
        ..Cut::default()
    };
    let stands = |(at, state): (usize, &State)| (*state == State::Standing).then_some(at);
    let nodes = cut.nodes.iter().enumerate().filter_map(stands);
    cut.masts = nodes.map(|at| network.nodes[at].position).collect();
    let fed = cut.towers.iter().enumerate().filter_map(stands).filter(|at| towers[*at].has_fibre());
    cut.masts.extend(fed.map(|at| towers[at].position));
    let bearers = Bearers::of(question, &links, &standing);
    for (at, site) in sites.iter().enumerate() {
        let (state, islands) = bearers.site(&mut cut, at, site);
        if state == State::CutOff {
            for island in &islands {
                cut.islands[*island as usize].sites.push(at as u32);
            }
        }
        cut.sites.push(state);
        cut.hangs_on.push(islands);
    }
    repair::find(&links, &broken, &down, &standing, &mut cut);
    cut
}

fn line_piece(area: &Area, piece: &links::Piece) -> LinePiece {
    let metres = piece.way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let (line, way) = (piece.line, piece.way.clone());
    let metres_within = area.metres_within(&way);
    LinePiece { line, way, metres, metres_within, state: State::Standing }
}

/// Which vertices stand, and in which piece of what stands they are.
struct Standing {
    /// Of each vertex: its island, [`OUT`] where it leads out, [`NONE`] where it does not stand.
    island: Vec<u32>,
    count: u32,
    roots_lost: u64,
}

impl Standing {
    fn of(
        question: &Question<'_>,
        links: &Links,
        down: &[bool],
        broken: &[bool],
        pieces: &[LinePiece],
    ) -> Self {
        let count = links.vertices.len();
        let ends = || links.pieces.iter().map(|piece| (piece.a, piece.b));
        let before = Parts::of(count, ends());
        let whole = ends().zip(broken).filter(|(_, broken)| !**broken).map(|(ends, _)| ends);
        let after = Parts::of(count, whole);
        let roots: Vec<u32> =
            question.roots.iter().filter_map(|node| links.of_node[*node as usize]).collect();
        let lost = roots.iter().filter(|root| down[**root as usize]).count();
        let mut metres = vec![0.0; count];
        for ((piece, (a, _)), broken) in pieces.iter().zip(ends()).zip(broken) {
            if !broken {
                metres[after.of[a as usize] as usize] += piece.metres;
            }
        }
        let mut vertices = vec![0_u32; count];
        after.of.iter().for_each(|part| vertices[*part as usize] += 1);
        // Of each part before, what leads out after: the pieces with a root, else the largest.
        let mut named = vec![false; count];
        roots.iter().for_each(|root| named[before.of[*root as usize] as usize] = true);
        let mut leads_out = vec![false; count];
        for root in roots.iter().filter(|root| !down[**root as usize]) {
            leads_out[after.of[*root as usize] as usize] = true;
        }
        let mut largest = vec![NONE; count];
        for vertex in (0..count).filter(|vertex| !down[*vertex]) {
            let (part, piece) = (before.of[vertex] as usize, after.of[vertex]);
            let size = |piece: u32| (metres[piece as usize], vertices[piece as usize]);
            let is_larger = largest[part] == NONE
                || size(piece).0 > size(largest[part]).0
                || (size(piece).0 == size(largest[part]).0
                    && size(piece).1 > size(largest[part]).1);
            if is_larger {
                largest[part] = piece;
            }
        }
        for part in (0..count).filter(|part| !named[*part] && largest[*part] != NONE) {
            leads_out[largest[part] as usize] = true;
        }
        let mut number = vec![NONE; count];
        let mut islands = 0;
        let mut island = vec![NONE; count];
        for vertex in (0..count).filter(|vertex| !down[*vertex]) {
            let piece = after.of[vertex] as usize;
            if leads_out[piece] {
                island[vertex] = OUT;
                continue;
            }
            if number[piece] == NONE {
                number[piece] = islands;
                islands += 1;
            }
            island[vertex] = number[piece];
        }
        Self { island, count: islands, roots_lost: lost as u64 }
    }

    fn islands(&self, links: &Links, pieces: &[LinePiece]) -> Vec<Island> {
        let mut islands = vec![Island::default(); self.count as usize];
        for (vertex, island) in links.vertices.iter().zip(&self.island) {
            if let Some(island) = islands.get_mut(*island as usize) {
                island.places.push(vertex.position);
            }
        }
        for (piece, ends) in pieces.iter().zip(&links.pieces) {
            let [a, b] = [ends.a, ends.b].map(|end| self.island[end as usize]);
            let whole = piece.metres_within == 0.0 && a == b;
            if let Some(island) = islands.get_mut(a as usize).filter(|_| whole) {
                island.metres += piece.metres;
            }
        }
        islands
    }
}

/// What holds together, by the least vertex of each part.
struct Parts {
    of: Vec<u32>,
}

impl Parts {
    fn of(count: usize, ends: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut of: Vec<u32> = (0..count as u32).collect();
        fn top(of: &mut [u32], mut one: u32) -> u32 {
            while of[one as usize] != one {
                of[one as usize] = of[of[one as usize] as usize];
                one = of[one as usize];
            }
            one
        }
        for (a, b) in ends {
            let (a, b) = (top(&mut of, a), top(&mut of, b));
            of[a.max(b) as usize] = a.min(b);
        }
        for one in 0..count as u32 {
            of[one as usize] = top(&mut of, one);
        }
        Self { of }
    }
}

type At = RTree<GeomWithData<[f64; 3], u32>>;

/// What sites hang on.
struct Bearers<'a> {
    question: &'a Question<'a>,
    links: &'a Links,
    standing: &'a Standing,
    /// Nodes and towers on fibre: their vertices.
    masts: At,
    /// Towers of a mobile network of the fourth generation or later.
    towers: At,
}

impl<'a> Bearers<'a> {
    fn of(question: &'a Question<'a>, links: &'a Links, standing: &'a Standing) -> Self {
        let is_mast = |what: What| matches!(what, What::Node(_) | What::Tower(_));
        let masts = links.vertices.iter().zip(0..).filter(|(vertex, _)| is_mast(vertex.what));
        let place = |position: Position, at: u32| GeomWithData::new(position.vector(), at);
        let masts = RTree::bulk_load(masts.map(|(one, at)| place(one.position, at)).collect());
        let towers = question.towers.iter().zip(0..).filter(|(tower, _)| tower.is_fourth());
        let towers = RTree::bulk_load(towers.map(|(one, at)| place(one.position, at)).collect());
        Self { question, links, standing, masts, towers }
    }

    /// What became of a site, and the islands any of which would bring it back.
    fn site(&self, cut: &mut Cut, at: usize, site: &Site) -> (State, Vec<u32>) {
        let Some(technology) = how(site) else { return (State::NotConnected, Vec::new()) };
        if self.question.area.contains(site.position) {
            return (State::InArea, Vec::new());
        }
        let alone = (State::Standing, Vec::new());
        let unattached = |cut: &mut Cut| {
            cut.unattached += 1;
            alone.clone()
        };
        let by_vertex = |vertex: u32| match self.standing.island[vertex as usize] {
            OUT => (State::Standing, Vec::new()),
            NONE => (State::CutOff, Vec::new()),
            island => (State::CutOff, vec![island]),
        };
        let costs = self.question.costs;
        match technology {
            Some(Technology::Satellite) => alone,
            None => {
                cut.untold += 1;
                alone
            }
            Some(Technology::Fibre) => match self.links.of_site[at] {
                Some(vertex) => by_vertex(vertex),
                None => unattached(cut),
            },
            Some(Technology::Radio) => {
                let mast = self.masts.nearest_neighbor(site.position.vector()).map(|one| one.data);
                let near = |vertex: &u32| {
                    let there = self.links.vertices[*vertex as usize].position;
                    there.distance(site.position) <= costs.radio.reach_km * 1_000.0
                };
                mast.filter(near).map_or_else(|| unattached(cut), by_vertex)
            }
            Some(Technology::Cellular) => {
                let near = self.towers.nearest_neighbor_iter(site.position.vector());
                let near: Vec<u32> = near
                    .map(|tower| tower.data)
                    .take_while(|tower| {
                        let there = self.question.towers[*tower as usize].position;
                        there.distance(site.position) <= costs.cellular.reach_km * 1_000.0
                    })
                    .collect();
                if near.is_empty() {
                    return unattached(cut);
                }
                if near.iter().any(|tower| cut.towers[*tower as usize] == State::Standing) {
                    return alone;
                }
                let vertices = near.iter().filter_map(|tower| self.links.of_tower[*tower as usize]);
                let islands = vertices.map(|vertex| self.standing.island[vertex as usize]);
                let mut islands: Vec<u32> = islands.filter(|island| *island < OUT).collect();
                islands.sort_unstable();
                islands.dedup();
                (State::CutOff, islands)
            }
        }
    }
}
