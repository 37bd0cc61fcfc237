//! Rows to test on.

use clock::{Ids, SequentialIds};
use db::Tx;
use domain::category::{Category, CategoryDetails, CustomField};
use domain::company::{Company, DiscountOrder, User};
use domain::contact::{Contact, ContactDetails, ContactKind};
use domain::item::{Item, ItemDetails, ItemKind};
use domain::location::{Location, LocationDetails};
use domain::{Currency, Price, Quantity};
use jiff::Timestamp;
use uuid::Uuid;

/// A company that has a user.
pub(crate) struct Books {
    pub(crate) ids: SequentialIds,
    pub(crate) company_id: Uuid,
    pub(crate) now: Timestamp,
}

impl Books {
    /// Adds the company's rows. `ids` may go on from those of other books.
    pub(crate) async fn open(tx: &mut Tx, ids: SequentialIds, email: &str) -> Self {
        let now = "2026-11-23T09:30:00Z".parse().unwrap();
        let (company_id, user_id) = (ids.next(), ids.next());
        let company = Company {
            id: company_id,
            name: "Leaf & Kettle".to_owned(),
            currency: Currency::from_code("EUR").unwrap(),
            discount: DiscountOrder::AfterTax,
        };
        store::companies::insert(tx, &company, now).await.unwrap();
        assert_eq!(store::companies::get(tx, company_id).await.unwrap(), Some(company));
        let (first_name, last_name) = ("Ada".to_owned(), "Leaf".to_owned());
        let user = User { id: user_id, company_id, email: email.to_owned(), first_name, last_name };
        store::users::insert(tx, &user, "no password", now).await.unwrap();
        Self { ids, company_id, now }
    }

    pub(crate) async fn contact(&self, tx: &mut Tx, number: i64) -> Contact {
        let details = ContactDetails { name: "Blue".to_owned(), ..ContactDetails::of(ContactKind::Customer) };
        let contact = Contact { id: self.ids.next(), number, details, archived: false, revision: 1 };
        store::contacts::insert(tx, self.company_id, &contact, self.now).await.unwrap();
        contact
    }

    /// A category with two fields.
    pub(crate) async fn category(&self, tx: &mut Tx) -> Category {
        let field = |weight, name: &str, publish| CustomField {
            id: self.ids.next(),
            name: name.to_owned(),
            publish,
            weight,
        };
        let details = CategoryDetails { name: "Tea".to_owned(), ..CategoryDetails::default() };
        let fields = vec![field(1, "Origin", true), field(2, "Grade", false)];
        let category = Category { id: self.ids.next(), details, fields };
        store::categories::insert(tx, self.company_id, &category, self.now).await.unwrap();
        category
    }

    pub(crate) async fn location(&self, tx: &mut Tx, name: &str) -> Location {
        let details = LocationDetails { name: name.to_owned(), short_name: String::new() };
        let location = Location { id: self.ids.next(), details };
        store::locations::insert(tx, self.company_id, &location, self.now).await.unwrap();
        location
    }

    /// An item that is not saved.
    pub(crate) fn item(&self, category: &Category, number: i64) -> Item {
        Item {
            id: self.ids.next(),
            number,
            details: ItemDetails {
                name: format!("Item {number}"),
                description: "Green".to_owned(),
                category_id: category.id,
                location_id: None,
                kind: ItemKind::Counted,
                sku: "SKU".to_owned(),
                serial_number: String::new(),
                barcode: "123".to_owned(),
                cost: Price::new("1.25".parse().unwrap()).unwrap(),
                price: Price::new("2.5".parse().unwrap()).unwrap(),
                threshold: Quantity::from_millionths(2_000_000),
                published: true,
            },
            quantity: Quantity::from_millionths(7_500_000),
            custom_values: Vec::new(),
            variations: Vec::new(),
            archived: false,
        }
    }
}
