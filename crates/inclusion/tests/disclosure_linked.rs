//! Disclosure control of tables that share cells: two groupings of a dimension, geographies that overlap.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/proved.rs"]
mod proved;

use passerelle_inclusion::disclosure::unpublished::work_out;
use passerelle_inclusion::disclosure::{
    Absent, Cell, Effort, Exposure, GivenCell, Hierarchy, Linked, Measure, Policy, Protected,
    Simplex, Status, Table, TableRecord, audit_system, protect, protect_linked,
};
use proved::proved;

/// A table of counts of one dimension, of which some codes are given.
fn table(dimension: Hierarchy, counts: &[(&str, u64)], absent: Absent) -> Table {
    let given: Vec<GivenCell<'_>> = counts
        .iter()
        .map(|(code, count)| GivenCell {
            codes: vec![*code],
            cell: Cell { value: *count as f64, count: Some(*count), ..Cell::default() },
        })
        .collect();
    Table::from_cells(vec![dimension], &given, Measure::Count, absent).unwrap()
}

/// The linked tables of sdcTable's tests: regions by county and by size, safe alone, not together.
#[test]
fn linked_tables_are_protected_together() {
    let region = |groups: &[(&str, &[&str])]| {
        let mut codes = vec![("Total", None)];
        for (group, parts) in groups {
            codes.push((*group, Some("Total")));
            codes.extend(parts.iter().map(|part| (*part, Some(*group))));
        }
        Hierarchy::new("region", &codes).unwrap()
    };
    let counties = region(&[("c1", &["A", "B", "I", "J"]), ("c2", &["K", "L", "M", "N"])]);
    let sizes = region(&[("big", &["L", "M"]), ("small", &["A", "B", "I", "J", "K", "N"])]);
    let people = [("A", 2), ("B", 2), ("I", 8), ("J", 8), ("K", 3), ("L", 3), ("M", 3), ("N", 7)];
    let records: Vec<TableRecord<'_>> = people
        .iter()
        .flat_map(|(code, count)| {
            (0..*count).map(|_| TableRecord { codes: vec![*code], value: None, weight: 1.0 })
        })
        .collect();
    let count = |found| Table::from_records(vec![found], &records, Measure::Count).unwrap();
    let (one, other) = (count(counties), count(sizes));
    let policy = Policy::read("[threshold]\nminimum = 4\n[secondary]\ncost = 'one'\n").unwrap();
    let secondary = |found: &Protected, table: usize| {
        found.statuses(table).iter().filter(|one| **one == Status::Secondary).count()
    };
    for alone in [&one, &other] {
        let found = protect(&[alone], &policy, Effort::default(), &Simplex).unwrap();
        proved(&found);
        assert_eq!(secondary(&found, 0), 0);
    }
    let found = protect(&[&one, &other], &policy, Effort::default(), &Simplex).unwrap();
    proved(&found);
    assert_eq!((secondary(&found, 0), secondary(&found, 1)), (1, 1));
    // The pattern that is enough for each table alone: together they reveal.
    let linked = &found.linked;
    let small: Vec<bool> = linked.system.cells().iter().map(|cell| cell.value < 4.0).collect();
    let audited =
        audit_system(&linked.system, &small, &linked.needs, true, Effort::default(), &Simplex);
    let name = |exposure: &Exposure| linked.name(&[&one, &other], exposure.need.cell);
    assert!(audited.exposed.iter().any(|one| name(one) == ["K"] && one.interval.0 == 3.0));
}

/// Old districts a, b; new ones x, y, z, of which it is known that a = x and b = y + z.
#[test]
fn geographies_that_overlap_reveal_by_difference() {
    let of = |parts: &[(&str, Option<&str>)]| Hierarchy::new("district", parts).unwrap();
    let old = of(&[
        ("T", None),
        ("a", Some("T")),
        ("b", Some("T")),
        ("x", Some("a")),
        ("y", Some("b")),
        ("z", Some("b")),
    ]);
    let new = Hierarchy::flat("district", "T", &["x", "y", "z"]).unwrap();
    let policy = Policy::read("[threshold]\nminimum = 5\n").unwrap();
    let now = table(new, &[("T", 50), ("x", 20), ("y", 2), ("z", 28)], Absent::Problem);
    let alone = protect(&[&now], &policy, Effort::default(), &Simplex).unwrap();
    proved(&alone);
    assert_eq!(alone.pattern.suppressed, [false, true, true, false], "y, and x, the smaller other");
    // a = 20 was published: hiding x hides nothing, and z has to be hidden.
    let before = table(old, &[("T", 50), ("a", 20), ("b", 30)], Absent::Unpublished).as_released();
    let mut tables = [now, before];
    work_out(&mut tables).unwrap();
    let tables: Vec<&Table> = tables.iter().collect();
    let mut linked = Linked::of(&tables, &policy).unwrap();
    for code in ["a", "b", "T"] {
        let place = tables[1].find(&[code]).unwrap();
        let cell = linked.cell_of[1][place];
        linked.system.make_known(cell);
    }
    let found = protect_linked(&tables, linked, &policy, Effort::default(), &Simplex);
    proved(&found);
    let hidden = |code: &str| {
        let cell = found.linked.cell_of[0][tables[0].find(&[code]).unwrap()];
        found.pattern.suppressed[cell]
    };
    assert_eq!(["x", "y", "z"].map(hidden), [false, true, true]);
}

/// A district that gave an island away: nobody publishes the island, and everybody can subtract.
#[test]
fn what_nobody_publishes_is_protected_too() {
    let of = |parts: &[(&str, Option<&str>)]| Hierarchy::new("district", parts).unwrap();
    let old = of(&[
        ("T", None),
        ("old_lamu", Some("T")),
        ("old_kilifi", Some("T")),
        ("lamu", Some("old_lamu")),
        ("island", Some("old_lamu")),
    ]);
    let new = of(&[
        ("T", None),
        ("lamu", Some("T")),
        ("kilifi", Some("T")),
        ("old_kilifi", Some("kilifi")),
        ("island", Some("kilifi")),
    ]);
    let make = |dimension, counts| table(dimension, counts, Absent::Unpublished);
    let mut tables = [
        make(old, &[("T", 1000), ("old_lamu", 400), ("old_kilifi", 600)][..]),
        make(new, &[("T", 1000), ("lamu", 390), ("kilifi", 610)]),
    ];
    work_out(&mut tables).unwrap();
    let tables: Vec<&Table> = tables.iter().collect();
    let policy = Policy::read("[threshold]\nminimum = 25\n").unwrap();
    let found = protect(&tables, &policy, Effort::default(), &Simplex).unwrap();
    proved(&found);
    let island = found.linked.sensitive.iter().map(|one| one.cell.join(",")).collect::<Vec<_>>();
    assert_eq!(island, ["island"]);
    // Of the four districts, two are hidden at least, or the island would follow.
    let shown = |table: usize, code: &str| {
        !found.pattern.suppressed[found.linked.cell_of[table][tables[table].find(&[code]).unwrap()]]
    };
    let districts = [(0, "old_lamu"), (0, "old_kilifi"), (1, "lamu"), (1, "kilifi")];
    let hidden = districts.iter().filter(|(table, code)| !shown(*table, code)).count();
    assert!((2..4).contains(&hidden), "{hidden}");
}
