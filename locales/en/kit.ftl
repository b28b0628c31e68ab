# The survey kit: printed questionnaires, methodology sheets, and what “passerelle survey kit”, “indicators”,
# “simulate” and “methodology” answer.

kit-ask-if = Ask if { $what }
kit-and = and
kit-or = or
kit-print-version = Version { $version }
kit-print-line = Line
kit-print-worked-out = (worked out by the device; on paper, in the office)

kit-to-write = To be written:
kit-fact-later = This part is written by “passerelle survey methodology DATA --place COUNTRY” once there are data.
kit-fact-synthetic = These data were made up for training. No figure here is about anybody: do not publish any.
kit-fact-units = Each figure is about the units of one of these populations: { $list }.
kit-fact-questionnaire = Questionnaire “{ $title }”, version { $version }. Concepts that it measures: { $concepts }. HH are the household indicators of the ITU; WG-SS is the Washington Group Short Set on Functioning: a person who answers “a lot of difficulty” or “cannot do it at all” in at least one of six domains counts as living with a disability.
kit-fact-estimation = Figures are weighted. { $replicated ->
    [yes] Their standard errors come from replicate weights, made from the strata and clusters.
   *[no] Their standard errors come from linearisation (Taylor series), with the strata and clusters of the design; a group is a part of the sample drawn by the whole design.
} Intervals are of 95 %; those of shares are made on the scale of log odds. Who did not know or did not answer is left out of the share.
kit-fact-reliability = A share is marked unreliable where fewer than { $rows } people answered, or where its interval (Korn and Graubard) is wider than { $wide } points or than { $relative } % of it; a mean or a ratio, where its coefficient of variation reaches { $cv } %.
kit-fact-confidentiality = The file of figures holds numbers of answers and standard errors that could reveal small groups: it goes through disclosure control (“passerelle protect”) before anything is published.
kit-fact-calibrated = Weights are made to agree with known totals for: { $list }. The plan gives the totals; standard errors take account of it.
kit-fact-not-calibrated = Weights are not made to agree with known totals.
kit-fact-place = { $place }, as a whole.
kit-fact-place-within = { $place }, as a whole, and, for some figures, its regions: { $within }.
kit-fact-period = Figures are of { $period }.
kit-fact-period-days = Figures are of { $period }. Visits were made from { $first } to { $last }; questions look back three or twelve months from the visit.
kit-fact-sample = Households drawn: { $rows }. Primary sampling units: { $units }. Strata: { $strata }.
kit-fact-unreliable = Of { $all } figures, { $n } are too uncertain to be relied on and are marked so; { $review } others deserve a second look before they are used.

kit-col-indicator = Indicator
kit-col-definition = Definition
kit-col-unit = Unit
kit-col-population = Population
kit-col-dimension = Classification
kit-col-column = Column
kit-col-classes = Classes
kit-col-answers = Answers
kit-col-stands-for = Stand for
kit-col-weights = Weights
kit-col-kish = What unequal weights multiply variances by
kit-col-value = Figure
kit-col-se = Standard error
kit-col-interval = 95 % interval
kit-col-cv = Coefficient of variation
kit-col-deff = Design effect
kit-col-drawn = Drawn
kit-col-eligible = Should have answered
kit-col-answered = Answered
kit-col-rate = Response rate
kit-col-weighted-rate = Weighted rate
kit-col-concerned = Concerned
kit-col-silent = Answer not known
kit-col-share = Share
kit-col-class-columns = Classes made of
kit-col-n-classes = Classes
kit-col-smallest = Answers in the smallest
kit-col-factors = Factors
kit-col-group = Group
kit-col-place = Place
kit-col-sure = How sure

kit-written = { $n ->
    [one] One file is in { $path }:
   *[other] { $n } files are in { $path }:
}
kit-next = To practise: passerelle survey simulate --output practice.csv, then passerelle survey indicators practice.csv --place COUNTRY --period YEAR.
kit-simulated = { $rows } households, drawn and answered by chance, are in { $path }. They are made up: every figure made of them says “synthetic”.
kit-figures = { $n ->
    [one] One figure
   *[other] { $n } figures
} made from { $rows } rows, { $place }, { $period }.
kit-figures-written = They are in { $path }.
kit-figures-synthetic = The data are made up: every figure is marked “synthetic”.
kit-figures-unreliable = { $n ->
    [one] One figure is too uncertain to be relied on; { $synthetic ->
        [yes] its status says “synthetic” all the same.
       *[no] its status says “unreliable”.
    }
   *[other] { $n } figures are too uncertain to be relied on; { $synthetic ->
        [yes] their status says “synthetic” all the same.
       *[no] their status says “unreliable”.
    }
}
kit-figures-review = { $n ->
    [one] One other deserves a second look before it is used.
   *[other] { $n } others deserve a second look before they are used.
}
kit-figures-without-answer = { $n ->
    [one] In one cell nobody gave an answer: it has no figure.
   *[other] In { $n } cells nobody gave an answer: they have no figure.
}
kit-figures-protect = Before anything is published, they go through disclosure control: they hold numbers of answers and standard errors.

