use passerelle_register::{Draft, Writer};

use super::*;

async fn library(register: &Register) {
    let countries = [None, Some("KEN"), Some("KEN"), Some("TZA")];
    for (index, country) in countries.into_iter().enumerate() {
        let mut one = note(&format!("title {index}"));
        one.country = country.map(str::to_owned);
        one.sees = vec![key("0"), key("0"), "page/a".parse().unwrap()];
        put(register, &index.to_string(), None, &one).await.unwrap();
    }
    let page: Key = "page/a".parse().unwrap();
    let put = async |writer: &mut Writer| writer.put_body(&page, None, "", "{}").await;
    register.write(&someone(), 1, put).await.unwrap();
}

fn slugs(list: &[passerelle_register::Stored]) -> Vec<&str> {
    list.iter().map(|stored| stored.key.slug()).collect()
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_paged() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        library(&register).await;
        let list = register.list("note", &[], None, 100).await.unwrap();
        assert_eq!(slugs(&list), ["0", "1", "2", "3"]);
        let list = register.list("note", &[], Some(&key("1")), 2).await.unwrap();
        assert_eq!(slugs(&list), ["2", "3"]);
        let kenya = [("country", "KEN")];
        let list = register.list("note", &kenya, None, 100).await.unwrap();
        assert_eq!(slugs(&list), ["1", "2"]);
        let list = register.list("note", &kenya, Some(&key("1")), 100).await.unwrap();
        assert_eq!(slugs(&list), ["2"]);
        let both = [("colour", "red"), ("country", "TZA"), ("colour", "blue")];
        assert_eq!(slugs(&register.list("note", &both, None, 9).await.unwrap()), ["3"]);
        let without = |facet| (&[][..], Some(facet));
        let list = register.list_without("note", without(("country", "KEN")), None, 9).await;
        assert_eq!(slugs(&list.unwrap()), ["0", "3"]);
        let without = (&both[..1], Some(("country", "TZA")));
        let list = register.list_without("note", without, None, 9).await.unwrap();
        assert_eq!(slugs(&list), ["0", "1", "2"]);
        assert_eq!(register.count_with("note", &[("country", "KEN")]).await.unwrap(), 2);
        let none = [("colour", "red"), ("country", "FRA")];
        assert!(register.list("note", &none, None, 9).await.unwrap().is_empty());
        assert!(register.list("page", &kenya, None, 9).await.unwrap().is_empty());
        assert!(register.list("not", &[], None, 9).await.unwrap().is_empty());
        let error = register.list("note", &[("a", "b"); 7], None, 9).await.unwrap_err();
        assert_eq!(error.code(), "text");
        assert_eq!(register.count("note").await.unwrap(), 4);
    }
}

#[tokio::test]
async fn facets_are_counted() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        library(&register).await;
        let counts = register.facet_counts("note").await.unwrap();
        let counts: Vec<_> = counts
            .iter()
            .map(|count| (count.name.as_str(), count.value.as_str(), count.records))
            .collect();
        let expected = [
            ("colour", "blue", 4),
            ("colour", "red", 4),
            ("country", "KEN", 2),
            ("country", "TZA", 1),
        ];
        assert_eq!(counts, expected);
    }
}

#[tokio::test]
async fn a_new_version_replaces_links_and_facets() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        library(&register).await;
        assert_eq!(register.links_to(&key("0")).await.unwrap().len(), 4);
        let page = register.links_to(&"page/a".parse().unwrap()).await.unwrap();
        assert_eq!((page[0].relation.as_str(), page[3].to.slug()), ("sees", "3"));
        put(&register, "1", Some(1), &note("alone")).await.unwrap();
        assert_eq!(register.links_to(&key("0")).await.unwrap().len(), 3);
        let list = register.list("note", &[("country", "KEN")], None, 9).await.unwrap();
        assert_eq!(slugs(&list), ["2"]);
        verified(&register).await;
    }
}

#[tokio::test]
async fn changes_are_in_the_order_of_the_log() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        library(&register).await;
        let first = register.changes(None, 3).await.unwrap();
        assert_eq!(first.iter().map(|version| version.leaf).collect::<Vec<_>>(), [0, 1, 2]);
        let rest = register.changes(Some(2), 1_000_000).await.unwrap();
        assert_eq!(rest.iter().map(|version| version.leaf).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(rest[1].key.to_string(), "page/a");
        let json = serde_json::to_value(&rest[1]).unwrap();
        assert_eq!(json["inner"], hex::encode(rest[1].inner));
        assert_eq!(serde_json::from_value::<passerelle_register::Version>(json).unwrap(), rest[1]);
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_there() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        assert_eq!(register.get(&key("nothing")).await.unwrap(), None);
        assert!(register.history(&key("nothing")).await.unwrap().is_empty());
        assert!(register.links_to(&key("nothing")).await.unwrap().is_empty());
        assert_eq!(register.tile(0, 0).await.unwrap(), None);
        let stored = {
            library(&register).await;
            register.get(&"page/a".parse().unwrap()).await.unwrap().unwrap()
        };
        assert_eq!(stored.record::<Note>().unwrap_err().code(), "wrong-kind");
    }
}

#[tokio::test]
async fn drafts_are_kept_changed_and_thrown_away() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let draft = |slug: &str, at, body: &str| Draft {
            key: key(slug),
            author: someone().id().to_owned(),
            at,
            body: body.to_owned(),
        };
        register.save_draft(&draft("a", 1, "half a th")).await.unwrap();
        register.save_draft(&draft("a", 2, "half a thought")).await.unwrap();
        register.save_draft(&draft("b", 1, "")).await.unwrap();
        let found = register.draft(&someone(), &key("a")).await.unwrap();
        assert_eq!(found, Some(draft("a", 2, "half a thought")));
        let drafts = register.drafts(&someone()).await.unwrap();
        assert_eq!(drafts, [draft("a", 2, "half a thought"), draft("b", 1, "")]);
        assert!(register.drafts(&Author::new("another")).await.unwrap().is_empty());
        assert!(register.delete_draft(&someone(), &key("a")).await.unwrap());
        assert!(!register.delete_draft(&someone(), &key("a")).await.unwrap());
        assert_eq!(register.size().await.unwrap(), 0);
    }
}
