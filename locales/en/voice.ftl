# Consultations: a question, what people say, what comes out of it.

voice-title = Consultations
voice-what = Say what you think, vote on what others say, and see what unites.
voice-none = No consultation yet. A moderator of this node opens one, and it is listed here.
voice-who-open = Open to all.
voice-who-invited = By invitation.
voice-who-panel = For a panel that was drawn.
voice-phase =
    { $phase ->
        [coming] Opens on { $day }.
        [open] Open until { $day }.
        [closed] Closed since { $day }; being counted.
       *[frozen] Closed; counted on { $day }.
    }
voice-back = The consultation

# Voting
voice-vote = What do you say to this?
voice-progress =
    { $voted ->
        [0] You have not voted yet: { $all ->
            [one] there is one statement
           *[other] there are { $all } statements
        }.
       *[other] You have voted on { $voted } of { $all }.
    }
voice-all-voted =
    { $none ->
        [true] There is no statement yet. Be the first to propose one.
       *[false] You have voted on all statements. Thank you! Come back later: new ones may have come.
    }
voice-agree = I agree
voice-disagree = I disagree
voice-pass = Pass
voice-matters = This matters most to me
voice-hard = This is hard to understand
voice-unsent = Votes that wait in this browser for the link to come back: { "{n}" }. They are sent by themselves; you need do nothing.
voice-unsent-refused = Votes that came too late and were not kept: { "{n}" }.
voice-written-in = Written in: { $language }
voice-translated =
    { $by ->
        [volunteer] Translated by a volunteer: { $language }
       *[author] Translation: { $language }
    }
voice-easy = In easy words
voice-by = Asked by
voice-begin-title = Take part
voice-begin-how = Your browser keeps a cookie so that each statement has one vote of yours, and so that you find your way back. It says nothing of who you are. If you are signed in, your account stands in its place, and others do not see it.
voice-begin = Take part
voice-invitation = Your invitation

# Proposing
voice-propose = Propose a statement
voice-moderated-before = A moderator reads each statement before others see it. Refusals are published with their reason, without the text.
voice-moderated-after = Others see your statement at once. Moderators can take it out; the reason is published.
voice-text = What should others vote on?
voice-text-hint = One idea, in one sentence, that people can agree or disagree with. { $longest } characters at the most.
voice-language = In which language?
voice-easy-add = Add easy words
voice-send = Propose
voice-send-sure = None of these says it: propose mine
voice-number = Statement { $id }
voice-like = Statement { $id }: { $share }% alike, letter by letter
voice-shown = Thank you. Your statement is shown as number { $id }.
voice-waits = Thank you. Your statement has the number { $id }; a moderator reads it before others see it.
voice-waits-already = The same statement waits for a moderator already. There is nothing more for you to do.
voice-not-kept = Your statement was not sent. It is below as you typed it.
voice-no-language = Choose the language of your statement.
voice-in-easy = In the easy words: { $text }
voice-copy = This statement is there already. Vote on it here, or write another one.
voice-similar = These say much the same. Vote on one of them, or propose yours all the same.
voice-untaken-short = It is too short: write a sentence.
voice-untaken-long = It is longer than { $longest } characters: shorten it, or make two of it.
voice-untaken-turned = It holds marks that turn letters round, which could mislead: take them out, or type it again.
voice-untaken-piled = It has piles of accents that no language has: take them out.
voice-untaken-link = It holds a link: say it in your own words, without one.
voice-untaken-mail = It holds an address of mail: take it out, everybody reads this.

# What is promised
voice-rules = How it works
voice-people =
    { $n ->
        [0] Nobody takes part yet.
        [one] One person takes part.
       *[other] { $n } people take part.
    }
voice-promise-open = Anyone can take part, without saying who they are. One vote a person holds for a browser or an account; somebody who uses several counts several times, and nothing here can tell. Read the result as the voice of those who came.
voice-promise-invited = Whoever has an invitation takes part, and each invitation works once. One vote a person holds as far as each invitation reached one person.
voice-promise-panel = Whoever was drawn takes part, with an invitation that works once; each group has as many places as were set. One vote a person holds as far as each invitation reached one person.
voice-privacy = What you vote is kept under a number, not your name. When it is over all votes are published under other numbers, drawn at random: everyone can count again, and nobody can look for you.
voice-counted = What decides in the count where chance would is fixed already and told at the end. Its hash today:

