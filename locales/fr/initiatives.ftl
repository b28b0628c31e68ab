# Initiatives : qui fait quoi pour tenir les promesses, et ce qui reste à financer.

initiatives-title = Initiatives
initiatives-lead = { $n ->
    [0] Aucune initiative n’est encore enregistrée ici.
    [one] Une initiative est enregistrée ici.
   *[other] { $n } initiatives sont enregistrées ici.
}
initiatives-how = Une initiative, c’est ce que quelqu’un fait pour tenir des promesses : où, pour qui, jusqu’à quand, et qui paie. Ce que personne n’a encore promis reste ouvert à d’autres financeurs.
initiatives-all = toutes les initiatives
initiatives-empty = Un plan devient une initiative avec « passerelle plan publish ». Elle figure alors ici, sur la page de son pays et sur celles des engagements qu’elle sert.
initiative-about = { $place }, { $start }–{ $end }, { $status }
initiative-no-country = sans pays unique
initiative-status-planned = prévue
initiative-status-under-way = en cours
initiative-status-finished = terminée
initiative-status-suspended = suspendue
initiative-status-cancelled = abandonnée
initiative-money = { $kind ->
    [none] Aucun budget n’est indiqué.
    [funded] { $amount } en tout, entièrement promis.
   *[open] { $amount } en tout : { $committed } promis, { $open } à financer.
}
initiative-serves = Engagements qu’elle sert
initiative-where = Où
initiative-more-places = { $n ->
    [one] et un lieu de plus
   *[other] et { $n } lieux de plus
}
initiative-for = Pour qui
initiative-for-all = Tout le monde autour de ses sites
initiative-languages = Langues de travail
initiative-who = Qui y prend part
initiative-nobody = Ce n’est pas dit.
initiative-role-lead = en répond
initiative-role-funder = paie
initiative-role-partner = réalise
initiative-pledge = Commencée
initiative-began-before = Avant d’être promise : elle aurait été faite de toute façon, et n’ajoute rien à ce qui a été promis.
initiative-began-after = Pas avant d’être promise.
initiative-aims = Ce qu’elle doit atteindre
initiative-aim-sites = Sites raccordés
initiative-aim-people = Personnes que servent les sites qu’elle raccorde
initiative-baseline-unknown = non dit
initiative-col-what = Quoi
initiative-col-from = De
initiative-col-to = À
initiative-col-reached = Atteint, selon elle
value-in = { $value } ({ $year })
initiative-budget = Budget
initiative-budget-how = À prix constants, tel qu’il faudra le payer chaque année. « À financer », c’est ce que personne n’a promis : une organisation, un fonds ou un bailleur peut le reprendre, ligne par ligne.
initiative-by-year = Par année et par objet
initiative-by-lot = Par lot, à commencer par ceux où il reste le plus à financer
initiative-by-payer = Promis par
initiative-no-payer = Personne n’a encore rien promis.
initiative-purpose-build = construire
initiative-purpose-renew = remplacer ce qui s’use
initiative-purpose-run = faire fonctionner
initiative-col-year = Année
initiative-col-purpose = Pour
initiative-col-amount = En tout
initiative-col-committed = Promis
initiative-col-open = À financer
initiative-more-lots = { $n ->
    [one] Un lot de plus est dans le fichier ci-dessous.
   *[other] { $n } lots de plus sont dans le fichier ci-dessous.
}
initiative-take = À emporter
initiative-plan = Le plan qu’elle met en œuvre
initiative-csv = Chaque ligne du budget, pour un tableur (CSV)
initiative-iati = Activité pour l’IITA, norme IATI 2.03 (XML)
initiative-no-iati = Elle ne peut pas s’écrire pour l’IITA (IATI) : l’organisation qui en répond n’y a pas d’identifiant.
initiative-version = Version { $version }, { $moment }. Chaque changement reste vérifiable :
initiative-dates = De quand à quand
initiative-lines = { $n ->
    [one] Une ligne de budget.
   *[other] { $n } lignes de budget.
}
initiative-places-kept = Le nœud ne contient rien de plus précis. Le plan exact n’est que dans votre dossier : gardez-le.
initiative-published = Publiée sous le nom { $slug }, version { $version }. Sa page est /fr/initiatives/{ $slug } sur le nœud.
country-initiatives = Ce qui est fait pour les tenir
language-of-fr = français
language-of-en = anglais
language-of-ar = arabe
language-of-es = espagnol
language-of-pt = portugais
language-of-ru = russe
language-of-sw = swahili
language-of-zh = chinois

