//! The review contribution of a country, of a group of countries or of the world: what was promised, who does what,
//! what shows it, what is said of it and by whom, and what nobody has recorded.
//!
//! [`review`] takes records and figures as they stand ([`Material`]) and puts them in order ([`Review`]); it reads
//! nothing, and knows no clock: its day is that of the state of the log that it was made of. It judges nothing either.
//! What an actor says of its own work and what others say of it are two lists, side by side, and nothing is made of
//! both. What was promised and paid is told as ranges that count nothing twice ([`crate::money`]), kind by kind; budgets
//! stand in their own currencies.
//!
//! The same review is told by several outlines ([`Outline`]): by the Compact's objectives, by the chapters of a
//! Voluntary National Review, by the action lines of the World Summit on the Information Society. Outlines are data of
//! the catalogue.

mod build;
mod outline;
mod round;

use passerelle_vocabulary::{Lang, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::initiative::{Aim, CountryShare, InitiativeStatus, Sum};
use crate::money::Range;
use crate::{
    Addressee, Completion, Due, EarlyResults, Evidence, Hearing, StakeholderKind, TransactionKind,
};

pub use build::{Known, Material, review};
pub use outline::{Chapter, Outline, Outlines, Part};
pub use round::{Comment, OfficeAnswer, Round, RoundStage};

/// What a review is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// A country.
    Country,
    /// A region of the world.
    Region,
    /// Countries that have something in common: the least developed.
    Group,
    /// All of them.
    World,
}

/// The countries that a review is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// ISO 3166-1 alpha-3, or the id of a group.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// ISO 3166-1 alpha-3 of every country of it.
    pub countries: Vec<String>,
    /// Whether it was made up, for training.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub synthetic: bool,
}

impl Scope {
    /// Whether something of this country, or of none, belongs to it.
    pub fn holds(&self, country: Option<&str>) -> bool {
        match (self.kind, country) {
            (ScopeKind::World, _) => true,
            (_, Some(code)) => self.countries.iter().any(|one| one == code),
            (_, None) => false,
        }
    }
}

/// The state of the log that a review was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogState {
    /// Leaves of the log.
    pub entries: u64,
    /// Root of its tree, in base64; empty while nothing is signed.
    pub root: String,
    /// When its last leaf was written: `2026-11-26T08:40:00Z`.
    pub moment: String,
    /// The day from which ages, silence and delays are counted: that of the last leaf, unless another was asked for.
    #[schema(value_type = String, example = "2026-11-26")]
    pub day: Due,
}

/// Figures of several countries, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Spread {
    /// Countries with a recent figure.
    pub countries: usize,
    /// The oldest year that counts as recent.
    pub since: i32,
    /// A quarter of them are at or below, in the unit.
    pub lower_quartile: f64,
    /// Three quarters of them are at or below, in the unit.
    pub upper_quartile: f64,
}

/// A figure that shows a commitment, with how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: Text,
    /// Code of its unit.
    pub unit: String,
    /// Decimals that it is written with.
    pub decimals: u8,
    /// The figure, in its unit: a country's own, or the median of several. `None` where there is none.
    pub value: Option<f64>,
    /// Ends of its interval at 95 %; `None` where none is known.
    pub interval: Option<(f64, f64)>,
    /// When it is of.
    pub period: Option<String>,
    /// Its age in years, on the day of the review.
    pub age: Option<i32>,
    /// How sure its publisher is, or why there is none: a code.
    pub status: Option<String>,
    /// Id of its source.
    pub source: Option<String>,
    /// The target.
    pub target: Option<f64>,
    /// The year of the target.
    pub target_year: Option<i32>,
    /// Where the country stands, as a code: on track, too slow…
    pub class: Option<String>,
    /// Of which countries it is the median.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
}

/// What moved of one kind of transaction, in hundredths of [`crate::currency::TOTALS_IN`]. Kinds are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Moved {
    /// Which.
    pub kind: TransactionKind,
    /// At least and at most.
    pub range: Range,
}