# What comes out
voice-result = What comes out
voice-result-lead =
    { $people ->
        [0] Nobody has voted yet.
        [one] One person voted
       *[other] { $people } people voted
    }{ $people ->
        [0] { "" }
       *[other] { " " }{ $votes ->
            [one] once
           *[other] { $votes } times
        } on { $statements ->
            [one] one statement
           *[other] { $statements } statements
        }.
    }
voice-final = { $standing } This is the final result: anyone can count it again.
voice-provisional = { $standing } This is provisional, as of { $moment }: votes still come in, and the result is counted at the end.
voice-said =
    { $agree ->
        [yes] { $success } of { $trials } agree.
       *[no] { $success } of { $trials } disagree.
    }
voice-unites-how = Nearly all who voted on these say the same.
voice-unites-nothing = There is nothing yet to which nearly all say the same.
voice-across = Across the groups
voice-across-how = Each group counts alike here, however large it is.
voice-across-share = All groups agree with a probability of { $share }%.
voice-groups = The groups, in their own words
voice-groups-clear =
    { $n ->
        [one] People vote much alike: there is one group.
       *[other] There are { $n } groups of people who vote alike. What is under each sets it apart from the others.
    }
voice-groups-unclear =
    { $n ->
        [0] There are no groups to speak of.
        [one] There are no groups to speak of.
       *[other] There are no clear groups. The { $n } below are the best that can be found; do not read them as camps.
    }
voice-group-people =
    { $n ->
        [one] One person
       *[other] { $n } people
    }, { $share }% of those who are grouped.
voice-group-sure =
    { $grade ->
        [high] It is well established:
        [middle] It is fairly sure:
       *[low] It is not sure, and should not be relied on:
    } with other people drawn from the same ones, it is found again to { $share }%.
voice-group-unsure = How sure this is will be known when votes are counted.
voice-group-own = What sets it apart:
voice-group-nothing = Nothing sets it apart clearly.
voice-map = Where people stand
voice-map-label =
    Map of { $people ->
        [one] one person
       *[other] { $people } people
    } in { $k ->
        [one] one group
       *[other] { $k } groups
    }; the text below says the same.
voice-map-how = Each point is a person. Those who vote alike are near each other; left, right, up and down mean nothing.
voice-map-group =
    Group { $name }, { $n ->
        [one] one person
       *[other] { $n } people
    }: { $side ->
        [left-up] on the left, above.
        [left-down] on the left, below.
        [right-up] on the right, above.
       *[right-down] on the right, below.
    }
voice-statements = All statements
voice-tally =
    { $n ->
        [0] Nobody voted on it yet.
       *[other] { $agrees } agree, { $disagrees } disagree, { $passes } pass.
    }
voice-marks =
    { $matters ->
        [0] { "" }
        [one] It matters most to one person.{ " " }
       *[other] It matters most to { $matters } people.{ " " }
    }{ $hard ->
        [0] { "" }
        [one] One person finds it hard to understand.
       *[other] { $hard } people find it hard to understand.
    }
voice-out = Taken out by a moderator: { $reason }. Its votes are kept and say nothing in the count.
voice-refused = What moderators did not show
voice-refused-line =
    { $n ->
        [one] One statement
       *[other] { $n } statements
    }: { $reason }
voice-recount = Count again
voice-recount-how = These are all votes that count, under numbers drawn at random, and the result that this node signed. With the command below anyone gets the same result, to the last letter.
voice-recount-later = When it is over, all votes are offered here under numbers drawn at random, with the result that the node signs and what is needed to count again. The hash of the seed is fixed already:
voice-seed = Seed:
voice-seed-hash = Its hash, published at the opening:
voice-note = signature
voice-file-votes-csv = the votes
voice-file-comments-csv = the statements
voice-file-result-json = the result
voice-file-marks-json = what matters most, what is hard to understand

# Moderating
voice-moderation = Moderation of statements
voice-waiting =
    { $n ->
        [0] Nothing waits.
        [one] One statement waits.
       *[other] { $n } statements wait.
    }
voice-decided-how = Each decision is published with its reason, without the text.
voice-state =
    { $state ->
        [waiting] Waiting
        [shown] Shown
        [refused] Refused
       *[out] Taken out
    } ({ $n })
