# Plans de raccordement : au terminal, dans le rapport, sur les pages.

plan-title = { $n ->
    [1] Un plan pour raccorder un site
   *[other] Un plan pour raccorder { $sites } sites
}
plan-lead = { $n ->
    [0] Aucune fibre nouvelle ne vaut son prix : chaque site est raccordé par ce qui coûte le moins là où il est
    [1] Un site par { $km } km de fibre nouvelle
   *[other] { $fibre } sites par { $km } km de fibre nouvelle
}{ $n ->
    [0] { "" }
   *[other] { $others ->
        [0] { "" }
        [1] , l’autre par ce qui coûte le moins là où il est
       *[other] , les autres par ce qui coûte le moins là où ils sont
    }
} : { $cost } sur { $years ->
    [1] un an
   *[other] { $years } ans
}, pour { $assumed ->
    [most] environ { $people } personnes, en supposant { $each } personnes par site quand les listes ne le disent pas : { $guessed } d’entre elles sont supposées.
    [some] environ { $people } personnes ; { $guessed } d’entre elles sont supposées, { $each } par site dont les listes ne disent rien.
   *[none] { $people } personnes.
}
plan-default-costs = Fait avec les prix par défaut du programme, qui ne sont pas ceux de votre pays. Mettez les vôtres dans le fichier des prix par défaut, et faites refaire le plan avec lui avant de rien décider.
    .command = Fait avec les prix par défaut du programme, qui ne sont pas ceux de votre pays. Affichez-les avec « passerelle plan --print-costs », mettez les vôtres, et donnez le fichier avec --costs avant de rien décider.
plan-some-default-costs = { $n ->
    [one] Un de ses { $all } prix est encore le même
   *[other] { $n } de ses { $all } prix sont encore les mêmes
} que les prix par défaut du programme. Vérifiez que ce sont ceux de votre pays avant de rien décider.
plan-prices-said = Chiffré avec des prix par défaut, qui ne sont pas ceux du pays.
plan-some-prices-said = { $n ->
    [one] Un de ses { $all } prix est un prix par défaut.
   *[other] { $n } de ses { $all } prix sont des prix par défaut.
}
plan-people-assumed = Leur nombre est supposé : { $each } par site quand les listes ne le disent pas.
plan-money = { $amount } { $currency }
plan-mix = Comment les sites sont raccordés
plan-technology-already = Déjà raccordés
plan-technology-fibre = Fibre
plan-technology-radio = Faisceau hertzien
plan-technology-cellular = Réseau mobile
plan-technology-satellite = Satellite
plan-col-how = Comment
plan-col-sites = Sites
plan-col-share = Part
plan-col-present = Coût actualisé
plan-col-people = Personnes
plan-col-file = Fichier
plan-col-rows = Lignes
plan-map = Carte du plan : comment les sites sont raccordés, et les lignes à construire. Le tableau ci-dessus donne les nombres.
plan-map-note = Chaque carré montre comment la plupart de ses sites sont raccordés ; les traits larges sont le réseau existant, les traits fins la fibre à construire. Tout est dans sites.csv et lines.geojson.
plan-map-areas = Carte du plan : comment les sites de chaque territoire sont raccordés. Les tableaux donnent les nombres.
plan-map-areas-note = Chaque cercle est un territoire : plus il compte de sites, plus le cercle est grand ; ses parts disent comment ils sont raccordés, dans les couleurs du tableau ci-dessus. Le milieu d’un territoire est arrondi.
plan-map-areas-outside = { $n ->
    [one] Un territoire est loin des autres, hors de cette carte ; il est dans les tableaux.
   *[other] { $count } territoires sont loin des autres, hors de cette carte ; ils sont dans les tableaux.
}
plan-map-outside = { $n ->
    [one] Un site est loin des autres, hors de cette carte. S’il n’a rien à faire là, dites de quel pays il s’agit : les sites qui sont dehors sont alors mis de côté.
   *[other] { $count } sites sont loin des autres, hors de cette carte. S’ils n’ont rien à faire là, dites de quel pays il s’agit : les sites qui sont dehors sont alors mis de côté.
}
    .command = { $n ->
        [one] Un site est loin des autres, hors de cette carte. S’il n’a rien à faire là, ajoutez --country : les sites qui sont dehors sont alors mis de côté.
       *[other] { $count } sites sont loin des autres, hors de cette carte. S’ils n’ont rien à faire là, ajoutez --country : les sites qui sont dehors sont alors mis de côté.
    }
