# Ce que la ligne de commande dit d’elle-même : --help, le manuel, la complétion, et ce qui a été mal tapé.
# Les noms suivent les commandes : help-import-statistics, help-serve-listen ; help-any-… sert à plusieurs.

help = Passerelle, la plateforme ouverte de coopération numérique : ce qui a été promis, où en est un pays, qui est laissé de côté, de combien et à quelle vitesse.
help-more = Pour commencer : « passerelle serve --demo », puis ouvrez l’adresse affichée.
help-data = Dossier du nœud : sa base de données et sa clé. Les commandes qui écrivent le créent s’il n’existe pas.
help-database = PostgreSQL à la place de la base embarquée : postgres://personne@machine/nom. Mieux vaut donner un mot de passe dans PASSERELLE_DATABASE que le taper.
help-today = Jour à partir duquel se comptent les âges, les échéances et l’année en cours : pour voir un nœud comme un autre jour. Sinon, celui du système (UTC).
help-catalogue = Dossier dont les fichiers passent avant ceux du catalogue fourni.
help-lang = Langue des messages et de cette aide : fr ou en. Sinon, celle du système.

help-serve = Ouvrir le nœud : ses pages et son API.
help-serve-listen = Adresse et port où écouter.
help-serve-demo = Ajouter un pays inventé, clairement signalé, pour qu’aucune page ne soit vide.
help-serve-show-ranks = Dire le rang d’un pays parmi ses pairs. Aucun rang n’est montré sans que la personne responsable du nœud le demande.
help-serve-public-url = Adresse par laquelle le monde atteint le nœud, comme https://node.example : pour les citations et les cadres que l’on copie. Sinon, l’adresse écoutée.
help-serve-format = Comment dire que le nœud est ouvert : en phrases, ou sur une ligne de JSON.

help-import = Faire entrer des chiffres depuis des fichiers et des dossiers.
help-import-statistics = Statistiques : fichiers (CSV, TSV, XLSX) ou dossiers, lus selon les entrées du catalogue.
help-import-statistics-more =
    Un fichier qui a un problème n’est pas enregistré du tout, et chaque problème est dit avec sa ligne et sa colonne ; --keep-good enregistre ses bonnes lignes. Importer deux fois le même fichier ne change rien ; un fichier corrigé remplace le précédent, qui reste dans l’historique.

    Code de sortie : 0 quand tous les fichiers sont entrés, 1 quand l’un d’eux a été refusé.
help-import-statistics-paths = Fichiers ou dossiers.
help-import-statistics-keep-good = Enregistrer les bonnes lignes des fichiers qui ont des problèmes.

help-pull = Faire entrer des chiffres depuis l’interface publique d’un organisme.
help-pull-publisher = Identifiant de l’organisme : worldbank, unsd-sdg (ou undata, qui est le même).
help-pull-only = Seulement ces interfaces, par identifiant.
help-pull-base = Interroger à la place un autre serveur de même forme : un miroir, ou un remplaçant pour des essais.
help-pull-keep-good = Enregistrer les bonnes lignes des interfaces qui ont des problèmes.

help-export = Faire sortir des chiffres ou des engagements.
help-export-observations = Les chiffres, avec leurs sources.
help-export-observations-indicator = Code de l’indicateur.
help-export-observations-place = Code du lieu : ISO 3166-1 alpha-3, un groupe, ou un chemin dans un pays.
help-export-observations-dimensions = Qui, exactement : sex=female;location=rural.
help-export-observations-source = Identifiant de la source.
help-export-observations-format = Comment les écrire.
help-export-commitments = Les engagements des trois textes.
help-export-commitments-format = Comment les écrire.

help-check = Regarder si le catalogue est en ordre, et le nœud s’il y en a un.
help-check-rebuild = Recalculer les fiches, les liens et les facettes à partir des versions, et dire ce qui différait.
help-verify = Recalculer le journal, les fiches et les chiffres, et les comparer à ce qui est enregistré.
help-backup = Copier la base embarquée sans arrêter le nœud. La clé (node.key) n’est pas dans la copie : gardez-la à part.
help-backup-path = Fichier à écrire ; il ne doit pas exister.

help-erase = Effacer une fiche avec tout son historique, quand une personne ou la justice le demande.
help-erase-more =
    Un import (import/3) part avec ses chiffres. Ce que disent encore les fichiers du catalogue est aussitôt réécrit : pour que cela disparaisse, modifiez d’abord ces fichiers.

    Le journal garde sa longueur, ses empreintes et ses preuves, et dit que ces lignes ont été effacées et pourquoi. Rien ne fait revenir le contenu.
