//! Queries (fact sheet 3).

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn a_query_says_where_it_starts_and_how_many_it_gives() {
    let stage = Stage::new();
    let reply = stage.query("select * from Customer startposition 3 maxresults 2").await;
    let response = reply.object("QueryResponse");
    assert_eq!((&response["startPosition"], &response["maxResults"]), (&json!(3), &json!(2)));
    assert!(response.get("totalCount").is_none());
    assert_eq!(response["Customer"][0]["Id"], "3");
    let terms = stage.query("select * from Term").await.object("QueryResponse");
    assert_eq!(terms["totalCount"], 5);
    assert_eq!(stage.query("select * from Term where Name = 'x'").await.object("QueryResponse"), json!({}));
    assert_eq!(
        stage.query("SELECT COUNT(*) FROM customer").await.object("QueryResponse"),
        json!({"totalCount": 29})
    );
}

#[tokio::test]
async fn a_statement_can_be_posted_as_text() {
    let stage = Stage::new();
    let statement = b"SELECT * FROM Customer WHERE Active = True STARTPOSITION 1 MAXRESULTS 100".to_vec();
    for kind in ["application/text", "text/plain"] {
        let reply = stage.post_bytes("query?minorversion=75", kind, statement.clone()).await;
        assert_eq!(reply.object("QueryResponse")["maxResults"], 29);
    }
    stage.get("query").await.fault(400, "2020");
}

#[tokio::test]
async fn a_page_has_100_objects_unless_told_and_1000_at_most() {
    let stage = Stage::new();
    stage.settings(json!({"limits": false})).await;
    for number in 0..90 {
        stage.customer(&format!("Customer {number}")).await;
    }
    assert_eq!(stage.ids("select * from Customer").await.len(), 100);
    assert_eq!(stage.ids("select * from Customer maxresults 1000").await.len(), 119);
    let error = stage.query("select * from Customer maxresults 1001").await.fault(400, "4001");
    assert!(text(&error, "Detail").contains("value 1001 is too large. Max allowed value is 1000"), "{error}");
    let error = stage.query("select * from Customer startposition 0").await.fault(400, "4001");
    assert!(text(&error, "Detail").contains("value 0 is too small. Min allowed value is 1"), "{error}");
}

#[tokio::test]
async fn names_and_texts_are_compared_without_regard_to_case() {
    let stage = Stage::new();
    assert_eq!(stage.ids("select * from CUSTOMER where displayname = 'amy\\'s bird sanctuary'").await, ["1"]);
    assert_eq!(stage.ids("select * from Customer where DisplayName like 'amy%'").await, ["1"]);
    assert_eq!(
        stage.ids("select * from Customer where DisplayName in ('Cool Cars', 'mark cho')").await,
        ["3", "17"]
    );
    assert_eq!(stage.ids("select * from Customer where PrimaryEmailAddr = 'SURF@intuit.com'").await, ["2"]);
    assert_eq!(stage.ids("select * from Vendor where DisplayName = 'Cool Cars'").await, [""; 0]);
}

#[tokio::test]
async fn numbers_dates_flags_and_references_are_compared_as_what_they_are() {
    let stage = Stage::new();
    for (statement, ids) in [
        ("select * from Invoice where TotalAmt > '400' and TotalAmt < '460'", vec!["6", "14", "67"]),
        ("select * from Invoice where Balance <= '362.07' and Balance >= '314.28'", vec!["8", "130"]),
        ("select * from Invoice where TxnDate < '2026-02-01' and TxnDate > '2026-01-16'", vec!["67"]),
        ("select * from Invoice where DueDate > CURRENT_DATE", vec!["130"]),
        ("select * from Invoice where CustomerRef = '24'", vec!["130"]),
        ("select * from Invoice where DocNumber = '1021'", vec!["67"]),
        (
            "select * from Item where Type = 'Inventory' and Taxable = true and UnitPrice < 10",
            vec!["16", "17"],
        ),
        ("select * from Term where DueDays != 30 and DueDays > 10", vec!["2", "4"]),
        ("select * from TaxCode where Id in ('TAX', 'NON')", vec!["NON", "TAX"]),
    ] {
        assert_eq!(stage.ids(statement).await, ids, "{statement}");
    }
    // Whole numbers may stand without quotes, others may not.
    stage.query("select * from Invoice where TotalAmt >= 362.07").await.fault(400, "4000");
}

