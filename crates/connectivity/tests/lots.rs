//! Lots and bills of quantities: every cent of the plan is in one, and in one only.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use passerelle_connectivity::lots::{
    BillItem, BillWords, Lots, LotsBy, Paid, bill_rows, lot_rows, lots,
};
use passerelle_connectivity::tables::Schedule;
use passerelle_connectivity::works::{self, Priority, Work};
use passerelle_connectivity::{
    Beside, Costs, LineStatus, Network, Node, Origin, Plan, Position, Power, Question, Setting,
    Site, SiteKind, plan,
};

const ORIGIN: Origin = Origin { file: 0, row: 1 };

fn catalogue<T: serde::de::DeserializeOwned>(file: &str) -> T {
    let path = format!("{}/../../catalogue/connectivity/{file}", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A place, also where the longitude goes beyond the antimeridian.
fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, if lon > 180.0 { lon - 360.0 } else { lon }).unwrap()
}

/// A square of sites over two regions, some of them without a name for it; every kind of power and of size.
fn sites(many: usize) -> Vec<Site> {
    let site = |number: usize| {
        let (row, column) = (number / 40, number % 40);
        let power = [None, Some(Power::Grid), Some(Power::None), Some(Power::Solar)][number % 4];
        let areas = match number % 5 {
            0 => Vec::new(),
            part => vec![["North", "South"][part % 2].to_owned(), format!("District {part}")],
        };
        Site {
            id: number.to_string(),
            official_id: None,
            name: String::new(),
            kind: SiteKind::School,
            level: None,
            position: at(row as f64 * 0.031, column as f64 * 0.047 + 179.0),
            areas,
            // Some need more than a satellite terminal carries.
            people: Some(if number % 23 == 5 {
                5_000.0
            } else {
                50.0 + (number % 7) as f64 * 133.7
            }),
            power,
            is_connected: number.is_multiple_of(11).then_some(true),
            connection: None,
            is_covered: Some(number.is_multiple_of(6)),
            surveyed: None,
            origins: vec![ORIGIN],
        }
    };
    (0..many).map(site).collect()
}

fn network() -> Network {
    let node = |lat, lon| Node {
        id: String::new(),
        name: String::new(),
        position: Position::new(lat, lon).unwrap(),
        status: LineStatus::Operational,
        operator: String::new(),
        origin: ORIGIN,
    };
    Network { nodes: vec![node(0.1, 179.1), node(0.3, 180.0)], lines: Vec::new() }
}

fn question<'q>(sites: &'q [Site], network: &'q Network, costs: &'q Costs) -> Question<'q> {
    Question { sites, network, towers: &[], costs, beside: Beside::default() }
}

fn made(sites: &[Site], costs: &Costs) -> (Plan, Vec<Work>) {
    let network = network();
    let question = question(sites, &network, costs);
    let made = plan(&question, &Setting::new(&question)).unwrap();
    let works = works::order(&question, &made, Priority::People, None);
    (made, works)
}

fn lots_of(
    sites: &[Site],
    made: &Plan,
    works: &[Work],
    schedule: &Schedule,
    costs: &Costs,
    by: LotsBy,
) -> Lots {
    lots(&question(sites, &network(), costs), made, works, schedule, by)
}

/// Prices at which every technology has its sites.
fn costs() -> Costs {
    let mut costs: Costs = catalogue("costs.toml");
    costs.fibre.line.price = 1_234.56;
    costs.fibre.mbps_per_year = 39.99;
    costs.radio.mbps_per_year = 30.01;
    costs.satellite.site.price = 2_999.99;
    costs
}

#[test]
fn every_cent_is_in_one_lot() {
    let (sites, costs) = (sites(1_000), costs());
    let (made, works) = made(&sites, &costs);
    let years = works::years(&works, made.total.capex / 7.3, costs.horizon.years);
    for schedule in
        [Schedule::new(sites.len(), &works, None), Schedule::new(sites.len(), &works, Some(years))]
    {
        for by in [LotsBy::Area(1), LotsBy::Area(2), LotsBy::Groups] {
            let found = lots_of(&sites, &made, &works, &schedule, &costs, by);
            let sum = |paid: Paid| -> i64 {
                found.bill.iter().filter(|line| line.paid == paid).map(|line| line.cents).sum()
            };
            let cents = |amount: f64| (amount * 100.0).round() as i64;
            assert_eq!(sum(Paid::Once), cents(made.total.capex), "{by:?}");
            assert_eq!(sum(Paid::EachYear), cents(made.total.opex_per_year), "{by:?}");
            for line in &found.bill {
                let exact = line.quantity * line.unit_price * 100.0;
                assert!((line.cents as f64 - exact).abs() <= 1.001, "{line:?} {exact}");
            }
            let planned = made.sites.iter().filter(|site| site.choice.is_some()).count() as u64;
            assert_eq!(found.lots.iter().map(|lot| lot.all_sites()).sum::<u64>(), planned);
            let present: f64 = found.lots.iter().map(|lot| lot.outlay.present).sum();
            assert!((present / made.total.present - 1.0).abs() < 1e-9);
            let used: BTreeSet<BillItem> = found.bill.iter().map(|line| line.item).collect();
            assert!(used.contains(&BillItem::PowerKit) && used.contains(&BillItem::Electricity));
            assert!(used.contains(&BillItem::FibreCable), "{used:?}");
        }
    }
}

