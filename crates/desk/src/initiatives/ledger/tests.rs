use super::*;

fn rows(text: &str) -> Result<Vec<Row>, Vec<(String, String)>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.csv");
    std::fs::write(&path, text).unwrap();
    match read(&path, "ecoles") {
        Ok(rows) => Ok(rows),
        Err(InitiativeError::Unsound(found)) => {
            Err(found.into_iter().map(|one| (one.field, one.code)).collect())
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_kind_is_a_code_or_a_number() {
    for written in ["disbursement", "Disbursement", "3"] {
        assert_eq!(kind(written), Some(TransactionKind::Disbursement), "{written}");
    }
    assert_eq!(kind("Incoming funds"), Some(TransactionKind::IncomingFunds));
    assert_eq!((kind("0"), kind("14"), kind("gift")), (None, None, None));
}

#[test]
fn everything_wrong_is_told_with_its_row_and_column() {
    let place = |row: usize, column: &str, code: &str| (place(row, column), code.to_owned());
    let found = rows("transaction_type,when,amount\n3,2025,1\n").unwrap_err();
    assert_eq!(
        found,
        [
            place(1, "day", "ledger-no-column"),
            place(1, "transaction_value", "ledger-no-column"),
            place(1, "currency", "ledger-no-column"),
            place(1, "when", "ledger-unknown-column"),
            place(1, "amount", "ledger-unknown-column"),
        ]
    );
    let header =
        "initiative,transaction,transaction_type,day,transaction_value,currency,provider_outside";
    let bad = format!(
        "{header}\nautre,x,gift,soon,a lot,USD,perhaps\n,1,3,2025-01-01,1,USD,\n,1,3,2025-01-01,2,USD,\n"
    );
    let found = rows(&bad).unwrap_err();
    assert_eq!(
        found,
        [
            place(2, "initiative", "ledger-another-initiative"),
            place(2, "transaction", "not-a-number"),
            place(2, "transaction_type", "ledger-not-a-kind"),
            place(2, "transaction_value", "not-a-sum"),
            place(2, "day", "not-a-day"),
            place(2, "provider_outside", "ledger-not-a-flag"),
            place(4, "transaction", "repeated"),
        ]
    );
    assert_eq!(rows("").unwrap_err()[0].1, "ledger-unreadable");
}

fn transaction(number: u32, cents: i64, reference: Option<&str>) -> Transaction {
    Transaction {
        number,
        reference: reference.map(str::to_owned),
        kind: TransactionKind::Disbursement,
        day: "2025-08-14".parse().unwrap(),
        cents,
        currency: "KES".to_owned(),
        value_day: None,
        provider: None,
        receiver: Some(Party { name: "Câbles".to_owned(), outside: true, ..Party::default() }),
        description: Text::default(),
    }
}

#[test]
fn rows_find_what_they_are_about() {
    let stand =
        vec![transaction(1, 100, None), transaction(2, 100, None), transaction(3, 5, Some("R3"))];
    let header = "transaction_type,day,transaction_value,currency,receiver,reference";
    let line =
        |value: &str, reference: &str| format!("3,2025-08-14,{value},KES,Câbles,{reference}\n");
    let read = |lines: &[String]| rows(&format!("{header}\n{}", lines.concat())).unwrap();
    let about = |rows: &[Row]| -> Vec<Option<u32>> {
        let mut taken = BTreeMap::new();
        let mut found = Vec::new();
        for row in rows {
            let one = same(&stand, &taken, row);
            if let Some(one) = one {
                taken.insert(one.number, row.at);
            }
            found.push(one.map(|one| one.number));
        }
        found
    };
    // Two that are alike are two, a third is new; what has a reference is found by it, whatever changed.
    let found = about(&read(&[line("1", ""), line("1", ""), line("1", ""), line("6", "R3")]));
    assert_eq!(found, [Some(1), Some(2), None, Some(3)]);
    // What the file does not tell stays.
    let told = as_told(&read(&[line("6", "R3")])[0], &stand[2]);
    assert!(told.receiver.as_ref().unwrap().outside);
    assert_eq!((told.number, told.cents), (3, 600));
}
