# What the API says when it cannot answer. Addresses and names of parameters are for programs: leave them as they are.

api-error-nothing = There is nothing at this address. /api/openapi.json describes those that there are.
api-error-no-indicator = No indicator has the code “{ $found }”. The list of codes is at /api/v1/indicators.
api-error-no-place = No place has the code “{ $found }”. The codes of countries are at /api/v1/countries, those of groups at /api/v1/groups; a place within a country is written as a path: KEN/mombasa.
api-error-no-source = No source has the id “{ $found }”. The list is at /api/v1/sources.
api-error-no-commitment = No commitment has the id “{ $found }”. The list is at /api/v1/commitments.
api-error-no-record = There is no record “{ $found }”. /api/v1/log/changes tells of every one.
api-error-no-table = No whole table is called “{ $found }”. Every CSV file tells in “Link” where its own metadata are: at its address, with format=csvm.
api-error-no-state = Nothing has been written on this node yet, and so there is no signed state of its log.
api-error-not-in-log = The log has no such line or size: “{ $found }”. Its size is in /api/v1/log/checkpoint.
api-error-parameter-unknown = This address has no parameter “{ $found }”. It knows: { $known }.
api-error-parameter-none = This address takes no parameters; “{ $found }” was given.
api-error-parameters = What follows the “?” in the address cannot be read. It is written name=value&name=value, with % before the bytes of anything but plain letters and digits (UTF-8).
api-error-absent = “{ $field }” is needed here, and was not given.
api-error-number = “{ $field }” is a whole number from 0 on; “{ $found }” was given.
api-error-twice = “{ $field }” is given once; it was given more than once, the first time as “{ $found }”.
api-error-language = “lang” is one of: { $known }; “{ $found }” was given.
api-error-no-dimension = No figure is told apart by “{ $found }”. The dimensions are listed in /api/v1/observations/structure.
api-error-no-row = The list has no row “{ $found }” (any more) after which to go on. Begin again, without “after”.
api-error-no-scorecard = There is no scorecard “{ $found }”: a country’s three letters and a year from 2000 on that is not still to come, as KEN 2024; with “edition”, one that was released.
api-error-no-initiative = There is no initiative “{ $found }”: /api/v1/initiatives lists those that there are.
api-error-no-reporter = The initiative “{ $found }” cannot be written out for IATI: the organisation that answers for it has no identifier there.
api-error-limit = “limit” is a whole number from 1 to { $most }; “{ $found }” was given.
api-error-after = “after” takes what “next” said on the page before; “{ $found }” was given.
api-error-format = “format” is one of: { $known }; “{ $found }” was given.
api-error-order = “order” is one of: { $known }; “{ $found }” was given.
api-error-dimensions = “dimensions” is written sex=female;location=rural, or left empty for everyone; “{ $found }” was given.
api-error-text = “{ $field }” holds a character that no code has.
api-error-places = “place” is given once for each place to compare, from 1 to 6 times.
api-error-method = This address can be read (GET, HEAD) and nothing else.
api-error-method-sent = Measurements are sent to this address (POST); nothing is read from it.
api-error-busy = Many large downloads are going on. Please ask again in { $seconds } seconds, or for fewer figures at a time with “limit” and “after”.
api-error-failed = Something went wrong on this node; it has been noted. Please try again later.

# In the description of the API: what a status means.
api-site-token = The site’s own token, which “passerelle sites token SITE” makes on the node
api-metadata = What the columns of the CSV are (CSV on the Web): each file tells the address in “Link”, rel="describedby"
api-answer-200 = What was asked for
api-answer-400 = A parameter that the address does not know, or whose value makes no sense; or what was sent cannot be read
api-answer-401 = No token, or none of this site
api-answer-404 = Nothing here has this code or this address
api-answer-413 = More than is taken in at once
api-answer-422 = Something is wrong in what was sent: all of it is in “findings”, by field; nothing was taken in
api-answer-429 = More than any site measures waits; “Retry-After” says when to send again
api-answer-503 = Too much is being asked for at once; “Retry-After” says when to ask again

# The columns of the other tables, as their metadata describe them.
column-iso3 = ISO 3166-1 code, three letters
column-iso2 = ISO 3166-1 code, two letters
column-m49 = UN M49 code
column-name = Name ({ $lang })
column-region = Region (group)
column-subregion = Sub-region (group)
column-income = Income group
column-ldc = Least developed country
column-lldc = Landlocked developing country
column-sids = Small island developing State
column-un-member = Member State of the United Nations
column-synthetic = Invented, for demonstration
column-id = Identifier
column-kind = Kind
column-code = Code
column-theme = Theme
column-definition = Definition ({ $lang })
column-direction = Which way is better
column-target = Target, in the unit
column-target-year = Year of the target
column-sdg-series = Series of the Sustainable Development Goals
column-text = Text it comes from
column-title = Title ({ $lang })
column-description = Description ({ $lang })
column-statement = Statement ({ $lang })
column-summary = Summary ({ $lang })
column-passage = Where it stands in its text ({ $lang })
column-order = Position in its text, from 1
column-low = Low end of the 95% range
column-high = High end of the 95% range
column-batch = Number of the import it came with; 0 where it was computed
column-sdgs = Sustainable Development Goals, separated by ;
column-due = Due
column-addressees = Who is asked to act, separated by ;
column-systems = Systems that serve it, separated by ;
column-indicators = Indicators that show it, separated by ;
column-licence = Terms of use
column-url = Address
column-vintage = Edition
column-band = Band
column-outdated = Too old to stand for today
column-leaf = Place in the log, from 0
column-key = Record; empty once erased
column-number = Number of the version
column-at = Moment, in milliseconds since 1970 (UTC), as hashed
column-moment = The same moment, as people write it (UTC)
column-author = Opaque id of who wrote it; empty once erased
column-reason = Reason; empty once erased
column-inner = Inner hash, hexadecimal
