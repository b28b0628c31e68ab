# Pages des sites (écoles, postes de santé) et carte interactive.

places-title = Écoles et postes de santé
places-about = Où ils sont, autant que leur ministère permet de le montrer, et lesquels sont raccordés.
places-none = Aucun pays n’a encore donné sa liste. Qui tient ce nœud en apporte une ainsi :
places-n = { $n ->
    [one] un site
   *[other] { $count } sites
}
places-list-of = Liste du { $day }
places-of = Écoles et postes de santé : { $place }
places-policy-why = Savoir où est une école, et qu’elle ne peut pas appeler à l’aide, peut mettre en danger celles et ceux qui s’y trouvent. À chaque ministère de décider avec quelle précision ses sites sont montrés ; sans sa décision, aucun lieu n’est exact.

places-lead = { $n ->
    [0] { $place } : aucun site de ce genre.
   *[other] { $told ->
        [yes] { $place } : { $share } des sites qui le disent sont raccordés. Sur { $sites } { $n ->
            [one] site
           *[other] sites
        }{ $filtered ->
            [yes] {" "}de ce choix
           *[no] {""}
        }, { $connected } sont raccordés, { $not } ne le sont pas et { $untold } ne le disent pas.
       *[other] { $place } compte { $sites } { $n ->
            [one] site
           *[other] sites
        }{ $filtered ->
            [yes] {" "}de ce choix
           *[no] {""}
        } dans sa liste. { $n ->
            [one] Il ne dit pas s’il est raccordé.
           *[other] Aucun ne dit s’il est raccordé.
        }
    }
}
places-area-of = { $area } ({ $place })
places-how = Comment le sont ceux qui sont raccordés : { $how }.
places-complete = { $sites } sur { $official } au compte officiel ({ $share } ; { $source }, { $year })
places-area = Territoire
places-areas = Territoires
places-status = État
places-kind = Genre
places-level = Niveau
places-technology = Raccordé par
places-sites = sites
places-connected = Sites raccordés
places-people = Élèves ou personnes desservies
places-share = Part raccordée, parmi ceux qui le disent
places-official = Face au compte officiel
places-all = Tous
places-no-area = Territoire non indiqué
places-no-site = Aucun site de ce genre.
places-by-area = Par territoire
places-list = Un par un
places-next = Sites suivants
places-drawing = Plus un cercle est grand, plus il y a de sites ; plus il est foncé, plus la part raccordée est grande. Le milieu des sites d’un territoire est arrondi.
places-circle = { $area } : { $sites } { $n ->
    [one] site
   *[other] sites
}{ $told ->
    [yes] , dont { $share } raccordés parmi ceux qui le disent
   *[no] , dont aucun ne dit s’il est raccordé
}
places-between = de { $low } à { $high }
places-untold = Non indiqué
places-map-title = Carte interactive des sites : { $place }
places-file-areas = Comptes par territoire (CSV)
places-file-sites = Sites (CSV)
places-file-geojson = Sites (GeoJSON)
places-file-map = Les tuiles de la carte (PMTiles)
places-source = Source : { $files }. Conditions : { $licence }.
places-origin = { $file }, ligne { $row }
places-no-licence = non indiquées
places-record = Ce que le registre dit de cette liste
places-shown = Avec quelle précision cela est montré

places-policy-areas = { $decided ->
    [yes] Décision du { $day }, { $who } : les sites
   *[no] Tant que le ministère n’en décide pas autrement, les sites
} sont comptés par territoire et ne sont pas montrés un par un. Le milieu d’un territoire est arrondi à environ { $km } km. { $days ->
    [0] {""}
    [one] Une liste est montrée un jour après son arrivée.
   *[other] Une liste est montrée { $days } jours après son arrivée.
}
places-policy-rounded = { $decided ->
    [yes] Décision du { $day }, { $who } : le lieu
   *[no] Tant que le ministère n’en décide pas autrement, le lieu
} de chaque site est arrondi à environ { $km } km. { $days ->
    [0] {""}
    [one] Une liste est montrée un jour après son arrivée.
   *[other] Une liste est montrée { $days } jours après son arrivée.
}
places-policy-exact = Décision du { $day }, { $who } : chaque site est montré là où sa liste le dit. { $days ->
    [0] {""}
    [one] Une liste est montrée un jour après son arrivée.
   *[other] Une liste est montrée { $days } jours après son arrivée.
}

places-kind-school = École
places-kind-health_facility = Établissement de santé
places-kind-other = Autre lieu
places-status-yes = Raccordé
places-status-no = Non raccordé
places-status-unknown = Non indiqué
places-mostly-yes = La moitié ou plus sont raccordés
places-mostly-no = Moins de la moitié sont raccordés

places-site-lead = { $status ->
    [yes] Raccordé{ $how ->
        [known] {" "}({ $technology })
       *[other] {""}
    }.
    [no] { $measured ->
        [yes] Selon sa liste, il n’est pas raccordé ; ce qui y a été mesuré est plus bas.
       *[no] Non raccordé.
    }
   *[unknown] Sa liste ne dit pas s’il est raccordé{ $measured ->
        [yes] {" "}; ce qui y a été mesuré est plus bas.
       *[no] .
    }
}
places-confidence = Ce qui permet de l’affirmer
places-confidence-corrected = Proposé par une lectrice ou un lecteur, accepté par la modération
places-confidence-surveyed = La liste le dit, avec le jour d’un relevé
places-confidence-listed = La liste le dit
places-confidence-unknown = Sa liste ne le dit pas
places-power = Électricité
places-power-grid = Du réseau public
places-power-solar = De ses propres panneaux solaires
places-power-generator = De son propre groupe électrogène
places-power-some = Il en a
places-power-none = Il n’en a pas
places-mbps = Mégabits par seconde
places-covered = Réseau mobile de quatrième génération
places-covered-true = L’atteint
places-covered-false = Ne l’atteint pas
places-surveyed = Relevé
places-official-id = Identifiant officiel
places-id = Identifiant dans sa liste
places-place = Où il est
places-at = { $precision ->
    [exact] Latitude { $lat }, longitude { $lon }
   *[rounded] Près de la latitude { $lat }, longitude { $lon } (arrondies)
}
places-history = Ce qui a été corrigé
places-corrected = { $what } : accepté le { $day }
places-proof = Chaque version, avec de quoi la vérifier
places-wrong = Une erreur ?
places-correct = Proposer une correction