plan-roads = Les lignes suivent les routes : { $km } km de routes mènent des sites aux autres sites et au réseau. { $joined } lieux de sites sont rattachés à une route ; { $n ->
    [0] il n’en manque aucun.
    [one] un seul n’a pas de route à portée et est atteint en ligne droite.
   *[other] { $unjoined } n’ont pas de route à portée et sont atteints en ligne droite.
}
plan-population = Sur { $people } personnes dans le fichier de population, { $others } ont pour site le plus proche, à { $km } km au plus, un site qui n’est pas encore raccordé, et { $connected } un site déjà raccordé ; { $beyond } vivent plus loin de tout site. Chaque personne est comptée une fois, au site le plus proche.
plan-hops-checked = { $n ->
    [one] Faisceaux hertziens : un site a un mât à portée ; { $profiles } profils du terrain ont été regardés. Dégagés : { $clear } (avec un mât sur le site : { $mast }). Relief en travers : { $blocked }. Inconnu, faute d’altitudes : { $unknown }. Un faisceau qui n’est pas dégagé n’est pas prévu.
   *[other] Faisceaux hertziens : { $sites } sites ont un mât à portée ; { $profiles } profils du terrain ont été regardés. Dégagés : { $clear } (avec un mât sur le site : { $mast }). Relief en travers : { $blocked }. Inconnu, faute d’altitudes : { $unknown }. Un faisceau qui n’est pas dégagé n’est pas prévu.
}
plan-hops-unchecked = { $n ->
    [one] Le relief n’a pas été regardé pour les faisceaux hertziens (un site a un mât à portée) : joignez les altitudes du terrain.
   *[other] Le relief n’a pas été regardé pour les faisceaux hertziens ({ $sites } sites ont un mât à portée) : joignez les altitudes du terrain.
}
    .command = { $n ->
        [one] Le relief n’a pas été regardé pour les faisceaux hertziens (un site a un mât à portée) : donnez les altitudes du terrain avec --terrain.
       *[other] Le relief n’a pas été regardé pour les faisceaux hertziens ({ $sites } sites ont un mât à portée) : donnez les altitudes du terrain avec --terrain.
    }
