# What the command line says of itself: --help, the manual, completions, and what was mistyped.
# Names follow the commands: help-import-statistics, help-serve-listen; help-any-… serves several.

help = Passerelle, the open platform for digital cooperation: what was promised, where a country stands, who is left out, how far and how fast.
help-more = Start with “passerelle serve --demo” and open the address that it prints.
help-data = Folder of the node: its database and its key. Commands that write create it if it is not there.
help-database = PostgreSQL instead of the embedded database: postgres://user@host/name. A password is better given in PASSERELLE_DATABASE than typed.
help-today = Day from which ages, due dates and the present year are counted: to see a node as on another day. Otherwise that of the system (UTC).
help-catalogue = Folder whose files go over those of the built-in catalogue.
help-lang = Language of messages and of this help: fr or en. Otherwise that of the system.

help-serve = Start the node: its pages and its API.
help-serve-listen = Address and port to listen on.
help-serve-demo = Add a synthetic country, clearly labelled, so that no page is empty.
help-serve-show-ranks = Say where a country ranks among its peers. No rank is shown unless the node’s owner asks for it.
help-serve-public-url = Address by which the world reaches the node, such as https://node.example: for the citations and the frames that people copy. Otherwise the address listened on.
help-serve-sign-up = Let people open accounts for themselves on its pages, to endorse and to contribute (docs/taking-part.md). Without it, accounts are opened with “passerelle user add”.
help-serve-measure = Let sites and people measure their connection to this node, by ndt7 (docs/measure.md).
help-serve-measure-at-once = How many may measure at the same time; the others are told to come back.
help-serve-keep-measurements = After how many days what sites measured is reduced to each day’s figures (402 at least). Without it everything is kept (docs/measure.md).
help-serve-planning = Let people ask for plans of connecting sites on its pages: they send files, plans are made in the background one after the other and removed after seven days.
help-serve-proxy = A reverse proxy of yours in front of the node, by its address (127.0.0.1) or its network (10.0.0.0/8): who sends is then read in the X-Forwarded-For that it writes, for limits that are fair. Repeat it for several.
help-serve-planning-gb = What is kept of such plans, with the files that were sent, at the most, in gigabytes. Where more comes, the oldest plans that were made go first; those that wait, are being made or are published never do.
help-serve-planning-most = How many such plans are kept at the most; the oldest that were made go first.
help-serve-format = How it is told that the node is open: in sentences, or as one line of JSON.

help-import = Bring figures in from files and folders.
help-import-statistics = Statistics: files (CSV, TSV, XLSX, SDMX) or folders, also of an Open SDG site, read by the entries of the catalogue.
help-import-statistics-more =
    A file with a problem is not stored at all, and every problem is told with its row and column; --keep-good stores its good rows. Importing the same file twice changes nothing; a corrected file supersedes the one before, which stays in history.

    Exit code: 0 when every file went in, 1 when one was refused.
help-import-statistics-paths = Files or folders.
help-import-statistics-keep-good = Store the good rows of files that have problems.
help-import-sites = The sites of a country: lists of schools, health posts and other places, cleaned as “passerelle sites check” shows. They take the place of those the node had.
help-import-sites-files = Lists of schools, health posts or other places.
help-import-sites-country = The country, ISO 3166-1 alpha-3.
help-import-sites-official = Official list with identifiers: sites are matched to it by identifier, else by name and area.
help-import-sites-kind = What the sites are, where neither rows nor files say it.
help-import-sites-licence = The terms under which the lists were given, as people read them.
help-import-iati = Activities of other organisations, from files of IATI (version 2.03) or folders of them: those that are about the digital become initiatives.
help-import-iati-more =
    Each activity gets points for its sectors and its words, and is told why; what it may serve is suggested, and waits for a person (“passerelle initiatives suggested”). What is wrong with a file is told by line and column, and what is good of it comes in all the same. Importing a file again changes what its publisher changed, and nothing else.

    For example: passerelle import iati agency-ke.xml --country KEN

    Exit code: 0 when all of it came in, 1 when something was left out for what is wrong with it.
help-import-iati-paths = Files or folders.
help-import-iati-threshold = Points, 0 to 100, from which on an activity is brought in; the catalogue’s without it. 0 brings everything in.
help-import-iati-country = Only activities for this country, three letters of ISO 3166-1.
help-import-iati-by = Account that imports; its password is asked for. Without it, the program does.

help-pull = Bring figures in from a publisher’s public interface.
help-pull-publisher = Id of the publisher: worldbank, unsd-sdg (undata is the same).
help-pull-only = Only these interfaces, by id.
help-pull-base = Ask another server of the same shape instead: a mirror, or a stand-in for tests.
help-pull-keep-good = Store the good rows of interfaces that have problems.

help-export = Take figures or commitments out.
help-export-observations = Figures, with their sources.
help-export-observations-indicator = Code of the indicator.
help-export-observations-place = Code of the place: ISO 3166-1 alpha-3, a group, or a path within a country.
help-export-observations-dimensions = Who, exactly: sex=female;location=rural.
help-export-observations-source = Id of the source.
help-export-observations-format = How they are written.
help-export-commitments = Commitments of the three texts.
help-export-commitments-format = How they are written.

help-survey = Turn survey microdata into figures with the errors that the survey’s design gives them. No node is needed.
help-survey-more =
    The microdata are a CSV or Parquet file; the design is a small file that says how the sample was drawn. For example:

        weights = "weight"
        strata = "region"
        clusters = ["village", "household"]
        fpc = ["villages_in_region"]
        nest = true
        lonely_psu = "adjust"

    {"    ["}replicates]
        method = "Fay"
        columns = ["brr_*"]
        fay_rho = 0.3

    {"    ["}calibrate]
        method = "rake"
    {"    [["}calibrate.margins]]
        by = "sex"
        totals = {"{"} female = 5120000, male = 4980000 {"}"}

    All but the first lines are optional. Methods: JK1, JKn, BRR, Fay, bootstrap, SDR, other; poststratify, rake, linear, raking, logit.
