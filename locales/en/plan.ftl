# Plans of connecting sites: at a terminal, in the report, on pages.

plan-title = { $n ->
    [one] A plan to connect one site
   *[other] A plan to connect { $sites } sites
}
plan-lead = { $n ->
    [0] New fibre pays nowhere: each site is connected by what costs least where it is
    [one] One site by { $km } km of new fibre
   *[other] { $fibre } sites by { $km } km of new fibre
}{ $n ->
    [0] { "" }
   *[other] { $others ->
        [0] { "" }
        [one] , the other one by what costs least where it is
       *[other] , the others by what costs least where they are
    }
}: { $cost } over { $years ->
    [one] one year
   *[other] { $years } years
}, for { $assumed ->
    [most] about { $people } people, assuming { $each } for each site of which the lists do not tell: { $guessed } of them are assumed.
    [some] about { $people } people; { $guessed } of them are assumed, { $each } for each site of which the lists do not tell.
   *[none] { $people } people.
}
plan-default-costs = Made with the program’s default prices, which are not your country’s. Put yours into the file of default prices, and have the plan made again with it before you decide anything.
    .command = Made with the program’s default prices, which are not your country’s. Print them with “passerelle plan --print-costs”, put yours in, and give the file with --costs before you decide anything.
plan-some-default-costs = { $n ->
    [one] One of its { $all } prices is
   *[other] { $n } of its { $all } prices are
} still the same as the program’s default prices. Check that they are your country’s before you decide anything.
plan-prices-said = Costed with default prices, which are not the country’s.
plan-some-prices-said = { $n ->
    [one] One of its { $all } prices is a default price.
   *[other] { $n } of its { $all } prices are default prices.
}
plan-people-assumed = Their number is assumed: { $each } for each site of which the lists do not tell.
plan-money = { $amount } { $currency }
plan-mix = How sites are connected
plan-technology-already = Connected already
plan-technology-fibre = Fibre
plan-technology-radio = Point-to-point radio
plan-technology-cellular = Mobile network
plan-technology-satellite = Satellite
plan-col-how = How
plan-col-sites = Sites
plan-col-share = Share
plan-col-present = Present cost
plan-col-people = People
plan-col-file = File
plan-col-rows = Rows
plan-map = Map of the plan: how sites are connected, and the lines to build. The table above gives the numbers.
plan-map-note = Each square shows how most of its sites are connected; wide lines are the network that exists, fine ones the fibre to build. All of it is in sites.csv and lines.geojson.
plan-map-areas = Map of the plan: how the sites of each area are connected. The tables give the numbers.
plan-map-areas-note = Each circle is an area: the more sites it has, the larger it is, and its slices are how they are connected, in the colours of the table above. The middle of an area is rounded.
plan-map-areas-outside = { $n ->
    [one] One area lies far from the others, outside this map; the tables have it.
   *[other] { $count } areas lie far from the others, outside this map; the tables have them.
}
plan-map-outside = { $n ->
    [one] One site lies far from the others, outside this map. If it does not belong there, say which country it is: sites outside are then set aside.
   *[other] { $count } sites lie far from the others, outside this map. If they do not belong there, say which country it is: sites outside are then set aside.
}
    .command = { $n ->
        [one] One site lies far from the others, outside this map. If it does not belong there, give --country: sites outside are then set aside.
       *[other] { $count } sites lie far from the others, outside this map. If they do not belong there, give --country: sites outside are then set aside.
    }
plan-roads = Lines follow roads: { $km } km of them lead from sites to each other and to the network. { $joined } places of sites are joined to a road, { $n ->
    [0] all there are.
    [one] one has no road within reach and is reached in a straight line.
   *[other] { $unjoined } have no road within reach and are reached in a straight line.
}
plan-population = Of { $people } people in the file of population, { $others } have a site that is not connected yet as their nearest, at most { $km } km away, and { $connected } one that is connected already; { $beyond } live farther from every site. Each person is counted once, at the nearest site.
plan-hops-checked = { $n ->
    [one] Radio hops: one site has a mast within reach; { $profiles } profiles of the ground were looked at. Clear: { $clear } (with a mast at the site: { $mast }). Ground in the way: { $blocked }. Not known, because heights are missing: { $unknown }. A hop that is not clear is not planned.
   *[other] Radio hops: { $sites } sites have a mast within reach; { $profiles } profiles of the ground were looked at. Clear: { $clear } (with a mast at the site: { $mast }). Ground in the way: { $blocked }. Not known, because heights are missing: { $unknown }. A hop that is not clear is not planned.
}
plan-hops-unchecked = { $n ->
    [one] Radio hops were not checked against hills (one site has a mast within reach): send the heights of the ground too.
   *[other] Radio hops were not checked against hills ({ $sites } sites have a mast within reach): send the heights of the ground too.
}
    .command = { $n ->
        [one] Radio hops were not checked against hills (one site has a mast within reach): give heights of the ground with --terrain.
       *[other] Radio hops were not checked against hills ({ $sites } sites have a mast within reach): give heights of the ground with --terrain.
    }
