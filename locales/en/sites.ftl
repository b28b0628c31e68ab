# What “passerelle sites” answers, and what can be wrong with lists of sites, networks and towers.

sites-file = { $file }: { $rows ->
    [0] no row
    [one] one row
   *[other] { $rows } rows
}{ $form }{ $kind ->
    [school] , taken for schools
    [health] , taken for health facilities
   *[none] {""}
}
sites-joined = { $left }; { $right }
sites-cell = { $column }: { $value }
sites-column = { $role }: { $column }
sites-column-asked = { $column } (as you said)
sites-column-part = { $column } (for its word “{ $word }”)
sites-unused = Not used: { $columns }
sites-passed-over = The column “{ $column }” should be “{ $role }” by its name, but holds “{ $cell }”: it was passed over. { $place ->
    [yes] If these are metres of a map grid, convert them to degrees.
   *[no] To read it all the same, say so under “Which column is what”.
}
    .command = The column “{ $column }” should be “{ $role }” by its name, but holds “{ $cell }”: it was passed over. { $place ->
        [yes] If these are metres of a map grid, convert them to degrees.
       *[no] To read it all the same, give --column.
    }
sites-no-identifiers = No column of this list holds identifiers: nothing can be matched to it. Name it “EMIS code” or “id”.
sites-no-file = { $file }: there is no such file. Check its name and folder.
sites-no-place = Nothing here says where a row is. Name the columns of coordinates under “Which column is what”.
    .command = Nothing here says where a row is. Name the columns of coordinates, for example --column lat=Y --column lon=X.
sites-no-people-column = No column says how many people live at each point. Name the column “population”.

sites-role-latitude = latitude
sites-role-longitude = longitude
sites-role-position = position
sites-role-official-id = official identifier
sites-role-id = identifier
sites-role-name = name
sites-role-kind = kind
sites-role-level = level
sites-role-area = areas
sites-role-people = pupils or people
sites-role-power = electricity
sites-role-power-source = source of electricity
sites-role-connected = connected
sites-role-technology = technology
sites-role-speed = megabits per second
sites-role-contract = contract
sites-role-coverage = 4G coverage
sites-role-coverage-generation = mobile coverage
sites-role-surveyed = date of survey
sites-role-generation = generation
sites-role-height = height
sites-role-backhaul = backhaul
sites-role-operator = operator
sites-role-status = status

sites-came-out = { $rows ->
    [one] One row
   *[other] { $rows } rows
}: { $sites ->
    [0] no site
    [one] one site
   *[other] { $sites } sites
} at { $places ->
    [0] no place
    [one] one place
   *[other] { $places } places
} ({ $schools ->
    [one] one school
   *[other] { $schools } schools
}, { $health ->
    [one] one health facility
   *[other] { $health } health facilities
}).
sites-connected = { $told ->
    [0] Nothing says whether they are connected.
   *[other] Connected: { $connected } of { $told } that say so.
}
sites-people = Pupils and people served, as far as they are told: { $people }.
sites-official = With an identifier of { $file }: { $n }.
sites-no-territory = Whether they are in the country was not looked at, and swapped coordinates were not all seen: say which country it is, or better send its outlines.
    .command = Whether they are in the country was not looked at, and swapped coordinates were not all seen: give --country, or better --areas.
sites-not-understood = Not everything here was understood. No plan is made of it, and no sites were written, until it is put right.
sites-no-rows = There is no row in this file, below the names of its columns if it has any: nothing to connect. Check that the file is complete.
sites-written = Written: { $files }.

sites-set-aside = Set aside:
sites-mended = Put right:
sites-merged = Merged:
sites-told = Kept as they are, and worth a look:
sites-rows = { $file }, { $n ->
    [one] row { $rows }
   *[other] rows { $rows }
}
sites-example-row = see row { $row }
sites-rows-example = { $rows } (first: { $example })

