# L’argent promis et versé : transactions, fourchettes, monnaies.
money-title = Argent promis et versé
money-none = Personne n’a encore inscrit d’argent ici.
money-lead = { $n ->
    [one] { $n } contribution fait état d’argent.
   *[other] { $n } contributions font état d’argent.
}
money-how = Chaque total est une fourchette. « Au moins » ne compte que ce qui est sûr : les deux bouts de la transaction sont connus, et le même argent ne compte qu’une fois. « Au plus » ajoute ce qui peut être le même argent raconté deux fois. On n’additionne jamais des opérations de nature différente.
money-by-kind = L’argent selon sa nature, toutes années
money-by-year = Année par année
money-adds-up = Les années, comme les engagements, peuvent donner ensemble plus que leur total : l’argent reçu une année peut être transmis la suivante, et une contribution qui sert plusieurs engagements compte en entier pour chacun.
money-rates = Les montants en dollars des États-Unis sont au taux de leur jour. Taux :{" "}
money-left-out = { $n ->
    [one] { $n } transaction en { $currency } n’y figure pas : il n’y a pas de taux de ce jour-là.
   *[other] { $n } transactions en { $currency } n’y figurent pas : il n’y a pas de taux de ces jours-là.
}
money-links = { $n ->
    [one] { $n } transaction
   *[other] { $n } transactions
}{ $open ->
    [0] {""}
   *[other] , dont { $open } sans lien établi
}
money-col-kind = Nature
money-col-lower = Au moins
money-col-upper = Au plus
money-col-links = Composé de
money-col-day = Date
money-col-what = Opération
money-col-amount = Montant
money-col-converted = En dollars
money-col-link = Autre bout
money-col-change = Une erreur ?
money-change-one = Modifier ou retirer la transaction { $number }
money-transactions = Les transactions, les plus récentes d’abord
money-more = { $n ->
    [one] { $n } plus ancienne est dans le fichier.
   *[other] { $n } plus anciennes sont dans le fichier.
}
money-add = Inscrire une transaction
money-csv = Les transactions en tableau (CSV)
money-nobody = personne de nommé
money-from = de { $name }
money-to = à { $name }
money-link-resolved = connu ici : compte une fois
money-link-outside = ne rapporte rien lui-même : compte une fois
money-link-open = inconnu : peut être raconté deux fois
money-converted = { $amount } ({ $rate } { $currency } pour 1 USD, { $period })
money-no-rate = pas de taux de ce jour-là pour { $currency }
money-no-currency = aucun taux connu pour { $currency }
money-kind-incoming-funds = Fonds reçus
money-kind-outgoing-commitment = Engagement pris
money-kind-disbursement = Versement
money-kind-expenditure = Dépense
money-kind-interest-payment = Intérêts payés
money-kind-loan-repayment = Remboursement d’un prêt
money-kind-reimbursement = Somme rendue
money-kind-purchase-of-equity = Prise de participation
money-kind-sale-of-equity = Vente de participation
money-kind-credit-guarantee = Garantie de crédit
money-kind-incoming-commitment = Engagement reçu
money-kind-outgoing-pledge = Promesse faite
money-kind-incoming-pledge = Promesse reçue

# Le formulaire d’une transaction.
part-kind-transaction = Transaction
part-write-transaction = Inscrire une transaction
part-write-transaction-lead = L’argent que cette contribution a promis, versé, reçu ou dépensé : quand, combien, à qui ou de qui. Une personne chargée de la modération la regarde avant qu’elle soit montrée.
part-legend-transaction = Ce qui a été promis ou versé
part-legend-other-end = Qui est à l’autre bout
part-legend-gone = Si elle a été inscrite par erreur
part-field-transaction-kind = Nature
part-field-transaction-day = Date
part-field-transaction-amount = Montant
part-hint-transaction-amount = Inférieur à zéro pour corriger une transaction passée
part-field-value-day = Date du taux de change, si elle est autre
part-field-reference = Votre propre référence
part-hint-reference = Le numéro dans vos livres. Il distingue deux paiements égaux d’un même jour.
part-field-transaction-description = À quoi elle a servi
part-field-party = Nom
part-hint-party = Qui l’a donné, si l’argent est entré ; qui l’a reçu, s’il est sorti
part-field-party-reference = Identifiant dans l’IITA (IATI)
part-hint-party-reference = Par exemple XM-DAC-41114
part-field-party-activity = Son activité qui porte le même argent
part-hint-party-activity = Son identifiant dans l’IITA, ou l’adresse d’une contribution de ce site. Grâce à lui, le même argent ne compte qu’une fois.
part-field-outside = Pas d’activité propre
part-outside-tick = Il ne rapporte rien sur cet argent : un vendeur, un ménage, des fonds propres
part-field-gone = La retirer
part-gone-tick = Elle est ôtée de la contribution ; l’historique la garde
part-record-cents = Montant
part-record-value-day = Date du taux
part-record-provider = De
part-record-receiver = À
part-record-reference = Référence
part-record-number = Numéro
part-wrong-not-a-sum = Ce n’est pas un montant : il est nul, ou bien trop grand.
part-wrong-not-a-currency-code = « { $found } » n’est pas une monnaie. Trois lettres : USD, EUR, KES.
part-wrong-unknown-currency = « { $found } » ne figure pas parmi les monnaies de la norme ISO 4217. Trois lettres : USD, EUR, KES.
part-wrong-not-a-day = « { $found } » n’est pas un jour. Écrivez 2027-03-15.
part-wrong-not-an-activity = « { $found } » ne peut pas désigner une activité. Donnez son identifiant dans l’IITA, par exemple XM-DAC-41114-123, ou l’adresse d’une contribution de ce site.
part-wrong-not-a-reference = « { $found } » ne peut pas être un identifiant de l’IITA. Il n’a ni espace ni / & | ?, et un trait d’union après le code de qui le donne : XM-DAC-41114.
part-wrong-unknown-initiative = « { $found } » n’est pas publié sur ce site. Regardez son adresse.
part-wrong-outside-with-activity = On ne peut pas à la fois avoir une activité et n’en avoir aucune. Laissez l’un des deux.
part-wrong-links-to-itself = C’est la contribution elle-même : l’argent qu’elle se verse ne bouge pas. Nommez l’autre bout.
part-wrong-same-transaction = La même transaction y est déjà. Si c’en est une autre, donnez-lui une référence à elle.
part-wrong-too-many-transactions = Cela fait trop de transactions ({ $found }) : 10 000 au plus.

