//! Conversations as they are published, as they should not be, and whole folders of them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::Path;

use passerelle_exchange::polis::{
    Comment, Export, ExportRead, FILES, FolderError, Layout, Limits, PolisError, VotesRead,
    comments, votes,
};
use passerelle_vocabulary::{Moderation, Stance, Vote};

fn read(text: &str) -> VotesRead {
    votes(text.as_bytes(), &Limits::default()).unwrap()
}

fn vote(person: u32, statement: u32, stance: Stance, at: i64) -> Vote {
    Vote { person, statement, stance, at }
}

/// Line, cell and code of each problem.
fn told(read: &VotesRead) -> Vec<(u64, u32, &'static str)> {
    let problems = read.problems.told.iter();
    problems.map(|problem| (problem.line, problem.cell, problem.code.code())).collect()
}

#[test]
fn rows_are_read_however_they_are_written() {
    let expected = [
        vote(0, 3, Stance::Agree, 5),
        vote(1, 3, Stance::Disagree, 0),
        vote(1, 4, Stance::Pass, 7),
    ];
    for text in [
        "timestamp,datetime,comment-id,voter-id,vote\n5,Wed,3,0,1\n,,3,1,-1\n7,Wed,4,1,0\n",
        "\u{feff}timestamp,datetime,comment-id,voter-id,vote\r\n5,Wed,3,0,1\r\n,,3,1,-1\r\n7,Wed,4,1,0",
        "vote,voter-id,comment-id,timestamp\n1,0,3,5\n-1,1,3,\n\n0,1,4,7\n",
        "\"timestamp\",\"datetime\",\"comment-id\",\"voter-id\",\"vote\"\n5,\"Wed, \"\"5\"\"\",3,0,1\n,,\"3\",1,\"-1\"\n7,,4,1,0\n",
        "a,b,c,d,e,f,timestamp,comment-id,participant,vote\n,,,,,,5,3,0,+1\n,,,,,,,3,1,-1.0\n,,,,,,7,4,1,0\n",
    ] {
        let read = read(text);
        assert_eq!(read.layout, Layout::Rows);
        assert_eq!(read.votes, expected, "{text}");
        assert!(read.problems.is_empty(), "{text}: {:?}", read.problems);
    }
}

#[test]
fn broken_rows_are_told_by_line_and_column_and_the_others_are_read() {
    let read = read(
        "timestamp,datetime,comment-id,voter-id,vote\n1,,0,0,1\nsoon,,0,x,2\n1,,0\n1,,,4,1\n1,,0,5,0,9\n\
         1,\"open,0,6,1\n1,,-1,7,1\n1,,0,8,1\n",
    );
    assert_eq!(
        told(&read),
        [
            (3, 1, "not-a-number"),
            (3, 4, "not-a-number"),
            (3, 5, "not-a-vote"),
            (4, 4, "missing-cell"),
            (5, 3, "empty"),
            (6, 6, "extra-cell"),
            (7, 0, "quote"),
            (8, 3, "not-a-number"),
        ]
    );
    assert_eq!(read.problems.told[1].column, "voter-id");
    assert_eq!(read.problems.told[1].found, "x");
    assert_eq!(read.votes.iter().map(|vote| vote.person).collect::<Vec<_>>(), [0, 8]);
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let mut text = "comment-id,voter-id,vote\n".to_owned();
    (0..50).for_each(|_| text.push_str("1,1,5\n"));
    let limits = Limits { problems: 3, ..Limits::default() };
    let read = votes(text.as_bytes(), &limits).unwrap();
    assert_eq!((read.problems.told.len(), read.problems.more), (3, 47));
    assert_eq!(read.problems.len(), 50);
}

