# Commitments: what the texts say, to whom, and what shows it.

commitments-title = What was promised
commitments-lead = The texts on digital cooperation, in plain words, one commitment at a time: whom it addresses, by when, and what the figures show of it.
filter-sdg = Sustainable Development Goal
filter-to = Addressed to
filter-unknown = “{ $asked }” is not one of the choices: it was left aside.
filter-all = All
commitments-found = { $n ->
    [0] No commitment answers these choices. Try “All” for one of them.
    [one] { $n } commitment
   *[other] { $n } commitments
}
kind-commitment = Commitments
kind-objective = Objectives
kind-principle = Principles
kind-follow-up = Follow-up
kind-recommendation = Recommendations
kind-action = Actions

## One commitment

commitment-where = In the text
commitment-who = Whom it addresses
commitment-due = Due
days-left = { $days ->
    [0] that is today
    [one] { $days } day left
   *[other] { $days } days left
}
days-past = { $days ->
    [one] passed { $days } day ago
   *[other] passed { $days } days ago
}
commitment-sdgs = Sustainable Development Goals
commitment-systems = What it asks to build
commitment-evidence = What the figures show
commitment-no-indicator = No indicator shows this commitment yet. When the catalogue names one, its figures will appear here.
countries-with-figure = { $n ->
    [0] No country has a figure yet.
    [one] { $n } country has a figure.
   *[other] { $n } countries have a figure.
}
fastest = Where it went fastest: greatest change per year from the first figure to the latest, among countries with at least three figures over at least three years, the latest no more than ten years old.
from-to = from { $from } ({ $since }) to { $to } ({ $until })
commitment-doing = Who does what
commitment-doing-empty = Nothing is recorded here yet. This is where you will see who acts on this commitment, with what evidence and what means.

addressee-state = each State at home
addressee-states = States together
addressee-un = the United Nations
addressee-companies = companies
addressee-standards-bodies = bodies that make standards
addressee-all = everyone

## What the texts ask to build

system-s1 = Commitments, contributions and review
system-s2 = Measuring digital inclusion
system-s3 = Connection and prices: starting points
system-s4 = Schools and hospitals connected
system-s5 = Digital public goods
system-s6 = Safe digital public infrastructure
system-s7 = Data in common
system-s8 = Digital identity worth trusting
system-s9 = Map of initiatives and roles
system-s10 = Help desk
system-s11 = Skills, training and recognition
system-s12 = Human rights: care and effects
system-s13 = Reporting of harm and remedy
system-s14 = Register and audit of AI
system-s15 = Information integrity
system-s16 = Trust and security
system-s17 = Consultations and forums
system-s18 = Shared governance and commons
system-s19 = Environment
system-s20 = Digital economy
system-s21 = Means to act on AI
system-s22 = Rules that make it possible

## Sustainable Development Goals

sdg-1 = No poverty
sdg-2 = Zero hunger
sdg-3 = Good health and well-being
sdg-4 = Quality education
sdg-5 = Gender equality
sdg-6 = Clean water and sanitation
sdg-7 = Affordable and clean energy
sdg-8 = Decent work and economic growth
sdg-9 = Industry, innovation and infrastructure
sdg-10 = Reduced inequalities
sdg-11 = Sustainable cities and communities
sdg-12 = Responsible consumption and production
sdg-13 = Climate action
sdg-14 = Life below water
sdg-15 = Life on land
sdg-16 = Peace, justice and strong institutions
sdg-17 = Partnerships for the goals
