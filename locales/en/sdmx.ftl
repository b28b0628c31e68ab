# What is wrong with a message or a query of SDMX, or with a file of an Open SDG site, and what to do.
# $place is a column, a member, an element or a part of a query; $allowed is what can stand there, or a limit.

## A message

problem-sdmx-unreadable = The system could not read it ({ $allowed }). Check that you are allowed to.
problem-sdmx-empty = There is nothing in it. Download it again.
problem-sdmx-too-large = It is above the limit of { $allowed } bytes for a message that is read whole. Ask its publisher for SDMX-CSV, or for fewer series at a time.
problem-sdmx-too-deep = Elements stand within elements deeper than the limit ({ $allowed }). Check that it is a message of SDMX.
problem-sdmx-too-many-items = There is more in it than the limit ({ $allowed }). Cut it into several files.
problem-sdmx-too-long = A line or a cell is too long for a table. A separator is probably missing, or a quotation mark is not closed.
problem-sdmx-bad-encoding = Some bytes are not text in UTF-8. Save the file in UTF-8 and try again.
problem-sdmx-bad-json = This is not JSON as SDMX-JSON writes it ({ $allowed }). Check that the file is complete.
problem-sdmx-bad-xml = This is not well-formed XML ({ $allowed }). Check that the file is complete.
problem-sdmx-xml-entity = The file declares a document type or entities, which are never read, for safety. Take that part away.
problem-sdmx-wrong-message = “{ $value }” is another kind of message than the one expected ({ $allowed }). Give the file of the data, or that of their structure.
problem-sdmx-bad-header = The first row is not one of SDMX-CSV 2.0: “{ $value }” where { $allowed } is expected. Write the columns as the standard has them.
problem-sdmx-repeated-column = The column “{ $value }” is there twice. Rename one of them, or take it away.
problem-sdmx-unclosed-quote = A quotation mark opens here and nothing closes it. Close it, or take it away.
problem-sdmx-ragged-row = This row has { $value } cells and the first row { $allowed }. A separator is too many, or one is missing.
problem-sdmx-bad-structure-kind = “{ $value }” is no kind of structure. The first cell of a row is one of: { $allowed }.
problem-sdmx-bad-reference = “{ $value }” is not the name of a structure. It is written { $allowed }.
problem-sdmx-bad-action = “{ $value }” is no action that can be taken here. Those that can: { $allowed }.
problem-sdmx-bad-parts = The parts of “{ $value }” (“{ $place }”) do not hold together: a language is missing, named twice, or a part could be read in two ways. Write them apart.
problem-sdmx-key-differs = The key “{ $value }” is not the one of the cells beside it ({ $allowed }). Correct one of them.
problem-sdmx-bad-index = “{ $value }” (at { $place }) has no value behind it in the lists of the message. The file is damaged or was cut short; download it again.
problem-sdmx-unknown-structure = “{ $value }” is a structure that is not described here ({ $allowed }). Give the file that describes it, or an entry in catalogue/sources.
problem-sdmx-unknown-component = “{ $value }” is no component of the structure. It has: { $allowed }.
problem-sdmx-missing-dimension = The dimension “{ $place }” has no value. Every figure needs one.
problem-sdmx-repeated-id = “{ $value }” is there twice in the list “{ $place }”. Give one of them another code.
problem-sdmx-unknown-parent = “{ $value }” stands above a code of “{ $place }” and is not in the list. Add it, or take the parent away.
problem-sdmx-code-cycle = “{ $value }” (list “{ $place }”) is its own ancestor. Correct the parents.
problem-sdmx-bad-id = “{ $value }” ({ $place }) holds characters that an id cannot have. Allowed: { $allowed }.
problem-sdmx-unknown-code = The code “{ $value }” ({ $place }) is explained nowhere. Correct it, or add it to the list.
problem-sdmx-bad-number = “{ $value }” ({ $place }) is not a number with a decimal point. Correct it, or leave the cell empty.
problem-sdmx-bad-period = “{ $value }” is not a period that is kept here. Write for example { $allowed }.
problem-sdmx-repeated-key = There are two figures with the same key (“{ $value }”). Take one of them away.

## A query

problem-sdmx-query-unknown-resource = “{ $value }” is nothing that can be asked for. There are: { $allowed }.
problem-sdmx-query-missing-segment = The part “{ $place }” of the address is missing ({ $allowed }).
problem-sdmx-query-extra-segment = The address has a part too many: “{ $value }” ({ $place }; allowed: { $allowed }).
problem-sdmx-query-bad-segment = “{ $value }” cannot stand for “{ $place }” in the address. Allowed: { $allowed }.
problem-sdmx-query-bad-version = “{ $value }” is not a version. Allowed: { $allowed }.
problem-sdmx-query-bad-key = The key “{ $value }” does not fit the dimensions. It is written { $allowed }.
problem-sdmx-query-unknown-parameter = There is no parameter “{ $place }”. There are: { $allowed }.
problem-sdmx-query-repeated-parameter = The parameter “{ $place }” is there twice. Give it once, with commas between the values.
problem-sdmx-query-bad-parameter = “{ $value }” makes no sense for “{ $place }”. Allowed: { $allowed }.
problem-sdmx-query-bad-filter = The filter “{ $place }” cannot be read: “{ $value }”. It is written { $allowed }.
problem-sdmx-query-bad-escape = “{ $value }” ({ $place }) has a “%” that two hexadecimal digits do not follow, or bytes that are not UTF-8.
problem-sdmx-query-too-long = The query is longer than the limit ({ $allowed }). Ask for fewer values at a time.
problem-sdmx-query-not-supported = “{ $place }” is part of the standard and is not served here. What can be asked is described in /api/openapi.json.
problem-sdmx-query-not-acceptable = No answer is written in the form asked for ({ $value }). There are: { $allowed }, in version 2.0.0 and with ids as labels.
problem-sdmx-no-results = Nothing here fits the query. The structure, with the codes in use, is at /api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/1.0?references=descendants.
problem-sdmx-answer-too-large = The answer has more than { $allowed } observations. Ask for SDMX-CSV, which has no such limit, or narrow the query with a key, filters, “limit” and “offset”.

