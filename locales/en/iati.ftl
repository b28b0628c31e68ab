# Activities of IATI: bringing them in, what is wrong with them, confirming what they serve.

iati-file-imported = { $file }: { $activities } activities read; { $new } initiatives are new, { $changed } changed, { $unchanged } did not; they have { $transactions } transactions.
iati-file-refused = { $file }: nothing of it could be read.
iati-waiting = { $n ->
    [0] No imported initiative waits for a person.
    [one] One imported initiative waits for a person to confirm what it serves: passerelle initiatives suggested
   *[other] { $n } imported initiatives wait for a person to confirm what they serve: passerelle initiatives suggested
}
iati-elsewhere = { $count ->
    [one] { $n } activity is for another country.
   *[other] { $n } activities are for other countries.
}
iati-refused = { $count ->
    [one] { $n } activity was left out, for what is told below.
   *[other] { $n } activities were left out, for what is told below.
}
iati-unfit = { $count ->
    [one] { $n } activity cannot be an initiative, for what is told below.
   *[other] { $n } activities cannot be initiatives, for what is told below.
}
iati-unfit-parts = { $count ->
    [one] { $n } transaction, budget or aim was left out of its initiative, for what is told below.
   *[other] { $n } transactions, budgets or aims were left out of their initiatives, for what is told below.
}
iati-shortened = { $count ->
    [one] { $n } title or description is longer than an initiative’s can be: it was cut, with “…” at its end.
   *[other] { $n } titles or descriptions are longer than an initiative’s can be: they were cut, with “…” at their ends.
}
iati-below = { $count ->
    [one] { $n } activity has fewer than { $threshold } points and was left out ({ $tens }). Bring it in with a lower --threshold. It is:
   *[other] { $n } activities have fewer than { $threshold } points and were left out ({ $tens }). Bring more in with a lower --threshold. Those with most points:
}
iati-below-ten = from { $from } points: { $n }
iati-written-here = { $id } is here already, as { $slug }, which was written here: it was left as it is.
iati-withdrawn = { $count ->
    [one] { $n } activity is in this file no more, which its initiative says now: { $ids }
   *[other] { $n } activities are in this file no more, which their initiatives say now: { $ids }
}
iati-withdrawal-untold = Which activities are in the file no more cannot be told before all of it can be read.
iati-unfit-at = line { $line }, { $activity }: { $text }
iati-problem-at = line { $line }, column { $column }, { $activity }, { $element }: { $text } { $becomes }
iati-problem-nameless = line { $line }, column { $column }, { $element }: { $text } { $becomes }
iati-problem-in-file = line { $line }, column { $column }: { $text } { $becomes }
iati-becomes-file = Nothing after it was read.
iati-becomes-activity = The activity was left out.
iati-becomes-element = The element was left out.
iati-becomes-note = Nothing was left out.

