//! Signed checkpoints, as in C2SP [signed-note] and [tlog-checkpoint].
//!
//! ```text
//! node name
//! 1234
//! <root hash, base64>
//!
//! — node name <key hash ‖ Ed25519 signature, base64>
//! ```
//!
//! [signed-note]: https://c2sp.org/signed-note
//! [tlog-checkpoint]: https://c2sp.org/tlog-checkpoint

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::merkle::Hash;

/// The number of Ed25519 among the algorithms of signed notes.
const ED25519: u8 = 1;

/// What is wrong with a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The text is not a key of this form.
    #[error("not a key of the form {0}")]
    Form(&'static str),
    /// A name is empty, or has a space or “+” in it.
    #[error("“{0}” cannot be the name of a node: it may not be empty nor hold spaces or “+”")]
    Name(String),
    /// The system gives no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
}

impl KeyError {
    /// A code that does not change, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "key-file",
            Self::Form(_) => "key-form",
            Self::Name(_) => "key-name",
            Self::Random(_) => "random",
        }
    }
}

/// The key that a node signs its checkpoints with.
#[derive(Clone)]
pub struct NodeKey {
    signing: SigningKey,
    verifier: Verifier,
}

impl fmt::Debug for NodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeKey({})", self.verifier)
    }
}

impl NodeKey {
    const FORM: &'static str = "PRIVATE+KEY+name+hash+base64";

    /// A new key for the node called `name`.
    ///
    /// # Errors
    /// A name that cannot be one; no random bytes.
    pub fn create(name: &str) -> Result<Self, KeyError> {
        Self::from_seed(name, &crate::random::<32>().map_err(KeyError::Random)?)
    }

    fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let signing = SigningKey::from_bytes(seed);
        let verifier = Verifier::new(name, signing.verifying_key())?;
        Ok(Self { signing, verifier })
    }

    /// Reads the key in `path`; `None` if there is no such file.
    ///
    /// # Errors
    /// A file that cannot be read, or holds something else.
    pub fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(text.trim_end()).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(KeyError::File { path: path.to_owned(), source }),
        }
    }

    /// Reads the key in `path`; if there is no such file, creates a key for the node called `name`
    /// and writes it there, readable by its owner only.
    ///
    /// # Errors
    /// A file that cannot be read or written, or holds something else; a name that cannot be one.
    pub fn load_or_create(path: &Path, name: &str) -> Result<Self, KeyError> {
        if let Some(key) = Self::load(path)? {
            return Ok(key);
        }
        let key = Self::create(name)?;
        match key.write(path) {
            Ok(()) => Ok(key),
            Err(source) => {
                // Another process was faster?
                let failed = KeyError::File { path: path.to_owned(), source };
                Self::load(path)?.ok_or(failed)
            }
        }
    }

    /// Whole or not at all, and never over another: nobody reads half a key.
    fn write(&self, path: &Path) -> io::Result<()> {
        let unfinished = path.with_extension(format!("new-{}", hex::encode(self.verifier.hash)));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&unfinished)?;
        let written = writeln!(file, "{}", self.to_private()).and_then(|()| file.sync_all());
        let placed = written.and_then(|()| match fs::hard_link(&unfinished, path) {
            // A file system without hard links.
            Err(_) if !path.exists() => fs::rename(&unfinished, path),
            linked => linked,
        });
        // Gone already where it was renamed.
        let _ = fs::remove_file(&unfinished);
        placed
    }

    /// The key as Go's `note` package writes it.
    fn to_private(&self) -> String {
        let data = [&[ED25519], &self.signing.to_bytes()[..]].concat();
        let hash = hex::encode(self.verifier.hash);
        format!("PRIVATE+KEY+{}+{hash}+{}", self.verifier.name, BASE64.encode(data))
    }

    /// Reads a key written as `PRIVATE+KEY+name+hash+base64`.
    ///
    /// # Errors
    /// Another text, or a hash that is not the key's.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError::Form(Self::FORM);
        let rest = text.strip_prefix("PRIVATE+KEY+").ok_or_else(wrong)?;
        let (name, hash, seed) = parts(rest).ok_or_else(wrong)?;
        let key = Self::from_seed(name, &seed)?;
        if key.verifier.hash == hash { Ok(key) } else { Err(wrong()) }
    }

    /// What others verify this key's signatures with.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The name of the node.
    pub fn name(&self) -> &str {
        &self.verifier.name
    }

    /// Signs `text`, which ends with a line break.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.signing.sign(text.as_bytes()).to_bytes();
        let signed = BASE64.encode([&self.verifier.hash[..], &signature[..]].concat());
        format!("{text}\n— {} {signed}\n", self.verifier.name)
    }
}

/// The public half of a [`NodeKey`]; written `name+hash+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    hash: [u8; 4],
    key: VerifyingKey,
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = [&[ED25519], &self.key.to_bytes()[..]].concat();
        write!(f, "{}+{}+{}", self.name, hex::encode(self.hash), BASE64.encode(data))
    }
}

/// `name+hash+base64`, the last being the algorithm and 32 bytes.
fn parts(text: &str) -> Option<(&str, [u8; 4], [u8; 32])> {
    let mut parts = text.splitn(3, '+');
    let (name, hash, data) = (parts.next()?, parts.next()?, parts.next()?);
    let hash = hex::decode(hash).ok()?.try_into().ok()?;
    let data: [u8; 33] = BASE64.decode(data).ok()?.try_into().ok()?;
    let (algorithm, key) = data.split_first()?;
    (*algorithm == ED25519).then_some((name, hash, key.try_into().ok()?))
}

