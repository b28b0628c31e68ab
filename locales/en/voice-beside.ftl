# Consultations, what stands beside votes: translations, who takes part, how it went, what is brought in, what is kept.

# Translations
voice-translate = Offer a translation of this statement
voice-translate-how = Say the same, no more and no less. A moderator reads it; then it stands beside the original, as translated by a volunteer.
voice-translate-language = Into which language?
voice-translate-text = Your translation
voice-translate-send = Offer this translation
voice-translation-waits = Thank you. A moderator reads your translation before others see it.
voice-translation-already = This translation was offered before. There is nothing more for you to do.
voice-translation-not-kept = Your translation was not sent. It is below as you typed it.
voice-translation-language = Choose another language than that of the statement, among those of this consultation.
voice-translation-there = This statement came with a translation into this language already. Choose another language.
voice-by-volunteer = Translated by a volunteer.
voice-translations = Translations that were offered
voice-translations-how = One translation in each language is shown. Where you show another one, the one before waits again.
voice-translation-number = Translation { $id }
voice-translation-state =
    { $state ->
        [waiting] waits
        [shown] shown
        [refused] refused: { $reason }
       *[out] taken out: { $reason }
    }
voice-reason-elsewhere = those who moderated it where it was held took it out
voice-reason-withdrawn = its author took it back

# Who takes part
voice-asked = Who takes part? (If you like)
voice-asked-how = Your answers show whether those who take part are like those who live here. Each adds one to a count and is kept in no other way: it is not beside your votes, nobody can find out which answers were yours, and so nobody can take them back either. You need not answer.
voice-asked-nothing = I prefer not to say
voice-asked-send = Send
voice-places = Places of the panel:
voice-places-line = { $group }: { $taken } of { $places } taken
voice-took-part = Who took part, compared with who lives there
voice-took-part-how = As people said of themselves, if they liked. Numbers are rounded to 5; small ones are not shown, nor those by which they could be worked out. None of it is linked to votes.
voice-col-category = Who
voice-col-people = People
voice-col-share = Share of those who answered
voice-col-population = Share of the population
voice-about = about { $n }
voice-protected = protected
voice-unknown = not known
voice-population-source = Population: { $source }
voice-under = Under-represented: { $who } are { $share }% of those who answered, and { $population }% of the population.
voice-under-nobody = Nobody is clearly under-represented here.

# How it went
voice-history = How it went
voice-history-lead =
    { $people } people voted between { $from } and { $to }. All groups agreed on { $first ->
        [0] no statement
        [one] one statement
       *[other] { $first } statements
    } at first, and on { $last ->
        [0] none
        [one] one
       *[other] { $last }
    } at the end.
voice-history-settled = From { $day } on there were { $k } groups, as at the end.
voice-history-how = Days on which few people voted are told together with others. Groups are those that a count on that day would have found; only the last count is the result.
voice-history-label =
    { $n ->
        [one] Votes of one stretch of days; the table below says the same.
       *[other] Votes of { $n } stretches of days; the table below says the same.
    }
voice-history-caption = Bars: people who voted ({ $people } at the most). Line: statements on which all groups agreed ({ $together } at the most).
voice-history-table = The same as a table
voice-history-unclear = not clear
voice-days = { $from } to { $to }
voice-col-days = Days
voice-col-voters = People who voted
voice-col-votes = Votes
voice-col-by-then = People by then
voice-col-groups = Groups
voice-col-together = Statements on which all groups agree
voice-col-statement = Statement
voice-file-participants-csv = who took part, protected
voice-file-days-csv = how it went, by days

# On paper
voice-print = The result to print (PDF)
voice-printed-foot = /consultations/{ $slug }
voice-not-printable = Some texts are in scripts that this file cannot show: statements have their number here, and their text is on the page of the consultation.
voice-recount-printed = All votes that count are offered under numbers drawn at random, with the result that this node signed. Anyone who counts these files again gets the same result, to the last letter.

# Brought in
voice-imported = This conversation was held elsewhere and brought in here (licence: { $licence }). Source:
cli-consultation-import-question = Question: { $question }
cli-consultation-import-found =
    { $npeople ->
        [one] One person
       *[other] { $people } people
    }, { $nvotes ->
        [one] one vote that counts
       *[other] { $votes } votes that count
    }, { $nstatements ->
        [one] one statement
       *[other] { $statements } statements
    } ({ $out } of them taken out), from { $opens } to { $closes }.
cli-consultation-import-file = { $name }: SHA-256 { $hash }
cli-consultation-import-not-yet = Nothing is written yet. With --write --by NAME the conversation is counted, signed and published.
cli-consultation-imported =
    { $already ->
        [yes] “{ $slug }” is here already, from the same files. Nothing was changed.
       *[no] “{ $slug }” is published under /consultations/{ $slug }: { $people } people, { $votes } votes, counted and signed.
    }