#[tokio::test]
async fn moments_are_compared_with_their_offsets() {
    let stage = Stage::new().later(3600).await;
    let late = stage.customer("Late").await;
    let since = |moment: &str| format!("select * from Customer where MetaData.LastUpdatedTime > '{moment}'");
    assert_eq!(stage.ids(&since("2026-03-02T12:30:00-08:00")).await, [text(&late, "Id")]);
    assert_eq!(stage.ids(&since("2026-03-02T20:30:00Z")).await, [text(&late, "Id")]);
    assert_eq!(stage.ids(&since("2026-03-02")).await.len(), 30);
    assert_eq!(stage.ids(&since("2026-03-03")).await.len(), 0);
}

#[tokio::test]
async fn lists_show_only_what_is_active_unless_asked() {
    let stage = Stage::new();
    let body = json!({"Id": "3", "SyncToken": "0", "sparse": true, "Active": false});
    stage.post("customer", body).await.object("Customer");
    assert_eq!(stage.ids("select * from Customer where Id = '3'").await.len(), 0);
    assert_eq!(stage.ids("select * from Customer where Active = false").await, ["3"]);
    assert_eq!(stage.ids("select * from Customer where Active in (true, false)").await.len(), 29);
}

#[tokio::test]
async fn results_are_in_the_order_asked_else_by_id() {
    let stage = Stage::new();
    assert_eq!(stage.ids("select * from Customer maxresults 3").await, ["1", "2", "3"]);
    assert_eq!(stage.ids("select * from Customer orderby DisplayName maxresults 2").await, ["8", "9"]);
    assert_eq!(stage.ids("select * from Customer ORDER BY Id DESC maxresults 2").await, ["29", "28"]);
    let stock = "select * from Item where TrackQtyOnHand = true orderby Type, UnitPrice desc";
    assert_eq!(stage.ids(stock).await, ["5", "11", "17", "16"]);
    stage.query("select * from Customer orderby Notes").await.fault(400, "4001");
}

#[tokio::test]
async fn named_members_alone_make_a_sparse_object() {
    let stage = Stage::new();
    let found = stage.query("select DisplayName from Customer where Id = '1'").await.object("QueryResponse");
    let expected = json!({"DisplayName": "Amy's Bird Sanctuary", "Id": "1", "domain": "QBO", "sparse": true});
    assert_eq!(found["Customer"][0], expected);
    let whole = stage.query("SELECT *, Sku FROM Item MAXRESULTS 1").await.object("QueryResponse");
    assert_eq!(whole["Item"][0]["sparse"], false);
}

#[tokio::test]
async fn what_the_language_lacks_is_a_parse_error_with_its_place() {
    let stage = Stage::new();
    for statement in [
        "select * from Customer where DisplayName = 'a' or DisplayName = 'b'",
        "select * from Customer where (DisplayName = 'a')",
        "select * from Customer where DisplayName = 'Adam''s'",
        "select * from Customer group by Id",
        "delete from Customer",
        "select",
    ] {
        let error = stage.query(statement).await.fault(400, "4000");
        assert_eq!(text(&error, "Message"), "Error parsing query");
        assert!(
            text(&error, "Detail").starts_with("QueryParserError: Encountered \" "),
            "{statement}: {error}"
        );
    }
}