#[test]
fn people_are_read_with_their_groups() {
    let read = read(
        "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,3,4,7\n\
         0,,1,0,2,1,1,1,,-1\n4,,,0,1,0,0,,0,\n4,,0,0,0,0,0,,,\nx,,0,0,0,0,0,,,\n5,,b,0,1,0,0,2,1\n6,,b,0,1,0,0,2,1,\n",
    );
    assert_eq!(read.layout, Layout::People);
    assert_eq!(
        read.votes,
        [
            vote(0, 3, Stance::Agree, 0),
            vote(0, 7, Stance::Disagree, 0),
            vote(4, 4, Stance::Pass, 0),
            vote(6, 4, Stance::Agree, 0),
        ]
    );
    assert_eq!(read.groups, [(0, 1)]);
    assert_eq!(
        told(&read),
        [
            (4, 1, "repeated"),
            (5, 1, "not-a-number"),
            (6, 10, "missing-cell"),
            (7, 3, "not-a-number"),
            (7, 8, "not-a-vote"),
        ]
    );
    let twice = votes(&b"participant,3,3\n1,1,1\n"[..], &Limits::default());
    assert!(matches!(twice, Err(PolisError::RepeatedColumn(name)) if name == "3"));
}

#[test]
fn lists_of_objects_are_read_with_both_names() {
    let read = read(
        r#" [{"participant_id": 0, "statement_id": 2, "vote": -1, "modified": 1665582343468.0, "weight_x_32767": 0},
            {"pid": 1, "tid": 2, "vote": 1, "modified": "1714782753431", "other": {"a": [1]}},
            {"pid": 1.5, "tid": 2, "vote": 1}, {"tid": 2, "vote": true}, {"pid": 3, "tid": 2, "vote": 0}]"#,
    );
    assert_eq!(read.layout, Layout::Json);
    assert_eq!(
        read.votes,
        [
            vote(0, 2, Stance::Disagree, 1_665_582_343_468),
            vote(1, 2, Stance::Agree, 1_714_782_753_431),
            vote(3, 2, Stance::Pass, 0),
        ]
    );
    assert_eq!(
        told(&read),
        [(3, 0, "not-a-number"), (4, 0, "missing-field"), (4, 0, "not-a-vote")]
    );
    assert_eq!(read.problems.told[0].column, "participant_id");
    for broken in ["[{\"pid\": 1,\n", "[1]", "[{}] x"] {
        let found = votes(broken.as_bytes(), &Limits::default());
        assert!(matches!(found, Err(PolisError::NotJson { .. })), "{broken}");
    }
}

#[test]
fn statements_as_a_list_are_read() {
    let text = r#"[{"txt": "Do you?", "statement_id": 1, "created": "2022-10-12T13:32:19.183000Z", "is_seed": true,
        "is_meta": true, "participant_id": 0, "moderated": -1, "agree_count": 21, "disagree_count": 17},
        {"txt": "Again", "tid": 1}, {"txt": "No", "tid": 2, "mod": 5}, {"txt": "Old", "tid": 3, "created": "1714613201691", "mod": 1}]"#;
    let read = comments(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(read.comments.iter().map(|one| one.id).collect::<Vec<_>>(), [1, 3]);
    assert!(read.comments[0].meta && read.comments[0].moderation == Moderation::Out);
    assert_eq!((read.comments[0].agrees, read.comments[1].at), (Some(21), 1_714_613_201_691));
    let codes: Vec<&str> = read.problems.told.iter().map(|one| one.code.code()).collect();
    assert_eq!(codes, ["repeated", "not-a-moderation"]);
}

#[test]
fn what_is_no_file_of_votes_is_refused() {
    let refused = |text: &str| votes(text.as_bytes(), &Limits::default()).unwrap_err();
    for text in ["", "\n\n", "name,age\nx,1\n", "{\"votes\": []}", "\u{0}\u{1}"] {
        assert!(matches!(refused(text), PolisError::NotRecognised(_)), "{text}");
    }
    assert!(matches!(refused("comment-id,vote\n"), PolisError::MissingColumn("voter-id")));
    assert!(matches!(refused("comment-id,voter-id\n"), PolisError::MissingColumn("vote")));
    let small = Limits { bytes: 40, whole: 40, ..Limits::default() };
    for text in [
        "comment-id,voter-id,vote\n1,1,1\n1,2,1\n1,3,1\n",
        "participant,1,2,3\n1,1,1,1\n2,1,1,1\n3,1,1,1\n",
        "[{\"pid\": 1, \"tid\": 1, \"vote\": 1, \"modified\": 5}]",
    ] {
        let found = votes(text.as_bytes(), &small);
        assert!(matches!(found, Err(PolisError::TooLarge(40))), "{text}: {found:?}");
    }
}

