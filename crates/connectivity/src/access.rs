//! Where new lines can leave what exists, where radio hops can start, and what mobile networks reach.
//!
//! Places are unit vectors in a tree of boxes: near places are near on the Earth, whatever the latitude, and
//! chords grow with arcs. Lines are cut into pieces of a few kilometres, so that a chord stays on its arc
//! within a metre.

use rstar::{AABB, Envelope, PointDistance, RTree, RTreeObject};

use passerelle_vocabulary::Position;

use crate::costs::{Costs, Join, Reach};
use crate::hops::Hop;
use crate::network::{Network, Tower};
use crate::site::Site;

/// Longest piece of a line, in metres.
const PIECE: f64 = 5_000.0;

/// What a new line leaves from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// A node of the network, by its place among them.
    Node(u32),
    /// A line of the network, by its place among them.
    Line(u32),
    /// A site that has fibre, by its place among the sites.
    Site(u32),
    /// A tower that has fibre, by its place among the towers.
    Tower(u32),
}

/// Where a new line leaves from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Access {
    /// What it leaves from.
    pub source: Source,
    /// The place itself: on a line, its nearest point.
    pub position: Position,
    /// Metres from there.
    pub metres: f64,
}

/// A piece of a line, or a place where both ends are the same.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: [f64; 3],
    to: [f64; 3],
    source: Source,
}

impl Piece {
    fn place(position: Position, source: Source) -> Self {
        Self { from: position.vector(), to: position.vector(), source }
    }

    /// Where something would leave it to get to a place.
    fn access(&self, to: Position) -> Access {
        let position = match self.from == self.to {
            true => on_earth(self.from),
            false => on_earth(self.nearest(&to.vector())),
        };
        Access { source: self.source, position, metres: to.distance(position) }
    }

    /// Its point that is nearest to another point.
    fn nearest(&self, point: &[f64; 3]) -> [f64; 3] {
        nearest_of_piece(&self.from, &self.to, point).1
    }
}

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        let mut envelope = AABB::from_point(self.from);
        envelope.merge(&AABB::from_point(self.to));
        envelope
    }
}

impl PointDistance for Piece {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        let apart = minus(&self.nearest(point), point);
        dot(&apart, &apart)
    }
}

/// What exists, ready to be asked for the nearest.
#[derive(Debug)]
pub struct Surroundings {
    /// Where lines can leave from.
    access: RTree<Piece>,
    /// Where radio hops can start.
    masts: RTree<Piece>,
    /// Towers of a mobile network of the fourth generation or later.
    towers: RTree<Piece>,
}

impl Surroundings {
    /// Of a network, towers, and the sites that have fibre already.
    ///
    /// What is closed or not built is left out. A tower of which no generation is told is taken for one of the
    /// fourth.
    pub fn new(network: &Network, towers: &[Tower], sites: &[Site], costs: &Costs) -> Self {
        let nodes = network.nodes.iter().zip(0..).filter(|(node, _)| node.status.is_usable());
        let nodes: Vec<Piece> =
            nodes.map(|(node, at)| Piece::place(node.position, Source::Node(at))).collect();
        let fibre_towers: Vec<Piece> = towers
            .iter()
            .zip(0..)
            .filter(|(tower, _)| tower.has_fibre())
            .map(|(tower, at)| Piece::place(tower.position, Source::Tower(at)))
            .collect();
        let fibre_sites = sites
            .iter()
            .zip(0..)
            .filter(|(site, _)| site.has_fibre())
            .map(|(site, at)| Piece::place(site.position, Source::Site(at)));
        let mut access: Vec<Piece> =
            nodes.iter().chain(&fibre_towers).copied().chain(fibre_sites).collect();
        if costs.fibre.join == Join::Lines {
            for (line, at) in network.lines.iter().zip(0..) {
                if line.status.is_usable() {
                    pieces(&line.path, Source::Line(at), &mut access);
                }
            }
        }
        let reaching = towers.iter().zip(0..).filter(|(tower, _)| tower.is_fourth());
        let reaching =
            reaching.map(|(tower, at)| Piece::place(tower.position, Source::Tower(at))).collect();
        Self {
            access: RTree::bulk_load(access),
            masts: RTree::bulk_load(nodes.into_iter().chain(fibre_towers).collect()),
            towers: RTree::bulk_load(reaching),
        }
    }

    /// The nearest place from which a line can leave.
    pub fn access(&self, from: Position) -> Option<Access> {
        nearest(&self.access, from)
    }

    /// The places from which a radio hop can start, the nearest first, none farther than `reach` metres.
    pub fn masts(&self, from: Position, reach: f64) -> impl Iterator<Item = Access> {
        let near = self.masts.nearest_neighbor_iter(from.vector());
        near.map(move |piece| piece.access(from)).take_while(move |mast| mast.metres <= reach)
    }

