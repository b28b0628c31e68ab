# The form of a contribution: several aims, places, partners, lines of a budget, pieces of evidence; files.
part-legend-whom = Where and for whom
part-legend-places = Places
part-legend-partners = Who takes part
part-field-in = { $row }, { $field }
part-row-aims = Aim { $number }
part-row-sites = Place { $number }
part-row-partners = Organisation { $number }
part-row-lines = Budget line { $number }
part-row-proofs = Evidence { $number }
part-more-aims = Add an aim
part-more-sites = Add a place
part-more-partners = Add an organisation
part-more-lines = Add a budget line
part-more-proofs = Add a piece of evidence
part-hint-aims = What can be counted: how it is now, how it is to be. To take one away, empty its fields.
part-hint-sites = A name is enough. With a position, the place is on the map once you save.
part-hint-partners = Everyone who answers for it, pays or does it, besides you.
part-hint-lines = One amount for each year and purpose, in the currency above. What nobody has promised is shown as open for others to fund.
part-hint-proofs = Something that anyone can look at: a page of the web, or a file that you send. Save, and the file is kept.
part-field-place-name = Name
part-field-place-at = Position
part-hint-place-at = Latitude, then longitude, as a map or a telephone shows them: -0.0917, 34.7680. Leave it empty for a place that the list knows.
part-field-partner-name = Name
part-field-partner-role = What it has to do with it
part-field-partner-kind = What it is
part-field-partner-reference = Identifier in IATI
part-hint-partner-reference = Where it has one: XM-DAC-41114
part-field-budget-year = Year
part-hint-budget-year = Left empty: the year in which it starts
part-field-budget-purpose = What for
part-field-budget-amount = Amount
part-field-budget-by = Who has promised to pay
part-hint-budget-by = One of the organisations above, as you named it
part-field-budget-promised = How much of it
part-hint-budget-promised = Left empty: all of it
part-field-evidence-what = What it is
part-field-evidence-link = Its address
part-hint-evidence-link = It begins with https://. A file that you send gets its address from here.
part-field-evidence-file = Or a file
part-hint-evidence-file = PDF, picture, text or table, up to 10 MB. Photographs are kept without where and when they were taken. Everyone sees it once it is published.
part-organisation-government = Government
part-organisation-public = Public body
part-organisation-multilateral = Organisation of several States
part-organisation-civil-society = Civil society
part-organisation-foundation = Foundation
part-organisation-company = Company
part-organisation-academia = University or research
part-organisation-other = Something else
part-money-of-plan = Its budget is that of the plan that it carries out: it is changed there.
part-map-label = { $n ->
    [one] Map with one place: { $names }
   *[other] Map with { $n } places: { $names }
}
part-file-refused = { $why ->
    [large] “{ $name }” was not kept: at most { $megabytes } MB for a file, and { $most } files at once.
    [room] “{ $name }” was not kept: your account, or this node, has no room for it. On your page you can remove files that are not published.
    [empty] “{ $name }” is empty.
    [macros] “{ $name }” was not kept: it holds macros. Save it without them, or as a PDF.
    [failed] “{ $name }” could not be kept. Try again later.
   *[other] “{ $name }” was not kept: it is not a whole PDF, picture (JPEG, PNG, WebP), text, or document (ODT, ODS, DOCX, XLSX).
}
part-file-cut = The form broke off on its way, and nothing was saved. What came is below; look at it, choose the file again and send again.
part-me-files = Files that you sent
part-me-files-room = They take { $used }.
part-me-file-shown = published
part-me-file-held = published with an assessment that waits for a reply: until then only you, those assessed and moderators can open it
part-me-file-own = not published: only you and moderators can open it
part-me-file-remove = Remove
part-wrong-not-a-position = “{ $found }” is not a position. Write the latitude and then the longitude in degrees: -0.0917, 34.7680.
part-wrong-outside-country = { $found } is not in the country that you chose. Latitude comes first; south and west are below 0.
part-wrong-no-such-file = “{ $found }” is not a file that this node keeps. Send it again.
part-wrong-two-leads = Only one organisation can answer for it.
part-wrong-not-an-organisation = “{ $found }” is none of the organisations above. Add it there, or write its name as there.
part-wrong-pledged-twice = More is promised than the line holds.
part-megabytes = { $n } MB
part-kilobytes = { $n } KB
part-unnamed = Give it a title or a name, so that it can be saved. What you typed is below.
part-sub-baseline = before
part-sub-baseline-year = in which year
part-sub-target = target
part-sub-target-year = by the end of which year
part-sub-unit = unit
part-sub-what = what it is
part-sub-indicator = indicator
part-sub-cents = amount
part-sub-number = number
part-sub-pledged = promise
part-sub-by = by whom
part-sub-purpose = what for
part-sub-year = year
part-sub-hash = fingerprint (SHA-256)
part-sub-link = address
part-sub-kind = what it is
part-sub-name = name
part-sub-role = role
part-sub-reference = identifier
part-sub-position = position
part-sub-lat = latitude
part-sub-lon = longitude
part-sub-technology = technology
part-sub-lot = lot
part-sub-fr = in French
part-sub-en = in English
part-record-activity = Activity of IATI
part-record-countries = Countries
part-record-imported = Imported
part-record-part-of = Part of
part-record-plan = Plan
part-record-transactions = Transactions
part-sub-activity = activity
part-sub-country = country
part-sub-outside = outside
part-sub-percentage = share, in percent
part-sub-plan = plan
part-sub-summary = fingerprint
