# Le kit d’enquête : questionnaires imprimés, fiches méthodologiques, et ce que répondent « passerelle survey kit »,
# « indicators », « simulate » et « methodology ».

kit-ask-if = À poser si { $what }
kit-and = et
kit-or = ou
kit-print-version = Version { $version }
kit-print-line = Ligne
kit-print-worked-out = (calculé par la tablette ; sur papier, au bureau)

kit-to-write = À écrire :
kit-fact-later = Cette partie s’écrit toute seule avec « passerelle survey methodology DONNÉES --place PAYS », dès qu’il y a des données.
kit-fact-synthetic = Ces données ont été inventées pour s’exercer. Aucun chiffre ne parle ici de personne : n’en publiez aucun.
kit-fact-units = Chaque chiffre porte sur les unités de l’une de ces populations : { $list }.
kit-fact-questionnaire = Questionnaire « { $title } », version { $version }. Concepts mesurés : { $concepts }. HH désigne les indicateurs de l’UIT sur les ménages ; WG-SS, la liste restreinte du Groupe de Washington : une personne qui répond « beaucoup de difficultés » ou « ne peut pas du tout » dans au moins un des six domaines est comptée comme vivant avec un handicap.
kit-fact-estimation = Les chiffres sont pondérés. { $replicated ->
    [yes] Leurs erreurs types viennent de poids répliqués, faits à partir des strates et des grappes.
   *[no] Leurs erreurs types viennent d’une linéarisation (séries de Taylor), avec les strates et les grappes du plan de sondage ; un groupe est une partie de l’échantillon, tirée par le plan entier.
} Les intervalles sont à 95 % ; ceux des parts se font sur l’échelle des log-cotes. Qui ne savait pas ou n’a pas répondu est laissé hors de la part.
kit-fact-reliability = Une part est marquée peu fiable quand moins de { $rows } personnes ont répondu, ou quand son intervalle (Korn et Graubard) dépasse { $wide } points ou { $relative } % de sa valeur ; une moyenne ou un rapport, quand son coefficient de variation atteint { $cv } %.
kit-fact-confidentiality = Le fichier de chiffres contient des nombres de réponses et des erreurs types qui pourraient trahir de petits groupes : il passe par la protection (« passerelle protect ») avant toute publication.
kit-fact-calibrated = Les poids sont calés sur des totaux connus pour : { $list }. Le plan d’analyse donne ces totaux ; les erreurs types en tiennent compte.
kit-fact-not-calibrated = Les poids ne sont pas calés sur des totaux connus.
kit-fact-place = { $place }, dans son ensemble.
kit-fact-place-within = { $place }, dans son ensemble, et, pour certains chiffres, ses régions : { $within }.
kit-fact-period = Les chiffres portent sur { $period }.
kit-fact-period-days = Les chiffres portent sur { $period }. Les visites ont eu lieu du { $first } au { $last } ; les questions remontent à trois ou à douze mois avant la visite.
kit-fact-sample = Ménages tirés : { $rows }. Unités primaires de sondage : { $units }. Strates : { $strata }.
kit-fact-unreliable = Sur { $all } chiffres, { $n } sont trop incertains pour qu’on s’y fie, et sont marqués comme tels ; { $review } autres méritent un second regard avant de servir.

kit-col-indicator = Indicateur
kit-col-definition = Définition
kit-col-unit = Unité
kit-col-population = Population
kit-col-dimension = Classement
kit-col-column = Colonne
kit-col-classes = Classes
kit-col-answers = Réponses
kit-col-stands-for = Représentent
kit-col-weights = Poids
kit-col-kish = Ce par quoi l’inégalité des poids multiplie les variances
kit-col-value = Chiffre
kit-col-se = Erreur type
kit-col-interval = Intervalle à 95 %
kit-col-cv = Coefficient de variation
kit-col-deff = Effet de plan
kit-col-drawn = Tirage
kit-col-eligible = Auraient dû répondre
kit-col-answered = Ont répondu
kit-col-rate = Taux de réponse
kit-col-weighted-rate = Taux pondéré
kit-col-concerned = Personnes ou ménages concernés
kit-col-silent = Réponse inconnue
kit-col-share = Part
kit-col-class-columns = Classes faites de
kit-col-n-classes = Classes
kit-col-smallest = Réponses dans la plus petite
kit-col-factors = Facteurs
kit-col-group = Groupe
kit-col-place = Lieu
kit-col-sure = Sûreté

kit-written = { $n ->
    [one] Un fichier est dans { $path } :
   *[other] { $n } fichiers sont dans { $path } :
}
kit-next = Pour s’exercer : passerelle survey simulate --output essai.csv, puis passerelle survey indicators essai.csv --place PAYS --period ANNÉE.
kit-simulated = { $rows } ménages, tirés et interrogés par le hasard, sont dans { $path }. Ils sont inventés : chaque chiffre qu’on en tire dit « synthetic ».
kit-figures = { $n ->
    [one] Un chiffre tiré
   *[other] { $n } chiffres tirés
} de { $rows } lignes, { $place }, { $period }.
kit-figures-written = Ils sont dans { $path }.
kit-figures-synthetic = Les données sont inventées : chaque chiffre est marqué « synthetic ».
kit-figures-unreliable = { $n ->
    [one] Un chiffre est trop incertain pour qu’on s’y fie ; { $synthetic ->
        [yes] son statut dit tout de même « synthetic ».
       *[no] son statut dit « unreliable ».
    }
   *[other] { $n } chiffres sont trop incertains pour qu’on s’y fie ; { $synthetic ->
        [yes] leur statut dit tout de même « synthetic ».
       *[no] leur statut dit « unreliable ».
    }
}
kit-figures-review = { $n ->
    [one] Un autre mérite un second regard avant de servir.
   *[other] { $n } autres méritent un second regard avant de servir.
}
kit-figures-without-answer = { $n ->
    [one] Dans une cellule, personne n’a donné de réponse : elle n’a pas de chiffre.
   *[other] Dans { $n } cellules, personne n’a donné de réponse : elles n’ont pas de chiffre.
}
kit-figures-protect = Avant toute publication, ils passent par la protection : ils contiennent des nombres de réponses et des erreurs types.

