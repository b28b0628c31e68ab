# Les pages des plans de connexion: voir plan.ftl pour ce que dit un plan.

nav-plans = Plans
plans-title = Des plans pour connecter tout le monde
plans-lead = Pour chaque école, poste de santé et lieu public : comment le connecter, ce que cela coûte, qui paie, et à quelle distance du moins cher possible se trouve le plan.
plans-empty = Aucun plan n’est encore publié sur ce nœud. Son propriétaire en publie un avec « passerelle plan publish ».
plans-new = Établir un plan
plans-new-lead = Envoyez les listes que vous avez. Le plan est établi ici, à partir de ces seuls fichiers, et vous pouvez en lire, vérifier et emporter chaque partie.
plans-new-private = Ce que vous envoyez, et le plan, ne sont vus que par les personnes à qui vous donnez son adresse. Ils sont supprimés après sept jours, ou plus tôt si ce nœud manque de place. Les fichiers peuvent faire { $megabytes } Mo ensemble.
plans-legend-files = Vos fichiers
plans-part-sites = Sites
plans-part-sites-hint = Écoles, postes de santé, tout lieu à connecter : CSV, Excel ou GeoJSON, avec coordonnées. Les colonnes portent le nom que l’on veut.
plans-part-network = Réseaux de fibre
plans-part-network-hint = Les nœuds et les lignes qui existent : GeoJSON ou Open Fibre Data Standard. Sans eux, rien ne peut être relié par fibre.
plans-part-towers = Pylônes mobiles
plans-part-towers-hint = Une liste avec coordonnées, et les générations si on les connaît (4G, 5G).
plans-part-roads = Routes
plans-part-roads-hint = Un extrait d’OpenStreetMap (.osm.pbf) : la fibre est alors prévue le long des routes.
plans-part-population = Où vivent les gens
plans-part-population-hint = Des points avec un nombre de personnes : ce que chaque somme atteint est alors compté autour des sites.
plans-part-terrain = Altitudes du terrain
plans-part-terrain-hint = Tuiles SRTM (S02E036.hgt) : les faisceaux ne sont alors prévus que là où rien ne fait obstacle.
plans-part-areas = Contours
plans-part-areas-hint = Le pays ou ses régions, en GeoJSON : les sites qui sont dehors sont mis de côté.
plans-part-costs = Prix
plans-part-costs-hint = Les prix de votre pays : le fichier des prix par défaut, avec les vôtres. Sans lui, les prix par défaut valent, et le plan le dit.
plans-field-title = Nom du plan
plans-field-country = Pays
plans-field-country-hint = Les sites qui sont dehors sont mis de côté.
plans-field-years = Années de service
plans-field-budget = Budget
plans-field-budget-hint = Tout ce qui peut être dépensé sur ces années, dans la monnaie des prix.
plans-field-budget-per-year = Budget annuel de construction
plans-field-first = Ce qui passe d’abord
plans-field-at-least = Part minimale de chaque région, en pour cent
plans-field-at-least-hint = Cette part des sites de chaque région est connectée avant que les autres continuent.
plans-field-sensitivity = Montrer ce que changeraient d’autres prix (plus long)
plans-first-people = le plus de personnes possible
plans-first-pupils = le plus d’élèves possible
plans-first-sites = le plus de sites possible
plans-first-saving = ce qui économise le plus
plans-ask = Établir le plan
plans-problems = Le plan n’a pas été commencé. Corrigez ceci, puis choisissez de nouveau vos fichiers : les navigateurs ne les gardent pas.
plans-problem-busy = Beaucoup de plans sont en cours en ce moment. Réessayez dans quelques minutes.
plans-problem-no-sites = Aucune liste de sites n’accompagnait le formulaire. Choisissez-en une.
plans-problem-files = On peut envoyer { $n } fichiers à la fois au plus.
plans-problem-large = Les fichiers font plus de { $megabytes } Mo ensemble. Envoyez-les en CSV, ou région par région ; à la ligne de commande, cette limite n’existe pas.
plans-problem-slow = Rien n’est arrivé pendant une minute, et l’envoi a été abandonné. Réessayez avec une meilleure connexion, ou envoyez des fichiers plus petits.
plans-problem-cut = L’envoi s’est terminé trop tôt. Recommencez.
plans-problem-number = { $field } : « { $written } » n’est pas un nombre de { $least } à { $most }.
plans-asked-title = Votre plan
plans-state-waiting = { $n ->
    [0] Votre plan est le prochain. Il commence dans un instant.
    [one] Un plan est en cours avant le vôtre.
   *[other] { $n } plans sont en cours avant le vôtre.
}
plans-state-begun = Votre plan est en cours.
plan-step-reading = Votre plan est en cours : les fichiers sont lus et nettoyés.
plan-step-planning = Votre plan est en cours : les techniques sont choisies et les lignes tracées.
plan-step-ordering = Votre plan est en cours : les travaux sont mis en ordre.
plan-step-comparing = Votre plan est en cours : il est comparé à d’autres taux et à d’autres prix.
plan-step-writing = Votre plan est en cours : ses fichiers sont écrits.
plans-state-failed = Il n’y a pas de plan, et voici pourquoi.
plans-state-given-up = Ce plan a été commencé trois fois, et le programme s’est arrêté chaque fois avant la fin. Essayez avec moins de sites, ou à la ligne de commande ; et prévenez la personne qui tient ce nœud.
plans-state-cancelled = Annulé. Les fichiers envoyés sont supprimés ; cette page, avec leurs noms, disparaît d’elle-même après sept jours, ou dès que vous la supprimez.
plans-may-leave = Vous pouvez quitter cette page et y revenir : cette adresse montre où en est le plan, puis le plan lui-même. Gardez-la, personne d’autre ne l’a.
plans-cancel = Annuler
plans-again = Établir un autre plan
plans-sent = Ce que vous avez envoyé
plans-private = Seules les personnes qui ont cette adresse voient ce plan, avec ses lieux exacts. Il est supprimé le { $until }, ou plus tôt si ce nœud manque de place : emportez ses fichiers.
plans-col-plan = Plan
plans-col-country = Pays
plans-col-area = Région
plans-by-area = Par région
plans-more-areas = { $n ->
    [one] Une région de plus est dans areas.csv.
   *[other] { $n } régions de plus sont dans areas.csv.
}
plans-area-lead = { $n ->
    [1] Un site
   *[other] { $sites } sites
} : { $already } déjà connectés, { $fibre } par fibre, { $radio } par faisceau hertzien, { $cellular } par réseau mobile, { $satellite } par satellite. { $present } pour { $people } personnes.
plans-area-lead-untold = { $n ->
    [1] Un site
   *[other] { $sites } sites
} : { $already } déjà connectés, { $fibre } par fibre, { $radio } par faisceau hertzien, { $cellular } par réseau mobile, { $satellite } par satellite, pour { $people } personnes. Ce que cela coûte n’est pas dit à part : si peu de lignes diraient où elles aboutissent.
plans-untold = non dit
plans-next = Sites suivants
plans-find = Pourquoi un site est-il connecté ainsi ?
plans-find-label = Nom ou identifiant d’un site
plans-find-button = Montrer
plans-known = Ce qu’on en sait
plans-place = Latitude, longitude
plans-near = Près de { $lat } ; { $lon } (arrondi)
plans-site-id = Identifiant : { $id }
plans-no-site = Ce plan n’a pas de site « { $site } ». Donnez son identifiant, ou son nom entier.
plans-several = { $n } sites portent ce nom. Lequel ?
plans-found = Ce qui a été trouvé dans les fichiers
plans-files = Emporter le plan
plans-kilobytes = { $size } ko
plans-megabytes = { $size } Mo
plan-file-summary-json = Tous les chiffres, avec les prix et l’empreinte de ce dont le plan est fait.
plan-file-sites-csv = Chaque site : comment, quand, à quel prix, et ce qui était possible d’autre.
plan-file-lines-geojson = Les lignes à construire.
plan-file-network-geojson = Le réseau qui existe.
plan-file-phases-csv = Les travaux dans leur ordre, et ce qu’on obtient avec tous jusqu’à chacun.
plan-file-areas-csv = Le plan par région.
plan-file-cleaning-json = Ce qui a été trouvé dans les fichiers, ligne par ligne.
plan-file-cleaning-json-counts = Ce qui a été trouvé dans les fichiers, compté.
plan-file-report-html = Le rapport, à imprimer.
plan-file-report-en-html = Le rapport en anglais, à imprimer.
plan-file-report-fr-html = Le rapport en français, à imprimer.
plan-file-map-pmtiles = La carte en tuiles vectorielles, avec chaque site.
sites-kind-school = École
sites-kind-health-facility = Établissement de santé
sites-kind-other = Autre lieu
plan-file-lots-csv = Les lots à mettre en appel d’offres.
plan-file-bill_of_quantities-csv = Le devis quantitatif de chaque lot.
plan-file-affordability-csv = Qui, autour des sites, pourrait payer pour être raccordé chez soi, par zone et par tranche de revenus.
plans-initiative = Une initiative le met en œuvre : { $title }
plans-withheld-policy = Depuis la publication de ce plan, il a été décidé de montrer les lieux moins précisément. Sa carte, ses sites et ses fichiers reviendront ici quand il aura été publié de nouveau.
plans-withheld-until = Sa carte, ses sites et les fichiers qui parlent de sites un par un sont montrés à partir du { $day } : le ministère les fait attendre jusque-là.
plans-default-costs = Prix par défaut, à remplir (costs.toml)
plans-part-incomes = Revenus
plans-part-incomes-hint = Ceux des habitants autour des sites, par zone : un tableau avec les colonnes area, income_per_month, currency et year, par tranche de revenus ou avec un indice de Gini (gini). Le plan dit alors qui pourrait payer pour être raccordé chez soi.
plans-legend-plan = Le plan
plans-legend-more = D’autres fichiers : routes, habitants, altitudes, contours, prix, revenus
plans-legend-money = L’argent et les années
plans-legend-order = Ce qui passe d’abord, et les lots
plans-legend-columns = Quelle colonne contient quoi
plans-columns-hint = Les colonnes de vos listes de sites sont reconnues à leur nom et à leur contenu. N’écrivez ici le nom d’une colonne que si une autre a été prise pour elle, ou aucune.
plans-column-taken = Prise pour cela : { $columns }
plans-column-of-several = { $role }, { $n ->
    [1] la plus vaste
    [2] la suivante
   *[other] la plus petite
}
plans-field-budget-per-year-hint = Le plan dit alors en quelle année se fait chaque ouvrage.
plans-field-basket = Prix mensuel d’un forfait d’entrée de gamme
plans-field-basket-hint = Ce que coûte, chez soi, le raccordement utile le moins cher, dans la monnaie des prix. Avec les revenus, le plan dit qui pourrait le payer.
plans-field-years-hint = La durée que le plan finance. Sans nombre, celle du fichier des prix.
plans-field-area-level = De quelle région il s’agit
plans-field-lots-by = Lots à mettre en appel d’offres
plans-field-lots-by-hint = Le plan est découpé en lots, chacun avec son devis quantitatif.
plans-level = { $n ->
    [1] la plus vaste que disent les listes
    [2] la suivante, à l’intérieur
   *[other] la { $n }e à partir de la plus vaste
}
plans-lots-neighbours = des groupes de voisins, quelle que soit leur région
plans-kept = Les fichiers déjà envoyés
plans-kept-hint = Décochez ce qui ne doit plus servir. Les fichiers choisis ci-dessous s’y ajoutent ; pour les routes, les contours, les prix et les revenus, ils les remplacent.
plans-problem-gone = Les fichiers envoyés auparavant ne sont plus gardés. Choisissez-les de nouveau.
plans-problem-full = Ce nœud n’a pas de place pour vos fichiers en ce moment : il garde { $gigabytes } Go pour les plans, et ceux qui attendent ou sont en cours en prennent trop. Réessayez quand ils seront établis, envoyez des fichiers plus petits, ou établissez le plan à la ligne de commande.
plans-change = Changer quelque chose, et le refaire avec les mêmes fichiers
plans-remove = Le supprimer maintenant
