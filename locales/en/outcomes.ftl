# What comes of consultations: recommendations to a body, answers, follow-up, sister processes.

outcomes-title = Recommendations
outcomes-link = What was recommended
outcomes-what = People took part in consultations, and this came of it: what is recommended, to whom, and what was answered. What waits for an answer comes first, and what has waited longest before all else.
outcomes-lead =
    { $n ->
        [0] No recommendation yet. Moderators write them out of consultations that were counted.
        [one] One recommendation: { $open ->
            [0] it has an answer.
           *[other] { $overdue ->
                [0] it waits for an answer.
               *[other] the day for an answer has passed without one.
            }
        }
       *[other] { $n } recommendations: { $open ->
            [0] all have an answer.
            [one] one waits for an answer{ $overdue ->
                [0] { "" }
               *[other] , and the day for it has passed
            }.
           *[other] { $open } wait for an answer{ $overdue ->
                [0] { "" }
                [one] ; for one of them the day has passed
               *[other] ; for { $overdue } of them the day has passed
            }.
        }
    }
outcomes-by-body = Addressed to
outcomes-by-consultation = Consultation
outcomes-by-state = Answer
outcomes-by-age = Published
outcomes-state =
    { $state ->
        [open] None yet
        [overdue] None, and overdue
        [waiting] None, still in time
        [declined] Declined
        [in-part] Accepted in part
       *[accepted] Accepted
    }
outcomes-age = { $days } days ago or more
outcomes-none-chosen = None of this choice.
outcomes-all = Show all
outcomes-to = Recommended by consultations
outcomes-of-it = What comes of it
outcomes-of-it-none = No recommendation yet. Once votes are counted, moderators write down what is recommended to whom, and it appears here with the answer.
outcomes-of-it-all = All recommendations of this consultation
outcomes-tell-how =
    { $account ->
        [true] Do you want to be told at each step: a recommendation, a day that passed, an answer, what was done? By mail where you have mail sent, and on a page of yours in any case. The node then keeps that your account asked; how you voted stays apart from it.
       *[false] Do you want to be told at each step: a recommendation, a day that passed, an answer, what was done? You find it on a page of yours in this browser, by the cookie that you have already. With an account it can come by mail too.
    }
outcomes-tell = Tell me what comes of it
outcomes-told =
    { $account ->
        [true] You are told at each step: by mail where you have mail sent, and on your page.
       *[false] You are told at each step, on your page in this browser.
    }
outcomes-stop = Stop telling me
outcomes-mine = What came of it, for you
outcomes-mine-lead =
    { $n ->
        [0] You have not asked to be told of any consultation.
        [one] You are told what comes of one consultation.
       *[other] You are told what comes of { $n } consultations.
    }
outcomes-mine-how = Open a consultation in which you took part, and press “Tell me what comes of it”.
outcomes-mine-unknown = This browser has no cookie of a consultation, and you are not signed in. Open the page in the browser with which you took part, or sign in.
outcomes-by-mail = What comes of consultations also arrives there, of those of which you ask to be told:
outcomes-mine-mail = What is new also comes by mail, if you have mail sent:

outcome-to-of = Addressed to: { $to }. Consultation: { $of }
outcome-since = Published on { $day }.
outcome-state =
    { $state ->
        [overdue] No answer. It was asked for by { $day }: { $late ->
            [one] one day
           *[other] { $late } days
        } overdue.
        [waiting] No answer yet. It is asked for by { $day }.
        [declined] Declined on { $day }.
        [in-part] Accepted in part on { $day }.
       *[accepted] Accepted on { $day }.
    }
