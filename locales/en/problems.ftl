# What is wrong with a file, the catalogue or the data, and what to do.

## A file of figures

problem-empty-file = The file is empty. Download it again.
problem-not-a-file = This is not a file. Give the name of a file, or of a folder that holds some.
problem-unreadable = The system could not read it ({ $hint }). Check that you are allowed to.
problem-binary-file = This file is not text. Save it as CSV or XLSX; old .xls files are not read.
problem-file-too-large = The file is above the limit of { $hint } bytes. Cut it into several.
problem-line-too-long = A line is too long for a table. Line breaks are probably missing, or a quotation mark is not closed.
problem-cell-too-long = A cell is too long for a table. A separator is probably missing, or a quotation mark is not closed.
problem-unclosed-quote = A quotation mark opens here and nothing closes it. Close it, or take it away.
problem-no-header = There is nothing where the names of the columns should be. Check that the file is complete.
problem-unknown-layout = Nothing in the catalogue describes such columns: { $hint }. Describe the file in catalogue/sources (its README says how).
problem-bad-entry = The description of this file in catalogue/sources has a pattern that cannot be read: { $value }. Correct it and try again.
problem-bad-workbook = This workbook does not open ({ $hint }). Open it in a spreadsheet program and save it as XLSX again.
problem-missing-sheet = The workbook does not have the expected sheet. It holds: { $hint }. Correct the name in the workbook or in catalogue/sources.
problem-zip-bomb = Once opened, this workbook becomes far too large ({ $hint }). For safety it is not read; save the useful sheet as CSV.
problem-too-many-cells = This workbook has too many cells. Save the useful sheet as CSV.
problem-bad-json = This JSON breaks off here or is not sound ({ $hint }). Export the file again.
problem-not-features = This JSON is neither GeoJSON nor a network of the Open Fibre Data Standard. Export the layer as GeoJSON.
problem-reference-system = The coordinates are those of another map grid ({ $hint }). Export the layer in degrees (WGS 84, EPSG:4326).
problem-too-many-rows = There are more rows, cells or positions than are held at once. Cut the file into several.
problem-bad-geometry = “{ $value }”: this shape has not the coordinates of its type, or one that is not on the Earth, or its nodes are not in the file. Correct it, or take it away.
problem-too-many-columns = There are more than { $hint } different columns; those from “{ $value }” on are not read. Leave out what is not needed.
problem-too-many-series = There are more than { $hint } different series. Cut the file, or check that no column is taken for another.
problem-missing-column = The column “{ $column }” is not in the file. It may have changed its name: correct it in catalogue/sources.
problem-ambiguous-column = The column “{ $column }” is there twice. Rename one of them, or take it away.
problem-ragged-row = This row does not have as many cells as the head of the table (found/expected: { $hint }). There is probably a separator too many, or one is missing.
problem-unknown-place = “{ $value }” (column “{ $column }”) is not a known place. Correct it, or add this spelling to catalogue/aliases.tsv.
problem-unknown-code = The code “{ $value }” (column “{ $column }”) is explained nowhere. Add it to the description of the file, in catalogue/sources.
problem-unknown-indicator = “{ $value }” (column “{ $column }”) is not an indicator of the catalogue. Correct the code, or add the indicator to catalogue/indicators.
problem-missing-unit = There is no unit for “{ $value }”. Write it in the column “unit”.
problem-bad-dimensions = “{ $value }” (column “{ $column }”) does not say clearly who is meant. Write for example sex=female;location=rural.
problem-no-rule = No rule says which place this row is about. Complete the description of the file, in catalogue/sources.
problem-bad-period = “{ $value }” (column “{ $column }”) is not a period. Write 2019, 2014/15, 2019-Q3 or 2019-07.
problem-bad-number = “{ $value }” (column “{ $column }”) is not a number. Correct it, or leave the cell empty if there is no figure.
problem-ambiguous-number = “{ $value }” (column “{ $column }”) can be read in two ways: tenths or thousands. If the decimal sign of the file is “{ $hint }”, say so in catalogue/sources.
problem-not-finite = “{ $value }” (column “{ $column }”) is not a usable number. Correct it, or leave the cell empty if there is no figure.
problem-out-of-range = “{ $value }” (column “{ $column }”) is outside what is possible: { $hint ->
    [from-0-to-100] between 0 and 100
    [from-0-to-1] between 0 and 1
    [from-0] 0 or more
   *[other] { $hint }
}. Check the figure and its unit.
problem-bad-encoding = “{ $value }” (column “{ $column }”) holds bytes that are not text in the encoding of the rest of the file: the cell was probably cut or pasted wrongly. Write it again, or save the whole file as UTF-8.
problem-no-figures = Every row says that there is no figure: there is nothing to store. Check that the file is complete, and that the right column is read.
problem-duplicate-key = Two different figures for the same thing, { $value }. Rows and figures: { $hint }. Keep the right one and take the other away.
problem-not-a-workbook = { $hint ->
    [page] This file has the name of a workbook and holds a web page. Open it in a spreadsheet program, check it, and save it as XLSX or CSV.
   *[text] This file has the name of a workbook and holds text. If it is a table, give it a name that ends in .csv.
}
problem-no-rows = There is a head of columns and nothing below it: no figure to store. Check that the file is complete.
problem-nothing-taken = The file is described, but none of its rows is one of those described (rows: { $hint }). It may be about another indicator; describe it in catalogue/sources.
problem-unknown-unit = The unit “{ $value }” (column “{ $column }”) is not the indicator’s, which is { $hint }. Convert the figures and write { $hint }, or leave the cell empty if they are in that unit.
problem-unknown-category = “{ $value }” (column “{ $column }”) is not known. Write one of: { $hint }; or leave the cell empty for everyone.
problem-missing-dimension = A figure of “{ $value }” must say which of these it is about. Add a column with one of them – { $hint }.
problem-too-many-categories = “{ $value }”: the catalogue does not know this dimension, and the file holds too many like it (limit: { $hint }). Check that the column is one of categories.
problem-unlikely-year = “{ $value }” (column “{ $column }”) is not a year in which there can be a figure ({ $hint }). Correct it.
problem-ambiguous-decimal = “{ $value }” (column “{ $column }”) can be read in two ways, tenths or thousands, and nothing in the file decides. Write figures without a thousands separator; if the comma is the decimal sign, separate the columns with “;”.
problem-mixed-decimals = “{ $value }” (column “{ $column }”) does not have the decimal sign of the rest of the file, “{ $hint }”. Write all figures with the same one, without a thousands separator.
problem-boolean-cell = “{ $value }” (column “{ $column }”) says yes or no, and is not a figure. Write the figure, or leave the cell empty.
problem-uncomputed-formula = The formula in the column “{ $column }” was never computed. Open the workbook in a spreadsheet program, save it, and try again.
problem-bad-answer = The server’s answer does not have the expected shape ({ $hint }). Try later; if it goes on, the address or the shape has changed.

