# Les suites des consultations : recommandations à un organisme, réponses, suites, processus frères.

outcomes-title = Recommandations
outcomes-link = Ce qui a été recommandé
outcomes-what = Des gens ont pris part à des consultations, et voici ce qui en ressort : ce qui est recommandé, à qui, et ce qui a été répondu. Ce qui attend une réponse vient d’abord, et ce qui attend depuis le plus longtemps avant tout le reste.
outcomes-lead =
    { $n ->
        [0] Pas encore de recommandation. La modération les écrit à partir de consultations dépouillées.
        [one] Une recommandation : { $open ->
            [0] elle a reçu une réponse.
           *[other] { $overdue ->
                [0] elle attend une réponse.
               *[other] le jour fixé pour répondre est passé sans réponse.
            }
        }
       *[other] { $n } recommandations : { $open ->
            [0] toutes ont reçu une réponse.
            [one] une attend une réponse{ $overdue ->
                [0] { "" }
               *[other] , et le jour fixé est passé
            }.
           *[other] { $open } attendent une réponse{ $overdue ->
                [0] { "" }
                [one] { "\u202F" }; pour une d’entre elles, le jour fixé est passé
               *[other] { "\u202F" }; pour { $overdue } d’entre elles, le jour fixé est passé
            }.
        }
    }
outcomes-by-body = Adressée à
outcomes-by-consultation = Consultation
outcomes-by-state = Réponse
outcomes-by-age = Publiée
outcomes-state =
    { $state ->
        [open] Pas encore
        [overdue] Pas de réponse, en retard
        [waiting] Pas encore, dans les temps
        [declined] Refusée
        [in-part] Acceptée en partie
       *[accepted] Acceptée
    }
outcomes-age = Il y a { $days } jours ou plus
outcomes-none-chosen = Aucune avec ce choix.
outcomes-all = Tout montrer
outcomes-to = Ce que des consultations lui recommandent
outcomes-of-it = Les suites
outcomes-of-it-none = Pas encore de recommandation. Une fois les votes dépouillés, la modération écrit ce qui est recommandé et à qui ; cela paraît ici, avec la réponse.
outcomes-of-it-all = Toutes les recommandations de cette consultation
outcomes-tell-how =
    { $account ->
        [true] Voulez-vous être prévenu·e à chaque étape : une recommandation, un délai passé, une réponse, ce qui a été fait ? Par courriel si vous en recevez, et dans tous les cas sur une page à vous. Le nœud garde alors que votre compte l’a demandé ; vos votes en restent séparés.
       *[false] Voulez-vous être prévenu·e à chaque étape : une recommandation, un délai passé, une réponse, ce qui a été fait ? Vous le trouverez sur une page à vous dans ce navigateur, grâce au cookie que vous avez déjà. Avec un compte, cela peut aussi venir par courriel.
    }
outcomes-tell = Me prévenir des suites
outcomes-told =
    { $account ->
        [true] Vous êtes prévenu·e à chaque étape : par courriel si vous en recevez, et sur votre page.
       *[false] Vous êtes prévenu·e à chaque étape, sur votre page dans ce navigateur.
    }
outcomes-stop = Ne plus me prévenir
outcomes-mine = Les suites, pour vous
outcomes-mine-lead =
    { $n ->
        [0] Vous n’avez demandé à être prévenu·e des suites d’aucune consultation.
        [one] Vous êtes prévenu·e des suites d’une consultation.
       *[other] Vous êtes prévenu·e des suites de { $n } consultations.
    }
outcomes-mine-how = Ouvrez une consultation à laquelle vous avez pris part, et appuyez sur « Me prévenir des suites ».
outcomes-mine-unknown = Ce navigateur n’a pas de cookie d’une consultation, et vous n’êtes pas connecté·e. Ouvrez cette page dans le navigateur avec lequel vous avez participé, ou connectez-vous.
outcomes-by-mail = Les suites des consultations y arrivent aussi, pour celles dont vous demandez à être prévenu·e :
outcomes-mine-mail = Ce qui est nouveau vient aussi par courriel, si vous en recevez :