outcome-to = Addressed to
outcome-of = Out of the consultation
outcome-published = Published
outcome-due = Answer asked for by
outcome-due-hint = A day to come, such as 2027-03-31. Give time enough to decide.
outcome-answer = The answer
outcome-verdict-accepted = Accepted
outcome-verdict-in-part = Accepted in part
outcome-verdict-declined = Declined
outcome-grounds = The statements that it rests on
outcome-grounds-how = How people voted is taken from the result that this node signed, not typed.
outcome-grounds-choose = Tick those on which the recommendation rests. How people voted on each is added from the signed result.
outcome-signed = Hash of the signed result:
outcome-history = What happened
outcome-event-published = Published
outcome-event-passed = The day for an answer passed without one
outcome-event-answered = Answer: { $verdict }
outcome-event-followed = What was done
outcome-by = By:
outcome-for-body = Answer for { $body }, or tell what was done
outcome-back = The recommendation
outcome-write = Write a recommendation
outcome-write-how = It is published at once, under your account in the log, and whoever asked is told. It cannot be taken back unseen: every version stays in its history.
outcome-title = What is to be done, in one sentence
outcome-text = What exactly, and why
outcome-publish = Publish the recommendation
outcome-not-kept = Nothing was published. What you typed is below.
outcome-answer-as = You speak for { $body }. What you send is published at once, and whoever asked is told.
outcome-answer-write = The answer
outcome-verdict = What do you answer?
outcome-reasons = Why, and what will you do?
outcome-reasons-hint = Reasons are needed unless all is accepted. An answer can be replaced by a later one; the first stays to be read.
outcome-answer-publish = Publish the answer
outcome-step-write = What was done
outcome-step-text = What happened?
outcome-step-initiatives = Your initiatives by which it is carried out
outcome-step-links = Other initiatives and commitments
outcome-step-links-hint = One a line: the address of its page, or its name, such as initiative/schools or commitment/gdc.1.connectivity.b.
outcome-step-publish = Publish what was done

sisters-title = Sister processes
sisters-how = The same question put elsewhere: to a nation, a region, young people. Give the address of each page. The link is one both ways once the other node names this consultation too. To take one away, empty its address and title.
sister-number = Process { $number }
sister-address = Address of its page
sister-title = What it is called there
sister-lang = Language of that title (fr, sw, pt-br)
sister-kind = To whom it puts the question
sister-kind-national = National process.
sister-kind-regional = Regional process.
sister-kind-youth = Process of young people.
sister-kind-other = Another process.
sisters-save = Save
sisters-look-how = Each is asked whether it names this consultation too. This is done once a day by itself.
sisters-look = Look now
sisters-json = Other nodes read here which processes this one names:
sister-found-none = Nobody has looked yet whether it names this one.
sister-found-names-us = It names this one too (looked at on { $day }).
sister-found-does-not = It does not name this one (looked at on { $day }).
sister-found-says-nothing = It is there, but says nothing of sister processes that a node can read (looked at on { $day }).
sister-found-unreachable = It could not be reached (tried on { $day }).
sister-found-not-public = Its address is not one of the public Internet, and was not asked ({ $day }).

