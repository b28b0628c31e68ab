# Ce que la ligne de commande dit d’elle-même : --help, le manuel, la complétion, et ce qui a été mal tapé.
# Les noms suivent les commandes : help-import-statistics, help-serve-listen ; help-any-… sert à plusieurs.

help = Passerelle, la plateforme ouverte de coopération numérique : ce qui a été promis, où en est un pays, qui est laissé de côté, de combien et à quelle vitesse.
help-more = Pour commencer : « passerelle serve --demo », puis ouvrez l’adresse affichée.
help-data = Dossier du nœud : sa base de données et sa clé. Les commandes qui écrivent le créent s’il n’existe pas.
help-database = PostgreSQL à la place de la base embarquée : postgres://personne@machine/nom. Mieux vaut donner un mot de passe dans PASSERELLE_DATABASE que le taper.
help-today = Jour à partir duquel se comptent les âges, les échéances et l’année en cours : pour voir un nœud comme un autre jour. Sinon, celui du système (UTC).
help-catalogue = Dossier dont les fichiers passent avant ceux du catalogue fourni.
help-lang = Langue des messages et de cette aide : fr ou en. Sinon, celle du système.

help-serve = Ouvrir le nœud : ses pages et son API.
help-serve-listen = Adresse et port où écouter.
help-serve-demo = Ajouter un pays inventé, clairement signalé, pour qu’aucune page ne soit vide.
help-serve-show-ranks = Dire le rang d’un pays parmi ses pairs. Aucun rang n’est montré sans que la personne responsable du nœud le demande.
help-serve-public-url = Adresse par laquelle le monde atteint le nœud, comme https://node.example : pour les citations et les cadres que l’on copie. Sinon, l’adresse écoutée.
help-serve-sign-up = Laisser chacun ouvrir un compte sur ses pages, pour soutenir et contribuer (docs/taking-part.md). Sinon, les comptes s’ouvrent avec « passerelle user add ».
help-serve-measure = Laisser des sites et des personnes mesurer leur connexion à ce nœud, par ndt7 (docs/measure.md).
help-serve-measure-at-once = Combien peuvent mesurer en même temps ; les autres sont invités à revenir.
help-serve-keep-measurements = Au bout de combien de jours ce que les sites ont mesuré est réduit aux chiffres de chaque jour (402 au moins). Sans cela, tout est gardé (docs/measure.md).
help-serve-planning = Laisser demander des plans de connexion sur ses pages : on y envoie des fichiers, les plans sont établis l’un après l’autre en arrière-plan et supprimés après sept jours.
help-serve-proxy = Un mandataire inverse à vous devant le nœud, par son adresse (127.0.0.1) ou son réseau (10.0.0.0/8) : qui envoie est alors lu dans le X-Forwarded-For qu’il écrit, pour des limites équitables. À répéter s’il y en a plusieurs.
help-serve-planning-gb = Ce qui est gardé de ces plans, avec les fichiers envoyés, au plus, en gigaoctets. Quand il en vient davantage, les plans établis les plus anciens partent d’abord ; ceux qui attendent, sont en cours ou sont publiés ne partent jamais.
help-serve-planning-most = Combien de ces plans sont gardés au plus ; les plus anciens parmi ceux qui sont établis partent d’abord.
help-serve-format = Comment dire que le nœud est ouvert : en phrases, ou sur une ligne de JSON.

help-import = Faire entrer des chiffres depuis des fichiers et des dossiers.
help-import-statistics = Statistiques : fichiers (CSV, TSV, XLSX, SDMX) ou dossiers, y compris d’un site Open SDG, lus selon les entrées du catalogue.
help-import-statistics-more =
    Un fichier qui a un problème n’est pas enregistré du tout, et chaque problème est dit avec sa ligne et sa colonne ; --keep-good enregistre ses bonnes lignes. Importer deux fois le même fichier ne change rien ; un fichier corrigé remplace le précédent, qui reste dans l’historique.

    Code de sortie : 0 quand tous les fichiers sont entrés, 1 quand l’un d’eux a été refusé.
help-import-statistics-paths = Fichiers ou dossiers.
help-import-statistics-keep-good = Enregistrer les bonnes lignes des fichiers qui ont des problèmes.
help-import-sites = Les sites d’un pays : listes d’écoles, de postes de santé et d’autres lieux, nettoyées comme le montre « passerelle sites check ». Elles prennent la place de celles du nœud.
help-import-sites-files = Listes d’écoles, de postes de santé ou d’autres lieux.
help-import-sites-country = Le pays, ISO 3166-1 alpha-3.
help-import-sites-official = Liste officielle avec identifiants : les sites y sont rattachés par identifiant, sinon par nom et région.
help-import-sites-kind = Ce que sont les sites, quand ni les lignes ni les fichiers ne le disent.
help-import-sites-licence = Les conditions auxquelles les listes ont été données, telles qu’on les lira.
help-import-iati = Les activités d’autres organisations, depuis des fichiers de l’IITA (IATI, version 2.03) ou des dossiers : celles qui concernent le numérique deviennent des initiatives.
help-import-iati-more =
    Chaque activité reçoit des points pour ses secteurs et ses mots, et le pourquoi est dit ; ce à quoi elle peut servir est suggéré, et attend une personne (« passerelle initiatives suggested »). Ce qui ne va pas dans un fichier est dit par ligne et colonne, et ce qui est bon entre malgré tout. Réimporter un fichier change ce que son éditeur a changé, et rien d’autre.

    Par exemple : passerelle import iati agence-ke.xml --country KEN

    Code de sortie : 0 quand tout est entré, 1 quand quelque chose a été écarté pour ce qui n’y va pas.
help-import-iati-paths = Fichiers ou dossiers.
help-import-iati-threshold = Points, de 0 à 100, à partir desquels une activité est importée ; sans cette option, ceux du catalogue. 0 importe tout.
help-import-iati-country = Seulement les activités pour ce pays, trois lettres de l’ISO 3166-1.
help-import-iati-by = Compte qui importe ; son mot de passe est demandé. Sans cette option, le programme lui-même.

help-pull = Faire entrer des chiffres depuis l’interface publique d’un organisme.
help-pull-publisher = Identifiant de l’organisme : worldbank, unsd-sdg (ou undata, qui est le même).
help-pull-only = Seulement ces interfaces, par identifiant.
help-pull-base = Interroger à la place un autre serveur de même forme : un miroir, ou un remplaçant pour des essais.
help-pull-keep-good = Enregistrer les bonnes lignes des interfaces qui ont des problèmes.

help-export = Faire sortir des chiffres ou des engagements.
help-export-observations = Les chiffres, avec leurs sources.
help-export-observations-indicator = Code de l’indicateur.
help-export-observations-place = Code du lieu : ISO 3166-1 alpha-3, un groupe, ou un chemin dans un pays.
help-export-observations-dimensions = Qui, exactement : sex=female;location=rural.
help-export-observations-source = Identifiant de la source.
help-export-observations-format = Comment les écrire.
help-export-commitments = Les engagements des trois textes.
help-export-commitments-format = Comment les écrire.

