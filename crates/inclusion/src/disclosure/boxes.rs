//! Moves of a table that need no solver: in each dimension some goes from one leaf to another.
//!
//! With a leaf u and a leaf v in each dimension, let the change of the cell (g₁, …, g_d) be
//!
//! > δ · ∏ₖ ([uₖ at or beneath gₖ] − [vₖ at or beneath gₖ])
//!
//! Every relation stays true, and only cells change of which each code is above exactly one of the two
//! leaves of its dimension: 2^d corners of a box where u and v have the same parent (the hypercube of
//! S. Giessing and D. Repsilber, *Tools and strategies to protect multiple tables with the GHQUAR cell
//! suppression engine*, LNCS 2316, 2002), longer chains where they do not. In a dimension where a cell
//! is at the total, one leaf alone may move, with all that is above it.
//!
//! A box in which every cell is suppressed and has room for δ both ways proves the protection of all of
//! them, by addition alone.

use super::hierarchy::Hierarchy;
use super::system::{Move, System};
use super::table::Table;

/// At most so many boxes are compared for a cell.
const BOXES: usize = 3000;

/// A chain of codes in one dimension, as offsets among the places with their signs, and what the cells
/// of it cost on the line through the cell that is protected.
#[derive(Debug, Clone)]
struct Chain {
    price: f64,
    steps: Vec<(usize, f64)>,
}

/// What is looked for: how far up and down (0: not), and what it may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// How far up.
    pub above: f64,
    /// How far down.
    pub below: f64,
    /// It must cost less than this.
    pub cheaper_than: f64,
    /// A cell of the system that must not move.
    pub without: Option<usize>,
}

/// The boxes of a table.
pub(super) struct Boxes<'a> {
    table: &'a Table,
    cell_of: &'a [usize],
    shared: &'a [bool],
    system: &'a System,
}

/// One search: the prices of the moment, and what is looked for.
struct Search<'a, 'b> {
    boxes: &'b Boxes<'a>,
    prices: &'b [f64],
    wanted: Wanted,
    /// Places and signs of the dimensions before, for each dimension.
    partial: Vec<Vec<(usize, f64)>>,
    best: Option<Vec<(usize, f64)>>,
}

impl<'a> Boxes<'a> {
    /// The boxes of a table that is part of a system. Cells that other tables have too never move.
    pub fn new(
        table: &'a Table,
        system: &'a System,
        cell_of: &'a [usize],
        shared: &'a [bool],
    ) -> Self {
        Self { table, cell_of, shared, system }
    }

    /// The cheapest box for the cell at a place, as a move of 1, with its cost. `prices` are those of
    /// the system's cells: 0 where suppressed, infinite where the cell may not be.
    pub fn cheapest(&self, place: usize, prices: &[f64], wanted: Wanted) -> Option<(f64, Move)> {
        for far in [false, true] {
            let chains: Vec<Vec<Chain>> = (0..self.table.dimensions().len())
                .map(|at| self.chains(at, place, prices, wanted, far))
                .collect();
            let partial = vec![Vec::new(); chains.len() + 1];
            let mut search = Search { boxes: self, prices, wanted, partial, best: None };
            search.partial[0].push((0, 1.0));
            search.over(0, &chains);
            if let Some(best) = search.best {
                return Some((search.wanted.cheaper_than, best));
            }
        }
        None
    }

    /// The cheapest chains of one dimension for a cell; `far` also those between leaves of different
    /// parents, and those up to the total.
    fn chains(
        &self,
        at: usize,
        place: usize,
        prices: &[f64],
        wanted: Wanted,
        far: bool,
    ) -> Vec<Chain> {
        let dimension = &self.table.dimensions()[at];
        let stride = self.table.strides()[at];
        let code = place / stride % dimension.len();
        let line =
            Line { boxes: self, dimension, stride, base: place - code * stride, prices, wanted };
        let count = self.table.dimensions().len() as i32;
        let most = (BOXES as f64).powf(1.0 / f64::from(count)).ceil() as usize;
        let mut found = Vec::new();
        if far || code == dimension.total() {
            found.extend(line.to_the_total(code, most));
        }
        let path = dimension.path(code);
        for below in path.windows(2).take(if far { path.len() } else { 1 }) {
            found.extend(line.between(code, below[0], below[1], most));
        }
        found.sort_by(|one, other| one.price.total_cmp(&other.price));
        found.truncate(most);
        found
    }

    /// What a cell costs, or none where it has no room or may not be suppressed.
    fn price(&self, place: usize, sign: f64, prices: &[f64], wanted: &Wanted) -> Option<f64> {
        let cell = self.cell_of[place];
        let price = prices[cell];
        if price.is_infinite() || self.shared[cell] || wanted.without == Some(cell) {
            return None;
        }
        let (down, up) = self.system.room(cell);
        let (with, against) = if sign > 0.0 { (up, down) } else { (down, up) };
        (with >= wanted.above && against >= wanted.below).then_some(price)
    }
}

