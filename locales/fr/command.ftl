# Ce que dit la ligne de commande.

cli-listening =
    Passerelle est ouverte. Pour y entrer : { $address }
    Les données sont dans : { $data }
    Pour arrêter : Ctrl+C. Rien ne sera perdu.
cli-demo = Le pays de démonstration est inventé, ses chiffres aussi.

## Importer

cli-progress-file = Fichier { $number } sur { $of } : { $file } – chiffres lus :
cli-file-imported = { $file } : enregistré, import n° { $batch }. Chiffres : { $n }.
cli-file-supersedes = Il remplace le n° { $old } (chiffres : { $n }), qui reste dans l’historique.
cli-file-differs = { $count ->
    [one] Un de ses chiffres n’est pas celui de { $file } (import n° { $batch }), qui reste : quand un seul peut être montré, c’est le dernier fichier qui parle.
   *[other] { $n } de ses chiffres ne sont pas ceux de { $file } (import n° { $batch }), qui reste : quand un seul peut être montré, c’est le dernier fichier qui parle.
}
cli-file-twin = { $file } : le même fichier est déjà là, sous le nom de { $name } (import n° { $batch }). Rien n’a changé.
cli-file-unchanged-part = { $n ->
    [one] { $file } : ses bonnes lignes sont déjà là, avec l’import n° { $batch }. Rien n’a changé ; il reste { $n } problème à corriger.
   *[other] { $file } : ses bonnes lignes sont déjà là, avec l’import n° { $batch }. Rien n’a changé ; il reste { $n } problèmes à corriger.
}
cli-file-unchanged = { $file } : déjà là, tel quel, avec l’import n° { $batch }. Rien n’a changé.
cli-file-refused = { $n ->
    [one] { $file } : { $n } problème. Rien n’a été enregistré ; corrigez-le, ou gardez les bonnes lignes avec --keep-good.
   *[other] { $file } : { $n } problèmes. Rien n’a été enregistré ; corrigez-les, ou gardez les bonnes lignes avec --keep-good.
}
cli-file-refused-whole = { $n ->
    [one] { $file } : { $n } problème, et aucune bonne ligne à garder. Rien n’a été enregistré ; corrigez-le, puis recommencez.
   *[other] { $file } : { $n } problèmes, et aucune bonne ligne à garder. Rien n’a été enregistré ; corrigez-les, puis recommencez.
}
cli-file-ignored = { $file } : laissé de côté. { $reason }
cli-file-undescribed = { $file } : laissé de côté, car aucune source ne le décrit. Ses colonnes : { $header }. Décrivez-le dans catalogue/sources (son README dit comment), puis recommencez.
cli-file-kept = { $problems ->
    [one] { $file } : bonnes lignes enregistrées, import n° { $batch }. Chiffres : { $n }. { $problems } problème reste à corriger.
   *[other] { $file } : bonnes lignes enregistrées, import n° { $batch }. Chiffres : { $n }. { $problems } problèmes restent à corriger.
}
cli-import-totals = Fichiers enregistrés : { $imported } ; déjà là : { $unchanged } ; refusés : { $refused } ; laissés de côté : { $skipped }. Chiffres enregistrés : { $observations }.
cli-problem-at = ligne { $row } : { $text }
cli-problem-file = { $text }
cli-problems-more = { $n ->
    [one] … et { $n } autre problème. Les mille premiers de chaque sorte sont donnés avec --format json.
   *[other] … et { $n } autres problèmes. Les mille premiers de chaque sorte sont donnés avec --format json.
}
cli-unknown-place = { $rows ->
    [one] lieu inconnu : « { $value } », ligne { $first }
   *[other] lieu inconnu : « { $value } », sur { $rows } lignes, la première étant la ligne { $first }
}
cli-encoding-guessed = Ce fichier n’est pas en UTF-8 : il a été lu comme du Windows-1252, par supposition (dès la ligne { $row }). Vérifiez que les accents sont justes ; sinon, enregistrez-le en UTF-8 et importez-le à nouveau.
cli-new-dimensions = { $n ->
    [one] Le catalogue ne connaît pas cette colonne ; elle a été lue comme une dimension : { $columns }. Si ce n’en est pas une, ôtez-la et importez le fichier à nouveau.
   *[other] Le catalogue ne connaît pas ces colonnes ; elles ont été lues comme des dimensions : { $columns }. Si ce n’en sont pas, ôtez-les et importez le fichier à nouveau.
}
cli-left-out = { $count ->
    [one] { $n } ligne laissée de côté : { $reasons }.
   *[other] { $n } lignes laissées de côté : { $reasons }.
}
cli-left-out-why = { $why } ({ $n })
cli-left-out-untaken = hors de celles que décrit catalogue/sources : { $cells }
cli-left-out-former = anciens lieux et groupes, qui n’ont pas de page : { $places }
cli-left-out-repeated = redit exactement ce que dit une autre ligne
cli-sheet = { $n ->
    [one] feuille lue : « { $sheet } ». Non lue : « { $others } ».
   *[other] feuille lue : « { $sheet } ». Non lues : { $n } autres ({ $others }).
}
cli-pull-unknown = « { $name } » ne peut pas être interrogé directement. Choisissez parmi : { $known }.
cli-pull-unknown-interface = « { $name } » n’est pas une interface de { $publisher }. Choisissez parmi : { $known }.

