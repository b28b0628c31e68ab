//! What everyone sees of those who take part.

use passerelle_compact::{
    Actor, Assessment, Day, Due, Endorsement, Hearing, Initiative, Reply, Update, held_until,
};
use passerelle_register::Stored;
use passerelle_vocabulary::{Key, Record};

use crate::initiatives::InitiativeView;
use crate::{Desk, DeskError};

/// Records that are read at once.
const PAGE: u32 = 200;

/// An endorsement as it stands.
#[derive(Debug, Clone)]
pub struct EndorsementView {
    /// The actor's name in addresses.
    pub slug: String,
    /// When it was published, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Number of the version.
    pub version: u64,
    /// What it says.
    pub endorsement: Endorsement,
}

/// An actor, with what it has endorsed and contributes.
#[derive(Debug, Clone)]
pub struct ActorPage {
    /// Its name in addresses.
    pub slug: String,
    /// When it was last published, in milliseconds since 1970, UTC.
    pub at: i64,
    /// The actor.
    pub actor: Actor,
    /// Its endorsement.
    pub endorsement: Option<EndorsementView>,
    /// Its initiatives.
    pub initiatives: Vec<InitiativeView>,
}

/// What was said of an initiative, side by side.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What those who made it say, the latest first: slug and update.
    pub updates: Vec<(String, Update)>,
    /// What others say, the latest first: slug, assessment, and the reply.
    pub assessments: Vec<(String, Assessment, Option<Reply>)>,
    /// What others say that is held for a reply: slug, and the first day on which it is shown without one.
    pub held: Vec<(String, Day)>,
}

/// An assessment, for those whom it is of.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// The assessment.
    pub assessment: Assessment,
    /// The first day on which it is shown without a reply; `None` where it is shown.
    pub held_until: Option<Day>,
}

/// Whether an initiative is heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Whether it is.
    pub hearing: Hearing,
    /// The day of the last sign of life: year, month, day.
    pub last: (i32, u8, u8),
    /// The day of the last progress that something shows.
    pub shown: Option<(i32, u8, u8)>,
}

impl Desk {
    /// Every actor, by slug.
    ///
    /// # Errors
    /// The database refused.
    pub async fn actors(&self) -> Result<Vec<(String, Actor)>, DeskError> {
        let read = |stored: &Stored| Ok((stored.key.slug().to_owned(), stored.record()?));
        self.each(Actor::KIND, read).await
    }

    /// Every endorsement, by actor.
    ///
    /// # Errors
    /// The database refused.
    pub async fn endorsements(&self) -> Result<Vec<EndorsementView>, DeskError> {
        self.each(Endorsement::KIND, endorsement).await
    }