# Why something is not done
outcome-error-not-found = There is no such consultation or recommendation.
outcome-error-not-frozen = Its votes are not counted yet. Recommendations are written once they are.
outcome-error-not-allowed = This is for moderators, and answers for those who speak for the body that is addressed.
outcome-error-not-taking-part = Take part first, or sign in: the node has to know whom to tell. If you took part, your browser did not keep the cookie.
outcome-error-conflict = Somebody published something else meanwhile. Look at what stands now; what you typed is still here.
outcome-finding = { $field }: { $text }
outcome-finding-found = { $field }: { $text } ({ $found })
outcome-field-title = Title{ $number }
outcome-field-text = Text{ $number }
outcome-field-to = Addressed to{ $number }
outcome-field-due = Day for the answer{ $number }
outcome-field-statements = Statements{ $number }
outcome-field-verdict = Answer{ $number }
outcome-field-links = Initiatives and commitments{ $number }
outcome-field-sisters = Sister processes{ $number }
outcome-field-address = Address{ $number }
outcome-field-lang = Language{ $number }
outcome-field-kind = To whom{ $number }
finding-recommendation-of = A recommendation comes of a consultation of this node.
finding-recommendation-to = A recommendation is addressed to an actor.
finding-recommendation-no-body = There is no such body here. Choose an actor of this node; whoever is missing is brought in under “Take part” first.
finding-recommendation-due = Give a day to come: the body needs time to answer.
finding-recommendation-grounds = Choose the statements on which it rests: one at the least, 50 at the most.
finding-recommendation-statement = There is no such statement in the result, or it was taken out.
finding-recommendation-unreadable = This line of the file cannot be read as a recommendation. Correct it there.
finding-answer-reasons = Say why: whoever does not accept all gives reasons.
finding-answer-verdict = Choose what you answer: accepted, in-part or declined.
finding-answer-to = An answer is to a recommendation.
finding-step-text = Say what happened.
finding-step-links = Name 50 initiatives and commitments at the most.
finding-step-link = Only commitments and initiatives carry a recommendation out.
finding-step-unknown = There is no such initiative or commitment here. Give the address of its page.
finding-sister-address = Give the address of a page: https://node.example/fr/consultations/name.
finding-sister-kind = Choose to whom it puts the question: national, regional, youth or other.
finding-sister-most = Name 50 sister processes at the most.
finding-sister-title = Say what it is called there, in 300 characters at the most.
finding-sister-language = The language is a code such as fr, sw or pt-br.

# Kinds of records, and why they were written
part-kind-recommendation = Recommendation
part-kind-recommendation_answer = Answer to a recommendation
part-kind-recommendation_step = What was done of a recommendation
log-reason-recommendation-published = recommendation published
log-reason-recommendation-answered = recommendation answered
log-reason-recommendation-followed = what was done of a recommendation
log-reason-sisters-named = sister processes of a consultation named

# Mail
mail-recommended-subject = A recommendation: { $title }
mail-recommended =
    Hello,

    You asked to be told what comes of a consultation. This is recommended: “{ $title }”. To whom, until when, and on what it rests:

    { $link }
mail-overdue-subject = No answer in time: { $title }
mail-overdue =
    Hello,

    You asked to be told what comes of a consultation. The day for an answer to “{ $title }” has passed without one:

    { $link }
mail-answered-subject = Answered: { $title }
mail-answered =
    Hello,

    You asked to be told what comes of a consultation. There is an answer to “{ $title }”:

    { $link }
mail-followed-up-subject = What was done: { $title }
mail-followed-up =
    Hello,

    You asked to be told what comes of a consultation. Something was done of “{ $title }”:

    { $link }

# At a terminal
cli-recommendation-added = The recommendation is published under /recommendations/{ $slug }, and whoever asked is told.
cli-recommendation-line = { $slug } → { $to }: { $title } { $standing }
cli-recommendations-none = There is no recommendation.
cli-sisters-none = No sister process is named.
cli-sister-line = { $address } “{ $title }” { $found }
cli-error-not-public = { $what } leads to no address of the public Internet, and was not asked.
help-recommendation = Recommend to a body what came of a consultation, answer, tell what was done.
help-recommendation-more =
    A file describes a recommendation (docs/outcomes.md has one). How people voted on its statements is taken from the signed result. Who speaks for the body that is addressed answers, and later tells what was done; whoever asked is told at each step. Passwords are asked for, or read from the first line of standard input.
