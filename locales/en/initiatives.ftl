# Initiatives: who does what to keep promises, and what of its budget is open.

initiatives-title = Initiatives
initiatives-lead = { $n ->
    [0] No initiative is recorded here yet.
    [one] One initiative is recorded here.
   *[other] { $n } initiatives are recorded here.
}
initiatives-how = An initiative is what somebody does to keep promises: where, for whom, until when, and who pays. What nobody has promised yet is open for others to fund.
initiatives-all = all initiatives
initiatives-empty = A plan becomes an initiative with “passerelle plan publish”. It then stands here, on the page of its country, and on those of the commitments that it serves.
initiative-about = { $place }, { $start }–{ $end }, { $status }
initiative-no-country = no single country
initiative-status-planned = planned
initiative-status-under-way = under way
initiative-status-finished = finished
initiative-status-suspended = suspended
initiative-status-cancelled = cancelled
initiative-money = { $kind ->
    [none] No budget is given.
    [funded] { $amount } in all, all of it promised.
   *[open] { $amount } in all: { $committed } promised, { $open } open for others to fund.
}
initiative-serves = Commitments that it serves
initiative-where = Where
initiative-more-places = { $n ->
    [one] and one more place
   *[other] and { $n } more places
}
initiative-for = For whom
initiative-for-all = Everyone around its sites
initiative-languages = Languages in which it works
initiative-who = Who takes part
initiative-nobody = It is not told.
initiative-role-lead = answers for it
initiative-role-funder = pays for it
initiative-role-partner = does it
initiative-pledge = Begun
initiative-began-before = Before it was pledged: it would have been done anyway, and adds nothing to what was promised.
initiative-began-after = Not before it was pledged.
initiative-aims = What it is to reach
initiative-aim-sites = Sites connected
initiative-aim-people = People served by the sites that it connects
initiative-baseline-unknown = not told
initiative-col-what = What
initiative-col-from = From
initiative-col-to = To
initiative-col-reached = Reached, by its own word
value-in = { $value } ({ $year })
initiative-budget = Budget
initiative-budget-how = In constant prices, as it is to be paid in each year. “Open” is what nobody has promised: an endorser, a fund or a donor can take it over, line by line.
initiative-by-year = By year and purpose
initiative-by-lot = By lot, those with most that is open first
initiative-by-payer = Promised by
initiative-no-payer = Nobody has promised anything yet.
initiative-purpose-build = building
initiative-purpose-renew = buying again what wears out
initiative-purpose-run = running
initiative-col-year = Year
initiative-col-purpose = For
initiative-col-amount = In all
initiative-col-committed = Promised
initiative-col-open = Open
initiative-more-lots = { $n ->
    [one] One more lot is in the file below.
   *[other] { $n } more lots are in the file below.
}
initiative-take = Take it with you
initiative-plan = The plan that it carries out
initiative-csv = Every budget line, for a spreadsheet (CSV)
initiative-iati = Activity for IATI 2.03 (XML)
initiative-no-iati = It cannot be written out for IATI: the organisation that answers for it has no identifier there.
initiative-version = Version { $version }, { $moment }. Every change stays provable:
initiative-dates = From when to when
initiative-lines = { $n ->
    [one] One budget line.
   *[other] { $n } budget lines.
}
initiative-places-kept = The node holds nothing more precise. The exact plan is in your folder alone: keep it.
initiative-published = Published as { $slug }, version { $version }. Its page is /en/initiatives/{ $slug } of the node.
country-initiatives = What is done to keep them
language-of-fr = French
language-of-en = English
language-of-ar = Arabic
language-of-es = Spanish
language-of-pt = Portuguese
language-of-ru = Russian
language-of-sw = Swahili
language-of-zh = Chinese

