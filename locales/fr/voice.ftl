# Consultations : une question, ce que les gens en disent, ce qui en ressort.

voice-title = Consultations
voice-what = Dites ce que vous pensez, votez sur ce que disent les autres, voyez ce qui rassemble.
voice-none = Pas encore de consultation. Quand la modération de ce nœud en ouvre une, elle apparaît ici.
voice-who-open = Ouverte à tout le monde.
voice-who-invited = Sur invitation.
voice-who-panel = Pour un panel tiré au sort.
voice-phase =
    { $phase ->
        [coming] Ouvre le { $day }.
        [open] Ouverte jusqu’au { $day }.
        [closed] Close depuis le { $day } ; dépouillement en cours.
       *[frozen] Close ; dépouillée le { $day }.
    }
voice-back = La consultation

# Voter
voice-vote = Qu’en dites-vous ?
voice-progress =
    { $voted ->
        [0] Vous n’avez pas encore voté : { $all ->
            [one] il y a une proposition
           *[other] il y a { $all } propositions
        }.
        [one] Vous avez voté sur une proposition sur { $all }.
       *[other] Vous avez voté sur { $voted } propositions sur { $all }.
    }
voice-all-voted =
    { $none ->
        [true] Il n’y a pas encore de proposition. Soyez la première personne à en écrire une.
       *[false] Vous avez voté sur toutes les propositions. Merci ! Revenez plus tard : d’autres arriveront peut-être.
    }
voice-agree = D’accord
voice-disagree = Pas d’accord
voice-pass = Je passe
voice-matters = C’est ce qui compte le plus pour moi
voice-hard = C’est difficile à comprendre
voice-unsent = Votes qui attendent dans ce navigateur le retour de la connexion : { "{n}" }. Ils partiront tout seuls ; vous n’avez rien à faire.
voice-unsent-refused = Votes arrivés trop tard, qui n’ont pas été gardés : { "{n}" }.
voice-written-in = Langue d’origine : { $language }
voice-translated =
    { $by ->
        [volunteer] Traduit bénévolement : { $language }
       *[author] Traduction : { $language }
    }
voice-easy = En mots simples
voice-by = Question posée par
voice-begin-title = Participer
voice-begin-how = Votre navigateur garde un cookie pour que chaque proposition n’ait qu’un vote de vous, et pour que vous retrouviez votre chemin. Il ne dit rien de qui vous êtes. Si vous êtes connecté·e, votre compte en tient lieu, et personne d’autre ne le voit.
voice-begin = Participer
voice-invitation = Votre invitation

# Proposer
voice-propose = Écrire une proposition
voice-moderated-before = La modération lit chaque proposition avant que les autres la voient. Les refus sont publiés avec leur raison, sans le texte.
voice-moderated-after = Les autres voient votre proposition tout de suite. La modération peut la retirer ; la raison est publiée.
voice-text = Sur quoi les autres devraient-ils voter ?
voice-text-hint = Une seule idée, en une phrase, avec laquelle on peut être d’accord ou non. { $longest } caractères au plus.
voice-language = Dans quelle langue ?
voice-easy-add = Ajouter une version en mots simples
voice-send = Proposer
voice-send-sure = Aucune ne dit cela : proposer la mienne
voice-number = Proposition { $id }
voice-like = Proposition { $id } : { $share } % de ressemblance, lettre à lettre
voice-shown = Merci. Votre proposition est visible sous le numéro { $id }.
voice-waits = Merci. Votre proposition porte le numéro { $id } ; la modération la lit avant que les autres la voient.
voice-waits-already = La même proposition attend déjà la modération. Vous n’avez rien d’autre à faire.
voice-not-kept = Votre proposition n’a pas été envoyée. Elle est ci-dessous, telle que vous l’avez écrite.
voice-no-language = Choisissez la langue de votre proposition.
voice-in-easy = Dans les mots simples : { $text }
voice-copy = Cette proposition existe déjà. Votez ici, ou écrivez-en une autre.
voice-similar = Celles-ci disent presque la même chose. Votez sur l’une d’elles, ou proposez quand même la vôtre.
voice-untaken-short = C’est trop court : écrivez une phrase.
voice-untaken-long = C’est plus long que { $longest } caractères : raccourcissez, ou faites-en deux.
voice-untaken-turned = Il y a des signes qui retournent les lettres et pourraient tromper : enlevez-les, ou tapez à nouveau le texte.
voice-untaken-piled = Il y a des piles d’accents qu’aucune langue ne connaît : enlevez-les.
voice-untaken-link = Il y a un lien : dites-le avec vos mots, sans lien.
voice-untaken-mail = Il y a une adresse de courriel : enlevez-la, tout le monde lit ceci.

