# Ce qui ne va pas dans un fichier, dans le catalogue ou dans les données, et que faire.

## Un fichier de chiffres

problem-empty-file = Le fichier est vide. Téléchargez-le à nouveau.
problem-not-a-file = Ce n’est pas un fichier. Donnez le nom d’un fichier, ou d’un dossier qui en contient.
problem-unreadable = Le système n’a pas pu le lire ({ $hint }). Vérifiez que vous en avez le droit.
problem-binary-file = Ce fichier n’est pas du texte. Enregistrez-le en CSV ou en XLSX ; les anciens .xls ne sont pas lus.
problem-file-too-large = Le fichier dépasse la limite de { $hint } octets. Coupez-le en plusieurs.
problem-line-too-long = Une ligne est trop longue pour un tableau. Il manque sans doute des retours à la ligne, ou un guillemet n’est pas refermé.
problem-cell-too-long = Une case est trop longue pour un tableau. Il manque sans doute un séparateur, ou un guillemet n’est pas refermé.
problem-unclosed-quote = Un guillemet s’ouvre ici et rien ne le referme. Refermez-le, ou ôtez-le.
problem-no-header = Il n’y a rien là où devraient être les têtes de colonnes. Vérifiez que le fichier est complet.
problem-unknown-layout = Rien dans le catalogue ne décrit de telles colonnes : { $hint }. Décrivez le fichier dans catalogue/sources (son README dit comment).
problem-bad-entry = La description de ce fichier dans catalogue/sources contient un motif qui ne se lit pas : { $value }. Corrigez-la, puis recommencez.
problem-bad-workbook = Ce classeur ne s’ouvre pas ({ $hint }). Ouvrez-le dans un tableur et enregistrez-le à nouveau en XLSX.
problem-missing-sheet = Le classeur n’a pas la feuille attendue. Il contient : { $hint }. Corrigez le nom dans le classeur ou dans catalogue/sources.
problem-zip-bomb = Une fois ouvert, ce classeur devient démesurément gros ({ $hint }). Par prudence, il n’est pas lu ; enregistrez en CSV la feuille utile.
problem-too-many-cells = Ce classeur contient trop de cases. Enregistrez en CSV la feuille utile.
problem-bad-json = Ce JSON s’interrompt ici ou n’est pas valide ({ $hint }). Exportez le fichier de nouveau.
problem-not-features = Ce JSON n’est ni du GeoJSON ni un réseau de l’Open Fibre Data Standard. Exportez la couche en GeoJSON.
problem-reference-system = Les coordonnées sont celles d’une autre grille de carte ({ $hint }). Exportez la couche en degrés (WGS 84, EPSG:4326).
problem-too-many-rows = Il y a plus de lignes, de cellules ou de positions qu’on ne peut en garder à la fois. Coupez le fichier en plusieurs.
problem-bad-geometry = « { $value } » : cette forme n’a pas les coordonnées de son type, ou en a une qui n’est pas sur Terre, ou ses nœuds ne sont pas dans le fichier. Corrigez-la, ou retirez-la.
problem-too-many-columns = Il y a plus de { $hint } colonnes différentes ; celles à partir de « { $value } » ne sont pas lues. Retirez ce qui ne sert pas.
problem-too-many-series = Il y a plus de { $hint } séries différentes. Coupez le fichier, ou vérifiez qu’une colonne n’est pas prise pour une autre.
problem-missing-column = La colonne « { $column } » n’est pas dans le fichier. Elle a peut-être changé de nom : corrigez-le dans catalogue/sources.
problem-ambiguous-column = La colonne « { $column } » est là deux fois. Renommez-en une, ou ôtez-la.
problem-ragged-row = Cette ligne n’a pas autant de cases que la tête du tableau (trouvées/attendues : { $hint }). Il y a sans doute un séparateur en trop, ou il en manque un.
problem-unknown-place = « { $value } » (colonne « { $column } ») n’est pas un lieu connu. Corrigez-le, ou ajoutez cette façon de l’écrire à catalogue/aliases.tsv.
problem-unknown-code = Le code « { $value } » (colonne « { $column } ») n’est expliqué nulle part. Ajoutez-le à la description du fichier, dans catalogue/sources.
problem-unknown-indicator = « { $value } » (colonne « { $column } ») n’est pas un indicateur du catalogue. Corrigez le code, ou ajoutez l’indicateur à catalogue/indicators.
problem-missing-unit = Il n’y a pas d’unité pour « { $value } ». Écrivez-la dans la colonne « unit ».
problem-bad-dimensions = « { $value } » (colonne « { $column } ») ne dit pas clairement de qui il s’agit. Écrivez par exemple sex=female;location=rural.
problem-no-rule = Aucune règle ne dit de quel lieu parle cette ligne. Complétez la description du fichier, dans catalogue/sources.
problem-bad-period = « { $value } » (colonne « { $column } ») n’est pas une période. Écrivez 2019, 2014/15, 2019-Q3 ou 2019-07.
problem-bad-number = « { $value } » (colonne « { $column } ») n’est pas un nombre. Corrigez-le, ou laissez la case vide s’il n’y a pas de chiffre.
problem-ambiguous-number = « { $value } » (colonne « { $column } ») peut se lire de deux façons : des dixièmes ou des milliers. Si le signe décimal du fichier est « { $hint } », dites-le dans catalogue/sources.
problem-not-finite = « { $value } » (colonne « { $column } ») n’est pas un nombre utilisable. Corrigez-le, ou laissez la case vide s’il n’y a pas de chiffre.
problem-out-of-range = « { $value } » (colonne « { $column } ») est hors de ce qui est possible : { $hint ->
    [from-0-to-100] entre 0 et 100
    [from-0-to-1] entre 0 et 1
    [from-0] 0 ou plus
   *[other] { $hint }
}. Vérifiez le chiffre et son unité.
problem-bad-encoding = « { $value } » (colonne « { $column } ») contient des octets qui ne sont pas du texte dans le codage du reste du fichier : la case a sans doute été coupée ou mal collée. Récrivez-la, ou enregistrez tout le fichier en UTF-8.
problem-no-figures = Toutes les lignes disent qu’il n’y a pas de chiffre : il n’y a rien à enregistrer. Vérifiez que le fichier est complet et que la bonne colonne est lue.
problem-duplicate-key = Deux chiffres différents pour la même chose, { $value }. Lignes et chiffres : { $hint }. Gardez le bon et ôtez l’autre.
problem-not-a-workbook = { $hint ->
    [page] Ce fichier a le nom d’un classeur et contient une page web. Ouvrez-le dans un tableur, vérifiez-le, puis enregistrez-le en XLSX ou en CSV.
   *[text] Ce fichier a le nom d’un classeur et contient du texte. Si c’est un tableau, donnez-lui un nom qui finit par .csv.
}
problem-no-rows = Il y a des têtes de colonnes et rien en dessous : aucun chiffre à enregistrer. Vérifiez que le fichier est complet.
problem-nothing-taken = Le fichier est décrit, mais aucune de ses lignes n’est de celles que dit la description (lignes : { $hint }). Il porte peut-être sur un autre indicateur ; décrivez-le dans catalogue/sources.
problem-unknown-unit = L’unité « { $value } » (colonne « { $column } ») n’est pas celle de l’indicateur, qui est { $hint }. Convertissez les chiffres et écrivez { $hint }, ou laissez la case vide s’ils sont déjà dans cette unité.
problem-unknown-category = « { $value } » (colonne « { $column } ») n’est pas connu. Écrivez l’un de ces codes : { $hint } ; ou laissez la case vide pour l’ensemble des personnes.
problem-missing-dimension = Un chiffre de « { $value } » doit dire de quoi il parle. Ajoutez une colonne avec l’un de ces codes – { $hint }.
problem-too-many-categories = « { $value } » : le catalogue ne connaît pas cette dimension, et le fichier en contient trop de ce genre (limite : { $hint }). Vérifiez que la colonne contient bien des catégories.
problem-unlikely-year = « { $value } » (colonne « { $column } ») n’est pas une année dont il puisse y avoir des chiffres ({ $hint }). Corrigez-la.
problem-ambiguous-decimal = « { $value } » (colonne « { $column } ») peut se lire de deux façons, des dixièmes ou des milliers, et rien dans le fichier ne tranche. Écrivez les chiffres sans séparateur de milliers ; si la virgule est le signe décimal, séparez les colonnes par « ; ».
problem-mixed-decimals = « { $value } » (colonne « { $column } ») n’a pas le signe décimal du reste du fichier, « { $hint } ». Écrivez tous les chiffres avec le même, sans séparateur de milliers.
problem-boolean-cell = « { $value } » (colonne « { $column } ») dit oui ou non, et n’est pas un chiffre. Écrivez le chiffre, ou laissez la case vide.
problem-uncomputed-formula = La formule de la colonne « { $column } » n’a jamais été calculée. Ouvrez le classeur dans un tableur, enregistrez-le, puis recommencez.
problem-bad-answer = La réponse du serveur n’a pas la forme attendue ({ $hint }). Essayez plus tard ; si cela continue, l’adresse ou la forme a changé.

