use proptest::prelude::*;

use super::*;
use crate::costs::Outlay;

fn table(names: &[&str], rows: &[&[&str]]) -> Features {
    let mut table = Features::new(names.iter().map(|name| (*name).to_owned()).collect());
    for (row, at) in rows.iter().zip(2..) {
        table.push(at, row.iter().copied(), None).unwrap();
    }
    table
}

fn shown(rows: &PlanRows, by_area: bool) -> PlanRows {
    coarsened(rows, Grid::of(0.1), by_area, None).unwrap().rows
}

#[test]
fn places_are_the_middles_of_cells() {
    let grid = Grid::of(0.1);
    let found = grid.middle(Position { lat: -1.286_389, lon: 36.817_223 });
    assert_eq!(found, Position { lat: -1.25, lon: 36.85 });
    assert_eq!(grid.middle(found), found, "what is rounded stays");
    let edge = grid.middle(Position { lat: 90.0, lon: 180.0 });
    assert_eq!(edge, Position { lat: 90.0, lon: 180.0 });
}

const OF_SITES: [&str; 14] = [
    "id",
    "latitude",
    "longitude",
    "technology",
    "connected_already",
    "capex",
    "opex_per_year",
    "present_cost",
    "line_share",
    "other_present_cost",
    "metres_to_fibre",
    "radio_from",
    "radio_metres",
    "order",
];

