//! Looking after a node: checking, rebuilding, backing up, accounts.

use std::path::Path;

use serde::Serialize;

use passerelle_register::{Looker, Role, Seen, User};

use crate::{Desk, DeskError, now};

/// What a node holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inventory {
    /// Commitments of the catalogue.
    pub commitments: usize,
    /// Indicators of the catalogue.
    pub indicators: usize,
    /// Publishers of the catalogue.
    pub sources: usize,
    /// Countries and territories of the catalogue.
    pub countries: usize,
    /// Figures that stand now.
    pub observations: u64,
    /// Leaves in the log.
    pub entries: u64,
    /// Settings of the database that durability hangs on.
    pub database: Vec<(String, String)>,
}

/// Sees to it that this can be the name of an account, before anything is asked or made.
///
/// # Errors
/// It is empty, too long, or holds what does not show.
pub fn check_name(name: &str) -> Result<(), DeskError> {
    Ok(passerelle_register::check_name(name)?)
}

impl Desk {
    /// Waits for the work under way and closes the database, so that nothing is left in its write-ahead
    /// log.
    pub async fn close(&self) {
        self.register.database().close().await;
    }

    /// What the node holds.
    ///
    /// # Errors
    /// The database refused.
    pub async fn inventory(&self) -> Result<Inventory, DeskError> {
        Ok(Inventory {
            commitments: self.catalogue.commitments.len(),
            indicators: self.catalogue.indicators.len(),
            sources: self.catalogue.publishers.len(),
            countries: self.catalogue.places.countries().len(),
            observations: self.observations.count().await?,
            entries: self.register.size().await?,
            database: self.register.database().settings().await?,
        })
    }

    /// Writes a whole copy of the embedded database to `path`, while the node goes on. Returns its size
    /// in bytes. The copy does not hold the node's key.
    ///
    /// # Errors
    /// The node is on PostgreSQL (which has its own tools); `path` exists; the disk refused.
    pub async fn backup(&self, path: &Path) -> Result<u64, DeskError> {
        let failed = |error| DeskError::File { path: path.to_owned(), error };
        if path.exists() {
            return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
        }
        let written = path.to_string_lossy();
        if !self.register.database().copy_to(&written).await? {
            return Err(DeskError::BackupElsewhere);
        }
        let file = std::fs::File::open(path).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        Ok(file.metadata().map_err(failed)?.len())
    }

    /// Adds an account.
    ///
    /// # Errors
    /// A name that is taken or unsound, a password too short, the database refused.
    pub async fn add_user(
        &self,
        name: &str,
        password: Option<&str>,
        role: Role,
    ) -> Result<User, DeskError> {
        Ok(self.register.add_user(name, password, role, now()).await?)
    }

    /// The account, if it is open and this is its password.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sign_in(&self, name: &str, password: &str) -> Result<Option<User>, DeskError> {
        Ok(self.register.sign_in(name, password).await?)
    }

    /// Every account, by name, for whoever runs the node, at its terminal. Their owners see that somebody looked.
    ///
    /// # Errors
    /// The database refused.
    pub async fn users(&self) -> Result<Vec<User>, DeskError> {
        let users = self.register.list_users().await?;
        let seen: Vec<(&str, String)> =
            users.iter().map(|user| (user.id.as_str(), String::new())).collect();
        self.register.note_looks(Looker::Terminal, Seen::Accounts, &seen, now()).await?;
        Ok(users)
    }

    /// Gives an account another role.
    ///
    /// # Errors
    /// There is no such account; it is the only owner's, and would be so no more; the database refused.
    pub async fn set_role(&self, name: &str, role: Role) -> Result<(), DeskError> {
        Ok(self.register.set_role(name, role).await?)
    }
}
