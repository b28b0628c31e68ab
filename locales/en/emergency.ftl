# Emergency links: what an affected area cuts, and what restores most people first.

emergency-title = What is cut, and what restores most people first
emergency-lead = { $n ->
    [0] No connected site is cut.
    [one] One connected site is cut, with { $people } people: { $inside } in the area, { $outside } elsewhere, having lost its way out.
   *[other] { $sites } connected sites are cut, with { $people } people: { $inside } in the area, { $outside } elsewhere, having lost their way out.
}
emergency-cut = What is cut
emergency-do = What to do first
emergency-sites = Sites that are cut
emergency-lines = Lines that are cut
emergency-notes = What this rests on
emergency-connected-before = Sites that were connected
emergency-sites-in-area = Sites in the area
emergency-sites-cut-off = Sites elsewhere, cut off
emergency-people-in-area = People of the sites in the area
emergency-people-cut-off = People of the sites cut off
emergency-towers-in-area = Towers in the area
emergency-towers-cut-off = Towers elsewhere, cut off
emergency-nodes-in-area = Nodes in the area
emergency-nodes-cut-off = Nodes elsewhere, cut off
emergency-lines-cut = Lines that cross the area
emergency-km-in-area = Kilometres of lines in the area
emergency-nothing-cut = Nothing that was connected needs a link.
emergency-no-stock = No stock was given: say what there is, to have an order of what to do.
    .command = No stock was given: say what there is, for example --stock satellite=20,radio=5,cell=2,repair=3, to have an order of what to do.
emergency-relief-best = With this stock, in this order, { $people } of { $all } people are back, at { $sites } sites: no other choice brings back more.
emergency-relief = With this stock, in this order, { $people } of { $all } people are back, at { $sites } sites; no choice brings back more than { $most }.
emergency-work = That is { $hours } hours of work, and { $price } of equipment and cable.
emergency-means-satellite = Satellite terminal
emergency-means-radio = Radio link
emergency-means-cell = Mobile cell
emergency-means-repair = Repair crew
emergency-action-line = { $order }. { $what }, { $name }: { $people } people back, { $sofar } so far
emergency-island = Piece of network { $id }, cut off ({ $n ->
    [one] one site
   *[other] { $sites } sites
}, { $km } km)
emergency-tower = Tower { $id }
emergency-from = from { $from }, { $km } km
emergency-cable = { $km } km of cable to lay again
emergency-state-in-area = in the area
emergency-state-cut-off = cut off
emergency-more-sites = { $n ->
    [one] One more is in sites.csv.
   *[other] { $count } more are in sites.csv.
}
emergency-map = Map of the affected area, the lines and sites that are cut, and where to do what. The tables give all of it.
emergency-key-area = affected area
emergency-key-within = line cut
emergency-key-off = line cut off
emergency-key-standing = line in service
emergency-key-hop = radio link to set up
emergency-key-in = site in the area
emergency-key-out = site cut off
emergency-col-done = Done
emergency-col-order = No.
emergency-col-what = What
emergency-col-where = Where
emergency-col-people = People
emergency-col-so-far = So far
emergency-col-hours = Hours
emergency-col-price = Price
emergency-col-site = Site
emergency-col-why = Why
emergency-col-by = Back with No.
emergency-col-line = Line
emergency-note-area = Everything in the area is taken to be out of service: sites, nodes, towers, and lines where they cross it. Whoever is there knows better: correct the outline and ask again.
emergency-note-plan = The plan is taken as built.
emergency-note-rows-set-aside = { $n ->
    [one] One row of the lists was set aside because it was not understood.
   *[other] { $count } rows of the lists were set aside because they were not understood.
}
emergency-note-unclosed = { $n ->
    [one] One outline of the area was not closed: it was closed in a straight line.
   *[other] { $count } outlines of the area were not closed: they were closed in a straight line.
}
emergency-note-crosses = The outline of the area crosses itself (at { $at }): everything within any of its loops counts.
emergency-note-antimeridian = The area goes on past the antimeridian (180°).
emergency-note-other-shapes = { $n ->
    [one] One shape in the file of the area is no outline, and was left out.
   *[other] { $count } shapes in the file of the area are no outlines, and were left out.
}
emergency-note-roots-lost = { $n ->
    [one] One of the nodes named as leading out is in the area.
   *[other] { $count } of the nodes named as leading out are in the area.
}
    .command = { $n ->
        [one] One of the nodes named with --root is in the area.
       *[other] { $count } of the nodes named with --root are in the area.
    }
emergency-note-people-untold = { $n ->
    [one] One of the sites that are cut does not say how many people it serves: the number of the prices’ file is taken.
   *[other] { $count } of the sites that are cut do not say how many people they serve: the number of the prices’ file is taken for each.
}
emergency-note-unattached = { $n ->
    [one] One connected site has nothing within reach that it could hang on: it is taken to stand unless it is in the area.
   *[other] { $count } connected sites have nothing within reach that they could hang on: they are taken to stand unless they are in the area.
}
emergency-note-untold = { $n ->
    [one] One site is connected in a way that is not told: it is taken to stand unless it is in the area.
   *[other] { $count } sites are connected in a way that is not told: they are taken to stand unless they are in the area.
}
emergency-note-no-terrain = Hills were not looked at for radio links: heights of the ground were not given.
    .command = Hills were not looked at for radio links: give heights of the ground with --terrain.
emergency-note-default-costs = Hours and prices are the program’s defaults, not those of the place.
    .command = Hours and prices are the program’s defaults, not yours: print them with “passerelle plan --print-costs”, put yours in, and give the file with --costs.
emergency-note-guarantee = Which side of a cut leads out is known where a node was named as leading out, and otherwise taken to be the side with most kilometres still in service. Each action is the one that brings back most people more; the number that no choice exceeds is proved for this stock and these reaches.
    .command = Which side of a cut leads out is known where --root names a node, and otherwise taken to be the side with most kilometres still in service. Each action is the one that brings back most people more; the number that no choice exceeds is proved for this stock and these reaches.

# What is wrong.
emergency-error-area-file = The file of the area was not understood:
emergency-error-no-polygon = { $path } holds no outline. Draw the area as a polygon, and save it as GeoJSON.
emergency-error-too-few-places = An outline in { $path } has fewer than three corners. Draw it again.
emergency-error-around-pole = An outline in { $path } goes around a pole. Draw the area as parts that do not.
emergency-error-elsewhere = The area in { $path } is { $km } km from the nearest site, tower or line: it is another country’s. Give the area and the lists of one country.
emergency-error-swapped = The area in { $path } is { $km } km from the nearest site, tower or line, but would hold some with latitude and longitude the other way round. GeoJSON has longitude first: save it again.
emergency-error-no-root = The network has no node “{ $root }”. There are, for example: { $present }.
