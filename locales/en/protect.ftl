# What “passerelle protect” answers, and what can be wrong with tables, figures and policies.

protect-policy = Policy: { $title } ({ $name }).
protect-own-policy = your own
protect-our-choice = our own choice
protect-counted = { $file }, { $form }: { $cells } in all; not published: { $primary } for their own sake, { $secondary } so that others stay hidden.
protect-form-cells = cells
protect-form-records = cells made from records
protect-form-figures = figures
protect-col-cell = Cell
protect-col-why = Why it is hidden
protect-col-value = What is protected
protect-col-attacker = What an attacker must allow for
protect-status-published = published
protect-status-primary = sensitive
protect-status-secondary = so that others stay hidden
protect-rule-threshold = too few people
protect-rule-dominance = a few are nearly all of it
protect-rule-p-percent = the second largest can tell the largest
protect-rule-prior-posterior = the second largest can tell the largest
protect-rule-zero = nobody, which says something
protect-rule-always = the policy says so
protect-exactly = exactly { $value }
protect-between = { $low } to { $high }
protect-or-more = { $low } or more
protect-or-less = { $high } or less
protect-anything = anything
protect-at-least = at least { $interval }
protect-more = … and { $n } more: see --format csv.
protect-proved = { $n ->
    [0] Nothing is sensitive.
    [one] The one sensitive cell is protected; the proof was verified by adding up.
   *[other] All { $n } sensitive cells are protected; the proof was verified by adding up.
}
protect-written = Written: { $files }.
protect-spent = Noise of scale { $scale } was drawn. Of the budget of privacy, { $epsilon } is spent (ε) and { $left } is left.
protect-risk = Noise gives no proof; this is what was tried. Of { $cells } cells that are not zero, { $unchanged } are published as they are; of { $small } small ones, { $same }, and the sums give away { $pinned } of these.
protect-guess = A published { $seen } is most probably { $guess }: { $chance }.
protect-unsafe = { $n ->
    [0] The proof does not hold, and nothing was written that could be published.
    [one] One cell cannot be protected, and nothing was written that could be published.
   *[other] { $n } cells cannot be protected, and nothing was written that could be published.
}

protect-cannot-be-protected = { $cell }: whatever else is hidden, anybody can work out that it is { $interval }, where { $below } below and { $above } above must stay possible. Let a total be hidden too (see “never” in the policy), join it to a neighbour, or publish fewer breakdowns.
protect-cannot-be-protected-from-contributor = { $cell }: whatever else is hidden, the only person behind another hidden cell can work out that it is { $interval }, where { $below } below and { $above } above must stay possible. Join small cells together, or say guard_singletons = false if nobody could know that they are alone.
protect-protection-not-found = { $cell }: no protection was found among the cells around it, where { $below } below and { $above } above must stay possible. Join it to a neighbour, or protect smaller tables one by one.
protect-exposed = { $cell }: what is published tells that it is { $interval }, where { $below } below and { $above } above must stay possible. Hide more with it, or join it to a neighbour.
protect-exposed-to-contributor = { $cell }: the only person behind another hidden cell can work out that it is { $interval }, where { $below } below and { $above } above must stay possible. Join small cells together.
protect-protection-not-proved = { $cell }: no proof was found that { $below } below and { $above } above stay possible. Join it to a neighbour, or protect smaller tables one by one.
protect-published-in-release = { $cell }: an earlier release published it, so hiding it now protects nobody. Take that release back, or publish this table without it and say why.
protect-revealed-by-differencing = { $cell }: this release and an earlier one together tell that it is { $interval }. Hide more now, or take the earlier one back.
protect-not-compared = { $about }: { $rows ->
    [one] one row of this earlier release is in none of the tables, and was not compared.
   *[other] { $rows } rows of this earlier release are in none of the tables, and were not compared.
}
protect-precision-reveals-n = { $cell }: its standard error tells how many people are behind it ({ $interval }).
protect-precision-reveals-small-n = { $cell }: its standard error tells that few people are behind it ({ $interval }).
protect-index-reveals-component = { $cell }: this index tells that its hidden component “{ $about }” is { $interval }.
protect-remedy-coarsen = It is published to the nearest { $unit }.
protect-remedy-withhold-design-effect = Its design effect is not published.
protect-remedy-withhold-both = It is not published.
protect-remedy-coarsen-index = The index is published to the nearest { $unit }.
protect-remedy-withhold-index = The index is not published.

