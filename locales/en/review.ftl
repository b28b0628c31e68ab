# Review contributions, comment rounds, calendar.
printed-page = Page { $n } of { $pages }
review-title = { $place } – { $outline }
review-foot = { $place }, state of the register on { $day }.
review-synthetic = This country is made up, for training: nothing of what follows is true.
review-not-printable = Some words are in a script that this printed version does not have: their letters are replaced with question marks. The HTML version has all of them.
review-state-working = Working document: nobody has published it yet.
review-state-draft = Draft, edition { $edition }: open for comments until { $day }.
review-state-published = Edition { $edition }, published on { $day } after a comment round.
review-of-when = Made of the state of the register on { $day }: { $n ->
    [one] one entry
   *[other] { $n } entries
}, the last on { $moment }.
review-other-texts = Follow-up to the Compact and other texts
review-by-objective = Objective by objective
review-col-objective = Objective
review-col-commitments = Commitments
review-col-served = With a contribution
review-col-shown = Shown by something
review-col-contributions = Contributions
review-col-silent = Silent
review-col-who = Who
review-col-kind = Kind
review-col-scope = Scope
review-col-with = With
review-col-signed = Signed
review-col-contribution = Contribution
review-col-own = By its own word
review-col-others = By others
review-col-evidence = Evidence
review-col-news = News
review-col-commitment = Commitment
review-col-figures = What shows it
review-col-contributions-numbers = Contributions, by number
review-col-last-shown = Last progress shown
review-col-amount = In all
review-col-committed = Promised
review-col-open = Still to be funded
review-tally-commitments = { $n ->
    [one] One commitment
   *[other] { $n } commitments
}; { $served ->
    [0] none is served
    [one] one is served
   *[other] { $served } are served
} by a contribution recorded here, and { $shown ->
    [0] nothing shows how far they have come
    [one] a figure or a piece of evidence shows how far one has come
   *[other] a figure or a piece of evidence shows how far { $shown } have come
}.
review-tally-contributions = { $n ->
    [0] No contribution is recorded here.
    [one] One contribution is recorded here
   *[other] { $n } contributions are recorded here
}{ $n ->
    [0] { "" }
   *[other] { "; " }{ $evidence ->
        [0] none gives evidence of its progress
        [one] one gives evidence of its progress
       *[other] { $evidence } give evidence of their progress
    }, and { $before ->
        [0] none had begun before it was promised
        [one] one had begun before it was promised
       *[other] { $before } had begun before they were promised
    }.
}
review-tally-words = { $n ->
    [0] Nobody else has assessed any
    [one] Others have assessed one
   *[other] Others have assessed { $n }
}; { $replies ->
    [0] no reply is published
    [one] one reply is published
   *[other] { $replies } replies are published
}{ $held ->
    [0] .
    [one] , and one assessment still waits for its reply.
   *[other] , and { $held } assessments still wait for their reply.
}
review-tally-silence = { $silent ->
    [0] None is silent (a year without news)
    [one] One is silent (a year without news)
   *[other] { $silent } are silent (a year without news)
} and { $inactive ->
    [0] none is inactive (two years)
    [one] one is inactive (two years)
   *[other] { $inactive } are inactive (two years)
}.
review-adopted = { $place } is a Member State of the United Nations: the Member States adopted the Compact on 22 September 2024 (A/RES/79/1).
review-not-adopted = { $place } is not a Member State of the United Nations; it is the Member States that adopted the Compact (A/RES/79/1).
review-adopted-several = { $place }: { $n ->
    [one] one Member State of the United Nations
   *[other] { $n } Member States of the United Nations
}, which adopted the Compact on 22 September 2024 (A/RES/79/1).
review-no-endorsement = No endorsement of the Compact is recorded here.
review-endorsements = Who endorsed the Compact
review-scope-objectives = Objectives { $numbers }
review-statement = { $name } ({ $signatory }): “{ $words }”
review-nothing-recorded = { $n ->
    [one] One commitment of which nothing is recorded here
   *[other] { $n } commitments of which nothing is recorded here
}
review-no-contribution = No contribution is recorded here.
review-nothing-said = nothing said
review-nobody-else = nobody else
review-held = { $n ->
    [one] One assessment waits for the reply of those assessed
   *[other] { $n } assessments wait for the reply of those assessed
}
review-nobodys = nobody has taken it for theirs yet
review-heard = { $hearing ->
    [inactive] Inactive, without news since { $last }.
    [silent] Silent, without news since { $last }.
   *[other] Last news: { $last }.
}
review-target = target { $target } in { $year }
review-median = median { $median }; half of the countries are between { $low } and { $high } ({ $n ->
    [one] one country has a figure
   *[other] { $n } countries have a figure
} of { $since } or later)
review-no-interval = no interval published
review-goals-how = The Sustainable Development Goals are those that the text names where the commitment stands; one commitment can stand under several. Numbers are those of contributions.
review-goal = Goal { $n }: { $name }
review-line-empty = Nothing is recorded here under this line.
review-none = none
review-numbered = { $n }. { $title }
review-contribution-about = By { $by }, { $place }, { $start }–{ $end }, { $status }
review-began-before = It had begun before it was promised.
review-more-own = { $n ->
    [one] One more word, an older one, is on its page.
   *[other] { $n } more words, older ones, are on its page.
}
review-serves = Serves: { $titles }
review-places = Places: { $names }
review-organisations = Taking part: { $names }
review-aim = { $what } ({ $unit }): from { $from } in { $fromyear } to { $to } in { $toyear }
review-aim-reached = ; { $value } reached in { $year }, by its own word
review-last-shown = Last progress that something shows: { $day }.
review-never-shown = No progress that something shows is recorded here.
review-no-reply = No reply within thirty days.
review-budgets = { $n ->
    [0] No contribution says what it is to cost.
    [one] One contribution says what it is to cost
   *[other] { $n } contributions say what they are to cost
}{ $n ->
    [0] { "" }
   *[other] , and { $without ->
        [0] none is silent about it.
        [one] one does not.
       *[other] { $without } do not.
    } Amounts are not added up.
}
review-budgets-name = Budgets as stated
review-none-silent = There has been news of all of them within a year.
review-silence-how = A contribution of which nothing is heard for a year is silent, for two years inactive.
review-silent = Silent or inactive contributions
review-gaps-how = What nobody has written down on this node. That does not prove that nothing was done.
review-gap-unshown = Commitments that nothing shows, neither figure nor evidence: { $n }
review-gap-unserved = Commitments that no contribution serves: { $n }
review-gap-unmeasured = Commitments that no indicator of the catalogue measures: { $n }
review-gap-contributions = Contributions, by number
review-gap-without-evidence = Without evidence of their progress ({ $n }): { $numbers }
review-gap-unassessed = That nobody else has assessed ({ $n }): { $numbers }
review-gap-silent = Silent or inactive ({ $n }): { $numbers }
review-gap-nobodys = That no actor has taken for its own ({ $n }): { $numbers }
review-state-of-log = State of the register: { $n } entries, root { $root }, last entry on { $moment }.
review-to-write = For those who present the report to write: the register does not hold it.
review-comment-period = The draft was open for comments from { $from } to { $to }.
review-no-comment = No comment was published.
review-comment-by = { $n }. { $name }, { $day }
review-no-answer = Without an answer.
review-answer-by = Answer of { $name }, { $day }
review-link = Contribution to the review of the Compact
reviews-title = Review contributions
reviews-lead = What is recorded of a country, a region or the world: the promises, who does what, what shows it, what others say of it, silence and gaps. Voluntary, made again identically from the same data, and signed.
reviews-choose = Choose
reviews-countries-how = A country’s contribution opens from its page, or here.
reviews-show = Show
reviews-country = Country
reviews-groups = World, regions and groups
reviews-rounds = Open for comments, or published
reviews-round-open = { $title }: comments until { $day }
reviews-round-closed = { $title }: comments closed since { $day }, not published yet
reviews-round-published = { $title }: published on { $day }
review-page-lead = What is recorded here of { $place }, put in order.
review-take = Take it away
review-take-how = Each file has its note, signed by this node: “passerelle review check” says whether the file is that one.
review-form-pdf = PDF, to print
review-form-html = HTML, a page to read and to send
review-form-json = JSON, for a program
review-form-csv = CSV, for a spreadsheet
review-note = signed note
review-outline = In the form of: { $name }
review-round-title = Comments
review-round-open = This draft is open for comments until the end of { $day }. Each comment is looked at by a moderator, and then stands here with the answer of the office that prepares the report.
review-round-closed = Comments have been closed since { $day }. The report is not published yet.
review-round-published = The report was published on { $day }. The comments and the answers stay beside it.
review-round-none = No draft is open for comments.
review-round-draft = The draft
review-round-report = The published report
review-comment-do = Comment on this draft
review-answer-do = Answer for the office
review-commitments-none = { $n ->
    [one] and one commitment of which nothing is recorded here
   *[other] and { $n } commitments of which nothing is recorded here
}
review-served = { $n ->
    [one] one contribution
   *[other] { $n } contributions
}
review-pieces = { $n ->
    [0] no evidence
    [one] one piece of evidence
   *[other] { $n } pieces of evidence
}
part-kind-comment = Comment
part-kind-answer = Answer to a comment
part-write-comment = Comment on a draft report
part-write-comment-lead = What is missing, what is wrong, what is to be added. Your comment is looked at by a moderator, and then shown with the answer.
part-write-answer = Answer a comment
part-write-answer-lead = Your answer stands beside the comment, as you write it.
part-legend-comment = Your comment
part-legend-answer = Your answer
part-field-comment-name = Name, which may be a pseudonym
part-field-answer-name = Who answers: the State, the ministry, the office
part-field-passage = What it is about: an objective, a commitment, a number
part-wrong-round-closed = Comments have been closed since { $found }. What you typed is kept among your drafts.
calendar-title = Calendar of mandates and reviews
calendar-lead = What the texts set, what mandates provide for, and the comment rounds of this node.
calendar-ics = For your calendar (iCalendar)
calendar-coming = To come
calendar-past = Past
calendar-due = { $n ->
    [one] One commitment is due
   *[other] { $n } commitments are due
} – { $what }
calendar-comments = Last day for comments on the draft report: { $place }
cli-review-written = Written to { $path }. The signed note is in { $note }.
cli-review-checked = { $path } is “{ $what }”, signed by { $node }, made of the state of the register at { $n } entries.
cli-review-check-not-a-note = { $note } is not a note signed by a node of Passerelle.
cli-review-check-not-signed = { $note } is not signed by any key of this node. If the file comes from another node, give its public key: --key.
cli-review-check-other-file = { $path } is not the file that the note describes: it was changed, or is another one.
cli-review-check-not-a-key = “{ $key }” is not a public key. It is written name+hash+base64, as “passerelle key show” tells it.
cli-review-no-place = “{ $place }” is neither a country nor a group of countries known here, or has no members. Give three letters (KEN) to --country, a code of the catalogue (africa, eastern_africa, ldc) to --region or --group.
cli-review-no-form = How to write { $path } is not known: give its name one of these endings: { $endings }.
cli-review-no-outline = “{ $outline }” is not a form known here. These are: { $known }.
cli-review-no-language = “{ $lang }” is not a language of the program. These are: { $known }.
cli-review-opened = Draft { $slug } open for comments until { $day }.
cli-review-published = Report { $slug } published.
cli-review-fingerprint = Fingerprint: { $fingerprint }
cli-review-round = { $slug }  { $stage ->
    [published] published
   *[open] open
}  { $day }  { $title }
cli-review-rounds-none = No draft was opened for comments.
cli-review-refused-not-allowed = This account may not do it: custodians open a draft, moderators publish the report.
cli-review-refused-no-round = No draft is open for { $place }. Begin with “passerelle review open”.
cli-review-refused-open-already = A draft is open for { $place } already: publish it before you open another.
cli-review-refused-bad-day = This is no day to close comments on: give a day within a year from now.
cli-review-refused-still-open = Comments are open until { $day }: the report is published after that.
cli-review-refused-four-eyes = Whoever opened the draft does not publish its report: another person has to.
cli-review-refused-other-fingerprint = The register has changed since, or the fingerprint was not copied whole. Look again with “passerelle review --country { $place }”, and give the fingerprint that it shows.
cli-review-refused-published = The latest report of { $place } is published already. Open a new draft.
cli-review-refused-too-large = This review is too large to be kept.
part-record-passage = What it is about
log-reason-review-opened = draft review contribution opened for comments
log-reason-review-published = review contribution published
review-col-commitments-n = { $n ->
    [one] One commitment
   *[other] { $n } commitments
}
review-money = Promised and paid, as reported: “at least” counts what is certain, once; “at most” adds what may be the same money told twice. Kinds are never added up; amounts are converted to { $currency } at the rate of their day.
review-money-none = No transaction is recorded here.
review-money-name = Promised and paid, by kind
review-col-money-kind = Kind
review-col-at-least = At least
review-col-at-most = At most
review-money-line = { $kind }: between { $low } and { $high }
review-money-left-out = { $n ->
    [one] One transaction is not in it: no rate of its day is known.
   *[other] { $n } transactions are not in it: no rate of their day is known.
}
review-more-others = { $n ->
    [one] and one more assessment
   *[other] and { $n } more assessments
}
review-no-figure = no figure
