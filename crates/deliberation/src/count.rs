//! The count: steps 1 to 9, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_vocabulary::Moderation;

use crate::groups::{self, Base, Partition};
use crate::matrix::Matrix;
use crate::pca::{Axes, Centred, Search, centre, leading};
use crate::projection::{Point, project};
use crate::settings::{Settings, Statement};
use crate::stability::{Repeated, Stability};
use crate::start::Start;
use crate::told::OpinionMap;
use crate::votes::Votes;

/// How near the components of a live view are, and how often it may apply the matrix.
const LIVE: (f64, usize) = (1e-6, 14);

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a> {
    /// Votes.
    pub votes: &'a Votes,
    /// What is known of statements; the others are as [`Statement::plain`].
    pub statements: &'a BTreeMap<u32, Statement>,
    /// People whose votes do not count.
    pub banned: &'a BTreeSet<u32>,
    /// How to count.
    pub settings: &'a Settings,
}

/// Where a search begins.
#[derive(Clone, Copy)]
pub(crate) enum Begin<'a> {
    /// From nothing but votes and seed.
    Cold,
    /// With the groups of an earlier count; all else anew.
    Groups(&'a Start),
    /// Where the last view ended.
    View(&'a Start),
}

impl Count<'_> {
    /// The map of these votes. The same votes, statements, bans and settings give the same map to the last bit, on every
    /// platform and with any number of threads.
    pub fn map(&self) -> OpinionMap {
        self.whole(Begin::Cold)
    }

    /// The map with groups that begin at the centres of an earlier count, whatever sign that was counted with.
    pub fn map_from(&self, start: &Start) -> OpinionMap {
        self.whole(Begin::Groups(start))
    }

    fn whole(&self, begin: Begin<'_>) -> OpinionMap {
        let found = Found::of(*self, begin);
        let stability = found.stability();
        found.map(stability.as_ref())
    }

    pub(crate) fn is_out(&self, statement: u32) -> bool {
        let of = |one: &Statement| one.moderation == Moderation::Out;
        self.statements.get(&statement).is_some_and(of)
    }
}

/// What is found, before it is told.
pub(crate) struct Found<'a> {
    pub count: Count<'a>,
    pub provisional: bool,
    pub matrix: Matrix,
    pub centre: Vec<f64>,
    pub axes: Axes,
    /// Where everyone stands, by row.
    pub points: Vec<Point>,
    /// Rows of who is grouped.
    pub rows: Vec<u32>,
    pub base: Base,
    pub partitions: Vec<Partition>,
    /// The partition that holds.
    pub chosen: Option<usize>,
}

impl<'a> Found<'a> {
    pub fn of(count: Count<'a>, begin: Begin<'_>) -> Self {
        let (votes, settings) = (count.votes, count.settings);
        let threads = settings.threads();
        let statements = votes.statements();
        let out: Vec<bool> = statements.iter().map(|id| count.is_out(*id)).collect();
        let banned = |person: u32| count.banned.contains(&person);
        let matrix = Matrix::of(votes, &out, banned, settings.seed);
        let centre = centre(&matrix, None);
        let start = match begin {
            Begin::Cold => Start::default(),
            Begin::View(start) => start.clone(),
            Begin::Groups(start) => {
                let means = statements.iter().copied().zip(centre.iter().copied()).collect();
                let mut start = start.clone();
                start.minding_sign(&means);
                start
            }
        };
        let provisional = matches!(begin, Begin::View(_));
        let from = start.vector(statements).filter(|_| provisional);
        let search = match (&from, provisional) {
            (Some(_), true) => Search { start: from.as_deref(), tolerance: LIVE.0, most: LIVE.1 },
            _ => Search::default(),
        };
        let whole = Centred { matrix: &matrix, centre: &centre, times: None, threads };
        let mut axes = leading(|vector| whole.gram(vector), matrix.width, &search);
        start.face(&mut axes, statements);
        let points = project(&matrix, &centre, &axes, threads);
        let already =
            |row: usize| start.grouped.contains(&votes.people()[matrix.source[row] as usize]);
        let enough = settings.min_votes.min(matrix.voted as u32);
        let rows = groups::grouped(&matrix.cast, enough, settings.least_people, already);
        let there: Vec<Point> = rows.iter().map(|row| points[*row as usize]).collect();
        let base = Base::of(&there, &vec![1; there.len()], &start.base, threads);
        let partitions = partitions(&base, &start, matches!(begin, Begin::Cold));
        let chosen = groups::best(&partitions);
        Self { count, provisional, matrix, centre, axes, points, rows, base, partitions, chosen }
    }

