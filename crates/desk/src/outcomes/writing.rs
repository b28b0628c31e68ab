//! Recommending, answering, telling what was done. Each is a version in the log, by whoever wrote it.

use passerelle_compact::Actor;
use passerelle_deliberation::{
    Consultation, Recommendation, RecommendationAnswer, RecommendationStep, Verdict,
};
use passerelle_register::{Action, Standing, User, Writer};
use passerelle_vocabulary::{Finding, Key, Record, Text};
use serde::Deserialize;

use super::{OutcomeError, RecommendationView, answer_key};
use crate::consultations::{ConsultationView, consultation_key};
use crate::people::News;
use crate::records::key;
use crate::{Desk, now};

/// Why records were written: codes, whose words are in `locales/`.
const REASON_RECOMMENDED: &str = "recommendation-published";
const REASON_ANSWERED: &str = "recommendation-answered";
const REASON_FOLLOWED: &str = "recommendation-followed";

/// A recommendation as a form or a file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRecommendation {
    /// The consultation, by its name in addresses.
    pub consultation: String,
    /// What is to be done, in a sentence.
    pub title: Text,
    /// What exactly, and why.
    pub text: Text,
    /// The body, by its name in addresses.
    pub to: String,
    /// The last day for an answer.
    pub due: String,
    /// The numbers of the statements that it rests on.
    pub statements: Vec<u32>,
}

impl NewRecommendation {
    /// Reads a file (TOML).
    ///
    /// # Errors
    /// What it is not, with its line.
    pub fn read(text: &str) -> Result<Self, OutcomeError> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            let message = error.message().to_owned();
            let found = Finding::new(format!("{line}"), "recommendation-unreadable", message);
            OutcomeError::Unsound(vec![found])
        })
    }
}

/// An answer as a form or a command gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAnswer {
    /// A code of [`Verdict`].
    pub verdict: String,
    /// Why, and what will be done.
    pub text: Text,
    /// The version of the answer that its author saw; 0 for none.
    pub seen: u64,
}

/// What was done, as a form or a command gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewStep {
    /// What happened.
    pub text: Text,
    /// Commitments and initiatives: `initiative/ecoles`, `commitment/gdc.1.connectivity.a`.
    pub links: Vec<String>,
}

impl Desk {
    /// Whether somebody writes recommendations out of a consultation: moderators of the node, or of its country.
    pub fn may_recommend(&self, who: &Standing, consultation: &Consultation) -> bool {
        let scopes: Vec<String> =
            consultation.country.iter().map(|code| format!("country/{code}")).collect();
        who.may(Recommendation::KIND, Action::Publish, &scopes, false)
    }

    /// Whether somebody answers recommendations in the name of a body: who speaks for it.
    pub fn may_answer(&self, who: &Standing, body: &Key) -> bool {
        who.may(RecommendationAnswer::KIND, Action::Publish, &[body.to_string()], false)
    }

    /// Publishes a recommendation; gives its name in addresses. The same one sent twice is published once.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`], [`OutcomeError::NotFrozen`], [`OutcomeError::Unsound`] with everything that is wrong.
    pub async fn recommend(
        &self,
        new: &NewRecommendation,
        who: &Standing,
    ) -> Result<String, OutcomeError> {
        let slug = new.consultation.as_str();
        let view = self.consultation(slug).await?.ok_or(OutcomeError::NotFound)?;
        if !self.may_recommend(who, &view.consultation) {
            return Err(OutcomeError::NotAllowed);
        }
        let record = self.recommended(new, &view).await?;
        let facets = [("consultation", slug)];
        for other in self.recommendations(&facets).await? {
            let there = other.recommendation;
            if (&there.title, &there.text, &there.to, &there.grounds)
                == (&record.title, &record.text, &record.to, &record.grounds)
            {
                return Ok(other.slug);
            }
        }
        let work = async |writer: &mut Writer| -> Result<Key, OutcomeError> {
            let key = free(writer, Recommendation::KIND, slug).await?;
            writer.put(&key, None, REASON_RECOMMENDED, &record).await?;
            Ok(key)
        };
        let key = self.register.write(&who.user.author(), now(), work).await?;
        self.refresh().await?;
        self.tell_followers(slug, News::Recommended, &key).await;
        Ok(key.slug().to_owned())
    }

