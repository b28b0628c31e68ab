# Ce que répond « passerelle protect », et ce qui peut ne pas aller dans les tableaux, les chiffres et les politiques.

protect-policy = Politique : { $title } ({ $name }).
protect-own-policy = la vôtre
protect-our-choice = notre propre choix
protect-counted = { $file }, { $form } : { $cells } en tout ; non publiées : { $primary } pour elles-mêmes, { $secondary } pour que d’autres restent cachées.
protect-form-cells = cellules
protect-form-records = cellules tirées d’enregistrements
protect-form-figures = données chiffrées
protect-col-cell = Cellule
protect-col-why = Pourquoi elle est cachée
protect-col-value = Ce qui est protégé
protect-col-attacker = Ce qu’un attaquant doit tenir pour possible
protect-status-published = publiée
protect-status-primary = sensible
protect-status-secondary = pour que d’autres restent cachées
protect-rule-threshold = trop peu de personnes
protect-rule-dominance = quelques-uns en font presque tout
protect-rule-p-percent = le deuxième peut deviner le premier
protect-rule-prior-posterior = le deuxième peut deviner le premier
protect-rule-zero = personne, ce qui en dit déjà long
protect-rule-always = la politique le veut
protect-exactly = exactement { $value }
protect-between = de { $low } à { $high }
protect-or-more = { $low } ou plus
protect-or-less = { $high } ou moins
protect-anything = n’importe quelle valeur
protect-at-least = au moins { $interval }
protect-more = … et { $n } de plus : voyez --format csv.
protect-proved = { $n ->
    [0] Rien n’est sensible.
    [one] La seule cellule sensible est protégée ; la preuve a été vérifiée par addition.
   *[other] Les { $n } cellules sensibles sont toutes protégées ; la preuve a été vérifiée par addition.
}
protect-written = Écrit : { $files }.
protect-spent = Un bruit d’échelle { $scale } a été tiré. Du budget de confidentialité, { $epsilon } est dépensé (ε) et il reste { $left }.
protect-risk = Le bruit ne donne pas de preuve ; voici ce qui a été essayé. Sur { $cells } cellules non nulles, { $unchanged } sont publiées telles quelles ; sur { $small } petites, { $same }, et les sommes trahissent { $pinned } d’entre elles.
protect-guess = Un { $seen } publié est le plus probablement { $guess } : { $chance }.
protect-unsafe = { $n ->
    [0] La preuve ne tient pas, et rien de publiable n’a été écrit.
    [one] Une cellule ne peut pas être protégée, et rien de publiable n’a été écrit.
   *[other] { $n } cellules ne peuvent pas être protégées, et rien de publiable n’a été écrit.
}

