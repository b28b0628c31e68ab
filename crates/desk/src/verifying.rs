//! Having everything that is stored computed again, and compared: the log and its records, the lines of
//! imports, their figures.
//!
//! The register tells of each import once and for all: what came in, when, and what it replaced. The lines
//! of `batches` say the same where reading figures needs it; they must say exactly that, and can be written
//! again from the register at any time.
//!
//! Lists of sites and files that records stand for are hashed again (`kept`).

mod kept;

use std::collections::{BTreeMap, BTreeSet};

use passerelle_register::database::Transaction;
use passerelle_register::{
    Author, Problem, Rebuilt, Register, RegisterError, Verification, Writer,
};
use passerelle_tables::{Batch, Inspection};
use passerelle_vocabulary::Record as _;
use serde::Serialize;

use crate::records::Import;
use crate::{Desk, DeskError, now};

/// What a verification of the whole node found.
#[derive(Debug, Clone, Serialize)]
pub struct NodeVerification {
    /// Whether everything agrees: log, records, lines of imports and figures.
    pub ok: bool,
    /// Leaves in the log.
    pub entries: u64,
    /// What the register found.
    pub register: Verification,
    /// Imports whose figures were hashed again.
    pub imports: u64,
    /// Imports whose figures are not those that were stored.
    pub changed_imports: Vec<i64>,
    /// What else is wrong with the tables of figures: the first thousand that cannot be read, and every
    /// line of an import that is not as the register tells.
    pub tables: Vec<Problem>,
    /// How many things are wrong in the tables of figures, the changed imports among them.
    pub tables_in_all: u64,
}

impl NodeVerification {
    /// The root of the log, in hexadecimal.
    pub fn root(&self) -> String {
        hex::encode(self.register.root)
    }
}

impl Desk {
    /// Recomputes everything: the log, the records, what is said of every import, and the digest of its
    /// figures.
    ///
    /// # Errors
    /// The database refused. What does not agree is in the result.
    pub async fn verify(&self) -> Result<NodeVerification, DeskError> {
        let register = self.register.verify().await?;
        // One moment for both sides: an import that comes in meanwhile is in neither.
        let mut snapshot = self.register.database().snapshot().await?;
        let stored = self.observations.inspect(snapshot.transaction()).await?;
        let (remembered, mut problems) = remembered(snapshot.transaction()).await?;
        drop(snapshot);
        let (imports, changed_imports) = changed(&stored.digests, &remembered);
        let at = |at: &String| Problem { code: "row-unreadable", at: at.clone() };
        problems.extend(stored.unreadable.iter().map(at));
        problems.extend(compare(&expected(&remembered, &stored), &stored));
        problems.extend(self.changed_kept().await?);
        let untold = stored.unreadable_in_all - stored.unreadable.len() as u64;
        let tables_in_all = untold + (problems.len() + changed_imports.len()) as u64;
        Ok(NodeVerification {
            ok: register.ok && tables_in_all == 0,
            entries: register.entries,
            register,
            imports,
            changed_imports,
            tables: problems,
            tables_in_all,
        })
    }

    /// Computes what is computed from the versions again, and says what differed: the current records,
    /// links and facets, and the lines of imports.
    ///
    /// # Errors
    /// A version that cannot be read, or the database refused. Nothing is changed then.
    pub async fn rebuild(&self) -> Result<Rebuilt, DeskError> {
        let mut rebuilt = self.register.rebuild().await?;
        let work =
            async |writer: &mut Writer| self.rebuild_lines(writer.transaction().await?).await;
        let differed = self.register.write(&Author::program(), now(), work).await?;
        rebuilt.differed_in_all += differed.len() as u64;
        rebuilt.differed.extend(differed.into_iter().map(|problem| problem.at));
        Ok(rebuilt)
    }

    async fn rebuild_lines(
        &self,
        transaction: &mut Transaction,
    ) -> Result<Vec<Problem>, DeskError> {
        let stored = self.observations.lines(transaction).await?;
        let (remembered, unreadable) = remembered(transaction).await?;
        if let Some(problem) = unreadable.first() {
            return Err(RegisterError::Damaged(problem.at.clone()).into());
        }
        let expected = expected(&remembered, &stored);
        let mut differed = compare(&expected, &stored);
        let at = |at: &String| Problem { code: "row-unreadable", at: at.clone() };
        differed.extend(stored.unreadable.iter().map(at));
        if !differed.is_empty() {
            let lines: Vec<Batch> = expected.into_values().collect();
            self.observations.put_lines(transaction, &lines).await?;
        }
        Ok(differed)
    }
}

/// An import as the register remembers it, and when it was written.
struct Remembered {
    import: Import,
    at: i64,
}

type Imports = BTreeMap<i64, Remembered>;

