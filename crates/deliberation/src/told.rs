//! What a count gives: plain data, keyed by the numbers of statements and people.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::consensus::Consensus;
use crate::representative::Representative;

/// Values by number, in ascending order; as JSON an object.
#[derive(Debug, Clone, PartialEq)]
pub struct ById<T>(pub Vec<(u32, T)>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ById<T> {
    /// The value of a number.
    pub fn get(&self, id: u32) -> Option<&T> {
        self.0.binary_search_by_key(&id, |(id, _)| *id).ok().map(|place| &self.0[place].1)
    }

    /// Numbers and values.
    pub fn iter(&self) -> impl Iterator<Item = &(u32, T)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> FromIterator<(u32, T)> for ById<T> {
    fn from_iter<I: IntoIterator<Item = (u32, T)>>(values: I) -> Self {
        let mut values: Vec<(u32, T)> = values.into_iter().collect();
        values.sort_by_key(|(id, _)| *id);
        Self(values)
    }
}

impl<T: Serialize> Serialize for ById<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, value) in &self.0 {
            map.serialize_entry(id, value)?;
        }
        map.end()
    }
}

/// Why groups are not clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unclear {
    /// Nobody voted.
    Nobody,
    /// Fewer than four people can be grouped.
    TooFew,
    /// Everyone stands at one place.
    Alike,
    /// People are hardly nearer to their own group than to the next: the mean silhouette over people is below 0.25.
    NotSeparated,
    /// Fewer than two groups are found again when people are drawn anew: stability is below 0.6.
    NotStable,
}

impl Unclear {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Nobody, Self::TooFew, Self::Alike, Self::NotSeparated, Self::NotStable];

    /// The code that does not change.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::TooFew => "too-few",
            Self::Alike => "alike",
            Self::NotSeparated => "not-separated",
            Self::NotStable => "not-stable",
        }
    }
}

/// The group of a person.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Membership {
    /// Its number, from 0.
    pub group: u32,
    /// In what share of the replicates the person is in it; none in a provisional view.
    pub stability: Option<f64>,
}

/// A group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Group {
    /// Its people.
    pub people: u32,
    /// Its place on the map.
    pub centre: [f64; 2],
    /// Its mean greatest Jaccard coefficient over the replicates; none in a provisional view.
    pub stability: Option<f64>,
}

/// A map of opinions. [The crate](crate) says what each part is and how it is found.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct OpinionMap {
    /// A live view, begun where the last one ended: never a result.
    pub provisional: bool,
    /// People whose votes count.
    pub people: usize,
    /// Those among them who are grouped.
    pub grouped: usize,
    /// Statements: listed, or voted on.
    pub statements: usize,
    /// Votes that count.
    pub votes: usize,
    /// Who has so many votes is grouped.
    pub min_votes: u32,
    /// What decided where chance would.
    pub seed: u64,
    /// How often the count was repeated with people drawn anew.
    pub replicates: u32,
    /// How many groups there are; 1 where people do not differ, 0 where there is nobody.
    pub k: usize,
    /// Mean silhouette over base clusters of the partition that won.
    pub silhouette: Option<f64>,
    /// The same for every number of groups that was looked for.
    pub silhouettes: ById<Option<f64>>,
    /// Mean silhouette over people.
    pub separation: Option<f64>,
    /// Whether the groups should be spoken of as groups.
    pub clear: bool,
    /// Why not.
    pub unclear_because: Vec<Unclear>,
    /// Groups by number.
    pub sizes: ById<Group>,
    /// Person → group.
    pub groups: ById<Membership>,
    /// Statement → mean of its votes.
    pub centre: ById<f64>,
    /// Both principal components: statement → share.
    pub components: [ById<f64>; 2],
    /// Person → place on the map.
    pub projection: ById<[f64; 2]>,
    /// Statement → how far it takes who agrees with it.
    pub extremity: ById<f64>,
    /// Group → the statements that set it apart.
    pub representative: ById<Vec<Representative>>,
    /// What nearly all say.
    pub consensus: Consensus,
    /// Statement → how probable it is that all groups agree.
    pub group_aware_consensus: ById<f64>,
    /// Statement → its weight when the next one to show is drawn.
    pub priority: ById<f64>,
}
