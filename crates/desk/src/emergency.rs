//! Emergency links: files in, what is cut and what restores most people first out.
//!
//! The sites are those of lists, as they are connected today, or those of a plan in a folder, as if it were built (with
//! its lines). The same files give the same answer. No node is needed.

mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

pub use passerelle_connectivity::emergency as room;
use passerelle_connectivity::emergency::area::{Area, AreaMistake, AreaNotes};
use passerelle_connectivity::emergency::relief::{Relief, Stock, people_cut, relief};
use passerelle_connectivity::emergency::{Cut, Question, State, cut};
use passerelle_connectivity::tables::Known;
use passerelle_connectivity::{Costs, Network, Position, Site, Tower};
use passerelle_vocabulary::Geometry;
use passerelle_vocabulary::place::fold;
pub use write::check_folder;

use crate::plans::{InputFile, PlanAsked, PlansError, Reports, are_default, costs, ground};
use crate::sites::{
    ReadFile, SiteOptions, SitesError, read_network, read_outlines, read_sites, read_towers,
};
use crate::whole::FolderError;

/// How far from every site, tower and node an area is another country's, in metres.
const ELSEWHERE: f64 = 100_000.0;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct EmergencyAsked {
    /// The affected area.
    pub area: PathBuf,
    /// The folder of a plan that is taken as built.
    pub plan: Option<PathBuf>,
    /// Lists of sites, where there is no plan.
    pub sites: Vec<PathBuf>,
    /// Networks that exist.
    pub network: Vec<PathBuf>,
    /// Lists of towers.
    pub towers: Vec<PathBuf>,
    /// Tiles of heights, or folders of them, for radio links.
    pub terrain: Vec<PathBuf>,
    /// How lists are read.
    pub options: SiteOptions,
    /// A file of prices; the defaults without it.
    pub costs: Option<PathBuf>,
    /// What there is to restore links with.
    pub stock: Stock,
    /// Nodes that lead out of the network, by identifier or name.
    pub roots: Vec<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum EmergencyError {
    /// Files or prices, as with plans.
    #[error(transparent)]
    Plans(#[from] PlansError),
    /// The file of the area could not be read.
    #[error("the area was not understood")]
    AreaFile(Box<ReadFile>),
    /// It holds no area.
    #[error("{}: {mistake}", .path.display())]
    Area {
        /// The file.
        path: PathBuf,
        /// Why.
        mistake: AreaMistake,
    },
    /// The area is far from everything; swapped coordinates would be near.
    #[error("{}: {kilometres} km from everything", .path.display())]
    Elsewhere {
        /// The file.
        path: PathBuf,
        /// Kilometres to the nearest site, tower or node.
        kilometres: u64,
        /// With latitude and longitude the other way round it would hold some of them.
        swapped: bool,
    },
    /// The network has no such node.
    #[error("no node {asked}")]
    NoRoot {
        /// What was asked for.
        asked: String,
        /// Nodes that there are, the first ones.
        present: Vec<String>,
    },
}

impl From<FolderError> for EmergencyError {
    fn from(error: FolderError) -> Self {
        Self::Plans(error.into())
    }
}

impl From<SitesError> for EmergencyError {
    fn from(error: SitesError) -> Self {
        Self::Plans(error.into())
    }
}

/// An answer with what it was made of.
#[derive(Debug, Clone)]
pub struct Emergency {
    /// The sites.
    pub sites: Vec<Site>,
    /// The network, lines of the plan among it.
    pub network: Network,
    /// The towers.
    pub towers: Vec<Tower>,
    /// Prices, reaches and hours.
    pub costs: Costs,
    /// The shapes of the area.
    pub area: Vec<Geometry>,
    /// What is cut.
    pub cut: Cut,
    /// What to do.
    pub relief: Relief,
    /// All of it in numbers.
    pub told: EmergencyTold,
    names: Names,
}

/// Names of the files that things were read from.
#[derive(Debug, Clone, Default)]
struct Names {
    sites: Vec<String>,
    network: Vec<String>,
    towers: Vec<String>,
}

impl Emergency {
    /// What there is, with the names of its files.
    pub fn known(&self) -> Known<'_> {
        Known {
            sites: &self.sites,
            network: &self.network,
            towers: &self.towers,
            site_files: &self.names.sites,
            network_files: &self.names.network,
            tower_files: &self.names.towers,
        }
    }
}

/// The numbers of `emergency.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmergencyTold {
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Sites that were read.
    pub sites: u64,
    /// Of them, those that were connected before.
    pub connected_before: u64,
    /// Connected sites in the area.
    pub sites_in_area: u64,
    /// Connected sites elsewhere that have lost their way out.
    pub sites_cut_off: u64,
    /// People of the sites in the area.
    pub people_in_area: f64,
    /// People of the sites that are cut off.
    pub people_cut_off: f64,
    /// Sites among these whose people are not told: the prices' number is taken.
    pub people_untold: u64,
    /// Towers in the area.
    pub towers_in_area: u64,
    /// Towers that are cut off.
    pub towers_cut_off: u64,
    /// Nodes of the network in the area.
    pub nodes_in_area: u64,
    /// Nodes that are cut off.
    pub nodes_cut_off: u64,
    /// Lines that the area touches.
    pub lines_cut: u64,
    /// Kilometres of lines in the area.
    pub km_in_area: f64,
    /// Pieces of network outside the area that have lost their way out, with sites on them.
    pub islands: u64,
    /// Nodes named as roots that are in the area.
    pub roots_lost: u64,
    /// Sites with nothing within reach that they could hang on.
    pub unattached: u64,
    /// Sites that are connected in a way that is not told.
    pub untold: u64,
    /// What there was to restore links with.
    pub stock: BTreeMap<String, u32>,
    /// Sites that are brought back.
    pub sites_restored: u64,
    /// People that are brought back.
    pub people_restored: f64,
    /// No choice with this stock brings back more.
    pub people_at_most: f64,
    /// Hours of work, one action after the other; `None` where the prices do not say.
    pub hours: Option<f64>,
    /// What it costs to buy what is used; `None` where the prices do not say.
    pub price: Option<f64>,
    /// Whether the ground was looked at for radio links.
    pub terrain: bool,
    /// Whether the sites are those of a plan, taken as built.
    pub of_plan: bool,
    /// What was put right in the outlines of the area, or is worth a look.
    pub area: AreaNotes,
    /// Rows that were read and set aside.
    pub rows_set_aside: u64,
    /// Whether the prices are the program's defaults.
    pub default_costs: bool,
    /// Wall time, without writing.
    pub seconds: f64,
    /// The files that it was made of.
    pub inputs: Vec<InputFile>,
}

