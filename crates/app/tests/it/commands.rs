//! What the one place that runs commands promises: all of it, or nothing.

use crate::fixture::Books;
use app::{App, Command, Error, Outbox, Parts, Work, contacts};
use clock::{SeededRandomness, SequentialIds, SteppedClock};
use db::Tx;
use domain::Refusals;
use domain::change::{Action, Change, RecordKind};
use domain::contact::{Contact, ContactDetails, ContactKind};
use std::sync::Arc;
use testkit::databases::TestDb;
use uuid::Uuid;

/// Saves a contact, then refuses.
struct SavesThenRefuses;

impl Command for SavesThenRefuses {
    type Output = ();

    async fn run(self, work: &mut Work) -> Result<(), Error> {
        let details = ContactDetails { name: "Gone".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        contacts::Create { details }.run(work).await?;
        Err(Refusals::one("name", "never", "No").into())
    }
}

/// An outbox whose table is gone.
#[derive(Debug)]
struct Broken;

#[async_trait::async_trait]
impl Outbox for Broken {
    async fn record(&self, tx: &mut Tx, _: Uuid, _: &[Change]) -> Result<(), db::Error> {
        tx.sql("INSERT INTO nowhere (id) VALUES (1)").execute().await.map(drop)
    }
}

async fn count(db: &TestDb, sql: &'static str) -> i64 {
    db.begin_read().await.unwrap().sql(sql).one().await.unwrap().get("count").unwrap()
}

async fn saved(db: &TestDb) -> (i64, i64) {
    let contacts = count(db, "SELECT COUNT(*) AS count FROM contacts").await;
    (contacts, count(db, "SELECT COUNT(*) AS count FROM changes").await)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_command_leaves_its_record_its_history_and_its_message(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.customer().await;
        assert_eq!(books.told(), ["create Blue Tea House"]);
        let mut tx = books.db.begin_read().await.unwrap();
        let row =
            tx.sql("SELECT record_kind, record_id, action, title, user_id FROM changes").one().await.unwrap();
        let text = |column: &str| row.get::<String>(column).unwrap();
        assert_eq!(
            [text("record_kind"), text("action"), text("title")],
            ["customer", "create", "Blue Tea House"]
        );
        let ids: (Uuid, Uuid) = (row.get("record_id").unwrap(), row.get("user_id").unwrap());
        assert_eq!(ids, (id, books.actor.user_id));
    }

    async fn a_planned_command_leaves_nothing(db: TestDb) {
        let books = Books::open(db).await;
        let details = || ContactDetails { name: "Planned".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        let planned = books.app.planning().run(books.actor, contacts::Create { details: details() }).await;
        assert!(matches!(planned, Err(Error::Planned(_))), "{planned:?}");
        assert_eq!(saved(&books.db).await, (0, 0));
        assert_eq!(books.run(contacts::Create { details: details() }).await.unwrap().number, 1);
    }

    async fn a_command_that_refuses_leaves_nothing(db: TestDb) {
        let books = Books::open(db).await;
        assert!(matches!(books.run(SavesThenRefuses).await, Err(Error::Refused(_))));
        assert_eq!((saved(&books.db).await, books.told()), ((0, 0), vec![]));
        // Not even a number is lost.
        let details =
            ContactDetails { name: "First".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        assert_eq!(books.run(contacts::Create { details }).await.unwrap().number, 1);
    }

    async fn a_message_that_cannot_be_written_undoes_the_save(db: TestDb) {
        let books = Books::open(db).await;
        let app = App::new(Parts {
            db: books.db.clone(),
            clock: Arc::new(SteppedClock::new(books.app.now())),
            ids: Arc::new(SequentialIds::default()),
            randomness: Arc::new(SeededRandomness::new(1)),
            outbox: Arc::new(Broken),
        });
        let details = ContactDetails { name: "Gone".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        let outcome = app.run(books.actor, contacts::Create { details }).await;
        assert!(matches!(outcome, Err(Error::Database(_))), "{outcome:?}");
        assert_eq!(saved(&books.db).await, (0, 0));
    }

    async fn a_contact_is_told_by_the_kind_that_it_has_become(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.contact(ContactKind::Prospect, "Blue").await;
        let edit = |contact: &mut Contact| {
            contact.details.kind = ContactKind::Customer;
            Ok(())
        };
        let contact = books.run(contacts::Edit { id, edit }).await.unwrap();
        assert_eq!((contact.revision, contact.details.kind), (2, ContactKind::Customer));
        books.run(contacts::Delete { id }).await.unwrap();
        assert_eq!(books.told(), ["create Blue", "edit Blue", "delete Blue"]);
        let mut tx = books.db.begin_read().await.unwrap();
        let rows = tx.sql("SELECT record_kind, action FROM changes ORDER BY id").all().await.unwrap();
        let kinds: Vec<String> = rows.iter().map(|row| row.get("record_kind").unwrap()).collect();
        assert_eq!(
            kinds,
            [RecordKind::Prospect, RecordKind::Customer, RecordKind::Customer].map(RecordKind::code)
        );
        assert_eq!(rows[1].get::<String>("action").unwrap(), Action::Edit.code());
    }

    async fn an_edit_keeps_what_is_not_the_users_to_change(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.customer().await;
        let edit = |contact: &mut Contact| {
            (contact.id, contact.number, contact.revision) = (Uuid::nil(), 77, 99);
            Ok(())
        };
        let contact = books.run(contacts::Edit { id, edit }).await.unwrap();
        assert_eq!((contact.id, contact.number, contact.revision), (id, 1, 2));
        assert_eq!(contacts::get(&books.app, books.actor, id).await.unwrap(), contact);
    }

    async fn two_edits_at_once_both_count(db: TestDb) {
        let books = Books::open(db).await;
        let id = books.customer().await;
        let append = |letter: char| contacts::Edit {
            id,
            edit: move |contact: &mut Contact| {
                contact.details.phone.push(letter);
                Ok(())
            },
        };
        let (first, second) = tokio::join!(books.run(append('a')), books.run(append('b')));
        let mut revisions = [first.unwrap().revision, second.unwrap().revision];
        revisions.sort_unstable();
        assert_eq!(revisions, [2, 3]);
        let phone = contacts::get(&books.app, books.actor, id).await.unwrap().details.phone.clone();
        assert!(phone == "ab" || phone == "ba", "{phone}");
    }
}
