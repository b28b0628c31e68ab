//! A node with contributions of a country, each told of, assessed and answered, for `benches/review`.
//!
//! ```text
//! cargo run --release -p passerelle-desk --example review_contributions -- FOLDER [COUNT]
//! ```
//!
//! Everything goes the way of forms: written, proposed, published by a moderator. The same COUNT (200 without it) gives
//! the same contributions.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example speaks and fails loudly")]

use passerelle_desk::part::{Decision, Form};
use passerelle_desk::people::SignedIn;
use passerelle_desk::{Desk, Role, Settings};
use passerelle_vocabulary::Key;

const PASSWORD: &str = "la rivière est haute ce soir";
const ACTORS: usize = 10;
/// Updates of a contribution, at the most.
const UPDATES: usize = 4;

fn form(fields: &[(&str, &str)]) -> Form {
    Form::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

struct Node {
    desk: Desk,
    moderator: SignedIn,
}

impl Node {
    async fn person(desk: &Desk, name: &str, role: Role) -> SignedIn {
        desk.add_user(name, Some(PASSWORD), role).await.unwrap();
        let token = desk.sign_in_here(name, PASSWORD, None).await.unwrap();
        desk.signed_in(&token).await.unwrap().unwrap()
    }

    /// Writes a record, and has it published.
    async fn publish(&self, who: &SignedIn, kind: &str, slug: &str, fields: &[(&str, &str)]) {
        let key = Key::new(kind, slug).unwrap();
        let form = form(fields);
        let revision = self.desk.save_part(who, &key, (0, 0), &form).await.unwrap();
        if self.desk.propose_part(who, &key, revision).await.unwrap() {
            return;
        }
        let author = &who.standing.user.id;
        let proposal = self.desk.proposal(&self.moderator, author, &key).await.unwrap().unwrap();
        let decided = (author.as_str(), &key);
        self.desk
            .decide(&self.moderator, decided, proposal.revision, Decision::Publish)
            .await
            .unwrap();
    }
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let data = arguments.next().expect("a folder").into();
    let count: usize = arguments.next().map_or(200, |count| count.parse().unwrap());
    let desk = Desk::open(&Settings { data, ..Settings::default() }).await.unwrap();
    let moderator = Node::person(&desk, "moderator", Role::Moderator).await;
    let assessor = Node::person(&desk, "assessor", Role::Assessor).await;
    let commitments: Vec<String> = desk
        .catalogue
        .commitments
        .iter()
        .filter(|one| one.objective().is_some() && one.id.matches('.').count() > 1)
        .map(|one| one.id.clone())
        .collect();
    let node = Node { desk, moderator };
    let mut people = Vec::new();
    for number in 0..ACTORS {
        let name = format!("person{number}");
        let who = Node::person(&node.desk, &name, Role::Reader).await;
        let slug = format!("actor{number}");
        let called = format!("Association numéro {number}");
        let fields = [
            ("name", called.as_str()),
            ("kind", "civil_society"),
            ("about", "Une association tenue par ses membres, au bord du lac."),
            ("country", "KEN"),
        ];
        node.publish(&who, "actor", &slug, &fields).await;
        // Signed in again, with the role for the actor.
        let token = node.desk.sign_in_here(&name, PASSWORD, None).await.unwrap();
        people.push(node.desk.signed_in(&token).await.unwrap().unwrap());
    }
    for number in 0..count {
        let who = &people[number % ACTORS];
        contribution(&node, who, &assessor, number, &commitments).await;
    }
    println!("{count} contributions");
    node.desk.close().await;
}

async fn contribution(
    node: &Node,
    who: &SignedIn,
    assessor: &SignedIn,
    number: usize,
    commitments: &[String],
) {
    let (slug, actor) = (format!("contribution{number}"), format!("actor{}", number % ACTORS));
    let title = format!("Connecter les écoles de la zone {number}, et former qui y enseigne");
    let serves = format!(
        "{}\n{}",
        commitments[number % commitments.len()],
        commitments[(number + 1 + number * 7 % (commitments.len() - 1)) % commitments.len()]
    );
    let description = "Nous relions des écoles, formons celles et ceux qui y enseignent, et mesurons ce qui change. "
        .repeat(4);
    let fields = [
        ("actor", actor.as_str()),
        ("title", &title),
        ("description", &description),
        ("serves", &serves),
        ("country", "KEN"),
        ("start", "2025-03"),
        ("end", "2029"),
        ("began_before", if number.is_multiple_of(3) { "yes" } else { "no" }),
    ];
    node.publish(who, "initiative", &slug, &fields).await;
    let steps = ["not_started", "limited", "substantial", "complete"];
    for one in 0..number % (UPDATES + 1) {
        let day = format!("2026-0{}-15", one + 1);
        let text = "Des écoles de plus sont reliées, et d’autres attendent du matériel. ".repeat(5);
        let fields = [
            ("of", slug.as_str()),
            ("actor", &actor),
            ("day", &day),
            ("text", &text),
            ("completion", steps[one.min(3)]),
            ("evidence_what_1", "Relevé des lignes"),
            ("evidence_link_1", "https://example.org/releve"),
        ];
        node.publish(who, "update", &format!("{slug}/{}", one + 1), &fields).await;
    }
    if number.is_multiple_of(2) {
        let fields = [
            ("of", slug.as_str()),
            ("assessor", "Adaeze Obi"),
            ("interests", "rien"),
            ("day", "2026-07-01"),
            ("method", "Visite de chaque école et mesure de sa ligne pendant une semaine."),
            (
                "text",
                "Moins d’écoles sont reliées qu’il n’est dit ; celles qui le sont s’en servent.",
            ),
            ("completion", "limited"),
            ("evidence_what_1", "Rapport de visite"),
            ("evidence_link_1", "https://example.org/rapport"),
        ];
        let assessed = format!("{slug}/1");
        node.publish(assessor, "assessment", &assessed, &fields).await;
        let fields = [
            ("to", assessed.as_str()),
            ("actor", &actor),
            ("day", "2026-07-10"),
            ("text", "Les écoles qui manquent étaient fermées pendant la visite."),
        ];
        node.publish(who, "reply", &assessed, &fields).await;
    }
}