plan-costs = What it costs
plan-present-cost = Present cost: { $years ->
    [one] one year
   *[other] { $years } years
}, at { $rate } a year
plan-present-cost-at = Present cost of the best plan at { $rate } a year
plan-capex = Paid at the start
plan-opex = Paid each year
plan-renewal = Paid later, to buy again what wears out
plan-how-good = How near to the cheapest it is
plan-bound = No plan along the candidate lines costs less than { $least }.
plan-gap-none = This plan costs just that: there is no cheaper one along these lines.
plan-gap = What is built and what is given up for it is at most { $network } above the least; the whole plan, at most { $total }.
plan-gap-unknown = How far that is from the plan cannot be said as a share.
plan-bound-note = Candidate lines are those between neighbouring sites and from each site to the nearest point of the network, along the great circle. The bound holds for these, and for the alternatives at these prices. A radio hop starts from what exists, not from a line that the plan builds.
plan-bound-note-roads = Candidate lines are roads between the points where sites and the network are joined to them, and straight lines from there; junctions of roads may be places where lines part. The bound holds for these, and for the alternatives at these prices. A radio hop starts from what exists, not from a line that the plan builds.
plan-buys = What each amount buys
plan-reached = { $people } people ({ $share })
plan-priority-people = In this order of works, each amount reaches as many people as it can.
plan-priority-pupils = In this order of works, each amount reaches as many pupils as it can.
plan-priority-sites = In this order of works, each amount connects as many sites as it can.
plan-priority-saving = In this order of works, what fibre saves most comes first.
plan-at-least = { $n ->
    [0] Each area comes to { $share } of its sites connected at least, as was asked for.
    [one] One area stays below the { $share } of its sites that was asked for, because the budget does not reach further: { $areas }.
   *[other] { $count } areas stay below the { $share } of their sites that was asked for, because the budget does not reach further: { $areas }{ $more ->
        [0] .
       *[other] { " " }and { $more } more.
    }
}
plan-area-untold = sites whose area is not told
plan-budget = A budget of { $budget } connects { $n ->
    [one] one site
   *[other] { $sites } sites
} and reaches { $people } people, for { $spent }.
plan-budget-per-year = With { $peryear } a year for building, { $n ->
    [one] one site is
   *[other] { $sites } sites are
} connected within the plan’s years and { $people } people are reached, for { $spent } in all.
plan-budget-both = With a budget of { $budget } and { $peryear } a year for building, { $n ->
    [one] one site is
   *[other] { $sites } sites are
} connected and { $people } people are reached, for { $spent }.
plan-curve = People reached, over present cost. The table below gives the numbers.
plan-curve-note = People reached (upwards) by present cost (to the right). Every work is in phases.csv.
plan-who-pays = Who pays
plan-payer = { $name } ({ $kind })
plan-payer-state = State budget
plan-payer-universal-service-fund = universal service fund
plan-payer-operator = operator
plan-payer-donor = donor
plan-payer-user = users
plan-financing-gap = What nobody pays yet
plan-energy-title = Energy
plan-energy = The equipment at the sites draws { $kwh } kWh a year; what comes from the grid emits { $tonnes } t CO₂e a year.
plan-warnings = Before you use it
plan-inputs = What it was made of
plan-warning-rows-set-aside = { $n ->
    [one] One row was set aside because it was not understood: cleaning.json says which and why.
   *[other] { $count } rows were set aside because they were not understood: cleaning.json says which and why.
}
plan-warning-network-set-aside = { $n ->
    [one] One row of the network was set aside because it was not understood, and is no part of it: cleaning.json says which and why.
   *[other] { $count } rows of the network were set aside because they were not understood, and are no part of it: cleaning.json says which and why.
}
plan-warning-network-outside = { $n ->
    [one] One node or line of the network lies outside the country. It counts all the same: check that the file is the right one.
   *[other] { $count } nodes and lines of the network lie outside the country. They count all the same: check that the file is the right one.
}
plan-warning-network-far = { $n ->
    [one] The only place is farther from the network than a line reaches: check that the network is of this country.
   *[other] All { $count } places are farther from the network than a line reaches: check that the network is of this country.
}
plan-warning-towers-set-aside = { $n ->
    [one] One row of the towers was set aside because it was not understood: cleaning.json says which and why.
   *[other] { $count } rows of the towers were set aside because they were not understood: cleaning.json says which and why.
}
plan-warning-population-set-aside = { $n ->
    [one] One row of the population was set aside because it was not understood: cleaning.json says which and why.
   *[other] { $count } rows of the population were set aside because they were not understood: cleaning.json says which and why.
}
plan-warning-no-network = No fibre network was sent, or none that is in use: send yours too, or every site is connected without fibre unless one of the sites has it.
    .command = No network was given, or none that is in use: give yours with --network, or every site is connected without fibre unless one of the sites has it.