/// A commitment with what shows it and who serves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Promise {
    /// Its id.
    pub id: String,
    /// The objective of the Compact that it belongs to.
    pub objective: Option<u8>,
    /// Its title.
    pub title: Text,
    /// Where it stands in its text.
    pub place: Text,
    /// By when.
    #[schema(value_type = Option<String>, example = "2030")]
    pub due: Option<Due>,
    /// Who is asked to act.
    pub addressees: Vec<Addressee>,
    /// Numbers of the goals that the text names there.
    pub goals: Vec<u8>,
    /// Figures that show it; one without a value where nobody has measured.
    pub figures: Vec<Figure>,
    /// Numbers of the contributions that serve it.
    pub contributions: Vec<usize>,
    /// Pieces of evidence that its contributions and those who assessed them have given.
    pub evidence: usize,
    /// Money of its contributions, each whole: nobody said which part is for which commitment.
    pub money: Vec<Moved>,
}

impl Promise {
    /// Whether anything shows how far it has come: a figure, or a piece of evidence.
    pub fn is_shown(&self) -> bool {
        self.evidence > 0 || self.figures.iter().any(|one| one.value.is_some())
    }
}

/// Somebody, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// Its name in addresses; `None` where it has no page.
    pub slug: Option<String>,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: Option<StakeholderKind>,
}

/// What those who contribute say of how far they have come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SelfReport {
    /// The day.
    #[schema(value_type = String, example = "2027-03-01")]
    pub day: Due,
    /// How much is done.
    pub completion: Completion,
    /// What has changed for people.
    pub results: Option<EarlyResults>,
    /// In their words.
    pub text: Text,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

/// What the assessed say to an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Answer {
    /// The day.
    #[schema(value_type = String, example = "2027-05-20")]
    pub day: Due,
    /// Their words; empty where they have nothing to say.
    pub text: Text,
    /// Whether they have nothing to say.
    pub waived: bool,
}

/// What somebody else says, with the reply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ThirdParty {
    /// Who.
    pub assessor: String,
    /// What they have to do with those whom they assess.
    pub interests: String,
    /// The day.
    #[schema(value_type = String, example = "2027-05-01")]
    pub day: Due,
    /// How it was found out.
    pub method: Text,
    /// How much is done.
    pub completion: Completion,
    /// What has changed for people.
    pub results: Option<EarlyResults>,
    /// What was found.
    pub text: Text,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// The reply; `None` where there was none in thirty days.
    pub reply: Option<Answer>,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contribution {
    /// Its number in this review, from 1.
    pub number: usize,
    /// Its name in addresses.
    pub slug: String,
    /// What it is called.
    pub title: Text,
    /// Whose promise it is; `None` where nobody has taken it for theirs.
    pub by: Option<Named>,
    /// Names of organisations that take part.
    pub organisations: Vec<String>,
    /// The country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The countries where it is in several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryShare>,
    /// Names of places.
    pub places: Vec<String>,
    /// For whom: `dimension=category`; empty for everyone.
    pub groups: Vec<String>,
    /// Languages in which it works.
    pub languages: Vec<Lang>,
    /// Ids of the commitments that it serves.
    pub serves: Vec<String>,
    /// When it begins.
    #[schema(value_type = String, example = "2027")]
    pub start: Due,
    /// When it ends.
    #[schema(value_type = String, example = "2030")]
    pub end: Due,
    /// How far it has come, by its own word.
    pub status: InitiativeStatus,
    /// Whether it had begun before it was promised.
    pub began_before: bool,
    /// From where to where.
    pub aims: Vec<Aim>,
    /// What it is to cost, what of it is promised and what is open, in hundredths of its currency; `None` where no
    /// budget is recorded.
    pub budget: Option<Sum>,
    /// ISO 4217.
    pub currency: String,
    /// Whether it is heard of.
    #[schema(value_type = String, example = "heard")]
    pub hearing: Hearing,
    /// The last sign of life.
    #[schema(value_type = String, example = "2027-03-01")]
    pub last_heard: Due,
    /// The last progress that something shows.
    #[schema(value_type = Option<String>, example = "2027-03-01")]
    pub last_shown: Option<Due>,
    /// By its own word, the latest first.
    pub own: Vec<SelfReport>,
    /// By others, the latest first.
    pub others: Vec<ThirdParty>,
    /// Assessments that are held for its reply.
    pub held: usize,
}