help-survey = Tirer de microdonnées d’enquête des chiffres avec les erreurs que leur donne le plan de sondage. Aucun nœud n’est nécessaire.
help-survey-more =
    Les microdonnées sont un fichier CSV ou Parquet ; le plan est un petit fichier qui dit comment l’échantillon a été tiré. Par exemple :

        weights = "poids"
        strata = "region"
        clusters = ["village", "menage"]
        fpc = ["villages_de_la_region"]
        nest = true
        lonely_psu = "adjust"

    {"    ["}replicates]
        method = "Fay"
        columns = ["brr_*"]
        fay_rho = 0.3

    {"    ["}calibrate]
        method = "rake"
    {"    [["}calibrate.margins]]
        by = "sexe"
        totals = {"{"} femme = 5120000, homme = 4980000 {"}"}

    Tout sauf les premières lignes est facultatif. Méthodes : JK1, JKn, BRR, Fay, bootstrap, SDR, other ; poststratify, rake, linear, raking, logit.
help-survey-estimate = Estimer moyennes, totaux, rapports, parts, quantiles : pour l’ensemble et par groupe, chacun avec son erreur type, son intervalle, son effet de plan et sa fiabilité.
help-survey-estimate-more =
    Par exemple : passerelle survey estimate personnes.csv --design plan.toml --proportion internet=oui --all-margins sexe,milieu

    Code de sortie : 0 s’il y a une réponse, 1 si les données, le plan ou la demande ne sont pas en ordre.
help-survey-test = Tester si deux classements vont ensemble, ou si une moyenne diffère.
help-survey-regress = Ajuster une régression linéaire ou logistique dont les erreurs sont celles du plan.
help-survey-check = Voir si le plan et les données tiennent ensemble : unités, poids, et ce qui doit arrêter le regard.
help-survey-describe = Dire ce que contient chaque colonne d’un fichier.
help-survey-kit = Écrire une enquête nationale sur l’inclusion numérique, prête à servir : formulaire, questionnaires à imprimer, plan d’analyse, plan de sondage, fiche méthodologique, guide.
help-survey-kit-more =
    Le dossier contient questionnaire.xlsx (XLSForm pour ODK et Kobo, en français et en anglais), questionnaire-fr.html et questionnaire-en.html à imprimer, plan.toml, design.toml, methodology-fr.md et methodology-en.md à remplir, guidance-fr.md et guidance-en.md à lire d’abord.
help-survey-kit-output = Le dossier à écrire ; il doit être nouveau ou vide.
help-survey-indicators = Tirer des indicateurs de microdonnées selon un plan d’analyse, chacun avec son erreur type, son nombre de réponses et ce qu’on peut en croire.
help-survey-indicators-more =
    Par exemple : passerelle survey indicators donnees.csv --plan plan.toml --place KEN --period 2026 --output chiffres.csv

    Les chiffres ont la forme que lit « passerelle import statistics ». La non-réponse est corrigée comme le dit le plan. Code de sortie : 0 s’il y a des chiffres, 1 si les données ou le plan ne sont pas en ordre.
help-survey-indicators-design = Un fichier de plan de sondage à la place de celui du plan d’analyse, dont les poids restent.
help-survey-indicators-place = Le pays : code ISO 3166-1 alpha-3, ou nom. Les régions deviennent des lieux dans ce pays.
help-survey-indicators-period = La période des chiffres : 2026, 2026-Q1…
help-survey-indicators-output = Fichier à écrire ; sans lui, les chiffres s’affichent.
help-survey-indicators-format = Comment écrire les chiffres : csv, la forme qui s’importe ; json, avec intervalles, effets de plan et ce qu’il faut dire de la méthode ; table, pour les personnes.
help-survey-simulate = Inventer des microdonnées pour s’exercer, avec les colonnes du questionnaire du kit. Chaque chiffre qu’on en tire dit « synthetic ».
help-survey-simulate-households = Combien de ménages sont tirés, à partir de 300 ; arrondi à des zones entières.
help-survey-simulate-output = Fichier à écrire : Parquet s’il finit par .parquet, sinon CSV ; sans lui, le CSV s’affiche.
help-survey-methodology = Écrire la fiche méthodologique (SIMS) : ce que disent les données est rempli, le reste est demandé en mots simples.
help-survey-methodology-design = Un fichier de plan de sondage à la place de celui du plan d’analyse, dont les poids restent.
help-survey-methodology-place = Le pays : code ISO 3166-1 alpha-3, ou nom.
help-survey-methodology-period = La période des chiffres ; sans elle, l’année de la dernière visite.
help-survey-methodology-language = Langue de la fiche ; sans elle, celle des messages.
help-survey-methodology-format = Comment écrire la fiche.
help-survey-methodology-output = Fichier à écrire ; sans lui, la fiche s’affiche.
help-any-plan = Le plan d’analyse ; sans lui, celui du kit.
help-any-microdata = Microdonnées, une ligne par personne ou par ménage : CSV ou Parquet.
help-any-design = Fichier qui dit comment l’échantillon a été tiré : voir « passerelle survey --help ».
help-any-filter = Pour ces lignes seulement : age >= 15 and milieu = rural. Les autres comptent toujours dans le plan.
help-any-level = Confiance des intervalles.
help-survey-estimate-mean = Moyenne d’une colonne.
help-survey-estimate-total = Total d’une colonne ; avec colonne=classe, nombre de personnes d’une classe.
help-survey-estimate-ratio = Rapport de deux totaux : revenu/personnes.
help-survey-estimate-proportion = Part des personnes d’une classe : internet=oui ; sans classe, de chaque classe de la colonne.
help-survey-estimate-quantile = Valeur qu’une part des personnes ne dépasse pas : revenu@0.5 pour la médiane.
help-survey-estimate-variance = Variance d’une colonne parmi les personnes.
help-survey-estimate-people = Nombre de personnes que représentent les lignes.
help-survey-estimate-by = Pour chaque combinaison de ces colonnes.
help-survey-estimate-all-margins = Pour l’ensemble, pour chacune de ces colonnes, et pour chacune de leurs combinaisons.
help-survey-estimate-df = Degrés de liberté des intervalles : ceux du plan, ou tant que la loi normale convient.
help-survey-estimate-interval = Comment se fait l’intervalle d’une part : sur l’échelle des log-cotes (logit), par la vraisemblance, de Korn et Graubard (beta), de Wilson, par l’arc sinus, ou simplement (mean).
help-survey-estimate-deff = À quoi se compare un effet de plan : à un tirage simple sans remise, ou avec.
help-survey-test-association = Si deux colonnes vont ensemble.
help-survey-test-statistic = Quelle statistique : de Rao et Scott (f, chisq), de Wald (wald), ou de Wald ajustée pour peu d’unités (adj-wald).
help-survey-test-mean = Si la moyenne de cette colonne diffère…
help-survey-test-between = … entre les deux groupes de cette colonne,
help-survey-test-from = … ou, sans groupes, de ce nombre.
help-survey-regress-outcome = Une colonne de nombres, ou colonne=classe pour savoir si une ligne en est.
help-survey-regress-on = Les colonnes dont il dépend ; chaque classe d’une colonne de mots, sauf la première, est un terme.
help-survey-regress-family = Linéaire (linear) pour une moyenne, logistique (logistic) pour une part.

help-index = Construire des indices composites, et voir à quel point leurs scores et leurs rangs sont sûrs. Aucun nœud n’est nécessaire.
help-index-more =
    DONNÉES est un tableau (CSV, avec virgules, points-virgules ou tabulations) : une ligne par pays, une colonne par indicateur, dénominateur et groupe ; ce qui est inconnu reste vide. La structure dit ce qui entre dans quoi : un fichier TOML, ou un tableau aux colonnes iCode, Type, Level, Parent, Weight, Direction, Denominator (l’iMeta de COINr). La méthode dit par quelles étapes l’indice se construit : un fichier TOML, ou « usual », l’usuelle. Une définition contient les deux. Leur forme est décrite dans catalogue/indices/README.md, où egdi.toml et hdi.toml servent d’exemples.
