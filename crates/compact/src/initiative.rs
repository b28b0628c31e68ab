//! Initiatives: what somebody does to keep promises, where, for whom, until when, and who pays for it.
//!
//! An initiative is a record: every change is a version, with who and when. It names the commitments that it serves
//! (`serves` → `commitment/…`), the indicators that show whether it succeeds (`shown_by` → `indicator/…`) and the plan
//! that it carries out (`carries_out` → `plan/…`). Its budget is a list of lines, one for each year, purpose, lot and
//! technology: what of a line nobody has promised is open for others to fund. What is promised and paid stands in its
//! [`Transaction`]s; what is done (progress, evidence) comes beside it, each with a record of its own.

mod check;

use std::collections::BTreeSet;

use passerelle_vocabulary::{Facets, Finding, Key, Lang, Link, Position, Record, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::imported::{Decided, Imported, key_of_activity};
use crate::{Due, Evidence, Transaction};
pub use check::{MOST_LINES, is_reference};

/// How far it has come, by its own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InitiativeStatus {
    /// It is to come.
    #[default]
    Planned,
    /// It is being done.
    UnderWay,
    /// It is done.
    Finished,
    /// It rests.
    Suspended,
    /// It was given up.
    Cancelled,
}

impl InitiativeStatus {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Planned, Self::UnderWay, Self::Finished, Self::Suspended, Self::Cancelled];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under_way",
            Self::Finished => "finished",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A country of several in which an initiative is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CountryShare {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// How much of the initiative is there, in percent; `None` where nobody has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percentage: Option<f64>,
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A State's ministry or agency.
    Government,
    /// A public body that is not the government: a fund, a regulator.
    Public,
    /// Of several States.
    Multilateral,
    /// Of civil society.
    CivilSociety,
    /// A foundation.
    Foundation,
    /// A company.
    Company,
    /// A university, a research body.
    Academia,
    /// Anything else, or not told.
    #[default]
    Other,
}

impl OrganisationKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Government,
        Self::Public,
        Self::Multilateral,
        Self::CivilSociety,
        Self::Foundation,
        Self::Company,
        Self::Academia,
        Self::Other,
    ];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Public => "public",
            Self::Multilateral => "multilateral",
            Self::CivilSociety => "civil_society",
            Self::Foundation => "foundation",
            Self::Company => "company",
            Self::Academia => "academia",
            Self::Other => "other",
        }
    }
}

/// What an organisation has to do with an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationRole {
    /// Answers for it.
    Lead,
    /// Pays for it.
    Funder,
    /// Does it.
    Partner,
}

impl OrganisationRole {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Funder, Self::Partner];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Funder => "funder",
            Self::Partner => "partner",
        }
    }
}

/// An organisation that takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Its name, as people know it.
    pub name: String,
    /// What it has to do with it.
    pub role: OrganisationRole,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its identifier in IATI (`XM-DAC-41114`); `None` where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// Where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InitiativePlace {
    /// Its name.
    pub name: String,
    /// Where it is, about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
}

/// What money is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To build and buy.
    Build,
    /// To buy again what wears out.
    Renew,
    /// To run it.
    Run,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Build, Self::Renew, Self::Run];

    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Renew => "renew",
            Self::Run => "run",
        }
    }
}

/// What somebody promised of a budget line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pledge {
    /// The name of one of the initiative's organisations.
    pub by: String,
    /// Hundredths of the currency.
    pub cents: i64,
}

/// Money for one year, purpose, lot and technology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BudgetLine {
    /// Its number in this version, from 1.
    pub number: u32,
    /// The calendar year.
    pub year: i32,
    /// What it is for.
    pub purpose: Purpose,
    /// Code of the technology.
    pub technology: String,
    /// The lot: an area, or a number of neighbours.
    pub lot: String,
    /// Hundredths of the currency.
    pub cents: i64,
    /// What of it is promised, and by whom; the rest is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pledged: Vec<Pledge>,
}

