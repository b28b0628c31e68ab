# Groupes d'opinion : ce qu'en disent le terminal et les pages.

groups-title = Groupes d’opinion
groups-lead =
    { $npeople ->
        [0] Personne n’a voté.
        [one] Une personne a voté
       *[other] { $people } personnes ont voté
    }{ $npeople ->
        [0] { "" }
       *[other] { " " }{ $nvotes ->
            [one] une fois
           *[other] { $votes } fois
        } sur { $nstatements ->
            [one] une proposition
           *[other] { $statements } propositions
        } ; { $grouped } d’entre elles ont assez voté pour être placées dans un groupe. { $clear ->
            [yes] On distingue { $k } groupes.
           *[no] Aucun groupe ne se dégage nettement{ $k ->
                [0] .
                [1] .
               *[other] { "\u00A0" }: les { $k } ci-dessous sont les moins mauvais, mais il ne faut pas en parler comme de groupes.
            }
        }
    }
groups-unclear-nobody = Sans votes, il n’y a pas de carte des opinions.
groups-unclear-too-few = Moins de quatre personnes peuvent être placées dans un groupe.
groups-unclear-alike = Tout le monde est au même point : chacun vote de la même façon, ou passe.
groups-unclear-not-separated = Les personnes sont à peine plus proches de leur propre groupe que du voisin.
groups-unclear-not-stable = En tirant à nouveau des personnes parmi les mêmes, d’autres groupes apparaissent.
groups-col-group = Groupe
groups-col-people = Personnes
groups-col-sure = Retrouvé
groups-name = Groupe { $name }
groups-percent = { $share } %
groups-unites = Ce qui rassemble
groups-apart = Ce qui distingue le groupe { $name }
groups-statement = Proposition { $id }
groups-statement-text = { $id }. { $text }
groups-line-agree = d’accord, { $success } sur { $trials } : { $statement }
groups-line-disagree = pas d’accord, { $success } sur { $trials } : { $statement }
groups-method =
    Sont placées les personnes qui ont { $nvotes ->
        [one] un vote
       *[other] { $votes } votes
    } ou plus. Silhouette moyenne { $silhouette }, graine { $seed } ; { $nreplicates ->
        [0] la solidité du résultat n’a pas été examinée.
        [one] compté une fois de plus avec des personnes tirées à nouveau.
       *[other] compté { $replicates } fois de plus avec des personnes tirées à nouveau.
    }

# Ce que sont devenues les lignes qui ne comptent pas telles quelles.
groups-note-inverted = Dans ce fichier, +1 veut dire « pas d’accord » : les propositions le montrent par le nombre de personnes qui les approuvent. Tous les votes ont été retournés.
groups-note-sign = +1 a été pris pour « d’accord ». Donnez les propositions avec le nombre d’accords (--statements) pour que ce soit vérifié.
groups-note-repeated =
    { $n ->
        [one] Un vote a été remplacé par un autre, plus récent, de la même personne sur la même proposition
       *[other] { $repeated } votes ont été remplacés par d’autres, plus récents, de la même personne sur la même proposition
    } (dont { $changed } avec une autre réponse).
groups-note-unlisted =
    { $n ->
        [one] Un vote a été laissé de côté, car sa proposition ne figure pas dans la liste
       *[other] { $votes } votes ont été laissés de côté, car leurs propositions ne figurent pas dans la liste
    } : { $statements }.
groups-note-published = Publié avec ces votes : { $k } groupes. Indice de Rand ajusté avec ceux trouvés ici, sur { $people } personnes : { $index } (1 : les mêmes ; 0 : ce que donne le hasard).
groups-note-left-out = Ces lignes ont été laissées de côté :

# Pourquoi il n'y a pas de carte.
groups-error-file = { $path } : { $why }
groups-error-no-votes = { $path } : ce dossier ne contient pas de votes. Il devrait contenir votes.csv, votes.json ou participants-votes.csv.
groups-error-rows = Rien n’a été compté. Corrigez ces lignes, ou comptez les bonnes avec --keep-good.
groups-why-io = lecture impossible ({ $detail }).
groups-why-layout = ce n’est aucune des présentations connues des votes. La première ligne devrait nommer les colonnes comment-id, voter-id et vote, ou commencer par participant ; ou bien le fichier est une liste d’objets (JSON). Trouvé : « { $found } »
groups-why-column = la colonne « { $name } » manque.
groups-why-two-columns = deux colonnes s’appellent « { $name } ». Retirez-en une.
groups-why-large = le fichier dépasse ce qui peut être lu ({ $limit }).
groups-why-json = ce n’est pas le JSON attendu, ligne { $line }, colonne { $column } : { $reason }
groups-why-field = « { $name } » manque, ou n’a pas la même longueur que le reste.
groups-problem-row = { $path }, ligne { $line } : { $text }
groups-problem-cell = { $path }, ligne { $line }, cellule { $cell } : { $text }
groups-problem-column = { $path }, ligne { $line }, colonne { $cell } ({ $column }) : { $text }
groups-problem-field = { $path }, objet { $line }, champ { $column } : { $text }
groups-problems-more =
    { $path } : { $n ->
        [one] encore un problème.
       *[other] encore { $more } problèmes.
    }
groups-problem-missing-cell = la ligne s’arrête ici ; il manque une cellule.
groups-problem-extra-cell = la ligne a plus de cellules que la première : « { $found } »
groups-problem-empty = rien n’est écrit ici.
groups-problem-not-a-number = « { $found } » n’est pas un nombre entier à partir de 0.
groups-problem-not-a-vote = « { $found } » n’est pas un vote : 1, 0 ou -1.
groups-problem-not-an-answer = « { $found } » n’est ni vrai ni faux (true, false).
groups-problem-not-a-moderation = « { $found } » n’est pas une modération : 1, 0 ou -1.
groups-problem-bad-encoding = « { $found } » n’est pas de l’UTF-8.
groups-problem-quote = un guillemet n’est pas refermé, ou la ligne n’est pas de l’UTF-8 : « { $found } »
groups-problem-long-line = cette ligne est trop longue pour en être une ; rien n’a été lu après elle.
groups-problem-repeated = « { $found } » figurait déjà plus haut.
groups-problem-missing-field = ce champ manque.
