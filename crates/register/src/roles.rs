//! Who may do what: one table, read by one function.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What someone is: on the whole node, or for one actor, country or topic ([`crate::Grant`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Anyone, not signed in.
    Visitor,
    /// Someone with an account.
    Reader,
    /// Speaks for an actor: endorses, contributes, tells of progress.
    Contributor,
    /// Assesses what others do, in their own name.
    Assessor,
    /// Looks after the node's content: catalogue, imports, scorecards.
    Custodian,
    /// Decides what is published, and what is erased.
    Moderator,
    /// Runs the node.
    Administrator,
}

/// What one does with records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read what is published.
    Read,
    /// Write a draft, and propose it.
    Propose,
    /// Make it a version, for all to read.
    Publish,
    /// Erase it with its history.
    Erase,
    /// Load many from a file.
    Import,
    /// Change roles, keys and settings.
    Administer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Visitor,
        Self::Reader,
        Self::Contributor,
        Self::Assessor,
        Self::Custodian,
        Self::Moderator,
        Self::Administrator,
    ];

    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::Assessor => "assessor",
            Self::Custodian => "custodian",
            Self::Moderator => "moderator",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or_else(|| code.to_owned())
    }
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Propose, Self::Publish, Self::Erase, Self::Import, Self::Administer];
}

/// Whose records a line of the table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// One's own, and new ones.
    Own,
    /// Anybody's.
    Any,
}

/// Which kinds a line of the table is about.
#[derive(Debug, Clone, Copy)]
enum Of {
    /// All kinds.
    Every,
    /// All but the node's reference: what figures and promises are measured against.
    Contributed,
    /// All but the word of a body, which nobody gives in its place.
    ButBody,
    /// Only these.
    These(&'static [&'static str]),
}

/// The node's reference: changed by those who look after it, never by those it is about.
const REFERENCE: [&str; 6] = ["commitment", "indicator", "source", "group", "scorecard", "review"];
/// What somebody who speaks for an actor writes.
const OF_ACTORS: &[&str] = &[
    "actor",
    "endorsement",
    "initiative",
    "transaction",
    "update",
    "reply",
    "comment",
    "recommendation_answer",
    "recommendation_step",
];
/// What waits for no moderator: an actor's word on its own progress, its reply to an assessment, its answer to a
/// recommendation and what it did of it.
const OWN_WORD: &[&str] = &["update", "reply", "recommendation_answer", "recommendation_step"];
/// What only those write who speak for the body that was asked.
const OF_BODY: &[&str] = &["recommendation_answer", "recommendation_step"];
/// What anyone with an account writes: they bring an actor in, they say something of a draft.
const OF_ANYONE: &[&str] = &["actor", "comment"];
const ASSESSMENT: &[&str] = &["assessment"];

use Action::{Administer, Erase, Import, Propose, Publish, Read};
use Of::{ButBody, Contributed, Every, These};
use Role::{Administrator, Assessor, Contributor, Custodian, Moderator, Reader, Visitor};
use Whose::{Any, Own};

/// Everything that is allowed. What is not here is not.
#[rustfmt::skip]
const TABLE: &[(Role, Of, Action, Whose)] = &[
    (Visitor,       Every,             Read,       Any),

    (Reader,        Every,             Read,       Any),
    (Reader,        These(OF_ANYONE),  Propose,    Own),
    (Reader,        Contributed,       Erase,      Own),

    (Contributor,   Every,             Read,       Any),
    (Contributor,   These(OF_ACTORS),  Propose,    Own),
    (Contributor,   These(OWN_WORD),   Publish,    Own),
    (Contributor,   Contributed,       Erase,      Own),

    (Assessor,      Every,             Read,       Any),
    (Assessor,      These(OF_ANYONE),  Propose,    Own),
    (Assessor,      These(ASSESSMENT), Propose,    Own),
    (Assessor,      These(ASSESSMENT), Publish,    Own),
    (Assessor,      Contributed,       Erase,      Own),

    (Custodian,     Every,             Read,       Any),
    (Custodian,     ButBody,           Propose,    Any),
    (Custodian,     Contributed,       Publish,    Own),
    (Custodian,     Contributed,       Erase,      Own),
    (Custodian,     Every,             Import,     Any),

    (Moderator,     Every,             Read,       Any),
    (Moderator,     ButBody,           Propose,    Any),
    (Moderator,     ButBody,           Publish,    Any),
    (Moderator,     Contributed,       Erase,      Any),
    (Moderator,     Every,             Import,     Any),

    (Administrator, Every,             Read,       Any),
    (Administrator, Every,             Propose,    Any),
    (Administrator, Every,             Publish,    Any),
    (Administrator, Every,             Erase,      Any),
    (Administrator, Every,             Import,     Any),
    (Administrator, Every,             Administer, Any),
];

