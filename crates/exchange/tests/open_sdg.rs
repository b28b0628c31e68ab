//! The site of the United Kingdom: read, written, read again.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod common;

use std::path::{Path, PathBuf};

use common::data;
use passerelle_exchange::open_sdg::{
    Area, CodeMapping, ColumnMapping, Data, Indicator, Labels, Metadata, ProblemCode, Publication,
    publish, yaml,
};
use passerelle_exchange::sdmx::Limits;
use passerelle_vocabulary::{Dimensions, Observation, Status};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> =
        std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path()).collect();
    found.sort();
    found
}

#[test]
fn every_table_comes_back_byte_by_byte() {
    let Some(folder) = data("open_sdg_uk") else { return };
    let mut read = 0;
    for path in files(&folder.join("data")) {
        let bytes = std::fs::read(&path).unwrap();
        let table = Data::read(&bytes, &Limits::default()).unwrap();
        assert_eq!(table.write().as_bytes(), bytes, "{}", path.display());
        let (rows, problems) = table.rows();
        assert!(problems.is_empty(), "{}: {:?}", path.display(), problems[0]);
        assert_eq!(rows.len(), table.rows.len());
        let headline = rows.iter().filter(|row| row.disaggregation().is_empty()).count();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        println!(
            "{} ({}): {} rows, {} without a figure, {headline} of everyone, by {:?}",
            name,
            Indicator::id_of_file(&name).unwrap(),
            rows.len(),
            rows.iter().filter(|row| row.value.is_none()).count(),
            table.disaggregations().collect::<Vec<_>>()
        );
        read += 1;
    }
    assert_eq!(read, 6);
}

