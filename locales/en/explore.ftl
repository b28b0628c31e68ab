# The disaggregation explorer: groups of people side by side.

explore-title = Who is left out: compare groups
explore-lead = Choose a country, an indicator and what to tell people apart by. Each figure comes with its range where its source publishes one.
explore-choose = Choose…
explore-by = Tell apart by
explore-and = And by
explore-among = Whose figures by region
explore-everyone = Everyone
explore-of = { $indicator } – { $place }
# $many is the number of dimensions that people are told apart by.
explore-summary = { $many ->
    [0] { $n ->
        [one] { $n } figure, for everyone, { $period }.
       *[other] { $n } figures, for everyone, { $period }.
    }
   *[other] { $n ->
        [one] { $n } figure, by { $by }, { $period }.
       *[other] { $n } figures, by { $by }, { $period }.
    }
}
explore-range = From { $low } ({ $least }) to { $high } ({ $most }).
explore-protected = { $n ->
    [one] { $n } figure is withheld to protect people.
   *[other] { $n } figures are withheld to protect people.
}
explore-unreliable = { $n ->
    [one] { $n } figure is too uncertain to rely on: it is drawn lighter.
   *[other] { $n } figures are too uncertain to rely on: they are drawn lighter.
}
explore-none = No source read here gives figures of { $place } by { $by }. Choose something else to tell people apart by, or only one of the two.
explore-none-apart = No source read here gives figures of this indicator for { $place }. Choose another indicator or another country.
explore-areas = By region: { $place }, { $who }
explore-no-outlines = There are no outlines of these regions here to draw a map with: they stand in the order of their figures, on one scale.
explore-cases = Cases (at least)
explore-csv = Download these figures (CSV)
explore-indicator = The indicator here: trend, sources, all groups
explore-address = The permanent address of this view:
explore-this = Compare groups: choose what to tell people apart by
api-error-period = “period” is written 2019, 2014/15, 2019-Q3 or 2019-07; “{ $found }” was given.
explore-map-unreliable = too uncertain
door-explore = Groups of people
door-explore-text = Women and men, town and country, young and old: who is left out, and how sure that is.
explore-table = The figures as a table
