//! What is shown of a consultation's votes: plain data, the same for a live view and for the frozen result.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_deliberation::Side;
use passerelle_deliberation::{OpinionMap, Votes};
use passerelle_tables::consultations::{StatementState, StoredStatement};
use serde::{Deserialize, Serialize};

/// People drawn on the map, at the most.
const POINTS: usize = 1_500;
/// Statements on which all groups come together that are told.
const ACROSS: usize = 5;
/// From this probability on all groups are told to agree.
const TOGETHER: f64 = 0.5;

/// How people voted on a statement that is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The statement.
    pub statement: u32,
    /// Whether it is agreement that is told; else disagreement.
    pub agree: bool,
    /// People who say so.
    pub success: u32,
    /// People who voted on it.
    pub trials: u32,
}

/// A group of people who vote alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupTold {
    /// Its number, from 0.
    pub group: u32,
    /// Its people.
    pub people: u32,
    /// How often it is found again; none in a live view.
    pub stability: Option<f64>,
    /// Its place on the map.
    pub centre: [f64; 2],
    /// What sets it apart: its own words.
    pub own: Vec<Said>,
}

/// A statement with its votes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementTold {
    /// Its number.
    pub statement: u32,
    /// What it says; empty where it was taken out.
    pub text: String,
    /// In which language.
    pub lang: String,
    /// The same in easy words.
    pub easy: String,
    /// Translations: language → text.
    pub translations: BTreeMap<String, String>,
    /// Whether it is shown.
    pub shown: bool,
    /// Why it was taken out: a code.
    pub because: String,
    /// People who agree.
    pub agrees: u32,
    /// People who do not.
    pub disagrees: u32,
    /// People who saw it and say neither.
    pub passes: u32,
    /// People for whom it matters most.
    pub matters: u32,
    /// People for whom it is hard to understand.
    pub hard: u32,
}

/// What votes say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ResultTold {
    /// It is of votes that still come in.
    pub provisional: bool,
    /// When it was taken: milliseconds since 1970.
    pub at: i64,
    /// People who voted.
    pub people: u64,
    /// Those among them who are grouped.
    pub grouped: u64,
    /// Votes that count.
    pub votes: u64,
    /// Whether groups should be spoken of as groups.
    pub clear: bool,
    /// Why not: codes.
    pub unclear: Vec<String>,
    /// How often the count was repeated with people drawn anew.
    pub replicates: u32,
    /// Groups, the largest first.
    pub groups: Vec<GroupTold>,
    /// What nearly all say.
    pub unites: Vec<Said>,
    /// On what the groups come together: statement, how probable it is that all agree.
    pub across: Vec<(u32, f64)>,
    /// Where people stand, and in which group.
    pub points: Vec<(f32, f32, Option<u32>)>,
    /// Statements that are or were shown, by number.
    pub statements: Vec<StatementTold>,
    /// Statements that moderators refused: reason → how many.
    pub refused: BTreeMap<String, u64>,
}

/// Marks on votes: statement → for how many it matters most, for how many it is hard to understand.
pub(super) type Marks = BTreeMap<u32, (u32, u32)>;

/// What a map is told with.
pub(super) struct Known<'a> {
    pub votes: &'a Votes,
    pub banned: &'a BTreeSet<u32>,
    pub statements: &'a [&'a StoredStatement],
    pub marks: &'a Marks,
    pub at: i64,
}

impl ResultTold {
    /// The statement of a number.
    pub fn statement(&self, id: u32) -> Option<&StatementTold> {
        let place = self.statements.binary_search_by_key(&id, |one| one.statement);
        place.ok().and_then(|place| self.statements.get(place))
    }

