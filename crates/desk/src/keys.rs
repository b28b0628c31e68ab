//! The key that a node signs its log with: a file in its folder, made with the node, never copied by a
//! backup. A node whose key is missing is not given another behind its owner's back: its log would then
//! look like someone else's to all who know the first one.

use std::path::{Path, PathBuf};

use passerelle_register::{Database, NodeKey, Register, RegisterError, renew_key};

use crate::{Desk, DeskError, Settings, create_folder, open_database, records};

/// Where the key of the node in this folder is.
pub(crate) fn key_file(data: &Path) -> PathBuf {
    data.join("node.key")
}

/// A name that no other node has, as witnesses of several logs need.
fn name() -> Result<String, DeskError> {
    let mut bytes = [0_u8; 4];
    getrandom::fill(&mut bytes).map_err(|error| RegisterError::System(error.to_string()))?;
    Ok(format!("passerelle/{}", hex::encode(bytes)))
}

/// The key in the folder; a new one for a node that has not signed anything yet.
pub(crate) async fn signing_key(data: &Path, database: &Database) -> Result<NodeKey, DeskError> {
    let path = key_file(data);
    if let Some(key) = NodeKey::load(&path)? {
        return Ok(key);
    }
    let register = Register::open(database.clone(), None, records::kinds()).await?;
    if register.size().await? > 0 {
        // Another program may have made both, the key first, since we looked for it.
        return NodeKey::load(&path)?.ok_or(DeskError::KeyMissing { path });
    }
    Ok(NodeKey::load_or_create(&path, &name()?)?)
}

impl Desk {
    /// Makes a new key for a node whose key was lost or seen by others. The old file, if there is one, is
    /// kept beside it as `node.key.old-1`, `-2`…; what the old key signed stays valid. Returns the new
    /// public key.
    ///
    /// # Errors
    /// There is no node; the folder or the database refused.
    pub async fn renew_key(settings: &Settings) -> Result<String, DeskError> {
        Self::open_existing(settings).await?.close().await;
        create_folder(&settings.data)?;
        let path = key_file(&settings.data);
        let failed = |error| DeskError::File { path: path.clone(), error };
        if path.exists() {
            let aside = (1..)
                .map(|number| settings.data.join(format!("node.key.old-{number}")))
                .find(|old| !old.exists());
            // There is always a number that is not taken.
            std::fs::rename(&path, aside.unwrap_or_default()).map_err(failed)?;
        }
        let key = NodeKey::load_or_create(&path, &name()?)?;
        let database = open_database(settings).await?;
        renew_key(&database, key.verifier()).await?;
        database.close().await;
        Ok(key.verifier().to_string())
    }
}
