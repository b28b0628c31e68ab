# Ce que toutes les pages ont en commun, et les pages générales.

product = Passerelle
language-name = Français
skip-to-content = Aller au contenu
nav-main = Menu principal
nav-footer = Bas de page
nav-crumbs = Où vous êtes
nav-beside = Avant et après dans le texte
nav-countries = Pays
nav-commitments = Engagements
nav-indicators = Indicateurs
nav-map = Carte
nav-compare = Comparer
nav-search = Chercher
nav-about = À propos
nav-sources = Sources
nav-releases = Publications
nav-log = Journal
nav-api = Pour les programmes (API)

## Accueil

home-title = Qu’a-t-on promis, et où en est-on ?
home-lead = Choisissez un pays : vous verrez ce qui a été promis pour le numérique, où ce pays en est, qui y reste de côté, et à quel rythme les choses avancent.
home-doors = Que voulez-vous voir ?
door-country = Un pays
door-country-text = Où il en est, qui reste de côté, ce qui le concerne dans les textes.
door-promise = Une promesse
door-promise-text = { $n ->
    [one] { $n } engagement pris ou demandé, dit simplement, avec les chiffres qui le montrent.
   *[other] { $n } engagements pris ou demandés, dits simplement, avec les chiffres qui les montrent.
}
door-data = Des chiffres
door-data-text = Nombre de chiffres réunis ici : { $n }. Chacun garde le nom de sa source et peut être téléchargé.
door-compare = Une comparaison
door-compare-text = Jusqu’à six pays ou groupes de pays, côte à côte.
home-country = Aller droit à un pays
country-label = Pays
country-button = Voir ce pays
home-empty = Il n’y a pas encore de chiffres à dessiner ici. Une carte du monde apparaîtra dès que la personne qui s’occupe de ce nœud en aura apporté, avec la commande « passerelle import statistics » suivie du nom d’un fichier ou d’un dossier.
map-table = Les mêmes chiffres en tableau
map-indicator = En savoir plus sur cet indicateur : tendance, groupes, sources, téléchargements

## Chercher

search-label = Un pays, un indicateur, un engagement, une source
search-button = Chercher
search-found = { $n ->
    [0] Rien n’a été trouvé pour « { $asked } ». Essayez un seul mot, ou le nom d’un pays.
    [one] { $n } réponse pour « { $asked } »
   *[other] { $n } réponses pour « { $asked } »
}
search-no-country = « { $country } » n’est le code d’aucun pays connu ici. Cherchez-le par son nom.
found-country = pays
found-indicator = indicateur
found-commitment = engagement
found-source = source

## Carte

indicator-label = Indicateur
show-button = Afficher
map-label = { $n ->
    [0] { $indicator } : aucun pays n’a encore de chiffre
    [one] { $indicator } : { $n } pays a un chiffre
   *[other] { $indicator } : { $n } pays ont un chiffre
}
map-no-figure = pas de chiffre
map-outdated = plus de dix ans (avant { $year })
map-outdated-count = { $n ->
    [one] { $n } chiffre a plus de dix ans : il est hachuré et non coloré.
   *[other] { $n } chiffres ont plus de dix ans : ils sont hachurés et non colorés.
}
map-outlines = Contours : { $source }.
map-below = moins de { $high }
map-between = de { $low } à moins de { $high }
map-above = { $low } ou plus

## Comparer

compare-title = Comparer des pays
compare-place = Pays ou groupe { $n }
compare-none = Aucun
compare-button = Comparer
compare-empty = Choisissez un ou plusieurs pays, ou des groupes de pays : leurs chiffres apparaîtront ici, côte à côte, ligne par ligne.
none = aucun
compare-unknown = « { $place } » n’est ni un pays ni un groupe connu ici : il n’est pas dans la comparaison.
compare-beyond = { $place } n’est pas dans la comparaison : six lieux au plus tiennent côte à côte.

## Sources

