# Money that was promised and paid: transactions, ranges, currencies.
money-title = Money promised and paid
money-none = Nobody has written down any money here yet.
money-lead = { $n ->
    [one] { $n } contribution reports money.
   *[other] { $n } contributions report money.
}
money-how = Each total is a range. “At least” counts only what is certain: both ends of the transaction are known, and the same money counts once. “At most” adds what may be the same money told again. Different kinds are never added up.
money-by-kind = Money by kind, all years
money-by-year = Year by year
money-adds-up = Years, and commitments, can add up to more than all of them together: money may come in one year and be passed on in the next, and a contribution that serves several commitments counts whole for each.
money-rates = Amounts in dollars of the United States are at the rate of their day. Rates:{" "}
money-left-out = { $n ->
    [one] { $n } transaction in { $currency } is not in it: there is no rate of its day.
   *[other] { $n } transactions in { $currency } are not in it: there is no rate of their day.
}
money-links = { $n ->
    [one] { $n } transaction
   *[other] { $n } transactions
}{ $open ->
    [0] {""}
   *[other] , { $open } with an open link
}
money-col-kind = Kind
money-col-lower = At least
money-col-upper = At most
money-col-links = Made of
money-col-day = Date
money-col-what = What
money-col-amount = Amount
money-col-converted = In dollars
money-col-link = Other end
money-col-change = Mistaken?
money-change-one = Change or withdraw transaction { $number }
money-transactions = Transactions, the latest first
money-more = { $n ->
    [one] { $n } older one is in the file.
   *[other] { $n } older ones are in the file.
}
money-add = Write down a transaction
money-csv = The transactions as a table (CSV)
money-nobody = nobody who is named
money-from = from { $name }
money-to = to { $name }
money-link-resolved = known here: counts once
money-link-outside = reports nothing itself: counts once
money-link-open = not known: may be told twice
money-converted = { $amount } ({ $rate } { $currency } for 1 USD, { $period })
money-no-rate = no rate of that day for { $currency }
money-no-currency = no rate is known for { $currency }
money-kind-incoming-funds = Money received
money-kind-outgoing-commitment = Commitment made
money-kind-disbursement = Disbursement
money-kind-expenditure = Expenditure
money-kind-interest-payment = Interest paid
money-kind-loan-repayment = Loan repaid
money-kind-reimbursement = Money given back
money-kind-purchase-of-equity = Equity bought
money-kind-sale-of-equity = Equity sold
money-kind-credit-guarantee = Credit guaranteed
money-kind-incoming-commitment = Commitment received
money-kind-outgoing-pledge = Pledge made
money-kind-incoming-pledge = Pledge received

# The form of a transaction.
part-kind-transaction = Transaction
part-write-transaction = Write down a transaction
part-write-transaction-lead = Money that this contribution promised, gave, received or spent: when, how much, to whom or from whom. A moderator looks at it before it is shown.
part-legend-transaction = What was promised or paid
part-legend-other-end = Who is at the other end
part-legend-gone = If it was written down by mistake
part-field-transaction-kind = Kind
part-field-transaction-day = Date
part-field-transaction-amount = Amount
part-hint-transaction-amount = Below zero to correct an earlier one
part-field-value-day = Date of the exchange rate, if it is another
part-field-reference = Your own reference
part-hint-reference = The number in your books. It tells two equal payments of one day apart.
part-field-transaction-description = What it was for
part-field-party = Name
part-hint-party = Who gave it, of money that came in; who received it, of money that went out
part-field-party-reference = Identifier in IATI
part-hint-party-reference = Such as XM-DAC-41114
part-field-party-activity = Their activity that has the same money
part-hint-party-activity = Its identifier in IATI, or the address of a contribution on this site. With it the same money is counted once.
part-field-outside = No activity of their own
part-outside-tick = They report nothing about this money: somebody who sells, a household, own means
part-field-gone = Withdraw it
part-gone-tick = It is taken out of the contribution; history keeps it
part-record-cents = Amount
part-record-value-day = Date of the rate
part-record-provider = From
part-record-receiver = To
part-record-reference = Reference
part-record-number = Number
part-wrong-not-a-sum = This is no amount: it is zero, or far too large.
part-wrong-not-a-currency-code = “{ $found }” is not a currency. Three letters: USD, EUR, KES.
part-wrong-unknown-currency = “{ $found }” is not among the currencies of ISO 4217. Three letters: USD, EUR, KES.
part-wrong-not-a-day = “{ $found }” is not a day. Write 2027-03-15.
part-wrong-not-an-activity = “{ $found }” cannot be an activity. Give its identifier in IATI, such as XM-DAC-41114-123, or the address of a contribution on this site.
part-wrong-not-a-reference = “{ $found }” cannot be an identifier in IATI. It has no spaces and none of / & | ?, and a hyphen after the code of who gives it: XM-DAC-41114.
part-wrong-unknown-initiative = “{ $found }” is not published on this site. Look at its address.
part-wrong-outside-with-activity = They cannot both have an activity and have none. Leave one of the two out.
part-wrong-links-to-itself = This is the contribution itself: money that it pays itself does not move. Name the other end.
part-wrong-same-transaction = The same transaction is there already. If it is another one, give it a reference of its own.
part-wrong-too-many-transactions = These are too many transactions ({ $found }): 10,000 at the most.

