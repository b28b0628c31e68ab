# Ce qui ne va pas dans un message ou une requête SDMX, ou dans un fichier d’un site Open SDG, et que faire.
# $place est une colonne, un membre, un élément ou une partie d’une requête ; $allowed est ce qui peut s’y trouver, ou une limite.

## Un message

problem-sdmx-unreadable = Le système n’a pas pu le lire ({ $allowed }). Vérifiez que vous en avez le droit.
problem-sdmx-empty = Il n’y a rien dedans. Téléchargez-le à nouveau.
problem-sdmx-too-large = Il dépasse la limite de { $allowed } octets fixée aux messages lus en entier. Demandez du SDMX-CSV à l’organisme qui le publie, ou moins de séries à la fois.
problem-sdmx-too-deep = Des éléments s’emboîtent au-delà de la limite ({ $allowed }). Vérifiez que c’est bien un message SDMX.
problem-sdmx-too-many-items = Il contient plus que la limite ({ $allowed }). Coupez-le en plusieurs fichiers.
problem-sdmx-too-long = Une ligne ou une case est trop longue pour un tableau. Il manque sans doute un séparateur, ou un guillemet n’est pas refermé.
problem-sdmx-bad-encoding = Certains octets ne sont pas du texte en UTF-8. Enregistrez le fichier en UTF-8, puis recommencez.
problem-sdmx-bad-json = Ce n’est pas du JSON tel que l’écrit SDMX-JSON ({ $allowed }). Vérifiez que le fichier est complet.
problem-sdmx-bad-xml = Ce n’est pas du XML bien formé ({ $allowed }). Vérifiez que le fichier est complet.
problem-sdmx-xml-entity = Le fichier déclare un type de document ou des entités ; par prudence, on ne les lit jamais. Ôtez cette partie.
problem-sdmx-wrong-message = « { $value } » est un message d’une autre sorte que celle attendue ({ $allowed }). Donnez le fichier des données, ou celui de leur structure.
problem-sdmx-bad-header = La première ligne n’est pas celle de SDMX-CSV 2.0 : « { $value } » là où l’on attend { $allowed }. Écrivez les colonnes comme le veut la norme.
problem-sdmx-repeated-column = La colonne « { $value } » y est deux fois. Renommez l’une des deux, ou ôtez-la.
problem-sdmx-unclosed-quote = Un guillemet s’ouvre ici et rien ne le referme. Refermez-le, ou ôtez-le.
problem-sdmx-ragged-row = Cette ligne a { $value } cases et la première en a { $allowed }. Il y a un séparateur de trop, ou il en manque un.
problem-sdmx-bad-structure-kind = « { $value } » n’est pas une sorte de structure. La première case d’une ligne est l’un de ces mots : { $allowed }.
problem-sdmx-bad-reference = « { $value } » n’est pas le nom d’une structure. Un nom s’écrit { $allowed }.
problem-sdmx-bad-action = « { $value } » n’est pas une action possible ici. Celles qui le sont : { $allowed }.
problem-sdmx-bad-parts = Les parties de « { $value } » (« { $place } ») ne tiennent pas ensemble : une langue manque ou revient deux fois, ou une partie peut se lire de deux façons. Séparez-les.
problem-sdmx-key-differs = La clé « { $value } » n’est pas celle des cases voisines ({ $allowed }). Corrigez l’une ou les autres.
problem-sdmx-bad-index = « { $value } » (à { $place }) ne renvoie à aucune valeur dans les listes du message. Le fichier est abîmé ou a été coupé ; téléchargez-le à nouveau.
problem-sdmx-unknown-structure = « { $value } » est une structure qui n’est pas décrite ici ({ $allowed }). Donnez le fichier qui la décrit, ou une entrée dans catalogue/sources.
problem-sdmx-unknown-component = « { $value } » n’est pas une composante de la structure. Elle a : { $allowed }.
problem-sdmx-missing-dimension = La dimension « { $place } » n’a pas de valeur. Il en faut une à chaque chiffre.
problem-sdmx-repeated-id = « { $value } » est deux fois dans la liste « { $place } ». Donnez un autre code à l’un des deux.
problem-sdmx-unknown-parent = « { $value } » est au-dessus d’un code de « { $place } » et n’est pas dans la liste. Ajoutez-le, ou ôtez le parent.
problem-sdmx-code-cycle = « { $value } » (liste « { $place } ») est son propre ancêtre. Corrigez les parents.
problem-sdmx-bad-id = « { $value } » ({ $place }) contient des caractères qu’un identifiant ne peut pas avoir. Permis : { $allowed }.
problem-sdmx-unknown-code = Le code « { $value } » ({ $place }) n’est expliqué nulle part. Corrigez-le, ou ajoutez-le à la liste.
problem-sdmx-bad-number = « { $value } » ({ $place }) n’est pas un nombre avec un point décimal. Corrigez-le, ou laissez la case vide.
problem-sdmx-bad-period = « { $value } » n’est pas une période que l’on garde ici. Écrivez par exemple { $allowed }.
problem-sdmx-repeated-key = Deux chiffres ont la même clé (« { $value } »). Ôtez l’un des deux.