outcome-to-of = Adressée à : { $to }. Consultation : { $of }
outcome-since = Publiée le { $day }.
outcome-state =
    { $state ->
        [overdue] Pas de réponse. Elle était demandée pour le { $day } : { $late ->
            [one] un jour
           *[other] { $late } jours
        } de retard.
        [waiting] Pas encore de réponse. Elle est demandée pour le { $day }.
        [declined] Refusée le { $day }.
        [in-part] Acceptée en partie le { $day }.
       *[accepted] Acceptée le { $day }.
    }
outcome-to = Adressée à
outcome-of = À partir de la consultation
outcome-published = Publiée
outcome-due = Réponse demandée pour le
outcome-due-hint = Un jour à venir, comme 2027-03-31. Laissez le temps de décider.
outcome-answer = La réponse
outcome-verdict-accepted = Acceptée
outcome-verdict-in-part = Acceptée en partie
outcome-verdict-declined = Refusée
outcome-grounds = Les propositions sur lesquelles elle repose
outcome-grounds-how = La façon dont les gens ont voté est prise dans le résultat signé par ce nœud, et n’est pas saisie.
outcome-grounds-choose = Cochez celles sur lesquelles repose la recommandation. La façon dont les gens ont voté sur chacune est prise dans le résultat signé.
outcome-signed = Empreinte du résultat signé :
outcome-history = Ce qui s’est passé
outcome-event-published = Publiée
outcome-event-passed = Le jour fixé pour répondre est passé sans réponse
outcome-event-answered = Réponse : { $verdict }
outcome-event-followed = Ce qui a été fait
outcome-by = Par :
outcome-for-body = Répondre pour { $body }, ou dire ce qui a été fait
outcome-back = La recommandation
outcome-write = Écrire une recommandation
outcome-write-how = Elle est publiée aussitôt, sous votre compte dans le journal, et celles et ceux qui l’ont demandé sont prévenus. On ne peut pas la retirer sans que cela se voie : chaque version reste dans son historique.
outcome-title = Ce qui est à faire, en une phrase
outcome-text = Quoi exactement, et pourquoi
outcome-publish = Publier la recommandation
outcome-not-kept = Rien n’a été publié. Ce que vous avez écrit est ci-dessous.
outcome-answer-as = Vous parlez pour { $body }. Ce que vous envoyez est publié aussitôt, et celles et ceux qui l’ont demandé sont prévenus.
outcome-answer-write = La réponse
outcome-verdict = Que répondez-vous ?
outcome-reasons = Pourquoi, et que ferez-vous ?
outcome-reasons-hint = Il faut des raisons, sauf si tout est accepté. Une réponse peut être remplacée par une autre plus tard ; la première reste lisible.
outcome-answer-publish = Publier la réponse
outcome-step-write = Ce qui a été fait
outcome-step-text = Que s’est-il passé ?
outcome-step-initiatives = Vos initiatives qui la mettent en œuvre
outcome-step-links = Autres initiatives et engagements
outcome-step-links-hint = Un par ligne : l’adresse de sa page, ou son nom, comme initiative/ecoles ou commitment/gdc.1.connectivity.b.
outcome-step-publish = Publier ce qui a été fait

sisters-title = Processus frères
sisters-how = La même question posée ailleurs : à une nation, à une région, à des jeunes. Donnez l’adresse de chaque page. Le lien va dans les deux sens quand l’autre nœud nomme aussi cette consultation. Pour en ôter un, videz son adresse et son titre.
sister-number = Processus { $number }
sister-address = Adresse de sa page
sister-title = Comment il s’appelle là-bas
sister-lang = Langue de ce titre (fr, sw, pt-br)
sister-kind = À qui il pose la question
sister-kind-national = Processus national.
sister-kind-regional = Processus régional.
sister-kind-youth = Processus de jeunes.
sister-kind-other = Autre processus.
sisters-save = Garder
sisters-look-how = À chacun, on demande s’il nomme aussi cette consultation. Cela se fait tout seul une fois par jour.
sisters-look = Regarder maintenant
sisters-json = Les autres nœuds lisent ici quels processus celui-ci nomme :
sister-found-none = Personne n’a encore regardé s’il nomme celle-ci.
sister-found-names-us = Il nomme aussi celle-ci (regardé le { $day }).
sister-found-does-not = Il ne nomme pas celle-ci (regardé le { $day }).
sister-found-says-nothing = Il est là, mais ne dit rien de processus frères qu’un nœud puisse lire (regardé le { $day }).
sister-found-unreachable = On n’a pas pu le joindre (essayé le { $day }).
sister-found-not-public = Son adresse n’est pas de l’Internet public, et n’a pas été interrogée ({ $day }).

