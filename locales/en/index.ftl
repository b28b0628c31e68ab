# What “passerelle index” answers, and what can be wrong with a composite index.

index-col-unit = Country
index-col-rank = Rank
index-col-rank-interval = Rank interval
index-col-score = Score
index-col-score-interval = Score interval
index-col-sampling = Due to sampling error
index-col-methods = Due to the method
index-col-element = Element
index-col-name = Name
index-col-level = Level
index-col-share = Share of the index
index-col-factor = What varies
index-col-first = Alone
index-col-first-interval = Interval
index-col-total = With the others
index-col-total-interval = Interval
index-ranked = { $score } ({ $rank })
index-between = { $low } to { $high }
index-percent = { $n }%
index-and-more = { $n } more

index-method-default = No method was given, so the usual one was used: divide by denominators, fill gaps by the mean of all countries, leave out countries with less than 90% of the values, treat outliers, bring values to 0–100, take arithmetic means. Choose another with --method.
index-method-default-group = No method was given, so the usual one was used: divide by denominators, fill gaps by the mean of the same “{ $group }”, leave out countries with less than 90% of the values, treat outliers, bring values to 0–100, take arithmetic means. Choose another with --method.
index-filled = { $missing } of { $all } values were missing. { $filled ->
    [0] None was filled in.
    [one] One was filled in.
   *[other] { $filled } were filled in.
}
index-little-known = Little is known of: { $units }. What is said of them rests on few values, or on values that were filled in.
index-left-out = { $n ->
    [one] One country is left out, with the share of its values that is known: { $units }.
   *[other] { $n } countries are left out, with the share of their values that is known: { $units }.
}
index-winsorised = { $element }: { $n ->
    [one] one extreme value was set to the next one ({ $units }).
   *[other] { $n } extreme values were set to the next one ({ $units }).
}
index-transformed = { $element }: all values were transformed, because setting extreme ones to the next did not help.
index-outliers-remain = Outliers remain in { $element }.
index-more-in-csv = The scores of single indicators are in --format csv and --format json.

index-uncertainty = { $element }, built { $runs } times; { $interval } of the results are in the intervals. What varied: { $factors }. Seed: { $seed }.
index-shares-rank = Of the variance of ranks, { $sampling } is due to sampling error alone, { $methods } to the method alone, and the rest to both together.
index-shares-score = Of the variance of scores, { $sampling } is due to sampling error alone, { $methods } to the method alone, and the rest to both together. (Scores of methods with other scales differ for that alone.)
index-runs-failed = { $n ->
    [one] One time the index could not be built: { $reason }. It does not count.
   *[other] { $n } times the index could not be built: { $reason }. They do not count.
}
index-run-no-values = an indicator had no value left
index-run-constant = all values of an indicator were the same
index-run-target-below-minimum = a target was not above the worst value
index-run-reference-missing = the reference had no value
index-run-not-positive = a value was not above 0 where the method needs it
index-run-too-few-values = there were too few values
index-run-not-finite = a value was no longer a finite number
index-factor-normalisation = rule of normalisation
index-factor-aggregation = rule of aggregation
index-factor-imputation = how gaps are filled
index-factor-treatment = whether outliers are treated
index-factor-winmax = how many outliers are treated
index-factor-weights = weights
index-factor-left-out = which indicator is left out
index-factor-sampling-error = sampling error
index-of-ranks = What moves ranks:
index-of-scores = What moves scores:
index-never-moves = They are the same in every run.
index-sensitivity = { $element }, built { $runs } times from { $points } points. A share is of the variance; intervals are by resampling. Seed: { $seed }.
index-rank-shift = Ranks move by { $mean } places on average.

index-sound = The index holds together: indicators: { $indicators }; aggregates: { $aggregates }; countries: { $units }.
index-look-few = { $element }: only { $share } of the countries have a value.
index-look-zeros = { $element }: { $share } of the values are 0.
index-look-repeated = { $element }: only { $share } of the values are different from each other.
index-look-outliers = { $element }: outliers (skewness { $skewness }, kurtosis { $kurtosis }).
index-look-same = { $first } and { $second } say nearly the same (correlation { $correlation }): is something counted twice?
index-look-against = { $first } and { $second } go against each other (correlation { $correlation }): is a direction wrong?

index-in-file = { $file }: { $text }
index-at-line = { $file }, line { $line }: { $text }
index-group-unused = --group { $group } is for the usual method only. Say in the method’s file how gaps are filled, or leave --group out.
index-no-stage = The method has no step “{ $asked }”. It has: { $known }.

