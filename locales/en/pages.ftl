# What every page has, and the general pages.

product = Passerelle
language-name = English
skip-to-content = Skip to content
nav-main = Main menu
nav-footer = Foot of the page
nav-crumbs = Where you are
nav-beside = Before and after in the text
nav-countries = Countries
nav-commitments = Commitments
nav-indicators = Indicators
nav-map = Map
nav-compare = Compare
nav-search = Search
nav-about = About
nav-sources = Sources
nav-releases = Releases
nav-log = Log
nav-api = For programs (API)

## Home

home-title = What was promised, and where do we stand?
home-lead = Choose a country: you will see what was promised on digital matters, where that country stands, who is left out, and how fast things are moving.
home-doors = What would you like to see?
door-country = A country
door-country-text = Where it stands, who is left out, what the texts say that concerns it.
door-promise = A promise
door-promise-text = { $n ->
    [one] { $n } commitment made or asked for, in plain words, with the figures that show it.
   *[other] { $n } commitments made or asked for, in plain words, with the figures that show them.
}
door-data = Figures
door-data-text = Figures gathered here: { $n }. Each keeps the name of its source and can be downloaded.
door-compare = A comparison
door-compare-text = Up to six countries or groups of countries, side by side.
home-country = Go straight to a country
country-label = Country
country-button = See this country
home-empty = There are no figures to draw here yet. A map of the world will appear as soon as the person who looks after this node brings some in, with the command “passerelle import statistics” followed by the name of a file or a folder.
map-table = The same figures in a table
map-indicator = More on this indicator: trend, groups, sources, downloads

## Search

search-label = A country, an indicator, a commitment, a source
search-button = Search
search-found = { $n ->
    [0] Nothing was found for “{ $asked }”. Try a single word, or the name of a country.
    [one] { $n } answer for “{ $asked }”
   *[other] { $n } answers for “{ $asked }”
}
search-no-country = “{ $country }” is not the code of a country known here. Look for it by its name.
found-country = country
found-indicator = indicator
found-commitment = commitment
found-source = source

## Map

indicator-label = Indicator
show-button = Show
map-label = { $n ->
    [0] { $indicator }: no country has a figure yet
    [one] { $indicator }: { $n } country has a figure
   *[other] { $indicator }: { $n } countries have a figure
}
map-no-figure = no figure
map-outdated = older than ten years (before { $year })
map-outdated-count = { $n ->
    [one] { $n } figure is older than ten years: it is hatched rather than coloured.
   *[other] { $n } figures are older than ten years: they are hatched rather than coloured.
}
map-outlines = Outlines: { $source }.
map-below = below { $high }
map-between = { $low } to below { $high }
map-above = { $low } or more

## Compare

compare-title = Compare countries
compare-place = Country or group { $n }
compare-none = None
compare-button = Compare
compare-empty = Choose one or more countries, or groups of countries: their figures will appear here, side by side, row by row.
none = none
compare-unknown = “{ $place }” is no country and no group that is known here: it is not in the comparison.
compare-beyond = { $place } is not in the comparison: six places at most stand side by side.

## Sources

