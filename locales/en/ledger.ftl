# Transactions from a table (passerelle import transactions).
cli-ledger-line = { $what ->
    [added] + { $number }
   *[changed] ~ { $number }
}  { $day }  { $kind }  { $amount }{ $told ->
    [no] { "" }
   *[yes] {"  "}{ $other }
}
cli-ledger-more = { $n ->
    [one] … and one more.
   *[other] … and { $n } more.
}
cli-ledger-counts = Rows: { $rows }. New: { $added }. Changed: { $changed }. As they stand: { $same }.
cli-ledger-preview = Nothing is kept yet. Look at it, then type the same with --keep: a version of “{ $initiative }” will hold it.
cli-ledger-kept = Kept: a new version of “{ $initiative }” holds it.
cli-ledger-nothing = Nothing to keep: “{ $initiative }” says so already.
finding-ledger-unreadable = This is no table that can be read whole. The API gives one: /api/v1/initiatives/NAME/transactions?format=csv.
finding-ledger-no-column = The table has no such column. It needs transaction_type, day, transaction_value and currency.
finding-ledger-unknown-column = This column is not known, and what stands in it would be lost. Name it as the API does, or take it out.
finding-ledger-another-initiative = This row is of another initiative. Take it out, or name that one with --initiative.
finding-ledger-not-a-kind = This is no kind of transaction. Write its code or its number in IATI’s list TransactionType: 3 or disbursement.
finding-ledger-not-a-flag = Write true or false, or leave it empty.
finding-in-the-future = This day is still to come. Give one that has been.
finding-unknown-currency = This is not among the currencies of ISO 4217. Three letters: USD, EUR, KES.
finding-unknown-initiative = No such initiative is published on this node. Look at its address.
help-import-transactions = Transactions of an initiative, from a table (CSV, XLSX): money that was promised, paid and received. Shows what would change, and keeps it with --keep.
help-import-transactions-more =
    The columns are those of the API’s file (/api/v1/initiatives/NAME/transactions?format=csv): transaction_type, day,
    transaction_value and currency are needed. A row with the number of a transaction that stands changes it; one without
    a number that says the same as one that stands is that one; any other is new. The same file twice changes nothing.
help-import-transactions-path = The table.
help-import-transactions-initiative = The initiative’s name in addresses.
help-import-transactions-keep = Keep what the file says, in a new version of the initiative. Without it, nothing changes.
help-import-transactions-by = Account that keeps it; its password is asked for. Without it, the program does.