## The catalogue

finding-bad-code = A code is written in lower case, with digits and, in the middle, underscores.
finding-bad-index = This index does not hold together, or has not the form told in catalogue/indices/README.md. Correct it at this place.
finding-bad-row = This row cannot be read. Check its period, value, dimensions, status and source against the heads of columns.
finding-bad-source-entry = This file does not have the form told in catalogue/sources/README.md. Correct it at this place.
finding-catalogue-unreadable = This file does not have the form told in catalogue/README.md. Correct it at this place.
finding-missing-column = A column is missing from the first line. Add it.
finding-no-such-folder = There is no such folder. Check what was given with --catalogue.
finding-ragged-line = This line does not have as many cells as the first. Look for a tab that is missing or too many.
finding-unknown-code = This is not one of the codes that are known here. The first lines of the file say which are.
finding-no-names = No name is given by which such a column could be recognised. Add one.
finding-unreadable-text = This file is not text in UTF-8, or may not be read. Save it as UTF-8, and check its permissions.
finding-bad-key = This is not the id of a commitment. Copy it from catalogue/commitments.
finding-bad-pattern = This pattern cannot be read. Correct the regular expression.
finding-bad-period = This is not a period. Write 2019, 2014/15, 2019-Q3 or 2019-07.
finding-bad-scale = The factor must be a number, and not zero.
finding-codes-or-slug = Give the codes of this dimension, or slug = true to take the words of the file.
finding-computed-from-itself = The indicator is computed from itself. Name another.
finding-give-exactly-one = Give exactly one of these possibilities.
finding-given-twice = This name is given twice. Change one of them.
finding-id-of-another-text = The id begins like those of another text. Correct it.
finding-met-at-wrong-side = What counts as met is harder than the target. Swap the two, or correct the direction.
finding-missing = Something is missing here. Complete this field.
finding-missing-indicator = The code of the indicator is missing. Add it.
finding-missing-reason = Say why these rows or this file are left out.
finding-missing-unit = The unit is missing. Add it.
finding-no-source = No source is named, and no formula. Add one or the other.
finding-nobody-addressed = Nobody knows whom this commitment addresses. Complete “addressees”.
finding-not-a-code = A code holds only letters without accents, digits, dots, hyphens and underscores.
finding-not-a-number = This is not a usable number. Correct it.
finding-not-a-row = The first row of a file is number 1.
finding-not-an-address = An address begins with https:// or http://.
finding-not-one-character = The separator is one plain character, and not a quotation mark.
finding-pattern-without-group = The pattern does not say which part to keep. Put it in parentheses.
finding-repeated = This is there already. Take one of them away.
finding-same-category = A group is compared with itself. Name another.
finding-scale-unit = This unit is not measured in parts of a whole. Choose another scale.
finding-skipped-rows-have-no-place = Rows left out have no place. Take “place” or “skip” away.
finding-target-off-scale = The target is off the scale of the indicator. Correct one or the other.
finding-target-without-direction = A target needs a direction. Say whether higher or lower is better.
finding-text-missing = This text is missing in this language. Write it.
finding-title-too-long = This title is too long. Shorten it.
finding-tolerance-order = The tolerance goes from a number below 1 to one above, for example 0.98 and 1.02.
finding-too-many-decimals = Six decimals are enough. Use fewer.
finding-unknown-bands = These bands are not known, or do not go with this scale.
finding-unknown-category = This category is not in the dimension. Correct it, or add it to dimensions.toml.
finding-unknown-commitment = This commitment is not in the catalogue. Correct the id.
finding-unknown-dimension = This dimension is not known. Correct it, or add it to dimensions.toml.
finding-unknown-index = This index is not in catalogue/indices. Correct the code, or add the index.
finding-unknown-indicator = This indicator is not in the catalogue. Correct the code, or add the indicator.
finding-unknown-status = This status is not known. Take one of the catalogue’s.
finding-unknown-unit = This unit is not known. Take one of the catalogue’s.
finding-value-not-in-sentence = The sentence does not say where to put the figure. Add the word value in braces.
finding-window-out-of-range = The trend is measured over 2 to 50 years.
finding-year-out-of-range = The year of the target is between 2000 and 2100.

