//! Opening a consultation: a file says everything, and what is wrong with it is told at once.

use std::collections::BTreeMap;

use passerelle_deliberation::{
    Consultation, Counting, Limits, Moderated, Quota, Trigrams, Who, clean, is_language, seed_text,
};
use passerelle_register::{Action, Standing, User, Writer};
use passerelle_tables::consultations::{NewStatement, StatementState, Written};
use passerelle_vocabulary::{Finding, Key, Lang, Record, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{VoiceError, consultation_key};
use crate::corrections::unrandom;
use crate::{Desk, DeskError, now};

/// Why a consultation was written: a code, whose words are in `locales/`.
const REASON_OPENED: &str = "consultation-opened";
/// Statements that a consultation begins with, at the most.
const STATEMENTS: usize = 1_000;
/// What is no name of a consultation.
const NEW: &str = "new";
/// Characters of easy words and of a translation, at the most, for each of a statement.
const LONGER: usize = 3;

/// A statement that a consultation begins with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DescribedStatement {
    /// What it says.
    pub text: String,
    /// In which language.
    pub lang: String,
    /// The same in easy words.
    #[serde(default)]
    pub easy: String,
    /// Translations: language → text.
    #[serde(default)]
    pub translations: BTreeMap<String, String>,
    /// It asks who people are or about the consultation itself: it is shown first.
    #[serde(default)]
    pub meta: bool,
}

fn seven() -> u32 {
    7
}

/// A consultation as a file describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Its name in addresses.
    pub slug: String,
    /// What is asked.
    pub question: Text,
    /// What one should know to answer.
    pub background: Text,
    /// The same in easy words.
    #[serde(default)]
    pub easy: Option<Text>,
    /// Who asks: an actor, `actor/slug`.
    #[serde(default)]
    pub by: Option<Key>,
    /// The country that it is about.
    #[serde(default)]
    pub country: Option<String>,
    /// Languages in which statements are expected.
    pub languages: Vec<Lang>,
    /// Who may take part.
    #[serde(default)]
    pub who: Who,
    /// Places of a panel by group.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// The first day.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// When moderators look at statements.
    #[serde(default)]
    pub moderation: Moderated,
    /// What is taken of people.
    #[serde(default)]
    pub limits: Limits,
    /// Who has as many votes is grouped.
    #[serde(default = "seven")]
    pub min_votes: u32,
    /// Statements that it begins with.
    #[serde(default, rename = "statement")]
    pub statements: Vec<DescribedStatement>,
}

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// Its name in addresses.
    pub slug: String,
    /// How many statements it begins with.
    pub statements: usize,
    /// SHA-256 of the seed.
    pub seed_hash: String,
}