# Ce qui est promis
voice-rules = Comment ça marche
voice-people =
    { $n ->
        [0] Personne ne participe encore.
        [one] Une personne participe.
       *[other] { $n } personnes participent.
    }
voice-promise-open = Tout le monde peut participer, sans dire qui il est. « Une personne, une voix » vaut pour un navigateur ou un compte ; qui en utilise plusieurs compte plusieurs fois, et rien ici ne peut le savoir. Lisez le résultat comme la voix de celles et ceux qui sont venus.
voice-promise-invited = Participe qui a reçu une invitation, et chaque invitation ne sert qu’une fois. « Une personne, une voix » vaut dans la mesure où chaque invitation est allée à une seule personne.
voice-promise-panel = Participe qui a été tiré au sort, avec une invitation qui ne sert qu’une fois ; chaque groupe a le nombre de places prévu. « Une personne, une voix » vaut dans la mesure où chaque invitation est allée à une seule personne.
voice-privacy = Vos votes sont gardés sous un numéro, pas sous votre nom. À la fin, tous les votes sont publiés sous d’autres numéros, tirés au hasard : chacun peut recompter, et personne ne peut vous chercher.
voice-counted = Ce qui décide, dans le dépouillement, là où le hasard déciderait est déjà fixé et sera dit à la fin. Son empreinte aujourd’hui :

# Ce qui en ressort
voice-result = Ce qui en ressort
voice-result-lead =
    { $people ->
        [0] Personne n’a encore voté.
        [one] Une personne a voté
       *[other] { $people } personnes ont voté
    }{ $people ->
        [0] { "" }
       *[other] { " " }{ $votes ->
            [one] une fois
           *[other] { $votes } fois
        } sur { $statements ->
            [one] une proposition
           *[other] { $statements } propositions
        }.
    }
voice-final = { $standing } Ceci est le résultat définitif : chacun peut le recompter.
voice-provisional = { $standing } Ceci est provisoire, au { $moment } : des votes arrivent encore, et le résultat sera compté à la fin.
voice-said =
    { $agree ->
        [yes] { $success } sur { $trials } d’accord.
       *[no] { $success } sur { $trials } pas d’accord.
    }
voice-unites-how = Presque toutes les personnes qui ont voté là-dessus disent la même chose.
voice-unites-nothing = Il n’y a encore rien sur quoi presque tout le monde dise la même chose.
voice-across = Par-delà les groupes
voice-across-how = Ici, chaque groupe compte autant, quelle que soit sa taille.
voice-across-share = Tous les groupes sont d’accord avec une probabilité de { $share } %.
voice-groups = Les groupes, avec leurs propres mots
voice-groups-clear =
    { $n ->
        [one] Les votes se ressemblent beaucoup : il y a un seul groupe.
       *[other] Il y a { $n } groupes de personnes qui votent de la même façon. Ce qui est écrit sous chacun le distingue des autres.
    }
voice-groups-unclear =
    { $n ->
        [0] Il n’y a pas de groupes dont on puisse parler.
        [one] Il n’y a pas de groupes dont on puisse parler.
       *[other] Il n’y a pas de groupes nets. Les { $n } ci-dessous sont ce qu’on peut trouver de mieux ; n’y voyez pas des camps.
    }
voice-group-people =
    { $n ->
        [one] Une personne
       *[other] { $n } personnes
    }, { $share } % de celles qui sont regroupées.
voice-group-sure =
    { $grade ->
        [high] Il est bien établi :
        [middle] Il est assez sûr :
       *[low] Il n’est pas sûr, et il ne faut pas s’y fier :
    } en tirant au sort d’autres personnes parmi les mêmes, on le retrouve à { $share } %.
voice-group-unsure = On saura à quel point c’est sûr quand les votes seront dépouillés.
voice-group-own = Ce qui le distingue :
voice-group-nothing = Rien ne le distingue nettement.
voice-map = Où se situent les gens
voice-map-label =
    Carte de { $people ->
        [one] une personne
       *[other] { $people } personnes
    } en { $k ->
        [one] un groupe
       *[other] { $k } groupes
    } ; le texte ci-dessous dit la même chose.