problem-iati-unreadable = The system could not read the file: { $value }. Check that it is there and may be read.
problem-iati-empty = The file is empty. Download it again.
problem-iati-not-xml = This is not XML. Give a file of activities of IATI, as its publisher offers it.
problem-iati-not-activities = The outermost element is “{ $value }”. A file of activities begins with “iati-activities”.
problem-iati-organisations = This is a file of organisations. Give the publisher’s file of activities.
problem-iati-version-one = Version { $value } of the standard has another form. Ask its publisher for version 2.03, or convert it.
problem-iati-version-unknown = Version “{ $value }” of the standard is not known. Write 2.03 if the file has that form.
problem-iati-encoding-unknown = The file says that it is written in “{ $value }”, which is not known. Save it as UTF-8, and say so in its first line.
problem-iati-too-deep = Elements are within elements more than { $value } times. No activity has so many: look for an element that is not closed.
problem-iati-too-long = There are more than 8 MiB between two tags. Look for a tag that is not closed.
problem-iati-cut-short = The file ends before it is closed. Download it again.
problem-iati-bad-xml = This is not well-formed XML ({ $value }). Correct it, then import the file again.
problem-iati-too-large = The activity has more than 64 MiB. Ask its publisher to report it in parts.
problem-iati-bad-encoding = “{ $value }” is not in the encoding that the file names (UTF-8 where it names none). Save the file as UTF-8, or name the right encoding in its first line.
problem-iati-entity = “{ $value }” is not one of the five entities of XML. Write the character itself.
problem-iati-no-identifier = There is no identifier of 1 to 200 characters. Give the activity its own, beginning with that of who reports it.
problem-iati-repeated = “{ $value }” is there twice: the first was read. Give each activity an identifier of its own.
problem-iati-no-title = There is no title. Give one.
problem-iati-no-date = There is no date at all. Give the day on which it starts (activity-date of type 1 or 2).
problem-iati-missing = This is missing. Give it.
problem-iati-bad-date = “{ $value }” is not a day. Write it as 2027-09-22.
problem-iati-bad-number = “{ $value }” is not a number, or not one that can be here. Write digits, with a point before decimals.
problem-iati-bad-amount = “{ $value }” is not an amount. Write digits, with a point before decimals and nothing between thousands.
problem-iati-no-currency = No currency is given here, and the activity has none of its own. Give one of the two.
problem-iati-bad-currency = “{ $value }” is not a currency of ISO 4217. Write three capitals, such as USD.
problem-iati-bad-period = The period ends before it begins ({ $value }). Correct one of the two days.
problem-iati-budget-too-long = A budget is for a year at the most ({ $value }). Write one for each year.
problem-iati-bad-code = “{ $value }” is not in the standard’s list. Take a code of the list.
problem-iati-self-link = The activity says that it is related to itself. Name the other one, or take it out.
problem-iati-bad-position = “{ $value }” is not a place on the Earth. Write latitude, a space, longitude, in degrees.
problem-iati-too-many = There are more of these than can be read ({ $value }); the others were left out.
problem-iati-version-older = The file follows version { $value }. It is read as 2.03, of which that version is a part.
problem-iati-version-missing = The file does not say which version of the standard it follows. It is read as 2.03.
problem-iati-doctype = The file declares a document type, of which nothing is read. Take the line out.
problem-iati-bad-identifier = “{ $value }” has a space or one of / & | ?, or no hyphen: the standard does not allow it. Ask its publisher for another.
problem-iati-lacking = The standard asks for this. Give it.
problem-iati-date-order = The end is before the start ({ $value }). Correct one of the two.
problem-iati-future = { $value } is still to come, and what is said to have happened then cannot have. Correct the day.
problem-iati-percentages = The percentages make { $value }, not 100, or some have none. Give each its own, 100 together.
problem-iati-odd-code = The activity is closed (status { $value }), and its planned end is still to come. Correct one of the two, or give its actual end.
problem-iati-no-language = No language is given here, nor one for the activity. It is taken for English.

finding-record-too-long = Its transactions are more than one record can hold (4 MiB). Ask its publisher to report it in parts.
finding-bad-word = This word cannot be looked for: it has letters or digits, eight parts at the most, and four letters before a “*” where it is a single word.

iati-imported = Imported
iati-imported-from = Reported by { $publisher } in IATI, as { $id }.
iati-points = { $points } points of 100 for being about the digital: { $reasons }.
iati-points-none = { $points } points of 100 for being about the digital.
iati-reason-title = “{ $what }” in the title ({ $points })
iati-reason-description = “{ $what }” in the description ({ $points })
iati-reason-sector = sector { $what } ({ $points })
iati-standing-suggested = Suggested: a program thought of these commitments, and nobody has confirmed them yet. Until then it counts for none.
iati-standing-confirmed = Somebody of this node has confirmed what it serves.
iati-standing-set-aside = Set aside: somebody of this node has looked, and it is not about the digital.
iati-suggested = Suggested commitments
iati-serves-none = none that anyone has confirmed
iati-sectors = Sectors
iati-sector-share = { $code } ({ $share })
iati-withdrawn-since = Its publisher reports it no more, since { $day }.
iati-related = Related activities
iati-relation-parent = part of
iati-relation-child = has as a part
iati-relation-sibling = beside
iati-relation-co-funded = funded together with
iati-relation-third-party = also reported as

iati-queue = Imported, to be confirmed
iati-queue-lead = { $n ->
    [0] Nothing that was imported waits.
    [one] One imported initiative waits. Tick what it serves, or set it aside.
   *[other] { $n } imported initiatives wait. Tick what each serves, or set it aside.
}
iati-queue-more = Show the next ones
iati-serves-which = What it serves
iati-others = Other commitments, by their ids (gdc.1.skills.a), with spaces between
iati-confirm = Confirm
iati-set-aside-do = Not about the digital: set aside
iati-nothing-ticked = Tick at least one commitment, or set it aside.
iati-unknown-commitments = There are no such commitments: { $ids }. Copy their ids from their pages.
iati-confirmed = { $slug } serves { $serves } (version { $version }).
iati-set-aside = { $slug } is set aside (version { $version }).
iati-moved = { $slug } has version { $version } now. Look at it, then decide again.
