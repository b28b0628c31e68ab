//! Candidate lines along roads.
//!
//! Each spot and each point of the network (nodes, towers and sites on fibre, and where lines can be joined anywhere, a
//! point every [`EVERY`] metres of them) is joined to its nearest point of a road, straight. Roads are then cut at
//! these points. What leads nowhere is taken away (dead ends, and roads that no site is joined to), and places where
//! only two stretches meet are passed through, so that what is left are junctions, joined points and the stretches
//! between them, each with its length and the way it takes. Junctions are places where lines may part (Steiner
//! vertices); the bound of a plan holds for all lines along these stretches.
//!
//! Nothing here depends on prices: it is made once for plans at several prices.

use std::ops::Range;

use passerelle_vocabulary::Position;
use passerelle_vocabulary::roads::{Roads, Stretch};
use rstar::{AABB, Envelope, PointDistance, RTree, RTreeObject};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::{Access, nearest_of_piece, on_earth, points};
use crate::parallel::each;
use crate::plan::Question;
use crate::setting::Setting;
use crate::steiner::Adjacency;

/// Metres between the points of a line of the network that are joined to roads.
pub const EVERY: f64 = 1_000.0;
/// No place.
const NONE: u32 = u32::MAX;

/// Roads as candidate lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoadLines {
    /// Junctions and joined points.
    pub places: Vec<Position>,
    /// What lies between them.
    pub stretches: Vec<RoadStretch>,
    /// Ways of all stretches one after another.
    ways: Vec<Position>,
    /// For each spot of the plan, the place that it is joined to and the metres to there; `None` where no road is
    /// within reach.
    pub joined: Vec<Option<(u32, f64)>>,
    /// Points of the network, each with the metres to the place that it is joined to.
    pub network: Vec<(Access, u32)>,
}

/// A road between two places.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadStretch {
    /// Where it begins.
    pub a: u32,
    /// Where it ends.
    pub b: u32,
    /// Its length in metres.
    pub metres: f64,
    way: Range<usize>,
}

impl RoadLines {
    /// The roads that lines of a plan can take.
    pub fn new(question: &Question<'_>, setting: &Setting, roads: &Roads) -> Self {
        let Question { sites, network, towers, costs, .. } = *question;
        let spots: Vec<Position> = setting.spots.iter().map(|spot| spot.position).collect();
        let sources = points(network, towers, sites, costs, EVERY);
        let index = Index::of(roads);
        let reach = costs.fibre.reach_km * 1_000.0;
        let wanted: Vec<Position> =
            spots.iter().copied().chain(sources.iter().map(|(_, at)| *at)).collect();
        let joins = index.join(&wanted, reach);
        let cut = Cut::of(&index, roads.positions().len(), &joins);
        drop(index);
        let mut lines = cut.lines(spots.len());
        let joined = |join: &Option<Joint>, number: usize| {
            let metres = join.as_ref()?.metres;
            let place = *lines.place_of.get(cut.vertex_of[number] as usize)?;
            (place != NONE).then_some((place, metres))
        };
        let (of_spots, of_network) = joins.split_at(spots.len());
        let found = of_spots.iter().enumerate().map(|(number, join)| joined(join, number));
        let of_spots: Vec<Option<(u32, f64)>> = found.collect();
        let found = of_network.iter().zip(&sources).enumerate();
        let of_network = found.filter_map(|(number, (join, (source, position)))| {
            let (place, metres) = joined(join, spots.len() + number)?;
            Some((Access { source: *source, position: *position, metres }, place))
        });
        let network: Vec<(Access, u32)> = of_network.collect();
        let places = std::mem::take(&mut lines.places);
        Self { places, stretches: lines.stretches, ways: lines.ways, joined: of_spots, network }
    }

    /// The way of a stretch, from its place `a` to its place `b`.
    pub fn way(&self, stretch: usize) -> &[Position] {
        &self.ways[self.stretches[stretch].way.clone()]
    }

    /// Spots without a road within reach.
    pub fn unjoined(&self) -> usize {
        self.joined.iter().filter(|joined| joined.is_none()).count()
    }