voice-map-how = Chaque point est une personne. Celles qui votent de la même façon sont proches ; gauche, droite, haut et bas ne veulent rien dire.
voice-map-group =
    Groupe { $name }, { $n ->
        [one] une personne
       *[other] { $n } personnes
    } : { $side ->
        [left-up] à gauche, en haut.
        [left-down] à gauche, en bas.
        [right-up] à droite, en haut.
       *[right-down] à droite, en bas.
    }
voice-statements = Toutes les propositions
voice-tally =
    { $n ->
        [0] Personne n’a encore voté là-dessus.
       *[other] { $agrees } d’accord, { $disagrees } pas d’accord, { $passes } sans avis.
    }
voice-marks =
    { $matters ->
        [0] { "" }
        [one] C’est ce qui compte le plus pour une personne.{ " " }
       *[other] C’est ce qui compte le plus pour { $matters } personnes.{ " " }
    }{ $hard ->
        [0] { "" }
        [one] Une personne la trouve difficile à comprendre.
       *[other] { $hard } personnes la trouvent difficile à comprendre.
    }
voice-out = Retirée par la modération : { $reason }. Ses votes sont gardés et ne disent rien dans le dépouillement.
voice-refused = Ce que la modération n’a pas montré
voice-refused-line =
    { $n ->
        [one] Une proposition
       *[other] { $n } propositions
    } : { $reason }
voice-recount = Recompter
voice-recount-how = Voici tous les votes qui comptent, sous des numéros tirés au hasard, et le résultat que ce nœud a signé. Avec la commande ci-dessous, chacun obtient le même résultat, à la lettre près.
voice-recount-later = À la fin, tous les votes seront offerts ici sous des numéros tirés au hasard, avec le résultat signé par le nœud et ce qu’il faut pour recompter. L’empreinte de la graine est déjà fixée :
voice-seed = Graine :
voice-seed-hash = Son empreinte, publiée à l’ouverture :
voice-note = signature
voice-file-votes-csv = les votes
voice-file-comments-csv = les propositions
voice-file-result-json = le résultat
voice-file-marks-json = ce qui compte le plus, ce qui est difficile à comprendre

# Modérer
voice-moderation = Modération des propositions
voice-waiting =
    { $n ->
        [0] Rien n’attend.
        [one] Une proposition attend.
       *[other] { $n } propositions attendent.
    }
voice-decided-how = Chaque décision est publiée avec sa raison, sans le texte.
voice-state =
    { $state ->
        [waiting] En attente
        [shown] Visibles
        [refused] Refusées
       *[out] Retirées
    } ({ $n })
voice-person = personne { $person }
voice-because = Sinon, pourquoi ?
voice-hide =
    { $state ->
        [waiting] Refuser
       *[shown] Retirer
    }
voice-show = Montrer
voice-reason-private = elle parle d’une personne privée
voice-reason-insult = elle insulte ou menace
voice-reason-copy = elle dit ce qu’une autre dit déjà
voice-reason-not-one-idea = elle contient plusieurs idées, ou aucune
voice-reason-off-topic = elle parle d’autre chose
voice-reason-advertising = elle fait de la publicité
voice-ban = Les votes qui ne comptent pas
voice-ban-how = Pour des votes qui ne sont manifestement pas ceux d’une personne. Ils sont gardés, et comptent à nouveau si vous revenez sur votre décision.
voice-ban-person = Numéro de la personne
voice-ban-do = Ne pas compter
voice-unban-do = Compter à nouveau