protect-cannot-be-protected = { $cell } : quoi qu’on cache d’autre, chacun peut calculer sa valeur ({ $interval }), alors que { $below } de moins et { $above } de plus doivent rester possibles. Laissez cacher aussi un total (voyez « never » dans la politique), réunissez-la avec une voisine, ou publiez moins de ventilations.
protect-cannot-be-protected-from-contributor = { $cell } : quoi qu’on cache d’autre, la seule personne d’une autre cellule cachée peut calculer sa valeur ({ $interval }), alors que { $below } de moins et { $above } de plus doivent rester possibles. Réunissez les petites cellules, ou dites guard_singletons = false si personne ne peut savoir qu’il y est seul.
protect-protection-not-found = { $cell } : aucune protection n’a été trouvée parmi les cellules alentour, alors que { $below } de moins et { $above } de plus doivent rester possibles. Réunissez-la avec une voisine, ou protégez un à un des tableaux plus petits.
protect-exposed = { $cell } : ce qui est publié révèle sa valeur ({ $interval }), alors que { $below } de moins et { $above } de plus doivent rester possibles. Cachez-en davantage avec elle, ou réunissez-la avec une voisine.
protect-exposed-to-contributor = { $cell } : la seule personne d’une autre cellule cachée peut calculer sa valeur ({ $interval }), alors que { $below } de moins et { $above } de plus doivent rester possibles. Réunissez les petites cellules.
protect-protection-not-proved = { $cell } : aucune preuve n’a été trouvée que { $below } de moins et { $above } de plus restent possibles. Réunissez-la avec une voisine, ou protégez un à un des tableaux plus petits.
protect-published-in-release = { $cell } : une publication antérieure l’a donnée ; la cacher maintenant ne protège personne. Retirez cette publication, ou publiez ce tableau sans elle en disant pourquoi.
protect-revealed-by-differencing = { $cell } : cette publication et une précédente révèlent ensemble sa valeur ({ $interval }). Cachez-en davantage, ou retirez la précédente.
protect-not-compared = { $about } : { $rows ->
    [one] une ligne de cette publication antérieure n’est dans aucun des tableaux et n’a pas été comparée.
   *[other] { $rows } lignes de cette publication antérieure ne sont dans aucun des tableaux et n’ont pas été comparées.
}
protect-precision-reveals-n = { $cell } : son erreur type dit combien de personnes sont derrière ({ $interval }).
protect-precision-reveals-small-n = { $cell } : son erreur type dit que peu de personnes sont derrière ({ $interval }).
protect-index-reveals-component = { $cell } : cet indice révèle sa composante cachée « { $about } » ({ $interval }).
protect-remedy-coarsen = Elle est publiée arrondie à { $unit } près.
protect-remedy-withhold-design-effect = Son effet de plan n’est pas publié.
protect-remedy-withhold-both = Elle n’est pas publiée.
protect-remedy-coarsen-index = L’indice est publié arrondi à { $unit } près.
protect-remedy-withhold-index = L’indice n’est pas publié.

protect-proof-not-proved = { $about } : une cellule sensible est sans preuve. Dites-le-nous ; ne publiez pas.
protect-proof-sensitive-published = { $about } : une cellule sensible serait publiée. Dites-le-nous ; ne publiez pas.
protect-proof-moves-known-cell = { $about } : la preuve change une cellule connue. Dites-le-nous ; ne publiez pas.
protect-proof-out-of-bounds = { $about } : la preuve mène une cellule au-delà de ce que quiconque croirait. Dites-le-nous ; ne publiez pas.
protect-proof-relation-broken = { $about } : la preuve ne s’additionne pas. Dites-le-nous ; ne publiez pas.
protect-proof-falls-short = { $about } : la preuve protège moins qu’il ne faut. Dites-le-nous ; ne publiez pas.
protect-proof-not-exact = { $about } : un intervalle est dit exact sans que ce soit prouvé. Dites-le-nous ; ne publiez pas.