# Pourquoi quelque chose n’est pas fait
outcome-error-not-found = Il n’y a pas de consultation ou de recommandation de ce nom.
outcome-error-not-frozen = Ses votes ne sont pas encore dépouillés. Les recommandations s’écrivent après.
outcome-error-not-allowed = Ceci est réservé à la modération, et les réponses à celles et ceux qui parlent pour l’organisme concerné.
outcome-error-not-taking-part = Participez d’abord, ou connectez-vous : le nœud doit savoir qui prévenir. Si vous avez participé, votre navigateur n’a pas gardé le cookie.
outcome-error-conflict = Quelqu’un a publié autre chose entre-temps. Regardez ce qui vaut maintenant ; ce que vous avez écrit est encore là.
outcome-finding = { $field } : { $text }
outcome-finding-found = { $field } : { $text } ({ $found })
outcome-field-title = Titre{ $number }
outcome-field-text = Texte{ $number }
outcome-field-to = Adressée à{ $number }
outcome-field-due = Jour de la réponse{ $number }
outcome-field-statements = Propositions{ $number }
outcome-field-verdict = Réponse{ $number }
outcome-field-links = Initiatives et engagements{ $number }
outcome-field-sisters = Processus frères{ $number }
outcome-field-address = Adresse{ $number }
outcome-field-lang = Langue{ $number }
outcome-field-kind = À qui{ $number }
finding-recommendation-of = Une recommandation ressort d’une consultation de ce nœud.
finding-recommendation-to = Une recommandation est adressée à un acteur.
finding-recommendation-no-body = Il n’y a pas d’organisme de ce nom ici. Choisissez un acteur de ce nœud ; s’il manque, on l’inscrit d’abord sous « Participer ».
finding-recommendation-due = Donnez un jour à venir : l’organisme a besoin de temps pour répondre.
finding-recommendation-grounds = Choisissez les propositions sur lesquelles elle repose : une au moins, 50 au plus.
finding-recommendation-statement = Il n’y a pas de telle proposition dans le résultat, ou elle a été retirée.
finding-recommendation-unreadable = Cette ligne du fichier ne se lit pas comme une recommandation. Corrigez-la à cet endroit.
finding-answer-reasons = Dites pourquoi : qui n’accepte pas tout donne ses raisons.
finding-answer-verdict = Choisissez ce que vous répondez : accepted (acceptée), in-part (en partie) ou declined (refusée).
finding-answer-to = Une réponse porte sur une recommandation.
finding-step-text = Dites ce qui s’est passé.
finding-step-links = Nommez 50 initiatives et engagements au plus.
finding-step-link = Seuls des engagements et des initiatives mettent une recommandation en œuvre.
finding-step-unknown = Il n’y a pas d’initiative ou d’engagement de ce nom ici. Donnez l’adresse de sa page.
finding-sister-address = Donnez l’adresse d’une page : https://noeud.example/fr/consultations/nom.
finding-sister-kind = Choisissez à qui il pose la question : national, regional, youth ou other.
finding-sister-most = Nommez 50 processus frères au plus.
finding-sister-title = Dites comment il s’appelle là-bas, en 300 caractères au plus.
finding-sister-language = La langue est un code comme fr, sw ou pt-br.

# Sortes d’enregistrements, et pourquoi ils ont été écrits
part-kind-recommendation = Recommandation
part-kind-recommendation_answer = Réponse à une recommandation
part-kind-recommendation_step = Ce qui a été fait d’une recommandation
log-reason-recommendation-published = recommandation publiée
log-reason-recommendation-answered = réponse à une recommandation
log-reason-recommendation-followed = ce qui a été fait d’une recommandation
log-reason-sisters-named = processus frères d’une consultation nommés

