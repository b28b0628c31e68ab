//! Many people editing the same records at once: nothing that was saved is lost, what somebody else did meanwhile is shown
//! and not overwritten, and the node never says that it failed.
//!
//! `benches/editing` runs it with a hundred people for five minutes; here it is twenty for ten seconds.
//!
//! | variable | |
//! |---|---|
//! | `PASSERELLE_EDITORS` | how many people edit |
//! | `PASSERELLE_EDITING_SECONDS` | for how long |
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use passerelle_tests::browser::{Answer, Browser, PASSWORD};
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

/// Initiatives that everybody edits.
const RECORDS: usize = 12;
const MODERATORS: usize = 3;
/// What each does at the least: three changes and an update.
const TURNS: usize = 4;
const INITIATIVE: [(&str, &str); 11] = [
    ("description", "x"),
    ("serves", "gdc.1.connectivity.b"),
    ("country", "KEN"),
    ("start", "2026-03"),
    ("end", "2028"),
    ("began_before", "no"),
    ("aim_what_1", "x"),
    ("aim_unit_1", "x"),
    ("aim_from_1", "0"),
    ("aim_to_1", "10"),
    ("actor", "nous"),
];

/// What was counted.
#[derive(Debug, Default)]
struct Counts {
    requests: AtomicU64,
    saved: AtomicU64,
    proposed: AtomicU64,
    /// A second window was told what the first saved.
    windows: AtomicU64,
    /// Somebody was shown what was published while they wrote.
    meanwhile: AtomicU64,
    published: AtomicU64,
    given_back: AtomicU64,
    updates: AtomicU64,
}

fn one(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

/// What everybody shares.
struct Editing<'a> {
    server: &'a Server,
    until: Instant,
    counts: Counts,
    /// Each title that was proposed: over which version.
    proposed: Mutex<HashMap<String, u64>>,
    /// How often something of each initiative was published.
    published: Mutex<HashMap<String, u64>>,
    /// The slowest answer, and to what.
    slowest: Mutex<(Duration, String)>,
}

