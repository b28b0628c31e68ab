//! What is cut and what to do as rows, to be written in a foreign format.

use passerelle_vocabulary::features::Full;
use passerelle_vocabulary::{Features, Geometry};

use super::relief::{Relief, Target};
use super::{Cut, State};
use crate::access::Source;
use crate::tables::{Known, money};
use crate::writing::{origins, site_cells, site_columns, widest};

/// What an action is for, and its name: a site, a piece of network, a tower.
pub fn target(known: &Known<'_>, target: Target) -> (&'static str, String) {
    match target {
        Target::Site(at) => known.source(Source::Site(at)),
        Target::Tower(at) => known.source(Source::Tower(at)),
        Target::Island(at) => ("island", format!("{}", at + 1)),
    }
}

/// Which action brings each site back, from 1; 0 where none does.
pub fn restored_by(sites: usize, relief: &Relief) -> Vec<u32> {
    let mut by = vec![0; sites];
    for (action, order) in relief.actions.iter().zip(1..) {
        action.sites.iter().for_each(|site| by[*site as usize] = order);
    }
    by
}

/// The sites that are cut, in their order, each with what brings it back. `people`: of each site.
///
/// # Errors
/// More than fits.
pub fn sites(
    known: &Known<'_>,
    cut: &Cut,
    relief: &Relief,
    people: impl Fn(usize) -> f64,
) -> Result<Features, Full> {
    let widest = widest(known.sites);
    let mut columns = site_columns(widest);
    columns.extend(
        ["people", "technology", "state", "island", "restored_by", "means", "origin"]
            .map(str::to_owned),
    );
    let by = restored_by(known.sites.len(), relief);
    let mut table = Features::new(columns);
    let all = known.sites.iter().zip(&cut.sites).enumerate().filter(|(_, (_, one))| one.is_cut());
    for (row, (at, (site, state))) in all.enumerate() {
        let mut cells = site_cells(site, widest);
        cells.push(people(at).to_string());
        let how = site.connection.as_ref().and_then(|one| one.technology);
        cells.push(how.map(|one| one.code().to_owned()).unwrap_or_default());
        cells.push(state.code().to_owned());
        let islands = cut.hangs_on[at].iter().map(|island| (island + 1).to_string());
        cells.push(islands.collect::<Vec<_>>().join("; "));
        let order = by[at] as usize;
        cells.push(if order > 0 { order.to_string() } else { String::new() });
        let means = order.checked_sub(1).map(|order| relief.actions[order].means.code());
        cells.push(means.unwrap_or_default().to_owned());
        cells.push(origins(site, known.site_files));
        let point = Geometry::Point(site.position);
        let row = u32::try_from(row + 2).map_err(|_| Full)?;
        table.push(row, cells.iter().map(String::as_str), Some(point))?;
    }
    Ok(table)
}

/// What to do, in order, with what all of it up to each row brings back.
///
/// # Errors
/// More than fits.
pub fn actions(known: &Known<'_>, relief: &Relief) -> Result<Features, Full> {
    let columns = [
        "order",
        "means",
        "for",
        "name",
        "latitude",
        "longitude",
        "from_latitude",
        "from_longitude",
        "metres",
        "sites",
        "site_ids",
        "people",
        "sites_so_far",
        "people_so_far",
        "hours",
        "price",
    ];
    let mut table = Features::new(columns.map(str::to_owned).to_vec());
    let (mut sites, mut people) = (0, 0.0);
    for (action, order) in relief.actions.iter().zip(1_u32..) {
        sites += action.sites.len();
        people += action.people;
        let (what, name) = target(known, action.target);
        let ids = action.sites.iter().map(|at| known.sites[*at as usize].id.as_str());
        let degrees = |value: Option<f64>| value.map(|one| format!("{one:.6}")).unwrap_or_default();
        let cells = [
            order.to_string(),
            action.means.code().to_owned(),
            what.to_owned(),
            name,
            degrees(Some(action.at.lat)),
            degrees(Some(action.at.lon)),
            degrees(action.from.map(|from| from.lat)),
            degrees(action.from.map(|from| from.lon)),
            format!("{:.1}", action.metres),
            action.sites.len().to_string(),
            ids.collect::<Vec<_>>().join("; "),
            action.people.to_string(),
            sites.to_string(),
            people.to_string(),
            action.hours.map(|hours| format!("{hours:.1}")).unwrap_or_default(),
            action.price.map(money).unwrap_or_default(),
        ];
        let point = Geometry::Point(action.at);
        table.push(order + 1, cells.iter().map(String::as_str), Some(point))?;
    }
    Ok(table)
}

/// Everything that is cut, and what to do, with its shape: lines piece by piece, nodes, towers, sites, actions.
///
/// # Errors
/// More than fits.
pub fn shapes(
    known: &Known<'_>,
    area: &[Geometry],
    cut: &Cut,
    relief: &Relief,
) -> Result<Features, Full> {
    let columns = ["what", "name", "state", "metres", "metres_within", "order", "means", "people"];
    let mut table = Features::new(columns.map(str::to_owned).to_vec());
    let mut row = 0;
    let mut push = |cells: [String; 8], shape: Geometry| {
        row += 1;
        table.push(row, cells.iter().map(String::as_str), Some(shape))
    };
    let nothing = String::new;
    let cells = |what: &str, name: String, state: State| {
        let [what, state] = [what, state.code()].map(str::to_owned);
        [what, name, state, nothing(), nothing(), nothing(), nothing(), nothing()]
    };
    for shape in area.iter().filter(|shape| matches!(shape, Geometry::Polygons(_))) {
        push(cells("area", nothing(), State::InArea), shape.clone())?;
    }
    for piece in cut.pieces.iter().filter(|piece| piece.state.is_cut()) {
        let Some(line) = piece.line else { continue };
        let mut cells = cells("line", known.source(Source::Line(line)).1, piece.state);
        cells[3] = format!("{:.1}", piece.metres);
        cells[4] = format!("{:.1}", piece.metres_within);
        push(cells, Geometry::Lines(vec![piece.way.clone()]))?;
    }
    for (state, at) in cut.nodes.iter().zip(0..).filter(|(state, _)| state.is_cut()) {
        let place = known.network.nodes[at as usize].position;
        push(cells("node", known.source(Source::Node(at)).1, *state), Geometry::Point(place))?;
    }
    for (state, at) in cut.towers.iter().zip(0..).filter(|(state, _)| state.is_cut()) {
        let place = known.towers[at as usize].position;
        push(cells("tower", known.source(Source::Tower(at)).1, *state), Geometry::Point(place))?;
    }
    for (state, at) in cut.sites.iter().zip(0..).filter(|(state, _)| state.is_cut()) {
        let place = known.sites[at as usize].position;
        push(cells("site", known.source(Source::Site(at)).1, *state), Geometry::Point(place))?;
    }
    for (action, order) in relief.actions.iter().zip(1..) {
        let mut cells = cells("action", target(known, action.target).1, State::Standing);
        cells[2] = nothing();
        cells[5] = format!("{order}");
        action.means.code().clone_into(&mut cells[6]);
        cells[7] = action.people.to_string();
        let shape = match action.from {
            Some(from) => Geometry::Lines(vec![vec![from, action.at]]),
            None => Geometry::Point(action.at),
        };
        push(cells, shape)?;
    }
    Ok(table)
}