protect-and-others = { $cell } (et { $n } { $n ->
    [one] autre
   *[other] autres
})
protect-in-file = { $file } : { $text }
protect-figures = { $file } a { $n ->
    [one] un problème
   *[other] { $n } problèmes
}. Rien n’a été protégé ; corrigez le fichier.
protect-no-policy = Il n’y a pas de politique « { $asked } ». Donnez le chemin d’un fichier, ou l’une de celles-ci : { $known }.
protect-policy-unreadable = { $file }, ligne { $line } : cette politique ne se lit pas ({ $detail }). Sa forme est décrite dans docs/disclosure.md.
protect-no-respondents = { $file }, ligne { $line } : { $rows ->
    [one] on ne sait pas combien de personnes sont derrière ce chiffre. Ajoutez son n.
   *[other] on ne sait pas combien de personnes sont derrière ce chiffre, ni derrière { $rows } en tout. Ajoutez la colonne n.
} C’est par lui que les chiffres sont protégés.
protect-figures-among-others = { $file } est un fichier de chiffres. Ces fichiers se protègent un par un : donnez-le seul.
protect-same-name = Deux tableaux s’appellent « { $name } ». Renommez l’un d’eux, pour que les deux puissent s’écrire côte à côte.
protect-not-counts = { $file } : la politique ajoute du bruit à des nombres de personnes, et ce tableau contient autre chose. Comptez sans poids, ou choisissez une autre politique.
protect-no-keys = { $file } : la politique perturbe les cellules par les clés de leurs enregistrements, et ce tableau n’en a pas. Donnez les enregistrements (records = true), ou nommez une colonne de clés ([table] key).
protect-built-without-privacy = Ce programme a été construit sans la confidentialité différentielle. Construisez-le par « cargo build --release -p passerelle --features privacy », ou choisissez une politique qui s’en passe.
protect-ledger-needed = Un budget de confidentialité se tient dans un fichier, pour qu’aucune publication ne le dépense deux fois. Nommez-le avec --ledger.
protect-ledger-differs = { $file } n’est pas le registre de cette politique : son budget est autre, ou il ne se lit pas. Nommez le bon fichier, ou commencez-en un nouveau.
protect-not-roundable = Aucun multiple de { $base } voisin des valeurs ne s’additionne. Choisissez une autre base, ou une autre façon d’arrondir.
protect-too-large-to-round = { $cells } cellules sont trop pour être arrondies en gardant les sommes ; { $most } au plus le peuvent. Arrondissez au hasard, ou des tableaux plus petits un à un.
protect-seed-missing = Pour arrondir au hasard, il faut une graine. Ajoutez-la à la politique ([rounding] seed).
protect-solver-failed = Le calcul des valeurs arrondies a été abandonné ({ $reason }). Arrondissez au hasard, ou des tableaux plus petits un à un.
protect-budget-exceeded = { $purpose } : cela dépenserait { $would } d’un budget de { $budget } (ε). Demandez moins (--epsilon) ; quand il ne reste rien, plus rien ne peut être publié de ces données.
protect-not-above-zero = La grandeur « { $field } » du bruit est { $value } et doit être supérieure à 0. Corrigez la politique.
protect-no-noise = Aucun bruit n’a pu être tiré ({ $reason }). Rien n’a été publié.

