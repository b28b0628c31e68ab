//! The log, as an outsider checks it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_register::merkle::{Hash, verify_consistency, verify_inclusion};
use passerelle_register::version::{inner_hash, leaf_hash};
use passerelle_register::{Checkpoint, Verifier};
use passerelle_tests::html::plain;
use passerelle_tests::node::Node;
use passerelle_tests::server::Server;
use serde_json::Value;

fn proof(page: &Value) -> Vec<Hash> {
    let hash = |text: &Value| {
        let mut hash = Hash::default();
        hex::decode_to_slice(text.as_str().unwrap(), &mut hash).unwrap();
        hash
    };
    page["hashes"].as_array().unwrap().iter().map(hash).collect()
}

/// The signed state of the log, believed only with the key that the log's page shows.
fn checkpoint(server: &Server) -> Checkpoint {
    let page = server.get("/en/log").text();
    let shown: Vec<String> =
        page.split("<pre>").skip(1).map(|part| plain(part.split('<').next().unwrap())).collect();
    let key =
        shown.iter().find_map(|text| Verifier::parse(text).ok()).expect("the page shows the key");
    let note = server.get("/api/v1/log/checkpoint").text();
    assert!(shown.iter().any(|text| text.trim() == note.trim()), "the page shows the same state");
    let text = key.open(&note).expect("the key of the page has signed");
    assert!(key.open(&note.replacen("passerelle/", "passerelle2/", 1)).is_none(), "and only that");
    Checkpoint::parse(text).unwrap()
}

fn leaf_of(server: &Server, key: &str) -> (u64, Hash) {
    let versions = server.get(&format!("/api/v1/records/{key}/history")).json();
    let version = &versions[0];
    let text = |name: &str| version[name].as_str().unwrap();
    let salt = hex::decode(text("salt")).unwrap();
    let at = version["at"].as_i64().unwrap();
    let inner = inner_hash(&salt, key, text("author"), at, text("reason"), text("body"));
    assert_eq!(hex::encode(inner), text("inner"), "{key}: what is shown is what was hashed");
    (version["leaf"].as_u64().unwrap(), leaf_hash(version["number"].as_u64().unwrap(), &inner))
}

#[test]
fn the_log_proves_what_it_holds_and_that_it_only_grew() {
    let server = Server::start(Node::new(), &["--demo"]);
    let old = checkpoint(&server);
    for key in [
        "commitment/gdc.1.connectivity.a",
        "commitment/hlp.1a",
        "indicator/internet_users",
        "import/1",
        "import/2",
    ] {
        let (leaf, hash) = leaf_of(&server, key);
        let size = old.size;
        let page = server.get(&format!("/api/v1/log/inclusion?leaf={leaf}&size={size}")).json();
        let proof = proof(&page);
        assert!(verify_inclusion(&hash, leaf, size, &proof, &old.root), "{key}");
        assert!(!verify_inclusion(&hash, leaf ^ 1, size, &proof, &old.root), "{key}: only there");
    }
    let folder = tempfile::tempdir().unwrap();
    for year in 2019..2022 {
        let path = folder.path().join("survey.csv");
        let rows = format!("indicator,place,period,value\ninternet_users,KEN,{year},20\n");
        std::fs::write(&path, rows).unwrap();
        assert_eq!(server.node.import(&[&path], &[]).0, 0, "another process writes");
    }
    // The server looks for changes every second.
    let mut new = checkpoint_of_size(&server, old.size + 3);
    let path = format!("/api/v1/log/consistency?from={}&to={}", old.size, new.size);
    let proof = proof(&server.get(&path).json());
    assert!(verify_consistency(old.size, new.size, &proof, &old.root, &new.root));
    new.root[0] ^= 1;
    assert!(!verify_consistency(old.size, new.size, &proof, &old.root, &new.root));
    for path in
        ["/api/v1/log/inclusion?leaf=0&size=99999", "/api/v1/log/consistency?from=5&to=99999"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

/// Waits until the server shows a log of this size, at most some seconds: what is cached is never much
/// older than a second.
fn checkpoint_of_size(server: &Server, size: u64) -> Checkpoint {
    for _ in 0..50 {
        let note = server.get("/api/v1/log/checkpoint").text();
        if note.lines().nth(1) == Some(size.to_string().as_str()) {
            return checkpoint(server);
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the server does not see that the log has grown to {size}");
}