help-survey-estimate = Estimate means, totals, ratios, shares, quantiles: for everyone and by group, each with its standard error, interval, design effect and how far it can be relied on.
help-survey-estimate-more =
    For example: passerelle survey estimate people.csv --design design.toml --proportion internet=yes --all-margins sex,area

    Exit code: 0 when there is an answer, 1 when the data, the design or the question are not sound.
help-survey-test = Test whether two classifications go together, or whether a mean differs.
help-survey-regress = Fit a linear or logistic regression whose errors are the design’s.
help-survey-check = Look whether the design and the data hold together: units, weights, and what should make one stop.
help-survey-describe = Say what each column of a file holds.
help-survey-kit = Write out a ready national survey on digital inclusion: form, printed questionnaires, analysis plan, design, methodology sheet, guidance.
help-survey-kit-more =
    The folder holds questionnaire.xlsx (XLSForm for ODK and Kobo, in English and French), questionnaire-en.html and questionnaire-fr.html to print, plan.toml, design.toml, methodology-en.md and methodology-fr.md to fill in, guidance-en.md and guidance-fr.md to read first.
help-survey-kit-output = The folder to write; it must be new or empty.
help-survey-indicators = Turn microdata into indicators by an analysis plan, each with its standard error, its number of answers and how far it can be relied on.
help-survey-indicators-more =
    For example: passerelle survey indicators data.csv --plan plan.toml --place KEN --period 2026 --output figures.csv

    The figures are in the layout that “passerelle import statistics” reads. Non-response is made up for as the plan says. Exit code: 0 when there are figures, 1 when the data or the plan are not sound.
help-survey-indicators-design = A design file in place of the plan’s design; weights are the plan’s.
help-survey-indicators-place = The country: ISO 3166-1 alpha-3 code or name. Regions become places within it.
help-survey-indicators-period = The period of the figures: 2026, 2026-Q1…
help-survey-indicators-output = File to write; without it, figures are printed.
help-survey-indicators-format = How figures are written: csv, the layout that is imported; json, with intervals, design effects and what to say of the method; table, for people.
help-survey-simulate = Make up microdata for training, with the columns of the kit’s questionnaire. Every figure made of them says “synthetic”.
help-survey-simulate-households = How many households are drawn, from 300 on; rounded to whole areas.
help-survey-simulate-output = File to write: Parquet where it ends in .parquet, otherwise CSV; without it, CSV is printed.
help-survey-methodology = Write the methodology sheet (SIMS): what the data tell is filled in, the rest is asked for in plain words.
help-survey-methodology-design = A design file in place of the plan’s design; weights are the plan’s.
help-survey-methodology-place = The country: ISO 3166-1 alpha-3 code or name.
help-survey-methodology-period = The period of the figures; without it, the year of the last visit.
help-survey-methodology-language = Language of the sheet; without it, that of messages.
help-survey-methodology-format = How the sheet is written.
help-survey-methodology-output = File to write; without it, the sheet is printed.
help-any-plan = The analysis plan; without it, the kit’s own.
help-any-microdata = Microdata, one row for each person or household: CSV or Parquet.
help-any-design = The file that says how the sample was drawn: see “passerelle survey --help”.
help-any-filter = Of these rows only: age >= 15 and area = rural. The others still count in the design.
help-any-level = Confidence of the intervals.
help-survey-estimate-mean = Mean of a column.
help-survey-estimate-total = Total of a column; with column=class, the number of people of a class.
help-survey-estimate-ratio = Ratio of two totals: income/people.
help-survey-estimate-proportion = Share of people of a class: internet=yes; without a class, of each class of the column.
help-survey-estimate-quantile = Value that a share of people do not exceed: income@0.5 for the median.
help-survey-estimate-variance = Variance of a column among people.
help-survey-estimate-people = Number of people that the rows stand for.
help-survey-estimate-by = For each combination of these columns.
help-survey-estimate-all-margins = For everyone, for each of these columns, and for each combination of them.
help-survey-estimate-df = Degrees of freedom of the intervals: the design’s, or so many that the normal distribution serves.
help-survey-estimate-interval = How the interval of a share is made: on the scale of log odds, by likelihood, Korn and Graubard’s (beta), Wilson’s, arcsine, or plainly (mean).
help-survey-estimate-deff = What a design effect compares with: a simple random sample without, or with, replacement.
help-survey-test-association = Whether two columns go together.
help-survey-test-statistic = Which statistic: Rao and Scott’s (f, chisq), Wald’s (wald), or Wald’s adjusted for few units (adj-wald).
help-survey-test-mean = Whether the mean of this column differs…
help-survey-test-between = … between the two groups of this column,
help-survey-test-from = … or, without groups, from this number.
help-survey-regress-outcome = A column of numbers, or column=class for whether a row is of it.
help-survey-regress-on = The columns that it depends on; each class but the first of a column of words is a term.
help-survey-regress-family = Linear for a mean, logistic for a share.

help-index = Build composite indices, and see how sure their scores and ranks are. No node is needed.
help-index-more =
    DATA is a table (CSV, with commas, semicolons or tabs): one row for each country, one column for each indicator, denominator and group; what is not known is left empty. The structure says what goes into what: a TOML file, or a table with the columns iCode, Type, Level, Parent, Weight, Direction, Denominator (the iMeta of COINr). The method says in which steps the index is built: a TOML file, or “usual”. A definition holds both. Their form is described in catalogue/indices/README.md, where egdi.toml and hdi.toml are examples.