plan-warning-no-towers = No mobile towers were sent, and not every site says whether a mobile network reaches it: send a list of towers too, or these sites are not offered one.
    .command = No towers were given, and not every site says whether a mobile network reaches it: give a list with --towers, or these sites are not offered one.
plan-warning-status-untold = { $n ->
    [one] One site does not say whether it is connected: it is taken not to be.
   *[other] { $count } sites do not say whether they are connected: they are taken not to be.
}
plan-warning-people-untold = { $n ->
    [one] One site does not say how many people it serves: the number of the prices’ file is taken.
   *[other] { $count } sites do not say how many people they serve: the number of the prices’ file is taken for each.
}
plan-warning-power-untold = { $n ->
    [one] One site does not say whether it has power: the price of the grid is taken.
   *[other] { $count } sites do not say whether they have power: the price of the grid is taken.
}
plan-warning-generation-untold = { $n ->
    [one] One tower does not say which generations it carries: it is taken to carry the fourth.
   *[other] { $count } towers do not say which generations they carry: they are taken to carry the fourth.
}
plan-warning-several-terminals = { $n ->
    [one] One site that is connected by satellite needs more than a terminal carries: it gets several, which are in the bill.
   *[other] { $count } sites that are connected by satellite need more than a terminal carries: they get several, which are in the bill.
}
plan-warning-no-terrain = { $n ->
    [one] Hills were not looked at: the radio hop that is planned may have no line of sight. Have it surveyed.
   *[other] Hills were not looked at: the { $count } radio hops that are planned may have no line of sight. Have each one surveyed.
}
plan-warning-sight-unknown = { $n ->
    [one] Heights are missing on the way of the radio hops to one site: none is planned there.
   *[other] Heights are missing on the way of the radio hops to { $count } sites: none is planned there.
}
plan-warning-out-of-reach = { $n ->
    [one] One place is farther from the network than a line reaches; other sites may still lead to it.
   *[other] { $count } places are farther from the network than a line reaches; other sites may still lead to them.
}
plan-warning-no-road = { $n ->
    [one] One place of sites has no road within reach: lines to it are straight.
   *[other] { $count } places of sites have no road within reach: lines to them are straight.
}
plan-warning-long-lines = { $n ->
    [one] One site is farther along its line from the site before it, or from the network, than fibre.reach_km: check that the equipment reaches so far.
   *[other] { $count } sites are farther along their lines from the site before them, or from the network, than fibre.reach_km: check that the equipment reaches so far.
}
plan-written = Written: { $folder } ({ $files })

# What is wrong.
plan-error-no-sites = There is no site to plan for: no row was understood, or every one was set aside.
    .command = There is no site to plan for: no row was understood, or every one was set aside. See “passerelle sites check”.
plan-error-senseless = These prices and sites make no plan that can be computed ({ $detail }). Look for prices that are far too large.
plan-error-not-understood = The files below were not understood, so no plan was made.
    .command = The files below were not understood, so no plan was made. “passerelle sites check”, “sites network” and “sites towers” say more about each.
