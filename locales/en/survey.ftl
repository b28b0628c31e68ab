# What “passerelle survey” answers, and what can be wrong with a survey.

survey-col-measure = Measure
survey-col-estimate = Estimate
survey-col-se = Std. error
survey-col-interval = Interval
survey-col-n = Rows
survey-col-deff = Design effect
survey-col-flag = How sure
survey-col-term = Term
survey-col-t = t
survey-col-p = p
survey-col-odds = Odds ratio
survey-col-column = Column
survey-col-known = Known
survey-col-missing = Missing
survey-col-holds = Holds
survey-everyone = everyone
survey-between = { $low } to { $high }
survey-flag-no-value = no row with a value
survey-flag-no-variance = error unknown: too few sampling units
survey-flag-unreliable = not reliable: do not publish as a figure
survey-flag-review = to be looked at before use

survey-test-rao-scott-f = Rao–Scott test, F = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-rao-scott-chisq = Rao–Scott test, chi-square = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-wald-f = Wald test, F = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-adjusted-wald-f = Adjusted Wald test, F = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-t-two-groups = Difference between two groups, t = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-t-one-sample = Mean against a number, t = { $statistic } with { $df } degrees of freedom, p { $p }, on { $n } rows.
survey-test-difference = Estimate: { $estimate }, between { $low } and { $high }.
survey-test-differs = Chance alone would rarely give this much (less than 5 times in 100).
survey-test-cannot-tell = Chance alone could well give this much: these data cannot tell.
survey-left-out = Left out, because it says nothing that the others do not: { $name }.
survey-regression-n = { $n } rows, { $df } degrees of freedom.

survey-design = { $rows } rows. The weights stand for { $sum } people, between { $low } and { $high } each; that they differ multiplies variances by about { $kish }.
survey-stage = Stage { $stage }: units: { $units }; strata: { $strata }; units in a stratum: { $fewest } to { $most }.
survey-df = Degrees of freedom: { $df }.
survey-sound = Nothing in the design needs a second look.
survey-finding-lonely-strata = Strata with a single sampling unit: { $value }. Their variance cannot be seen. Join them to neighbours, or say in the design file what to do (lonely_psu).
survey-finding-few-units = Only { $value } primary sampling units: the errors themselves are uncertain, and intervals wide.
survey-finding-weights-vary = The largest weight is { $value } times the smallest. Check that none is mistaken, or think of trimming.
survey-finding-weights-below-one = The smallest weight is { $value }: less than the person it belongs to. Are these weights scaled to the sample rather than to the population? Totals would then be wrong; means and shares are not.
survey-finding-zero-weights = Rows of weight zero: { $value }. They count in no figure, only in the design.
survey-finding-everything-drawn = The correction says that every unit was drawn: errors are then zero. Check the column fpc.
survey-describe = { $rows } rows, { $columns } columns.
survey-numbers = { $low } to { $high }, mean { $mean } (not weighted)
survey-nothing = nothing
survey-all-different = a different word on each row
survey-more-words = { $n } more