help-index-build = Build an index: scores and ranks of all its levels, and what was done on the way.
help-index-build-more =
    For example: passerelle index build countries.csv --definition catalogue/indices/hdi.toml

    Exit code: 0 when there is an index, 1 when data, structure or method are not sound.
help-index-build-stage = Instead of scores, the data after this step: raw, denominate, impute, screen, treat, normalise; aggregate for the scores of all elements as one table.
help-index-uncertainty = Say how sure scores and ranks are: intervals from sampling error and from choices of method, together and apart, and how much is due to each.
help-index-uncertainty-more =
    Sampling error comes from --errors. What varies in the method is a TOML file, for example:

        normalisations = [{"{"} method = "min-max" {"}"}, {"{"} method = "z-score" {"}"}]
        treat_or_not = true
        leave_out = true
    {"    [["}weight_noise]]
        factor = 0.25

    It can also hold aggregations, imputations, winmax = [1, 5] and sampling = false.
help-index-sensitivity = Say which choice moves scores and ranks most: Sobol’ indices of each thing that varies, alone and with the others.
help-index-sensitivity-more =
    Files are as in “passerelle index uncertainty --help”; at least two things must vary. The index is built as many times as there are runs, times the number of things that vary plus two.
help-index-check = Look whether data, structure and method hold together; everything that is wrong is told at once, and what deserves a second look.
help-index-check-more =
    Exit code: 0 when the index can be built, 1 when something is wrong.
help-any-figures = Table with one row for each country: CSV.
help-any-structure = What goes into what: TOML, or a table like COINr’s iMeta.
help-any-method = How the index is built: a TOML file, or “usual” (divide by denominators, fill gaps by means, leave out countries with less than 90% of the values, treat outliers, bring to 0–100, arithmetic means). Without it that of the definition, otherwise the usual one.
help-any-definition = Structure, method and what may vary in it, in one TOML file; or the name of an index of the catalogue: egdi, hdi, inclusion.
help-any-group = Under the usual method, fill gaps by the mean of the countries of the same group; otherwise by that of all.
help-any-unit-column = Column of the codes of countries. Otherwise the first of uCode, iso3, code, country, or the first column.
help-any-errors = Standard errors of the values: a table in the shape of DATA. What it does not hold counts as exact.
help-any-choices = What varies in the method: a TOML file. Otherwise what the definition says.
help-any-element = Code of the aggregate that is looked at; the index itself without it.
help-any-runs = How many times the index is built for each result, from 20 on.
help-any-seed = Where the random numbers begin: the same seed gives the same answer.
help-any-threads = How many threads; the answer does not depend on it. Otherwise as many as there are processors.

help-plan = Plan how sites are connected at the least cost, with a proven bound, the order of works and who pays. No node is needed.
help-plan-more =
    For example: passerelle plan schools.csv health.csv --network fibre.geojson --towers towers.csv --areas counties.geojson --out plan

    The folder holds sites.csv, lines.geojson, map.pmtiles, phases.csv, lots.csv, bill_of_quantities.csv, report.html, cleaning.json and summary.json. The same files give the same plan. Methods and columns are described in docs/plan.md.
help-plan-sites = Lists of schools, health posts or other places: CSV, XLSX or GeoJSON, with any column names.
help-plan-network = Networks of fibre that exist: GeoJSON, or networks of the Open Fibre Data Standard. Several can follow.
help-plan-towers = Lists of towers of mobile networks. Several can follow.
help-plan-roads = Roads that lines follow: an extract of OpenStreetMap (.osm.pbf). Without it, lines are straight.
help-plan-population = Points where people live, with their number: CSV, XLSX or GeoJSON. People are then counted around sites, each once.
help-plan-terrain = Heights of the ground: tiles of SRTM (S02E036.hgt, also zipped) or folders of them. Radio hops are planned only where the ground is clear; without it, hills are not looked at.
help-plan-costs = Prices and rules (TOML). Without it the defaults of the program, which are not your country’s.
help-plan-print-costs = Print the file of default prices, with a comment and a source beside each, and stop.
help-plan-years = Years of service that the plan pays for, instead of those in the file of prices.
help-plan-budget = What may be spent in all, as present cost: the plan says what it buys.
help-plan-budget-per-year = What may be spent on building each year: the plan says in which year each work is done.
help-plan-first = What money is to reach first: people, pupils of schools, sites (each alike), or saving (what fibre saves).
help-plan-at-least = A share of each area’s sites, such as 0.5, that is connected before anything else is done.
help-plan-area-level = Which area that is: 1 for the widest that sites tell (a county), 2 for the next.
help-plan-out = Folder for the plan; made where it is not there. An earlier plan in it is replaced.
help-plan-sensitivity = Make the plan again with one price at a time half and twice as high, and say what changes: twelve plans more.
help-plan-incomes = Incomes of the people around the sites (CSV, XLSX), by area: by group of income, or a mean with a Gini coefficient. The plan then says who could pay to be connected at home.
help-plan-basket = Price of an entry basket a month, in the currency of the prices.
help-plan-lots-by = Which of a site’s areas makes a lot: 1 for the widest, 2 for the next; 0 for groups of neighbours, whatever their area.
help-plan-compare = Say how two plans differ: what they cost, and which sites are connected in another way.
help-plan-compare-one = Folder of a plan.
help-plan-compare-other = Folder of the plan to compare with.
help-plan-publish = Make a plan an initiative: its bill becomes a budget, with what payers have promised and what is open for others to fund. Where its sites are is shown as the policy of its country lets it be (docs/plan.md).
help-plan-publish-more =
    For example: passerelle plan publish plan --title "Connect every school" --title-fr "Raccorder chaque école" --commitment gdc.1.connectivity.b --country STP

    The folder must be as “passerelle plan” wrote it: every file is held against its hash in summary.json. Published again with the same --slug, it is a later version; earlier ones stay.
