use passerelle_register::sessions::{IDLE, LONGEST};
use passerelle_register::{Author, Grant, Looker, Means, Role, Seen, Stage};

use super::*;

#[tokio::test]
async fn a_session_ends_with_its_time_its_password_and_its_account() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina = register.add_user("Amina", Some("first"), Role::Reader, 5).await.unwrap();
        let is_open = async |token: &str, at: i64| {
            register.session(token, at).await.unwrap().map(|(user, _)| user.name)
        };
        let token = register.open_session(&amina.id, 10).await.unwrap();
        assert_eq!(is_open(&token, 11).await.as_deref(), Some("Amina"));
        assert_eq!(is_open("", 11).await, None);
        assert_eq!(is_open(&"0".repeat(64), 11).await, None);
        // A use keeps it open, but not for ever.
        assert!(is_open(&token, IDLE).await.is_some());
        assert!(is_open(&token, 2 * IDLE).await.is_some());
        assert_eq!(is_open(&token, 3 * IDLE + 1).await, None);
        let token = register.open_session(&amina.id, 0).await.unwrap();
        for at in 1..=LONGEST / IDLE {
            assert!(is_open(&token, at * IDLE).await.is_some());
        }
        assert_eq!(is_open(&token, LONGEST + 1).await, None);
        // The database holds no token.
        let rows = register.database().read("SELECT token_hash FROM sessions", &[]).await.unwrap();
        assert!(rows.iter().all(|row| row.text(0).unwrap() != token));

        let first = register.open_session(&amina.id, 10).await.unwrap();
        let second = register.open_session(&amina.id, 11).await.unwrap();
        assert_eq!(register.sessions(&amina.id, 12).await.unwrap().len(), 4);
        register.close_session(&first).await.unwrap();
        assert_eq!((is_open(&first, 12).await, is_open(&second, 12).await.is_some()), (None, true));
        register.set_password("Amina", "second").await.unwrap();
        assert_eq!(is_open(&second, 12).await, None);
        let third = register.open_session(&amina.id, 13).await.unwrap();
        register.set_disabled("Amina", true).await.unwrap();
        register.set_disabled("Amina", false).await.unwrap();
        assert_eq!(is_open(&third, 14).await, None);
        let fourth = register.open_session(&amina.id, 15).await.unwrap();
        register.close_sessions(&amina.id).await.unwrap();
        assert_eq!(is_open(&fourth, 16).await, None);
    }
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina = register.add_user("Amina", None, Role::Reader, 5).await.unwrap();
        let old = register.new_recovery_codes(&amina.id).await.unwrap();
        let codes = register.new_recovery_codes(&amina.id).await.unwrap();
        assert_eq!(codes.len(), 10);
        assert!(codes.iter().all(|code| code.len() == 29 && !old.contains(code)), "{codes:?}");
        let works = async |code: &str| register.use_recovery_code(&amina.id, code).await.unwrap();
        assert!(!works(&old[0]).await);
        let spoken = codes[0].to_lowercase().replace('-', " ");
        assert!(works(&spoken).await);
        assert!(!works(&codes[0]).await && !works("").await);
        assert!(!register.use_recovery_code("other", &codes[1]).await.unwrap());
        assert_eq!(register.recovery_codes(&amina.id).await.unwrap(), 9);
    }
}

