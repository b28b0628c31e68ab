# Les indicateurs : définition, pays, tendance, groupes, méthode.

indicators-title = Les indicateurs
places-with-figure = { $n ->
    [0] Pas encore de chiffre
    [one] { $n } pays ou groupe a un chiffre
   *[other] { $n } pays ou groupes ont un chiffre
}
theme-affordability = Prix
theme-connectivity = Connexion
theme-context = Contexte
theme-economy = Économie
theme-education = Éducation
theme-government = Services publics et gouvernance
theme-services = Énergie et services financiers
theme-skills = Compétences
theme-texts = Chiffres cités par les textes
theme-use = Ce que l’on fait en ligne

## Un indicateur

indicator-countries = { $n ->
    [0] Les pays
    [one] { $n } pays
   *[other] { $n } pays
}
indicator-empty = Aucun pays n’a encore de chiffre ici.
sort-by-name = Ranger par nom
sort-by-value = Ranger par chiffre, le plus grand d’abord
see-map = Voir la carte
indicator-groups = Groupes de pays
chart-world = { $indicator } – le monde
change-since = { $change } depuis { $period }
lead-outdated = Ce chiffre a plus de dix ans : il dit ce qui était, et beaucoup a pu changer depuis.
indicator-method = Comment lire ces chiffres
indicator-direction = Sens
direction-higher = Plus le chiffre est grand, mieux c’est.
direction-lower = Plus le chiffre est petit, mieux c’est.
direction-none = Ni plus ni moins n’est mieux : ce chiffre aide à comprendre les autres.
indicator-progress = Tendance
method-regression = Une droite est ajustée aux { $window } dernières années de chiffres, les années récentes comptant davantage, puis suivie jusqu’à la date fixée. Elle ne va pas plus vite que le plus fort changement constaté, et les chiffres de 0 ou du tout ne la faussent pas. Un pays n’est dit en bonne voie que si toute la fourchette à 90 % le confirme.
method-growth-ratio = La croissance des { $window } dernières années de chiffres est comparée à celle qu’il faudrait pour atteindre la cible à la date fixée. Un pays est dit en bonne voie à partir de 95 % de cette croissance.
method-none = Aucune tendance n’est calculée : les chiffres ne s’y prêtent pas.
download-sdmx = Télécharger les chiffres (SDMX-CSV 2.0)
download-sdmx-structure = leur structure, SDMX-JSON
indicator-sdg-series = Série des objectifs de développement durable

## Un indicateur dans un pays

chart-country = { $indicator } – { $place }
chart-gaps = (en pointillé : années sans chiffre)
by-group = Par groupe de personnes
series = Année par année
other-sources = Ce que disent d’autres sources

## Ce que la source dit d’un chiffre

status-normal = sans réserve
status-reported = déclaré par le pays
status-estimated = estimé
status-modelled = tiré d’un modèle
status-provisional = provisoire
status-unreliable = peu sûr
status-national = définition nationale
status-adjusted = ajusté pour comparer
status-global-monitoring = établi par l’institution internationale qui en fait le suivi
status-synthetic = inventé
status-not-collected = non collecté
status-not-collected-by-law = non collecté, la loi l’interdit
status-not-published = non publié
status-protected = retenu pour protéger les personnes
status-break = rupture de série : mesuré autrement qu’avant

## Premières phrases, et ce dont sont faits les graphiques

answer-one = { $value } ({ $place }, { $period })
answer-only = { $indicator } : un seul pays a un chiffre ici, { $one }.
answer-range = { $indicator } : { $n } pays ont un chiffre ici, de { $least } à { $most }.
answer-computed = Calculé ici à partir des chiffres des pays, chacun avec sa source
indicators-lead = { $n } indicateurs, dont { $with } ont des chiffres ici : { $figures } en tout.
indicators-first = Le premier –{" "}
indicator-how-to-fill = Le tableau se remplira dès qu’une source aura été apportée par la commande « passerelle import statistics ».
chart-first = Trait plein :{" "}
chart-second = Tirets :{" "}
figure-of-period = { $value } ({ $period })
