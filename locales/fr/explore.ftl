# L’explorateur de désagrégations : des groupes de personnes côte à côte.

explore-title = Qui est laissé de côté : comparer des groupes
explore-lead = Choisissez un pays, un indicateur et ce qui distingue les personnes. Chaque chiffre vient avec sa fourchette quand sa source en publie une.
explore-choose = Choisir…
explore-by = Distinguer par
explore-and = Et par
explore-among = Par région, les chiffres de
explore-everyone = Tout le monde
explore-of = { $indicator } – { $place }
# $many est le nombre de dimensions qui distinguent les personnes.
explore-summary = { $many ->
    [0] { $n ->
        [one] { $n } chiffre, pour tout le monde, { $period }.
       *[other] { $n } chiffres, pour tout le monde, { $period }.
    }
   *[other] { $n ->
        [one] { $n } chiffre, distingué par { $by }, { $period }.
       *[other] { $n } chiffres, distingués par { $by }, { $period }.
    }
}
explore-range = De { $low } ({ $least }) à { $high } ({ $most }).
explore-protected = { $n ->
    [one] { $n } chiffre n’est pas montré, pour protéger les personnes.
   *[other] { $n } chiffres ne sont pas montrés, pour protéger les personnes.
}
explore-unreliable = { $n ->
    [one] { $n } chiffre est trop incertain pour que l’on s’y fie : il est dessiné plus clair.
   *[other] { $n } chiffres sont trop incertains pour que l’on s’y fie : ils sont dessinés plus clairs.
}
explore-none = Aucune source lue ici ne donne de chiffres pour { $place } par { $by }. Choisissez une autre distinction, ou une seule des deux.
explore-none-apart = Aucune source lue ici ne donne de chiffres de cet indicateur pour { $place }. Choisissez un autre indicateur ou un autre pays.
explore-areas = Par région : { $place }, { $who }
explore-no-outlines = Il n’y a pas ici de contours de ces régions pour dessiner une carte : elles sont rangées dans l’ordre de leurs chiffres, sur une même échelle.
explore-cases = Cas (au moins)
explore-csv = Télécharger ces chiffres (CSV)
explore-indicator = L’indicateur ici : évolution, sources, tous les groupes
explore-address = L’adresse permanente de cette vue :
explore-this = Comparer des groupes : choisissez ce qui distingue les personnes
api-error-period = « period » s’écrit 2019, 2014/15, 2019-Q3 ou 2019-07 ; « { $found } » a été donné.
explore-map-unreliable = trop incertain
door-explore = Des groupes de personnes
door-explore-text = Femmes et hommes, villes et campagnes, jeunes et aînés : qui est laissé de côté, et ce qui en est sûr.
explore-table = Les chiffres en tableau
