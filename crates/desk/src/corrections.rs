//! Corrections of sites: proposed by readers, decided by moderators.
//!
//! A reader says what is wrong and why → it waits in the cellar ([`passerelle_tables::corrections`]), bounded in number
//! and size, seen by nobody but moderators → a moderator accepts it: one transaction marks it and writes a version of
//! `site_correction/<country>-<site>` in the register → [`crate::shown`] puts it on what the list says.
//!
//! The version says what kind of thing was corrected, and a hash of the rest: a place may be more precise than the
//! ministry lets be published, and the reader's reason is not for everyone. How many are taken, and of whom:
//! `crate::senders`.

use std::net::IpAddr;

use passerelle_register::{Action, User, Writer, may};
pub use passerelle_tables::corrections::{Correction, CorrectionState};
use passerelle_tables::corrections::{MostWaiting, NewCorrection, Room};
use passerelle_vocabulary::{Facets, Key, Position, Record, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::senders::{Limits, Wait};
use crate::shown::Change;
use crate::{Desk, DeskError, now};

/// Why a correction was written: a code, whose words are in `locales/`.
const REASON_CORRECTED: &str = "site-corrected";
/// Letters of a reason.
const BECAUSE: std::ops::RangeInclusive<usize> = 10..=1_000;
/// Letters of a name.
const NAME: std::ops::RangeInclusive<usize> = 1..=200;
/// Proposals that may wait.
const WAITING: MostWaiting = MostWaiting { of_site: 5, of_all: 5_000 };

/// What was corrected of a site, as the register remembers it: each version is one correction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteCorrectionRecord {
    /// The site's name in its list.
    pub title: Text,
    /// The country, ISO 3166-1 alpha-3.
    pub country: String,
    /// The site, by its identifier in its list.
    pub site: String,
    /// Number of the correction.
    pub correction: i64,
    /// What was wrong: `position`, `name`, `status`, `closed`, `other`.
    pub what: String,
    /// SHA-256 of a salt and of the correction and its reason, in hexadecimal.
    pub sealed: String,
}

impl Record for SiteCorrectionRecord {
    const KIND: &'static str = "site_correction";

    fn title(&self) -> &Text {
        &self.title
    }

    fn facets(&self) -> Facets {
        Facets::from([("country".to_owned(), vec![self.country.clone()])])
    }
}

/// A correction as a form gives it: texts, not looked at yet.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Proposed {
    /// What is wrong: the code of a [`Change`].
    #[serde(default)]
    pub what: String,
    /// Degrees north, where the position is wrong.
    #[serde(default)]
    pub lat: String,
    /// Degrees east, where the position is wrong.
    #[serde(default)]
    pub lon: String,
    /// The right name, where it is wrong.
    #[serde(default)]
    pub name: String,
    /// `yes` or `no`, where the status is wrong.
    #[serde(default)]
    pub status: String,
    /// Why.
    #[serde(default)]
    pub because: String,
}

/// What is wrong with a proposal: a field, and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub code: &'static str,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It waits for a moderator under this number.
    Waits(i64),
    /// Something is wrong with it.
    Wrong(Vec<Mistake>),
    /// Too many came, or wait.
    Later(Later),
    /// There is no such site, or it is not shown.
    NoSite,
}

/// Why a proposal is not taken now, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Many came from the network of the one who sends.
    Sender {
        /// Until one more is taken from there.
        seconds: u64,
    },
    /// Many came, from wherever.
    Node {
        /// Until one more is taken.
        seconds: u64,
    },
    /// As many as may wait for a site do: until a moderator has decided.
    Site,
    /// As many as may wait do: until moderators have decided.
    Moderators,
}

impl Later {
    /// A code that does not change.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sender { .. } => "sender",
            Self::Node { .. } => "node",
            Self::Site => "site",
            Self::Moderators => "moderators",
        }
    }

    /// Seconds until one more is taken; `None` where that is for moderators to say.
    pub fn seconds(self) -> Option<u64> {
        match self {
            Self::Sender { seconds } | Self::Node { seconds } => Some(seconds),
            Self::Site | Self::Moderators => None,
        }
    }
}

impl From<Wait> for Later {
    fn from(wait: Wait) -> Self {
        match wait {
            Wait::Sender(seconds) => Self::Sender { seconds },
            Wait::Node(seconds) => Self::Node { seconds },
        }
    }
}

/// Of a network as many as a class that checks its town; of all as many as moderators can hope to read.
pub(crate) const LIMITS: Limits =
    Limits { in_an_hour: 20, in_a_day: 60, all_in_an_hour: 120, all_in_a_day: 2_000 };

/// Why a correction is not decided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// There is none of this number.
    #[error("there is no correction {0}")]
    NoCorrection(i64),
    /// It was decided before.
    #[error("correction {0} was decided before")]
    Decided(i64),
    /// This account may not do it.
    #[error("{0} may not do this")]
    NotAllowed(String),
    /// The site is not in the list any more.
    #[error("correction {0} is about a site that is not in the list any more")]
    NoSite(i64),
}