plan-warning-sight-unknown = { $n ->
    [one] Des altitudes manquent sur le chemin des faisceaux vers un site : aucun n’y est prévu.
   *[other] Des altitudes manquent sur le chemin des faisceaux vers { $count } sites : aucun n’y est prévu.
}
plan-costs = Ce que cela coûte
plan-present-cost = Coût actualisé : { $years ->
    [one] un an
   *[other] { $years } ans
}, à { $rate } par an
plan-present-cost-at = Coût actualisé du meilleur plan à { $rate } par an
plan-capex = Payé au départ
plan-opex = Payé chaque année
plan-renewal = Payé plus tard, pour remplacer ce qui s’use
plan-how-good = À quelle distance du moins cher
plan-bound = Aucun plan le long des lignes candidates ne coûte moins de { $least }.
plan-gap-none = Ce plan coûte exactement cela : il n’y en a pas de moins cher le long de ces lignes.
plan-gap = Ce qui est construit et ce à quoi on renonce dépasse le minimum de { $network } au plus ; le plan entier, de { $total } au plus.
plan-gap-unknown = L’écart avec le plan ne peut pas se dire en part.
plan-bound-note = Les lignes candidates relient les sites voisins, et chaque site au point le plus proche du réseau, le long du grand cercle. La borne vaut pour elles, et pour les autres techniques à ces prix. Un faisceau hertzien part de ce qui existe, pas d’une ligne que le plan construit.
plan-bound-note-roads = Les lignes candidates sont les routes entre les points où les sites et le réseau les rejoignent, et les lignes droites jusqu’à ces points ; les lignes peuvent se séparer aux carrefours. La borne vaut pour elles, et pour les autres techniques à ces prix. Un faisceau hertzien part de ce qui existe, pas d’une ligne que le plan construit.
plan-buys = Ce qu’achète chaque montant
plan-reached = { $people } personnes ({ $share })
plan-priority-people = Dans cet ordre des travaux, chaque montant atteint autant de personnes que possible.
plan-priority-pupils = Dans cet ordre des travaux, chaque montant atteint autant d’élèves que possible.
plan-priority-sites = Dans cet ordre des travaux, chaque montant raccorde autant de sites que possible.
plan-priority-saving = Dans cet ordre des travaux, ce que la fibre économise le plus vient d’abord.
plan-at-least = { $n ->
    [0] Chaque zone arrive à { $share } de sites raccordés au moins, comme demandé.
    [one] Une zone reste sous les { $share } de sites demandés, car le budget ne va pas plus loin : { $areas }.
   *[other] { $count } zones restent sous les { $share } de sites demandés, car le budget ne va pas plus loin : { $areas }{ $more ->
        [0] .
       *[other] { " " }et { $more } de plus.
    }
}
plan-area-untold = sites dont la zone n’est pas dite
plan-budget = Un budget de { $budget } raccorde { $n ->
    [0] aucun site
    [1] un site
   *[other] { $sites } sites
} et atteint { $people } personnes, pour { $spent }.
plan-budget-per-year = Avec { $peryear } par an pour construire, { $n ->
    [0] aucun site n’est raccordé
    [1] un site est raccordé
   *[other] { $sites } sites sont raccordés
} pendant les années du plan et { $people } personnes sont atteintes, pour { $spent } en tout.
plan-budget-both = Avec un budget de { $budget } et { $peryear } par an pour construire, { $n ->
    [0] aucun site n’est raccordé
    [1] un site est raccordé
   *[other] { $sites } sites sont raccordés
} et { $people } personnes sont atteintes, pour { $spent }.
plan-curve = Personnes atteintes, selon le coût actualisé. Le tableau ci-dessous donne les nombres.
plan-curve-note = Personnes atteintes (vers le haut) selon le coût actualisé (vers la droite). Tous les travaux sont dans phases.csv.
plan-who-pays = Qui paie
plan-payer = { $name } ({ $kind })
plan-payer-state = budget de l’État
plan-payer-universal-service-fund = fonds de service universel
plan-payer-operator = opérateur
plan-payer-donor = bailleur
plan-payer-user = utilisateurs
plan-financing-gap = Ce que personne ne paie encore
plan-energy-title = Énergie
plan-energy = Les équipements des sites consomment { $kwh } kWh par an ; ce qui vient du réseau électrique émet { $tonnes } t CO₂e par an.
plan-warnings = Avant de s’en servir
plan-inputs = De quoi il est fait
plan-warning-rows-set-aside = { $n ->
    [one] Une ligne a été mise de côté parce qu’elle n’a pas été comprise : cleaning.json dit laquelle et pourquoi.
   *[other] { $count } lignes ont été mises de côté parce qu’elles n’ont pas été comprises : cleaning.json dit lesquelles et pourquoi.
}
plan-warning-network-set-aside = { $n ->
    [one] Une ligne du réseau a été mise de côté parce qu’elle n’a pas été comprise, et n’en fait pas partie : cleaning.json dit laquelle et pourquoi.
   *[other] { $count } lignes du réseau ont été mises de côté parce qu’elles n’ont pas été comprises, et n’en font pas partie : cleaning.json dit lesquelles et pourquoi.
}
plan-warning-network-outside = { $n ->
    [one] Un nœud ou une liaison du réseau est hors du pays. Il compte quand même : vérifiez que c’est le bon fichier.
   *[other] { $count } nœuds et liaisons du réseau sont hors du pays. Ils comptent quand même : vérifiez que c’est le bon fichier.
}
plan-warning-network-far = { $n ->
    [one] Le seul lieu est plus loin du réseau que la portée d’une ligne : vérifiez que le réseau est bien de ce pays.
   *[other] Les { $count } lieux sont tous plus loin du réseau que la portée d’une ligne : vérifiez que le réseau est bien de ce pays.
}
plan-warning-towers-set-aside = { $n ->
    [one] Une ligne des pylônes a été mise de côté parce qu’elle n’a pas été comprise : cleaning.json dit laquelle et pourquoi.
   *[other] { $count } lignes des pylônes ont été mises de côté parce qu’elles n’ont pas été comprises : cleaning.json dit lesquelles et pourquoi.
}
plan-warning-population-set-aside = { $n ->
    [one] Une ligne de la population a été mise de côté parce qu’elle n’a pas été comprise : cleaning.json dit laquelle et pourquoi.
   *[other] { $count } lignes de la population ont été mises de côté parce qu’elles n’ont pas été comprises : cleaning.json dit lesquelles et pourquoi.
}
plan-warning-no-network = Aucun réseau de fibre n’a été joint, ou aucun qui soit en service : joignez le vôtre, sinon tous les sites sont raccordés sans fibre, sauf si l’un d’eux l’a déjà.
    .command = Aucun réseau n’a été donné, ou aucun qui soit en service : donnez le vôtre avec --network, sinon tous les sites sont raccordés sans fibre, sauf si l’un d’eux l’a déjà.
