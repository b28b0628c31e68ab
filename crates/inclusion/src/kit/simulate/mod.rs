//! Synthetic microdata: what a survey with the questionnaire might have brought, for training.
//!
//! Nobody is behind them: no real data go in, only the rough shapes that `simulation.toml` gives. They look
//! real where practice needs it: strata of regions, towns and countryside; enumeration areas whose people
//! resemble each other (design effects above 1); unequal weights; households and people who do not answer;
//! answers that go together (schooling, wealth, age, disability, the Internet); questions that are skipped as
//! the questionnaire says.
//!
//! Each answer depends on the seed, its column and its row, and on nothing else: with the same seed, the same
//! data, and one more question changes no other answer.

mod answers;
mod frame;
mod model;

use passerelle_vocabulary::Columns;

pub use model::{Answer, Model, Region, Score, TakenTrait};

use super::problem::KitProblems;
use super::questionnaire::Questionnaire;

/// Households, at the most.
pub const MOST_HOUSEHOLDS: u64 = 5_000_000;

/// Households to begin with: enough areas for every stratum.
pub const FEWEST_HOUSEHOLDS: u64 = 300;

/// Microdata of about `households` households drawn (whole areas; between [`FEWEST_HOUSEHOLDS`] and
/// [`MOST_HOUSEHOLDS`]), with the columns of the questionnaire.
///
/// # Errors
/// The model asks for what the questionnaire does not have.
pub fn simulate(
    questionnaire: &Questionnaire,
    model: &Model,
    households: u64,
    seed: u64,
) -> Result<Columns, KitProblems> {
    let problems = model.check(questionnaire);
    if !problems.is_empty() {
        return Err(KitProblems(problems));
    }
    let households = households.clamp(FEWEST_HOUSEHOLDS, MOST_HOUSEHOLDS) as usize;
    let frame = frame::Frame::draw(model, households, seed);
    answers::answered(questionnaire, model, frame, seed)
}