impl Verifier {
    const FORM: &'static str = "name+hash+base64";

    fn new(name: &str, key: VerifyingKey) -> Result<Self, KeyError> {
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '+') {
            return Err(KeyError::Name(name.to_owned()));
        }
        let digest = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n', ED25519])
            .chain_update(key.to_bytes())
            .finalize();
        let hash = [digest[0], digest[1], digest[2], digest[3]];
        Ok(Self { name: name.to_owned(), hash, key })
    }

    /// Reads a verifier key written as `name+hash+base64`.
    ///
    /// # Errors
    /// Another text, or a hash that is not the key's.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError::Form(Self::FORM);
        let (name, hash, key) = parts(text).ok_or_else(wrong)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| wrong())?;
        let verifier = Self::new(name, key)?;
        if verifier.hash == hash { Ok(verifier) } else { Err(wrong()) }
    }

    /// The name of the node.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note that this key has signed, up to and with its last line break; `None` if
    /// the signature is missing or wrong. Signatures of others are passed over.
    pub fn open<'a>(&self, note: &'a str) -> Option<&'a str> {
        let end = note.rfind("\n\n")?;
        let (text, signatures) = (&note[..=end], &note[end + 2..]);
        let mine = |line: &str| self.is_mine(line, text);
        (signatures.ends_with('\n') && signatures.lines().any(mine)).then_some(text)
    }

    fn is_mine(&self, line: &str, text: &str) -> bool {
        let Some((name, signed)) = line.strip_prefix("— ").and_then(|line| line.split_once(' '))
        else {
            return false;
        };
        let signed: Option<[u8; 68]> =
            BASE64.decode(signed).ok().and_then(|bytes| bytes.try_into().ok());
        let Some((hash, signature)) = signed.as_ref().and_then(|bytes| bytes.split_first_chunk())
        else {
            return false;
        };
        name == self.name
            && *hash == self.hash
            && Signature::from_slice(signature)
                .is_ok_and(|signature| self.key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

/// What a checkpoint says: at this size, the log has this root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log: its node's.
    pub origin: String,
    /// How many leaves there are.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed: three lines.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root))
    }

    /// Reads the text of a checkpoint; lines after the third are extensions, and passed over.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let canonical = size == "0" || !size.starts_with(['0', '+']);
        let root = BASE64.decode(root).ok()?.try_into().ok()?;
        (canonical && !origin.is_empty())
            .then_some(())
            .and_then(|()| size.parse().ok())
            .map(|size| Self { origin: origin.to_owned(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of Go's golang.org/x/mod/sumdb/note, which defined the format.
    const PRIVATE: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn signs_as_the_reference_does() {
        let key = NodeKey::parse(PRIVATE).unwrap();
        assert_eq!(key.verifier().to_string(), PUBLIC);
        assert_eq!(key.to_private(), PRIVATE);
        assert_eq!(key.sign(TEXT), NOTE);
        assert!(!format!("{key:?}").contains("PRIVATE"));
    }

    #[test]
    fn opens_what_it_signed_and_nothing_else() {
        let verifier = Verifier::parse(PUBLIC).unwrap();
        assert_eq!(verifier.open(NOTE), Some(TEXT));
        let others = NOTE.replace("\n\n— P", "\n\n— someone AAAAAAAA\n— P");
        assert_eq!(verifier.open(&others), Some(TEXT));
        for position in 0..NOTE.len() {
            let mut bytes = NOTE.as_bytes().to_vec();
            bytes[position] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_eq!(verifier.open(&changed), None, "byte {position}");
            }
        }
        assert_eq!(verifier.open(""), None);
        assert_eq!(verifier.open(TEXT), None);
    }

    #[test]
    fn refuses_what_is_no_key() {
        for text in ["", "a+b+c", "PRIVATE+KEY+", &PUBLIC.replace("c74f20a3", "c74f20a4")] {
            assert!(Verifier::parse(text).is_err(), "{text}");
            assert!(NodeKey::parse(text).is_err(), "{text}");
        }
        for name in ["", "a b", "a+b", "a\u{a0}b"] {
            assert_eq!(NodeKey::create(name).unwrap_err().code(), "key-name");
        }
    }

    #[test]
    fn a_key_is_kept_for_its_owner_only() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("node.key");
        let created = NodeKey::load_or_create(&path, "node.example").unwrap();
        let loaded = NodeKey::load_or_create(&path, "another.name").unwrap();
        assert_eq!(created.verifier(), loaded.verifier());
        assert_eq!(loaded.name(), "node.example");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "PRIVATE+KEY+half").unwrap();
        assert_eq!(NodeKey::load_or_create(&path, "n").unwrap_err().code(), "key-form");
        let nowhere = directory.path().join("no/such/folder");
        assert_eq!(NodeKey::load_or_create(&nowhere, "n").unwrap_err().code(), "key-file");
    }

    #[test]
    fn a_checkpoint_is_three_lines() {
        let checkpoint = Checkpoint { origin: "node.example".into(), size: 7, root: [1; 32] };
        let text = "node.example\n7\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n";
        assert_eq!(checkpoint.text(), text);
        assert_eq!(Checkpoint::parse(text), Some(checkpoint.clone()));
        assert_eq!(Checkpoint::parse(&format!("{text}extension\n")), Some(checkpoint));
        for wrong in ["", "a\n1\n", "a\n01\nAQ==\n", "\n7\n", &text.replace('7', "+7")] {
            assert_eq!(Checkpoint::parse(wrong), None, "{wrong}");
        }
    }
}
