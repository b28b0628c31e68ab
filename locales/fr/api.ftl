# Ce que l’API dit quand elle ne peut pas répondre. Les adresses et les noms de paramètres sont pour les programmes : à laisser tels quels.

api-error-nothing = Il n’y a rien à cette adresse. /api/openapi.json décrit celles qui existent.
api-error-no-indicator = Aucun indicateur n’a le code « { $found } ». La liste des codes est à /api/v1/indicators.
api-error-no-place = Aucun lieu n’a le code « { $found } ». Les codes des pays sont à /api/v1/countries, ceux des groupes à /api/v1/groups ; un lieu à l’intérieur d’un pays s’écrit comme un chemin : KEN/mombasa.
api-error-no-source = Aucune source n’a l’identifiant « { $found } ». La liste est à /api/v1/sources.
api-error-no-commitment = Aucun engagement n’a l’identifiant « { $found } ». La liste est à /api/v1/commitments.
api-error-no-record = Il n’y a pas d’enregistrement « { $found } ». /api/v1/log/changes les dit tous.
api-error-no-table = Aucune table entière ne s’appelle « { $found } ». Chaque fichier CSV dit dans « Link » où sont ses propres métadonnées : à son adresse, avec format=csvm.
api-error-no-state = Rien n’est encore écrit sur ce nœud : son journal n’a pas d’état signé.
api-error-not-in-log = Le journal n’a pas cette ligne ou cette taille : « { $found } ». Sa taille est dans /api/v1/log/checkpoint.
api-error-parameter-unknown = Cette adresse n’a pas de paramètre « { $found } ». Elle connaît : { $known }.
api-error-parameter-none = Cette adresse ne prend pas de paramètre ; elle a reçu « { $found } ».
api-error-parameters = Ce qui suit le « ? » de l’adresse ne se lit pas. Cela s’écrit nom=valeur&nom=valeur, avec un % devant les octets de tout ce qui n’est pas une lettre ou un chiffre simple (UTF-8).
api-error-absent = Il faut ici « { $field } », qui n’a pas été donné.
api-error-number = « { $field } » est un nombre entier, 0 ou plus ; reçu : « { $found } ».
api-error-twice = « { $field } » se donne une fois ; il a été donné plusieurs fois, la première : « { $found } ».
api-error-language = « lang » est l’un de : { $known } ; reçu : « { $found } ».
api-error-no-dimension = Aucun chiffre ne se distingue par « { $found } ». La liste des dimensions est dans /api/v1/observations/structure.
api-error-no-row = La liste n’a pas, ou n’a plus, de ligne « { $found } » après laquelle continuer. Recommencez sans « after ».
api-error-no-scorecard = Il n’y a pas de fiche « { $found } » : les trois lettres d’un pays et une année depuis 2000, pas encore à venir, comme KEN 2024 ; avec « edition », une édition qui a été publiée.
api-error-no-initiative = Il n’y a pas d’initiative « { $found } » : /api/v1/initiatives donne la liste de celles qui existent.
api-error-no-reporter = L’initiative « { $found } » ne peut pas s’écrire pour l’IITA (IATI) : l’organisation qui en répond n’y a pas d’identifiant.
api-error-limit = « limit » est un nombre entier de 1 à { $most } ; reçu : « { $found } ».
api-error-after = « after » prend ce que « next » disait à la page précédente ; reçu : « { $found } ».
api-error-format = « format » est l’un de : { $known } ; reçu : « { $found } ».
api-error-order = « order » est l’un de : { $known } ; reçu : « { $found } ».
api-error-dimensions = « dimensions » s’écrit sex=female;location=rural, ou reste vide pour tout le monde ; reçu : « { $found } ».
api-error-text = « { $field } » contient un caractère qu’aucun code n’a.
api-error-places = « place » est donné une fois par lieu à comparer, de 1 à 6 fois.
api-error-method = Cette adresse se lit (GET, HEAD), et rien d’autre.
api-error-method-sent = On envoie des mesures à cette adresse (POST) ; rien ne s’y lit.
api-error-busy = Beaucoup de gros téléchargements sont en cours. Redemandez dans { $seconds } secondes, ou moins de chiffres à la fois avec « limit » et « after ».
api-error-failed = Quelque chose s’est mal passé sur ce nœud ; c’est noté. Réessayez plus tard.

# Dans la description de l’API : ce que veut dire un code de réponse.
api-site-token = Le jeton propre au site, que « passerelle sites token SITE » crée sur le nœud
api-metadata = Ce que sont les colonnes du CSV (CSV on the Web) : chaque fichier en dit l’adresse dans « Link », rel="describedby"
api-answer-200 = Ce qui a été demandé
api-answer-400 = Un paramètre que l’adresse ne connaît pas, ou dont la valeur n’a pas de sens ; ou un envoi illisible
api-answer-401 = Pas de jeton, ou pas celui de ce site
api-answer-404 = Rien ici ne porte ce code ou cette adresse
api-answer-413 = Plus que ce qui se prend en une fois
api-answer-422 = Quelque chose ne va pas dans l’envoi : tout est dans « findings », champ par champ ; rien n’a été pris
api-answer-429 = Plus qu’aucun site ne mesure attend déjà ; « Retry-After » dit quand renvoyer
api-answer-503 = Trop de choses sont demandées à la fois ; « Retry-After » dit quand revenir

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
column-description = Description ({ $lang })
column-title = Titre ({ $lang })
column-statement = Énoncé ({ $lang })
column-summary = Résumé ({ $lang })
column-passage = Où il se trouve dans son texte ({ $lang })
column-order = Rang dans son texte, à partir de 1
column-low = Bas de la fourchette à 95 %
column-high = Haut de la fourchette à 95 %
column-batch = Numéro de l’import dont il vient ; 0 s’il a été calculé
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
column-at = Moment, en millisecondes depuis 1970 (UTC), tel que haché
column-moment = Le même moment, comme on l’écrit (UTC)
column-author = Identifiant opaque de qui l’a écrit ; vide une fois effacé
column-reason = Raison ; vide une fois effacée
column-inner = Empreinte intérieure, en hexadécimal