impl Editing<'_> {
    /// Does something, and sees that the node did not fail.
    fn asked(&self, what: &str, ask: impl FnOnce() -> Answer) -> Answer {
        let begun = Instant::now();
        let answer = ask();
        let took = begun.elapsed();
        let mut slowest = self.slowest.lock().unwrap();
        if took > slowest.0 {
            *slowest = (took, what.to_owned());
        }
        drop(slowest);
        one(&self.counts.requests);
        assert!(answer.status < 500, "{what}: {}: {}", answer.status, answer.text());
        answer
    }

    fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    /// Somebody edits one initiative after the other.
    fn edit(&self, number: usize) {
        let browser = Browser::new(self.server);
        let name = format!("person-{number}");
        self.asked("sign-in", || {
            browser.send("/fr/sign-in", &[("name", &name), ("password", PASSWORD)])
        });
        let mut saved: HashMap<usize, String> = HashMap::new();
        for turn in 0.. {
            // On a machine that has much else to do, everybody does a little of everything all the same.
            if turn >= TURNS && self.is_over() {
                return;
            }
            let record = (turn * 5 + number) % RECORDS;
            if turn % 4 == 3 {
                self.tell(&browser, record, &format!("{number}-{turn}"));
            } else {
                self.change(&browser, record, &format!("Travail {number}-{turn}"), &mut saved);
            }
        }
    }

    fn change(
        &self,
        browser: &Browser<'_>,
        record: usize,
        title: &str,
        saved: &mut HashMap<usize, String>,
    ) {
        let counts = &self.counts;
        let path = format!("/fr/write/initiative/travail-{record}");
        let page = self.asked(&path, || browser.get(&path));
        assert_eq!(page.status, 200, "{}", page.text());
        // What was saved is there, unless it was published.
        if page.field("revision") != "0" {
            assert_eq!(page.field("title"), saved[&record], "what was saved was lost");
        }
        let form = |page: &Answer, title: &str, what: &str| {
            let (token, base) = (page.field("token"), page.field("base"));
            let revision = page.field("revision");
            let own = [("token", token), ("base", base), ("revision", revision)];
            let own = own.map(|(name, value)| (name.to_owned(), value));
            let rest = [("title", title), ("do", what)].into_iter().chain(INITIATIVE);
            let rest = rest.map(|(name, value)| (name.to_owned(), value.to_owned()));
            own.into_iter().chain(rest).collect::<Vec<_>>()
        };
        let send = |fields: &[(String, String)]| {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            self.asked(&path, || browser.send(&path, &fields))
        };
        let first = form(&page, title, "save");
        let answer = send(&first);
        let deleted = |answer: &Answer| answer.status == 409 && answer.field("revision") == "0";
        if deleted(&answer) {
            // It was published between opening the form and saving it: what was typed is on the page.
            assert_eq!(answer.field("title"), title);
            return;
        }
        one(&counts.saved);
        saved.insert(record, title.to_owned());
        let is_shown =
            |answer: &Answer| answer.text().contains("publiée pendant que vous écriviez");
        if answer.status == 422 {
            // It is saved, and what somebody else's version says stands beside it.
            assert!(is_shown(&answer) && answer.field("title") == title, "{}", answer.text());
            return one(&counts.meanwhile);
        }
        assert_eq!(answer.status, 200, "{}", answer.text());
        // A second window that was opened before: it is told, and nothing is overwritten.
        let other = send(&form(&page, &format!("{title} bis"), "save"));
        assert_eq!(other.status, 409, "{}", other.text());
        assert!(other.text().contains(title), "what the first window saved is shown");
        assert_eq!(other.field("title"), format!("{title} bis"), "what was typed is there");
        one(&counts.windows);
        let proposal = form(&answer, title, "propose");
        let base: u64 = answer.field("base").parse().unwrap();
        // Noted before: a moderator may be quick.
        self.proposed.lock().unwrap().insert(title.to_owned(), base);
        let answer = send(&proposal);
        match answer.status {
            200 => one(&counts.proposed),
            // Published meanwhile, by somebody else: it is shown, and it is for a human to go on from there.
            422 => {
                assert!(is_shown(&answer), "{}", answer.text());
                assert_eq!(answer.field("title"), title);
                self.proposed.lock().unwrap().remove(title);
                one(&counts.meanwhile);
            }
            other => panic!("{other}: {}", answer.text()),
        }
    }

    /// Somebody tells of progress, which waits for nobody.
    fn tell(&self, browser: &Browser<'_>, record: usize, text: &str) {
        let about = format!("/fr/write/update?of=travail-{record}");
        let fields = [
            ("day", "2026-06-01"),
            ("text", text),
            ("completion", "limited"),
            ("results", "marginal"),
        ];
        for _ in 0..20 {
            let mut answer = None;
            self.asked(&about, || {
                let (_, came) = browser.write(&about, &fields, "propose");
                answer = Some(came.clone());
                came
            });
            match answer.unwrap() {
                answer if answer.status == 303 => return one(&self.counts.updates),
                // Somebody else took the number at the same moment: it is said, and sent again.
                answer => assert!(
                    matches!(answer.status, 409 | 422),
                    "{}: {}",
                    answer.status,
                    answer.text()
                ),
            }
        }
        panic!("nobody could tell of progress");
    }

    /// A moderator publishes what waits, and gives back what was overtaken.
    fn moderate(&self, number: usize) {
        let browser = Browser::new(self.server);
        browser.sign_in(&format!("moderator-{number}"));
        while !self.is_over() || self.counts.published.load(Ordering::Relaxed) == 0 {
            let queue = self.asked("the queue", || browser.get("/fr/moderation"));
            let waiting = queue.html.split("href=\"").filter(|one| one.contains("/initiative/"));
            let paths: Vec<&str> = waiting.map(|one| one.split('"').next().unwrap()).collect();
            if paths.is_empty() {
                std::thread::sleep(Duration::from_millis(20));
            }
            for path in
                paths.iter().cycle().skip(number).step_by(MODERATORS).take(paths.len().min(4))
            {
                self.decide(&browser, path);
            }
        }
    }

    fn decide(&self, browser: &Browser<'_>, path: &str) {
        let page = self.asked(path, || browser.get(path));
        if page.status == 404 {
            return;
        }
        let decided = |page: &Answer, what: &str| {
            let (token, revision) = (page.field("token"), page.field("revision"));
            let fields = [
                ("token", token.as_str()),
                ("revision", &revision),
                ("do", what),
                ("note", "À revoir."),
            ];
            self.asked(path, || browser.send(path, &fields))
        };
        match decided(&page, "publish").status {
            303 => {
                let slug = path.rsplit('/').next().unwrap().to_owned();
                *self.published.lock().unwrap().entry(slug).or_default() += 1;
                one(&self.counts.published);
            }
            // Another moderator was first, or its author took it back.
            404 => {}
            422 => {
                let page = self.asked(path, || browser.get(path));
                if page.status == 200 && page.text().contains("nouvelle version a été publiée") {
                    match decided(&page, "give-back").status {
                        303 => one(&self.counts.given_back),
                        other => assert!(matches!(other, 404 | 422), "{other}"),
                    }
                }
            }
            other => panic!("{other}"),
        }
    }
}

