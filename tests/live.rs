//! Votes that come in while people look at what comes out: each is answered soon, none is lost though the node is killed in
//! the middle, and what is shown of them is some seconds old at the most.
//!
//! Votes are sent when they are due, whether those before were answered or not, and a vote's time counts from when it was
//! due: a node that stands still for a second is slow for all who would have voted in that second.
//!
//! `benches/live` runs it with 5,000 people for ten minutes; here it is forty for some seconds.
//!
//! | variable | |
//! |---|---|
//! | `PASSERELLE_VOTERS` | how many people take part |
//! | `PASSERELLE_VOTES_PER_SECOND` | how many votes come in a second |
//! | `PASSERELLE_VOTING_SECONDS` | for how long |
//! | `PASSERELLE_VOTE_P99_MS` | how long 99 votes of 100 may take; not looked at without it |
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::{Duration, Instant};

use passerelle_tests::browser::{Browser, PASSWORD};
use passerelle_tests::html::plain;
use passerelle_tests::node::{Node, run};
use passerelle_tests::server::Server;

/// Statements that are voted on.
const STATEMENTS: usize = 60;
/// What sends votes: more than are ever under way at once, unless the node is slow.
const SENDERS: usize = 16;
/// How old what is shown may be.
const OLD: Duration = Duration::from_secs(5);

/// Somebody who takes part.
struct Voter {
    cookie: String,
    token: String,
}

/// A vote: person, statement, what they say.
type Cast = (usize, usize, &'static str);

/// What everybody shares.
struct Voting {
    /// Where the node is now.
    base: RwLock<String>,
    voters: Vec<Voter>,
    begun: Instant,
    /// Votes in all, and in a second.
    all: usize,
    rate: usize,
    next: AtomicUsize,
    /// When each vote was acknowledged, from the beginning.
    acknowledged: Mutex<Vec<Duration>>,
    /// Votes that were sent more than once, as no answer came.
    again: AtomicUsize,
    is_over: AtomicBool,
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    config.timeout_global(Some(Duration::from_secs(20))).build().into()
}

/// What somebody of one of two camps says; some of each do not.
fn says(person: usize, statement: usize) -> &'static str {
    match (person * 7 + statement * 13) % 10 {
        0 => "pass",
        1 => "disagree",
        2 => "agree",
        _ if (person + statement).is_multiple_of(2) => "agree",
        _ => "disagree",
    }
}

impl Voting {
    /// The vote of a number: nobody votes twice on a statement.
    fn vote(&self, number: usize) -> Cast {
        let (person, round) = (number % self.voters.len(), number / self.voters.len());
        let statement = (person + round) % STATEMENTS + 1;
        (person, statement, says(person, statement))
    }

    /// Sends votes as they are due; gives how long each took.
    fn send(&self) -> Vec<Duration> {
        let (agent, mut took) = (agent(), Vec::new());
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.all {
                return took;
            }
            let due = self.begun + Duration::from_secs_f64(number as f64 / self.rate as f64);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            self.cast(&agent, self.vote(number));
            took.push(due.elapsed());
            self.acknowledged.lock().unwrap().push(self.begun.elapsed());
        }
    }

    /// Sends a vote until it is answered.
    fn cast(&self, agent: &ureq::Agent, (person, statement, says): Cast) {
        let voter = &self.voters[person];
        let statement = statement.to_string();
        loop {
            let base = self.base.read().unwrap().clone();
            let request = agent.post(format!("{base}/fr/consultations/direct/vote"));
            let request = request.header("cookie", &voter.cookie);
            let request = request.header("sec-fetch-site", "same-origin");
            let fields =
                [("token", voter.token.as_str()), ("statement", &statement), ("vote", says)];
            match request.send_form(fields) {
                Ok(answer) => {
                    assert_eq!(answer.status().as_u16(), 303);
                    return;
                }
                Err(_) => {
                    self.again.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(20));
                }
            }
        }
    }

    /// Looks at what is shown, again and again; gives how many votes it was short of at the most, and how often it looked.
    fn look(&self) -> (usize, usize) {
        let (agent, mut worst, mut looks) = (agent(), 0, 0);
        while !self.is_over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(700));
            let asked = self.begun.elapsed();
            let base = self.base.read().unwrap().clone();
            let page = agent.get(format!("{base}/en/consultations/direct/result"));
            // The node may be away for a moment.
            let Ok(mut page) = page.call() else { continue };
            let shown = counted(&plain(&page.body_mut().read_to_string().unwrap()));
            let due = self.acknowledged.lock().unwrap();
            let due = due.iter().filter(|at| **at + OLD <= asked).count();
            worst = worst.max(due.saturating_sub(shown));
            looks += 1;
        }
        (worst, looks)
    }
}

/// How many votes the page of the result tells of.
fn counted(text: &str) -> usize {
    let Some((_, rest)) = text.split_once("people voted ") else { return 0 };
    let times = rest.split(" time").next().unwrap();
    let digits: String = times.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("{times}: {text}"))
}

