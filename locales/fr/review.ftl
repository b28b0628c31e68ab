# Contributions à l’examen, périodes de commentaires, calendrier.
printed-page = Page { $n } sur { $pages }
review-title = { $place } – { $outline }
review-foot = { $place }, état du registre au { $day }.
review-synthetic = Ce pays est inventé, pour s’exercer : rien de ce qui suit n’est vrai.
review-not-printable = Certains mots sont écrits dans un alphabet que cette version imprimée n’a pas : leurs lettres y sont remplacées par des points d’interrogation. La version HTML les a toutes.
review-state-working = Document de travail : personne ne l’a encore publié.
review-state-draft = Projet, édition { $edition } : ouvert aux commentaires jusqu’au { $day }.
review-state-published = Édition { $edition }, publiée le { $day } après une période de commentaires.
review-of-when = Fait de l’état du registre au { $day } : { $n ->
    [one] une inscription
   *[other] { $n } inscriptions
}, la dernière le { $moment }.
review-other-texts = Suites du Pacte et autres textes
review-by-objective = Objectif par objectif
review-col-objective = Objectif
review-col-commitments = Engagements
review-col-served = Avec une contribution
review-col-shown = Montrés par quelque chose
review-col-contributions = Contributions
review-col-silent = Silencieuses
review-col-who = Qui
review-col-kind = Nature
review-col-scope = Portée
review-col-with = Avec
review-col-signed = Signé
review-col-contribution = Contribution
review-col-own = De son propre mot
review-col-others = Par d’autres
review-col-evidence = Preuves
review-col-news = Nouvelles
review-col-commitment = Engagement
review-col-figures = Ce qui le montre
review-col-contributions-numbers = Contributions, par numéro
review-col-last-shown = Dernier progrès montré
review-col-amount = En tout
review-col-committed = Promis
review-col-open = Reste à financer
review-tally-commitments = { $n ->
    [one] Un engagement
   *[other] { $n } engagements
} ; { $served ->
    [0] aucun n’est servi
    [one] un est servi
   *[other] { $served } sont servis
} par une contribution enregistrée ici, et { $shown ->
    [0] rien n’en montre l’avancement
    [one] un chiffre ou une preuve montre l’avancement d’un seul
   *[other] un chiffre ou une preuve montre l’avancement de { $shown }
}.
review-tally-contributions = { $n ->
    [0] Aucune contribution n’est enregistrée ici.
    [one] Une contribution est enregistrée ici
   *[other] { $n } contributions sont enregistrées ici
}{ $n ->
    [0] { "" }
   *[other] { " ; " }{ $evidence ->
        [0] aucune ne donne de preuve de ses progrès
        [one] une donne des preuves de ses progrès
       *[other] { $evidence } donnent des preuves de leurs progrès
    }, et { $before ->
        [0] aucune n’avait commencé avant d’être promise
        [one] une avait commencé avant d’être promise
       *[other] { $before } avaient commencé avant d’être promises
    }.
}
review-tally-words = { $n ->
    [0] Personne d’autre n’en a évalué
    [one] D’autres en ont évalué une
   *[other] D’autres en ont évalué { $n }
} ; { $replies ->
    [0] aucune réponse n’est publiée
    [one] une réponse est publiée
   *[other] { $replies } réponses sont publiées
}{ $held ->
    [0] .
    [one] , et une évaluation attend encore la sienne.
   *[other] , et { $held } évaluations attendent encore la leur.
}
review-tally-silence = { $silent ->
    [0] Aucune n’est silencieuse (un an sans nouvelles)
    [one] Une est silencieuse (un an sans nouvelles)
   *[other] { $silent } sont silencieuses (un an sans nouvelles)
} et { $inactive ->
    [0] aucune n’est inactive (deux ans)
    [one] une est inactive (deux ans)
   *[other] { $inactive } sont inactives (deux ans)
}.
review-adopted = { $place } est un État Membre des Nations Unies : les États Membres ont adopté le Pacte le 22 septembre 2024 (A/RES/79/1).
review-not-adopted = { $place } n’est pas un État Membre des Nations Unies ; ce sont les États Membres qui ont adopté le Pacte (A/RES/79/1).
review-adopted-several = { $place } : { $n ->
    [one] un État Membre des Nations Unies
   *[other] { $n } États Membres des Nations Unies
}, qui ont adopté le Pacte le 22 septembre 2024 (A/RES/79/1).
review-no-endorsement = Aucun soutien au Pacte n’est enregistré ici.
review-endorsements = Qui a soutenu le Pacte
review-scope-objectives = Objectifs { $numbers }
review-statement = { $name } ({ $signatory }) : « { $words } »
review-nothing-recorded = { $n ->
    [one] Un engagement dont rien n’est enregistré ici
   *[other] { $n } engagements dont rien n’est enregistré ici
}
review-no-contribution = Aucune contribution n’est enregistrée ici.
review-nothing-said = rien dit
review-nobody-else = personne d’autre
review-held = { $n ->
    [one] Une évaluation attend la réponse des personnes évaluées
   *[other] { $n } évaluations attendent la réponse des personnes évaluées
}
review-nobodys = personne ne l’a encore prise pour sienne
review-heard = { $hearing ->
    [inactive] Inactive, sans nouvelles depuis le { $last }.
    [silent] Silencieuse, sans nouvelles depuis le { $last }.
   *[other] Dernières nouvelles : { $last }.
}
review-target = cible { $target } en { $year }
review-median = médiane { $median } ; la moitié des pays sont entre { $low } et { $high } ({ $n ->
    [one] un pays a un chiffre
   *[other] { $n } pays ont un chiffre
} de { $since } ou après)
review-no-interval = intervalle non publié
review-goals-how = Les objectifs de développement durable sont ceux que le texte nomme à l’endroit de l’engagement ; un engagement peut figurer sous plusieurs. Les numéros renvoient aux contributions.
review-goal = Objectif { $n } : { $name }
review-line-empty = Rien n’est enregistré ici sous cette orientation.
review-none = aucune
review-numbered = { $n }. { $title }
review-contribution-about = Par { $by }, { $place }, { $start }–{ $end }, { $status }
review-began-before = Elle avait commencé avant d’être promise.
review-more-own = { $n ->
    [one] Un autre mot, plus ancien, est sur sa page.
   *[other] { $n } autres mots, plus anciens, sont sur sa page.
}
review-serves = Sert : { $titles }
review-places = Lieux : { $names }
review-organisations = Y prennent part : { $names }
review-aim = { $what } ({ $unit }) : de { $from } en { $fromyear } à { $to } en { $toyear }
review-aim-reached =  ; { $value } atteint en { $year }, selon ses propres dires
review-last-shown = Dernier progrès que quelque chose montre : { $day }.
review-never-shown = Aucun progrès que quelque chose montre n’est enregistré ici.
review-no-reply = Pas de réponse dans les trente jours.
review-budgets = { $n ->
    [0] Aucune contribution ne dit ce qu’elle doit coûter.
    [one] Une contribution dit ce qu’elle doit coûter
   *[other] { $n } contributions disent ce qu’elles doivent coûter
}{ $n ->
    [0] { "" }
   *[other] , et { $without ->
        [0] aucune ne s’en tait.
        [one] une ne le dit pas.
       *[other] { $without } ne le disent pas.
    } Les montants ne sont pas additionnés.
}
review-budgets-name = Budgets déclarés
review-none-silent = De toutes, des nouvelles ont été données depuis moins d’un an.
review-silence-how = Une contribution dont rien n’est entendu pendant un an est silencieuse, pendant deux ans inactive.
review-silent = Contributions silencieuses ou inactives
review-gaps-how = Ce que personne n’a noté sur ce nœud. Cela ne prouve pas que rien n’ait été fait.
review-gap-unshown = Engagements que rien ne montre, ni chiffre ni preuve : { $n }
review-gap-unserved = Engagements qu’aucune contribution ne sert : { $n }
review-gap-unmeasured = Engagements qu’aucun indicateur du catalogue ne mesure : { $n }
review-gap-contributions = Contributions, par numéro
review-gap-without-evidence = Sans preuve de leurs progrès ({ $n }) : { $numbers }
review-gap-unassessed = Que personne d’autre n’a évaluées ({ $n }) : { $numbers }
review-gap-silent = Silencieuses ou inactives ({ $n }) : { $numbers }
review-gap-nobodys = Qu’aucun acteur n’a prises pour siennes ({ $n }) : { $numbers }
review-state-of-log = État du registre : { $n } inscriptions, racine { $root }, dernière inscription le { $moment }.
review-to-write = Chapitre à écrire par les personnes qui présentent le rapport : le registre ne le contient pas.
review-comment-period = Le projet a été ouvert aux commentaires du { $from } au { $to }.
review-no-comment = Aucun commentaire n’a été publié.
review-comment-by = { $n }. { $name }, { $day }
review-no-answer = Sans réponse.
review-answer-by = Réponse de { $name }, { $day }
review-link = Contribution à l’examen du Pacte
reviews-title = Contributions à l’examen
reviews-lead = Ce qui est enregistré d’un pays, d’une région ou du monde : les promesses, qui fait quoi, ce qui le montre, ce qu’en disent d’autres, les silences et les lacunes. Volontaire, refaite à l’identique des mêmes données, et signée.
reviews-choose = Choisir
reviews-countries-how = La contribution d’un pays s’ouvre depuis sa page, ou ici.
reviews-show = Montrer
reviews-country = Pays
reviews-groups = Monde, régions et groupes
reviews-rounds = Ouvertes aux commentaires, ou publiées
reviews-round-open = { $title } : commentaires jusqu’au { $day }
reviews-round-closed = { $title } : commentaires clos depuis le { $day }, pas encore publiée
reviews-round-published = { $title } : publiée le { $day }
review-page-lead = Ce qui est enregistré ici de { $place }, mis en ordre.
review-take = Emporter
review-take-how = Chaque fichier a sa note, signée par ce nœud : « passerelle review check » dit si le fichier est bien celui-là.
review-form-pdf = PDF, à imprimer
review-form-html = HTML, une page à lire et à envoyer
review-form-json = JSON, pour un programme
review-form-csv = CSV, pour un tableur
review-note = note signée
review-outline = Sous la forme : { $name }
review-round-title = Commentaires
review-round-open = Ce projet est ouvert aux commentaires jusqu’au { $day } inclus. Chaque commentaire est regardé par une personne chargée de la modération, puis figure ici avec la réponse du bureau qui prépare le rapport.
review-round-closed = Les commentaires sont clos depuis le { $day }. Le rapport n’est pas encore publié.
review-round-published = Le rapport a été publié le { $day }. Les commentaires et les réponses restent à côté.
review-round-none = Aucun projet n’est ouvert aux commentaires.
review-round-draft = Le projet
review-round-report = Le rapport publié
review-comment-do = Commenter ce projet
review-answer-do = Répondre au nom du bureau
review-commitments-none = { $n ->
    [one] et un engagement dont rien n’est enregistré ici
   *[other] et { $n } engagements dont rien n’est enregistré ici
}
review-served = { $n ->
    [one] une contribution
   *[other] { $n } contributions
}
review-pieces = { $n ->
    [0] aucune preuve
    [one] une preuve
   *[other] { $n } preuves
}
part-kind-comment = Commentaire
part-kind-answer = Réponse à un commentaire
part-write-comment = Commenter un projet de rapport
part-write-comment-lead = Ce qui manque, ce qui est faux, ce qui est à ajouter. Votre commentaire est regardé par une personne chargée de la modération, puis montré avec la réponse.
part-write-answer = Répondre à un commentaire
part-write-answer-lead = Votre réponse figure à côté du commentaire, telle que vous l’écrivez.
part-legend-comment = Votre commentaire
part-legend-answer = Votre réponse
part-field-comment-name = Nom, qui peut être un pseudonyme
part-field-answer-name = Qui répond : l’État, le ministère, le bureau
part-field-passage = De quoi il s’agit : un objectif, un engagement, un numéro
part-wrong-round-closed = Les commentaires sont clos depuis le { $found }. Ce que vous avez tapé est gardé dans vos brouillons.
calendar-title = Calendrier des mandats et des examens
calendar-lead = Ce que les textes fixent, ce que les mandats prévoient, et les périodes de commentaires de ce nœud.
calendar-ics = Pour votre agenda (iCalendar)
calendar-coming = À venir
calendar-past = Passé
calendar-due = { $n ->
    [one] Un engagement arrive à échéance
   *[other] { $n } engagements arrivent à échéance
} – { $what }
calendar-comments = Derniers commentaires sur le projet de rapport : { $place }
cli-review-written = Écrit dans { $path }. La note signée est dans { $note }.
cli-review-checked = { $path } est bien « { $what } », signé par { $node }, fait de l’état du registre à { $n } inscriptions.
cli-review-check-not-a-note = { $note } n’est pas une note signée par un nœud de Passerelle.
cli-review-check-not-signed = { $note } n’est signée par aucune clé de ce nœud. Si le fichier vient d’un autre nœud, donnez sa clé publique : --key.
cli-review-check-other-file = { $path } n’est pas le fichier que la note décrit : il a changé, ou c’est un autre.
cli-review-check-not-a-key = « { $key } » n’est pas une clé publique. Elle s’écrit nom+empreinte+base64, comme la montre « passerelle key show ».
cli-review-no-place = « { $place } » n’est ni un pays ni un groupe de pays connu ici, ou n’a pas de membre. Donnez trois lettres (KEN) à --country, un code du catalogue (africa, eastern_africa, ldc) à --region ou --group.
cli-review-no-form = On ne sait pas comment écrire { $path } : donnez à son nom une de ces fins : { $endings }.
cli-review-no-outline = « { $outline } » n’est pas une forme connue. Celles-ci le sont : { $known }.
cli-review-no-language = « { $lang } » n’est pas une langue du programme. Celles-ci le sont : { $known }.
cli-review-opened = Projet { $slug } ouvert aux commentaires jusqu’au { $day }.
cli-review-published = Rapport { $slug } publié.
cli-review-fingerprint = Empreinte : { $fingerprint }
cli-review-round = { $slug }  { $stage ->
    [published] publié
   *[open] ouvert
}  { $day }  { $title }
cli-review-rounds-none = Aucun projet n’a été ouvert aux commentaires.
cli-review-refused-not-allowed = Ce compte ne peut pas le faire : les personnes chargées du catalogue ouvrent un projet, celles chargées de la modération publient le rapport.
cli-review-refused-no-round = Aucun projet n’est ouvert pour { $place }. Commencez par « passerelle review open ».
cli-review-refused-open-already = Un projet est déjà ouvert pour { $place } : publiez-le avant d’en ouvrir un autre.
cli-review-refused-bad-day = Ce jour ne convient pas pour clore les commentaires : donnez un jour d’ici à un an.
cli-review-refused-still-open = Les commentaires sont ouverts jusqu’au { $day } : le rapport est publié ensuite.
cli-review-refused-four-eyes = La personne qui a ouvert le projet ne publie pas son rapport : il en faut une autre.
cli-review-refused-other-fingerprint = Le registre a changé depuis, ou l’empreinte n’a pas été copiée en entier. Regardez à nouveau avec « passerelle review --country { $place } », et donnez l’empreinte qu’elle montre.
cli-review-refused-published = Le dernier rapport de { $place } est déjà publié. Ouvrez un nouveau projet.
cli-review-refused-too-large = Cet examen est trop grand pour être gardé.
part-record-passage = De quoi il s’agit
log-reason-review-opened = projet de contribution à l’examen ouvert aux commentaires
log-reason-review-published = contribution à l’examen publiée
review-col-commitments-n = { $n ->
    [one] Un engagement
   *[other] { $n } engagements
}
review-money = Promis et payé, tel que cela a été déclaré : « au moins » compte ce qui est sûr, une fois ; « au plus » ajoute ce qui est peut-être la même somme dite deux fois. Les sortes ne sont jamais additionnées ; les montants sont convertis en { $currency } au taux de leur jour.
review-money-none = Aucun versement n’est enregistré ici.
review-money-name = Promis et payé, par sorte
review-col-money-kind = Sorte
review-col-at-least = Au moins
review-col-at-most = Au plus
review-money-line = { $kind } : entre { $low } et { $high }
review-money-left-out = { $n ->
    [one] Un versement n’y est pas : aucun taux de son jour n’est connu.
   *[other] { $n } versements n’y sont pas : aucun taux de leur jour n’est connu.
}
review-more-others = { $n ->
    [one] et une autre évaluation
   *[other] et { $n } autres évaluations
}
review-no-figure = aucun chiffre