sites-found-no-coordinates = { $n ->
    [one] One row has no coordinates.
   *[other] { $n } rows have no coordinates.
}
sites-found-unreadable-coordinates = { $n ->
    [one] One row has something that is no angle where a coordinate should be.
   *[other] { $n } rows have something that is no angle where a coordinate should be.
} Write decimal degrees.
sites-found-not-on-earth = { $n ->
    [one] One row has degrees that are not on the Earth.
   *[other] { $n } rows have degrees that are not on the Earth.
} If they are metres of a map grid, convert them to degrees.
sites-found-zero-coordinates = { $n ->
    [one] One row is at 0, 0, which is what programs write where there are no coordinates.
   *[other] { $n } rows are at 0, 0, which is what programs write where there are no coordinates.
}
sites-found-outside-country = { $n ->
    [one] One row lies outside the country.
   *[other] { $n } rows lie outside the country.
}
sites-found-not-a-point = { $n ->
    [one] One row is a line or an area, and should be a point.
   *[other] { $n } rows are lines or areas, and should be points.
}
sites-found-line-too-short = { $n ->
    [one] One line has a single place.
   *[other] { $n } lines have a single place.
}
sites-found-not-a-line = { $n ->
    [one] One row is an area, and should be a line or a node.
   *[other] { $n } rows are areas, and should be lines or nodes.
}
sites-found-swapped-coordinates = { $n ->
    [one] One row had latitude and longitude swapped.
   *[other] { $n } rows had latitude and longitude swapped.
}
sites-found-area-found = { $n ->
    [one] One site names no area; it was given that of the outline around it.
   *[other] { $n } sites name no area; they were given that of the outline around them.
}
sites-found-area-spelled = { $n ->
    [one] One site writes its area otherwise than most; it was written as they do.
   *[other] { $n } sites write their area otherwise than most; it was written as they do.
}
sites-found-area-placed = { $n ->
    [one] One site names an area that has no outline; it was counted with the outline around it.
   *[other] { $n } sites name areas that have no outline; they were counted with the outline around them.
}
sites-found-same-identifier = { $n ->
    [one] One row has the identifier of another, and its place or name: they are one site.
   *[other] { $n } rows have the identifier of another, and its place or name: each pair is one site.
}
sites-found-same-place-and-name = { $n ->
    [one] One row has the place and name of another: they are one site.
   *[other] { $n } rows have the place and name of another: each pair is one site.
}
sites-found-merged-differs = { $n ->
    [one] Once, a merged row says something else than the first. The first was believed.
   *[other] { $n } times, a merged row says something else than the first. The first was believed.
}
sites-found-identifier-twice = { $n ->
    [one] One row has the identifier of another site. It was told apart; correct one of them.
   *[other] { $n } rows have the identifier of another site. They were told apart; correct one of each.
}
sites-found-near-border = { $n ->
    [one] One site lies just beyond the outline, by fewer metres than outlines are exact.
   *[other] { $n } sites lie just beyond the outline, by fewer metres than outlines are exact.
}
sites-found-same-name = { $n ->
    [one] One site has the name of another of its area, elsewhere.
   *[other] { $n } sites have the name of another of their area, elsewhere.
} They may be one, measured twice.
sites-found-garbled-text = { $n ->
    [one] One name holds letters that a wrong encoding has left.
   *[other] { $n } names hold letters that a wrong encoding has left.
} Ask for the file in UTF-8.
sites-found-area-differs = { $n ->
    [one] One site names another area than the one whose outline it lies in.
   *[other] { $n } sites name another area than the one whose outline they lie in.
}
sites-found-area-above-missing = { $n ->
    [one] One site names an area, but not the larger one that it is in: the smaller one is not counted.
   *[other] { $n } sites name an area, but not the larger one that it is in: the smaller one is not counted.
} Fill in the larger one; outlines of such areas (--areas) do it where they can.
sites-found-other-technology = { $n ->
    [one] One site is connected by something else than fibre, radio, mobile or satellite.
   *[other] { $n } sites are connected by something else than fibre, radio, mobile or satellite.
} They count as connected.
sites-found-odd-people = { $n ->
    [one] One number of people is to be checked. What is no number, or more than a million, counts as not told; three digits after a point (1.200) are read as thousands; a school with more than 20,000 pupils is believed.
   *[other] { $n } numbers of people are to be checked. What is no number, or more than a million, counts as not told; three digits after a point (1.200) are read as thousands; a school with more than 20,000 pupils is believed.
}
sites-found-network-outside = { $n ->
    [one] One node, line or tower lies outside the country.
   *[other] { $n } nodes, lines or towers lie outside the country.
}
sites-found-official-by-name = { $n ->
    [one] One site was found in the official list by its name and area.
   *[other] { $n } sites were found in the official list by their name and area.
}
sites-found-not-official = { $n ->
    [one] One site is not in the official list.
   *[other] { $n } sites are not in the official list.
}
sites-found-official-without-site = { $n ->
    [one] One entry of the official list has no site here.
   *[other] { $n } entries of the official list have no site here.
}

sites-network-holds = { $nodes ->
    [one] One node
   *[other] { $nodes } nodes
}, { $lines ->
    [one] one line
   *[other] { $lines } lines
}, { $km } km.
sites-col-operator = Operator
sites-col-status = Status
sites-col-nodes = Nodes
sites-col-lines = Lines
sites-col-km = km
sites-no-operator = not told
sites-status-operational = in use
sites-status-planned = planned or being built
sites-status-closed = closed
sites-status-unknown = not told
sites-towers-hold = { $towers ->
    [one] One tower
   *[other] { $towers } towers
} from { $rows ->
    [one] one row
   *[other] { $rows } rows
}; 4G: { $g4 }, 5G: { $g5 }; of { $backhaul } it is told how they are connected.

sites-unknown-country = There is no country “{ $country }”, or nothing is known of where it lies. Choose another, or send its outlines.
    .command = There is no country “{ $country }”, or nothing is known of where it lies. Write its three letters (KEN), or give its outlines with --areas.
sites-no-column = No file has the column “{ $column }” ({ $role }). There are: { $present }.
sites-cannot-write = { $file } cannot be written: { $detail }.

# The register of a country's sites.
sites-imported = { $n ->
    [one] One site of { $country } is kept
   *[other] { $sites } sites of { $country } are kept
} (list { $list }). What is wrong with some rows, if anything, is told above.
sites-import-shown = { $precision ->
    [areas] Everyone sees how many there are in each area, and none of them by itself
    [rounded] Everyone sees each of them, its place rounded
   *[exact] Everyone sees each of them where the list says
}{ $decided ->
    [yes] , as the ministry has decided
   *[no] , until the ministry decides otherwise
} (docs/sites.md).
sites-not-imported = Nothing was kept: the files were not understood. What is wrong is told above; nothing on the node has changed.
