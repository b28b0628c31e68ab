//! `passerelle user`

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use passerelle_desk::people::{SHORTEST_PASSWORD, StoredAbout, check_password};
use passerelle_desk::{Desk, Role, User, written_time};
use passerelle_web::words::Words;

use crate::arguments::{self, DEFAULT_ROLE, Format, Node};
use crate::output::Output;

pub(super) async fn run(
    node: &Node,
    asked: arguments::User,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let settings = node.settings(false);
    match asked {
        arguments::User::Add(asked) => {
            passerelle_desk::upkeep::check_name(&asked.name)?;
            let desk = Desk::open(&settings).await?;
            let password = match ask_password(&asked.name, output)? {
                Ok(password) => password,
                Err(refused) => return Ok(output.refuse(&refused)),
            };
            let role = asked.role.unwrap_or(DEFAULT_ROLE);
            let user = desk.add_user(&asked.name, Some(&password), role).await?;
            tell(&user.name, user.role, asked.format, output)?;
            if asked.role.is_none() && asked.format == Format::Text {
                output.line(&w.t1("cli-user-default-role", "name", user.name.as_str()))?;
            }
        }
        arguments::User::List(asked) => {
            let users = Desk::open_existing(&settings).await?.users().await?;
            if asked.format == Format::Json {
                let users = users.iter().map(|user| {
                    serde_json::json!({
                        "name": user.name, "role": user.role.code(), "disabled": user.disabled,
                        "created_at": passerelle_desk::written_time(user.created_at),
                    })
                });
                output.json(&users.collect::<Vec<_>>())?;
            } else if users.is_empty() {
                output.line(&w.t("cli-users-none"))?;
            } else {
                output.line(&w.t1("cli-users", "n", users.len()))?;
                for user in users {
                    output.line(&format!("    {}", user_line(w, &user)))?;
                }
            }
        }
        arguments::User::Show(asked) => {
            let about = Desk::open_existing(&settings).await?.look_at_account(&asked.name).await?;
            if asked.format == Format::Json {
                output.json(&shown(&about))?;
            } else {
                show(&about, output)?;
            }
        }
        arguments::User::SignOut(asked) => {
            let ended = Desk::open_existing(&settings).await?.sign_out_account(&asked.name).await?;
            if asked.format == Format::Json {
                output.json(&serde_json::json!({ "name": asked.name, "ended": ended }))?;
            } else {
                let said = w.t2("cli-user-signed-out", "name", asked.name.as_str(), "n", ended);
                output.line(&said)?;
            }
        }
        arguments::User::Role(asked) => {
            let desk = Desk::open_existing(&settings).await?;
            if let Some(scope) = &asked.scope {
                return for_a_part(&desk, &asked, scope, output).await;
            }
            desk.set_role(&asked.name, asked.role).await?;
            tell(&asked.name, asked.role, asked.format, output)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives a role for a part of what the node has, or takes it away.
async fn for_a_part(
    desk: &Desk,
    asked: &arguments::UserRole,
    scope: &str,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let done = if asked.withdraw {
        desk.withdraw_grant(&asked.name, asked.role, scope).await?
    } else {
        desk.grant(&asked.name, asked.role, scope).await?;
        true
    };
    if asked.format == Format::Json {
        output.json(&serde_json::json!({
            "name": asked.name, "role": asked.role.code(), "for": scope,
            "withdrawn": asked.withdraw && done,
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let w = output.words;
    let kind = match (asked.withdraw, done) {
        (false, _) => "given",
        (true, true) => "withdrawn",
        (true, false) => "none",
    };
    let said = [
        ("name", asked.name.as_str().into()),
        ("role", w.t(&format!("role-{}", asked.role.code())).into()),
        ("scope", scope.into()),
        ("kind", kind.into()),
    ];
    output.line(&w.say("cli-user-for", &said))?;
    Ok(ExitCode::SUCCESS)
}

/// What is told of an account to whoever runs the node: not what its owner is working on.
fn shown(about: &StoredAbout) -> serde_json::Value {
    let mut all = about.as_json();
    if let Some(all) = all.as_object_mut() {
        all.remove("work");
        all.remove("looks");
        all.insert("drafts".to_owned(), about.works.len().into());
    }
    all
}

fn show(about: &StoredAbout, output: &Output) -> anyhow::Result<()> {
    let w = output.words;
    let user = &about.standing.user;
    let role = |role: Role| w.t(&format!("role-{}", role.code()));
    let day: String = written_time(user.created_at).chars().take(10).collect();
    let said = [
        ("name", user.name.as_str().into()),
        ("role", role(user.role).into()),
        ("day", w.day(&day).into()),
    ];
    output.line(&w.say("cli-user-shown", &said))?;
    for grant in &about.standing.grants {
        let (role, scope) = (role(grant.role), grant.scope.as_str());
        output
            .line(&format!("    {}", w.t2("cli-user-shown-role", "role", role, "scope", scope)))?;
    }
    let counts = [
        ("sessions", about.sessions.len().into()),
        ("codes", about.codes.into()),
        ("works", about.works.len().into()),
    ];
    output.line(&w.say("cli-user-shown-counts", &counts))?;
    for one in about.sign_ins.iter().take(10) {
        let said = [
            ("at", w.moment(&written_time(one.at)).into()),
            ("means", w.t(&format!("sign-means-{}", one.means.replace('_', "-"))).into()),
            ("well", if one.succeeded { "yes" } else { "no" }.into()),
        ];
        output.line(&format!("    {}", w.say("cli-user-shown-sign-in", &said)))?;
    }
    Ok(())
}

fn user_line(w: &Words, user: &User) -> String {
    let name = if user.disabled { "cli-user-disabled" } else { "cli-user" };
    let since: String = passerelle_desk::written_time(user.created_at).chars().take(10).collect();
    w.say(
        name,
        &[
            ("name", user.name.as_str().into()),
            ("role", w.t(&format!("role-{}", user.role.code())).into()),
            ("day", w.day(&since).into()),
        ],
    )
}

fn tell(name: &str, role: Role, format: Format, output: &Output) -> anyhow::Result<()> {
    if format == Format::Json {
        return output.json(&serde_json::json!({ "name": name, "role": role.code() }));
    }
    let role = output.words.t(&format!("role-{}", role.code()));
    output.line(&output.words.t2("cli-user-added", "name", name, "role", role))
}

/// The password: typed twice unseen at a terminal, or the first line of standard input. The inner error
/// is why it is refused, in words.
fn ask_password(name: &str, output: &Output) -> anyhow::Result<Result<String, String>> {
    let w = output.words;
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(w.t("cli-user-password") + " ")?;
        let second = rpassword::prompt_password(w.t("cli-user-password-again") + " ")?;
        if first != second {
            return Ok(Err(w.t("cli-user-password-differ")));
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    if let Err(weak) = check_password(name, &password) {
        let shortest = w.whole(SHORTEST_PASSWORD as u64);
        let said = w.t1(&format!("sign-problem-password-{}", weak.code()), "shortest", shortest);
        return Ok(Err(w.t1("cli-user-password-refused", "why", said)));
    }
    Ok(Ok(password))
}
