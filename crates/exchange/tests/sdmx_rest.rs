//! Queries of the SDMX REST API: the examples of the standard, and everything that they are not.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use passerelle_exchange::sdmx::ProblemCode;
use passerelle_exchange::sdmx::rest::{
    AttributeChoice, AttributeGroup, ComponentFilter, Context, DataQuery, Detail, Evaluator,
    MeasureChoice, Mode, Operator, Query, Related, Relation, Selection, StructureType, parse,
};
use passerelle_exchange::sdmx::roles::Roles;
use passerelle_exchange::sdmx::value::{Value, Values};
use proptest::prelude::*;

fn read(query: &str) -> Query {
    parse(query).unwrap_or_else(|problems| panic!("{query}: {problems}"))
}

fn data(query: &str) -> DataQuery {
    match read(query) {
        Query::Data(query) => query,
        other => panic!("{other:?}"),
    }
}

/// The examples of the standard's pages on data, structures and availability.
const EXAMPLES: [&str; 22] = [
    "data/dataflow/ECB/EXR/1.0.0/M.USD.EUR.SP00.A",
    "data/dataflow/ECB/EXR/1.0.0/M.USD.EUR.SP00.A?attributes=OBS_STATUS,UNIT_MEASURE",
    "data/datastructure/ECB/ECB_EXR1/1.0.0,2.0.0/M.*.EUR.SP00.A",
    "data/dataflow/ECB/EXR/+/M.USD.EUR.SP00.A,A.CHF.EUR.SP00.A?updatedAfter=2009-05-15T14%3A15%3A00%2B01%3A00",
    "data/dataflow/ECB/EXR/?c[TIME_PERIOD]=ge:2009-05-01+le:2009-05-31&c[CONF_STATUS]=F",
    "data/?c[REF_AREA]=CH&attributes=none&measures=none",
    "data/dataflow/ECB/EXR/1.0.0/M.USD.EUR.SP00.A?c[OBS_VALUE]=ge:10.0&dimensionAtObservation=AllDimensions",
    "data/?c[TITLE]=co:euro&attributes=none&measures=none",
    "data/dataflow/ECB/EXR?updatedAfter=2009-05-15T14%3A15%3A00%2B01%3A00",
    "data/dataflow/ECB/EXR?includeHistory=true&firstNObservations=1&lastNObservations=2",
    "data/dataflow/ECB/EXR?offset=10&limit=5&sort=series_key+TIME_PERIOD:desc&asOf=2020-01-01T00:00:00Z",
    "structure/datastructure/ECB/ECB_EXR1/1.0.0",
    "structure/codelist/SDMX/CL_FREQ/+/A,Q,M",
    "structure/dataflow/ECB/*?detail=allstubs&references=none",
    "structure/datastructure/*/*/2.1+.7?references=parentsandsiblings,codelist",
    "structure/*/BIS,ECB",
    "structure/conceptscheme/ECB.DISS/CS/~",
    "availability/dataflow/ECB/ECB_EXR1_WEB/?references=all",
    "availability/dataflow/ECB/ECB_EXR1_WEB/1.0.0/M.*.EUR.SP00.A?mode=available",
    "availability/dataflow/ECB/ECB_EXR1_WEB/*/M.*.EUR.SP00.A?mode=exact",
    "availability/dataflow/ECB/ECB_EXR1_WEB/*/M.*.EUR.SP00.A/FREQ",
    "/data/dataflow/ECB/EXR?c%5BTIME_PERIOD%5D=ge:2010-Q3&reportingYearStartDay=--07-01",
];

#[test]
fn the_examples_of_the_standard_are_read_and_written() {
    for example in EXAMPLES {
        let query = read(example);
        let written = query.to_string();
        assert_eq!(read(&written), query, "{example} was written {written}");
        println!("{example}\n  {written}");
    }
}