# The same in files.
finding-not-a-sum = This is no amount: it is zero, or far too large. Correct it.
finding-not-a-currency-code = This is not a currency. Give the three capital letters of ISO 4217: USD, EUR, KES.
finding-bad-rate-period = This is not a period of a rate. Write 2026, 2026-08 or 2026-08-14.
finding-not-a-day = This is not a day. Write 2027-03-15.
finding-not-an-activity = This cannot be an activity. Give its identifier in IATI, or initiative/slug for one on this node.
finding-outside-with-activity = The party has an activity and is said to have none. Leave one of the two out.
finding-links-to-itself = The activity names itself at the other end of its own money. Name the other end, or leave it out.
finding-same-transaction = The same transaction is there twice. Take one out, or give each a reference of its own.
finding-too-many-transactions = There are too many transactions: 10,000 at the most for one initiative.

# Columns of tables.
column-transaction = Transaction
column-transaction-about = Its number in the initiative.
column-transaction-type = Kind of transaction
column-transaction-type-about = As the list TransactionType of IATI has them: incoming_funds, outgoing_commitment, disbursement, expenditure and so on. Different kinds are never added up.
column-day = Date
column-transaction-value = Amount
column-transaction-value-about = In its own currency; below zero where it corrects an earlier one.
column-value-day = Date of the rate
column-value-day-about = The day at whose rate it is converted.
column-provider = From
column-provider-about = Name of who provides it; empty for the initiative itself.
column-provider-reference = From, identifier
column-provider-activity = From, activity
column-receiver = To
column-receiver-about = Name of who receives it; empty for the initiative itself.
column-receiver-reference = To, identifier
column-receiver-activity = To, activity
column-resolved-link = Link resolved
column-resolved-link-about = Whether it is known who else could report the same money.
column-value-in-dollars = In US dollars
column-value-in-dollars-about = At the rate of its day. Empty: there is no such rate.
column-rate = Rate
column-rate-about = Units of the currency for one US dollar.
column-rate-period = Period of the rate
column-rate-source = Source of the rate
column-rate-source-about = Name of the publisher in the catalogue (currencies).
column-reference = Reference
column-reference-about = In the books of who reports it.
column-counted-for = Counted for
column-counted-for-about = all, a commitment (commitment/gdc.1.connectivity.a) or a country (country/KEN). A contribution that serves several commitments counts whole for each, and once for all.
column-calendar-year = Calendar year
column-calendar-year-about = all for all years together, which may be less than the sum of years.
column-lower = At least
column-lower-about = Transactions whose two links are resolved, each flow once, in US dollars.
column-upper = At most
column-upper-about = With what may be the same money told again, in US dollars.
column-resolved = Resolved
column-resolved-about = Transactions whose two links are resolved.
column-open-links = Open
column-open-links-about = Transactions with a link that is open.
column-left-out = Left out
column-left-out-about = Transactions in neither end: their currency has no rate of their day.
