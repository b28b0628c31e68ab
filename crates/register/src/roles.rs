//! Who may do what: one table, read by one function.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What someone is on this node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Anyone, not signed in.
    Visitor,
    /// Someone with an account.
    Member,
    /// Looks after content: drafts, catalogue, imports.
    Editor,
    /// Decides what is published, and what is erased.
    Moderator,
    /// Runs the node.
    Owner,
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
    /// All, from the least to the most trusted.
    pub const ALL: [Self; 5] =
        [Self::Visitor, Self::Member, Self::Editor, Self::Moderator, Self::Owner];

    /// The code, as stored and given out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Member => "member",
            Self::Editor => "editor",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
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
    /// Only these.
    These(&'static [&'static str]),
}

/// The node's reference: changed by those who look after it, never by those it is about.
const REFERENCE: [&str; 5] = ["commitment", "indicator", "source", "group", "scorecard"];

use Action::{Administer, Erase, Import, Propose, Publish, Read};
use Of::{Contributed, Every, These};
use Role::{Editor, Member, Moderator, Owner, Visitor};
use Whose::{Any, Own};

/// Everything that is allowed. What is not here is not.
#[rustfmt::skip]
const TABLE: &[(Role, Of, Action, Whose)] = &[
    (Visitor,   Every,                 Read,       Any),

    (Member,    Every,                 Read,       Any),
    (Member,    Contributed,           Propose,    Own),
    (Member,    These(&["update"]),    Publish,    Own),
    (Member,    Contributed,           Erase,      Own),

    (Editor,    Every,                 Read,       Any),
    (Editor,    Every,                 Propose,    Any),
    (Editor,    Contributed,           Publish,    Own),
    (Editor,    Contributed,           Erase,      Own),
    (Editor,    Every,                 Import,     Any),

    (Moderator, Every,                 Read,       Any),
    (Moderator, Every,                 Propose,    Any),
    (Moderator, Every,                 Publish,    Any),
    (Moderator, Contributed,           Erase,      Any),
    (Moderator, Every,                 Import,     Any),

    (Owner,     Every,                 Read,       Any),
    (Owner,     Every,                 Propose,    Any),
    (Owner,     Every,                 Publish,    Any),
    (Owner,     Every,                 Erase,      Any),
    (Owner,     Every,                 Import,     Any),
    (Owner,     Every,                 Administer, Any),
];

/// Whether someone with this role may do this to a record of this kind, which is their `own` (or new)
/// or somebody else's.
pub fn may(role: Role, kind: &str, action: Action, own: bool) -> bool {
    TABLE.iter().any(|(who, of, what, whose)| {
        let of = match of {
            Every => true,
            Contributed => !REFERENCE.contains(&kind),
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
    const CELLS: [(Role, &str, &str); 20] = [
        (Visitor, "initiative", "a-----"),
        (Visitor, "update", "a-----"),
        (Visitor, "commitment", "a-----"),
        (Visitor, "indicator", "a-----"),
        (Member, "initiative", "ao-o--"),
        (Member, "update", "aooo--"),
        (Member, "commitment", "a-----"),
        (Member, "indicator", "a-----"),
        (Editor, "initiative", "aaooa-"),
        (Editor, "update", "aaooa-"),
        (Editor, "commitment", "aa--a-"),
        (Editor, "indicator", "aa--a-"),
        (Moderator, "initiative", "aaaaa-"),
        (Moderator, "update", "aaaaa-"),
        (Moderator, "commitment", "aaa-a-"),
        (Moderator, "indicator", "aaa-a-"),
        (Owner, "initiative", "aaaaaa"),
        (Owner, "update", "aaaaaa"),
        (Owner, "commitment", "aaaaaa"),
        (Owner, "indicator", "aaaaaa"),
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
    fn a_more_trusted_role_may_never_do_less() {
        for pair in Role::ALL.windows(2) {
            for (_, kind, _) in CELLS {
                for action in Action::ALL {
                    for own in [true, false] {
                        let less = may(pair[0], kind, action, own);
                        assert!(
                            !less || may(pair[1], kind, action, own),
                            "{pair:?} {kind} {action:?}"
                        );
                    }
                }
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
