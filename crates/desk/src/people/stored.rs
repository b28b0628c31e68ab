//! What is stored about somebody, for them to see and to take away.

use passerelle_register::{Identity, Look, Looker, Passkey, Seen, Session, SignIn, Standing, Work};
use serde_json::json;

use super::{MailAddress, SignedIn, user};
use crate::consultations::{Taking, TookPart};
use crate::part::files::EvidenceFile;
use crate::{Desk, DeskError, now};

/// What is stored about somebody, apart from what they published.
#[derive(Debug)]
pub struct StoredAbout {
    /// The account, with its roles.
    pub standing: Standing,
    /// Open sessions.
    pub sessions: Vec<Session>,
    /// The last sign-ins.
    pub sign_ins: Vec<SignIn>,
    /// Recovery codes that are left.
    pub codes: u64,
    /// What they work on.
    pub works: Vec<Work>,
    /// Files that they sent as evidence.
    pub files: Vec<EvidenceFile>,
    /// Where they have mail sent.
    pub mail: Option<MailAddress>,
    /// Consultations of which they asked to be told what comes of them.
    pub followed: Vec<String>,
    /// Questions of the agenda that they support.
    pub supported: Vec<u32>,
    /// Their passkeys.
    pub passkeys: Vec<Passkey>,
    /// Accounts at providers of identity that open theirs.
    pub identities: Vec<Identity>,
    /// What consultations keep of them; told to nobody but themselves.
    pub took_part: Vec<TookPart>,
    /// Who looked at any of this, and at their drafts.
    pub looks: Vec<Look>,
}

impl StoredAbout {
    /// All of it, for its owner to take away.
    pub fn as_json(&self) -> serde_json::Value {
        let moment = crate::written_time;
        let user = &self.standing.user;
        json!({
            "name": user.name,
            "id": user.id,
            "role": user.role.code(),
            "since": moment(user.created_at),
            "roles": self.standing.grants.iter().map(|grant| json!({
                "role": grant.role.code(), "for": grant.scope, "since": moment(grant.at),
            })).collect::<Vec<_>>(),
            "sessions": self.sessions.iter().map(|one| json!({
                "opened": moment(one.opened_at), "last_used": moment(one.seen_at),
            })).collect::<Vec<_>>(),
            "sign_ins": self.sign_ins.iter().map(|one| json!({
                "at": moment(one.at), "with": one.means, "succeeded": one.succeeded,
            })).collect::<Vec<_>>(),
            "mail": self.mail.as_ref().map(|one| json!({
                "address": one.address, "lang": one.lang, "confirmed": one.is_confirmed,
                "comment_rounds": one.rounds,
            })),
            "told_what_comes_of": self.followed,
            "supported_questions": self.supported,
            "passkeys": self.passkeys.iter().map(|one| json!({
                "name": one.name, "added": moment(one.added_at),
                "last_used": (one.used_at > 0).then(|| moment(one.used_at)),
            })).collect::<Vec<_>>(),
            "providers": self.identities.iter().map(|one| json!({
                "issuer": one.issuer, "subject_sha256": one.subject, "added": moment(one.added_at),
                "last_used": (one.used_at > 0).then(|| moment(one.used_at)),
            })).collect::<Vec<_>>(),
            "looks": self.looks.iter().map(|look| json!({
                "at": moment(look.at), "by": look.by, "at_terminal": look.at_terminal,
                "seen": look.seen, "about": look.about,
            })).collect::<Vec<_>>(),
            "consultations": self.took_part.iter().map(TookPart::as_json).collect::<Vec<_>>(),
            "recovery_codes_left": self.codes,
            "files": self.files.iter().map(|one| json!({
                "address": one.address(), "bytes": one.file.size, "published": one.is_published,
            })).collect::<Vec<_>>(),
            "work": self.works.iter().map(|work| json!({
                "record": work.key, "stage": work.stage.code(), "saved": moment(work.at),
                "body": serde_json::from_str(&work.body).unwrap_or(serde_json::Value::Null),
            })).collect::<Vec<_>>(),
        })
    }
}

impl Desk {
    /// What is stored about somebody, for themselves.
    ///
    /// # Errors
    /// The database refused.
    pub async fn stored_about(&self, who: &SignedIn) -> Result<StoredAbout, DeskError> {
        let taking = Taking::Account(&who.standing.user.id);
        let took_part = self.took_part(taking).await?;
        Ok(StoredAbout { took_part, ..self.about(who.standing.clone()).await? })
    }

    /// What is stored about somebody's account but their votes, for whoever runs the node, at its terminal. Its owner sees that somebody
    /// looked.
    ///
    /// # Errors
    /// There is no account of this name; the database refused.
    pub async fn look_at_account(&self, name: &str) -> Result<StoredAbout, DeskError> {
        let user = user(&self.register, name).await?;
        let seen = [(user.id.as_str(), String::new())];
        self.register.note_looks(Looker::Terminal, Seen::Account, &seen, now()).await?;
        let grants = self.register.grants(&user.id).await?;
        self.about(Standing { user, grants }).await
    }

    async fn about(&self, standing: Standing) -> Result<StoredAbout, DeskError> {
        let id = &standing.user.id;
        Ok(StoredAbout {
            sessions: self.register.sessions(id, now()).await?,
            sign_ins: self.register.sign_ins(id).await?,
            codes: self.register.recovery_codes(id).await?,
            works: self.register.works(&standing.user.author()).await?,
            looks: self.register.looks(id).await?,
            files: self.evidence_files(id).await?,
            mail: self.register.mail_address(id).await?,
            followed: self.followed_by_account(id).await?,
            supported: self.agenda_of_account(id).await?,
            passkeys: self.register.passkeys(id).await?,
            identities: self.register.identities(id).await?,
            took_part: Vec::new(),
            standing,
        })
    }
}