help-recommendation-add = Publish the recommendation that a file describes.
help-recommendation-add-path = The file (TOML).
help-recommendation-add-by = Name of the account that publishes it: a moderator of the node, or of the consultation’s country.
help-recommendation-answer = Answer a recommendation, in the name of the body that it is addressed to.
help-recommendation-answer-slug = Name of the recommendation in addresses: reseau/1.
help-recommendation-answer-verdict = accepted, in-part or declined.
help-recommendation-answer-text = Why, and what will be done; needed unless all is accepted.
help-recommendation-answer-by = Name of an account that speaks for the body.
help-recommendation-follow-up = Tell what was done of a recommendation.
help-recommendation-follow-up-slug = Name of the recommendation in addresses: reseau/1.
help-recommendation-follow-up-text = What happened.
help-recommendation-follow-up-link = A commitment or an initiative by which it is carried out: its name, or the address of its page. May be given several times.
help-recommendation-follow-up-by = Name of an account that speaks for the body.
help-recommendation-list = Tell of all recommendations: those without an answer first, the oldest of them first.
help-recommendation-list-to = Only those that are addressed to this actor.
help-recommendation-list-of = Only those of this consultation.
help-recommendation-list-open = Only those without an answer.
help-consultation-sisters = Tell of the sister processes of a consultation, or look whether they name it too.
help-consultation-sisters-slug = Name of the consultation in addresses.
help-consultation-sisters-look = Ask each whether it names this consultation too.
help-consultation-sisters-by = Name of the account that looks: a moderator.
help-consultation-sisters-public-url = What the addresses of this node begin with, without a path.
help-consultation-sisters-base = Ask another server of the same shape instead: a mirror, or a stand-in for tests. It need not be on the public Internet.

# The agenda
agenda-title = The agenda
agenda-what = People propose questions and support those of others; those who run this node choose few of them, { $most } at the most at a time, and say why. A question that is chosen can become a consultation.
agenda-chosen = On the agenda
agenda-chosen-none = No question is chosen yet.
agenda-shown = Proposed
agenda-shown-none = No question is proposed yet. Be the first.
agenda-declined = Not taken up
agenda-support =
    { $n ->
        [0] Nobody supports it yet.
        [one] One person supports it.
       *[other] { $n } people support it.
    }
agenda-support-do = Support
agenda-withdraw = Take my support back
agenda-became = The consultation that it became
agenda-behind = The question was proposed by people, and chosen for the agenda:
agenda-propose = Propose a question
agenda-propose-how = A moderator reads it before others see it. Your browser gets a cookie, so that each question has one support of yours; it says nothing of who you are. If you are signed in, your account stands in its place, and others do not see it.
agenda-text = What should be talked about?
agenda-text-hint = One question, in { $longest } characters at the most.
agenda-waits = Thank you. Your question has the number { $id }; a moderator reads it before others see it.
agenda-waits-already = The same question was proposed already. There is nothing more for you to do.
agenda-similar = This question is there already: “{ $text }”. Support it, or write another one.
agenda-no-language = Choose the language of your question.
agenda-not-kept = Your question was not sent. It is below as you typed it.
agenda-error-none = There is no question { $id } that can be supported.
agenda-error-many = { $most } questions of yours wait for a decision, as many as one person may have.
agenda-moderation = Questions of the agenda
agenda-moderation-how = Each decision is published. What is refused has its reason without the text; what is chosen or declined has both.
agenda-state =
    { $state ->
        [waiting] Waiting
        [shown] Proposed
        [refused] Refused
        [chosen] On the agenda
       *[declined] Not taken up
    } ({ $n })
agenda-because = Why? This is published.
agenda-consultation = The consultation that it became, by its name in addresses (may be empty)
agenda-choose = Choose
agenda-decline = Decline
outcome-field-because = Reason{ $number }
outcome-field-consultation = Consultation{ $number }
outcome-field-chosen = Agenda{ $number }
finding-agenda-reason = Say why: it is published.
finding-agenda-declined = Only a question that is chosen becomes a consultation.
finding-agenda-consultation = There is no consultation of this name. Open it first.
finding-agenda-full = As many questions are on the agenda as can be. Link one to its consultation and have that counted, or decline one, first.
log-reason-agenda-moderated = decided whether a question of the agenda is shown
log-reason-agenda-decided = question of the agenda chosen or declined

# Columns
column-recommendation = Recommendation
column-recommended = What is recommended ({ $lang })
column-body = Addressed to
column-published = Published
column-days-waiting = Days without an answer
column-answered = Answered
column-reasons = What was said with the answer ({ $lang })
column-statements = Statements
column-carried-out-by = Carried out by
