//! How people voted on statements, as the node signed it: nobody types it.
//!
//! Votes, statements and the result are read from the files that were frozen, each held against its hash in the record.

use std::collections::BTreeMap;

use passerelle_deliberation::{Consultation, Ground, GroupHeld, Held};
use passerelle_exchange::polis;
use passerelle_register::RegisterError;
use passerelle_vocabulary::{Finding, Stance};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::OutcomeError;
use crate::consultations::DOWNLOADS;
use crate::consultations::told::ResultTold;
use crate::{Desk, DeskError};

/// What is read of the signed result.
#[derive(Deserialize)]
struct Signed {
    clear: bool,
    groups: BTreeMap<u32, Membership>,
}

#[derive(Deserialize)]
struct Membership {
    group: u32,
}

/// The files of a frozen consultation.
struct Files {
    votes: Vec<u8>,
    statements: Vec<u8>,
    result: Vec<u8>,
}

fn damaged(what: impl std::fmt::Display) -> DeskError {
    RegisterError::Damaged(format!("a frozen consultation: {what}")).into()
}

impl Files {
    /// Votes by statement: of all, and of each group where groups are clear.
    fn tallies(&self) -> Result<BTreeMap<u32, BTreeMap<Option<u32>, Held>>, DeskError> {
        let limits = polis::Limits::default();
        let read = polis::votes(&self.votes[..], &limits).map_err(damaged)?;
        let listed = polis::comments(&self.statements[..], &limits).map_err(damaged)?;
        let (votes, _, _) = crate::groups::gather(read, Some(&listed.comments));
        let signed: Signed = serde_json::from_slice(&self.result).map_err(damaged)?;
        let mut tallies: BTreeMap<u32, BTreeMap<Option<u32>, Held>> = BTreeMap::new();
        for vote in votes.iter() {
            let of = tallies.entry(vote.statement).or_default();
            let group = signed.groups.get(&vote.person).filter(|_| signed.clear);
            let places = [Some(None), group.map(|one| Some(one.group))];
            for place in places.into_iter().flatten() {
                let held = of.entry(place).or_default();
                match vote.stance {
                    Stance::Agree => held.agrees += 1,
                    Stance::Disagree => held.disagrees += 1,
                    Stance::Pass => held.passes += 1,
                }
            }
        }
        Ok(tallies)
    }
}

/// A ground for each statement that is shown in the result, and what is wrong with the others.
fn grounds(
    told: &ResultTold,
    tallies: &BTreeMap<u32, BTreeMap<Option<u32>, Held>>,
    statements: &[u32],
) -> (Vec<Ground>, Vec<Finding>) {
    let (mut grounds, mut wrong) = (Vec::new(), Vec::new());
    for id in statements {
        let Some(one) = told.statement(*id).filter(|one| one.shown) else {
            wrong.push(Finding::new("statements", "recommendation-statement", id));
            continue;
        };
        let held = tallies.get(id);
        let groups = held
            .into_iter()
            .flatten()
            .filter_map(|(group, held)| group.map(|group| GroupHeld { group, held: *held }));
        grounds.push(Ground {
            statement: *id,
            text: one.text.clone(),
            lang: one.lang.clone(),
            held: held.and_then(|of| of.get(&None)).copied().unwrap_or_default(),
            groups: groups.collect(),
        });
    }
    (grounds, wrong)
}

impl Desk {
    /// What a recommendation rests on, taken from the signed files; with it what is wrong with the numbers of statements, and the
    /// hash of the result.
    ///
    /// # Errors
    /// [`OutcomeError::NotFrozen`]; a file is not what was signed.
    pub(super) async fn grounds(
        &self,
        slug: &str,
        consultation: &Consultation,
        statements: &[u32],
    ) -> Result<(Vec<Ground>, Vec<Finding>, String), OutcomeError> {
        let frozen = consultation.frozen.as_ref().ok_or(OutcomeError::NotFrozen)?;
        let [votes, listed, result, ..] = DOWNLOADS;
        let hashes = [
            (votes, &frozen.votes_sha256),
            (listed, &frozen.statements_sha256),
            (result, &frozen.result_sha256),
        ];
        let mut contents = Vec::with_capacity(hashes.len());
        for (name, hash) in hashes {
            let file = self.consultation_file(slug, name).await?;
            let content = file.map(|file| file.content).unwrap_or_default();
            if hex::encode(Sha256::digest(&content)) != *hash {
                return Err(damaged(name).into());
            }
            contents.push(content);
        }
        let mut contents = contents.into_iter();
        let mut next = || contents.next().unwrap_or_default();
        let files = Files { votes: next(), statements: next(), result: next() };
        let tallies = tokio::task::spawn_blocking(move || files.tallies());
        let tallies = tallies.await.map_err(DeskError::from)??;
        let told = self.consultation_result(slug).await?;
        let (grounds, wrong) = grounds(&told, &tallies, statements);
        Ok((grounds, wrong, frozen.result_sha256.clone()))
    }
}