    /// What there is, in numbers.
    pub fn told(&self) -> RoadsTold {
        let metres: f64 = self.stretches.iter().map(|stretch| stretch.metres).sum();
        RoadsTold {
            places: self.places.len() as u64,
            stretches: self.stretches.len() as u64,
            kilometres: (metres / 1_000.0).round() as u64,
            joined: (self.joined.len() - self.unjoined()) as u64,
            unjoined: self.unjoined() as u64,
        }
    }
}

/// What came of looking for roads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct RoadsTold {
    /// Junctions and joined points that lines can pass.
    pub places: u64,
    /// Stretches between them.
    pub stretches: u64,
    /// Kilometres of these, whole.
    pub kilometres: u64,
    /// Places of sites that are joined to a road.
    pub joined: u64,
    /// Places of sites without a road within reach.
    pub unjoined: u64,
}

/// Where something is joined to a road.
#[derive(Debug, Clone, Copy)]
struct Joint {
    stretch: u32,
    /// Between which places of its way, the first one's number, and how far from it as a share.
    step: u32,
    share: f64,
    position: Position,
    /// Metres from there to the road.
    metres: f64,
}

/// A stretch in a tree of boxes.
#[derive(Debug, Clone, Copy)]
struct Boxed<'r> {
    stretch: Stretch<'r>,
    number: u32,
    envelope: AABB<[f64; 3]>,
}

impl Boxed<'_> {
    /// The nearest point of the way: the square of the chord to it, the step, the share, the point.
    fn nearest(&self, point: &[f64; 3]) -> (f64, u32, f64, [f64; 3]) {
        let mut best = (f64::INFINITY, 0, 0.0, *point);
        let mut last: Option<[f64; 3]> = None;
        for (step, place) in self.stretch.path().enumerate() {
            let to = place.vector();
            if let Some(from) = last {
                let (share, near) = nearest_of_piece(&from, &to, point);
                let far = [0, 1, 2].map(|axis| (near[axis] - point[axis]).powi(2));
                let far = far[0] + far[1] + far[2];
                if far < best.0 {
                    best = (far, step as u32 - 1, share, near);
                }
            }
            last = Some(to);
        }
        best
    }
}

impl RTreeObject for Boxed<'_> {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl PointDistance for Boxed<'_> {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        self.nearest(point).0
    }
}

/// Roads to be asked for the nearest.
struct Index<'r> {
    stretches: Vec<Stretch<'r>>,
    tree: RTree<Boxed<'r>>,
}

impl<'r> Index<'r> {
    fn of(roads: &'r Roads) -> Self {
        let stretches: Vec<Stretch<'r>> = roads.stretches().collect();
        let boxed = |(stretch, number): (&Stretch<'r>, u32)| {
            let mut envelope = AABB::new_empty();
            stretch.path().for_each(|at| envelope.merge(&AABB::from_point(at.vector())));
            Boxed { stretch: *stretch, number, envelope }
        };
        let tree = RTree::bulk_load(stretches.iter().zip(0..).map(boxed).collect());
        Self { stretches, tree }
    }

    /// Where each of these is joined, in their order.
    fn join(&self, wanted: &[Position], reach: f64) -> Vec<Option<Joint>> {
        let one = |at: usize| {
            let at = wanted[at];
            let vector = at.vector();
            let near = self.tree.nearest_neighbor(vector)?;
            let (_, step, share, point) = near.nearest(&vector);
            let position = on_earth(point);
            let metres = at.distance(position);
            let joint = Joint { stretch: near.number, step, share, position, metres };
            (metres <= reach).then_some(joint)
        };
        each(wanted.len(), one)
    }
}

/// Roads cut at their junctions and where something is joined.
struct Cut {
    places: Vec<Position>,
    pieces: Vec<RoadStretch>,
    ways: Vec<Position>,
    /// The place of each joint; [`NONE`] where there is none.
    vertex_of: Vec<u32>,
    /// Whether something is joined at a place.
    is_joined: Vec<bool>,
}

