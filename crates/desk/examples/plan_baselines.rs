//! What others' methods would make of the same sites, networks and prices, beside the plan.
//!
//! `cargo run --release -p passerelle-desk --example plan_baselines -- FOLDER [PRICE_OF_A_KM]`
//!
//! FOLDER holds `schools_moe_2016.csv`, `health_facilities.csv`, `counties.geojson` and the networks of Kenya. Each
//! baseline chooses lines; every site then takes the cheaper of fibre at the site, where a line comes, and its
//! alternative, as in the plan:
//!
//! - no fibre: satellite everywhere, and the cheapest alternative everywhere;
//! - stars: each place is joined to the network by a line of its own where that pays;
//! - spanning tree: the minimum spanning tree of everything, then leaves that do not pay are cut, again and again;
//! - budgeted Borůvka (as NetworkPlanner): components with what they save as their budget are joined by their
//!   shortest line while both can pay for it.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example speaks and fails loudly")]

use std::path::PathBuf;

use passerelle_desk::plans::connectivity::mesh::candidates;
use passerelle_desk::plans::connectivity::plan::saving;
use passerelle_desk::plans::connectivity::{Position, Technology};
use passerelle_desk::plans::{MadePlan, PlanAsked, default_costs, make_plan};
use passerelle_desk::sites::SiteOptions;

/// A line between two vertices: 0 is the network, place s is s + 1.
#[derive(Clone, Copy)]
struct Line {
    a: usize,
    b: usize,
    cost: f64,
}

struct Problem {
    /// What is saved at each vertex.
    prizes: Vec<f64>,
    lines: Vec<Line>,
    /// Paid by every plan.
    fixed: f64,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder"));
    let price: Option<String> = arguments.next();
    let costs = price.map(|price| {
        let path = std::env::temp_dir().join("passerelle-plan-baselines.toml");
        let text = default_costs(None).replace("price = 8000,", &format!("price = {price},"));
        std::fs::write(&path, text).unwrap();
        path
    });
    let file = |name: &str| folder.join(name);
    let network = ["nofbi", "bcs", "jtl"].iter().flat_map(|name| {
        ["nodes", "spans"].map(|part| file(&format!("fibre_{name}_{part}.geojson")))
    });
    let asked = PlanAsked {
        sites: vec![file("schools_moe_2016.csv"), file("health_facilities.csv")],
        network: network.collect(),
        options: SiteOptions {
            country: Some("KEN".to_owned()),
            areas: Some(file("counties.geojson")),
            ..SiteOptions::default()
        },
        costs,
        ..PlanAsked::default()
    };
    let made = make_plan(&asked).unwrap();
    let problem = Problem::of(&made);
    let ours = made.plan.total.present;
    println!("| method | present cost | above the plan | lines, km |");
    println!("|---|---|---|---|");
    let per_km = made.costs.line_per_km().present;
    let tell = |name: &str, total: f64, built: f64| {
        let above = (total / ours - 1.0) * 100.0;
        println!("| {name} | {total:.0} | {above:.2} % | {:.0} |", built / per_km);
    };
    let built: f64 = made.plan.lines.iter().map(|line| line.outlay.present).sum();
    tell("the plan", ours, built);
    let gap = made.told.summary.gap_network.unwrap_or(f64::NAN) * 100.0;
    println!(
        "| its lower bound (gap of the network {gap:.3} %) | {:.0} | | |",
        made.plan.gap.least()
    );
    let satellite: f64 = made
        .sites
        .iter()
        .filter(|site| site.is_connected != Some(true))
        .flat_map(|site| made.costs.alternatives(site, Default::default()))
        .filter(|choice| choice.technology == Technology::Satellite)
        .map(|choice| choice.outlay.present)
        .sum();
    tell("satellite everywhere", satellite, 0.0);
    let none = problem.total(&vec![false; problem.lines.len()]);
    tell("no fibre, the cheapest alternative", none.0, none.1);
    for (name, built) in [
        ("stars", problem.stars()),
        ("spanning tree, leaves pruned", problem.spanning()),
        ("budgeted Borůvka", problem.boruvka()),
    ] {
        let (total, cost) = problem.total(&built);
        tell(name, total, cost);
        assert!(total >= ours * (1.0 - 1e-9), "{name} is cheaper than the plan");
    }
}

