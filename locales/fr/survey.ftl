# Ce que répond « passerelle survey », et ce qui peut ne pas aller dans une enquête.

survey-col-measure = Mesure
survey-col-estimate = Estimation
survey-col-se = Erreur type
survey-col-interval = Intervalle
survey-col-n = Lignes
survey-col-deff = Effet de plan
survey-col-flag = Fiabilité
survey-col-term = Terme
survey-col-t = t
survey-col-p = p
survey-col-odds = Rapport de cotes
survey-col-column = Colonne
survey-col-known = Connus
survey-col-missing = Manquants
survey-col-holds = Contenu
survey-everyone = ensemble
survey-between = { $low } à { $high }
survey-flag-no-value = aucune ligne renseignée
survey-flag-no-variance = erreur inconnue : trop peu d’unités tirées
survey-flag-unreliable = peu fiable : à ne pas publier comme un chiffre
survey-flag-review = à examiner avant usage

survey-test-rao-scott-f = Test de Rao et Scott, F = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-rao-scott-chisq = Test de Rao et Scott, khi-deux = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-wald-f = Test de Wald, F = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-adjusted-wald-f = Test de Wald ajusté, F = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-t-two-groups = Différence entre deux groupes, t = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-t-one-sample = Moyenne comparée à un nombre, t = { $statistic } à { $df } degrés de liberté, p { $p }, sur { $n } lignes.
survey-test-difference = Estimation : { $estimate }, entre { $low } et { $high }.
survey-test-differs = Le hasard seul donnerait rarement autant (moins de 5 fois sur 100).
survey-test-cannot-tell = Le hasard seul peut très bien donner autant : ces données ne permettent pas de conclure.
survey-left-out = Laissé de côté, car il ne dit rien que les autres ne disent déjà : { $name }.
survey-regression-n = { $n } lignes, { $df } degrés de liberté.

survey-design = { $rows } lignes. Les poids représentent { $sum } personnes, de { $low } à { $high } chacun ; leur inégalité multiplie les variances par { $kish } environ.
survey-stage = Degré { $stage } : unités : { $units } ; strates : { $strata } ; unités par strate : de { $fewest } à { $most }.
survey-df = Degrés de liberté : { $df }.
survey-sound = Rien dans le plan ne demande un second regard.
survey-finding-lonely-strata = Strates d’une seule unité : { $value }. Leur variance est invisible. Regroupez-les avec leurs voisines, ou dites dans le fichier du plan quoi faire (lonely_psu).
survey-finding-few-units = Seulement { $value } unités primaires : les erreurs sont elles-mêmes incertaines, et les intervalles larges.
survey-finding-weights-vary = Le plus grand poids vaut { $value } fois le plus petit. Vérifiez qu’aucun n’est faux, ou songez à les borner.
survey-finding-weights-below-one = Le plus petit poids est { $value } : moins que la personne elle-même. Ces poids sont-ils ramenés à l’échantillon plutôt qu’à la population ? Les totaux seraient faux ; les moyennes et les parts ne le sont pas.
survey-finding-zero-weights = Lignes de poids nul : { $value }. Elles ne comptent dans aucun chiffre, seulement dans le plan.
survey-finding-everything-drawn = D’après la correction, toutes les unités ont été tirées : les erreurs sont alors nulles. Vérifiez la colonne fpc.
survey-describe = { $rows } lignes, { $columns } colonnes.
survey-numbers = { $low } à { $high }, moyenne { $mean } (non pondérée)
survey-nothing = rien
survey-all-different = un mot différent à chaque ligne
survey-more-words = { $n } autres