/// The imports that have a record, by number; and those whose record cannot be read.
async fn remembered(
    transaction: &mut Transaction,
) -> Result<(Imports, Vec<Problem>), RegisterError> {
    let (mut imports, mut problems) = (Imports::new(), Vec::new());
    let found = match Register::all_in(transaction, Import::KIND).await {
        Err(error) if error.is_unreadable() => {
            problems.push(Problem { code: "row-unreadable", at: error.to_string() });
            Vec::new()
        }
        found => found?,
    };
    for (stored, at) in found {
        match stored.record::<Import>() {
            Ok(import) => {
                imports.insert(import.batch, Remembered { import, at });
            }
            Err(_) => {
                let at = format!("records {}", stored.key);
                problems.push(Problem { code: "body-unreadable", at });
            }
        }
    }
    Ok((imports, problems))
}

/// How many imports have figures or a record, and those whose figures are not the ones remembered: both
/// ways, figures without their record too.
fn changed(digests: &BTreeMap<i64, String>, remembered: &Imports) -> (u64, Vec<i64>) {
    let batches: BTreeSet<i64> = digests.keys().chain(remembered.keys()).copied().collect();
    let imports = batches.len() as u64;
    let known = |batch: &i64| remembered.get(batch).map(|one| &one.import.digest);
    (imports, batches.into_iter().filter(|batch| digests.get(batch) != known(batch)).collect())
}

/// The lines of imports as the register tells them. Erased imports keep a line that says nothing: the
/// numbers in between, and those after that have one.
fn expected(remembered: &Imports, stored: &Inspection) -> BTreeMap<i64, Batch> {
    let by_number: BTreeMap<i64, &Batch> =
        stored.batches.iter().map(|batch| (batch.id, batch)).collect();
    let is_blank = |number: &i64| {
        let nobody = Batch { superseded_by: None, ..Batch::erased(*number) };
        by_number.get(number).is_some_and(|batch| nobody == without_successor(batch))
    };
    let last = remembered.keys().next_back().copied().unwrap_or_default();
    let erased_since = (last + 1..).take_while(|number| is_blank(number)).count() as i64;
    let successors = successors(remembered);
    let line = |number: i64| {
        let mut line = match remembered.get(&number) {
            Some(one) => line_of(one),
            None => Batch::erased(number),
        };
        line.superseded_by = successors.get(&number).copied();
        if line.superseded_by.is_none() && !remembered.contains_key(&number) {
            // What replaced an erased import was erased too, or nothing did: it says nothing either way.
            let told = by_number.get(&number).and_then(|batch| batch.superseded_by);
            line.superseded_by = told.filter(|other| !remembered.contains_key(other));
        }
        (number, line)
    };
    (1..=last + erased_since).map(line).collect()
}

fn without_successor(batch: &Batch) -> Batch {
    Batch { superseded_by: None, ..batch.clone() }
}

/// What replaced each import.
fn successors(remembered: &Imports) -> BTreeMap<i64, i64> {
    let mut successors = BTreeMap::new();
    for Remembered { import, .. } in remembered.values() {
        successors.extend(import.supersedes.iter().map(|older| (*older, import.batch)));
        successors.extend(import.superseded_by.map(|erased| (import.batch, erased)));
    }
    successors
}

fn line_of(remembered: &Remembered) -> Batch {
    let import = &remembered.import;
    Batch {
        id: import.batch,
        origin: import.origin.clone(),
        source: import.source.clone(),
        file_name: import.file_name.clone(),
        file_hash: import.file_hash.clone(),
        mapping_hash: import.mapping_hash.clone(),
        observations: import.observations,
        digest: import.digest.clone(),
        imported_at: remembered.at,
        superseded_by: None,
    }
}

/// Where the lines of imports are not as expected.
fn compare(expected: &BTreeMap<i64, Batch>, stored: &Inspection) -> Vec<Problem> {
    let found: BTreeMap<i64, &Batch> =
        stored.batches.iter().map(|batch| (batch.id, batch)).collect();
    let numbers: BTreeSet<i64> = expected.keys().chain(found.keys()).copied().collect();
    let mut problems = Vec::new();
    for number in numbers {
        let at = format!("batches {number}");
        match (expected.get(&number), found.get(&number)) {
            (Some(_), None) => problems.push(Problem { code: "import-missing", at }),
            (None, Some(_)) => problems.push(Problem { code: "import-untold", at }),
            (Some(expected), Some(found)) if expected != *found => {
                let at = format!("{at} {}", differing(expected, found).join(", "));
                problems.push(Problem { code: "import-changed", at });
            }
            _ => {}
        }
    }
    problems
}

/// The names of the columns in which two lines differ.
fn differing(a: &Batch, b: &Batch) -> Vec<&'static str> {
    let columns = [
        ("origin", a.origin == b.origin),
        ("source", a.source == b.source),
        ("file_name", a.file_name == b.file_name),
        ("file_hash", a.file_hash == b.file_hash),
        ("mapping_hash", a.mapping_hash == b.mapping_hash),
        ("observations", a.observations == b.observations),
        ("digest", a.digest == b.digest),
        ("imported_at", a.imported_at == b.imported_at),
        ("superseded_by", a.superseded_by == b.superseded_by),
    ];
    columns.iter().filter(|(_, same)| !same).map(|(name, _)| *name).collect()
}
