# Taking part: accounts, forms, moderation, endorsements.
part-title = Take part
part-lead = The Compact invites organisations, companies, universities, technologists and citizens’ groups to endorse it and to say what they will do. Here each promise is written down, and what becomes of it is told by those who made it and by others.
part-wall = Who endorses the Compact
part-wall-what = Each endorsement, with what comes with it: contributions that can be measured, or values only.
part-actors = Those who take part
part-actors-what = States, organisations, companies, universities, technologists, citizens’ groups: who they are, what they endorsed, what they do.
part-actors-empty = Nobody has been published here yet.
part-initiatives-what = Who does what to keep promises, where, for whom, and what is open to be funded.
part-how = How it goes
part-how-account = Open an account: a name, which may be a pseudonym, and a password. No address is asked for.
part-how-actor = Say for whom you speak: your association, your company, your ministry.
part-how-promise = Write down what you will do: where, for whom, from what to what, until when.
part-how-endorse = Endorse the Compact with it, as a whole or by objective. A moderator looks at it before it is shown.
part-how-progress = Tell how far you have come, with what shows it. Others may assess it, and you may reply: both words stand side by side.
part-closed = This node does not open accounts by itself: ask the people who look after it.
part-me = My page
part-sign-title = { $which ->
    [sign-up] Open an account
    [recover] I have lost my password
   *[other] Sign in
}
part-sign-lead = { $which ->
    [sign-up] A name and a password are enough. You may use a pseudonym. What is stored about you is on one page, and you can erase it.
    [recover] Use one of the codes that you wrote down when you opened your account. It works once, and sets a new password.
   *[other] With your name and your password.
}
part-sign-do = { $which ->
    [sign-up] Open my account
    [recover] Set the new password and sign in
   *[other] Sign in
}
part-account = Your account
part-account-name = Name
part-account-name-hint = Yours or a pseudonym. It is seen by moderators; on pages stands the name of the organisation for which you speak.
part-account-code = Code, such as ABCD-EFGH-JKLM-NPQR-STUV-WXYZ
part-account-password = { $which ->
    [recover] New password
   *[other] Password
}
part-account-password-hint = At least { $shortest } characters. A sentence of your own is easy to keep in mind.
sign-problem-name = This cannot be a name. Use letters that can be seen, up to 100.
sign-problem-taken = This name is taken. Choose another.
sign-problem-password-short = The password is too short: at least { $shortest } characters.
sign-problem-password-long = The password is too long. Shorten it.
sign-problem-password-common = This password is among those that are tried first. Take a sentence of your own.
sign-problem-password-holds-name = The password is little more than your name. Take a sentence of your own.
sign-problem-refused = These do not go together. Look at the name and at the password or code, and try again.
sign-problem-too-many = This was tried too often. Wait a quarter of an hour, then try again.
sign-means-password = with the password
sign-means-recovery-code = with a recovery code
part-codes-title = Your recovery codes
part-codes-lead = Write these down and keep them safe: they are shown this once. If you lose your password, each of them lets you set a new one, once.
part-codes-next = I have written them down: go on
part-cannot-go = Your account could not be erased: { $error }. If you are the only one who runs this node, make someone else its administrator first.
part-me-lead = Account since { $since }; role on this node: { $role }.
part-me-work = What you work on
part-me-work-none = Nothing at present. Begin by saying for whom you speak.
part-me-stored = What is stored about you
part-me-stored-how = This page is all of it, beside what you published. Nobody else opens it. No address is kept of your computer.
part-me-codes = Recovery codes left: { $n }
part-me-sessions = Where you are signed in
part-me-session = Opened { $opened }, last used { $seen }.
part-me-this = This one.
part-me-sign-ins = The last times somebody signed in
part-me-failed = It failed.
part-me-take = Take all of it away (JSON)
part-sign-out = Sign out
part-sign-out-everywhere = Sign out everywhere
part-new-codes = New recovery codes
part-erase = Erase my account
part-erase-how = Your name, your roles, your sessions and your drafts are erased. What was published stays, by nobody in particular.
part-erase-do = Erase it
part-col-what = What
part-col-stage = How far
part-col-saved = Saved
part-change = change
part-kind-actor = Actor
part-kind-endorsement = Endorsement
part-kind-initiative = Initiative
part-kind-update = Progress
part-kind-assessment = Assessment
part-kind-reply = Reply
part-stage-draft = Draft: only you see it.
part-stage-proposed = Proposed: it waits for a moderator.
part-stage-returned = Given back: read the note, change it, propose it again.
part-is-proposed = If you save a change, it has to be proposed again.
part-write-actor = Say for whom you speak
part-write-actor-lead = An association, a company, a ministry, a university… A moderator looks whether you speak for it.
part-write-endorsement = Endorse the Compact
part-write-endorsement-lead = As a whole or by objective; with contributions that can be measured, or plainly as values only. A State, which adopted the Compact, says here how it implements it.
part-write-initiative = Write down a contribution
part-write-initiative-lead = What will be done, where, for whom, from what to what, until when. Save as you go; nothing is shown before you propose it.
part-write-update = Tell of progress
part-write-update-lead = How far it has come on a day, in your words, with what shows it. Without any evidence it is a sign of life, and not progress.
part-write-assessment = Assess it
part-write-assessment-lead = In your own name, with your method and your evidence. Those whom you assess may reply; their word stands beside yours.
part-write-reply = Reply to an assessment
part-write-reply-lead = Your reply stands beside the assessment, as you write it.
part-legend-actor = Who it is
part-legend-endorsement = What is endorsed
part-legend-promise = What comes with it
part-legend-withdraw = To withdraw it
part-legend-what = What will be done
part-legend-when = When
part-legend-aim = From what to what
part-legend-money = Money
part-legend-update = How far it has come
part-legend-evidence = What shows it
part-legend-assessment = Your assessment
part-legend-reply = Your reply
part-field-name = Name
part-field-kind = What it is
part-field-about = What it does, in a few sentences
part-field-country = Country
part-field-languages = Languages
part-field-website = Website
part-field-lang = Language in which you write here
part-field-objectives = Objectives
part-field-statement = Your words
part-field-signatory = Who signs, with their function
part-field-signed = Signed on
part-field-contributions = Contributions
part-field-values-only = Values only
part-field-withdrawn = Withdrawn on
part-field-title = Title
part-field-description = What will be done
part-field-serves = Commitments that it serves
part-field-groups = For whom
part-field-start = Begins
part-field-end = Ends
part-field-status = How far it has come
part-field-began-before = Had it begun before this promise?
part-field-aim-what = What is counted
part-field-aim-indicator = Indicator that shows it
part-field-aim-unit = Unit
part-field-aim-from = At the beginning
part-field-aim-from-year = In which year
part-field-aim-to = Target
part-field-aim-to-year = By the end of which year
part-field-currency = Currency
part-field-day = Date
part-field-text = In your words
part-field-completion = How much of it is done
part-field-results = What has changed for people
part-field-assessor = Name of the assessor
part-field-interests = What links you to those whom you assess
part-field-method = How you found out
part-hint-languages = Two letters each: fr, en, sw
part-hint-lang = Two letters: fr, en, sw…
part-hint-website = It begins with https://
part-hint-objectives = Tick none for the Compact as a whole.
part-hint-contributions = Initiatives of the actor that can be measured. Write them down first.
part-hint-withdrawn = Only to withdraw the endorsement. It stays in history, with this date.
part-hint-start = As precise as it is known: 2027, 2027-03 or 2027-03-15
part-hint-end = As precise as it is known: 2030 or 2030-06
part-hint-began-before = What had begun before adds nothing to what would have been done anyway: it is said on the page.
part-hint-currency = Three letters: USD, EUR, KES
part-hint-aim-unit = schools, people, kilometres…
part-hint-interests = Write “none” if there is nothing.
part-values-only-tick = We endorse the values, and promise nothing that can be measured for now.
part-nothing-to-tick = There is none yet.
part-in-the-making = { $title } (in the making)
part-optional = (if you like)
part-other-texts = Other texts
part-objective-1 = 1. Close all digital divides
part-objective-2 = 2. Open the digital economy to all
part-objective-3 = 3. A digital space that is safe and respects rights
part-objective-4 = 4. Data governed fairly
part-objective-5 = 5. Artificial intelligence governed for humanity
part-actor-state = State
part-actor-organisation = International or regional organisation
part-actor-private-sector = Private sector
part-actor-academia = Academia
part-actor-technical-community = Technical community
part-actor-civil-society = Civil society
part-began-no = No, it is new
part-began-yes = Yes
part-completion-none = nothing known
part-completion-not-started = not started
part-completion-limited = limited
part-completion-substantial = substantial
part-completion-complete = complete
part-results-worsened = worse than before
part-results-no-change = no change
part-results-marginal = marginal
part-results-major = major
part-results-outstanding = outstanding
part-told-completion = Done: { $step }
part-told-results = Changed for people: { $step }
part-told-by = { $name }, { $day }
part-said = What was said of it
part-said-own = By those who promised it
part-said-own-none = They have said nothing since.
part-said-others = By others
part-said-others-how = Published assessments, with the reply of those who were assessed. They are never merged with what those say of themselves.
part-said-others-none = Nobody has published an assessment here.
part-no-evidence = No evidence recorded.
part-reply-of = Reply, { $day }
part-answer = Those who were assessed may reply
part-promise-of = A promise of
part-hearing = { $hearing ->
    [inactive] Inactive: nothing has been heard of it for two years, since { $last }.
    [silent] Silent: nothing has been heard of it for a year, since { $last }.
   *[other] Last heard of on { $last }.
}{ $progress ->
    [yes] { " " }The last progress that something shows: { $shown }.
   *[no] { " " }No progress that something shows is recorded here.
}
part-save = Save
part-propose = { $kind ->
    [update] Publish
    [assessment] Publish
    [reply] Publish
    [answer] Publish
   *[other] Propose for publication
}
part-throw-away = Throw this draft away
part-saved = Saved. Only you see it.
part-proposed = Proposed. A moderator will look at it; you find it on your page.
part-conflict = This was saved in another window meanwhile. Nothing was overwritten: what you typed is below, and beside each field what was saved. Save again to keep what is below.
part-too-long = This is too long to be kept. Shorten it; nothing you typed is lost.
part-signed-out = You are signed out. Nothing you typed is lost: it is below. Sign in, come back here and send it again.
part-send-again = This form was open for long, or came from another page. Nothing you typed is lost: look at it, and send it again.
part-signed-out-do = Sign in, in another window
part-wrong = Please look at these points; nothing is lost.
part-wrong-at = { $field }: { $what }
part-note = A moderator gave this back with a note
part-other-saved = Saved meanwhile:
part-empty = (empty)
part-wrong-text-missing = Please fill this in.
part-wrong-text-too-long = This is too long ({ $found } characters). Shorten it.
part-wrong-missing = Please fill this in.
part-wrong-unknown-code = “{ $found }” is not one of the choices.
part-wrong-unknown-country = “{ $found }” is not a country that is known here.
part-wrong-unknown-language = “{ $found }” is not the code of a language. Two or three letters: fr, en, sw.
part-wrong-not-an-address = “{ $found }” is not an address. It begins with https://
part-wrong-bad-date = “{ $found }” is not a date. Write 2027, 2027-03 or 2027-03-15.
part-wrong-bad-year = “{ $found }” is not a year.
part-wrong-not-a-number = “{ $found }” is not a number.
part-wrong-in-the-future = { $found } is still to come. Give a date that has been.
part-wrong-ends-before-it-begins = It ends before it begins ({ $found }).
part-wrong-repeated = “{ $found }” is there twice.
part-wrong-promise-or-values = Tick at least one contribution, or say that it is values only.
part-wrong-serves-nothing = Tick at least one commitment.
part-wrong-unknown-commitment = “{ $found }” is not a commitment that is known here.
part-wrong-unknown-indicator = “{ $found }” is not an indicator that is known here.
part-wrong-not-a-currency = “{ $found }” is not a currency. Three letters: USD, EUR, KES.
part-wrong-too-many = These are too many ({ $found }).
part-wrong-not-an-amount = This is not an amount above zero.
part-wrong-year-outside = The year is outside the time of the initiative.
part-wrong-not-published = “{ $found }” has to be published before.
part-wrong-changed-meanwhile = It was published anew meanwhile: its author has to look at it again.
part-wrong-gone = What it is about is not there any more.
part-wrong-bad-key = “{ $found }” cannot be meant here.
part-wrong-not-theirs = “{ $found }” is not what this belongs to: each speaks for its own work alone.
part-wrong-other = This is not right yet: “{ $found }”.
part-moderation = To be looked at
part-moderation-lead = { $n ->
    [0] Nothing waits for you.
    [one] One proposal waits.
   *[other] { $n } proposals wait, the longest wait first.
}
part-moderation-more = Here are the { $n } proposals that have waited the longest. More wait; they come as these are decided.
part-moderation-by = By { $name }, proposed on { $since }.
part-moderation-held = Something has to come before.
part-nobody = an account that is gone
part-proposal-new = It is new: nothing of it is published yet.
part-proposal-change = It would change what is published, in these fields alone.
part-hindrances = It cannot be published as it is
part-no-change = It says what is published already.
part-changes = What it says
part-col-field = Field
part-col-before = Published
part-col-after = Proposed
part-publish = Publish
part-give-back = Give back
part-give-back-note = What is to be changed, for its author to read
part-looked-at-another = It was changed while you looked at it. Look again before you decide.
part-record-title = Title
part-record-name = Name
part-record-description = Description
part-record-about = What it does
part-record-kind = Kind
part-record-country = Country
part-record-languages = Languages
part-record-website = Website
part-record-actor = Actor
part-record-by = Actor
part-record-objectives = Objectives
part-record-statement = Statement
part-record-signatory = Signatory
part-record-signed = Signed on
part-record-contributions = Contributions
part-record-withdrawn = Withdrawn on
part-record-places = Places
part-record-groups = For whom
part-record-serves = Commitments
part-record-organisations = Organisations
part-record-currency = Currency
part-record-budget = Budget
part-record-aims = Aims
part-record-start = Begins
part-record-end = Ends
part-record-status = How far
part-record-began-before-pledge = Had begun before
part-record-of = Initiative
part-record-to = Assessment
part-record-day = Date
part-record-text = Text
part-record-completion = Done
part-record-results = Changed
part-record-evidence = Evidence
part-record-assessor = Assessor
part-record-interests = Links with those assessed
part-record-method = Method
part-scope-whole = The Compact as a whole
part-promises = { $n ->
    [one] With one contribution
   *[other] With { $n } contributions
}
part-values-only = Values only
part-withdrawn = Withdrawn on { $day }
part-by-kind = Who
part-by-objective = Objective
part-by-country = Country
part-by-promise = With
part-with-contribution = Contributions that can be measured
part-with-values = Values only
part-wall-lead = { $n ->
    [0] Nobody has endorsed the Compact on this node yet.
    [one] One endorsement stands here{ $values ->
        [0] , with contributions.
       *[other] , for values only.
    }
   *[other] { $n } endorsements stand here; { $values } of them for values only.
}
part-adopted = States need not endorse it: they adopted it, on 22 September 2024 (A/RES/79/1). They may say here how they implement it.
part-choose = Choose
part-show = Show
part-wall-empty = No endorsement is of this kind.
part-endorsement = Its word on the Compact
part-no-endorsement = It has not endorsed the Compact here.
part-no-initiative = No initiative of its own is recorded here.
forbidden-title = This is not yours to do
forbidden-text = Your account, or this page, may not do this. Nothing has changed. If you think it should, ask the people who look after this node; if a form was open for long, open its page again.
too-large-title = This is too much to be sent at once
too-large-text = Nothing was taken in, and nothing has changed. Go back, shorten what you typed, and send it again.