# Courrier
mail-recommended-subject = Une recommandation : { $title }
mail-recommended =
    Bonjour,

    Vous avez demandé à connaître les suites d’une consultation. Voici ce qui est recommandé : « { $title } ». À qui, pour quand, et sur quoi cela repose :

    { $link }
mail-overdue-subject = Pas de réponse à temps : { $title }
mail-overdue =
    Bonjour,

    Vous avez demandé à connaître les suites d’une consultation. Le jour fixé pour répondre à « { $title } » est passé sans réponse :

    { $link }
mail-answered-subject = Une réponse : { $title }
mail-answered =
    Bonjour,

    Vous avez demandé à connaître les suites d’une consultation. Il y a une réponse à « { $title } » :

    { $link }
mail-followed-up-subject = Ce qui a été fait : { $title }
mail-followed-up =
    Bonjour,

    Vous avez demandé à connaître les suites d’une consultation. Quelque chose a été fait de « { $title } » :

    { $link }

# Au terminal
cli-recommendation-added = La recommandation est publiée sous /recommendations/{ $slug }, et celles et ceux qui l’ont demandé sont prévenus.
cli-recommendation-line = { $slug } → { $to } : { $title } { $standing }
cli-recommendations-none = Il n’y a pas de recommandation.
cli-sisters-none = Aucun processus frère n’est nommé.
cli-sister-line = { $address } « { $title } » { $found }
cli-error-not-public = { $what } ne mène à aucune adresse de l’Internet public, et n’a pas été interrogé.
help-recommendation = Recommander à un organisme ce qui ressort d’une consultation, répondre, dire ce qui a été fait.
help-recommendation-more =
    Un fichier décrit une recommandation (docs/outcomes.md en montre un). La façon dont les gens ont voté sur ses propositions est prise dans le résultat signé. Qui parle pour l’organisme concerné répond, et dit plus tard ce qui a été fait ; celles et ceux qui l’ont demandé sont prévenus à chaque étape. Les mots de passe sont demandés, ou lus sur la première ligne de l’entrée standard.
help-recommendation-add = Publier la recommandation que décrit un fichier.
help-recommendation-add-path = Le fichier (TOML).
help-recommendation-add-by = Nom du compte qui la publie : modération du nœud, ou du pays de la consultation.
help-recommendation-answer = Répondre à une recommandation, au nom de l’organisme auquel elle est adressée.
help-recommendation-answer-slug = Nom de la recommandation dans les adresses : reseau/1.
help-recommendation-answer-verdict = accepted (acceptée), in-part (en partie) ou declined (refusée).
help-recommendation-answer-text = Pourquoi, et ce qui sera fait ; nécessaire sauf si tout est accepté.
help-recommendation-answer-by = Nom d’un compte qui parle pour l’organisme.
help-recommendation-follow-up = Dire ce qui a été fait d’une recommandation.
help-recommendation-follow-up-slug = Nom de la recommandation dans les adresses : reseau/1.
help-recommendation-follow-up-text = Ce qui s’est passé.
help-recommendation-follow-up-link = Un engagement ou une initiative qui la met en œuvre : son nom, ou l’adresse de sa page. Peut être répété.
help-recommendation-follow-up-by = Nom d’un compte qui parle pour l’organisme.
help-recommendation-list = Dire toutes les recommandations : celles sans réponse d’abord, les plus anciennes en tête.
help-recommendation-list-to = Seulement celles adressées à cet acteur.
help-recommendation-list-of = Seulement celles de cette consultation.
help-recommendation-list-open = Seulement celles sans réponse.
help-consultation-sisters = Dire les processus frères d’une consultation, ou regarder s’ils la nomment aussi.
help-consultation-sisters-slug = Nom de la consultation dans les adresses.
help-consultation-sisters-look = Demander à chacun s’il nomme aussi cette consultation.
help-consultation-sisters-by = Nom du compte qui regarde : modération.
help-consultation-sisters-public-url = Ce par quoi commencent les adresses de ce nœud, sans chemin.
help-consultation-sisters-base = Interroger à la place un autre serveur de même forme : un miroir, ou un remplaçant pour des essais. Il n’a pas à être sur l’Internet public.

