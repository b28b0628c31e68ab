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

label-value = { $label } : { $value }
# Ponctuation entre un nom et ce qui en est dit, entre les éléments d’une liste.
colon = {" : "}
semicolon = {" ; "}