    /// The record of what somebody recommends, or all that is wrong with it.
    async fn recommended(
        &self,
        new: &NewRecommendation,
        view: &ConsultationView,
    ) -> Result<Recommendation, OutcomeError> {
        let one = &view.consultation;
        let (grounds, mut wrong, result_sha256) =
            self.grounds(&view.slug, one, &new.statements).await?;
        let body = Key::new(Actor::KIND, new.to.trim().trim_start_matches("actor/"));
        let to = match body {
            Ok(key) if self.register.get(&key).await?.is_some() => Some(key),
            _ => {
                wrong.push(Finding::new("to", "recommendation-no-body", &new.to));
                None
            }
        };
        let record = Recommendation {
            title: new.title.clone(),
            text: new.text.clone(),
            of: consultation_key(&view.slug).map_err(|_| OutcomeError::NotFound)?,
            // Where there is no such body nothing is written.
            to: match &to {
                Some(key) => key.clone(),
                None => key(Actor::KIND, "none")?,
            },
            country: one.country.clone(),
            published: self.written_today(),
            due: new.due.trim().to_owned(),
            grounds,
            result_sha256,
        };
        let told: Vec<String> = wrong.iter().map(|one| one.field.clone()).collect();
        let more = record.check().into_iter().filter(|one| !told.contains(&one.field));
        wrong.extend(more);
        if wrong.is_empty() { Ok(record) } else { Err(OutcomeError::Unsound(wrong)) }
    }

    async fn to_be_answered(
        &self,
        slug: &str,
        who: &Standing,
    ) -> Result<RecommendationView, OutcomeError> {
        let view = self.recommendation_view(slug).await?.ok_or(OutcomeError::NotFound)?;
        if self.may_answer(who, &view.recommendation.to) {
            Ok(view)
        } else {
            Err(OutcomeError::NotAllowed)
        }
    }

    /// Publishes the answer of a body to a recommendation, or another one in its place: what was answered before stays in its
    /// history.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`], [`OutcomeError::Conflict`], [`OutcomeError::Unsound`] with everything that is wrong.
    pub async fn answer_recommendation(
        &self,
        slug: &str,
        new: &NewAnswer,
        who: &Standing,
    ) -> Result<(), OutcomeError> {
        let view = self.to_be_answered(slug, who).await?;
        let one = &view.recommendation;
        let Some(verdict) = Verdict::of(new.verdict.trim()) else {
            let found = Finding::new("verdict", "answer-verdict", &new.verdict);
            return Err(OutcomeError::Unsound(vec![found]));
        };
        let record = RecommendationAnswer {
            title: one.title.clone(),
            to: super::recommendation_key(slug)?,
            actor: one.to.clone(),
            verdict,
            text: new.text.clone(),
            day: self.written_today(),
        };
        let (key, seen) = (answer_key(slug)?, (new.seen > 0).then_some(new.seen));
        let before = view.answer.as_ref().map_or(0, |(_, version)| *version);
        let work = async |writer: &mut Writer| -> Result<u64, OutcomeError> {
            Ok(writer.put(&key, seen, REASON_ANSWERED, &record).await?)
        };
        let written = self.register.write(&who.user.author(), now(), work).await?;
        self.refresh().await?;
        if written > before {
            self.tell_followers(one.of.slug(), News::Answered, &record.to).await;
        }
        Ok(())
    }

    /// Publishes what a body did of what it was recommended. The same sent twice on one day is published once.
    ///
    /// # Errors
    /// [`OutcomeError::NotAllowed`], [`OutcomeError::Unsound`] with everything that is wrong.
    pub async fn follow_up_recommendation(
        &self,
        slug: &str,
        new: &NewStep,
        who: &Standing,
    ) -> Result<(), OutcomeError> {
        let view = self.to_be_answered(slug, who).await?;
        let one = &view.recommendation;
        let (links, mut wrong) = self.records_meant(&new.links).await?;
        let record = RecommendationStep {
            title: one.title.clone(),
            of: super::recommendation_key(slug)?,
            actor: one.to.clone(),
            day: self.written_today(),
            text: new.text.clone(),
            links,
        };
        wrong.extend(record.check());
        if !wrong.is_empty() {
            return Err(OutcomeError::Unsound(wrong));
        }
        if view.steps.iter().any(|(_, step)| *step == record) {
            return Ok(());
        }
        let work = async |writer: &mut Writer| -> Result<(), OutcomeError> {
            let key = free(writer, RecommendationStep::KIND, slug).await?;
            writer.put(&key, None, REASON_FOLLOWED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), now(), work).await?;
        self.refresh().await?;
        self.tell_followers(one.of.slug(), News::FollowedUp, &record.of).await;
        Ok(())
    }

