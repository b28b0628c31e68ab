# La page d’un pays, et les mots qui disent où il en est.

countries-title = Tous les pays
synthetic-tag = pays inventé
synthetic-title = Ce pays n’existe pas.
synthetic-text = Il sert à montrer ce que fait la plateforme. Ses chiffres sont inventés et n’entrent dans aucun groupe de pays.

## Première phrase

lead = { $place } : { $sentence } ({ $period }).
lead-with-interval = { $place } : { $sentence } ({ $period } ; { $interval }).
country-empty = { $place } : aucune des sources lues ici ne donne le chiffre par lequel cette page commence. Ce que l’on sait d’autre est plus bas.
source-line = Source : { $source }
interval = entre { $low } et { $high }
figure-age = { $years ->
    [one] il y a { $years } an
   *[other] il y a { $years } ans
}

## La distance

country-distance = Le chemin qui reste
target-line = Cible : { $target } en { $year }
target-met-at = { $value } (atteinte dès { $met })
chart-distance = { $value } ; cible : { $target }
no-figure = Pas encore de chiffre ici : aucune des sources lues ici n’en donne.
arrival-met = D’après ces chiffres, la cible, { $target }, est atteinte.
arrival-year = Au rythme de ces chiffres, la cible, { $target }, serait atteinte en { $arrival } ; la date fixée est { $year }.
arrival-never = Rien dans ces chiffres ne laisse prévoir que la cible, { $target }, soit atteinte avant 2100 ; la date fixée est { $year }.
arrival-passed = Au rythme de ces années-là, la cible, { $target }, aurait été atteinte en { $arrival } ; il n’y a pas ici de chiffre plus récent.
arrival-slows = Le progrès ralentit à l’approche du but ; cette année en tient compte.
arrival-slows-late = En ligne droite, on y serait à temps, mais ce n’est pas elle qui compte ici : les derniers pas sont les plus lents, et le verdict suit ce ralentissement.
arrival-cannot-tell = Ces chiffres ne permettent pas de dire si la cible, { $target }, sera atteinte à temps.
pace = { $pace } par an
pace-needed = { $pace } par an ; il faudrait à présent { $needed } par an
pace-none = pas de changement d’une année à l’autre
class-met = Cible atteinte
class-on-track = En bonne voie
class-on-track-then = Était en bonne voie en { $period }
class-no-verdict = Sans verdict
class-too-slow = Trop lent
class-little-change = Peu de changement
class-moving-away = S’éloigne de la cible
class-cannot-tell = On ne peut pas dire
class-no-target = Pas de cible
class-no-data = Pas de chiffre
reason-interval-crosses = Les chiffres varient trop pour trancher : les deux bouts de la fourchette attendue ne donnent pas la même réponse.
reason-too-few-points = Il faut au moins trois périodes comparables pour suivre une tendance.
reason-off-scale = Un chiffre ou la cible sort de l’échelle de l’indicateur : la tendance ne peut pas être suivie jusque-là.
reason-no-method = Cet indicateur est montré sans tendance.
reason-target-year-passed = Le dernier chiffre est de l’année fixée ou d’après : la cible n’était pas atteinte.
reason-outdated = Le dernier chiffre a plus de dix ans : il ne dit rien d’aujourd’hui.
newer-figure = Un chiffre plus récent : { $value } ({ $period }), source :{" "}
peers-and-sources = Ailleurs, et selon d’autres sources
peer-median = { $group } : parmi les { $n } pays qui ont un chiffre de { $since } ou d’après, la moitié sont à { $median } ou moins.
peer-median-bound = { $group } : parmi les { $n } pays qui ont un chiffre de { $since } ou d’après, la moitié au moins sont à { $median }.
peer-rank = Ici : { $rank ->
    [one] { $rank }er
   *[other] { $rank }e
} rang sur { $n } pays qui ont un chiffre des dix dernières années, { $first ->
    [lowest] du plus bas au plus haut
   *[highest] du plus haut au plus bas
}{ $tied ->
    [0] .
    [one] , à égalité avec { $tied } autre.
   *[other] , à égalité avec { $tied } autres.
}
peers-title = Ailleurs
disagreement = Une autre source dit { $value } pour { $period } :{" "}