#[test]
fn what_is_read_is_what_was_meant() {
    let query = data(EXAMPLES[3]);
    let selection = &query.selection;
    assert_eq!(selection.contexts, [Context::Dataflow]);
    assert_eq!(
        (selection.artefacts.agencies[0].as_str(), selection.artefacts.resources[0].as_str()),
        ("ECB", "EXR")
    );
    assert_eq!(selection.artefacts.versions[0].to_string(), "+");
    assert_eq!(selection.keys.len(), 2);
    assert_eq!(selection.keys[1][1].as_deref(), Some("CHF"));
    assert_eq!(selection.updated_after.as_deref(), Some("2009-05-15T14:15:00+01:00"));
    let query = data(EXAMPLES[4]);
    let filter = &query.selection.filters[0];
    assert_eq!(filter.alternatives[0].len(), 2);
    assert_eq!(filter.alternatives[0][1].operator, Operator::LessOrEquals);
    let query = data(EXAMPLES[5]);
    assert!(query.selection.contexts.is_empty() && query.selection.artefacts.agencies.is_empty());
    assert_eq!(query.attributes, [AttributeChoice::Group(AttributeGroup::None)]);
    assert_eq!(query.measures, MeasureChoice::None);
    let Query::Structure(query) = read(EXAMPLES[13]) else { panic!() };
    assert_eq!((query.structure, query.detail), (Some(StructureType::Dataflow), Detail::AllStubs));
    assert_eq!(query.references, [Related::By(Relation::None)]);
    assert_eq!(query.artefacts.versions[0].to_string(), "~");
    let Query::Availability(query) = read(EXAMPLES[18]) else { panic!() };
    assert_eq!(query.mode, Mode::Available);
    // What is escaped does not separate.
    let query = data("data?c[TITLE]=a%2Cb%2Bc,eq:eq:d");
    let values: Vec<_> =
        query.selection.filters[0].alternatives.iter().map(|all| all[0].value.as_str()).collect();
    assert_eq!(values, ["a,b+c", "eq:d"]);
}

#[test]
fn every_mistake_says_which_segment_and_what_is_allowed() {
    use ProblemCode as Code;
    for (query, code, place) in [
        ("", Code::QueryUnknownResource, "1"),
        ("schema/dataflow/ECB/EXR", Code::QueryUnknownResource, "1"),
        ("data/dataset/ECB/EXR", Code::QueryBadSegment, "context"),
        ("data/dataflow/E CB/EXR", Code::QueryBadSegment, "agencyID"),
        ("data/dataflow/ECB/EX.R", Code::QueryBadSegment, "resourceID"),
        ("data/dataflow//EXR", Code::QueryBadSegment, "agencyID"),
        ("data/dataflow/ECB/EXR/latest", Code::QueryBadVersion, "version"),
        ("data/dataflow/ECB/EXR/1.0.0/M..EUR", Code::QueryBadKey, "key"),
        ("data/dataflow/ECB/EXR/1.0.0/M.U*.EUR", Code::QueryBadKey, "key"),
        ("data/dataflow/ECB/EXR/1.0.0/M/x", Code::QueryExtraSegment, "7"),
        ("data?startPeriod=2010", Code::QueryUnknownParameter, "startPeriod"),
        ("data?c[A]=1&c[A]=2", Code::QueryRepeatedParameter, "c[A]"),
        ("data?c[A]=", Code::QueryBadFilter, "c[A]"),
        ("data?c[A]=1,,2", Code::QueryBadFilter, "c[A]"),
        ("data?c[A]=ge:", Code::QueryBadFilter, "c[A]"),
        ("data?c[A B]=1", Code::QueryBadFilter, "c"),
        ("data?c[A]=%2", Code::QueryBadEscape, "c[A]"),
        ("data?c[A]=%FF", Code::QueryBadEscape, "c[A]"),
        ("data?firstNObservations=0", Code::QueryBadParameter, "firstNObservations"),
        ("data?lastNObservations=-1", Code::QueryBadParameter, "lastNObservations"),
        ("data?limit=18446744073709551616", Code::QueryBadParameter, "limit"),
        ("data?updatedAfter=yesterday", Code::QueryBadParameter, "updatedAfter"),
        ("data?includeHistory=yes", Code::QueryBadParameter, "includeHistory"),
        ("data?attributes=a%20b", Code::QueryBadParameter, "attributes"),
        ("data?sort=A:up", Code::QueryBadParameter, "sort"),
        ("data?reportingYearStartDay=07-01", Code::QueryBadParameter, "reportingYearStartDay"),
        ("structure/codelists", Code::QueryBadSegment, "artefactType"),
        ("structure/dataflow/ECB/EXR/1.0/A", Code::QueryExtraSegment, "itemID"),
        ("structure/codelist?detail=some", Code::QueryBadParameter, "detail"),
        ("structure/codelist?references=uncles", Code::QueryBadParameter, "references"),
        ("availability/dataflow,datastructure/ECB/EXR", Code::QueryBadSegment, "context"),
        ("availability?mode=all", Code::QueryBadParameter, "mode"),
        ("availability?references=parents", Code::QueryBadParameter, "references"),
    ] {
        let problems = parse(query).unwrap_err();
        let found: Vec<_> =
            problems.list.iter().map(|one| (one.code, one.place.as_str())).collect();
        assert!(found.contains(&(code, place)), "{query}: {found:?}");
        let silent = [Code::QueryRepeatedParameter, Code::QueryBadEscape];
        assert!(
            problems.list.iter().all(|one| !one.allowed.is_empty() || silent.contains(&one.code)),
            "{problems}"
        );
    }
    let all = parse("data/dataset/E%20/EXR/x/M..?limit=0&nothing=1").unwrap_err();
    assert_eq!(all.count, 6, "all are told at once: {all}");
}

