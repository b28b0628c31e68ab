# The columns of CSV files, as their metadata describe them.
column-indicator = Indicator
column-indicator-about = Code of the indicator, defined in the catalogue.
column-place = Place
column-place-about = Three-letter ISO 3166-1 code of a country, group of countries, or path within a country.
column-period = Period
column-period-about = Year, year that straddles two (2014/15), quarter or month.
column-dimensions = Who
column-dimensions-about = Who it is about: sex=female;location=rural. Empty: everyone.
column-value = Value
column-value-about = The figure, in its unit. Empty: there is none, and the status says why.
column-unit = Unit
column-unit-about = Code of the unit.
column-standard-error = Standard error
column-standard-error-about = In the unit of the figure. Empty: not published.
column-n = Cases
column-n-about = Respondents or cases behind the figure; where a publisher gives bands, as protected files do, the first number of the band: that many or more. Empty: not published.
column-status = Status
column-status-about = What the source says of how sure the figure is.
column-source = Source
column-source-about = Id of the source in the catalogue.

# Scorecards and their releases.
column-year = Year
column-year-about = The year of the scorecard.
column-dimension = Dimension
column-dimension-about = Code of the dimension of the group. Empty: everyone.
column-category = Group
column-category-about = Code of the group. Empty: everyone.
column-interval-low = Lower end
column-interval-low-about = Of the figure’s interval at 95%. Empty: no standard error is published.
column-interval-high = Upper end
column-interval-high-about = Of the figure’s interval at 95%.
column-gap = Gap
column-gap-about = The target minus the figure.
column-gap-low = Gap, lower end
column-gap-low-about = At 95%.
column-gap-high = Gap, upper end
column-gap-high-about = At 95%.
column-class = Where it stands
column-class-about = met, on_track, too_slow, little_change, moving_away, cannot_tell, no_target or no_data. Empty for a group.
column-release = Release
column-edition = Edition
column-edition-about = 1 for the first release, one more for each revision.
column-stage = Stage
column-stage-about = signed (its moment is to come) or released.
column-because = Reason in words
column-changes = Figures changed

# Initiatives and their budgets.
column-initiative = Initiative
column-initiative-about = Its name in addresses.
column-country = Country
column-country-about = Three letters of ISO 3166-1; empty where it is in none, or in several.
column-countries = Countries
column-state = State
column-state-about = planned, under_way, finished, suspended or cancelled, by its own word.
column-start = Start
column-end = End
column-currency = Currency
column-currency-about = Three letters of ISO 4217.
column-amount = In all
column-committed = Promised
column-open = Open
column-open-about = What nobody has promised.
column-serves = Serves
column-serves-about = Ids of commitments.
column-line = Line
column-budget-year = Year
column-budget-year-about = The calendar year in which it is paid.
column-purpose = Purpose
column-purpose-about = build, renew (what wears out) or run.
column-technology = Technology
column-lot = Lot
column-committed-by = Promised by
column-committed-by-about = Each who has promised part of it, and how much.

# SDMX, the statistical offices’ way of writing data: names of what the columns above do not have.
sdmx-figures = Figures on digital cooperation
sdmx-frequency = Frequency
sdmx-status = Status of the observation
sdmx-total = Total
sdmx-not-applicable = Not applicable
column-provider-outside = Whether who provides has no activity
column-receiver-outside = Whether who receives has no activity
