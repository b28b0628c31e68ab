# Ce que répond « passerelle sites », et ce qui peut clocher dans des listes de sites, de réseaux et de pylônes.

sites-file = { $file } : { $rows ->
    [0] aucune ligne
    [one] une ligne
   *[other] { $rows } lignes
}{ $form }{ $kind ->
    [school] , lues comme des écoles
    [health] , lues comme des centres de santé
   *[none] {""}
}
sites-joined = { $left } ; { $right }
sites-cell = { $column } : { $value }
sites-column = { $role } : { $column }
sites-column-asked = { $column } (comme demandé)
sites-column-part = { $column } (pour le mot « { $word } »)
sites-unused = Non lues : { $columns }
sites-passed-over = La colonne « { $column } » devrait être « { $role } » d’après son nom, mais contient « { $cell } » : elle a été écartée. { $place ->
    [yes] Si ce sont des mètres d’une grille de carte, convertissez-les en degrés.
   *[no] Pour la lire quand même, dites-le sous « Quelle colonne contient quoi ».
}
    .command = La colonne « { $column } » devrait être « { $role } » d’après son nom, mais contient « { $cell } » : elle a été écartée. { $place ->
        [yes] Si ce sont des mètres d’une grille de carte, convertissez-les en degrés.
       *[no] Pour la lire quand même, utilisez --column.
    }
sites-no-identifiers = Aucune colonne de cette liste ne contient d’identifiants : rien ne peut y être retrouvé. Nommez-la « EMIS code » ou « id ».
sites-no-file = { $file } : ce fichier n’existe pas. Vérifiez son nom et son dossier.
sites-no-place = Rien ne dit ici où se trouve une ligne. Nommez les colonnes des coordonnées sous « Quelle colonne contient quoi ».
    .command = Rien ne dit ici où se trouve une ligne. Nommez les colonnes des coordonnées, par exemple --column lat=Y --column lon=X.
sites-no-people-column = Aucune colonne ne dit combien de personnes vivent à chaque point. Nommez la colonne « population ».

sites-role-latitude = latitude
sites-role-longitude = longitude
sites-role-position = position
sites-role-official-id = identifiant officiel
sites-role-id = identifiant
sites-role-name = nom
sites-role-kind = nature
sites-role-level = niveau
sites-role-area = circonscriptions
sites-role-people = élèves ou population
sites-role-power = électricité
sites-role-power-source = source d’électricité
sites-role-connected = connecté
sites-role-technology = technologie
sites-role-speed = mégabits par seconde
sites-role-contract = contrat
sites-role-coverage = couverture 4G
sites-role-coverage-generation = couverture mobile
sites-role-surveyed = date d’enquête
sites-role-generation = génération
sites-role-height = hauteur
sites-role-backhaul = raccordement
sites-role-operator = opérateur
sites-role-status = état

sites-came-out = { $rows ->
    [one] Une ligne
   *[other] { $rows } lignes
} : { $sites ->
    [0] aucun site
    [one] un site
   *[other] { $sites } sites
} en { $places ->
    [0] aucun lieu
    [one] un lieu
   *[other] { $places } lieux
} ({ $schools ->
    [one] { $schools } école
   *[other] { $schools } écoles
}, { $health ->
    [one] { $health } centre de santé
   *[other] { $health } centres de santé
}).
sites-connected = { $told ->
    [0] Rien ne dit s’ils sont connectés.
   *[other] Connectés : { $connected } sur { $told } pour lesquels c’est précisé.
}
sites-people = Élèves et population desservie, quand c’est précisé : { $people }.
sites-official = Avec un identifiant de { $file } : { $n }.
sites-no-territory = L’appartenance au pays n’a pas été vérifiée, et des coordonnées inversées ont pu passer : dites de quel pays il s’agit, ou mieux, joignez ses contours.
    .command = L’appartenance au pays n’a pas été vérifiée, et des coordonnées inversées ont pu passer : ajoutez --country, ou mieux --areas.
sites-not-understood = Tout n’a pas été compris ici. Aucun plan n’en sera tiré, et aucun site n’a été écrit, tant que ce n’est pas corrigé.
sites-no-rows = Ce fichier n’a aucune ligne, sous les noms de ses colonnes s’il en a : rien à raccorder. Vérifiez qu’il est complet.
sites-written = Écrit : { $files }.

sites-set-aside = Mis de côté :
sites-mended = Corrigé :
sites-merged = Fusionné :
sites-told = Gardé tel quel, à regarder :
sites-rows = { $file }, { $n ->
    [one] ligne { $rows }
   *[other] lignes { $rows }
}
sites-example-row = voir la ligne { $row }
sites-rows-example = { $rows } (la première : { $example })