plan-error-file = { $path } cannot be read: { $detail }.
plan-error-write = { $path } cannot be written: { $detail }. Nothing of an earlier plan there was changed but what had been written before.
plan-error-not-exact = { $path } holds what may be shown of a plan, without its places. Publish the folder that “passerelle plan” wrote.
plan-error-not-a-plan = { $path } holds other files. Name a folder that is empty, is not there yet, or holds an earlier plan.
plan-error-not-a-folder = { $path } is a file. Name a folder that is empty, is not there yet, or holds an earlier plan.
plan-error-stopped = The plan was stopped before it was made. Nothing was written.
plan-error-roads-file = { $path } cannot be read: { $detail }.
plan-error-roads-broken = { $path } is no extract of OpenStreetMap (.osm.pbf), or breaks off: byte { $detail } cannot be read. Download it again.
plan-error-roads-other-packing = { $path } is packed in a way that is not read here (byte { $detail }). Make it again with zlib: “osmium cat -f pbf,pbf_compression=zlib”.
plan-error-roads-too-many-roads = { $path } has more roads than memory is meant to hold. Cut it to the country.
plan-error-roads-empty = { $path } has no road that vehicles use. Give an extract with roads (highway=…).
plan-error-roads-elsewhere = No road of { $path } is within reach of a site. Give the extract of the country where the sites are.
plan-error-terrain-file = { $path } cannot be read: { $detail }.
plan-error-terrain-size = { $path } is no tile of heights: it has { $detail } bytes. A tile of SRTM has 2,884,802 (3 seconds of arc) or 25,934,402 (1 second). Download it again.
plan-error-terrain-name = The name of { $path } does not say where it is. A tile is named by its south-western corner, such as S02E036.hgt: give it its name back.
plan-error-terrain-empty = The folder { $path } has no tiles of heights (files such as S02E036.hgt or S02E036.SRTMGL1.hgt.zip).
plan-error-terrain-elsewhere = None of the tiles of heights is where the sites are. Send those of the country; a tile is named by its south-western corner, such as S02E036.hgt.
    .command = None of the tiles given with --terrain is where the sites are. Give those of the country; a tile is named by its south-western corner, such as S02E036.hgt.
plan-error-terrain-too-many = The { $detail } tiles that hops can cross hold more than 2 GB of heights. Give tiles of 3 seconds of arc instead of 1, or plan region by region.
finding-cost-too-many = There are too many of these: 20 rates to compare (“compare_rates”) and 1,000 payers at the most. Take some out.
plan-asked-budget = Budget
    .command = --budget
plan-asked-budget-per-year = Budget a year for building
    .command = --budget-per-year
plan-asked-years = Years of service
    .command = --years
plan-asked-basket = Price of an entry basket a month
    .command = --basket
plan-asked-at-least = Least share of each area
    .command = --at-least
finding-cost-out-of-range = Prices are above 0, shares from 0 to 1, years from 1 to 100: the file of default prices has a comment beside each field. Correct it.
    .command = Prices are above 0, shares from 0 to 1, years from 1 to 100: “passerelle plan --print-costs” prints a file with a comment beside each field. Correct it.
finding-costs-unreadable = This is not how a file of prices is written: the file of default prices shows how, with a comment beside each field. Correct it at this place.
    .command = This is not how a file of prices is written: “passerelle plan --print-costs” prints one, with a comment beside each field. Correct it at this place.
finding-not-years = A plan pays for 1 to 100 years.
finding-not-a-currency = Give the three letters of ISO 4217, such as USD, KES or XOF; all prices of a file are in this one currency.
finding-not-an-amount = An amount of money is above 0.
finding-not-a-share = A share goes from 0 to 1: 0.5 is half of the sites of each area.

# What other prices would change.
plan-sensitivity = With other prices
plan-price-fibre-line-price = A kilometre of fibre
plan-price-fibre-mbps-per-year = A megabit a second by fibre
plan-price-cellular-mbps-per-year = A megabit a second by mobile network
plan-price-radio-mbps-per-year = A megabit a second by radio
plan-price-satellite-mbps-per-year = A megabit a second by satellite
plan-price-satellite-site-price = A satellite terminal
plan-sensitivity-line = { $price } × { $factor }: { $cost } ({ $change }), { $km } km of fibre, { $n ->
    [0] no site is connected in another way
    [one] one site is connected in another way
   *[other] { $switched } sites are connected in another way
}

