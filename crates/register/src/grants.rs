//! Roles for a part of what a node has: somebody speaks for an actor, moderates a country or a topic.
//!
//! What a grant is for is written as a scope: the key of an actor (`actor/telecentre-libre`), `country/KEN`, or
//! `commitment/` with the beginning of ids (`commitment/gdc.1`). What a record belongs to is a list of such scopes;
//! whoever holds a role for one of them holds it for the record.

use crate::database::Row;
use crate::{Action, Register, RegisterError, Role, User, may};

/// A role for one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Id of the account that has it.
    pub user: String,
    /// The role.
    pub role: Role,
    /// What it is for.
    pub scope: String,
    /// Since when, in milliseconds since 1970, UTC.
    pub at: i64,
}

impl Grant {
    /// Whether it is for something that belongs to these scopes. A topic is for every commitment whose id begins with
    /// it, at a point.
    fn covers(&self, scopes: &[String]) -> bool {
        let within = |scope: &String| {
            let rest = scope.strip_prefix(&self.scope);
            let topic = self.scope.starts_with("commitment/");
            rest.is_some_and(|rest| rest.is_empty() || topic && rest.starts_with('.'))
        };
        scopes.iter().any(within)
    }
}

/// An account with all that it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The account.
    pub user: User,
    /// Its roles for a part of what the node has.
    pub grants: Vec<Grant>,
}

impl Standing {
    /// Whether it may do this to a record of a kind that belongs to these scopes. A record is one's own where one
    /// speaks for the actor that it belongs to, or wrote it (`own`).
    pub fn may(&self, kind: &str, action: Action, scopes: &[String], own: bool) -> bool {
        may(self.user.role, kind, action, own)
            || self.grants.iter().any(|grant| {
                let own = own || grant.role == Role::Contributor;
                grant.covers(scopes) && may(grant.role, kind, action, own)
            })
    }

    /// Whether it has a role anywhere that lets it do this to anybody's record of a kind: to be shown where to do it.
    pub fn may_somewhere(&self, kind: &str, action: Action) -> bool {
        let roles = self.grants.iter().map(|grant| grant.role).chain([self.user.role]);
        roles.into_iter().any(|role| may(role, kind, action, false))
    }

    /// The scopes for which it has a role.
    pub fn scopes(&self, role: Role) -> impl Iterator<Item = &str> {
        let of_role = self.grants.iter().filter(move |grant| grant.role == role);
        of_role.map(|grant| grant.scope.as_str())
    }
}

impl Register {
    /// Gives a role for a scope; giving it twice is giving it once.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn grant(&self, grant: &Grant) -> Result<(), RegisterError> {
        let sql = "INSERT INTO grants (user_id, role, scope, at) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (user_id, role, scope) DO NOTHING";
        let Grant { user, role, scope, at } = grant;
        let params = [user.into(), role.code().into(), scope.into(), (*at).into()];
        self.change(sql, &params).await.map(drop)
    }

    /// Takes a role for a scope away; whether there was one.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn withdraw_grant(
        &self,
        user: &str,
        role: Role,
        scope: &str,
    ) -> Result<bool, RegisterError> {
        let sql = "DELETE FROM grants WHERE user_id = $1 AND role = $2 AND scope = $3";
        Ok(self.change(sql, &[user.into(), role.code().into(), scope.into()]).await? > 0)
    }

    /// The roles that an account has for a part of what the node has.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn grants(&self, user: &str) -> Result<Vec<Grant>, RegisterError> {
        let sql = "SELECT user_id, role, scope, at FROM grants WHERE user_id = $1
                   ORDER BY scope, role";
        self.database.read(sql, &[user.into()]).await?.iter().map(grant).collect()
    }

    /// Who has a role for a scope.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn granted(&self, scope: &str, role: Role) -> Result<Vec<Grant>, RegisterError> {
        let sql = "SELECT user_id, role, scope, at FROM grants WHERE scope = $1 AND role = $2
                   ORDER BY at, user_id";
        let rows = self.database.read(sql, &[scope.into(), role.code().into()]).await?;
        rows.iter().map(grant).collect()
    }
}

fn grant(row: &Row) -> Result<Grant, RegisterError> {
    let role = row.text(1)?;
    Ok(Grant {
        user: row.text(0)?.to_owned(),
        role: role.parse().map_err(|_| RegisterError::Damaged(format!("the role {role}")))?,
        scope: row.text(2)?.to_owned(),
        at: row.int(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(role: Role, grants: &[(Role, &str)]) -> Standing {
        let user =
            User { id: "u".into(), name: "Amina".into(), role, created_at: 0, disabled: false };
        let grant = |(role, scope): &(Role, &str)| Grant {
            user: "u".into(),
            role: *role,
            scope: (*scope).to_owned(),
            at: 0,
        };
        Standing { user, grants: grants.iter().map(grant).collect() }
    }

    #[test]
    fn a_role_for_a_part_stays_within_it() {
        let scopes = |these: &[&str]| these.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let moderates = standing(
            Role::Reader,
            &[(Role::Moderator, "country/KEN"), (Role::Moderator, "commitment/gdc.1")],
        );
        let may =
            |these: &[&str]| moderates.may("initiative", Action::Publish, &scopes(these), false);
        assert!(
            may(&["country/KEN"]) && may(&["commitment/gdc.1.a"]) && may(&["commitment/gdc.1"])
        );
        assert!(!may(&["country/TZA"]) && !may(&["commitment/gdc.10.a"]) && !may(&[]));
        assert!(!may(&["country/KENYA"]));
        assert!(moderates.may_somewhere("initiative", Action::Publish));

        let speaks = standing(Role::Reader, &[(Role::Contributor, "actor/a")]);
        let of_a = scopes(&["actor/a", "country/KEN"]);
        assert!(speaks.may("initiative", Action::Propose, &of_a, false));
        assert!(speaks.may("reply", Action::Publish, &of_a, false));
        assert!(!speaks.may("initiative", Action::Publish, &of_a, false));
        assert!(!speaks.may("assessment", Action::Propose, &of_a, false));
        assert!(!speaks.may("initiative", Action::Propose, &scopes(&["actor/b"]), true));
        assert!(speaks.may("actor", Action::Propose, &[], true), "anyone may propose an actor");
        assert!(!speaks.may_somewhere("initiative", Action::Publish));
    }
}
