# Liens d’urgence : ce qu’une zone touchée coupe, et ce qui rétablit d’abord le plus de personnes.

emergency-title = Ce qui est coupé, et ce qui rétablit d’abord le plus de personnes
emergency-lead = { $n ->
    [0] Aucun site raccordé n’est coupé.
    [one] Un site raccordé est coupé, avec { $people } personnes : { $inside } dans la zone, { $outside } ailleurs, privé de tout chemin.
   *[other] { $sites } sites raccordés sont coupés, avec { $people } personnes : { $inside } dans la zone, { $outside } ailleurs, privés de tout chemin.
}
emergency-cut = Ce qui est coupé
emergency-do = Que faire d’abord
emergency-sites = Sites coupés
emergency-lines = Lignes coupées
emergency-notes = Sur quoi cela repose
emergency-connected-before = Sites qui étaient raccordés
emergency-sites-in-area = Sites dans la zone
emergency-sites-cut-off = Sites ailleurs, isolés
emergency-people-in-area = Personnes des sites de la zone
emergency-people-cut-off = Personnes des sites isolés
emergency-towers-in-area = Pylônes dans la zone
emergency-towers-cut-off = Pylônes ailleurs, isolés
emergency-nodes-in-area = Nœuds dans la zone
emergency-nodes-cut-off = Nœuds ailleurs, isolés
emergency-lines-cut = Lignes qui traversent la zone
emergency-km-in-area = Kilomètres de lignes dans la zone
emergency-nothing-cut = Rien de ce qui était raccordé n’a besoin d’un lien.
emergency-no-stock = Aucun stock n’a été donné : dites ce qu’il y a, pour avoir l’ordre de ce qu’il faut faire.
    .command = Aucun stock n’a été donné : dites ce qu’il y a, par exemple --stock satellite=20,radio=5,cell=2,repair=3, pour avoir l’ordre de ce qu’il faut faire.
emergency-relief-best = Avec ce stock, dans cet ordre, { $people } personnes sur { $all } sont rétablies, dans { $sites } sites : aucun autre choix n’en rétablit plus.
emergency-relief = Avec ce stock, dans cet ordre, { $people } personnes sur { $all } sont rétablies, dans { $sites } sites ; aucun choix n’en rétablit plus de { $most }.
emergency-work = Cela fait { $hours } heures de travail, et { $price } de matériel et de câble.
emergency-means-satellite = Terminal satellite
emergency-means-radio = Faisceau hertzien
emergency-means-cell = Relais mobile de secours
emergency-means-repair = Équipe de réparation
emergency-action-line = { $order }. { $what }, { $name } : { $people } personnes rétablies, { $sofar } en tout
emergency-island = Morceau de réseau { $id }, isolé ({ $n ->
    [one] un site
   *[other] { $sites } sites
}, { $km } km)
emergency-tower = Pylône { $id }
emergency-from = depuis { $from }, { $km } km
emergency-cable = { $km } km de câble à reposer
emergency-state-in-area = dans la zone
emergency-state-cut-off = isolé
emergency-more-sites = { $n ->
    [one] Un autre est dans sites.csv.
   *[other] { $count } autres sont dans sites.csv.
}
emergency-map = Carte de la zone touchée, des lignes et des sites coupés, et de ce qu’il faut faire à quel endroit. Les tableaux donnent le tout.
emergency-key-area = zone touchée
emergency-key-within = ligne coupée
emergency-key-off = ligne isolée
emergency-key-standing = ligne en service
emergency-key-hop = faisceau à poser
emergency-key-in = site dans la zone
emergency-key-out = site isolé
emergency-col-done = Fait
emergency-col-order = N°
emergency-col-what = Quoi
emergency-col-where = Où
emergency-col-people = Personnes
emergency-col-so-far = En tout
emergency-col-hours = Heures
emergency-col-price = Prix
emergency-col-site = Site
emergency-col-why = Pourquoi
emergency-col-by = Rétabli par le n°
emergency-col-line = Ligne
emergency-note-area = Tout ce qui est dans la zone est supposé hors service : sites, nœuds, pylônes, et lignes là où elles la traversent. Qui est sur place le sait mieux : corrigez le contour et redemandez.
emergency-note-plan = Le plan est supposé construit.
emergency-note-rows-set-aside = { $n ->
    [one] Une ligne des listes a été mise de côté parce qu’elle n’a pas été comprise.
   *[other] { $count } lignes des listes ont été mises de côté parce qu’elles n’ont pas été comprises.
}
emergency-note-unclosed = { $n ->
    [one] Un contour de la zone n’était pas fermé : il a été fermé en ligne droite.
   *[other] { $count } contours de la zone n’étaient pas fermés : ils ont été fermés en ligne droite.
}
emergency-note-crosses = Le contour de la zone se croise lui-même (en { $at }) : tout ce qui est dans l’une de ses boucles compte.
emergency-note-antimeridian = La zone continue au-delà de l’antiméridien (180°).
emergency-note-other-shapes = { $n ->
    [one] Une forme du fichier de la zone n’est pas un contour, et a été laissée de côté.
   *[other] { $count } formes du fichier de la zone ne sont pas des contours, et ont été laissées de côté.
}
emergency-note-roots-lost = { $n ->
    [one] Un des nœuds nommés comme menant au reste du monde est dans la zone.
   *[other] { $count } des nœuds nommés comme menant au reste du monde sont dans la zone.
}
    .command = { $n ->
        [one] Un des nœuds nommés avec --root est dans la zone.
       *[other] { $count } des nœuds nommés avec --root sont dans la zone.
    }
