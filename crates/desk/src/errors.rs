//! What an error is, in a form that any language can say: a code, and what it is about.

use std::io::ErrorKind;

use passerelle_exchange::apis::PullError;
use passerelle_exchange::fetch::FetchError;
use passerelle_register::{DatabaseError, KeyError, RegisterError};
use passerelle_tables::TablesError;
use passerelle_tables::files::FilesError;

use crate::DeskError;

/// Every code that [`DeskError::code`] gives; the words of each are in `locales/` (`cli-error-<code>`).
pub const CODES: &[&str] = &[
    "backup-elsewhere",
    "bad-answer",
    "body",
    "cannot-keep-pages",
    "catalogue",
    "changed-meanwhile",
    "conflict",
    "damaged",
    "decided",
    "database",
    "database-address",
    "database-busy",
    "database-newer",
    "database-unreachable",
    "exists",
    "file",
    "file-denied",
    "file-full",
    "four-eyes",
    "other-fingerprint",
    "interrupted",
    "key",
    "key-file",
    "key-form",
    "key-missing",
    "key-name",
    "last-owner",
    "needs-reason",
    "no-correction",
    "no-key",
    "no-node",
    "no-scorecard",
    "no-site",
    "no-such-file",
    "not-allowed",
    "not-an-address",
    "not-found",
    "not-prepared",
    "not-public",
    "nothing-changes",
    "nothing-to-revise",
    "other-key",
    "past-moment",
    "program",
    "redirected",
    "refused",
    "system",
    "taken",
    "text",
    "timeout",
    "too-busy",
    "too-large",
    "unerasable",
    "unknown-reason",
    "unreachable",
    "unsound",
];

/// What an error is about, as plain text of no language: a path, a name, an address; empty where nothing
/// is to be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The thing: a path, a name, an address.
    pub what: String,
    /// What the system or the other side says of it, for those who look after machines.
    pub detail: String,
    /// Whether part of what was asked of a publisher was fetched before, and is kept for the next attempt.
    pub kept: bool,
}

impl About {
    fn new(what: impl ToString, detail: impl ToString) -> Self {
        Self { what: what.to_string(), detail: detail.to_string(), kept: false }
    }

    fn what(what: impl ToString) -> Self {
        Self::new(what, "")
    }

    fn detail(detail: impl ToString) -> Self {
        Self::new("", detail)
    }
}

impl DeskError {
    /// A code that does not change: one of [`CODES`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(error) => of_database(error),
            Self::Register(RegisterError::Database(error)) => of_database(error),
            Self::Register(RegisterError::UnknownKind(_) | RegisterError::WrongKind { .. }) => {
                "program"
            }
            Self::Register(error) => error.code(),
            Self::Pull(error) => error.code(),
            Self::BackupElsewhere => "backup-elsewhere",
            Self::NodeKey(KeyError::Random(_)) => "system",
            Self::NodeKey(error) => error.code(),
            Self::NoNode { .. } => "no-node",
            Self::KeyMissing { .. } => "key-missing",
            Self::OtherKey { .. } => "other-key",
            Self::Key(_) => "key",
            Self::Tables(TablesError::Database(error)) => of_database(error),
            Self::Tables(TablesError::Spool(error)) => of_file(error),
            Self::Tables(TablesError::Unreadable { .. })
            | Self::Kept(FilesError::Damaged { .. }) => "damaged",
            Self::Kept(FilesError::Database(error)) => of_database(error),
            Self::Kept(FilesError::Io(error)) => of_file(error),
            Self::Kept(FilesError::Changed) => "changed-meanwhile",
            Self::Catalogue(_) => "catalogue",
            Self::File { error, .. } => of_file(error),
            Self::Release(error) => error.code(),
            Self::Decision(error) => error.code(),
            Self::Sdmx(_) | Self::Task(_) | Self::Map(_) => "program",
        }
    }

    /// Whether the system does not let the embedded database be written.
    pub(crate) fn is_unwritable(&self) -> bool {
        match self {
            Self::Database(error) | Self::Tables(TablesError::Database(error)) => {
                error.is_unwritable()
            }
            Self::Register(RegisterError::Database(error)) => error.is_unwritable(),
            Self::Kept(FilesError::Database(error)) => error.is_unwritable(),
            _ => false,
        }
    }

    /// What it is about.
    pub fn about(&self) -> About {
        match self {
            Self::Database(error) | Self::Tables(TablesError::Database(error)) => {
                About::detail(database_detail(error))
            }
            Self::Register(error) => about_register(error),
            Self::Pull(error) => about_pull(error),
            Self::BackupElsewhere => About::default(),
            Self::NodeKey(KeyError::File { path, source }) => About::new(path.display(), source),
            Self::NodeKey(error) => About::detail(error),
            Self::NoNode { data: path } | Self::KeyMissing { path } | Self::OtherKey { path } => {
                About::what(path.display())
            }
            Self::Key(error) => About::detail(error),
            Self::Tables(TablesError::Spool(error)) => {
                About::new(std::env::temp_dir().display(), error)
            }
            Self::Tables(error) => About::detail(error),
            Self::Kept(FilesError::Database(error)) => About::detail(database_detail(error)),
            Self::Kept(error) => About::detail(error),
            Self::Catalogue(problems) => About::what(problems.0.len()),
            Self::File { path, error } => About::new(path.display(), error),
            Self::Release(error) => About::what(error.what()),
            Self::Decision(error) => About::what(error.what()),
            Self::Map(error) => About::detail(error),
            Self::Sdmx(problems) => About::detail(problems),
            Self::Task(error) => About::detail(error),
        }
    }
}