# Ce qui ne va pas.
initiative-error-start = { $found } n’est pas une date : écrivez 2027, 2027-09 ou 2027-09-22 après --start.
initiative-error-no-hashes = Le plan de { $folder } a été fait par une version précédente du programme, qui ne gardait pas l’empreinte de ses fichiers. Refaites-le, et publiez celui-là.
initiative-error-changed = Le dossier { $folder } n’est pas le plan que décrit son résumé. Ces fichiers ont changé, ou ne sont pas là : { $files }. Refaites le plan, et publiez celui-là.
initiative-error-currency = Le plan est en { $expected }, et son devis quantitatif en { $found } : une initiative a une seule monnaie.
initiative-error-bill = Le devis quantitatif de { $folder } ne fait pas le total du plan. Refaites le plan, et publiez celui-là.
initiative-error-taken = Il y a déjà une initiative { $slug }. Pour en publier une version suivante, ajoutez --slug { $slug } ; pour une autre, ajoutez un autre --slug.
initiative-error-unknown = Il n’y a pas d’initiative { $slug }. « passerelle initiatives list » montre celles qui existent.
initiative-error-iati = Elle ne peut pas s’écrire pour l’IITA (IATI) : { $detail }. Dites qui la déclare avec --reporter et --reporter-id, ou publiez-la de nouveau avec --lead et --lead-id.
initiative-error-more = { $n ->
    [one] … et une chose de plus.
   *[other] … et { $n } choses de plus.
}
finding-bad-slug = Un nom d’adresse se compose de minuscules, de chiffres, de points et de traits d’union : raccorder-chaque-ecole. Donnez-en un avec --slug.
finding-unknown-country = Ce pays n’est pas dans le catalogue : donnez ses trois lettres, comme STP.
finding-unknown-group = Ce groupe n’est pas dans le catalogue : écrivez une dimension et une catégorie, comme location=rural.
finding-text-too-long = Ce texte est trop long. Raccourcissez-le.
finding-too-many = Il y en a trop : 1 000 au plus. Faites le plan avec moins de lots (--lots-by).
finding-too-many-lines = Le budget a trop de lignes : 10 000 au plus. Faites le plan avec moins de lots (--lots-by).
finding-serves-nothing = Une initiative sert au moins un engagement : nommez-le avec --commitment.
finding-two-leads = Une seule organisation répond d’une initiative.
finding-not-a-reference = Un identifiant de l’IITA (IATI) n’a ni espace ni / & | ?, et un trait d’union après le code de qui le donne : XM-DAC-41114.
finding-ends-before-it-begins = La fin vient avant le début.
finding-year-outside = L’année n’est pas entre le début et la fin.
finding-pledged-twice = Il est promis plus que ce que compte la ligne.
finding-not-an-organisation = Qui promet est l’une des organisations qui y prennent part.

# Les brouillons.
initiative-drafts = { $n ->
    [0] Il n’y a aucun brouillon.
    [one] Un brouillon :
   *[other] { $n } brouillons, les plus récents d’abord :
}
initiative-draft-about = Brouillon de { $slug }, enregistré le { $moment }. Seule la personne qui l’a écrit le voit.
initiative-draft-new = Rien n’en est encore publié.
initiative-draft-same = Il ne change rien à la version { $version }, qui est publiée.
initiative-draft-changes = Ce qu’il change à la version { $version }, qui est publiée :
initiative-draft-problems = Ce qui empêche de le publier :
initiative-draft-next = Pour le changer : passerelle initiatives change { $slug }. Pour le publier : passerelle initiatives publish { $slug }.
initiative-draft-discarded = Le brouillon de { $slug } est jeté. Ce qui est publié reste tel quel.
initiative-change-to = { $field } : { $before } → { $after }
initiative-change-come = { $field } : en plus : { $after }
initiative-change-gone = { $field } : en moins : { $before }
initiative-change-line = ligne { $n } du budget
initiative-change-line-of = { $year }, { $purpose }, { $technology }, { $lot }, { $amount } (dont { $committed } promis)
initiative-field-in = { $field } ({ $lang })
initiative-field-title = titre
initiative-field-description = description
initiative-field-country = pays
initiative-field-start = début
initiative-field-end = fin
initiative-field-status = avancement
initiative-field-began-before-pledge = commencée avant d’être promise
initiative-field-currency = monnaie
initiative-field-plan = plan
initiative-field-serves = engagement
initiative-field-groups = pour qui
initiative-field-part-of = fait partie de
initiative-field-languages = langue
initiative-field-places = lieu
initiative-field-organisations = organisation
initiative-field-aims = but
initiative-field-evidence = preuve
initiative-is-true = oui
initiative-is-false = non
initiative-error-no-draft = Il n’y a ici aucun brouillon de { $slug }, et rien de publié d’où en commencer un. « passerelle initiatives draft » nomme les brouillons qu’il y a ; chacun est à la personne qui l’a écrit (--as).
initiative-error-form = La même personne remplit un formulaire de { $slug } sur les pages du nœud. Qu’elle le publie ou le jette là-bas avant d’en faire un brouillon ici.
initiative-error-moved = { $slug } en est à la version { $version }, et ce brouillon est parti d’une autre. Regardez ce qu’il changerait avec « passerelle initiatives draft { $slug } » ; si c’est voulu, publiez-le avec --over { $version }.
finding-budget-unreadable = Ce n’est pas un tableau qui puisse se lire. « passerelle export budget » en écrit un.
finding-budget-no-column = Le tableau n’a pas cette colonne : il lui faut budget_year, purpose, technology, lot et amount, comme les écrit « passerelle export budget ».
finding-budget-currency = Une initiative a une seule monnaie : convertissez la somme.
finding-not-a-purpose = Écrivez build, renew ou run.
finding-not-a-pledge = Écrivez qui promet, puis la somme, l’un après l’autre avec des points-virgules entre eux : Ministère 500.00;Fonds 250.00.