impl Described {
    /// Reads a file.
    ///
    /// # Errors
    /// What it is not, with its line.
    pub fn read(text: &str) -> Result<Self, Vec<Finding>> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            let message = error.message().to_owned();
            vec![Finding::new(format!("{line}"), "consultation-unreadable", message)]
        })
    }

    /// A name in addresses, made of the words of a question.
    pub fn slug_of(question: &Text) -> String {
        crate::initiatives::slug_of(question)
    }

    fn record(&self, seed_hash: String) -> Consultation {
        let one = self.clone();
        Consultation {
            question: one.question,
            background: one.background,
            easy: one.easy,
            by: one.by,
            country: one.country,
            languages: one.languages,
            who: one.who,
            quotas: one.quotas,
            opens: one.opens,
            closes: one.closes,
            moderation: one.moderation,
            limits: one.limits,
            counting: Counting { min_votes: one.min_votes, seed_hash, seed: None },
            frozen: None,
        }
    }

    /// Everything that is wrong with it.
    pub fn wrong(&self) -> Vec<Finding> {
        self.sound(&self.record(String::new())).err().unwrap_or_default()
    }

    /// Its statements as they are kept, or everything that is wrong with it.
    fn sound(&self, record: &Consultation) -> Result<Vec<NewStatement>, Vec<Finding>> {
        let mut found = record.check();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let slug = self.slug.as_str();
        // The last is the address of the form that opens one.
        if slug.is_empty() || slug.len() > 80 || !slug.bytes().all(plain) || slug == NEW {
            found.push(Finding::new("slug", "bad-slug", slug));
        }
        let statements = self.cleaned().unwrap_or_else(|wrong| {
            found.extend(wrong);
            Vec::new()
        });
        if found.is_empty() { Ok(statements) } else { Err(found) }
    }

    /// Its statements as they are kept, or everything that is wrong with them.
    fn cleaned(&self) -> Result<Vec<NewStatement>, Vec<Finding>> {
        let mut found = Vec::new();
        let longest = self.limits.length as usize;
        let mut seen: Vec<Trigrams> = Vec::new();
        let mut cleaned = Vec::new();
        if self.statements.len() > STATEMENTS {
            found.push(Finding::new("statement", "consultation-statements", self.statements.len()));
        }
        for (place, one) in self.statements.iter().enumerate().take(STATEMENTS) {
            let field = |name: &str| format!("statement[{}].{name}", place + 1);
            let mut text = |name: &str, text: &str, longest: usize| match clean(text, longest) {
                Ok(text) => text,
                Err(wrong) => {
                    for why in wrong {
                        let code = format!("statement-{}", why.code());
                        let shown: String = text.chars().take(60).collect();
                        found.push(Finding::new(field(name), &code, shown));
                    }
                    String::new()
                }
            };
            let said = text("text", &one.text, longest);
            let easy = match one.easy.as_str() {
                "" => String::new(),
                easy => text("easy", easy, LONGER * longest),
            };
            let translated = one.translations.iter().map(|(lang, translation)| {
                (lang.clone(), text(&format!("translations.{lang}"), translation, LONGER * longest))
            });
            let translations: BTreeMap<String, String> = translated.collect();
            for code in one.translations.keys().chain([&one.lang]).filter(|code| !is_language(code))
            {
                found.push(Finding::new(field("lang"), "consultation-languages", code));
            }
            let shape = Trigrams::of(&said);
            if !said.is_empty() && seen.iter().any(|other| other.likeness(&shape) == 1.0) {
                found.push(Finding::new(field("text"), "repeated", &said));
            }
            seen.push(shape);
            cleaned.push(NewStatement {
                text: said,
                lang: one.lang.clone(),
                easy,
                translations: serde_json::to_string(&translations).unwrap_or_default(),
                person: None,
                meta: one.meta,
            });
        }
        if found.is_empty() { Ok(cleaned) } else { Err(found) }
    }
}

impl Desk {
    /// As [`Self::open_consultation_by`], for who works at a terminal.
    ///
    /// # Errors
    /// The same.
    pub async fn open_consultation(
        &self,
        described: &Described,
        user: &User,
    ) -> Result<Opened, VoiceError> {
        self.open_consultation_by(described, &self.standing_of(user).await?).await
    }

    /// Opens a consultation. Its seed is drawn now, and stays unseen until the votes are frozen.
    ///
    /// # Errors
    /// [`VoiceError::NotAllowed`], [`VoiceError::Exists`], [`VoiceError::Unsound`] with everything that is wrong.
    pub async fn open_consultation_by(
        &self,
        described: &Described,
        who: &Standing,
    ) -> Result<Opened, VoiceError> {
        if !who.may_somewhere(Consultation::KIND, Action::Publish) {
            return Err(VoiceError::NotAllowed);
        }
        let (mut seed, mut salt) = ([0_u8; 8], [0_u8; 32]);
        getrandom::fill(&mut seed).and_then(|()| getrandom::fill(&mut salt)).map_err(unrandom)?;
        // It fits a whole number of the database.
        let seed = u64::from_be_bytes(seed) >> 1;
        let seed_hash = hex::encode(Sha256::digest(seed_text(seed)));
        let record = described.record(seed_hash.clone());
        // Who looks after one country opens consultations of that country.
        if !self.may_moderate(who, &record) {
            return Err(VoiceError::NotAllowed);
        }
        let statements = described.sound(&record).map_err(VoiceError::Unsound)?;
        let slug = described.slug.as_str();
        let key = consultation_key(slug)?;
        if self.consultation(slug).await?.is_some() {
            return Err(VoiceError::Exists(slug.to_owned()));
        }
        let at = now();
        let salt = hex::encode(salt);
        let work = async |writer: &mut Writer| -> Result<(), DeskError> {
            let transaction = writer.transaction().await?;
            self.voices.begin(transaction, slug, (seed, &salt)).await?;
            for one in &statements {
                let shown = (one, StatementState::Shown);
                let written = self.voices.propose(transaction, slug, shown, u32::MAX, at).await?;
                debug_assert!(matches!(written, Written::Here(_)));
            }
            writer.put(&key, None, REASON_OPENED, &record).await?;
            Ok(())
        };
        self.register.write(&who.user.author(), at, work).await?;
        self.refresh().await?;
        Ok(Opened { slug: slug.to_owned(), statements: statements.len(), seed_hash })
    }
}
