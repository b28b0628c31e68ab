//! Who is told what comes of a consultation: whoever asked, until they say no.
//!
//! Somebody with an account hears by mail where they have it sent; everybody who asked finds it on a page of their own, by their
//! account or by the cookie under which they took part. The node keeps that an account asked; of a cookie a hash, another one
//! in each consultation. Neither says how anybody voted.

use passerelle_register::{Author, Writer};
use passerelle_vocabulary::Key;
use sha2::{Digest, Sha256};

use super::{Answered, OutcomeError, RecommendationPage};
use crate::consultations::{ConsultationView, Taking};
use crate::people::News;
use crate::{Desk, DeskError, now};

/// A consultation of which somebody is told, with what came of it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The consultation.
    pub consultation: ConsultationView,
    /// Its recommendations with all that happened.
    pub recommendations: Vec<RecommendationPage>,
}

/// What is kept of who asked.
fn follower(consultation: &str, taking: Taking<'_>) -> String {
    match taking {
        Taking::Account(id) => account(id),
        Taking::Token(token) => {
            let mut hash = Sha256::new();
            for part in ["passerelle outcome", consultation, token] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
            format!("token:{}", hex::encode(hash.finalize()))
        }
    }
}

fn account(id: &str) -> String {
    format!("{ACCOUNT}{id}")
}

const ACCOUNT: &str = "account:";

impl Desk {
    /// Keeps that somebody wants to be told what comes of a consultation, or forgets it. With an account everybody can ask; without
    /// one whoever took part.
    ///
    /// # Errors
    /// [`OutcomeError::NotFound`], [`OutcomeError::NotTakingPart`].
    pub async fn follow_outcomes(
        &self,
        slug: &str,
        taking: Taking<'_>,
        wanted: bool,
    ) -> Result<(), OutcomeError> {
        if self.consultation(slug).await?.is_none() {
            return Err(OutcomeError::NotFound);
        }
        if wanted
            && matches!(taking, Taking::Token(_))
            && self.participant(slug, taking).await?.is_none()
        {
            return Err(OutcomeError::NotTakingPart);
        }
        let (of, at) = (follower(slug, taking), now());
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            match wanted {
                true => self.outcomes.follow(transaction, (slug, &of), at).await?,
                false => self.outcomes.unfollow(transaction, (slug, &of)).await?,
            }
            Ok(())
        };
        Ok(self.register.write(&Author::program(), at, work).await?)
    }

    /// Whether somebody is told what comes of a consultation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn follows_outcomes(
        &self,
        slug: &str,
        taking: Taking<'_>,
    ) -> Result<bool, DeskError> {
        Ok(self.outcomes.follows(slug, &follower(slug, taking)).await?)
    }

    /// What came of the consultations of which somebody is told.
    ///
    /// # Errors
    /// The database refused.
    pub async fn followed_outcomes(&self, taking: Taking<'_>) -> Result<Vec<Followed>, DeskError> {
        let mut found = Vec::new();
        for consultation in self.consultations().await? {
            let slug = consultation.slug.clone();
            if !self.follows_outcomes(&slug, taking).await? {
                continue;
            }
            let mut recommendations = Vec::new();
            for view in self.recommendations(&[("consultation", &slug)]).await? {
                recommendations.extend(self.recommendation(&view.slug).await?);
            }
            found.push(Followed { consultation, recommendations });
        }
        Ok(found)
    }

    /// The consultations of which an account is told.
    pub(crate) async fn followed_by_account(&self, id: &str) -> Result<Vec<String>, DeskError> {
        Ok(self.outcomes.followed(&account(id)).await?)
    }

    /// Forgets what an account wanted to be told of.
    pub(crate) async fn forget_followed(&self, id: &str) -> Result<(), DeskError> {
        Ok(self.outcomes.forget(&account(id)).await?)
    }

    /// Has those hear by mail who asked what comes of a consultation. A failure to note it does not undo what happened: it is
    /// logged.
    pub(super) async fn tell_followers(&self, consultation: &str, news: News, about: &Key) {
        if let Err(error) = self.queue_for_followers(consultation, news, about).await {
            tracing::warn!(%error, news = news.code(), "nobody could be told");
        }
    }

    async fn queue_for_followers(
        &self,
        consultation: &str,
        news: News,
        about: &Key,
    ) -> Result<(), DeskError> {
        let followers = self.outcomes.followers(consultation).await?;
        let accounts: Vec<&str> =
            followers.iter().filter_map(|one| one.strip_prefix(ACCOUNT)).collect();
        if accounts.is_empty() {
            return Ok(());
        }
        let what = (news.code(), about.to_string());
        Ok(self.register.queue_mails(&accounts, (what.0, &what.1), now()).await?)
    }

    /// Has those hear of it who asked where the last day for an answer has passed without one: once for each recommendation.
    ///
    /// # Errors
    /// The database refused.
    pub async fn tell_of_overdue(&self) -> Result<(), DeskError> {
        for view in self.recommendations(&[]).await? {
            if view.state != Answered::Overdue {
                continue;
            }
            let about = super::recommendation_key(&view.slug).map_err(|error| match error {
                OutcomeError::Desk(error) => error,
                other => DeskError::Key(other.to_string()),
            })?;
            let what = format!("overdue {} {}", view.slug, view.recommendation.due);
            if self.outcomes.mark(&what, now()).await? {
                self.queue_for_followers(view.recommendation.of.slug(), News::Overdue, &about)
                    .await?;
            }
        }
        Ok(())
    }
}