#[tokio::test]
async fn what_is_known_of_somebody_can_be_forgotten() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina = register.add_user("Amina", Some("first"), Role::Reader, 5).await.unwrap();
        let author = amina.author();
        register.open_session(&amina.id, 5).await.unwrap();
        register.new_recovery_codes(&amina.id).await.unwrap();
        for succeeded in [false, true] {
            register.note_sign_in(Some(&amina.id), Means::Password, succeeded, 6).await.unwrap();
        }
        assert_eq!(register.sign_ins(&amina.id).await.unwrap().len(), 2);
        let grant = Grant {
            user: amina.id.clone(),
            role: Role::Contributor,
            scope: "actor/a".into(),
            at: 6,
        };
        register.grant(&grant).await.unwrap();
        register.grant(&grant).await.unwrap();
        assert_eq!(register.grants(&amina.id).await.unwrap(), std::slice::from_ref(&grant));
        assert_eq!(register.granted("actor/a", Role::Contributor).await.unwrap(), [grant]);
        assert!(register.granted("actor/a", Role::Moderator).await.unwrap().is_empty());
        register.save_work((&author, &key("a")), (0, 0), "{}", 7).await.unwrap();
        register.forget_author(&author).await.unwrap();
        for table in ["users", "sessions", "recovery_codes", "sign_ins", "grants", "drafts"] {
            let sql = match table {
                "users" => "SELECT COUNT(*) FROM users",
                "sessions" => "SELECT COUNT(*) FROM sessions",
                "recovery_codes" => "SELECT COUNT(*) FROM recovery_codes",
                "sign_ins" => "SELECT COUNT(*) FROM sign_ins",
                "grants" => "SELECT COUNT(*) FROM grants",
                _ => "SELECT COUNT(*) FROM drafts",
            };
            let rows = register.database().read(sql, &[]).await.unwrap();
            assert_eq!(rows[0].int(0).unwrap(), 0, "{table}");
        }
    }
}

#[tokio::test]
async fn of_two_windows_neither_writes_over_the_other() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let (amina, brian) = (Author::new("amina"), Author::new("brian"));
        let key = key("a");
        let save = async |seen: u64, body: &str| {
            register.save_work((&amina, &key), (0, seen), body, 5).await
        };
        assert_eq!(save(0, "one").await.unwrap(), 1);
        assert_eq!(save(1, "two").await.unwrap(), 2);
        for late in [0, 1, 3] {
            assert_eq!(save(late, "three").await.unwrap_err().code(), "conflict", "{late}");
        }
        // Another's work on the same record is another's.
        register.save_work((&brian, &key), (0, 0), "other", 6).await.unwrap();
        let moved = async |seen: u64, stage: Stage| {
            register.move_work((&amina, &key), seen, (stage, "why"), 7).await.map_err(|e| e.code())
        };
        assert_eq!(moved(1, Stage::Proposed).await, Err("conflict"));
        moved(2, Stage::Proposed).await.unwrap();
        let waiting = register.proposed().await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!((waiting[0].body.as_str(), waiting[0].revision), ("two", 2));
        moved(2, Stage::Returned).await.unwrap();
        let returned = register.work(&amina, &key).await.unwrap().unwrap();
        assert_eq!((returned.stage, returned.note.as_str()), (Stage::Returned, "why"));
        // What is saved again has to be proposed again; what the moderator said stays before its author's eyes.
        save(2, "four").await.unwrap();
        let again = register.work(&amina, &key).await.unwrap().unwrap();
        assert_eq!((again.stage, again.note.as_str()), (Stage::Draft, "why"));
        assert!(register.proposed().await.unwrap().is_empty());

        // Published is what was looked at.
        let publish = async |seen: u64| {
            register
                .write(&amina, 8, async |writer| {
                    writer.take_work(&key, seen).await?;
                    writer.put(&key, None, "", &note("four")).await
                })
                .await
        };
        assert_eq!(publish(2).await.unwrap_err().code(), "conflict");
        assert!(register.get(&key).await.unwrap().is_none());
        publish(3).await.unwrap();
        assert!(register.work(&amina, &key).await.unwrap().is_none());
        assert!(register.work(&brian, &key).await.unwrap().is_some());
        verified(&register).await;
    }
}

