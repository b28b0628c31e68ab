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
