# A figure in its unit. { $value } is already written as the language writes it.

unit-percent = { $value }%
unit-per-100-people = { $value } per 100 people
unit-per-100000-people = { $value } per 100,000 people
unit-number = { $value }
unit-usd = ${ $value }
unit-usd-ppp = { $value } international dollars
unit-index-0-1 = { $value } out of 1
unit-index-0-100 = { $value } out of 100
unit-ratio = { $value }
unit-gigabytes = { $value } GB
unit-exabytes = { $value } EB
unit-thousands = { $value } thousand
unit-years = { $value } years

label-value = { $label }: { $value }
# Punctuation between a name and what is said of it, and between items of a list.
colon = {": "}
semicolon = {"; "}
