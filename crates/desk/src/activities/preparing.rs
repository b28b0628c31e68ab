//! From a file to groups of initiatives that are ready to be written: one thread reads, another prepares.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use passerelle_compact::imported::{key_of_activity, slug_of_activity};
use passerelle_exchange::iati::{self, Day, Item, Report, Reported};
use passerelle_register::{Ready, Register, RegisterError};
use passerelle_tables::activities::ImportedActivity;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::Sender;

use super::fitting::{Fitted, fit};
use super::{Below, Unfit, mapping};
use crate::catalogue::Catalogue;
use crate::imports::Watcher;

/// A group is written when its bodies reach so many bytes, or it has so many activities.
const GROUP_BYTES: usize = 6 * 1024 * 1024;
const GROUP_ACTIVITIES: usize = 1_000;
/// What is read is handed on when it has so many transactions and activities.
const HANDED_ON: usize = 4_000;
/// What is told one by one, at most.
const TOLD: usize = 200;
/// Activities below the threshold that are named.
const NEAREST: usize = 20;
/// Hexadecimal digits of a digest.
const DIGEST: usize = 32;

/// An activity that is ready to be written.
pub(super) struct Prepared {
    pub identifier: String,
    pub publisher: String,
    pub digest: String,
    pub ready: Ready,
    pub transactions: u64,
    /// Whether it was imported before.
    pub is_known: bool,
}

/// What preparing needs.
pub(super) struct Preparing {
    pub catalogue: Arc<Catalogue>,
    pub register: Register,
    /// What was imported of a file of this name before.
    pub standing: HashMap<String, ImportedActivity>,
    pub threshold: u32,
    pub country: Option<String>,
    pub today: Day,
}

/// What was found while preparing.
#[derive(Default)]
pub(super) struct Counted {
    pub report: Report,
    pub unchanged: u64,
    pub unchanged_transactions: u64,
    pub below: u64,
    pub below_by_tens: [u64; 10],
    pub nearest: Vec<Below>,
    pub elsewhere: u64,
    pub unfit: Vec<Unfit>,
    pub unfit_activities: u64,
    pub unfit_parts: u64,
    pub shortened: u64,
    pub publishers: BTreeMap<String, u64>,
    /// What was imported before, and was not met in the file.
    standing: HashMap<String, ImportedActivity>,
    /// Activities that could not be read far enough to know which they are.
    nameless: u64,
    /// The database's, or whatever kept it from going on.
    pub failure: Option<RegisterError>,
}

impl Counted {
    /// Whether every activity of the file is known by its identifier.
    pub(super) fn is_whole(&self) -> bool {
        self.report.complete && self.nameless == 0
    }

    /// What was imported of these publishers before, and is in the file no more.
    pub(super) fn gone(&self) -> Vec<ImportedActivity> {
        let gone = self
            .standing
            .values()
            .filter(|one| !one.withdrawn && self.publishers.contains_key(&one.publisher));
        let mut gone: Vec<ImportedActivity> = gone.cloned().collect();
        gone.sort_by(|a, b| a.identifier.cmp(&b.identifier));
        gone
    }
}

impl Preparing {
    /// Reads a file and hands on what is ready; stops when nobody listens any more.
    pub(super) fn run(
        self,
        file: File,
        send: &Sender<Vec<Prepared>>,
        watcher: &dyn Watcher,
    ) -> Counted {
        let (hand_on, handed) = sync_channel::<Vec<Item>>(2);
        let today = self.today;
        std::thread::scope(|scope| {
            let reading = scope.spawn(move || read(file, today, &hand_on));
            let mut counted = self.prepare(&handed, send, watcher);
            drop(handed);
            // It only panics where a reader has a fault; then nothing was read to the end.
            counted.report = reading.join().unwrap_or_default();
            counted
        })
    }

    fn prepare(
        self,
        handed: &Receiver<Vec<Item>>,
        send: &Sender<Vec<Prepared>>,
        watcher: &dyn Watcher,
    ) -> Counted {
        let Self { catalogue, register, standing, threshold, country, .. } = self;
        let mut work = Work {
            catalogue: &catalogue,
            register: &register,
            threshold,
            country: country.as_deref(),
            counted: Counted { standing, ..Counted::default() },
        };
        let (mut group, mut bytes, mut met) = (Vec::new(), 0, 0);
        for item in handed.iter().flatten() {
            met += 1;
            match item {
                Item::Refused(Some(identifier)) => {
                    work.counted.standing.remove(&identifier);
                }
                Item::Refused(None) => work.counted.nameless += 1,
                Item::Activity(one) => match work.activity(*one) {
                    Ok(Some(prepared)) => {
                        bytes += prepared.ready.body().len();
                        group.push(prepared);
                    }
                    Ok(None) => {}
                    Err(error) => {
                        work.counted.failure = Some(error);
                        return work.counted;
                    }
                },
            }
            if bytes >= GROUP_BYTES || group.len() >= GROUP_ACTIVITIES {
                watcher.rows(met);
                bytes = 0;
                if send.blocking_send(std::mem::take(&mut group)).is_err() {
                    return work.counted;
                }
            }
        }
        watcher.rows(met);
        if !group.is_empty() {
            // Nobody listens where writing has failed, which is told there.
            let _ = send.blocking_send(group);
        }
        work.counted
    }
}