survey-design-file = The design file cannot be read{ $line ->
    [0] { "" }
   *[other] , line { $line }
}: { $detail }. “passerelle survey check --help” shows what it may hold.
survey-too-many-stages = The design gives { $given } columns of { $what } for { $stages } stage(s) of clusters. Give at most one for each stage.
survey-replicates = The design’s replicate weights ([replicates], { $field }): { $why }
survey-calibration = The design’s calibration ([calibrate], { $field }): { $why }
survey-why-needed = this is needed here. Add it.
survey-why-strata = JK1 is for samples without strata. Use JKn.
survey-why-no-strata = this method needs strata. Name them, or use JK1.
survey-why-out-of-range = a number is not possible there. Correct it.
survey-why-wrong-number = there must be one for each replicate.
survey-why-too-few = two replicates at least are needed.
survey-why-not-two-units = balanced replicates need exactly two units in each stratum. Use JKn.
survey-why-only-one = post-stratification has one margin. To agree with several, use rake.
survey-why-not-by-class = this method takes classes only. For totals of numbers use linear, raking or logit.
survey-why-not-around-one = the lower bound must be below 1 and the upper one above.
survey-why-different-sums = the margins do not add up to the same population. Make them agree.
survey-no-column = The data have no column “{ $name }”. Check the design file and what was asked.
survey-not-numbers = Column “{ $name }” does not hold numbers, and is used as if it did.
survey-collinear = Column “{ $name }” says nothing that the others do not. Leave it out.
survey-bad-cell = { $rows ->
    [one] Column “{ $column }”, row { $row }: { $why }.
   *[other] Column “{ $column }”: { $rows } rows, the first being row { $row }: { $why }.
} Correct the data; no figure was computed.
survey-cell-is-missing = the value is missing, and the design needs it
survey-cell-is-negative = a weight cannot be negative
survey-cell-is-infinite = a weight cannot be infinite
survey-no-weight = No row has a weight above zero: nobody is counted. Check the column of weights.
survey-no-rows = There is no row to compute from. Check the file, and the condition if there is one.
survey-cluster-across-strata = { $clusters ->
    [one] Stage { $stage }: cluster “{ $cluster }” is in more than one stratum.
   *[other] Stage { $stage }: { $clusters } clusters are in more than one stratum, for example “{ $cluster }”.
} If the same number means another cluster in each stratum, write nest = true in the design file; otherwise correct the data.
survey-fpc = Stage { $stage }, stratum “{ $stratum }”: the correction is { $found } and { $drawn } units were drawn. { $why }
survey-fpc-below-sample = There cannot be fewer units than were drawn.
survey-fpc-varies = It must be the same for all rows of a stratum.
survey-fpc-mixed = Some corrections are fractions and others are counts: use one or the other.
survey-fpc-missing = It is missing or not above zero.
survey-lonely-psu = { $strata ->
    [one] Stage { $stage }: stratum “{ $stratum }” has only one sampling unit, so its variance cannot be known.
   *[other] Stage { $stage }: { $strata } strata have only one sampling unit, for example “{ $stratum }”, so their variance cannot be known.
} Join them to neighbours, or choose in the design file: lonely_psu = "adjust" (cautious), "average", "certainty" or "remove".
survey-question = “{ $what }”: { $why }
survey-question-ratio-form = write a ratio as numerator/denominator.
survey-question-proportion-form = write a share as column=class.
survey-question-quantile-form = write a quantile as column@share, the share being between 0 and 1.
survey-question-filter-form = write a condition as column = value, column >= number…, several joined by “and”.
survey-question-filter-number = this is compared with numbers and is none.
survey-question-words-needed = this column holds numbers where classes are needed.
survey-question-no-such-class = no row of that column is of this class. Check how it is written: small and capital letters count.
survey-question-no-measure = say what to estimate, for example --mean age or --proportion internet=yes.
survey-question-two-columns = name two columns, separated by a comma.
survey-question-one-class = one of the two has a single class, so there is nothing to compare.
survey-question-not-two-groups = there must be exactly two groups.
survey-question-not-a-share = a logistic regression needs an outcome between 0 and 1: write it as column=class.
survey-calibration-class = Calibration, { $margin }: class “{ $class }”: { $why }
survey-class-not-in-totals = it is in the data and has no known total. Add one, or join the class to another.
survey-class-not-in-data = it has a known total and no row. Join it to another.
survey-class-missing = the class is not known. Fill it in, for everyone must belong to one.
survey-not-calibrated = The weights could not be brought to agree with the totals in { $steps } steps; the largest misfit is { $misfit } of its total. Check that the totals agree with each other, join small classes, or widen the bounds.
survey-not-converged = { $what } No figure was kept.
survey-iteration-logistic = The logistic regression does not settle: one of the terms may separate the outcomes perfectly.
survey-iteration-chi-square = The table cannot be tested: some of its variances depend on each other. Join small classes.
survey-iteration-replicates = A replicate gives no answer: some of its classes are empty.
survey-too-many-cells = { $cells } cells are more than can be held ({ $most }). Ask for fewer columns, or fewer classes.
