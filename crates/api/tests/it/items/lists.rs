//! Lists of items.

use super::*;
use jiff::SignedDuration;
use testkit::databases::TestDb;

async fn names(server: &Server, query: &str) -> Vec<String> {
    let body = server.get(&format!("/items.json?{query}")).await.expect(200);
    let rows = body["items"][0].as_array().unwrap();
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// Three items of one category: a tea of each name.
async fn teas(server: &Server) -> Value {
    let category = category(server, "Tea").await;
    for (name, sku, price) in [("Oolong", "T-2", 7), ("assam", "T-3", 5), ("Ceylon", "T-1", 6)] {
        saved(server, json!({ "name": name, "sku": sku, "price": price, "category_id": category["id"] }))
            .await;
    }
    category["id"].clone()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_list_nests_rows_that_are_as_whole_as_the_view(db: TestDb) {
        let server = Server::on(db).await;
        let empty = server.get("/items.json").await.expect(200);
        assert_eq!(empty, json!({ "count": "0", "page": "1", "pages": "1", "items": [[]] }));
        let (category, place) = (category(&server, "Tea").await, location(&server, "Main").await);
        let row = saved(&server, json!({
            "name": "Assam", "category_id": category["id"],
            "item_details": [{ "custom_field_id": category["custom_fields"][0]["id"], "value": "India" }],
            "item_variations": [{
                "name": "Red", "item_variations_locations": [{ "location_id": place, "quantity": 2 }]
            }]
        })).await;
        assert_eq!(server.get("/items.json").await.expect(200)["items"], json!([[row]]));
        assert_eq!(server.get("/items.json?s=ASSAM&compact=true").await.expect(200)["items"], json!([row]));
        assert_eq!(server.get("/items.json?s=x&compact=true").await.expect(200)["items"], json!([]));
    }

    async fn a_list_comes_in_pages_of_at_most_a_hundred(db: TestDb) {
        let server = Server::on(db).await;
        let category = category(&server, "Tea").await;
        for number in 0..101 {
            saved(&server, json!({ "name": format!("Tea {number}"), "category_id": category["id"] })).await;
        }
        assert_eq!(names(&server, "").await.len(), 20);
        assert_eq!(names(&server, "pageLimit=200").await.len(), 100);
        assert_eq!(names(&server, "pageLimit=200&page=2").await, ["Tea 100"]);
        server.get("/items.json?pageLimit=200&page=3").await.expect(404);
    }

    async fn a_list_is_ordered_as_asked(db: TestDb) {
        let server = Server::on(db).await;
        teas(&server).await;
        assert_eq!(names(&server, "").await, ["Oolong", "assam", "Ceylon"]);
        assert_eq!(names(&server, "orderField=name").await, ["assam", "Ceylon", "Oolong"]);
        assert_eq!(
            names(&server, "orderField=price&orderDirection=desc").await,
            ["Oolong", "Ceylon", "assam"]
        );
        assert_eq!(names(&server, "orderField=sku&orderDirection=ASC").await, ["Ceylon", "Oolong", "assam"]);
        let answer = server.get("/items.json?orderField=secret&orderDirection=up").await;
        assert_eq!(answer.refused(), ["orderDirection", "orderField"]);
    }

    async fn a_list_can_be_limited(db: TestDb) {
        let server = Server::on(db).await;
        let teas = teas(&server).await;
        server.clock.advance(SignedDuration::from_secs(5));
        let (coffee, place) = (category(&server, "Coffee").await, location(&server, "Main").await);
        saved(&server, json!({ "name": "Peru", "category_id": coffee["id"], "location_id": place })).await;
        let stock = json!([{ "location_id": place, "quantity": 2 }]);
        let varied = json!([{ "name": "Dark", "item_variations_locations": stock }]);
        saved(&server, json!({ "name": "Brazil", "category_id": coffee["id"], "item_variations": varied }))
            .await;
        let (teas, place) = (teas.as_str().unwrap(), place.as_str().unwrap());
        assert_eq!(names(&server, &format!("categoryId={teas}")).await, ["Oolong", "assam", "Ceylon"]);
        assert_eq!(names(&server, &format!("locationId={place}")).await, ["Peru", "Brazil"]);
        assert_eq!(names(&server, "itemIdNumber=2").await, ["assam"]);
        let since = server.app.now().as_second();
        assert_eq!(names(&server, &format!("modifiedSince={since}")).await, ["Peru", "Brazil"]);
        assert_eq!(server.get("/items.json?categoryId=tea").await.refused(), ["categoryId"]);
    }

    async fn a_list_can_be_searched(db: TestDb) {
        let server = Server::on(db).await;
        teas(&server).await;
        assert_eq!(names(&server, "s=L").await, ["Oolong", "Ceylon"]);
        assert_eq!(names(&server, "s=t-1").await, ["Ceylon"]);
        assert_eq!(names(&server, "s=t-&field=name").await, [""; 0]);
        assert_eq!(names(&server, "s=Assam&field=name&exact=true").await, ["assam"]);
        assert_eq!(names(&server, "s=3&field=item_number").await, ["Ceylon"]);
        assert_eq!(server.get("/items.json?s=x&field=cost").await.refused(), ["field"]);
    }
}
