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

less-than = less than { $value }

## Large numbers in a sentence; $n is the number itself, $next says how what is counted begins

number-million = { $n ->
    [one] { $value } million
   *[other] { $value } million
}
number-billion = { $n ->
    [one] { $value } billion
   *[other] { $value } billion
}
number-of = { $next ->
    [vowel] { $number }{" "}
   *[consonant] { $number }{" "}
}

label-value = { $label }: { $value }
# Punctuation between a name and what is said of it, and between items of a list.
colon = {": "}
semicolon = {"; "}

## Axes of charts: the unit, and what large numbers are counted in

chart-axis = { $label } ({ $unit })
axis-percent = %
axis-per-100-people = per 100 people
axis-per-100000-people = per 100,000 people
axis-usd = US dollars
axis-usd-ppp = international dollars
axis-index-0-1 = from 0 to 1
axis-index-0-100 = from 0 to 100
axis-gigabytes = gigabytes
axis-exabytes = exabytes
axis-thousands = thousands
axis-years = years
axis-in-million = M: million
axis-in-billion = bn: billion
short-million = { $value }M
short-billion = { $value }bn

## Moments

month-of-year = { $month } { $year }
moment = { $day } { $month } { $year }, { $hour }:{ $minute } UTC
day = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
