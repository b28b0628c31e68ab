# Courrier : ce qui arrive au travail de quelqu’un, et rien d’autre.
mail = Courrier électronique
mail-lead = Si vous le voulez, ce nœud vous écrit quand il arrive quelque chose à votre travail : publié, rendu, évalué, une réponse, un an de silence, un mot de passe changé. Rien d’autre, sauf ce que vous demandez ici. L’adresse ne sert qu’à cela et n’est montrée à personne.
mail-none-here = Ce nœud n’envoie pas de courrier.
mail-goes-to = Le courrier part à { $address }.
mail-to-confirm = Une lettre est partie à { $address }. Ouvrez le lien qui s’y trouve : rien d’autre n’est envoyé avant.
mail-send = Recevoir du courrier
mail-address = Adresse
mail-stop = Ne plus rien recevoir
mail-stop-how = Si vous ne voulez plus rien recevoir, votre adresse est oubliée.
mail-stopped = C’est fait : plus rien ne part, et votre adresse est oubliée.
mail-is-yours = Cette adresse est-elle la vôtre ?
mail-confirm-do = Oui, écrivez-moi
mail-confirmed = Merci. Ce nœud vous écrira quand il arrivera quelque chose à votre travail.
mail-not-an-address = Ceci n’est pas une adresse de courrier : nom@exemple.org
mail-confirm-subject = Cette adresse est-elle la vôtre ?
mail-confirm =
    Bonjour,

    Quelqu’un a demandé que { $node } écrive à cette adresse. Si c’est vous, ouvrez ce lien :

    { $link }

    Sinon, ne faites rien : plus rien ne viendra.
mail-published-subject = Publié : { $title }
mail-published =
    Bonjour,

    « { $title } » est publié :

    { $link }
mail-returned-subject = Rendu : { $title }
mail-returned =
    Bonjour,

    « { $title } » vous est rendu, avec une note. Lisez-la, modifiez, proposez à nouveau :

    { $link }
mail-assessed-subject = Une évaluation de votre travail : { $title }
mail-assessed =
    Bonjour,

    Votre travail a été évalué : « { $title } ». Vous pouvez répondre ; votre parole figurera à côté :

    { $link }
mail-replied-subject = Une réponse à votre évaluation : { $title }
mail-replied =
    Bonjour,

    Les personnes que vous avez évaluées ont répondu :

    { $link }
mail-silent-subject = Un an sans nouvelles : { $title }
mail-silent =
    Bonjour,

    Depuis un an, personne n’a dit où en est « { $title } ». Sa page le montre. Quelques mots suffisent, avec ce qui le montre :

    { $link }
mail-password-subject = Votre mot de passe a changé
mail-password =
    Bonjour,

    Le mot de passe de votre compte vient de changer. Si ce n’est pas vous, prenez un de vos codes de secours et fixez-en un autre tout de suite :

    { $link }
mail-passkey-subject = Une clé d’accès a été ajoutée à votre compte
mail-passkey =
    Bonjour,

    Une clé d’accès vient d’être ajoutée à votre compte. Si ce n’est pas vous, enlevez-la et changez de mot de passe :

    { $link }
mail-more = Ce que vous apprenez en plus
mail-rounds = Les périodes de commentaires sur le projet de rapport d’un pays pour un acteur duquel vous parlez : à l’ouverture, et trois jours avant la fin
mail-more-do = Garder ce choix
mail-round-opened-subject = Ouvert aux commentaires : { $title }
mail-round-opened =
    Bonjour,

    Le projet de rapport « { $title } » est ouvert aux commentaires jusqu’au { $until } inclus. Lisez-le, et dites ce qui manque ou ce qui est faux :

    { $link }
mail-round-closes-subject = Bientôt la fin des commentaires : { $title }
mail-round-closes =
    Bonjour,

    Jusqu’au { $until } inclus, vous pouvez encore commenter le projet de rapport « { $title } ». Ensuite, le rapport est préparé :

    { $link }
mail-end = Pour ne plus rien recevoir : { $unsubscribe }
cli-smtp = « { $what } » n’est pas un serveur de courrier. Écrivez --smtp smtps://nom@serveur:465 ou smtp://nom@serveur:587 ; le mot de passe va dans un fichier (--smtp-password-file).
cli-smtp-from = « { $what } » n’est pas une adresse de courrier. Écrivez --smtp-from 'Passerelle <adresse@exemple.org>'.
help-serve-smtp = Écrire aux personnes qui le demandent, par ce serveur de courrier : smtps://nom@serveur:465, ou smtp://nom@serveur:587 (avec STARTTLS). Sans cela, aucun courrier ne part.
help-serve-smtp-from = L’adresse d’où vient le courrier.
help-serve-smtp-password-file = Le fichier dont la première ligne est le mot de passe de ce serveur.