    /// What reaches a site beside fibre and satellite: a mobile network where the site says so or a tower is
    /// near enough, and a radio hop where one is known to be usable, or, where nobody looked for one, where a mast
    /// is near.
    pub fn reach(&self, site: &Site, costs: &Costs, hop: Option<Option<Hop>>) -> Reach {
        let covered = || {
            let tower = nearest(&self.towers, site.position);
            tower.is_some_and(|tower| tower.metres <= costs.cellular.reach_km * 1_000.0)
        };
        let radio = &costs.radio;
        let near = || {
            let mast = self.masts(site.position, radio.reach_km * 1_000.0).next();
            mast.map(|mast| mast.metres > radio.mast_from_km * 1_000.0)
        };
        let radio_mast = hop.map_or_else(near, |hop| hop.and_then(|hop| hop.usable()));
        Reach { cellular: site.is_covered.unwrap_or_else(covered), radio_mast }
    }
}

/// Places to be asked for the nearest.
#[derive(Debug)]
pub struct Places(RTree<Piece>);

impl Places {
    /// Of these.
    pub fn new(places: impl IntoIterator<Item = Position>) -> Self {
        let piece = |(place, at): (Position, u32)| Piece::place(place, Source::Site(at));
        Self(RTree::bulk_load(places.into_iter().zip(0..).map(piece).collect()))
    }

    /// Metres to the nearest; `None` where there is none.
    pub fn metres(&self, from: Position) -> Option<f64> {
        nearest(&self.0, from).map(|found| found.metres)
    }
}

/// Of a piece between two points, its point that is nearest to another: how far along it as a share, and where.
pub(crate) fn nearest_of_piece(
    from: &[f64; 3],
    to: &[f64; 3],
    point: &[f64; 3],
) -> (f64, [f64; 3]) {
    let along = minus(to, from);
    let length = dot(&along, &along);
    if length == 0.0 {
        return (0.0, *from);
    }
    let share = (dot(&minus(point, from), &along) / length).clamp(0.0, 1.0);
    (share, [0, 1, 2].map(|axis| from[axis] + share * along[axis]))
}

/// Places from which lines can leave, with what they are: nodes, towers and sites on fibre and, where lines can be
/// joined anywhere, a point every so many metres of them.
pub(crate) fn points(
    network: &Network,
    towers: &[Tower],
    sites: &[Site],
    costs: &Costs,
    every: f64,
) -> Vec<(Source, Position)> {
    let nodes = network.nodes.iter().zip(0..).filter(|(node, _)| node.status.is_usable());
    let mut found: Vec<(Source, Position)> =
        nodes.map(|(node, at)| (Source::Node(at), node.position)).collect();
    let on_fibre = towers.iter().zip(0..).filter(|(tower, _)| tower.has_fibre());
    found.extend(on_fibre.map(|(tower, at)| (Source::Tower(at), tower.position)));
    let have_fibre = sites.iter().zip(0..).filter(|(site, _)| site.has_fibre());
    found.extend(have_fibre.map(|(site, at)| (Source::Site(at), site.position)));
    let lines = network.lines.iter().zip(0..).filter(|(line, _)| line.status.is_usable());
    for (line, at) in lines.filter(|_| costs.fibre.join == Join::Lines) {
        found.extend(line.path.first().map(|place| (Source::Line(at), *place)));
        for pair in line.path.windows(2) {
            let (from, to) = (pair[0].vector(), pair[1].vector());
            let parts = (pair[0].distance(pair[1]) / every).ceil().max(1.0);
            let between = (1..parts as u32)
                .map(|part| on_earth(between(&from, &to, f64::from(part) / parts)));
            found.extend(between.chain([pair[1]]).map(|place| (Source::Line(at), place)));
        }
    }
    found
}

fn nearest(tree: &RTree<Piece>, from: Position) -> Option<Access> {
    tree.nearest_neighbor(from.vector()).map(|piece| piece.access(from))
}

/// Cuts a path into pieces that are short enough.
fn pieces(path: &[Position], source: Source, into: &mut Vec<Piece>) {
    for pair in path.windows(2) {
        let (from, to) = (pair[0].vector(), pair[1].vector());
        let parts = (pair[0].distance(pair[1]) / PIECE).ceil().max(1.0);
        let mut last = from;
        for part in 1..=parts as u32 {
            let share = f64::from(part) / parts;
            let next = if f64::from(part) == parts { to } else { between(&from, &to, share) };
            into.push(Piece { from: last, to: next, source });
            last = next;
        }
    }
}

/// A point of the great circle between two, near enough for pieces: the chord's, brought back to the sphere.
fn between(from: &[f64; 3], to: &[f64; 3], share: f64) -> [f64; 3] {
    let chord = [0, 1, 2].map(|axis| from[axis] + share * (to[axis] - from[axis]));
    let length = dot(&chord, &chord).sqrt();
    if length < 1e-12 { *from } else { chord.map(|part| part / length) }
}

pub(crate) fn on_earth(vector: [f64; 3]) -> Position {
    let [x, y, z] = vector;
    Position { lat: z.atan2(x.hypot(y)).to_degrees(), lon: y.atan2(x).to_degrees() }
}

fn minus(a: &[f64; 3], b: &[f64; 3]) -> [f64; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