impl Search<'_, '_> {
    /// Tries each chain of a dimension with all of the next ones.
    fn over(&mut self, at: usize, chains: &[Vec<Chain>]) {
        if at == chains.len() {
            self.best = Some(self.as_move());
            return;
        }
        for chain in &chains[at] {
            if chain.price >= self.wanted.cheaper_than {
                return;
            }
            if at + 1 == chains.len() {
                if let Some(price) = self.extend(at, chain) {
                    self.over(at + 1, chains);
                    self.wanted.cheaper_than = price;
                }
            } else if self.extend(at, chain).is_some() {
                self.over(at + 1, chains);
            }
        }
    }

    /// The places of the dimensions up to this one, with a chain; none where they cost too much. Only in
    /// the last dimension are they whole cells with a price.
    fn extend(&mut self, at: usize, chain: &Chain) -> Option<f64> {
        let last = at + 2 == self.partial.len();
        let (before, after) = self.partial.split_at_mut(at + 1);
        let (before, after) = (&before[at], &mut after[0]);
        after.clear();
        let mut price = 0.0;
        for (place, sign) in before {
            for (offset, step) in &chain.steps {
                let (place, sign) = (place + offset, sign * step);
                if last {
                    price += self.boxes.price(place, sign, self.prices, &self.wanted)?;
                    if price >= self.wanted.cheaper_than {
                        return None;
                    }
                }
                after.push((place, sign));
            }
        }
        Some(price)
    }

    fn as_move(&self) -> Move {
        let last = self.partial.last().map(Vec::as_slice).unwrap_or_default();
        last.iter().map(|(place, sign)| (self.boxes.cell_of[*place], *sign)).collect()
    }
}

/// The cells of one dimension that have the other codes of the cell that is protected.
struct Line<'a, 'b> {
    boxes: &'b Boxes<'a>,
    dimension: &'b Hierarchy,
    stride: usize,
    base: usize,
    prices: &'b [f64],
    wanted: Wanted,
}

impl Line<'_, '_> {
    /// Chains from a leaf beneath a code, over the code, up to the total.
    fn to_the_total(&self, code: usize, most: usize) -> Vec<Chain> {
        let above: Option<f64> =
            self.dimension.path(code).iter().skip(1).map(|at| self.price(*at, 1.0)).sum();
        let Some(above) = above else { return vec![] };
        let each = self.leaves(&[code], 1.0, most).into_iter();
        each.map(|(price, leaf)| Chain {
            price: price + above,
            steps: self.steps(leaf, self.dimension.total(), 1.0),
        })
        .collect()
    }

    /// Chains between a leaf beneath `code` and a leaf beneath another part of `parent` than `top`
    /// (which is `code`, or above it).
    fn between(&self, code: usize, top: usize, parent: usize, most: usize) -> Vec<Chain> {
        let path = self.dimension.path(code);
        let between: Option<f64> = path
            .iter()
            .skip(1)
            .take_while(|at| **at != parent)
            .map(|at| self.price(*at, 1.0))
            .sum();
        let Some(between) = between else { return vec![] };
        let others: Vec<usize> = self.dimension.codes()[parent]
            .children
            .iter()
            .copied()
            .filter(|at| *at != top)
            .collect();
        let to = self.leaves(&others, -1.0, most);
        let mut chains = Vec::new();
        for (price, leaf) in self.leaves(&[code], 1.0, most) {
            for (other_price, other) in &to {
                let mut steps = self.steps(leaf, top, 1.0);
                let end = self.below(*other, parent);
                steps.extend(self.steps(*other, end, -1.0));
                chains.push(Chain { price: price + between + other_price, steps });
            }
        }
        chains.sort_by(|one, other| one.price.total_cmp(&other.price));
        chains.truncate(most);
        chains
    }

    /// The cheapest leaves beneath some codes, each with the price of all up to the code it is beneath.
    fn leaves(&self, tops: &[usize], sign: f64, most: usize) -> Vec<(f64, usize)> {
        let mut found = Vec::new();
        let mut open: Vec<(usize, f64)> = tops.iter().map(|top| (*top, 0.0)).collect();
        while let Some((at, before)) = open.pop() {
            let Some(price) = self.price(at, sign).map(|price| price + before) else { continue };
            if price >= self.wanted.cheaper_than {
                continue;
            }
            if self.dimension.is_leaf(at) {
                found.push((price, at));
            }
            open.extend(self.dimension.codes()[at].children.iter().map(|child| (*child, price)));
        }
        found.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        found.truncate(most);
        found
    }

    fn price(&self, code: usize, sign: f64) -> Option<f64> {
        self.boxes.price(self.base + code * self.stride, sign, self.prices, &self.wanted)
    }

    /// The ancestor of a code (or itself) that is a part of `parent`.
    fn below(&self, code: usize, parent: usize) -> usize {
        let path = self.dimension.path(code);
        let at = path.iter().position(|found| *found == parent).unwrap_or(path.len());
        path[at.saturating_sub(1)]
    }

    /// A leaf and all above it up to a code, as offsets.
    fn steps(&self, leaf: usize, top: usize, sign: f64) -> Vec<(usize, f64)> {
        let mut steps = Vec::new();
        for at in self.dimension.path(leaf) {
            steps.push((at * self.stride, sign));
            if at == top {
                break;
            }
        }
        steps
    }
}
