use passerelle_register::merkle::{self, Hash};
use passerelle_register::{Checkpoint, Verifier};

use super::*;

/// Enough for three full tiles and a partial one, then singles.
async fn history(register: &Register) {
    fill(register, 800).await;
    for index in 0..5 {
        let mut one = note(&format!("changed {index}"));
        one.country = Some("KEN".into());
        one.sees = vec![key("7")];
        put(register, &index.to_string(), Some(1), &one).await.unwrap();
    }
    register.erase(&someone(), &key("9"), 50, "person-asked").await.unwrap();
}

#[tokio::test]
async fn anyone_can_check_a_version_and_the_past() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 300).await;
        let old = register.checkpoint().await.unwrap().unwrap();
        fill_more(&register, 600).await;
        let new = register.checkpoint().await.unwrap().unwrap();

        // With the verifier key as it is published, and nothing else.
        let verifier = Verifier::parse(&register.verifier().unwrap().to_string()).unwrap();
        let trusted = |note: &str| Checkpoint::parse(verifier.open(note).unwrap()).unwrap();
        let (old, new) = (trusted(&old.note), trusted(&new.note));
        assert_eq!((old.size, new.size, new.origin.as_str()), (300, 900, "node.example"));

        let proof = register.consistency_proof(300, 900).await.unwrap();
        assert!(merkle::verify_consistency(300, 900, &proof, &old.root, &new.root));
        for leaf in [0_u64, 255, 256, 299, 300, 511, 768, 899] {
            let after = leaf.checked_sub(1);
            let hash = register.changes(after, 1).await.unwrap()[0].leaf_hash();
            let proof = register.inclusion_proof(leaf, 900).await.unwrap();
            assert!(merkle::verify_inclusion(&hash, leaf, 900, &proof, &new.root), "{leaf}");
            if leaf < 300 {
                let proof = register.inclusion_proof(leaf, 300).await.unwrap();
                assert!(merkle::verify_inclusion(&hash, leaf, 300, &proof, &old.root), "{leaf}");
            }
        }
        let tile = register.tile(0, 3).await.unwrap().unwrap();
        assert_eq!(tile.len(), (900 - 768) * 32);
        assert_eq!(register.tile(1, 0).await.unwrap().unwrap().len(), 3 * 32);
    }
}