fn of_database(error: &DatabaseError) -> &'static str {
    match error.code() {
        known @ ("database-address"
        | "database-busy"
        | "database-newer"
        | "database-unreachable"
        | "database-unwritable") => known,
        _ => "database",
    }
}

fn database_detail(error: &DatabaseError) -> String {
    match error {
        DatabaseError::Unreachable(detail) | DatabaseError::Address(detail) => detail.clone(),
        other => other.to_string(),
    }
}

fn of_file(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "no-such-file",
        ErrorKind::AlreadyExists => "exists",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "file-denied",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "file-full",
        _ => "file",
    }
}

fn about_register(error: &RegisterError) -> About {
    match error {
        RegisterError::Conflict { key, .. }
        | RegisterError::Unsound { key, .. }
        | RegisterError::Body { key, .. }
        | RegisterError::Unerasable(key) => About::new(key, error),
        RegisterError::NotFound(name)
        | RegisterError::Taken(name)
        | RegisterError::LastOwner(name) => About::what(name),
        RegisterError::Text { field } => About::what(field),
        RegisterError::Full { most } => About::what(most),
        RegisterError::Damaged(detail) | RegisterError::System(detail) => About::detail(detail),
        RegisterError::Database(error) => About::detail(database_detail(error)),
        other => About::detail(other),
    }
}

fn about_pull(error: &PullError) -> About {
    match error {
        PullError::Fetch { page, error } => About { kept: *page > 1, ..about_fetch(error) },
        PullError::BadAnswer { page, detail } => About::new(page, detail),
        PullError::Changed => About::default(),
        PullError::Folder { path, detail } => About::new(path.display(), detail),
    }
}

