# Ce que répond « passerelle index », et ce qui peut ne pas aller dans un indice composite.

index-col-unit = Pays
index-col-rank = Rang
index-col-rank-interval = Intervalle du rang
index-col-score = Score
index-col-score-interval = Intervalle du score
index-col-sampling = Dû à l’échantillonnage
index-col-methods = Dû à la méthode
index-col-element = Élément
index-col-name = Nom
index-col-level = Niveau
index-col-share = Part de l’indice
index-col-factor = Ce qui varie
index-col-first = Seul
index-col-first-interval = Intervalle
index-col-total = Avec les autres
index-col-total-interval = Intervalle
index-ranked = { $score } ({ $rank })
index-between = { $low } à { $high }
index-percent = { $n } %
index-and-more = { $n } autres

index-method-default = Aucune méthode n’a été indiquée : c’est l’usuelle qui a servi (diviser par les dénominateurs, combler les lacunes par la moyenne de tous les pays, écarter les pays qui ont moins de 90 % des valeurs, traiter les valeurs extrêmes, ramener de 0 à 100, faire des moyennes arithmétiques). Choisissez-en une autre avec --method.
index-method-default-group = Aucune méthode n’a été indiquée : c’est l’usuelle qui a servi (diviser par les dénominateurs, combler les lacunes par la moyenne du même « { $group } », écarter les pays qui ont moins de 90 % des valeurs, traiter les valeurs extrêmes, ramener de 0 à 100, faire des moyennes arithmétiques). Choisissez-en une autre avec --method.
index-filled = Valeurs manquantes : { $missing } sur { $all }. { $filled ->
    [0] Aucune n’a été comblée.
    [one] Une a été comblée.
   *[other] { $filled } ont été comblées.
}
index-little-known = On sait peu de choses de : { $units }. Ce qui est dit d’eux repose sur peu de valeurs, ou sur des valeurs comblées.
index-left-out = { $n ->
    [one] Un pays est écarté ; voici la part connue de ses valeurs : { $units }.
   *[other] { $n } pays sont écartés ; voici la part connue de leurs valeurs : { $units }.
}
index-winsorised = { $element } : { $n ->
    [one] une valeur extrême a été ramenée à la suivante ({ $units }).
   *[other] { $n } valeurs extrêmes ont été ramenées à la suivante ({ $units }).
}
index-transformed = { $element } : toutes les valeurs ont été transformées, car ramener les extrêmes n’a pas suffi.
index-outliers-remain = Il reste des valeurs extrêmes dans { $element }.
index-more-in-csv = Les scores de chaque indicateur sont donnés par --format csv et --format json.

index-uncertainty = { $element }, construit { $runs } fois ; les intervalles contiennent { $interval } des résultats. Ce qui a varié : { $factors }. Graine : { $seed }.
index-shares-rank = De la variance des rangs, { $sampling } sont dus à l’échantillonnage seul, { $methods } à la méthode seule, et le reste aux deux ensemble.
index-shares-score = De la variance des scores, { $sampling } sont dus à l’échantillonnage seul, { $methods } à la méthode seule, et le reste aux deux ensemble. (Entre méthodes d’échelles différentes, les scores diffèrent pour cette seule raison.)
index-runs-failed = { $n ->
    [one] Une fois, l’indice n’a pu être construit : { $reason }. Elle ne compte pas.
   *[other] { $n } fois, l’indice n’a pu être construit : { $reason }. Elles ne comptent pas.
}
index-run-no-values = un indicateur n’avait plus de valeur
index-run-constant = toutes les valeurs d’un indicateur étaient identiques
index-run-target-below-minimum = une cible n’était pas au-dessus de la pire valeur
index-run-reference-missing = la référence n’avait pas de valeur
index-run-not-positive = une valeur n’était pas supérieure à 0 alors que la méthode l’exige
index-run-too-few-values = il y avait trop peu de valeurs
index-run-not-finite = une valeur n’était plus un nombre fini
index-factor-normalisation = règle de normalisation
index-factor-aggregation = règle d’agrégation
index-factor-imputation = façon de combler les lacunes
index-factor-treatment = traitement ou non des valeurs extrêmes
index-factor-winmax = nombre de valeurs extrêmes traitées
index-factor-weights = poids
index-factor-left-out = indicateur laissé de côté
index-factor-sampling-error = erreur d’échantillonnage
index-of-ranks = Ce qui déplace les rangs :
index-of-scores = Ce qui déplace les scores :
index-never-moves = Ils sont les mêmes à chaque tirage.
index-sensitivity = { $element }, construit { $runs } fois à partir de { $points } points. Une part est une part de la variance ; les intervalles viennent d’un rééchantillonnage. Graine : { $seed }.
index-rank-shift = Les rangs bougent de { $mean } places en moyenne.

