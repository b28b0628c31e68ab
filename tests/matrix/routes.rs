//! Every route of the node, and who may do what there.

/// Who asks: the name of the account, its role for the node, its role for a part of it.
pub const WHO: [(&str, &str, &str); 11] = [
    ("", "", ""), // a visitor
    ("reader", "reader", ""),
    ("amina", "reader", "contributor actor/telecentre-libre"),
    ("brian", "reader", "contributor actor/autre"),
    ("adaeze", "assessor", ""),
    ("chidi", "custodian", ""),
    ("kenya", "reader", "moderator country/KEN"),
    ("tanzania", "reader", "moderator country/TZA"),
    ("topic", "reader", "moderator commitment/gdc.1"),
    ("moses", "moderator", ""),
    ("root", "administrator", ""),
];

/// What a route is to those who ask.
pub enum To {
    /// The same for all: an address of it.
    All(&'static str),
    /// A form that anybody may send, whose answer depends on what it holds alone: an address, fields, the status.
    Anybody(&'static str, &'static [(&'static str, &'static str)], u16),
    /// One cell for each of [`WHO`]: an address, fields of a form where it is one, and
    /// `s` led to signing in, `-` refused, `0` not there, `y` done, `c` would be done, but somebody else was first.
    Cells(&'static str, &'static [(&'static str, &'static str)], &'static str),
    /// Several of these.
    Each(&'static [To]),
}

use To::{All, Anybody, Cells, Each};

const SECRET: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef";
/// A revision that nobody has: whoever may do it hears that it was changed meanwhile, and nothing changes.
const STALE: (&str, &str) = ("revision", "999");
const SAVE: &[(&str, &str)] = &[STALE, ("do", "save"), ("name", "x"), ("title", "x")];
/// The form of an initiative of the first actor.
const OWN: &[(&str, &str)] = &[
    STALE,
    ("do", "save"),
    ("actor", "telecentre-libre"),
    ("country", "KEN"),
    ("serves", "gdc.1.connectivity.b"),
];
const PUBLISH: &[(&str, &str)] = &[STALE, ("do", "publish")];
const GIVE_BACK: &[(&str, &str)] = &[STALE, ("do", "give-back"), ("note", "x")];

#[rustfmt::skip]
pub const ROUTES: &[(&str, &str, To)] = &[
    ("GET", "/", Anybody("/", &[], 307)),
    ("GET", "/{lang}", Anybody("/fr", &[], 308)),
    ("GET", "/{lang}/", All("/fr/")),
    ("GET", "/{lang}/countries", All("/fr/countries")),
    ("GET", "/{lang}/countries/{iso3}", All("/fr/countries/KEN")),
    ("GET", "/{lang}/countries/{iso3}/embed", All("/fr/countries/KEN/embed")),
    ("GET", "/{lang}/countries/{iso3}/{*path}", All("/fr/countries/KEN/mombasa")),
    ("GET", "/{lang}/commitments", All("/fr/commitments")),
    ("GET", "/{lang}/commitments/{id}", All("/fr/commitments/gdc.1.connectivity.b")),
    ("GET", "/{lang}/initiatives", All("/fr/initiatives")),
    ("GET", "/{lang}/initiatives/{slug}", All("/fr/initiatives/ecoles")),
    ("GET", "/{lang}/indicators", All("/fr/indicators")),
    ("GET", "/{lang}/indicators/{code}", All("/fr/indicators/internet_users")),
    ("GET", "/{lang}/indicators/{code}/{iso3}", All("/fr/indicators/internet_users/KEN")),
    ("GET", "/{lang}/indicators/{code}/{iso3}/embed", All("/fr/indicators/internet_users/KEN/embed")),
    ("GET", "/{lang}/indicators/{code}/{iso3}/{*path}", All("/fr/indicators/internet_users/KEN/mombasa")),
    ("GET", "/{lang}/scorecards/{iso3}/{year}", All("/fr/scorecards/KEN/2026")),
    ("GET", "/{lang}/scorecards/{iso3}/{year}/embed", All("/fr/scorecards/KEN/2026/embed")),
    ("GET", "/{lang}/releases", All("/fr/releases")),
    ("GET", "/{lang}/map", All("/fr/map")),
    ("GET", "/{lang}/measure", All("/fr/measure")),
    ("GET", "/{lang}/measure/{*site}", All("/fr/measure/nowhere")),
    ("GET", "/{lang}/compare", All("/fr/compare")),
    ("GET", "/{lang}/explore", All("/fr/explore")),
    ("GET", "/{lang}/search", All("/fr/search?q=eau")),
    ("GET", "/{lang}/sources", All("/fr/sources")),
    ("GET", "/{lang}/about", All("/fr/about")),
    ("GET", "/{lang}/log", All("/fr/log")),
    ("GET", "/assets/{name}", All("/assets/icon.svg")),
    ("GET", "/favicon.ico", All("/favicon.ico")),
    ("GET", "/robots.txt", All("/robots.txt")),
    // Plans: those that are published are for all; those that were asked for have an address that is a secret, which
    // stands for whoever asked.
    ("GET", "/{lang}/plans", All("/fr/plans")),
    ("GET", "/{lang}/plans/new", All("/fr/plans/new")),
    ("POST", "/{lang}/plans/new", Anybody("/fr/plans/new", &[("x", "y")], 404)),
    ("GET", "/plans/costs.toml", All("/plans/costs.toml")),
    ("GET", "/{lang}/plans/asked/{token}", All(SECRET)),
    ("GET", "/{lang}/plans/asked/{token}/again", All(secret::AGAIN)),
    ("POST", "/{lang}/plans/asked/{token}/cancel", Anybody(secret::CANCEL, &[], 404)),
    ("POST", "/{lang}/plans/asked/{token}/remove", Anybody(secret::REMOVE, &[], 404)),
    ("GET", "/{lang}/plans/asked/{token}/area", All(secret::AREA)),
    ("GET", "/{lang}/plans/asked/{token}/site", All(secret::SITE)),
    ("GET", "/{lang}/plans/asked/{token}/map", All(secret::MAP)),
    ("GET", "/plans/asked/{token}/files/{name}", All("/plans/asked/0123456789abcdef0123456789abcdef/files/sites.csv")),
    ("GET", "/{lang}/plans/{slug}", All("/fr/plans/none")),
    ("GET", "/{lang}/plans/{slug}/area", All("/fr/plans/none/area")),
    ("GET", "/{lang}/plans/{slug}/site", All("/fr/plans/none/site")),
    ("GET", "/{lang}/plans/{slug}/map", All("/fr/plans/none/map")),
    ("GET", "/plans/{slug}/files/{name}", All("/plans/none/files/summary.json")),
    ("GET", "/{lang}/sites", All("/fr/sites")),
    ("GET", "/{lang}/sites/{iso3}", All("/fr/sites/KEN")),
    ("GET", "/{lang}/sites/{iso3}/{id}", All("/fr/sites/KEN/none")),
    ("GET", "/{lang}/sites/{iso3}/{id}/correct", All("/fr/sites/KEN/none/correct")),
    ("POST", "/{lang}/sites/{iso3}/{id}/correct", Anybody("/fr/sites/KEN/none/correct", &[("what", "closed"), ("because", "Elle est fermée depuis un an.")], 404)),
    ("GET", "/{lang}/maps/sites/{iso3}", All("/fr/maps/sites/KEN")),
    ("GET", "/downloads/sites/{iso3}/{file}", All("/downloads/sites/KEN/sites.csv")),
    ("GET", "/{lang}/calendar", All("/fr/calendar")),
    ("GET", "/{lang}/calendar.ics", All("/fr/calendar.ics")),
    ("GET", "/{lang}/countries/{iso3}/review", All("/fr/countries/KEN/review")),
    ("GET", "/{lang}/reviews", All("/fr/reviews")),
    ("GET", "/{lang}/reviews/{name}", All("/fr/reviews/none")),
    // Taking part.
    ("GET", "/{lang}/take-part", All("/fr/take-part")),
    ("GET", "/{lang}/actors", All("/fr/actors")),
    ("GET", "/{lang}/actors/{slug}", All("/fr/actors/telecentre-libre")),
    ("GET", "/{lang}/feed", All("/fr/feed")),
    ("GET", "/{lang}/countries/{iso3}/feed", All("/fr/countries/KEN/feed")),
    ("GET", "/{lang}/commitments/{id}/feed", All("/fr/commitments/gdc.1.connectivity.b/feed")),
    ("GET", "/{lang}/actors/{slug}/feed", All("/fr/actors/telecentre-libre/feed")),
    ("GET", "/{lang}/endorsements", All("/fr/endorsements")),
    ("GET", "/{lang}/sign-up", All("/fr/sign-up")),
    ("POST", "/{lang}/sign-up", Anybody("/fr/sign-up", &[("name", "x"), ("password", "short")], 422)),
    ("GET", "/{lang}/sign-in", All("/fr/sign-in")),
    ("POST", "/{lang}/sign-in", Anybody("/fr/sign-in", &[("name", "nobody"), ("password", "nothing of the kind")], 422)),
    // The question differs each time: only the status is looked at.
    ("GET", "/{lang}/sign-in/passkey", Anybody("/fr/sign-in/passkey", &[], 200)),
    ("POST", "/{lang}/sign-in/passkey", Anybody("/fr/sign-in/passkey", &[("id", "AAAA")], 403)),
    ("POST", "/{lang}/sign-in/provider", Anybody("/fr/sign-in/provider", &[("provider", "none")], 422)),
    // What a browser keeps while it is at a provider stands for whoever left with it.
    ("GET", "/openid/{provider}/back", Anybody("/openid/none/back?state=x&code=x", &[], 422)),
    ("GET", "/{lang}/sign-up/provider", Anybody("/fr/sign-up/provider", &[], 422)),
    ("POST", "/{lang}/sign-up/provider", Anybody("/fr/sign-up/provider", &[("name", "x")], 422)),
    ("GET", "/{lang}/recover", All("/fr/recover")),
    ("POST", "/{lang}/recover", Anybody("/fr/recover", &[("name", "nobody"), ("code", "x"), ("password", "nothing of the kind")], 422)),
    // Without the token of one's own page nobody is signed out; the browser's cookie goes all the same.
    ("POST", "/{lang}/sign-out", Anybody("/fr/sign-out", &[], 303)),
    ("GET", "/{lang}/me", Cells("/fr/me", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me", Cells("/fr/me", &[("do", "session"), ("session", "0")], "syyyyyyyyyy")),
    ("GET", "/{lang}/me/data", Cells("/fr/me/data", &[], "syyyyyyyyyy")),
    ("GET", "/{lang}/me/mail", Cells("/fr/me/mail", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me/mail", Cells("/fr/me/mail", &[("do", "stop")], "syyyyyyyyyy")),
    // The token in a message stands for whom it was sent to.
    ("GET", "/{lang}/mail/{token}", Anybody("/fr/mail/0123456789abcdef0123456789abcdef", &[], 404)),
    ("POST", "/{lang}/mail/{token}", Anybody("/fr/mail/0123456789abcdef0123456789abcdef", &[], 404)),
    ("GET", "/{lang}/me/passkeys", Cells("/fr/me/passkeys", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me/passkeys", Cells("/fr/me/passkeys", &[("do", "remove"), ("id", "00"), ("password", "not theirs")], "s4444444444")),
    ("GET", "/{lang}/me/providers", Cells("/fr/me/providers", &[], "syyyyyyyyyy")),
    ("POST", "/{lang}/me/providers", Cells("/fr/me/providers", &[("do", "remove"), ("subject", "00"), ("password", "not theirs")], "s4444444444")),
    ("POST", "/{lang}/me/files", Cells("/fr/me/files", &[("file", "none")], "syyyyyyyyyy")),
    ("GET", "/evidence/{id}/{name}", All("/evidence/none/none.pdf")),
    ("GET", "/{lang}/write/{kind}", Each(&[
        // Leads to the form, which asks for the role.
        Cells("/fr/write/initiative?actor=telecentre-libre", &[], "syyyyyyyyyy"),
        Cells("/fr/write/commitment", &[], "s0000000000"),
    ])),
    ("GET", "/{lang}/write/{kind}/{*slug}", Each(&[
        //                                                                              visitor reader amina brian assessor custodian KEN TZA topic moderator administrator
        Cells("/fr/write/actor/new", &[],                                               "syyyyyyyyyy"),
        Cells("/fr/write/actor/telecentre-libre", &[],                                  "s-y--y---yy"),
        Cells("/fr/write/initiative/new?actor=telecentre-libre", &[],                   "s-y--yy--yy"),
        Cells("/fr/write/initiative/ecoles", &[],                                       "s-y--yy-yyy"),
        Cells("/fr/write/endorsement/telecentre-libre?actor=telecentre-libre", &[],     "s-y--y---yy"),
        Cells("/fr/write/update/ecoles/2?of=ecoles", &[],                               "s-y--yy-yyy"),
        Cells("/fr/write/assessment/ecoles/2?of=ecoles", &[],                           "s---yyy-yyy"),
        // Of what is published, only its author and those who look after the whole node.
        Cells("/fr/write/assessment/ecoles/1", &[],                                     "s---yy---yy"),
        Cells("/fr/write/reply/ecoles/1?to=ecoles/1", &[],                              "s-y--yy-yyy"),
        Cells("/fr/write/commitment/gdc.1", &[],                                        "s0000000000"),
    ])),
    ("POST", "/{lang}/write/{kind}/{*slug}", Each(&[
        Cells("/fr/write/actor/telecentre-libre", SAVE,                                 "4-c--c---cc"),
        Cells("/fr/write/initiative/ecoles", OWN,                                       "4-c--cc-ccc"),
        Cells("/fr/write/initiative/autre", &[STALE, ("do", "save"), ("actor", "telecentre-libre"), ("country", "KEN")], "4-c--cc--cc"),
        Cells("/fr/write/endorsement/telecentre-libre", SAVE,                           "4-c--c---cc"),
        Cells("/fr/write/update/ecoles/2", &[STALE, ("do", "save"), ("of", "ecoles")],  "4-c--cc-ccc"),
        Cells("/fr/write/assessment/ecoles/2", &[STALE, ("do", "save"), ("of", "ecoles")], "4---ccc-ccc"),
        Cells("/fr/write/reply/ecoles/1", &[STALE, ("do", "save"), ("to", "ecoles/1")], "4-c--cc-ccc"),
        Cells("/fr/write/commitment/gdc.1", SAVE,                                       "00000000000"),
    ])),
    ("GET", "/{lang}/moderation", Cells("/fr/moderation", &[],                          "s-----yyyyy")),
    ("GET", "/{lang}/moderation/imported", Cells("/fr/moderation/imported", &[],        "s-----yyyyy")),
    ("POST", "/{lang}/moderation/imported/{slug}", Cells("/fr/moderation/imported/none", &[("do", "confirm"), ("serves", "gdc.1.connectivity.b")], "s-----00000")),
    ("GET", "/{lang}/moderation/{author}/{kind}/{*slug}", Each(&[
        Cells("/fr/moderation/{amina}/initiative/puits", &[],                           "s00000y0yyy"),
        // Nobody decides on their own work, but who runs the node.
        Cells("/fr/moderation/{moses}/initiative/routes", &[],                          "s00000y0y0y"),
        Cells("/fr/moderation/{root}/initiative/none", &[],                             "s0000000000"),
    ])),
    ("POST", "/{lang}/moderation/{author}/{kind}/{*slug}", Each(&[
        Cells("/fr/moderation/{amina}/initiative/puits", PUBLISH,                       "s-----4-444"),
        Cells("/fr/moderation/{amina}/initiative/puits", GIVE_BACK,                     "s-----4-444"),
        Cells("/fr/moderation/{moses}/initiative/routes", PUBLISH,                      "s-----4-4-4"),
        Cells("/fr/moderation/{root}/initiative/none", PUBLISH,                         "s0000000000"),
    ])),
    // Consultations: whoever takes part is known by a cookie of their own, so that what is for all is looked at in
    // `consultations.rs`; moderators of the node, or of the country, decide.
    ("GET", "/{lang}/consultations", All("/fr/consultations")),
    ("GET", "/{lang}/consultations/new", Cells("/fr/consultations/new", &[],            "s-----yyyyy")),
    ("POST", "/{lang}/consultations/new", Cells("/fr/consultations/new", &[],           "s-----44444")),
    ("GET", "/{lang}/consultations/{slug}", All("/fr/consultations/none")),
    ("POST", "/{lang}/consultations/{slug}/begin", Anybody("/fr/consultations/none/begin", &[], 404)),
    ("POST", "/{lang}/consultations/{slug}/vote", Anybody("/fr/consultations/none/vote", &[("vote", "agree"), ("statement", "1")], 404)),
    ("POST", "/{lang}/consultations/{slug}/propose", Anybody("/fr/consultations/none/propose", &[("text", "x")], 404)),
    ("GET", "/{lang}/consultations/{slug}/result", All("/fr/consultations/none/result")),
    ("GET", "/{lang}/consultations/{slug}/moderation", Cells("/fr/consultations/none/moderation", &[], "s0000000000")),
    ("POST", "/{lang}/consultations/{slug}/moderation", Cells("/fr/consultations/none/moderation", &[("do", "show"), ("statement", "1")], "s0000000000")),
    ("GET", "/consultations/{slug}/files/{name}", All("/consultations/none/files/votes.csv")),
    // What comes of consultations: recommendations are for all; moderators write them, who speaks for the body that is
    // addressed answers, and nobody in its place but who runs the node. Those that are there are looked at in `outcomes.rs`.
    ("GET", "/{lang}/recommendations", All("/fr/recommendations")),
    ("GET", "/{lang}/recommendations/feed", All("/fr/recommendations/feed")),
    ("GET", "/{lang}/recommendations/{consultation}/{number}", All("/fr/recommendations/none/1")),
    ("GET", "/{lang}/recommendations/{consultation}/{number}/answer", Cells("/fr/recommendations/none/1/answer", &[], "s0000000000")),
    ("POST", "/{lang}/recommendations/{consultation}/{number}/answer", Cells("/fr/recommendations/none/1/answer", &[("do", "answer"), ("verdict", "accepted")], "s0000000000")),
    ("GET", "/{lang}/consultations/{slug}/recommendations", All("/fr/consultations/none/recommendations")),
    ("GET", "/{lang}/consultations/{slug}/recommend", Cells("/fr/consultations/none/recommend", &[], "s0000000000")),
    ("POST", "/{lang}/consultations/{slug}/recommend", Cells("/fr/consultations/none/recommend", &[("title", "x")], "s0000000000")),
    ("POST", "/{lang}/consultations/{slug}/told", Anybody("/fr/consultations/none/told", &[("do", "tell")], 404)),
    ("GET", "/{lang}/consultations/{slug}/sisters", Cells("/fr/consultations/none/sisters", &[], "s0000000000")),
    ("POST", "/{lang}/consultations/{slug}/sisters", Cells("/fr/consultations/none/sisters", &[("do", "look")], "s0000000000")),
    ("GET", "/consultations/{slug}/sisters.json", All("/consultations/none/sisters.json")),
    ("GET", "/{lang}/outcomes", Anybody("/fr/outcomes", &[], 200)),
    // The agenda: anybody proposes and supports, with a cookie of their own; moderators of the node decide.
    ("GET", "/{lang}/agenda", Anybody("/fr/agenda", &[], 200)),
    ("POST", "/{lang}/agenda/propose", Each(&[
        // A visitor gets a cookie; who is signed in sends the token of their pages.
        Cells("/fr/agenda/propose", &[("text", "x"), ("lang", "fr")], "44444444444"),
    ])),
    // By then the visitor has a cookie, and sends no token of its pages.
    ("POST", "/{lang}/agenda/support", Cells("/fr/agenda/support", &[("do", "support"), ("question", "99")], "-4444444444")),
    ("GET", "/{lang}/agenda/moderation", Cells("/fr/agenda/moderation", &[], "s--------yy")),
    ("POST", "/{lang}/agenda/moderation", Cells("/fr/agenda/moderation", &[("do", "show"), ("question", "99")], "s--------00")),
    // Programs: nothing there is anybody's own.
    ("GET", "/api", Anybody("/api", &[], 307)),
    ("GET", "/api/openapi.json", All("/api/openapi.json")),
    ("GET", "/api/sdmx", All("/api/sdmx")),
    ("GET", "/api/sdmx/{*query}", All("/api/sdmx/structure/dataflow/*/*/*")),
    // The token of a site stands for it.
    ("POST", "/api/v1/measurements", Anybody("/api/v1/measurements", &[], 401)),
];

/// Addresses under the secret one.
mod secret {
    pub const AGAIN: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/again";
    pub const CANCEL: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/cancel";
    pub const REMOVE: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/remove";
    pub const AREA: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/area";
    pub const SITE: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/site";
    pub const MAP: &str = "/fr/plans/asked/0123456789abcdef0123456789abcdef/map";
}