impl BudgetLine {
    /// What of it is promised, in hundredths.
    pub fn committed(&self) -> i64 {
        self.pledged.iter().fold(0, |sum: i64, pledge| sum.saturating_add(pledge.cents))
    }

    /// What of it nobody has promised, in hundredths.
    pub fn open(&self) -> i64 {
        self.cents.saturating_sub(self.committed()).max(0)
    }
}

/// From where to where, by when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Aim {
    /// Code of the indicator of the catalogue that shows it; `None` where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// What is counted.
    pub what: Text,
    /// Code of the unit.
    pub unit: String,
    /// How it was before; `None` where it is not known.
    pub baseline: Option<f64>,
    /// When that was.
    pub baseline_year: i32,
    /// How it is to be.
    pub target: f64,
    /// By the end of which year.
    pub target_year: i32,
    /// What those whose initiative it is say was reached so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Reached>,
}

/// How far something has come, by those whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reached {
    /// How it is.
    pub value: f64,
    /// By the end of which year.
    pub year: i32,
}

/// The plan that an initiative carries out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CarriedOut {
    /// Its record: `plan/<slug>`.
    pub plan: Key,
    /// SHA-256 of its `summary.json`, in hexadecimal.
    pub summary: String,
}

/// What somebody does to keep promises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Initiative {
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Text,
    /// The actor whose promise it is; `None` where nobody has taken it for theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Key>,
    /// Languages in which it works.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// The country, ISO 3166-1 alpha-3; `None` where it is in none, or in several.
    pub country: Option<String>,
    /// The countries where it is in several; empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryShare>,
    /// Where in it.
    #[serde(default)]
    pub places: Vec<InitiativePlace>,
    /// For whom: codes of groups as `dimension=category`; empty for everyone.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Ids of the commitments that it serves.
    pub serves: Vec<String>,
    /// Who takes part.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// ISO 4217 code of every amount.
    pub currency: String,
    /// Its budget.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// What it is to reach.
    #[serde(default)]
    pub aims: Vec<Aim>,
    /// When it begins.
    #[schema(value_type = String, example = "2027")]
    pub start: Due,
    /// When it ends.
    #[schema(value_type = String, example = "2036")]
    pub end: Due,
    /// How far it has come.
    pub status: InitiativeStatus,
    /// Whether it had begun before it was pledged: then it adds nothing to what would have been done anyway.
    pub began_before_pledge: bool,
    /// The plan that it carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<CarriedOut>,
    /// Identifiers in IATI of activities that it is part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
    /// What shows that it is as it says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Its own identifier in IATI, where it has one: that of the activity from which it was imported, or which its actor
    /// publishes elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// What was promised and paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transactions: Vec<Transaction>,
    /// Where it was imported from; `None` where it was written here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Imported>,
}

/// The facet of those that were imported and that nobody has confirmed: what lists of initiatives leave out.
pub const UNCONFIRMED: (&str, &str) = ("unconfirmed", "yes");

/// Money of an initiative or of some of its lines, in hundredths of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Sum {
    /// All of it.
    pub cents: i64,
    /// What is promised.
    pub committed: i64,
    /// What nobody has promised.
    pub open: i64,
}

impl Sum {
    /// Whether there is any (`none`), all of it is promised (`funded`), or some is `open`: a code, whose words are in
    /// `locales/`.
    pub fn code(&self) -> &'static str {
        match (self.cents, self.open) {
            (0, _) => "none",
            (_, 0) => "funded",
            _ => "open",
        }
    }
}

impl std::ops::AddAssign<&BudgetLine> for Sum {
    fn add_assign(&mut self, line: &BudgetLine) {
        // Sums are taken before anyone has looked whether the amounts are sound.
        self.cents = self.cents.saturating_add(line.cents);
        self.committed = self.committed.saturating_add(line.committed());
        self.open = self.open.saturating_add(line.open());
    }
}