# Two plans, and a site of one.
plan-technology-unknown = in a way that is not told
plan-compare-line = { $label }: { $one } | { $other } ({ $change })
plan-compare-currencies = The two plans are in different currencies: compare shares, not amounts.
plan-compare-switched = { $from } → { $to }: { $n ->
    [one] one site
   *[other] { $n } sites
}
plan-compare-only = Sites that only one of the plans has: { $one } | { $other }
plan-figure-sites = Sites
plan-figure-connected-already = Connected already
plan-figure-present-cost = Present cost
plan-figure-present-cost-lower-bound = Its lower bound
plan-figure-gap-network = Gap of the network
plan-figure-capex = Paid at the start
plan-figure-opex-per-year = Paid each year
plan-figure-fibre-km = Kilometres of new fibre
plan-figure-people-reached = People reached
plan-figure-financing-gap = What nobody pays yet
plan-figure-energy-kwh-per-year = kWh a year
plan-figure-co2e-kg-per-year = kg CO₂e a year
plan-site = { $name } ({ $id })
plan-site-already = Connected already ({ $how }): nothing is planned.
plan-site-cost = { $how }: present cost { $cost }, of which { $line } is its part of shared lines. Cheapest without fibre: { $other }, at { $othercost }.
plan-site-fibre = Fibre, because it saves { $saves } at the site against that, more than its part of the lines costs. It stays the choice while that part stays below the saving.
plan-site-no-fibre = Not fibre, because there is no network to join.
    .command = Not fibre, because there is no network to join. Give one with --network.
plan-site-cheaper-anyway = Not fibre, because even without a line it would cost { $saves } more at the site. Only the price of bandwidth or of the terminal would change that.
plan-site-too-far = Not fibre: it would save { $saves } at the site, but the nearest fibre is { $km } km away, at { $perkm } a kilometre. A line for this site alone would pay below { $breakeven } a kilometre.
plan-site-way-dearer = { $way }: { $cost }, { $apart } more than { $how }.
plan-site-way-cheaper = { $way }: { $cost } by itself, { $apart } less than { $how } with its part of the lines. The sites of a line share it in equal parts, and together they pay less with it.
plan-site-way-too-small = { $way }: it carries less than the { $mbps } Mbit/s that this site needs, so it is not offered.
plan-site-not-covered = Mobile network: none of the fourth generation reaches this site.
plan-site-cost-alone = { $how }: present cost { $cost }, the cheapest choice without fibre.
plan-site-cost-untold = { $how }. What it costs at this site is not told: it would tell where the site is. Cheapest without fibre: { $other }, at { $othercost }.
plan-site-not-worth = Not fibre: a line to it would cost more than fibre saves.
plan-site-radio-none = Radio: no mast is within reach.
plan-site-radio-unchecked = Radio: { $from } is { $km } km away; hills were not looked at, because the plan was made without heights of the ground.
    .command = Radio: { $from } is { $km } km away; hills were not looked at, because the plan was made without --terrain.
plan-site-radio-clear = Radio: { $from }, { $km } km away, is in sight of the site’s roof.
plan-site-radio-mast = Radio: { $from }, { $km } km away, is in sight of a mast at the site, not of its roof.
plan-site-radio-blocked = Radio: the ground is in the way of every mast that was tried; the nearest is { $from }, { $km } km away.
plan-site-radio-unknown = Radio: { $from } is { $km } km away, and heights are missing on the way, so a hop was not planned.
plan-error-no-site = The plan in { $folder } has no site { $site }. Give its identifier as in sites.csv, or its whole name.

# Who pays, who could pay at home, lots and bills.
plan-paid-line = { $present }, of which { $capex } at the start and { $opex } later
plan-payers-together = Together: { $kind }
plan-financing-surplus = Promised beyond what the plan costs
plan-col-payer = Who
plan-col-at-start = At the start
plan-col-later = Later
plan-afford-title = Who around the sites could pay
plan-afford-no-incomes = It is not said who could pay to be connected at home: send incomes too.
    .command = It is not said who could pay to be connected at home: give incomes with --incomes.
plan-afford-no-basket = It is not said who could pay to be connected at home: give the price of an entry basket a month, in the form or in the file of prices.
    .command = It is not said who could pay to be connected at home: give the price of an entry basket a month with --basket, or in the file of prices.
