# Transactions tirées d’un tableau (passerelle import transactions).
cli-ledger-line = { $what ->
    [added] + { $number }
   *[changed] ~ { $number }
}  { $day }  { $kind }  { $amount }{ $told ->
    [no] { "" }
   *[yes] {"  "}{ $other }
}
cli-ledger-more = { $n ->
    [one] … et une de plus.
   *[other] … et { $n } de plus.
}
cli-ledger-counts = Lignes : { $rows }. Nouvelles : { $added }. Changées : { $changed }. Telles quelles : { $same }.
cli-ledger-preview = Rien n’est encore gardé. Regardez, puis tapez la même chose avec --keep : une version de « { $initiative } » le contiendra.
cli-ledger-kept = C’est gardé : une nouvelle version de « { $initiative } » le contient.
cli-ledger-nothing = Rien à garder : « { $initiative } » le dit déjà.
finding-ledger-unreadable = Ce n’est pas un tableau lisible en entier. L’API en donne un : /api/v1/initiatives/NOM/transactions?format=csv.
finding-ledger-no-column = Le tableau n’a pas cette colonne. Il lui faut transaction_type, day, transaction_value et currency.
finding-ledger-unknown-column = Cette colonne n’est pas connue, et ce qu’elle contient serait perdu. Nommez-la comme l’API, ou enlevez-la.
finding-ledger-another-initiative = Cette ligne est d’une autre initiative. Enlevez-la, ou nommez cette initiative avec --initiative.
finding-ledger-not-a-kind = Ce n’est pas une sorte de transaction. Écrivez son code ou son numéro dans la liste TransactionType de l’IITA : 3 ou disbursement.
finding-ledger-not-a-flag = Écrivez true ou false, ou laissez vide.
finding-in-the-future = Ce jour est encore à venir. Donnez-en un qui a été.
finding-unknown-currency = Ce n’est pas une monnaie de la norme ISO 4217. Trois lettres : USD, EUR, KES.
finding-unknown-initiative = Aucune initiative de ce nom n’est publiée sur ce nœud. Regardez son adresse.
help-import-transactions = Les transactions d’une initiative, tirées d’un tableau (CSV, XLSX) : l’argent promis, versé et reçu. Montre ce qui changerait, et le garde avec --keep.
help-import-transactions-more =
    Les colonnes sont celles du fichier de l’API (/api/v1/initiatives/NOM/transactions?format=csv) : il faut transaction_type,
    day, transaction_value et currency. Une ligne avec le numéro d’une transaction qui existe la change ; une ligne sans numéro
    qui dit la même chose qu’une transaction est celle-là ; toute autre est nouvelle. Le même fichier deux fois ne change rien.
help-import-transactions-path = Le tableau.
help-import-transactions-initiative = Le nom de l’initiative dans les adresses.
help-import-transactions-keep = Garder ce que dit le fichier, dans une nouvelle version de l’initiative. Sans cela, rien ne change.
help-import-transactions-by = Compte qui le garde ; son mot de passe est demandé. Sans lui, c’est le programme.