/// An actor whose people all speak for it, and its initiatives.
fn begin(node: Node, people: usize) -> Server {
    let add = |name: &str, role: &str| {
        let mut add = node.command(&["user", "add", name, "--role", role]);
        run(&mut add, &format!("{PASSWORD}\n")).well();
    };
    add("root", "administrator");
    (0..MODERATORS).for_each(|number| add(&format!("moderator-{number}"), "moderator"));
    for number in 0..people {
        add(&format!("person-{number}"), "reader");
        let name = format!("person-{number}");
        node.run(&["user", "role", &name, "contributor", "--for", "actor/nous"]).well();
    }
    let server = Server::start(node, &[]);
    let root = Browser::new(&server);
    root.sign_in("root");
    let publish = |kind: &str| {
        let queue = root.get("/fr/moderation");
        let path = queue.html.split("href=\"").find(|one| one.contains(kind)).unwrap();
        let path = path.split('"').next().unwrap();
        let page = root.get(path);
        let (token, revision) = (page.field("token"), page.field("revision"));
        let fields = [("token", token.as_str()), ("revision", &revision), ("do", "publish")];
        assert_eq!(root.send(path, &fields).status, 303);
    };
    let actor = [("name", "Nous"), ("kind", "academia"), ("about", "x"), ("country", "KEN")];
    assert_eq!(root.write("/fr/write/actor/nous", &actor, "propose").1.status, 200);
    publish("/actor/nous");
    for record in 0..RECORDS {
        let path = format!("/fr/write/initiative/travail-{record}?actor=nous");
        let fields: Vec<_> = [("title", "Travail")].into_iter().chain(INITIATIVE).collect();
        let (_, answer) = root.write(&path, &fields, "propose");
        assert_eq!(answer.status, 200, "{}", answer.text());
        publish("/initiative/");
    }
    server
}

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}

/// Sees that everything that was acknowledged is there, and that each version was written by somebody who had seen the
/// one before.
fn check(editing: &Editing<'_>) {
    let (proposed, published) =
        (editing.proposed.lock().unwrap(), editing.published.lock().unwrap());
    let mut versions = 0;
    for record in 0..RECORDS {
        let slug = format!("travail-{record}");
        let history = editing.server.get(&format!("/api/v1/records/initiative/{slug}/history"));
        let history = history.json();
        let list = history.as_array().cloned().or_else(|| history["versions"].as_array().cloned());
        let list = list.unwrap_or_else(|| panic!("{history}"));
        let count = published.get(&slug).copied().unwrap_or_default();
        assert_eq!(list.len() as u64, 1 + count, "{slug}: every publication is a version");
        for version in list.iter().filter(|version| version["number"] != 1) {
            let body: serde_json::Value =
                serde_json::from_str(version["body"].as_str().unwrap()).unwrap();
            let title =
                body["title"].as_object().unwrap().values().next().unwrap().as_str().unwrap();
            let seen = proposed.get(title).copied();
            assert_eq!(
                seen,
                version["number"].as_u64().map(|number| number - 1),
                "{slug}: {title}"
            );
            versions += 1;
        }
    }
    assert_eq!(versions, editing.counts.published.load(Ordering::Relaxed));
}

#[test]
fn nothing_is_lost_where_many_edit_at_once() {
    let people = number("PASSERELLE_EDITORS", 20);
    let seconds = number("PASSERELLE_EDITING_SECONDS", 10) as u64;
    for node in Node::each() {
        let server = begin(node, people);
        let begun = Instant::now();
        let editing = Editing {
            server: &server,
            until: begun + Duration::from_secs(seconds),
            counts: Counts::default(),
            proposed: Mutex::default(),
            published: Mutex::default(),
            slowest: Mutex::default(),
        };
        std::thread::scope(|scope| {
            for number in 0..people {
                let editing = &editing;
                scope.spawn(move || editing.edit(number));
            }
            for number in 0..MODERATORS {
                let editing = &editing;
                scope.spawn(move || editing.moderate(number));
            }
        });
        let took = begun.elapsed().as_secs_f64();
        check(&editing);
        let counts = &editing.counts;
        println!(
            "{people} people, {took:.0} s, slowest answer {:?}: {counts:?}",
            editing.slowest.lock().unwrap()
        );
        if let Some(memory) = server.most_memory() {
            println!("memory at the most: {memory} MB");
        }
        let happened = |count: &AtomicU64| count.load(Ordering::Relaxed) > 0;
        assert!(
            happened(&counts.published) && happened(&counts.windows) && happened(&counts.updates)
        );
        server.node.run(&["verify"]).well();
    }
}