/// Reads a file, and hands on what was read in parts.
fn read(file: File, today: Day, hand_on: &SyncSender<Vec<Item>>) -> Report {
    let (mut part, mut weight) = (Vec::new(), 0);
    let report = iati::read(file, today, |item| {
        weight += match &item {
            Item::Activity(one) => 1 + one.transactions.len(),
            Item::Refused(_) => 1,
        };
        part.push(item);
        if weight < HANDED_ON {
            return ControlFlow::Continue(());
        }
        weight = 0;
        match hand_on.send(std::mem::take(&mut part)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    // Whoever does not listen any more does not want it.
    let _ = hand_on.send(part);
    report
}

struct Work<'a> {
    catalogue: &'a Catalogue,
    register: &'a Register,
    threshold: u32,
    country: Option<&'a str>,
    counted: Counted,
}

impl Work<'_> {
    /// An activity, if it is to be written.
    fn activity(&mut self, one: Reported) -> Result<Option<Prepared>, RegisterError> {
        let standing = self.counted.standing.remove(&one.identifier);
        let who = &one.reporting;
        let publisher = who.reference.clone().unwrap_or_else(|| who.name.clone());
        self.counted.publishers.entry(publisher.clone()).or_default();
        if let Some(country) = self.country
            && !mapping::countries(&self.catalogue.places, &one)
                .iter()
                .any(|one| one.country == country)
        {
            self.counted.elsewhere += 1;
            return Ok(None);
        }
        let relevance = mapping::relevance(&self.catalogue.lexicon, &one);
        if relevance.points < self.threshold {
            self.below(&one, relevance.points);
            return Ok(None);
        }
        let (identifier, line) = (one.identifier.clone(), one.line);
        let Some(key) = key_of_activity(&identifier) else {
            let finding = passerelle_vocabulary::Finding::new(
                "activity",
                "bad-slug",
                slug_of_activity(&identifier),
            );
            self.unfit(&identifier, line, vec![finding], true);
            return Ok(None);
        };
        let (initiative, cut) = mapping::initiative(&self.catalogue.places, one, relevance);
        self.counted.shortened += cut.len() as u64;
        let transactions = initiative.transactions.len() as u64;
        let (ready, lost) = match fit(self.register, &key, initiative)? {
            Fitted::Ready(ready, left_out) => {
                let lost = left_out.iter().filter(|one| one.field.starts_with("transactions."));
                let lost = lost.count() as u64;
                self.unfit(&identifier, line, left_out, false);
                (ready, lost)
            }
            Fitted::Unfit(findings) => {
                self.unfit(&identifier, line, findings, true);
                return Ok(None);
            }
        };
        let transactions = transactions.saturating_sub(lost);
        *self.counted.publishers.entry(publisher.clone()).or_default() += 1;
        let mut digest = hex::encode(Sha256::digest(ready.body()));
        digest.truncate(DIGEST);
        let is_known = standing.is_some();
        if standing.is_some_and(|one| one.digest == digest && !one.withdrawn) {
            self.counted.unchanged += 1;
            self.counted.unchanged_transactions += transactions;
            return Ok(None);
        }
        Ok(Some(Prepared { identifier, publisher, digest, ready, transactions, is_known }))
    }

    fn below(&mut self, one: &Reported, points: u32) {
        self.counted.below += 1;
        let ten = (points / 10).min(9) as usize;
        self.counted.below_by_tens[ten] += 1;
        let nearest = &mut self.counted.nearest;
        let is_near =
            nearest.len() < NEAREST || nearest.last().is_some_and(|last| points > last.points);
        if is_near {
            let at = nearest.partition_point(|other| other.points >= points);
            let (identifier, title) = (one.identifier.clone(), one.title.clone());
            nearest.insert(at, Below { identifier, title, points });
            nearest.truncate(NEAREST);
        }
    }

    fn unfit(
        &mut self,
        activity: &str,
        line: u64,
        findings: Vec<passerelle_vocabulary::Finding>,
        whole: bool,
    ) {
        if whole {
            self.counted.unfit_activities += 1;
        } else {
            self.counted.unfit_parts += findings.len() as u64;
        }
        for finding in findings {
            if self.counted.unfit.len() < TOLD {
                let activity = activity.to_owned();
                self.counted.unfit.push(Unfit { activity, line, finding, whole });
            }
        }
    }
}