/// What an area cuts, and what restores most people first.
///
/// # Errors
/// [`EmergencyError`]; every problem of a file is in its report.
pub fn look(asked: &EmergencyAsked) -> Result<Emergency, EmergencyError> {
    let started = Instant::now();
    let of_costs = PlanAsked {
        costs: asked.costs.clone(),
        options: asked.options.clone(),
        ..PlanAsked::default()
    };
    let (costs, default_prices) = costs(&of_costs)?;
    let default_costs = are_default(&costs, default_prices);
    let (shapes, area_file) = read_outlines(&asked.area, &asked.options)?;
    if !area_file.is_complete {
        return Err(EmergencyError::AreaFile(Box::new(area_file)));
    }
    let of_area = |mistake| EmergencyError::Area { path: asked.area.clone(), mistake };
    let (area, notes) = Area::of(&shapes).map_err(of_area)?;
    let Read { sites, network, towers, reports, names } = read(asked)?;
    near(&asked.area, &area, &shapes, &sites, &network, &towers)?;
    let roots = roots(asked, &network)?;
    // All sites may need a link: tiles around all of them are read.
    let open: Vec<Site> =
        sites.iter().map(|site| Site { is_connected: None, ..site.clone() }).collect();
    let (terrain, mut files) = ground::terrain(&asked.terrain, &open, &costs)?;
    let question = Question {
        area: &area,
        sites: &sites,
        network: &network,
        towers: &towers,
        roots: &roots,
        costs: &costs,
    };
    let found = cut(&question);
    let order = relief(&question, &found, &asked.stock, terrain.as_ref());
    files.splice(0..0, reports.files().chain([&area_file]).map(InputFile::of_list));
    if let Some(path) = &asked.costs {
        let failed = |error| PlansError::File { path: path.clone(), error };
        files.push(InputFile::hashed(path, 0).map_err(failed)?);
    }
    let told = told(Sums {
        question: &question,
        cut: &found,
        relief: &order,
        notes,
        default_costs,
        terrain: terrain.is_some(),
        of_plan: asked.plan.is_some(),
        stock: &asked.stock,
        rows_set_aside: reports.sites.set_aside(),
        seconds: started.elapsed().as_secs_f64(),
        inputs: files,
    });
    let (cut, relief, area) = (found, order, shapes);
    Ok(Emergency { sites, network, towers, costs, area, cut, relief, told, names })
}

