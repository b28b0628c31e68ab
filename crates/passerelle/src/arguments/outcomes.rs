//! `passerelle recommendation …`, and the sister processes of a consultation.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, public_url};

/// What to do with recommendations.
#[derive(Subcommand)]
pub enum RecommendationCommand {
    /// Publish one that a file describes.
    Add(RecommendationAdd),
    /// Answer one, in the name of the body that it is addressed to.
    Answer(RecommendationAnswer),
    /// Tell what was done of one.
    FollowUp(RecommendationFollowUp),
    /// Tell of all, those without an answer first.
    List(RecommendationList),
}

/// Publishes a recommendation.
#[derive(Args)]
pub struct RecommendationAdd {
    /// The file that describes it.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Who publishes it.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Answers a recommendation.
#[derive(Args)]
pub struct RecommendationAnswer {
    /// The recommendation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// What is answered.
    #[arg(long, value_name = "CODE")]
    pub verdict: String,
    /// Why, and what will be done.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub text: String,
    /// Who speaks for the body.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// Tells what was done.
#[derive(Args)]
pub struct RecommendationFollowUp {
    /// The recommendation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// What happened.
    #[arg(long, value_name = "TEXT")]
    pub text: String,
    /// A commitment or an initiative by which it is carried out.
    #[arg(long, value_name = "RECORD")]
    pub link: Vec<String>,
    /// Who speaks for the body.
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// Tells of recommendations.
#[derive(Args)]
pub struct RecommendationList {
    /// Those to an actor.
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Those of a consultation.
    #[arg(long, value_name = "NAME")]
    pub of: Option<String>,
    /// Those without an answer.
    #[arg(long)]
    pub open: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Tells of the sister processes of a consultation, or looks at them.
#[derive(Args)]
pub struct ConsultationSisters {
    /// The consultation.
    #[arg(value_name = "NAME")]
    pub slug: String,
    /// Ask each whether it names this consultation too.
    #[arg(long, requires = "by", requires = "public_url")]
    pub look: bool,
    /// Who looks.
    #[arg(long, value_name = "NAME", requires = "look")]
    pub by: Option<String>,
    /// What the addresses of this node begin with.
    #[arg(long, value_name = "URL", env = "PASSERELLE_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Ask another server of the same shape instead: a mirror, or a stand-in for tests.
    #[arg(long, value_name = "URL", requires = "look")]
    pub base: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