impl Contribution {
    /// Every country in which it is, ISO 3166-1 alpha-3.
    pub fn in_countries(&self) -> impl Iterator<Item = &str> {
        let several = self.countries.iter().map(|one| one.country.as_str());
        self.country.as_deref().into_iter().chain(several)
    }
}

impl Contribution {
    /// Pieces of evidence, its own and those of others.
    pub fn evidence(&self) -> usize {
        let own: usize = self.own.iter().map(|one| one.evidence.len()).sum();
        own + self.others.iter().map(|one| one.evidence.len()).sum::<usize>()
    }
}

/// Somebody's word on the Compact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Endorsed {
    /// Who.
    pub by: Named,
    /// The country of its seat.
    pub country: Option<String>,
    /// The objectives; empty for the whole.
    pub objectives: Vec<u8>,
    /// What it says.
    pub statement: Text,
    /// Who signed.
    pub signatory: String,
    /// When.
    #[schema(value_type = String, example = "2026-11-26")]
    pub signed: Due,
    /// Measurable contributions with it; none: values only.
    pub contributions: usize,
    /// When it was withdrawn.
    #[schema(value_type = Option<String>, example = "2027-01-31")]
    pub withdrawn: Option<Due>,
}

/// How many there are of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// Commitments.
    pub commitments: usize,
    /// Of these, those that a contribution serves.
    pub served: usize,
    /// Of these, those that a figure or a piece of evidence shows.
    pub shown: usize,
    /// Contributions.
    pub contributions: usize,
    /// Of these, those that had begun before they were promised.
    pub began_before: usize,
    /// Those with progress that something shows.
    pub with_evidence: usize,
    /// Those that somebody else has assessed.
    pub assessed: usize,
    /// Assessments of them that have a reply.
    pub replied: usize,
    /// Assessments of them that are held for a reply.
    pub held: usize,
    /// Those unheard of for a year.
    pub silent: usize,
    /// Those unheard of for two years.
    pub inactive: usize,
}

/// What nobody has recorded: ids of commitments, numbers of contributions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gaps {
    /// Commitments that no contribution serves.
    pub unserved: Vec<String>,
    /// Commitments that nothing shows.
    pub unshown: Vec<String>,
    /// Commitments that no indicator of the catalogue shows.
    pub unmeasured: Vec<String>,
    /// Contributions without any evidence of their own.
    pub without_evidence: Vec<usize>,
    /// Contributions that nobody else has assessed.
    pub unassessed: Vec<usize>,
    /// Contributions that are silent or inactive.
    pub silent: Vec<usize>,
    /// Contributions of no actor: nobody has taken them for theirs.
    pub nobodys: Vec<usize>,
}

/// An objective with its commitments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Objective {
    /// 1 to 5; `None` for what stands outside of them.
    pub number: Option<u8>,
    /// Ids of its commitments, in the text's order.
    pub commitments: Vec<String>,
    /// How many there are of what.
    pub tally: Tally,
    /// Money of its contributions, each counted once.
    pub money: Vec<Moved>,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    /// What it is of.
    pub scope: Scope,
    /// What it was made of.
    pub state: LogState,
    /// Of its countries, the Member States of the United Nations: they adopted the Compact (A/RES/79/1).
    pub adopted: Vec<String>,
    /// Who has endorsed the Compact, the first first; those that were withdrawn too.
    pub endorsements: Vec<Endorsed>,
    /// By objective.
    pub objectives: Vec<Objective>,
    /// Every commitment, in the order of its text.
    pub commitments: Vec<Promise>,
    /// Every contribution.
    pub contributions: Vec<Contribution>,
    /// How many there are of what.
    pub tally: Tally,
    /// Money of all contributions, each counted once.
    pub money: Vec<Moved>,
    /// What nobody has recorded.
    pub gaps: Gaps,
}

impl Review {
    /// The commitment with this id.
    pub fn commitment(&self, id: &str) -> Option<&Promise> {
        self.commitments.iter().find(|one| one.id == id)
    }

    /// The contribution with this number.
    pub fn contribution(&self, number: usize) -> Option<&Contribution> {
        self.contributions.get(number.checked_sub(1)?)
    }
}