places-correct-title = Proposer une correction : { $name }
places-correct-how = Dites ce qui est faux et comment vous le savez. La modération de ce nœud vous lit et décide ; ce qui est accepté est montré sur la page du site.
places-mistakes = Merci de rectifier ceci. Rien de ce que vous avez écrit n’est perdu.
places-what = Qu’est-ce qui est faux ?
places-what-status = S’il est raccordé
places-what-position = Où il est
places-what-name = Son nom
places-what-closed = Il est fermé pour de bon, ou n’a jamais existé
places-what-other = Autre chose
places-if-status = Si son état est faux
places-is-connected = Il est
places-if-position = Si son lieu est faux
places-lat = Latitude, par exemple -1,2864
places-lon = Longitude, par exemple 36,8172
places-if-name = Si son nom est faux
places-right-name = Le bon nom
places-because = Comment le savez-vous ? (10 à 1 000 caractères)
places-privacy = Ni votre nom ni votre adresse ne sont demandés ou conservés ; le nombre de propositions venues d’un réseau est compté pendant un jour, sous un signe que personne ne peut relire. Seule la modération lit ce que vous écrivez ici : ne nommez personne.
places-send = Envoyer à la modération
places-back = Retour au site
places-waits = Merci. Votre correction attend la modération, sous le numéro { $number }.
places-not-kept = Celle-ci n’a pas été conservée.
places-later-sender = Beaucoup de propositions sont venues de votre réseau. Une de plus sera prise { $wait }. Ce que vous avez écrit est encore ci-dessous.
places-later-node = Beaucoup de propositions arrivent en ce moment. Une de plus sera prise { $wait }. Ce que vous avez écrit est encore ci-dessous.
places-later-site = Autant de propositions qu’il peut en attendre pour ce site attendent déjà. Une de plus sera prise quand la modération aura décidé de l’une d’elles : réessayez dans quelques jours.
places-later-moderators = Des milliers de propositions attendent la modération. Une de plus sera prise quand elle aura décidé de quelques-unes : réessayez dans quelques jours.
places-wait-minutes = { $n ->
    [one] dans une minute
   *[other] dans { $n } minutes
}
places-wait-hours = { $n ->
    [one] dans une heure
   *[other] dans { $n } heures
}
places-mistake-what-not-chosen = Choisissez ce qui est faux.
places-mistake-lat-no-degrees = Donnez la latitude et la longitude en degrés : de -90 à 90, et de -180 à 180.
places-mistake-name-missing = Donnez le bon nom.
places-mistake-name-too-long = Le nom peut avoir 200 caractères au plus.
places-mistake-status-not-chosen = Choisissez s’il est raccordé.
places-mistake-because-missing = Dites comment vous le savez.
places-mistake-because-too-short = Dites comment vous le savez, en 10 caractères au moins.
places-mistake-because-too-long = Dites comment vous le savez, en 1 000 caractères au plus.

imap-open = Ouvrir la carte interactive
imap-weight = Elle charge environ 450 Ko et demande un script ; tout ce qu’elle montre est aussi sur cette page.
imap-help = Déplacez-vous à la souris, du doigt ou avec les flèches ; zoomez avec + et −. Cliquez ou touchez un cercle pour savoir ce que c’est ; au clavier, amenez-le au milieu et appuyez sur Entrée. Échap referme.
imap-wait = La carte se dessine. Si rien n’apparaît, ce navigateur n’exécute pas de script : les tableaux montrent la même chose.
imap-sizes = Là où il y en a trop pour les dessiner un par un, un cercle en représente plusieurs : plus il est grand, plus il y en a.
imap-failed = La carte ne peut pas être dessinée ici : ce navigateur ne laisse pas les pages dessiner en trois dimensions, ou la connexion s’est interrompue. Les tableaux montrent la même chose.
imap-drawn = La carte est dessinée.
imap-nothing = Il n’y a rien près du milieu de la carte.
imap-more = En savoir plus
imap-table = La même chose en tableau
imap-not-told = Non indiqué
imap-of-plan = Carte interactive : { $title }
imap-network = réseau existant
imap-lines = fibre à construire
imap-planned = Prévu
imap-metres = Mètres
imap-beyond = Sites au bout et au-delà
imap-year = Année des travaux
imap-order = Rang dans l’ordre des travaux
imap-zoom-in = Zoomer
imap-zoom-out = Dézoomer
imap-close = Fermer
imap-title = Carte
imap-km = km

cli-corrections-none = Aucune correction n’est dans cet état.
cli-correction-line = { $number }  { $country } { $site } : { $what }{ $given ->
    [yes] {" "}: { $right }
   *[no] {""}
} ({ $moment })
cli-correction-accepted = Acceptée et montrée : { $told }
cli-correction-refused = Refusée : { $told }
