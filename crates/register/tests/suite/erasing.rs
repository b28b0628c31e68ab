use std::path::Path;

use passerelle_register::Draft;

use super::*;

const SECRET: &str = "Xylophone-Quetzal-7731";

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// The files of the folder that hold the word.
fn files_with(directory: &Path, word: &str) -> Vec<String> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| holds(&std::fs::read(path).unwrap(), word))
        .map(|path| path.display().to_string())
        .collect()
}

/// A record whose every part holds the secret, in three versions, among many others.
async fn confide(register: &Register) -> Key {
    fill(register, 300).await;
    let key = key(SECRET);
    let author = Author::new(format!("author-{SECRET}"));
    for number in 0..3_u64 {
        let mut secret = note(&format!("{SECRET} {number} {}", "padding ".repeat(3_000)));
        secret.country = Some(SECRET.to_owned());
        secret.sees = vec![Key::new("page", SECRET).unwrap()];
        let seen = Some(number).filter(|number| *number > 0);
        register
            .write(&author, 7, async |writer| {
                writer.put(&key, seen, &format!("reason {SECRET}"), &secret).await
            })
            .await
            .unwrap();
        put(register, &format!("between-{number}"), None, &note("between")).await.unwrap();
    }
    let draft = Draft { key: key.clone(), author: "x".into(), at: 1, body: SECRET.into() };
    register.save_draft(&draft).await.unwrap();
    key
}

#[tokio::test]
async fn what_is_erased_is_gone_and_the_proof_stands() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let key = confide(&register).await;
        let before = register.checkpoint().await.unwrap().unwrap().checkpoint;
        let history = register.history(&key).await.unwrap();

        let erasure = register.erase(&someone(), &key, 99, "person-asked").await.unwrap();
        assert_eq!(erasure.leaves, [300, 302, 304]);
        assert_eq!(register.get(&key).await.unwrap(), None);
        assert!(register.history(&key).await.unwrap().is_empty());
        assert_eq!(register.draft(&Author::new("x"), &key).await.unwrap(), None);

        let erased = &register.changes(Some(299), 1).await.unwrap()[0];
        assert_eq!(erased.key.to_string(), "erased/300");
        assert_eq!((erased.at, erased.erased, erased.number), (99, Some(306), 1));
        assert_eq!(erased.leaf_hash(), history[0].leaf_hash());
        let proof = register.inclusion_proof(300, before.size).await.unwrap();
        let hash = history[0].leaf_hash();
        assert!(passerelle_register::merkle::verify_inclusion(
            &hash,
            300,
            before.size,
            &proof,
            &before.root
        ));
        let verification = register.verify().await.unwrap();
        assert!(verification.ok, "{:?}", verification.problems);
        assert_eq!((verification.erased, verification.entries), (3, 307));

        // The record of the erasure is there for all to see, and says nothing of what was erased.
        let told = register.get(&"erasure/300".parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(told.body, r#"{"leaves":[300,302,304],"why":"person-asked"}"#);
        let left = files_with(scratch.directory(), SECRET);
        assert!(left.is_empty(), "{left:?}");

        // The key can be used again.
        assert_eq!(put(&register, SECRET, None, &note("anew")).await.unwrap(), 1);
        verified(&register).await;
        assert_eq!(register.rebuild().await.unwrap().differed_in_all, 0);
    }
}

#[tokio::test]
async fn the_secret_was_in_the_files_before() {
    let scratch = testing::sqlite();
    let register = open(&scratch).await;
    confide(&register).await;
    assert!(!files_with(scratch.directory(), SECRET).is_empty());
}

#[tokio::test]
async fn a_read_under_way_delays_the_purge_and_loses_nothing() {
    let scratch = testing::sqlite();
    let register = open(&scratch).await;
    let key = confide(&register).await;
    let mut snapshot = register.database().snapshot().await.unwrap();
    let sql = "SELECT COUNT(*) FROM versions";
    snapshot.query(sql, &[]).await.unwrap();
    let error = register.erase(&someone(), &key, 99, "person-asked").await.unwrap_err();
    assert_eq!(error.code(), "database-busy");
    assert_eq!(register.get(&key).await.unwrap(), None);
    drop(snapshot);
    register.purge().await.unwrap();
    assert!(files_with(scratch.directory(), SECRET).is_empty());
    verified(&register).await;
}

#[tokio::test]
async fn not_everything_can_be_erased() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        put(&register, "a", None, &note("a")).await.unwrap();
        let erase = async |key: &str, why: &str| {
            let key: Key = key.parse().unwrap();
            register.erase(&someone(), &key, 9, why).await.map_err(|error| error.code())
        };
        assert_eq!(erase("note/nothing", "person-asked").await, Err("not-found"));
        assert_eq!(erase("note/a", "Because Amina asked").await, Err("text"));
        assert_eq!(erase("note/a", "").await, Err("text"));
        assert!(erase("note/a", "person-asked").await.is_ok());
        assert_eq!(erase("erasure/0", "person-asked").await, Err("unerasable"));
        assert_eq!(erase("erased/0", "person-asked").await, Err("unerasable"));
        verified(&register).await;
    }
}