kit-problems = { $file } cannot be followed as it is:
kit-unreadable = { $line ->
    [0] it cannot be read
   *[other] line { $line } cannot be read
}: { $detail }
kit-part = { $part }: { $why }
kit-nobody-answered = non-response adjustment “{ $adjustment }”, class “{ $class }”: nobody answered ({ $rows ->
    [one] one row should have
   *[other] { $rows } rows should have
}), so nobody can stand for them. Join the class to a neighbour: fewer columns, wider bands.
kit-households = { $found } households: give between 300 (two areas in each stratum) and 5,000,000.
kit-place = “{ $place }” is not a country that the catalogue knows. Give its three-letter code, such as KEN.
kit-period = “{ $period }” is not a period. Give a year, such as --period 2026.
kit-cannot-write = { $path } cannot be written: { $detail }
kit-folder-not-empty = { $path } is a folder with files of its own. Choose another one, or an empty one: nothing was overwritten.

kit-why-design = the design contradicts itself: { $found }
kit-why-calibrate-design = a calibration belongs to a population ([population.calibrate]), not to the design: households and people have different totals.
kit-why-replicate-columns = replicate weights in columns belong to one population's weights, and the plan makes weights of its own. Leave “columns” out: replicates are then made from the strata and clusters.
kit-why-twice = “{ $found }” comes twice. Keep one.
kit-why-recode-ways = a recode has “from” with “bands”, “classes” or “quantiles”, or else “cases” (which alone may have “otherwise”). Keep one of these.
kit-why-quantiles-late = classes of equal size are known only after non-response was made up for: an adjustment cannot be made of “{ $found }”.
kit-why-no-value = its column “{ $found }” has no value: there is nothing to make classes of.
kit-why-bands-order = bands begin at rising ages; these do not: { $found }.
kit-why-unknown-adjustment = there is no adjustment “{ $found }” before it.
kit-why-adjustment-empty = an adjustment needs “among” (who should have answered) and “responded” (who did).
kit-why-unknown-dimension = “{ $found }” is not in [dimensions]. Add it there, with its column.
kit-why-no-indicator = no indicator is of this population. Give it one, or leave it out.
kit-why-indicator-ways = an indicator has one of “share”, “mean” and “ratio”.
kit-why-no-if-share = “no_if” is for shares only.
kit-why-ratio-form = write a ratio as column/column; found: { $found }.
kit-why-unknown-population = there is no population “{ $found }”.
kit-why-dimension-twice = its figures have the dimension “{ $found }” already, and its population is broken down by it.
kit-why-scale = “scale” must be above zero; found: { $found }.
kit-why-category = categories are written in small letters, digits and “_”; found: { $found }.
kit-why-unknown-indicator = the catalogue has no indicator “{ $found }”. Check the code, or add its definition.
kit-why-dimension-needed = the catalogue's indicator needs the dimension “{ $found }”: add it under “dimensions”.
kit-why-unknown-category = the catalogue's dimension has no category “{ $found }”. Recode it in the plan, or add it to dimensions.toml.
kit-why-language = the text is missing in “{ $found }”.
kit-why-name = names begin with a small letter and have small letters, digits and “_” only; found: “{ $found }”.
kit-why-unknown-choices = there is no list of answers “{ $found }”.
kit-why-choices-needed = it needs a list of answers (“choices”).
kit-why-items-needed = “items” go with kind = "each", and only with it.
kit-why-calculate-needed = “calculate” goes with kind = "calculated", and only with it.
kit-why-least-most = the smallest number is above the largest: { $found }.
kit-why-office-repeat = what the office adds cannot be asked of each member.
kit-why-not-before = its condition looks at “{ $found }”, which is not asked before it.
kit-why-no-such-answer = there is no such answer: { $found }.
kit-why-no-such-question = the questionnaire has no such question { $found }.
kit-why-no-such-trait = there is no trait “{ $found }”.
kit-why-no-households = regions need households, and areas at least one household drawn.
kit-why-day = “{ $found }” is not a day. Write it as 2026-03-31.
kit-why-condition = its condition cannot be followed: { $found }