async fn fill_more(register: &Register, count: usize) {
    register
        .write(&someone(), 2_000, async |writer| {
            for index in 0..count {
                writer.put(&key(&format!("more-{index}")), None, "", &note("more")).await?;
            }
            Ok::<_, RegisterError>(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn proofs_of_what_is_not_there_are_refused() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 3).await;
        let code = |result: Result<Vec<Hash>, RegisterError>| result.unwrap_err().code();
        assert_eq!(code(register.inclusion_proof(3, 3).await), "not-found");
        assert_eq!(code(register.inclusion_proof(0, 4).await), "not-found");
        assert_eq!(code(register.inclusion_proof(0, 0).await), "not-found");
        assert_eq!(code(register.consistency_proof(3, 2).await), "not-found");
        assert_eq!(code(register.consistency_proof(2, 4).await), "not-found");
        assert!(register.consistency_proof(0, 3).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_sound_history_is_found_sound() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        verified(&register).await;
        history(&register).await;
        let found = register.verify().await.unwrap();
        assert!(found.ok, "{:?}", found.problems);
        assert_eq!((found.entries, found.versions_checked, found.erased), (806, 805, 1));
        assert_eq!((found.tiles, found.checkpoints, found.records), (5, 7, 800));
        let newest = register.checkpoint().await.unwrap().unwrap().checkpoint;
        assert_eq!((newest.size, newest.root), (806, found.root));
        assert_eq!(register.rebuild().await.unwrap().differed_in_all, 0);
    }
}

/// A change of one stored value, and its undoing; each must be found, and only while it lasts.
const TAMPERING: [(&str, &str); 28] = [
    (
        "UPDATE versions SET key = 'note/803x' WHERE leaf = 700",
        "UPDATE versions SET key = 'note/700' WHERE leaf = 700",
    ),
    (
        "UPDATE versions SET number = 3 WHERE leaf = 801",
        "UPDATE versions SET number = 2 WHERE leaf = 801",
    ),
    (
        "UPDATE versions SET author = 'a1b3' WHERE leaf = 17",
        "UPDATE versions SET author = 'a1b2' WHERE leaf = 17",
    ),
    (
        "UPDATE versions SET at = at + 1 WHERE leaf = 17",
        "UPDATE versions SET at = at - 1 WHERE leaf = 17",
    ),
    (
        "UPDATE versions SET reason = 'Filling' WHERE leaf = 17",
        "UPDATE versions SET reason = 'filling' WHERE leaf = 17",
    ),
    (
        "UPDATE versions SET body = body || ' ' WHERE leaf = 17",
        "UPDATE versions SET body = trim(body) WHERE leaf = 17",
    ),
    (
        "UPDATE versions SET erased = 805 WHERE leaf = 17",
        "UPDATE versions SET erased = NULL WHERE leaf = 17",
    ),
    (
        "UPDATE versions SET erased = NULL WHERE leaf = 9",
        "UPDATE versions SET erased = 805 WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET erased = 804 WHERE leaf = 9",
        "UPDATE versions SET erased = 805 WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET erased = 9999 WHERE leaf = 9",
        "UPDATE versions SET erased = 805 WHERE leaf = 9",
    ),
    ("UPDATE versions SET at = 51 WHERE leaf = 9", "UPDATE versions SET at = 50 WHERE leaf = 9"),
    (
        "UPDATE versions SET author = 'x' WHERE leaf = 9",
        "UPDATE versions SET author = '' WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET reason = 'x' WHERE leaf = 9",
        "UPDATE versions SET reason = '' WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET body = '{}' WHERE leaf = 9",
        "UPDATE versions SET body = '' WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET key = 'erased/8' WHERE leaf = 9",
        "UPDATE versions SET key = 'erased/9' WHERE leaf = 9",
    ),
    (
        "UPDATE versions SET leaf = 9000 WHERE leaf = 805",
        "UPDATE versions SET leaf = 805 WHERE leaf = 9000",
    ),
    (
        "UPDATE tiles SET place = 9 WHERE level = 0 AND place = 1",
        "UPDATE tiles SET place = 1 WHERE place = 9",
    ),
    ("UPDATE tiles SET level = 9 WHERE level = 1", "UPDATE tiles SET level = 1 WHERE level = 9"),
    (
        "INSERT INTO tiles SELECT 5, 5, hashes FROM tiles WHERE level = 1",
        "DELETE FROM tiles WHERE level = 5",
    ),
    (
        "UPDATE checkpoints SET size = 9000 WHERE size = 806",
        "UPDATE checkpoints SET size = 806 WHERE size = 9000",
    ),
    (
        "UPDATE checkpoints SET note = replace(note, 'node', 'nodf')",
        "UPDATE checkpoints SET note = replace(note, 'nodf', 'node')",
    ),
    (
        "UPDATE records SET number = 2 WHERE key = 'note/700'",
        "UPDATE records SET number = 1 WHERE key = 'note/700'",
    ),
    (
        "UPDATE records SET leaf = 701 WHERE key = 'note/700'",
        "UPDATE records SET leaf = 700 WHERE key = 'note/700'",
    ),
    (
        "UPDATE records SET title = '{}' WHERE key = 'note/700'",
        "UPDATE records SET title = '{\"en\":\"700\",\"fr\":\"700\"}' WHERE key = 'note/700'",
    ),
    (
        "UPDATE records SET key = 'note/zzz' WHERE key = 'note/700'",
        "UPDATE records SET key = 'note/700' WHERE key = 'note/zzz'",
    ),
    (
        "UPDATE links SET relation = 'says' WHERE key = 'note/3'",
        "UPDATE links SET relation = 'sees' WHERE key = 'note/3'",
    ),
    (
        "UPDATE links SET target = 'note/8' WHERE key = 'note/3'",
        "UPDATE links SET target = 'note/7' WHERE key = 'note/3'",
    ),
    (
        "UPDATE facets SET value = 'TZA' WHERE value = 'KEN' AND key = 'note/3'",
        "UPDATE facets SET value = 'KEN' WHERE value = 'TZA'",
    ),
];

/// Changes of bytes: column by column, the first byte flipped by hand.
const BYTES: [(&str, &str, &str); 4] = [
    (
        "SELECT salt FROM versions WHERE leaf = 17",
        "UPDATE versions SET salt = $1 WHERE leaf = 17",
        "version-changed",
    ),
    (
        "SELECT inner_hash FROM versions WHERE leaf = 17",
        "UPDATE versions SET inner_hash = $1 WHERE leaf = 17",
        "version-changed",
    ),
    (
        "SELECT hashes FROM tiles WHERE level = 1",
        "UPDATE tiles SET hashes = $1 WHERE level = 1",
        "tile-changed",
    ),
    (
        "SELECT root FROM checkpoints WHERE size = 800",
        "UPDATE checkpoints SET root = $1 WHERE size = 800",
        "checkpoint-unsound",
    ),
];

async fn change(register: &Register, sql: &'static str) {
    let mut transaction = register.database().begin().await.unwrap();
    assert!(transaction.execute(sql, &[]).await.unwrap() > 0, "{sql}");
    transaction.commit().await.unwrap();
}

async fn write_bytes(register: &Register, sql: &'static str, bytes: &[u8]) {
    let mut transaction = register.database().begin().await.unwrap();
    assert_eq!(transaction.execute(sql, &[bytes.into()]).await.unwrap(), 1);
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn every_change_of_a_stored_value_is_found() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        history(&register).await;
        for (tamper, undo) in TAMPERING {
            change(&register, tamper).await;
            assert!(!register.verify().await.unwrap().ok, "not found: {tamper}");
            change(&register, undo).await;
            let again = register.verify().await.unwrap();
            assert!(again.ok, "{undo}: {:?}", again.problems);
        }
        for (select, update, code) in BYTES {
            let bytes = register.database().read(select, &[]).await.unwrap();
            let bytes = bytes[0].bytes(0).unwrap().to_vec();
            for bit in [0, 8 * bytes.len() - 1] {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                write_bytes(&register, update, &flipped).await;
                let found = register.verify().await.unwrap();
                assert_eq!(found.problems.first().map(|it| it.code), Some(code), "{update}");
            }
            write_bytes(&register, update, &bytes).await;
        }
        verified(&register).await;
    }
}

#[tokio::test]
async fn rows_that_vanish_are_missed() {
    let vanish: [(&str, &str); 6] = [
        ("DELETE FROM versions WHERE leaf = 805", "checkpoint-unsound"),
        ("DELETE FROM versions WHERE leaf = 400", "leaf-out-of-order"),
        ("DELETE FROM tiles WHERE level = 0 AND place = 3", "tile-changed"),
        ("DELETE FROM checkpoints WHERE size = 806", "checkpoint-missing"),
        ("DELETE FROM records WHERE key = 'note/700'", "state-differs"),
        ("DELETE FROM facets WHERE key = 'note/700'", "state-differs"),
    ];
    for (sql, code) in vanish {
        let scratch = testing::sqlite();
        let register = open(&scratch).await;
        history(&register).await;
        change(&register, sql).await;
        let found = register.verify().await.unwrap();
        let codes: Vec<_> = found.problems.iter().map(|problem| problem.code).collect();
        assert!(codes.contains(&code), "{sql}: {codes:?}");
    }
}

#[tokio::test]
async fn another_key_is_not_this_node() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 3).await;
        let another = NodeKey::create("node.example").unwrap();
        let refused = Register::open(scratch.open().await, another, kinds()).await;
        assert_eq!(refused.err().map(|error| error.code()), Some("other-key"));
        // A forged state, signed by nobody that this log knows.
        let forger = NodeKey::create("node.example").unwrap();
        let newest = register.checkpoint().await.unwrap().unwrap().checkpoint;
        let sql = "UPDATE checkpoints SET note = $1 WHERE size = 3";
        let mut transaction = register.database().begin().await.unwrap();
        transaction.execute(sql, &[forger.sign(&newest.text()).into()]).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(register.verify().await.unwrap().problems[0].code, "checkpoint-unsound");
        assert_eq!(register.checkpoint().await.unwrap_err().code(), "damaged");
    }
}