impl Initiative {
    /// Every country in which it is, ISO 3166-1 alpha-3.
    pub fn in_countries(&self) -> impl Iterator<Item = &str> {
        let several = self.countries.iter().map(|one| one.country.as_str());
        self.country.as_deref().into_iter().chain(several)
    }

    /// All its money.
    pub fn money(&self) -> Sum {
        let mut sum = Sum::default();
        self.budget.iter().for_each(|line| sum += line);
        sum
    }

    /// What is wrong with it on a day (year, month, day): nothing was paid tomorrow.
    pub fn check_on(&self, today: (i32, u8, u8)) -> Vec<Finding> {
        self.transactions.iter().filter_map(|one| one.check_on(today)).collect()
    }

    /// Whether it was imported, and nobody has confirmed what it serves.
    pub fn is_suggested(&self) -> bool {
        self.imported.as_ref().is_some_and(|one| one.decided != Decided::Confirmed)
    }

    /// The initiatives that activities which it names are, or would be, imported as, with the relation.
    fn activities(&self) -> Vec<Link> {
        let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
        found.extend(self.part_of.iter().map(|id| ("part_of", id.as_str())));
        let related = self.imported.iter().flat_map(|one| &one.related);
        found.extend(related.map(|one| (one.relation.code(), one.activity.as_str())));
        for transaction in &self.transactions {
            let other = transaction.other().and_then(|party| party.activity.as_deref());
            let relation = if transaction.kind.is_incoming() { "funded_by" } else { "funds" };
            found.extend(other.map(|id| (relation, id)));
        }
        let link = |(relation, id): (&str, &str)| {
            let to = match id.parse::<Key>() {
                Ok(key) if key.kind() == Self::KIND => key,
                _ => key_of_activity(id)?,
            };
            Some(Link { relation: relation.to_owned(), to })
        };
        found.into_iter().filter_map(link).collect()
    }

    /// Who answers for it.
    pub fn lead(&self) -> Option<&Organisation> {
        self.organisations.iter().find(|one| one.role == OrganisationRole::Lead)
    }
}

impl Record for Initiative {
    const KIND: &'static str = "initiative";

    fn title(&self) -> &Text {
        &self.title
    }

    fn links(&self) -> Vec<Link> {
        let link = |relation: &str, kind: &str, id: &String| {
            let to = Key::new(kind, id).ok()?;
            Some(Link { relation: relation.to_owned(), to })
        };
        let serves = self.serves.iter().filter_map(|id| link("serves", "commitment", id));
        let shown = self.aims.iter().filter_map(|aim| aim.indicator.as_ref());
        let shown = shown.filter_map(|code| link("shown_by", "indicator", code));
        let plan = self
            .plan
            .iter()
            .map(|carried| Link { relation: "carries_out".to_owned(), to: carried.plan.clone() });
        let by = self.by.iter().map(|to| Link { relation: "by".to_owned(), to: to.clone() });
        serves.chain(shown).chain(plan).chain(by).chain(self.activities()).collect()
    }

    fn facets(&self) -> Facets {
        let years: BTreeSet<String> =
            self.budget.iter().map(|line| line.year.to_string()).collect();
        let open = if self.money().open > 0 { "yes" } else { "no" };
        let imported = self.imported.iter();
        let publisher = imported.clone().filter_map(|one| one.publisher_reference.clone());
        Facets::from([
            ("decided".to_owned(), imported.map(|one| one.decided.code().to_owned()).collect()),
            (
                UNCONFIRMED.0.to_owned(),
                self.is_suggested().then(|| UNCONFIRMED.1.to_owned()).into_iter().collect(),
            ),
            ("publisher".to_owned(), publisher.collect()),
            ("activity".to_owned(), self.activity.iter().cloned().collect()),
            ("country".to_owned(), self.in_countries().map(str::to_owned).collect()),
            ("status".to_owned(), vec![self.status.code().to_owned()]),
            ("serves".to_owned(), self.serves.clone()),
            ("year".to_owned(), years.into_iter().collect()),
            ("open".to_owned(), vec![open.to_owned()]),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        self.wrong()
    }
}