fn node() -> Node {
    let node = Node::new();
    node.begin();
    let add = ["user", "add", "moses", "--role", "moderator"];
    run(&mut node.command(&add), &format!("{PASSWORD}\n")).well();
    let mut text = "slug = \"direct\"\nquestion = { en = \"What next?\" }\nbackground = { en = \"x\" }\n\
        languages = [\"fr\", \"en\"]\nopens = \"2026-11-20\"\ncloses = \"2026-11-30\"\nmoderation = \"after\"\n\
        limits = { statements_per_person = 20, statements_per_network_hour = 60, people_per_network_hour = 1000000, length = 280 }\n"
        .to_owned();
    for number in 1..=STATEMENTS {
        text.push_str(&format!("[[statement]]\ntext = \"Say number {number}.\"\nlang = \"en\"\n"));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("direct.toml");
    std::fs::write(&path, text).unwrap();
    let add = ["consultation", "add", path.to_str().unwrap(), "--by", "moses"];
    run(&mut node.command(&add), &format!("{PASSWORD}\n")).well();
    node
}

/// Lets so many people take part.
fn begin(server: &Server, people: usize) -> Vec<Voter> {
    let begin = |_| {
        let browser = Browser::new(server);
        let begun = browser.send("/fr/consultations/direct/begin", &[]);
        assert_eq!(begun.status, 303, "{}", begun.text());
        let token = browser.get("/fr/consultations/direct").field("token");
        assert_eq!(token.len(), 64);
        Voter { cookie: browser.cookie.borrow().clone(), token }
    };
    std::thread::scope(|scope| {
        let share = people.div_ceil(4);
        let parts = (0..4).map(|part| (part * share).min(people)..((part + 1) * share).min(people));
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(move || part.map(begin).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

/// What each person said, without who it was: statements with votes, sorted.
fn ballots(votes: impl Iterator<Item = (String, String, i8)>) -> Vec<BTreeMap<String, i8>> {
    let mut people: BTreeMap<String, BTreeMap<String, i8>> = BTreeMap::new();
    for (person, statement, vote) in votes {
        let before = people.entry(person).or_default().insert(statement, vote);
        assert_eq!(before, None, "one vote of each on each");
    }
    let mut ballots: Vec<_> = people.into_values().collect();
    ballots.sort();
    ballots
}

/// Freezes, and holds what is offered for a recount against what was acknowledged.
fn check(server: &Server, voting: &Voting) {
    let mut freeze = server.node.command(&["consultation", "freeze", "direct", "--by", "moses"]);
    freeze.env("PASSERELLE_TODAY", "2026-12-01");
    run(&mut freeze, &format!("{PASSWORD}\n")).well();
    let file = server.get("/consultations/direct/files/votes.csv").text();
    let mut lines = file.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let [person, statement, vote] = ["voter-id", "comment-id", "vote"]
        .map(|name| head.iter().position(|one| *one == name).unwrap());
    let offered = ballots(lines.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[person].to_owned(), cells[statement].to_owned(), cells[vote].parse().unwrap())
    }));
    let sent = ballots((0..voting.all).map(|number| {
        let (person, statement, says) = voting.vote(number);
        let says = match says {
            "agree" => 1,
            "disagree" => -1,
            _ => 0,
        };
        (person.to_string(), statement.to_string(), says)
    }));
    assert!(offered == sent, "{} people of {}", offered.len(), sent.len());
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

#[test]
fn votes_are_answered_soon_and_none_is_lost() {
    let people = number("PASSERELLE_VOTERS").unwrap_or(40);
    let rate = number("PASSERELLE_VOTES_PER_SECOND").unwrap_or(50);
    let seconds = number("PASSERELLE_VOTING_SECONDS").unwrap_or(8);
    let all = rate * seconds;
    assert!(all <= people * STATEMENTS, "as many votes cannot be cast");
    let server = Server::start(node(), &[]);
    let began = Instant::now();
    let voters = begin(&server, people);
    let beginning = began.elapsed();
    let voting = Voting {
        base: RwLock::new(server.base.clone()),
        voters,
        begun: Instant::now(),
        all,
        rate,
        next: AtomicUsize::new(0),
        acknowledged: Mutex::default(),
        again: AtomicUsize::new(0),
        is_over: AtomicBool::new(false),
    };
    let (mut took, short, looks, server, away) = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(|| voting.send())).collect();
        let looking = scope.spawn(|| voting.look());
        std::thread::sleep(Duration::from_secs_f64(seconds as f64 / 2.0));
        let killed = Instant::now();
        let server = Server::start(server.killed(), &[]);
        server.base.clone_into(&mut voting.base.write().unwrap());
        let away = killed.elapsed();
        let took: Vec<Duration> =
            senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect();
        // What came last is shown before long.
        std::thread::sleep(OLD + Duration::from_secs(1));
        voting.is_over.store(true, Ordering::Relaxed);
        let (short, looks) = looking.join().unwrap();
        (took, short, looks, server, away)
    });
    took.sort_unstable();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!(
        "{people} people began in {:.1} s; {all} votes, {rate} a second: half within {:.1} ms, 99 of 100 within {:.1} ms, \
         999 of 1,000 within {:.1} ms, the slowest {:.0} ms; away for {:.0} ms after the kill, {} sent again; the result was \
         looked at {looks} times, at the most {short} votes short of those {} s old",
        beginning.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(0.999),
        at(1.0),
        away.as_secs_f64() * 1_000.0,
        voting.again.load(Ordering::Relaxed),
        OLD.as_secs(),
    );
    assert_eq!(took.len(), all);
    assert!(
        looks > 0 && short == 0,
        "what is shown is {OLD:?} old at the most: {short} votes short"
    );
    if let Some(most) = number("PASSERELLE_VOTE_P99_MS") {
        assert!(at(0.99) <= most as f64, "99 votes of 100 within {most} ms");
    }
    check(&server, &voting);
}