## Qui reste de côté

country-left-out = Qui reste de côté
left-out-how = Chaque ligne compare deux groupes de personnes. Le rond plein montre le groupe nommé en premier, le losange l’autre ; les écarts les plus larges viennent d’abord.
left-out-empty = Aucun chiffre ne compare encore des groupes de personnes ici (femmes et hommes, villes et campagnes, âges, revenus, handicap). Les écarts apparaîtront dès qu’une source qui les publie aura été apportée avec « passerelle import statistics ».
more-gaps = { $n ->
    [one] Voir { $n } autre écart
   *[other] Voir { $n } autres écarts
}
gap-sentence = { $group } : { $groupvalue }. { $reference } : { $referencevalue }.
parity-reached = À parité

## Ce qui a été promis

country-promises = Ce qui a été promis, et par qui
country-promises-how = Les engagements adressés à chaque État ou à tout le monde, avec qui les tient ici, ce qui le montre, et ce que d’autres en disent.
objective = Objectif { $number } – { $title }
promises-elsewhere = Hors des cinq objectifs
due = échéance : { $date }
due-passed = échéance : { $date }, déjà passée
no-evidence = { $n ->
    [one] Pour celui-ci, aucune preuve n’est encore enregistrée ici, ni chiffre ni contribution :
   *[other] Pour ces { $n } engagements, aucune preuve n’est encore enregistrée ici, ni chiffre ni contribution :
}

## À emporter

country-take = À emporter
download-csv = Télécharger les chiffres (CSV)
download-json = Télécharger pour un programme (JSON)
compare-this = Comparer avec d’autres pays
embed-label = Pour montrer cette page en petit sur un autre site, copiez-y ceci :
embed-look = Voir ce que cela donnera
embed-empty = { $place } : nous n’avons pas encore le chiffre qui vient en premier ici.
embed-more = En savoir plus sur Passerelle : { $title }
embed-changed = Derniers chiffres apportés le{" "}

source-label = Source :{" "}
cite-as = Pour citer cette page : « { $title } », Passerelle, { $address }, page consultée le (jour de votre lecture). Citez aussi la source de chaque chiffre : son nom est à côté de lui.
correct-this = Un chiffre vous paraît faux ? Il vient de sa source, dont le lien est à côté de lui : dites-le à qui le publie. Un fichier corrigé le remplacera ici, et l’ancien restera dans l’historique.
no-figure-not-collected = Ce chiffre n’est pas recueilli.
no-figure-not-collected-by-law = La loi interdit de recueillir ce chiffre.
no-figure-not-published = Ce chiffre existe, mais n’est pas publié.
no-figure-protected = Ce chiffre n’est pas montré, pour protéger les personnes.
stated-title = Ce que disent les textes
areas-title = { $n ->
    [one] Un lieu du pays
   *[other] { $n } lieux du pays
}

## Lieux d’un pays, et liste des pays

country-areas = { $n ->
    [one] Un lieu du pays a aussi des chiffres
   *[other] { $n } lieux du pays ont aussi des chiffres
}
areas-within = { $n ->
    [one] Un lieu à l’intérieur
   *[other] { $n } lieux à l’intérieur
}
area-empty = Il n’y a plus ici de chiffre de ce lieu.
area-figures = Ses chiffres
countries-count = { $n ->
    [one] { $n } pays ou territoire figure ici.
   *[other] { $n } pays et territoires figurent ici.
}
countries-reached = Pour « { $indicator } », { $n } ont un chiffre, et { $met ->
    [0] aucun n’a atteint la cible, { $target }, d’après un chiffre qui dise encore quelque chose d’aujourd’hui.
    [one] un seul a atteint la cible, { $target }.
   *[other] { $met } ont atteint la cible, { $target }.
}
