//! How much one record may have: the limit is taken, one more is refused.

use crate::fixture::{Books, fields};
use app::categories::{self, FieldInput};
use app::items::{self, ValueInput, VariationInput};
use app::{Error, Saved};
use domain::category::{Category, CategoryDetails, MAX_CUSTOM_FIELDS};
use domain::item::{Item, ItemDetails, ItemKind, MAX_CUSTOM_VALUES, MAX_VARIATIONS};
use domain::{Price, Quantity};
use testkit::databases::TestDb;
use uuid::Uuid;

async fn category(books: &Books, count: usize) -> Result<Saved<Category>, Error> {
    let field = |number| FieldInput { id: None, name: format!("Field {number}"), publish: true, weight: 0 };
    let details = CategoryDetails { name: "Tea".to_owned(), ..CategoryDetails::default() };
    let input = categories::Input { details, fields: (0..count).map(field).collect() };
    books.run(categories::Create { input }).await
}

fn plain(category_id: Uuid) -> items::Input {
    items::Input::new(ItemDetails {
        name: "Assam".to_owned(),
        description: String::new(),
        category_id,
        location_id: None,
        kind: ItemKind::Counted,
        sku: String::new(),
        serial_number: String::new(),
        barcode: String::new(),
        cost: Price::ZERO,
        price: Price::ZERO,
        threshold: Quantity::ZERO,
        published: true,
    })
}

async fn with_variations(books: &Books, category_id: Uuid, count: usize) -> Result<Saved<Item>, Error> {
    let variation = |number| VariationInput { id: None, name: Some(format!("Size {number}")), stock: None };
    let variations = Some((0..count).map(variation).collect());
    books.run(items::Create { input: items::Input { variations, ..plain(category_id) } }).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_category_has_at_most_a_hundred_fields(db: TestDb) {
        let books = Books::open(db).await;
        assert_eq!(category(&books, MAX_CUSTOM_FIELDS).await.unwrap().fields.len(), MAX_CUSTOM_FIELDS);
        assert_eq!(fields(category(&books, MAX_CUSTOM_FIELDS + 1).await), ["custom_fields"]);
    }

    async fn an_item_has_at_most_a_hundred_values(db: TestDb) {
        let books = Books::open(db).await;
        let category = category(&books, MAX_CUSTOM_VALUES).await.unwrap();
        let value = |field_id| ValueInput { field_id, value: "x".to_owned() };
        let mut values: Vec<_> = category.fields.iter().map(|field| value(field.id)).collect();
        let create = async |values: &[ValueInput]| {
            let input = items::Input { values: values.to_vec(), ..plain(category.id) };
            books.run(items::Create { input }).await
        };
        assert_eq!(create(&values).await.unwrap().custom_values.len(), MAX_CUSTOM_VALUES);
        values.push(values[0].clone());
        assert_eq!(fields(create(&values).await), ["item_details"]);
    }

    async fn an_item_has_at_most_five_hundred_variations(db: TestDb) {
        let books = Books::open(db).await;
        let id = category(&books, 0).await.unwrap().id;
        let item = with_variations(&books, id, MAX_VARIATIONS).await.unwrap();
        assert_eq!(item.variations.len(), MAX_VARIATIONS);
        assert_eq!(fields(with_variations(&books, id, MAX_VARIATIONS + 1).await), ["item_variations"]);
    }
}