/// Whether someone with this role may do this to a record of this kind, which is their `own` (or new)
/// or somebody else's.
pub fn may(role: Role, kind: &str, action: Action, own: bool) -> bool {
    TABLE.iter().any(|(who, of, what, whose)| {
        let of = match of {
            Every => true,
            Contributed => !REFERENCE.contains(&kind),
            ButBody => !OF_BODY.contains(&kind),
            These(kinds) => kinds.contains(&kind),
        };
        *who == role && *what == action && of && (own || *whose == Any)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each role and kind, what is allowed of: read, propose, publish, erase, import, administer.
    /// `-` never, `o` one's own, `a` anybody's.
    const CELLS: [(Role, &str, &str); 70] = [
        (Visitor, "actor", "a-----"),
        (Visitor, "initiative", "a-----"),
        (Visitor, "update", "a-----"),
        (Visitor, "assessment", "a-----"),
        (Visitor, "commitment", "a-----"),
        (Reader, "actor", "ao-o--"),
        (Reader, "initiative", "a--o--"),
        (Reader, "update", "a--o--"),
        (Reader, "assessment", "a--o--"),
        (Reader, "commitment", "a-----"),
        (Contributor, "actor", "ao-o--"),
        (Contributor, "initiative", "ao-o--"),
        (Contributor, "update", "aooo--"),
        (Contributor, "assessment", "a--o--"),
        (Contributor, "commitment", "a-----"),
        (Assessor, "actor", "ao-o--"),
        (Assessor, "initiative", "a--o--"),
        (Assessor, "update", "a--o--"),
        (Assessor, "assessment", "aooo--"),
        (Assessor, "commitment", "a-----"),
        (Custodian, "actor", "aaooa-"),
        (Custodian, "initiative", "aaooa-"),
        (Custodian, "update", "aaooa-"),
        (Custodian, "assessment", "aaooa-"),
        (Custodian, "commitment", "aa--a-"),
        (Moderator, "actor", "aaaaa-"),
        (Moderator, "initiative", "aaaaa-"),
        (Moderator, "update", "aaaaa-"),
        (Moderator, "assessment", "aaaaa-"),
        (Moderator, "commitment", "aaa-a-"),
        (Administrator, "actor", "aaaaaa"),
        (Administrator, "initiative", "aaaaaa"),
        (Administrator, "update", "aaaaaa"),
        (Administrator, "assessment", "aaaaaa"),
        (Administrator, "commitment", "aaaaaa"),
        (Visitor, "comment", "a-----"),
        (Visitor, "answer", "a-----"),
        (Visitor, "review", "a-----"),
        (Reader, "comment", "ao-o--"),
        (Reader, "answer", "a--o--"),
        (Reader, "review", "a-----"),
        (Contributor, "comment", "ao-o--"),
        (Contributor, "answer", "a--o--"),
        (Contributor, "review", "a-----"),
        (Assessor, "comment", "ao-o--"),
        (Assessor, "answer", "a--o--"),
        (Assessor, "review", "a-----"),
        (Custodian, "comment", "aaooa-"),
        (Custodian, "answer", "aaooa-"),
        (Custodian, "review", "aa--a-"),
        (Moderator, "comment", "aaaaa-"),
        (Moderator, "answer", "aaaaa-"),
        (Moderator, "review", "aaa-a-"),
        (Administrator, "comment", "aaaaaa"),
        (Administrator, "answer", "aaaaaa"),
        (Administrator, "review", "aaaaaa"),
        (Visitor, "recommendation", "a-----"),
        (Visitor, "recommendation_answer", "a-----"),
        (Reader, "recommendation", "a--o--"),
        (Reader, "recommendation_answer", "a--o--"),
        (Contributor, "recommendation", "a--o--"),
        (Contributor, "recommendation_answer", "aooo--"),
        (Assessor, "recommendation", "a--o--"),
        (Assessor, "recommendation_answer", "a--o--"),
        (Custodian, "recommendation", "aaooa-"),
        (Custodian, "recommendation_answer", "a-ooa-"),
        (Moderator, "recommendation", "aaaaa-"),
        (Moderator, "recommendation_answer", "a--aa-"),
        (Administrator, "recommendation", "aaaaaa"),
        (Administrator, "recommendation_answer", "aaaaaa"),
    ];

    #[test]
    fn every_cell_is_as_decided() {
        for (role, kind, allowed) in CELLS {
            for (action, cell) in Action::ALL.into_iter().zip(allowed.chars()) {
                let found = (may(role, kind, action, true), may(role, kind, action, false));
                let decided = (cell != '-', cell == 'a');
                assert_eq!(found, decided, "{role} {kind} {action:?}");
            }
        }
    }

    #[test]
    fn everyone_may_read_and_who_runs_the_node_may_do_all() {
        for (role, kind, _) in CELLS {
            assert!(may(role, kind, Action::Read, false));
            for action in Action::ALL {
                assert!(may(Administrator, kind, action, false));
                assert!(!may(role, kind, action, false) || may(role, kind, action, true));
            }
        }
    }

    #[test]
    fn roles_are_written_and_read() {
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
        assert_eq!("root".parse::<Role>(), Err("root".to_owned()));
    }
}