## The log and the data

verify-problem-body-unreadable = This content can no longer be read as a record of its kind.
verify-problem-checkpoint-missing = The latest state of the log is not signed.
verify-problem-checkpoint-unsound = This signed state does not match the log.
verify-problem-erasure-unsound = This erasure is incomplete, or the log does not tell of it.
verify-problem-import = The figures of this import are no longer those that were stored.
verify-problem-import-changed = What the database says of this import is not what the register tells of it. The command “passerelle check --rebuild” writes it again.
verify-problem-import-missing = The register tells of this import, or of a later one, and its line is gone from the database. The command “passerelle check --rebuild” writes it again.
verify-problem-import-untold = The register tells of no such import. The command “passerelle check --rebuild” takes its line away.
verify-problem-file-changed = This file is no longer the one that its record stands for, or is not there.
verify-problem-figures-changed = The figures of this day of measurements are no longer those that its records tell of.
verify-problem-list-changed = This list of sites is no longer the one that its record stands for, or is not there.
verify-problem-leaf-out-of-order = A line of the log is missing or out of place.
verify-problem-number-out-of-order = The versions of this record do not follow one another.
verify-problem-row-unreadable = What is stored here does not have the form that it should have, and cannot be read.
verify-problem-state-differs = The record shown is not the one that its versions tell. The command “passerelle check --rebuild” computes it again.
verify-problem-tile-changed = Fingerprints kept for the proofs have changed.
verify-problem-tile-superfluous = More fingerprints are kept than the log calls for, or fewer.
verify-problem-version-changed = The content of this version has changed since it was written.
verify-problem-version-unreadable = This line of the log cannot be read.

# What readers of files say (TOML): told in our words where the form of their message is known.
reader-unknown-field = “{ $found }” is not known here; what there is: { $known }
reader-unknown-variant = “{ $found }” is none of the possible values: { $known }
reader-missing-field = “{ $found }” is missing
reader-duplicate-field = “{ $found }” is there twice
reader-duplicate-key = the same name is there twice
reader-invalid = { $found } where { $expected } is needed
reader-found-text = the text { $value }
reader-found-number = the number { $value }
reader-found-truth = { $value }
reader-found-list = a list
reader-found-table = a table
reader-expected-text = a text
reader-expected-number = a number
reader-expected-whole = a whole number
reader-expected-truth = true or false
reader-expected-list = a list
reader-expected-table = a table