#[tokio::test]
async fn without_its_key_a_log_is_read_and_verified_and_not_written() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 3).await;
        let reader = Register::open(scratch.open().await, None, kinds()).await.unwrap();
        assert!(reader.verify().await.unwrap().ok);
        assert_eq!(reader.verifier(), register.verifier());
        assert_eq!(reader.checkpoint().await.unwrap().unwrap().checkpoint.size, 3);
        let refused = put(&reader, "new", None, &note("new")).await;
        assert_eq!(refused.unwrap_err().code(), "no-key");
        assert_eq!(register.size().await.unwrap(), 3);
    }
}

#[tokio::test]
async fn a_renewed_key_signs_on_and_the_old_signatures_stand() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 3).await;
        let new = NodeKey::create("node.example/2").unwrap();
        passerelle_register::renew_key(register.database(), new.verifier()).await.unwrap();
        let old = NodeKey::load(&scratch.directory().join("node.key")).unwrap();
        let refused = Register::open(scratch.open().await, old, kinds()).await;
        assert_eq!(refused.err().map(|error| error.code()), Some("other-key"));
        let register = Register::open(scratch.open().await, new.clone(), kinds()).await.unwrap();
        put(&register, "new", None, &note("new")).await.unwrap();
        verified(&register).await;
        assert_eq!(register.verifier(), Some(new.verifier()));
        let newest = register.checkpoint().await.unwrap().unwrap();
        assert_eq!(
            (newest.checkpoint.origin.as_str(), newest.checkpoint.size),
            ("node.example/2", 4)
        );
    }
}

