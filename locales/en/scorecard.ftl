# Scorecards: a country's year, on the page, on paper, in a frame, at the terminal.

scorecard = Scorecard
scorecard-title = { $place }, { $year }: scorecard
scorecard-lead-measured = { $n } of the { $all } figures that this scorecard counts are known for { $place } in { $year }.
scorecard-lead-nothing = Nothing that this scorecard counts is known for { $place } in { $year } yet. Figures are brought in with “passerelle import statistics”.
scorecard-working = Working copy: made of what this node holds now, and signed by nobody.
scorecard-prepared = Prepared { $moment }; another person has to look at it and sign.
scorecard-made-up = Figures here are made up, for training: they say nothing of the country.
scorecard-released = Edition { $revision }, signed by two people and released { $moment }.
scorecard-revised = { $kind }: { $because }
scorecard-index-about = From 0 to 100; { $n ->
    [one] one country has a score
   *[other] { $n } countries have a score
}.
scorecard-index-range = The range is that of nine in ten of { $runs } ways to build the index.
scorecard-index-shares = Of what is not sure, { $sampling } comes from sampling errors and { $methods } from choices of method.
scorecard-index-methods = It comes from choices of method alone: no source of these figures publishes a sampling error.
scorecard-index-rank = Rank: { $rank ->
    [one] { $rank }st
    [two] { $rank }nd
    [few] { $rank }rd
   *[other] { $rank }th
}, somewhere from place { $low } to place { $high }.
scorecard-index-components = What goes into it
scorecard-distance = Distance to each target
scorecard-groups = Group by group
scorecard-groups-how = Each difference is tested; all tests of a scorecard are adjusted together, so that chance alone seldom calls any of them sure.
scorecard-groups-none = No figure by group is known here yet.
scorecard-measured-title = What is measured, and what is not
scorecard-measured = { $n } of { $all } figures are known.
scorecard-recent = { $n ->
    [0] None of them is
    [one] One of them is
   *[other] { $n } of them are
} at most { $years } years old.
scorecard-with-interval = { $n ->
    [0] None has a margin of error
    [one] One has a margin of error
   *[other] { $n } have a margin of error
}.
scorecard-median-age = { $years ->
    [0] Half of them are of this very year
    [one] Half of them are one year old or older
   *[other] Half of them are { $years } years old or older
}.
scorecard-missing = Not known
scorecard-missing-list = Not known: { $names }.
scorecard-breakdowns = Who can be seen: the Compact’s breakdowns
scorecard-breakdowns-count = { $n } of { $all } breakdowns exist in { $year } (two groups at least, published within { $window } years).
scorecard-breakdowns-before = The Compact’s promise begins in { $baseyear }.
scorecard-breakdowns-no-base = In { $baseyear }, from which the promise counts, there was none here: no increase can be counted.
scorecard-breakdowns-promise = In { $baseyear } there were { $base }; the Compact’s 50% more would be { $promised } by { $byyear }.
scorecard-breakdowns-kept = In { $baseyear } there were { $base }; the Compact’s 50% more, { $promised } by { $byyear }, is there.
scorecard-breakdown-old = { $period } (too old)
scorecard-breakdown-none = none
scorecard-gap = { $gap } to go
scorecard-gap-interval = { $gap } to go (between { $low } and { $high })
scorecard-gap-met = met
scorecard-points = { $n ->
    [one] { $value } point
   *[other] { $value } points
}
scorecard-change = { $change } since { $since }{ $sure ->
    [yes] , beyond what chance would do
    [no] , which may be chance
   *[unknown] {""}
}
scorecard-difference = { $group }: { $groupvalue }; { $reference }: { $referencevalue } ({ $period }). A difference of { $difference }{ $sure ->
    [yes] , beyond what chance would do ({ $p }).
    [no] , which may be chance ({ $p }).
   *[unknown] ; without margins of error, nobody can tell whether it is chance.
}
scorecard-p = p = { $p }
scorecard-p-tiny = p < 0.001
scorecard-more = { $n ->
    [one] One more is on the page.
   *[other] { $n } more are on the page.
}
scorecard-sheet-foot = Passerelle – sources, definitions and the newest edition: { $address }
scorecard-col-verdict = Where it stands
scorecard-col-gap = To the target
scorecard-col-group = Group
scorecard-col-score = Score
scorecard-editions = Editions
scorecard-edition = Edition { $n }, { $moment }
scorecard-beside-title = Other countries beside it
scorecard-beside-place = Country { $n }
scorecard-beside = { $place }: { $value } ({ $about }), source: { $source }
scorecard-beside-none = { $place }: no figure of that year or before
scorecard-years = Other years
scorecard-sheet = One page to print (PDF)
scorecard-csv = All figures, group by group (CSV)
scorecard-json = For a program (JSON)
scorecard-image = The same as an image
scorecard-image-how = Add ?rows=6, ?show=internet_users,coverage_4g or ?theme=dark to choose what is shown.
scorecard-country = More on { $place }
scorecard-calendar = Calendar of releases, and how scorecards are revised
scorecard-of-country = Its scorecard of { $year }
no-figure-short = –

# The calendar of releases.
releases-title = Releases
releases-lead = { $past ->
    [0] No scorecard has been released here yet
    [one] One edition of a scorecard has been released
   *[other] { $past } editions of scorecards have been released
}; { $coming ->
    [0] none is announced
    [one] one is announced
   *[other] { $coming } are announced
}.
releases-coming = Announced
releases-past = Released
releases-how = A release is prepared by one person and signed by another. What is announced can be read from its moment on, by everyone at once.
releases-policy = How scorecards are revised
release-why = { $kind }: { $because } ({ $n ->
    [0] no figure changed
    [one] one figure changed
   *[other] { $n } figures changed
})

# At the terminal.
cli-release-prepared = Prepared: { $title }, edition { $revision }. Another person looks at it with:
cli-release-look-with = passerelle scorecard { $place } { $year } --prepared
cli-release-to-sign = If this is right, another person than who prepared it signs:
cli-release-sign-with = passerelle release sign { $place } { $year } --by NAME --fingerprint { $fingerprint }
cli-release-signed = Signed: { $title }, edition { $revision }. It can be read from { $moment } on.
cli-release-released = Released: { $title }, edition { $revision }.
cli-release-changes = { $n ->
    [0] No figure changes.
    [one] One figure changes.
   *[other] { $n } figures change.
}
cli-releases-none = Nothing has been released, and nothing is announced. Begin with “passerelle release prepare”.
cli-release-line = { $moment }  { $title }, edition { $revision } ({ $stage })
cli-release-stage-released = released
cli-release-stage-signed = signed, to come
cli-release-password = Password of { $name }:
cli-release-wrong-password = The name or the password is not right, or the account is closed. Nothing has changed.
cli-scorecard-written = Written: { $path }
