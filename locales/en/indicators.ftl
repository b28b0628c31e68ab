# Indicators: definition, countries, trend, groups, method.

indicators-title = The indicators
places-with-figure = { $n ->
    [0] No figure yet
    [one] { $n } country or group has a figure
   *[other] { $n } countries or groups have a figure
}
theme-affordability = Prices
theme-connectivity = Connection
theme-context = Context
theme-economy = Economy
theme-education = Education
theme-government = Public services and governance
theme-services = Energy and financial services
theme-skills = Skills
theme-texts = Figures that the texts quote
theme-use = What people do online

## One indicator

indicator-countries = { $n ->
    [0] Countries
    [one] { $n } country
   *[other] { $n } countries
}
indicator-empty = No country has a figure here yet.
sort-by-name = Sort by name
sort-by-value = Sort by figure, greatest first
see-map = See the map
indicator-groups = Groups of countries
chart-world = { $indicator } – the world
change-since = { $change } since { $period }
lead-outdated = This figure is over ten years old: it says how things were, and much may have changed since.
indicator-method = How to read these figures
indicator-direction = Direction
direction-higher = The greater the figure, the better.
direction-lower = The smaller the figure, the better.
direction-none = Neither more nor less is better: this figure helps to understand the others.
indicator-progress = Trend
method-regression = A line is fitted to the last { $window } years of figures, recent years weighing more, then followed to the date set. It goes no faster than the steepest change seen, and figures of 0 or of the whole do not bend it. A country is called on track only when the whole 90% range says so.
method-growth-ratio = The growth over the last { $window } years of figures is compared with the growth needed to reach the target at the date set. A country is called on track from 95% of that growth.
method-none = No trend is computed: the figures do not lend themselves to it.
download-sdmx = Download the figures (SDMX-CSV 2.0)
download-sdmx-structure = their structure, SDMX-JSON
indicator-sdg-series = Series of the Sustainable Development Goals

## One indicator in one country

chart-country = { $indicator } – { $place }
chart-gaps = (dotted: years without a figure)
by-group = By group of people
series = Year by year
other-sources = What other sources say

## What the source says of a figure

status-normal = no reservation
status-reported = reported by the country
status-estimated = estimated
status-modelled = from a model
status-provisional = provisional
status-unreliable = unreliable
status-national = national definition
status-adjusted = adjusted to compare
status-global-monitoring = compiled by the international agency that monitors it
status-synthetic = invented
status-not-collected = not collected
status-not-collected-by-law = not collected, the law forbids it
status-not-published = not published
status-protected = withheld to protect people
status-break = break in the series: measured otherwise than before

## First sentences, and what charts are made of

answer-one = { $value } ({ $place }, { $period })
answer-only = { $indicator }: one country has a figure here, { $one }.
answer-range = { $indicator }: { $n } countries have a figure here, from { $least } to { $most }.
answer-computed = Worked out here from the figures of countries, each with its source
indicators-lead = { $n } indicators, { $with } of which have figures here: { $figures } in all.
indicators-first = The first of them –{" "}
indicator-how-to-fill = The table will fill as soon as a source has been brought in with the command “passerelle import statistics”.
chart-first = Full line:{" "}
chart-second = Dashed line:{" "}
figure-of-period = { $value } ({ $period })
