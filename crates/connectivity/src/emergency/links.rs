//! How sites, towers and the network hang together: a graph whose edges are pieces of lines.
//!
//! Lines meet where their ends, or a node, are within [`SNAP`] metres of each other. Sites and towers on fibre are
//! joined to the nearest point of a line or node, none farther than `fibre.reach_km`.

use passerelle_vocabulary::Position;
use rstar::primitives::GeomWithData;
use rstar::{AABB, Envelope, PointDistance, RTree, RTreeObject};

use crate::access::{nearest_of_piece, on_earth};
use crate::costs::Costs;
use crate::network::{Network, Tower};
use crate::site::Site;
use passerelle_vocabulary::position::EARTH_RADIUS;

/// Metres within which lines and nodes are one place: nodes are measured where the rack is, lines where the trench is.
pub const SNAP: f64 = 150.0;
/// Longest part of a line that is looked at as straight, in metres.
const PART: f64 = 5_000.0;

/// What is at a vertex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A node of the network.
    Node(u32),
    /// The end of a line, or a place on it.
    Line(u32),
    /// A tower on fibre.
    Tower(u32),
    /// A site on fibre.
    Site(u32),
}

/// A place of the graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vertex {
    pub position: Position,
    pub what: What,
}

/// A piece of a line, or what joins a site or a tower to one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub a: u32,
    pub b: u32,
    /// The line that it is a piece of.
    pub line: Option<u32>,
    pub way: Vec<Position>,
}

/// The graph.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub vertices: Vec<Vertex>,
    pub pieces: Vec<Piece>,
    /// The vertex of each site on fibre that is joined.
    pub of_site: Vec<Option<u32>>,
    /// The vertex of each tower on fibre that is joined.
    pub of_tower: Vec<Option<u32>>,
    /// The vertex of each node that is in use.
    pub of_node: Vec<Option<u32>>,
}

/// A place along a line where it meets a vertex.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    step: u32,
    share: f64,
    vertex: u32,
    position: Position,
}

/// A straight part of a line, or a node.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: [f64; 3],
    to: [f64; 3],
    /// The line with the step of its way, and which share of that step it begins at and is.
    line: Option<(u32, u32, f64, f64)>,
    /// The vertex, of a node.
    vertex: u32,
}

impl RTreeObject for Part {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        let mut envelope = AABB::from_point(self.from);
        envelope.merge(&AABB::from_point(self.to));
        envelope
    }
}

impl PointDistance for Part {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        let near = nearest_of_piece(&self.from, &self.to, point).1;
        (0..3).map(|axis| (near[axis] - point[axis]).powi(2)).sum()
    }
}

type Known = RTree<GeomWithData<[f64; 3], u32>>;

