//! Instances that look random, the same at each run.

use passerelle_connectivity::steiner::{Edge, Graph, Instance};

/// A kind of instance: its name, and one for each number.
pub type Kind = (&'static str, fn(u64) -> Instance);

/// Numbers that look random (SplitMix64, Steele, Lea & Flood 2014).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A small graph of any kind; may have parallel edges, loops, no way to some vertices. Numbers are often equal.
pub fn small(numbers: &mut Numbers, vertices: usize, rooted: bool) -> Instance {
    let many = vertices as u64 + numbers.below(2 * vertices as u64 + 1);
    let whole = numbers.below(3) == 0;
    let value = |numbers: &mut Numbers, most: f64| {
        let value = numbers.share() * most;
        if whole { value.floor() } else { value }
    };
    let edges = (0..many).map(|_| Edge {
        a: numbers.below(vertices as u64) as u32,
        b: numbers.below(vertices as u64) as u32,
        cost: value(numbers, 10.0),
    });
    let edges = edges.collect();
    let most = [3.0, 8.0, 25.0][numbers.below(3) as usize];
    let with_prize = 1 + numbers.below(3);
    let prizes = (0..vertices)
        .map(|_| if numbers.below(with_prize) == 0 { value(numbers, most) } else { 0.0 })
        .collect();
    let root = rooted.then(|| numbers.below(vertices as u64) as u32);
    Instance::new(Graph { vertices, edges }, prizes, root).unwrap()
}

/// Points at random in a square, each joined to its nearest five, so about three edges a vertex; costs are distances in
/// units of the mean spacing; one vertex in a hundred is of a network that exists, and all of these are the root.
/// Prizes are between a half and one and a half times `prize`.
pub fn sites(vertices: usize, prize: f64, seed: u64) -> Instance {
    let mut numbers = Numbers(seed);
    let side = (vertices as f64).sqrt();
    let points: Vec<(f64, f64)> =
        (0..vertices).map(|_| (numbers.share() * side, numbers.share() * side)).collect();
    let mut network: Vec<bool> = (0..vertices).map(|_| numbers.below(100) == 0).collect();
    network[0] = true;
    let number = |v: u32| if network[v as usize] { 0 } else { v };
    let edges = neighbours(&points, 5)
        .into_iter()
        .map(|(a, b, cost)| Edge { a: number(a), b: number(b), cost })
        .filter(|edge| edge.a != edge.b)
        .collect();
    let prizes = network.iter().map(|network| {
        let share = 0.5 + numbers.share();
        if *network { 0.0 } else { share * prize }
    });
    let prizes = prizes.collect();
    Instance::new(Graph { vertices, edges }, prizes, Some(0)).unwrap()
}

/// In the manner of the series P and K of Johnson, Minkoff & Phillips (2000): points at random in a unit square, edges
/// where the distance is below `1.6 / √n`; costs are distances on a scale of 1000, some vertices have prizes on the
/// scale of distances to neighbours.
pub fn geometric(vertices: usize, seed: u64) -> Instance {
    let mut numbers = Numbers(seed);
    let points: Vec<(f64, f64)> =
        (0..vertices).map(|_| (numbers.share(), numbers.share())).collect();
    let near = 1.6 / (vertices as f64).sqrt();
    let mut edges = Vec::new();
    for a in 0..vertices {
        for b in a + 1..vertices {
            let far = (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
            if far < near {
                edges.push(Edge { a: a as u32, b: b as u32, cost: (far * 1000.0).round() });
            }
        }
    }
    let prizes = (0..vertices)
        .map(
            |_| if numbers.below(2) == 0 { (numbers.share() * near * 1500.0).round() } else { 0.0 },
        )
        .collect();
    Instance::new(Graph { vertices, edges }, prizes, None).unwrap()
}

/// In the manner of the series C and D (the OR-Library's Steiner problems with prizes, Canuto, Resende & Ribeiro 2001):
/// a connected random graph, costs whole numbers from 1 to 10, a share of terminals with prizes from 1 to `most`.
pub fn sparse(vertices: usize, edges: usize, terminals: usize, most: u64, seed: u64) -> Instance {
    let mut numbers = Numbers(seed);
    let mut list = Vec::new();
    let cost = |numbers: &mut Numbers| (1 + numbers.below(10)) as f64;
    for b in 1..vertices {
        let (a, cost) = (numbers.below(b as u64) as u32, cost(&mut numbers));
        list.push(Edge { a, b: b as u32, cost });
    }
    while list.len() < edges {
        let [a, b] = [0; 2].map(|_| numbers.below(vertices as u64) as u32);
        let cost = cost(&mut numbers);
        if a != b {
            list.push(Edge { a, b, cost });
        }
    }
    let mut prizes = vec![0.0; vertices];
    let mut left = terminals;
    while left > 0 {
        let prize = &mut prizes[numbers.below(vertices as u64) as usize];
        if *prize == 0.0 {
            *prize = (1 + numbers.below(most)) as f64;
            left -= 1;
        }
    }
    Instance::new(Graph { vertices, edges: list }, prizes, None).unwrap()
}

/// Each point's nearest `many`, each pair once, with its distance.
fn neighbours(points: &[(f64, f64)], many: usize) -> Vec<(u32, u32, f64)> {
    let side = (points.len() as f64).sqrt().ceil() as usize;
    let cell = |value: f64| (value as usize).min(side - 1);
    let mut cells = vec![Vec::new(); side * side];
    for (number, (x, y)) in points.iter().enumerate() {
        cells[cell(*y) * side + cell(*x)].push(number as u32);
    }
    let mut pairs = Vec::new();
    let mut near: Vec<(f64, u32)> = Vec::new();
    for (number, (x, y)) in points.iter().enumerate() {
        // What lies beyond `reach` cells is farther than `reach` cells less one.
        for reach in 2.. {
            near.clear();
            for row in cell(*y).saturating_sub(reach)..=(cell(*y) + reach).min(side - 1) {
                for column in cell(*x).saturating_sub(reach)..=(cell(*x) + reach).min(side - 1) {
                    for &other in &cells[row * side + column] {
                        let (ox, oy) = points[other as usize];
                        near.push(((ox - x).hypot(oy - y), other));
                    }
                }
            }
            near.retain(|(_, other)| *other != number as u32);
            near.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
            if near.len() >= many && near[many - 1].0 <= reach as f64 || reach >= side {
                break;
            }
        }
        for (far, other) in near.iter().take(many) {
            let (a, b) = (number as u32, *other);
            pairs.push((a.min(b), a.max(b), *far));
        }
    }
    pairs.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
    pairs.dedup();
    pairs
}
