//! The Steiner tree problem of a plan: vertices and candidate lines; and the lines of the tree that is found.

use passerelle_vocabulary::Position;

use crate::access::Access;
use crate::costs::Costs;
use crate::plan::{Begin, PlannedLine, Question, SitePlan, Spot, saving};
use crate::roads::RoadLines;
use crate::setting::Setting;
use crate::steiner::{Edge, Graph};

/// The way of a candidate line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Along {
    /// Straight.
    Straight,
    /// A stretch of the roads, by its number.
    Road(u32),
}

/// A candidate line, by the vertices of the graph: 0 is the network, spot s is s + 1, place p of the roads comes p
/// places after the last spot.
#[derive(Debug, Clone, Copy)]
struct CandidateLine {
    a: u32,
    b: u32,
    metres: f64,
    along: Along,
    /// Where it leaves the network, if `a` is the network.
    access: Option<Access>,
}

/// The Steiner tree problem of a plan.
pub(crate) struct Layout<'q> {
    pub prizes: Vec<f64>,
    lines: Vec<CandidateLine>,
    spots: usize,
    overbuild: f64,
    roads: Option<&'q RoadLines>,
}

/// Lines that are built, and their ways; no ways where lines are straight.
pub(crate) struct Built {
    pub lines: Vec<PlannedLine>,
    pub ways: Vec<Vec<Position>>,
}

impl<'q> Layout<'q> {
    /// Along roads where they are known, straight otherwise.
    pub fn new(question: &Question<'q>, offers: &[SitePlan], setting: &Setting) -> Self {
        let roads = question.beside.roads;
        let spots = &setting.spots;
        let mut lines = straight(setting, roads);
        if let Some(roads) = roads {
            along(roads, spots.len() as u32 + 1, &mut lines);
        }
        let saved = |at: &u32| saving(&offers[*at as usize]);
        let mut prizes = vec![0.0];
        prizes.extend(spots.iter().map(|spot| spot.sites.iter().filter_map(saved).sum::<f64>()));
        prizes.resize(prizes.len() + roads.map_or(0, |roads| roads.places.len()), 0.0);
        let overbuild = question.costs.fibre.overbuild;
        Self { prizes, lines, spots: spots.len(), overbuild, roads }
    }

    /// The graph, its edges being the candidate lines in their order.
    pub fn graph(&self, costs: &Costs) -> Graph {
        let per_metre = costs.cable_per_km().present / 1_000.0;
        let edge =
            |line: &CandidateLine| Edge { a: line.a, b: line.b, cost: self.laid(line) * per_metre };
        Graph { vertices: self.prizes.len(), edges: self.lines.iter().map(edge).collect() }
    }

    /// Metres of trench: the way is known along a road, and longer than a straight line elsewhere.
    fn laid(&self, line: &CandidateLine) -> f64 {
        match line.along {
            Along::Straight => line.metres * self.overbuild,
            Along::Road(_) => line.metres,
        }
    }

    /// The lines of the tree from the network outward. Lines that meet at a place of the roads without a site, and do
    /// not part there, are one line; where they part, the place becomes a spot without sites.
    pub fn outward(&self, tree: &[u32], spots: &mut Vec<Spot>, costs: &Costs) -> Built {
        let mut at: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.prizes.len()];
        for edge in tree {
            let line = &self.lines[*edge as usize];
            at[line.a as usize].push((line.b, *edge));
            at[line.b as usize].push((line.a, *edge));
        }
        let per_km = costs.cable_per_km();
        let mut built = Built { lines: Vec::with_capacity(tree.len()), ways: Vec::new() };
        // Where lines still have to be followed, the edge by which it was reached, and what it is now.
        let mut next: Vec<(u32, Option<u32>, Option<u32>)> = vec![(0, None, None)];
        while let Some((vertex, by, spot)) = next.pop() {
            for (to, edge) in &at[vertex as usize] {
                if Some(*edge) == by {
                    continue;
                }
                let first = &self.lines[*edge as usize];
                let from = match (spot, first.access) {
                    (None, Some(access)) => Begin::Network(access),
                    (spot, _) => Begin::Spot(spot.unwrap_or_default()),
                };
                let mut way = Way::default();
                let (mut end, mut last) = (*to, *edge);
                way.add(self, vertex, last, spots);
                // On through places that lead to one other only.
                while end as usize > self.spots && at[end as usize].len() == 2 {
                    let Some((on, edge)) = at[end as usize].iter().find(|(_, e)| *e != last) else {
                        break;
                    };
                    way.add(self, end, *edge, spots);
                    (end, last) = (*on, *edge);
                }
                let to = if end as usize > self.spots {
                    spots.push(Spot { position: way.end(), sites: Vec::new(), access: None });
                    spots.len() as u32 - 1
                } else {
                    end - 1
                };
                let (metres, laid) = (way.metres, way.laid);
                let outlay = per_km * (laid / 1_000.0);
                let (sites, people) = (0, 0.0);
                built.lines.push(PlannedLine { from, to, metres, laid, outlay, sites, people });
                if self.roads.is_some() {
                    built.ways.push(way.places);
                }
                next.push((end, Some(last), Some(to)));
            }
        }
        built
    }

    fn position(&self, vertex: u32, spots: &[Spot]) -> Position {
        let vertex = vertex as usize;
        match (vertex.checked_sub(self.spots + 1), self.roads) {
            (Some(place), Some(roads)) => roads.places[place],
            _ => spots[vertex - 1].position,
        }
    }
}