index-unreadable = This cannot be read: { $found }. Correct it.
index-column-missing = The table has no column “{ $element }”. Add it.
index-column-repeated = Column “{ $element }” is there twice. Keep one.
index-length-differs = { $about }: not as many values as there are rows or columns. Complete or shorten it.
index-not-a-number = { $about }: this is not a number. Write it with a point, or leave it empty if it is not known.
index-type-unknown = { $element } has the unknown type “{ $found }”. Use indicator, aggregate, denominator, group or other.
index-code-missing = Something has no code. Give it one.
index-code-repeated = Code { $element } is there twice. Rename one.
index-unit-repeated = { $unit } is there twice, the first time on line { $found }. Keep one.
index-no-indicator = The structure has no indicator. Add at least one.
index-cycle = Elements contain one another in a circle: { $found }. Change one parent.
index-orphan = { $element } has no parent. Name the aggregate that it goes into.
index-parent-unknown = “{ $found }”, the parent of { $element }, is no aggregate of this structure. Correct the code, or add the aggregate.
index-roots-several = Several elements are at the top: { $found }. Keep one, and give the others a parent.
index-root-missing = No element is at the top. Leave the index itself without a parent.
index-aggregate-empty = Nothing goes into { $element }. Give it elements, or remove it.
index-level-skipped = { $about }: the levels do not follow each other. Indicators are at level 1, each parent one above.
index-direction-invalid = The direction of { $about } must be 1 (more is better) or -1 (less is better). Correct it.
index-weight-missing = { $element } has no weight. Give it one.
index-weight-negative = The weight of { $element } is { $found }. Give a number that is not below 0.
index-weights-do-not-sum = The weights within { $element } sum to { $found }, not to 1 or 100. Correct them, or say weights = "relative" in a TOML structure.
index-weights-zero = All weights within { $element } are 0. Give at least one that is more.
index-denominator-unknown = “{ $found }”, the denominator of { $element }, is not in the structure. Add it with the type denominator.
index-scale-factor-invalid = The scale factor of { $element } is { $found }. Give a number above 0.
index-no-column = The data have no column “{ $element }”. Add it, or take it out of the structure.
index-no-values = { $element } has no value at all. Add figures, or take it out.
index-too-few-units = Too few countries are there or left: { $found }. A method that compares countries with one another needs at least 3.
index-denominator-not-positive = { $element } is { $found } for { $unit }: nothing can be divided by it. Correct it, or leave it empty.
index-denominator-missing = { $unit } has a value for { $element } and none for { $found }, so it is lost. Add { $found }.
index-no-aggregation = The method has no step “aggregate”. Add it at the end.
index-step-repeated = Step “{ $element }” is there twice. Keep one.
index-step-order = Step “{ $element }” must come before “{ $found }”. Move it up.
index-parameter-invalid = “{ $found }” is not possible in “{ $element }”. Correct it.
index-levels-differ = The aggregation has { $found } rules. Give one, or one for each level above the indicators.
index-code-unknown = “{ $element }” names “{ $found }”, which is not there. Correct the code.
index-unit-unknown = “{ $element }” names { $unit }, which is not in the data or was left out. Choose another country.
index-target-missing = { $element } has no target to measure the distance to. Give one in the structure, or choose another rule.
index-constant = All values of { $about } are the same, so it cannot be normalised. Take it out, or choose another rule.
index-target-below-minimum = The target or reference of { $about } is not better than the worst value. Choose another.
index-reference-missing = The reference { $unit } has no value for { $element }. Choose another country.
index-not-positive = { $about }: this method needs values above 0. Normalise to a scale that begins above 0 (lower = 1), or choose another method.
index-too-few-values = Too few values for this computation: { $about }. Fill gaps first, or take it out.
index-not-finite = The computation of { $about } no longer gives a finite number. Look for a wrong figure.
index-no-score = { $unit } has no score in { $element }, because too little of it is known. Add data, or ask for less availability.
index-imputation-failed = The gaps of { $element } cannot be estimated. Choose another imputation, or a larger ridge.
index-loading-negative = { $about }: a loading below 0 gives no weight. Take squared loadings, or other weights.
index-standard-error-invalid = A standard error is not possible: { $about }. It must not be below 0, and its indicator and country must be those of the data.
index-too-few-factors = { $found ->
    [0] Nothing varies.
   *[other] Only one thing varies.
} Give standard errors (--errors) or choices of method (--choices); a sensitivity analysis needs two things that vary.
index-too-few-runs = { $found } runs are too few for an interval. Ask for 20 or more.
index-all-runs-failed = In no run could the index be built: { $found }. Change the choices.
index-nothing-varies = The result is the same in every run. Let something else vary.