# La même chose dans des fichiers.
finding-not-a-sum = Ce n’est pas un montant : il est nul, ou bien trop grand. Corrigez-le.
finding-not-a-currency-code = Ce n’est pas une monnaie. Donnez les trois majuscules de la norme ISO 4217 : USD, EUR, KES.
finding-bad-rate-period = Ce n’est pas la période d’un taux. Écrivez 2026, 2026-08 ou 2026-08-14.
finding-not-a-day = Ce n’est pas un jour. Écrivez 2027-03-15.
finding-not-an-activity = Cela ne peut pas désigner une activité. Donnez son identifiant dans l’IITA, ou initiative/nom pour une contribution de ce nœud.
finding-outside-with-activity = Ce participant a une activité et est dit n’en avoir aucune. Laissez l’un des deux.
finding-links-to-itself = L’activité se nomme elle-même à l’autre bout de son argent. Nommez l’autre bout, ou laissez-le vide.
finding-same-transaction = La même transaction y est deux fois. Ôtez-en une, ou donnez à chacune sa référence.
finding-too-many-transactions = Il y a trop de transactions : 10 000 au plus pour une initiative.

# Colonnes des tableaux.
column-transaction = Transaction
column-transaction-about = Son numéro dans l’initiative.
column-transaction-type = Nature de la transaction
column-transaction-type-about = Selon la liste TransactionType de l’IITA : incoming_funds, outgoing_commitment, disbursement, expenditure, etc. On n’additionne jamais des natures différentes.
column-day = Date
column-transaction-value = Montant
column-transaction-value-about = Dans sa monnaie ; inférieur à zéro pour corriger une transaction passée.
column-value-day = Date du taux
column-value-day-about = Le jour dont le taux sert à la conversion.
column-provider = De
column-provider-about = Nom de qui la donne ; vide pour l’initiative elle-même.
column-provider-reference = De, identifiant
column-provider-activity = De, activité
column-receiver = À
column-receiver-about = Nom de qui la reçoit ; vide pour l’initiative elle-même.
column-receiver-reference = À, identifiant
column-receiver-activity = À, activité
column-resolved-link = Lien établi
column-resolved-link-about = Sait-on qui d’autre pourrait faire état du même argent.
column-value-in-dollars = En dollars des États-Unis
column-value-in-dollars-about = Au taux de son jour. Vide : il n’y a pas de tel taux.
column-rate = Taux
column-rate-about = Unités de la monnaie pour un dollar des États-Unis.
column-rate-period = Période du taux
column-rate-source = Source du taux
column-rate-source-about = Nom de l’éditeur dans le catalogue (currencies).
column-reference = Référence
column-reference-about = Dans les livres de qui en fait état.
column-counted-for = Compté pour
column-counted-for-about = all, un engagement (commitment/gdc.1.connectivity.a) ou un pays (country/KEN). Une contribution qui sert plusieurs engagements compte en entier pour chacun, et une fois pour all.
column-calendar-year = Année civile
column-calendar-year-about = all pour toutes les années ensemble, ce qui peut être moins que leur somme.
column-lower = Au moins
column-lower-about = Transactions dont les deux liens sont établis, chaque flux une fois, en dollars des États-Unis.
column-upper = Au plus
column-upper-about = Avec ce qui peut être le même argent raconté deux fois, en dollars des États-Unis.
column-resolved = Établies
column-resolved-about = Transactions dont les deux liens sont établis.
column-open-links = Ouvertes
column-open-links-about = Transactions dont un lien n’est pas établi.
column-left-out = Laissées de côté
column-left-out-about = Transactions dans aucun des deux bouts : leur monnaie n’a pas de taux de leur jour.
