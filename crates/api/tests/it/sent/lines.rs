//! Lines: the one item that they are booked on, and what stands in their description.

use super::{Shop, holds, id, work};
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::databases::TestDb;

const ITEM: &str = "Inventory Item";
/// Characters of a description in QuickBooks.
const MAX_DESCRIPTION: usize = 4_000;

/// A category of shirts with two published fields and one that is not, and a place to keep them.
struct Shelf {
    category: Value,
    place: Value,
}

impl Shelf {
    async fn of(shop: &Shop) -> Result<Self> {
        let fields = json!([
            { "name": "Care", "publish": true, "weight": 2 }, { "name": "Cloth", "publish": true, "weight": 1 },
            { "name": "Bought from", "publish": false, "weight": 3 }
        ]);
        let category = json!({ "category": { "name": "Shirts", "custom_fields": fields } });
        let category = shop.ask(Method::POST, "/categories.json", category).await?;
        let place =
            shop.ask(Method::POST, "/locations.json", json!({ "location": { "name": "Main" } })).await?;
        Ok(Self { category, place })
    }

    /// A new item with these members and a value in each field.
    async fn item(&self, shop: &Shop, mut item: Value) -> Result<Value> {
        let fields = self.category["custom_fields"].as_array().into_iter().flatten();
        let value = |field: &Value| match field["name"].as_str() {
            Some("Care") => "By hand",
            Some("Cloth") => "Cotton",
            _ => "Secret & Sons",
        };
        let values: Vec<Value> =
            fields.map(|field| json!({ "custom_field_id": field["id"], "value": value(field) })).collect();
        (item["category_id"], item["item_details"]) = (self.category["id"].clone(), values.into());
        shop.ask(Method::POST, "/items.json", json!({ "item": item })).await
    }
}

