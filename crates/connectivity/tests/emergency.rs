//! What affected areas cut, and what restores it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_connectivity::emergency::area::Area;
use passerelle_connectivity::emergency::relief::{Means, Stock, Target, relief};
use passerelle_connectivity::emergency::{Cut, Question, State, cut};
use passerelle_connectivity::{
    Connection, Costs, Line, LineStatus, Network, Node, Origin, Position, Site, SiteKind,
    Technology, Tower,
};
use passerelle_vocabulary::Geometry;
use passerelle_vocabulary::terrain::{Terrain, Tile};

const ORIGIN: Origin = Origin { file: 0, row: 1 };

fn costs() -> Costs {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/connectivity/costs.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).unwrap()
}

fn site(position: Position, technology: Option<Technology>, people: f64) -> Site {
    Site {
        id: format!("{position:?}"),
        official_id: None,
        name: String::new(),
        kind: SiteKind::School,
        level: None,
        position,
        areas: Vec::new(),
        people: Some(people),
        power: None,
        is_connected: Some(technology.is_some()),
        connection: technology
            .map(|one| Connection { technology: Some(one), ..Connection::default() }),
        is_covered: None,
        surveyed: None,
        origins: vec![ORIGIN],
    }
}

fn line(path: &[Position]) -> Line {
    Line {
        id: String::new(),
        name: String::new(),
        path: path.to_vec(),
        status: LineStatus::Operational,
        operator: String::new(),
        origin: ORIGIN,
    }
}

fn node(name: &str, position: Position) -> Node {
    Node {
        id: name.to_owned(),
        name: String::new(),
        position,
        status: LineStatus::Operational,
        operator: String::new(),
        origin: ORIGIN,
    }
}

fn tower(position: Position, backhaul: Option<Technology>) -> Tower {
    Tower {
        id: String::new(),
        position,
        generations: vec![4],
        height: Some(30.0),
        backhaul,
        operator: String::new(),
        origin: ORIGIN,
    }
}

fn square(south: f64, west: f64, north: f64, east: f64) -> Area {
    let ring = [(south, west), (south, east), (north, east), (north, west), (south, west)];
    let ring = ring.iter().map(|(lat, lon)| at(*lat, *lon)).collect();
    Area::of([&Geometry::Polygons(vec![vec![ring]])]).unwrap().0
}

/// A line of 0.4° along the equator with a node every 0.1°; a branch of 0.1° to the north from the last one. Sites on
/// fibre beside the first node, in the middle, at the end and on the branch; one on radio from the last node, one on
/// the mobile network of a tower on fibre at the end, one on satellite there; one that was never connected.
fn country() -> (Vec<Site>, Network, Vec<Tower>) {
    let nodes = (0..5).map(|n| node(&format!("N{n}"), at(0.0, 36.0 + f64::from(n) * 0.1)));
    let trunk = [at(0.0, 36.0), at(0.0, 36.2), at(0.0, 36.4)];
    let branch = [at(0.0005, 36.4), at(0.1, 36.4)];
    let network = Network { nodes: nodes.collect(), lines: vec![line(&trunk), line(&branch)] };
    let sites = vec![
        site(at(0.01, 36.0), Some(Technology::Fibre), 100.0),
        site(at(0.01, 36.2), Some(Technology::Fibre), 200.0),
        site(at(0.01, 36.35), Some(Technology::Fibre), 300.0),
        site(at(0.09, 36.41), Some(Technology::Fibre), 400.0),
        site(at(0.0, 36.5), Some(Technology::Radio), 50.0),
        site(at(0.02, 36.42), Some(Technology::Cellular), 60.0),
        site(at(0.02, 36.43), Some(Technology::Satellite), 70.0),
        site(at(0.02, 36.44), None, 80.0),
    ];
    let towers = vec![tower(at(0.001, 36.39), Some(Technology::Fibre)), tower(at(0.0, 36.1), None)];
    (sites, network, towers)
}

fn of(area: &Area, roots: &[u32]) -> Cut {
    let (sites, network, towers) = country();
    let costs = costs();
    cut(&Question { area, sites: &sites, network: &network, towers: &towers, roots, costs: &costs })
}

