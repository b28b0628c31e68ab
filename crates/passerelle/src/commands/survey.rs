//! `passerelle survey`

mod explain;
mod kit;
mod show;

use std::process::ExitCode;

use passerelle_desk::surveys::survey::association::Statistic;
use passerelle_desk::surveys::survey::regress::{Family, Model};
use passerelle_desk::surveys::survey::{
    DegreesOfFreedom, DesignEffect, EstimateOptions, Filter, Measure, ShareInterval, SurveyProblem,
};
use passerelle_desk::surveys::{EstimateQuestion, Survey, SurveyError, describe};

use crate::arguments::{
    ChiSquare, Degrees, Effect, Format, ModelFamily, Node, ShareMethod, Survey as Asked,
    SurveyCheck, SurveyDescribe, SurveyEstimate, SurveyRegress, SurveyTest,
};
use crate::output::Output;

/// Answers; what is wrong is told in words, with an exit code of its own.
pub(super) fn run(node: &Node, asked: Asked, output: &Output) -> anyhow::Result<ExitCode> {
    let told = match asked {
        Asked::Estimate(asked) => estimate(asked, output),
        Asked::Test(asked) => test(&asked, output),
        Asked::Regress(asked) => regress(asked, output),
        Asked::Check(asked) => check(&asked, output),
        Asked::Describe(asked) => tell_columns(&asked, output),
        Asked::Kit(asked) => return kit::write(node, &asked, output),
        Asked::Indicators(asked) => return kit::indicators(node, asked, output),
        Asked::Simulate(asked) => return kit::simulate(node, &asked, output),
        Asked::Methodology(asked) => return kit::methodology(node, asked, output),
    };
    match told {
        Ok(shown) => shown.map(|()| ExitCode::SUCCESS),
        Err(error) => Ok(output.refuse(&explain::explain(output.words, &error))),
    }
}

/// What was asked could be answered; showing it may still fail.
type Told = Result<anyhow::Result<()>, SurveyError>;

fn estimate(asked: SurveyEstimate, output: &Output) -> Told {
    let (format, question) = (asked.format, question(&asked)?);
    let survey = Survey::open(&asked.files.microdata, &asked.files.design)?;
    let estimates = survey.estimate(&question)?;
    Ok(show::estimates(&estimates, format, output))
}

fn question(asked: &SurveyEstimate) -> Result<EstimateQuestion, SurveyProblem> {
    let mut question = EstimateQuestion { options: options(asked), ..EstimateQuestion::default() };
    let measures = &mut question.measures;
    measures.extend(asked.mean.iter().cloned().map(Measure::Mean));
    measures.extend(asked.total.iter().map(|written| Measure::total(written)));
    for written in &asked.ratio {
        measures.push(Measure::ratio(written)?);
    }
    for written in &asked.proportion {
        match written.contains('=') {
            true => measures.push(Measure::proportion(written)?),
            false => question.shares.push(written.clone()),
        }
    }
    measures.extend(asked.variance.iter().cloned().map(Measure::Variance));
    for written in &asked.quantile {
        measures.push(Measure::quantile(written)?);
    }
    measures.extend(asked.people.then_some(Measure::People));
    question.all_margins = !asked.all_margins.is_empty();
    question.by = if question.all_margins { asked.all_margins.clone() } else { asked.by.clone() };
    question.filter = asked.filter.as_deref().map(Filter::parse).transpose()?;
    Ok(question)
}

fn options(asked: &SurveyEstimate) -> EstimateOptions {
    EstimateOptions {
        level: asked.level,
        df: match asked.df {
            Degrees::Design => DegreesOfFreedom::Design,
            Degrees::Infinite => DegreesOfFreedom::Infinite,
        },
        share: match asked.interval {
            ShareMethod::Logit => ShareInterval::Logit,
            ShareMethod::Likelihood => ShareInterval::Likelihood,
            ShareMethod::Beta => ShareInterval::Beta,
            ShareMethod::Wilson => ShareInterval::Wilson,
            ShareMethod::Asin => ShareInterval::Asin,
            ShareMethod::Mean => ShareInterval::Mean,
        },
        deff: match asked.deff {
            Effect::Without => DesignEffect::WithoutReplacement,
            Effect::With => DesignEffect::WithReplacement,
        },
        ..EstimateOptions::default()
    }
}

fn test(asked: &SurveyTest, output: &Output) -> Told {
    let filter = asked.filter.as_deref().map(Filter::parse).transpose()?;
    let survey = Survey::open(&asked.files.microdata, &asked.files.design)?;
    let found = match (&asked.mean, asked.association.as_slice()) {
        (Some(mean), _) => {
            survey.t_test(mean, asked.between.as_deref(), asked.from, filter.as_ref(), asked.level)
        }
        (None, [rows, columns]) => {
            let statistic = match asked.statistic {
                ChiSquare::F => Statistic::F,
                ChiSquare::Chisq => Statistic::Chisq,
                ChiSquare::Wald => Statistic::Wald,
                ChiSquare::AdjWald => Statistic::AdjWald,
            };
            survey.chi_square((rows, columns), statistic, filter.as_ref())
        }
        (None, others) => {
            let what = others.join(",");
            return Err(SurveyProblem::Question { what, why: "two-columns" }.into());
        }
    }?;
    Ok(if asked.format == Format::Json { output.json(&found) } else { show::test(&found, output) })
}

fn regress(asked: SurveyRegress, output: &Output) -> Told {
    let filter = asked.filter.as_deref().map(Filter::parse).transpose()?;
    let survey = Survey::open(&asked.files.microdata, &asked.files.design)?;
    let family = match asked.family {
        ModelFamily::Linear => Family::Linear,
        ModelFamily::Logistic => Family::Logistic,
    };
    let model = Model { outcome: asked.outcome, terms: asked.on, family };
    let found = survey.regress(&model, filter.as_ref(), asked.level)?;
    Ok(show::regression(&found, asked.format, output))
}

fn check(asked: &SurveyCheck, output: &Output) -> Told {
    let found = Survey::open(&asked.files.microdata, &asked.files.design)?.check()?;
    Ok(if asked.format == Format::Json {
        output.json(&found)
    } else {
        show::design(&found, output)
    })
}

fn tell_columns(asked: &SurveyDescribe, output: &Output) -> Told {
    let (rows, columns) = describe(&asked.microdata)?;
    Ok(if asked.format == Format::Json {
        output.json(&serde_json::json!({ "rows": rows, "columns": columns }))
    } else {
        show::columns(rows, &columns, output)
    })
}
