# Un chiffre dans son unité. { $value } est déjà écrit comme la langue l’écrit.

unit-percent = { $value } %
unit-per-100-people = { $value } pour 100 personnes
unit-per-100000-people = { $value } pour 100 000 personnes
unit-number = { $value }
unit-usd = { $value } $ US
unit-usd-ppp = { $value } dollars internationaux
unit-index-0-1 = { $value } sur 1
unit-index-0-100 = { $value } sur 100
unit-ratio = { $value }
unit-gigabytes = { $value } Go
unit-exabytes = { $value } Eo
unit-thousands = { $value } milliers
unit-years = { $value } ans

less-than = moins de { $value }

## Grands nombres dans une phrase ; $n est le nombre lui-même, $next dit par quoi commence ce qui est compté

number-million = { $n ->
    [one] { $value } million
   *[other] { $value } millions
}
number-billion = { $n ->
    [one] { $value } milliard
   *[other] { $value } milliards
}
number-of = { $next ->
    [vowel] { $number } d’
   *[consonant] { $number } de{" "}
}

label-value = { $label } : { $value }
# Ponctuation entre un nom et ce qui en est dit, entre les éléments d’une liste.
colon = {" : "}
semicolon = {" ; "}

## Axes des dessins : l’unité, et ce en quoi se comptent les grands nombres

chart-axis = { $label } ({ $unit })
axis-percent = %
axis-per-100-people = pour 100 personnes
axis-per-100000-people = pour 100 000 personnes
axis-usd = dollars des États-Unis
axis-usd-ppp = dollars internationaux
axis-index-0-1 = de 0 à 1
axis-index-0-100 = de 0 à 100
axis-gigabytes = gigaoctets
axis-exabytes = exaoctets
axis-thousands = milliers
axis-years = années
axis-in-million = M : million
axis-in-billion = Md : milliard
short-million = { $value } M
short-billion = { $value } Md

## Moments

month-of-year = { $month } { $year }
day = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}
moment = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }, { $hour } h { $minute } UTC
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