voice-person = person { $person }
voice-because = If not, why?
voice-hide =
    { $state ->
        [waiting] Refuse
       *[shown] Take out
    }
voice-show = Show
voice-reason-private = it tells of a private person
voice-reason-insult = it insults or threatens
voice-reason-copy = it says what another one says
voice-reason-not-one-idea = it is several ideas, or none
voice-reason-off-topic = it is about something else
voice-reason-advertising = it advertises
voice-ban = Whose votes do not count
voice-ban-how = For votes that are plainly not a person's own. They are kept, and count again if you take it back.
voice-ban-person = Number of the person
voice-ban-do = Do not count
voice-unban-do = Count again

# Why something is not done
voice-error-not-found = There is no such consultation.
voice-error-exists = There is a consultation { $what } already. Give another name (slug).
voice-error-coming = It has not opened yet. Nothing was kept.
voice-error-closed = It is closed: this was not kept. What you sent before counts.
voice-error-still-open = It is open until { $what }. Votes are frozen after that day.
voice-error-not-taking-part = Press “Take part” first. If you did, your browser did not keep the cookie: allow cookies of this site.
voice-error-banned = A moderator decided that votes under this number do not count. What you sent is kept. If that is a mistake, write to those who run this node.
voice-error-no-statement = There is no statement { $what }. Your vote was not kept.
voice-error-not-shown = Statement { $what } was taken out by a moderator meanwhile. Your other votes stand.
voice-error-no-invitation = This invitation is not known, was used, or is for a group that has no place left.
voice-error-later = Much came from your network. Nothing is lost: send it again { $wait }.
voice-error-too-many = You have proposed { $what } statements, as many as one person may.
voice-error-nobody = Nobody has the number { $what } here.
voice-error-not-allowed = This is for moderators.
voice-error-moved = Somebody decided on it meanwhile, or it stands so already. Look again.
voice-error-no-reason = “{ $what }” is no reason: choose private, insult, copy, not-one-idea, off-topic or advertising.
voice-error-desk = The node could not do it. Try again.
voice-finding = { $field }: { $text } ({ $found })
finding-consultation-unreadable = This line of the file cannot be read as a consultation. Correct it there.
finding-consultation-statements = A consultation begins with 1,000 statements at the most.
finding-consultation-languages = Languages are codes such as fr, sw or pt-br; one at the least.
finding-consultation-quotas = A panel has places by group (quotas), and nothing else has.
finding-consultation-group = The name of a group has small letters, digits and hyphens.
finding-consultation-limit = This number is 0 or far too large.
finding-consultation-reason = A statement that is not shown has a reason, and one that is shown has none.
finding-statement-short = The statement is too short.
finding-statement-long = The statement is longer than the limit.
finding-statement-turned = The statement holds marks that turn letters round. Take them out.
finding-statement-piled = The statement has piles of accents. Take them out.
finding-statement-link = The statement holds a link. Take it out.
finding-statement-mail = The statement holds an address of mail. Take it out.

# Languages
voice-lang-am = Amharic
voice-lang-ar = Arabic
voice-lang-en = English
voice-lang-es = Spanish
voice-lang-fr = French
voice-lang-ha = Hausa
voice-lang-hi = Hindi
voice-lang-pt = Portuguese
voice-lang-ru = Russian
voice-lang-so = Somali
voice-lang-sw = Swahili
voice-lang-wo = Wolof
voice-lang-yo = Yoruba
voice-lang-zh = Chinese

# At a terminal
cli-consultation-opened =
    The consultation “{ $slug }” is open under /consultations/{ $slug }, with { $n ->
        [0] no statement
        [one] one statement
       *[other] { $n } statements
    }. Hash of the seed: { $hash }
cli-consultations-none = There is no consultation.
cli-consultation-line = { $slug }: { $question } { $standing }
cli-consultation-statement = { $id } [{ $state }] { $text }
cli-consultation-frozen =
    { $people ->
        [one] One person
       *[other] { $people } people
    }, { $votes ->
        [one] one vote
       *[other] { $votes } votes
    }: frozen, counted and signed. Seed: { $seed }
cli-consultation-decided = { $id } [{ $state }]
cli-consultation-banned = The votes of { $person } do not count.
cli-consultation-unbanned = The votes of { $person } count again.
cli-consultation-state =
    { $state ->
        [waiting] waiting
        [shown] shown
        [refused] refused
       *[out] taken out
    }