help-plan-publish-folder = Folder of the plan.
help-plan-publish-title = What it is called, in English.
help-plan-publish-title-fr = What it is called, in French.
help-plan-publish-description = What it is about, in English. Without one, the plan in a sentence.
help-plan-publish-description-fr = What it is about, in French.
help-plan-publish-commitment = Id of a commitment that it serves, such as gdc.1.connectivity.b. May be repeated.
help-plan-publish-country = The country, three letters of ISO 3166-1.
help-plan-publish-groups = For whom, as dimension=category, such as location=rural. May be repeated.
help-plan-publish-language = Language in which it works. May be repeated.
help-plan-publish-slug = Its name in addresses; made of the title without it. The name of an initiative that is there makes a later version of it.
help-plan-publish-start = When it begins: 2027, 2027-09 or 2027-09-22. Next year without it.
help-plan-publish-status = How far it has come.
help-plan-publish-began-before = It had begun before it was pledged, and would have been done anyway.
help-plan-publish-lead = The organisation that answers for it.
help-plan-publish-lead-id = Identifier of that organisation in IATI, such as XM-DAC-41114.
help-plan-publish-lead-kind = What that organisation is.
help-plan-publish-part-of = Identifier of an activity in IATI that it is part of. May be repeated.
help-plan-publish-by = Account that publishes it; its password is asked for. Without it, the program does.
help-plan-publish-draft = Make a draft instead: look at it, change it, then publish it (“passerelle initiatives --help”).
help-plan-explain = Say why a site is connected as it is, and what would change it.
help-plan-explain-site = Its identifier as in sites.csv, or its whole name.
help-plan-explain-plan = Folder of the plan.

help-initiatives = See who does what to keep promises, and what of it is open for others to fund.
help-initiatives-list = List the initiatives of this node, with what is promised and what is open.
help-initiatives-list-country = Only those of a country, three letters of ISO 3166-1.
help-initiatives-show = Show an initiative.
help-initiatives-show-slug = Its name in addresses, as the list shows it.
help-initiatives-more =
    A plan becomes a draft with “passerelle plan publish DIR --draft”. “draft” shows it, “change” changes it, “export budget --draft” writes its budget for a spreadsheet and “change --budget” reads it back; “publish” publishes it. What is published is changed in the same way: “change” then begins a draft from it.
help-initiatives-draft = Show a draft, with what it changes in the version that is published; without a name, name the drafts that there are.
help-initiatives-draft-slug = Its name in addresses.
help-initiatives-draft-by = Account whose draft it is; its password is asked for. Without it, the program’s.
help-initiatives-change = Change a draft, or begin one from what is published.
help-initiatives-change-more =
    For example: passerelle initiatives change schools-of-the-island --start 2028 --commitment gdc.1.connectivity.a --budget budget.csv
help-initiatives-change-slug = Its name in addresses.
help-initiatives-change-title = What it is called, in English.
help-initiatives-change-title-fr = What it is called, in French.
help-initiatives-change-description = What it is about, in English.
help-initiatives-change-description-fr = What it is about, in French.
help-initiatives-change-start = When it begins: 2027, 2027-09 or 2027-09-22. Its end, its budget and its aims move by as many years.
help-initiatives-change-end = When it ends.
help-initiatives-change-status = How far it has come.
help-initiatives-change-commitment = Id of a commitment that it serves too. May be repeated.
help-initiatives-change-without = Id of a commitment that it does not serve. May be repeated.
help-initiatives-change-budget = All lines of its budget, as “passerelle export budget” writes them (CSV, XLSX); they take the place of those that it has.
help-initiatives-change-by = Account whose draft it is; its password is asked for. Without it, the program’s.
help-initiatives-publish = Publish a draft: a version that everyone reads, and the plan with it where it is new.
help-initiatives-publish-slug = Its name in addresses.
help-initiatives-publish-over = Publish it over this version, which was published since the draft was begun, and was looked at.
help-initiatives-publish-by = Account that publishes it; its password is asked for. Without it, the program does.
help-initiatives-discard = Throw a draft away. What is published stays.
help-initiatives-discard-slug = Its name in addresses.
help-initiatives-discard-by = Account whose draft it is; its password is asked for. Without it, the program’s.
help-initiatives-suggested = List imported initiatives that wait for a person, with why each is here and what it may serve.
help-initiatives-suggested-country = Only those of a country, three letters of ISO 3166-1.
help-initiatives-suggested-after = Those after this one, by its name in addresses.
help-initiatives-suggested-most = How many are listed.
help-initiatives-confirm = Confirm what an imported initiative serves, or set it aside.
help-initiatives-confirm-more =
    Without --commitment, all that is suggested is confirmed. For example: passerelle initiatives confirm XM-DAC-41114-PROJECT-00012345 --commitment gdc.1.skills.a
help-initiatives-confirm-slug = Its name in addresses, or its identifier in IATI.
help-initiatives-confirm-commitment = Id of a commitment that it serves. May be repeated.
help-initiatives-confirm-set-aside = It is not about the digital.
help-initiatives-confirm-by = Account that decides; its password is asked for. Without it, the program does.
help-export-iati = Write an initiative as an activity of IATI 2.03: budgets, planned disbursements, results.
help-export-iati-initiative = Its name in addresses.
help-export-iati-reporter-id = Identifier in IATI of who reports it. Without it, that of the organisation that answers for it.
help-export-iati-reporter = Name of who reports it.
help-export-iati-reporter-kind = What the organisation that reports it is.
help-export-iati-output = File to write, instead of standard output.
help-export-budget = Write the budget of an initiative as CSV: each line with what is promised and what is open.
help-export-budget-initiative = Its name in addresses.
help-export-budget-draft = The budget of a draft.
help-export-budget-by = Account whose draft it is; its password is asked for. Without it, the program’s.
help-value-identifier = IDENTIFIER
help-value-status = STATUS

