//! `.stp` files: those of the public series are read, and what is wrong is told by line and word.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use passerelle_connectivity::steiner::{Edge, Effort, Graph, Instance, solve};
use passerelle_exchange::steinlib::{Limits, Stp, StpCode, read, write};
use proptest::prelude::*;

/// In the layout of the DIMACS challenge's PCSPG files.
const PRIZES: &str = "33D32945 STP File, STP Format Version 1.0

SECTION Comment
Name    \"five\"
Remark  \"made for this test\"
Problem \"Prize-Collecting Steiner Problem in Graphs\"
END

SECTION Graph
Nodes 5
Edges 5
E 1 2 4
E 2 3 1.5
E 3 4 2
E 4 5 9
E 1 5 10
END

SECTION Terminals
Terminals 3
TP 2 3
TP 4 6
TP 5 2e0
END

SECTION Coordinates
DD 1 10 20
END

EOF
";

/// In the layout of SteinLib's own.
const PLAIN: &str = "33d32945 STP File, STP Format Version 1.0\r
# a comment
Section Graph\r
Nodes 3\r
Edges 2\r
E 1 2 1\r
E 2 3 2\r
End\r
Section Terminals\r
Terminals 2\r
Root 1\r
T 1\r
T 3\r
End\r
EOF\r
";

fn codes(text: &str) -> Vec<(StpCode, u64, u32)> {
    let error = read(text.as_bytes(), &Limits::default()).unwrap_err();
    error.told.iter().map(|problem| (problem.code, problem.line, problem.word)).collect()
}

#[test]
fn prizes_are_read_and_the_problem_solved() {
    let stp = read(PRIZES.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(stp.comments[0], ("Name".to_owned(), "five".to_owned()));
    assert_eq!((stp.vertices, stp.edges.len(), stp.root), (5, 5, None));
    assert_eq!(stp.edges[1], (1, 2, 1.5));
    assert_eq!(stp.prizes, [(1, 3.0), (3, 6.0), (4, 2.0)]);
    let edges = stp.edges.iter().map(|&(a, b, cost)| Edge { a, b, cost }).collect();
    let mut prizes = vec![0.0; stp.vertices as usize];
    stp.prizes.iter().for_each(|(v, prize)| prizes[*v as usize] = *prize);
    let graph = Graph { vertices: prizes.len(), edges };
    let instance = Instance::new(graph, prizes, stp.root).unwrap();
    let found = solve(&instance, &Effort::default());
    assert_eq!(found.objective, 5.0);
    assert!(found.gap() < 1e-12);
    // Vertex 4 alone loses 5; with vertex 2 the way costs 3.5 and 2 is lost.
    assert_eq!(found.tree.vertices, [3]);
}

#[test]
fn terminals_and_their_root_are_read_whatever_the_case() {
    let stp = read(PLAIN.as_bytes(), &Limits::default()).unwrap();
    assert_eq!((stp.terminals, stp.root), (vec![0, 2], Some(0)));
}

#[test]
fn everything_wrong_is_told_by_line_and_word() {
    let text = PRIZES
        .replace("E 2 3 1.5", "E 2 9 -1")
        .replace("E 3 4 2", "E 3 4")
        .replace("E 4 5 9", "E 4 5 9 9")
        .replace("E 1 5 10", "F 1 5 10")
        .replace("TP 4 6", "TP 2 x");
    let found = codes(&text);
    assert_eq!(
        found,
        [
            (StpCode::NoVertex, 13, 3),
            (StpCode::OutOfRange, 13, 4),
            (StpCode::MissingWord, 14, 4),
            (StpCode::ExtraWord, 15, 5),
            (StpCode::UnknownKeyword, 16, 1),
            (StpCode::NotANumber, 22, 3),
            (StpCode::Repeated, 22, 2),
        ]
    );
}

#[test]
fn what_is_no_such_file_is_told() {
    assert_eq!(codes(""), [(StpCode::NoHeader, 1, 1)]);
    assert_eq!(codes("SECTION Graph"), [(StpCode::NoHeader, 1, 1)]);
    assert_eq!(codes("33D32945\nEOF\n"), [(StpCode::NoGraph, 2, 0)]);
    let unfinished = codes(PRIZES.strip_suffix("EOF\n").unwrap());
    assert!(matches!(unfinished[..], [(StpCode::Unfinished, _, 0)]), "{unfinished:?}");
    assert_eq!(codes(&PRIZES.replace("Edges 5", "Edges 6")), [(StpCode::CountDiffers, 11, 2)]);
    assert_eq!(codes(&PRIZES.replace("E 1 2 4", "A 1 2 4")), [(StpCode::Directed, 12, 1)]);
    let mut bytes = PRIZES.as_bytes().to_vec();
    bytes[100] = 0xff;
    let error = read(&bytes, &Limits::default()).unwrap_err();
    assert_eq!(error.told[0].code, StpCode::BadEncoding);
}

#[test]
fn limits_hold() {
    let told = |limits: &Limits| read(PRIZES.as_bytes(), limits).unwrap_err().told[0].clone();
    let bytes = told(&Limits { bytes: 100, ..Limits::default() });
    assert_eq!((bytes.code, bytes.line), (StpCode::TooLarge, 0));
    let vertices = told(&Limits { vertices: 4, ..Limits::default() });
    assert_eq!((vertices.code, vertices.line), (StpCode::TooLarge, 10));
    let items = told(&Limits { items: 6, ..Limits::default() });
    assert_eq!((items.code, items.line), (StpCode::TooLarge, 15));
    let many = PRIZES.replace("E 1 2 4", &"E 9 9 9\n".repeat(100));
    let error = read(many.as_bytes(), &Limits { problems: 10, ..Limits::default() }).unwrap_err();
    assert_eq!((error.told.len(), error.more), (10, 190));
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(
        edges in prop::collection::vec((0u32..9, 0u32..9, 0.0f64..1e9), 0..20),
        prizes in prop::collection::btree_map(0u32..9, 0.0f64..1e9, 0..9),
        root in prop::option::of(0u32..9),
    ) {
        let prizes = prizes.into_iter().collect();
        let comments = vec![("Name".to_owned(), "any".to_owned())];
        let stp = Stp { comments, vertices: 9, edges, terminals: vec![], prizes, root };
        prop_assert_eq!(read(write(&stp).as_bytes(), &Limits::default()), Ok(stp));
    }
}
