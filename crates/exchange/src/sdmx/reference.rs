//! Names of artefacts.
//!
//! A URN names one anywhere: `urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ECB:CL_FREQ(1.0)`, with
//! `.A` behind it for a code of the list. SDMX-CSV uses the part after `=`, the short form. Artefacts
//! without a version (SDMX 3.0) have no parentheses.

use std::fmt;
use std::str::FromStr;

use super::problem::{Problem, ProblemCode};

/// The name of an artefact, or of an item in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// Package and class of the information model, `codelist.Codelist`; empty in the short form.
    pub class: String,
    /// Id of the agency that maintains it, with those above it: `ECB.DISS`.
    pub agency: String,
    /// Id of the artefact.
    pub id: String,
    /// Version, or a wildcard of versions.
    pub version: Option<String>,
    /// Id of an item in the artefact, with those above it.
    pub item: Option<String>,
}

const PREFIX: &str = "urn:sdmx:org.sdmx.infomodel.";
const FORM: &str = "AGENCY:ID(VERSION)";

/// Whether these are the characters of an id (`common:IDType`).
pub fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_@$-".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// Whether this is an id, or several with dots between (`common:NestedIDType`).
pub fn is_nested_id(text: &str) -> bool {
    text.split('.').all(is_id)
}

/// Whether this could be a version: parts of digits, wildcards, an extension.
fn is_version(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-+*~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

impl Reference {
    /// A reference in the short form.
    pub fn short(agency: &str, id: &str, version: Option<&str>) -> Self {
        Self {
            class: String::new(),
            agency: agency.to_owned(),
            id: id.to_owned(),
            version: version.map(str::to_owned),
            item: None,
        }
    }

    /// The same, as a URN of this package and class.
    pub fn of_class(self, class: &str) -> Self {
        Self { class: class.to_owned(), ..self }
    }

    /// The same, for an item.
    pub fn item(self, item: &str) -> Self {
        Self { item: Some(item.to_owned()), ..self }
    }

    /// The class without its package: `Codelist`.
    pub fn class_name(&self) -> &str {
        self.class.rsplit('.').next().unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let (class, rest) = match text.strip_prefix(PREFIX) {
            Some(named) => named.split_once('=')?,
            None => ("", text),
        };
        let (agency, rest) = rest.split_once(':')?;
        let (id, version, item) = match rest.split_once('(') {
            Some((id, rest)) => {
                let (version, rest) = rest.split_once(')')?;
                let item = if rest.is_empty() { None } else { Some(rest.strip_prefix('.')?) };
                (id, Some(version), item)
            }
            None => match rest.split_once('.') {
                Some((id, item)) => (id, None, Some(item)),
                None => (rest, None, None),
            },
        };
        let sound = is_nested_id(agency)
            && is_id(id)
            && version.is_none_or(is_version)
            && item.is_none_or(|item| !item.is_empty())
            && (class.is_empty() || is_nested_id(class));
        let mut found = Self::short(agency, id, version).of_class(class);
        found.item = item.map(str::to_owned);
        sound.then_some(found)
    }
}

impl FromStr for Reference {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let refused = || Problem::new(ProblemCode::BadReference, "", text).allowed(FORM);
        Self::parse(text).ok_or_else(refused)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.class.is_empty() {
            write!(f, "{PREFIX}{}=", self.class)?;
        }
        write!(f, "{}:{}", self.agency, self.id)?;
        if let Some(version) = &self.version {
            write!(f, "({version})")?;
        }
        self.item.as_ref().map_or(Ok(()), |item| write!(f, ".{item}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_alike() {
        for text in [
            "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ECB:CL_FREQ(1.0)",
            "urn:sdmx:org.sdmx.infomodel.codelist.Code=ECB.DISS:CL_FREQ(1.0.0-draft).A",
            "urn:sdmx:org.sdmx.infomodel.categoryscheme.Category=ECB:MOBILE(1.0).00.07",
            "ESTAT:NA_MAIN(1.6.0)",
            "AGENCY:DF_ID",
            "AGENCY:CL_ID.A",
            "SDMX:CL(2.1+.0)",
        ] {
            let reference: Reference = text.parse().unwrap();
            assert_eq!(reference.to_string(), text);
        }
        let code: Reference =
            "urn:sdmx:org.sdmx.infomodel.codelist.Code=E:L(1.0).A".parse().unwrap();
        assert_eq!((code.class_name(), code.item.as_deref()), ("Code", Some("A")));
    }

    #[test]
    fn what_is_not_a_name_is_refused() {
        for text in
            ["", "A", "A:", ":B", "A:B(", "A:B()", "A:B(1.0)x", "A B:C(1)", "A:B(1 0)", "A:B."]
        {
            let problem = text.parse::<Reference>().unwrap_err();
            assert_eq!(problem.code, ProblemCode::BadReference, "{text}");
        }
    }
}