cli-consultation-not-frozen = Its votes are not frozen yet: “passerelle consultation freeze { $slug }” does it once it is over.

# Opening a consultation
voice-new = Open a consultation
voice-new-lead = A good consultation asks one plain question, says what one should know, and begins with some fifteen statements that do not all say the same.
voice-new-not-opened = The consultation is not open: here is what remains to be corrected. All that you wrote is still there.
voice-new-do = Open it
voice-new-group-question = The question
voice-new-group-statements = The first statements
voice-new-group-statements-hint = One a line: one idea, in one sentence, that people can agree with or not. Each block has its language; people will add others.
voice-new-group-who = Who, and when
voice-new-group-asked = What people say of themselves, if they like
voice-new-group-asked-hint = So that the result can be held against who lives there. Answers are counted apart from votes, for nobody in particular, and small numbers are not shown. Leave it empty to ask nothing.
voice-new-group-limits = So that nobody fills the room
voice-new-question = What is asked ({ $language })
voice-new-background = What one should know to answer ({ $language })
voice-new-easy = The same in easy words ({ $language })
voice-new-statements = Statements, block { $number }
voice-new-statements_lang = Language of block { $number }
voice-new-statements_lang-hint = A code: fr, en, sw, pt-br…
voice-new-who = Who may take part
voice-new-quotas = Places of a panel, by group
voice-new-quotas-hint = A line for each group, such as “women: 60”. For a panel only.
voice-new-opens = First day
voice-new-closes = Last day
voice-new-languages = Languages that are expected
voice-new-languages-hint = Codes, with commas between them. Other languages are taken too.
voice-new-moderation = When moderators read statements
voice-new-moderation-before = Before they are shown
voice-new-moderation-after = While they are shown
voice-new-country = The country that it is about
voice-new-country-hint = Its code of three letters: KEN, SEN…
voice-new-by = Who asks
voice-new-by-hint = The name of the actor in its address, where it is registered here.
voice-new-asked_question = Question { $number } ({ $language })
voice-new-asked_answers = Answers to question { $number }
voice-new-asked_answers-hint = One a line, in English and then in French, and their share of the population in per cent where you know it: A woman | Une femme | 50.4. Give shares for all answers or for none.
voice-new-asked_source = Where the shares of question { $number } come from
voice-new-asked_source-hint = The source and its year, such as: national census 2019.
voice-new-statements_per_person = Statements that one person may propose
voice-new-statements_per_network_hour = Statements an hour from one network
voice-new-people_per_network_hour = People an hour from one network
voice-new-people_per_network_hour-hint = A school or a café is one network: do not be too strict.
voice-new-length = Length of a statement, in characters
voice-new-min_votes = Votes from which on somebody is put in a group
voice-new-slug = Name in addresses
voice-new-slug-hint = Leave it empty to take it from the question.
voice-new-wrong =
    { $line ->
        [0] { $text }
       *[other] Line { $line }: { $text }
    }
voice-new-wrong-bad-slug = A name in addresses has small letters, digits and hyphens: connect-every-school.
voice-new-wrong-bad-key = “{ $found }” is not the name of an actor in an address.
voice-new-wrong-text-missing = Fill this in, in one language at the least.
voice-new-wrong-unknown-code = “{ $found }” is not the code of a country in three letters.
voice-new-wrong-consultation-answer-line = An answer is written in each language, with a stroke between them, then its share: A woman | Une femme | 50.4. Here is too much: “{ $found }”.
voice-new-wrong-repeated = This is in the list already: “{ $found }”.
finding-consultation-quota-line = This line does not say a group and its places. Write for example women: 60.
voice-freeze = Count
voice-freeze-how = The consultation is over. Freezing the votes counts them, signs the result and publishes what anyone needs to count again; nothing changes after that.
voice-freeze-do = Freeze the votes and count
voice-invite = Invite
voice-invite-how = Each invitation is for one person. They are shown this once: keep them now.
voice-invite-count = How many
voice-invite-part = For which group
voice-invite-do = Make invitations
voice-invited =
    { $n ->
        [one] One invitation is made. It will not be shown again.
       *[other] { $n } invitations are made. They will not be shown again.
    }
