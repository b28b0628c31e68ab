# A country’s page, and the words that say where it stands.

countries-title = All countries
synthetic-tag = invented country
synthetic-title = This country does not exist.
synthetic-text = It is here to show what the platform does. Its figures are invented and count in no group of countries.

## First sentence

lead = { $place }: { $sentence } ({ $period }).
lead-with-interval = { $place }: { $sentence } ({ $period }; { $interval }).
country-empty = { $place }: none of the sources read here gives the figure that this page begins with. What else is known is further down.
source-line = Source: { $source }
interval = between { $low } and { $high }
figure-age = { $years ->
    [one] { $years } year ago
   *[other] { $years } years ago
}

## Distance

country-distance = How far there is to go
target-line = Target: { $target } in { $year }
target-met-at = { $value } (met from { $met })
chart-distance = { $value }; target: { $target }
no-figure = No figure here yet: none of the sources read here gives one.
arrival-met = By these figures, the target, { $target }, is met.
arrival-year = At the pace of these figures, the target, { $target }, would be reached in { $arrival }; the date set is { $year }.
arrival-never = Nothing in these figures suggests that the target, { $target }, will be reached before 2100; the date set is { $year }.
arrival-passed = At the pace of those years, the target, { $target }, would have been reached in { $arrival }; there is no newer figure here.
arrival-slows = Progress slows near the end; that year takes it into account.
arrival-slows-late = A straight line would be there in time, but it does not count here: the last steps are the slowest, and the verdict follows that slowing.
arrival-cannot-tell = These figures cannot tell whether the target, { $target }, will be reached in time.
pace = { $pace } a year
pace-needed = { $pace } a year; { $needed } a year would be needed now
pace-none = no change from year to year
class-met = Target met
class-on-track = On track
class-on-track-then = Was on track in { $period }
class-no-verdict = No verdict
class-too-slow = Too slow
class-little-change = Little change
class-moving-away = Moving away from the target
class-cannot-tell = Cannot tell
class-no-target = No target
class-no-data = No figure
reason-interval-crosses = The figures vary too much to decide: the two ends of the expected range do not give the same answer.
reason-too-few-points = At least three comparable periods are needed to follow a trend.
reason-off-scale = A figure or the target is off the scale of the indicator: the trend cannot be followed that far.
reason-no-method = This indicator is shown without a trend.
reason-target-year-passed = The latest figure is of the year set or after: the target had not been met.
reason-outdated = The latest figure is over ten years old: it says nothing of today.
newer-figure = A newer figure: { $value } ({ $period }), source:{" "}
peers-and-sources = Elsewhere, and in other sources
peer-median = { $group }: of the { $n } countries with a figure from { $since } or later, half are at { $median } or below.
peer-median-bound = { $group }: of the { $n } countries with a figure from { $since } or later, at least half are at { $median }.
peer-rank = Here: { $rank ->
    [one] { $rank }st
    [two] { $rank }nd
    [few] { $rank }rd
   *[other] { $rank }th
} of { $n } with a figure from the last ten years, { $first ->
    [lowest] the lowest first
   *[highest] the highest first
}{ $tied ->
    [0] .
    [one] , level with { $tied } other.
   *[other] , level with { $tied } others.
}
peers-title = Elsewhere
disagreement = Another source says { $value } for { $period }:{" "}

## Who is left out

country-left-out = Who is left out
left-out-how = Each row compares two groups of people. The full dot shows the group named first, the diamond the other; the widest gaps come first.
left-out-empty = No figure compares groups of people here yet (women and men, towns and countryside, ages, incomes, disability). Gaps will appear as soon as a source that publishes them has been brought in with “passerelle import statistics”.
more-gaps = { $n ->
    [one] See { $n } more gap
   *[other] See { $n } more gaps
}
gap-sentence = { $group }: { $groupvalue }. { $reference }: { $referencevalue }.
parity-reached = At parity

## What was promised

country-promises = What was promised and by whom
country-promises-how = The commitments addressed to each State or to everyone, with who keeps them here, what shows it, and what others say of it.
objective = Objective { $number } – { $title }
promises-elsewhere = Outside the five objectives
due = due: { $date }
due-passed = was due: { $date }; that date has passed
no-evidence = { $n ->
    [one] For this one, no evidence is recorded here yet, neither a figure nor a contribution:
   *[other] For these { $n }, no evidence is recorded here yet, neither a figure nor a contribution:
}

## To take away

country-take = To take away
download-csv = Download the figures (CSV)
download-json = Download for a program (JSON)
compare-this = Compare with other countries
embed-label = To show this page in small on another site, copy this into it:
embed-look = See how it will look
embed-empty = { $place }: we do not have the figure that comes first here yet.
embed-more = More on Passerelle: { $title }
embed-changed = Latest figures brought in on{" "}

source-label = Source:{" "}
cite-as = To cite this page: “{ $title }”, Passerelle, { $address }, consulted on (the day you read it). Cite the source of each figure too: its name is beside it.
correct-this = Does a figure look wrong? It comes from its source, whose link is beside it: tell whoever publishes it. A corrected file will replace it here, and the old one will stay in history.
no-figure-not-collected = This figure is not collected.
no-figure-not-collected-by-law = The law forbids collecting this figure.
no-figure-not-published = This figure exists, but is not published.
no-figure-protected = This figure is not shown, to protect people.
stated-title = What the texts say
areas-title = { $n ->
    [one] One place in the country
   *[other] { $n } places in the country
}

## Places within a country, and the list of countries

country-areas = { $n ->
    [one] One place within the country has figures too
   *[other] { $n } places within the country have figures too
}
areas-within = { $n ->
    [one] One place within it
   *[other] { $n } places within it
}
area-empty = There is no figure of this place here any more.
area-figures = Its figures
countries-count = { $n ->
    [one] { $n } country or territory is listed here.
   *[other] { $n } countries and territories are listed here.
}
countries-reached = On “{ $indicator }”, { $n } have a figure, and { $met ->
    [0] none of them has reached the target, { $target }, by a figure that speaks of today.
    [one] one of them has reached the target, { $target }.
   *[other] { $met } of them have reached the target, { $target }.
}