help-groups = Find opinion groups in votes: who votes alike, what sets each group apart, what unites all, and how sure that is. No node is needed.
help-groups-more =
    For example: passerelle groups votes.csv --statements comments.csv

    Votes are read as Pol.is publishes them: rows (comment-id, voter-id, vote), a table of people and statements, or a list of objects (JSON); a folder of such files will do. The same votes, choices and seed give the same bytes with --format json on every machine. How it is counted is described in docs/consultations.md.
help-groups-votes = Votes: a file, or a folder with votes.csv and comments.csv.
help-groups-statements = Statements that were voted on (comments.csv, or JSON): what moderators took out does not count, votes on statements that are not in it are left out, and what +1 means is checked.
help-groups-min-votes = Who has so many votes, or voted on all statements, is placed in a group.
help-groups-replicates = How often the count is repeated with people drawn anew. Without it, 200 times, and less often from 100,000 votes on.
help-groups-start = What was found earlier (math-pca2.json): groups begin at its centres, and there are as many.
help-groups-keep-good = Count the good rows of files that have problems.

help-emergency = Say what an affected area cuts (sites, lines, towers, people), and what restores most people first with the stock at hand. No node is needed.
help-emergency-more =
    For example: passerelle emergency flood.geojson --plan plan --network fibre.geojson --towers towers.csv --stock satellite=20,radio=5 --out emergency

    The folder holds sites.csv, actions.csv, cut.geojson, emergency.json and emergency.html, a page to print. How it is worked out is described in docs/emergency.md.
help-emergency-area = Outline of the affected area (GeoJSON polygons).
help-emergency-sites = Lists of sites, as they are connected today: CSV, XLSX or GeoJSON, with any column names.
help-emergency-plan = Folder of a plan: its sites and lines are taken as built.
help-emergency-network = Networks of fibre that exist: GeoJSON, or networks of the Open Fibre Data Standard. Several can follow.
help-emergency-towers = Lists of towers of mobile networks. Several can follow.
help-emergency-terrain = Heights of the ground (tiles of SRTM, or folders of them): radio links are set up only where it is clear.
help-emergency-root = Node that leads out of the network, by identifier or name; can be given several times. Without it, the side of a cut with most kilometres in service does.
help-emergency-stock = What there is: satellite terminals, radio links, mobile cells, repair crews, such as satellite=20,radio=5,cell=2,repair=3.
help-emergency-costs = Prices, reaches and hours (TOML). Without it the defaults of the program.
help-emergency-out = Folder for the answer; made where it is not there. An earlier answer in it is replaced.


help-measure = Measure a connection: download, upload, round trip, and whether the node can be reached. Once, or as long as it runs.
help-measure-more =
    Without --once it measures at random moments, six hours apart on average, looks every ten minutes whether the node can be reached, and sends what it finds. What cannot be sent waits in a file, so that it may be stopped, or lose its power, at any moment. See docs/measure.md.
help-measure-site = The site that is measured, as the node knows it: KEN/00017. Without it nothing is sent (only with --once).
help-measure-server = The node to measure against (its owner opens that with “passerelle serve --measure”) and to send to.
help-measure-token-file = File that holds the site’s token, as “passerelle sites token” printed it.
help-measure-token = The token itself. Better in a file, or in PASSERELLE_TOKEN, than typed.
help-measure-once = Measure once, and end.
help-measure-cap-gb = The most that tests may move in a month, both ways together. A test at 20 Mbit/s moves about 0.05.
help-measure-queue = File in which what cannot be sent waits.
help-measure-format = How it is told what was measured: in sentences, or one line of JSON for each event.
help-sites = Look at lists of sites, networks and towers: which column is what, what is wrong, what comes out. No node is needed.
help-sites-more =
    CSV, XLSX, GeoJSON and networks of the Open Fibre Data Standard are read, with any names of columns. What was guessed is shown and can be overruled; nothing is dropped in silence.

    Exit code: 0 when all is understood and kept, 1 when rows were set aside or a file was not understood.
help-sites-check = Read lists of sites, clean them, and say what was mended, merged and set aside.
help-sites-check-files = Lists of schools, health posts or other places.
help-sites-check-official = Official list with identifiers: sites are matched to it by identifier, else by name and area.
help-sites-check-kind = What the sites are, where neither rows nor files say it.
help-sites-check-format = How the report is written: for people, for programs (json, with every row), for spreadsheets (csv, every row).
help-sites-check-output = Where the sites are written: .csv or .geojson. Rows that were set aside go beside it, into NAME-set-aside.csv.
help-sites-token = Let a site send what it measures: prints a token, once. A new one replaces it.
help-sites-token-site = The site: KEN/00017 for one in the list of a country (it must be in it), any name for another.
help-sites-token-hours = Its opening hours: "Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3", or "always". Otherwise those it had, or weekdays from eight to four.
help-sites-token-area = The area whose outages it is told with; otherwise that of the country’s list.
help-sites-token-publish = Show what is measured of it to everyone. Without it only figures of its area are shown.
help-sites-reduce = Reduce what was measured long ago to each day’s figures: the files with every heartbeat go, and the log keeps their hashes and that of the figures.
help-sites-reduce-days = How many days are kept whole: 402 at least, as rows of 400 days ago are still taken in.
help-sites-network = Say what networks of fibre hold: nodes, lines, kilometres by operator and status, and what is wrong.
help-sites-network-files = GeoJSON, networks of the Open Fibre Data Standard, or tables of nodes.
help-sites-network-format = How the report is written: for people, for programs (json, with every row), for spreadsheets (csv, every row).
help-sites-network-output = Where the whole network is written, as GeoJSON.
help-sites-towers = Say what lists of towers hold, and what is wrong.
help-sites-towers-files = Lists of towers or of their antennas.
help-any-areas = Outlines of the country or of its areas (GeoJSON): sites outside are set aside, swapped coordinates are seen.
help-any-country = The country, ISO 3166-1 alpha-3: what lies outside it is set aside, by its box where no outlines are given.
help-any-column = A column by what it is: lat=Y, lon=X, id=…, name=…, area=…, people=…. Can be repeated.