origin-figures = Chiffres ({ $years })
years = de { $first } à { $last }
figure-outdated = plus de dix ans
period-outdated = { $period }, il y a plus de dix ans
sources-title = D’où viennent les chiffres
sources-lead = Chaque chiffre vient d’une source nommée. Voici qui publie quoi, de quelle façon et à quelles conditions vous pouvez vous en servir. Pour citer un chiffre, citez sa source.
source-licence = Conditions
source-method = Nature des chiffres
source-vintage = édition { $vintage }
source-where = Où les trouver
source-method-official = Statistiques officielles
source-method-survey = Enquête
source-method-modelled = Modèle ou estimation
source-method-census = Recensement
source-method-prices = Relevé de prix
source-method-index = Indice composé de plusieurs mesures
source-demo = chiffres inventés, pour la démonstration
source-local = fichier apporté à ce nœud
source-local-file = fichier { $file } (import n° { $n })
source-local-given = { $source }, d’après un fichier apporté à ce nœud
source-texts = chiffres que disent les textes
source-afnu = manuel « L’ONU et le numérique », Association française pour les Nations Unies, 2020
source-roadmap-press = communiqué de presse sur la Feuille de route, 2020
source-local-about = Ces chiffres viennent de fichiers apportés à ce nœud et qu’aucune entrée de notre catalogue ne décrit. Quand un tel fichier nomme une source, son nom est donné, et personne ici n’a vérifié que les chiffres sont bien les siens. Les fichiers sont nommés à la fin de cette page.
source-document-about = Ce document n’est ni une source statistique ni l’un des trois textes. Quelques chiffres qu’il avance sont gardés tels qu’il les dit.
source-other-about = Un fichier apporté à ce nœud nomme cette source, que notre catalogue ne décrit pas. Les fichiers sont listés au bas de cette page.
source-reference = Référence
source-year = Année
source-stated = Chiffres qu’il avance
source-stated-none = Aucun n’est gardé ici.
source-stated-count = { $n ->
    [one] { $n } chiffre, avec son passage
   *[other] { $n } chiffres, chacun avec son passage
}
paragraph = paragraphe { $n }
cited = { $text }, { $passage }
imports-title = Fichiers apportés à ce nœud
imports-empty = Aucun fichier n’a encore été apporté. Il suffit d’une commande, « passerelle import statistics » suivie du nom d’un fichier ou d’un dossier ; chaque fichier lu sera nommé ici.
superseded-by = remplacé par l’import n° { $n }

## Têtes de colonnes

col-number = N°
col-record = Fiche
col-version = Version
col-time = Date et heure
col-author = Écrit par
col-reason = Raison
col-place = Pays ou groupe
col-indicator = Indicateur
col-value = Chiffre
col-period = Période
col-change = Évolution
col-source = Source
col-target = Cible
col-who = Qui
col-interval = Fourchette
col-file = Fichier
col-figures = Chiffres
col-hash = Empreinte (SHA-256, début)

## Quand cela ne marche pas

not-found-title = Rien à cette adresse
not-found-text = La page a peut-être changé de nom, ou l’adresse a été mal recopiée. Rien n’est perdu : revenez à l’accueil et cherchez par nom de pays, d’indicateur ou d’engagement.
failed-title = Cette page n’a pas pu être préparée
failed-text = Quelque chose n’a pas marché de notre côté, et cela a été noté. Rien n’est perdu : les chiffres et les textes sont intacts. Rechargez la page dans un instant ; si cela continue, prévenez la personne qui s’occupe de ce nœud.
method-title = Cette adresse ne fait que se lire
method-text = Un formulaire ou un programme a voulu changer quelque chose ici, et rien ne se change à cette adresse. Rien n’est perdu : rouvrez la page, sans rien envoyer.
back-home = Revenir à l’accueil

## À propos

about-title = À propos de Passerelle
about-lead = Une passerelle est un pont que l’on traverse à pied. Celle-ci relie ce qui a été promis pour le numérique à ce que vivent les gens, pas à pas : la promesse, la preuve, l’écart, le plan, l’aide, la voix, puis le verdict.
about-node = Passerelle n’appartient à personne. Un pays, une organisation régionale ou un bureau des Nations Unies peut faire vivre son propre nœud : un programme, un fichier de données. Ce nœud-ci montre la promesse, la preuve et l’écart.
about-figures = Comment naissent les chiffres
about-figures-text = Aucun chiffre n’est de nous : chacun est publié par une source nommée, ou calculé à partir de chiffres qui le sont. Quand plusieurs sources parlent du même pays, la page en suit une et montre ce que disent les autres ; un fichier apporté à ce nœud passe devant quand son chiffre est plus récent. Une tendance ne mélange jamais deux sources, ni ce qui a été mesuré avec ce qui a été estimé.
about-class-on-track = « En bonne voie » : à la date fixée, toute la fourchette de ce que les chiffres laissent attendre, à 90 %, arrive à la cible.
about-class-cannot-tell = « On ne peut pas dire » : les deux bouts de cette fourchette ne donnent pas la même réponse, ou les chiffres sont trop peu nombreux. Nous préférons le dire plutôt que deviner. « Sans verdict » : le dernier chiffre a plus de dix ans.
about-interval = « Entre … et … » : la fourchette à 95 % du chiffre lui-même, donnée quand la source publie sa marge d’erreur.
about-parity = Les écarts entre groupes comparent deux chiffres de la même source et de la même période. « À parité » veut dire que leur rapport est assez proche de 1 pour cet indicateur.
about-privacy = Votre vie privée
about-privacy-text = Aucune page n’a besoin de script. Il n’y a ni cookie, ni pistage, ni contenu pris sur un autre site : les pages restent légères et personne ne vous suit.
about-version = Passerelle, version { $version }

## Comparer : les groupes

compare-others = Choisir d’autres lieux
compare-median = médiane de { $n } pays, { $since } ou après
compare-median-about = Quand personne ne publie de chiffre pour un groupe de pays, c’est sa médiane qui est donnée : la moitié de ses pays qui ont un chiffre récent sont à ce niveau ou au-dessous. Elle compte des pays, non des personnes.
compare-computed = calculé ici à partir des chiffres des pays
found-place = lieu dans un pays
col-country = Pays
col-group = Groupe de pays
col-area = Lieu