help-index-build = Construire un indice : scores et rangs de tous ses niveaux, et ce qui a été fait en chemin.
help-index-build-more =
    Par exemple : passerelle index build pays.csv --definition catalogue/indices/hdi.toml

    Code de sortie : 0 s’il y a un indice, 1 si les données, la structure ou la méthode ne sont pas en ordre.
help-index-build-stage = Au lieu des scores, les données après cette étape : raw, denominate, impute, screen, treat, normalise ; aggregate pour les scores de tous les éléments en un seul tableau.
help-index-uncertainty = Dire à quel point scores et rangs sont sûrs : intervalles dus à l’échantillonnage et aux choix de méthode, ensemble et séparément, et la part de chacun.
help-index-uncertainty-more =
    L’erreur d’échantillonnage vient de --errors. Ce qui varie dans la méthode est un fichier TOML, par exemple :

        normalisations = [{"{"} method = "min-max" {"}"}, {"{"} method = "z-score" {"}"}]
        treat_or_not = true
        leave_out = true
    {"    [["}weight_noise]]
        factor = 0.25

    Il peut aussi contenir aggregations, imputations, winmax = [1, 5] et sampling = false.
help-index-sensitivity = Dire quel choix déplace le plus scores et rangs : indices de Sobol’ de tout ce qui varie, seul et avec le reste.
help-index-sensitivity-more =
    Les fichiers sont ceux de « passerelle index uncertainty --help » ; deux choses au moins doivent varier. L’indice est construit autant de fois qu’il y a de tirages, multiplié par le nombre de choses qui varient plus deux.
help-index-check = Voir si données, structure et méthode tiennent ensemble ; tout ce qui ne va pas est dit d’un coup, ainsi que ce qui mérite un second regard.
help-index-check-more =
    Code de sortie : 0 si l’indice peut être construit, 1 si quelque chose ne va pas.
help-any-figures = Tableau d’une ligne par pays : CSV.
help-any-structure = Ce qui entre dans quoi : TOML, ou un tableau comme l’iMeta de COINr.
help-any-method = Comment l’indice se construit : un fichier TOML, ou « usual », l’usuelle (diviser par les dénominateurs, combler les lacunes par des moyennes, écarter les pays qui ont moins de 90 % des valeurs, traiter les valeurs extrêmes, ramener de 0 à 100, moyennes arithmétiques). Sans elle, celle de la définition, sinon l’usuelle.
help-any-definition = Structure, méthode et ce qui peut y varier, en un seul fichier TOML ; ou le nom d’un indice du catalogue : egdi, hdi, inclusion.
help-any-group = Avec la méthode usuelle, combler les lacunes par la moyenne des pays du même groupe ; sinon par celle de tous.
help-any-unit-column = Colonne des codes de pays. Sinon la première parmi uCode, iso3, code, country, ou la première colonne.
help-any-errors = Erreurs types des valeurs : un tableau de la même forme que DONNÉES. Ce qu’il ne contient pas compte comme exact.
help-any-choices = Ce qui varie dans la méthode : un fichier TOML. Sinon, ce que dit la définition.
help-any-element = Code de l’agrégat que l’on regarde ; sans lui, l’indice lui-même.
help-any-runs = Combien de fois l’indice est construit pour chaque résultat, à partir de 20.
help-any-seed = Où commencent les nombres aléatoires : la même graine donne la même réponse.
help-any-threads = Nombre de fils d’exécution ; la réponse n’en dépend pas. Sinon, autant que de processeurs.

help-plan = Planifier le raccordement de sites au moindre coût, avec une borne prouvée, l’ordre des travaux et qui paie. Aucun nœud n’est nécessaire.
help-plan-more =
    Par exemple : passerelle plan ecoles.csv sante.csv --network fibre.geojson --towers antennes.csv --areas regions.geojson --out plan

    Le dossier contient sites.csv, lines.geojson, map.pmtiles, phases.csv, lots.csv, bill_of_quantities.csv, report.html, cleaning.json et summary.json. Les mêmes fichiers donnent le même plan. Les méthodes et les colonnes sont décrites dans docs/plan.md.
help-plan-sites = Listes d’écoles, de postes de santé ou d’autres lieux : CSV, XLSX ou GeoJSON, quels que soient les noms des colonnes.
help-plan-network = Réseaux de fibre existants : GeoJSON, ou réseaux de l’Open Fibre Data Standard. Plusieurs peuvent suivre.
help-plan-towers = Listes d’antennes de réseaux mobiles. Plusieurs peuvent suivre.
help-plan-roads = Les routes que suivent les lignes : un extrait d’OpenStreetMap (.osm.pbf). Sans lui, les lignes sont droites.
help-plan-population = Points où vivent les gens, avec leur nombre : CSV, XLSX ou GeoJSON. Les personnes sont alors comptées autour des sites, chacune une fois.
help-plan-terrain = Altitudes du terrain : des tuiles SRTM (S02E036.hgt, aussi en zip) ou des dossiers de tuiles. Un faisceau n’est prévu que là où le terrain est dégagé ; sans elles, le relief n’est pas regardé.
help-plan-costs = Prix et règles (TOML). Sans ce fichier, ceux du programme, qui ne sont pas ceux de votre pays.
help-plan-print-costs = Afficher le fichier des prix par défaut, avec un commentaire et une source à côté de chacun, puis s’arrêter.
help-plan-years = Années de service que le plan paie, au lieu de celles du fichier des prix.
help-plan-budget = Ce qui peut être dépensé en tout, en coût actualisé : le plan dit ce que cela achète.
help-plan-budget-per-year = Ce qui peut être dépensé chaque année pour construire : le plan dit en quelle année se fait chaque travail.
help-plan-first = Ce que l’argent doit atteindre d’abord : people (les personnes), pupils (les élèves), sites (chacun compte autant) ou saving (ce que la fibre économise).
help-plan-at-least = Une part des sites de chaque zone, comme 0.5, qui est raccordée avant tout le reste.
help-plan-area-level = De quelle zone il s’agit : 1 pour la plus grande que disent les sites (une région), 2 pour la suivante.
help-plan-out = Dossier du plan, créé s’il n’existe pas. Un plan précédent y est remplacé.
help-plan-sensitivity = Refaire le plan avec un prix à la fois moitié moins cher et deux fois plus cher, et dire ce qui change : douze plans de plus.
help-plan-incomes = Revenus des habitants autour des sites (CSV, XLSX), par zone : par tranche de revenus, ou une moyenne avec un indice de Gini. Le plan dit alors qui pourrait payer pour être raccordé chez soi.
help-plan-basket = Prix mensuel d’un forfait d’entrée de gamme, dans la monnaie des prix.
help-plan-lots-by = Quelle zone d’un site fait un lot : 1 pour la plus large, 2 pour la suivante ; 0 pour des groupes de sites voisins, quelle que soit leur zone.
help-plan-compare = Dire en quoi deux plans diffèrent : ce qu’ils coûtent, et quels sites sont raccordés autrement.
help-plan-compare-one = Dossier d’un plan.
help-plan-compare-other = Dossier du plan à comparer.
help-plan-publish = Faire d’un plan une initiative : son devis devient un budget, avec ce que les payeurs ont promis et ce qui reste à financer. Où sont ses sites est montré comme la politique de son pays le permet (docs/plan.md).
help-plan-publish-more =
    Par exemple : passerelle plan publish plan --title "Connect every school" --title-fr "Raccorder chaque école" --commitment gdc.1.connectivity.b --country STP

    Le dossier doit être tel que « passerelle plan » l’a écrit : chaque fichier est comparé à son empreinte dans summary.json. Publiée de nouveau avec le même --slug, c’est une version suivante ; les précédentes restent.