plan-afford-no-area = It is not said who could pay to be connected at home: no site is in an area of the file of incomes. Write areas there as the lists of sites do, or add a row without an area for the whole country.
plan-afford-means-only = It is not said which share of the people could pay: only mean incomes are known. Give groups of income, or a Gini coefficient.
plan-afford-share = { $share } of the people could pay an entry basket of { $price } a month for each { $per ->
    [household] household
   *[person] person
} with { $part } of their income.
plan-afford-rule = { $n ->
    [one] { $keep ->
        [0] In the one area of which incomes are known, the price is above { $part } of mean income.
       *[other] In the one area of which incomes are known, the price is at most { $part } of mean income.
    }
   *[other] { $keep ->
        [0] In none of the { $n } areas of which incomes are known is the price at most { $part } of mean income.
        [one] In one of the { $n } areas of which incomes are known, the price is at most { $part } of mean income.
       *[other] In { $keep } of the { $n } areas of which incomes are known, the price is at most { $part } of mean income.
    }
}
plan-afford-subsidy = To make it affordable for all, { $amount } a month would be needed.
plan-afford-years = Incomes are of { $years }, a month.
plan-afford-by-population = Areas count by the people who live there.
plan-afford-by-sites = Areas count by the people of their sites.
plan-afford-gni = Where nothing else is known, gross national income per person stands in for incomes. No household has it as such, and most have less.
plan-afford-without = { $without ->
    [one] One site is in no area of which incomes are known.
   *[other] { $without } sites are in no area of which incomes are known.
}
plan-afford-range = { $share } ({ $low } to { $high })
plan-afford-country = The whole country
plan-afford-basis = { $basis }, { $year }
plan-afford-basis-incomes = incomes
plan-afford-basis-gni-per-capita = gross national income per person
plan-afford-note = In brackets, what means of groups leave open: nobody has less than the mean of the group below. All groups are in affordability.csv.
plan-col-area = Area
plan-col-incomes = Incomes
plan-col-can-pay = Could pay
plan-col-of-mean = Price of mean income
plan-col-for-all = Price for the poorest group
plan-col-subsidy = Missing a month
plan-lots-title = Lots
plan-lots-note = All lots are in lots.csv, each with its bill in bill_of_quantities.csv. Years are counted from the start of the plan; they are there where a budget a year is. Amounts are rounded so that they add up to the plan, to the cent; what is bought again later is no part of a lot.
plan-lot-several = Several lots, told as one
plan-lot-group = Neighbours { $number }
plan-col-lot = Lot
plan-col-km = Km of cable
plan-col-years = Years of works
plan-bill-title = Bill of quantities
plan-bill-quantity = { $quantity } { $unit }
plan-col-item = What
plan-col-quantity = Quantity
plan-col-amount = Amount
plan-col-paid = Paid
plan-paid-once = once
plan-paid-each-year = each year
finding-income-no-column = The file of incomes has no such column: it needs income_per_month (or income_per_year), currency and year.
    .command = The file of incomes has no such column: it needs income_per_month (or income_per_year), currency and year. docs/financing.md says what each column holds.
finding-income-unreadable = This is no table of incomes that can be read.
finding-income-shares = The parts of the groups of an area are all given and add up to 1 (or 100), or none is given.
finding-income-people = This is a number of people above 0.
finding-income-currency = Incomes are in the currency of the plan’s prices: convert them, and say the rate where you publish.
finding-income-year = Give the year of the incomes, four digits.
finding-income-gini = A Gini coefficient is above 0 and below 1 (or below 100).
finding-income-word = Write person or household, incomes or gni_per_capita.
finding-income-differs = The rows of an area have one year, one basis, one number of people and one size of households.
finding-income-one-group = One group says nothing of the others: give all groups of the area, or a mean without a group.
finding-income-twice = The area has groups and a mean: keep one of the two.
finding-income-household = The size of a household is needed to turn incomes of people into those of households: fill household_size.

# How precisely the sites of a published plan are shown.
plan-places-areas = { $decided ->
    [yes] Decided by { $who } on { $day }: the sites
   *[no] Until the ministry decides otherwise, the sites
} of this plan are counted by area and not shown one by one; a map shows the areas, at rounded places.
plan-places-rounded = { $decided ->
    [yes] Decided by { $who } on { $day }: the place
   *[no] Until the ministry decides otherwise, the place
} of each site is rounded to about { $km } km, on maps, on pages and in files. Lines are drawn straight between rounded places; lengths and amounts that would tell where a site is are left out or told together.
