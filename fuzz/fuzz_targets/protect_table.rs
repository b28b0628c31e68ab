//! Any policy (up to a line of three hyphens) with any table: whatever comes, problems are told, and what is
//! called protected has a proof that adds up.
#![no_main]

use passerelle_exchange::microdata::{Source, Wanted};
use passerelle_inclusion::disclosure::laid::lay;
use passerelle_inclusion::disclosure::roles::Roles;
use passerelle_inclusion::disclosure::unpublished::work_out;
use passerelle_inclusion::disclosure::{Effort, Policy, Simplex, Table, protect, verify_proof};

/// Tables of more cells are read, and not protected: that is slow, and nothing new.
const CELLS: usize = 100;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (policy, table) = text.split_once("\n---\n").unwrap_or((&text, ""));
    let Ok(policy) = Policy::read(policy) else { return };
    if !policy.check().is_empty() {
        return;
    }
    let path = std::env::temp_dir().join(format!("passerelle-fuzz-{}.csv", std::process::id()));
    std::fs::write(&path, table).expect("a file that can be written");
    let Ok(source) = Source::open(&path) else { return };
    let roles = Roles::of(&policy, source.names());
    let wanted: Vec<Wanted> =
        roles.columns().into_iter().map(|(name, words)| Wanted { name, words }).collect();
    let Ok(columns) = source.read_whole(&wanted) else { return };
    let Ok(laid) = lay(&columns, &roles, &policy) else { return };
    let mut tables: Vec<Table> = laid.into_iter().map(|one| one.table).collect();
    if tables.iter().map(|table| table.cells().len()).sum::<usize>() > CELLS {
        return;
    }
    if work_out(&mut tables).is_err() {
        return;
    }
    let tables: Vec<&Table> = tables.iter().collect();
    let Ok(found) = protect(&tables, &policy, Effort::default(), &Simplex) else { return };
    if found.is_safe() {
        let verified = verify_proof(
            &found.linked.system,
            &found.pattern.suppressed,
            &found.linked.needs,
            &found.audit.proof,
        );
        assert_eq!(verified, Ok(()));
    }
});