help-plan-publish-folder = Dossier du plan.
help-plan-publish-title = Son titre, en anglais.
help-plan-publish-title-fr = Son titre, en français.
help-plan-publish-description = De quoi il s’agit, en anglais. Sans description, le plan en une phrase.
help-plan-publish-description-fr = De quoi il s’agit, en français.
help-plan-publish-commitment = Identifiant d’un engagement qu’elle sert, comme gdc.1.connectivity.b. Peut se répéter.
help-plan-publish-country = Le pays, trois lettres d’ISO 3166-1.
help-plan-publish-groups = Pour qui, sous la forme dimension=catégorie, comme location=rural. Peut se répéter.
help-plan-publish-language = Langue dans laquelle elle travaille. Peut se répéter.
help-plan-publish-slug = Son nom dans les adresses ; tiré du titre sans cela. Le nom d’une initiative qui existe en fait une version suivante.
help-plan-publish-start = Quand elle commence : 2027, 2027-09 ou 2027-09-22. L’année prochaine sans cela.
help-plan-publish-status = Où elle en est.
help-plan-publish-began-before = Elle avait commencé avant d’être promise, et aurait été faite de toute façon.
help-plan-publish-lead = L’organisation qui en répond.
help-plan-publish-lead-id = Identifiant de cette organisation dans l’IITA (IATI), comme XM-DAC-41114.
help-plan-publish-lead-kind = Ce qu’est cette organisation.
help-plan-publish-part-of = Identifiant d’une activité de l’IITA (IATI) dont elle fait partie. Peut se répéter.
help-plan-publish-by = Compte qui la publie ; son mot de passe est demandé. Sans cela, c’est le programme.
help-plan-publish-draft = En faire d’abord un brouillon : le regarder, le changer, puis le publier (« passerelle initiatives --help »).
help-plan-explain = Dire pourquoi un site est raccordé comme il l’est, et ce qui le changerait.
help-plan-explain-site = Son identifiant comme dans sites.csv, ou son nom entier.
help-plan-explain-plan = Dossier du plan.

help-initiatives = Voir qui fait quoi pour tenir les promesses, et ce qui reste à financer.
help-initiatives-list = Lister les initiatives de ce nœud, avec ce qui est promis et ce qui reste à financer.
help-initiatives-list-country = Seulement celles d’un pays, trois lettres d’ISO 3166-1.
help-initiatives-show = Montrer une initiative.
help-initiatives-show-slug = Son nom dans les adresses, tel que la liste le montre.
help-initiatives-more =
    Un plan devient un brouillon avec « passerelle plan publish DIR --draft ». « draft » le montre, « change » le change, « export budget --draft » écrit son budget pour un tableur et « change --budget » le relit ; « publish » le publie. Ce qui est publié se change de même : « change » en commence alors un brouillon.
help-initiatives-draft = Montrer un brouillon, avec ce qu’il change à la version publiée ; sans nom, nommer les brouillons qu’il y a.
help-initiatives-draft-slug = Son nom dans les adresses.
help-initiatives-draft-by = Compte dont c’est le brouillon ; son mot de passe est demandé. Sans lui, celui du programme.
help-initiatives-change = Changer un brouillon, ou en commencer un à partir de ce qui est publié.
help-initiatives-change-more =
    Par exemple : passerelle initiatives change ecoles-de-l-ile --start 2028 --commitment gdc.1.connectivity.a --budget budget.csv
help-initiatives-change-slug = Son nom dans les adresses.
help-initiatives-change-title = Son titre, en anglais.
help-initiatives-change-title-fr = Son titre, en français.
help-initiatives-change-description = Ce dont il s’agit, en anglais.
help-initiatives-change-description-fr = Ce dont il s’agit, en français.
help-initiatives-change-start = Quand elle commence : 2027, 2027-09 ou 2027-09-22. Sa fin, son budget et ses buts se décalent d’autant d’années.
help-initiatives-change-end = Quand elle finit.
help-initiatives-change-status = Où elle en est.
help-initiatives-change-commitment = Identifiant d’un engagement qu’elle sert aussi. Peut être répété.
help-initiatives-change-without = Identifiant d’un engagement qu’elle ne sert pas. Peut être répété.
help-initiatives-change-budget = Toutes les lignes de son budget, comme les écrit « passerelle export budget » (CSV, XLSX) ; elles remplacent celles qu’elle a.
help-initiatives-change-by = Compte dont c’est le brouillon ; son mot de passe est demandé. Sans lui, celui du programme.
help-initiatives-publish = Publier un brouillon : une version que tout le monde lit, et le plan avec elle s’il est nouveau.
help-initiatives-publish-slug = Son nom dans les adresses.
help-initiatives-publish-over = La publier par-dessus cette version, parue depuis que le brouillon a été commencé, et que l’on a regardée.
help-initiatives-publish-by = Compte qui la publie ; son mot de passe est demandé. Sans lui, c’est le programme.
help-initiatives-discard = Jeter un brouillon. Ce qui est publié reste.
help-initiatives-discard-slug = Son nom dans les adresses.
help-initiatives-discard-by = Compte dont c’est le brouillon ; son mot de passe est demandé. Sans lui, celui du programme.
help-initiatives-suggested = Lister les initiatives importées qui attendent une personne, avec pourquoi chacune est là et ce à quoi elle peut servir.
help-initiatives-suggested-country = Seulement celles d’un pays, trois lettres de l’ISO 3166-1.
help-initiatives-suggested-after = Celles qui suivent celle-ci, par son nom dans les adresses.
help-initiatives-suggested-most = Combien en lister.
help-initiatives-confirm = Confirmer à quoi sert une initiative importée, ou la mettre de côté.
help-initiatives-confirm-more =
    Sans --commitment, tout ce qui est suggéré est confirmé. Par exemple : passerelle initiatives confirm XM-DAC-41114-PROJECT-00012345 --commitment gdc.1.skills.a
help-initiatives-confirm-slug = Son nom dans les adresses, ou son identifiant dans l’IITA.
help-initiatives-confirm-commitment = Code d’un engagement auquel elle sert. Peut être répété.
help-initiatives-confirm-set-aside = Elle ne concerne pas le numérique.
help-initiatives-confirm-by = Compte qui décide ; son mot de passe est demandé. Sans cette option, le programme lui-même.
help-export-iati = Écrire une initiative comme activité de l’IITA (IATI 2.03) : budgets, décaissements prévus, résultats.
help-export-iati-initiative = Son nom dans les adresses.
help-export-iati-reporter-id = Identifiant dans l’IITA de qui la déclare. Sans cela, celui de l’organisation qui en répond.
help-export-iati-reporter = Nom de qui la déclare.
help-export-iati-reporter-kind = Ce qu’est l’organisation qui la déclare.
help-export-iati-output = Fichier à écrire, au lieu de la sortie standard.
help-export-budget = Écrire le budget d’une initiative en CSV : chaque ligne avec ce qui est promis et ce qui reste à financer.
help-export-budget-initiative = Son nom dans les adresses.
help-export-budget-draft = Le budget d’un brouillon.
help-export-budget-by = Compte dont c’est le brouillon ; son mot de passe est demandé. Sans lui, celui du programme.
help-value-identifier = IDENTIFIANT
help-value-status = ÉTAT

