//! The money of a plan: who could pay, lots, and the initiative that it becomes, from the files to the pages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use passerelle_tests::node::{Answer, Node, command, run};
use passerelle_tests::root;
use passerelle_tests::server::Server;
use serde_json::Value;
use sha2::{Digest, Sha256};

const PASSWORD: &str = "une phrase assez longue\n";

/// The words of a command as a shell would cut them.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let of = |(at, part): (usize, &str)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    };
    parts.flat_map(of).collect()
}

fn example(file: &str) -> String {
    root().join("docs/example-country").join(file).display().to_string()
}

/// The plan of the invented island in a folder, with prices to which payers are added.
fn island(folder: &Path, payers: &str, more: &[&str]) -> Answer {
    let prices = run(command().args(["plan", "--print-costs"]), "").well().out;
    let costs = folder.join("costs.toml");
    std::fs::write(&costs, format!("{prices}\n{payers}")).unwrap();
    let (out, costs) = (folder.join("plan").display().to_string(), costs.display().to_string());
    let sites = [example("schools.csv"), example("fibre.geojson"), example("towers.csv")];
    let typed =
        ["plan", &sites[0], "--network", &sites[1], "--towers", &sites[2], "--costs", &costs];
    run(command().args(typed).args(["--out", &out]).args(more), "")
}

const PAYERS: &str = "[[payer]]\nname = \"Ministry\"\nkind = \"state\"\ncommitted = 50000\n\
                      [[payer]]\nname = \"Fund\"\nkind = \"universal_service_fund\"\nper_year = 9000\n";

