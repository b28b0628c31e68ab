//! `passerelle user`

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

use passerelle_desk::{Desk, Role};

use crate::arguments::{Format, Node, User};
use crate::output::Output;

/// The shortest password, in characters.
const SHORTEST: usize = 12;

pub(super) async fn run(node: &Node, asked: User, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    match asked {
        User::Add(asked) => {
            let password = match ask_password(output)? {
                Ok(password) => password,
                Err(refused) => return Ok(output.refuse(&refused)),
            };
            let user = desk.add_user(&asked.name, Some(&password), asked.role).await?;
            tell(&user.name, user.role, asked.format, output)?;
        }
        User::List(asked) => {
            let users = desk.users().await?;
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
                for user in users {
                    let role = w.t(&format!("role-{}", user.role.code()));
                    output.line(&format!("{}\t{role}", user.name))?;
                }
            }
        }
        User::Role(asked) => {
            desk.set_role(&asked.name, asked.role).await?;
            tell(&asked.name, asked.role, asked.format, output)?;
        }
    }
    Ok(ExitCode::SUCCESS)
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
fn ask_password(output: &Output) -> anyhow::Result<Result<String, String>> {
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
    if password.chars().count() < SHORTEST {
        return Ok(Err(w.t("cli-user-password-short")));
    }
    Ok(Ok(password))
}
