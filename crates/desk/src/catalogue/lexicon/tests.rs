//! How well activities are recognised: on a sample that was written and labelled by hand, in the manner of real titles and
//! descriptions, the awkward ones above all.

use passerelle_compact::relevance::{Lexicon, Relevance};
use passerelle_vocabulary::{Lang, Text};

use crate::catalogue::Catalogue;

/// Whether it is about the digital, language, title, description, purpose code.
type Labelled = (bool, &'static str, &'static str, &'static str, &'static str);

const SAMPLE: &[Labelled] = &[
    (
        true,
        "en",
        "National broadband backbone",
        "Optical fibre between the provincial capitals.",
        "22020",
    ),
    (
        true,
        "en",
        "Connecting 400 schools in the north",
        "Internet access and computers for secondary schools.",
        "11320",
    ),
    (
        true,
        "en",
        "Digital skills for young women",
        "Six months of coding and job placement.",
        "11330",
    ),
    (
        true,
        "en",
        "Support to e-government",
        "Electronic tax filing and a single portal for permits.",
        "15110",
    ),
    (
        true,
        "en",
        "Cybercrime legislation in the Pacific",
        "Model laws, and training of judges.",
        "15130",
    ),
    (true, "en", "Telemedicine for remote islands", "Specialists advise nurses by video.", "12220"),
    (true, "en", "Mobile money for market traders", "", "24040"),
    (true, "en", "Community networks", "Villages build and run their own wifi.", "43040"),
    (true, "en", "Strengthening health data", "Roll-out of DHIS2 in all districts.", "12110"),
    (true, "en", "Open data for cities", "", "43030"),
    (
        true,
        "en",
        "Artificial intelligence for crop disease",
        "Machine learning on pictures from farmers’ phones.",
        "31182",
    ),
    (true, "en", "Data protection authority", "Set up the authority and its register.", "15130"),
    (true, "en", "Child online protection", "", "16010"),
    (true, "en", "Countering disinformation in elections", "Fact-checking by newsrooms.", "15151"),
    (true, "en", "ICT policy advice", "", "22010"),
    (true, "en", "Programme 7, phase II", "Advice to the regulator on spectrum.", "22010"),
    (true, "en", "Programme 8", "", "22040"),
    (true, "en", "E-waste recycling", "Safe dismantling of computers.", "14050"),
    (true, "en", "Women entrepreneurs", "Training in e-commerce and digital payments.", "32130"),
    (
        false,
        "en",
        "Water supply for small towns",
        "Boreholes, pumps and a website for the utility.",
        "14031",
    ),
    (
        false,
        "en",
        "Rural roads connectivity",
        "Improve connectivity between farms and markets.",
        "21020",
    ),
    (false, "en", "Vaccination campaign", "Cold chain, and registers of children.", "12250"),
    (false, "en", "Social safety nets", "Cash transfers to poor households.", "16010"),
    (false, "en", "Mosquito nets distribution", "Long-lasting nets.", "12262"),
    (false, "en", "Road between A and B", "Rehabilitation of 80 km, supervision.", "21020"),
    (false, "en", "Basic education", "Teachers, textbooks, and school meals.", "11220"),
    (false, "en", "Cell therapy research", "", "12182"),
    (false, "en", "Wildlife corridors", "Ecological connectivity of parks.", "41030"),
    (false, "en", "Emergency food assistance", "Rations; more on www.example.org.", "72040"),
    (false, "en", "Support to parliament", "Study visits and library.", "15152"),
    (false, "en", "Vocational training of masons", "Certificates, tools.", "11330"),
    (false, "en", "Artificial insemination of cattle", "", "31163"),
    (false, "en", "Human rights defenders", "Legal aid, and safe houses.", "15160"),
    (
        true,
        "fr",
        "Accès à Internet dans les écoles",
        "Raccordement de 120 collèges au haut débit.",
        "11320",
    ),
    (
        true,
        "fr",
        "Appui à la transformation numérique de l’État",
        "Dématérialisation des procédures.",
        "15110",
    ),
    (true, "fr", "Formation aux métiers du numérique", "", "11330"),
    (true, "fr", "Identité numérique et état civil", "Enregistrement biométrique.", "15130"),
    (
        true,
        "fr",
        "Lutte contre la désinformation",
        "Vérification des faits par les radios.",
        "22030",
    ),
    (true, "fr", "Projet régional de câble sous-marin", "", "22020"),
    (true, "fr", "Télémédecine au Sahel", "", "12220"),
    (true, "fr", "Gouvernance de l’internet", "Participation de la société civile.", "15150"),
    (
        true,
        "fr",
        "Microfinance rurale",
        "Services financiers numériques pour les coopératives.",
        "24040",
    ),
    (false, "fr", "Alimentation en eau potable", "Forages et bornes-fontaines.", "14031"),
    (false, "fr", "Réhabilitation de routes", "Améliorer la connectivité des marchés.", "21020"),
    (false, "fr", "Insémination artificielle bovine", "", "31163"),
    (false, "fr", "Appui aux cantines scolaires", "Repas chauds, jardins.", "11250"),
    (false, "fr", "J’ai un métier", "Apprentissage de la couture.", "11330"),
    (false, "fr", "Santé maternelle", "Formation des sages-femmes.", "13020"),
    (false, "fr", "Émissions de carbone forestières", "Suivi et vérification.", "31220"),
    (true, "es", "Banda ancha para comunidades rurales", "", "22020"),
    (true, "es", "Alfabetización digital de mujeres indígenas", "", "11230"),
    (true, "es", "Gobierno electrónico municipal", "Trámites en línea.", "15112"),
    (true, "es", "Ciberseguridad en el Caribe", "", "15210"),
    (
        true,
        "es",
        "Innovación agrícola",
        "Plataforma de agricultura digital y datos abiertos.",
        "31120",
    ),
    (false, "es", "Agua potable y saneamiento", "Letrinas y pozos.", "14030"),
    (false, "es", "Red de salud comunitaria", "Promotores de salud en aldeas.", "12220"),
    (false, "es", "Registro de votantes con huella digital", "", "15151"),
    (false, "es", "Fortalecimiento de cooperativas de café", "Secado y exportación.", "31162"),
    (false, "es", "Atención a víctimas", "Casas de acogida y asesoría jurídica.", "15180"),
    (true, "pt", "Inclusão digital nas escolas", "Laboratórios de informática.", "11320"),
    (true, "pt", "Governação eletrónica", "Reforma do registo comercial.", "15110"),
    (true, "pt", "Telemedicina nas ilhas", "", "12220"),
    (true, "pt", "Literacia mediática e desinformação", "", "22030"),
    (false, "pt", "Água e saneamento", "Furos e latrinas.", "14030"),
    (false, "pt", "Identificação por impressão digital de detidos", "", "15130"),
    (false, "pt", "Reabilitação de estradas", "Ligação das aldeias.", "21020"),
    (false, "pt", "Agricultura familiar", "Sementes e silos.", "31120"),
];

