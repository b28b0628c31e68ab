//! A file that the node vouches for: a signed note beside it says what the file is, of which state of the log it was
//! made, and its hash. Whoever has the file, the note and the node's public key can check it without the node.
//!
//! ```text
//! passerelle signed file
//! review KEN compact fr pdf
//! log 1234 <root of the log, base64>
//! sha256 <hash of the file, hexadecimal>
//!
//! — passerelle/ab12cd34 <signature, base64>
//! ```
//!
//! The form is that of C2SP's signed notes, as of the log's checkpoints. A checkpoint has a number in its second line,
//! this has none: neither can be taken for the other.

use passerelle_compact::review::LogState;
use passerelle_register::{NodeKey, Verifier};
use sha2::{Digest, Sha256};

use crate::{Desk, DeskError, keys};

/// The first line of every such note.
const FIRST: &str = "passerelle signed file";
/// Longest note that is read, in bytes.
pub const LONGEST_NOTE: usize = 4_096;

/// What a note says of its file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SignedFile {
    /// What the file is: `review KEN compact fr pdf`.
    pub what: String,
    /// Leaves of the log that it was made of.
    pub entries: u64,
    /// Root of the log then, in base64; empty where nothing was signed yet.
    pub root: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The node that signed.
    pub node: String,
}

/// Why a file is not what its note says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedFileError {
    /// It is no note of this form.
    #[error("this is not such a note")]
    NotANote,
    /// None of the keys has signed it.
    #[error("none of these keys has signed it")]
    NotSigned,
    /// The file is another one.
    #[error("the file is another one")]
    OtherFile,
    /// The key to check it with cannot be read.
    #[error("this is not a key")]
    NotAKey,
}

impl SignedFileError {
    /// A code that does not change.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotANote => "not-a-note",
            Self::NotSigned => "not-signed",
            Self::OtherFile => "other-file",
            Self::NotAKey => "not-a-key",
        }
    }
}

fn text(what: &str, state: &LogState, sha256: &str) -> String {
    format!("{FIRST}\n{what}\nlog {} {}\nsha256 {sha256}\n", state.entries, state.root)
}

/// What the text of a note says; `None` where it is another.
fn read(text: &str, node: &str) -> Option<SignedFile> {
    let mut lines = text.lines();
    let (first, what, log, hash) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
    let (entries, root) = log.strip_prefix("log ")?.split_once(' ')?;
    let sha256 = hash.strip_prefix("sha256 ")?;
    let whole = first == FIRST && lines.next().is_none() && sha256.len() == 64;
    whole.then_some(())?;
    Some(SignedFile {
        what: what.to_owned(),
        entries: entries.parse().ok()?,
        root: root.to_owned(),
        sha256: sha256.to_owned(),
        node: node.to_owned(),
    })
}

/// Whether a file is what a note says that one of these keys signed.
///
/// # Errors
/// [`SignedFileError`].
pub fn check(
    verifiers: &[Verifier],
    note: &str,
    content: &[u8],
) -> Result<SignedFile, SignedFileError> {
    if !note.starts_with(FIRST) || note.len() > LONGEST_NOTE {
        return Err(SignedFileError::NotANote);
    }
    let opened = verifiers.iter().rev().find_map(|one| Some((one.open(note)?, one.name())));
    let (text, node) = opened.ok_or(SignedFileError::NotSigned)?;
    let said = read(text, node).ok_or(SignedFileError::NotANote)?;
    if said.sha256 != hex::encode(Sha256::digest(content)) {
        return Err(SignedFileError::OtherFile);
    }
    Ok(said)
}

/// As [`check`], with a public key as `passerelle key show` writes it.
///
/// # Errors
/// [`SignedFileError`].
pub fn check_with(key: &str, note: &str, content: &[u8]) -> Result<SignedFile, SignedFileError> {
    let verifier = Verifier::parse(key.trim()).map_err(|_| SignedFileError::NotAKey)?;
    check(&[verifier], note, content)
}

impl Desk {
    /// The note that stands beside a file of this node: it says what the file is, and of which state of the log.
    ///
    /// # Errors
    /// [`DeskError::KeyMissing`], [`DeskError::OtherKey`]: the key in the node's folder is not there, or is not the one
    /// that its log is signed with.
    pub fn sign_file(
        &self,
        what: &str,
        state: &LogState,
        content: &[u8],
    ) -> Result<String, DeskError> {
        let path = keys::key_file(&self.data);
        let key = NodeKey::load(&path)?.ok_or(DeskError::KeyMissing { path: path.clone() })?;
        if self.register.verifier() != Some(key.verifier()) {
            return Err(DeskError::OtherKey { path });
        }
        Ok(key.sign(&text(what, state, &hex::encode(Sha256::digest(content)))))
    }

    /// Whether a file is what a note says that this node signed, with any of the keys that it has had.
    ///
    /// # Errors
    /// [`SignedFileError`].
    pub fn check_signed_file(
        &self,
        note: &str,
        content: &[u8],
    ) -> Result<SignedFile, SignedFileError> {
        check(self.register.verifiers(), note, content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> LogState {
        LogState {
            entries: 12,
            root: "cm9vdA==".to_owned(),
            moment: "2026-11-26T08:40:00Z".to_owned(),
            day: "2026-11-26".parse().unwrap(),
        }
    }

    #[test]
    fn a_note_is_of_one_file_and_of_one_key() {
        let key = NodeKey::create("node.example").unwrap();
        let hash = hex::encode(Sha256::digest(b"report"));
        let note = key.sign(&text("review KEN compact fr pdf", &state(), &hash));
        let keys = [key.verifier().clone()];
        let said = check(&keys, &note, b"report").unwrap();
        assert_eq!((said.what.as_str(), said.entries), ("review KEN compact fr pdf", 12));
        assert_eq!((said.root.as_str(), said.node.as_str()), ("cm9vdA==", "node.example"));
        assert_eq!(check(&keys, &note, b"another"), Err(SignedFileError::OtherFile));
        let other = NodeKey::create("other.example").unwrap();
        let others = [other.verifier().clone()];
        assert_eq!(check(&others, &note, b"report"), Err(SignedFileError::NotSigned));
        let changed = note.replace("KEN", "TZA");
        assert_eq!(check(&keys, &changed, b"report"), Err(SignedFileError::NotSigned));
        assert_eq!(check(&keys, "", b"report"), Err(SignedFileError::NotANote));
        let key = key.verifier().to_string();
        assert_eq!(check_with(&key, &note, b"report").unwrap(), said);
        assert_eq!(check_with("no key", &note, b"report"), Err(SignedFileError::NotAKey));
    }

    #[test]
    fn a_checkpoint_is_no_note_of_a_file() {
        let key = NodeKey::create("node.example").unwrap();
        let checkpoint =
            key.sign("node.example\n7\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n");
        let keys = [key.verifier().clone()];
        assert_eq!(check(&keys, &checkpoint, b""), Err(SignedFileError::NotANote));
        let note = key.sign(&text("a", &state(), &"0".repeat(64)));
        let text = keys[0].open(&note).unwrap();
        assert_eq!(passerelle_register::Checkpoint::parse(text), None);
    }
}