plan-warning-no-towers = Aucune liste de pylônes mobiles n’a été jointe, et tous les sites ne disent pas si un réseau mobile les atteint : joignez-en une, sinon il ne leur est pas proposé.
    .command = Aucune liste d’antennes n’a été donnée, et tous les sites ne disent pas si un réseau mobile les atteint : donnez une liste avec --towers, sinon il ne leur est pas proposé.
plan-warning-status-untold = { $n ->
    [one] Un site ne dit pas s’il est raccordé : on suppose que non.
   *[other] { $count } sites ne disent pas s’ils sont raccordés : on suppose que non.
}
plan-warning-people-untold = { $n ->
    [one] Un site ne dit pas combien de personnes il sert : on prend le nombre du fichier des prix.
   *[other] { $count } sites ne disent pas combien de personnes ils servent : on prend pour chacun le nombre du fichier des prix.
}
plan-warning-power-untold = { $n ->
    [one] Un site ne dit pas s’il a l’électricité : on prend le prix du réseau.
   *[other] { $count } sites ne disent pas s’ils ont l’électricité : on prend le prix du réseau.
}
plan-warning-generation-untold = { $n ->
    [one] Une antenne ne dit pas quelles générations elle porte : on suppose la quatrième.
   *[other] { $count } antennes ne disent pas quelles générations elles portent : on suppose la quatrième.
}
plan-warning-several-terminals = { $n ->
    [one] Un site raccordé par satellite a besoin de plus que ce que porte un terminal : il en reçoit plusieurs, comptés dans le devis.
   *[other] { $count } sites raccordés par satellite ont besoin de plus que ce que porte un terminal : ils en reçoivent plusieurs, comptés dans le devis.
}
plan-warning-no-terrain = { $n ->
    [one] Le relief n’a pas été regardé : le faisceau prévu peut ne pas avoir de vue directe. Faites-le vérifier sur place.
   *[other] Le relief n’a pas été regardé : les { $count } faisceaux prévus peuvent ne pas avoir de vue directe. Faites vérifier chacun sur place.
}
plan-warning-out-of-reach = { $n ->
    [one] Un lieu est plus loin du réseau que la portée d’une ligne ; d’autres sites peuvent encore y mener.
   *[other] { $count } lieux sont plus loin du réseau que la portée d’une ligne ; d’autres sites peuvent encore y mener.
}
plan-warning-no-road = { $n ->
    [one] Un lieu de sites n’a pas de route à portée : les lignes qui y mènent sont droites.
   *[other] { $count } lieux de sites n’ont pas de route à portée : les lignes qui y mènent sont droites.
}
plan-warning-long-lines = { $n ->
    [one] Un site est plus loin, le long de sa ligne, du site précédent ou du réseau que fibre.reach_km : vérifiez que les équipements portent jusque-là.
   *[other] { $count } sites sont plus loin, le long de leur ligne, du site précédent ou du réseau que fibre.reach_km : vérifiez que les équipements portent jusque-là.
}
plan-written = Écrit : { $folder } ({ $files })

# Ce qui ne va pas.
plan-error-no-sites = Il n’y a aucun site à planifier : aucune ligne n’a été comprise, ou toutes ont été mises de côté.
    .command = Il n’y a aucun site à planifier : aucune ligne n’a été comprise, ou toutes ont été mises de côté. Voyez « passerelle sites check ».
plan-error-senseless = Avec ces prix et ces sites, aucun plan ne peut se calculer ({ $detail }). Cherchez des prix beaucoup trop grands.
plan-error-not-understood = Les fichiers ci-dessous n’ont pas été compris : aucun plan n’a été fait.
    .command = Les fichiers ci-dessous n’ont pas été compris : aucun plan n’a été fait. « passerelle sites check », « sites network » et « sites towers » en disent plus sur chacun.