# Pourquoi quelque chose n’est pas fait
voice-error-not-found = Il n’y a pas de consultation de ce nom.
voice-error-exists = Il y a déjà une consultation { $what }. Donnez un autre nom (slug).
voice-error-coming = Elle n’est pas encore ouverte. Rien n’a été gardé.
voice-error-closed = Elle est close : ceci n’a pas été gardé. Ce que vous aviez envoyé avant compte.
voice-error-still-open = Elle est ouverte jusqu’au { $what }. Les votes sont figés après ce jour.
voice-error-not-taking-part = Appuyez d’abord sur « Participer ». Si vous l’avez fait, votre navigateur n’a pas gardé le cookie : autorisez les cookies de ce site.
voice-error-banned = La modération a décidé que les votes de ce numéro ne comptent pas. Ce que vous avez envoyé est gardé. Si c’est une erreur, écrivez à celles et ceux qui tiennent ce nœud.
voice-error-no-statement = Il n’y a pas de proposition { $what }. Votre vote n’a pas été gardé.
voice-error-not-shown = La proposition { $what } a été retirée entre-temps par la modération. Vos autres votes restent.
voice-error-no-invitation = Cette invitation n’est pas connue, a déjà servi, ou est pour un groupe qui n’a plus de place.
voice-error-later = Beaucoup de choses sont venues de votre réseau. Rien n’est perdu : envoyez à nouveau { $wait }.
voice-error-too-many = Vous avez écrit { $what } propositions, autant qu’une personne le peut.
voice-error-nobody = Personne n’a le numéro { $what } ici.
voice-error-not-allowed = Ceci est réservé à la modération.
voice-error-moved = Quelqu’un en a décidé entre-temps, ou c’est déjà ainsi. Regardez à nouveau.
voice-error-no-reason = « { $what } » n’est pas une raison : choisissez private, insult, copy, not-one-idea, off-topic ou advertising.
voice-error-desk = Le nœud n’a pas pu le faire. Essayez à nouveau.
voice-finding = { $field } : { $text } ({ $found })
finding-consultation-unreadable = Cette ligne du fichier ne se lit pas comme une consultation. Corrigez-la à cet endroit.
finding-consultation-statements = Une consultation commence avec 1 000 propositions au plus.
finding-consultation-languages = Les langues sont des codes comme fr, sw ou pt-br ; il en faut au moins une.
finding-consultation-quotas = Un panel a des places par groupe (quotas), et rien d’autre n’en a.
finding-consultation-group = Le nom d’un groupe a des lettres minuscules, des chiffres et des traits d’union.
finding-consultation-limit = Ce nombre est 0 ou bien trop grand.
finding-consultation-reason = Une proposition qui n’est pas visible a une raison, et une qui l’est n’en a pas.
finding-statement-short = La proposition est trop courte.
finding-statement-long = La proposition est plus longue que la limite.
finding-statement-turned = La proposition contient des signes qui retournent les lettres. Enlevez-les.
finding-statement-piled = La proposition a des piles d’accents. Enlevez-les.
finding-statement-link = La proposition contient un lien. Enlevez-le.
finding-statement-mail = La proposition contient une adresse de courriel. Enlevez-la.

# Langues
voice-lang-am = amharique
voice-lang-ar = arabe
voice-lang-en = anglais
voice-lang-es = espagnol
voice-lang-fr = français
voice-lang-ha = haoussa
voice-lang-hi = hindi
voice-lang-pt = portugais
voice-lang-ru = russe
voice-lang-so = somali
voice-lang-sw = swahili
voice-lang-wo = wolof
voice-lang-yo = yoruba
voice-lang-zh = chinois

# Au terminal
cli-consultation-opened =
    La consultation « { $slug } » est ouverte sous /consultations/{ $slug }, avec { $n ->
        [0] aucune proposition
        [one] une proposition
       *[other] { $n } propositions
    }. Empreinte de la graine : { $hash }
cli-consultations-none = Il n’y a pas de consultation.
cli-consultation-line = { $slug } : { $question } { $standing }
cli-consultation-statement = { $id } [{ $state }] { $text }
cli-consultation-frozen =
    { $people ->
        [one] Une personne
       *[other] { $people } personnes
    }, { $votes ->
        [one] un vote
       *[other] { $votes } votes
    } : figés, dépouillés et signés. Graine : { $seed }
cli-consultation-decided = { $id } [{ $state }]
cli-consultation-banned = Les votes de { $person } ne comptent pas.
cli-consultation-unbanned = Les votes de { $person } comptent à nouveau.
cli-consultation-state =
    { $state ->
        [waiting] en attente
        [shown] visible
        [refused] refusée
       *[out] retirée
    }
cli-consultation-not-frozen = Ses votes ne sont pas encore figés : « passerelle consultation freeze { $slug } » le fait une fois qu’elle est close.