survey-design-file = Le fichier du plan ne se lit pas{ $line ->
    [0] { "" }
   *[other] , ligne { $line }
} : { $detail }. « passerelle survey check --help » montre ce qu’il peut contenir.
survey-too-many-stages = Le plan donne { $given } colonnes de { $what } pour { $stages } degré(s) de grappes. Donnez-en une par degré au plus.
survey-replicates = Les poids répliqués du plan ([replicates], { $field }) : { $why }
survey-calibration = Le calage du plan ([calibrate], { $field }) : { $why }
survey-why-needed = c’est nécessaire ici. Ajoutez-le.
survey-why-strata = JK1 convient aux échantillons sans strates. Prenez JKn.
survey-why-no-strata = cette méthode demande des strates. Nommez-les, ou prenez JK1.
survey-why-out-of-range = un nombre y est impossible. Corrigez-le.
survey-why-wrong-number = il en faut un par réplique.
survey-why-too-few = il faut au moins deux répliques.
survey-why-not-two-units = les répliques équilibrées demandent exactement deux unités par strate. Prenez JKn.
survey-why-only-one = la post-stratification n’a qu’une marge. Pour en respecter plusieurs, prenez rake.
survey-why-not-by-class = cette méthode ne prend que des classes. Pour des totaux de nombres, prenez linear, raking ou logit.
survey-why-not-around-one = la borne inférieure doit être sous 1, et la supérieure au-dessus.
survey-why-different-sums = les marges ne donnent pas la même population. Accordez-les.
survey-no-column = Les données n’ont pas de colonne « { $name } ». Vérifiez le fichier du plan et la demande.
survey-not-numbers = La colonne « { $name } » ne contient pas de nombres, et sert pourtant comme telle.
survey-collinear = La colonne « { $name } » ne dit rien que les autres ne disent déjà. Laissez-la de côté.
survey-bad-cell = { $rows ->
    [one] Colonne « { $column } », ligne { $row } : { $why }.
   *[other] Colonne « { $column } » : { $rows } lignes, la première étant la ligne { $row } : { $why }.
} Corrigez les données ; aucun chiffre n’a été calculé.
survey-cell-is-missing = la valeur manque, et le plan en a besoin
survey-cell-is-negative = un poids ne peut pas être négatif
survey-cell-is-infinite = un poids ne peut pas être infini
survey-no-weight = Aucune ligne n’a un poids supérieur à zéro : personne n’est compté. Vérifiez la colonne des poids.
survey-no-rows = Il n’y a aucune ligne à calculer. Vérifiez le fichier, et la condition s’il y en a une.
survey-cluster-across-strata = { $clusters ->
    [one] Degré { $stage } : la grappe « { $cluster } » est dans plus d’une strate.
   *[other] Degré { $stage } : { $clusters } grappes sont dans plus d’une strate, par exemple « { $cluster } ».
} Si le même numéro désigne une autre grappe dans chaque strate, écrivez nest = true dans le fichier du plan ; sinon, corrigez les données.
survey-fpc = Degré { $stage }, strate « { $stratum } » : la correction est { $found }, et { $drawn } unités ont été tirées. { $why }
survey-fpc-below-sample = Il ne peut pas y avoir moins d’unités qu’on n’en a tiré.
survey-fpc-varies = Elle doit être la même pour toutes les lignes d’une strate.
survey-fpc-mixed = Certaines corrections sont des fractions et d’autres des nombres d’unités : choisissez.
survey-fpc-missing = Elle manque ou n’est pas au-dessus de zéro.
survey-lonely-psu = { $strata ->
    [one] Degré { $stage } : la strate « { $stratum } » n’a qu’une unité, et sa variance ne peut pas être connue.
   *[other] Degré { $stage } : { $strata } strates n’ont qu’une unité, par exemple « { $stratum } », et leur variance ne peut pas être connue.
} Regroupez-les avec leurs voisines, ou choisissez dans le fichier du plan : lonely_psu = "adjust" (prudent), "average", "certainty" ou "remove".
survey-question = « { $what } » : { $why }
survey-question-ratio-form = écrivez un rapport sous la forme numérateur/dénominateur.
survey-question-proportion-form = écrivez une part sous la forme colonne=classe.
survey-question-quantile-form = écrivez un quantile sous la forme colonne@part, la part étant entre 0 et 1.
survey-question-filter-form = écrivez une condition sous la forme colonne = valeur, colonne >= nombre…, plusieurs étant jointes par « and ».
survey-question-filter-number = ceci est comparé à des nombres et n’en est pas un.
survey-question-words-needed = cette colonne contient des nombres là où il faut des classes.
survey-question-no-such-class = aucune ligne de cette colonne n’est de cette classe. Vérifiez comment elle s’écrit : majuscules et minuscules comptent.
survey-question-no-measure = dites quoi estimer, par exemple --mean age ou --proportion internet=oui.
survey-question-two-columns = nommez deux colonnes, séparées par une virgule.
survey-question-one-class = l’une des deux n’a qu’une classe : il n’y a rien à comparer.
survey-question-not-two-groups = il faut exactement deux groupes.
survey-question-not-a-share = une régression logistique demande un résultat entre 0 et 1 : écrivez-le sous la forme colonne=classe.
survey-calibration-class = Calage, { $margin }, classe « { $class } » : { $why }
survey-class-not-in-totals = elle est dans les données et n’a pas de total connu. Ajoutez-en un, ou joignez-la à une autre.
survey-class-not-in-data = elle a un total connu et aucune ligne. Joignez-la à une autre.
survey-class-missing = la classe n’est pas connue. Renseignez-la, car chacun doit en avoir une.
survey-not-calibrated = Les poids n’ont pas pu être accordés aux totaux en { $steps } pas ; le plus grand écart est de { $misfit } de son total. Vérifiez que les totaux s’accordent entre eux, joignez les petites classes ou élargissez les bornes.
survey-not-converged = { $what } Aucun chiffre n’a été gardé.
survey-iteration-logistic = La régression logistique ne se stabilise pas : l’un des termes sépare peut-être parfaitement les résultats.
survey-iteration-chi-square = Le tableau ne peut pas être testé : certaines de ses variances dépendent les unes des autres. Joignez les petites classes.
survey-iteration-replicates = Une réplique ne donne pas de réponse : certaines de ses classes sont vides.
survey-too-many-cells = { $cells } cellules, c’est plus que ce qui peut être gardé ({ $most }). Demandez moins de colonnes, ou moins de classes.
