//! One company's rows stay its own, whatever ids it knows.

use crate::books::Books;
use clock::SequentialIds;
use db::{Error, Tx};
use store::Page;
use store::contacts::{self, ContactFilter};
use testkit::databases::TestDb;

async fn two(tx: &mut Tx) -> (Books, Books) {
    let mut first = Books::open(tx, SequentialIds::default(), "a@example.com").await;
    let second = Books::open(tx, std::mem::take(&mut first.ids), "b@example.com").await;
    (first, second)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn another_companys_contact_is_neither_seen_nor_changed(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let (first, second) = two(&mut tx).await;
        let contact = second.contact(&mut tx, 1).await;
        let company_id = first.company_id;
        assert_eq!(contacts::get(&mut tx, company_id, contact.id).await.unwrap(), None);
        assert_eq!(contacts::lock(&mut tx, company_id, contact.id).await.unwrap(), None);
        let page = Page { number: 1, size: 20 };
        let listed = contacts::list(&mut tx, company_id, &ContactFilter::default(), page).await.unwrap();
        assert_eq!((listed.rows, listed.count), (vec![], 0));
        let mut taken = contact.clone();
        taken.details.name = "Taken".to_owned();
        contacts::update(&mut tx, company_id, &taken, first.now).await.unwrap();
        contacts::delete(&mut tx, company_id, contact.id).await.unwrap();
        let kept = contacts::get(&mut tx, second.company_id, contact.id).await.unwrap().unwrap();
        assert_eq!(kept.record, contact);
    }

    async fn a_row_cannot_point_to_another_companys(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let (first, second) = two(&mut tx).await;
        let theirs = second.category(&mut tx).await;
        let item = second.item(&theirs, 1);
        let refused = store::items::insert(&mut tx, first.company_id, item, first.now).await;
        assert!(matches!(refused, Err(Error::ForeignKey)), "{refused:?}");
    }
}