    async fn each<T>(
        &self,
        kind: &str,
        read: impl Fn(&Stored) -> Result<T, DeskError>,
    ) -> Result<Vec<T>, DeskError> {
        let (mut found, mut after): (Vec<T>, Option<Key>) = (Vec::new(), None);
        loop {
            let page = self.register.list(kind, &[], after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some(last.key.clone());
            for stored in &page {
                found.push(read(stored)?);
            }
        }
    }

    /// An actor with what it has endorsed and contributes; `None` where there is none of this slug.
    ///
    /// # Errors
    /// The database refused.
    pub async fn actor(&self, slug: &str) -> Result<Option<ActorPage>, DeskError> {
        let Ok(key) = Key::new(Actor::KIND, slug) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let endorsement_key = crate::records::key(Endorsement::KIND, slug)?;
        let endorsed = self.register.get(&endorsement_key).await?;
        Ok(Some(ActorPage {
            slug: slug.to_owned(),
            at: stored.at,
            actor: stored.record()?,
            endorsement: endorsed.as_ref().map(endorsement).transpose()?,
            initiatives: self.initiatives_naming("by", &key).await?,
        }))
    }

    /// What was said of an initiative.
    ///
    /// # Errors
    /// The database refused.
    pub async fn said_of(&self, initiative: &str) -> Result<Said, DeskError> {
        let mut said = Said::default();
        let key = crate::records::key(Initiative::KIND, initiative)?;
        let is_somebodys = self.is_somebodys(&key).await?;
        for link in self.register.links_to(&key).await? {
            if link.relation != "of" {
                continue;
            }
            let Some(stored) = self.register.get(&link.to).await? else { continue };
            let slug = link.to.slug().to_owned();
            match link.to.kind() {
                "update" => said.updates.push((slug, stored.record()?)),
                "assessment" => {
                    let reply = self.reply_to(&link.to).await?;
                    let published = day_of(stored.at);
                    match held_until(published, is_somebodys, reply.as_ref(), self.day()) {
                        Some(until) => said.held.push((slug, until)),
                        None => said.assessments.push((slug, stored.record()?, reply)),
                    }
                }
                _ => {}
            }
        }
        said.held.sort_by(|a, b| (b.1, &b.0).cmp(&(a.1, &a.0)));
        said.updates.sort_by(|a, b| (b.1.day.last_day(), &b.0).cmp(&(a.1.day.last_day(), &a.0)));
        said.assessments
            .sort_by(|a, b| (b.1.day.last_day(), &b.0).cmp(&(a.1.day.last_day(), &a.0)));
        Ok(said)
    }

    /// The actor whose initiative an assessment is of, by its name in addresses.
    ///
    /// # Errors
    /// The database refused.
    pub async fn actor_assessed_by(&self, assessment: &str) -> Result<Option<String>, DeskError> {
        let Ok(key) = Key::new(Assessment::KIND, assessment) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let of = stored.record::<Assessment>()?.of;
        let Some(stored) = self.register.get(&of).await? else { return Ok(None) };
        Ok(stored.record::<Initiative>()?.by.map(|actor| actor.slug().to_owned()))
    }

    /// Whether an actor has taken an initiative for its own.
    async fn is_somebodys(&self, initiative: &Key) -> Result<bool, DeskError> {
        let Some(stored) = self.register.get(initiative).await? else { return Ok(false) };
        Ok(stored.record::<Initiative>()?.by.is_some())
    }

    /// An assessment with the day until which it is held: for whoever may reply to it. `None` where there is none.
    ///
    /// # Errors
    /// The database refused.
    pub async fn assessed(&self, assessment: &str) -> Result<Option<Assessed>, DeskError> {
        let Ok(key) = Key::new(Assessment::KIND, assessment) else { return Ok(None) };
        let Some(stored) = self.register.get(&key).await? else { return Ok(None) };
        let assessment: Assessment = stored.record()?;
        let is_somebodys = self.is_somebodys(&assessment.of).await?;
        let reply = self.reply_to(&key).await?;
        let held_until = held_until(day_of(stored.at), is_somebodys, reply.as_ref(), self.day());
        Ok(Some(Assessed { assessment, held_until }))
    }

    /// Whether what a record says is not shown yet: an assessment that is held for the reply of those whom it is of.
    ///
    /// # Errors
    /// The database refused.
    pub async fn is_held(&self, key: &Key) -> Result<bool, DeskError> {
        if key.kind() != Assessment::KIND {
            return Ok(false);
        }
        let found = self.assessed(key.slug()).await?;
        Ok(found.is_some_and(|one| one.held_until.is_some()))
    }

    /// Assessments of an actor's initiatives that are held for its reply: slug, title of the initiative, and the first
    /// day on which each is shown without one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn replies_awaited(
        &self,
        actor: &Key,
    ) -> Result<Vec<(String, passerelle_vocabulary::Text, Day)>, DeskError> {
        let mut found = Vec::new();
        for view in self.initiatives_naming("by", actor).await? {
            let said = self.said_of(&view.slug).await?;
            let title = &view.initiative.title;
            found.extend(said.held.into_iter().map(|(slug, until)| (slug, title.clone(), until)));
        }
        Ok(found)
    }

    /// Today, as year, month and day.
    pub(crate) fn day(&self) -> Day {
        let today = self.today();
        (today.year().into(), today.month().unsigned_abs(), today.day().unsigned_abs())
    }

    async fn reply_to(&self, assessment: &Key) -> Result<Option<Reply>, DeskError> {
        for link in self.register.links_to(assessment).await? {
            if link.relation == "to"
                && let Some(stored) = self.register.get(&link.to).await?
            {
                return Ok(Some(stored.record()?));
            }
        }
        Ok(None)
    }

    /// Whether an initiative is heard of today.
    pub fn heard_of(&self, view: &InitiativeView, said: &Said) -> Heard {
        let today = self.day();
        // A record's own moment is its first sign of life.
        let written = written_day(&view.moment).unwrap_or(today);
        let days = said.updates.iter().map(|(_, one)| one.day.last_day().min(today));
        let last = days.max().map_or(written, |day| day.max(written));
        let shown = said.updates.iter().filter(|(_, one)| !one.evidence.is_empty());
        let shown = shown.map(|(_, one)| one.day.last_day().min(today)).max();
        Heard { hearing: Hearing::on(today, last), last, shown }
    }
}

/// The day of a moment as it is written: `2026-11-26T08:40:00Z`.
pub(crate) fn written_day(moment: &str) -> Option<Day> {
    let day: Due = moment.get(..10)?.parse().ok()?;
    Some(day.first_day())
}

/// The day (UTC) of a moment in milliseconds since 1970.
pub(crate) fn day_of(at: i64) -> Day {
    written_day(&crate::written_time(at)).unwrap_or((1970, 1, 1))
}

pub(super) fn endorsement(stored: &Stored) -> Result<EndorsementView, DeskError> {
    Ok(EndorsementView {
        slug: stored.key.slug().to_owned(),
        at: stored.at,
        version: stored.number,
        endorsement: stored.record()?,
    })
}