impl DecisionError {
    /// A code that does not change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCorrection(_) => "no-correction",
            Self::Decided(_) => "decided",
            Self::NotAllowed(_) => "not-allowed",
            Self::NoSite(_) => "no-site",
        }
    }

    /// What it is about.
    pub fn what(&self) -> String {
        match self {
            Self::NoCorrection(id) | Self::Decided(id) | Self::NoSite(id) => id.to_string(),
            Self::NotAllowed(who) => who.clone(),
        }
    }
}

impl Proposed {
    /// What it says, or everything that is wrong with it.
    ///
    /// # Errors
    /// A kind that is not known, degrees that are not on the Earth, texts that are missing or too long.
    pub fn read(&self) -> Result<(Change, String), Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut wrong = |field, code| mistakes.push(Mistake { field, code });
        let change = match self.what.as_str() {
            "position" => match (degrees(&self.lat), degrees(&self.lon)) {
                (Some(lat), Some(lon)) if Position::new(lat, lon).is_some() => {
                    Some(Change::Position { lat, lon })
                }
                _ => {
                    wrong("lat", "no-degrees");
                    None
                }
            },
            "name" => match text(&self.name, &NAME) {
                Ok(name) => Some(Change::Name { name }),
                Err(code) => {
                    wrong("name", code);
                    None
                }
            },
            "status" => match self.status.as_str() {
                "yes" => Some(Change::Status { connected: true }),
                "no" => Some(Change::Status { connected: false }),
                _ => {
                    wrong("status", "not-chosen");
                    None
                }
            },
            "closed" => Some(Change::Closed),
            "other" => Some(Change::Other),
            _ => {
                wrong("what", "not-chosen");
                None
            }
        };
        match (change, text(&self.because, &BECAUSE)) {
            (Some(change), Ok(because)) => Ok((change, because)),
            (_, because) => {
                if let Err(code) = because {
                    mistakes.push(Mistake { field: "because", code });
                }
                Err(mistakes)
            }
        }
    }
}

/// Degrees, with a point or a comma.
fn degrees(text: &str) -> Option<f64> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

/// A text without spaces around it and without signs that are no letters.
fn text(given: &str, letters: &std::ops::RangeInclusive<usize>) -> Result<String, &'static str> {
    let clean = |one: char| if one.is_control() && one != '\n' { ' ' } else { one };
    let text: String = given.replace("\r\n", "\n").chars().map(clean).collect();
    let text = text.trim();
    match text.chars().count() {
        0 => Err("missing"),
        count if count < *letters.start() => Err("too-short"),
        count if count > *letters.end() => Err("too-long"),
        _ => Ok(text.to_owned()),
    }
}

impl Desk {
    /// Takes a correction of a site, for a moderator to decide. `from`: the address that it comes from, `None` where
    /// that is not known. It is kept nowhere.
    ///
    /// # Errors
    /// The database refused.
    pub async fn propose_correction(
        &self,
        iso3: &str,
        site: &str,
        proposed: &Proposed,
        from: Option<IpAddr>,
    ) -> Result<Taken, DeskError> {
        let (change, because) = match proposed.read() {
            Ok(read) => read,
            Err(mistakes) => return Ok(Taken::Wrong(mistakes)),
        };
        if self.shown_site(iso3, site).await?.is_none() {
            return Ok(Taken::NoSite);
        }
        let at = now();
        let place = match self.senders.take(from, at).map_err(unrandom)? {
            Ok(place) => place,
            Err(wait) => return Ok(Taken::Later(wait.into())),
        };
        let kept = self.keep_proposal((iso3, site), &change, because, at).await;
        let later = match kept {
            Ok(Room::Kept(number)) => return Ok(Taken::Waits(number)),
            Ok(Room::SiteFull) => Ok(Taken::Later(Later::Site)),
            Ok(Room::Full) => Ok(Taken::Later(Later::Moderators)),
            Err(error) => Err(error),
        };
        self.senders.give_back(place);
        later
    }

    async fn keep_proposal(
        &self,
        (iso3, site): (&str, &str),
        change: &Change,
        because: String,
        at: i64,
    ) -> Result<Room, DeskError> {
        let list =
            self.sites.standing(&crate::site_lists::site_list_key(iso3)?.to_string()).await?;
        let new = NewCorrection {
            country: iso3.to_owned(),
            site: site.to_owned(),
            list: list.map_or(0, |list| list.id),
            what: change.code().to_owned(),
            value: serde_json::to_string(change)
                .map_err(|error| DeskError::Key(error.to_string()))?,
            because,
            salt: salt()?,
        };
        Ok(self.corrections.propose(&new, WAITING, at).await?)
    }

    /// Corrections of a state after a number, at most a thousand.
    ///
    /// # Errors
    /// The database refused.
    pub async fn corrections(
        &self,
        state: CorrectionState,
        after: i64,
    ) -> Result<Vec<Correction>, DeskError> {
        Ok(self.corrections.list(state, after).await?)
    }

