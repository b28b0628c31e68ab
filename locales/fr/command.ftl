# Ce que dit la ligne de commande.

cli-listening =
    Passerelle est ouverte. Pour y entrer : { $address }
    Les données sont dans : { $data }
    Pour arrêter : Ctrl+C. Rien ne sera perdu.
cli-demo = Le pays de démonstration est inventé, ses chiffres aussi.

## Importer

cli-progress-file = Fichier { $number } sur { $of } : { $file } – chiffres lus :
cli-file-imported = { $file } : enregistré, import n° { $batch }. Chiffres : { $n }.
cli-file-superseded = { $file } : enregistré, import n° { $batch }, qui remplace le n° { $old } (gardé dans l’historique). Chiffres : { $n }.
cli-file-unchanged = { $file } : déjà là, tel quel, avec l’import n° { $batch }. Rien n’a changé.
cli-file-refused = { $n ->
    [one] { $file } : { $n } problème. Rien n’a été enregistré ; corrigez-le, ou gardez les bonnes lignes avec --keep-good.
   *[other] { $file } : { $n } problèmes. Rien n’a été enregistré ; corrigez-les, ou gardez les bonnes lignes avec --keep-good.
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
    [one] … et { $n } autre problème. Tous sont donnés avec --format json.
   *[other] … et { $n } autres problèmes. Tous sont donnés avec --format json.
}
cli-unknown-place = { $rows ->
    [one] lieu inconnu : « { $value } », ligne { $first }
   *[other] lieu inconnu : « { $value } », sur { $rows } lignes, la première étant la ligne { $first }
}
cli-pull-unknown = « { $name } » ne peut pas être interrogé directement. Choisissez parmi : { $known }.

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
cli-check-ok = Le catalogue est en ordre. Engagements : { $commitments } ; indicateurs : { $indicators } ; sources : { $sources } ; pays : { $countries }.
cli-check-rebuilt-ok = Les fiches ont été recalculées à partir de leurs versions, et toutes étaient justes. Fiches : { $records }.
cli-check-rebuilt-bad = { $n ->
    [one] { $n } fiche n’était pas celle que disent ses versions. La voici, recalculée :
   *[other] { $n } fiches n’étaient pas celles que disent leurs versions. Les voici, recalculées :
}

## Sauvegarder

cli-backup-done = Sauvegarde écrite : { $path } ({ $size }). La clé du nœud (node.key) n’y est pas : gardez-la à part, en lieu sûr.

## Comptes

cli-user-added = Compte { $name } – rôle : { $role }
cli-user-password = Choisissez un mot de passe d’au moins douze caractères :
cli-user-password-again = Encore une fois :
cli-user-password-short = Ce mot de passe est trop court : il en faut un d’au moins douze caractères. Rien n’a changé.
cli-user-password-differ = Les deux mots de passe ne sont pas les mêmes. Rien n’a changé ; recommencez.
cli-users-none = Il n’y a pas encore de compte. Pour en créer un : passerelle user add, suivi d’un nom.
role-visitor = visite, sans compte
role-member = membre
role-editor = rédaction : contenus et imports
role-moderator = modération : publication et effacement
role-owner = responsable du nœud

## Quand cela ne marche pas

cli-error-no-such-file = Il n’y a rien à cet endroit : { $path }. Vérifiez le nom et le dossier.
cli-error-database = La base de données n’a pas répondu comme il faut : { $detail }. Rien n’a été écrit à moitié ; vérifiez qu’elle est accessible et recommencez.
cli-error-busy = La base de données est occupée par un autre travail. Rien n’est perdu ; recommencez dans un instant.
cli-error-newer = Ces données ont été écrites par une version plus récente de Passerelle. Rien n’a été touché ; mettez le programme à jour et recommencez.
cli-error-address = Impossible d’écouter à l’adresse { $address } ({ $detail }). Un autre programme l’occupe peut-être ; choisissez-en une autre avec --listen.
cli-error-catalogue = { $n ->
    [one] Le catalogue a { $n } problème. Rien n’a été chargé ; corrigez-le et recommencez.
   *[other] Le catalogue a { $n } problèmes. Rien n’a été chargé ; corrigez-les et recommencez.
}
cli-error-file = Impossible de se servir de { $path } ({ $detail }). Vérifiez les droits et la place sur le disque.
cli-error-other = La commande n’a pas abouti. { $detail }

cli-error-backup-elsewhere = La base est sur PostgreSQL, qui se sauvegarde avec ses propres outils : pg_dump, ou une copie continue. Rien n’a été écrit.
cli-error-exists = { $path } existe déjà : rien n’a été écrit par-dessus. Choisissez un autre nom.
cli-progress-working = Un instant : tout est relu…