    /// The records that are named, and what names none.
    async fn records_meant(
        &self,
        names: &[String],
    ) -> Result<(Vec<Key>, Vec<Finding>), OutcomeError> {
        let (mut links, mut wrong) = (Vec::new(), Vec::new());
        for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let found = match meant(name) {
                Some(key) if self.register.get(&key).await?.is_some() => Some(key),
                _ => None,
            };
            match found {
                Some(key) => links.push(key),
                None => wrong.push(Finding::new("links", "step-unknown", name)),
            }
        }
        Ok((links, wrong))
    }

    /// As [`Self::recommend`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn recommend_as(
        &self,
        new: &NewRecommendation,
        user: &User,
    ) -> Result<String, OutcomeError> {
        self.recommend(new, &self.standing_of(user).await?).await
    }

    /// As [`Self::answer_recommendation`], for who works at a terminal and has seen what stands.
    ///
    /// # Errors
    /// The same.
    pub async fn answer_recommendation_as(
        &self,
        slug: &str,
        (verdict, text): (&str, &Text),
        user: &User,
    ) -> Result<(), OutcomeError> {
        let who = self.standing_of(user).await?;
        let view = self.to_be_answered(slug, &who).await?;
        let seen = view.answer.map_or(0, |(_, version)| version);
        let new = NewAnswer { verdict: verdict.to_owned(), text: text.clone(), seen };
        self.answer_recommendation(slug, &new, &who).await
    }

    /// As [`Self::follow_up_recommendation`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn follow_up_recommendation_as(
        &self,
        slug: &str,
        new: &NewStep,
        user: &User,
    ) -> Result<(), OutcomeError> {
        self.follow_up_recommendation(slug, new, &self.standing_of(user).await?).await
    }
}

/// The record that somebody names: `initiative/ecoles`, or the address of its page.
fn meant(name: &str) -> Option<Key> {
    let pages = [("/initiatives/", "initiative"), ("/commitments/", "commitment")];
    let page = pages.into_iter().find_map(|(path, kind)| {
        let (_, slug) = name.split_once(path)?;
        Key::new(kind, slug.split(['/', '?', '#']).next()?).ok()
    });
    page.or_else(|| name.parse().ok())
}

/// The next name that is free: `reseau/1`, `reseau/2`.
async fn free(writer: &mut Writer, kind: &str, of: &str) -> Result<Key, OutcomeError> {
    for number in 1_u32.. {
        let key = key(kind, &format!("{of}/{number}"))?;
        if writer.current(&key).await?.is_none() {
            return Ok(key);
        }
    }
    Err(OutcomeError::Conflict)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_by_its_key_or_its_page() {
        for (name, key) in [
            ("initiative/ecoles", "initiative/ecoles"),
            ("https://node.example/fr/initiatives/ecoles?x=1", "initiative/ecoles"),
            ("/en/commitments/gdc.1.connectivity.a#who", "commitment/gdc.1.connectivity.a"),
        ] {
            assert_eq!(meant(name).unwrap().to_string(), key, "{name}");
        }
        for name in ["écoles", "https://node.example/fr/actors/a", "/fr/initiatives/"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn what_a_file_is_not_is_told_with_its_line() {
        let text = "consultation = \"a\"\ntitle = { fr = \"T\" }\nwhom = \"x\"\n";
        let OutcomeError::Unsound(found) = NewRecommendation::read(text).unwrap_err() else {
            panic!("another error");
        };
        assert_eq!(
            (found[0].field.as_str(), found[0].code.as_str()),
            ("3", "recommendation-unreadable")
        );
    }
}
