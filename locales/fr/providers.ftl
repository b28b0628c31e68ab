# Se connecter chez un fournisseur d’identité (OpenID Connect).
provider-sign-in = Se connecter avec { $name }
provider-leave = Vous allez chez { $name }. Revenez avec le même navigateur, dans le quart d’heure.
provider-leave-do = Continuer chez { $name }
provider-name-title = Choisissez votre nom ici
provider-name-lead = { $name } vous connaît, ce nœud pas encore. Sous quel nom voulez-vous participer ? Rien n’est repris de { $name } : ni votre nom, ni votre adresse.
provider-name-known = Vous avez déjà un compte ici ? Connectez-vous avec lui, puis ajoutez { $name } depuis votre page.
provider-problem-lost = Cette connexion a été commencée avec un autre navigateur, a déjà servi, ou a duré plus d’un quart d’heure. Recommencez.
provider-problem-denied = Chez { $name }, vous avez choisi de ne pas vous connecter ici. Rien n’a été transmis.
provider-problem-closed = Ce compte n’en ouvre aucun ici, et ce nœud n’en crée pas de lui-même : adressez-vous aux personnes qui s’en occupent. Si vous avez un compte ici, connectez-vous avec lui, puis ajoutez le fournisseur depuis votre page.
provider-problem-account = Le compte que cela ouvre a été fermé par les personnes qui s’occupent de ce nœud. Écrivez-leur.
provider-problem-belongs = Ce compte ouvre déjà un autre compte de ce nœud. Connectez-vous avec lui pour l’en retirer.
provider-problem-last = Rien d’autre n’ouvre votre compte. Donnez-lui d’abord un mot de passe, ou ajoutez une clé d’accès.
provider-problem-unreachable = { $name } ne répond pas en ce moment. Réessayez dans quelques minutes, ou connectez-vous autrement.
provider-problem-document = { $name } ne dit pas correctement où le joindre. Connectez-vous autrement, et prévenez les personnes qui s’occupent de ce nœud.
provider-problem-expired = { $name } n’accepte plus cette connexion : elle a déjà servi, ou elle est trop ancienne. Recommencez.
provider-problem-node = { $name } refuse ce nœud. Connectez-vous autrement, et prévenez les personnes qui s’en occupent.
provider-problem-unreadable = Ce que { $name } a envoyé est illisible. Recommencez ; si cela se reproduit, prévenez les personnes qui s’occupent de ce nœud.
provider-problem-algorithm = { $name } signe d’une façon que ce nœud n’accepte pas. Connectez-vous autrement, et prévenez les personnes qui s’en occupent.
provider-problem-signature = Ce qui est arrivé au nom de { $name } n’est pas signé par lui. Vous n’êtes pas connecté. Recommencez ; si cela se reproduit, prévenez les personnes qui s’occupent de ce nœud.
provider-problem-issuer = Ce qui est arrivé vient d’un autre que { $name }. Vous n’êtes pas connecté. Recommencez depuis cette page.
provider-problem-audience = Ce que { $name } a envoyé est destiné à un autre site. Vous n’êtes pas connecté. Recommencez depuis cette page.
provider-problem-nonce = Ce que { $name } a envoyé répond à une autre connexion que la vôtre. Vous n’êtes pas connecté. Recommencez depuis cette page.
provider-problem-clock = Ce que { $name } a envoyé est trop ancien, ou porte une heure à venir : son horloge et celle de ce nœud ont plus de deux minutes d’écart. Réessayez dans un instant ; si cela se reproduit, prévenez les personnes qui s’occupent de ce nœud.
providers = Se connecter avec un autre de vos comptes
providers-lead = Un compte que vous avez ailleurs peut ouvrir celui que vous avez ici. Ce nœud demande seulement que ce soit bien vous, et ne garde ni votre nom là-bas, ni votre adresse.
providers-none = Aucun autre compte n’ouvre encore le vôtre.
providers-none-here = Ce nœud ne nomme aucun fournisseur.
provider-add = Ajouter { $name }
provider-remove = Le retirer
account-providers = { $n ->
    [0] Se connecter avec un autre de vos comptes
    [one] Un compte d’ailleurs ouvre le vôtre
   *[other] { $n } comptes d’ailleurs ouvrent le vôtre
}
account-no-password = Vous n’avez pas de mot de passe ici : cela marche pendant les dix minutes qui suivent votre connexion.
sign-means-provider = avec un compte d’ailleurs
sign-problem-stale = Vous n’avez pas de mot de passe ici, et vous vous êtes connecté il y a plus de dix minutes. Déconnectez-vous, reconnectez-vous, puis faites-le aussitôt.
mail-provider-subject = Un autre compte ouvre le vôtre
mail-provider =
    Bonjour,

    Un compte que vous avez ailleurs ouvre désormais votre compte ici. Si ce n’était pas vous, retirez-le et changez votre mot de passe :

    { $link }
cli-openid-back = Chez { $name }, indiquez cette adresse comme celle où ramener les gens : { $address }
cli-openid-secret = { $file } : le secret de « { $id } » n’y est pas ({ $what }){ $told ->
    [no] .
   *[other] : { $detail }
} Mettez-le dans la première ligne d’un fichier (client_secret_file), ou dans une variable (client_secret_env).
cli-openid-unreadable = Ce n’est pas un fichier de fournisseurs : { $value }
cli-openid-count = Entre un et douze fournisseurs, chacun dans un [[provider]] ; il y en a { $value } ici.
cli-openid-id = « { $value } » ne peut pas figurer dans une adresse : écrivez id avec des minuscules, des chiffres et des tirets, 40 au plus.
cli-openid-repeated-id = L’id « { $value } » est aussi celui d’un autre fournisseur : donnez à chacun le sien.
cli-openid-repeated-issuer = « { $value } » est nommé deux fois : nommez chaque fournisseur une seule fois.
cli-openid-issuer = « { $value } » n’est pas une adresse sûre : écrivez issuer = "https://…" comme le fournisseur, sans point d’interrogation.
cli-openid-client-id = client_id est vide : écrivez comment le fournisseur appelle ce nœud.
cli-openid-name = name ne dit rien en « { $value } » : écrivez name = {"{"} en = "…", fr = "…" {"}"}.
cli-openid-two-secrets = « { $value } » a son secret à deux endroits : gardez client_secret_file ou client_secret_env.
help-serve-openid = Laisser les gens se connecter avec des comptes qu’ils ont ailleurs, chez les fournisseurs que nomme ce fichier (OpenID Connect ; docs/sign-in.md). Sans cela, il n’y en a aucun.
