# Opinion groups: what a terminal and pages say of them.

groups-title = Opinion groups
groups-lead =
    { $npeople ->
        [0] Nobody voted.
        [one] One person voted
       *[other] { $people } people voted
    }{ $npeople ->
        [0] { "" }
       *[other] { " " }{ $nvotes ->
            [one] once
           *[other] { $votes } times
        } on { $nstatements ->
            [one] one statement
           *[other] { $statements } statements
        }; { $grouped } of them voted on enough to be grouped. { $clear ->
            [yes] There are { $k } groups.
           *[no] There are no clear groups{ $k ->
                [0] .
                [1] .
               *[other] : the { $k } below are the best there are, and should not be spoken of as groups.
            }
        }
    }
groups-unclear-nobody = Without votes there is no map of opinions.
groups-unclear-too-few = Fewer than four people can be grouped.
groups-unclear-alike = All people stand at one place: they vote alike, or pass.
groups-unclear-not-separated = People are hardly nearer to their own group than to the next one.
groups-unclear-not-stable = With other people drawn from the same ones, other groups come out.
groups-col-group = Group
groups-col-people = People
groups-col-sure = Found again
groups-name = Group { $name }
groups-percent = { $share }%
groups-unites = What unites
groups-apart = What sets group { $name } apart
groups-statement = Statement { $id }
groups-statement-text = { $id }. { $text }
groups-line-agree = agree, { $success } of { $trials }: { $statement }
groups-line-disagree = disagree, { $success } of { $trials }: { $statement }
groups-method =
    Grouped: who has { $nvotes ->
        [one] one vote
       *[other] { $votes } votes
    } or more. Mean silhouette { $silhouette }, seed { $seed }; { $nreplicates ->
        [0] how sure that is was not looked at.
        [one] counted once more with people drawn anew.
       *[other] counted { $replicates } times more with people drawn anew.
    }

# What became of rows that do not count as they are written.
groups-note-inverted = In this file +1 is disagreement: the statements say so by how many agreed with them. Every vote was turned round.
groups-note-sign = +1 was taken for agreement. Give the statements with how many agreed (--statements), and it is checked.
groups-note-repeated =
    { $n ->
        [one] One vote was replaced by a later one of the same person on the same statement
       *[other] { $repeated } votes were replaced by later ones of the same person on the same statement
    } ({ $changed } of them by another answer).
groups-note-unlisted =
    { $n ->
        [one] One vote was left out, because its statement is not in the list
       *[other] { $votes } votes were left out, because their statements are not in the list
    }: { $statements }.
groups-note-published = Published with these votes: { $k } groups. Adjusted Rand index with those found here, over { $people } people: { $index } (1 is the same, 0 what chance gives).
groups-note-left-out = These rows were left out:

# Why there is no map.
groups-error-file = { $path }: { $why }
groups-error-no-votes = { $path }: there are no votes in this folder. It should hold votes.csv, votes.json or participants-votes.csv.
groups-error-rows = Nothing was counted. Mend these rows, or count the good ones with --keep-good.
groups-why-io = cannot be read ({ $detail }).
groups-why-layout = is none of the layouts of votes. The first line should name the columns comment-id, voter-id and vote, or begin with participant; or the file is a list of objects (JSON). Found: “{ $found }”
groups-why-column = has no column “{ $name }”.
groups-why-two-columns = has two columns “{ $name }”. Take one out.
groups-why-large = is larger than what is read ({ $limit }).
groups-why-json = is not the JSON that was expected, at line { $line }, column { $column }: { $reason }
groups-why-field = has no “{ $name }”, or one of another length than the rest.
groups-problem-row = { $path }, line { $line }: { $text }
groups-problem-cell = { $path }, line { $line }, cell { $cell }: { $text }
groups-problem-column = { $path }, line { $line }, column { $cell } ({ $column }): { $text }
groups-problem-field = { $path }, object { $line }, field { $column }: { $text }
groups-problems-more =
    { $path }: { $n ->
        [one] one more problem.
       *[other] { $more } more problems.
    }
groups-problem-missing-cell = the row ends here; a cell is missing.
groups-problem-extra-cell = the row has more cells than the first line: “{ $found }”
groups-problem-empty = nothing is written here.
groups-problem-not-a-number = “{ $found }” is not a whole number from 0 on.
groups-problem-not-a-vote = “{ $found }” is not a vote: 1, 0 or -1.
groups-problem-not-an-answer = “{ $found }” is neither true nor false.
groups-problem-not-a-moderation = “{ $found }” is not a moderation: 1, 0 or -1.
groups-problem-bad-encoding = “{ $found }” is not UTF-8.
groups-problem-quote = a quotation mark is not closed, or the row is not UTF-8: “{ $found }”
groups-problem-long-line = the line is longer than any row; nothing after it was read.
groups-problem-repeated = “{ $found }” was there before.
groups-problem-missing-field = the field is missing.
