# Pages of sites (schools, health posts) and the interactive map.

places-title = Schools and health posts
places-about = Where they are as far as their ministry lets it be shown, and which of them are connected.
places-none = No country has given its list yet. Whoever looks after this node brings one in with:
places-n = { $n ->
    [one] one site
   *[other] { $count } sites
}
places-list-of = List of { $day }
places-of = Schools and health posts: { $place }
places-policy-why = Knowing where a school is, and that it cannot call for help, can endanger those in it. How precisely sites are shown is for each ministry to decide; without its decision, no place is exact.

places-lead = { $n ->
    [0] No site of { $place } is of this kind.
   *[other] { $told ->
        [yes] { $place }: { $share } of the sites that say so are connected. Of { $sites } { $n ->
            [one] site
           *[other] sites
        }{ $filtered ->
            [yes] {" "}of this choice
           *[no] {""}
        }, { $connected } are connected, { $not } are not, and { $untold } do not say.
       *[other] { $place } has { $sites } { $n ->
            [one] site
           *[other] sites
        }{ $filtered ->
            [yes] {" "}of this choice
           *[no] {""}
        } in its list. { $n ->
            [one] It does not say whether it is connected.
           *[other] None of them says whether it is connected.
        }
    }
}
places-area-of = { $area } ({ $place })
places-how = How those that are connected are: { $how }.
places-complete = { $sites } of { $official } officially counted ({ $share }; { $source }, { $year })
places-area = Area
places-areas = Areas
places-status = Status
places-kind = Kind
places-level = Level
places-technology = Connected by
places-sites = sites
places-connected = Connected sites
places-people = Pupils or people served
places-share = Share connected, of those that say
places-official = Against the official count
places-all = All
places-no-area = No area told
places-no-site = No site is of this kind.
places-by-area = By area
places-list = One by one
places-next = Next sites
places-drawing = The larger a circle, the more sites; the darker, the larger the share that is connected. The middle of an area's sites is rounded.
places-circle = { $area }: { $sites } { $n ->
    [one] site
   *[other] sites
}{ $told ->
    [yes] , { $share } connected of those that say
   *[no] , none of which says whether it is connected
}
places-between = { $low } to { $high }
places-untold = Not told
places-map-title = Interactive map of sites: { $place }
places-file-areas = Counts by area (CSV)
places-file-sites = Sites (CSV)
places-file-geojson = Sites (GeoJSON)
places-file-map = The map's tiles (PMTiles)
places-source = Source: { $files }. Terms: { $licence }.
places-origin = { $file }, row { $row }
places-no-licence = not told
places-record = What the register says of this list
places-shown = How precisely this is shown

places-policy-areas = { $decided ->
    [yes] Decided by { $who } on { $day }: sites
   *[no] Until the ministry decides otherwise, sites
} are counted by area and not shown one by one. The middle of an area is rounded to about { $km } km. { $days ->
    [0] {""}
    [one] A list is shown one day after it came in.
   *[other] A list is shown { $days } days after it came in.
}
places-policy-rounded = { $decided ->
    [yes] Decided by { $who } on { $day }: the place
   *[no] Until the ministry decides otherwise, the place
} of each site is rounded to about { $km } km. { $days ->
    [0] {""}
    [one] A list is shown one day after it came in.
   *[other] A list is shown { $days } days after it came in.
}
places-policy-exact = Decided by { $who } on { $day }: each site is shown where its list says. { $days ->
    [0] {""}
    [one] A list is shown one day after it came in.
   *[other] A list is shown { $days } days after it came in.
}

places-kind-school = School
places-kind-health_facility = Health facility
places-kind-other = Other place
places-status-yes = Connected
places-status-no = Not connected
places-status-unknown = Not told
places-mostly-yes = Half or more are connected
places-mostly-no = Fewer than half are connected

