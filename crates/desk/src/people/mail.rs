//! Mail to people who asked for it: what happened to their work, never more than that.
//!
//! What happens is noted where it happens ([`Desk::tell_owner`], [`Desk::tell_of_word`]) as a code and a record; whoever
//! sends makes words of it ([`Desk::next_mail`]), in the language that its reader chose. A failure to note it does not undo
//! what happened: it is logged.

use passerelle_compact::review::Round;
use passerelle_compact::{Actor, Assessment, Day, Hearing, Reply};
use passerelle_exchange::mail::{self, MailServer};
use passerelle_register::mail::CONFIRM;
pub use passerelle_register::mail::MailAddress;
use passerelle_register::{RegisterError, Role};
use passerelle_vocabulary::{Key, Record, Text};
use serde_json::Value;

use super::{PeopleError, SignedIn};
use crate::review::rounds::RoundView;
use crate::{Desk, DeskError, now};

/// How many days before its end a round is said to close.
const CLOSING: i64 = 3;

/// What somebody hears of by mail, and its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// What they proposed was published.
    Published,
    /// What they proposed was given back.
    Returned,
    /// Somebody assessed their actor's work.
    Assessed,
    /// Those whom they assessed replied.
    Replied,
    /// Nothing was heard of their actor's work for a year.
    Silent,
    /// A draft of a review is open for comments, of countries for one of whose actors they speak.
    RoundOpened,
    /// It is for three days more, at the most.
    RoundCloses,
    /// A consultation of which they asked to be told led to a recommendation.
    Recommended,
    /// The last day for an answer to it passed without one.
    Overdue,
    /// It was answered.
    Answered,
    /// Something was done of it.
    FollowedUp,
    /// Their password was changed.
    Password,
    /// A passkey was added to their account.
    Passkey,
    /// A provider of identity opens their account from now on.
    Provider,
}

impl News {
    /// The code, whose words are in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Returned => "returned",
            Self::Assessed => "assessed",
            Self::Replied => "replied",
            Self::Silent => "silent",
            Self::RoundOpened => "round-opened",
            Self::RoundCloses => "round-closes",
            Self::Recommended => "recommended",
            Self::Overdue => "overdue",
            Self::Answered => "answered",
            Self::FollowedUp => "followed-up",
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Provider => "provider",
        }
    }
}

/// A message that is due, without its words.
#[derive(Debug, Clone)]
pub struct DueMail {
    /// Its id.
    pub id: String,
    /// Where to, and in which language.
    pub to: MailAddress,
    /// What happened: a code of [`News`], or `confirm`.
    pub what: String,
    /// The record that it is about, and what it is called where it is published.
    pub about: Option<(Key, Option<Text>)>,
    /// The last day of what it is about, where that has one.
    pub until: Option<Day>,
    /// The token of its links.
    pub token: String,
}

impl Desk {
    /// Has mail sent to somebody, once they have said by a link in the first that the address is theirs.
    ///
    /// # Errors
    /// [`PeopleError::Address`]; the database refused.
    pub async fn set_mail(
        &self,
        who: &SignedIn,
        address: &str,
        lang: &str,
    ) -> Result<(), PeopleError> {
        let (address, user) = (address.trim(), &who.standing.user.id);
        if !mail::is_address(address) {
            return Err(PeopleError::Address);
        }
        self.register.remove_mail_address(user).await?;
        self.register.set_mail_address(user, address, lang).await?;
        self.register.queue_mail(user, (CONFIRM, ""), now()).await?;
        Ok(())
    }

    /// Has no more mail sent to somebody, and forgets their address.
    ///
    /// # Errors
    /// The database refused.
    pub async fn remove_mail(&self, who: &SignedIn) -> Result<(), DeskError> {
        Ok(self.register.remove_mail_address(&who.standing.user.id).await?)
    }

    /// Notes whether somebody who has mail sent wants to hear of comment rounds.
    ///
    /// # Errors
    /// The database refused.
    pub async fn set_mail_rounds(&self, who: &SignedIn, rounds: bool) -> Result<(), DeskError> {
        Ok(self.register.set_mail_rounds(&who.standing.user.id, rounds).await?)
    }