/// What was read of lists.
struct Read {
    sites: Vec<Site>,
    network: Network,
    towers: Vec<Tower>,
    reports: Reports,
    names: Names,
}

fn read(asked: &EmergencyAsked) -> Result<Read, EmergencyError> {
    let of_plan = asked.plan.as_ref().map(|folder| folder.join("sites.csv"));
    let lists: Vec<PathBuf> = of_plan.into_iter().chain(asked.sites.iter().cloned()).collect();
    let mut reports = Reports::default();
    let (mut sites, report) = read_sites(&lists, &asked.options)?;
    reports.sites = report;
    let others = SiteOptions { columns: Vec::new(), ..asked.options.clone() };
    let mut network = Network::default();
    // A plan that builds no line has a file without any.
    let lines = asked.plan.as_ref().map(|folder| folder.join("lines.geojson"));
    let lines =
        lines.filter(|path| read_outlines(path, &others).is_ok_and(|(all, _)| !all.is_empty()));
    let files: Vec<PathBuf> = asked.network.iter().cloned().chain(lines).collect();
    if !files.is_empty() {
        let (read, check) = read_network(&files, &others)?;
        (network, reports.network) = (read, Some(check));
    }
    let mut towers = Vec::new();
    if !asked.towers.is_empty() {
        let (read, check) = read_towers(&asked.towers, &others)?;
        (towers, reports.towers) = (read, Some(check));
    }
    if !reports.is_understood() {
        return Err(PlansError::NotUnderstood(Box::new(reports)).into());
    }
    if asked.plan.is_some() {
        // As if it were built: a site is connected as it is planned to be.
        for site in &mut sites {
            let technology = site.connection.as_ref().and_then(|one| one.technology);
            site.is_connected = if technology.is_some() { Some(true) } else { site.is_connected };
        }
    }
    let names = |files: &[ReadFile]| files.iter().map(|file| file.name.clone()).collect();
    let names = Names {
        sites: names(&reports.sites.files),
        network: reports.network.as_ref().map(|one| names(&one.files)).unwrap_or_default(),
        towers: reports.towers.as_ref().map(|one| names(&one.files)).unwrap_or_default(),
    };
    Ok(Read { sites, network, towers, reports, names })
}

/// Whether an area is near anything.
fn near(
    path: &Path,
    area: &Area,
    shapes: &[Geometry],
    sites: &[Site],
    network: &Network,
    towers: &[Tower],
) -> Result<(), EmergencyError> {
    let places = || {
        let sites = sites.iter().map(|site| site.position);
        let lines = network.lines.iter().flat_map(|line| line.path.iter().copied());
        let nodes = network.nodes.iter().map(|node| node.position);
        sites.chain(towers.iter().map(|tower| tower.position)).chain(nodes).chain(lines)
    };
    let far = places().map(|at| area.metres_to_frame(at)).fold(f64::INFINITY, f64::min);
    if far <= ELSEWHERE || far.is_infinite() {
        return Ok(());
    }
    let turned = |ring: &Vec<Position>| -> Option<Vec<Position>> {
        ring.iter().map(|at| Position::new(at.lon, at.lat)).collect()
    };
    let swapped = shapes.iter().filter_map(|shape| match shape {
        Geometry::Polygons(polygons) => {
            let turned: Option<Vec<Vec<Vec<Position>>>> =
                polygons.iter().map(|rings| rings.iter().map(turned).collect()).collect();
            turned.map(Geometry::Polygons)
        }
        _ => None,
    });
    let swapped: Vec<Geometry> = swapped.collect();
    let swapped = Area::of(&swapped).is_ok_and(|(area, _)| places().any(|at| area.contains(at)));
    let kilometres = (far / 1_000.0).round() as u64;
    Err(EmergencyError::Elsewhere { path: path.to_owned(), kilometres, swapped })
}

