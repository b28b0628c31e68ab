//! Conversations that were held elsewhere: brought in whole or not at all, taken out again, and counted to the same bytes.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use passerelle_tests::node::{self, Node, command, run};
use passerelle_tests::server::Server;
use passerelle_tests::shared;

use crate::voice::{moderators, typed};

/// Two camps of twenty people on ten statements.
fn camps(sign: i32) -> String {
    let mut text = "timestamp,datetime,comment-id,voter-id,vote\n".to_owned();
    for person in 0..40_u32 {
        for statement in 0..10_u32 {
            let side = if (person < 20) == statement.is_multiple_of(2) { sign } else { -sign };
            let at = 1_700_000_000_000_u64 + u64::from(person / 20) * 86_400_000;
            writeln!(text, "{at},,{statement},{person},{side}").unwrap();
        }
    }
    text
}

fn comments() -> String {
    let mut text = "comment-id,agrees,disagrees,moderated,comment-body\n".to_owned();
    for id in 0..10 {
        // One camp is a little larger, so that it can be told which sign is agreement.
        let (agrees, disagrees) = if id == 1 { (21, 19) } else { (20, 20) };
        let moderated = if id == 9 { -1 } else { 1 };
        writeln!(text, "{id},{agrees},{disagrees},{moderated},\"=Bridge, {id}\"").unwrap();
    }
    text
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

const ABOUT: [&str; 6] =
    ["--source", "https://example.org/bridges", "--licence", "CC-BY-4.0", "--statements-in", "en"];

fn bring(node: &Node, path: &Path, slug: &str, more: &[&str]) -> node::Answer {
    let mut what = vec!["import", path.to_str().unwrap(), "--slug", slug];
    what.extend(ABOUT);
    what.extend(more);
    typed(node, &what)
}

const WRITE: [&str; 3] = ["--write", "--by", "moses"];

#[test]
fn a_conversation_is_brought_in_whole_or_not_at_all() {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let broken = camps(1) + "1,,x,3,1\n2,,1,4,7\n";
    let summary = "topic,How to cross?\nconversation-description,A river.\n";
    write(
        folder.path(),
        &[("votes.csv", &broken), ("comments.csv", &comments()), ("summary.csv", summary)],
    );
    // Every row that cannot be read is told at once, and nothing is written.
    let told = bring(&node, folder.path(), "ponts", &WRITE);
    assert_eq!(told.code, 1, "{told:?}");
    for part in ["votes.csv", "402", "403", "comment-id", "“x”", "“7”"] {
        assert!(told.err.contains(part), "{part}: {told:?}");
    }
    assert!(typed(&node, &["list"]).well().out.contains("There is no consultation"));
    let wrong = ["import", folder.path().to_str().unwrap(), "--slug", "Ponts", "--keep-good"];
    let wrong = [&wrong[..], &["--source", "here", "--licence", " "]].concat();
    let wrong = typed(&node, &wrong);
    for part in ["slug", "source", "licence", "languages"] {
        assert!(wrong.err.contains(part), "{part}: {wrong:?}");
    }
    // Looked at first: what is found is told, the good rows kept.
    let looked = bring(&node, folder.path(), "ponts", &["--keep-good"]).well();
    assert!(looked.out.contains("40 people, 400 votes"), "{looked:?}");
    assert!(looked.out.contains("Nothing is written yet"), "{looked:?}");
    assert!(looked.err.contains("403"), "what is left out is told: {looked:?}");
    assert!(typed(&node, &["list"]).well().out.contains("There is no consultation"));
    let kept =
        bring(&node, folder.path(), "ponts", &[&["--keep-good"][..], &WRITE].concat()).well();
    assert!(kept.out.contains("is published"), "{kept:?}");
    let again = bring(&node, folder.path(), "ponts", &[&["--keep-good"][..], &WRITE].concat());
    assert!(again.well().out.contains("is here already"));
    write(folder.path(), &[("votes.csv", &camps(1))]);
    let other = bring(&node, folder.path(), "ponts", &WRITE);
    assert!(other.code == 1 && other.err.contains("already"), "{other:?}");
    // Where +1 is disagreement every vote is turned round, and told.
    write(folder.path(), &[("votes.csv", &turned())]);
    let turned = bring(&node, folder.path(), "tournes", &WRITE).well();
    assert!(turned.err.contains("+1 is disagreement"), "{turned:?}");

    let server = Server::start(node, &[]);
    let record = server.get("/api/v1/records/consultation/ponts").json();
    let imported = &record["body"]["imported"];
    assert_eq!(imported["source"], "https://example.org/bridges");
    assert_eq!(imported["left_out"], 2);
    assert_eq!(imported["files"].as_object().unwrap().len(), 3);
    let page = server.get("/fr/consultations/ponts/result").text();
    for part in ["a eu lieu ailleurs", "40 personnes ont voté", "CC-BY-4.0", "Groupe A"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("la modération d’origine l’avait retirée"), "{page}");
    assert!(page.contains("Comment cela s’est passé"), "its votes have moments: {page}");
    let csv = server.get("/consultations/ponts/files/comments.csv").text();
    assert!(csv.contains("\"'=Bridge, 3\""), "no spreadsheet takes it for a formula: {csv}");
    assert!(!csv.contains("Bridge, 9"), "what was taken out is told by its number: {csv}");
    there_and_back(&server, "ponts");
}

/// The votes with the other sign, and one that tells which it is.
fn turned() -> String {
    let text = camps(-1);
    // Statement 1 has 21 who agree: one of its votes changes.
    text.replacen(",,1,0,1\n", ",,1,0,-1\n", 1)
}

/// Takes a consultation out as Pol.is does, brings it in again and counts: the result is the same to the byte.
pub(crate) fn there_and_back(server: &Server, slug: &str) {
    let (node, folder) = (&server.node, tempfile::tempdir().unwrap());
    let at = |name: &str| folder.path().join(name);
    let (plain, signed) = (at("polis"), at("signed"));
    let layout = ["export", slug, plain.to_str().unwrap(), "--layout", "polis"];
    typed(node, &layout).well();
    typed(node, &["export", slug, signed.to_str().unwrap()]).well();
    let result = std::fs::read(signed.join("result.json")).unwrap();
    let map: serde_json::Value = serde_json::from_slice(&result).unwrap();
    let (seed, votes) = (map["seed"].to_string(), map["min_votes"].to_string());
    let mut groups = command();
    groups.args(["groups", plain.to_str().unwrap(), "--format", "json", "--seed", &seed]);
    groups.args(["--min-votes", &votes]);
    assert_eq!(run(&mut groups, "").well().out.into_bytes(), result);
    let copy = format!("{slug}-2");
    let mut what = vec!["import", plain.to_str().unwrap(), "--slug", &copy];
    what.extend(&ABOUT[..4]);
    what.extend(WRITE);
    typed(node, &what).well();
    let again = at("again");
    typed(node, &["export", &copy, again.to_str().unwrap()]).well();
    assert_eq!(std::fs::read(again.join("result.json")).unwrap(), result);
    for name in ["votes.csv", "comments.csv"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(read(&signed), read(&again), "{name}");
    }
}

#[test]
fn real_conversations_go_in_and_out() {
    let node = moderators();
    let mut found = Vec::new();
    for name in ["london.youth.policing", "15-per-hour-seattle"] {
        let Some(path) = shared(&format!("data/polis/{name}")) else { continue };
        let slug = name.replace('.', "-");
        let done = bring(&node, &path, &slug, &WRITE).well();
        println!("{name}: {}", done.out);
        found.push(slug);
    }
    let server = Server::start(node, &[]);
    for slug in found {
        let page = server.get(&format!("/en/consultations/{slug}/result"));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("held elsewhere") && !page.text().contains('⟦'));
        there_and_back(&server, &slug);
    }
}

#[test]
fn an_archive_is_a_folder() {
    let node = moderators();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ponts.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in [
        ("ponts/votes.csv", camps(1)),
        ("ponts/comments.csv", comments()),
        ("ponts/summary.csv", "topic,How to cross?\n".to_owned()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let done = bring(&node, &path, "ponts", &WRITE).well();
    assert!(done.out.contains("40 people"), "{done:?}");
    write(folder.path(), &[("ponts.zip", "no archive")]);
    let broken = bring(&node, &path, "autres", &[]);
    assert!(broken.code == 1 && broken.err.contains("ponts.zip"), "{broken:?}");
}
