//! What a person decides of imported activities: what they serve, or that they are not about the digital.

use std::collections::BTreeSet;

use passerelle_compact::Initiative;
use passerelle_compact::imported::{Decided, Imported, key_of_activity};
use passerelle_register::{Action, Author, RegisterError, Standing, Stored, User, Writer, may};
use passerelle_vocabulary::{Finding, Key, Record as _};

use crate::initiatives::InitiativeView;
use crate::{Desk, DeskError, now};

/// Why a version was written: codes, whose words are in `locales/`.
const REASON_CONFIRMED: &str = "activity-confirmed";
const REASON_SET_ASIDE: &str = "activity-set-aside";

/// Related activities that are looked for, at most.
const MOST_RELATED: usize = 200;

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// It serves these commitments; without any, all that are suggested.
    Serves(Vec<String>),
    /// It is not about the digital.
    SetAside,
}

/// Who decides.
#[derive(Debug, Clone, Copy)]
pub enum Decider<'a> {
    /// The program itself, at the terminal of the node.
    Program,
    /// An account, by its role.
    User(&'a User),
    /// An account that is signed in, by its roles for countries and topics too.
    Standing(&'a Standing),
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// There is no such imported initiative.
    #[error("no {0}")]
    Unknown(String),
    /// This account may not do it.
    #[error("this account may not do it")]
    NotAllowed,
    /// Another version stands than the one that was looked at.
    #[error("version {0} stands now")]
    Moved(u64),
    /// Something is wrong with what was decided.
    #[error("{} problem(s)", .0.len())]
    Unsound(Vec<Finding>),
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<RegisterError> for ConfirmError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Conflict { current, .. } => Self::Moved(current),
            RegisterError::Unsound { findings, .. } => Self::Unsound(findings),
            other => Self::Desk(other.into()),
        }
    }
}

/// Imported initiatives that wait, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Suggested {
    /// Some of them, by name in addresses.
    pub views: Vec<InitiativeView>,
    /// All of them.
    pub waiting: u64,
}

impl Desk {
    /// Imported initiatives that nobody has decided on, those after `after`, at most `limit`; of a country where one is
    /// named.
    ///
    /// # Errors
    /// The database refused.
    pub async fn suggested_initiatives(
        &self,
        country: Option<&str>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Suggested, DeskError> {
        let mut filters = vec![("decided", Decided::Suggested.code())];
        filters.extend(country.map(|code| ("country", code)));
        let after = after.and_then(|slug| Key::new(Initiative::KIND, slug).ok());
        let found = self.register.list(Initiative::KIND, &filters, after.as_ref(), limit).await?;
        let views = found.iter().map(|stored| self.initiative_view(stored));
        let views = views.collect::<Result<_, _>>()?;
        let facet = ("decided", Decided::Suggested.code());
        let waiting = self.register.count_with(Initiative::KIND, &[facet]).await?;
        Ok(Suggested { views, waiting })
    }

    /// Which of the activities that an initiative is related to are here: names in addresses.
    ///
    /// # Errors
    /// The database refused.
    pub async fn activities_here(
        &self,
        initiative: &Initiative,
    ) -> Result<BTreeSet<String>, DeskError> {
        let related = initiative.imported.iter().flat_map(|one| &one.related);
        let named = initiative.part_of.iter().chain(related.map(|one| &one.activity));
        let mut here = BTreeSet::new();
        for key in named.take(MOST_RELATED).filter_map(|id| key_of_activity(id)) {
            if self.register.get(&key).await?.is_some() {
                here.insert(key.slug().to_owned());
            }
        }
        Ok(here)
    }

    /// Whether somebody may decide on an imported initiative.
    pub fn may_confirm(&self, who: Decider<'_>, initiative: &Initiative) -> bool {
        match who {
            Decider::Program => true,
            Decider::User(user) => may(user.role, Initiative::KIND, Action::Publish, false),
            Decider::Standing(standing) => {
                let country = initiative.in_countries().map(|code| format!("country/{code}"));
                let topics = initiative.imported.iter().flat_map(|one| &one.suggested);
                let topics = topics.map(|one| format!("commitment/{}", one.commitment));
                let scopes: Vec<String> = country.chain(topics).collect();
                standing.may(Initiative::KIND, Action::Publish, &scopes, false)
            }
        }
    }

    /// Decides on an imported initiative. `seen`: the version that was looked at; whichever stands without it.
    ///
    /// # Errors
    /// [`ConfirmError`].
    pub async fn confirm_initiative(
        &self,
        slug: &str,
        decision: &Confirmation,
        seen: Option<u64>,
        who: Decider<'_>,
    ) -> Result<InitiativeView, ConfirmError> {
        let unknown = || ConfirmError::Unknown(slug.to_owned());
        let key = Key::new(Initiative::KIND, slug).map_err(|_| unknown())?;
        let stored = self.register.get(&key).await.map_err(DeskError::from)?.ok_or_else(unknown)?;
        let stands: Initiative = stored.record().map_err(DeskError::from)?;
        let imported = stands.imported.clone().ok_or_else(unknown)?;
        if !self.may_confirm(who, &stands) {
            return Err(ConfirmError::NotAllowed);
        }
        let (serves, decided, reason) = match decision {
            Confirmation::SetAside => (Vec::new(), Decided::SetAside, REASON_SET_ASIDE),
            Confirmation::Serves(chosen) if chosen.is_empty() => {
                let suggested = imported.suggested.iter().map(|one| one.commitment.clone());
                (suggested.collect(), Decided::Confirmed, REASON_CONFIRMED)
            }
            Confirmation::Serves(chosen) => (chosen.clone(), Decided::Confirmed, REASON_CONFIRMED),
        };
        let unknown = serves.iter().filter(|id| self.catalogue.commitment(id).is_none());
        let unknown: Vec<Finding> =
            unknown.map(|id| Finding::new("serves", "unknown-commitment", id)).collect();
        if !unknown.is_empty() {
            return Err(ConfirmError::Unsound(unknown));
        }
        let imported = Some(Imported { decided, ..imported });
        let initiative = Initiative { serves, imported, ..stands };
        let author = match who {
            Decider::Program => Author::program(),
            Decider::User(user) => user.author(),
            Decider::Standing(standing) => standing.user.author(),
        };
        let seen = Some(seen.unwrap_or(stored.number));
        let write = async |writer: &mut Writer| -> Result<(), RegisterError> {
            writer.put(&key, seen, reason, &initiative).await?;
            Ok(())
        };
        self.register.write(&author, now(), write).await?;
        self.refresh().await?;
        let stored: Option<Stored> = self.register.get(&key).await.map_err(DeskError::from)?;
        let stored = stored.ok_or_else(|| ConfirmError::Unknown(slug.to_owned()))?;
        Ok(self.initiative_view(&stored)?)
    }
}