## Le catalogue

finding-bad-code = Un code s’écrit en minuscules, avec des chiffres et des tirets bas au milieu.
finding-bad-index = Cet indice ne tient pas ensemble, ou n’a pas la forme dite dans catalogue/indices/README.md. Corrigez-le à cet endroit.
finding-bad-row = Cette ligne ne se lit pas. Comparez sa période, sa valeur, ses dimensions, son statut et sa source avec les têtes de colonnes.
finding-bad-source-entry = Ce fichier n’a pas la forme dite dans catalogue/sources/README.md. Corrigez-le à cet endroit.
finding-catalogue-unreadable = Ce fichier n’a pas la forme dite dans catalogue/README.md. Corrigez-le à cet endroit.
finding-missing-column = Une colonne manque sur la première ligne. Ajoutez-la.
finding-no-such-folder = Ce dossier n’existe pas. Vérifiez ce qui a été donné avec --catalogue.
finding-ragged-line = Cette ligne n’a pas autant de cases que la première. Cherchez une tabulation qui manque ou qui est en trop.
finding-unknown-code = Ce code n’est pas de ceux qui sont connus ici. Les premières lignes du fichier disent lesquels le sont.
finding-no-names = Aucun nom ne permet de reconnaître une telle colonne. Ajoutez-en un.
finding-unreadable-text = Ce fichier n’est pas du texte en UTF-8, ou ne peut pas être lu. Enregistrez-le en UTF-8 et vérifiez ses droits.
finding-bad-key = Ce n’est pas l’identifiant d’un engagement. Copiez-le de catalogue/commitments.
finding-bad-pattern = Ce motif ne se lit pas. Corrigez l’expression régulière.
finding-bad-period = Ce n’est pas une période. Écrivez 2019, 2014/15, 2019-Q3 ou 2019-07.
finding-bad-scale = Le facteur doit être un nombre, et pas zéro.
finding-codes-or-slug = Donnez les codes de cette dimension, ou slug = true pour prendre les mots du fichier.
finding-computed-from-itself = L’indicateur est calculé à partir de lui-même. Nommez-en un autre.
finding-give-exactly-one = Donnez une seule de ces possibilités, ni plus ni moins.
finding-given-twice = Ce nom est donné deux fois. Changez l’un des deux.
finding-id-of-another-text = L’identifiant commence comme ceux d’un autre texte. Corrigez-le.
finding-met-at-wrong-side = Ce qui compte comme atteint est plus exigeant que la cible. Échangez les deux, ou corrigez le sens.
finding-missing = Il manque quelque chose ici. Complétez ce champ.
finding-missing-indicator = Le code de l’indicateur manque. Ajoutez-le.
finding-missing-reason = Dites pourquoi ces lignes ou ce fichier sont laissés de côté.
finding-missing-unit = L’unité manque. Ajoutez-la.
finding-no-source = Aucune source n’est nommée, ni aucune formule. Ajoutez l’une ou l’autre.
finding-nobody-addressed = On ne sait pas à qui cet engagement s’adresse. Complétez « addressees ».
finding-not-a-code = Un code ne contient que des lettres sans accent, des chiffres, des points, des tirets et des tirets bas.
finding-not-a-number = Ce n’est pas un nombre utilisable. Corrigez-le.
finding-not-a-row = La première ligne d’un fichier porte le numéro 1.
finding-not-an-address = Une adresse commence par https:// ou http://.
finding-not-one-character = Le séparateur est un seul caractère simple, et pas un guillemet.
finding-pattern-without-group = Le motif ne dit pas quelle partie garder. Mettez-la entre parenthèses.
finding-repeated = Ceci est déjà là. Ôtez l’un des deux.
finding-same-category = Un groupe est comparé avec lui-même. Nommez-en un autre.
finding-scale-unit = Cette unité ne se mesure pas en parts d’un tout. Choisissez une autre échelle.
finding-skipped-rows-have-no-place = Des lignes laissées de côté n’ont pas de lieu. Ôtez « place » ou « skip ».
finding-target-off-scale = La cible sort de l’échelle de l’indicateur. Corrigez l’une ou l’autre.
finding-target-without-direction = Une cible demande un sens. Dites si le mieux est plus haut ou plus bas.
finding-text-missing = Ce texte manque dans cette langue. Écrivez-le.
finding-title-too-long = Ce titre est trop long. Raccourcissez-le.
finding-tolerance-order = La tolérance va d’un nombre sous 1 à un nombre au-dessus, par exemple 0.98 et 1.02.
finding-too-many-decimals = Six décimales suffisent. Réduisez-en le nombre.
finding-unknown-bands = Ces paliers ne sont pas connus, ou ne vont pas avec cette échelle.
finding-unknown-category = Cette catégorie n’est pas dans la dimension. Corrigez-la, ou ajoutez-la à dimensions.toml.
finding-unknown-commitment = Cet engagement n’est pas dans le catalogue. Corrigez l’identifiant.
finding-unknown-dimension = Cette dimension n’est pas connue. Corrigez-la, ou ajoutez-la à dimensions.toml.
finding-unknown-index = Cet indice n’est pas dans catalogue/indices. Corrigez le code, ou ajoutez l’indice.
finding-unknown-indicator = Cet indicateur n’est pas dans le catalogue. Corrigez le code, ou ajoutez l’indicateur.
finding-unknown-status = Ce statut n’est pas connu. Prenez l’un de ceux du catalogue.
finding-unknown-unit = Cette unité n’est pas connue. Prenez l’une de celles du catalogue.
finding-value-not-in-sentence = La phrase ne dit pas où mettre le chiffre. Ajoutez le mot value entre accolades.
finding-window-out-of-range = La tendance se mesure sur 2 à 50 ans.
finding-year-out-of-range = L’année de la cible est entre 2000 et 2100.