# Ouvrir une consultation
voice-new = Ouvrir une consultation
voice-new-lead = Une bonne consultation pose une question simple, dit ce qu’il faut savoir, et commence avec une quinzaine de propositions qui ne disent pas toutes la même chose.
voice-new-not-opened = La consultation n’est pas ouverte : voici ce qu’il reste à corriger. Tout ce que vous avez écrit est encore là.
voice-new-do = Ouvrir
voice-new-group-question = La question
voice-new-group-statements = Les premières propositions
voice-new-group-statements-hint = Une par ligne : une seule idée, en une phrase, avec laquelle on peut être d’accord ou non. Chaque bloc a sa langue ; les gens en ajouteront d’autres.
voice-new-group-who = Qui, et quand
voice-new-group-asked = Ce que les gens disent d’eux-mêmes, s’ils le veulent
voice-new-group-asked-hint = Pour comparer le résultat à la population. Les réponses sont comptées à part des votes, sans lien avec personne, et les petits nombres ne sont pas montrés. Laissez vide pour ne rien demander.
voice-new-group-limits = Pour que personne ne prenne toute la place
voice-new-question = Ce qui est demandé ({ $language })
voice-new-background = Ce qu’il faut savoir pour répondre ({ $language })
voice-new-easy = La même chose en mots simples ({ $language })
voice-new-statements = Propositions, bloc { $number }
voice-new-statements_lang = Langue du bloc { $number }
voice-new-statements_lang-hint = Un code : fr, en, sw, pt-br…
voice-new-who = Qui peut participer
voice-new-quotas = Places d’un panel, par groupe
voice-new-quotas-hint = Une ligne par groupe, par exemple « women: 60 ». Pour un panel seulement.
voice-new-opens = Premier jour
voice-new-closes = Dernier jour
voice-new-languages = Langues attendues
voice-new-languages-hint = Des codes, séparés par des virgules. Les autres langues sont acceptées aussi.
voice-new-moderation = Quand la modération lit les propositions
voice-new-moderation-before = Avant qu’elles soient visibles
voice-new-moderation-after = Pendant qu’elles sont visibles
voice-new-country = Le pays concerné
voice-new-country-hint = Son code à trois lettres : KEN, SEN…
voice-new-by = Qui pose la question
voice-new-by-hint = Le nom de l’acteur dans son adresse, s’il est inscrit ici.
voice-new-asked_question = Question { $number } ({ $language })
voice-new-asked_answers = Réponses à la question { $number }
voice-new-asked_answers-hint = Une par ligne, en français puis en anglais, avec leur part de la population en pour cent si vous la connaissez : Une femme | A woman | 50,4. Donnez les parts de toutes les réponses, ou d’aucune.
voice-new-asked_source = D’où viennent les parts de la question { $number }
voice-new-asked_source-hint = La source et son année, par exemple : recensement national 2019.
voice-new-statements_per_person = Propositions par personne
voice-new-statements_per_network_hour = Propositions par heure venant d’un même réseau
voice-new-people_per_network_hour = Personnes par heure venant d’un même réseau
voice-new-people_per_network_hour-hint = Une école ou un cybercafé, c’est un seul réseau : ne soyez pas trop strict.
voice-new-length = Longueur d’une proposition, en caractères
voice-new-min_votes = Votes à partir desquels quelqu’un est placé dans un groupe
voice-new-slug = Nom dans les adresses
voice-new-slug-hint = Laissez vide pour le tirer de la question.
voice-new-wrong =
    { $line ->
        [0] { $text }
       *[other] Ligne { $line } : { $text }
    }
voice-new-wrong-bad-slug = Un nom d’adresse se compose de minuscules, de chiffres et de traits d’union : raccorder-chaque-ecole.
voice-new-wrong-bad-key = « { $found } » n’est pas le nom d’un acteur dans une adresse.
voice-new-wrong-text-missing = Ceci est à remplir dans une langue au moins.
voice-new-wrong-unknown-code = « { $found } » n’est pas un code de pays à trois lettres.
voice-new-wrong-consultation-answer-line = Une réponse s’écrit dans chaque langue, avec une barre entre les deux, puis sa part : Une femme | A woman | 50,4. Ici il y en a trop : « { $found } ».
voice-new-wrong-repeated = Ceci est déjà dans la liste : « { $found } ».
finding-consultation-quota-line = Cette ligne ne dit pas un groupe et ses places. Écrivez par exemple women: 60.
voice-freeze = Dépouiller
voice-freeze-how = La consultation est close. Figer les votes les compte, signe le résultat et publie de quoi le recompter ; plus rien n’y change ensuite.
voice-freeze-do = Figer les votes et dépouiller
voice-invite = Inviter
voice-invite-how = Chaque invitation est pour une seule personne. Elles ne sont montrées que cette fois : gardez-les tout de suite.
voice-invite-count = Combien
voice-invite-part = Pour quel groupe
voice-invite-do = Faire des invitations
voice-invited =
    { $n ->
        [one] Une invitation est faite. Elle ne sera plus montrée.
       *[other] { $n } invitations sont faites. Elles ne seront plus montrées.
    }