# What is wrong.
initiative-error-start = { $found } is no date: write 2027, 2027-09 or 2027-09-22 after --start.
initiative-error-no-hashes = The plan in { $folder } was made by an earlier version of the program, which kept no hashes of its files. Make it again, and publish that.
initiative-error-changed = The folder { $folder } is not the plan that its summary tells of. These files were changed, or are not there: { $files }. Make the plan again, and publish that.
initiative-error-currency = The plan is in { $expected }, and its bill of quantities in { $found }: an initiative has one currency.
initiative-error-bill = The bill of quantities in { $folder } does not add up to the plan. Make the plan again, and publish that.
initiative-error-taken = There is an initiative { $slug } already. To publish a later version of it, add --slug { $slug }; for another one, add another --slug.
initiative-error-unknown = There is no initiative { $slug }. “passerelle initiatives list” shows those that there are.
initiative-error-iati = It cannot be written out for IATI: { $detail }. Say who reports it with --reporter and --reporter-id, or publish it again with --lead and --lead-id.
initiative-error-more = { $n ->
    [one] … and one more thing.
   *[other] … and { $n } more things.
}
finding-bad-slug = A name in addresses has small letters, digits, dots and hyphens: connect-every-school. Give one with --slug.
finding-unknown-country = There is no such country in the catalogue: give its three letters, such as STP.
finding-unknown-group = There is no such group in the catalogue: write a dimension and a category, such as location=rural.
finding-text-too-long = This text is too long. Shorten it.
finding-too-many = There are too many of these: 1,000 at the most. Plan with fewer lots (--lots-by).
finding-too-many-lines = The budget has too many lines: 10,000 at the most. Plan with fewer lots (--lots-by).
finding-serves-nothing = An initiative serves a commitment at the least: name it with --commitment.
finding-two-leads = One organisation answers for an initiative.
finding-not-a-reference = An identifier in IATI has no spaces and none of / & | ?, and a hyphen after the code of who gives it: XM-DAC-41114.
finding-ends-before-it-begins = It ends before it begins.
finding-year-outside = The year is not between start and end.
finding-pledged-twice = More is promised than the line has.
finding-not-an-organisation = Whoever promises is one of the organisations that take part.

# Drafts.
initiative-drafts = { $n ->
    [0] There is no draft.
    [one] One draft:
   *[other] { $n } drafts, the newest first:
}
initiative-draft-about = Draft of { $slug }, saved { $moment }. Nobody but its author sees it.
initiative-draft-new = Nothing of it is published yet.
initiative-draft-same = It changes nothing in version { $version }, which is published.
initiative-draft-changes = What it changes in version { $version }, which is published:
initiative-draft-problems = What keeps it from being published:
initiative-draft-next = To change it: passerelle initiatives change { $slug }. To publish it: passerelle initiatives publish { $slug }.
initiative-draft-discarded = The draft of { $slug } is thrown away. What is published stays as it is.
initiative-change-to = { $field }: { $before } → { $after }
initiative-change-come = { $field }: new: { $after }
initiative-change-gone = { $field }: no longer: { $before }
initiative-change-line = budget line { $n }
initiative-change-line-of = { $year }, { $purpose }, { $technology }, { $lot }, { $amount } ({ $committed } of it promised)
initiative-field-in = { $field } ({ $lang })
initiative-field-title = title
initiative-field-description = description
initiative-field-country = country
initiative-field-start = start
initiative-field-end = end
initiative-field-status = how far it has come
initiative-field-began-before-pledge = begun before it was pledged
initiative-field-currency = currency
initiative-field-plan = plan
initiative-field-serves = commitment
initiative-field-groups = for whom
initiative-field-part-of = part of
initiative-field-languages = language
initiative-field-places = place
initiative-field-organisations = organisation
initiative-field-aims = aim
initiative-field-evidence = evidence
initiative-is-true = yes
initiative-is-false = no
initiative-error-no-draft = There is no draft of { $slug } here, and nothing published that one could be begun from. “passerelle initiatives draft” names the drafts that there are; each is its author’s (--as).
initiative-error-form = A form of { $slug } is being filled in on the node’s pages by the same person. Publish it there, or throw it away there, before a draft is made here.
initiative-error-moved = { $slug } has version { $version } now, and this draft was begun from another. Look at what it would change with “passerelle initiatives draft { $slug }”; if that is meant, publish it with --over { $version }.
finding-budget-unreadable = This is no table that can be read. “passerelle export budget” writes one.
finding-budget-no-column = The table has no such column: it needs budget_year, purpose, technology, lot and amount, as “passerelle export budget” writes them.
finding-budget-currency = An initiative has one currency: convert the amount.
finding-not-a-purpose = Write build, renew or run.
finding-not-a-pledge = Write who promises, then the amount, one after the other with semicolons between: Ministry 500.00;Fund 250.00.