emergency-note-people-untold = { $n ->
    [one] Un des sites coupés ne dit pas combien de personnes il sert : on prend le nombre du fichier des prix.
   *[other] { $count } des sites coupés ne disent pas combien de personnes ils servent : on prend pour chacun le nombre du fichier des prix.
}
emergency-note-unattached = { $n ->
    [one] Un site raccordé n’a rien à portée dont il puisse dépendre : on le suppose en service, sauf s’il est dans la zone.
   *[other] { $count } sites raccordés n’ont rien à portée dont ils puissent dépendre : on les suppose en service, sauf s’ils sont dans la zone.
}
emergency-note-untold = { $n ->
    [one] Un site est raccordé d’une façon qui n’est pas dite : on le suppose en service, sauf s’il est dans la zone.
   *[other] { $count } sites sont raccordés d’une façon qui n’est pas dite : on les suppose en service, sauf s’ils sont dans la zone.
}
emergency-note-no-terrain = Le relief n’a pas été regardé pour les faisceaux hertziens : les altitudes du terrain n’ont pas été données.
    .command = Le relief n’a pas été regardé pour les faisceaux hertziens : donnez les altitudes du terrain avec --terrain.
emergency-note-default-costs = Les heures et les prix sont ceux du programme par défaut, pas ceux du lieu.
    .command = Les heures et les prix sont ceux du programme par défaut, pas les vôtres : affichez-les avec « passerelle plan --print-costs », mettez les vôtres, et donnez le fichier avec --costs.
emergency-note-guarantee = Le côté d’une coupure qui mène au reste du monde est connu là où un nœud a été nommé comme y menant ; sinon, on suppose que c’est celui qui garde le plus de kilomètres en service. Chaque action est celle qui rétablit le plus de personnes de plus ; le nombre qu’aucun choix ne dépasse est prouvé pour ce stock et ces portées.
    .command = Le côté d’une coupure qui mène au reste du monde est connu là où --root nomme un nœud ; sinon, on suppose que c’est celui qui garde le plus de kilomètres en service. Chaque action est celle qui rétablit le plus de personnes de plus ; le nombre qu’aucun choix ne dépasse est prouvé pour ce stock et ces portées.

# Ce qui ne va pas.
emergency-error-area-file = Le fichier de la zone n’a pas été compris :
emergency-error-no-polygon = { $path } ne contient aucun contour. Dessinez la zone comme un polygone, et enregistrez-la en GeoJSON.
emergency-error-too-few-places = Un contour de { $path } a moins de trois sommets. Redessinez-le.
emergency-error-around-pole = Un contour de { $path } fait le tour d’un pôle. Dessinez la zone en parties qui ne le font pas.
emergency-error-elsewhere = La zone de { $path } est à { $km } km du site, du pylône ou de la ligne le plus proche : c’est celle d’un autre pays. Donnez la zone et les listes d’un même pays.
emergency-error-swapped = La zone de { $path } est à { $km } km du site, du pylône ou de la ligne le plus proche, mais en contiendrait si latitude et longitude étaient inversées. GeoJSON met la longitude d’abord : enregistrez-la de nouveau.
emergency-error-no-root = Le réseau n’a pas de nœud « { $root } ». Il y a, par exemple : { $present }.
