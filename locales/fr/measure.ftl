# La mesure des connexions : ce que dit le serveur, la page, l’agent, ce que l’on voit d’un site.

ndt7-not-websocket = Ici se mesure une connexion, par le protocole ndt7 sur WebSocket : c’est un client ndt7 qui le demande (« passerelle measure », ou l’un de ceux de M-Lab).
ndt7-subprotocol = La demande doit nommer le sous-protocole WebSocket { $subprotocol } : c’est lui qui distingue ndt7 de tout le reste.
ndt7-query = Ce qui suit le « ? » de l’adresse est trop long : ndt7 admet 4 096 octets.
ndt7-busy = Autant de connexions que ce nœud peut en servir équitablement sont mesurées en ce moment. Revenez dans { $seconds } secondes.

# Ce que dit l’API de mesures qu’elle ne prend pas.
api-error-token = Les mesures de ce site sont reçues avec son jeton (Authorization: Bearer …) ; il n’y en avait pas, ou c’en était un autre. « passerelle sites token SITE » en fait un nouveau.
api-error-json = Ce qui a été envoyé n’est pas un lot de mesures : { $found }. Elles sont décrites dans docs/measure.md.
api-error-too-large = L’envoi est trop gros : un lot compte au plus 2 000 lignes, dans un mébioctet. Envoyez-le en plusieurs fois.
api-error-unsound = Rien n’a été pris, car quelque chose ne va pas ({ $found } constats, tous dans « findings »).
api-error-too-much = Ce site a envoyé plus que ce qu’aucun site ne mesure. Ses lignes attendent la clôture de leurs jours ; réessayez demain.

# Ce qui peut clocher dans un lot de mesures, champ par champ.
finding-measure-id = un nom ou un identifiant compte de 1 à 100 caractères, sans espace
finding-measure-too-many = un lot compte au plus 2 000 lignes
finding-measure-twice = cet identifiant s’y trouve deux fois : chaque ligne a le sien
finding-measure-ahead = ce moment est encore à venir : l’horloge de la machine qui a mesuré avance
finding-measure-old = ce moment remonte à plus de 400 jours
finding-measure-covers = un battement vaut pour 1 à 3 600 secondes
finding-measure-started = la machine ne peut pas avoir démarré après le battement
finding-measure-figure = aucune ligne n’a un tel chiffre
finding-measure-server = l’adresse du serveur compte de 1 à 200 caractères
finding-measure-nothing = un résultat sans réception ni envoi dit pourquoi (« failure »)

