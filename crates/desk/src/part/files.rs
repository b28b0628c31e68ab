//! Files as evidence: sent with a form, kept in the store of files, shown to everyone once what names them is published.
//!
//! A file is taken if it is of a kind that can be looked at and does nothing (`passerelle_exchange::uploads`), without what
//! it tells of where it was made. It has a name in addresses, made of who sent it and what it holds, so that a file that is
//! sent twice is one. Three folders of the store know it:
//!
//! - `evidence/<id>` holds it, under the name that it is saved as;
//! - `evidence-of/<account>` says whose it is: what an account keeps is bounded ([`ROOM`]), and goes with it;
//! - `evidence-shown/<id>` is there once something that names it is published. Before that its sender and moderators see
//!   it: a node keeps no files for others to share;
//! - `evidence-by/<id>` is there in its stead for assessments, with the name of each: while all of them are held for the reply
//!   of those assessed, whoever may reply sees it too, and nobody else.

use passerelle_compact::{Assessment, Evidence, OWN_FILES, Reply};
use passerelle_exchange::uploads::{NotTaken, UploadKind, recognise, without_traces};
use passerelle_register::database::Transaction;
use passerelle_register::{Action, Role, Writer};
use passerelle_tables::files::KeptFile;
use passerelle_vocabulary::{Finding, Key, Record};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::PartError;
use crate::people::SignedIn;
use crate::{Desk, DeskError, now};

/// Bytes of a file, at the most.
pub const FILE_BYTES: usize = 10 << 20;
/// Bytes of the files of an account that speaks for a published actor, or assesses.
pub const ROOM: u64 = 200 << 20;
/// Bytes of the files of any other account: nobody has looked at what it is.
pub const FIRST_ROOM: u64 = 20 << 20;
/// Files of an account, at the most.
const MOST_FILES: usize = 200;
/// Bytes of the files of all accounts.
const ALL_ROOM: u64 = 20 << 30;

/// Why a file is not kept.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is of no kind that is taken.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// It is too large.
    #[error("the file is too large")]
    TooLarge,
    /// The account, or the node, has no room for it.
    #[error("no room for the file")]
    NoRoom,
    /// The node refused.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl FileError {
    /// A code whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotTaken(NotTaken::Empty) => "empty",
            Self::NotTaken(NotTaken::Macros) => "macros",
            Self::NotTaken(NotTaken::Unknown) => "unknown",
            Self::TooLarge => "large",
            Self::NoRoom => "room",
            Self::Desk(_) => "failed",
        }
    }
}

/// A file of somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its name in addresses.
    pub id: String,
    /// What it is saved as, with its hash and its length.
    pub file: KeptFile,
    /// Whether something that names it is published: then it stays.
    pub is_published: bool,
    /// Whether everyone sees it: not so while what names it is held for a reply.
    pub is_shown: bool,
}

impl EvidenceFile {
    /// Its address on this node.
    pub fn address(&self) -> String {
        format!("{}{}/{}", passerelle_compact::OWN_FILES, self.id, self.file.name)
    }

    /// As media types name what it is.
    pub fn content_type(&self) -> &'static str {
        let kind = UploadKind::of_name(&self.file.name);
        kind.map_or("application/octet-stream", UploadKind::content_type)
    }
}

fn held(id: &str) -> String {
    format!("evidence/{id}")
}

fn shown(id: &str) -> String {
    format!("evidence-shown/{id}")
}

/// The assessments that name a file, once they are published.
fn named_by(id: &str) -> String {
    format!("evidence-by/{id}")
}

fn of_account(account: &str) -> String {
    format!("evidence-of/{account}")
}

/// Whether this can be the name of a file in addresses.
fn is_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|one| one.is_ascii_hexdigit())
}

/// What a file is saved as: letters and digits of what it was called, and the ending of what it is.
fn saved_as(name: &str, kind: UploadKind) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = crate::initiatives::slug_of_words(stem);
    let stem = if stem.is_empty() { "evidence" } else { &stem };
    format!("{stem}.{}", kind.ending())
}