fn about_fetch(error: &FetchError) -> About {
    match error {
        FetchError::Unreachable { url, detail } => About::new(url, detail),
        FetchError::Refused { url, status } => About::new(url, status),
        FetchError::TooBusy { url, seconds } => About::new(url, seconds),
        FetchError::TooLarge { url, limit } => About::new(url, limit / 1_000_000),
        FetchError::NotAnAddress(url)
        | FetchError::Timeout(url)
        | FetchError::Redirected(url)
        | FetchError::NotPublic(url) => About::what(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::DecisionError;
    use crate::releases::ReleaseError;

    fn file(kind: ErrorKind) -> DeskError {
        DeskError::File { path: "a".into(), error: kind.into() }
    }

    fn every_kind() -> Vec<DeskError> {
        let key: passerelle_vocabulary::Key = "import/1".parse().unwrap();
        let fetch = |error| DeskError::Pull(PullError::Fetch { page: 1, error });
        let url = || "https://a.example".to_owned();
        let detail = || "detail".to_owned();
        vec![
            DatabaseError::Address("x".into()).into(),
            DatabaseError::Unreachable(detail()).into(),
            DatabaseError::Interrupted.into(),
            ReleaseError::NoScorecard(detail()).into(),
            ReleaseError::NotAllowed(detail()).into(),
            ReleaseError::NotPrepared(detail()).into(),
            ReleaseError::FourEyes(detail()).into(),
            ReleaseError::OtherFingerprint(detail()).into(),
            ReleaseError::NeedsReason(detail()).into(),
            ReleaseError::UnknownReason(detail()).into(),
            ReleaseError::NothingToRevise(detail()).into(),
            ReleaseError::NothingChanges(detail()).into(),
            ReleaseError::PastMoment(detail()).into(),
            DatabaseError::Newer { component: "a".into(), name: "b".into() }.into(),
            RegisterError::from(DatabaseError::Interrupted).into(),
            RegisterError::Conflict { key: key.clone(), seen: 1, current: 2 }.into(),
            RegisterError::Unsound { key: key.clone(), findings: vec![] }.into(),
            RegisterError::Body { key: key.clone(), message: detail() }.into(),
            RegisterError::Unerasable(key.clone()).into(),
            RegisterError::UnknownKind("x".into()).into(),
            RegisterError::WrongKind { key, kind: "x" }.into(),
            RegisterError::Text { field: "name" }.into(),
            RegisterError::NotFound("nobody".into()).into(),
            RegisterError::Taken("amina".into()).into(),
            RegisterError::LastOwner("amina".into()).into(),
            RegisterError::OtherKey { expected: None }.into(),
            RegisterError::NoKey.into(),
            RegisterError::Damaged(detail()).into(),
            RegisterError::Interrupted.into(),
            RegisterError::System(detail()).into(),
            KeyError::File { path: "a".into(), source: ErrorKind::Other.into() }.into(),
            KeyError::Form("x").into(),
            KeyError::Name("x".into()).into(),
            KeyError::Random(detail()).into(),
            fetch(FetchError::NotAnAddress(url())),
            fetch(FetchError::Unreachable { url: url(), detail: detail() }),
            fetch(FetchError::Timeout(url())),
            fetch(FetchError::Refused { url: url(), status: 404 }),
            fetch(FetchError::TooBusy { url: url(), seconds: 9 }),
            fetch(FetchError::TooLarge { url: url(), limit: 9 }),
            fetch(FetchError::Redirected(url())),
            fetch(FetchError::NotPublic(url())),
            PullError::BadAnswer { page: 1, detail: detail() }.into(),
            PullError::Changed.into(),
            PullError::Folder { path: "a".into(), detail: detail() }.into(),
            DeskError::BackupElsewhere,
            DecisionError::NoCorrection(1).into(),
            DecisionError::Decided(1).into(),
            DecisionError::NoSite(1).into(),
            DeskError::NoNode { data: "a".into() },
            DeskError::KeyMissing { path: "a".into() },
            DeskError::OtherKey { path: "a".into() },
            DeskError::Key(detail()),
            TablesError::Unreadable { series: 1, period: 1 }.into(),
            TablesError::Spool(ErrorKind::Other.into()).into(),
            crate::catalogue::CatalogueError(vec![]).into(),
            file(ErrorKind::NotFound),
            file(ErrorKind::AlreadyExists),
            file(ErrorKind::PermissionDenied),
            file(ErrorKind::StorageFull),
            file(ErrorKind::Other),
        ]
    }

    #[test]
    fn every_error_has_one_of_the_codes_and_every_code_an_error() {
        let mut found: std::collections::BTreeSet<&str> =
            every_kind().iter().map(DeskError::code).collect();
        // What only a busy database says.
        found.insert("database-busy");
        let known: std::collections::BTreeSet<&str> = CODES.iter().copied().collect();
        assert_eq!(found, known);
    }

    #[test]
    fn what_it_is_about_is_named_without_words() {
        let about = DeskError::from(RegisterError::Taken("amina".into())).about();
        assert_eq!(about, About::what("amina"));
        let missing = DeskError::KeyMissing { path: "data/node.key".into() };
        assert_eq!(missing.about().what, "data/node.key");
    }
}
