use passerelle_register::Role;

use super::*;

#[tokio::test]
async fn accounts_are_opened_listed_and_closed() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let amina =
            register.add_user("Amina", Some("a long password"), Role::Reader, 5).await.unwrap();
        register.add_user("Zoé", None, Role::Visitor, 6).await.unwrap();
        let error = register.add_user("Amina", None, Role::Administrator, 7).await.unwrap_err();
        assert_eq!(error.code(), "taken");
        for name in ["", "  ", "a\0b", &"x".repeat(500)] {
            let error = register.add_user(name, None, Role::Reader, 7).await.unwrap_err();
            assert_eq!(error.code(), "text");
        }
        register.set_role("Amina", Role::Custodian).await.unwrap();
        let users = register.list_users().await.unwrap();
        assert_eq!(users.len(), 2);
        assert_eq!((users[0].id.as_str(), users[0].role), (amina.id.as_str(), Role::Custodian));
        assert_eq!(
            register.set_role("Nobody", Role::Administrator).await.unwrap_err().code(),
            "not-found"
        );
    }
}

#[tokio::test]
async fn only_the_right_password_of_an_open_account_signs_in() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        register.add_user("Amina", Some("first"), Role::Reader, 5).await.unwrap();
        register.add_user("Zoé", None, Role::Reader, 5).await.unwrap();
        let signs_in = async |name: &str, password: &str| {
            register.sign_in(name, password).await.unwrap().is_some()
        };
        assert!(signs_in("Amina", "first").await);
        assert!(!signs_in("Amina", "First").await);
        assert!(!signs_in("Amina", "").await);
        assert!(!signs_in("Zoé", "").await);
        assert!(!signs_in("Nobody", "first").await);
        register.set_password("Amina", "second").await.unwrap();
        assert!(!signs_in("Amina", "first").await && signs_in("Amina", "second").await);
        register.set_disabled("Amina", true).await.unwrap();
        assert!(!signs_in("Amina", "second").await);
        let sql = "SELECT password_hash FROM users WHERE name = 'Amina'";
        let rows = register.database().read(sql, &[]).await.unwrap();
        assert!(rows[0].text(0).unwrap().starts_with("$argon2id$"));
    }
}

#[tokio::test]
async fn a_forgotten_author_has_no_name_and_the_log_stays_sound() {
    for scratch in testing::databases().await {
        let register = open(&scratch).await;
        let user = register.add_user("Amina", None, Role::Reader, 5).await.unwrap();
        let author = user.author();
        register.set_author_name(&author, "A.").await.unwrap();
        register.set_author_name(&author, "Amina M.").await.unwrap();
        assert_eq!(register.author_name(&author).await.unwrap().as_deref(), Some("Amina M."));
        register
            .write(&author, 1, async |writer| writer.put(&key("a"), None, "", &note("a")).await)
            .await
            .unwrap();
        register.forget_author(&author).await.unwrap();
        assert_eq!(register.author_name(&author).await.unwrap(), None);
        assert!(register.list_users().await.unwrap().is_empty());
        verified(&register).await;
    }
}