#[tokio::test]
async fn a_rebuild_repairs_the_state_and_says_what_differed() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        history(&register).await;
        change(&register, "DELETE FROM records WHERE key = 'note/700'").await;
        change(&register, "DELETE FROM facets WHERE key = 'note/3' AND name = 'country'").await;
        change(&register, "INSERT INTO links VALUES ('note/zzz', 'sees', 'note/1')").await;
        assert!(!register.verify().await.unwrap().ok);
        let rebuilt = register.rebuild().await.unwrap();
        assert_eq!(rebuilt.differed, ["note/3", "note/700", "note/zzz"]);
        assert_eq!((rebuilt.records, rebuilt.differed_in_all), (800, 3));
        verified(&register).await;
        assert_eq!(register.get(&key("700")).await.unwrap().unwrap().number, 1);
    }
}

#[tokio::test]
async fn a_register_without_a_kind_says_so() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        fill(&register, 1).await;
        let path = scratch.directory().join("node.key");
        let key = NodeKey::load_or_create(&path, "").unwrap();
        let bare = Register::open(scratch.open().await, key, Kinds::default()).await.unwrap();
        let codes: Vec<_> =
            bare.verify().await.unwrap().problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["body-unreadable", "state-differs"]);
        assert_eq!(bare.rebuild().await.unwrap_err().code(), "damaged");
    }
}