sites-found-no-coordinates = { $n ->
    [one] Une ligne n’a pas de coordonnées.
   *[other] { $n } lignes n’ont pas de coordonnées.
}
sites-found-unreadable-coordinates = { $n ->
    [one] Une ligne a autre chose qu’un angle à la place d’une coordonnée.
   *[other] { $n } lignes ont autre chose qu’un angle à la place d’une coordonnée.
} Écrivez des degrés décimaux.
sites-found-not-on-earth = { $n ->
    [one] Une ligne a des degrés qui ne sont nulle part sur Terre.
   *[other] { $n } lignes ont des degrés qui ne sont nulle part sur Terre.
} Si ce sont des mètres d’une grille de carte, convertissez-les en degrés.
sites-found-zero-coordinates = { $n ->
    [one] Une ligne est en 0, 0 : c’est ce qu’écrivent les logiciels quand il n’y a pas de coordonnées.
   *[other] { $n } lignes sont en 0, 0 : c’est ce qu’écrivent les logiciels quand il n’y a pas de coordonnées.
}
sites-found-outside-country = { $n ->
    [one] Une ligne est hors du pays.
   *[other] { $n } lignes sont hors du pays.
}
sites-found-not-a-point = { $n ->
    [one] Une ligne est un tracé ou une surface, et devrait être un point.
   *[other] { $n } lignes sont des tracés ou des surfaces, et devraient être des points.
}
sites-found-line-too-short = { $n ->
    [one] Un tracé n’a qu’un seul point.
   *[other] { $n } tracés n’ont qu’un seul point.
}
sites-found-not-a-line = { $n ->
    [one] Une ligne est une surface, et devrait être un tracé ou un nœud.
   *[other] { $n } lignes sont des surfaces, et devraient être des tracés ou des nœuds.
}
sites-found-swapped-coordinates = { $n ->
    [one] Une ligne avait latitude et longitude inversées.
   *[other] { $n } lignes avaient latitude et longitude inversées.
}
sites-found-area-found = { $n ->
    [one] Un site ne nomme aucune circonscription ; il a reçu celle du contour où il se trouve.
   *[other] { $n } sites ne nomment aucune circonscription ; ils ont reçu celle du contour où ils se trouvent.
}
sites-found-area-spelled = { $n ->
    [one] Un site écrit sa circonscription autrement que la plupart ; elle a été écrite comme eux.
   *[other] { $n } sites écrivent leur circonscription autrement que la plupart ; elle a été écrite comme eux.
}
sites-found-area-placed = { $n ->
    [one] Un site nomme une circonscription qui n’a pas de contour ; il a été compté avec le contour où il se trouve.
   *[other] { $n } sites nomment des circonscriptions qui n’ont pas de contour ; ils ont été comptés avec le contour où ils se trouvent.
}
sites-found-same-identifier = { $n ->
    [one] Une ligne a l’identifiant d’une autre, et son lieu ou son nom : c’est un seul site.
   *[other] { $n } lignes ont l’identifiant d’une autre, et son lieu ou son nom : chaque paire est un seul site.
}
sites-found-same-place-and-name = { $n ->
    [one] Une ligne a le lieu et le nom d’une autre : c’est un seul site.
   *[other] { $n } lignes ont le lieu et le nom d’une autre : chaque paire est un seul site.
}
sites-found-merged-differs = { $n ->
    [one] Une fois, une ligne fusionnée dit autre chose que la première. C’est la première qui compte.
   *[other] { $n } fois, une ligne fusionnée dit autre chose que la première. C’est la première qui compte.
}
sites-found-identifier-twice = { $n ->
    [one] Une ligne a l’identifiant d’un autre site. Elle en a été distinguée ; corrigez l’un des deux.
   *[other] { $n } lignes ont l’identifiant d’un autre site. Elles en ont été distinguées ; corrigez l’un de chaque.
}
sites-found-near-border = { $n ->
    [one] Un site est juste au-delà du contour, de moins de mètres que la précision d’un contour.
   *[other] { $n } sites sont juste au-delà du contour, de moins de mètres que la précision d’un contour.
}
sites-found-same-name = { $n ->
    [one] Un site porte le nom d’un autre de sa circonscription, ailleurs.
   *[other] { $n } sites portent le nom d’un autre de leur circonscription, ailleurs.
} C’est peut-être le même, relevé deux fois.
sites-found-garbled-text = { $n ->
    [one] Un nom contient des lettres laissées par un mauvais encodage.
   *[other] { $n } noms contiennent des lettres laissées par un mauvais encodage.
} Demandez le fichier en UTF-8.
sites-found-area-differs = { $n ->
    [one] Un site nomme une autre circonscription que celle du contour où il se trouve.
   *[other] { $n } sites nomment une autre circonscription que celle du contour où ils se trouvent.
}
sites-found-area-above-missing = { $n ->
    [one] Un site nomme une circonscription, mais pas la plus grande dont elle fait partie : la plus petite n’est pas comptée.
   *[other] { $n } sites nomment une circonscription, mais pas la plus grande dont elle fait partie : la plus petite n’est pas comptée.
} Remplissez la plus grande ; des contours de telles circonscriptions (--areas) le font là où ils le peuvent.
sites-found-other-technology = { $n ->
    [one] Un site est connecté autrement que par fibre, faisceau hertzien, mobile ou satellite.
   *[other] { $n } sites sont connectés autrement que par fibre, faisceau hertzien, mobile ou satellite.
} Ils comptent comme connectés.
sites-found-odd-people = { $n ->
    [one] Un effectif est à vérifier. Ce qui n’est pas un nombre, ou dépasse un million, compte comme non précisé ; trois chiffres après un point (1.200) sont lus comme des milliers ; une école de plus de 20 000 élèves est crue.
   *[other] { $n } effectifs sont à vérifier. Ce qui n’est pas un nombre, ou dépasse un million, compte comme non précisé ; trois chiffres après un point (1.200) sont lus comme des milliers ; une école de plus de 20 000 élèves est crue.
}
sites-found-network-outside = { $n ->
    [one] Un nœud, un tracé ou un pylône est hors du pays.
   *[other] { $n } nœuds, tracés ou pylônes sont hors du pays.
}
sites-found-official-by-name = { $n ->
    [one] Un site a été retrouvé dans la liste officielle par son nom et sa circonscription.
   *[other] { $n } sites ont été retrouvés dans la liste officielle par leur nom et leur circonscription.
}
sites-found-not-official = { $n ->
    [one] Un site n’est pas dans la liste officielle.
   *[other] { $n } sites ne sont pas dans la liste officielle.
}
sites-found-official-without-site = { $n ->
    [one] Une entrée de la liste officielle n’a pas de site ici.
   *[other] { $n } entrées de la liste officielle n’ont pas de site ici.
}