protect-proof-not-proved = { $about }: a sensitive cell has no proof. Please tell us; do not publish.
protect-proof-sensitive-published = { $about }: a sensitive cell would be published. Please tell us; do not publish.
protect-proof-moves-known-cell = { $about }: the proof changes a cell that is known. Please tell us; do not publish.
protect-proof-out-of-bounds = { $about }: the proof takes a cell beyond what anybody would believe. Please tell us; do not publish.
protect-proof-relation-broken = { $about }: the proof does not add up. Please tell us; do not publish.
protect-proof-falls-short = { $about }: the proof protects less than is needed. Please tell us; do not publish.
protect-proof-not-exact = { $about }: an interval is said to be exact and is not proved to be. Please tell us; do not publish.

protect-and-others = { $cell } (and { $n } { $n ->
    [one] other
   *[other] others
})
protect-in-file = { $file }: { $text }
protect-figures = { $file } has { $n ->
    [one] one problem
   *[other] { $n } problems
}. Nothing was protected; correct the file.
protect-no-policy = There is no policy “{ $asked }”. Give the path of a file, or one of: { $known }.
protect-policy-unreadable = { $file }, line { $line }: this policy cannot be read ({ $detail }). Its form is told in docs/disclosure.md.
protect-no-respondents = { $file }, line { $line }: { $rows ->
    [one] this figure does not say how many people are behind it. Add its n.
   *[other] this figure, like { $rows } in all, does not say how many people are behind it. Add the column n.
} Figures are protected by it.
protect-figures-among-others = { $file } is a file of figures. Such files are protected one at a time: give it alone.
protect-same-name = Two tables are called “{ $name }”. Rename one, so that both can be written side by side.
protect-not-counts = { $file }: the policy adds noise to numbers of people, and this table holds something else. Count without weights, or choose another policy.
protect-no-keys = { $file }: the policy perturbs cells by the keys of their records, and this table has none. Give the records (records = true), or name a column of keys ([table] key).
protect-built-without-privacy = This program was built without differential privacy. Build it with “cargo build --release -p passerelle --features privacy”, or choose a policy without it.
protect-ledger-needed = A budget of privacy must be kept in a file, so that no release spends it twice. Name it with --ledger.
protect-ledger-differs = { $file } is not the ledger of this policy: its budget is another, or it cannot be read. Name the right file, or begin a new one.
protect-not-roundable = No multiples of { $base } next to the values add up. Choose another base, or another method of rounding.
protect-too-large-to-round = { $cells } cells are too many to be rounded so that they add up; { $most } at most are not. Round at random, or smaller tables one by one.
protect-seed-missing = Rounding at random needs a seed. Add it to the policy ([rounding] seed).
protect-solver-failed = The computation of the rounded values was given up ({ $reason }). Round at random, or smaller tables one by one.
protect-budget-exceeded = { $purpose }: this would spend { $would } of a budget of { $budget } (ε). Ask for less (--epsilon); when nothing is left, nothing more can be published of these data.
protect-not-above-zero = The { $field } of the noise is { $value }, and must be above 0. Correct the policy.
protect-no-noise = No noise could be drawn ({ $reason }). Nothing was published.