impl Cut {
    fn of(index: &Index<'_>, positions: usize, joins: &[Option<Joint>]) -> Self {
        let mut by_stretch: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (joint, number) in joins.iter().zip(0..) {
            if let Some(joint) = joint {
                by_stretch.entry(joint.stretch).or_default().push(number);
            }
        }
        let mut cut = Self {
            places: Vec::new(),
            pieces: Vec::with_capacity(index.stretches.len()),
            ways: Vec::new(),
            vertex_of: vec![NONE; joins.len()],
            is_joined: Vec::new(),
        };
        let mut junction = vec![NONE; positions];
        for (stretch, number) in index.stretches.iter().zip(0..) {
            let path: Vec<Position> = stretch.path().collect();
            let last = path.len() - 1;
            let start = cut.junction(&mut junction, stretch.from(), path[0]);
            let end = cut.junction(&mut junction, stretch.to(), path[last]);
            let mut here: Vec<(u32, Joint)> = by_stretch
                .remove(&number)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|number| Some((number, joins[number as usize]?)))
                .collect();
            here.sort_by(|(_, a), (_, b)| a.step.cmp(&b.step).then(a.share.total_cmp(&b.share)));
            let mut piece = Piece { from: start, way: vec![path[0]] };
            let mut step = 0;
            for (number, joint) in here {
                while step < joint.step as usize {
                    step += 1;
                    piece.way.push(path[step]);
                }
                let vertex = if joint.step == 0 && joint.share <= 0.0 {
                    start
                } else if joint.step as usize + 1 == last && joint.share >= 1.0 {
                    end
                } else if piece.way.last() == Some(&joint.position) && piece.way.len() == 1 {
                    piece.from
                } else {
                    piece.way.push(joint.position);
                    let vertex = cut.place(joint.position);
                    cut.add(&mut piece, vertex);
                    vertex
                };
                cut.vertex_of[number as usize] = vertex;
                cut.is_joined[vertex as usize] = true;
            }
            piece.way.extend(&path[step + 1..]);
            cut.add(&mut piece, end);
        }
        cut
    }

    fn place(&mut self, position: Position) -> u32 {
        self.places.push(position);
        self.is_joined.push(false);
        self.places.len() as u32 - 1
    }

    fn junction(&mut self, known: &mut [u32], at: u32, position: Position) -> u32 {
        if known[at as usize] == NONE {
            known[at as usize] = self.place(position);
        }
        known[at as usize]
    }

    /// Ends a piece at a place; the next one begins there.
    fn add(&mut self, piece: &mut Piece, to: u32) {
        let start = self.ways.len();
        let metres = piece.way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let end = piece.way.last().copied();
        self.ways.append(&mut piece.way);
        let way = start..self.ways.len();
        self.pieces.push(RoadStretch { a: piece.from, b: to, metres, way });
        piece.from = to;
        piece.way.extend(end);
    }

    /// What leads somewhere, with places where only two stretches meet passed through. The first `spots` joints are
    /// those of sites.
    fn lines(&self, spots: usize) -> Kept {
        let ends = || self.pieces.iter().map(|piece| (piece.a, piece.b));
        let links = Adjacency::new(self.places.len(), ends());
        let mut alive = self.led_to(&links, spots);
        let mut degree = vec![0_u32; self.places.len()];
        for (piece, alive) in self.pieces.iter().zip(&alive) {
            if *alive {
                degree[piece.a as usize] += 1;
                degree[piece.b as usize] += 1;
            }
        }
        // Dead ends, from their ends inward.
        let is_end = |place: u32, degree: &[u32]| {
            degree[place as usize] == 1 && !self.is_joined[place as usize]
        };
        let mut dead: Vec<u32> =
            (0..self.places.len() as u32).filter(|at| is_end(*at, &degree)).collect();
        while let Some(place) = dead.pop() {
            for link in links.at(place) {
                if std::mem::replace(&mut alive[link.edge as usize], false) {
                    degree[place as usize] -= 1;
                    degree[link.to as usize] -= 1;
                    if is_end(link.to, &degree) {
                        dead.push(link.to);
                    }
                }
            }
        }
        self.joined_up(&links, &mut alive, &degree)
    }

    /// Which pieces a site is joined to, by whatever way.
    fn led_to(&self, links: &Adjacency, spots: usize) -> Vec<bool> {
        let mut seen = vec![false; self.places.len()];
        let mut alive = vec![false; self.pieces.len()];
        let mut next: Vec<u32> =
            self.vertex_of[..spots].iter().copied().filter(|place| *place != NONE).collect();
        next.iter().for_each(|place| seen[*place as usize] = true);
        while let Some(place) = next.pop() {
            for link in links.at(place) {
                alive[link.edge as usize] = true;
                if !std::mem::replace(&mut seen[link.to as usize], true) {
                    next.push(link.to);
                }
            }
        }
        alive
    }

    /// Chains of pieces as one stretch each.
    fn joined_up(&self, links: &Adjacency, alive: &mut [bool], degree: &[u32]) -> Kept {
        let is_kept = |at: u32| self.is_joined[at as usize] || degree[at as usize] > 2;
        let mut kept = Kept {
            places: Vec::new(),
            stretches: Vec::new(),
            ways: Vec::new(),
            place_of: vec![NONE; self.places.len()],
        };
        let all = 0..self.places.len() as u32;
        for at in all.clone().filter(|at| is_kept(*at)) {
            kept.place_of[at as usize] = kept.places.len() as u32;
            kept.places.push(self.places[at as usize]);
        }
        let mut chains: Vec<Chain> = Vec::new();
        for start in all.filter(|at| is_kept(*at)) {
            for first in links.at(start) {
                let (mut at, mut next) = (start, Some(*first));
                let (mut metres, mut pieces) = (0.0, Vec::new());
                while let Some(link) = next {
                    if !std::mem::replace(&mut alive[link.edge as usize], false) {
                        break;
                    }
                    let piece = &self.pieces[link.edge as usize];
                    metres += piece.metres;
                    pieces.push((link.edge, piece.a == at));
                    at = link.to;
                    let on = || links.at(at).iter().find(|on| alive[on.edge as usize]).copied();
                    next = if is_kept(at) { None } else { on() };
                }
                if !pieces.is_empty() && at != start {
                    let [a, b] = [start, at].map(|end| kept.place_of[end as usize]);
                    chains.push(Chain { a, b, metres, pieces });
                }
            }
        }
        // Of two ways between the same places, the shorter one.
        let ends = |one: &Chain| (one.a.min(one.b), one.a.max(one.b));
        chains.sort_by(|one, other| {
            let by_length = || one.metres.total_cmp(&other.metres);
            ends(one)
                .cmp(&ends(other))
                .then_with(by_length)
                .then_with(|| one.pieces.cmp(&other.pieces))
        });
        chains.dedup_by(|later, first| ends(later) == ends(first));
        for Chain { a, b, metres, pieces } in chains {
            let start = kept.ways.len();
            for (number, forth) in pieces {
                let way = &self.ways[self.pieces[number as usize].way.clone()];
                if forth {
                    kept.ways.extend(way);
                } else {
                    kept.ways.extend(way.iter().rev());
                }
            }
            kept.stretches.push(RoadStretch { a, b, metres, way: start..kept.ways.len() });
        }
        kept
    }
}

/// Pieces of road one after another, without a place on the way that is kept.
struct Chain {
    a: u32,
    b: u32,
    metres: f64,
    /// Each piece, and whether it is taken from its beginning to its end.
    pieces: Vec<(u32, bool)>,
}

/// A piece while it is cut off.
struct Piece {
    from: u32,
    way: Vec<Position>,
}

/// What is left of roads.
struct Kept {
    places: Vec<Position>,
    stretches: Vec<RoadStretch>,
    ways: Vec<Position>,
    /// Of each place of the cut roads, its number now; [`NONE`] where it is gone.
    place_of: Vec<u32>,
}