sites-network-holds = { $nodes ->
    [one] { $nodes } nœud
   *[other] { $nodes } nœuds
}, { $lines ->
    [one] { $lines } tracé
   *[other] { $lines } tracés
}, { $km } km.
sites-col-operator = Opérateur
sites-col-status = État
sites-col-nodes = Nœuds
sites-col-lines = Tracés
sites-col-km = km
sites-no-operator = non précisé
sites-status-operational = en service
sites-status-planned = prévu ou en construction
sites-status-closed = fermé
sites-status-unknown = non précisé
sites-towers-hold = { $towers ->
    [one] { $towers } pylône
   *[other] { $towers } pylônes
} pour { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
} ; 4G : { $g4 }, 5G : { $g5 } ; on sait comment { $backhaul } sont raccordés.

sites-unknown-country = Il n’y a pas de pays « { $country } », ou l’on ne sait rien de sa place. Choisissez-en un autre, ou joignez ses contours.
    .command = Il n’y a pas de pays « { $country } », ou l’on ne sait rien de sa place. Écrivez ses trois lettres (KEN), ou donnez ses contours avec --areas.
sites-no-column = Aucun fichier n’a la colonne « { $column } » ({ $role }). Il y a : { $present }.
sites-cannot-write = { $file } ne peut pas être écrit : { $detail }.

# Le registre des sites d’un pays.
sites-imported = { $n ->
    [one] Un site de { $country } est conservé
   *[other] { $sites } sites de { $country } sont conservés
} (liste { $list }). Ce qui ne va pas dans certaines lignes, s’il y en a, est dit plus haut.
sites-import-shown = { $precision ->
    [areas] Tout le monde voit combien il y en a dans chaque zone, et aucun en particulier
    [rounded] Tout le monde voit chacun d’eux, à un endroit arrondi
   *[exact] Tout le monde voit chacun d’eux là où la liste le place
}{ $decided ->
    [yes] , comme l’a décidé le ministère
   *[no] , tant que le ministère n’en décide pas autrement
} (docs/sites.md).
sites-not-imported = Rien n’a été conservé : les fichiers n’ont pas été compris. Ce qui ne va pas est dit plus haut ; rien n’a changé sur le nœud.