## Le journal et les données

verify-problem-body-unreadable = Ce contenu ne se lit plus comme une fiche de sa sorte.
verify-problem-checkpoint-missing = Le dernier état du journal n’est pas signé.
verify-problem-checkpoint-unsound = Cet état signé ne correspond pas au journal.
verify-problem-erasure-unsound = Cet effacement est incomplet, ou le journal n’en parle pas.
verify-problem-import = Les chiffres de cet import ne sont plus ceux qui ont été enregistrés.
verify-problem-import-changed = Ce que la base dit de cet import n’est pas ce qu’en raconte le registre. La commande « passerelle check --rebuild » le réécrit.
verify-problem-import-missing = Le registre raconte cet import, ou un import plus récent, et sa ligne a disparu de la base. La commande « passerelle check --rebuild » la réécrit.
verify-problem-import-untold = Le registre ne raconte aucun import de ce numéro. La commande « passerelle check --rebuild » retire sa ligne.
verify-problem-file-changed = Ce fichier n’est plus celui dont répond sa fiche, ou il n’est plus là.
verify-problem-figures-changed = Les chiffres de ce jour de mesures ne sont plus ceux dont parlent ses fiches.
verify-problem-list-changed = Cette liste de sites n’est plus celle dont répond sa fiche, ou elle n’est plus là.
verify-problem-leaf-out-of-order = Une ligne du journal manque ou n’est pas à sa place.
verify-problem-number-out-of-order = Les versions de cette fiche ne se suivent pas.
verify-problem-row-unreadable = Ce qui est enregistré ici n’a pas la forme voulue et ne peut pas être lu.
verify-problem-state-differs = La fiche montrée n’est pas celle que disent ses versions. La commande « passerelle check --rebuild » la recalcule.
verify-problem-tile-changed = Des empreintes gardées pour les preuves ont changé.
verify-problem-tile-superfluous = Il y a plus d’empreintes gardées que le journal n’en demande, ou moins.
verify-problem-version-changed = Le contenu de cette version a changé depuis qu’elle a été écrite.
verify-problem-version-unreadable = Cette ligne du journal ne se lit pas.

# Ce que disent les lecteurs de fichiers (TOML) : avec nos mots quand la forme de leur message est connue.
reader-unknown-field = « { $found } » n’est pas connu ici ; ce qu’il y a : { $known }
reader-unknown-variant = « { $found } » n’est aucune des valeurs possibles : { $known }
reader-missing-field = « { $found } » manque
reader-duplicate-field = « { $found } » est là deux fois
reader-duplicate-key = le même nom est là deux fois
reader-invalid = { $found } là où il faut { $expected }
reader-found-text = le texte { $value }
reader-found-number = le nombre { $value }
reader-found-truth = { $value }
reader-found-list = une liste
reader-found-table = une table
reader-expected-text = un texte
reader-expected-number = un nombre
reader-expected-whole = un nombre entier
reader-expected-truth = true ou false
reader-expected-list = une liste
reader-expected-table = une table