plan-error-file = { $path } ne peut pas être lu : { $detail }.
plan-error-write = { $path } ne peut pas être écrit : { $detail }. Rien d’un plan précédent n’y a changé, sauf ce qui avait déjà été écrit.
plan-error-not-exact = { $path } contient ce qui peut être montré d’un plan, sans ses lieux. Publiez le dossier que « passerelle plan » a écrit.
plan-error-not-a-plan = { $path } contient d’autres fichiers. Nommez un dossier vide, qui n’existe pas encore, ou qui contient un plan précédent.
plan-error-not-a-folder = { $path } est un fichier. Nommez un dossier vide, qui n’existe pas encore, ou qui contient un plan précédent.
plan-error-stopped = Le plan a été arrêté avant d’être établi. Rien n’a été écrit.
plan-error-roads-file = { $path } ne peut pas être lu : { $detail }.
plan-error-roads-broken = { $path } n’est pas un extrait d’OpenStreetMap (.osm.pbf), ou il est coupé : l’octet { $detail } ne se lit pas. Téléchargez-le de nouveau.
plan-error-roads-other-packing = { $path } est compressé d’une façon qui n’est pas lue ici (octet { $detail }). Refaites-le avec zlib : « osmium cat -f pbf,pbf_compression=zlib ».
plan-error-roads-too-many-roads = { $path } a plus de routes que la mémoire n’est censée en contenir. Découpez-le au pays.
plan-error-roads-empty = { $path } n’a aucune route que prennent les véhicules. Donnez un extrait avec des routes (highway=…).
plan-error-roads-elsewhere = Aucune route de { $path } n’est à portée d’un site. Donnez l’extrait du pays où sont les sites.
plan-error-terrain-file = { $path } ne peut pas être lu : { $detail }.
plan-error-terrain-size = { $path } n’est pas une tuile d’altitudes : il a { $detail } octets. Une tuile SRTM en a 2 884 802 (3 secondes d’arc) ou 25 934 402 (1 seconde). Téléchargez-la de nouveau.
plan-error-terrain-name = Le nom de { $path } ne dit pas où il est. Une tuile porte le nom de son coin sud-ouest, comme S02E036.hgt : rendez-lui son nom.
plan-error-terrain-empty = Le dossier { $path } n’a aucune tuile d’altitudes (des fichiers comme S02E036.hgt ou S02E036.SRTMGL1.hgt.zip).
plan-error-terrain-elsewhere = Aucune des tuiles d’altitudes n’est là où sont les sites. Joignez celles du pays ; une tuile porte le nom de son coin sud-ouest, comme S02E036.hgt.
    .command = Aucune des tuiles données avec --terrain n’est là où sont les sites. Donnez celles du pays ; une tuile porte le nom de son coin sud-ouest, comme S02E036.hgt.
plan-error-terrain-too-many = Les { $detail } tuiles que les faisceaux peuvent traverser contiennent plus de 2 Go d’altitudes. Donnez des tuiles de 3 secondes d’arc au lieu d’une, ou planifiez région par région.
finding-cost-too-many = Il y en a trop : au plus 20 taux à comparer (« compare_rates ») et 1 000 payeurs. Retirez-en.
plan-asked-budget = Budget
    .command = --budget
plan-asked-budget-per-year = Budget annuel de construction
    .command = --budget-per-year
plan-asked-years = Années de service
    .command = --years
plan-asked-basket = Prix mensuel d’un forfait d’entrée de gamme
    .command = --basket
plan-asked-at-least = Part minimale de chaque région
    .command = --at-least
finding-cost-out-of-range = Les prix sont au-dessus de 0, les parts entre 0 et 1, les années entre 1 et 100 : le fichier des prix par défaut a un commentaire à côté de chaque champ. Corrigez-le.
    .command = Les prix sont au-dessus de 0, les parts entre 0 et 1, les années entre 1 et 100 : « passerelle plan --print-costs » affiche un fichier avec un commentaire à côté de chaque champ. Corrigez-le.
