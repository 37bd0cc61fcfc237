//! Variations and their stock.

use super::*;
use testkit::databases::TestDb;

/// An item with a red and a blue variation at two places.
async fn shirt(server: &Server) -> (Value, [Value; 2]) {
    let category = category(server, "Shirts").await;
    let places = [location(server, "Main").await, location(server, "Shop").await];
    let row = saved(server, json!({
        "name": "Shirt", "category_id": category["id"], "price": 10, "quantity": 999,
        "item_variations": [
            { "name": "Red", "item_variations_locations": [
                { "location_id": places[0], "quantity": "3", "threshold": 1 },
                { "location_id": places[1], "quantity": 4 }
            ] },
            { "name": "Blue", "item_variations_locations": [{ "location_id": places[0], "quantity": 0.5 }] }
        ]
    })).await;
    (row, places)
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_item_has_as_many_units_as_its_variations(db: TestDb) {
        let server = Server::on(db).await;
        let (row, places) = shirt(&server).await;
        assert_eq!(row["quantity"], number("7.5"));
        let (red, blue) = (&row["item_variations"][0], &row["item_variations"][1]);
        assert_eq!(
            (&red["name"], &red["quantity"], &blue["quantity"]),
            (&json!("Red"), &json!(7), &number("0.5"))
        );
        assert_eq!(
            (&red["item_id"], &red["item_variations_locations"][0]["item_variation_id"]),
            (&row["id"], &red["id"])
        );
        let shelf = &red["item_variations_locations"][0];
        assert!(shelf["id"].is_i64());
        assert_eq!(
            (&shelf["location_id"], &shelf["quantity"], &shelf["threshold"]),
            (&places[0], &json!(3), &json!(1))
        );
        assert_eq!(viewed(&server, &row).await, row);
    }

    async fn an_edit_keeps_the_variations_it_names_and_removes_the_others(db: TestDb) {
        let server = Server::on(db).await;
        let (row, places) = shirt(&server).await;
        let red = &row["item_variations"][0];
        let stock = json!([{ "location_id": places[1] }]);
        let kept = json!({ "id": red["id"], "item_variations_locations": stock });
        let edit = json!({ "item_variations": [kept, { "name": "Green" }] });
        let after = edited(&server, &row, edit).await;
        let kept = &after["item_variations"][0];
        assert_eq!((&kept["id"], &kept["name"], &after["quantity"]), (&red["id"], &json!("Red"), &json!(4)));
        assert_eq!(kept["item_variations_locations"], json!([red["item_variations_locations"][1]]));
        assert_eq!(
            (&after["item_variations"][1]["name"], after["item_variations"].as_array().unwrap().len()),
            (&json!("Green"), 2)
        );
        assert_eq!(
            edited(&server, &row, json!({ "name": "T-Shirt" })).await["item_variations"],
            after["item_variations"]
        );
    }

    async fn a_variation_that_cannot_be_is_refused(db: TestDb) {
        let server = Server::on(db).await;
        let (row, places) = shirt(&server).await;
        let put = async |stock: Value| {
            let unknown = json!({ "id": row["id"], "name": "X", "item_variations_locations": stock });
            let edit = json!({ "item": { "item_variations": [{ "name": " " }, unknown] } });
            server.put(&path(&row), edit).await.refused()
        };
        let at = "item_variations.1.item_variations_locations";
        assert_eq!(put(json!([{ "quantity": 1 }])).await, [format!("{at}.0.location_id")]);
        let stock = json!([
            { "location_id": places[0] }, { "location_id": places[0] }, { "location_id": row["id"] }
        ]);
        let (twice, nowhere) = (format!("{at}.1.location_id"), format!("{at}.2.location_id"));
        assert_eq!(put(stock).await, ["item_variations.0.name", "item_variations.1.id", &twice, &nowhere]);
        assert_eq!(viewed(&server, &row).await, row);
    }

    async fn a_location_counts_the_items_that_lie_there(db: TestDb) {
        let server = Server::on(db).await;
        let (_, places) = shirt(&server).await;
        for place in places {
            let path = format!("/locations/{}.json", place.as_str().unwrap());
            assert_eq!(server.get(&path).await.expect(200)["location"]["item_count"], 1);
        }
    }
}