/// The way of a line while it is followed.
#[derive(Debug, Default)]
struct Way {
    metres: f64,
    laid: f64,
    places: Vec<Position>,
}

impl Way {
    /// Goes on from a vertex along a candidate line.
    fn add(&mut self, layout: &Layout<'_>, from: u32, edge: u32, spots: &[Spot]) {
        let line = &layout.lines[edge as usize];
        self.metres += line.metres;
        self.laid += layout.laid(line);
        let forth = line.a == from;
        let mut places = match (line.along, layout.roads) {
            (Along::Road(number), Some(roads)) => roads.way(number as usize).to_vec(),
            _ => {
                let first = match line.access {
                    Some(access) => access.position,
                    None => layout.position(line.a, spots),
                };
                vec![first, layout.position(line.b, spots)]
            }
        };
        if !forth {
            places.reverse();
        }
        self.places.extend(places);
        self.places.dedup();
    }

    fn end(&self) -> Position {
        self.places.last().copied().unwrap_or(Position { lat: 0.0, lon: 0.0 })
    }
}

/// Straight lines: to the network's nearest point, and between neighbours. Where there are roads, only those that are
/// not longer than the way to the nearest road.
fn straight(setting: &Setting, roads: Option<&RoadLines>) -> Vec<CandidateLine> {
    let to_road = |spot: usize| match roads {
        Some(roads) => roads.joined[spot].map_or(f64::INFINITY, |(_, metres)| metres),
        None => f64::INFINITY,
    };
    let to_network = setting.spots.iter().enumerate().filter_map(|(spot, one)| {
        let access = one.access.filter(|access| access.metres <= to_road(spot))?;
        let (b, metres) = (spot as u32 + 1, access.metres);
        Some(CandidateLine { a: 0, b, metres, along: Along::Straight, access: Some(access) })
    });
    let mut lines: Vec<CandidateLine> = to_network.collect();
    let between = setting
        .between
        .iter()
        .filter(|line| line.metres <= to_road(line.a as usize).max(to_road(line.b as usize)));
    lines.extend(between.map(|line| CandidateLine {
        a: line.a + 1,
        b: line.b + 1,
        metres: line.metres,
        along: Along::Straight,
        access: None,
    }));
    lines
}

/// Lines along roads, and those that lead there; `first`: the vertex of the first place of the roads.
fn along(roads: &RoadLines, first: u32, lines: &mut Vec<CandidateLine>) {
    let straight = |a, place: u32, metres, access| CandidateLine {
        a,
        b: first + place,
        metres,
        along: Along::Straight,
        access,
    };
    for (spot, joined) in roads.joined.iter().zip(1..).map(|(joined, spot)| (spot, joined)) {
        lines.extend(joined.map(|(place, metres)| straight(spot, place, metres, None)));
    }
    let network = roads.network.iter();
    lines.extend(network.map(|(access, place)| straight(0, *place, access.metres, Some(*access))));
    lines.extend(roads.stretches.iter().zip(0..).map(|(stretch, number)| CandidateLine {
        a: first + stretch.a,
        b: first + stretch.b,
        metres: stretch.metres,
        along: Along::Road(number),
        access: None,
    }));
}
