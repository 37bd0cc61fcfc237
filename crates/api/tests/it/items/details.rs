//! Values of custom fields.

use super::*;
use testkit::databases::TestDb;

fn field(category: &Value, place: usize) -> Value {
    category["custom_fields"][place].clone()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn values_are_saved_with_the_item_and_shown_with_their_fields(db: TestDb) {
        let server = Server::on(db).await;
        let category = category(&server, "Tea").await;
        let origin = field(&category, 0);
        let details = json!([{ "custom_field_id": origin["id"], "value": "Assam" }]);
        let row =
            saved(&server, json!({ "name": "Tea", "category_id": category["id"], "item_details": details }))
                .await;
        let expected = json!([{
            "id": origin["id"], "item_id": row["id"], "custom_field_id": origin["id"],
            "value": "Assam", "custom_field": origin
        }]);
        assert_eq!(row["item_details"], expected);
        assert_eq!(viewed(&server, &row).await["item_details"], expected);
    }

    async fn a_value_goes_over_the_one_of_the_same_field_and_blank_removes_it(db: TestDb) {
        let server = Server::on(db).await;
        let category = category(&server, "Tea").await;
        let (origin, grade) = (field(&category, 0)["id"].clone(), field(&category, 1)["id"].clone());
        let value = |field: &Value, value: Value| json!({ "custom_field_id": field, "value": value });
        let details = json!([value(&origin, json!("Assam")), value(&grade, json!(1))]);
        let row =
            saved(&server, json!({ "name": "Tea", "category_id": category["id"], "item_details": details }))
                .await;
        let details = json!([{ "item_id": row["id"], "custom_field_id": grade, "value": "First" }]);
        let row = edited(&server, &row, json!({ "item_details": details })).await;
        let values = |row: &Value| {
            row["item_details"]
                .as_array()
                .unwrap()
                .iter()
                .map(|detail| detail["value"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(values(&row), ["Assam", "First"]);
        let row =
            edited(&server, &row, json!({ "item_details": [{ "custom_field_id": origin, "value": "" }] }))
                .await;
        assert_eq!(values(&row), ["First"]);
    }

    async fn a_value_of_another_categorys_field_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let (tea, coffee) = (category(&server, "Tea").await, category(&server, "Coffee").await);
        let details =
            json!([{ "custom_field_id": field(&coffee, 0)["id"], "value": "Peru" }, { "value": "?" }]);
        let body = json!({ "item": { "name": "Tea", "category_id": tea["id"], "item_details": details } });
        assert_eq!(server.post("/items.json", body).await.refused(), ["item_details.1.custom_field_id"]);
        let details = json!([{ "custom_field_id": field(&coffee, 0)["id"], "value": "Peru" }]);
        let body = json!({ "item": { "name": "Tea", "category_id": tea["id"], "item_details": details } });
        assert_eq!(server.post("/items.json", body).await.refused(), ["item_details.0.custom_field_id"]);
    }

    async fn an_item_that_was_read_can_be_sent_back_whole(db: TestDb) {
        let server = Server::on(db).await;
        let (category, place) = (category(&server, "Tea").await, location(&server, "Main").await);
        let stock = json!([{ "location_id": place, "quantity": 4, "threshold": 1 }]);
        let row = saved(
            &server,
            json!({
                "name": "Tea", "category_id": category["id"], "price": "2.5",
                "item_details": [{ "custom_field_id": field(&category, 0)["id"], "value": "Assam" }],
                "item_variations": [{ "name": "Red", "item_variations_locations": stock }]
            }),
        )
        .await;
        assert_eq!(edited(&server, &row, row.clone()).await, row);
    }
}