fn summary(folder: &Path) -> Value {
    let path = folder.join("plan/summary.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The sum of a column of a CSV file without quoted commas before it, counted from the end.
fn sum(text: &str, from_end: usize, counts: impl Fn(&str) -> bool) -> i64 {
    let cents = |line: &str| {
        let cell = line.rsplit(',').nth(from_end).unwrap().to_owned();
        (cell.parse::<f64>().unwrap() * 100.0).round() as i64
    };
    text.lines().skip(1).filter(|line| counts(line)).map(cents).sum()
}

#[test]
fn the_document_answers_as_it_says() {
    let text = std::fs::read_to_string(root().join("docs/financing.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copied = folder.path().join("docs/example-country");
    std::fs::create_dir_all(&copied).unwrap();
    for entry in std::fs::read_dir(root().join("docs/example-country")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, copied.join(path.file_name().unwrap())).unwrap();
    }
    let mut typed = 0;
    for line in text.lines().filter(|line| line.starts_with("passerelle ")) {
        let (line, file) = line.split_once(" > ").map_or((line, None), |(l, f)| (l, Some(f)));
        let answer = run(command().args(&words(line)[1..]).current_dir(folder.path()), "").well();
        if let Some(file) = file {
            std::fs::write(folder.path().join(file), &answer.out).unwrap();
        }
        typed += 1;
    }
    assert_eq!(typed, 11);
    let budget = std::fs::read_to_string(folder.path().join("budget.csv")).unwrap();
    assert!(budget.starts_with("initiative,line,budget_year,purpose"), "{budget}");
    let xml = std::fs::read_to_string(folder.path().join("island.xml")).unwrap();
    assert!(xml.contains("<reporting-org ref=\"XX-ISLAND-1\""), "{xml}");
    // The island is in no country: money goes to one of all.
    assert!(xml.contains("<recipient-region code=\"998\""), "{xml}");
}

#[test]
fn who_could_pay_is_said_where_it_is_known_and_why_not_where_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let incomes = example("incomes.csv");
    island(folder.path(), "", &["--incomes", &incomes, "--basket", "2.5"]).well();
    let told = summary(folder.path());
    // Of 278,000 people: 148,000 by three fifths, 52,000 by one, the others by lognormal incomes.
    let share = told["affordable_share"].as_f64().unwrap();
    let counted =
        (148_000.0 * 0.6 + 52_000.0 * 0.2 + 41_000.0 * 0.147_28 + 37_000.0 * 0.124_96) / 278_000.0;
    assert!((share - counted).abs() < 1e-4, "{share} {counted}");
    let found = &told["affordability"];
    assert_eq!((&found["because"], &found["weighted_by"]), (&Value::Null, &"population".into()));
    assert_eq!(found["years"], serde_json::json!([2024, 2024]));
    let inputs = told["inputs"].as_array().unwrap();
    assert!(inputs.iter().any(|input| input["name"] == "incomes.csv" && input["rows"] == 12));
    let csv = folder.path().join("plan/affordability.csv");
    assert_eq!(std::fs::read_to_string(&csv).unwrap().lines().count(), 1 + 4 + 20);
    for (more, because) in [
        (&["--incomes", incomes.as_str()][..], "no_basket"),
        (&["--basket", "2.5"][..], "no_incomes"),
    ] {
        let answer = island(folder.path(), "", more).well();
        let told = summary(folder.path());
        assert_eq!(told["affordable_share"], Value::Null);
        assert_eq!(told["affordability"]["because"], because);
        assert!(answer.out.contains("It is not said who could pay"), "{answer:?}");
        assert!(!csv.exists(), "that of an earlier plan is gone");
    }
    // Gross national income alone keeps or breaks the rule, and says no share.
    let gni = folder.path().join("gni.csv");
    let rows = "area,income_per_year,currency,year,basis\n,1800,USD,2023,gni_per_capita\n";
    std::fs::write(&gni, rows).unwrap();
    let gni = gni.display().to_string();
    let answer = island(folder.path(), "", &["--incomes", &gni, "--basket", "2.5", "--lang", "fr"]);
    let told = summary(folder.path());
    assert_eq!(told["affordability"]["because"], "means_only");
    assert_eq!(told["affordability"]["rests_on_gni"], true);
    assert_eq!(told["affordability"]["areas_that_keep_the_rule"], 1);
    assert!(answer.out.contains("revenu national brut par habitant"), "{answer:?}");
}

#[test]
fn what_is_wrong_with_incomes_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incomes.csv");
    std::fs::write(
        &path,
        "area,group,income_per_month,currency,year,gini\nSud,,abc,USD,2024,\nOuest,,50,KES,24,\nCôte,q1,9,USD,2024,7000\n",
    )
    .unwrap();
    let path = path.display().to_string();
    let answer = island(folder.path(), "", &["--incomes", &path, "--basket", "2"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    for said in ["line 2", "line 3", "line 4", "abc", "KES", "7000"] {
        assert!(answer.err.contains(said), "{said}: {answer:?}");
    }
    assert!(!folder.path().join("plan").exists(), "no plan of what is not understood");
    let missing = island(folder.path(), "", &["--incomes", "nowhere.csv", "--basket", "2"]);
    assert!(missing.code == 1 && missing.err.contains("nowhere.csv"), "{missing:?}");
    let zero = island(folder.path(), "", &["--basket", "0"]);
    assert!(zero.code == 1 && zero.err.contains("--basket"), "{zero:?}");
    let negative = "[[payer]]\nname = \"x\"\nkind = \"donor\"\ncommitted = -5\n";
    let negative = island(folder.path(), negative, &[]);
    assert!(negative.err.contains("payer.1.committed"), "{negative:?}");
}

#[test]
fn lots_add_up_to_the_cent() {
    let folder = tempfile::tempdir().unwrap();
    for level in ["0", "1", "2"] {
        island(folder.path(), PAYERS, &["--lots-by", level, "--budget-per-year", "40000"]).well();
        let told = summary(folder.path());
        let cents = |name: &str| (told[name].as_f64().unwrap() * 100.0).round() as i64;
        let read =
            |name: &str| std::fs::read_to_string(folder.path().join("plan").join(name)).unwrap();
        let bill = read("bill_of_quantities.csv");
        let once = |line: &str| line.contains(",once,");
        assert_eq!(sum(&bill, 3, once), cents("capex"), "{level}");
        assert_eq!(sum(&bill, 3, |line| !once(line)), cents("opex_per_year"), "{level}");
        let lots = read("lots.csv");
        assert_eq!(sum(&lots, 3, |_| true), cents("capex"), "{level}");
        assert_eq!(told["lots"].as_u64().unwrap() as usize, lots.lines().count() - 1);
        assert!(bill.contains("Câble à fibre optique") && bill.contains("Optical fibre cable"));
        let report = read("report.html");
        assert!(report.contains("Bill of quantities") && !report.contains('⟦'), "{report}");
        let payers = told["financing"]["by_kind"].as_object().unwrap();
        assert_eq!(payers["state"]["capex"], 50_000.0);
    }
}

fn publish(node: &Node, folder: &Path, more: &[&str], input: &str) -> Answer {
    let plan = folder.join("plan").display().to_string();
    let typed = ["plan", "publish", &plan, "--commitment", "gdc.1.connectivity.b"];
    run(&mut node.command(&[&typed[..], more].concat()), input)
}

const TITLED: &[&str] = &["--title", "Schools <b>online</b>", "--title-fr", "Écoles en ligne"];

#[test]
fn an_initiative_is_published_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let budget = ["--budget-per-year", "40000"];
    island(folder.path(), PAYERS, &budget).well();
    for node in Node::each() {
        let more = [
            "--country",
            "STP",
            "--lead",
            "Ministry",
            "--lead-id",
            "ST-GOV-1",
            "--for",
            "location=rural",
        ];
        let answer = publish(&node, folder.path(), &[TITLED, &more].concat(), "").well();
        assert!(answer.out.contains("schools-b-online-b, version 1"), "{answer:?}");
        let taken = publish(&node, folder.path(), TITLED, "");
        assert!(taken.code == 1 && taken.err.contains("--slug schools-b-online-b"), "{taken:?}");
        let again =
            [TITLED, &more, &["--slug", "schools-b-online-b", "--status", "under-way"]].concat();
        let again = publish(&node, folder.path(), &again, "").well();
        assert!(again.out.contains("version 2"), "{again:?}");
        node.run(&["verify"]).well();

        let server = Server::start(node, &[]);
        for (lang, open) in [("en", "open for others to fund"), ("fr", "à financer")] {
            let page = server.get(&format!("/{lang}/initiatives/schools-b-online-b"));
            let text = page.text();
            assert_eq!(page.status, 200);
            assert!(text.contains(open) && !text.contains('⟦') && !text.contains("<b>"), "{text}");
            for place in ["/countries/STP", "/commitments/gdc.1.connectivity.b", "/initiatives"] {
                let text = server.get(&format!("/{lang}{place}")).text();
                assert!(text.contains("/initiatives/schools-b-online-b"), "{lang}{place}: {text}");
                assert!(text.contains(open), "{lang}{place}: {text}");
            }
            let other = server.get(&format!("/{lang}/initiatives?country=KEN")).text();
            assert!(!other.contains("schools-b-online-b"), "{other}");
        }
        assert_eq!(server.get("/en/initiatives/nothing").status, 404);
        let api = server.get("/api/v1/initiatives/schools-b-online-b").json();
        assert_eq!((&api["version"], &api["status"]), (&2.into(), &"under_way".into()));
        let lines = api["budget"].as_array().unwrap();
        let total: i64 = lines.iter().map(|line| line["cents"].as_i64().unwrap()).sum();
        let csv = server.get("/api/v1/initiatives/schools-b-online-b/budget?format=csv").text();
        assert_eq!(sum(&csv, 4, |_| true), total);
        let list = server.get("/api/v1/initiatives").json();
        assert_eq!(list[0]["amount"].as_f64().unwrap(), total as f64 / 100.0);
        assert_eq!(list[0]["committed"], 50_000.0 + 10.0 * 9_000.0);
        let xml = server.get("/api/v1/initiatives/schools-b-online-b/iati");
        assert!(xml.header("content-type").starts_with("application/xml"));
        let paid = |tag: &str| -> i64 {
            let (text, tag) = (xml.text(), format!("<{tag} "));
            let parts = text.split(&tag).skip(1);
            let value = |part: &str| {
                let value = part.split("<value").nth(1).unwrap().split('>').nth(1).unwrap();
                (value.split('<').next().unwrap().parse::<f64>().unwrap() * 100.0).round() as i64
            };
            parts.map(value).sum()
        };
        assert_eq!((paid("budget"), paid("planned-disbursement")), (total, total));
        let missing = server.get("/api/v1/initiatives/nothing/iati");
        assert_eq!(missing.status, 404);
        let record = server.get("/api/v1/records/initiative/schools-b-online-b").text();
        assert!(record.contains("gdc.1.connectivity.b"), "{record}");
    }
}

#[test]
fn what_cannot_be_published_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    island(folder.path(), PAYERS, &[]).well();
    let node = Node::new().rounded();
    for (name, role) in [("amina", "custodian"), ("chloe", "reader")] {
        run(&mut node.command(&["user", "add", name, "--role", role]), PASSWORD).well();
    }
    let refused = |more: &[&str], input: &str, said: &str| {
        let answer = publish(&node, folder.path(), &[TITLED, more].concat(), input);
        assert!(answer.code != 0 && answer.err.contains(said), "{said}: {answer:?}");
    };
    refused(&["--as", "chloe"], PASSWORD, "chloe");
    refused(&["--as", "amina"], "wrong\n", "password");
    refused(&["--commitment", "gdc.9.nothing"], "", "gdc.9.nothing");
    refused(&["--country", "ZZZ"], "", "ZZZ");
    refused(&["--for", "planet=mars"], "", "planet=mars");
    refused(&["--lead", "x", "--lead-id", "a b"], "", "XM-DAC-41114");
    refused(&["--slug", "Not/one"], "", "--slug");
    refused(&["--start", "soon"], "", "soon");
    let list = node.run(&["initiatives", "list", "--format", "json"]).well().json();
    assert_eq!(list, serde_json::json!([]), "nothing of it was written");
    publish(&node, folder.path(), &[TITLED, &["--as", "amina"]].concat(), PASSWORD).well();
    // What somebody else published, an editor may not change.
    run(&mut node.command(&["user", "add", "dora", "--role", "custodian"]), PASSWORD).well();
    refused(&["--slug", "schools-b-online-b", "--as", "dora"], PASSWORD, "dora");
    let unreported = node.run(&["export", "iati", "--initiative", "schools-b-online-b"]);
    assert!(unreported.code == 1 && unreported.err.contains("--reporter-id"), "{unreported:?}");
    let unknown = node.run(&["initiatives", "show", "nothing"]);
    assert!(unknown.code == 1 && unknown.err.contains("nothing"), "{unknown:?}");

    let bill = folder.path().join("plan/bill_of_quantities.csv");
    let text = std::fs::read_to_string(&bill).unwrap();
    std::fs::write(&bill, text.replacen("500.00", "501.00", 1)).unwrap();
    refused(&["--slug", "other"], "", "bill_of_quantities.csv");
    // Another currency, with hashes that fit.
    let other = text.replacen(",USD\n", ",EUR\n", 1);
    std::fs::write(&bill, &other).unwrap();
    let path = folder.path().join("plan/summary.json");
    let told = std::fs::read_to_string(&path).unwrap();
    let found = summary(folder.path());
    let files = found["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["name"] == "bill_of_quantities.csv").unwrap();
    let digest = hex::encode(Sha256::digest(&other));
    std::fs::write(&path, told.replace(file["sha256"].as_str().unwrap(), &digest)).unwrap();
    refused(&["--slug", "other"], "", "EUR");
    std::fs::remove_file(&path).unwrap();
    refused(&["--slug", "other"], "", "summary.json");
}

/// A plan becomes a draft that only its author sees, is changed, and is published with what it changes told.
#[test]
fn a_draft_is_looked_at_and_changed_before_it_is_published() {
    let folder = tempfile::tempdir().unwrap();
    island(folder.path(), PAYERS, &["--budget-per-year", "40000"]).well();
    for node in Node::each() {
        for (name, role) in [("chloe", "contributor"), ("moussa", "moderator")] {
            run(&mut node.command(&["user", "add", name, "--role", role]), PASSWORD).well();
        }
        let slug = "schools-b-online-b";
        let as_member = |typed: &[&str]| {
            run(&mut node.command(&[typed, &["--as", "chloe"]].concat()), PASSWORD)
        };
        let drafted = [TITLED, &["--draft", "--start", "2027", "--as", "chloe"]].concat();
        let draft = publish(&node, folder.path(), &drafted, PASSWORD).well();
        assert!(draft.out.contains("Nothing of it is published yet."), "{draft:?}");
        let list = node.run(&["initiatives", "list", "--format", "json"]).well().json();
        assert_eq!(list, serde_json::json!([]), "a draft is nothing that others see");
        let others = node.run(&["initiatives", "draft", slug]);
        assert!(others.code == 1 && others.err.contains("--as"), "{others:?}");
        let named = as_member(&["initiatives", "draft"]).well();
        assert!(named.out.contains("One draft") && named.out.contains(slug), "{named:?}");
        // A member proposes; publishing is for others.
        let refused = as_member(&["initiatives", "publish", slug]);
        assert!(refused.code == 1 && refused.err.contains("chloe"), "{refused:?}");
        as_member(&["initiatives", "discard", slug]).well();
        assert_eq!(as_member(&["initiatives", "draft", slug]).code, 1);

        // The program's own draft; its budget goes through a spreadsheet.
        let drafted = [TITLED, &["--draft", "--start", "2027"]].concat();
        publish(&node, folder.path(), &drafted, "").well();
        let csv = node.run(&["export", "budget", "--initiative", slug, "--draft"]).well().out;
        let path = folder.path().join("budget.csv");
        let rows: Vec<&str> = csv.lines().collect();
        std::fs::write(&path, [&rows[..rows.len() - 1], &[""]].concat().join("\n")).unwrap();
        let path = path.display().to_string();
        let more = ["--title-fr", "Toutes les écoles", "--budget", &path, "--start", "2028"];
        let changed = node.run(&[&["initiatives", "change", slug][..], &more].concat()).well();
        // The budget is read as it is written: its years are those of the file.
        assert!(
            changed.out.contains("year-outside") || changed.out.contains("not between start"),
            "{changed:?}"
        );
        let refused = node.run(&["initiatives", "publish", slug]);
        assert!(refused.code == 1 && refused.err.contains("budget."), "{refused:?}");
        let wrong = ["--commitment", "gdc.9.nothing", "--start", "2027"];
        let told = node.run(&[&["initiatives", "change", slug][..], &wrong].concat()).well();
        assert!(told.out.contains("gdc.9.nothing"), "{told:?}");
        let mended = ["--without", "gdc.9.nothing", "--commitment", "gdc.1.connectivity.a"];
        let told = node
            .run(&[&["initiatives", "change", slug][..], &mended, &["--budget", &path]].concat());
        assert!(told.well().out.contains("To publish it"), "what was wrong is mended");
        let published = node.run(&["initiatives", "publish", slug]).well();
        assert!(published.out.contains("version 1"), "{published:?}");
        assert_eq!(node.run(&["initiatives", "draft", slug]).code, 1, "it is a draft no more");

        // What is published is changed by a draft, which says what it changes.
        let later = ["--start", "2029", "--status", "under-way", "--description", "Later."];
        let told = node.run(&[&["initiatives", "change", slug][..], &later].concat()).well();
        for said in
            ["in version 1", "start: 2027 → 2029", "planned → under way", "budget line 1: 2027"]
        {
            assert!(told.out.contains(said), "{said}: {told:?}");
        }
        // Somebody else publishes meanwhile: nothing is written over unseen.
        let other = ["initiatives", "change", slug, "--title", "Another", "--as", "moussa"];
        run(&mut node.command(&other), PASSWORD).well();
        let other = ["initiatives", "publish", slug, "--as", "moussa"];
        assert!(run(&mut node.command(&other), PASSWORD).well().out.contains("version 2"));
        let refused = node.run(&["initiatives", "publish", slug]);
        assert!(refused.code == 1 && refused.err.contains("--over 2"), "{refused:?}");
        let seen = node.run(&["initiatives", "draft", slug, "--format", "json"]).well().json();
        assert_eq!((&seen["begun_from"], &seen["version"]), (&1.into(), &2.into()));
        let over = node.run(&["initiatives", "publish", slug, "--over", "2"]).well();
        assert!(over.out.contains("version 3"), "{over:?}");
        let shown = node.run(&["initiatives", "show", slug, "--format", "json"]).well().json();
        assert_eq!((&shown["start"], &shown["status"]), (&"2029".into(), &"under_way".into()));
        assert_eq!(shown["budget"][0]["year"], 2029);
        node.run(&["verify"]).well();
    }
}