help-groups = Trouver les groupes d’opinion dans des votes : qui vote de la même façon, ce qui distingue chaque groupe, ce qui rassemble, et si c’est solide. Aucun nœud n’est nécessaire.
help-groups-more =
    Par exemple : passerelle groups votes.csv --statements comments.csv

    Les votes sont lus comme Pol.is les publie : des lignes (comment-id, voter-id, vote), un tableau de personnes et de propositions, ou une liste d’objets (JSON) ; un dossier de ces fichiers convient aussi. Les mêmes votes, les mêmes choix et la même graine donnent, avec --format json, les mêmes octets sur toute machine. La méthode est décrite dans docs/consultations.md.
help-groups-votes = Les votes : un fichier, ou un dossier avec votes.csv et comments.csv.
help-groups-statements = Les propositions soumises au vote (comments.csv, ou JSON) : celles que la modération a retirées ne comptent pas, les votes sur des propositions qui n’y sont pas sont laissés de côté, et le sens de +1 est vérifié.
help-groups-min-votes = Qui a autant de votes, ou a voté sur toutes les propositions, est placé dans un groupe.
help-groups-replicates = Combien de fois recommencer le compte avec des personnes tirées à nouveau. Sans cela 200 fois, et moins à partir de 100 000 votes.
help-groups-start = Ce qui a été trouvé auparavant (math-pca2.json) : les groupes partent de ses centres, et il y en a autant.
help-groups-keep-good = Compter les bonnes lignes des fichiers qui ont des problèmes.

help-emergency = Dire ce qu’une zone touchée coupe (sites, lignes, pylônes, personnes), et ce qui rétablit d’abord le plus de personnes avec le stock disponible. Aucun nœud n’est nécessaire.
help-emergency-more =
    Par exemple : passerelle emergency inondation.geojson --plan plan --network fibre.geojson --towers antennes.csv --stock satellite=20,radio=5 --out urgence

    Le dossier contient sites.csv, actions.csv, cut.geojson, emergency.json et emergency.html, une page à imprimer. La méthode est décrite dans docs/emergency.md.
help-emergency-area = Contour de la zone touchée (polygones GeoJSON).
help-emergency-sites = Listes de sites, tels qu’ils sont raccordés aujourd’hui : CSV, XLSX ou GeoJSON, avec n’importe quels noms de colonnes.
help-emergency-plan = Dossier d’un plan : ses sites et ses lignes sont supposés construits.
help-emergency-network = Réseaux de fibre existants : GeoJSON, ou réseaux de l’Open Fibre Data Standard. Plusieurs peuvent suivre.
help-emergency-towers = Listes de pylônes de réseaux mobiles. Plusieurs peuvent suivre.
help-emergency-terrain = Altitudes du terrain (tuiles SRTM, ou dossiers de tuiles) : un faisceau n’est posé que là où il est dégagé.
help-emergency-root = Nœud qui relie le réseau au reste du monde, par identifiant ou par nom ; peut être donné plusieurs fois. Sans lui, c’est le côté d’une coupure qui garde le plus de kilomètres en service.
help-emergency-stock = Ce qu’il y a : terminaux satellite, faisceaux hertziens, relais mobiles, équipes de réparation, comme satellite=20,radio=5,cell=2,repair=3.
help-emergency-costs = Prix, portées et heures (TOML). Sans lui, ceux du programme par défaut.
help-emergency-out = Dossier pour la réponse ; créé s’il n’existe pas. Une réponse précédente y est remplacée.


help-measure = Mesurer une connexion : réception, envoi, aller-retour, et si le nœud peut être atteint. Une fois, ou tant que cela tourne.
help-measure-more =
    Sans --once, il mesure à des moments tirés au sort, toutes les six heures en moyenne, regarde toutes les dix minutes si le nœud peut être atteint, et envoie ce qu’il trouve. Ce qui ne peut pas partir attend dans un fichier : on peut l’arrêter, ou le courant peut manquer, à tout moment. Voir docs/measure.md.
help-measure-site = Le site mesuré, tel que le nœud le connaît : KEN/00017. Sans lui rien n’est envoyé (seulement avec --once).
help-measure-server = Le nœud avec lequel mesurer (la personne qui en est responsable l’ouvre par « passerelle serve --measure ») et auquel envoyer.
help-measure-token-file = Fichier qui contient le jeton du site, tel que « passerelle sites token » l’a affiché.
help-measure-token = Le jeton lui-même. Mieux vaut un fichier, ou PASSERELLE_TOKEN, que de le taper.
help-measure-once = Mesurer une fois, puis s’arrêter.
help-measure-cap-gb = Le maximum que les tests peuvent consommer en un mois, dans les deux sens. Un test à 20 Mbit/s consomme environ 0,05.
help-measure-queue = Fichier où attend ce qui ne peut pas être envoyé.
help-measure-format = Comment dire ce qui a été mesuré : en phrases, ou une ligne de JSON par événement.
help-sites = Examiner des listes de sites, des réseaux et des pylônes : quelle colonne est quoi, ce qui cloche, ce qui en sort. Aucun nœud n’est nécessaire.
help-sites-more =
    CSV, XLSX, GeoJSON et réseaux de l’Open Fibre Data Standard sont lus, quels que soient les noms des colonnes. Ce qui a été deviné est montré et peut être corrigé ; rien n’est écarté en silence.

    Code de sortie : 0 quand tout est compris et gardé, 1 quand des lignes ont été mises de côté ou qu’un fichier n’a pas été compris.
