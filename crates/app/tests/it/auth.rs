//! Keys, passwords and sessions.

use crate::fixture::{Books, fields};
use app::companies::{NewCompany, NewUser, create, create_user};
use app::{Actor, Error, auth};
use domain::Currency;
use domain::company::DiscountOrder;
use jiff::SignedDuration;
use secrecy::{ExposeSecret, SecretString};
use testkit::databases::TestDb;
use uuid::Uuid;

fn user(email: &str, password: &str) -> NewUser {
    NewUser {
        email: email.to_owned(),
        first_name: "Ada".to_owned(),
        last_name: "Leaf".to_owned(),
        password: password.to_owned().into(),
    }
}

fn secret(text: &str) -> SecretString {
    text.to_owned().into()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_key_is_forty_letters_and_digits_and_acts_as_its_user(db: TestDb) {
        let books = Books::open(db).await;
        let key = auth::create_key(&books.app, books.actor).await.unwrap();
        let text = key.expose_secret();
        assert_eq!(text.len(), auth::KEY_LENGTH);
        assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{text}");
        let user = auth::key_user(&books.app, text).await.unwrap().unwrap();
        assert_eq!(Actor::from(&user), books.actor);
        assert_ne!(auth::create_key(&books.app, books.actor).await.unwrap().expose_secret(), text);
    }

    async fn an_unknown_key_is_nobodys(db: TestDb) {
        let books = Books::open(db).await;
        let key = auth::create_key(&books.app, books.actor).await.unwrap();
        let upper = key.expose_secret().to_uppercase();
        for wrong in ["", "x", &"a".repeat(40), &upper, &format!("{}a", key.expose_secret())] {
            assert_eq!(auth::key_user(&books.app, wrong).await.unwrap(), None);
        }
    }

    async fn the_database_knows_neither_key_nor_token_nor_password(db: TestDb) {
        let books = Books::open(db).await;
        create_user(&books.app, books.actor.company_id, user("eve@example.com", "correct horse"))
            .await
            .unwrap();
        let key = auth::create_key(&books.app, books.actor).await.unwrap();
        auth::sign_in(&books.app, "eve@example.com", secret("correct horse")).await.unwrap();
        let mut tx = books.db.begin_read().await.unwrap();
        let row = tx.sql("SELECT key_hash FROM api_keys").one().await.unwrap();
        assert_ne!(row.get::<Vec<u8>>("key_hash").unwrap(), key.expose_secret().as_bytes());
        let row =
            tx.sql("SELECT password_hash FROM users WHERE email = 'eve@example.com'").one().await.unwrap();
        assert!(row.get::<String>("password_hash").unwrap().starts_with("$argon2id$"));
    }

    async fn a_user_signs_in_with_the_right_password_only(db: TestDb) {
        let books = Books::open(db).await;
        let eve = create_user(&books.app, books.actor.company_id, user(" Eve@Example.com ", "correct horse"))
            .await
            .unwrap();
        assert_eq!(eve.email, "eve@example.com");
        let (token, signed_in) =
            auth::sign_in(&books.app, "EVE@example.com", secret("correct horse")).await.unwrap();
        assert_eq!(signed_in, eve);
        assert_eq!(auth::session_user(&books.app, &token).await.unwrap(), Some(eve));
        assert_eq!(token.expose_secret().len(), 64);
        for (email, password) in [
            ("eve@example.com", "wrong horse"),
            ("nobody@example.com", "correct horse"),
            ("eve@example.com", ""),
        ] {
            let outcome = auth::sign_in(&books.app, email, secret(password)).await;
            assert!(matches!(outcome, Err(Error::SignIn)), "{email}");
        }
    }

    async fn a_session_ends_by_itself_and_by_signing_out(db: TestDb) {
        let books = Books::open(db).await;
        create_user(&books.app, books.actor.company_id, user("eve@example.com", "correct horse"))
            .await
            .unwrap();
        let begin =
            async || auth::sign_in(&books.app, "eve@example.com", secret("correct horse")).await.unwrap().0;
        let known =
            async |token: &SecretString| auth::session_user(&books.app, token).await.unwrap().is_some();
        let (first, second) = (begin().await, begin().await);
        auth::sign_out(&books.app, &first).await.unwrap();
        assert_eq!((known(&first).await, known(&second).await), (false, true));
        books.clock.advance(auth::SESSION_LENGTH - SignedDuration::from_secs(1));
        assert!(known(&second).await);
        books.clock.advance(SignedDuration::from_secs(1));
        assert!(!known(&second).await);
        assert!(!known(&secret("guess")).await);
    }

    async fn an_address_signs_in_to_one_company_only(db: TestDb) {
        let books = Books::open(db).await;
        let stranger = books.stranger().await;
        create_user(&books.app, books.actor.company_id, user("eve@example.com", "correct horse"))
            .await
            .unwrap();
        let again =
            create_user(&books.app, stranger.company_id, user("EVE@example.com", "correct horse")).await;
        assert_eq!(fields(again), ["email"]);
    }

    async fn a_user_without_an_address_or_with_a_short_password_is_refused(db: TestDb) {
        let books = Books::open(db).await;
        let make = async |email: &str, password: &str| {
            create_user(&books.app, books.actor.company_id, user(email, password)).await
        };
        assert_eq!(fields(make("", "correct horse").await), ["email"]);
        assert_eq!(fields(make("eve", "correct horse").await), ["email"]);
        assert_eq!(fields(make("eve@example.com", "horse").await), ["password"]);
        let nowhere = create_user(&books.app, Uuid::nil(), user("eve@example.com", "correct horse")).await;
        assert!(matches!(nowhere, Err(Error::NotFound { noun: "company", .. })));
    }

    async fn a_company_needs_a_name(db: TestDb) {
        let books = Books::open(db).await;
        let new = |name: &str| NewCompany {
            name: name.to_owned(),
            currency: Currency::USD,
            discount: DiscountOrder::AfterTax,
        };
        assert_eq!(fields(create(&books.app, new(" ")).await), ["name"]);
        let company = create(&books.app, new(" Leaf ")).await.unwrap();
        let actor = Actor { company_id: company.id, user_id: books.actor.user_id };
        assert_eq!(app::companies::get(&books.app, actor).await.unwrap(), company);
        assert_eq!((company.name.as_str(), company.discount), ("Leaf", DiscountOrder::AfterTax));
    }
}