## Vérifier

cli-verify-ok =
    Tout concorde.
    Lignes du journal : { $entries } ; versions relues : { $versions } ; imports recalculés : { $imports }
    Racine : { $root }
cli-verify-bad = { $n ->
    [one] { $n } chose ne concorde pas. N’écrivez plus rien sur ce nœud et comparez avec votre dernière sauvegarde.
   *[other] { $n } choses ne concordent pas. N’écrivez plus rien sur ce nœud et comparez avec votre dernière sauvegarde.
}
cli-verify-problem = { $at } : { $text }
cli-finding = { $where } : { $text }
cli-finding-found = { $where } : { $text } Trouvé : { $found }
cli-finding-line = { $file }, ligne { $line }
cli-check-bad = { $n ->
    [one] Le catalogue a { $n } problème. Rien n’a changé sur le nœud ; corrigez-le et vérifiez de nouveau.
   *[other] Le catalogue a { $n } problèmes. Rien n’a changé sur le nœud ; corrigez-les et vérifiez de nouveau.
}
cli-check-ok = Le catalogue est en ordre. Engagements : { $commitments } ; indicateurs : { $indicators } ; sources : { $sources } ; pays : { $countries }.
cli-check-rebuilt-ok = Les fiches ont été recalculées à partir de leurs versions, et toutes étaient justes. Fiches : { $records }.
cli-check-rebuilt-bad = { $n ->
    [one] { $n } fiche n’était pas celle que disent ses versions. La voici, recalculée :
   *[other] { $n } fiches n’étaient pas celles que disent leurs versions. Les voici, recalculées :
}
cli-check-no-node = Il n’y a pas encore de nœud dans { $data } : seul le catalogue a été vérifié.
cli-check-node = Le nœud se lit bien. Chiffres : { $observations } ; lignes du journal : { $entries }.

## Sauvegarder

cli-backup-done = Sauvegarde écrite : { $path } ({ $size }). La clé du nœud n’y est pas : elle est dans { $key }. Gardez une copie de ce fichier à part, en lieu sûr ; il faut les deux pour continuer ailleurs.

## La clé

cli-key = La clé publique de ce nœud, à donner aux personnes qui vérifient son journal. (Sa moitié secrète est dans { $file } : gardez une copie de ce fichier en lieu sûr, et ne la montrez à personne.)
cli-key-alone = La clé publique de ce nœud, à donner aux personnes qui vérifient son journal. (Sa moitié secrète n’est pas là : elle devrait être dans { $file }. Sans elle, le nœud se lit et se vérifie, mais rien ne peut y être écrit. Remettez le fichier depuis l’endroit où vous gardez vos secrets ; ou, s’il est perdu, faites-en un autre : passerelle key renew.)
cli-key-renewed =
    Le nœud signe désormais avec une nouvelle clé. Ce que l’ancienne a signé reste valable.
    La moitié secrète est dans { $file } : gardez une copie de ce fichier en lieu sûr. S’il y avait un ancien fichier, il reste à côté sous le nom node.key.old-…
    Voici la nouvelle clé publique, à donner aux personnes qui vérifient le journal :

## Effacer