#[test]
fn metadata_come_back_equal() {
    let Some(folder) = data("open_sdg_uk") else { return };
    let mut read = 0;
    for path in files(&folder.join("meta")) {
        let metadata = Metadata::read(&std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
        let written = metadata.write();
        let again = Metadata::read(written.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(metadata, again, "{}\n{written}", path.display());
        println!(
            "{}: {} fields, {:?}",
            path.display(),
            metadata.fields.len(),
            metadata.text("indicator_number")
        );
        assert_eq!(metadata.text("reporting_status"), Some("complete"));
        read += 1;
    }
    assert_eq!(read, 6);
}

#[test]
fn configuration_and_mappings_come_back_equal() {
    let Some(folder) = data("open_sdg_uk") else { return };
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let text = String::from_utf8(file("config_data.yml")).unwrap();
    let config = yaml::read(&text, &Limits::default()).unwrap();
    let written = yaml::write(&config);
    assert_eq!(yaml::read(&written, &Limits::default()).unwrap(), config, "{written}");
    let area =
        config.get("sdmx_output_global").and_then(|it| it.get("default_values")?.get("REF_AREA"));
    assert_eq!(area.and_then(yaml::Yaml::as_str), Some("826"));
    let codes = CodeMapping::read(&file("code_mapping.csv"), &Limits::default()).unwrap();
    assert_eq!(codes.write().as_bytes(), file("code_mapping.csv"));
    assert_eq!(codes.code("Female", "SEX"), Some("F"));
    let columns = ColumnMapping::read(&file("column_mapping.csv"), &Limits::default()).unwrap();
    assert_eq!(columns.write().as_bytes(), file("column_mapping.csv"));
    assert_eq!(columns.component("Sex"), Some("SEX"));
    println!("{} codes, {} columns", codes.rules.len(), columns.columns.len());
}

fn figure(place: &str, year: &str, dimensions: &str, value: Option<f64>) -> Observation {
    Observation {
        indicator: "internet_users".into(),
        place: place.into(),
        period: year.parse().unwrap(),
        dimensions: Dimensions::parse(dimensions).unwrap(),
        value,
        unit: "percent".into(),
        standard_error: value.map(|value| value / 10.0),
        n: None,
        status: if value.is_some() { Status::Normal } else { Status::Protected },
        source: "survey".into(),
        batch: 1,
    }
}

fn publication() -> Publication {
    let mut labels = Labels { standard_error: Some("Standard error".into()), ..Labels::default() };
    labels.dimensions.insert("sex".into(), "Sex".into());
    labels.categories.insert(("sex".into(), "female".into()), "Female, all ages".into());
    labels.units.insert("percent".into(), "Percentage (%)".into());
    let area = Area { column: "County".into(), name: "Mombasa".into(), geo_code: "KE001".into() };
    labels.areas.insert("KEN/mombasa".into(), area);
    let mut metadata = Metadata::default();
    metadata.set("indicator_number", yaml::Yaml::text("17.8.1"));
    metadata.set("data_show_map", yaml::Yaml::Other("true".into()));
    Publication { id: "17-8-1".into(), country: "KEN".into(), labels, metadata }
}

#[test]
fn figures_become_an_indicator_that_reads_back() {
    let figures = [
        figure("KEN", "2022", "", Some(40.8)),
        figure("KEN", "2022", "sex=female", Some(35.2)),
        figure("KEN/mombasa", "2022", "", Some(60.0)),
        figure("KEN/mombasa", "2022", "sex=female", None),
        figure("TZA", "2022", "", Some(30.0)),
    ];
    let indicator = publish(&figures, &publication()).unwrap();
    let expected = "Year,Sex,County,Units,Observation status,Standard error,GeoCode,Value\r\n\
        2022,,,Percentage (%),normal,4.08,,40.8\r\n\
        2022,\"Female, all ages\",,Percentage (%),normal,3.5200000000000005,,35.2\r\n\
        2022,,Mombasa,Percentage (%),normal,6,KE001,60\r\n\
        2022,\"Female, all ages\",Mombasa,Percentage (%),protected,,KE001,\r\n";
    assert_eq!(indicator.data.write(), expected);
    let again = Data::read(expected.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(again, indicator.data);
    let (rows, _) = again.rows();
    assert_eq!((rows[3].value, rows[3].geo_code()), (None, Some("KE001")));
    assert_eq!(indicator.data_file(), "indicator_17-8-1.csv");
    let metadata = indicator.metadata.write();
    assert_eq!(metadata, "---\nindicator_number: 17.8.1\ndata_show_map: true\n---\n");
}

#[test]
fn what_a_site_cannot_show_is_told() {
    let figures = [
        figure("KEN", "2022-Q3", "", Some(1.0)),
        figure("KEN", "2022", "", Some(1.0)),
        figure("KEN", "2022", "", Some(2.0)),
    ];
    let problems = publish(&figures, &publication()).unwrap_err();
    let codes: Vec<_> = problems.iter().map(|problem| (problem.code, problem.line)).collect();
    assert_eq!(codes, [(ProblemCode::BadYear, 2), (ProblemCode::RepeatedKey, 4)]);
}

#[test]
fn tables_that_are_none_are_refused() {
    let codes = |text: &str| -> Vec<ProblemCode> {
        let read = Data::read(text.as_bytes(), &Limits { items: 30, ..Limits::default() });
        read.unwrap_err().iter().map(|problem| problem.code).collect()
    };
    assert_eq!(codes(""), [ProblemCode::Empty]);
    assert_eq!(codes("a,b\n1,2\n"), [ProblemCode::MissingColumn, ProblemCode::MissingColumn]);
    assert_eq!(codes("Year,Value,Value\n"), [ProblemCode::RepeatedColumn]);
    assert_eq!(codes("Year,Value\n1\n2,3,4\n"), [ProblemCode::RaggedRow, ProblemCode::RaggedRow]);
    assert_eq!(codes("Year,Value\n\"open"), [ProblemCode::BadTable]);
    assert_eq!(codes(&format!("Year,Value\n{}", "1,2\n".repeat(50))), [ProblemCode::TooMuch]);
    let bad =
        Data::read(b"Year,Value\nsoon,1\n2019,x\n2019,inf\n2019,\n", &Limits::default()).unwrap();
    let (rows, problems) = bad.rows();
    let codes: Vec<_> = problems.iter().map(|problem| (problem.line, problem.code)).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        codes,
        [(2, ProblemCode::BadYear), (3, ProblemCode::BadNumber), (4, ProblemCode::BadNumber)]
    );
    for (text, code) in [
        ("---\na: [1\n---\n", ProblemCode::BadYaml),
        ("- a\n- b\n", ProblemCode::BadYaml),
        ("---\na: *x\n---\n", ProblemCode::BadYaml),
    ] {
        assert_eq!(
            Metadata::read(text.as_bytes(), &Limits::default()).unwrap_err().code,
            code,
            "{text}"
        );
    }
}
