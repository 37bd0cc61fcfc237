//! Lines of `/documents.json` that sell items, and what stays when they are sold.

use crate::fixture::Server;
use serde_json::{Value, json};
use testkit::databases::TestDb;

/// A company with a customer and a category.
struct Shop {
    server: Server,
    customer_id: Value,
    category_id: Value,
}

impl Shop {
    async fn open(db: TestDb) -> Self {
        let server = Server::on(db).await;
        let customer =
            json!({ "customer": { "context_id": 2, "name": "Blue Tea House", "tax_rate1": "7.5" } });
        let customer = server.post("/customers.json", customer).await.expect(200);
        let category = json!({ "category": { "name": "Tea" } });
        let category = server.post("/categories.json", category).await.expect(200);
        let (customer_id, category_id) =
            (customer["customer"]["id"].clone(), category["category"]["id"].clone());
        Self { server, customer_id, category_id }
    }

    async fn item(&self, mut item: Value) -> Value {
        (item["name"], item["category_id"]) = (json!("Green tea"), self.category_id.clone());
        self.server.post("/items.json", json!({ "item": item })).await.expect(200)["item"].clone()
    }

    async fn on_hand(&self, item: &Value) -> Value {
        self.server.get(&item_path(item)).await.expect(200)["item"]["quantity"].clone()
    }

    /// The body of a new invoice with one line.
    fn invoice(&self, line: &Value) -> Value {
        json!({ "document": { "context_id": 5, "customer_id": self.customer_id, "issue_date": "2026-11-20",
                              "document_items": [line] } })
    }

    async fn sold(&self, line: Value) -> Value {
        self.server.post("/documents.json", self.invoice(&line)).await.expect(200)["document"].clone()
    }

    async fn refused(&self, line: Value) -> Vec<String> {
        self.server.post("/documents.json", self.invoice(&line)).await.refused()
    }
}

fn item_path(item: &Value) -> String {
    format!("/items/{}.json", item["id"].as_str().unwrap())
}

fn document_path(row: &Value) -> String {
    format!("/documents/{}.json", row["id"].as_str().unwrap())
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_bare_line_takes_price_cost_and_tax_from_item_and_customer(db: TestDb) {
        let shop = Shop::open(db).await;
        let item = shop.item(json!({ "quantity": 10, "price": "19.90", "cost": 12 })).await;
        let row = shop.sold(json!({ "item_id": item["id"], "quantity": 2 })).await;
        let line = &row["document_items"][0];
        assert_eq!((&line["item_id"], &line["line_type"]), (&item["id"], &json!("inventory")));
        assert_eq!((line["price"].to_string(), line["cost"].to_string()), ("19.9".into(), "12".into()));
        assert_eq!((line["tax"].to_string(), row["total_tax"].to_string()), ("7.5".into(), "2.99".into()));
        assert_eq!((&line["name"], &line["description"]), (&Value::Null, &json!("")));
        assert_eq!(shop.on_hand(&item).await, 8);
    }

    async fn the_stock_follows_edits_and_deletion(db: TestDb) {
        let shop = Shop::open(db).await;
        let item = shop.item(json!({ "quantity": 10 })).await;
        let row = shop.sold(json!({ "item_id": item["id"], "quantity": 2, "price": 1 })).await;
        let mut edit = row.clone();
        edit["document_items"][0]["quantity"] = json!("4.5");
        shop.server.put(&document_path(&row), json!({ "document": edit })).await.expect(200);
        assert_eq!(shop.on_hand(&item).await.to_string(), "5.5");
        shop.server.delete(&document_path(&row)).await.expect(200);
        assert_eq!(shop.on_hand(&item).await, 10);
    }

    async fn units_of_a_variation_come_from_its_row(db: TestDb) {
        let shop = Shop::open(db).await;
        let location = shop.server.post("/locations.json", json!({ "location": { "name": "Main" } })).await;
        let location = location.expect(200)["location"]["id"].clone();
        let at = |quantity: i64| json!([{ "location_id": location, "quantity": quantity }]);
        let variations = json!([{ "name": "Red", "item_variations_locations": at(3) },
                                { "name": "Blue", "item_variations_locations": at(5) }]);
        let item = shop.item(json!({ "price": 1, "item_variations": variations })).await;
        let stock_id = item["item_variations"][1]["item_variations_locations"][0]["id"].clone();
        assert!(stock_id.is_i64());
        let field = ["document_items.0.item_variations_location_id"];
        assert_eq!(shop.refused(json!({ "item_id": item["id"], "quantity": 2 })).await, field);
        let line = json!({ "item_id": item["id"], "quantity": 2, "item_variations_location_id": stock_id });
        let row = shop.sold(line).await;
        assert_eq!(row["document_items"][0]["item_variations_location_id"], stock_id);
        let viewed = shop.server.get(&item_path(&item)).await.expect(200)["item"].clone();
        assert_eq!((&viewed["quantity"], &viewed["item_variations"][1]["quantity"]), (&json!(6), &json!(3)));
    }

    async fn a_unique_item_is_sold_once(db: TestDb) {
        let shop = Shop::open(db).await;
        let pot = shop.item(json!({ "multiple": 0, "quantity": 1, "price": 90 })).await;
        assert_eq!(shop.refused(json!({ "item_id": pot["id"], "quantity": 2 })).await, ["document_items.0.quantity"]);
        shop.sold(json!({ "item_id": pot["id"], "quantity": 1 })).await;
        let again = json!({ "item_id": pot["id"], "quantity": 1 });
        let refused = shop.server.post("/documents.json", shop.invoice(&again)).await.expect(422);
        let text = refused["message"]["errors"]["document_items"]["stock"].as_str().unwrap();
        assert!(text.contains("Green tea"), "{text}");
    }

    async fn what_is_on_an_invoice_is_not_deleted(db: TestDb) {
        let shop = Shop::open(db).await;
        let item = shop.item(json!({ "quantity": 10, "price": 1 })).await;
        let row = shop.sold(json!({ "item_id": item["id"], "quantity": 2 })).await;
        let customer = format!("/customers/{}.json", shop.customer_id.as_str().unwrap());
        assert_eq!(shop.server.delete(&customer).await.refused(), ["id"]);
        assert_eq!(shop.server.delete(&item_path(&item)).await.refused(), ["id"]);
        shop.server.delete(&document_path(&row)).await.expect(200);
        shop.server.delete(&item_path(&item)).await.expect(200);
        shop.server.delete(&customer).await.expect(200);
    }
}