/// The nodes that lead out, by their places.
fn roots(asked: &EmergencyAsked, network: &Network) -> Result<Vec<u32>, EmergencyError> {
    let mut found = Vec::new();
    for name in &asked.roots {
        let wanted = fold(name);
        let is = |text: &str| !text.is_empty() && fold(text) == wanted;
        let nodes = network.nodes.iter().zip(0..);
        let before = found.len();
        found.extend(nodes.filter(|(node, _)| is(&node.id) || is(&node.name)).map(|(_, at)| at));
        if found.len() == before {
            let names = network.nodes.iter().map(|node| match node.name.as_str() {
                "" => node.id.clone(),
                name => name.to_owned(),
            });
            let present = names.filter(|name| !name.is_empty()).take(20).collect();
            return Err(EmergencyError::NoRoot { asked: name.clone(), present });
        }
    }
    Ok(found)
}

/// What numbers are made of.
struct Sums<'a> {
    question: &'a Question<'a>,
    cut: &'a Cut,
    relief: &'a Relief,
    notes: AreaNotes,
    default_costs: bool,
    terrain: bool,
    of_plan: bool,
    stock: &'a Stock,
    rows_set_aside: u64,
    seconds: f64,
    inputs: Vec<InputFile>,
}

fn told(sums: Sums<'_>) -> EmergencyTold {
    let Sums { question, cut, relief, .. } = sums;
    let count =
        |states: &[State], state: State| states.iter().filter(|one| **one == state).count() as u64;
    let untold = question.sites.iter().zip(&cut.sites);
    let untold = untold.filter(|(site, state)| state.is_cut() && site.people.is_none()).count();
    let touched = cut.pieces.iter().filter(|piece| piece.metres_within > 0.0);
    let mut lines: Vec<u32> = touched.clone().filter_map(|piece| piece.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let metres = touched.filter(|piece| piece.line.is_some()).map(|piece| piece.metres_within);
    let metres: f64 = metres.sum();
    let has_sites = cut.islands.iter().filter(|island| !island.sites.is_empty());
    let sum = |of: fn(&room::relief::Action) -> Option<f64>| {
        relief.actions.iter().map(of).sum::<Option<f64>>()
    };
    EmergencyTold {
        currency: question.costs.currency.clone(),
        sites: question.sites.len() as u64,
        connected_before: question.sites.len() as u64 - count(&cut.sites, State::NotConnected),
        sites_in_area: count(&cut.sites, State::InArea),
        sites_cut_off: count(&cut.sites, State::CutOff),
        people_in_area: people_cut(question, cut, State::InArea),
        people_cut_off: people_cut(question, cut, State::CutOff),
        people_untold: untold as u64,
        towers_in_area: count(&cut.towers, State::InArea),
        towers_cut_off: count(&cut.towers, State::CutOff),
        nodes_in_area: count(&cut.nodes, State::InArea),
        nodes_cut_off: count(&cut.nodes, State::CutOff),
        lines_cut: lines.len() as u64,
        km_in_area: metres / 1_000.0,
        islands: has_sites.count() as u64,
        roots_lost: cut.roots_lost,
        unattached: cut.unattached,
        untold: cut.untold,
        stock: sums.stock.iter().map(|(means, n)| (means.code().to_owned(), *n)).collect(),
        sites_restored: relief.actions.iter().map(|action| action.sites.len() as u64).sum(),
        people_restored: relief.people,
        people_at_most: relief.people_at_most,
        hours: sum(|action| action.hours),
        price: sum(|action| action.price),
        terrain: sums.terrain,
        of_plan: sums.of_plan,
        area: sums.notes,
        rows_set_aside: sums.rows_set_aside,
        default_costs: sums.default_costs,
        seconds: sums.seconds,
        inputs: sums.inputs,
    }
}
