//! Candidate lines along roads, and plans that take them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BinaryHeap;

use passerelle_connectivity::plan::Begin;
use passerelle_connectivity::roads::RoadLines;
use passerelle_connectivity::{
    Beside, Costs, LineStatus, Network, Node, Origin, Plan, Position, Question, Setting, Site,
    SiteKind, plan,
};
use passerelle_vocabulary::roads::Roads;
use proptest::prelude::*;

const ORIGIN: Origin = Origin { file: 0, row: 1 };

fn costs() -> Costs {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/connectivity/costs.toml");
    let mut costs: Costs = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // Lines are worth building.
    costs.fibre.line.price = 200.0;
    costs
}

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

fn site(number: usize, position: Position) -> Site {
    Site {
        id: format!("S{number}"),
        official_id: None,
        name: String::new(),
        kind: SiteKind::School,
        level: None,
        position,
        areas: Vec::new(),
        people: Some(200.0),
        power: None,
        is_connected: None,
        connection: None,
        is_covered: None,
        surveyed: None,
        origins: vec![ORIGIN],
    }
}

fn network(position: Position) -> Network {
    let (id, name, operator) = ("N".to_owned(), String::new(), String::new());
    let status = LineStatus::Operational;
    let node = Node { id, name, position, status, operator, origin: ORIGIN };
    Network { nodes: vec![node], lines: Vec::new() }
}

fn planned(sites: &[Site], network: &Network, roads: &Roads) -> (Plan, RoadLines) {
    let costs = costs();
    let beside = Beside::default();
    let bare = Question { sites, network, towers: &[], costs: &costs, beside };
    let setting = Setting::new(&bare);
    let lines = RoadLines::new(&bare, &setting, roads);
    let beside = Beside { roads: Some(&lines), ..beside };
    let made = plan(&Question { beside, ..bare }, &setting).unwrap();
    let sum: f64 = made.lines.iter().map(|line| line.outlay.present).sum();
    let built: f64 = made.lines.iter().map(|line| line.laid).sum();
    assert!((sum - built / 1e3 * costs.cable_per_km().present).abs() < 1e-6 * sum.max(1.0));
    assert!(made.gap.network_bound <= made.gap.network * (1.0 + 1e-9) + 1e-9);
    assert!(
        (made.total.present - made.gap.fixed - made.gap.network).abs() < 1e-6 * made.total.present
    );
    for (number, line) in made.lines.iter().enumerate() {
        let way = made.way(number);
        let metres: f64 = way.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        assert!((metres - line.metres).abs() < 0.5, "{metres} {}", line.metres);
        let from = match line.from {
            Begin::Spot(spot) => made.spots[spot as usize].position,
            Begin::Network(access) => access.position,
        };
        assert!(way[0].distance(from) < 0.5 && line.laid >= line.metres - 1e-9);
        assert!(way[way.len() - 1].distance(made.spots[line.to as usize].position) < 0.5);
    }
    (made, lines)
}

/// A road to the east with a node at its beginning, a fork half-way, a dead end, and a ring that no site is on.
#[test]
fn lines_follow_roads_and_part_at_junctions() {
    let places = vec![
        at(0.0, 36.0),
        at(0.001, 36.02), // a bend
        at(0.0, 36.05),   // the fork
        at(0.03, 36.08),
        at(-0.03, 36.08),
        at(0.0, 36.06), // a dead end
        at(0.5, 36.5),
        at(0.6, 36.5),
        at(0.6, 36.6), // a ring elsewhere
    ];
    let ways: [&[u32]; 5] = [&[0, 1, 2], &[2, 3], &[2, 4], &[2, 5], &[6, 7, 8, 6]];
    let roads = Roads::of(places.clone(), ways);
    // One site beside each end of the fork; one that no road is near, beside the first.
    let sites = [at(0.0305, 36.08), at(-0.03, 36.0805), at(0.0306, 36.0801)];
    let sites: Vec<Site> = sites.into_iter().enumerate().map(|(n, p)| site(n, p)).collect();
    let (made, lines) = planned(&sites, &network(at(0.0, 36.0)), &roads);
    assert_eq!(lines.places.len(), 4, "the node, the fork, two joined ends: {lines:?}");
    assert_eq!(lines.stretches.len(), 3);
    // To the fork, to both sites, and from the first to its neighbour.
    assert_eq!(made.lines.len(), 4, "{:?}", made.lines);
    let trunk = &made.lines[0];
    let expected = places[0].distance(places[1]) + places[1].distance(places[2]);
    assert!((trunk.metres - expected).abs() < 0.01 && trunk.sites == 3);
    assert!(matches!(trunk.from, Begin::Network(_)));
    assert!(made.spots[trunk.to as usize].sites.is_empty(), "where lines part there is no site");
    assert_eq!(made.way(0).len(), 3, "it takes the bend");
    assert!(made.gap.of_network().unwrap() < 1e-9, "it is the best one");
    assert!(made.sites.iter().all(|site| site.choice == site.fibre));
}

#[test]
fn a_site_without_a_road_goes_straight() {
    let roads = Roads::of(vec![at(0.0, 36.0), at(0.0, 36.1)], [&[0_u32, 1][..]]);
    let sites = [site(0, at(0.3, 36.3)), site(1, at(0.0, 36.05))];
    let (made, lines) = planned(&sites, &network(at(0.3001, 36.3)), &roads);
    assert_eq!((lines.joined[0], lines.unjoined()), (None, 1));
    let to_first = made.lines.iter().find(|line| line.to == 0).unwrap();
    assert!((to_first.metres - 11.1).abs() < 0.1, "{to_first:?}");
    // No road at all: as without.
    let (made, lines) = planned(&sites, &network(at(0.3001, 36.3)), &Roads::default());
    assert_eq!((lines.unjoined(), made.lines.len()), (2, 1));
}

