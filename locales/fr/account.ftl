# Le compte d’une personne : ce qu’elle change, qui a regardé ce qui est gardé d’elle.
account-end-session = Fermer cette session
account-looks = Qui a regardé ce qui est gardé de vous
account-looks-how = Chaque fois qu’une autre personne voit quelque chose de vous qui n’est pas public, c’est noté ici, pendant un an.
account-looks-none = Personne d’autre que vous.
account-col-when = Quand
account-col-who = Qui
account-look-terminal = une personne qui administre ce nœud, à son terminal
account-look-queue = Votre nom, à côté de « { $about } », dans la liste de ce qui attend la modération
account-look-proposal = « { $about } », que vous avez proposé
account-look-accounts = Votre nom et votre rôle, dans la liste des comptes
account-look-account = Votre compte : rôles, sessions, connexions, nombre de brouillons
account-password = Changer de mot de passe
account-password-how = Toutes vos sessions se ferment, sauf celle-ci.
account-password-now = Votre mot de passe actuel
account-password-do = Changer
account-codes-how = Les anciens codes ne serviront plus. Dites votre mot de passe : ces codes ouvrent votre compte.
sign-problem-later = Beaucoup de comptes viennent d’être ouverts, de votre réseau ou d’ailleurs. Vous pourrez ouvrir le vôtre { $wait }.
part-full = Vous avez déjà { $most } brouillons, et il n’y a pas de place pour plus. Publiez-en ou jetez-en quelques-uns, puis enregistrez celui-ci : rien de ce que vous avez tapé n’est perdu.
cli-user-shown = { $name } – { $role }, depuis le { $day }. La personne verra que vous avez regardé.
cli-user-shown-role = { $role }, pour { $scope }
cli-user-shown-counts = Sessions ouvertes : { $sessions }. Codes de secours restants : { $codes }. Brouillons : { $works }.
cli-user-shown-sign-in = { $well ->
    [yes] { $at } – { $means }
   *[no] { $at } – { $means }, sans succès
}
help-user-show = Montrer un compte : ses rôles, ses sessions, ses connexions. La personne à qui il est voit que quelqu’un a regardé.
help-user-show-name = Nom du compte.
part-published-meanwhile = Une nouvelle version a été publiée pendant que vous écriviez. Ce qu’elle dit figure à côté de vos réponses : gardez ou reprenez, puis enregistrez. Rien de ce que vous avez tapé n’est perdu.
sign-means-passkey = avec une clé d’accès
account-passkeys = { $n ->
    [0] Se connecter sans mot de passe : ajouter une clé d’accès
    [one] Une clé d’accès
   *[other] { $n } clés d’accès
}
passkey = Clé d’accès
passkeys = Clés d’accès
passkeys-lead = Une clé d’accès ouvre votre compte avec votre empreinte, votre visage ou le code de votre appareil. Elle reste chez vous : personne ne peut la deviner, ni la voler à ce nœud.
passkeys-none = Vous n’en avez pas encore ici.
passkeys-no-host = Ce nœud n’a pas encore d’adresse publique sûre (https) : les navigateurs n’y gardent pas de clé d’accès.
passkeys-no-script = Une clé d’accès se demande au navigateur par un petit script, et ici il n’y en a pas. Le mot de passe ouvre tout aussi bien.
passkey-added = ajoutée le { $day }
passkey-used = utilisée le { $day }
passkey-add = Ajouter une clé d’accès
passkey-name = Comment vous l’appelez (« mon téléphone »)
passkey-remove = Enlever cette clé
passkey-failed = Le navigateur n’a pas donné de clé d’accès. Réessayez, ou prenez le mot de passe.
passkey-refused = Cela n’a pas pu être vérifié. Rien n’a changé. Ouvrez la page à nouveau, puis réessayez.
passkey-sign-in = Se connecter avec une clé d’accès
passkey-sign-in-lead = Sans nom ni mot de passe : votre navigateur demande votre empreinte, votre visage ou le code de votre appareil.
passkey-sign-in-do = Utiliser ma clé d’accès
passkey-password = Prendre le mot de passe
help-user-sign-out = Fermer toutes les sessions d’un compte, où qu’il soit connecté.
help-user-sign-out-name = Nom du compte.
cli-user-signed-out = { $n ->
    [0] { $name } n’avait aucune session ouverte.
    [one] { $name } n’est plus en session : une session fermée.
   *[other] { $name } n’est plus en session : { $n } sessions fermées.
}