#[test]
fn masts_are_billed_where_the_plan_pays_for_them() {
    let (sites, mut costs) = (sites(400), costs());
    costs.fibre.line.price = 1e6;
    costs.radio.tower.price = 1_000.0;
    costs.satellite.mbps_per_year = 900.0;
    let (made, works) = made(&sites, &costs);
    let schedule = Schedule::new(sites.len(), &works, None);
    let found = lots_of(&sites, &made, &works, &schedule, &costs, LotsBy::Groups);
    let count = |item| -> f64 {
        let these = found.bill.iter().filter(|line| line.item == item && line.paid == Paid::Once);
        these.map(|line| line.quantity).sum()
    };
    let (hops, masts) = (count(BillItem::RadioTerminal), count(BillItem::Mast));
    assert!(masts > 0.0 && masts < hops, "{masts} {hops}");
    let capex: i64 =
        found.bill.iter().filter(|line| line.paid == Paid::Once).map(|line| line.cents).sum();
    assert_eq!(capex, (made.total.capex * 100.0).round() as i64);
}

#[test]
fn sites_without_an_area_are_grouped_with_their_neighbours() {
    let (sites, costs) = (sites(1_000), costs());
    let (made, works) = made(&sites, &costs);
    let schedule = Schedule::new(sites.len(), &works, None);
    let found = lots_of(&sites, &made, &works, &schedule, &costs, LotsBy::Area(2));
    let names: Vec<String> = found.lots.iter().map(|lot| lot.id()).collect();
    let areas =
        ["North / District 2", "North / District 4", "South / District 1", "South / District 3"];
    assert_eq!(names, [&areas[..], &["group 1"]].concat());
    // Over the antimeridian, a group is still one of neighbours.
    let grouped = lots_of(&sites, &made, &works, &schedule, &costs, LotsBy::Groups);
    let sizes: Vec<u64> = grouped.lots.iter().map(|lot| lot.all_sites()).collect();
    assert!(sizes.len() == 4 && sizes.iter().all(|size| (220..=250).contains(size)), "{sizes:?}");
    for lot in &grouped.lots {
        assert!(lot.centre.lon > 178.9 || lot.centre.lon < -179.0, "{:?}", lot.centre);
    }
}

#[test]
fn rows_add_up_too_and_have_words() {
    let (sites, costs) = (sites(300), costs());
    let words: BillWords = catalogue("items.toml");
    assert_eq!(words.check(), []);
    let (made, works) = made(&sites, &costs);
    let years = works::years(&works, made.total.capex / 20.0, costs.horizon.years);
    let schedule = Schedule::new(sites.len(), &works, Some(years));
    let found = lots_of(&sites, &made, &works, &schedule, &costs, LotsBy::Area(1));
    let rows = bill_rows(&found, &costs, &words).unwrap();
    let column = |name: &str| rows.column(name).unwrap();
    let sum = |paid: &str| -> f64 {
        let these = (0..rows.len()).filter(|at| rows.cell(*at, column("paid")) == paid);
        these.map(|at| rows.cell(at, column("amount")).parse::<f64>().unwrap()).sum()
    };
    assert_eq!(format!("{:.2}", sum("once")), format!("{:.2}", made.total.capex));
    assert_eq!(format!("{:.2}", sum("each_year")), format!("{:.2}", made.total.opex_per_year));
    for at in 0..rows.len() {
        for name in ["description_fr", "description_en", "unit_fr", "unit_en"] {
            assert!(!rows.cell(at, column(name)).is_empty(), "{at} {name}");
        }
        let (year, years) = (rows.cell(at, column("year")), rows.cell(at, column("years")));
        if rows.cell(at, column("paid")) == "each_year" && !year.is_empty() {
            let sum = year.parse::<u32>().unwrap() + years.parse::<u32>().unwrap();
            assert_eq!(sum, costs.horizon.years + 1);
        }
    }
    // Half of the works come too late.
    assert!((0..rows.len()).any(|at| rows.cell(at, column("year")).is_empty()));
    let table = lot_rows(&found, &costs.currency).unwrap();
    assert_eq!(table.len(), found.lots.len());
}
