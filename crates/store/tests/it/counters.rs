//! Numbers.

use crate::books::Books;
use clock::SequentialIds;
use store::counters::{Counter, next};
use testkit::databases::TestDb;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn each_company_and_kind_counts_by_itself(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let first = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let first_id = first.company_id;
        let second_id = Books::open(&mut tx, first.ids, "b@example.com").await.company_id;
        let mut given = Vec::new();
        for (company, counter) in [
            (first_id, Counter::Contact),
            (first_id, Counter::Contact),
            (second_id, Counter::Contact),
            (first_id, Counter::Invoice),
            (first_id, Counter::Invoice),
            (first_id, Counter::Item),
        ] {
            given.push(next(&mut tx, company, counter).await.unwrap());
        }
        assert_eq!(given, [1, 2, 1, 1001, 1002, 1]);
    }

    async fn a_number_that_was_not_used_is_given_again(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let company_id = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await.company_id;
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let mut tx = db.begin_write().await.unwrap();
            assert_eq!(next(&mut tx, company_id, Counter::Item).await.unwrap(), 1);
            tx.rollback().await.unwrap();
        }
    }
}