## A file of an Open SDG site

problem-open-sdg-empty = The file is empty. Download it again.
problem-open-sdg-too-large = The file is above the limit of { $value } bytes. Cut it into several.
problem-open-sdg-too-much = There is more in the file than the limit ({ $value }). Cut it into several.
problem-open-sdg-bad-encoding = Some bytes are not text in UTF-8. Save the file in UTF-8 and try again.
problem-open-sdg-bad-table = This does not read as a table: a quotation mark is probably not closed.
problem-open-sdg-missing-column = The column “{ $place }” is not in the file. A table of Open SDG needs “Year” and “Value”; a mapping “Text” and “Value”.
problem-open-sdg-repeated-column = The column “{ $value }” is there twice. Rename one of them, or take it away.
problem-open-sdg-ragged-row = This row has { $value } cells, another number than the first row. A separator is too many, or one is missing.
problem-open-sdg-bad-year = “{ $value }” is not a calendar year, which is all that Open SDG’s column of years can hold.
problem-open-sdg-bad-number = “{ $value }” (“{ $place }”) is not a number with a decimal point. Correct it, or leave the cell empty.
problem-open-sdg-bad-yaml = The fields of the metadata do not read as YAML of names and values. Correct them and try again.
problem-open-sdg-yaml-alias = The metadata refer to another place of the file (an alias of YAML), which is never followed. Write the value out.
problem-open-sdg-repeated-key = There are two figures with the same year and the same categories (“{ $value }”). Take one of them away, or name the source to publish.
problem-open-sdg-unknown-column = Nothing in column_mapping.csv says what the column “{ $value }” is. Add a line there.
problem-open-sdg-unknown-code = Nothing in code_mapping.csv says what “{ $value }” (“{ $place }”) means. Add a line there.

## The command line

help-export-sdmx = Figures as SDMX, the exchange standard of statistical offices, or the structure that describes them.
help-export-sdmx-more =
    SDMX-CSV 2.0 is written at any length; one message of SDMX-JSON 2.0 holds at most 50,000 figures. With --query, what the SDMX REST API would answer, for example:

        passerelle export sdmx --query 'data/dataflow/PASSERELLE/OBSERVATIONS/1.0/A.internet_users.KEN?c[SEX]=female,male'
help-export-sdmx-indicator = Code of the indicator.
help-export-sdmx-place = Code of the place: ISO 3166-1 alpha-3, a group, or a path within a country.
help-export-sdmx-source = Id of the source.
help-export-sdmx-query = A query of the SDMX REST API 2.x, from “data” or “structure” on, instead of the options above.
help-export-sdmx-structure = The structure instead of figures, as SDMX-JSON: data flow, data structure definition, concepts, lists of codes.
help-export-sdmx-format = How they are written.
help-export-open-sdg = The figures of a country as the data of an Open SDG site: a table and its metadata for each indicator.
help-export-open-sdg-more = Of each indicator, one source is published: the one that the catalogue prefers, or --source. What the site’s words mean is written beside, in column_mapping.csv and code_mapping.csv: “passerelle import statistics” reads the folder back.
help-export-open-sdg-place = Code of the country, ISO 3166-1 alpha-3.
help-export-open-sdg-indicator = Only these indicators, by code.
help-export-open-sdg-source = Only figures of this source, by id.
help-export-open-sdg-output = Folder to write in; made if it is not there. Files of the same names are written over.
help-export-open-sdg-format = How the answer is written.
help-sdmx = Convert and check messages of SDMX. No node is needed.
help-sdmx-convert = Write a message of SDMX (CSV, JSON or XML; data or structures) in another form, or in the same one, checked.
help-sdmx-convert-more = SDMX-CSV and SDMX-ML do not say which components are dimensions: to make SDMX-JSON of them, give the structure that describes them. What cannot be read is told, and nothing is written.
help-sdmx-convert-file = The message.
help-sdmx-convert-structure = File of structures (SDMX-JSON or SDMX-ML) that holds the data structure definition.
help-sdmx-convert-format = The form to write. Structures are written as JSON only.
help-value-query = QUERY

cli-open-sdg-written = { $n ->
    [one] { $n } indicator written in { $path }
   *[other] { $n } indicators written in { $path }
}
cli-open-sdg-none = There are no yearly figures of { $place } to publish. “passerelle import statistics” brings figures in.
cli-open-sdg-left = { $indicator }: left out are { $n ->
    [one] { $n } figure
   *[other] { $n } figures
} of other sources ({ $sources }) or of periods that are no calendar years
cli-open-sdg-country = “{ $found }” is no country of the catalogue. The code has three letters: KEN.
cli-sdmx-problems = { $path }: { $n ->
    [one] { $n } problem
   *[other] { $n } problems
}; nothing was written
cli-sdmx-needs-structure = { $path } does not say which of its components are dimensions. Give the file of its structure with --structure, or write it as CSV.
cli-sdmx-no-structure = { $path } holds no data structure definition. Give the file that does.
cli-sdmx-not = { $path } is not a message of SDMX: neither SDMX-CSV 2.0, nor SDMX-JSON, nor SDMX-ML.
cli-sdmx-structures-csv = { $path } holds structures, which SDMX writes in no CSV. Use --format json.

# Labels on an Open SDG site.
open-sdg-standard-error = Standard error
open-sdg-cases = Cases
open-sdg-area = Area