impl Links {
    /// Of what exists and is in use. `has_fibre`: sites that are connected by fibre.
    pub fn of(
        network: &Network,
        towers: &[Tower],
        sites: &[Site],
        has_fibre: impl Fn(usize) -> bool,
        costs: &Costs,
    ) -> Self {
        let mut links = Self { of_node: vec![None; network.nodes.len()], ..Self::default() };
        let mut known = Known::new();
        for (at, node) in network.nodes.iter().enumerate().filter(|(_, one)| one.status.is_usable())
        {
            // Several nodes at one place are one vertex.
            let vertex = links.vertex(&mut known, node.position, What::Node(at as u32));
            links.of_node[at] = Some(vertex);
        }
        let usable =
            || network.lines.iter().zip(0_u32..).filter(|(line, _)| line.status.is_usable());
        let mut meetings: Vec<Vec<Meeting>> = vec![Vec::new(); network.lines.len()];
        for (line, number) in usable() {
            let last = line.path.len() - 1;
            for (step, share, place) in
                [(0, 0.0, line.path[0]), (last as u32 - 1, 1.0, line.path[last])]
            {
                let vertex = links.vertex(&mut known, place, What::Line(number));
                meetings[number as usize].push(Meeting { step, share, vertex, position: place });
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for (line, number) in usable() {
            let first = parts.len();
            parts_of(&line.path, number, &mut parts);
            for part in &parts[first..] {
                meet(part, &known, &mut meetings[number as usize]);
            }
        }
        let at_node = |vertex: &Vertex| matches!(vertex.what, What::Node(_));
        let nodes = links.vertices.iter().zip(0..).filter(|(vertex, _)| at_node(vertex));
        parts.extend(nodes.map(|(vertex, number)| {
            let at = vertex.position.vector();
            Part { from: at, to: at, line: None, vertex: number }
        }));
        let tree = RTree::bulk_load(parts);
        let reach = costs.fibre.reach_km * 1_000.0;
        let join =
            |links: &mut Self, position: Position, what: What, meetings: &mut Vec<Vec<Meeting>>| {
                links.join(&tree, position, what, reach, meetings)
            };
        links.of_tower = vec![None; towers.len()];
        for (at, tower) in towers.iter().enumerate().filter(|(_, tower)| tower.has_fibre()) {
            links.of_tower[at] =
                join(&mut links, tower.position, What::Tower(at as u32), &mut meetings);
        }
        links.of_site = vec![None; sites.len()];
        for (at, site) in sites.iter().enumerate().filter(|(at, _)| has_fibre(*at)) {
            links.of_site[at] =
                join(&mut links, site.position, What::Site(at as u32), &mut meetings);
        }
        for (line, number) in usable() {
            links.cut(&line.path, number, std::mem::take(&mut meetings[number as usize]));
        }
        links
    }

    /// The vertex of a place, where one is known within [`SNAP`] metres, or a new one.
    fn vertex(&mut self, known: &mut Known, position: Position, what: What) -> u32 {
        let near = known.nearest_neighbor(position.vector()).map(|near| near.data);
        let near =
            near.filter(|at| self.vertices[*at as usize].position.distance(position) <= SNAP);
        near.unwrap_or_else(|| {
            let vertex = self.add(position, what);
            known.insert(GeomWithData::new(position.vector(), vertex));
            vertex
        })
    }

    fn add(&mut self, position: Position, what: What) -> u32 {
        self.vertices.push(Vertex { position, what });
        self.vertices.len() as u32 - 1
    }

    /// Joins something to the nearest line or node; `None` where none is within reach.
    fn join(
        &mut self,
        tree: &RTree<Part>,
        position: Position,
        what: What,
        reach: f64,
        meetings: &mut [Vec<Meeting>],
    ) -> Option<u32> {
        let near = tree.nearest_neighbor(position.vector())?;
        let (share, point) = nearest_of_piece(&near.from, &near.to, &position.vector());
        let there = on_earth(point);
        if position.distance(there) > reach {
            return None;
        }
        let vertex = self.add(position, what);
        let joined = match near.line {
            None => near.vertex,
            Some((line, step, first, width)) => {
                let joint = self.add(there, What::Line(line));
                let share = first + share * width;
                let meeting = Meeting { step, share, vertex: joint, position: there };
                meetings[line as usize].push(meeting);
                joint
            }
        };
        let way = vec![self.vertices[joined as usize].position, position];
        self.pieces.push(Piece { a: joined, b: vertex, line: None, way });
        Some(vertex)
    }

    /// Cuts a line where it meets vertices.
    fn cut(&mut self, path: &[Position], line: u32, mut meetings: Vec<Meeting>) {
        meetings.sort_by(|a, b| a.step.cmp(&b.step).then(a.share.total_cmp(&b.share)));
        for pair in meetings.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if from.vertex == to.vertex {
                continue;
            }
            let mut way = vec![from.position];
            way.extend(&path[from.step as usize + 1..=to.step as usize]);
            way.push(to.position);
            way.dedup();
            if way.len() == 1 {
                way.push(to.position);
            }
            self.pieces.push(Piece { a: from.vertex, b: to.vertex, line: Some(line), way });
        }
    }
}

/// The straight parts of a line.
fn parts_of(path: &[Position], line: u32, into: &mut Vec<Part>) {
    for (pair, step) in path.windows(2).zip(0..) {
        let (from, to) = (pair[0].vector(), pair[1].vector());
        let count = (pair[0].distance(pair[1]) / PART).ceil().max(1.0);
        let between = |share: f64| {
            let chord = [0, 1, 2].map(|axis| from[axis] + share * (to[axis] - from[axis]));
            let length = chord.iter().map(|one| one * one).sum::<f64>().sqrt();
            if length < 1e-12 { from } else { chord.map(|one| one / length) }
        };
        for number in 0..count as u32 {
            let (first, width) = (f64::from(number) / count, 1.0 / count);
            let (from, to) = (between(first), between(first + width));
            into.push(Part { from, to, line: Some((line, step, first, width)), vertex: 0 });
        }
    }
}

/// Vertices that a part of a line passes.
fn meet(part: &Part, known: &Known, meetings: &mut Vec<Meeting>) {
    let near = SNAP / EARTH_RADIUS;
    let [low, high] = [part.envelope().lower(), part.envelope().upper()];
    let around = AABB::from_corners(low.map(|one| one - near), high.map(|one| one + near));
    let Some((_, step, first, width)) = part.line else { return };
    for vertex in known.locate_in_envelope(around) {
        let (share, point) = nearest_of_piece(&part.from, &part.to, vertex.geom());
        let position = on_earth(point);
        if on_earth(*vertex.geom()).distance(position) <= SNAP {
            let share = first + share * width;
            meetings.push(Meeting { step, share, vertex: vertex.data, position });
        }
    }
}