## Une requête

problem-sdmx-query-unknown-resource = « { $value } » ne peut pas être demandé. On peut demander : { $allowed }.
problem-sdmx-query-missing-segment = La partie « { $place } » de l’adresse manque ({ $allowed }).
problem-sdmx-query-extra-segment = L’adresse a une partie de trop : « { $value } » ({ $place } ; permis : { $allowed }).
problem-sdmx-query-bad-segment = « { $value } » ne convient pas pour « { $place } » dans l’adresse. Permis : { $allowed }.
problem-sdmx-query-bad-version = « { $value } » n’est pas une version. Permis : { $allowed }.
problem-sdmx-query-bad-key = La clé « { $value } » ne va pas avec les dimensions. Elle s’écrit { $allowed }.
problem-sdmx-query-unknown-parameter = Il n’y a pas de paramètre « { $place } ». Il y a : { $allowed }.
problem-sdmx-query-repeated-parameter = Le paramètre « { $place } » y est deux fois. Donnez-le une fois, avec des virgules entre les valeurs.
problem-sdmx-query-bad-parameter = « { $value } » n’a pas de sens pour « { $place } ». Permis : { $allowed }.
problem-sdmx-query-bad-filter = Le filtre « { $place } » ne se lit pas : « { $value } ». Il s’écrit { $allowed }.
problem-sdmx-query-bad-escape = « { $value } » ({ $place }) contient un « % » que ne suivent pas deux chiffres hexadécimaux, ou des octets qui ne sont pas de l’UTF-8.
problem-sdmx-query-too-long = La requête dépasse la limite ({ $allowed }). Demandez moins de valeurs à la fois.
problem-sdmx-query-not-supported = « { $place } » fait partie de la norme mais n’est pas servi ici. Ce que l’on peut demander est décrit dans /api/openapi.json.
problem-sdmx-query-not-acceptable = Aucune réponse ne s’écrit sous la forme demandée ({ $value }). Il y a : { $allowed }, en version 2.0.0 et avec les identifiants pour étiquettes.
problem-sdmx-no-results = Rien ici ne répond à la requête. La structure, avec les codes en usage, est à /api/sdmx/structure/dataflow/PASSERELLE/OBSERVATIONS/1.0?references=descendants.
problem-sdmx-answer-too-large = La réponse compte plus de { $allowed } observations. Demandez du SDMX-CSV, qui n’a pas cette limite, ou resserrez la requête : clé, filtres, « limit » et « offset ».

## Un fichier d’un site Open SDG

problem-open-sdg-empty = Le fichier est vide. Téléchargez-le à nouveau.
problem-open-sdg-too-large = Le fichier dépasse la limite de { $value } octets. Coupez-le en plusieurs.
problem-open-sdg-too-much = Le fichier contient plus que la limite ({ $value }). Coupez-le en plusieurs.
problem-open-sdg-bad-encoding = Certains octets ne sont pas du texte en UTF-8. Enregistrez le fichier en UTF-8, puis recommencez.
problem-open-sdg-bad-table = Cela ne se lit pas comme un tableau : un guillemet n’est sans doute pas refermé.
problem-open-sdg-missing-column = La colonne « { $place } » n’est pas dans le fichier. Un tableau d’Open SDG a besoin de « Year » et « Value » ; une correspondance, de « Text » et « Value ».
problem-open-sdg-repeated-column = La colonne « { $value } » y est deux fois. Renommez l’une des deux, ou ôtez-la.
problem-open-sdg-ragged-row = Cette ligne a { $value } cases, et non autant que la première. Il y a un séparateur de trop, ou il en manque un.
problem-open-sdg-bad-year = « { $value } » n’est pas une année civile, et la colonne des années d’Open SDG ne peut rien contenir d’autre.
problem-open-sdg-bad-number = « { $value } » (« { $place } ») n’est pas un nombre avec un point décimal. Corrigez-le, ou laissez la case vide.
problem-open-sdg-bad-yaml = Les champs des métadonnées ne se lisent pas comme du YAML fait de noms et de valeurs. Corrigez-les, puis recommencez.
problem-open-sdg-yaml-alias = Les métadonnées renvoient à un autre endroit du fichier (un alias YAML), ce qui n’est jamais suivi. Écrivez la valeur en toutes lettres.
problem-open-sdg-repeated-key = Deux chiffres ont la même année et les mêmes catégories (« { $value } »). Ôtez l’un des deux, ou nommez la source à publier.
problem-open-sdg-unknown-column = Rien dans column_mapping.csv ne dit ce qu’est la colonne « { $value } ». Ajoutez-y une ligne.
problem-open-sdg-unknown-code = Rien dans code_mapping.csv ne dit ce que veut dire « { $value } » (« { $place } »). Ajoutez-y une ligne.

