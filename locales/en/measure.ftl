# Measuring connections: what the server says, the page, the agent, what is seen of a site.

ndt7-not-websocket = A connection is measured here by the ndt7 protocol, over WebSocket: a client of ndt7 asks for it (“passerelle measure”, or any of M-Lab’s).
ndt7-subprotocol = The request must name the WebSocket subprotocol { $subprotocol }: this is what tells ndt7 from anything else.
ndt7-query = What follows the “?” in the address is too long: ndt7 allows 4,096 bytes.
ndt7-busy = As many connections as this node can fairly serve are being measured just now. Please come back in { $seconds } seconds.

# What the API says of measurements that it does not take in.
api-error-token = This site’s measurements are taken in with its token (Authorization: Bearer …), and there was none, or another. “passerelle sites token SITE” makes a new one.
api-error-json = What was sent is not a batch of measurements: { $found }. docs/measure.md describes them.
api-error-too-large = What was sent is too large: a batch has 2,000 rows at the most, in a mebibyte. Send it in parts.
api-error-unsound = Nothing was taken in, because something is wrong in it ({ $found } findings, all in “findings”).
api-error-too-much = This site has sent more than any site measures. Its rows wait for their days to be closed; try again tomorrow.

# What can be wrong in a batch of measurements, by field.
finding-measure-id = a name or an id has 1 to 100 characters, without spaces
finding-measure-too-many = a batch has 2,000 rows at the most
finding-measure-twice = this id is there twice: every row has one of its own
finding-measure-ahead = this moment is still to come: the clock of the machine that measured is ahead
finding-measure-old = this moment is more than 400 days ago
finding-measure-covers = a heartbeat speaks for 1 to 3,600 seconds
finding-measure-started = the machine cannot have been started after the heartbeat
finding-measure-figure = no line has such a figure
finding-measure-server = the server’s address has 1 to 200 characters
finding-measure-nothing = a result without a download and an upload says why (“failure”)

# The part of a site’s page.
measured-title = How well it is connected, as measured
measured-status-good = Good connection
measured-status-moderate = Moderate connection
measured-status-poor = Poor or no connection
measured-status-unknown = Not measured lately
measured-last = Last test, { $moment }: { $received ->
    [yes] { $download } Mbit/s received
   *[no] reception not measured
}, { $sent ->
    [yes] { $upload } Mbit/s sent
   *[no] sending not measured
}, { $told ->
    [yes] round trip { $latency } ms
   *[no] round trip not measured
}, against { $server }.
measured-last-failed = Last test, { $moment }: the server could not be reached.
measured-no-test = No test in the last days.
measured-none = –
measured-percent = { $n }%
measured-heard = Last heard of until { $moment }.
measured-download = Download, Mbit/s
measured-upload = Upload, Mbit/s
measured-latency = Round trip, ms
measured-download-median = Median { $value } Mbit/s, over { $days ->
    [one] { $days } day
   *[other] { $days } days
} with tests
measured-upload-median = Median { $value } Mbit/s, over { $days ->
    [one] { $days } day
   *[other] { $days } days
} with tests
measured-latency-median = Median { $value } ms, over { $days ->
    [one] { $days } day
   *[other] { $days } days
} with tests
measured-drawing = { $what }, day by day: the dot is the median of the day’s tests, the line goes from its lowest tenth to its highest.
measured-uptime-title = Connected during opening hours
measured-uptime = Connected { $share }% of the opening hours of the last 30 days in which there was power and the agent ran.
measured-power-cut = Cuts of power, counted apart: { $length }.
measured-unknown = Not known (the agent did not run, or has not been heard yet): { $length }.
measured-uptime-none = Nothing has been heard of opening hours in the last 30 days.
measured-length = { $hours } h { $minutes } min
measured-hours = Opening hours: { $hours }
measured-table = The last 30 days in figures
measured-col-day = Day (UTC)
measured-col-tests = Tests
measured-col-connected = Connected
measured-area-title = Outages around it: { $area }
measured-area-small = Fewer than { $least } sites are measured in this area: nothing is told of it, so that no single site is given away.
measured-no-outage = None in the last 30 days, among { $n } sites that are measured.
measured-outages-of = In the last 30 days, among { $n } sites that are measured, much fewer were connected than usual (less than 0.8 of the median of the seven days before):
measured-outage = from { $from }, for { $length }; at worst { $share }% of the usual
measured-policy = Only results and heartbeats are kept: no address of anybody. What is shown of a site, how precisely and how late, is decided by its ministry.
measured-how = How it is measured

