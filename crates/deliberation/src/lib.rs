//! The room of deliberation: votes in, a map of opinions out.
//!
//! People vote on statements: agree (+1), disagree (−1), pass (0); what somebody has not voted on is missing. The map says
//! which groups of people vote alike, what sets each apart, what unites all, how sure all of that is, and which statement to
//! show next. The method is that of Pol.is as it was published (Small, Bjorkegren, Erkkilä, Shaw and Megill, *Polis: Scaling
//! deliberation by mapping high dimensional opinion spaces*, Recerca 26, 2021), written afresh from its formulae.
//!
//! | step | what | where |
//! |---|---|---|
//! | 1 | votes, sparse; who is banned and what was taken out do not count | [`Votes`], `matrix` |
//! | 2 | who is grouped: enough votes, at least fifteen people | `groups` |
//! | 3 | means and the first two principal components | `pca` |
//! | 4, 5 | where people stand; how far a statement takes them | `projection` |
//! | 6 | base clusters, groups, their number | `groups`, `kmeans` |
//! | 7 | what sets a group apart | `representative` |
//! | 8 | what unites | `consensus` |
//! | 9 | which statement to show next | `priority` |
//! | | how sure it is: the count repeated with people drawn anew | `stability` |
//!
//! A [`Count`] is a function of votes, statements, bans and settings, to the last bit: people are put in an order that their votes
//! and the seed decide (`matrix`), sums are taken in a fixed order whatever the number of threads, and no function is used
//! that platforms round differently. So who has the votes and the seed can count again, also where people were given other
//! numbers. A [`Conversation`] is for while votes come in: its views are quick and provisional.
//!
//! What the votes are about is a [`Consultation`]: the question, who may take part, when, and what was frozen at its end. What
//! comes of it is a [`Recommendation`] to a body, with its answer and what follows.
//!
//! ```
//! use passerelle_deliberation::{Conversation, Settings};
//! use passerelle_vocabulary::{Stance, Vote};
//!
//! let mut conversation = Conversation::new(Settings { seed: 7, ..Settings::default() });
//! for person in 0..20 {
//!     for statement in 0..8 {
//!         let stance = if person % 2 == statement % 2 { Stance::Agree } else { Stance::Disagree };
//!         conversation.push(Vote { person, statement, stance, at: 0 });
//!     }
//! }
//! let now = conversation.view();
//! assert!(now.provisional && now.k == 2);
//! // Closed: what is published, and what whoever downloads the votes finds.
//! let result = conversation.count();
//! assert!(result.clear && result.groups.get(3).unwrap().stability == Some(1.0));
//! ```
//!
//! “No clear groups” is an answer: [`OpinionMap::clear`] and [`OpinionMap::unclear_because`].

mod agenda;
mod agreement;
mod consensus;
mod consultation;
mod conversation;
mod count;
mod groups;
mod kmeans;
mod matrix;
mod parallel;
mod pca;
mod priority;
mod projection;
mod random;
mod recommendation;
mod representative;
mod settings;
mod sister;
mod stability;
mod start;
mod tally;
mod telling;
mod told;
mod votes;
mod wording;

pub use agenda::{AgendaDecision, AgendaModeration, CHOSEN, QUESTION};
pub use agreement::adjusted_rand_index;
pub use consensus::{Consensus, United};
pub use consultation::{
    Consultation, Counting, DemographicCategory, DemographicQuestion, Frozen, HeldElsewhere,
    Limits, Moderated, NO_ANSWER, Phase, Quota, REASONS, StatementDecision, Who, is_day,
    is_language, seed_text,
};
pub use conversation::{Conversation, WINS};
pub use count::Count;
pub use recommendation::{
    Answered, Ground, GroupHeld, Held, Recommendation, RecommendationAnswer, RecommendationStep,
    Verdict,
};
pub use representative::{Representative, Side};
pub use settings::{Settings, Statement};
pub use sister::{Sister, SisterKind, Sisters, is_page, process_of};
pub use start::Start;
pub use tally::Tally;
pub use told::{ById, Group, Membership, OpinionMap, Unclear};
pub use votes::{Gathered, Votes};
pub use wording::{SHORTEST, SIMILAR, Trigrams, Untaken, clean};
