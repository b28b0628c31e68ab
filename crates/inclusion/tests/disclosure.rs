//! Disclosure control against known cases, and what must hold for any table.

use passerelle_inclusion::disclosure::{
    Absent, Cell, Effort, GivenCell, Hierarchy, Measure, Policy, Protected, Simplex, Status, Table,
    TableRecord, protect, verify_proof,
};

/// The hundred records of the data set `microdata1` of the R package sdcTable (region, sex, value).
const REGIONS: &str = "CCAACDDAACABBBCDABCABDACDDABDCCBBBBDCDBCBADBBDBCCBACDBCBBACDBADDAADDDACBBDDBDDABBCABBBCACCCDBDBBDBAB";
const SEXES: &str = "mmmmmfffmmffmmffmmmmmmmffmmfmmfmfffmfmfmmmfffmfmffmfffmmfmfmmmffmmffmmfmfffffmmfffmmmmmmmfmmfffmmfmm";

fn microdata1() -> Table {
    let regions = Hierarchy::flat("region", "total", &["A", "B", "C", "D"]).unwrap();
    let sexes = Hierarchy::flat("gender", "total", &["m", "f"]).unwrap();
    let records: Vec<TableRecord<'_>> = (0..100)
        .map(|at| TableRecord {
            codes: vec![&REGIONS[at..=at], &SEXES[at..=at]],
            value: None,
            weight: 1.0,
        })
        .collect();
    Table::from_records(vec![regions, sexes], &records, Measure::Count).unwrap()
}

fn suppressed(found: &Protected) -> Vec<usize> {
    let statuses = found.statuses(0);
    (0..statuses.len()).filter(|at| statuses[*at] != Status::Published).map(|at| at + 1).collect()
}

fn proved(found: &Protected) {
    assert!(found.is_safe(), "{:?} {:?}", found.audit.exposed, found.pattern.unprotectable);
    let verified = verify_proof(
        &found.linked.system,
        &found.pattern.suppressed,
        &found.linked.needs,
        &found.audit.proof,
    );
    assert_eq!(verified, Ok(()));
}

#[test]
fn the_fifteen_cells_of_sdctable_are_suppressed_as_there() {
    let table = microdata1();
    let policy =
        Policy::read("[[always]]\nregion = 'A'\ngender = 'f'\n[secondary]\ncost = 'count'\n")
            .unwrap();
    assert_eq!(policy.check(), []);
    let found = protect(&[&table], &policy, Effort::default(), &Simplex).unwrap();
    assert_eq!(suppressed(&found), [5, 6, 11, 12]);
    proved(&found);
    let cell = &found.audit.proof.cells[0];
    println!("A f = 2: attacker's interval {:?}, exact {}", cell.interval, cell.exact);
    assert!(cell.exact && cell.interval.0 <= 1.0 && cell.interval.1 >= 3.0);
    let none = protect(&[&table], &Policy::default(), Effort::default(), &Simplex).unwrap();
    assert_eq!(suppressed(&none), Vec::<usize>::new());
    proved(&none);
}