    /// Where somebody has mail sent.
    ///
    /// # Errors
    /// The database refused.
    pub async fn mail_of(&self, who: &SignedIn) -> Result<Option<MailAddress>, DeskError> {
        Ok(self.register.mail_address(&who.standing.user.id).await?)
    }

    /// Where the mail went from whose links a token is.
    ///
    /// # Errors
    /// The database refused.
    pub async fn mail_of_token(&self, token: &str) -> Result<Option<MailAddress>, DeskError> {
        let Some(user) = self.register.mail_token(token).await? else { return Ok(None) };
        Ok(self.register.mail_address(&user).await?)
    }

    /// Notes, by a token that was sent there, that an address is its owner's; whether the token is one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn confirm_mail(&self, token: &str) -> Result<bool, DeskError> {
        let Some(user) = self.register.mail_token(token).await? else { return Ok(false) };
        self.register.confirm_mail_address(&user).await?;
        Ok(true)
    }

    /// Has no more mail sent, by a token that was sent there; whether the token is one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn unsubscribe(&self, token: &str) -> Result<bool, DeskError> {
        let Some(user) = self.register.mail_token(token).await? else { return Ok(false) };
        self.register.remove_mail_address(&user).await?;
        Ok(true)
    }

    /// Has somebody hear of something that happened to their work.
    pub(crate) async fn tell_owner(&self, user: &str, news: News, about: &str) {
        let queued = self.register.queue_mail(user, (news.code(), about), now()).await;
        if let Err(error) = queued {
            tracing::warn!(%error, news = news.code(), "nobody could be told");
        }
    }

    /// Has those hear of it whom a published word is about: an assessment, a reply.
    pub(crate) async fn tell_of_word(&self, key: &Key, record: &Value) {
        let told = match key.kind() {
            Assessment::KIND => self.tell_assessed(key, record).await,
            Reply::KIND => self.tell_assessor(key, record).await,
            _ => Ok(()),
        };
        if let Err(error) = told {
            tracing::warn!(%error, %key, "nobody could be told");
        }
    }

    async fn tell_assessed(&self, key: &Key, record: &Value) -> Result<(), RegisterError> {
        let of = record.get("of").and_then(Value::as_str).and_then(|of| of.parse::<Key>().ok());
        let Some(of) = of else { return Ok(()) };
        self.tell_actor_of(&of, News::Assessed, &key.to_string()).await
    }

    async fn tell_assessor(&self, key: &Key, record: &Value) -> Result<(), RegisterError> {
        let to = record.get("to").and_then(Value::as_str).and_then(|to| to.parse::<Key>().ok());
        let Some(to) = to else { return Ok(()) };
        if let Some(assessment) = self.register.get(&to).await? {
            self.tell_owner(&assessment.author, News::Replied, &key.to_string()).await;
        }
        Ok(())
    }

    /// Has all hear of it who speak for the actor whose initiative this is.
    async fn tell_actor_of(
        &self,
        initiative: &Key,
        news: News,
        about: &str,
    ) -> Result<(), RegisterError> {
        let Some(stored) = self.register.get(initiative).await? else { return Ok(()) };
        let body: Value = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
        let Some(actor) = body.get("by").and_then(Value::as_str) else { return Ok(()) };
        for grant in self.register.granted(actor, Role::Contributor).await? {
            self.tell_owner(&grant.user, news, about).await;
        }
        Ok(())
    }

    /// Has those hear of it whose initiatives nothing was heard of for a year: once for each silence.
    ///
    /// # Errors
    /// The database refused.
    pub async fn tell_of_silence(&self) -> Result<(), DeskError> {
        for view in self.initiatives(None).await? {
            let Some(actor) = &view.initiative.by else { continue };
            let said = self.said_of(&view.slug).await?;
            let heard = self.heard_of(&view, &said);
            if heard.hearing == Hearing::Heard {
                continue;
            }
            let (year, month, day) = heard.last;
            let silence = format!("silent {} {year}-{month:02}-{day:02}", view.slug);
            for grant in self.register.granted(&actor.to_string(), Role::Contributor).await? {
                let has_mail = self.register.mail_address(&grant.user).await?;
                let has_mail = has_mail.is_some_and(|address| address.is_confirmed);
                if has_mail && self.register.mark_told(&grant.user, &silence).await? {
                    let about = format!("initiative/{}", view.slug);
                    self.tell_owner(&grant.user, News::Silent, &about).await;
                }
            }
        }
        Ok(())
    }

    /// Has those hear of comment rounds who asked for it and speak for an actor of the countries: once when a round is
    /// open, once when it closes within three days.
    ///
    /// # Errors
    /// The database refused.
    pub async fn tell_of_rounds(&self) -> Result<(), DeskError> {
        let mut open = self.rounds().await?;
        open.retain(|view| view.round.takes_comments(self.day()));
        if open.is_empty() {
            return Ok(());
        }
        let actors = self.actors().await?;
        for RoundView { slug, round } in open {
            let Some(scope) = self.review_scope(&round.place) else { continue };
            let closes =
                self.days_until(round.closes.last_day()).is_some_and(|left| left <= CLOSING);
            let of_it = actors.iter().filter(|(_, actor)| scope.holds(actor.country.as_deref()));
            for (actor, _) in of_it {
                let actor = format!("{}/{actor}", Actor::KIND);
                for grant in self.register.granted(&actor, Role::Contributor).await? {
                    self.tell_of_round(&grant.user, &slug, closes).await?;
                }
            }
        }
        Ok(())
    }

    async fn tell_of_round(&self, user: &str, slug: &str, closes: bool) -> Result<(), DeskError> {
        let mail = self.register.mail_address(user).await?;
        if !mail.is_some_and(|mail| mail.is_confirmed && mail.rounds) {
            return Ok(());
        }
        let about = format!("{}/{slug}", Round::KIND);
        let opened = self.register.mark_told(user, &format!("round-opened {slug}")).await?;
        // Whoever hears of a round in its last days hears once.
        let closing =
            closes && self.register.mark_told(user, &format!("round-closes {slug}")).await?;
        if opened {
            self.tell_owner(user, News::RoundOpened, &about).await;
        } else if closing {
            self.tell_owner(user, News::RoundCloses, &about).await;
        }
        Ok(())
    }

    /// The next message that is due.
    ///
    /// # Errors
    /// The database refused.
    pub async fn next_mail(&self) -> Result<Option<DueMail>, DeskError> {
        let at = now();
        let Some(waiting) = self.register.take_mail(at).await? else { return Ok(None) };
        let (mut about, mut until) = (None, None);
        if let Ok(key) = waiting.about.parse::<Key>() {
            let stored = self.register.get(&key).await?;
            if let Some(stored) = stored.as_ref().filter(|_| key.kind() == Round::KIND) {
                until = Some(stored.record::<Round>()?.closes.last_day());
            }
            about = Some((key, stored.map(|stored| stored.title)));
        }
        let token = self.register.new_mail_token(&waiting.user, at).await?;
        Ok(Some(DueMail {
            id: waiting.id,
            to: waiting.to,
            what: waiting.what,
            about,
            until,
            token,
        }))
    }

    /// Sends a message, and lets go of it unless it may go well another time.
    ///
    /// # Errors
    /// The database refused.
    pub async fn send_mail(
        &self,
        server: &MailServer,
        due: &DueMail,
        (subject, text, unsubscribe): (String, String, String),
    ) -> Result<(), DeskError> {
        let (server, to) = (server.clone(), due.to.address.clone());
        let sent = tokio::task::spawn_blocking(move || {
            let (subject, text) = (subject.as_str(), text.as_str());
            server.send(mail::Mail { to: &to, subject, text, unsubscribe: &unsubscribe })
        })
        .await?;
        match sent {
            Ok(()) => Ok(self.register.end_mail(&due.id).await?),
            Err(error @ mail::MailError::Later(_)) => {
                tracing::info!(%error, "a message waits");
                self.register.end_tired_mail().await?;
                Ok(())
            }
            Err(error) => {
                tracing::warn!(%error, "a message is given up");
                Ok(self.register.end_mail(&due.id).await?)
            }
        }
    }
}
