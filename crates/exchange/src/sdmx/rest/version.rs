//! Versions, and queries for them: `1.2.0`, `~`, `1.0+.0`, `2.*`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::sdmx::problem::{Problem, ProblemCode};

const FORMS: &str = "X, X.Y, X.Y.Z, X.Y.Z-EXT, +, ~, *, X+.Y.Z, X.Y+.Z, X.+.0, X~.Y, X.*";

/// A version of an artefact. Later versions are greater; an extension comes before the version it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// One to three numbers.
    pub numbers: Vec<u64>,
    /// What is behind a hyphen: the version is not stable yet.
    pub extension: Option<String>,
}

impl FromStr for Version {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let query: VersionQuery = text.parse()?;
        match query.wildcard {
            None if !query.numbers.is_empty() => {
                Ok(Self { numbers: query.numbers, extension: query.extension })
            }
            _ => Err(refused(text)),
        }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let stable = |one: &Self| one.extension.is_none();
        self.numbers
            .cmp(&other.numbers)
            .then_with(|| stable(self).cmp(&stable(other)))
            .then_with(|| self.extension.cmp(&other.extension))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Which of several versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionOperator {
    /// `+`: the latest that is stable.
    LatestStable,
    /// `~`: the latest.
    Latest,
    /// `*`: all.
    All,
}

impl VersionOperator {
    fn sign(self) -> char {
        match self {
            Self::LatestStable => '+',
            Self::Latest => '~',
            Self::All => '*',
        }
    }

    fn from_sign(sign: char) -> Option<Self> {
        [Self::LatestStable, Self::Latest, Self::All].into_iter().find(|one| one.sign() == sign)
    }
}

/// A version, or a wildcard of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionQuery {
    /// The numbers; from the wildcard on, the least ones. None at all for a wildcard that stands alone.
    pub numbers: Vec<u64>,
    /// The wildcard, and at which number it is.
    pub wildcard: Option<(usize, VersionOperator)>,
    /// What is behind a hyphen.
    pub extension: Option<String>,
}

fn refused(text: &str) -> Problem {
    Problem::new(ProblemCode::QueryBadVersion, "version", text).allowed(FORMS)
}

impl VersionQuery {
    /// A wildcard that stands alone.
    pub fn any(operator: VersionOperator) -> Self {
        Self { numbers: Vec::new(), wildcard: Some((0, operator)), extension: None }
    }

    /// Whether a version is one of those meant; of several, [`VersionQuery::select`] says which.
    pub fn matches(&self, version: &Version) -> bool {
        let Some((at, operator)) = self.wildcard else {
            return version.numbers == self.numbers && version.extension == self.extension;
        };
        let stable = version.extension.is_none()
            && version.numbers.len() == 3
            && version.numbers.first().is_some_and(|major| *major > 0);
        if operator == VersionOperator::LatestStable && !stable {
            return false;
        }
        if self.numbers.is_empty() {
            return true;
        }
        version.numbers.len() == self.numbers.len()
            && version.numbers[..at] == self.numbers[..at]
            && version.numbers[at..] >= self.numbers[at..]
    }

    /// The versions meant among those that there are.
    pub fn select<'a>(&self, versions: &'a [Version]) -> Vec<&'a Version> {
        let mut found: Vec<&Version> =
            versions.iter().filter(|version| self.matches(version)).collect();
        let all = matches!(self.wildcard, None | Some((_, VersionOperator::All)));
        if !all {
            found = found.into_iter().max().into_iter().collect();
        }
        found
    }
}

impl FromStr for VersionQuery {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        read(text).ok_or_else(|| refused(text))
    }
}