/// Metres along a graph of places and ways from one place to all.
fn distances(count: usize, edges: &[(usize, usize, f64)], from: usize) -> Vec<f64> {
    let mut links = vec![Vec::new(); count];
    for (a, b, metres) in edges {
        links[*a].push((*b, *metres));
        links[*b].push((*a, *metres));
    }
    let mut least = vec![f64::INFINITY; count];
    least[from] = 0.0;
    let mut next = BinaryHeap::from([(std::cmp::Reverse(0_u64), from)]);
    while let Some((_, at)) = next.pop() {
        for (to, metres) in &links[at] {
            let far = least[at] + metres;
            if far < least[*to] {
                least[*to] = far;
                next.push((std::cmp::Reverse(far.to_bits()), *to));
            }
        }
    }
    least
}

/// The same roads as a graph of all their places, with points added where they are nearest to sites.
struct Plain {
    count: usize,
    edges: Vec<(usize, usize, f64)>,
    joined: Vec<usize>,
}

impl Plain {
    fn of(places: &[Position], ways: &[Vec<u32>], sites: &[Position]) -> Self {
        let segments: Vec<(u32, u32)> = ways
            .iter()
            .flat_map(|way| way.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>())
            .collect();
        let mut on: Vec<Vec<(f64, usize, Position)>> = vec![Vec::new(); segments.len()];
        let (mut joined, mut count) = (Vec::new(), places.len());
        for site in sites {
            // Degrees near the equator are as good as a plane.
            let nearest = |(a, b): &(u32, u32)| {
                let (a, b) = (places[*a as usize], places[*b as usize]);
                let (dx, dy) = (b.lon - a.lon, b.lat - a.lat);
                let along = (site.lon - a.lon) * dx + (site.lat - a.lat) * dy;
                let share = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
                (share, Position { lat: a.lat + share * dy, lon: a.lon + share * dx })
            };
            let best = segments.iter().enumerate().map(|(number, one)| (number, nearest(one)));
            let far = |(_, (_, point)): &(usize, (f64, Position))| site.distance(*point);
            let best = best.min_by(|a, b| far(a).total_cmp(&far(b))).unwrap();
            let (number, (share, point)) = best;
            on[number].push((share, count, point));
            joined.push(count);
            count += 1;
        }
        let mut edges = Vec::new();
        for ((a, b), mut points) in segments.into_iter().zip(on) {
            points.sort_by(|one, other| one.0.total_cmp(&other.0));
            let (mut last, mut place) = (a as usize, places[a as usize]);
            for (_, vertex, point) in points {
                edges.push((last, vertex, place.distance(point)));
                (last, place) = (vertex, point);
            }
            edges.push((last, b as usize, place.distance(places[b as usize])));
        }
        Self { count, edges, joined }
    }
}

/// A crooked grid of roads, some of them missing, with sites around them.
fn country() -> impl Strategy<Value = (Vec<Position>, Vec<Vec<u32>>, Vec<Position>)> {
    let places = prop::collection::vec((-0.3..0.3_f64, -0.3..0.3_f64), 25);
    let there = prop::collection::vec(prop::bool::weighted(0.75), 40);
    let sites = prop::collection::vec((0.0..0.2_f64, 0.0..0.2_f64), 2..12);
    (places, there, sites).prop_map(|(places, there, sites)| {
        let place = |(number, (dlat, dlon)): (usize, &(f64, f64))| {
            at(((number / 5) as f64 + dlat) * 0.05, 36.0 + ((number % 5) as f64 + dlon) * 0.05)
        };
        let places: Vec<Position> = places.iter().enumerate().map(place).collect();
        let across = (0..5).flat_map(|row| (0..4).map(move |c| (row * 5 + c, row * 5 + c + 1)));
        let down = (0..5).flat_map(|c| (0..4).map(move |row| (row * 5 + c, row * 5 + c + 5)));
        let all = across.chain(down).zip(there);
        let ways: Vec<Vec<u32>> =
            all.filter(|(_, there)| *there).map(|((a, b), _)| vec![a as u32, b as u32]).collect();
        let sites = sites.iter().map(|(lat, lon)| at(*lat, 36.0 + lon)).collect();
        (places, ways, sites)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is taken away from the roads changes no distance between what is joined to them, and plans along them are
    /// sound.
    #[test]
    fn distances_stay_what_they_are((places, ways, sites) in country()) {
        prop_assume!(!ways.is_empty());
        let roads = Roads::of(places.clone(), ways.iter().map(Vec::as_slice));
        let list: Vec<Site> = sites.iter().enumerate().map(|(n, p)| site(n, *p)).collect();
        let (_, lines) = planned(&list, &network(sites[0]), &roads);
        let plain = Plain::of(&places, &ways, &sites);
        let edges: Vec<(usize, usize, f64)> =
            lines.stretches.iter().map(|one| (one.a as usize, one.b as usize, one.metres)).collect();
        for (from, joined) in lines.joined.iter().enumerate() {
            let (place, _) = joined.unwrap();
            let expected = distances(plain.count, &plain.edges, plain.joined[from]);
            let found = distances(lines.places.len(), &edges, place as usize);
            for (to, joined) in lines.joined.iter().enumerate() {
                let far = expected[plain.joined[to]];
                let near = found[joined.unwrap().0 as usize];
                let same = far == near || (far - near).abs() < 1.0;
                prop_assert!(same, "{} to {}: {} instead of {}", from, to, near, far);
            }
        }
    }
}