help-protect = Hide what would give people away in tables and figures, and prove that it stays hidden. No node is needed.
help-protect-more =
    TABLE is a file of figures with n (the layout that “passerelle export observations” writes), or a table of cells (CSV, TSV, Parquet: a column for each dimension, totals included, and “value”), or records that the policy says how to tabulate. Several tables that share cells are protected together. The policy is a name (survey-publication, statistics-office, cell-key, privacy) or a TOML file, for example:

    {"    ["}threshold]
        minimum = 10
    {"    ["}protection]
        lower_percent = 20
        upper_percent = 20

    Without TABLE, the policy is told, with the reason of each of its choices. Its form and the methods are described in docs/disclosure.md.

    Exit code: 0 when everything sensitive is protected and proved, 1 when not, or when a file or the policy is not sound; --output is written in the first case only.
help-protect-tables = Tables, or one file of figures.
help-protect-policy = A policy of the catalogue by its name, or a TOML file.
help-protect-output = Where what may be published is written, in the layout of the input; a folder where there are several tables.
help-protect-proof = Where the proof is written (JSON). It holds the true values: keep it as safe as they are.
help-protect-previous = What was published before: what it gave away protects nothing any more. Can be repeated.
help-protect-ledger = File that keeps what was spent of a budget of differential privacy; it is begun where there is none.
help-protect-epsilon = How much of that budget this release may spend (ε); all that is left without it.

help-check = Look whether the catalogue is sound, and the node if there is one.
help-check-rebuild = Compute current records, links and facets again from the versions, and say which differed.
help-verify = Recompute the log, the records and the figures, and compare with what is stored.
help-backup = Copy the embedded database while the node goes on. The key (node.key) is not in the copy: keep it apart.
help-backup-path = File to write; it must not exist.

help-erase = Erase a record with its whole history, where a person or a court asks for it.
help-erase-more =
    An import (import/3) goes with its figures. What the catalogue’s files still say is written again at once: to have it gone, edit those files first.

    The log keeps its length, its fingerprints and its proofs, and says that these lines were erased and why. Nothing brings the content back.
help-erase-record = Key of the record, such as import/3. The node’s log shows it.
help-erase-reason = Why, as a code that everyone can read in the log and that says nothing of the content: person-asked, court-order, rights-of-others, published-by-mistake…
help-erase-yes = Do not ask whether it is meant.

help-key = The key that the node signs its log with.
help-key-show = Show its public half, to give to those who check the log.
help-key-renew = Make another key, when the file node.key was lost or seen by others. What the old key signed stays valid.

help-scorecard = Show the scorecard of a country and year: distance to each target, group by group, how sure, and what nobody measures.
help-scorecard-more =
    The latest edition that was released; where there is none, a working copy made of what the node holds now. Figures of later years are left out. For example: passerelle scorecard KEN 2024 --format pdf --output kenya.pdf
help-scorecard-country = Three letters of the country: KEN.
help-scorecard-year = The year, from 2000 on.
help-scorecard-format = How it is written: for people, for programs (json), for spreadsheets (csv), one page to print (pdf), a small image (svg).
help-scorecard-output = A file instead of standard output.
help-scorecard-edition = An edition that was released, by its number.
help-scorecard-prepared = What was prepared and waits for a signature.
help-scorecard-peers = Countries to compare with, by their three letters: TZA,UGA. Six at most; their figures are those known in the same year.
help-consultation = Put a question to people: what they say, how they vote, what comes out, signed.
help-consultation-more =
    A file describes a consultation (docs/consultations.md has one). “passerelle consultation add FILE --by moses” opens it; people take part on pages of the node. Once it is over, “freeze” publishes the votes under numbers drawn at random, counts and signs; “passerelle groups” on what “export” writes gives the same bytes. Passwords are asked for, or read from the first line of standard input.
