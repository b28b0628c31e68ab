# Pages of plans of connecting sites: see plan.ftl for what a plan says.

nav-plans = Plans
plans-title = Plans to connect everyone
plans-lead = For each school, health post and public place: how it can be connected, what that costs, who pays, and how far the plan is from the cheapest possible.
plans-empty = No plan is published on this node yet. Its owner publishes one with “passerelle plan publish”.
plans-new = Make a plan
plans-new-lead = Send the lists that you have. The plan is made here, from these files alone, and you can read, check and take every part of it.
plans-new-private = What you send, and the plan, are seen only by those to whom you give its address. They are removed after seven days, or earlier where this node has no room for more. Files may have { $megabytes } MB together.
plans-legend-files = Your files
plans-part-sites = Sites
plans-part-sites-hint = Schools, health posts, any place to connect: CSV, Excel or GeoJSON, with coordinates. Any names of columns.
plans-part-network = Fibre networks
plans-part-network-hint = Nodes and lines that exist: GeoJSON, or Open Fibre Data Standard. Without them nothing can be joined by fibre.
plans-part-towers = Mobile towers
plans-part-towers-hint = A list with coordinates, and generations if known (4G, 5G).
plans-part-roads = Roads
plans-part-roads-hint = An extract of OpenStreetMap (.osm.pbf): fibre is then planned along roads.
plans-part-population = Where people live
plans-part-population-hint = Points with a number of people: how many each amount reaches is then counted around sites.
plans-part-terrain = Heights of the ground
plans-part-terrain-hint = Tiles of SRTM (S02E036.hgt): radio hops are then planned only where nothing stands between.
plans-part-areas = Outlines
plans-part-areas-hint = The country or its areas, as GeoJSON: sites outside are set aside.
plans-part-costs = Prices
plans-part-costs-hint = Your country’s prices: the file of default prices with yours in it. Without it the defaults apply, and the plan says so.
plans-field-title = What the plan is called
plans-field-country = Country
plans-field-country-hint = Sites outside it are set aside.
plans-field-years = Years of service
plans-field-budget = Budget
plans-field-budget-hint = All that may be spent over the years, in the currency of the prices.
plans-field-budget-per-year = Budget a year for building
plans-field-first = What comes first
plans-field-at-least = Least share of each area, in percent
plans-field-at-least-hint = So many of each area’s sites are connected before others go on.
plans-field-sensitivity = Show what other prices would change (takes longer)
plans-first-people = as many people as possible
plans-first-pupils = as many pupils as possible
plans-first-sites = as many sites as possible
plans-first-saving = what saves most
plans-ask = Make the plan
plans-problems = The plan was not begun. Correct this, and choose your files again: browsers do not keep them.
plans-problem-busy = Many plans are being made just now. Try again in some minutes.
plans-problem-no-sites = No list of sites came with the form. Choose one.
plans-problem-files = At most { $n } files can be sent at once.
plans-problem-large = The files have more than { $megabytes } MB together. Send them as CSV, or region by region; at the command line there is no such limit.
plans-problem-slow = Nothing came for a minute, and it was given up. Try again on a better connection, or send smaller files.
plans-problem-cut = What was sent ended too early. Send it again.
plans-problem-number = { $field }: “{ $written }” is not a number from { $least } to { $most }.
plans-asked-title = Your plan
plans-state-waiting = { $n ->
    [0] Your plan is next. It will begin in a moment.
    [one] One plan is being made before yours.
   *[other] { $n } plans are being made before yours.
}
plans-state-begun = Your plan is being made.
plan-step-reading = Your plan is being made: files are read and cleaned.
plan-step-planning = Your plan is being made: technologies are chosen and lines drawn.
plan-step-ordering = Your plan is being made: works are put in order.
plan-step-comparing = Your plan is being made: it is compared at other rates and prices.
plan-step-writing = Your plan is being made: its files are written.
plans-state-failed = There is no plan, and here is why.
plans-state-given-up = This plan was begun three times, and the program ended each time before it was done. Try with fewer sites, or at the command line; and tell whoever runs this node.
plans-state-cancelled = Cancelled. The files that were sent are removed; this page, with their names, goes by itself after seven days, or when you remove it.
plans-may-leave = You can leave this page and come back: this address shows how far it has come, and the plan once it is made. Keep it, nobody else has it.
plans-cancel = Cancel
plans-again = Make another plan
plans-sent = What you sent
plans-private = Only those who have this address see this plan, with its exact places. It is removed on { $until }, or earlier where this node has no room for more: take its files.
plans-col-plan = Plan
plans-col-country = Country
plans-col-area = Area
plans-by-area = By area
plans-more-areas = { $n ->
    [one] One more area is in areas.csv.
   *[other] { $n } more areas are in areas.csv.
}
plans-area-lead = { $n ->
    [1] One site
   *[other] { $sites } sites
}: { $already } connected already, { $fibre } by fibre, { $radio } by radio, { $cellular } by a mobile network, { $satellite } by satellite. { $present } for { $people } people.
plans-area-lead-untold = { $n ->
    [1] One site
   *[other] { $sites } sites
}: { $already } connected already, { $fibre } by fibre, { $radio } by radio, { $cellular } by a mobile network, { $satellite } by satellite, for { $people } people. What that costs is not told by itself: so few lines would tell where they end.
plans-untold = not told
plans-next = Next sites
plans-find = Why is a site connected so?
plans-find-label = Name or identifier of a site
plans-find-button = Show
plans-known = What is known of it
plans-place = Latitude, longitude
plans-near = Near { $lat }, { $lon } (rounded)
plans-site-id = Identifier: { $id }
plans-no-site = This plan has no site “{ $site }”. Give its identifier, or its whole name.
plans-several = { $n } sites have this name. Which one?
plans-found = What was found in the files
plans-files = Take the plan
plans-kilobytes = { $size } kB
plans-megabytes = { $size } MB
plan-file-summary-json = Every figure, with prices and the hashes of what it was made of.
plan-file-sites-csv = Each site: how, when, for how much, and what else was possible.
plan-file-lines-geojson = Lines to build.
plan-file-network-geojson = The network that exists.
plan-file-phases-csv = Works in their order, and what all up to each one buy.
plan-file-areas-csv = The plan by area.
plan-file-cleaning-json = What was found in the files, row by row.
plan-file-cleaning-json-counts = What was found in the files, in counts.
plan-file-report-html = The report, to print.
plan-file-report-en-html = The report in English, to print.
plan-file-report-fr-html = The report in French, to print.
plan-file-map-pmtiles = The map as vector tiles, with every site.
sites-kind-school = School
sites-kind-health-facility = Health facility
sites-kind-other = Other place
plan-file-lots-csv = The lots to be put out to tender.
plan-file-bill_of_quantities-csv = The bill of quantities of each lot.
plan-file-affordability-csv = Who around the sites could pay to be connected at home, by area and group of income.
plans-initiative = An initiative carries it out: { $title }
plans-withheld-policy = Since this plan was published it was decided that places are to be shown less precisely. Its map, its sites and its files will be here again once it is published again.
plans-withheld-until = Its map, its sites and the files that tell of single sites are shown from { $day } on: so long the ministry lets them wait.
plans-default-costs = Default prices to fill in (costs.toml)
plans-part-incomes = Incomes
plans-part-incomes-hint = Of the people around the sites, by area: a table with the columns area, income_per_month, currency and year, by group of income or with a Gini coefficient (gini). The plan then says who could pay to be connected at home.
plans-legend-plan = The plan
plans-legend-more = More files: roads, people, heights, outlines, prices, incomes
plans-legend-money = Money and years
plans-legend-order = What comes first, and lots
plans-legend-columns = Which column is what
plans-columns-hint = The columns of your lists of sites are recognised by their names and by what is in them. Write the name of a column here only where something else was taken for it, or nothing.
plans-column-taken = Taken for it: { $columns }
plans-column-of-several = { $role }, { $n ->
    [1] the widest
    [2] the next
   *[other] the narrowest
}
plans-field-budget-per-year-hint = The plan then says in which year each work is done.
plans-field-basket = Price of an entry basket a month
plans-field-basket-hint = What the cheapest useful connection at home costs, in the currency of the prices. With incomes, the plan says who could pay it.
plans-field-years-hint = How long the plan pays for. Without a number, that of the prices.
plans-field-area-level = Which area that is
plans-field-lots-by = Lots to be put out to tender
plans-field-lots-by-hint = The plan is cut into lots with a bill of quantities each.
plans-level = { $n ->
    [1] the widest area that the lists tell
    [2] the next one within it
   *[other] the { $n }th from the widest
}
plans-lots-neighbours = groups of neighbours, whatever their area
plans-kept = Files that you sent before
plans-kept-hint = Untick what is not to be used again. Files that you choose below come beside them; of roads, outlines, prices and incomes, instead of them.
plans-problem-gone = The files that you sent before are not kept any more. Choose them again.
plans-problem-full = This node has no room for your files at present: it keeps { $gigabytes } GB for plans, and those that wait or are being made take too much of it. Try again once they are made, send smaller files, or make the plan at the command line.
plans-change = Change something, and make it again from the same files
plans-remove = Remove it now
