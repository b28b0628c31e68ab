//! A consultation as the folder that Pol.is exports, with what an import of it needs to know besides.

use passerelle_deliberation::Settings;
use passerelle_exchange::polis::{self, Export};
use passerelle_vocabulary::Lang;

use super::counting::{STATEMENTS, VOTES, counted};
use super::importing::lines;
use super::{Download, VoiceError};
use crate::{Desk, DeskError};

impl Desk {
    /// The note beside the printed result of a consultation.
    ///
    /// # Errors
    /// As [`Desk::sign_file`].
    pub async fn sign_printed(
        &self,
        slug: &str,
        lang: &str,
        content: &[u8],
    ) -> Result<String, DeskError> {
        let state = self.log_state().await?;
        self.sign_file(&format!("consultation {slug} result {lang} pdf"), &state, content)
    }

    /// The files of a frozen consultation in the layout of Pol.is; none where it is not frozen. Statements are in their own
    /// languages, the question in one.
    ///
    /// # Errors
    /// [`VoiceError::NotFound`].
    pub async fn polis_files(
        &self,
        slug: &str,
        lang: &Lang,
    ) -> Result<Option<Vec<Download>>, VoiceError> {
        let view = self.needed(slug).await?;
        let one = &view.consultation;
        let Some(frozen) = &one.frozen else { return Ok(None) };
        let (Some(votes_csv), Some(comments_csv)) =
            (self.kept_of(slug, VOTES).await?, self.kept_of(slug, STATEMENTS).await?)
        else {
            return Ok(None);
        };
        let settings = Settings {
            min_votes: one.counting.min_votes,
            seed: one.counting.seed.unwrap_or_default(),
            ..Settings::default()
        };
        // Those languages of the question that there are: what is written is read in the language that it says.
        let asked_in = match one.question.exact(lang) {
            Some(_) => lang.code().to_owned(),
            None => one.languages.first().map_or("en", |one| one.code()).to_owned(),
        };
        let asked_in = Lang::new(&asked_in);
        let summary = [
            (lines::TOPIC, one.question.get(&asked_in).to_owned()),
            ("voters", frozen.people.to_string()),
            ("comments", frozen.statements.to_string()),
            (lines::DESCRIPTION, one.background.get(&asked_in).to_owned()),
            (lines::LANGUAGE, asked_in.code().to_owned()),
            (lines::OPENS, one.opens.clone()),
            (lines::CLOSES, one.closes.clone()),
            (lines::SEED, settings.seed.to_string()),
            (lines::MIN_VOTES, settings.min_votes.to_string()),
        ];
        let summary = summary.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let made = move || -> Result<Vec<Download>, DeskError> {
            let failed = |error: String| DeskError::Key(error);
            let limits = polis::Limits::default();
            let read =
                polis::votes(&votes_csv[..], &limits).map_err(|error| failed(error.to_string()))?;
            let listed = polis::comments(&comments_csv[..], &limits)
                .map_err(|error| failed(error.to_string()))?;
            let (map, _) = counted(&votes_csv, &comments_csv, &settings)?;
            let groups = map.groups.iter().map(|(person, one)| (*person, one.group)).collect();
            let export = Export { summary, comments: listed.comments, votes: read.votes, groups };
            let files = export.files().map_err(|error| failed(error.to_string()))?;
            let file =
                |(name, content): (&str, Vec<u8>)| Download { name: name.to_owned(), content };
            Ok(files.into_iter().map(file).collect())
        };
        Ok(Some(tokio::task::spawn_blocking(made).await.map_err(DeskError::from)??))
    }
}