places-site-lead = { $status ->
    [yes] Connected{ $how ->
        [known] {" "}({ $technology })
       *[other] {""}
    }.
    [no] { $measured ->
        [yes] Its list says that it is not connected; what was measured there is below.
       *[no] Not connected.
    }
   *[unknown] Its list does not say whether it is connected{ $measured ->
        [yes] ; what was measured there is below.
       *[no] .
    }
}
places-confidence = How sure this is
places-confidence-corrected = A reader proposed it and a moderator accepted it
places-confidence-surveyed = The list says so, with the day of a survey
places-confidence-listed = The list says so
places-confidence-unknown = Its list does not say it
places-power = Electricity
places-power-grid = From the public grid
places-power-solar = Solar panels of its own
places-power-generator = A generator of its own
places-power-some = It has some
places-power-none = It has none
places-mbps = Megabits per second
places-covered = Mobile network of the fourth generation
places-covered-true = Reaches it
places-covered-false = Does not reach it
places-surveyed = Surveyed
places-official-id = Official identifier
places-id = Identifier in its list
places-place = Where it is
places-at = { $precision ->
    [exact] Latitude { $lat }, longitude { $lon }
   *[rounded] Near latitude { $lat }, longitude { $lon } (rounded)
}
places-history = What was corrected
places-corrected = { $what }: accepted on { $day }
places-proof = Every version, with what is needed to verify it
places-wrong = Something is wrong?
places-correct = Propose a correction

places-correct-title = Propose a correction: { $name }
places-correct-how = Say what is wrong and how you know. A moderator of this node reads it and decides; what is accepted is shown on the site's page.
places-mistakes = Please put this right. Nothing you wrote was lost.
places-what = What is wrong?
places-what-status = Whether it is connected
places-what-position = Where it is
places-what-name = Its name
places-what-closed = It is closed for good, or was never there
places-what-other = Something else
places-if-status = If its status is wrong
places-is-connected = It is
places-if-position = If its place is wrong
places-lat = Latitude, such as -1.2864
places-lon = Longitude, such as 36.8172
places-if-name = If its name is wrong
places-right-name = The right name
places-because = How do you know? (10 to 1,000 letters)
places-privacy = Neither your name nor your address is asked for or kept; how many proposals come from a network is counted for a day, under a sign that nobody can read back. What you write here is read by moderators only: name nobody.
places-send = Send to the moderators
places-back = Back to the site
places-waits = Thank you. Your correction waits for a moderator, under the number { $number }.
places-not-kept = This one was not kept.
places-later-sender = Many proposals came from your network. One more is taken { $wait }. What you wrote is still below.
places-later-node = Many proposals are coming in just now. One more is taken { $wait }. What you wrote is still below.
places-later-site = As many proposals as may wait for this site are waiting. One more is taken once a moderator has decided on one of them: try again in some days.
places-later-moderators = Thousands of proposals are waiting for the moderators. One more is taken once they have decided on some: try again in some days.
places-wait-minutes = { $n ->
    [one] in one minute
   *[other] in { $n } minutes
}
places-wait-hours = { $n ->
    [one] in one hour
   *[other] in { $n } hours
}
places-mistake-what-not-chosen = Choose what is wrong.
places-mistake-lat-no-degrees = Give latitude and longitude in degrees: -90 to 90, and -180 to 180.
places-mistake-name-missing = Give the right name.
places-mistake-name-too-long = The name may have 200 letters at the most.
places-mistake-status-not-chosen = Choose whether it is connected.
places-mistake-because-missing = Say how you know.
places-mistake-because-too-short = Say how you know in 10 letters or more.
places-mistake-because-too-long = Say how you know in 1,000 letters at the most.

imap-open = Open the interactive map
imap-weight = It loads about 450 KB and needs a script; all it shows is on this page too.
imap-help = Move with the mouse, a finger or the arrow keys; zoom with + and −. Click or tap a circle to see what it is; with the keyboard, bring it to the middle and press Enter. Escape closes.
imap-wait = The map is being drawn. If nothing appears, this browser runs no script: the tables show the same.
imap-sizes = Where there are too many to be drawn one by one, a circle stands for several: the larger it is, the more.
imap-failed = The map cannot be drawn here: this browser does not let pages draw in three dimensions, or the connection broke off. The tables show the same.
imap-drawn = The map is drawn.
imap-nothing = There is nothing near the middle of the map.
imap-more = More about it
imap-table = The same as a table
imap-not-told = Not told
imap-of-plan = Interactive map: { $title }
imap-network = existing network
imap-lines = fibre to build
imap-planned = Planned
imap-metres = Metres
imap-beyond = Sites at its end and beyond
imap-year = Year of the works
imap-order = Place in the order of works
imap-zoom-in = Zoom in
imap-zoom-out = Zoom out
imap-close = Close
imap-title = Map
imap-km = km

cli-corrections-none = No correction is in this state.
cli-correction-line = { $number }  { $country } { $site }: { $what }{ $given ->
    [yes] : { $right }
   *[no] {""}
} ({ $moment })
cli-correction-accepted = Accepted and shown: { $told }
cli-correction-refused = Refused: { $told }
