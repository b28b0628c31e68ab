//! Areas whose amounts are not those of a few lines.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry, Position};

use super::{AMOUNTS, Grid, LEAST, number, place, text};

/// Levels of areas.
const LEVELS: [&str; 3] = ["area_1", "area_2", "area_3"];
/// What stands between the areas of a lot.
const BETWEEN: &str = " / ";

/// The areas whose amounts are not told, from the widest, as lots are named after them. What is not told of areas
/// within one is together that of [`LEAST`] sites on new fibre, or of all that are there, so that the difference to
/// what is told of it gives none away. `besides`: areas that are not to be told whatever they hold.
pub(super) fn untold(table: &Features, besides: &BTreeSet<String>) -> BTreeSet<String> {
    let mut within: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    let fibre = |at: &usize| number(table, *at, "fibre") as usize;
    for at in (0..table.len()).filter(|at| fibre(at) > 0) {
        let mut names = path(table, at);
        names.pop();
        within.entry((names.len(), names.join(BETWEEN))).or_default().push(at);
    }
    let mut untold: BTreeSet<String> = BTreeSet::new();
    // The widest first: what is not told of an area is not told of what is in it either.
    for ((level, parent), mut children) in within {
        children.sort_by_key(|at| (fibre(at), *at));
        let all = level > 0 && untold.contains(&parent);
        let name = |at: &usize| path(table, *at).join(BETWEEN);
        let is_untold = |at: &usize| all || fibre(at) < LEAST || besides.contains(&name(at));
        let (mut kept_back, others): (Vec<usize>, Vec<usize>) =
            children.into_iter().partition(is_untold);
        let mut others = others.into_iter();
        while !kept_back.is_empty() && kept_back.iter().map(fibre).sum::<usize>() < LEAST {
            match others.next() {
                Some(next) => kept_back.push(next),
                None => break,
            }
        }
        untold.extend(kept_back.iter().map(name));
    }
    untold
}

fn path(table: &Features, at: usize) -> Vec<&str> {
    LEVELS.iter().map(|name| text(table, at, name)).take_while(|name| !name.is_empty()).collect()
}

/// Areas without the amounts of some.
pub(super) fn without(table: &Features, untold: &BTreeSet<String>) -> Result<Features, Full> {
    let mut out = Features::new(table.names().to_vec());
    for at in 0..table.len() {
        let is_untold = untold.contains(&path(table, at).join(BETWEEN));
        let cells = table.names().iter().map(|name| match name.as_str() {
            amount if is_untold && AMOUNTS.contains(&amount) => "",
            other => text(table, at, other),
        });
        out.push(table.row(at), cells, None)?;
    }
    Ok(out)
}

/// The widest areas, each at the middle of the cell that the mean of its sites lies in: where a map shows them that shows no
/// site by itself.
pub(super) fn placed(table: &Features, sites: &Features, grid: Grid) -> Result<Features, Full> {
    let mut middles: BTreeMap<&str, Mean> = BTreeMap::new();
    for at in 0..sites.len() {
        if let Some(place) = place(sites, at) {
            middles
                .entry(text(sites, at, LEVELS[0]))
                .or_insert_with(|| Mean::new(place))
                .add(place);
        }
    }
    let mut out = Features::new(table.names().to_vec());
    for at in 0..table.len() {
        let names = path(table, at);
        let is_widest = names.len() == 1;
        let middle = names.first().filter(|_| is_widest).and_then(|name| middles.get(name));
        let place = middle.map(|mean| Geometry::Point(grid.middle(mean.place())));
        let cells = (0..table.names().len()).map(|column| table.cell(at, column));
        out.push(table.row(at), cells, place)?;
    }
    Ok(out)
}

/// The mean of places: longitudes are counted from the first one, so that places on both sides of the antimeridian have
/// theirs between them.
struct Mean {
    from: f64,
    lat: f64,
    east: f64,
    count: f64,
}

impl Mean {
    fn new(first: Position) -> Self {
        Self { from: first.lon, lat: 0.0, east: 0.0, count: 0.0 }
    }

    fn add(&mut self, place: Position) {
        self.lat += place.lat;
        self.east += (place.lon - self.from + 540.0).rem_euclid(360.0) - 180.0;
        self.count += 1.0;
    }

    fn place(&self) -> Position {
        let lon = self.from + self.east / self.count;
        Position { lat: self.lat / self.count, lon: (lon + 540.0).rem_euclid(360.0) - 180.0 }
    }
}
