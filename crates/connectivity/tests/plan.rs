//! Plans of small and odd places: sums, bounds, orders.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_connectivity::plan::{Begin, saving};
use passerelle_connectivity::works::{self, Equity, Priority, What, Work};
use passerelle_connectivity::{
    Beside, Connection, Costs, Line, LineStatus, Network, Node, Origin, Outlay, Plan, PlanError,
    Position, Power, Question, Setting, Site, SiteKind, Technology, Tower, plan,
};
use proptest::prelude::*;

const ORIGIN: Origin = Origin { file: 0, row: 1 };

fn costs() -> Costs {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/connectivity/costs.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn site(number: usize, lat: f64, lon: f64) -> Site {
    Site {
        id: number.to_string(),
        official_id: None,
        name: format!("Site {number}"),
        kind: SiteKind::School,
        level: None,
        position: Position::new(lat, lon).unwrap(),
        areas: Vec::new(),
        people: Some(200.0),
        power: Some(Power::Grid),
        is_connected: None,
        connection: None,
        is_covered: None,
        surveyed: None,
        origins: vec![ORIGIN],
    }
}

fn node(lat: f64, lon: f64) -> Node {
    let position = Position::new(lat, lon).unwrap();
    let status = LineStatus::Operational;
    Node {
        id: String::new(),
        name: String::new(),
        position,
        status,
        operator: String::new(),
        origin: ORIGIN,
    }
}

fn network(nodes: &[(f64, f64)]) -> Network {
    Network { nodes: nodes.iter().map(|(lat, lon)| node(*lat, *lon)).collect(), lines: Vec::new() }
}

fn planned(question: &Question<'_>) -> Result<Plan, PlanError> {
    plan(question, &Setting::new(question))
}

fn made(sites: &[Site], network: &Network, costs: &Costs) -> Plan {
    planned(&Question { sites, network, towers: &[], costs, beside: Beside::default() }).unwrap()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

/// What must be true of every plan.
fn check(sites: &[Site], costs: &Costs, plan: &Plan) {
    assert!(near(plan.total.present, plan.gap.fixed + plan.gap.network), "{:?}", plan.gap);
    assert!(plan.gap.network_bound <= plan.gap.network * (1.0 + 1e-9) + 1e-9, "{:?}", plan.gap);
    let lines: Outlay = plan.lines.iter().map(|line| line.outlay).sum();
    let shares: Outlay = plan.sites.iter().map(|site| site.line_share).sum();
    assert!(near(shares.present, lines.present), "{shares:?} {lines:?}");
    let per_site: Outlay = plan.sites.iter().map(|site| site.outlay()).sum();
    assert!(near(per_site.present, plan.total.present));
    let mut built = vec![false; plan.spots.len()];
    for line in &plan.lines {
        assert!(line.metres <= costs.fibre.reach_km * 1_000.0);
        assert!(line.sites > 0, "a line that serves nobody");
        if let Begin::Spot(from) = line.from {
            assert!(built[from as usize], "a line before the one it continues");
        }
        built[line.to as usize] = true;
    }
    for (site, planned) in sites.iter().zip(&plan.sites) {
        assert_eq!(planned.choice.is_none(), site.is_connected == Some(true));
    }
    // Never costlier than satellites, or what else reaches each site.
    let others = plan.sites.iter().filter_map(|site| site.other).map(|one| one.outlay.present);
    assert!(plan.total.present <= others.sum::<f64>() * (1.0 + 1e-9) + 1e-9);
}

#[test]
fn defaults_are_sound() {
    assert!(costs().check().is_empty(), "{:?}", costs().check());
    let mut wrong = costs();
    wrong.horizon.years = 0;
    wrong.fibre.line.price = -1.0;
    wrong.satellite.site.price = 0.0;
    wrong.currency = "dollars".to_owned();
    let fields: Vec<String> = wrong.check().into_iter().map(|one| one.field).collect();
    assert_eq!(fields, ["horizon.years", "fibre.line.price", "satellite.site.price", "currency"]);
}

/// Known values, by hand: 1,000 bought every 5 years with 10 % maintenance for 10 years at 5 %.
#[test]
fn present_cost_is_that_of_the_formula() {
    let mut horizon = costs().horizon;
    let one =
        passerelle_connectivity::costs::Equipment { price: 1_000.0, life: 5, maintenance: 0.1 };
    let found = horizon.equipment(one);
    // 1000 + 1000/1.05^5 + 100·(1 − 1.05^−10)/0.05.
    assert!((found.present - (1_000.0 + 783.526_166 + 772.173_493)).abs() < 1e-5, "{found:?}");
    assert_eq!((found.capex, found.renewal, found.opex_per_year), (1_000.0, 1_000.0, 100.0));
    // Of 25 years of cable 15 are left: 0.6 of its price, in ten years.
    let cable =
        passerelle_connectivity::costs::Equipment { price: 1_000.0, life: 25, maintenance: 0.0 };
    let left = 0.6 * 1_000.0 / 1.05_f64.powi(10);
    assert!((horizon.equipment(cable).present - (1_000.0 - left)).abs() < 1e-9);
    horizon.salvage = false;
    assert!((horizon.equipment(cable).present - 1_000.0).abs() < 1e-12);
    horizon.discount_rate = 0.0;
    assert!((horizon.equipment(one).present - 3_000.0).abs() < 1e-9);
}

#[test]
fn odd_places_have_plans() {
    let costs = costs();
    let nothing = Network::default();
    assert_eq!(
        planned(&Question {
            sites: &[],
            network: &nothing,
            towers: &[],
            costs: &costs,
            beside: Beside::default()
        }),
        Err(PlanError::NoSites)
    );
    let odd: [Vec<(f64, f64)>; 5] = [
        vec![(1.0, 2.0)],
        vec![(1.0, 2.0); 7],
        vec![(-17.0, 179.99), (-17.0, -179.99), (-17.0, 180.0), (-17.0, -180.0)],
        vec![(90.0, 10.0), (90.0, -120.0), (-90.0, 0.0), (89.99, 50.0)],
        (0..20).map(|n| (0.01 * f64::from(n), 5.0)).collect(),
    ];
    for places in odd {
        let sites: Vec<Site> =
            places.iter().enumerate().map(|(n, (lat, lon))| site(n, *lat, *lon)).collect();
        for network in [network(&[]), network(&[(0.0, 5.001)]), network(&[(-17.0, 179.995)])] {
            check(&sites, &costs, &made(&sites, &network, &costs));
        }
    }
    // The same place written twice is one place: 180 and −180 degrees, the pole from everywhere.
    let dateline = [site(0, -17.0, 180.0), site(1, -17.0, -180.0)];
    assert_eq!(made(&dateline, &nothing, &costs).spots.len(), 1);
    let pole = [site(0, 90.0, 10.0), site(1, 90.0, -120.0)];
    assert_eq!(made(&pole, &nothing, &costs).spots.len(), 1);
}

#[test]
fn a_school_at_the_cable_takes_fibre_and_one_far_away_does_not() {
    let mut costs = costs();
    let line = Line {
        id: String::new(),
        name: String::new(),
        path: vec![Position { lat: 0.0, lon: 36.0 }, Position { lat: 0.0, lon: 38.0 }],
        status: LineStatus::Operational,
        operator: String::new(),
        origin: ORIGIN,
    };
    let network = Network { nodes: Vec::new(), lines: vec![line] };
    let sites = [site(0, 0.0005, 37.123), site(1, 1.0, 37.0), site(2, 0.05, 37.5)];
    let found = made(&sites, &network, &costs);
    check(&sites, &costs, &found);
    let technologies: Vec<Technology> =
        found.sites.iter().map(|site| site.choice.unwrap().technology).collect();
    assert_eq!(technologies, [Technology::Fibre, Technology::Satellite, Technology::Satellite]);
    // 0.0005 degrees from the line, wherever its ends are.
    let expected = 0.0005_f64.to_radians() * passerelle_vocabulary::position::EARTH_RADIUS;
    assert!((found.lines[0].metres - expected).abs() < 1.0, "{}", found.lines[0].metres);
    // Closed and planned lines are not there; neither are lines where only nodes may be joined.
    costs.fibre.join = passerelle_connectivity::costs::Join::Nodes;
    assert!(made(&sites, &network, &costs).lines.is_empty());
}

#[test]
fn what_reaches_a_site_is_offered() {
    let costs = costs();
    let tower = |lon: f64, generations: &[u8], backhaul| Tower {
        id: String::new(),
        position: Position { lat: 0.0, lon },
        generations: generations.to_vec(),
        height: None,
        backhaul,
        operator: String::new(),
        origin: ORIGIN,
    };
    let towers = [tower(36.0, &[2, 3], None), tower(36.5, &[4], Some(Technology::Fibre))];
    let mut covered = site(3, 0.0, 40.0);
    covered.is_covered = Some(true);
    let mut uncovered = site(4, 0.0, 36.5);
    uncovered.is_covered = Some(false);
    uncovered.position.lat = 0.05;
    let sites = [site(0, 0.03, 36.0), site(1, 0.03, 36.5), site(2, 0.2, 36.5), covered, uncovered];
    let network = Network::default();
    let found = planned(&Question {
        sites: &sites,
        network: &network,
        towers: &towers,
        costs: &costs,
        beside: Beside::default(),
    });
    let found = found.unwrap();
    check(&sites, &costs, &found);
    let other = |at: usize| found.sites[at].other.unwrap().technology;
    assert_eq!(other(0), Technology::Satellite, "2G and 3G are no connection");
    assert_eq!(other(1), Technology::Cellular);
    assert_ne!(other(2), Technology::Cellular, "22 km from the tower");
    assert_eq!(other(3), Technology::Cellular, "the file says so");
    assert_ne!(other(4), Technology::Cellular, "the file says not");
}

#[test]
fn connected_sites_stay_and_lead_on() {
    let mut costs = costs();
    costs.fibre.line.price = 100.0;
    let mut connected = site(0, 0.0, 36.0);
    connected.is_connected = Some(true);
    connected.connection =
        Some(Connection { technology: Some(Technology::Fibre), ..Connection::default() });
    let sites = [connected, site(1, 0.01, 36.0), site(2, 0.02, 36.0)];
    let found = made(&sites, &Network::default(), &costs);
    check(&sites, &costs, &found);
    assert_eq!(found.lines.len(), 2);
    assert_eq!(found.lines[0].sites, 2);
    assert!(matches!(found.lines[0].from, Begin::Network(access) if access.metres > 1_000.0));
}

/// Sites and nodes in a square of about 50 km, with cheap or dear lines.
fn country() -> impl Strategy<Value = (Vec<Site>, Network, f64)> {
    let places = prop::collection::vec((0.0..0.5_f64, 36.0..36.5_f64, 0..5_u8), 1..60);
    let nodes = prop::collection::vec((0.0..0.5_f64, 36.0..36.5_f64), 0..4);
    (places, nodes, 100.0..20_000.0_f64).prop_map(|(places, nodes, price)| {
        let sites = places.iter().enumerate().map(|(number, (lat, lon, kind))| {
            let mut one = site(number, *lat, *lon);
            one.is_connected = (*kind == 0).then_some(true);
            one.power = (*kind == 1).then_some(Power::None);
            one.people = (*kind != 2).then_some(50.0 * f64::from(*kind) + 10.0);
            one.areas = vec![format!("Area {}", number % 3)];
            one
        });
        (sites.collect(), network(&nodes), price)
    })
}

fn works_of(sites: &[Site], plan: &Plan, costs: &Costs, equity: Option<Equity>) -> Vec<Work> {
    let (network, beside) = (&Network::default(), Beside::default());
    let question = Question { sites, network, towers: &[], costs, beside };
    let found = works::order(&question, plan, Priority::People, equity);
    let mut seen = vec![false; sites.len()];
    for (at, work) in found.iter().enumerate() {
        assert!(work.after.is_none_or(|after| (after as usize) < at), "a work before its line");
        for site in &work.sites {
            assert!(!std::mem::replace(&mut seen[*site as usize], true));
        }
    }
    let open = sites.iter().map(|site| site.is_connected != Some(true));
    assert!(seen.into_iter().eq(open), "every site has its work");
    let all: Outlay = found.iter().map(|work| work.outlay).sum();
    assert!(near(all.present, plan.total.present));
    found
}

/// The area under the curve of people over money: what an order is judged by.
fn reached(order: &[&Work]) -> f64 {
    let mut spent = 0.0;
    let area = order.iter().map(|work| {
        spent += work.outlay.present;
        work.people * spent
    });
    area.sum()
}

/// Every order in which each work comes after its own.
fn orders<'a>(
    left: &mut Vec<(usize, &'a Work)>,
    done: &mut Vec<(usize, &'a Work)>,
    best: &mut f64,
) {
    if left.is_empty() {
        let order: Vec<&Work> = done.iter().map(|(_, work)| *work).collect();
        *best = best.min(reached(&order));
        return;
    }
    for at in 0..left.len() {
        let (number, work) = left[at];
        let free =
            work.after.is_none_or(|after| done.iter().any(|(one, _)| *one == after as usize));
        if free {
            left.remove(at);
            done.push((number, work));
            orders(left, done, best);
            done.pop();
            left.insert(at, (number, work));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_bounds_and_orders_hold((sites, network, price) in country()) {
        let mut costs = costs();
        costs.fibre.line.price = price;
        let found = made(&sites, &network, &costs);
        check(&sites, &costs, &found);
        let works = works_of(&sites, &found, &costs, None);
        // What more money buys is never less.
        let half = works::within(&works, found.total.present / 2.0);
        let all = works::within(&works, found.total.present * 1.000_001);
        prop_assert!(half.people <= all.people);
        prop_assert!(half.outlay.present <= found.total.present / 2.0);
        let open = sites.iter().filter(|site| site.is_connected != Some(true)).count();
        prop_assert_eq!(all.sites as usize, open);
        prop_assert_eq!(works::within(&works, 0.0).sites, 0);
        // Savings are what the prizes were.
        let saved: f64 = found.sites.iter().filter_map(saving).sum();
        prop_assert!(saved >= 0.0);
    }

    /// Every area has its share before anything else is done.
    #[test]
    fn areas_have_their_share_first((sites, network, price) in country(), share in 0.0..1.0_f64) {
        let mut costs = costs();
        costs.fibre.line.price = price;
        let found = made(&sites, &network, &costs);
        let works = works_of(&sites, &found, &costs, Some(Equity { level: 0, share }));
        let mut has = std::collections::BTreeMap::<&str, (f64, f64)>::new();
        for site in &sites {
            let area = has.entry(&site.areas[0]).or_default();
            area.1 += 1.0;
            area.0 += f64::from(u8::from(site.is_connected == Some(true)));
        }
        // At the first work that brings nothing to an area below its share, every area has it.
        for work in &works {
            let below = |has: &std::collections::BTreeMap<&str, (f64, f64)>| {
                has.values().any(|(has, all)| *has < share * all - 1e-6)
            };
            let is_line_only = work.sites.is_empty();
            let helps = work.sites.iter().any(|at| {
                let (has, all) = has[sites[*at as usize].areas[0].as_str()];
                has < share * all - 1e-6
            });
            let leads = matches!(work.what, What::Line(_));
            prop_assert!(helps || is_line_only || leads || !below(&has));
            for at in &work.sites {
                has.get_mut(sites[*at as usize].areas[0].as_str()).unwrap().0 += 1.0;
            }
        }
    }

    /// No order of few works reaches more people sooner.
    #[test]
    fn the_order_is_the_best_one(
        places in prop::collection::vec((0.0..0.05_f64, 36.0..36.05_f64, 1.0..500.0_f64), 2..7),
        price in 100.0..3_000.0_f64,
    ) {
        let mut costs = costs();
        costs.fibre.line.price = price;
        let sites: Vec<Site> = places
            .iter()
            .enumerate()
            .map(|(number, (lat, lon, people))| Site { people: Some(*people), ..site(number, *lat, *lon) })
            .collect();
        let found = made(&sites, &network(&[(0.0, 36.0)]), &costs);
        let works = works_of(&sites, &found, &costs, None);
        let ours = reached(&works.iter().collect::<Vec<_>>());
        let mut best = f64::INFINITY;
        orders(&mut works.iter().enumerate().collect(), &mut Vec::new(), &mut best);
        prop_assert!(ours <= best * (1.0 + 1e-9), "{} {}", ours, best);
    }
}

#[test]
fn a_site_has_as_many_satellite_terminals_as_carry_what_it_needs() {
    let costs = costs();
    // 200 Mbps, of which a terminal carries 150, a mobile network and a hop 100.
    let large = Site { people: Some(4_000.0), is_covered: Some(true), ..site(1, 0.0, 30.0) };
    let small = Site { power: Some(Power::None), ..site(2, 5.0, 30.0) };
    let plan = made(&[large.clone(), small], &network(&[]), &costs);
    let choice = |at: usize| plan.sites[at].choice.unwrap();
    assert_eq!([0, 1].map(|at| choice(at).technology), [Technology::Satellite; 2]);
    assert_eq!(choice(0).outlay.capex, 2.0 * costs.satellite.site.price);
    let year = costs.satellite.watts * 8.76;
    assert_eq!([0, 1].map(|at| choice(at).kwh_per_year), [2.0 * year, year]);
    let told = plan.sites[0].without_fibre;
    assert!(told.is_covered && told.present[1].is_none(), "it reaches, and carries too little");
    assert_eq!(told.present[2], Some(choice(0).outlay.present));
    // Panels are for each terminal.
    let off_grid = Site { power: Some(Power::None), ..large };
    let plan = made(&[off_grid], &network(&[]), &costs);
    let kit = costs.power_kit(Technology::Satellite).price;
    let capex = plan.sites[0].choice.unwrap().outlay.capex;
    assert!((capex - 2.0 * (costs.satellite.site.price + kit)).abs() < 1e-9, "{capex}");
}