finding-costs-unreadable = Un fichier de prix ne s’écrit pas ainsi : le fichier des prix par défaut montre comment, avec un commentaire à côté de chaque champ. Corrigez-le à cet endroit.
    .command = Un fichier de prix ne s’écrit pas ainsi : « passerelle plan --print-costs » en affiche un, avec un commentaire à côté de chaque champ. Corrigez-le à cet endroit.
finding-not-years = Un plan porte sur 1 à 100 ans.
finding-not-a-currency = Donnez les trois lettres d’ISO 4217, comme USD, KES ou XOF ; tous les prix d’un fichier sont dans cette seule monnaie.
finding-not-an-amount = Une somme d’argent est au-dessus de 0.
finding-not-a-share = Une part va de 0 à 1 : 0.5 est la moitié des sites de chaque zone.

# Ce que d’autres prix changeraient.
plan-sensitivity = Avec d’autres prix
plan-price-fibre-line-price = Un kilomètre de fibre
plan-price-fibre-mbps-per-year = Un mégabit par seconde par la fibre
plan-price-cellular-mbps-per-year = Un mégabit par seconde par le réseau mobile
plan-price-radio-mbps-per-year = Un mégabit par seconde par faisceau
plan-price-satellite-mbps-per-year = Un mégabit par seconde par satellite
plan-price-satellite-site-price = Un terminal de satellite
plan-sensitivity-line = { $price } × { $factor } : { $cost } ({ $change }), { $km } km de fibre, { $n ->
    [0] aucun site n’est raccordé autrement
    [one] un site est raccordé autrement
   *[other] { $switched } sites sont raccordés autrement
}

# Deux plans, et un site de l’un d’eux.
plan-technology-unknown = d’une façon qui n’est pas dite
plan-compare-line = { $label } : { $one } | { $other } ({ $change })
plan-compare-currencies = Les deux plans sont dans des monnaies différentes : comparez les parts, pas les montants.
plan-compare-switched = { $from } → { $to } : { $n ->
    [one] un site
   *[other] { $n } sites
}
plan-compare-only = Sites que seul l’un des plans contient : { $one } | { $other }
plan-figure-sites = Sites
plan-figure-connected-already = Déjà raccordés
plan-figure-present-cost = Coût actualisé
plan-figure-present-cost-lower-bound = Sa borne inférieure
plan-figure-gap-network = Écart du réseau
plan-figure-capex = Payé au départ
plan-figure-opex-per-year = Payé chaque année
plan-figure-fibre-km = Kilomètres de fibre nouvelle
plan-figure-people-reached = Personnes atteintes
plan-figure-financing-gap = Ce que personne ne paie encore
plan-figure-energy-kwh-per-year = kWh par an
plan-figure-co2e-kg-per-year = kg CO₂e par an
plan-site = { $name } ({ $id })
plan-site-already = Déjà raccordé ({ $how }) : rien n’est prévu.
plan-site-cost = { $how } : coût actualisé { $cost }, dont { $line } pour sa part des lignes partagées. Le moins cher sans fibre : { $other }, à { $othercost }.
plan-site-fibre = La fibre, parce qu’elle économise { $saves } sur le site par rapport à cela, plus que ne coûte sa part des lignes. Elle reste le choix tant que cette part reste sous l’économie.
plan-site-no-fibre = Pas la fibre, parce qu’il n’y a aucun réseau à rejoindre.
    .command = Pas la fibre, parce qu’il n’y a aucun réseau à rejoindre. Donnez-en un avec --network.
plan-site-cheaper-anyway = Pas la fibre, parce que même sans ligne elle coûterait { $saves } de plus sur le site. Seul le prix du débit ou du terminal changerait cela.
plan-site-too-far = Pas la fibre : elle économiserait { $saves } sur le site, mais la fibre la plus proche est à { $km } km, à { $perkm } le kilomètre. Une ligne pour ce seul site serait rentable sous { $breakeven } le kilomètre.
plan-site-way-dearer = { $way } : { $cost }, soit { $apart } de plus que le choix du plan ({ $how }).
plan-site-way-cheaper = { $way } : { $cost } à lui seul, soit { $apart } de moins que le choix du plan ({ $how }, avec sa part des lignes). Les sites d’une ligne la partagent à parts égales, et ensemble ils paient moins avec elle.
plan-site-way-too-small = { $way } : porte moins que les { $mbps } Mbit/s dont ce site a besoin, et n’est donc pas proposé.
plan-site-not-covered = Réseau mobile : aucun de la quatrième génération n’atteint ce site.
plan-site-cost-alone = { $how } : coût actualisé { $cost }, le choix le moins cher sans fibre.
plan-site-cost-untold = { $how }. Ce qu’il coûte sur ce site n’est pas dit : cela dirait où est le site. Le moins cher sans fibre : { $other }, à { $othercost }.
plan-site-not-worth = Pas la fibre : une ligne jusqu’à lui coûterait plus que la fibre n’économise.
plan-site-radio-none = Faisceau hertzien : aucun mât n’est à portée.
plan-site-radio-unchecked = Faisceau hertzien : { $from } est à { $km } km ; le relief n’a pas été regardé, car le plan a été fait sans altitudes du terrain.
    .command = Faisceau hertzien : { $from } est à { $km } km ; le relief n’a pas été regardé, car le plan a été fait sans --terrain.
