# Fiches : l'année d'un pays, sur la page, sur papier, dans un cadre, au terminal.

scorecard = Fiche
scorecard-title = { $place }, { $year } : fiche
scorecard-lead-measured = { $n } des { $all } chiffres que compte cette fiche sont connus pour { $place } en { $year }.
scorecard-lead-nothing = Rien de ce que compte cette fiche n’est encore connu pour { $place } en { $year }. On apporte des chiffres avec « passerelle import statistics ».
scorecard-working = Copie de travail : faite de ce que ce nœud sait maintenant, et signée par personne.
scorecard-prepared = Préparée le { $moment } ; une autre personne doit la regarder et la signer.
scorecard-made-up = Des chiffres sont inventés ici, pour s’exercer : ils ne disent rien du pays.
scorecard-released = Édition { $revision }, signée par deux personnes et publiée le { $moment }.
scorecard-revised = { $kind } : { $because }
scorecard-index-about = De 0 à 100 ; { $n ->
    [one] un pays a un score
   *[other] { $n } pays ont un score
}.
scorecard-index-range = La fourchette est celle de neuf sur dix de { $runs } façons de construire l’indice.
scorecard-index-shares = De ce qui n’est pas sûr, { $sampling } vient des erreurs d’échantillonnage et { $methods } des choix de méthode.
scorecard-index-methods = Elle vient des seuls choix de méthode : aucune source de ces chiffres ne publie d’erreur d’échantillonnage.
scorecard-index-rank = Rang : { $rank ->
    [one] { $rank }er
   *[other] { $rank }e
}, quelque part entre la place { $low } et la place { $high }.
scorecard-index-components = Ce qui le compose
scorecard-distance = Distance à chaque cible
scorecard-groups = Groupe par groupe
scorecard-groups-how = Chaque écart est mis à l’épreuve ; toutes les épreuves d’une fiche sont ajustées ensemble, pour que le hasard seul en donne rarement une pour sûre.
scorecard-groups-none = Aucun chiffre par groupe n’est encore connu ici.
scorecard-measured-title = Ce qui est mesuré, et ce qui ne l’est pas
scorecard-measured = { $n } chiffres sur { $all } sont connus.
scorecard-recent = { $n ->
    [0] Aucun n’a
    [one] { $n } a
   *[other] { $n } ont
} { $years } ans ou moins.
scorecard-with-interval = { $n ->
    [0] Aucun n’a de marge d’erreur
    [one] { $n } a une marge d’erreur
   *[other] { $n } ont une marge d’erreur
}.
scorecard-median-age = { $years ->
    [0] La moitié est de l’année même
    [one] La moitié a un an ou plus
   *[other] La moitié a { $years } ans ou plus
}.
scorecard-missing = Pas connu
scorecard-missing-list = Pas connu : { $names }.
scorecard-breakdowns = Qui l’on peut voir : les ventilations du Pacte
scorecard-breakdowns-count = { $n } ventilations sur { $all } existent en { $year } (au moins deux groupes, publiés depuis moins de { $window } ans).
scorecard-breakdowns-before = La promesse du Pacte commence en { $baseyear }.
scorecard-breakdowns-no-base = En { $baseyear }, d’où part la promesse, il n’y en avait aucune ici : on ne peut compter de hausse.
scorecard-breakdowns-promise = En { $baseyear }, il y en avait { $base } ; 50 % de plus, comme le vise le Pacte, en ferait { $promised } en { $byyear }.
scorecard-breakdowns-kept = En { $baseyear }, il y en avait { $base } ; les 50 % de plus que vise le Pacte, soit { $promised } en { $byyear }, sont là.
scorecard-breakdown-old = { $period } (trop ancien)
scorecard-breakdown-none = aucune
scorecard-gap = encore { $gap }
scorecard-gap-interval = encore { $gap } (entre { $low } et { $high })
scorecard-gap-met = atteinte
scorecard-points = { $n ->
    [one] { $value } point
   *[other] { $value } points
}
scorecard-change = { $change } depuis { $since }{ $sure ->
    [yes] , plus que n’en ferait le hasard
    [no] , ce qui peut être le hasard
   *[unknown] {""}
}
scorecard-difference = { $group } : { $groupvalue } ; { $reference } : { $referencevalue } ({ $period }). Un écart de { $difference }{ $sure ->
    [yes] , plus que n’en ferait le hasard ({ $p }).
    [no] , qui peut être le hasard ({ $p }).
   *[unknown]  ; sans marges d’erreur, personne ne peut dire si c’est le hasard.
}
scorecard-p = p = { $p }
scorecard-p-tiny = p < 0,001
scorecard-more = { $n ->
    [one] Un autre est sur la page.
   *[other] { $n } autres sont sur la page.
}
scorecard-sheet-foot = Passerelle – sources, définitions et dernière édition : { $address }
scorecard-col-verdict = Où l’on en est
scorecard-col-gap = Jusqu’à la cible
scorecard-col-group = Groupe
scorecard-col-score = Score
scorecard-editions = Éditions
scorecard-edition = Édition { $n }, { $moment }
scorecard-beside-title = D’autres pays à côté
scorecard-beside-place = Pays { $n }
scorecard-beside = { $place } : { $value } ({ $about }), source : { $source }
scorecard-beside-none = { $place } : pas de chiffre cette année-là ni avant
scorecard-years = Autres années
scorecard-sheet = Une page à imprimer (PDF)
scorecard-csv = Tous les chiffres, groupe par groupe (CSV)
scorecard-json = Pour un programme (JSON)
scorecard-image = La même chose en image
scorecard-image-how = Ajoutez ?rows=6, ?show=internet_users,coverage_4g ou ?theme=dark pour choisir ce qui se montre.
scorecard-country = En savoir plus : { $place }
scorecard-calendar = Calendrier des publications, et comment les fiches sont révisées
scorecard-of-country = Sa fiche de { $year }
no-figure-short = –