help-sites-check = Lire des listes de sites, les nettoyer, et dire ce qui a été corrigé, fusionné et mis de côté.
help-sites-check-files = Listes d’écoles, de postes de santé ou d’autres lieux.
help-sites-check-official = Liste officielle avec des identifiants : les sites y sont retrouvés par identifiant, sinon par nom et circonscription.
help-sites-check-kind = Ce que sont les sites, quand ni les lignes ni les fichiers ne le disent.
help-sites-check-format = Forme du rapport : pour les personnes, pour les programmes (json, avec chaque ligne), pour les tableurs (csv, chaque ligne).
help-sites-check-output = Où écrire les sites : .csv ou .geojson. Les lignes mises de côté vont à côté, dans NOM-set-aside.csv.
help-sites-token = Laisser un site envoyer ce qu’il mesure : affiche un jeton, une seule fois. Un nouveau le remplace.
help-sites-token-site = Le site : KEN/00017 pour un site de la liste d’un pays (il doit y être), un nom quelconque pour un autre.
help-sites-token-hours = Ses heures d’ouverture : "Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3", ou "always". Sinon celles qu’il avait, ou en semaine de huit à seize heures.
help-sites-token-area = La zone dont les pannes sont dites avec lui ; sinon celle de la liste du pays.
help-sites-token-publish = Montrer à tout le monde ce qui est mesuré de lui. Sans cela, seuls les chiffres de sa zone sont montrés.
help-sites-reduce = Réduire les mesures anciennes aux chiffres de chaque jour : les fichiers où figure chaque battement s’en vont, et le journal garde leur empreinte et celle des chiffres.
help-sites-reduce-days = Combien de jours sont gardés en entier : 402 au moins, car une mesure vieille de 400 jours est encore acceptée.
help-sites-network = Dire ce que contiennent des réseaux de fibre : nœuds, tracés, kilomètres par opérateur et état, et ce qui cloche.
help-sites-network-files = GeoJSON, réseaux de l’Open Fibre Data Standard, ou tableaux de nœuds.
help-sites-network-format = Forme du rapport : pour les personnes, pour les programmes (json, avec chaque ligne), pour les tableurs (csv, chaque ligne).
help-sites-network-output = Où écrire le réseau entier, en GeoJSON.
help-sites-towers = Dire ce que contiennent des listes de pylônes, et ce qui cloche.
help-sites-towers-files = Listes de pylônes ou de leurs antennes.
help-any-areas = Contours du pays ou de ses circonscriptions (GeoJSON) : les sites en dehors sont mis de côté, les coordonnées inversées sont vues.
help-any-country = Le pays, ISO 3166-1 alpha-3 : ce qui est en dehors est mis de côté, d’après son cadre si aucun contour n’est donné.
help-any-column = Une colonne par ce qu’elle est : lat=Y, lon=X, id=…, name=…, area=…, people=…. Peut être répété.

help-protect = Cacher dans les tableaux et les chiffres ce qui trahirait des personnes, et prouver que cela reste caché. Aucun nœud n’est nécessaire.
help-protect-more =
    TABLEAU est un fichier de chiffres avec leur n (la forme qu’écrit « passerelle export observations »), ou un tableau de cellules (CSV, TSV, Parquet : une colonne par dimension, totaux compris, et « value »), ou des enregistrements que la politique dit comment mettre en tableau. Plusieurs tableaux qui partagent des cellules sont protégés ensemble. La politique est un nom (survey-publication, statistics-office, cell-key, privacy) ou un fichier TOML, par exemple :

    {"    ["}threshold]
        minimum = 10
    {"    ["}protection]
        lower_percent = 20
        upper_percent = 20

    Sans TABLEAU, la politique est présentée, avec la raison de chacun de ses choix. Sa forme et les méthodes sont décrites dans docs/disclosure.md.

    Code de sortie : 0 quand tout ce qui est sensible est protégé et prouvé, 1 sinon, ou quand un fichier ou la politique n’est pas en ordre ; --output n’est écrit que dans le premier cas.
help-protect-tables = Tableaux, ou un fichier de chiffres.
help-protect-policy = Une politique du catalogue par son nom, ou un fichier TOML.
help-protect-output = Où écrire ce qui peut être publié, dans la forme de l’entrée ; un dossier quand il y a plusieurs tableaux.
help-protect-proof = Où écrire la preuve (JSON). Elle contient les vraies valeurs : gardez-la aussi bien qu’elles.
help-protect-previous = Ce qui a été publié auparavant : ce qu’il a révélé ne protège plus rien. Peut être répété.
help-protect-ledger = Fichier qui tient ce qui a été dépensé d’un budget de confidentialité différentielle ; il est commencé s’il n’existe pas.
help-protect-epsilon = Ce que cette publication peut dépenser de ce budget (ε) ; sans cela, tout ce qui reste.

help-check = Regarder si le catalogue est en ordre, et le nœud s’il y en a un.
help-check-rebuild = Recalculer les fiches, les liens et les facettes à partir des versions, et dire ce qui différait.
help-verify = Recalculer le journal, les fiches et les chiffres, et les comparer à ce qui est enregistré.
help-backup = Copier la base embarquée sans arrêter le nœud. La clé (node.key) n’est pas dans la copie : gardez-la à part.
help-backup-path = Fichier à écrire ; il ne doit pas exister.

help-erase = Effacer une fiche avec tout son historique, quand une personne ou la justice le demande.
help-erase-more =
    Un import (import/3) part avec ses chiffres. Ce que disent encore les fichiers du catalogue est aussitôt réécrit : pour que cela disparaisse, modifiez d’abord ces fichiers.

    Le journal garde sa longueur, ses empreintes et ses preuves, et dit que ces lignes ont été effacées et pourquoi. Rien ne fait revenir le contenu.
help-erase-record = Clé de la fiche, comme import/3. Le journal du nœud la montre.
help-erase-reason = Pourquoi, sous la forme d’un code que tout le monde peut lire dans le journal et qui ne dit rien du contenu : person-asked (une personne l’a demandé), court-order (la justice l’a ordonné), rights-of-others (droits d’autrui), published-by-mistake (publié par erreur)…
help-erase-yes = Ne pas demander de confirmation.

help-key = La clé avec laquelle le nœud signe son journal.
help-key-show = Montrer sa moitié publique, à donner aux personnes qui vérifient le journal.
help-key-renew = Faire une autre clé, quand le fichier node.key a été perdu ou vu par d’autres. Ce que l’ancienne a signé reste valable.

help-scorecard = Montrer la fiche d’un pays et d’une année : la distance à chaque cible, groupe par groupe, avec quelle sûreté, et ce que personne ne mesure.
help-scorecard-more =
    La dernière édition publiée ; s’il n’y en a pas, une copie de travail faite de ce que le nœud sait maintenant. Les chiffres d’années plus tardives sont laissés de côté. Par exemple : passerelle scorecard KEN 2024 --format pdf --output kenya.pdf
help-scorecard-country = Trois lettres du pays : KEN.
help-scorecard-year = L’année, à partir de 2000.
help-scorecard-format = Comment l’écrire : pour des personnes, pour des programmes (json), pour des tableurs (csv), une page à imprimer (pdf), une petite image (svg).
help-scorecard-output = Un fichier au lieu de la sortie standard.
help-scorecard-edition = Une édition publiée, par son numéro.
help-scorecard-prepared = Ce qui a été préparé et attend une signature.
help-scorecard-peers = Pays avec lesquels comparer, par leurs trois lettres : TZA,UGA. Six au plus ; leurs chiffres sont ceux que l’on connaissait la même année.
help-consultation = Poser une question aux gens : ce qu’ils disent, comment ils votent, ce qui en ressort, signé.
help-consultation-more =
    Un fichier décrit une consultation (docs/consultations.md en montre un). « passerelle consultation add FICHIER --by moses » l’ouvre ; on participe sur les pages du nœud. Une fois qu’elle est close, « freeze » publie les votes sous des numéros tirés au hasard, dépouille et signe ; « passerelle groups » sur ce qu’écrit « export » donne les mêmes octets. Les mots de passe sont demandés, ou lus sur la première ligne de l’entrée standard.
