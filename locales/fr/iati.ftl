# Activités de l’IITA (IATI) : les importer, ce qui n’y va pas, confirmer à quoi elles servent.

iati-file-imported = { $file } : { $activities } activités lues ; { $new } initiatives sont nouvelles, { $changed } ont changé, { $unchanged } non ; elles ont { $transactions } transactions.
iati-file-refused = { $file } : rien n’a pu en être lu.
iati-waiting = { $n ->
    [0] Aucune initiative importée n’attend.
    [one] Une initiative importée attend qu’une personne confirme à quoi elle sert : passerelle initiatives suggested
   *[other] { $n } initiatives importées attendent qu’une personne confirme à quoi elles servent : passerelle initiatives suggested
}
iati-elsewhere = { $count ->
    [one] { $n } activité concerne un autre pays.
   *[other] { $n } activités concernent d’autres pays.
}
iati-refused = { $count ->
    [one] { $n } activité a été écartée, pour ce qui est dit plus bas.
   *[other] { $n } activités ont été écartées, pour ce qui est dit plus bas.
}
iati-unfit = { $count ->
    [one] { $n } activité ne peut pas devenir une initiative, pour ce qui est dit plus bas.
   *[other] { $n } activités ne peuvent pas devenir des initiatives, pour ce qui est dit plus bas.
}
iati-unfit-parts = { $count ->
    [one] { $n } transaction, budget ou but a été écarté de son initiative, pour ce qui est dit plus bas.
   *[other] { $n } transactions, budgets ou buts ont été écartés de leur initiative, pour ce qui est dit plus bas.
}
iati-shortened = { $count ->
    [one] { $n } titre ou description dépasse la longueur permise : la fin en est coupée et remplacée par « … ».
   *[other] { $n } titres ou descriptions dépassent la longueur permise : la fin en est coupée et remplacée par « … ».
}
iati-below = { $count ->
    [one] { $n } activité a moins de { $threshold } points et a été laissée de côté ({ $tens }). Un --threshold plus bas l’importera. C’est :
   *[other] { $n } activités ont moins de { $threshold } points et ont été laissées de côté ({ $tens }). Un --threshold plus bas en importera davantage. Celles qui ont le plus de points :
}
iati-below-ten = à partir de { $from } points : { $n }
iati-written-here = { $id } est déjà ici, sous le nom { $slug }, écrite sur ce nœud : elle reste telle quelle.
iati-withdrawn = { $count ->
    [one] { $n } activité n’est plus dans ce fichier, ce que son initiative dit désormais : { $ids }
   *[other] { $n } activités ne sont plus dans ce fichier, ce que leurs initiatives disent désormais : { $ids }
}
iati-withdrawal-untold = On ne peut pas dire quelles activités ont disparu du fichier tant qu’il n’est pas lisible en entier.
iati-unfit-at = ligne { $line }, { $activity } : { $text }
iati-problem-at = ligne { $line }, colonne { $column }, { $activity }, { $element } : { $text } { $becomes }
iati-problem-nameless = ligne { $line }, colonne { $column }, { $element } : { $text } { $becomes }
iati-problem-in-file = ligne { $line }, colonne { $column } : { $text } { $becomes }
iati-becomes-file = La suite n’a pas été lue.
iati-becomes-activity = L’activité a été écartée.
iati-becomes-element = L’élément a été écarté.
iati-becomes-note = Rien n’a été écarté.