cli-erase-not-a-key = « { $found } » n’est pas la clé d’une fiche : écrivez une sorte et un nom, comme import/3.
cli-erase-confirm = Effacer { $record } et tout son historique est sans retour. Pour continuer, tapez de nouveau sa clé :
cli-erase-unconfirmed = Rien n’a été effacé. Ce qui est effacé ne revient pas : ajoutez --yes si c’est bien voulu.
cli-erase-given-up = Ce n’est pas la même clé : rien n’a été effacé.
cli-erased = { $lines ->
    [one] Effacé : { $record }, qui tenait en une ligne du journal. L’empreinte de la ligne reste, et toutes les preuves avec elle ; { $told } dit qu’elle a été effacée et pourquoi.
   *[other] Effacé : { $record }, qui tenait en { $lines } lignes du journal. Leurs empreintes restent, et toutes les preuves avec elles ; { $told } dit qu’elles ont été effacées et pourquoi.
}
cli-erased-figures = { $n ->
    [one] { $n } chiffre est parti avec.
   *[other] { $n } chiffres sont partis avec.
}
cli-erased-copies = Les fichiers de la base ne le contiennent plus. Les sauvegardes d’avant le contiennent encore : supprimez-les ou refaites-les.
cli-erased-later = Tant que quelqu’un lit, les fichiers de la base le contiennent encore : arrêtez le nœud et relancez-le, et ils ne le contiendront plus. Les sauvegardes d’avant le contiennent encore : supprimez-les ou refaites-les.
cli-erased-server = PostgreSQL peut encore en garder des octets dans son journal d’écriture, ses répliques et ses archives : ils partent avec leur rotation, qui revient à la personne responsable du serveur. Les sauvegardes d’avant le contiennent encore : supprimez-les ou refaites-les.

## Exporter

cli-export-dimensions = « { $part } » est illisible dans --dimensions. Écrivez des dimensions et des catégories, comme sex=female;location=rural.
cli-export-unknown-indicator = Il n’y a pas d’indicateur « { $found } », ni dans le catalogue ni parmi les chiffres. Les codes sont sur la page des indicateurs du nœud.
cli-export-unknown-place = Il n’y a pas de lieu « { $found } », ni dans le catalogue ni parmi les chiffres. Les lieux sont des codes ISO 3166-1 alpha-3 (KEN), des groupes (ldc) ou des chemins dans un pays.
cli-export-unknown-source = Il n’y a pas de source « { $found } », ni dans le catalogue ni parmi les chiffres. Les identifiants sont sur la page des sources du nœud.

## Comptes

cli-user-added = Compte { $name } – rôle : { $role }
cli-user-password = Choisissez un mot de passe d’au moins douze caractères :
cli-user-password-again = Encore une fois :
cli-user-password-refused = { $why } Rien n’a changé.
cli-user-for = { $kind ->
    [given] { $name } – rôle pour { $scope } : { $role }
    [withdrawn] { $name } n’a plus ce rôle pour { $scope } : { $role }
   *[none] { $name } n’avait pas ce rôle pour { $scope } : rien n’a changé.
}
cli-user-password-differ = Les deux mots de passe ne sont pas les mêmes. Rien n’a changé ; recommencez.
cli-users-none = Il n’y a pas encore de compte. Pour en créer un : passerelle user add, suivi d’un nom.
cli-users = { $n ->
    [one] { $n } compte
   *[other] { $n } comptes
}
cli-user = { $name } – { $role }, depuis le { $day }
cli-user-disabled = { $name } – { $role }, depuis le { $day } ; la connexion est refusée
role-visitor = visite, sans compte
role-reader = lecture, avec un compte
role-contributor = contribution : parle pour un acteur
role-assessor = évaluation : évalue ce que font d’autres
role-custodian = garde des contenus : catalogue, imports, fiches
role-moderator = modération : publication et effacement
role-administrator = administration : fait fonctionner le nœud
cli-user-default-role = Aucun rôle n’ayant été demandé, { $name } reçoit celui de la personne responsable du nœud. Pour en choisir un autre : --role, ou plus tard « passerelle user role ».

## Quand cela ne marche pas

cli-error-catalogue = { $n ->
    [one] Le catalogue a { $n } problème. Rien n’a été chargé ; corrigez-le et recommencez.
   *[other] Le catalogue a { $n } problèmes. Rien n’a été chargé ; corrigez-les et recommencez.
}