    /// What was accepted of a site, the first first, without what may not be published: the kind of each, and when.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site_history(
        &self,
        iso3: &str,
        site: &str,
    ) -> Result<Vec<(String, i64)>, DeskError> {
        let accepted = self.corrections.accepted(iso3, Some(site)).await?;
        let told = accepted.into_iter().map(|one| (one.proposed.what, one.decided_at.unwrap_or(0)));
        Ok(told.collect())
    }

    /// Accepts or refuses a correction.
    ///
    /// # Errors
    /// [`DecisionError`]; the database refused.
    pub async fn decide_correction(
        &self,
        id: i64,
        accept: bool,
        user: &User,
    ) -> Result<Correction, DeskError> {
        if !may(user.role, SiteCorrectionRecord::KIND, Action::Publish, false) {
            return Err(DecisionError::NotAllowed(user.name.clone()).into());
        }
        let found = self.corrections.get(id).await?.ok_or(DecisionError::NoCorrection(id))?;
        if found.state != CorrectionState::Waiting {
            return Err(DecisionError::Decided(id).into());
        }
        let state = if accept { CorrectionState::Accepted } else { CorrectionState::Refused };
        let record = match accept {
            true => Some(self.record_of(&found).await?),
            false => None,
        };
        let at = now();
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            let by = (user.id.as_str(), at);
            if !self.corrections.decide(transaction, id, state, by).await? {
                return Err(DecisionError::Decided(id).into());
            }
            if let Some(record) = &record {
                let key = correction_key(&record.country, &record.site)?;
                let seen = writer.current(&key).await?.map(|(number, _)| number);
                writer.put(&key, seen, REASON_CORRECTED, record).await?;
            }
            Ok(())
        };
        self.register.write(&user.author(), at, work).await?;
        self.refresh().await?;
        self.corrections.get(id).await?.ok_or_else(|| DecisionError::NoCorrection(id).into())
    }

    async fn record_of(&self, found: &Correction) -> Result<SiteCorrectionRecord, DeskError> {
        let proposed = &found.proposed;
        let owner = crate::site_lists::site_list_key(&proposed.country)?.to_string();
        let list = self.sites.standing(&owner).await?;
        let row = match list {
            Some(list) => self.sites.site(list.id, &proposed.site).await?,
            None => None,
        };
        let row = row.ok_or(DecisionError::NoSite(found.id))?;
        let mut sealed = Sha256::new();
        for part in [&proposed.salt, &proposed.value, &proposed.because] {
            sealed.update((part.len() as u64).to_be_bytes());
            sealed.update(part);
        }
        let name = if row.name.is_empty() { row.id } else { row.name };
        Ok(SiteCorrectionRecord {
            title: Text::new(&name, &name),
            country: proposed.country.clone(),
            site: proposed.site.clone(),
            correction: found.id,
            what: proposed.what.clone(),
            sealed: hex::encode(sealed.finalize()),
        })
    }
}

/// The key of what was corrected of a site. Identifiers may hold what keys may not.
///
/// # Errors
/// A country whose code no key can hold.
pub fn correction_key(iso3: &str, site: &str) -> Result<Key, DeskError> {
    let hash = hex::encode(&Sha256::digest(site)[..12]);
    let slug = format!("{}-{hash}", iso3.to_ascii_lowercase());
    Key::new(SiteCorrectionRecord::KIND, &slug).map_err(|error| DeskError::Key(error.to_string()))
}

fn salt() -> Result<String, DeskError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(unrandom)?;
    Ok(hex::encode(bytes))
}

pub(crate) fn unrandom(error: getrandom::Error) -> DeskError {
    passerelle_register::RegisterError::System(error.to_string()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = |proposed: Proposed| {
            let mistakes = proposed.read().unwrap_err();
            mistakes.into_iter().map(|one| (one.field, one.code)).collect::<Vec<_>>()
        };
        assert_eq!(wrong(Proposed::default()), [("what", "not-chosen"), ("because", "missing")]);
        let position = Proposed {
            what: "position".into(),
            lat: "95".into(),
            lon: "x".into(),
            ..Default::default()
        };
        assert_eq!(wrong(position), [("lat", "no-degrees"), ("because", "missing")]);
        let long = Proposed {
            what: "name".into(),
            name: "n".repeat(201),
            because: "short".into(),
            ..Default::default()
        };
        assert_eq!(wrong(long), [("name", "too-long"), ("because", "too-short")]);
    }

    #[test]
    fn what_is_right_is_read() {
        let proposed = Proposed {
            what: "position".into(),
            lat: " -1,25 ".into(),
            lon: "36.5".into(),
            because: "  I live beside it.\r\nIt moved.\u{7} ".into(),
            ..Default::default()
        };
        let (change, because) = proposed.read().unwrap();
        assert_eq!(change, Change::Position { lat: -1.25, lon: 36.5 });
        assert_eq!(because, "I live beside it.\nIt moved.");
    }
}