#[test]
fn what_hangs_on_the_far_side_is_cut_off() {
    // Around the middle of the trunk: between the second and the fourth node.
    let area = square(-0.05, 36.15, 0.05, 36.25);
    // By default the larger side leads out: the eastern one, with its branch.
    let cut = of(&area, &[]);
    let (on, off, inside) = (State::Standing, State::CutOff, State::InArea);
    assert_eq!(cut.sites, [off, inside, on, on, on, on, on, State::NotConnected]);
    // Named, the first node does.
    let cut = of(&area, &[0]);
    assert_eq!(cut.sites, [on, inside, off, off, off, off, on, State::NotConnected]);
    assert_eq!(cut.nodes, [on, on, inside, off, off]);
    assert_eq!(cut.towers, [off, on]);
    assert_eq!(cut.islands.len(), 1);
    let island = &cut.islands[0];
    assert_eq!(island.sites, [2, 3, 4, 5]);
    let repair = island.repair.as_ref().unwrap();
    assert!((repair.metres - 0.1 * 111_195.0).abs() < 1.0, "{repair:?}");
    let within: f64 = cut.pieces.iter().map(|piece| piece.metres_within).sum();
    assert!(within >= repair.metres - 1.0);
    assert_eq!((cut.unattached, cut.untold, cut.roots_lost), (0, 0, 0));
}

#[test]
fn an_area_elsewhere_cuts_nothing_and_one_over_all_cuts_all() {
    let elsewhere = of(&square(10.0, 10.0, 11.0, 11.0), &[0]);
    assert!(elsewhere.sites.iter().all(|state| !state.is_cut()), "{:?}", elsewhere.sites);
    assert!(elsewhere.islands.is_empty());
    let everywhere = of(&square(-1.0, 35.0, 1.0, 37.0), &[0]);
    let cut = everywhere.sites.iter().filter(|state| **state == State::InArea).count();
    assert_eq!((cut, everywhere.islands.len(), everywhere.roots_lost), (7, 0, 1));
    assert!(everywhere.masts.is_empty());
}

#[test]
fn a_part_that_hung_on_nothing_before_is_not_cut_off() {
    let (mut sites, mut network, towers) = country();
    network.lines.push(line(&[at(0.5, 36.0), at(0.5, 36.1)]));
    sites.push(site(at(0.5, 36.05), Some(Technology::Fibre), 10.0));
    sites.push(site(at(3.0, 36.05), Some(Technology::Fibre), 10.0));
    let (costs, area) = (costs(), square(-0.05, 36.15, 0.05, 36.25));
    let question = Question {
        area: &area,
        sites: &sites,
        network: &network,
        towers: &towers,
        roots: &[0],
        costs: &costs,
    };
    let cut = cut(&question);
    assert_eq!(cut.sites[8..], [State::Standing; 2]);
    assert_eq!(cut.unattached, 1, "no line is within reach of the last");
}

#[test]
fn the_stock_restores_most_people_first() {
    let (sites, network, towers) = country();
    let (costs, area) = (costs(), square(-0.05, 36.15, 0.05, 36.25));
    let question = Question {
        area: &area,
        sites: &sites,
        network: &network,
        towers: &towers,
        roots: &[0],
        costs: &costs,
    };
    let found = cut(&question);
    let order = |stock: &[(Means, u32)], terrain: Option<&Terrain>| {
        relief(&question, &found, &stock.iter().copied().collect::<Stock>(), terrain)
    };
    // A radio link brings back the whole far side, a satellite the site in the area.
    let both = order(&[(Means::Radio, 1), (Means::Satellite, 1)], None);
    let told: Vec<_> = both.actions.iter().map(|one| (one.means, one.target, one.people)).collect();
    let far = (Means::Radio, Target::Island(0), 810.0);
    assert_eq!(told, [far, (Means::Satellite, Target::Site(1), 200.0)]);
    assert_eq!((both.people, both.people_at_most), (1_010.0, 1_010.0));
    assert!(both.actions[0].metres > 10_000.0 && both.actions[0].hours == Some(8.0));
    // So does a crew, for longer.
    let crew = order(&[(Means::Repair, 3)], None);
    assert_eq!(crew.actions.len(), 1);
    let km = crew.actions[0].metres / 1_000.0;
    assert_eq!(crew.actions[0].hours, Some(6.0 + km * 12.0));
    assert_eq!(crew.actions[0].price, Some(km * 8_000.0));
    // One satellite alone goes to most people.
    let one = order(&[(Means::Satellite, 1)], None);
    assert_eq!((one.actions[0].target, one.people), (Target::Site(3), 400.0));
    // A cell beside the tower reaches the sites around it.
    let cell = order(&[(Means::Cell, 1)], None);
    assert!(cell.actions[0].sites.len() >= 2 && cell.people >= 360.0, "{cell:?}");
    assert!(order(&[], None).actions.is_empty());
    // A wall of hills between the sides: no radio link is set up across it.
    let mut terrain = Terrain::default();
    let wall = |at: usize| if (200..280).contains(&(at % 1201)) { 2_000 } else { 0 };
    for corner in [(0, 36), (-1, 36)] {
        terrain.insert(corner, Tile::new(1201, (0..1201 * 1201).map(wall).collect()).unwrap());
    }
    let blocked = order(&[(Means::Radio, 5)], Some(&terrain));
    assert!(blocked.actions.iter().all(|one| one.target != Target::Island(0)), "{blocked:?}");
}