help-consultation-add = Ouvrir la consultation que décrit un fichier.
help-consultation-add-path = Le fichier (TOML).
help-consultation-add-by = Nom du compte qui l’ouvre : modération, garde du catalogue ou administration.
help-consultation-add-format = Comment la réponse est écrite.
help-consultation-list = Dire toutes les consultations, celles qui sont ouvertes d’abord.
help-consultation-list-format = Comment la réponse est écrite.
help-consultation-statements = Dire toutes les propositions, celles qui attendent aussi.
help-consultation-statements-slug = Nom de la consultation dans les adresses.
help-consultation-statements-format = Comment la réponse est écrite.
help-consultation-moderate = Décider si une proposition est visible, ou de qui les votes comptent.
help-consultation-moderate-slug = Nom de la consultation dans les adresses.
help-consultation-moderate-show = Numéro d’une proposition désormais visible.
help-consultation-moderate-hide = Numéro d’une proposition qui n’est pas visible, ou ne l’est plus ; ses votes sont gardés.
help-consultation-moderate-reason = Pourquoi, publié : private, insult, copy, not-one-idea, off-topic ou advertising.
help-consultation-moderate-ban = Numéro d’une personne dont les votes ne comptent pas.
help-consultation-moderate-unban = Numéro d’une personne dont les votes comptent à nouveau.
help-consultation-moderate-by = Nom du compte qui décide.
help-consultation-invite = Faire des invitations, chacune pour une personne, montrées cette seule fois.
help-consultation-invite-slug = Nom de la consultation dans les adresses.
help-consultation-invite-count = Combien.
help-consultation-invite-group = Le groupe d’un panel auquel elles sont destinées.
help-consultation-invite-by = Nom du compte qui les fait.
help-consultation-freeze = Figer les votes d’une consultation close, les dépouiller et signer le résultat.
help-consultation-freeze-slug = Nom de la consultation dans les adresses.
help-consultation-freeze-by = Nom du compte qui les fige.
help-consultation-freeze-format = Comment la réponse est écrite.
help-consultation-export = Écrire votes, propositions et résultat avec leurs signatures, comme chacun peut les emporter.
help-consultation-export-slug = Nom de la consultation dans les adresses.
help-consultation-export-folder = Le dossier où écrire.
help-corrections = Décider de ce qui est montré des corrections proposées pour les écoles et postes de santé.
help-corrections-more =
    Les propositions se font sur la page d’un site. « passerelle corrections list » dit ce qui attend ; « passerelle corrections accept 7 --by amina » montre la septième sur la page du site, jusqu’à l’arrivée d’une liste plus récente du pays. Chaque décision est une version dans le registre. Le mot de passe est demandé, ou lu sur la première ligne de l’entrée standard.
help-corrections-list = Dire ce qui est proposé, et pourquoi.
help-corrections-list-state = Où elles en sont.
help-corrections-list-format = Comment la réponse est écrite.
help-corrections-accept = En accepter une : la page du site la montre.
help-corrections-accept-number = Son numéro, comme le dit « passerelle corrections list ».
help-corrections-accept-by = Nom du compte qui décide : modération ou administration.
help-corrections-accept-format = Comment la réponse est écrite.
help-corrections-refuse = En refuser une : rien ne change.
help-corrections-refuse-number = Son numéro, comme le dit « passerelle corrections list ».
help-corrections-refuse-by = Nom du compte qui décide : modération ou administration.
help-corrections-refuse-format = Comment la réponse est écrite.
help-review = Faire la contribution à l’examen d’un pays, d’un groupe de pays ou du monde : ce qui a été promis, qui fait quoi, ce qui le montre, ce qu’en disent d’autres, les silences et les lacunes.
help-review-more =
    La fin du nom du fichier dit comment il est écrit : .pdf, .html, .json, .csv. Une note signée par le nœud est écrite à côté. Les mêmes données donnent le même fichier. Par exemple : passerelle review --country KEN --language fr --out rapport.pdf
help-review-country = Un pays, par ses trois lettres : KEN.
help-review-region = Une région, par son nom ou son code dans le catalogue : africa, eastern_africa.
help-review-group = Un groupe de pays : LDC, LLDC, SIDS, low_income.
help-review-world = Le monde entier.
help-review-language = Langue du rapport ; celle des messages sans cela.
help-review-out = Le fichier. Sans cela, ce qu’il y a est dit en quelques lignes, avec l’empreinte de l’examen.
help-review-form = En quels chapitres : compact (par objectif du Pacte), vnr (ceux d’un examen national volontaire), wsis (grandes orientations du Sommet mondial sur la société de l’information). La première sans cela.
help-review-edition = Une édition ouverte aux commentaires, par son numéro : son rapport, ou son projet s’il n’est pas publié.
help-review-draft = Son projet.
help-review-check = Vérifier un fichier avec la note signée qui l’accompagne.
help-review-check-path = Le fichier ; sa note a le même nom, suivi de .note.
help-review-check-key = La clé publique du nœud qui l’a signé, comme la montre son « passerelle key show » ; les clés de ce nœud sans cela.
help-review-open = Ouvrir l’examen tel qu’il est aux commentaires, jusqu’à la fin d’un jour.
help-review-open-country = Un pays, par ses trois lettres : KEN.
help-review-open-region = Une région, par son nom ou son code.
help-review-open-group = Un groupe de pays.
help-review-open-world = Le monde entier.
help-review-open-closes = Le dernier jour des commentaires.
help-review-open-by = Nom du compte qui l’ouvre : chargé du catalogue, de la modération ou de l’administration.
help-review-publish = Publier le rapport d’une période de commentaires qui a pris fin : l’examen tel que le registre le donne.
help-review-publish-country = Un pays, par ses trois lettres : KEN.
help-review-publish-region = Une région, par son nom ou son code.
help-review-publish-group = Un groupe de pays.
help-review-publish-world = Le monde entier.
help-review-publish-by = Nom du compte qui le publie : chargé de la modération ou de l’administration, et non celui qui a ouvert le projet.
help-review-publish-fingerprint = L’empreinte que montre « passerelle review --country KEN » : ce qui est publié est ce qui a été regardé.
help-review-list = Dire quels projets ont été ouverts et quels rapports publiés.
help-release = Faire signer des fiches par deux personnes, et les publier au moment que dit le calendrier.
help-release-more =
    Une personne prépare : « passerelle release prepare KEN 2024 --by amina --at 2026-12-01T09:00:00Z ». Une autre regarde (« passerelle scorecard KEN 2024 --prepared ») et signe ce que montre cette commande : « passerelle release sign KEN 2024 --by brian --fingerprint … ». Les mots de passe sont demandés, ou lus sur la première ligne de l’entrée standard.
help-release-prepare = Figer une fiche telle qu’elle est maintenant, pour qu’une autre personne la signe.
help-release-prepare-country = Trois lettres du pays : KEN.
help-release-prepare-year = L’année.
help-release-prepare-by = Nom du compte qui la prépare : chargé de la garde des contenus, de la modération ou de l’administration.
help-release-prepare-at = Le moment à partir duquel on peut la lire, comme 2026-12-01T09:00:00Z ou 2026-12-01T09:00:00+03:00 ; dès la signature si rien n’est dit.
help-release-prepare-reason = Pourquoi une fiche déjà publiée est révisée : un code de la politique de révision.
help-release-prepare-because = La même chose avec vos mots, pour tout le monde.
help-release-prepare-format = Comment la réponse est écrite.
help-release-sign = Signer ce qu’une autre personne a préparé.
help-release-sign-country = Trois lettres du pays : KEN.
help-release-sign-year = L’année.
help-release-sign-by = Nom du compte qui signe : chargé de la modération ou de l’administration, et pas celui qui a préparé.
help-release-sign-fingerprint = L’empreinte qu’affiche « passerelle scorecard KEN 2024 --prepared » : on signe ce qu’on a regardé, et rien de ce qui a été préparé depuis.
help-release-sign-format = Comment la réponse est écrite.
help-release-list = Dire ce qui a été publié et ce qui est annoncé.
help-release-list-policy = La politique de révision avec, et ses motifs.
help-release-list-format = Comment la réponse est écrite.

