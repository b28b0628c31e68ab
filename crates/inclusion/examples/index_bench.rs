//! Times the uncertainty and sensitivity analysis of the ASEM index (51 countries, 49 indicators), from the
//! data in `../shared/data/composite`: `cargo run --release -p passerelle-inclusion --example index_bench`.
#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use passerelle_inclusion::composite::{
    Analysis, Choices, DataTable, Method, Problem, Structure, build, sensitivity, uncertainty,
};
use passerelle_vocabulary::Lang;

/// Every kind of choice there is.
const CHOICES: &str = r#"
treat_or_not = true
winmax = [1, 5]
leave_out = true
normalisations = [
    { method = "min-max", lower = 1, upper = 100 },
    { method = "z-score", mean = 100, sd = 10 },
    { method = "rank" },
]
aggregations = [{ rules = [{ method = "arithmetic" }] }, { rules = [{ method = "geometric" }] }]
imputations = [{ method = "group-mean", group = "EurAsia_group" }, { method = "mean" }, { method = "median" }]
weight_noise = [{ factor = 0.25 }]
"#;

type Rows = (Vec<String>, Vec<Vec<String>>);

fn rows(path: &Path) -> Result<Rows, csv::Error> {
    let mut reader = csv::Reader::from_path(path)?;
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = owned(reader.headers()?);
    let rows: Result<_, csv::Error> =
        reader.records().map(|record| record.map(|record| owned(&record))).collect();
    Ok((header, rows?))
}

fn first(problems: Vec<Problem>) -> Box<dyn Error> {
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    text.join("; ").into()
}

/// Standard errors of a twentieth of each value.
fn errors(data: &DataTable) -> DataTable {
    let error = |value: &Option<f64>| value.map(|value| 0.05 * value.abs());
    let columns = data.columns.iter();
    let indicators = columns
        .filter(|(code, _)| !["Area", "Energy", "GDP", "Population"].contains(&code.as_str()));
    let columns = indicators
        .map(|(code, values)| (code.clone(), values.iter().map(error).collect()))
        .collect();
    DataTable { units: data.units.clone(), groups: Vec::new(), columns }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/composite");
    let (header, meta) = rows(&folder.join("asem_iMeta.csv"))?;
    let structure = Structure::from_rows("asem", &Lang::en(), &header, &meta).map_err(first)?;
    let (header, figures) = rows(&folder.join("asem_iData.csv"))?;
    let data = DataTable::from_rows(&header, &figures, &structure).map_err(first)?;
    let errors = errors(&data);
    let method = Method::usual(Some("EurAsia_group"));
    let choices: Choices = toml::from_str(CHOICES)?;
    let runs = 10_000;

    let start = Instant::now();
    build(&structure, &method, &data).map_err(first)?;
    println!("build, every stage kept: {:.3} ms", 1e3 * start.elapsed().as_secs_f64());

    for (name, errors, sets) in
        [("methods", None, 1), ("methods and sampling error", Some(&errors), 5)]
    {
        for threads in [1, 2] {
            let analysis =
                Analysis { choices: choices.clone(), runs, threads, ..Analysis::default() };
            let start = Instant::now();
            let found =
                uncertainty(&structure, &method, &data, errors, &analysis).map_err(first)?;
            let seconds = start.elapsed().as_secs_f64();
            let made = runs * sets;
            let failed: usize = found.failed.iter().map(|failure| failure.runs).sum();
            println!(
                "uncertainty, {name}, {threads} thread(s): {made} runs in {seconds:.2} s, \
                 {:.4} ms a run, {failed} failed",
                1e3 * seconds / made as f64
            );
            if let Some(shares) = found.rank_shares.filter(|_| threads == 2) {
                println!(
                    "  variance of ranks: sampling {:.3}, methods {:.3}, both {:.3}",
                    shares.sampling, shares.methods, shares.interaction
                );
            }
        }
    }

    let analysis = Analysis { choices, runs: 1_000, ..Analysis::default() };
    let start = Instant::now();
    let found = sensitivity(&structure, &method, &data, Some(&errors), &analysis).map_err(first)?;
    println!("sensitivity: {} runs in {:.2} s", found.runs, start.elapsed().as_secs_f64());
    for indices in found.rank_shift.iter().flat_map(|found| &found.factors) {
        println!(
            "  {:?}: first {:.3} [{:.3}, {:.3}], total {:.3} [{:.3}, {:.3}]",
            indices.factor,
            indices.first.value,
            indices.first.low,
            indices.first.high,
            indices.total.value,
            indices.total.low,
            indices.total.high
        );
    }
    Ok(())
}
