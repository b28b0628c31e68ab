# Ce qui peut ne pas aller dans un fichier de lignes lu par une commande : microdonnées, tableaux de pays.

microdata-file = Impossible de lire { $path } ({ $detail }). Vérifiez le nom, et qu’il s’agit bien d’un fichier.
microdata-no-header = { $path } n’a pas de première ligne qui nomme ses colonnes. Ajoutez-en une.
microdata-twice-named = Deux colonnes s’appellent « { $name } ». Renommez l’une d’elles.
microdata-no-columns = Les données n’ont pas de colonne « { $name } ». Elles ont : { $present }.
microdata-too-many-words = La colonne « { $column } » a plus de { $most } mots différents : elle nomme des lignes, pas des classes. Choisissez-en une autre.
microdata-damaged = { $path } s’interrompt ou n’est pas ce qu’il paraît ({ $detail }). Écrivez-le de nouveau, puis recommencez.
microdata-cells = { $n ->
    [one] Une cellule ne se lit pas. Rien n’a été calculé ; corrigez-la, ou laissez-la vide si la valeur est inconnue.
   *[other] { $n } cellules ne se lisent pas. Rien n’a été calculé ; corrigez-les, ou laissez vide ce qui est inconnu.
}
microdata-cell = ligne { $row }, colonne « { $column } » : { $text }
microdata-row = ligne { $row } : { $text }
microdata-rows = { $n } lignes, la première étant la ligne { $row } : { $text }
microdata-cells-of-column = colonne « { $column } » : { $n } cellules, la première étant à la ligne { $row } : { $text }
microdata-is-not-a-number = « { $value } » n’est pas un nombre
microdata-is-not-finite = « { $value } » est trop grand pour un nombre
microdata-is-ragged = { $value } cellules, ce qui n’est pas le nombre de colonnes
microdata-more = … et { $n } autres du même genre.