# The page about measuring.
measure-title = Measuring connections
measure-lead = Whether a school or a health post is well connected is measured at the place itself, many times, by a small program that can be left alone: not asked once in a survey.
measure-here = Connections are measured against this node, { $base }. What is measured is the whole way to it, over whatever networks lie between.
measure-not-here = This node takes measurements in, and lets nobody measure against it at present: its owner can open that with “passerelle serve --measure”.
measure-what = What is measured
measure-what-speed = How many megabits a second come in (download) and go out (upload), each for ten seconds.
measure-what-latency = How long the way to the node and back takes on an idle line, in milliseconds.
measure-what-heartbeat = Every ten minutes: whether the node can be reached at all.
measure-classes = A connection is good above 20 Mbit/s, moderate from 1 Mbit/s, poor below; the median of the last day with tests decides. After 30 days without a test nothing is said.
measure-how = How
measure-how-protocol = By ndt7, the open protocol of Measurement Lab (M-Lab), one connection at a time. Any of its clients can measure against a node that is open for it.
measure-how-when = At random moments, six hours apart on average, between 36 minutes and 15 hours, as the specification asks: sites do not all measure together, and nothing that comes regularly is missed or hit each time.
measure-how-uptime = A site was connected in the part of its opening hours for which heartbeats say so. If the machine itself was off, as it tells when it starts again, that is a cut of power and counted apart.
measure-how-outage = In an area, much fewer sites connected than usual is an outage: in an hour, less than 0.8 of the median of the seven days before (the rule that IODA uses for countries and networks). Areas with fewer than 5 measured sites are not told.
measure-kept = What is kept
measure-kept-what = Of a test: its moment, the server, the three figures, the bytes moved, or why it failed. Of a heartbeat: its moment and whether the node was reached. Under the name of the site, and nothing about people.
measure-kept-address = No internet address, neither of a site that sends nor of anyone who measures: none is written down, anywhere. A test tells the one who measures their own address, as the protocol has it, and forgets it.
measure-kept-proof = Two days later a day is closed: its rows go into a file whose hash is in this node’s log, so that nobody can change them unnoticed.
measure-kept-long = After { $days } days these rows go. What stays is each day in a few figures: tests, median, share of opening hours connected.
measure-kept-ever = These rows stay as long as this node does, unless its owner reduces days of more than a year ago to their figures.
measure-kept-policy = Where a school is and when it is cut off can be of use to those who wish it ill. What is shown of single sites, how precisely and how late, is decided by the ministry; figures of areas are shown first.
measure-run = To measure a site
measure-run-token = On the node, make a token for the site. It is shown once; a new one replaces it.
measure-run-agent = On a machine at the site, start the agent and leave it running. What it cannot send waits in a file, and goes when the line is back.
measure-run-once = To measure once, from anywhere, and send nothing:
measure-run-data = A test at 20 Mbit/s moves about 50 megabytes. Where data is paid by volume, --cap-gb is the most that tests may move in a month.

# What the agent says, and “passerelle sites token”.
measure-measured = { $server }: { $received ->
    [yes] { $download } Mbit/s received
   *[no] reception not measured
}, { $sent ->
    [yes] { $upload } Mbit/s sent
   *[no] sending not measured
}, { $told ->
    [yes] round trip { $latency } ms
   *[no] round trip not measured
} ({ $megabytes } MB moved).
measure-failure-unreachable = The server could not be reached.
measure-failure-refused = The server was reached and would not measure: its owner opens that with “passerelle serve --measure”, or every place is taken just now.
measure-failure-broke-off = A test broke off before its time: the line was cut.
measure-cap = No test: { $used } of the { $cap } MB of this month are used. The next month begins with none used.
measure-online = The node can be reached.
measure-offline = The node cannot be reached.
measure-sent = { $rows ->
    [one] Sent { $rows } row
   *[other] Sent { $rows } rows
}; { $waiting ->
    [0] none waits.
   *[other] { $waiting } wait.
}
measure-waiting = { $rows ->
    [one] { $rows } row waits
   *[other] { $rows } rows wait
}: { $why }
measure-why-unreachable = the node cannot be reached.
measure-why-timeout = the node did not answer in time.
measure-why-refused = the node answered something unexpected; is it a node of Passerelle, and recent enough?
measure-why-busy = the node asks to come back later.
measure-why-clock = the clock of this machine and that of the node disagree; put the wrong one right, and nothing is lost.
measure-why-redirected = the address leads elsewhere: the token is sent to nobody else. Write the node’s own address.
measure-why-too-large = the node’s answer is too long.
measure-why-not-an-address = this is not an address.
measure-not-allowed = The node does not know this token as one of this site. Its rows wait; “passerelle sites token SITE” on the node makes a new one.
measure-refused = The node found { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} wrong, and they are given up: { $detail }
measure-next = Next test in { $minutes } minutes.
measure-needs-site = To go on measuring and to send, say which site this is: --site. To measure once and send nothing: --once.
measure-needs-token = To send, the site’s token is needed: --token-file FILE, or PASSERELLE_TOKEN. “passerelle sites token SITE” on the node makes one.
measure-token-file = The token cannot be read from { $path }: { $detail }
measure-error-server = { $detail }. Write the node’s address as https://node.example.
measure-error-in-use = Another agent works with { $path }. One agent measures a site; another site needs another file (--queue).
measure-error-queue = What is measured cannot be kept in { $path }: { $detail }
token-given = { $site } may send what it measures, with this token. It is shown once: put it into a file that only the agent reads. Opening hours: { $hours }.{ $has-area ->
    [yes] { " " }Area: { $area }.
   *[no] { "" }
}
token-renewed = { $site } may send what it measures, with this token and no longer with the one before. It is shown once: put it into a file that only the agent reads. Opening hours: { $hours }.{ $has-area ->
    [yes] { " " }Area: { $area }.
   *[no] { "" }
}
token-not-a-site = “{ $found }” cannot be a site: a name has 1 to 100 characters, without spaces.
token-unknown-site = “{ $found }” is not in the list of its country. “passerelle import sites” brings a list in.
token-not-hours = “{ $found }” is not opening hours. Write them as: Mon-Fri 08:00-16:00; Sat 08:00-12:00; UTC+3 (days in English, three letters), or: always.

# What “passerelle sites reduce” says.
reduced = { $days ->
    [0] Nothing to reduce: no file of measurements is more than { $kept } days old.
    [one] One day is reduced to its figures: { $files ->
        [one] one file
       *[other] { $files } files
    }, { $megabytes } MB.
   *[other] { $days } days are reduced to their figures: { $files } files, { $megabytes } MB.
}
reduced-changed = { $file } is not the file that the log tells of: its day is left as it is. “passerelle verify” says what else differs.