help-consultation-add = Open the consultation that a file describes.
help-consultation-add-path = The file (TOML).
help-consultation-add-by = Name of the account that opens it: a moderator, a custodian or an administrator.
help-consultation-add-format = How the answer is written.
help-consultation-list = Tell of all consultations, those that are open first.
help-consultation-list-format = How the answer is written.
help-consultation-statements = Tell of all statements, those that wait too.
help-consultation-statements-slug = Name of the consultation in addresses.
help-consultation-statements-format = How the answer is written.
help-consultation-moderate = Decide whether a statement is shown, or whose votes count.
help-consultation-moderate-slug = Name of the consultation in addresses.
help-consultation-moderate-show = Number of a statement that is shown from now on.
help-consultation-moderate-hide = Number of a statement that is not shown, or not any more; its votes are kept.
help-consultation-moderate-reason = Why not, published: private, insult, copy, not-one-idea, off-topic or advertising.
help-consultation-moderate-ban = Number of somebody whose votes do not count.
help-consultation-moderate-unban = Number of somebody whose votes count again.
help-consultation-moderate-by = Name of the account that decides.
help-consultation-invite = Make invitations, each for one person, shown this once.
help-consultation-invite-slug = Name of the consultation in addresses.
help-consultation-invite-count = How many.
help-consultation-invite-group = The group of a panel that they are for.
help-consultation-invite-by = Name of the account that makes them.
help-consultation-freeze = Freeze the votes of a consultation that is over, count them and sign the result.
help-consultation-freeze-slug = Name of the consultation in addresses.
help-consultation-freeze-by = Name of the account that freezes them.
help-consultation-freeze-format = How the answer is written.
help-consultation-export = Write votes, statements and result with their signatures, as anyone can take them away.
help-consultation-export-slug = Name of the consultation in addresses.
help-consultation-export-folder = The folder to write to.
help-corrections = Decide what is shown of the corrections that readers propose for schools and health posts.
help-corrections-more =
    Readers propose on the page of a site. “passerelle corrections list” tells what waits; “passerelle corrections accept 7 --by amina” shows the seventh on the site's page, until a newer list of the country is brought in. Every decision is a version in the register. Passwords are asked for, or read from the first line of standard input.
help-corrections-list = Tell what readers propose, with their reasons.
help-corrections-list-state = How far they have come.
help-corrections-list-format = How the answer is written.
help-corrections-accept = Accept one: the site's page shows it.
help-corrections-accept-number = Its number, as “passerelle corrections list” tells it.
help-corrections-accept-by = Name of the account that decides: a moderator or an administrator.
help-corrections-accept-format = How the answer is written.
help-corrections-refuse = Refuse one: nothing changes.
help-corrections-refuse-number = Its number, as “passerelle corrections list” tells it.
help-corrections-refuse-by = Name of the account that decides: a moderator or an administrator.
help-corrections-refuse-format = How the answer is written.
help-review = Make the review contribution of a country, of a group of countries or of the world: what was promised, who does what, what shows it, what others say, silence and gaps.
help-review-more =
    The ending of the file says how it is written: .pdf, .html, .json, .csv. A note signed by the node stands beside it. The same data give the same file. For example: passerelle review --country KEN --language fr --out report.pdf
help-review-country = A country, by its three letters: KEN.
help-review-region = A region, by its name or its code in the catalogue: africa, eastern_africa.
help-review-group = A group of countries: LDC, LLDC, SIDS, low_income.
help-review-world = The whole world.
help-review-language = Language of the report; that of messages without it.
help-review-out = The file. Without it, what there is is told in a few lines, with the fingerprint of the review.
help-review-form = In which chapters: compact (by objective of the Compact), vnr (those of a Voluntary National Review), wsis (action lines of the World Summit on the Information Society). The first without it.
help-review-edition = An edition that was opened for comments, by its number: its report, or its draft where it is not published.
help-review-draft = Its draft.
help-review-check = Check a file against the signed note beside it.
help-review-check-path = The file; its note has the same name, with .note after it.
help-review-check-key = The public key of the node that signed it, as its “passerelle key show” tells it; this node’s keys without it.
help-review-open = Open the review as it stands for comments, until the end of a day.
help-review-open-country = A country, by its three letters: KEN.
help-review-open-region = A region, by its name or its code.
help-review-open-group = A group of countries.
help-review-open-world = The whole world.
help-review-open-closes = The last day for comments.
help-review-open-by = Name of the account that opens it: a custodian, a moderator or an administrator.
help-review-publish = Publish the report of a comment round that has ended: the review as the register stands.
help-review-publish-country = A country, by its three letters: KEN.
help-review-publish-region = A region, by its name or its code.
help-review-publish-group = A group of countries.
help-review-publish-world = The whole world.
help-review-publish-by = Name of the account that publishes it: a moderator or an administrator, and not who opened the draft.
help-review-publish-fingerprint = The fingerprint that “passerelle review --country KEN” shows: what is published is what was looked at.
help-review-list = Tell of the drafts that were opened, and of the reports that were published.
help-release = Have scorecards signed by two people, and released at the moment that the calendar says.
help-release-more =
    One person prepares: “passerelle release prepare KEN 2024 --by amina --at 2026-12-01T09:00:00Z”. Another one looks (“passerelle scorecard KEN 2024 --prepared”) and signs what that command shows: “passerelle release sign KEN 2024 --by brian --fingerprint …”. Passwords are asked for, or read from the first line of standard input.
help-release-prepare = Freeze a scorecard as it is now, for another person to sign.
help-release-prepare-country = Three letters of the country: KEN.
help-release-prepare-year = The year.
help-release-prepare-by = Name of the account that prepares it: a custodian, a moderator or an administrator.
help-release-prepare-at = The moment from which it may be read, as 2026-12-01T09:00:00Z or 2026-12-01T09:00:00+03:00; as soon as it is signed without it.
help-release-prepare-reason = Why one that was released is revised: a code of the revision policy.
help-release-prepare-because = The same in your own words, for all to read.
help-release-prepare-format = How the answer is written.
help-release-sign = Sign what another person has prepared.
help-release-sign-country = Three letters of the country: KEN.
help-release-sign-year = The year.
help-release-sign-by = Name of the account that signs it: a moderator or an administrator, and not who prepared it.
help-release-sign-fingerprint = The fingerprint that “passerelle scorecard KEN 2024 --prepared” shows: what is signed is what was looked at, and nothing prepared since.
help-release-sign-format = How the answer is written.
help-release-list = Tell what was released and what is announced.
help-release-list-policy = The revision policy with it, and its reasons.
help-release-list-format = How the answer is written.