impl Desk {
    /// Keeps a file that somebody sends; `name` is what it is called on their machine.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn keep_evidence(
        &self,
        who: &SignedIn,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<EvidenceFile, FileError> {
        if bytes.len() > FILE_BYTES {
            return Err(FileError::TooLarge);
        }
        let kind = recognise(&bytes)?;
        let bytes = without_traces(kind, bytes)?;
        let account = &who.standing.user.id;
        let hash = hex::encode(Sha256::digest(&bytes));
        let id = hex::encode(Sha256::digest(format!("evidence {account} {hash}")))[..32].to_owned();
        if let Some(known) = self.file_of(&id).await? {
            return Ok(known);
        }
        if !self.has_room(who, bytes.len() as u64).await? {
            return Err(FileError::NoRoom);
        }
        let (name, at) = (saved_as(name, kind), now());
        let mut content = std::io::Cursor::new(bytes);
        let keep = async |transaction: &mut Transaction| -> Result<KeptFile, DeskError> {
            let file = self.files.keep(transaction, (&held(&id), &name), &mut content, at).await?;
            let from = held(&id);
            let to = of_account(account);
            self.files.name_again(transaction, (&from, &name), (&to, &id), at).await?;
            Ok(file)
        };
        let file = self.in_transaction(keep).await?;
        Ok(EvidenceFile { id, file, is_published: false, is_shown: false })
    }

    async fn in_transaction<T>(
        &self,
        work: impl AsyncFnOnce(&mut Transaction) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let mut transaction = self.register.database().begin().await?;
        let done = work(&mut transaction).await?;
        transaction.commit().await?;
        Ok(done)
    }

    async fn has_room(&self, who: &SignedIn, bytes: u64) -> Result<bool, DeskError> {
        let standing = &who.standing;
        let kept = self.files.folder(&of_account(&standing.user.id)).await?;
        let sum: u64 = kept.iter().map(|file| file.size).sum();
        let mut room = FIRST_ROOM;
        let trusted = [Role::Assessor, Role::Moderator, Role::Custodian, Role::Administrator];
        let mut roles = standing.grants.iter().map(|grant| grant.role).chain([standing.user.role]);
        if roles.any(|role| trusted.contains(&role)) {
            room = ROOM;
        }
        for scope in
            standing.scopes(Role::Contributor).filter_map(|scope| scope.parse::<Key>().ok())
        {
            if self.register.get(&scope).await?.is_some() {
                room = ROOM;
            }
        }
        let all = self.files.size_under("evidence/").await?;
        Ok(kept.len() < MOST_FILES
            && sum.saturating_add(bytes) <= room
            && all.saturating_add(bytes) <= ALL_ROOM)
    }

    async fn file_of(&self, id: &str) -> Result<Option<EvidenceFile>, DeskError> {
        if !is_id(id) {
            return Ok(None);
        }
        let Some(file) = self.files.folder(&held(id)).await?.into_iter().next() else {
            return Ok(None);
        };
        let mut is_shown = !self.files.folder(&shown(id)).await?.is_empty();
        let assessments = self.assessments_naming(id).await?;
        let is_published = is_shown || !assessments.is_empty();
        for key in &assessments {
            is_shown = is_shown || !self.is_held(key).await?;
        }
        Ok(Some(EvidenceFile { id: id.to_owned(), file, is_published, is_shown }))
    }

    async fn assessments_naming(&self, id: &str) -> Result<Vec<Key>, DeskError> {
        let named = self.files.folder(&named_by(id)).await?;
        Ok(named.iter().filter_map(|one| one.name.parse().ok()).collect())
    }