# L’ordre du jour
agenda-title = L’ordre du jour
agenda-what = Chacun propose des questions et soutient celles des autres ; les personnes qui tiennent ce nœud en choisissent peu, { $most } au plus à la fois, et disent pourquoi. Une question choisie peut devenir une consultation.
agenda-chosen = À l’ordre du jour
agenda-chosen-none = Pas encore de question choisie.
agenda-shown = Proposées
agenda-shown-none = Pas encore de question proposée. Soyez la première personne à en proposer une.
agenda-declined = Non retenues
agenda-support =
    { $n ->
        [0] Personne ne la soutient encore.
        [one] Une personne la soutient.
       *[other] { $n } personnes la soutiennent.
    }
agenda-support-do = Soutenir
agenda-withdraw = Reprendre mon soutien
agenda-became = La consultation qu’elle est devenue
agenda-behind = La question a été proposée par des gens, puis choisie pour l’ordre du jour :
agenda-propose = Proposer une question
agenda-propose-how = La modération la lit avant que les autres la voient. Votre navigateur reçoit un cookie, pour que chaque question n’ait qu’un soutien de vous ; il ne dit rien de qui vous êtes. Si vous êtes connecté·e, votre compte en tient lieu, et personne d’autre ne le voit.
agenda-text = De quoi faudrait-il parler ?
agenda-text-hint = Une seule question, en { $longest } caractères au plus.
agenda-waits = Merci. Votre question porte le numéro { $id } ; la modération la lit avant que les autres la voient.
agenda-waits-already = La même question a déjà été proposée. Vous n’avez rien d’autre à faire.
agenda-similar = Cette question est déjà là : « { $text } ». Soutenez-la, ou écrivez-en une autre.
agenda-no-language = Choisissez la langue de votre question.
agenda-not-kept = Votre question n’a pas été envoyée. Elle est ci-dessous comme vous l’avez écrite.
agenda-error-none = Il n’y a pas de question { $id } que l’on puisse soutenir.
agenda-error-many = { $most } de vos questions attendent une décision, autant qu’une personne peut en avoir.
agenda-moderation = Questions de l’ordre du jour
agenda-moderation-how = Chaque décision est publiée. Ce qui est refusé l’est avec sa raison, sans le texte ; ce qui est choisi ou non retenu, avec les deux.
agenda-state =
    { $state ->
        [waiting] En attente
        [shown] Proposées
        [refused] Refusées
        [chosen] À l’ordre du jour
       *[declined] Non retenues
    } ({ $n })
agenda-because = Pourquoi ? Ceci est publié.
agenda-consultation = La consultation qu’elle est devenue, par son nom dans les adresses (peut rester vide)
agenda-choose = Choisir
agenda-decline = Ne pas retenir
outcome-field-because = Raison{ $number }
outcome-field-consultation = Consultation{ $number }
outcome-field-chosen = Ordre du jour{ $number }
finding-agenda-reason = Dites pourquoi : c’est publié.
finding-agenda-declined = Seule une question choisie devient une consultation.
finding-agenda-consultation = Il n’y a pas de consultation de ce nom. Ouvrez-la d’abord.
finding-agenda-full = Il y a déjà autant de questions à l’ordre du jour qu’il peut y en avoir. Liez-en d’abord une à sa consultation et faites-la dépouiller, ou n’en retenez pas une.
log-reason-agenda-moderated = décision sur la visibilité d’une question de l’ordre du jour
log-reason-agenda-decided = question de l’ordre du jour choisie ou non retenue

# Colonnes
column-recommendation = Recommandation
column-recommended = Ce qui est recommandé ({ $lang })
column-body = Adressée à
column-published = Publiée
column-days-waiting = Jours sans réponse
column-answered = Réponse donnée
column-reasons = Ce qui est dit avec la réponse ({ $lang })
column-statements = Propositions
column-carried-out-by = Mise en œuvre par