protect-no-dimension = Le tableau n’a pas de dimension. Nommez ses colonnes dans la politique ([table] dimensions).
protect-no-rows = Il n’y a aucune ligne. Vérifiez le fichier.
protect-threshold-needed = Les chiffres sont protégés par le nombre de personnes derrière eux, et la politique ne dit pas combien suffisent. Ajoutez [threshold] minimum.
protect-repeated-code = { $dimension } : « { $value } » figure deux fois. Un code n’entre que dans un total ; corrigez la hiérarchie.
protect-orphan-code = { $dimension } : « { $value } » entre dans « { $parent } », qui n’y est pas. Ajoutez-le à la hiérarchie.
protect-hierarchy-cycle = { $dimension } : ces codes se contiennent en cercle : { $codes }. Corrigez la hiérarchie.
protect-not-one-total = { $dimension } : un seul code doit être le total, celui qui n’entre dans rien. Trouvé : { $codes }. Corrigez la hiérarchie.
protect-no-total = { $dimension } : aucun des codes n’est connu pour être le total ({ $codes }). Ajoutez les lignes du total, ou dites dans la politique quel code il est ([hierarchy.{ $dimension }]).
protect-wrong-number-of-codes = ligne { $row } : { $found } codes pour { $expected } dimensions. Corrigez la ligne.
protect-unknown-code = ligne { $row } : { $dimension } n’a pas de code « { $value } ». Corrigez-le, ou ajoutez-le à la hiérarchie.
protect-record-at-total = ligne { $row } : { $dimension } « { $value } » est un total, et un enregistrement a besoin d’un code à lui. Corrigez-le, ou laissez l’enregistrement de côté.
protect-not-a-number = ligne { $row } : { $field } manque ou n’est pas un nombre. Complétez.
protect-negative = ligne { $row } : { $field } vaut { $value } et ne peut pas être négatif. Corrigez.
protect-not-whole = ligne { $row } : { $field } vaut { $value } et doit être un nombre entier. Corrigez.
protect-repeated-cell = ligne { $row } : la cellule { $cell } a déjà été donnée. N’en gardez qu’une.
protect-missing-cell = La cellule { $cell } manque. Ajoutez-la, ou dites dans la politique que ce qui n’est pas listé est vide ([table] absent = "empty") ou n’est pas publié et se déduit d’autres lignes (absent = "unpublished").
protect-not-additive = { $cell } : { $field } vaut { $total }, et ses parts par { $dimension } font { $sum }. Corrigez le tableau{ $dimension ->
    [place] .
   *[other] {" "}; si les parts se recouvrent, dites dans la politique ce qui entre dans quoi ([hierarchy.{ $dimension }]).
}
protect-linked-values-differ = La cellule { $cell } vaut { $one } dans un tableau et { $other } dans un autre. Accordez-les.
protect-contributions-needed = { $cell } : la règle « { $rule } » demande les { $needed } plus grandes contributions. Ajoutez des colonnes largest_1, largest_2…, ou nommez-les dans la politique ([table] largest).
protect-count-needed = { $cell } : la règle « { $rule } » demande combien y contribuent ({ $field }). Ajoutez une colonne n, ou nommez-la dans la politique ([table] count).
protect-too-many-cells = { $cells } combinaisons de codes, c’est plus qu’on n’en peut protéger ensemble ({ $most } au plus). Ôtez une dimension, ou protégez des parties une à une.
protect-policy-names-no-cell = La politique nomme { $dimension } = « { $value } », qui n’est pas dans le tableau. Corrigez la politique.

finding-percent-out-of-range = Ce pourcentage n’est pas possible ici. Corrigez-le.
finding-minimum-out-of-range = Le minimum doit être supérieur à 0. Corrigez-le.
finding-contributors-out-of-range = Le nombre des plus grands contributeurs va de 1 à 5. Corrigez-le.
finding-prior-below-posterior = q doit dépasser p : personne n’en sait moins avant qu’après. Corrigez l’un des deux.
finding-no-rule = Cette politique ne protège rien. Ajoutez une règle : [threshold], [p_percent], [dominance], [rounding], [cell_key] ou [privacy].
finding-no-protection = Aucune largeur n’est demandée, si bien que rien ne serait protégé. Donnez à [protection] au moins un montant ou un pourcentage supérieur à 0.
finding-base-out-of-range = La base de l’arrondi doit être supérieure à 0. Corrigez-la.
finding-deviation-out-of-range = Le plus grand écart va de 1 à 100. Corrigez-le.
finding-variance-out-of-range = Aucun écart n’a cette variance. Donnez moins de variance, ou un plus grand maximum.
finding-budget-out-of-range = Ce n’est pas possible pour un budget de confidentialité : ε est supérieur à 0 ; δ est entre 0 et 1, et supérieur à 0 pour un bruit gaussien. Corrigez.
finding-empty-selection = Cette sélection ne nomme aucune cellule. Dites laquelle : region = "nord".
finding-both-never-and-always = Les mêmes cellules sont toujours et jamais cachées. Gardez l’un des deux.
finding-seed-missing = Pour arrondir au hasard, il faut une graine. Ajoutez-en une.
finding-bands-not-sound = Les tranches commencent à 0 et montent : 0, 1, 10, 30. Corrigez-les.
finding-digits-out-of-range = Il peut y avoir de 0 à 9 décimales, et de 1 à 9 chiffres. Corrigez.
finding-weight-out-of-range = Un indice a des composantes aux poids supérieurs à 0, une étendue et une largeur minimale. Corrigez.
finding-not-the-files-name = Une politique porte le nom de son fichier. Renommez l’un des deux.