# What is kept of somebody
voice-mine = Consultations: what is kept of you
voice-mine-link = What is kept of you, and how to erase it.
voice-mine-known =
    { $known ->
        [account] This is what consultations keep under your account. Nobody else can open this page.
        [cookie] This is what consultations keep under the cookie of this browser. Whoever uses this browser can open this page, and nobody else.
       *[nobody] This browser has no cookie of consultations, and you are not signed in: nothing is kept of you.
    }
voice-mine-none = You have taken part in no consultation whose votes can still be found under it. Once votes are frozen, nobody can find them by an account any more.
voice-mine-how = Votes are kept under a number. You can take all of it away, and have it erased until votes are frozen; after that they are published under other numbers, and nobody knows any more whose they are.
voice-mine-kept =
    You are number { $number }. Kept: your votes on { $votes ->
        [one] one statement
       *[other] { $votes } statements
    }, { $statements ->
        [0] no statement
        [one] one statement
       *[other] { $statements } statements
    } and { $translations ->
        [0] no translation
        [one] one translation
       *[other] { $translations } translations
    } of yours. { $frozen ->
        [yes] Votes are frozen: they stay.
       *[no] Votes are not frozen: they can be erased.
    }
voice-mine-take = Take all of it away (JSON)
voice-leave = Leave this consultation
voice-leave-how = Your votes and what a moderator has not decided on yet are erased for good. Statements of yours that others saw stay, by nobody in particular. What you said of yourself cannot be taken back: nobody knows which answers were yours. You can begin anew while it is open.
voice-leave-do = Erase my votes

# Why something is not done
voice-error-no-translation = There is no translation { $what }.
voice-error-no-such-answer = “{ $what }” cannot be chosen here. Choose one of the answers, or none. Nothing was kept.
voice-error-answered = You have answered already. Answers are kept in no way that would let them be changed.
finding-consultation-categories = A question has 2 to 50 categories.
finding-consultation-questions = A consultation asks people 10 questions about themselves at the most.
finding-consultation-share = A share is between 0 and 100 per cent.
finding-consultation-shares = Shares of the population are given for all categories of a question, and are 100 per cent together.
finding-consultation-share-source = Shares of the population have a source: say where they are from, and of which year they are.
finding-consultation-source = The source is the address of the web (https://…) where the conversation was published.
finding-consultation-licence = Say the licence as its publisher writes it, such as CC-BY-4.0.

# Help
help-consultation-import = Bring in a conversation that was held elsewhere, as Pol.is exports it.
help-consultation-import-path = The folder (summary.csv, comments.csv, votes.csv, participants-votes.csv), or an archive (ZIP) of it.
help-consultation-import-slug = Name of the consultation in addresses.
help-consultation-import-source = The address of the web where it was published.
help-consultation-import-licence = Its licence, as its publisher writes it: CC-BY-4.0.
help-consultation-import-statements-in = The language of its question and statements: en, fr, sw; that of summary.csv without it.
help-consultation-import-question = What was asked; the topic of summary.csv without it.
help-consultation-import-opens = The first day, such as 2026-11-20; that of the first vote without it.
help-consultation-import-closes = The last day; that of the last vote without it.
help-consultation-import-country = The country that it is about: KEN.
help-consultation-import-keep-good = Leave out rows that cannot be read; they are told.
help-consultation-import-write = Write it down; without it, what is found is told and nothing is written.
help-consultation-import-by = Name of the account that brings it in: a moderator, a custodian or an administrator.
help-consultation-import-format = How the answer is written.
help-consultation-moderate-show-translation = Number of a translation that is shown from now on.
help-consultation-moderate-hide-translation = Number of a translation that is not shown, or not any more.
help-consultation-export-layout = signed: with the node's signatures and the printed results; polis: the folder that Pol.is exports, which “consultation import” reads.
log-reason-consultation-imported = conversation brought in from elsewhere
log-reason-translation-decided = decided on a translation of a statement

# Columns of the API
api-error-no-consultation = There is no consultation “{ $found }”: /api/v1/consultations lists those that there are.
column-consultation = Consultation
column-question = Question ({ $lang })
column-who = Who may take part
column-phase = Where it stands
column-opens = First day
column-closes = Last day
column-imported = Held elsewhere, and brought in
column-number-of-statement = Number of the statement
column-wording = What it says
column-wording-in = Language of the statement
column-shown = Shown
column-out-because = Why it was taken out
column-agrees = People who agree
column-disagrees = People who disagree
column-passes = People who pass
column-matters-most = People for whom it matters most
column-hard-to-understand = People for whom it is hard to understand
help-value-layout = LAYOUT
finding-consultation-no-figures = This node has no figures of the population by this dimension for all categories (figure) in the country of the consultation. Import them, or give the shares with their source.