    /// The number that somebody has in the votes.
    pub fn person(&self, row: u32) -> u32 {
        self.count.votes.people()[self.matrix.source[row as usize] as usize]
    }

    /// The partition that holds; none where people do not differ.
    pub fn partition(&self) -> Option<&Partition> {
        self.chosen.map(|place| &self.partitions[place])
    }

    /// The group of each person that is grouped; all are in one where people do not differ.
    pub fn groups(&self) -> Vec<u32> {
        match self.partition() {
            Some(partition) => self.base.groups(partition),
            None => vec![0; self.rows.len()],
        }
    }

    /// How many groups there are.
    pub fn k(&self) -> usize {
        let one = usize::from(!self.rows.is_empty());
        self.partition().map_or(one, |partition| partition.clusters.centres.len())
    }

    /// How many votes count: those on statements that were taken out too.
    pub fn counted(&self) -> usize {
        self.matrix.cast.iter().map(|votes| *votes as usize).sum()
    }

    fn stability(&self) -> Option<Stability> {
        let settings = self.count.settings;
        let replicates = settings.replicates_for(self.counted());
        if self.rows.is_empty() || replicates == 0 {
            return None;
        }
        let repeated = Repeated {
            matrix: &self.matrix,
            axes: &self.axes,
            rows: &self.rows,
            groups: &self.groups(),
            k: self.k(),
            seed: settings.seed,
            replicates,
            threads: settings.threads(),
        };
        Some(repeated.stability())
    }
}

/// Partitions for each number of groups. Of a cold count, groups are numbered from the largest on.
fn partitions(base: &Base, start: &Start, cold: bool) -> Vec<Partition> {
    if base.weights.is_empty() {
        return Vec::new();
    }
    let numbers = match start.k {
        Some(k) => k..=k,
        None => base.numbers(),
    };
    let none = Vec::new();
    let before = |asked: usize| start.groups.get(&asked).unwrap_or(&none);
    let mut partitions: Vec<Partition> =
        numbers.map(|asked| base.partition(asked, before(asked))).collect();
    if cold {
        partitions.iter_mut().for_each(|partition| partition.number_by_size(&base.weights));
    }
    partitions
}

impl Partition {
    /// Numbers groups by their people, the largest first; of equal ones, the one further to the left and below.
    fn number_by_size(&mut self, weights: &[u32]) {
        let clusters = &mut self.clusters;
        let mut sizes = vec![0_u64; clusters.centres.len()];
        for (group, weight) in clusters.of.iter().zip(weights) {
            sizes[*group as usize] += u64::from(*weight);
        }
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by(|a, b| {
            let at = |group: usize, axis: usize| clusters.centres[group][axis];
            let place = || at(*a, 0).total_cmp(&at(*b, 0)).then(at(*a, 1).total_cmp(&at(*b, 1)));
            sizes[*b].cmp(&sizes[*a]).then_with(place)
        });
        let mut number = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, group)| number[*group] = place as u32);
        clusters.centres = order.iter().map(|group| clusters.centres[*group]).collect();
        clusters.of.iter_mut().for_each(|group| *group = number[*group as usize]);
    }
}
