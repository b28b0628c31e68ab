# Les engagements : ce que disent les textes, à qui, et ce qui le montre.

commitments-title = Ce qui a été promis
commitments-lead = Les textes sur la coopération numérique, dits simplement, un engagement à la fois : à qui il s’adresse, pour quand, et ce que les chiffres en montrent.
filter-sdg = Objectif de développement durable
filter-to = Adressé à
filter-unknown = « { $asked } » n’est pas l’un des choix : il n’en a pas été tenu compte.
filter-all = Tout
commitments-found = { $n ->
    [0] Aucun engagement ne répond à ces choix. Essayez « Tout » pour l’un d’eux.
    [one] { $n } engagement
   *[other] { $n } engagements
}
kind-commitment = Engagements
kind-objective = Objectifs
kind-principle = Principes
kind-follow-up = Suivi
kind-recommendation = Recommandations
kind-action = Actions

## Un engagement

commitment-where = Dans le texte
commitment-who = À qui il s’adresse
commitment-due = Échéance
days-left = { $days ->
    [0] c’est aujourd’hui
    [one] il reste { $days } jour
   *[other] il reste { $days } jours
}
days-past = { $days ->
    [one] passée depuis { $days } jour
   *[other] passée depuis { $days } jours
}
commitment-sdgs = Objectifs de développement durable
commitment-systems = Ce que cela demande de bâtir
commitment-evidence = Ce que montrent les chiffres
commitment-no-indicator = Aucun indicateur ne montre encore cet engagement. Quand le catalogue en nommera un, ses chiffres apparaîtront ici.
countries-with-figure = { $n ->
    [0] Aucun pays n’a encore de chiffre.
    [one] { $n } pays a un chiffre.
   *[other] { $n } pays ont un chiffre.
}
fastest = Là où cela a avancé le plus vite : plus grand changement par an du premier chiffre au dernier, parmi les pays qui ont au moins trois chiffres sur au moins trois ans, le dernier datant de dix ans au plus.
from-to = de { $from } ({ $since }) à { $to } ({ $until })
commitment-doing = Qui fait quoi
commitment-doing-empty = Rien n’est encore enregistré ici. On y verra qui agit pour cet engagement, avec quelles preuves et quels moyens.

addressee-state = chaque État chez lui
addressee-states = les États ensemble
addressee-un = les Nations Unies
addressee-companies = les entreprises
addressee-standards-bodies = les organismes de normalisation
addressee-all = tout le monde

## Ce que les textes demandent de bâtir

system-s1 = Engagements, contributions et examen
system-s2 = Mesure de l’inclusion numérique
system-s3 = Connexion et prix : points de départ
system-s4 = Écoles et hôpitaux connectés
system-s5 = Biens publics numériques
system-s6 = Infrastructures publiques numériques sûres
system-s7 = Données mises en commun
system-s8 = Identité numérique de confiance
system-s9 = Carte des initiatives et des rôles
system-s10 = Guichet d’aide
system-s11 = Compétences, formations et reconnaissance
system-s12 = Droits humains : vigilance et effets
system-s13 = Signalement des torts et réparation
system-s14 = Registre et audit de l’IA
system-s15 = Intégrité de l’information
system-s16 = Confiance et sécurité
system-s17 = Consultations et forums
system-s18 = Gouvernance partagée et communs
system-s19 = Environnement
system-s20 = Économie numérique
system-s21 = Moyens d’agir en matière d’IA
system-s22 = Règles qui rendent possible

## Objectifs de développement durable

sdg-1 = Pas de pauvreté
sdg-2 = Faim « zéro »
sdg-3 = Bonne santé et bien-être
sdg-4 = Éducation de qualité
sdg-5 = Égalité entre les sexes
sdg-6 = Eau propre et assainissement
sdg-7 = Énergie propre et d’un coût abordable
sdg-8 = Travail décent et croissance économique
sdg-9 = Industrie, innovation et infrastructure
sdg-10 = Inégalités réduites
sdg-11 = Villes et communautés durables
sdg-12 = Consommation et production responsables
sdg-13 = Mesures relatives à la lutte contre les changements climatiques
sdg-14 = Vie aquatique
sdg-15 = Vie terrestre
sdg-16 = Paix, justice et institutions efficaces
sdg-17 = Partenariats pour la réalisation des objectifs