index-sound = L’indice tient ensemble : indicateurs : { $indicators } ; agrégats : { $aggregates } ; pays : { $units }.
index-look-few = { $element } : { $share } des pays seulement ont une valeur.
index-look-zeros = { $element } : { $share } des valeurs sont nulles.
index-look-repeated = { $element } : { $share } des valeurs seulement diffèrent les unes des autres.
index-look-outliers = { $element } : valeurs extrêmes (asymétrie { $skewness }, aplatissement { $kurtosis }).
index-look-same = { $first } et { $second } disent presque la même chose (corrélation { $correlation }) : compte-t-on deux fois ?
index-look-against = { $first } et { $second } s’opposent (corrélation { $correlation }) : un sens est-il faux ?

index-in-file = { $file } : { $text }
index-at-line = { $file }, ligne { $line } : { $text }
index-group-unused = --group { $group } ne vaut que pour la méthode usuelle. Dites dans le fichier de la méthode comment combler les lacunes, ou retirez --group.
index-no-stage = La méthode n’a pas d’étape « { $asked } ». Elle a : { $known }.

index-unreadable = Ceci est illisible : { $found }. Corrigez.
index-column-missing = Il manque au tableau la colonne « { $element } ». Ajoutez-la.
index-column-repeated = La colonne « { $element } » figure deux fois. N’en gardez qu’une.
index-length-differs = { $about } : il n’y a pas autant de valeurs que de lignes ou de colonnes. Complétez ou raccourcissez.
index-not-a-number = { $about } : ce n’est pas un nombre. Écrivez-le avec un point, ou laissez vide s’il est inconnu.
index-type-unknown = { $element } a un type inconnu, « { $found } ». Utilisez indicator, aggregate, denominator, group ou other.
index-code-missing = Il manque un code. Donnez-en un.
index-code-repeated = Le code { $element } figure deux fois. Renommez l’un des deux.
index-unit-repeated = { $unit } figure deux fois, la première à la ligne { $found }. N’en gardez qu’une.
index-no-indicator = La structure n’a aucun indicateur. Ajoutez-en au moins un.
index-cycle = Des éléments se contiennent en boucle : { $found }. Changez un parent.
index-orphan = { $element } n’a pas de parent. Indiquez l’agrégat dont il fait partie.
index-parent-unknown = « { $found } », parent de { $element }, n’est pas un agrégat de cette structure. Corrigez le code, ou ajoutez l’agrégat.
index-roots-several = Plusieurs éléments sont au sommet : { $found }. N’en gardez qu’un, et donnez un parent aux autres.
index-root-missing = Aucun élément n’est au sommet. Laissez l’indice lui-même sans parent.
index-aggregate-empty = Rien n’entre dans { $element }. Donnez-lui des éléments, ou retirez-le.
index-level-skipped = { $about } : les niveaux ne se suivent pas. Les indicateurs sont au niveau 1, chaque parent un niveau au-dessus.
index-direction-invalid = Le sens de { $about } doit être 1 (plus vaut mieux) ou -1 (moins vaut mieux). Corrigez-le.
index-weight-missing = { $element } n’a pas de poids. Donnez-lui-en un.
index-weight-negative = Le poids de { $element } est { $found }. Donnez un nombre positif ou nul.
index-weights-do-not-sum = Les poids dans { $element } totalisent { $found }, et non 1 ou 100. Corrigez-les, ou écrivez weights = "relative" dans une structure TOML.
index-weights-zero = Tous les poids dans { $element } sont nuls. Donnez-en au moins un qui ne le soit pas.
index-denominator-unknown = « { $found } », dénominateur de { $element }, n’est pas dans la structure. Ajoutez-le avec le type denominator.
index-scale-factor-invalid = Le facteur d’échelle de { $element } est { $found }. Donnez un nombre supérieur à 0.
index-no-column = Les données n’ont pas de colonne « { $element } ». Ajoutez-la, ou retirez-la de la structure.
index-no-values = { $element } n’a aucune valeur. Ajoutez des chiffres, ou retirez-le.
index-too-few-units = Trop peu de pays sont là ou restent : { $found }. Une méthode qui compare les pays entre eux en demande au moins 3.
index-denominator-not-positive = { $element } vaut { $found } pour { $unit } : on ne peut rien diviser par cette valeur. Corrigez-la, ou laissez vide.
index-denominator-missing = { $unit } a une valeur pour { $element } et aucune pour { $found } : elle est donc perdue. Ajoutez { $found }.
index-no-aggregation = La méthode n’a pas d’étape « aggregate ». Ajoutez-la à la fin.
index-step-repeated = L’étape « { $element } » figure deux fois. N’en gardez qu’une.
index-step-order = L’étape « { $element } » doit précéder « { $found } ». Remontez-la.
index-parameter-invalid = « { $found } » n’est pas possible dans « { $element } ». Corrigez.
index-levels-differ = L’agrégation a { $found } règles. Donnez-en une seule, ou une par niveau au-dessus des indicateurs.
index-code-unknown = « { $element } » cite « { $found } », qui n’existe pas. Corrigez le code.
index-unit-unknown = « { $element } » cite { $unit }, qui n’est pas dans les données ou a été écarté. Choisissez un autre pays.
index-target-missing = { $element } n’a pas de cible dont mesurer la distance. Donnez-en une dans la structure, ou choisissez une autre règle.
index-constant = Toutes les valeurs de { $about } sont identiques : on ne peut pas le normaliser. Retirez-le, ou choisissez une autre règle.
index-target-below-minimum = La cible ou la référence de { $about } n’est pas meilleure que la pire valeur. Choisissez-en une autre.
index-reference-missing = Le pays de référence { $unit } n’a pas de valeur pour { $element }. Choisissez un autre pays.
index-not-positive = { $about } : cette méthode exige des valeurs supérieures à 0. Normalisez sur une échelle qui commence au-dessus de 0 (lower = 1), ou choisissez une autre méthode.
index-too-few-values = Trop peu de valeurs pour ce calcul : { $about }. Comblez d’abord les lacunes, ou retirez-le.
index-not-finite = Le calcul de { $about } ne donne plus un nombre fini. Cherchez un chiffre erroné.
index-no-score = { $unit } n’a pas de score pour { $element }, car trop peu de données sont connues. Complétez-les, ou demandez moins de disponibilité.
index-imputation-failed = Les lacunes de { $element } ne peuvent être estimées. Choisissez une autre imputation, ou augmentez ridge.
index-loading-negative = { $about } : une saturation négative ne donne pas de poids. Prenez les carrés des saturations, ou d’autres poids.
index-standard-error-invalid = Cette erreur type n’est pas possible : { $about }. Elle doit être positive ou nulle, et son indicateur et son pays être ceux des données.
index-too-few-factors = { $found ->
    [0] Rien ne varie.
   *[other] Une seule chose varie.
} Donnez des erreurs types (--errors) ou des choix de méthode (--choices) ; une analyse de sensibilité demande deux choses qui varient.
index-too-few-runs = { $found } tirages ne suffisent pas pour un intervalle. Demandez-en au moins 20.
index-all-runs-failed = L’indice n’a pu être construit à aucun tirage : { $found }. Changez les choix.
index-nothing-varies = Le résultat est le même à chaque tirage. Faites varier autre chose.