plan-site-radio-clear = Faisceau hertzien : { $from }, à { $km } km, est en vue du toit du site.
plan-site-radio-mast = Faisceau hertzien : { $from }, à { $km } km, est en vue d’un mât sur le site, pas de son toit.
plan-site-radio-blocked = Faisceau hertzien : le relief cache tous les mâts essayés ; le plus proche est { $from }, à { $km } km.
plan-site-radio-unknown = Faisceau hertzien : { $from } est à { $km } km, mais des altitudes manquent en chemin : aucun faisceau n’est prévu.
plan-error-no-site = Le plan de { $folder } n’a pas de site { $site }. Donnez son identifiant comme dans sites.csv, ou son nom entier.

# Qui paie, qui pourrait payer chez soi, lots et devis.
plan-paid-line = { $present }, dont { $capex } au départ et { $opex } plus tard
plan-payers-together = Ensemble : { $kind }
plan-financing-surplus = Promis au-delà de ce que coûte le plan
plan-col-payer = Qui
plan-col-at-start = Au départ
plan-col-later = Plus tard
plan-afford-title = Qui pourrait payer autour des sites
plan-afford-no-incomes = On ne dit pas qui pourrait payer pour être raccordé chez soi : joignez les revenus.
    .command = On ne dit pas qui pourrait payer pour être raccordé chez soi : donnez les revenus avec --incomes.
plan-afford-no-basket = On ne dit pas qui pourrait payer pour être raccordé chez soi : donnez le prix mensuel d’un forfait d’entrée de gamme, dans le formulaire ou dans le fichier des prix.
    .command = On ne dit pas qui pourrait payer pour être raccordé chez soi : donnez le prix mensuel d’un forfait d’entrée de gamme avec --basket, ou dans le fichier des prix.