cli-progress-working = Un instant : tout est relu…
cli-error-address = Impossible d’écouter à l’adresse { $address } ({ $detail }). Choisissez-en une autre avec --listen.
cli-error-address-taken = Impossible d’écouter à l’adresse { $address } : un autre programme l’occupe déjà. Arrêtez-le, ou choisissez une autre adresse avec --listen. ({ $detail })
cli-error-address-denied = Impossible d’écouter à l’adresse { $address } : le système se réserve ce port. Choisissez-en un au-dessus de 1023 avec --listen. ({ $detail })
cli-error-address-elsewhere = Impossible d’écouter à l’adresse { $address } : ce n’est pas une adresse de cette machine. Choisissez-en une autre avec --listen. ({ $detail })
cli-error-other = La commande n’a pas abouti. { $detail }
cli-error-program = Le programme a fait lui-même une erreur. Rien n’a été écrit à moitié ; merci de la signaler à qui le développe. { $what } { $detail }
cli-error-no-node = Il n’y a pas de nœud dans { $what }, et rien n’y a été créé. Vérifiez le dossier (--data). Un nœud commence avec « passerelle serve », « passerelle import » ou « passerelle user add ».
cli-error-no-node-server = Il n’y a pas encore de nœud dans cette base, et rien n’y a été écrit. Vérifiez son adresse (--database). Un nœud commence avec « passerelle serve », « passerelle import » ou « passerelle user add ».
cli-error-key-missing = La clé avec laquelle ce nœud signe n’est pas là : { $what }. Rien n’a été écrit. Remettez le fichier depuis l’endroit où vous gardez vos secrets ; ou, s’il est perdu, faites-en un autre : passerelle key renew. (Sans elle, verify, export et backup marchent encore.)
cli-error-other-key = La clé qui est dans { $what } n’est pas celle qui a signé le journal de ce nœud. Rien n’a été écrit. Remettez le bon fichier depuis l’endroit où vous gardez vos secrets ; ou, s’il est perdu, faites-en un autre : passerelle key renew.
cli-error-key-file = Impossible de se servir de la clé qui est dans { $what } ({ $detail }). Vérifiez les droits et la place sur le disque.
cli-error-key-form = Le fichier node.key ne contient pas de clé. Rien n’a été écrit. Remettez le bon fichier depuis l’endroit où vous gardez vos secrets ; ou, s’il est perdu, faites-en un autre : passerelle key renew.
cli-error-key-name = Le nom écrit dans le fichier node.key ne peut pas être celui d’un nœud. Remettez le bon fichier depuis l’endroit où vous gardez vos secrets.
cli-error-key = Un nom ne peut pas être écrit dans le journal. { $detail }
cli-error-no-key = Sans la clé du nœud, rien ne peut être écrit. Remettez node.key depuis l’endroit où vous gardez vos secrets ; ou, s’il est perdu, faites-en un autre : passerelle key renew.
cli-error-no-such-file = Il n’y a rien à cet endroit : { $what }. Vérifiez le nom et le dossier.
cli-error-exists = { $what } existe déjà : rien n’a été écrit par-dessus. Choisissez un autre nom.
cli-error-file-denied = Le système ne permet pas de se servir de { $what }. Vérifiez les droits.
cli-error-file-full = Il n’y a plus de place pour { $what }. Libérez-en, puis recommencez.
cli-error-file = Impossible de se servir de { $what } ({ $detail }). Vérifiez les droits et la place sur le disque.
cli-error-database = La base de données n’a pas répondu comme il faut : { $detail }. Rien n’a été écrit à moitié ; vérifiez qu’elle est accessible et recommencez.
cli-error-database-address = Ce n’est pas l’adresse d’une base de données ({ $detail }). Écrivez --database postgres://personne@machine/nom, ou rien pour la base embarquée.
cli-error-database-busy = La base de données est occupée par un autre travail. Rien n’est perdu ; recommencez dans un instant.
cli-error-database-newer = Ces données ont été écrites par une version plus récente de Passerelle. Rien n’a été touché ; mettez le programme à jour et recommencez.
cli-error-database-unreachable = Le serveur de base de données est hors d’atteinte ({ $detail }). Vérifiez qu’il marche, et son adresse et son port dans --database ou PASSERELLE_DATABASE.
cli-error-database-unwritable = Le système ne laisse pas ouvrir la base, ou pas y écrire ({ $detail }). Rien n’a été écrit ; vérifiez les droits du dossier du nœud (--data). Un nœud sur un disque verrouillé se lit et se vérifie quand même, sauf si des changements attendent dans passerelle.sqlite-wal : copiez alors tout le dossier là où l’on peut écrire.
cli-error-backup-elsewhere = La base est sur PostgreSQL, qui se sauvegarde avec ses propres outils : pg_dump, ou une copie continue. Rien n’a été écrit.
cli-error-conflict = { $what } a changé entre-temps. Rien n’a été écrit ; regardez ce qu’il en est, puis recommencez.
cli-error-unsound = { $what } n’est pas en ordre, et n’a pas été écrit. { $detail }
cli-error-body = { $what } n’a pas la forme de sa sorte, et n’a pas été écrit. { $detail }
cli-error-text = Ce qui est donné pour « { $what } » est vide, trop long, ou contient un caractère impossible. Rien n’a changé.
cli-error-not-found = Il n’y a rien ici du nom de « { $what } ». Rien n’a changé ; vérifiez comment il s’écrit.
cli-error-full = Un compte ne peut pas garder plus de { $what } brouillons. Publiez-en ou jetez-en quelques-uns d’abord.
cli-error-unerasable = { $what } fait partie de ce qui prouve que rien ne disparaît en silence : cela ne s’efface pas.
cli-error-taken = Le nom « { $what } » est déjà pris. Rien n’a changé ; choisissez-en un autre.
cli-error-four-eyes = { $what } a préparé cette fiche : une autre personne doit la regarder et la signer.
cli-error-other-fingerprint = Ce qui est préparé pour { $what } n’est pas ce qui a été regardé : c’est une préparation plus récente, ou l’empreinte n’a pas été copiée en entier. Regardez avec « passerelle scorecard { $what } --prepared », et signez avec l’empreinte affichée.
cli-error-decided = La correction { $what } a déjà été tranchée. « passerelle corrections list --state accepted » et « --state refused » montrent ce qu’elle est devenue.
cli-error-no-correction = Il n’y a pas de correction { $what }. « passerelle corrections list » nomme celles qui attendent.
cli-error-no-site = La correction { $what } porte sur un site que la dernière liste de son pays ne contient pas. Refusez-la, ou apportez une liste où le site figure.
cli-error-needs-reason = { $what } a déjà été publié. Dites pourquoi on le révise : --reason avec un code de la politique de révision, et --because avec vos mots.
cli-error-no-scorecard = Il n’y a pas de fiche { $what } : vérifiez le code du pays (trois lettres, comme KEN) et l’année (2000 ou après, et pas encore à venir).
cli-error-not-allowed = { $what } ne peut pas faire cela. Les personnes qui gardent les contenus préparent une fiche, celles chargées de la modération ou de l’administration la signent ; une personne chargée de l’administration change les rôles avec « passerelle user role ».
cli-error-not-prepared = Personne n’a encore préparé { $what }. Commencez par « passerelle release prepare ».
cli-error-nothing-changes = { $what } dirait ce que dit déjà sa dernière édition : il n’y a rien à publier.
cli-error-nothing-to-revise = { $what } n’a jamais été publié : ôtez --reason, qui sert aux révisions.
cli-error-past-moment = Le moment { $what } est passé. Donnez un moment à venir, ou ôtez --at pour publier dès la signature.
cli-error-unknown-reason = « { $what } » n’est pas un motif de la politique de révision. Voyez « passerelle release list --policy ».
cli-error-last-owner = { $what } est la seule personne qui administre ce nœud, et il en faut une. Rien n’a changé ; confiez-le d’abord à quelqu’un d’autre : passerelle user role, suivi d’un nom et de « administrator ».
cli-error-damaged = Ce qui est enregistré ne tient pas ensemble ({ $detail }). N’écrivez plus rien sur ce nœud, lancez « passerelle verify » et comparez avec votre dernière sauvegarde.
cli-error-interrupted = L’écriture a été interrompue, et rien n’en a été gardé. Recommencez.
cli-error-system = Le système n’a pas donné ce qui lui était demandé ({ $detail }). Rien n’a changé.
cli-error-not-an-address = « { $what } » n’est pas une adresse qui commence par http:// ou https://.
cli-error-unreachable = { $what } est hors d’atteinte ({ $detail }). Vérifiez la connexion et recommencez{ $kept ->
    [yes] {" : "}ce qui a été reçu est gardé
   *[no] {""}
}.
cli-error-timeout = { $what } n’a pas répondu à temps. Recommencez plus tard{ $kept ->
    [yes] {" : "}ce qui a été reçu est gardé
   *[no] {""}
}.
cli-error-refused = { $what } a refusé (HTTP { $detail }). Recommencez plus tard{ $kept ->
    [yes] {" : "}ce qui a été reçu est gardé
   *[no] {""}
}.
cli-error-too-busy = { $what } demande de revenir dans { $detail } secondes. Recommencez alors{ $kept ->
    [yes] {" : "}ce qui a été reçu est gardé
   *[no] {""}
}.
cli-error-too-large = La réponse de { $what } dépasse les { $detail } Mo que l’on lit au plus.
cli-error-redirected = { $what } renvoie ailleurs trop souvent, ou vers une adresse peu sûre.
cli-error-bad-answer = La page { $what } de l’organisme n’a pas la forme attendue : { $detail }. Rien n’a été enregistré.
cli-error-changed-meanwhile = L’organisme a changé ses chiffres deux fois pendant la lecture. Rien n’a été enregistré ; recommencez plus tard.
cli-error-cannot-keep-pages = Les pages reçues ne peuvent pas être gardées dans { $what } ({ $detail }). Vérifiez les droits et la place sur le disque.
