# Ce que l’API dit quand elle ne peut pas répondre. Les adresses et les noms de paramètres sont pour les programmes : à laisser tels quels.

api-error-nothing = Il n’y a rien à cette adresse. /api/openapi.json décrit celles qui existent.
api-error-no-indicator = Aucun indicateur n’a le code « { $found } ». La liste des codes est à /api/v1/indicators.
api-error-no-place = Aucun lieu n’a le code « { $found } ». Les codes des pays sont à /api/v1/countries, ceux des groupes à /api/v1/groups ; un lieu à l’intérieur d’un pays s’écrit comme un chemin : KEN/mombasa.
api-error-no-source = Aucune source n’a l’identifiant « { $found } ». La liste est à /api/v1/sources.
api-error-no-commitment = Aucun engagement n’a l’identifiant « { $found } ». La liste est à /api/v1/commitments.
api-error-no-record = Il n’y a pas d’enregistrement « { $found } ». /api/v1/log/changes les dit tous.
api-error-no-table = Aucune table ne s’appelle « { $found } ». L’adresse des métadonnées est donnée avec chaque fichier CSV.
api-error-no-state = Rien n’est encore écrit sur ce nœud : son journal n’a pas d’état signé.
api-error-not-in-log = Le journal n’a pas cette ligne ou cette taille : « { $found } ». Sa taille est dans /api/v1/log/checkpoint.
api-error-parameter-unknown = Cette adresse n’a pas de paramètre « { $found } ». Elle connaît : { $known }.
api-error-parameter-none = Cette adresse ne prend pas de paramètre ; elle a reçu « { $found } ».
api-error-parameters = Les paramètres ne se lisent pas : { $found }.
api-error-limit = « limit » est un nombre entier de 1 à { $most } ; reçu : « { $found } ».
api-error-after = « after » prend ce que « next » disait à la page précédente ; reçu : « { $found } ».
api-error-format = « format » est l’un de : { $known } ; reçu : « { $found } ».
api-error-order = « order » est l’un de : { $known } ; reçu : « { $found } ».
api-error-dimensions = « dimensions » s’écrit sex=female;location=rural, ou reste vide pour tout le monde ; reçu : « { $found } ».
api-error-text = « { $field } » contient un caractère qu’aucun code n’a.
api-error-places = « place » est donné une fois par lieu à comparer, de 1 à 6 fois.
api-error-method = Cette adresse se lit (GET, HEAD), et rien d’autre.
api-error-busy = Beaucoup de gros téléchargements sont en cours. Redemandez dans { $seconds } secondes, ou moins de chiffres à la fois avec « limit » et « after ».
api-error-failed = Quelque chose s’est mal passé sur ce nœud ; c’est noté. Réessayez plus tard.

# Dans la description de l’API : ce que veut dire le statut 400.
api-refused = Un paramètre que l’adresse ne connaît pas, ou dont la valeur n’a pas de sens

# Les colonnes des autres tables, telles que leurs métadonnées les décrivent.
column-iso3 = Code ISO 3166-1 à trois lettres
column-iso2 = Code ISO 3166-1 à deux lettres
column-m49 = Code M49 des Nations Unies
column-name = Nom ({ $lang })
column-region = Région (groupe)
column-subregion = Sous-région (groupe)
column-income = Groupe de revenu
column-ldc = Pays parmi les moins avancés
column-lldc = Pays en développement sans littoral
column-sids = Petit État insulaire en développement
column-un-member = État membre des Nations Unies
column-synthetic = Inventé, pour la démonstration
column-id = Identifiant
column-kind = Sorte
column-code = Code
column-theme = Thème
column-definition = Définition ({ $lang })
column-direction = Le sens du mieux
column-target = Cible, dans l’unité
column-target-year = Année de la cible
column-sdg-series = Série des Objectifs de développement durable
column-text = Texte d’origine
column-title = Titre ({ $lang })
column-statement = Énoncé ({ $lang })
column-summary = Résumé ({ $lang })
column-sdgs = Objectifs de développement durable, séparés par ;
column-due = Échéance
column-addressees = À qui l’on demande d’agir, séparés par ;
column-systems = Systèmes qui le servent, séparés par ;
column-indicators = Indicateurs qui le montrent, séparés par ;
column-licence = Conditions d’utilisation
column-url = Adresse
column-vintage = Édition
column-band = Palier
column-outdated = Trop ancien pour valoir aujourd’hui
column-leaf = Place dans le journal, à partir de 0
column-key = Enregistrement ; vide une fois effacé
column-number = Numéro de la version
column-at = Moment (UTC)
column-reason = Raison ; vide une fois effacée
column-inner = Empreinte intérieure, en hexadécimal