problem-iati-unreadable = Le système n’a pas pu lire le fichier : { $value }. Vérifiez qu’il existe et peut être lu.
problem-iati-empty = Le fichier est vide. Téléchargez-le de nouveau.
problem-iati-not-xml = Ce n’est pas du XML. Donnez un fichier d’activités de l’IITA, tel que son éditeur le propose.
problem-iati-not-activities = L’élément extérieur est « { $value } ». Un fichier d’activités commence par « iati-activities ».
problem-iati-organisations = C’est un fichier d’organisations. Donnez le fichier d’activités du même éditeur.
problem-iati-version-one = La version { $value } de la norme a une autre forme. Demandez la version 2.03 à l’éditeur, ou convertissez le fichier.
problem-iati-version-unknown = La version « { $value } » de la norme est inconnue. Écrivez 2.03 si le fichier en a la forme.
problem-iati-encoding-unknown = Le fichier se dit écrit en « { $value } », un codage inconnu. Enregistrez-le en UTF-8, et dites-le à la première ligne.
problem-iati-too-deep = Des éléments sont imbriqués plus de { $value } fois, ce qu’aucune activité n’est : cherchez un élément qui n’est pas fermé.
problem-iati-too-long = Il y a plus de 8 Mio entre deux balises. Cherchez une balise qui n’est pas fermée.
problem-iati-cut-short = Le fichier s’arrête avant d’être fermé. Téléchargez-le de nouveau.
problem-iati-bad-xml = Ce n’est pas du XML bien formé ({ $value }). Corrigez-le, puis importez de nouveau le fichier.
problem-iati-too-large = L’activité dépasse 64 Mio. Demandez à son éditeur de la publier en plusieurs parties.
problem-iati-bad-encoding = « { $value } » n’est pas dans le codage que le fichier annonce (UTF-8 s’il n’annonce rien). Enregistrez le fichier en UTF-8, ou annoncez le bon codage à la première ligne.
problem-iati-entity = « { $value } » n’est pas une des cinq entités de XML. Écrivez le caractère lui-même.
problem-iati-no-identifier = Il n’y a pas d’identifiant de 1 à 200 caractères. Donnez à l’activité le sien, qui commence par celui de qui la déclare.
problem-iati-repeated = « { $value } » y est deux fois : la première a été lue. Donnez à chaque activité son identifiant.
problem-iati-no-title = Il n’y a pas de titre. Donnez-en un.
problem-iati-no-date = Il n’y a aucune date. Donnez le jour du début (activity-date de type 1 ou 2).
problem-iati-missing = Ceci manque. Donnez-le.
problem-iati-bad-date = « { $value } » n’est pas un jour. Écrivez-le comme 2027-09-22.
problem-iati-bad-number = « { $value } » n’est pas un nombre, ou pas un nombre possible ici. Écrivez des chiffres, avec un point avant les décimales.
problem-iati-bad-amount = « { $value } » n’est pas un montant. Écrivez des chiffres, avec un point avant les décimales et rien entre les milliers.
problem-iati-no-currency = Aucune monnaie n’est donnée ici, et l’activité n’en a pas. Donnez l’une des deux.
problem-iati-bad-currency = « { $value } » n’est pas une monnaie de la norme ISO 4217. Écrivez trois majuscules, comme USD.
problem-iati-bad-period = La période finit avant de commencer ({ $value }). Corrigez l’un des deux jours.
problem-iati-budget-too-long = Un budget porte sur un an au plus ({ $value }). Écrivez-en un par année.
problem-iati-bad-code = « { $value } » n’est pas dans la liste de la norme. Prenez un code de la liste.
problem-iati-self-link = L’activité se dit liée à elle-même. Nommez l’autre, ou retirez ce lien.
problem-iati-bad-position = « { $value } » n’est pas un endroit sur la Terre. Écrivez la latitude, une espace, la longitude, en degrés.
problem-iati-too-many = Il y en a plus qu’on ne peut en lire ({ $value }) ; les autres ont été laissés de côté.
problem-iati-version-older = Le fichier suit la version { $value }. Il est lu comme la 2.03, dont cette version est une partie.
problem-iati-version-missing = Le fichier ne dit pas quelle version de la norme il suit. Il est lu comme la 2.03.
problem-iati-doctype = Le fichier déclare un type de document, dont rien n’est lu. Retirez cette ligne.
problem-iati-bad-identifier = « { $value } » contient une espace ou l’un des signes / & | ?, ou n’a pas de trait d’union : la norme ne le permet pas. Demandez-en un autre à son éditeur.
problem-iati-lacking = La norme le demande. Donnez-le.
problem-iati-date-order = La fin précède le début ({ $value }). Corrigez l’un des deux.
problem-iati-future = { $value } est à venir : ce qui est dit s’être passé ce jour-là n’a pas pu l’être. Corrigez le jour.
problem-iati-percentages = Les pourcentages font { $value } et non 100, ou certains manquent. Donnez à chacun le sien, 100 en tout.
problem-iati-odd-code = L’activité est close (statut { $value }), alors que sa fin prévue est à venir. Corrigez l’un des deux, ou donnez sa fin réelle.
problem-iati-no-language = Aucune langue n’est donnée ici, ni pour l’activité. Le texte est pris pour de l’anglais.

finding-record-too-long = Ses transactions dépassent ce qu’un enregistrement peut contenir (4 Mio). Demandez à son éditeur de la publier en plusieurs parties.
finding-bad-word = Ce mot ne peut pas être cherché : il a des lettres ou des chiffres, huit parties au plus et, s’il est seul, quatre lettres avant un « * ».

iati-imported = Importée
iati-imported-from = Déclarée par { $publisher } dans l’IITA (IATI), sous { $id }.
iati-points = { $points } points sur 100 pour son rapport au numérique : { $reasons }.
iati-points-none = { $points } points sur 100 pour son rapport au numérique.
iati-reason-title = « { $what } » dans le titre ({ $points })
iati-reason-description = « { $what } » dans la description ({ $points })
iati-reason-sector = secteur { $what } ({ $points })
iati-standing-suggested = Suggestion : un programme a pensé à ces engagements, et personne ne les a encore confirmés. Jusque-là, elle ne compte pour aucun.
iati-standing-confirmed = Quelqu’un de ce nœud a confirmé à quoi elle sert.
iati-standing-set-aside = Mise de côté : quelqu’un de ce nœud l’a regardée, et elle ne concerne pas le numérique.
iati-suggested = Engagements suggérés
iati-serves-none = à aucun engagement que quelqu’un ait confirmé
iati-sectors = Secteurs
iati-sector-share = { $code } ({ $share })
iati-withdrawn-since = Son éditeur ne la déclare plus, depuis le { $day }.
iati-related = Activités liées
iati-relation-parent = partie de
iati-relation-child = a pour partie
iati-relation-sibling = à côté de
iati-relation-co-funded = financée avec
iati-relation-third-party = déclarée aussi comme

iati-queue = Importées, à confirmer
iati-queue-lead = { $n ->
    [0] Rien de ce qui a été importé n’attend.
    [one] Une initiative importée attend. Cochez à quoi elle sert, ou mettez-la de côté.
   *[other] { $n } initiatives importées attendent. Cochez à quoi chacune sert, ou mettez-la de côté.
}
iati-queue-more = Afficher les suivantes
iati-serves-which = À quoi elle sert
iati-others = D’autres engagements, par leur code (gdc.1.skills.a), séparés par des espaces
iati-confirm = Confirmer
iati-set-aside-do = Sans rapport avec le numérique : mettre de côté
iati-nothing-ticked = Cochez au moins un engagement, ou mettez-la de côté.
iati-unknown-commitments = Ces engagements n’existent pas : { $ids }. Recopiez leur code sur leur page.
iati-confirmed = { $slug } sert { $serves } (version { $version }).
iati-set-aside = { $slug } est mise de côté (version { $version }).
iati-moved = { $slug } en est à la version { $version }. Regardez-la, puis décidez de nouveau.