#[tokio::test]
async fn a_look_is_noted_once_in_an_hour_and_goes_with_its_owner() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina = register.add_user("Amina", None, Role::Reader, 1).await.unwrap();
        let moses = register.add_user("Moses", None, Role::Moderator, 1).await.unwrap();
        let look = async |by: Looker<'_>, about: &str, at: i64| {
            let of = [(amina.id.as_str(), about.to_owned())];
            register.note_looks(by, Seen::Proposal, &of, at).await.unwrap();
        };
        let by = Looker::Account(&moses.id);
        look(by, "actor/a", 10).await;
        look(by, "actor/a", 20).await;
        look(by, "actor/b", 20).await;
        look(by, "actor/a", 10 + 3_600_001).await;
        look(Looker::Account(&amina.id), "actor/a", 30).await;
        look(Looker::Terminal, "actor/a", 30).await;
        let looks = register.looks(&amina.id).await.unwrap();
        let seen: Vec<(i64, bool, Option<&str>)> =
            looks.iter().map(|one| (one.at, one.at_terminal, one.by.as_deref())).collect();
        let moses_name = Some("Moses");
        assert_eq!(
            seen,
            [
                (3_600_011, false, moses_name),
                (30, true, None),
                (20, false, moses_name),
                (10, false, moses_name)
            ]
        );
        register.forget_author(&moses.author()).await.unwrap();
        assert!(register.looks(&amina.id).await.unwrap().iter().all(|one| one.by.is_none()));
        register.forget_author(&amina.author()).await.unwrap();
        assert!(register.looks(&amina.id).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_question_is_answered_once_in_time_and_by_whom_it_was_asked() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let asked = register.new_challenge("amina", 10).await.unwrap();
        let uses = async |challenge: &[u8], of: &str, at: i64| {
            register.use_challenge(challenge, of, at).await.unwrap()
        };
        assert!(!uses(&asked, "", 11).await && !uses(&asked, "brian", 11).await);
        assert!(!uses(&[0; 32], "amina", 11).await);
        assert!(uses(&asked, "amina", 11).await);
        assert!(!uses(&asked, "amina", 11).await);
        let late = register.new_challenge("", 10).await.unwrap();
        assert!(!uses(&late, "", 11 + passerelle_register::passkeys::ASKED).await);
    }
}

#[tokio::test]
async fn mail_waits_is_tried_again_and_goes_with_its_owner() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina = register.add_user("Amina", None, Role::Reader, 1).await.unwrap();
        let queue = async |what: &str, at: i64| {
            register.queue_mail(&amina.id, (what, "actor/a"), at).await.unwrap()
        };
        assert!(!queue("published", 10).await, "no address");
        register.set_mail_address(&amina.id, "a@b.example", "fr").await.unwrap();
        assert!(!queue("published", 10).await, "not confirmed");
        assert!(queue("confirm", 10).await);
        let mail = register.take_mail(10).await.unwrap().unwrap();
        assert_eq!(
            (mail.what.as_str(), mail.to.address.as_str(), mail.attempts),
            ("confirm", "a@b.example", 0)
        );
        assert_eq!(register.take_mail(10 + 59_999).await.unwrap(), None, "it waits a minute");
        let again = register.take_mail(10 + 60_000).await.unwrap().unwrap();
        assert_eq!((again.id.as_str(), again.attempts), (mail.id.as_str(), 1));
        assert_eq!(register.take_mail(60_010 + 119_999).await.unwrap(), None, "then two");
        register.end_mail(&mail.id).await.unwrap();
        register.confirm_mail_address(&amina.id).await.unwrap();
        for _ in 0..50 {
            assert!(queue("published", 20).await);
        }
        assert!(!queue("published", 20).await, "so many wait at the most");
        // What is tried for days is let go.
        let (mut at, mut tries) = (1_000_000, 0);
        while register.take_mail(at).await.unwrap().is_some() {
            at += 24 * 3_600_000;
            tries += 1;
            register.end_tired_mail().await.unwrap();
            assert!(tries <= 500);
        }
        assert_eq!(tries, 500);
        let token = register.new_mail_token(&amina.id, at).await.unwrap();
        assert_eq!(register.mail_token(&token).await.unwrap(), Some(amina.id.clone()));
        let rows = register.database().read("SELECT hash FROM mail_tokens", &[]).await.unwrap();
        assert!(rows.iter().all(|row| row.text(0).unwrap() != token));
        assert!(register.mark_told(&amina.id, "x").await.unwrap());
        assert!(!register.mark_told(&amina.id, "x").await.unwrap());
        register.forget_author(&amina.author()).await.unwrap();
        assert_eq!(register.mail_token(&token).await.unwrap(), None);
        assert_eq!(register.mail_address(&amina.id).await.unwrap(), None);
    }
}