origin-figures = Figures ({ $years })
years = { $first } to { $last }
figure-outdated = over ten years old
period-outdated = { $period }, over ten years old
sources-title = Where the figures come from
sources-lead = Every figure comes from a named source. Here is who publishes what, how they do it, and on what terms you may use it. To cite a figure, cite its source.
source-licence = Terms
source-method = Kind of figures
source-vintage = { $vintage } edition
source-where = Where to find them
source-method-official = Official statistics
source-method-survey = Survey
source-method-modelled = Model or estimate
source-method-census = Census
source-method-prices = Price survey
source-method-index = Index made of several measures
source-demo = invented figures, for demonstration
source-local = file brought to this node
source-local-file = file { $file } (import { $n })
source-local-given = { $source }, as given in a file brought to this node
source-texts = figures that the texts state
source-afnu = handbook “The UN and the digital world”, French United Nations association, 2020
source-roadmap-press = press release on the Roadmap, 2020
source-local-about = These figures come from files that were brought to this node and that no entry of our catalogue describes. Where such a file names a source, its name is given, and nobody here has checked that the figures are that source’s own. The files are listed at the end of this page.
source-document-about = This document is neither a source of statistics nor one of the three texts. A few figures that it states are kept as it words them.
source-other-about = A file brought to this node names this source, which our catalogue does not describe. The files are listed at the end of this page.
source-reference = Reference
source-year = Year
source-stated = Figures it states
source-stated-none = None is kept here.
source-stated-count = { $n ->
    [one] { $n } figure, with its passage
   *[other] { $n } figures, each with its passage
}
paragraph = paragraph { $n }
cited = { $text }, { $passage }
imports-title = Files brought to this node
imports-empty = No file has been brought here yet. One command is enough, “passerelle import statistics” followed by the name of a file or a folder; every file that is read will be named here.
superseded-by = replaced by import no. { $n }

## Heads of columns

col-number = No.
col-record = Record
col-version = Version
col-time = Date and time
col-author = Written by
col-reason = Reason
col-place = Country or group
col-indicator = Indicator
col-value = Figure
col-period = Period
col-change = Change
col-source = Source
col-target = Target
col-who = Who
col-interval = Range
col-file = File
col-figures = Figures
col-hash = Fingerprint (SHA-256, beginning)

## When it does not work

not-found-title = Nothing at this address
not-found-text = The page may have changed its name, or the address may have been copied with a mistake. Nothing is lost: go back to the first page and search by the name of a country, an indicator or a commitment.
failed-title = This page could not be prepared
failed-text = Something went wrong on our side, and a note of it was kept. Nothing is lost: the figures and the texts are intact. Reload the page in a moment; if it goes on, tell the person who looks after this node.
method-title = This address can only be read
method-text = A form or a program tried to change something here, and nothing can be changed at this address. Nothing is lost: open the page again, without sending anything.
back-home = Back to the first page

## About

about-title = About Passerelle
about-lead = “Passerelle” is French for a footbridge: a bridge that you cross on foot. This one joins what was promised on digital matters to what people live, step by step: promise, evidence, gap, plan, help, voice and verdict.
about-node = Passerelle belongs to nobody. A country, a regional body or a United Nations office can run its own node: one program, one file of data. This node shows promise, evidence and gap.
about-figures = How the figures are made
about-figures-text = No figure is ours: each is published by a named source, or computed from figures that are. When several sources speak of the same country, the page follows one and shows what the others say; a file brought to this node comes first where its figure is newer. A trend never mixes two sources, nor what was measured with what was estimated.
about-class-on-track = “On track”: at the date set, the whole 90% range of what the figures lead us to expect reaches the target.
about-class-cannot-tell = “Cannot tell”: the two ends of that range do not give the same answer, or there are too few figures. We would rather say so than guess. “No verdict”: the latest figure is over ten years old.
about-interval = “Between … and …”: the 95% range of the figure itself, given when the source publishes its margin of error.
about-parity = Gaps between groups compare two figures of the same source and the same period. “At parity” means that their ratio is close enough to 1 for that indicator.
about-privacy = Your privacy
about-privacy-text = No page needs a script. There are no cookies, no tracking and nothing taken from another site: pages stay light and nobody follows you.
about-version = Passerelle, version { $version }

## Compare: groups

compare-others = Choose other places
compare-median = median of { $n } countries, { $since } or later
compare-median-about = Where nobody publishes a figure for a group of countries, its median is given: half of its countries that have a recent figure are at that figure or below. It counts countries, not people.
compare-computed = worked out here from the figures of countries
found-place = place within a country
col-country = Country
col-group = Group of countries
col-area = Place