/// The description of each line there.
fn descriptions(document: &Value) -> Vec<&str> {
    let lines = document["Line"].as_array().into_iter().flatten();
    lines.filter_map(|line| line["Description"].as_str()).collect()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_line_tells_item_sku_variation_published_fields_and_its_own_text(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let shelf = Shelf::of(&shop).await?;
        let at = json!([{ "location_id": shelf.place["id"], "quantity": 5 }]);
        let variations = json!([{ "name": "Red", "item_variations_locations": at }, { "name": "Blue / L", "item_variations_locations": at }]);
        let shirt = shelf.item(&shop, json!({ "name": "Shirt", "sku": "S-83775", "description": "Our best", "item_variations": variations })).await?;
        let stock = &shirt["item_variations"][1]["item_variations_locations"][0]["id"];
        let line = json!({ "item_id": shirt["id"], "item_variations_location_id": stock, "description": "With a bow",
                           "quantity": "3", "price": "19.99", "discount_percent": 10 });
        let customer = shop.customer("Dresser").await?;
        let invoice = shop.invoice(&customer, json!([line])).await?;
        shop.settled().await?;
        let there = shop.invoice_there(&invoice).await?;
        let told = "Shirt\nSKU: S-83775\nBlue / L\nCloth: Cotton\nCare: By hand\n−10 % on 19.99\nWith a bow";
        assert_eq!(descriptions(&there), [told]);
        let item = shop.there("Item", "Name", ITEM).await?;
        holds(&there["Line"][0], json!({
            "DetailType": "SalesItemLineDetail", "Amount": 53.97,
            "SalesItemLineDetail": { "ItemRef": { "value": item["Id"] }, "Qty": 3, "UnitPrice": 17.991 }
        }));
        Ok(())
    }

    async fn a_line_of_a_unique_item_tells_its_serial_number_also_on_an_order(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let shelf = Shelf::of(&shop).await?;
        let coat = shelf.item(&shop, json!({ "name": "Coat", "multiple": 0, "serial_number": "N 0042", "quantity": 1, "price": 90 })).await?;
        let (customer, supplier) = (shop.customer("Dresser").await?, shop.supplier("Tailor").await?);
        let invoice = shop.invoice(&customer, json!([{ "item_id": coat["id"], "quantity": 1 }])).await?;
        let order = shop.order(&supplier, json!([{ "item_id": coat["id"], "quantity": 1, "price": 50 }])).await?;
        shop.settled().await?;
        let told = "Coat\nSerial number: N 0042\nCloth: Cotton\nCare: By hand";
        assert_eq!(descriptions(&shop.invoice_there(&invoice).await?), [told]);
        assert_eq!(descriptions(&shop.order_there(&order).await?), [told]);
        Ok(())
    }

    async fn a_line_without_an_item_tells_its_name_and_text(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Garden").await?;
        let lines = json!([{ "name": "Mowing", "description": "Front and back", "quantity": "1.5", "price": 40 }, work("10")]);
        let invoice = shop.invoice(&customer, lines).await?;
        shop.settled().await?;
        assert_eq!(descriptions(&shop.invoice_there(&invoice).await?), ["Mowing\nFront and back", "Work"]);
        Ok(())
    }

    async fn a_long_description_is_cut_with_a_mark_and_one_that_fits_is_not(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Reader").await?;
        // The name and a line break stand before it.
        let line = |letters: usize| json!({ "name": "Book", "description": "ü".repeat(letters), "quantity": 1, "price": 10 });
        let invoice = shop.invoice(&customer, json!([line(MAX_DESCRIPTION - 5), line(MAX_DESCRIPTION - 4)])).await?;
        shop.settled().await?;
        let there = shop.invoice_there(&invoice).await?;
        let told = descriptions(&there);
        assert_eq!(told[0], format!("Book\n{}", "ü".repeat(MAX_DESCRIPTION - 5)));
        assert_eq!(told[1], format!("Book\n{} […]", "ü".repeat(MAX_DESCRIPTION - 9)));
        assert_eq!(told[1].chars().count(), MAX_DESCRIPTION);
        Ok(())
    }

    async fn the_item_of_the_lines_is_made_without_stock_and_follows_the_accounts_that_are_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let made = shop.there("Item", "Name", ITEM).await?;
        holds(&made, json!({ "Type": "NonInventory", "IncomeAccountRef": { "value": "79" }, "ExpenseAccountRef": { "value": "80" } }));
        shop.set(json!({ "income_account": "45", "expense_account": "78" })).await?;
        shop.settled().await?;
        let after = shop.there("Item", "Name", ITEM).await?;
        holds(&after, json!({ "Id": made["Id"], "IncomeAccountRef": { "value": "45" }, "ExpenseAccountRef": { "value": "78" } }));
        Ok(())
    }

    async fn an_item_of_that_name_is_found_and_another_one_can_be_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::connected(&db).await?;
        let accounts = json!({ "IncomeAccountRef": { "value": "79" }, "ExpenseAccountRef": { "value": "80" } });
        let item = async |name: &str| -> Result<Value> {
            let mut body = accounts.clone();
            (body["Name"], body["Type"]) = (name.into(), "NonInventory".into());
            Ok(shop.stack.remote_write("item", body).await?["Item"]["Id"].take())
        };
        let (found, goods) = (item(ITEM).await?, item("Goods").await?);
        shop.enable().await?;
        let customer = shop.customer("Buyer").await?;
        let first = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        shop.ask(Method::POST, "/integrations/quickbooks/read_again.json", json!({})).await?;
        shop.set(json!({ "item": goods })).await?;
        let second = shop.invoice(&customer, json!([work("10")])).await?;
        shop.settled().await?;
        for (invoice, item) in [(&first, found), (&second, goods)] {
            let there = shop.invoice_there(invoice).await?;
            assert_eq!(there["Line"][0]["SalesItemLineDetail"]["ItemRef"]["value"], item, "{}", id(invoice));
        }
        shop.there("Item", "Name", ITEM).await?;
        Ok(())
    }
}
