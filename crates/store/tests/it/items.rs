//! Items with all that belongs to them.

use crate::books::Books;
use clock::{Ids, SequentialIds};
use db::{Error, Tx};
use domain::Quantity;
use domain::category::Category;
use domain::item::{CustomValue, Item, Variation, VariationStock};
use domain::location::Location;
use store::items::{self, ItemFilter, ItemOrder, Order};
use store::{Page, categories, locations};
use testkit::databases::TestDb;
use uuid::Uuid;

fn value(category: &Category, place: usize, value: &str) -> CustomValue {
    let field = category.fields[place].clone();
    CustomValue {
        field_id: field.id,
        name: field.name,
        publish: field.publish,
        weight: field.weight,
        value: value.to_owned(),
    }
}

fn stock(location: &Location, units: i64) -> VariationStock {
    let units = Quantity::from_millionths(units * 1_000_000);
    VariationStock { id: 0, location_id: location.id, quantity: units, threshold: Quantity::ZERO }
}

/// An item with a value and two variations, saved.
async fn whole(tx: &mut Tx, books: &Books, category: &Category, places: &[Location]) -> Item {
    let mut item = books.item(category, 1);
    item.custom_values = vec![value(category, 0, "Assam")];
    let variation = |name: &str, stock| Variation { id: books.ids.next(), name: name.to_owned(), stock };
    item.variations = vec![
        variation("Red", vec![stock(&places[0], 3), stock(&places[1], 4)]),
        variation("Blue", vec![stock(&places[0], 5)]),
    ];
    items::insert(tx, books.company_id, item, books.now).await.unwrap()
}

async fn get(tx: &mut Tx, books: &Books, id: Uuid) -> Item {
    items::get(tx, books.company_id, id).await.unwrap().unwrap().record
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_item_comes_back_as_it_was_saved(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let category = books.category(&mut tx).await;
        let places = [books.location(&mut tx, "Main").await, books.location(&mut tx, "Shop").await];
        let item = whole(&mut tx, &books, &category, &places).await;
        assert_eq!(get(&mut tx, &books, item.id).await, item);
        assert_eq!(items::lock(&mut tx, books.company_id, item.id).await.unwrap().unwrap().record, item);
        let listed = items::by_ids(&mut tx, books.company_id, &[item.id, books.ids.next()]).await.unwrap();
        assert_eq!(listed.into_iter().map(|item| item.record).collect::<Vec<_>>(), [item]);
    }

    async fn a_save_removes_what_the_item_has_no_longer_and_keeps_the_ids_of_the_rest(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let category = books.category(&mut tx).await;
        let places = [books.location(&mut tx, "Main").await, books.location(&mut tx, "Shop").await];
        let before = whole(&mut tx, &books, &category, &places).await;
        let mut item = before.clone();
        item.custom_values = vec![value(&category, 1, "First")];
        item.variations.remove(1);
        item.variations[0].stock = vec![stock(&places[1], 9)];
        let saved = items::update(&mut tx, books.company_id, item, books.now).await.unwrap();
        assert_eq!(saved.variations[0].stock[0].id, before.variations[0].stock[1].id);
        assert_eq!(get(&mut tx, &books, before.id).await, saved);
    }

    async fn a_category_comes_back_as_it_was_saved(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let mut category = books.category(&mut tx).await;
        category.fields.remove(0);
        category.fields[0].name = "Class".to_owned();
        category.details.default_markup = Some(domain::Percent::from_millionths(20_500_000));
        categories::update(&mut tx, books.company_id, &category, books.now).await.unwrap();
        let kept = categories::get(&mut tx, books.company_id, category.id).await.unwrap().unwrap();
        assert_eq!(kept.record, category);
    }

    async fn a_removed_field_takes_its_values_along(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let mut category = books.category(&mut tx).await;
        let mut item = books.item(&category, 1);
        item.custom_values = vec![value(&category, 0, "Assam"), value(&category, 1, "First")];
        let item = items::insert(&mut tx, books.company_id, item, books.now).await.unwrap();
        category.fields.remove(0);
        categories::update(&mut tx, books.company_id, &category, books.now).await.unwrap();
        assert_eq!(get(&mut tx, &books, item.id).await.custom_values, [value(&category, 0, "First")]);
    }

    async fn a_category_with_items_stays(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let category = books.category(&mut tx).await;
        items::insert(&mut tx, books.company_id, books.item(&category, 1), books.now).await.unwrap();
        let counts = categories::item_counts(&mut tx, books.company_id, &[category.id]).await.unwrap();
        assert_eq!(counts.get(&category.id), Some(&1));
        let refused = categories::delete(&mut tx, books.company_id, category.id).await;
        assert!(matches!(refused, Err(Error::ForeignKey)), "{refused:?}");
    }

    async fn an_item_counts_once_at_each_place(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let category = books.category(&mut tx).await;
        let places = [books.location(&mut tx, "Main").await, books.location(&mut tx, "Shop").await];
        whole(&mut tx, &books, &category, &places).await;
        let mut plain = books.item(&category, 2);
        plain.details.location_id = Some(places[0].id);
        items::insert(&mut tx, books.company_id, plain, books.now).await.unwrap();
        let ids = [places[0].id, places[1].id];
        let counts = locations::item_counts(&mut tx, books.company_id, &ids).await.unwrap();
        assert_eq!(ids.map(|id| counts[&id]), [2, 1]);
    }

    async fn a_list_is_ordered_by_any_column_both_ways(db: TestDb) {
        let mut tx = db.begin_write().await.unwrap();
        let books = Books::open(&mut tx, SequentialIds::default(), "a@example.com").await;
        let category = books.category(&mut tx).await;
        for number in 1..=3 {
            items::insert(&mut tx, books.company_id, books.item(&category, number), books.now).await.unwrap();
        }
        let page = Page { number: 1, size: 2 };
        for by in ItemOrder::ALL.iter().copied() {
            for descending in [false, true] {
                let order = Order { by, descending };
                let listed = items::list(&mut tx, books.company_id, &ItemFilter::default(), order, page)
                    .await
                    .unwrap();
                assert_eq!((listed.count, listed.rows.len()), (3, 2), "{order:?}");
                if by == ItemOrder::Name || by == ItemOrder::Number {
                    assert_eq!(listed.rows[0].number, if descending { 3 } else { 1 }, "{order:?}");
                }
            }
        }
    }
}