## La ligne de commande

help-export-sdmx = Les chiffres en SDMX, la norme d’échange des instituts de statistique, ou la structure qui les décrit.
help-export-sdmx-more =
    Le SDMX-CSV 2.0 s’écrit quelle que soit sa longueur ; un message SDMX-JSON 2.0 contient au plus 50 000 chiffres. Avec --query, ce que répondrait l’API REST de SDMX, par exemple :

        passerelle export sdmx --query 'data/dataflow/PASSERELLE/OBSERVATIONS/1.0/A.internet_users.KEN?c[SEX]=female,male'
help-export-sdmx-indicator = Code de l’indicateur.
help-export-sdmx-place = Code du lieu : ISO 3166-1 alpha-3, un groupe, ou un chemin dans un pays.
help-export-sdmx-source = Identifiant de la source.
help-export-sdmx-query = Une requête de l’API REST de SDMX 2.x, à partir de « data » ou de « structure », à la place des options ci-dessus.
help-export-sdmx-structure = La structure au lieu des chiffres, en SDMX-JSON : flux de données, définition de structure, concepts, listes de codes.
help-export-sdmx-format = Comment les écrire.
help-export-open-sdg = Les chiffres d’un pays sous la forme des données d’un site Open SDG : un tableau et ses métadonnées par indicateur.
help-export-open-sdg-more = Pour chaque indicateur, une seule source est publiée : celle que préfère le catalogue, ou --source. Ce que veulent dire les mots du site est écrit à côté, dans column_mapping.csv et code_mapping.csv : « passerelle import statistics » sait relire le dossier.
help-export-open-sdg-place = Code du pays, ISO 3166-1 alpha-3.
help-export-open-sdg-indicator = Seulement ces indicateurs, par code.
help-export-open-sdg-source = Seulement les chiffres de cette source, par identifiant.
help-export-open-sdg-output = Dossier où écrire ; créé s’il n’existe pas. Les fichiers de même nom sont remplacés.
help-export-open-sdg-format = Comment écrire la réponse.
help-sdmx = Convertir et vérifier des messages SDMX. Aucun nœud n’est nécessaire.
help-sdmx-convert = Écrire un message SDMX (CSV, JSON ou XML ; données ou structures) sous une autre forme, ou sous la même, une fois vérifié.
help-sdmx-convert-more = SDMX-CSV et SDMX-ML ne disent pas lesquelles de leurs composantes sont des dimensions : pour en faire du SDMX-JSON, donnez la structure qui les décrit. Ce qui ne se lit pas est dit, et rien n’est écrit.
help-sdmx-convert-file = Le message.
help-sdmx-convert-structure = Fichier de structures (SDMX-JSON ou SDMX-ML) qui contient la définition de structure des données.
help-sdmx-convert-format = La forme à écrire. Les structures ne s’écrivent qu’en JSON.
help-value-query = REQUÊTE

cli-open-sdg-written = { $n ->
    [one] { $n } indicateur écrit dans { $path }
   *[other] { $n } indicateurs écrits dans { $path }
}
cli-open-sdg-none = Il n’y a aucun chiffre annuel de { $place } à publier. « passerelle import statistics » fait entrer des chiffres.
cli-open-sdg-left = { $indicator } : { $n ->
    [one] { $n } chiffre laissé de côté
   *[other] { $n } chiffres laissés de côté
}, d’autres sources ({ $sources }) ou de périodes qui ne sont pas des années civiles
cli-open-sdg-country = « { $found } » n’est pas un pays du catalogue. Le code a trois lettres : KEN.
cli-sdmx-problems = { $path } : { $n ->
    [one] { $n } problème
   *[other] { $n } problèmes
} ; rien n’a été écrit
cli-sdmx-needs-structure = { $path } ne dit pas lesquelles de ses composantes sont des dimensions. Donnez le fichier de sa structure avec --structure, ou écrivez-le en CSV.
cli-sdmx-no-structure = { $path } ne contient pas de définition de structure de données. Donnez le fichier qui la contient.
cli-sdmx-not = { $path } n’est pas un message SDMX : ni SDMX-CSV 2.0, ni SDMX-JSON, ni SDMX-ML.
cli-sdmx-structures-csv = { $path } contient des structures, que SDMX n’écrit en aucun CSV. Utilisez --format json.

# Étiquettes sur un site Open SDG.
open-sdg-standard-error = Erreur type
open-sdg-cases = Nombre de cas
open-sdg-area = Territoire