fn conversation() -> Export {
    Export {
        summary: vec![
            ("topic".to_owned(), "Bridges, \"old\" and new".to_owned()),
            ("conversation-description".to_owned(), "Two\nlines".to_owned()),
        ],
        comments: vec![
            Comment {
                id: 3,
                text: "=1+1, said\n\"somebody\"".to_owned(),
                author: Some(1),
                agrees: Some(1),
                disagrees: Some(0),
                moderation: Moderation::In,
                meta: true,
                at: 1_403_054_214_196,
                ..Comment::default()
            },
            Comment { id: 9, moderation: Moderation::Out, seed: true, ..Comment::default() },
        ],
        votes: vec![
            vote(1, 3, Stance::Agree, 1_403_054_214_196),
            vote(2, 9, Stance::Pass, 0),
            vote(2, 3, Stance::Disagree, 5),
        ],
        groups: BTreeMap::from([(1, 0), (7, 1)]),
    }
}

#[test]
fn a_conversation_is_written_and_read_again() {
    let first = conversation();
    let files: BTreeMap<&str, Vec<u8>> = first.files().unwrap().into_iter().collect();
    assert_eq!(files.len(), FILES.len());
    let open = |name: &str| Ok(files.get(name).map(Cursor::new));
    let ExportRead { export: again, problems } = Export::read(open, &Limits::default()).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(again, first);
    // Without rows, votes are those of the table of people, whose moments are not known.
    let open = |name: &str| Ok(files.get(name).filter(|_| name != "votes.csv").map(Cursor::new));
    let again = Export::read(open, &Limits::default()).unwrap().export;
    assert_eq!(again.votes.len(), 3);
    assert!(again.votes.iter().all(|vote| vote.at == 0));
    assert_eq!(again.groups, first.groups);
}

#[test]
fn a_folder_without_votes_or_with_a_broken_file_is_told() {
    let nothing = Export::read(|_| Ok(None::<&[u8]>), &Limits::default());
    assert!(matches!(
        nothing,
        Err(FolderError { file: "votes.csv", error: PolisError::MissingColumn(_) })
    ));
    let broken = Export::read(
        |name| Ok((name == "comments.csv" || name == "votes.csv").then_some(&b"a,b\n1,2\n"[..])),
        &Limits::default(),
    );
    assert!(matches!(
        broken,
        Err(FolderError { file: "comments.csv", error: PolisError::MissingColumn("comment-id") })
    ));
    let ExportRead { export, problems } =
        Export::read(
            |name| {
                Ok((name == "votes.csv")
                    .then_some(&b"comment-id,voter-id,vote\n1,1,1\n1,2,7\n"[..]))
            },
            &Limits::default(),
        )
        .unwrap();
    assert_eq!(export.votes.len(), 1);
    assert_eq!(problems["votes.csv"].told[0].line, 3);
}

#[test]
fn real_folders_are_read_and_written_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/polis");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("SKIPPED: {} is not there", folder.display());
        return;
    };
    let mut read = 0;
    for entry in entries.flatten().filter(|entry| entry.path().is_dir()) {
        let open = |name: &str| match File::open(entry.path().join(name)) {
            Ok(file) => Ok(Some(BufReader::new(file))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        let ExportRead { export: first, problems } =
            Export::read(open, &Limits::default()).unwrap();
        assert!(problems.is_empty(), "{:?}: {problems:?}", entry.path());
        assert!(first.votes.len() > 500 && first.comments.len() > 30 && !first.groups.is_empty());
        assert_eq!(first.summary[0].0, "topic");
        let files: BTreeMap<&str, Vec<u8>> = first.files().unwrap().into_iter().collect();
        let again = |name: &str| Ok(files.get(name).map(Cursor::new));
        let again = Export::read(again, &Limits::default()).unwrap().export;
        assert_eq!(again, first, "{:?}", entry.path());
        read += 1;
    }
    println!("{read} folders");
}