#[test]
fn queries_beyond_the_limits_are_refused() {
    let long = format!("data?c[A]={}", "1,".repeat(40_000));
    assert_eq!(parse(&long).unwrap_err().list[0].code, ProblemCode::QueryTooLong);
    let many = format!("data?c[A]={}1", "1,".repeat(5_000));
    assert_eq!(parse(&many).unwrap_err().list[0].code, ProblemCode::QueryTooLong);
    let keys = format!("data/*/*/*/*/{}A", "A,".repeat(5_000));
    assert_eq!(parse(&keys).unwrap_err().list[0].code, ProblemCode::QueryTooLong);
}

fn roles() -> Roles {
    Roles::new(
        &["FREQ", "CURRENCY", "DENOM", "TIME_PERIOD"],
        &["OBS_VALUE"],
        &["OBS_STATUS", "TITLE"],
    )
}

fn selection(query: &str) -> Selection {
    data(query).selection
}

#[test]
fn keys_and_filters_pick_series() {
    let roles = roles();
    let series = [
        ["M", "USD", "EUR"],
        ["M", "CHF", "EUR"],
        ["A", "USD", "EUR"],
        ["D", "USD", "GBP"],
        ["01", "X", ""],
    ];
    let picked = |query: &str| -> Vec<usize> {
        let selection = selection(query);
        let ready = Evaluator::new(&selection, &roles).unwrap();
        (0..series.len()).filter(|at| ready.accepts_series(&series[*at])).collect()
    };
    assert_eq!(picked("data"), [0, 1, 2, 3, 4]);
    assert_eq!(picked("data/*/*/*/*/M.USD.EUR"), [0]);
    assert_eq!(picked("data/*/*/*/*/M.*.EUR"), [0, 1]);
    assert_eq!(picked("data/*/*/*/*/M"), [0, 1]);
    assert_eq!(picked("data/*/*/*/*/M.CHF,A"), [1, 2]);
    assert_eq!(picked("data?c[FREQ]=A,M"), [0, 1, 2]);
    assert_eq!(picked("data?c[FREQ]=ne:A+ne:M"), [3, 4]);
    assert_eq!(picked("data?c[FREQ]=ne:A,ne:M"), [0, 1, 2, 3, 4]);
    assert_eq!(picked("data?c[CURRENCY]=sw:U&c[DENOM]=EUR"), [0, 2]);
    assert_eq!(picked("data?c[CURRENCY]=ew:F"), [1]);
    assert_eq!(picked("data?c[CURRENCY]=nc:S"), [1, 4]);
    // Codes are texts, and a dimension without a value fits only what denies.
    assert_eq!(picked("data?c[FREQ]=1"), [0; 0]);
    assert_eq!(picked("data?c[DENOM]=ne:EUR"), [3, 4]);
    let long = selection("data/*/*/*/*/A.B.C.D");
    let problems = Evaluator::new(&long, &roles).unwrap_err();
    assert_eq!(
        (problems.list[0].code, problems.list[0].allowed.as_str()),
        (ProblemCode::QueryBadKey, "FREQ.CURRENCY.DENOM")
    );
    let unknown = selection("data?c[SEX]=F");
    assert_eq!(
        Evaluator::new(&unknown, &roles).unwrap_err().list[0].code,
        ProblemCode::UnknownComponent
    );
}