impl Problem {
    fn of(made: &MadePlan) -> Self {
        let places: Vec<Position> = made.plan.spots.iter().map(|spot| spot.position).collect();
        let per_metre = made.costs.line_per_km().present / 1_000.0;
        let reach = made.costs.fibre.reach_km * 1_000.0;
        let between = candidates(&places, reach).into_iter().map(|line| Line {
            a: line.a as usize + 1,
            b: line.b as usize + 1,
            cost: line.metres * per_metre,
        });
        let to_network = made.plan.spots.iter().enumerate().filter_map(|(at, spot)| {
            Some(Line { a: 0, b: at + 1, cost: spot.access?.metres * per_metre })
        });
        let mut prizes = vec![0.0];
        prizes.extend(made.plan.spots.iter().map(|spot| {
            let saved = |at: &u32| saving(&made.plan.sites[*at as usize]);
            spot.sites.iter().filter_map(saved).sum::<f64>()
        }));
        Self { prizes, lines: to_network.chain(between).collect(), fixed: made.plan.gap.fixed }
    }

    /// The present cost of a plan that builds these lines, and that of the lines alone.
    fn total(&self, built: &[bool]) -> (f64, f64) {
        let mut union = Union::new(self.prizes.len());
        let mut cost = 0.0;
        for (line, _) in self.lines.iter().zip(built).filter(|(_, built)| **built) {
            union.join(line.a, line.b);
            cost += line.cost;
        }
        let root = union.top(0);
        let left = (0..self.prizes.len()).filter(|v| union.top(*v) != root);
        let forgone: f64 = left.map(|v| self.prizes[v]).sum();
        (self.fixed + cost + forgone, cost)
    }

    fn stars(&self) -> Vec<bool> {
        self.lines.iter().map(|line| line.a == 0 && line.cost < self.prizes[line.b]).collect()
    }

    fn spanning(&self) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by(|a, b| self.lines[*a].cost.total_cmp(&self.lines[*b].cost));
        let mut union = Union::new(self.prizes.len());
        let mut built = vec![false; self.lines.len()];
        let mut at: Vec<Vec<usize>> = vec![Vec::new(); self.prizes.len()];
        for number in order {
            let line = self.lines[number];
            if union.join(line.a, line.b) {
                built[number] = true;
                at[line.a].push(number);
                at[line.b].push(number);
            }
        }
        let mut degree: Vec<usize> = at.iter().map(Vec::len).collect();
        let mut leaves: Vec<usize> = (1..degree.len()).filter(|v| degree[*v] == 1).collect();
        while let Some(leaf) = leaves.pop() {
            let Some(number) = at[leaf].iter().copied().find(|number| built[*number]) else {
                continue;
            };
            if degree[leaf] != 1 || self.lines[number].cost < self.prizes[leaf] {
                continue;
            }
            built[number] = false;
            let line = self.lines[number];
            let other = if line.a == leaf { line.b } else { line.a };
            degree[leaf] = 0;
            degree[other] -= 1;
            if degree[other] == 1 && other != 0 {
                leaves.push(other);
            }
        }
        built
    }

    fn boruvka(&self) -> Vec<bool> {
        let mut union = Union::new(self.prizes.len());
        // The network can pay for anything.
        let mut budget = self.prizes.clone();
        budget[0] = f64::INFINITY;
        let mut built = vec![false; self.lines.len()];
        loop {
            let mut best: Vec<Option<usize>> = vec![None; self.prizes.len()];
            for (number, line) in self.lines.iter().enumerate() {
                let (a, b) = (union.top(line.a), union.top(line.b));
                if a == b || line.cost > budget[a] || line.cost > budget[b] {
                    continue;
                }
                for end in [a, b] {
                    if best[end].is_none_or(|best| line.cost < self.lines[best].cost) {
                        best[end] = Some(number);
                    }
                }
            }
            let mut grew = false;
            for number in best.into_iter().flatten() {
                let line = self.lines[number];
                let (a, b) = (union.top(line.a), union.top(line.b));
                if a == b || line.cost > budget[a] || line.cost > budget[b] {
                    continue;
                }
                let left = budget[a] + budget[b] - line.cost;
                union.join(a, b);
                budget[union.top(a)] = left;
                built[number] = true;
                grew = true;
            }
            if !grew {
                // Lines of components that never reached the network are not built.
                let root = union.top(0);
                for (line, built) in self.lines.iter().zip(&mut built) {
                    *built &= union.top(line.a) == root;
                }
                return built;
            }
        }
    }
}

struct Union(Vec<usize>);

impl Union {
    fn new(vertices: usize) -> Self {
        Self((0..vertices).collect())
    }

    fn top(&mut self, mut v: usize) -> usize {
        while self.0[v] != v {
            self.0[v] = self.0[self.0[v]];
            v = self.0[v];
        }
        v
    }

    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.top(a), self.top(b));
        // The network stays the top of what it is in.
        let (a, b) = (a.max(b), a.min(b));
        self.0[a] = b;
        a != b
    }
}