fn lexicon() -> std::sync::Arc<Lexicon> {
    Catalogue::read(None, false).unwrap().lexicon
}

fn score(lexicon: &Lexicon, (_, lang, title, description, code): Labelled) -> Relevance {
    let text = |words: &str| {
        let mut text = Text::default();
        text.set(Lang::new(lang), words);
        text
    };
    lexicon.score(&text(title), &text(description), &[(code, 1.0)])
}

#[test]
fn most_of_the_sample_is_recognised() {
    let lexicon = lexicon();
    let (mut right, mut missed, mut mistaken) = (0, Vec::new(), Vec::new());
    for labelled in SAMPLE {
        let found = score(&lexicon, *labelled);
        match (labelled.0, found.points >= lexicon.threshold) {
            (true, false) => missed.push((labelled.2, found.points)),
            (false, true) => mistaken.push((labelled.2, found.points, found.reasons)),
            _ => right += 1,
        }
    }
    let digital = SAMPLE.iter().filter(|one| one.0).count();
    let found = digital - missed.len();
    let told =
        format!("missed: {missed:?}; mistaken: {mistaken:?}; right: {right} of {}", SAMPLE.len());
    // Recall and precision, both at least 0.9.
    assert!(10 * found >= 9 * digital, "{told}");
    assert!(10 * found >= 9 * (found + mistaken.len()), "{told}");
}

/// What is suggested is about the same thing: the commitment that a person would take first is among the first three.
#[test]
fn what_is_suggested_is_near() {
    let lexicon = lexicon();
    for (title, commitment) in [
        ("National broadband backbone", "gdc.1.connectivity.c"),
        ("Telemedicine for remote islands", "gdc.1.connectivity.d"),
        ("Digital skills for young women", "gdc.1.skills.a"),
        ("Formation aux métiers du numérique", "gdc.1.skills.a"),
        ("Cybercrime legislation in the Pacific", "gdc.2.economy.j"),
        ("Child online protection", "gdc.3.trust.b"),
        ("Data protection authority", "gdc.4.privacy.b"),
        ("Artificial intelligence for crop disease", "gdc.5.ai.c"),
        ("Open data for cities", "gdc.1.public-goods.a"),
        ("E-waste recycling", "gdc.1.connectivity.e"),
        ("Literacia mediática e desinformação", "gdc.3.information.a"),
        ("Gobierno electrónico municipal", "gdc.1.public-goods.e"),
    ] {
        let labelled = SAMPLE.iter().find(|one| one.2 == title).unwrap();
        let found = score(&lexicon, *labelled);
        let first: Vec<&str> =
            found.suggested.iter().take(3).map(|one| one.commitment.as_str()).collect();
        assert!(first.contains(&commitment), "{title}: {first:?}, {:?}", found.reasons);
    }
}
