//! Accounts.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use passerelle_desk::Role;

use super::Format;

/// Accounts.
#[derive(Subcommand)]
pub enum User {
    /// Add an account; the password is asked for, or read from the first line of standard input.
    Add(UserAdd),
    /// List the accounts.
    List(UserList),
    /// Show an account; its owner sees that somebody looked.
    Show(UserShow),
    /// End every session of an account.
    SignOut(UserSignOut),
    /// Give an account another role.
    Role(UserRole),
}

/// The role of a new account when none is given: the first one is that of who runs the node.
pub const DEFAULT_ROLE: Role = Role::Administrator;

fn roles() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::code)).try_map(|code| code.parse::<Role>())
}

/// What a role can be for.
fn scope(text: &str) -> Result<String, String> {
    let known = ["actor/", "country/", "commitment/"];
    let rest = known.iter().find_map(|kind| text.strip_prefix(kind));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let sound = rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain));
    if sound { Ok(text.to_owned()) } else { Err(text.to_owned()) }
}

/// A new account.
#[derive(Args)]
pub struct UserAdd {
    /// Name to sign in with.
    pub name: String,
    /// What they may do; [`DEFAULT_ROLE`] if it is not said.
    #[arg(long, value_parser = roles())]
    pub role: Option<Role>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The accounts.
#[derive(Args)]
pub struct UserList {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// One account.
#[derive(Args)]
pub struct UserShow {
    /// Name of the account.
    pub name: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The end of an account's sessions.
#[derive(Args)]
pub struct UserSignOut {
    /// Name of the account.
    pub name: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Another role.
#[derive(Args)]
pub struct UserRole {
    /// Name of the account.
    pub name: String,
    /// What they may do.
    #[arg(value_parser = roles())]
    pub role: Role,
    /// For one actor, country or topic alone: actor/NAME, country/KEN, commitment/gdc.1.
    #[arg(long = "for", value_name = "SCOPE", value_parser = scope)]
    pub scope: Option<String>,
    /// Take the role for this part away.
    #[arg(long, requires = "scope")]
    pub withdraw: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
