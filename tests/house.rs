//! The invariants of ARCHITECTURE.md that a look at the source can hold.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use passerelle_tests::root;

const ROOMS: &[&str] = &["compact", "connectivity", "deliberation", "inclusion"];
/// Files longer than this are cut in two. None is excepted.
const LINES: usize = 600;

/// A source file of a crate: the crate's name, the path from the root, the text without its tests.
struct Source {
    crate_name: String,
    path: String,
    code: String,
    lines: usize,
}

impl Source {
    fn has(&self, words: &[&str]) -> Option<String> {
        let word = words.iter().find(|word| self.code.contains(**word))?;
        Some(format!("{}: {word}", self.path))
    }
}

fn crates() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("crates")).unwrap().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every file of every crate's `src`, without comments and tests.
fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for crate_name in crates() {
        let mut found = Vec::new();
        files(&root().join("crates").join(&crate_name).join("src"), &mut found);
        for path in found {
            let text = std::fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap().display().to_string();
            let code = if is_test(&path) { String::new() } else { code(&text) };
            let lines = text.lines().count();
            sources.push(Source { crate_name: crate_name.clone(), path, code, lines });
        }
    }
    assert!(sources.len() > 80, "the source was found");
    sources
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.ends_with("/testing.rs")
}

/// The text up to its tests (which come last in a file), without lines that are comments only.
fn code(text: &str) -> String {
    let end = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn manifest(crate_name: &str) -> toml::Table {
    let path = root().join("crates").join(crate_name).join("Cargo.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// What a crate is built on; without what only its tests use.
fn dependencies(crate_name: &str) -> BTreeSet<String> {
    let manifest = manifest(crate_name);
    let of = |name: &str| manifest.get(name).and_then(|table| table.as_table()).cloned();
    let tables = [of("dependencies"), of("build-dependencies")];
    tables.into_iter().flatten().flat_map(|table| table.into_iter().map(|(name, _)| name)).collect()
}

/// Our own crates among them, by the name of their folder.
fn ours(crate_name: &str) -> BTreeSet<String> {
    let ours = dependencies(crate_name);
    ours.iter().filter_map(|name| name.strip_prefix("passerelle-")).map(str::to_owned).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[test]
fn rooms_do_not_open_into_each_other() {
    assert_eq!(ours("vocabulary"), set(&[]), "the ground rests on nothing of ours");
    for room in ROOMS.iter().chain(&["exchange", "register"]) {
        assert_eq!(ours(room), set(&["vocabulary"]), "{room}");
    }
    assert_eq!(ours("tables"), set(&["register", "vocabulary"]));
    let desk = ours("desk");
    assert!(!desk.contains("web") && !desk.contains("passerelle"));
    for upper in ["web", "passerelle"] {
        assert!(!ours(upper).contains("register"), "{upper} asks the desk, not the hall");
    }
}

#[test]
fn every_crate_has_its_place_in_the_drawing() {
    let drawing = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for name in crates() {
        assert!(drawing.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn rooms_are_pure() {
    for room in ROOMS {
        let outside = ["sqlx", "axum", "ureq", "tokio", "jiff", "reqwest", "hyper"];
        let found = dependencies(room);
        assert!(outside.iter().all(|name| !found.contains(*name)), "{room}: {found:?}");
    }
    let words = [
        "std::env",
        "std::fs",
        "std::net",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "sqlx",
        "axum",
        "ureq",
    ];
    let rooms = sources().into_iter().filter(|source| ROOMS.contains(&source.crate_name.as_str()));
    none(rooms.filter_map(|source| source.has(&words)).collect(), "a room is pure");
}

#[test]
fn the_ground_has_no_input_and_no_output() {
    let words = ["std::env", "std::fs", "std::net", "std::io", "SystemTime", "Instant::now"];
    let ground = sources().into_iter().filter(|source| source.crate_name == "vocabulary");
    none(ground.filter_map(|source| source.has(&words)).collect(), "the ground has no I/O");
}

#[test]
fn each_door_is_in_one_crate() {
    for (door, owners) in [
        ("sqlx", ["register"].as_slice()),
        ("ureq", &["exchange"]),
        ("axum", &["web"]),
        ("clap", &["passerelle"]),
        ("lettre", &["exchange"]),
        ("ring", &["exchange"]),
        ("calamine", &["exchange"]),
        ("csv", &["exchange"]),
    ] {
        let having = crates().into_iter().filter(|name| dependencies(name).contains(door));
        assert_eq!(having.collect::<Vec<_>>(), owners, "{door}");
    }
}

#[test]
fn only_the_front_reads_the_environment() {
    let words = ["env::var", "env::args", "env::vars", "env::set_var", "std::env::current_dir"];
    let others = sources().into_iter().filter(|source| source.crate_name != "passerelle");
    none(
        others.filter_map(|source| source.has(&words)).collect(),
        "no environment but in the front",
    );
    let front =
        sources().into_iter().filter(|source| source.has(&["env = \"PASSERELLE_"]).is_some());
    let front: BTreeSet<String> = front.map(|source| source.crate_name).collect();
    assert_eq!(front, set(&["passerelle"]), "settings have environment names in the front only");
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter(|source| source.lines > LINES);
    let long = long.map(|source| format!("{}: {} lines", source.path, source.lines));
    none(long.collect(), "files stay under 600 lines");
}

/// What docs/security.md says is met, is met by something that is there; and no requirement is answered twice.
#[test]
fn what_security_names_is_there() {
    let text = std::fs::read_to_string(root().join("docs/security.md")).unwrap();
    let named: Vec<&str> =
        text.split('`').skip(1).step_by(2).filter(|one| one.contains('/')).collect();
    let folders = ["crates/", "tests/", "docs/", "fuzz/", "catalogue/", ".ci/", "benches/"];
    let files = named.iter().filter(|one| folders.iter().any(|folder| one.starts_with(folder)));
    let missing: Vec<String> = files
        .clone()
        .filter(|one| !root().join(one).exists())
        .map(|one| (*one).to_owned())
        .collect();
    assert!(files.count() > 60, "files were found");
    none(missing, "named in docs/security.md, and not there");
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let first = lines.filter_map(|line| line.split('|').nth(1));
    let number = |word: &str| {
        let parts: Vec<&str> = word.trim_matches(',').split('.').collect();
        let numbers = parts.iter().all(|part| part.parse::<u32>().is_ok());
        (parts.len() == 3 && numbers).then(|| word.trim_matches(',').to_owned())
    };
    let all: Vec<String> = first.flat_map(|cell| cell.split(' ').filter_map(number)).collect();
    let once: BTreeSet<&String> = all.iter().collect();
    assert_eq!(once.len(), all.len(), "each requirement is answered once");
    assert!(once.len() > 150, "{} requirements", once.len());
}

#[test]
fn nothing_is_left_to_do_in_the_code() {
    let words = ["todo!(", "unimplemented!(", "dbg!("];
    none(sources().iter().filter_map(|source| source.has(&words)).collect(), "unfinished");
}

/// Text literals of a source, roughly: what stands between two plain quotation marks, on a line or over
/// several. Raw strings and quotation marks as characters are passed over.
fn literals(code: &str) -> Vec<(usize, String)> {
    let (mut found, mut inside, mut text, mut start) = (Vec::new(), false, String::new(), 0);
    for (number, line) in code.lines().enumerate() {
        let line = line.replace("'\"'", "' '").replace("\\\"", "'").replace("b'\"'", "' '");
        for c in line.chars() {
            match (c, inside) {
                ('"', false) => (inside, start) = (true, number + 1),
                ('"', true) => {
                    inside = false;
                    found.push((start, std::mem::take(&mut text)));
                }
                (c, true) => text.push(c),
                _ => {}
            }
        }
        if inside {
            text.push(' ');
        }
    }
    found
}

/// Whether a text reads like prose: three words or more, of letters only.
fn is_prose(text: &str) -> bool {
    let word = |part: &&str| {
        let part = part.trim_matches(['.', ',', ':', ';', '?', '!', '’']);
        part.chars().count() > 1 && part.chars().all(char::is_alphabetic)
    };
    text.split_whitespace().filter(word).count() >= 3
}

/// Words that people read are in `locales/`. What is prose all the same: lines for the log, headers,
/// and what describes the API to programmers.
#[test]
fn the_roof_holds_no_prose() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.crate_name == "web") {
        let lines: Vec<&str> = source.code.lines().collect();
        for (line, text) in literals(&source.code) {
            // The statement that it is in: its line and the two before.
            let around = lines[line.saturating_sub(3)..line].join(" ");
            let excused =
                ["tracing::", "#[error", "description =", "header::", "POLICY", "expect("];
            if is_prose(&text) && !excused.iter().any(|mark| around.contains(mark)) {
                found.push(format!("{}: “{text}”", source.path));
            }
        }
    }
    none(found, "prose outside locales/");
}

#[test]
fn the_look_for_prose_finds_it() {
    let code = "let a = \"Nothing was found here\";\nlet b = '\"';\nlet c = \"a-code b-code c-code\";\n\
                tell(\"one\ntwo three\");";
    let texts: Vec<String> =
        literals(code).into_iter().map(|(_, text)| text).filter(|text| is_prose(text)).collect();
    assert_eq!(texts, ["Nothing was found here", "one two three"].map(str::to_owned));
}