#[test]
fn filters_pick_periods() {
    let roles = roles();
    let periods = ["2019", "2019-Q4", "2020-01", "2020-01-15", "2020", "2021-W01", "soon"];
    let picked = |query: &str| -> Vec<&str> {
        let selection = selection(query);
        let ready = Evaluator::new(&selection, &roles).unwrap();
        periods.into_iter().filter(|period| ready.accepts_period(period)).collect()
    };
    assert_eq!(picked("data?c[FREQ]=A").len(), 7);
    assert_eq!(picked("data?c[TIME_PERIOD]=2020"), ["2020"]);
    assert_eq!(
        picked("data?c[TIME_PERIOD]=ge:2020-01+le:2020-12"),
        ["2020-01", "2020-01-15", "2020"]
    );
    assert_eq!(picked("data?c[TIME_PERIOD]=lt:2020"), ["2019", "2019-Q4"]);
    assert_eq!(
        picked("data?c[TIME_PERIOD]=gt:2019"),
        ["2020-01", "2020-01-15", "2020", "2021-W01"]
    );
    assert_eq!(picked("data?c[TIME_PERIOD]=ge:2021,2019"), ["2019", "2021-W01"]);
    assert_eq!(picked("data?c[TIME_PERIOD]=ne:2020").len(), 5);
    for query in ["data?c[TIME_PERIOD]=ge:soon", "data?c[TIME_PERIOD]=co:20"] {
        let selection = selection(query);
        let problems = Evaluator::new(&selection, &roles).unwrap_err();
        assert_eq!(problems.list[0].code, ProblemCode::QueryBadFilter);
    }
}

#[test]
fn filters_pick_values() {
    let roles = roles();
    let text = |text: &str| Some(Value::from(text));
    let values = |value: Value, status: Vec<Option<Value>>| {
        Values::from([("OBS_VALUE".into(), value), ("OBS_STATUS".into(), Value::List(status))])
    };
    let all = [
        values(9.5.into(), vec![text("A")]),
        values("10.0".into(), vec![text("A"), text("F")]),
        values(Value::Integer(200), vec![text("B"), text("M")]),
        Values::new(),
    ];
    let picked = |query: &str| -> Vec<usize> {
        let selection = selection(query);
        let ready = Evaluator::new(&selection, &roles).unwrap();
        (0..all.len()).filter(|at| ready.accepts_values(&all[*at])).collect()
    };
    assert_eq!(picked("data?c[OBS_VALUE]=ge:10"), [1, 2]);
    assert_eq!(picked("data?c[OBS_VALUE]=10"), [1]);
    assert_eq!(picked("data?c[OBS_VALUE]=lt:10.0"), [0]);
    assert_eq!(picked("data?c[OBS_STATUS]=A,B+M"), [0, 1, 2]);
    assert_eq!(picked("data?c[OBS_STATUS]=A+F"), [1]);
    assert_eq!(picked("data?c[OBS_STATUS]=ne:A"), [2, 3]);
    assert_eq!(picked("data?c[TITLE]=co:euro"), [0; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_filter_that_is_written_is_read(
        values in prop::collection::vec(prop::collection::vec(("\\PC{1,12}", 0..10_usize), 1..4), 1..4)
    ) {
        let term = |(value, operator): &(String, usize)| passerelle_exchange::sdmx::rest::Term {
            operator: Operator::ALL[*operator],
            value: value.clone(),
        };
        let alternatives = values.iter().map(|all| all.iter().map(term).collect()).collect();
        let filter = ComponentFilter { component: "A".into(), alternatives };
        let selection = Selection { filters: vec![filter], ..Selection::default() };
        let query = Query::Data(DataQuery { selection, ..DataQuery::default() });
        let read = parse(&query.to_string());
        // An empty list of versions is written as all of them.
        let Ok(Query::Data(mut read)) = read else { panic!("{query}: {read:?}") };
        read.selection.artefacts.versions.clear();
        prop_assert_eq!(Query::Data(read), query);
    }

    #[test]
    fn nothing_that_is_asked_breaks_the_reader(query in "(data|structure|availability)[/?]\\PC{0,80}") {
        if let Ok(read) = parse(&query) {
            prop_assert_eq!(parse(&read.to_string()), Ok(read));
        }
    }
}