    /// Whether somebody may reply to a held assessment that names a file.
    async fn may_reply_to(&self, who: &SignedIn, id: &str) -> Result<bool, DeskError> {
        for key in self.assessments_naming(id).await? {
            let Some(stored) = self.register.get(&key).await? else { continue };
            let body = serde_json::from_str(&stored.body).unwrap_or(Value::Null);
            let scopes = self.scopes_of(&key, &body).await?;
            if who.standing.may(Reply::KIND, Action::Propose, &scopes, false) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The files that somebody sent.
    ///
    /// # Errors
    /// The database refused.
    pub async fn evidence_files(&self, account: &str) -> Result<Vec<EvidenceFile>, DeskError> {
        let mut found = Vec::new();
        for entry in self.files.folder(&of_account(account)).await? {
            found.extend(self.file_of(&entry.name).await?);
        }
        Ok(found)
    }

    /// A file, for whoever may see it: everyone once it is shown; else its sender, the moderators for whom what names it
    /// waits, and those who may reply to what names it.
    ///
    /// # Errors
    /// The database refused.
    pub async fn evidence_file(
        &self,
        id: &str,
        who: Option<&SignedIn>,
    ) -> Result<Option<EvidenceFile>, PartError> {
        let Some(file) = self.file_of(id).await? else { return Ok(None) };
        if file.is_shown {
            return Ok(Some(file));
        }
        let Some(who) = who else { return Ok(None) };
        let own = self.files.find(&of_account(&who.standing.user.id), id).await;
        let own = own.map_err(DeskError::from)?.is_some();
        let sees = own
            || self.may_reply_to(who, &file.id).await?
            || self.waits_with(who, &format!("{OWN_FILES}{}/", file.id)).await?;
        Ok(Some(file).filter(|_| sees))
    }

    /// Removes a file of somebody's that nothing published names; whether there was such a one.
    ///
    /// # Errors
    /// The database refused.
    pub async fn remove_evidence(&self, who: &SignedIn, id: &str) -> Result<bool, DeskError> {
        let account = who.standing.user.id.clone();
        let own = self.files.find(&of_account(&account), id).await?.is_some();
        let file = self.file_of(id).await?.filter(|file| own && !file.is_published);
        let Some(file) = file else { return Ok(false) };
        self.in_transaction(async |transaction| {
            self.forget_file(transaction, &account, &file.id).await
        })
        .await?;
        Ok(true)
    }

    async fn forget_file(
        &self,
        transaction: &mut Transaction,
        account: &str,
        id: &str,
    ) -> Result<(), DeskError> {
        for folder in [held(id), shown(id), named_by(id)] {
            self.files.remove_folder(transaction, &folder).await?;
        }
        Ok(self.files.remove_name(transaction, (&of_account(account), id)).await?)
    }

    /// Removes what an account sent and nobody published; what is shown stays, by nobody in particular.
    pub(crate) async fn forget_evidence(&self, who: &SignedIn) -> Result<(), DeskError> {
        for file in self.evidence_files(&who.standing.user.id).await? {
            self.remove_evidence(who, &file.id).await?;
        }
        let folder = of_account(&who.standing.user.id);
        self.in_transaction(async |transaction| {
            self.files.remove_folder(transaction, &folder).await?;
            Ok(())
        })
        .await
    }

    /// Removes files that nothing of theirs names any more, once a piece of their work is thrown away.
    pub(super) async fn tidy_evidence(&self, who: &SignedIn) -> Result<(), DeskError> {
        let works = self.register.works(&who.standing.user.author()).await?;
        for file in self.evidence_files(&who.standing.user.id).await? {
            if !works.iter().any(|work| work.body.contains(&file.id)) {
                // One that is shown stays.
                self.remove_evidence(who, &file.id).await?;
            }
        }
        Ok(())
    }

    /// Writes the hash of each file that the node keeps into the evidence that names it; what it does not keep is told.
    pub(super) async fn check_files(
        &self,
        found: &mut Vec<Finding>,
        evidence: &mut [Evidence],
    ) -> Result<(), PartError> {
        for (one, number) in evidence.iter_mut().zip(1..) {
            let Some(id) = one.file() else { continue };
            match self.file_of(id).await? {
                Some(file) if file.address() == one.link => one.hash = Some(file.file.hash),
                _ => {
                    let field = super::forms::row_field("evidence_link", number);
                    found.push(Finding::new(field, "no-such-file", &one.link));
                }
            }
        }
        Ok(())
    }

    /// Shows the files that a record names, as it is published; those of an assessment as soon as it is not held.
    pub(super) async fn show_files(
        &self,
        writer: &mut Writer,
        key: &Key,
        record: &Value,
    ) -> Result<(), DeskError> {
        let assesses = key.kind() == Assessment::KIND;
        let transaction = writer.transaction().await?;
        for id in files_in(record) {
            let Some(file) = self.files.folder(&held(&id)).await?.into_iter().next() else {
                continue;
            };
            let from = held(&id);
            let named = (from.as_str(), file.name.as_str());
            let (to, name) = match assesses {
                true => (named_by(&id), key.to_string()),
                false => (shown(&id), file.name.clone()),
            };
            // A file that another record shows, or this one showed before, is shown already.
            if self.files.find(&to, &name).await?.is_none() {
                self.files.name_again(transaction, named, (&to, &name), now()).await?;
            }
        }
        Ok(())
    }

    /// Erases the files that versions of a record name, and no other record; how many there were.
    pub(crate) async fn erase_evidence(&self, key: &Key) -> Result<u64, DeskError> {
        let mut named: Vec<(String, String)> = Vec::new();
        for version in self.register.history(key).await? {
            let body: Value = serde_json::from_str(&version.body).unwrap_or(Value::Null);
            let ids = files_in(&body).into_iter().map(|id| (version.author.clone(), id));
            named.extend(ids);
        }
        named.sort_unstable();
        named.dedup();
        let mut erased = 0;
        for (author, id) in named {
            if self.named_elsewhere(&id, key).await? {
                continue;
            }
            self.in_transaction(async |transaction| {
                self.forget_file(transaction, &author, &id).await
            })
            .await?;
            erased += 1;
        }
        Ok(erased)
    }

    /// Whether another record than this one names a file.
    async fn named_elsewhere(&self, id: &str, than: &Key) -> Result<bool, DeskError> {
        for kind in ["initiative", "update", "assessment"] {
            let mut after: Option<Key> = None;
            loop {
                let page = self.register.list(kind, &[], after.as_ref(), 500).await?;
                let Some(last) = page.last() else { break };
                if page.iter().any(|one| one.key != *than && one.body.contains(id)) {
                    return Ok(true);
                }
                after = Some(last.key.clone());
            }
        }
        Ok(false)
    }
}

/// The files of this node that a record names as evidence.
fn files_in(record: &Value) -> Vec<String> {
    let evidence = record.get("evidence").and_then(Value::as_array).into_iter().flatten();
    let read = evidence.filter_map(|one| serde_json::from_value::<Evidence>(one.clone()).ok());
    read.filter_map(|one| one.file().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_file_is_saved_under_letters_and_what_it_is() {
        for (name, saved) in [
            ("Rapport d’été 2026.PDF", "rapport-d-ete-2026.pdf"),
            ("../../etc/passwd", "evidence.pdf"),
            ("a\"; filename=x.exe", "a-filename-x.pdf"),
            ("", "evidence.pdf"),
        ] {
            assert_eq!(saved_as(name, UploadKind::Pdf), saved, "{name}");
        }
    }

    #[test]
    fn only_files_of_this_node_are_named() {
        let id = "0123456789abcdef0123456789abcdef";
        let link = |link: &str| json!({ "what": "x", "link": link });
        let record = json!({ "evidence": [
            link(&format!("/evidence/{id}/a.pdf")),
            link("https://example.org/a.pdf"),
            link("/evidence/../me"),
            link(&format!("/evidence/{id}/a/b")),
            link(&format!("/evidence/{id}/<script>")),
        ] });
        assert_eq!(files_in(&record), [id]);
        assert!(is_id(id) && !is_id("../me"));
    }
}