#[tokio::test]
async fn what_is_not_there_or_not_queryable_is_a_validation_error() {
    let stage = Stage::new();
    let detail = async |statement: &str| {
        let error = stage.query(statement).await.fault(400, "4001");
        text(&error, "Detail").to_owned()
    };
    assert_eq!(
        detail("select * from Invoice where NoSuchField = '1'").await,
        "QueryValidationError: Property NoSuchField not found for Entity Invoice"
    );
    assert_eq!(
        detail("select * from Invoice where PrivateNote = '1'").await,
        "QueryValidationError: property 'PrivateNote' is not queryable"
    );
    assert_eq!(detail("select * from Spaceship").await, "QueryValidationError: Entity Spaceship not found");
    detail("select * from Customer where Id > '5'").await;
    detail("select * from Payment where DocNumber = '5'").await;
    detail("select * from Invoice where TxnDate > 'soon'").await;
}

#[tokio::test]
async fn the_pseudo_tax_codes_come_on_top_of_the_first_page() {
    let stage = Stage::new();
    assert_eq!(stage.ids("select * from TaxCode maxresults 1").await, ["NON", "TAX", "CustomSalesTax", "2"]);
    assert_eq!(stage.ids("select * from TaxCode startposition 2 maxresults 1").await, ["3"]);
    assert_eq!(stage.ids("select * from TaxCode orderby Name maxresults 1").await, ["2"]);
}

#[tokio::test]
async fn without_an_order_all_comes_by_id_or_as_was_observed() {
    let stage = Stage::new();
    let (invoices, accounts) =
        ("select * from Invoice where CustomerRef in ('1', '24')", "select * from Account maxresults 3");
    assert_eq!(stage.ids(invoices).await, ["67", "130"]);
    assert_eq!(stage.ids(accounts).await, ["1", "2", "3"]);
    stage.settings(json!({"observed_order": true})).await;
    assert_eq!(stage.ids(invoices).await, ["130", "67"]);
    assert_eq!(stage.ids(accounts).await, ["33", "84", "7"]);
    assert_eq!(stage.ids("select * from Customer maxresults 2").await, ["1", "2"]);
    assert_eq!(
        stage.ids("select * from Invoice where CustomerRef in ('1', '24') orderby Id").await,
        ["67", "130"]
    );
}

#[tokio::test]
async fn a_condition_can_be_turned_round_with_not() {
    let stage = Stage::new();
    for condition in
        ["not Name = 'Net 15'", "Name not in ('Net 15')", "Name not like 'Net 15%'", "Name != 'Net 15'"]
    {
        let ids = stage.ids(&format!("select * from Term where {condition}")).await;
        assert_eq!(ids, ["1", "3", "4", "5"], "{condition}");
    }
    let statement = "select * from Term where not Name not in ('Net 15')";
    assert_eq!(stage.ids(statement).await, ["2"]);
    assert_eq!(stage.ids("select * from Term where not Id = '2' and not Id in ('1', '3')").await, ["4", "5"]);
    stage.query("select * from Term where Name not").await.fault(400, "4000");
}

#[tokio::test]
async fn a_clause_stands_once_and_a_dot_leads_to_what_is_there() {
    let stage = Stage::new();
    for statement in [
        "startposition 1 startposition 2",
        "maxresults 1 maxresults 2",
        "startposition 1 maxresults 1 startposition 1",
    ] {
        stage.query(&format!("select * from Term {statement}")).await.fault(400, "4000");
    }
    for member in ["Id.foo", "Name.foo", "BillAddr.foo", "MetaData.foo"] {
        stage.query(&format!("select {member} from Customer")).await.fault(400, "4001");
    }
    for member in ["BillAddr.City", "MetaData.CreateTime", "CurrencyRef.value"] {
        stage.query(&format!("select {member} from Customer")).await.object("QueryResponse");
    }
    for field in ["QtyOnHand = '1'", "Description = 'x'"] {
        stage.query(&format!("select * from Item where {field}")).await.fault(400, "4001");
    }
    let codes = stage.query("select * from TaxCode").await.object("QueryResponse")["TaxCode"].clone();
    for code in codes.as_array().unwrap() {
        let is_record = code["Id"].as_str().unwrap().parse::<u64>().is_ok();
        assert_eq!(
            (code.get("SyncToken").is_some(), code.get("domain").is_some()),
            (is_record, is_record),
            "{code}"
        );
    }
}