    pub(super) fn of(map: &OpinionMap, known: &Known<'_>) -> Self {
        let said = |statement, side, success, trials| Said {
            statement,
            agree: side == Side::Agree,
            success,
            trials,
        };
        let group = |(group, told): &(u32, passerelle_deliberation::Group)| {
            let own = map.representative.get(*group).into_iter().flatten();
            GroupTold {
                group: *group,
                people: told.people,
                stability: told.stability,
                centre: told.centre,
                own: own
                    .map(|one| said(one.statement, one.side, one.success, one.trials))
                    .collect(),
            }
        };
        let united = |side, all: &[passerelle_deliberation::United]| {
            let told =
                all.iter().map(move |one| said(one.statement, side, one.success, one.trials));
            told.collect::<Vec<_>>()
        };
        let unites = [
            united(Side::Agree, &map.consensus.agree),
            united(Side::Disagree, &map.consensus.disagree),
        ];
        let mut groups: Vec<GroupTold> = map.sizes.iter().map(group).collect();
        groups.sort_by(|a, b| b.people.cmp(&a.people).then(a.group.cmp(&b.group)));
        Self {
            provisional: map.provisional,
            at: known.at,
            people: map.people as u64,
            grouped: map.grouped as u64,
            votes: map.votes as u64,
            clear: map.clear,
            unclear: map.unclear_because.iter().map(|why| why.code().to_owned()).collect(),
            replicates: map.replicates,
            groups,
            unites: unites.concat(),
            across: across(map),
            points: points(map),
            statements: statements(known),
            refused: refused(known.statements),
        }
    }
}

/// On what the groups come together, the most probable first.
fn across(map: &OpinionMap) -> Vec<(u32, f64)> {
    let mut all: Vec<(u32, f64)> = map.group_aware_consensus.iter().copied().collect();
    all.retain(|(_, probability)| *probability > TOGETHER && map.k > 1);
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.truncate(ACROSS);
    all
}

/// Where people stand; of many, evenly chosen ones.
fn points(map: &OpinionMap) -> Vec<(f32, f32, Option<u32>)> {
    let every = map.projection.len().div_ceil(POINTS).max(1);
    let point = |(person, [x, y]): &(u32, [f64; 2])| {
        (*x as f32, *y as f32, map.groups.get(*person).map(|one| one.group))
    };
    let mut points: Vec<_> = map.projection.iter().step_by(every).map(point).collect();
    // The order says nothing of who began when.
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points
}

fn statements(known: &Known<'_>) -> Vec<StatementTold> {
    let mut tallies: BTreeMap<u32, [u32; 3]> = BTreeMap::new();
    for vote in known.votes.iter().filter(|vote| !known.banned.contains(&vote.person)) {
        let place = usize::try_from(vote.stance.value() + 1).unwrap_or_default();
        tallies.entry(vote.statement).or_default()[place] += 1;
    }
    let of_all = known.statements.iter();
    let told =
        of_all.filter(|one| matches!(one.state, StatementState::Shown | StatementState::Out));
    told.map(|one| {
        let [disagrees, passes, agrees] = tallies.get(&one.statement).copied().unwrap_or_default();
        let (matters, hard) = known.marks.get(&one.statement).copied().unwrap_or_default();
        let shown = one.state == StatementState::Shown;
        let if_shown = |text: &str| if shown { text.to_owned() } else { String::new() };
        let translations = if_shown(&one.said.translations);
        StatementTold {
            statement: one.statement,
            text: if_shown(&one.said.text),
            lang: one.said.lang.clone(),
            easy: if_shown(&one.said.easy),
            translations: serde_json::from_str(&translations).unwrap_or_default(),
            shown,
            because: one.because.clone(),
            agrees,
            disagrees,
            passes,
            matters,
            hard,
        }
    })
    .collect()
}

fn refused(statements: &[&StoredStatement]) -> BTreeMap<String, u64> {
    let mut refused = BTreeMap::new();
    for one in statements.iter().filter(|one| one.state == StatementState::Refused) {
        *refused.entry(one.because.clone()).or_default() += 1;
    }
    refused
}