#[test]
fn nothing_of_a_site_says_how_far_it_is_from_anything() {
    let sites = table(
        &OF_SITES,
        &[
            &[
                "a",
                "-1.286389",
                "36.817223",
                "fibre",
                "false",
                "1500",
                "20",
                "2500",
                "900",
                "3000",
                "120.5",
                "mast 7",
                "4300.2",
                "1",
            ],
            &[
                "b",
                "-1.301111",
                "36.781111",
                "satellite",
                "false",
                "700",
                "90",
                "1400",
                "0",
                "1400",
                "20400",
                "mast 7",
                "9100",
                "2",
            ],
        ],
    );
    let rows = PlanRows { sites: Some(sites), ..PlanRows::default() };
    let found = shown(&rows, false).sites.unwrap();
    for name in DISTANCES {
        assert_eq!(found.column(name), None, "{name}");
    }
    let of = |at: usize, names: &[&str]| {
        names.iter().map(|name| text(&found, at, name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(0, &["latitude", "longitude", "precision"]), ["-1.25", "36.85", "rounded"]);
    assert_eq!(of(0, &["capex", "opex_per_year", "present_cost"]), ["", "", ""]);
    assert_eq!(of(0, &["other_present_cost", "order"]), ["3000", "1"]);
    assert_eq!(of(1, &["capex", "opex_per_year", "present_cost"]), ["700", "90", "1400"]);
    assert_eq!(found.geometry(0), Some(&Geometry::Point(Position { lat: -1.25, lon: 36.85 })));
    let by_area = shown(&rows, true);
    assert_eq!((by_area.sites, by_area.lines), (None, None));
}

#[test]
fn areas_stand_for_their_sites_at_the_middle_of_a_cell() {
    let names = ["latitude", "longitude", "area_1", "area_2"];
    let sites = table(
        &names,
        &[
            &["-1.286389", "36.817223", "A", "A1"],
            &["-1.886389", "36.217223", "A", "A2"],
            &["-16.5", "179.9", "B", ""],
            &["-16.5", "-179.7", "B", ""],
        ],
    );
    let areas = table(
        &["area_1", "area_2", "sites"],
        &[&["A", "", "2"], &["A", "A1", "1"], &["B", "", "2"], &["C", "", "0"]],
    );
    let rows = PlanRows { sites: Some(sites), areas, ..PlanRows::default() };
    let found = shown(&rows, true).areas;
    let point = |lat, lon| Some(Geometry::Point(Position { lat, lon }));
    let places: Vec<_> = (0..found.len()).map(|at| found.geometry(at).cloned()).collect();
    assert_eq!(places, [point(-1.55, 36.55), None, point(-16.45, -179.85), None]);
    let with_sites = shown(&rows, false).areas;
    assert!((0..with_sites.len()).all(|at| with_sites.geometry(at).is_none()));
}

#[test]
fn a_line_is_straight_between_cells_and_says_neither_its_length_nor_its_beginning() {
    let names = ["order", "from_kind", "from", "to", "metres", "capex", "sites_beyond"];
    let mut lines = Features::new(names.map(str::to_owned).to_vec());
    let at = |lat, lon| Position { lat, lon };
    let way = vec![at(0.01, 0.01), at(0.55, 0.21), at(0.31, 0.47)];
    let near = vec![at(0.01, 0.01), at(0.02, 0.09)];
    lines
        .push(
            2,
            ["1", "line", "net.csv:7", "a", "61234.5", "99", "3"],
            Some(Geometry::Lines(vec![way])),
        )
        .unwrap();
    lines
        .push(3, ["2", "site", "a", "b", "900.1", "9", "1"], Some(Geometry::Lines(vec![near])))
        .unwrap();
    let rows = PlanRows { lines: Some(lines), ..PlanRows::default() };
    let found = shown(&rows, false).lines.unwrap();
    let straight = Geometry::Lines(vec![vec![at(0.05, 0.05), at(0.35, 0.45)]]);
    assert_eq!((found.geometry(0), found.geometry(1)), (Some(&straight), None));
    assert_eq!((text(&found, 0, "from"), text(&found, 1, "from")), ("", "a"));
    assert_eq!((text(&found, 0, "to"), text(&found, 0, "sites_beyond")), ("a", "3"));
    assert_eq!((found.column("metres"), found.column("capex")), (None, None));
}

#[test]
fn a_line_is_told_with_the_mean_of_five_and_the_curve_with_it() {
    let names = [
        "order",
        "work",
        "site_ids",
        "metres",
        "capex",
        "opex_per_year",
        "present_cost",
        "sites_so_far",
        "capex_so_far",
        "present_cost_so_far",
    ];
    let mut phases = Features::new(names.map(str::to_owned).to_vec());
    let (mut capex, mut curve) = (0.0, Vec::new());
    // Twelve lines of 1, 2, … and a site after each third.
    for at in 1..=16_u32 {
        let what = if at % 4 == 0 { "site" } else { "line" };
        capex += f64::from(at);
        let cells = [
            at.to_string(),
            what.to_owned(),
            format!("s{at}"),
            "7.0".to_owned(),
            money(at),
            "1.00".to_owned(),
            money(2 * at),
            at.to_string(),
            format!("{capex:.2}"),
            format!("{:.2}", 2.0 * capex),
        ];
        phases.push(at + 1, cells.iter().map(String::as_str), None).unwrap();
        let outlay = Outlay { capex, renewal: capex, ..Outlay::default() };
        curve.push(Bought { works: at, sites: at, outlay, ..Bought::default() });
    }
    let rows = PlanRows { phases, curve, ..PlanRows::default() };
    let found = shown(&rows, false);
    let told = |name: &str| {
        let works = &found.phases;
        (0..works.len()).map(|at| text(works, at, name).to_owned()).collect::<Vec<_>>()
    };
    // Lines 1, 2, 3, 5, 6; then 7, 9, 10, 11, 13, 14, 15 (two are left over).
    let first = ["3.40", "3.40", "3.40", "4.00", "3.40", "3.40"];
    assert_eq!(told("capex")[..6], first);
    assert_eq!(
        told("capex")[6..],
        ["11.29", "8.00", "11.29", "11.29", "11.29", "12.00", "11.29", "11.29", "11.29", "16.00"]
    );
    assert_eq!(told("capex_so_far")[5], "21.00", "the end of a group is what it was");
    assert_eq!(told("present_cost_so_far")[15], "272.00");
    assert_eq!((told("site_ids")[0].as_str(), found.phases.column("metres")), ("s1", None));
    assert_eq!(shown(&rows, true).phases.column("site_ids"), None);
    for (point, so_far) in found.curve.iter().zip(told("capex_so_far")) {
        assert_eq!(format!("{:.2}", point.outlay.capex), so_far);
        assert_eq!(point.sites, point.works);
    }
    let renewal = |works: usize| found.curve[works - 1].outlay.renewal;
    assert_eq!((renewal(6), renewal(16)), (21.0, 136.0));
    assert!((renewal(3) - 10.5).abs() < 1e-9, "half-way to the end of the group: {}", renewal(3));
    // What the budget buys is told by the same amounts.
    let bought = rows.curve[2];
    let bought = coarsened(&rows, Grid::of(0.1), false, Some(bought)).unwrap().bought.unwrap();
    assert!((bought.outlay.capex - 10.2).abs() < 1e-9 && bought.sites == 3, "{bought:?}");
}

fn money(amount: u32) -> String {
    format!("{amount}.00")
}

#[test]
fn an_area_of_a_few_lines_is_not_told_by_itself_nor_by_a_difference() {
    let areas = table(
        &["area_1", "area_2", "fibre", "satellite", "present_cost"],
        &[
            &["A", "", "20", "3", "900"],
            &["A", "x", "1", "0", "40"],
            &["A", "y", "7", "0", "300"],
            &["A", "z", "12", "3", "560"],
            &["B", "", "2", "9", "80"],
            &["B", "v", "2", "0", "60"],
            &["B", "w", "0", "9", "20"],
            &["C", "", "8", "0", "400"],
        ],
    );
    let rows = PlanRows { areas, ..PlanRows::default() };
    let found = shown(&rows, false).areas;
    let told: Vec<&str> = (0..found.len()).map(|at| text(&found, at, "present_cost")).collect();
    // x has one line, so that y goes with it; B has two, so that C goes with it, and what B and C hold.
    assert_eq!(told, ["900", "", "", "560", "", "", "20", ""]);
    assert_eq!(text(&found, 1, "fibre"), "1", "counts are told");
    // The widest ones are lots, a group beside them: what areas do not tell is one lot, and what is one lot with the
    // group is no area by itself.
    let lots = table(
        &[
            "lot",
            "kind",
            "latitude",
            "longitude",
            "fibre",
            "fibre_km",
            "capex",
            "first_year",
            "last_year",
            "currency",
        ],
        &[
            &["A", "area", "1.01", "2.02", "20", "7.5", "500.00", "1", "3", "USD"],
            &["B", "area", "3.01", "2.02", "2", "0.5", "50.00", "2", "2", "USD"],
            &["C", "area", "4.01", "2.02", "8", "1.25", "200.00", "1", "4", "USD"],
            &["D", "area", "5.01", "2.02", "0", "0", "20.00", "1", "1", "USD"],
        ],
    );
    let bill = table(
        &["lot", "year", "item", "technology", "paid", "quantity", "amount", "unit_price"],
        &[
            &["A", "1", "fibre_cable", "fibre", "once", "7.500", "500.00", "9"],
            &["B", "2", "fibre_cable", "fibre", "once", "0.500", "50.00", "9"],
            &["C", "2", "fibre_cable", "fibre", "once", "1.250", "150.25", "9"],
            &["C", "4", "fibre_cable", "fibre", "once", "0.100", "49.75", "9"],
        ],
    );
    let found = coarsened(&PlanRows { lots, bill, ..rows }, Grid::of(0.1), false, None).unwrap();
    assert_eq!(found.together, BTreeSet::from(["B".to_owned(), "C".to_owned()]));
    let lots = &found.rows.lots;
    let row = |at: usize| {
        lots.names().iter().map(|name| text(lots, at, name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(row(0)[..4], ["A", "area", "1.05", "2.05"]);
    assert_eq!(row(1)[0], "D", "a lot without lines hides none");
    assert_eq!(
        row(2),
        ["several lots", "together", "", "", "10", "1.750", "250.00", "1", "4", "USD"]
    );
    let bill = &found.rows.bill;
    let lines: Vec<[&str; 4]> = (0..bill.len())
        .map(|at| ["lot", "year", "quantity", "amount"].map(|name| text(bill, at, name)))
        .collect();
    let expected = [
        ["A", "1", "7.500", "500.00"],
        [TOGETHER, "2", "1.750", "200.25"],
        [TOGETHER, "4", "0.100", "49.75"],
    ];
    assert_eq!(lines, expected);
}

proptest! {
    /// A middle is never further from the place than half a cell, and is that of every place of the cell.
    #[test]
    fn a_cell_has_one_middle(lat in -89.0..89.0_f64, lon in -179.0..179.0_f64, degrees in 0.01..2.0_f64) {
        let grid = Grid::of(degrees);
        let middle = grid.middle(Position { lat, lon });
        let near = |found: f64, at: f64| (found - at).abs() <= degrees / 2.0 + 1e-6;
        let inside = middle.lat.abs() < 90.0 && middle.lon.abs() < 180.0;
        prop_assert!(!inside || near(middle.lat, lat) && near(middle.lon, lon));
    }
}
