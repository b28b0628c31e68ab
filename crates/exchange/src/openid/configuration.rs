//! The file in which a node's owner names providers of identity (`passerelle serve --openid FILE.toml`).
//!
//! ```toml
//! [[provider]]
//! id = "university"                            # in addresses; it stays
//! issuer = "https://login.example.org"
//! client_id = "passerelle"
//! client_secret_file = "university.secret"     # beside this file; or client_secret_env = "NAME"; or neither
//! name = { en = "University of Nairobi", fr = "Université de Nairobi" }
//! ```
//!
//! All that is wrong is told at once, each with its line.

use std::path::PathBuf;

use passerelle_vocabulary::{Lang, Text};
use serde::Deserialize;
use toml::Spanned;

use super::{Provider, is_safe};
use crate::problem::{Code, Found, problem_codes};

/// The most providers of a node: more is no choice.
const MOST: usize = 12;
/// The longest id, in characters.
const LONGEST_ID: usize = 40;

problem_codes! {
    /// What can be wrong in a file of providers.
    {
        /// It is not TOML of the told form.
        Unreadable = "unreadable",
        /// It names no provider, or too many.
        Count = "count",
        /// An id that cannot stand in an address.
        Id = "id",
        /// An id that another provider has.
        RepeatedId = "repeated-id",
        /// An issuer that another provider has.
        RepeatedIssuer = "repeated-issuer",
        /// An issuer that is no safe address.
        Issuer = "issuer",
        /// Nothing by which the node is known there.
        ClientId = "client-id",
        /// No name in a language of the node.
        Name = "name",
        /// A secret in two places.
        TwoSecrets = "two-secrets",
    }
}

impl Code for ProblemCode {
    fn code(self) -> &'static str {
        Self::code(self)
    }
}

/// One thing that is wrong, and where.
pub type ProviderProblem = Found<ProblemCode>;

/// Where the secret of the node at a provider is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretFrom {
    /// There is none.
    Nowhere,
    /// The first line of a file, whose name is told from the folder of this one.
    File(PathBuf),
    /// A variable of the environment.
    Environment(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    issuer: Spanned<String>,
    client_id: Spanned<String>,
    client_secret_file: Option<PathBuf>,
    client_secret_env: Option<String>,
    name: Spanned<Text>,
}

/// Reads a file of providers, each without its secret and with where that is.
///
/// # Errors
/// All that is wrong.
pub fn read(text: &str) -> Result<Vec<(Provider, SecretFrom)>, Vec<ProviderProblem>> {
    let line =
        |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count() as u64 + 1);
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| line(span.start));
        vec![Found::new(ProblemCode::Unreadable, "", error.message()).line(at)]
    })?;
    let mut problems = Vec::new();
    if file.provider.is_empty() || file.provider.len() > MOST {
        let count = file.provider.len().to_string();
        problems.push(Found::new(ProblemCode::Count, "provider", &count));
    }
    let mut read: Vec<(Provider, SecretFrom)> = Vec::new();
    for one in file.provider {
        let mut wrong = |code, field: &str, at: usize, value: &str| {
            problems.push(Found::new(code, field, value).line(line(at)));
        };
        let at = one.span().start;
        let written = one.into_inner();
        let (id, issuer) = (written.id.get_ref(), written.issuer.get_ref());
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(plain) {
            wrong(ProblemCode::Id, "id", written.id.span().start, id);
        }
        if read.iter().any(|(known, _)| known.id == *id) {
            wrong(ProblemCode::RepeatedId, "id", written.id.span().start, id);
        }
        if !is_safe(issuer) || issuer.contains('?') {
            wrong(ProblemCode::Issuer, "issuer", written.issuer.span().start, issuer);
        }
        if read.iter().any(|(known, _)| known.issuer == *issuer) {
            wrong(ProblemCode::RepeatedIssuer, "issuer", written.issuer.span().start, issuer);
        }
        if written.client_id.get_ref().trim().is_empty() {
            wrong(ProblemCode::ClientId, "client_id", written.client_id.span().start, "");
        }
        for lang in written.name.get_ref().missing(&[Lang::en(), Lang::fr()]) {
            wrong(ProblemCode::Name, "name", written.name.span().start, lang.code());
        }
        let from = match (written.client_secret_file, written.client_secret_env) {
            (Some(_), Some(_)) => {
                wrong(ProblemCode::TwoSecrets, "client_secret_env", at, id);
                SecretFrom::Nowhere
            }
            (Some(file), None) => SecretFrom::File(file),
            (None, Some(name)) => SecretFrom::Environment(name),
            (None, None) => SecretFrom::Nowhere,
        };
        let provider = Provider {
            id: written.id.into_inner(),
            issuer: written.issuer.into_inner(),
            client_id: written.client_id.into_inner(),
            secret: None,
            name: written.name.into_inner(),
        };
        read.push((provider, from));
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[provider]]\nid = \"a\"\nissuer = \"https://login.example\"\nclient_id = \"node\"\n\
                       client_secret_file = \"secret\"\nname = { en = \"A\", fr = \"À\" }\n";

    fn codes(text: &str) -> Vec<(&'static str, u64, String)> {
        let problems = read(text).unwrap_err();
        problems.into_iter().map(|one| (one.code.code(), one.line, one.place)).collect()
    }

    #[test]
    fn a_provider_is_read() {
        let found = read(ONE).unwrap();
        let [(provider, from)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((provider.id.as_str(), provider.name.get(&Lang::fr())), ("a", "À"));
        assert_eq!(*from, SecretFrom::File("secret".into()));
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        assert_eq!(codes("")[0].0, "count");
        assert_eq!(codes("[[provider]]\nid = 3")[0].0, "unreadable");
        assert_eq!(codes(&format!("{ONE}colour = 1\n"))[0].0, "unreadable");
        let wrong =
            ONE.replace("id = \"a\"", "id = \"À b\"").replace("https://login.example", "ftp://x");
        let wrong = wrong.replace(", fr = \"À\"", "").replace("\"node\"", "\" \"");
        let found = codes(&wrong);
        let told: Vec<(&str, u64)> = found.iter().map(|(code, line, _)| (*code, *line)).collect();
        assert_eq!(told, [("id", 2), ("issuer", 3), ("client-id", 4), ("name", 6)]);
        let found = codes(&format!("{ONE}{ONE}client_secret_env = \"X\"\n"));
        let told: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(told, ["repeated-id", "repeated-issuer", "two-secrets"], "{found:?}");
    }
}