protect-no-dimension = The table has no dimension. Name its columns in the policy ([table] dimensions).
protect-no-rows = There is no row. Check the file.
protect-threshold-needed = Figures are protected by the number of people behind them, and the policy does not say how many are enough. Add [threshold] minimum.
protect-repeated-code = { $dimension }: “{ $value }” is listed twice. A code is part of one total only; correct the hierarchy.
protect-orphan-code = { $dimension }: “{ $value }” is part of “{ $parent }”, which is not there. Add it to the hierarchy.
protect-hierarchy-cycle = { $dimension }: these codes contain one another in a circle: { $codes }. Correct the hierarchy.
protect-not-one-total = { $dimension }: exactly one code must be the total, which is part of nothing. Found: { $codes }. Correct the hierarchy.
protect-no-total = { $dimension }: none of the codes is known to be the total ({ $codes }). Add the rows of the total, or say in the policy which code it is ([hierarchy.{ $dimension }]).
protect-wrong-number-of-codes = line { $row }: { $found } codes for { $expected } dimensions. Correct the line.
protect-unknown-code = line { $row }: { $dimension } has no code “{ $value }”. Correct it, or add it to the hierarchy.
protect-record-at-total = line { $row }: { $dimension } “{ $value }” is a total, and a record needs a code of its own. Correct it, or leave the record out.
protect-not-a-number = line { $row }: { $field } is missing or no number. Complete it.
protect-negative = line { $row }: { $field } is { $value }, and cannot be below zero. Correct it.
protect-not-whole = line { $row }: { $field } is { $value }, and must be a whole number. Correct it.
protect-repeated-cell = line { $row }: the cell { $cell } was given before. Keep one of them.
protect-missing-cell = The cell { $cell } is not there. Add it, or say in the policy that what is not listed is empty ([table] absent = "empty") or not published and follows from other rows (absent = "unpublished").
protect-not-additive = { $cell }: { $field } is { $total }, and its parts by { $dimension } sum to { $sum }. Correct the table{ $dimension ->
    [place] .
   *[other] ; if the parts overlap, say in the policy what goes into what ([hierarchy.{ $dimension }]).
}
protect-linked-values-differ = The cell { $cell } is { $one } in one table and { $other } in another. Make them agree.
protect-contributions-needed = { $cell }: the rule “{ $rule }” needs the { $needed } largest contributions. Add columns largest_1, largest_2…, or name them in the policy ([table] largest).
protect-count-needed = { $cell }: the rule “{ $rule }” needs to know how many contribute ({ $field }). Add a column n, or name it in the policy ([table] count).
protect-too-many-cells = { $cells } combinations of codes are more than can be protected together ({ $most } at most). Take a dimension out, or protect parts one by one.
protect-policy-names-no-cell = The policy names { $dimension } = “{ $value }”, which is not in the table. Correct the policy.

finding-percent-out-of-range = This percentage is not possible here. Correct it.
finding-minimum-out-of-range = The minimum must be above 0. Correct it.
finding-contributors-out-of-range = The number of largest contributors goes from 1 to 5. Correct it.
finding-prior-below-posterior = q must be more than p: nobody knows less before than after. Correct one of them.
finding-no-rule = This policy protects nothing. Add a rule: [threshold], [p_percent], [dominance], [rounding], [cell_key] or [privacy].
finding-no-protection = No width is asked for, so that nothing would be protected. Give [protection] at least one amount or percentage above 0.
finding-base-out-of-range = The base of rounding must be above 0. Correct it.
finding-deviation-out-of-range = The greatest deviation goes from 1 to 100. Correct it.
finding-variance-out-of-range = No deviations have this variance. Give less variance, or a greater maximum.
finding-budget-out-of-range = This is not possible for a budget of privacy: ε is above 0; δ is between 0 and 1, and above 0 for Gaussian noise. Correct it.
finding-empty-selection = This selection names no cell. Say which: region = "north".
finding-both-never-and-always = The same cells are never and always hidden. Keep one.
finding-seed-missing = Rounding at random needs a seed. Add one.
finding-bands-not-sound = Bands begin at 0 and go up: 0, 1, 10, 30. Correct them.
finding-digits-out-of-range = There can be 0 to 9 decimals, and 1 to 9 digits. Correct it.
finding-weight-out-of-range = An index needs components with weights above 0, a range and a least width. Correct it.
finding-not-the-files-name = A policy has the name of its file. Rename one of them.
