# Prendre part : comptes, formulaires, modération, soutiens.
part-title = Prendre part
part-lead = Le Pacte invite les organisations, les entreprises, les universités, les spécialistes des techniques et les associations à le soutenir et à dire ce qu’ils feront. Ici, chaque promesse est notée, et ce qu’elle devient est raconté par ceux qui l’ont faite et par d’autres.
part-wall = Qui soutient le Pacte
part-wall-what = Chaque soutien, avec ce qui l’accompagne : des contributions mesurables, ou des valeurs seulement.
part-actors = Celles et ceux qui prennent part
part-actors-what = États, organisations, entreprises, universités, spécialistes des techniques, associations : qui ils sont, ce qu’ils ont soutenu, ce qu’ils font.
part-actors-empty = Personne n’a encore été publié ici.
part-initiatives-what = Qui fait quoi pour tenir les promesses, où, pour qui, et ce qui reste à financer.
part-how = Comment cela se passe
part-how-account = Ouvrez un compte : un nom, qui peut être un pseudonyme, et un mot de passe. Aucune adresse n’est demandée.
part-how-actor = Dites pour qui vous parlez : votre association, votre entreprise, votre ministère.
part-how-promise = Notez ce que vous ferez : où, pour qui, de combien à combien, jusqu’à quand.
part-how-endorse = Soutenez le Pacte avec cela, en entier ou par objectif. Une personne chargée de la modération y jette un œil avant que ce soit montré.
part-how-progress = Dites où vous en êtes, avec ce qui le montre. D’autres peuvent l’évaluer, et vous pouvez répondre : les deux paroles restent côte à côte.
part-closed = Ce nœud n’ouvre pas de compte de lui-même : demandez aux personnes qui s’en occupent.
part-me = Ma page
part-sign-title = { $which ->
    [sign-up] Ouvrir un compte
    [recover] J’ai perdu mon mot de passe
   *[other] Se connecter
}
part-sign-lead = { $which ->
    [sign-up] Un nom et un mot de passe suffisent. Vous pouvez prendre un pseudonyme. Ce qui est gardé de vous tient sur une page, et vous pouvez l’effacer.
    [recover] Prenez un des codes notés à l’ouverture de votre compte. Il sert une fois, et fixe un nouveau mot de passe.
   *[other] Avec votre nom et votre mot de passe.
}
part-sign-do = { $which ->
    [sign-up] Ouvrir mon compte
    [recover] Fixer le nouveau mot de passe et me connecter
   *[other] Me connecter
}
part-account = Votre compte
part-account-name = Nom
part-account-name-hint = Le vôtre ou un pseudonyme. Les personnes chargées de la modération le voient ; sur les pages figure le nom de l’organisation pour laquelle vous parlez.
part-account-code = Code, comme ABCD-EFGH-JKLM-NPQR-STUV-WXYZ
part-account-password = { $which ->
    [recover] Nouveau mot de passe
   *[other] Mot de passe
}
part-account-password-hint = Au moins { $shortest } caractères. Une phrase à vous se retient facilement.
sign-problem-name = Ceci ne peut pas être un nom. Prenez des lettres visibles, 100 au plus.
sign-problem-taken = Ce nom est pris. Choisissez-en un autre.
sign-problem-password-short = Le mot de passe est trop court : au moins { $shortest } caractères.
sign-problem-password-long = Le mot de passe est trop long. Raccourcissez-le.
sign-problem-password-common = Ce mot de passe est de ceux qu’on essaie en premier. Prenez une phrase à vous.
sign-problem-password-holds-name = Le mot de passe n’est guère plus que votre nom. Prenez une phrase à vous.
sign-problem-refused = Cela ne va pas ensemble. Regardez le nom, puis le mot de passe ou le code, et réessayez.
sign-problem-too-many = On a essayé trop souvent. Attendez un quart d’heure, puis réessayez.
sign-means-password = avec le mot de passe
sign-means-recovery-code = avec un code de secours
part-codes-title = Vos codes de secours
part-codes-lead = Notez-les et gardez-les en lieu sûr : ils ne sont montrés que cette fois. Si vous perdez votre mot de passe, chacun permet d’en fixer un nouveau, une fois.
part-codes-next = Je les ai notés : continuer
part-cannot-go = Votre compte n’a pas pu être effacé : { $error }. Si vous êtes la seule personne qui administre ce nœud, confiez-le d’abord à quelqu’un d’autre.
part-me-lead = Compte depuis le { $since } ; rôle sur ce nœud : { $role }.
part-me-work = Ce à quoi vous travaillez
part-me-work-none = Rien pour le moment. Commencez par dire pour qui vous parlez.
part-me-stored = Ce qui est gardé de vous
part-me-stored-how = Cette page dit tout, hormis ce que vous avez publié. Elle ne s’ouvre que pour vous. Aucune adresse de votre ordinateur n’est gardée.
part-me-codes = Codes de secours restants : { $n }
part-me-sessions = Où vous avez une session ouverte
part-me-session = Ouverte le { $opened }, utilisée en dernier le { $seen }.
part-me-this = Celle-ci.
part-me-sign-ins = Les dernières connexions
part-me-failed = Sans succès.
part-me-take = Tout emporter (JSON)
part-sign-out = Me déconnecter
part-sign-out-everywhere = Me déconnecter partout
part-new-codes = Nouveaux codes de secours
part-erase = Effacer mon compte
part-erase-how = Votre nom, vos rôles, vos sessions et vos brouillons sont effacés. Ce qui a été publié reste, sans nom de personne.
part-erase-do = Effacer
part-col-what = Quoi
part-col-stage = Où cela en est
part-col-saved = Enregistré
part-change = modifier
part-kind-actor = Acteur
part-kind-endorsement = Soutien
part-kind-initiative = Initiative
part-kind-update = Avancement
part-kind-assessment = Évaluation
part-kind-reply = Réponse
part-stage-draft = Brouillon : personne d’autre ne le voit.
part-stage-proposed = Proposé : une personne chargée de la modération va le regarder.
part-stage-returned = Rendu : lisez la note, modifiez, proposez à nouveau.
part-is-proposed = Si vous enregistrez un changement, il faudra proposer à nouveau.
part-write-actor = Dire pour qui vous parlez
part-write-actor-lead = Une association, une entreprise, un ministère, une université… Une personne chargée de la modération regarde si vous parlez bien en son nom.
part-write-endorsement = Soutenir le Pacte
part-write-endorsement-lead = En entier ou par objectif ; avec des contributions mesurables, ou simplement comme valeurs. Un État, qui a adopté le Pacte, dit ici comment il le met en œuvre.
part-write-initiative = Noter une contribution
part-write-initiative-lead = Ce qui sera fait, où, pour qui, de combien à combien, jusqu’à quand. Enregistrez au fur et à mesure ; rien n’est montré avant que vous le proposiez.
part-write-update = Dire où cela en est
part-write-update-lead = Où cela en est à une date, avec vos mots et ce qui le montre. Sans preuve, c’est un signe de vie, et non un progrès.
part-write-assessment = L’évaluer
part-write-assessment-lead = En votre nom, avec votre méthode et vos preuves. Les personnes évaluées peuvent répondre ; leur parole figure à côté de la vôtre.
part-write-reply = Répondre à une évaluation
part-write-reply-lead = Votre réponse figure à côté de l’évaluation, telle que vous l’écrivez.
part-legend-actor = Qui est-ce
part-legend-endorsement = Ce qui est soutenu
part-legend-promise = Ce qui l’accompagne
part-legend-withdraw = Pour le retirer
part-legend-what = Ce qui sera fait
part-legend-when = Quand
part-legend-aim = De combien à combien
part-legend-money = Argent
part-legend-update = Où cela en est
part-legend-evidence = Ce qui le montre
part-legend-assessment = Votre évaluation
part-legend-reply = Votre réponse
part-field-name = Nom
part-field-kind = Ce que c’est
part-field-about = Ce qu’elle fait, en quelques phrases
part-field-country = Pays
part-field-languages = Langues
part-field-website = Site web
part-field-lang = Langue dans laquelle vous écrivez ici
part-field-objectives = Objectifs
part-field-statement = Vos mots
part-field-signatory = Qui signe, avec sa fonction
part-field-signed = Signé le
part-field-contributions = Contributions
part-field-values-only = Valeurs seulement
part-field-withdrawn = Retiré le
part-field-title = Titre
part-field-description = Ce qui sera fait
part-field-serves = Engagements qu’elle sert
part-field-groups = Pour qui
part-field-start = Commence
part-field-end = Finit
part-field-status = Où elle en est
part-field-began-before = Avait-elle commencé avant cette promesse ?
part-field-aim-what = Ce qui est compté
part-field-aim-indicator = Indicateur qui le montre
part-field-aim-unit = Unité
part-field-aim-from = Au départ
part-field-aim-from-year = En quelle année
part-field-aim-to = Cible
part-field-aim-to-year = D’ici la fin de quelle année
part-field-currency = Monnaie
part-field-day = Date
part-field-text = Avec vos mots
part-field-completion = Ce qui en est fait
part-field-results = Ce qui a changé pour les gens
part-field-assessor = Nom de qui évalue
part-field-interests = Ce qui vous lie aux personnes évaluées
part-field-method = Comment vous l’avez su
part-hint-languages = Deux lettres chacune : fr, en, sw
part-hint-lang = Deux lettres : fr, en, sw…
part-hint-website = Il commence par https://
part-hint-objectives = N’en cochez aucun pour le Pacte en entier.
part-hint-contributions = Initiatives mesurables de l’acteur. Notez-les d’abord.
part-hint-withdrawn = Seulement pour retirer le soutien. Il reste dans l’historique, avec cette date.
part-hint-start = Aussi précis que connu : 2027, 2027-03 ou 2027-03-15
part-hint-end = Aussi précis que connu : 2030 ou 2030-06
part-hint-began-before = Ce qui avait commencé avant n’ajoute rien à ce qui aurait été fait de toute façon : la page le dit.
part-hint-currency = Trois lettres : USD, EUR, KES
part-hint-aim-unit = écoles, personnes, kilomètres…
part-hint-interests = Écrivez « rien » s’il n’y a rien.
part-values-only-tick = Nous soutenons les valeurs, et ne promettons rien de mesurable pour l’instant.
part-nothing-to-tick = Il n’y en a pas encore.
part-in-the-making = { $title } (en préparation)
part-optional = (facultatif)
part-other-texts = Autres textes
part-objective-1 = 1. Combler toutes les fractures numériques
part-objective-2 = 2. Ouvrir l’économie numérique à toutes et tous
part-objective-3 = 3. Un espace numérique sûr, qui respecte les droits
part-objective-4 = 4. Une gouvernance équitable des données
part-objective-5 = 5. Gouverner l’intelligence artificielle au service de l’humanité
part-actor-state = État
part-actor-organisation = Organisation internationale ou régionale
part-actor-private-sector = Secteur privé
part-actor-academia = Monde universitaire
part-actor-technical-community = Communauté technique
part-actor-civil-society = Société civile
part-began-no = Non, elle est nouvelle
part-began-yes = Oui
part-completion-none = rien de connu
part-completion-not-started = pas commencé
part-completion-limited = limité
part-completion-substantial = important
part-completion-complete = achevé
part-results-worsened = pire qu’avant
part-results-no-change = aucun changement
part-results-marginal = léger
part-results-major = majeur
part-results-outstanding = remarquable
part-told-completion = Fait : { $step }
part-told-results = Changé pour les gens : { $step }
part-told-by = { $name }, { $day }
part-said = Ce qu’on en dit
part-said-own = Par ceux qui l’ont promis
part-said-own-none = Rien n’a été dit depuis.
part-said-others = Par d’autres
part-said-others-how = Des évaluations publiées, avec la réponse des personnes évaluées. Elles ne sont jamais mêlées à ce que celles-ci disent d’elles-mêmes.
part-said-others-none = Personne n’a publié d’évaluation ici.
part-no-evidence = Aucune preuve enregistrée.
part-reply-of = Réponse, { $day }
part-answer = Les personnes évaluées peuvent répondre
part-promise-of = Une promesse de
part-hearing = { $hearing ->
    [inactive] Inactive : plus aucune nouvelle depuis deux ans, depuis le { $last }.
    [silent] Silencieuse : plus aucune nouvelle depuis un an, depuis le { $last }.
   *[other] Dernières nouvelles le { $last }.
}{ $progress ->
    [yes] { " " }Dernier progrès que quelque chose montre : { $shown }.
   *[no] { " " }Aucun progrès que quelque chose montre n’est enregistré ici.
}
part-save = Enregistrer
part-propose = { $kind ->
    [update] Publier
    [assessment] Publier
    [reply] Publier
    [answer] Publier
   *[other] Proposer à la publication
}
part-throw-away = Jeter ce brouillon
part-saved = Enregistré. Personne d’autre ne le voit.
part-proposed = Proposé. Une personne chargée de la modération va le regarder ; vous le retrouvez sur votre page.
part-conflict = Ceci a été enregistré entre-temps dans une autre fenêtre. Rien n’a été écrasé : ce que vous avez tapé est ci-dessous, avec à côté de chaque champ ce qui a été enregistré. Enregistrez à nouveau pour garder ce qui est ci-dessous.
part-too-long = C’est trop long pour être gardé. Raccourcissez ; rien de ce que vous avez tapé n’est perdu.
part-signed-out = Votre session est fermée. Rien de ce que vous avez tapé n’est perdu : c’est ci-dessous. Connectez-vous, revenez ici et envoyez à nouveau.
part-send-again = Ce formulaire est resté longtemps ouvert, ou venait d’une autre page. Rien de ce que vous avez tapé n’est perdu : regardez-le, et envoyez-le à nouveau.
part-signed-out-do = Se connecter, dans une autre fenêtre
part-wrong = Regardez ces points ; rien n’est perdu.
part-wrong-at = { $field } : { $what }
part-note = Une personne chargée de la modération l’a rendu avec une note
part-other-saved = Enregistré entre-temps :
part-empty = (vide)
part-wrong-text-missing = À remplir.
part-wrong-text-too-long = C’est trop long ({ $found } caractères). Raccourcissez.
part-wrong-missing = À remplir.
part-wrong-unknown-code = « { $found } » n’est pas un des choix.
part-wrong-unknown-country = « { $found } » n’est pas un pays connu ici.
part-wrong-unknown-language = « { $found } » n’est pas le code d’une langue. Deux ou trois lettres : fr, en, sw.
part-wrong-not-an-address = « { $found } » n’est pas une adresse. Elle commence par https://
part-wrong-bad-date = « { $found } » n’est pas une date. Écrivez 2027, 2027-03 ou 2027-03-15.
part-wrong-bad-year = « { $found } » n’est pas une année.
part-wrong-not-a-number = « { $found } » n’est pas un nombre.
part-wrong-in-the-future = { $found } est encore à venir. Donnez une date passée.
part-wrong-ends-before-it-begins = Cela finit avant de commencer ({ $found }).
part-wrong-repeated = « { $found } » y est deux fois.
part-wrong-promise-or-values = Cochez au moins une contribution, ou dites que ce sont des valeurs seulement.
part-wrong-serves-nothing = Cochez au moins un engagement.
part-wrong-unknown-commitment = « { $found } » n’est pas un engagement connu ici.
part-wrong-unknown-indicator = « { $found } » n’est pas un indicateur connu ici.
part-wrong-not-a-currency = « { $found } » n’est pas une monnaie. Trois lettres : USD, EUR, KES.
part-wrong-too-many = Il y en a trop ({ $found }).
part-wrong-not-an-amount = Ce n’est pas un montant au-dessus de zéro.
part-wrong-year-outside = L’année est hors de la durée de l’initiative.
part-wrong-not-published = « { $found } » doit être publié avant.
part-wrong-changed-meanwhile = Une nouvelle version a été publiée entre-temps : il faut que son auteur la regarde.
part-wrong-gone = Ce dont il s’agit n’existe plus.
part-wrong-bad-key = « { $found } » ne peut pas être ce qui est voulu ici.
part-wrong-not-theirs = « { $found } » n’est pas ce à quoi cela appartient : chacun ne parle que de son propre travail.
part-wrong-other = Ce n’est pas encore bon : « { $found } ».
part-moderation = À regarder
part-moderation-lead = { $n ->
    [0] Rien ne vous attend.
    [one] Une proposition attend.
   *[other] { $n } propositions attendent, la plus ancienne d’abord.
}
part-moderation-more = Voici les { $n } propositions qui attendent depuis le plus longtemps. D’autres attendent ; elles apparaissent à mesure que celles-ci sont décidées.
part-moderation-by = De { $name }, proposé le { $since }.
part-moderation-held = Quelque chose doit venir avant.
part-nobody = un compte effacé
part-proposal-new = C’est nouveau : rien n’en est encore publié.
part-proposal-change = Cela changerait ce qui est publié, dans ces champs seulement.
part-hindrances = Cela ne peut pas être publié ainsi
part-no-change = Cela dit ce qui est déjà publié.
part-changes = Ce que cela dit
part-col-field = Champ
part-col-before = Publié
part-col-after = Proposé
part-publish = Publier
part-give-back = Rendre
part-give-back-note = Ce qu’il faut changer, pour que son auteur le lise
part-looked-at-another = Cela a changé pendant que vous regardiez. Regardez à nouveau avant de décider.
part-record-title = Titre
part-record-name = Nom
part-record-description = Description
part-record-about = Ce qu’elle fait
part-record-kind = Nature
part-record-country = Pays
part-record-languages = Langues
part-record-website = Site web
part-record-actor = Acteur
part-record-by = Acteur
part-record-objectives = Objectifs
part-record-statement = Déclaration
part-record-signatory = Signataire
part-record-signed = Signé le
part-record-contributions = Contributions
part-record-withdrawn = Retiré le
part-record-places = Lieux
part-record-groups = Pour qui
part-record-serves = Engagements
part-record-organisations = Organisations
part-record-currency = Monnaie
part-record-budget = Budget
part-record-aims = Buts
part-record-start = Commence
part-record-end = Finit
part-record-status = Où elle en est
part-record-began-before-pledge = Avait commencé avant
part-record-of = Initiative
part-record-to = Évaluation
part-record-day = Date
part-record-text = Texte
part-record-completion = Fait
part-record-results = Changé
part-record-evidence = Preuves
part-record-assessor = Qui évalue
part-record-interests = Liens avec les personnes évaluées
part-record-method = Méthode
part-scope-whole = Le Pacte en entier
part-promises = { $n ->
    [one] Avec une contribution
   *[other] Avec { $n } contributions
}
part-values-only = Valeurs seulement
part-withdrawn = Retiré le { $day }
part-by-kind = Qui
part-by-objective = Objectif
part-by-country = Pays
part-by-promise = Avec
part-with-contribution = Des contributions mesurables
part-with-values = Des valeurs seulement
part-wall-lead = { $n ->
    [0] Personne n’a encore soutenu le Pacte sur ce nœud.
    [one] Un soutien figure ici{ $values ->
        [0] , avec des contributions.
       *[other] , pour les valeurs seulement.
    }
   *[other] { $n } soutiens figurent ici, dont { $values } pour les valeurs seulement.
}
part-adopted = Les États n’ont pas à le soutenir : ils l’ont adopté, le 22 septembre 2024 (A/RES/79/1). Ils peuvent dire ici comment ils le mettent en œuvre.
part-choose = Choisir
part-show = Montrer
part-wall-empty = Aucun soutien n’est de cette sorte.
part-endorsement = Sa parole sur le Pacte
part-no-endorsement = Aucun soutien au Pacte n’est enregistré ici.
part-no-initiative = Aucune initiative de sa part n’est enregistrée ici.
forbidden-title = Ce n’est pas à vous de le faire
forbidden-text = Votre compte, ou cette page, ne peut pas faire cela. Rien n’a changé. Si cela devait être possible, demandez aux personnes qui s’occupent de ce nœud ; si un formulaire est resté longtemps ouvert, ouvrez sa page à nouveau.
too-large-title = C’est trop pour un seul envoi
too-large-text = Rien n’a été reçu, et rien n’a changé. Revenez en arrière, raccourcissez, et envoyez à nouveau.