fn read(text: &str) -> Option<VersionQuery> {
    let mut alone = text.chars();
    if let (Some(sign), None) = (alone.next(), alone.next())
        && let Some(operator) = VersionOperator::from_sign(sign)
    {
        return Some(VersionQuery::any(operator));
    }
    let (whole, extension) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
    let (mut numbers, mut wildcard) = (Vec::new(), None);
    for (at, part) in whole.split('.').enumerate() {
        let operator = part.chars().next_back().and_then(VersionOperator::from_sign);
        let digits = if operator.is_some() { &part[..part.len() - 1] } else { part };
        if let Some(operator) = operator
            && wildcard.replace((at, operator)).is_some()
        {
            return None;
        }
        let least = if operator.is_some() && digits.is_empty() { "0" } else { digits };
        let sound = least.bytes().all(|byte| byte.is_ascii_digit()) && least.len() <= 10;
        numbers.push(least.parse().ok().filter(|_| sound)?);
    }
    let stable_of_two =
        matches!(wildcard, Some((_, VersionOperator::LatestStable))) && numbers.len() != 3;
    let sound_extension = extension.is_none_or(|extension| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        !extension.is_empty()
            && extension.bytes().all(allowed)
            && numbers.len() == 3
            && wildcard.is_none()
    });
    if numbers.len() > 3 || stable_of_two || !sound_extension {
        return None;
    }
    Some(VersionQuery { numbers, wildcard, extension: extension.map(str::to_owned) })
}

impl fmt::Display for VersionQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (true, Some((_, operator))) = (self.numbers.is_empty(), self.wildcard) {
            return write!(f, "{}", operator.sign());
        }
        for (at, number) in self.numbers.iter().enumerate() {
            let dot = if at > 0 { "." } else { "" };
            write!(f, "{dot}{number}")?;
            if let Some((place, operator)) = self.wildcard
                && place == at
            {
                write!(f, "{}", operator.sign())?;
            }
        }
        self.extension.as_ref().map_or(Ok(()), |extension| write!(f, "-{extension}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THERE: [&str; 10] = [
        "0.9.0",
        "1.0",
        "1.0.0",
        "1.1.0",
        "1.1.3",
        "1.2.0-draft",
        "2.0.1",
        "2.1.0-draft",
        "2",
        "2.4",
    ];

    fn select(query: &str) -> Vec<&'static str> {
        let versions: Vec<Version> = THERE.iter().map(|text| text.parse().unwrap()).collect();
        let query: VersionQuery = query.parse().unwrap();
        let found = query.select(&versions);
        let at =
            |version: &&Version| THERE[versions.iter().position(|one| one == *version).unwrap()];
        found.iter().map(at).collect()
    }

    /// The rules of the standard's page on versions, one by one.
    #[test]
    fn versions_are_picked_as_the_standard_says() {
        assert_eq!(select("1.1.0"), ["1.1.0"]);
        assert_eq!(select("1.2.0-draft"), ["1.2.0-draft"]);
        assert_eq!(select("1.0"), ["1.0"]);
        assert_eq!(select("+"), ["2.0.1"]);
        assert_eq!(select("1+.0.0"), ["2.0.1"]);
        assert_eq!(select("1.+.0"), ["1.1.3"]);
        assert_eq!(select("1.0+.0"), ["1.1.3"]);
        assert_eq!(select("1.1.+"), ["1.1.3"]);
        assert_eq!(select("1.1.1+"), ["1.1.3"]);
        assert_eq!(select("~.0"), ["2.4"]);
        assert_eq!(select("~.0.0"), ["2.1.0-draft"]);
        assert_eq!(select("1.~.0"), ["1.2.0-draft"]);
        assert_eq!(select("2.1~"), ["2.4"]);
        assert_eq!(select("*").len(), THERE.len());
        assert_eq!(select("*.0"), ["1.0", "2.4"]);
        assert_eq!(select("1.1*.0"), ["1.1.0", "1.1.3", "1.2.0-draft"]);
        assert_eq!(select("3.0.0"), [""; 0]);
        assert_eq!(select("~"), ["2.4"]);
    }

    #[test]
    fn what_is_read_is_written_alike() {
        for text in ["1", "1.0", "1.0.0", "1.0.0-rc.1", "+", "~", "*", "1+.2.0", "1.0~", "2.1.7*"] {
            assert_eq!(text.parse::<VersionQuery>().unwrap().to_string(), text);
        }
        assert_eq!("1.+.0".parse::<VersionQuery>().unwrap().to_string(), "1.0+.0");
    }

    #[test]
    fn what_is_not_a_version_is_refused() {
        for text in [
            "", "a", "1.", "1..0", "1.0.0.0", "1+.0+.0", "1.0-x", "1.0.0-", "++", "1+", "-1",
            "latest",
        ] {
            let problem = text.parse::<VersionQuery>().unwrap_err();
            assert_eq!(problem.code, ProblemCode::QueryBadVersion, "{text}");
        }
    }
}