# Le calendrier des publications.
releases-title = Publications
releases-lead = { $past ->
    [0] Aucune fiche n’a encore été publiée ici
    [one] Une édition de fiche a été publiée
   *[other] { $past } éditions de fiches ont été publiées
} ; { $coming ->
    [0] aucune n’est annoncée
    [one] une est annoncée
   *[other] { $coming } sont annoncées
}.
releases-coming = Annoncées
releases-past = Publiées
releases-how = Une publication est préparée par une personne et signée par une autre. Ce qui est annoncé peut se lire à partir du moment dit, par tout le monde à la fois.
releases-policy = Comment les fiches sont révisées
release-why = { $kind } : { $because } ({ $n ->
    [0] aucun chiffre n’a changé
    [one] un chiffre a changé
   *[other] { $n } chiffres ont changé
})

# Au terminal.
cli-release-prepared = Préparé : { $title }, édition { $revision }. Une autre personne la regarde avec :
cli-release-look-with = passerelle scorecard { $place } { $year } --prepared
cli-release-to-sign = Si tout est juste, une autre personne que celle qui l’a préparée signe :
cli-release-sign-with = passerelle release sign { $place } { $year } --by NOM --fingerprint { $fingerprint }
cli-release-signed = Signé : { $title }, édition { $revision }. On pourra le lire à partir du { $moment }.
cli-release-released = Publié : { $title }, édition { $revision }.
cli-release-changes = { $n ->
    [0] Aucun chiffre ne change.
    [one] Un chiffre change.
   *[other] { $n } chiffres changent.
}
cli-releases-none = Rien n’a été publié, et rien n’est annoncé. Commencez par « passerelle release prepare ».
cli-release-line = { $moment }  { $title }, édition { $revision } ({ $stage })
cli-release-stage-released = publié
cli-release-stage-signed = signé, à paraître
cli-release-password = Mot de passe de { $name } :
cli-release-wrong-password = Le nom ou le mot de passe n’est pas le bon, ou le compte est fermé. Rien n’a changé.
cli-scorecard-written = Écrit : { $path }
