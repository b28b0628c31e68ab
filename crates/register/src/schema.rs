//! The register's tables.
//!
//! | table | holds | in the log |
//! |---|---|---|
//! | `versions` | every version, in the order of the log: what everything else is computed from | yes |
//! | `tiles`, `checkpoints` | the log's hashes, and the signed roots | computed |
//! | `records`, `links`, `facets` | the current state: computed from the versions | computed |
//! | `authors` | names behind opaque ids: can be erased | no |
//! | `keys` | the public keys that signed, each with the size of the log when it began | no |
//! | `drafts` | work that is not published yet: can be changed, proposed, given back and thrown away | no |
//! | `users` | who may sign in, and with which role | no |
//! | `grants` | roles for one actor, country or topic | no |
//! | `sessions` | who is signed in, by the hash of their token | no |
//! | `recovery_codes` | hashes of codes that each sign in once, for who has lost their password | no |
//! | `sign_ins` | when an account was signed in to, or was not | no |
//! | `passkeys` | public keys with which people sign in | no |
//! | `challenges` | hashes of the questions that passkeys answer, for minutes | no |
//! | `identities` | accounts at providers of identity with which people sign in: the provider, a hash of whom it names | no |
//! | `arrivals` | hashes of the tokens of those who are at such a provider just now, for a quarter of an hour | no |
//! | `mail_addresses`, `mails`, `mail_tokens`, `mail_told` | who has mail sent, what waits, hashes of the tokens in links, what was told once | no |
//! | `looks` | who looked at what is stored about an account | no |
//!
//! Keys sort by their bytes on both databases (`COLLATE "C"`), so that the records of one kind are
//! one stretch of the index. A version has no `kind` of its own: it is the beginning of its key.

use crate::database::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "1-register", sqlite: SQLITE_1, postgres: POSTGRES_1 },
    Migration { name: "2-keys", sqlite: KEYS, postgres: KEYS },
    Migration { name: "3-people", sqlite: PEOPLE_SQLITE, postgres: PEOPLE_POSTGRES },
    Migration { name: "4-looks", sqlite: LOOKS, postgres: LOOKS },
    Migration { name: "4-mail", sqlite: MAIL, postgres: MAIL },
    Migration { name: "4-passkeys", sqlite: PASSKEYS, postgres: PASSKEYS },
    Migration { name: "5-identities", sqlite: IDENTITIES, postgres: IDENTITIES },
    Migration { name: "6-mail-rounds", sqlite: MAIL_ROUNDS, postgres: MAIL_ROUNDS },
];

const KEYS: &str = "
CREATE TABLE keys (
    verifier TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
);
";

const LOOKS: &str = "
CREATE TABLE looks (
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_id TEXT NOT NULL,
    seen TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE INDEX looks_user ON looks (user_id, at);
CREATE INDEX looks_by ON looks (by_id, at);
";

const MAIL: &str = "
CREATE TABLE mail_addresses (
    user_id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    confirmed BIGINT NOT NULL
);
CREATE TABLE mails (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX mails_next ON mails (next_at);
CREATE INDEX mails_user ON mails (user_id);
CREATE TABLE mail_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX mail_tokens_user ON mail_tokens (user_id);
CREATE TABLE mail_told (
    user_id TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (user_id, what)
);
";

/// Whether somebody hears of comment rounds: not before they say so.
const MAIL_ROUNDS: &str = "ALTER TABLE mail_addresses ADD COLUMN rounds BIGINT NOT NULL DEFAULT 0;";

const PASSKEYS: &str = "
CREATE TABLE passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter BIGINT NOT NULL,
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX passkeys_user ON passkeys (user_id);
CREATE TABLE challenges (
    hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX challenges_at ON challenges (at);
";

const IDENTITIES: &str = "
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_user ON identities (user_id);
CREATE TABLE arrivals (
    hash TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL,
    lang TEXT NOT NULL,
    onward TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX arrivals_at ON arrivals (at);
CREATE INDEX arrivals_user ON arrivals (user_id);
";

const PEOPLE_SQLITE: &str = "
CREATE TABLE grants (
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (user_id, role, scope)
);
CREATE INDEX grants_scope ON grants (scope, role);
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
CREATE TABLE sign_ins (
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    means TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX sign_ins_user ON sign_ins (user_id, at);
ALTER TABLE drafts ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE drafts ADD COLUMN base BIGINT NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN stage TEXT NOT NULL DEFAULT 'draft';
ALTER TABLE drafts ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX drafts_stage ON drafts (stage, at);
UPDATE users SET role = 'reader' WHERE role = 'member';
UPDATE users SET role = 'custodian' WHERE role = 'editor';
UPDATE users SET role = 'administrator' WHERE role = 'owner';
";

const PEOPLE_POSTGRES: &str = r#"
CREATE TABLE grants (
    user_id TEXT COLLATE "C" NOT NULL,
    role TEXT NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (user_id, role, scope)
);
CREATE INDEX grants_scope ON grants (scope, role);
CREATE TABLE sessions (
    token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE TABLE recovery_codes (
    user_id TEXT COLLATE "C" NOT NULL,
    code_hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
CREATE TABLE sign_ins (
    user_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    means TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX sign_ins_user ON sign_ins (user_id, at);
ALTER TABLE drafts ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE drafts ADD COLUMN base BIGINT NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN stage TEXT COLLATE "C" NOT NULL DEFAULT 'draft';
ALTER TABLE drafts ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX drafts_stage ON drafts (stage, at);
UPDATE users SET role = 'reader' WHERE role = 'member';
UPDATE users SET role = 'custodian' WHERE role = 'editor';
UPDATE users SET role = 'administrator' WHERE role = 'owner';
"#;

const SQLITE_1: &str = "
CREATE TABLE versions (
    leaf INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    salt BLOB NOT NULL,
    inner_hash BLOB NOT NULL,
    erased INTEGER
);
CREATE UNIQUE INDEX versions_key ON versions (key, number);
CREATE TABLE tiles (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
);
CREATE TABLE checkpoints (
    size INTEGER NOT NULL PRIMARY KEY,
    root BLOB NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE records (
    key TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE links (
    key TEXT NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (key, relation, target)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target, relation, key);
CREATE TABLE facets (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (name, value, key)
) WITHOUT ROWID;
CREATE INDEX facets_key ON facets (key);
CREATE TABLE authors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE drafts (
    key TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (author, key)
) WITHOUT ROWID;
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
";

const POSTGRES_1: &str = r#"
CREATE TABLE versions (
    leaf BIGINT NOT NULL PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    salt BYTEA NOT NULL,
    inner_hash BYTEA NOT NULL,
    erased BIGINT
);
CREATE UNIQUE INDEX versions_key ON versions (key, number);
CREATE TABLE tiles (
    level BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, place)
);
-- Hashes do not compress; a partial tile is rewritten often.
ALTER TABLE tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE TABLE checkpoints (
    size BIGINT NOT NULL PRIMARY KEY,
    root BYTEA NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE records (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    leaf BIGINT NOT NULL,
    title TEXT NOT NULL
);
CREATE TABLE links (
    key TEXT COLLATE "C" NOT NULL,
    relation TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (key, relation, target)
);
CREATE INDEX links_target ON links (target, relation, key);
CREATE TABLE facets (
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name, value, key)
);
CREATE INDEX facets_key ON facets (key);
CREATE TABLE authors (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE drafts (
    key TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (author, key)
);
CREATE TABLE users (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    password_hash TEXT,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled BIGINT NOT NULL DEFAULT 0
);
"#;