help-erase-record = Clé de la fiche, comme import/3. Le journal du nœud la montre.
help-erase-reason = Pourquoi, sous la forme d’un code que tout le monde peut lire dans le journal et qui ne dit rien du contenu : person-asked (une personne l’a demandé), court-order (la justice l’a ordonné), rights-of-others (droits d’autrui), published-by-mistake (publié par erreur)…
help-erase-yes = Ne pas demander de confirmation.

help-key = La clé avec laquelle le nœud signe son journal.
help-key-show = Montrer sa moitié publique, à donner aux personnes qui vérifient le journal.
help-key-renew = Faire une autre clé, quand le fichier node.key a été perdu ou vu par d’autres. Ce que l’ancienne a signé reste valable.

help-user = Les comptes du nœud.
help-user-add = Ajouter un compte ; le mot de passe est demandé, ou lu sur la première ligne de l’entrée standard.
help-user-add-name = Nom de connexion.
help-user-add-role = Ce que la personne peut faire ; « owner » (responsable du nœud) si rien n’est dit.
help-user-list = Donner la liste des comptes.
help-user-role = Donner un autre rôle à un compte.
help-user-role-name = Nom du compte.
help-user-role-role = Ce que la personne pourra faire désormais.

help-completions = Écrire la complétion pour l’interpréteur de commandes.
help-completions-shell = L’interpréteur de commandes.
help-man = Écrire le manuel, avec toutes les commandes.

help-any-format = Comment écrire la réponse : pour les personnes, ou pour les programmes.
help-any-help = Écrire cette aide (--help en dit plus que -h).
help-any-version = Écrire la version.
help-any-commands = Écrire cette aide, ou celle d’une commande.

help-heading-usage = Usage{"\u00A0"}
help-heading-commands = Commandes{"\u00A0"}
help-heading-arguments = Arguments{"\u00A0"}
help-heading-options = Options{"\u00A0"}
help-fact-default = par défaut : { $what }
help-fact-possible = possibles : { $what }
help-fact-variable = variable : { $what }

help-value-day = AAAA-MM-JJ
help-value-address-port = ADRESSE:PORT
help-value-code = CODE
help-value-command = COMMANDE
help-value-dimensions = DIMENSIONS
help-value-dir = DOSSIER
help-value-format = FORMAT
help-value-interface = INTERFACE
help-value-lang = LANGUE
help-value-name = NOM
help-value-path = CHEMIN
help-value-place = LIEU
help-value-publisher = ORGANISME
help-value-record = FICHE
help-value-role = RÔLE
help-value-shell = INTERPRÉTEUR
help-value-source = SOURCE
help-value-url = ADRESSE

## Le manuel

man-name = NOM
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS DE TOUTES LES COMMANDES
man-commands = COMMANDES
man-exit = CODES DE SORTIE
man-exit-0 = C’est fait.
man-exit-1 = Quelque chose n’est pas comme il faut : un fichier a été refusé, un journal ne concorde pas, un code est inconnu.
man-exit-2 = Ce qui a été tapé n’est pas compris.
man-exit-3 = La commande n’a pas pu être exécutée : pas de nœud, de fichier, de base de données ou d’adresse.
man-version = VERSION

## Ce qui a été mal tapé

args-unknown-command = Il n’y a pas de commande « { $found } ».
args-unknown-option = Il n’y a pas d’option « { $found } » ici.
args-unexpected = « { $found } » n’est pas attendu ici.
args-command-missing = Il manque une commande.
args-value-missing = Il manque une valeur pour { $argument }.
args-value-wrong = « { $found } » n’est pas possible pour { $argument }.
args-value-too-many = « { $found } » est une valeur de trop pour { $argument }.
args-twice = { $argument } ne peut être donné qu’une fois.
args-missing = Il manque : { $arguments }
args-not-text = Une partie de ce qui a été tapé n’est pas un texte lisible (UTF-8).
args-other = Ce qui a été tapé n’est pas compris. { $detail }
args-nearest = Vouliez-vous dire « { $nearest } » ?
args-known = Possibles : { $known }.
args-more = Pour tout ce qui peut être tapé : { $command } --help
args-lang = Passerelle ne parle pas encore « { $found } ». Choisissez parmi : { $known }.
args-wrong-listen = Écrivez une adresse IP et un port, comme 127.0.0.1:8080, ou 0.0.0.0:8080 pour toutes les adresses de la machine.
args-wrong-public-url = Écrivez une adresse sans chemin, comme https://node.example.
args-wrong-reason = Écrivez un code en minuscules et traits d’union qui ne dit rien du contenu, comme person-asked.
args-wrong-show-ranks = Écrivez true ou false.