kit-problems = { $file } ne peut pas être suivi tel quel :
kit-unreadable = { $line ->
    [0] il ne se lit pas
   *[other] la ligne { $line } ne se lit pas
} : { $detail }
kit-part = { $part } : { $why }
kit-nobody-answered = correction de la non-réponse « { $adjustment } », classe « { $class } » : personne n’a répondu ({ $rows ->
    [one] une ligne aurait dû
   *[other] { $rows } lignes auraient dû
}), et personne ne peut donc en tenir lieu. Joignez la classe à une voisine : moins de colonnes, des tranches plus larges.
kit-households = { $found } ménages : donnez entre 300 (deux zones par strate) et 5 000 000.
kit-place = « { $place } » n’est pas un pays que connaît le catalogue. Donnez son code à trois lettres, comme KEN.
kit-period = « { $period } » n’est pas une période. Donnez une année, comme --period 2026.
kit-cannot-write = { $path } ne peut pas être écrit : { $detail }
kit-folder-not-empty = { $path } est un dossier qui a déjà des fichiers. Choisissez-en un autre, ou un dossier vide : rien n’a été écrasé.

kit-why-design = le plan de sondage se contredit : { $found }
kit-why-calibrate-design = un calage se met dans une population ([population.calibrate]), pas dans le plan de sondage : ménages et personnes n’ont pas les mêmes totaux.
kit-why-replicate-columns = des poids répliqués en colonnes valent pour les poids d’une seule population, et le plan d’analyse fait les siens. Retirez « columns » : les répliques se feront à partir des strates et des grappes.
kit-why-twice = « { $found } » vient deux fois. Gardez-en un.
kit-why-recode-ways = un recodage a « from » avec « bands », « classes » ou « quantiles », ou bien « cases » (qui seul peut avoir « otherwise »). N’en gardez qu’un.
kit-why-quantiles-late = des classes de même taille ne se connaissent qu’une fois la non-réponse corrigée : une correction ne peut pas se faire selon « { $found } ».
kit-why-no-value = sa colonne « { $found } » n’a aucune valeur : il n’y a rien à partager en classes.
kit-why-bands-order = les tranches commencent à des âges croissants ; pas celles-ci : { $found }.
kit-why-unknown-adjustment = aucune correction « { $found } » ne la précède.
kit-why-adjustment-empty = une correction demande « among » (qui aurait dû répondre) et « responded » (qui l’a fait).
kit-why-unknown-dimension = « { $found } » n’est pas dans [dimensions]. Ajoutez-l’y, avec sa colonne.
kit-why-no-indicator = aucun indicateur ne porte sur cette population. Donnez-lui-en un, ou retirez-la.
kit-why-indicator-ways = un indicateur a soit « share », soit « mean », soit « ratio ».
kit-why-no-if-share = « no_if » ne vaut que pour les parts.
kit-why-ratio-form = écrivez un rapport sous la forme colonne/colonne ; trouvé : { $found }.
kit-why-unknown-population = il n’y a pas de population « { $found } ».
kit-why-dimension-twice = ses chiffres ont déjà la dimension « { $found } », et sa population se divise selon elle.
kit-why-scale = « scale » doit être au-dessus de zéro ; trouvé : { $found }.
kit-why-category = les catégories s’écrivent en petites lettres, chiffres et « _ » ; trouvé : { $found }.
kit-why-unknown-indicator = le catalogue n’a pas d’indicateur « { $found } ». Vérifiez le code, ou ajoutez sa définition.
kit-why-dimension-needed = l’indicateur du catalogue a besoin de la dimension « { $found } » : ajoutez-la sous « dimensions ».
kit-why-unknown-category = la dimension du catalogue n’a pas de catégorie « { $found } ». Recodez-la dans le plan d’analyse, ou ajoutez-la à dimensions.toml.
kit-why-language = le texte manque en « { $found } ».
kit-why-name = un nom commence par une petite lettre et n’a que des petites lettres, des chiffres et « _ » ; trouvé : « { $found } ».
kit-why-unknown-choices = il n’y a pas de liste de réponses « { $found } ».
kit-why-choices-needed = il lui faut une liste de réponses (« choices »).
kit-why-items-needed = « items » va avec kind = "each", et seulement avec lui.
kit-why-calculate-needed = « calculate » va avec kind = "calculated", et seulement avec lui.
kit-why-least-most = le plus petit nombre dépasse le plus grand : { $found }.
kit-why-office-repeat = ce que le bureau ajoute ne peut pas se demander pour chaque membre.
kit-why-not-before = sa condition regarde « { $found } », qui n’est pas demandé avant.
kit-why-no-such-answer = cette réponse n’existe pas : { $found }.
kit-why-no-such-question = le questionnaire n’a pas cette question { $found }.
kit-why-no-such-trait = il n’y a pas de trait « { $found } ».
kit-why-no-households = il faut des ménages dans les régions, et au moins un ménage tiré par zone.
kit-why-day = « { $found } » n’est pas un jour. Écrivez-le comme 2026-03-31.
kit-why-condition = sa condition ne peut pas être suivie : { $found }