help-user = Les comptes du nœud.
help-user-add = Ajouter un compte ; le mot de passe est demandé, ou lu sur la première ligne de l’entrée standard.
help-user-add-name = Nom de connexion.
help-user-add-role = Ce que la personne peut faire ; « administrator » (responsable du nœud) si rien n’est dit.
help-user-list = Donner la liste des comptes.
help-user-role = Donner un autre rôle à un compte.
help-user-role-name = Nom du compte.
help-user-role-scope = Pour un acteur, un pays ou un sujet seulement : actor/NOM, country/KEN, commitment/gdc.1. Sinon, pour tout le nœud.
help-user-role-withdraw = Retirer le rôle pour cette partie.
help-user-role-role = Ce que la personne pourra faire désormais.

help-completions = Écrire la complétion pour l’interpréteur de commandes.
help-completions-shell = L’interpréteur de commandes.
help-man = Écrire le manuel, avec toutes les commandes.

help-any-format = Comment écrire la réponse : pour les personnes, ou pour les programmes.
help-any-help = Écrire cette aide (--help en dit plus que -h).
help-any-version = Écrire la version.
help-any-commands = Écrire cette aide, ou celle d’une commande.

help-heading-usage = Usage{"\u00A0"}
help-heading-commands = Commandes{"\u00A0"}
help-heading-arguments = Arguments{"\u00A0"}
help-heading-options = Options{"\u00A0"}
help-fact-default = par défaut : { $what }
help-fact-possible = possibles : { $what }
help-fact-variable = variable : { $what }

help-value-day = AAAA-MM-JJ
help-value-address = ADRESSE
help-value-days = JOURS
help-value-address-port = ADRESSE:PORT
help-value-code = CODE
help-value-country = PAYS
help-value-countries = PAYS,PAYS
help-value-year = ANNÉE
help-value-moment = MOMENT
help-value-text = TEXTE
help-value-command = COMMANDE
help-value-dimensions = DIMENSIONS
help-value-data = DONNÉES
help-value-design = PLAN
help-value-column = COLONNE
help-value-columns = COLONNES
help-value-ratio = A/B
help-value-role-column = RÔLE=COLONNE
help-value-share = COLONNE=CLASSE
help-value-quantile = COLONNE@PART
help-value-condition = CONDITION
help-value-pair = A,B
help-value-number = NOMBRE
help-value-outcome = RÉSULTAT
help-value-structure = STRUCTURE
help-value-method = MÉTHODE
help-value-step = ÉTAPE
help-value-level = CONFIANCE
help-value-df = DL
help-value-interval = INTERVALLE
help-value-deff = EFFET
help-value-statistic = STATISTIQUE
help-value-family = FAMILLE
help-value-dir = DOSSIER
help-value-state = ÉTAT
help-value-format = FORMAT
help-value-interface = INTERFACE
help-value-lang = LANGUE
help-value-name = NOM
help-value-site = SITE
help-value-gigabytes = GIGAOCTETS
help-value-hours = HORAIRE
help-value-area = ZONE
help-value-token = JETON
help-value-count = NOMBRE
help-value-path = CHEMIN
help-value-policy = POLITIQUE
help-value-points = POINTS
help-value-table = TABLEAU
help-value-period = PÉRIODE
help-value-place = LIEU
help-value-publisher = ORGANISME
help-value-record = FICHE
help-value-scope = PARTIE
help-value-role = RÔLE
help-value-shell = INTERPRÉTEUR
help-value-source = SOURCE
help-value-sites = SITES
help-value-amount = MONTANT
help-value-part = PART
help-value-hex = EMPREINTE
help-value-file = FICHIER
help-value-votes = VOTES
help-value-kind-number = GENRE=NOMBRE
help-value-kind = SORTE
help-value-first = QUOI
help-value-url = ADRESSE

## Le manuel

man-name = NOM
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-options = OPTIONS DE TOUTES LES COMMANDES
man-commands = COMMANDES
man-exit = CODES DE SORTIE
man-exit-0 = C’est fait.
man-exit-1 = Quelque chose n’est pas comme il faut : un fichier a été refusé, un journal ne concorde pas, un code est inconnu.
man-exit-2 = Ce qui a été tapé n’est pas compris.
man-exit-3 = La commande n’a pas pu être exécutée : pas de nœud, de fichier, de base de données ou d’adresse.
man-version = VERSION

## Ce qui a été mal tapé

args-unknown-command = Il n’y a pas de commande « { $found } ».
args-unknown-option = Il n’y a pas d’option « { $found } » ici.
args-unexpected = « { $found } » n’est pas attendu ici.
args-command-missing = Il manque une commande.
args-value-missing = Il manque une valeur pour { $argument }.
args-value-wrong = « { $found } » n’est pas possible pour { $argument }.
args-value-too-many = « { $found } » est une valeur de trop pour { $argument }.
args-twice = { $argument } ne peut être donné qu’une fois.
args-missing = Il manque : { $arguments }
args-missing-sites = Écrivez les listes de sites d’abord, avant les options comme --network, qui prennent tous les fichiers qui les suivent ; ou écrivez « -- » devant les listes.
args-not-text = Une partie de ce qui a été tapé n’est pas un texte lisible (UTF-8).
args-other = Ce qui a été tapé n’est pas compris. { $detail }
args-nearest = Vouliez-vous dire « { $nearest } » ?
args-known = Possibles : { $known }.
args-more = Pour tout ce qui peut être tapé : { $command } --help
args-lang = Passerelle ne parle pas encore « { $found } ». Choisissez parmi : { $known }.
args-wrong-stock = Donnez un genre et un nombre, comme satellite=20 ; les genres sont satellite, radio, cell et repair.
args-wrong-column = Écrivez ce qu’est la colonne et son nom, par exemple lat=Y. Elle peut être : latitude, longitude, position, id, official_id, name, kind, level, area, people, power, power_source, connected, technology, speed, contract, coverage, coverage_generation, surveyed, generation, height, backhaul, operator, status.
args-wrong-level = Écrivez un nombre entre 0 et 1, comme 0.95.
args-wrong-epsilon = Écrivez un nombre supérieur à 0, comme 0.5.
args-wrong-runs = Écrivez un nombre entier de 1 à 100000.
args-wrong-threads = Écrivez un nombre entier de 1 à 1024.
args-wrong-days = Écrivez un nombre entier de jours, 402 ou plus.
args-wrong-keep-measurements = Écrivez un nombre entier de jours, 402 ou plus.
args-wrong-for = Écrivez actor/NOM, country/ et ses trois lettres, ou commitment/ et le début d’un identifiant, comme commitment/gdc.1.
args-wrong-listen = Écrivez une adresse IP et un port, comme 127.0.0.1:8080, ou 0.0.0.0:8080 pour toutes les adresses de la machine.
args-wrong-proxy = Écrivez une adresse IP, comme 127.0.0.1, ou un réseau, comme 10.0.0.0/8.
args-wrong-public-url = Écrivez une adresse sans chemin, comme https://node.example.
args-wrong-reason = Écrivez un code en minuscules et traits d’union qui ne dit rien du contenu, comme person-asked.
args-wrong-show-ranks = Écrivez true ou false.