# La partie de la page d’un site.
measured-title = Sa connexion, telle que mesurée
measured-status-good = Bonne connexion
measured-status-moderate = Connexion moyenne
measured-status-poor = Connexion faible ou absente
measured-status-unknown = Pas mesurée récemment
measured-last = Dernier test, { $moment } : { $received ->
    [yes] { $download } Mbit/s reçus
   *[no] réception non mesurée
}, { $sent ->
    [yes] { $upload } Mbit/s envoyés
   *[no] envoi non mesuré
}, { $told ->
    [yes] aller-retour { $latency } ms
   *[no] aller-retour non mesuré
}, avec { $server }.
measured-last-failed = Dernier test, { $moment } : le serveur n’a pas pu être atteint.
measured-no-test = Aucun test ces derniers jours.
measured-none = –
measured-percent = { $n } %
measured-heard = Dernières nouvelles : jusqu’au { $moment }.
measured-download = Réception, Mbit/s
measured-upload = Envoi, Mbit/s
measured-latency = Aller-retour, ms
measured-download-median = Médiane { $value } Mbit/s, sur { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avec des tests
measured-upload-median = Médiane { $value } Mbit/s, sur { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avec des tests
measured-latency-median = Médiane { $value } ms, sur { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avec des tests
measured-drawing = { $what }, jour par jour : le point est la médiane des tests du jour, le trait va de son dixième le plus bas au plus haut.
measured-uptime-title = Connecté aux heures d’ouverture
measured-uptime = Connecté pendant { $share } % des heures d’ouverture des 30 derniers jours où il y avait du courant et où l’agent tournait.
measured-power-cut = Coupures de courant, comptées à part : { $length }.
measured-unknown = On ne sait pas (l’agent ne tournait pas, ou n’a pas encore donné de nouvelles) : { $length }.
measured-uptime-none = Aucune nouvelle des heures d’ouverture des 30 derniers jours.
measured-length = { $hours } h { $minutes } min
measured-hours = Heures d’ouverture : { $hours }
measured-table = Les 30 derniers jours en chiffres
measured-col-day = Jour (UTC)
measured-col-tests = Tests
measured-col-connected = Connecté
measured-area-title = Pannes autour de lui : { $area }
measured-area-small = Moins de { $least } sites sont mesurés dans cette zone : on n’en dit rien, pour ne trahir aucun site en particulier.
measured-no-outage = Aucune ces 30 derniers jours, parmi { $n } sites mesurés.
measured-outages-of = Ces 30 derniers jours, parmi { $n } sites mesurés, bien moins de sites que d’habitude étaient connectés (moins de 0,8 de la médiane des sept jours précédents) :
measured-outage = à partir du { $from }, pendant { $length } ; au pire, { $share } % de l’habitude
measured-policy = Seuls les résultats et les battements sont conservés : aucune adresse, de personne. Ce que l’on montre d’un site, avec quelle précision et quel retard, c’est son ministère qui le décide.
measured-how = Comment on mesure

# La page sur la mesure.
measure-title = Mesurer les connexions
measure-lead = Une école, un poste de santé sont-ils bien connectés ? Cela se mesure sur place, souvent, par un petit programme qu’on peut laisser seul ; cela ne se demande pas une fois dans une enquête.
measure-here = Les connexions se mesurent avec ce nœud, { $base }. Ce qui est mesuré, c’est tout le chemin jusqu’à lui, quels que soient les réseaux traversés.
measure-not-here = Ce nœud reçoit des mesures, mais personne ne mesure avec lui pour l’instant : la personne qui en est responsable peut l’ouvrir par « passerelle serve --measure ».
measure-what = Ce qui est mesuré
measure-what-speed = Combien de mégabits par seconde arrivent (réception) et partent (envoi), pendant dix secondes chacun.
measure-what-latency = Le temps d’un aller-retour jusqu’au nœud quand la ligne est au repos, en millisecondes.
measure-what-heartbeat = Toutes les dix minutes : le nœud peut-il être atteint ?
measure-classes = Une connexion est bonne au-dessus de 20 Mbit/s, moyenne à partir de 1 Mbit/s, faible en dessous ; la médiane du dernier jour avec des tests décide. Après 30 jours sans test, on ne dit rien.
measure-how = Comment
measure-how-protocol = Par ndt7, le protocole ouvert de Measurement Lab (M-Lab), une connexion à la fois. Tous ses clients peuvent mesurer avec un nœud ouvert à la mesure.
measure-how-when = À des moments tirés au sort, toutes les six heures en moyenne, entre 36 minutes et 15 heures, comme le demande la spécification : les sites ne mesurent pas tous ensemble, et ce qui revient à heure fixe n’est ni toujours manqué ni toujours rencontré.
measure-how-uptime = Un site était connecté pendant la part de ses heures d’ouverture pour laquelle des battements le disent. Si la machine elle-même était éteinte, comme elle le dit à son redémarrage, c’est une coupure de courant, comptée à part.
measure-how-outage = Dans une zone, bien moins de sites connectés que d’habitude, c’est une panne : en une heure, moins de 0,8 de la médiane des sept jours précédents (la règle d’IODA pour les pays et les réseaux). On ne dit rien des zones où moins de 5 sites sont mesurés.
measure-kept = Ce qui est conservé
measure-kept-what = D’un test : son moment, le serveur, les trois chiffres, les octets échangés, ou pourquoi il a échoué. D’un battement : son moment et si le nœud a été atteint. Sous le nom du site, et rien sur les personnes.
measure-kept-address = Aucune adresse internet, ni d’un site qui envoie ni de quiconque mesure : aucune n’est notée, nulle part. Un test dit à qui mesure sa propre adresse, comme le veut le protocole, puis l’oublie.
measure-kept-proof = Deux jours plus tard, le jour est clos : ses lignes vont dans un fichier dont l’empreinte est dans le journal de ce nœud, si bien que personne ne peut les changer sans que cela se voie.
measure-kept-long = Au bout de { $days } jours ces lignes s’en vont. Reste chaque jour en quelques chiffres : tests, médiane, part des heures d’ouverture où le site était connecté.
measure-kept-ever = Ces lignes restent aussi longtemps que ce nœud, à moins que qui le tient ne réduise à leurs chiffres les jours de plus d’un an.
measure-kept-policy = Où se trouve une école et quand elle est coupée du monde peut servir à qui lui veut du mal. Ce que l’on montre d’un site en particulier, avec quelle précision et quel retard, c’est le ministère qui le décide ; les chiffres des zones passent en premier.
measure-run = Mesurer un site
measure-run-token = Sur le nœud, faites un jeton pour le site. Il n’est montré qu’une fois ; un nouveau le remplace.
measure-run-agent = Sur une machine du site, lancez l’agent et laissez-le tourner. Ce qu’il ne peut pas envoyer attend dans un fichier et part quand la ligne revient.
measure-run-once = Pour mesurer une fois, de n’importe où, sans rien envoyer :
measure-run-data = Un test à 20 Mbit/s consomme environ 50 mégaoctets. Là où les données se paient au volume, --cap-gb est le maximum que les tests peuvent consommer en un mois.

# Ce que disent l’agent et « passerelle sites token ».
measure-measured = { $server } : { $received ->
    [yes] { $download } Mbit/s reçus
   *[no] réception non mesurée
}, { $sent ->
    [yes] { $upload } Mbit/s envoyés
   *[no] envoi non mesuré
}, { $told ->
    [yes] aller-retour { $latency } ms
   *[no] aller-retour non mesuré
} ({ $megabytes } Mo échangés).
measure-failure-unreachable = Le serveur n’a pas pu être atteint.
measure-failure-refused = Le serveur a répondu et n’a pas voulu mesurer : la personne qui en est responsable l’ouvre par « passerelle serve --measure », ou toutes les places sont prises en ce moment.
measure-failure-broke-off = Un test s’est interrompu avant la fin : la ligne a été coupée.
measure-cap = Pas de test : { $used } Mo sur les { $cap } du mois sont consommés. Le mois prochain repart de zéro.
measure-online = Le nœud peut être atteint.
measure-offline = Le nœud ne peut pas être atteint.
measure-sent = { $rows ->
    [one] { $rows } ligne envoyée
   *[other] { $rows } lignes envoyées
} ; { $waiting ->
    [0] aucune n’attend.
    [one] { $waiting } attend.
   *[other] { $waiting } attendent.
}
measure-waiting = { $rows ->
    [one] { $rows } ligne attend
   *[other] { $rows } lignes attendent
} : { $why }
measure-why-unreachable = le nœud ne peut pas être atteint.
measure-why-timeout = le nœud n’a pas répondu à temps.
measure-why-refused = le nœud a répondu autre chose que prévu ; est-ce un nœud Passerelle, assez récent ?
measure-why-busy = le nœud demande de revenir plus tard.
measure-why-clock = l’horloge de cette machine et celle du nœud ne sont pas d’accord ; remettez à l’heure celle qui a tort, et rien n’est perdu.
measure-why-redirected = l’adresse mène ailleurs, et le jeton n’est envoyé à personne d’autre. Écrivez l’adresse même du nœud.
measure-why-too-large = la réponse du nœud est trop longue.
measure-why-not-an-address = ce n’est pas une adresse.
measure-not-allowed = Le nœud ne connaît pas ce jeton comme celui de ce site. Ses lignes attendent ; « passerelle sites token SITE », sur le nœud, en fait un nouveau.
measure-refused = Le nœud a trouvé { $rows ->
    [one] { $rows } ligne fausse, abandonnée
   *[other] { $rows } lignes fausses, abandonnées
} : { $detail }
measure-next = Prochain test dans { $minutes } minutes.
measure-needs-site = Pour mesurer en continu et envoyer, dites quel est ce site : --site. Pour mesurer une fois sans rien envoyer : --once.
measure-needs-token = Pour envoyer, il faut le jeton du site : --token-file FICHIER, ou PASSERELLE_TOKEN. « passerelle sites token SITE », sur le nœud, en fait un.
measure-token-file = Le jeton ne peut pas être lu dans { $path } : { $detail }
measure-error-server = { $detail }. Écrivez l’adresse du nœud comme https://node.example.
measure-error-in-use = Un autre agent travaille avec { $path }. Un agent mesure un site ; pour un autre site, il faut un autre fichier (--queue).
measure-error-queue = Ce qui est mesuré ne peut pas être gardé dans { $path } : { $detail }
token-given = { $site } peut envoyer ce qu’il mesure, avec ce jeton. Il n’est montré qu’une fois : mettez-le dans un fichier que seul l’agent lit. Heures d’ouverture : { $hours }.{ $has-area ->
    [yes] { " " }Zone : { $area }.
   *[no] { "" }
}
token-renewed = { $site } peut envoyer ce qu’il mesure, avec ce jeton et plus avec celui d’avant. Il n’est montré qu’une fois : mettez-le dans un fichier que seul l’agent lit. Heures d’ouverture : { $hours }.{ $has-area ->
    [yes] { " " }Zone : { $area }.
   *[no] { "" }
}
token-not-a-site = « { $found } » ne peut pas être un site : un nom compte de 1 à 100 caractères, sans espace.
token-unknown-site = « { $found } » n’est pas dans la liste de son pays. « passerelle import sites » apporte une liste.
token-not-hours = « { $found } » n’est pas un horaire. Écrivez-le ainsi : Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3 (jours en anglais, trois lettres), ou : always.

# Ce que dit « passerelle sites reduce ».
reduced = { $days ->
    [0] Rien à réduire : aucun fichier de mesures n’a plus de { $kept } jours.
    [one] Un jour est réduit à ses chiffres : { $files ->
        [one] un fichier
       *[other] { $files } fichiers
    }, { $megabytes } Mo.
   *[other] { $days } jours sont réduits à leurs chiffres : { $files } fichiers, { $megabytes } Mo.
}
reduced-changed = { $file } n’est pas le fichier dont parle le journal : son jour reste tel quel. « passerelle verify » dit ce qui diffère encore.