plan-afford-no-area = On ne dit pas qui pourrait payer pour être raccordé chez soi : aucun site n’est dans une zone du fichier des revenus. Écrivez-y les zones comme les listes de sites, ou ajoutez une ligne sans zone pour tout le pays.
plan-afford-means-only = On ne dit pas quelle part des habitants pourrait payer : on ne connaît que des revenus moyens. Donnez des tranches de revenus, ou un indice de Gini.
plan-afford-share = { $share } des habitants pourraient payer un forfait d’entrée de gamme de { $price } par mois et par { $per ->
    [household] ménage
   *[person] personne
} avec { $part } de leur revenu.
plan-afford-rule = { $n ->
    [one] { $keep ->
        [0] Dans la seule zone dont on connaît les revenus, le prix dépasse { $part } du revenu moyen.
       *[other] Dans la seule zone dont on connaît les revenus, le prix ne dépasse pas { $part } du revenu moyen.
    }
   *[other] { $keep ->
        [0] Dans aucune des { $n } zones dont on connaît les revenus, le prix ne reste sous { $part } du revenu moyen.
        [one] Dans une seule des { $n } zones dont on connaît les revenus, le prix ne dépasse pas { $part } du revenu moyen.
       *[other] Dans { $keep } des { $n } zones dont on connaît les revenus, le prix ne dépasse pas { $part } du revenu moyen.
    }
}
plan-afford-subsidy = Pour que chacun puisse payer, il manque { $amount } par mois.
plan-afford-years = Les revenus sont ceux de { $years }, par mois.
plan-afford-by-population = Chaque zone compte selon le nombre de ses habitants.
plan-afford-by-sites = Chaque zone compte selon les personnes que servent ses sites.
plan-afford-gni = Là où l’on ne sait rien d’autre, le revenu national brut par habitant tient lieu de revenu. Aucun ménage ne le touche tel quel, et la plupart ont moins.
plan-afford-without = { $without ->
    [one] Un site n’est dans aucune zone dont on connaît les revenus.
   *[other] { $without } sites ne sont dans aucune zone dont on connaît les revenus.
}
plan-afford-range = { $share } (de { $low } à { $high })
plan-afford-country = Tout le pays
plan-afford-basis = { $basis }, { $year }
plan-afford-basis-incomes = revenus
plan-afford-basis-gni-per-capita = revenu national brut par habitant
plan-afford-note = Entre parenthèses, ce que des moyennes par tranche laissent ouvert : personne n’a moins que la moyenne de la tranche au-dessous. Toutes les tranches sont dans affordability.csv.
plan-col-area = Zone
plan-col-incomes = Revenus
plan-col-can-pay = Pourraient payer
plan-col-of-mean = Prix en part du revenu moyen
plan-col-for-all = Prix pour la tranche la plus pauvre
plan-col-subsidy = Manque par mois
plan-lots-title = Lots
plan-lots-note = Tous les lots sont dans lots.csv, avec le devis quantitatif de chacun dans bill_of_quantities.csv. Les années se comptent depuis le début du plan ; elles sont données quand il y a un budget par an. Les montants sont arrondis de façon à faire ensemble le total du plan, au centime près ; ce qui est racheté plus tard n’est dans aucun lot.
plan-lot-several = Plusieurs lots, donnés ensemble
plan-lot-group = Sites voisins { $number }
plan-col-lot = Lot
plan-col-km = Km de câble
plan-col-years = Années des travaux
plan-bill-title = Devis quantitatif
plan-bill-quantity = { $quantity } { $unit }
plan-col-item = Désignation
plan-col-quantity = Quantité
plan-col-amount = Montant
plan-col-paid = Payé
plan-paid-once = une fois
plan-paid-each-year = chaque année
finding-income-no-column = Le fichier des revenus n’a pas cette colonne : il lui faut income_per_month (ou income_per_year), currency et year.
    .command = Le fichier des revenus n’a pas cette colonne : il lui faut income_per_month (ou income_per_year), currency et year. docs/financing.md dit ce que contient chacune.
finding-income-unreadable = Ce n’est pas un tableau de revenus qui puisse se lire.
finding-income-shares = Les parts des tranches d’une zone sont toutes données et font ensemble 1 (ou 100), ou aucune ne l’est.
finding-income-people = C’est un nombre de personnes au-dessus de 0.
finding-income-currency = Les revenus sont dans la monnaie des prix du plan : convertissez-les, et dites à quel taux là où vous publiez.
finding-income-year = Donnez l’année des revenus, en quatre chiffres.
finding-income-gini = Un indice de Gini est au-dessus de 0 et en dessous de 1 (ou de 100).
finding-income-word = Écrivez person ou household, incomes ou gni_per_capita.
finding-income-differs = Les lignes d’une zone ont une seule année, une seule base, un seul nombre d’habitants et une seule taille de ménage.
finding-income-one-group = Une tranche ne dit rien des autres : donnez toutes les tranches de la zone, ou une moyenne sans tranche.
finding-income-twice = La zone a des tranches et une moyenne : gardez l’une des deux.
finding-income-household = La taille des ménages est nécessaire pour passer des revenus par personne à ceux des ménages : remplissez household_size.

# Avec quelle précision les sites d’un plan publié sont montrés.
plan-places-areas = { $decided ->
    [yes] Décision du { $day }, { $who } : les sites
   *[no] Tant que le ministère n’en décide pas autrement, les sites
} de ce plan sont comptés par territoire et ne sont pas montrés un par un ; une carte montre les territoires, à des endroits arrondis.
plan-places-rounded = { $decided ->
    [yes] Décision du { $day }, { $who } : le lieu
   *[no] Tant que le ministère n’en décide pas autrement, le lieu
} de chaque site est arrondi à environ { $km } km, sur les cartes, les pages et dans les fichiers. Les lignes vont tout droit d’un lieu arrondi à l’autre ; les longueurs et les montants qui diraient où est un site sont omis ou donnés ensemble.