help-user = Accounts of the node.
help-user-add = Add an account; the password is asked for, or read from the first line of standard input.
help-user-add-name = Name to sign in with.
help-user-add-role = What the person may do; “administrator” (who runs the node) if it is not said.
help-user-list = List the accounts.
help-user-role = Give an account another role.
help-user-role-name = Name of the account.
help-user-role-scope = For one actor, country or topic alone: actor/NAME, country/KEN, commitment/gdc.1. Without it, for the whole node.
help-user-role-withdraw = Take the role for this part away.
help-user-role-role = What the person may do from now on.

help-completions = Print shell completions.
help-completions-shell = The shell.
help-man = Print the manual, every command included.

help-any-format = How the answer is written: for people, or for programs.
help-any-help = Print this help (--help says more than -h).
help-any-version = Print the version.
help-any-commands = Print this help, or that of a command.

help-heading-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-fact-default = default: { $what }
help-fact-possible = possible: { $what }
help-fact-variable = variable: { $what }

help-value-day = YYYY-MM-DD
help-value-address = ADDRESS
help-value-days = DAYS
help-value-address-port = ADDRESS:PORT
help-value-code = CODE
help-value-country = COUNTRY
help-value-countries = COUNTRIES
help-value-year = YEAR
help-value-moment = MOMENT
help-value-text = TEXT
help-value-command = COMMAND
help-value-dimensions = DIMENSIONS
help-value-data = DATA
help-value-design = DESIGN
help-value-column = COLUMN
help-value-columns = COLUMNS
help-value-ratio = A/B
help-value-role-column = ROLE=COLUMN
help-value-share = COLUMN=CLASS
help-value-quantile = COLUMN@SHARE
help-value-condition = CONDITION
help-value-pair = A,B
help-value-number = NUMBER
help-value-outcome = OUTCOME
help-value-structure = STRUCTURE
help-value-method = METHOD
help-value-step = STEP
help-value-level = LEVEL
help-value-df = DF
help-value-interval = INTERVAL
help-value-deff = EFFECT
help-value-statistic = STATISTIC
help-value-family = FAMILY
help-value-dir = DIR
help-value-state = STATE
help-value-format = FORMAT
help-value-interface = INTERFACE
help-value-lang = LANG
help-value-name = NAME
help-value-site = SITE
help-value-gigabytes = GIGABYTES
help-value-hours = HOURS
help-value-area = AREA
help-value-token = TOKEN
help-value-count = COUNT
help-value-path = PATH
help-value-policy = POLICY
help-value-points = POINTS
help-value-table = TABLE
help-value-period = PERIOD
help-value-place = PLACE
help-value-publisher = PUBLISHER
help-value-record = RECORD
help-value-scope = SCOPE
help-value-role = ROLE
help-value-shell = SHELL
help-value-source = SOURCE
help-value-sites = SITES
help-value-amount = AMOUNT
help-value-part = SHARE
help-value-hex = FINGERPRINT
help-value-file = FILE
help-value-votes = VOTES
help-value-kind-number = KIND=NUMBER
help-value-kind = KIND
help-value-first = WHAT
help-value-url = URL

## The manual

man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS OF EVERY COMMAND
man-commands = COMMANDS
man-exit = EXIT CODES
man-exit-0 = Done.
man-exit-1 = Something is not as it should be: a file was refused, a log does not verify, a code is not known.
man-exit-2 = What was typed cannot be understood.
man-exit-3 = The command could not be carried out: no node, no file, no database, no address.
man-version = VERSION

## What was mistyped

args-unknown-command = There is no command “{ $found }”.
args-unknown-option = There is no option “{ $found }” here.
args-unexpected = “{ $found }” is not expected here.
args-command-missing = A command is missing.
args-value-missing = A value is missing for { $argument }.
args-value-wrong = “{ $found }” is not possible for { $argument }.
args-value-too-many = “{ $found }” is one value too many for { $argument }.
args-twice = { $argument } can be given once only.
args-missing = This is missing: { $arguments }
args-missing-sites = Write the lists of sites first, before options such as --network, which take every file that follows them; or write “--” before the lists.
args-not-text = Something that was typed is not readable text (UTF-8).
args-other = What was typed cannot be understood. { $detail }
args-nearest = Did you mean “{ $nearest }”?
args-known = Possible: { $known }.
args-more = For all that can be typed: { $command } --help
args-lang = Passerelle does not speak “{ $found }” yet. Choose one of: { $known }.
args-wrong-stock = Give a kind and a number, such as satellite=20; kinds are satellite, radio, cell and repair.
args-wrong-column = Write what the column is and its name, such as lat=Y. It can be: latitude, longitude, position, id, official_id, name, kind, level, area, people, power, power_source, connected, technology, speed, contract, coverage, coverage_generation, surveyed, generation, height, backhaul, operator, status.
args-wrong-level = Write a number between 0 and 1, such as 0.95.
args-wrong-epsilon = Write a number above 0, such as 0.5.
args-wrong-runs = Write a whole number from 1 to 100000.
args-wrong-threads = Write a whole number from 1 to 1024.
args-wrong-days = Write a whole number of days, 402 or more.
args-wrong-keep-measurements = Write a whole number of days, 402 or more.
args-wrong-for = Write actor/NAME, country/ and its three letters, or commitment/ and the beginning of an id, such as commitment/gdc.1.
args-wrong-listen = Write an IP address and a port, such as 127.0.0.1:8080, or 0.0.0.0:8080 for every address of the machine.
args-wrong-proxy = Write an IP address, such as 127.0.0.1, or a network, such as 10.0.0.0/8.
args-wrong-public-url = Write an address without a path, such as https://node.example.
args-wrong-reason = Write a code in lower-case letters and hyphens that says nothing of the content, such as person-asked.
args-wrong-show-ranks = Write true or false.
