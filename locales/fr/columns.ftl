# Les colonnes des fichiers CSV, telles que leurs métadonnées les décrivent.
column-indicator = Indicateur
column-indicator-about = Code de l’indicateur, défini dans le catalogue.
column-place = Lieu
column-place-about = Code ISO 3166-1 à trois lettres d’un pays, groupe de pays, ou chemin à l’intérieur d’un pays.
column-period = Période
column-period-about = Année, année à cheval sur deux (2014/15), trimestre ou mois.
column-dimensions = Qui
column-dimensions-about = De qui il s’agit : sex=female;location=rural. Vide : tout le monde.
column-value = Valeur
column-value-about = Le chiffre, dans son unité. Vide : il n’y en a pas, et le statut dit pourquoi.
column-unit = Unité
column-unit-about = Code de l’unité.
column-standard-error = Erreur type
column-standard-error-about = Dans l’unité du chiffre. Vide : non publiée.
column-n = Effectif
column-n-about = Personnes interrogées ou cas derrière le chiffre ; quand l’éditeur donne des tranches, comme le font les fichiers protégés, le premier nombre de la tranche : autant ou plus. Vide : non publié.
column-status = Statut
column-status-about = Ce que la source dit de la sûreté du chiffre.
column-source = Source
column-source-about = Identifiant de la source dans le catalogue.

# Les fiches et leurs publications.
column-year = Année
column-year-about = L’année de la fiche.
column-dimension = Dimension
column-dimension-about = Code de la dimension du groupe. Vide : tout le monde.
column-category = Groupe
column-category-about = Code du groupe. Vide : tout le monde.
column-interval-low = Borne basse
column-interval-low-about = De l’intervalle du chiffre à 95 %. Vide : aucune erreur type n’est publiée.
column-interval-high = Borne haute
column-interval-high-about = De l’intervalle du chiffre à 95 %.
column-gap = Écart
column-gap-about = La cible moins le chiffre.
column-gap-low = Écart, borne basse
column-gap-low-about = À 95 %.
column-gap-high = Écart, borne haute
column-gap-high-about = À 95 %.
column-class = Où l’on en est
column-class-about = met, on_track, too_slow, little_change, moving_away, cannot_tell, no_target ou no_data. Vide pour un groupe.
column-release = Publication
column-edition = Édition
column-edition-about = 1 pour la première publication, un de plus à chaque révision.
column-stage = Étape
column-stage-about = signed (le moment est à venir) ou released (publié).
column-because = Motif en mots
column-changes = Chiffres changés

# Initiatives et leurs budgets.
column-initiative = Initiative
column-initiative-about = Son nom dans les adresses.
column-country = Pays
column-country-about = Trois lettres d’ISO 3166-1 ; vide quand elle n’est dans aucun, ou dans plusieurs.
column-countries = Pays, tous
column-state = État
column-state-about = planned, under_way, finished, suspended ou cancelled, selon sa propre déclaration.
column-start = Début
column-end = Fin
column-currency = Monnaie
column-currency-about = Trois lettres d’ISO 4217.
column-amount = En tout
column-committed = Promis
column-open = À financer
column-open-about = Ce que personne n’a promis.
column-serves = Sert
column-serves-about = Identifiants des engagements.
column-line = Ligne
column-budget-year = Année
column-budget-year-about = L’année civile où cela se paie.
column-purpose = Objet
column-purpose-about = build (construire), renew (remplacer ce qui s’use) ou run (faire fonctionner).
column-technology = Technique
column-lot = Lot
column-committed-by = Promis par
column-committed-by-about = Chacun de ceux qui en ont promis une part, et combien.

# SDMX, la façon d’écrire des données des instituts de statistique : noms de ce que n’ont pas les colonnes ci-dessus.
sdmx-figures = Chiffres sur la coopération numérique
sdmx-frequency = Fréquence
sdmx-status = Statut de l’observation
sdmx-total = Total
sdmx-not-applicable = Sans objet
column-provider-outside = Qui fournit n’a pas d’activité
column-receiver-outside = Qui reçoit n’a pas d’activité
