//! Invoices: lines, dates, totals (fact sheet 9.1, 9.2).

use crate::stage::{Stage, invoice, line, number, printed, text};
use serde_json::{Value, json};

fn item_line(item: &str, quantity: &str, price: &str, amount: &str) -> Value {
    json!({
        "DetailType": "SalesItemLineDetail",
        "Amount": number(amount),
        "SalesItemLineDetail": {"ItemRef": {"value": item}, "Qty": number(quantity), "UnitPrice": number(price)},
    })
}

fn with_lines(lines: &[Value]) -> Value {
    json!({"CustomerRef": {"value": "3"}, "Line": lines})
}

#[tokio::test]
async fn a_minimal_invoice_is_completed() {
    let stage = Stage::new();
    let invoice = stage.invoice("1", "100.0").await;
    assert_eq!(text(&invoice, "Id"), "146");
    assert_eq!(text(&invoice, "DocNumber"), "1038");
    assert_eq!(text(&invoice, "TxnDate"), "2026-03-02");
    assert_eq!(text(&invoice, "DueDate"), "2026-04-01");
    assert_eq!(invoice["SalesTermRef"], json!({"value": "3", "name": "Net 30"}));
    assert_eq!(printed(&invoice["TotalAmt"]), "100.00");
    assert_eq!(printed(&invoice["Balance"]), "100.00");
    assert_eq!(printed(&invoice["Deposit"]), "0");
    assert_eq!(invoice["LinkedTxn"], json!([]));
    assert_eq!(invoice["TxnTaxDetail"], json!({"TotalTax": 0}));
    assert_eq!(
        invoice["CustomField"],
        json!([{"DefinitionId": "1", "Name": "Crew #", "Type": "StringType"}])
    );
    assert_eq!((text(&invoice, "EmailStatus"), text(&invoice, "PrintStatus")), ("NotSet", "NeedToPrint"));
    for member in ["AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineACHPayment", "ApplyTaxAfterDiscount"]
    {
        assert_eq!(invoice[member], false, "{member}");
    }
    assert_eq!(text(&invoice["BillAddr"], "Line1"), "4581 Finch St.");
    assert_eq!(text(&invoice["BillEmail"], "Address"), "Birds@Intuit.com");
}

#[tokio::test]
async fn a_line_is_completed_and_followed_by_the_subtotal() {
    let stage = Stage::new();
    let invoice =
        stage.post("invoice", with_lines(&[item_line("15", "15", "10", "150")])).await.object("Invoice");
    let expected = json!({
        "Id": "1",
        "LineNum": 1,
        "Amount": number("150.00"),
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {
            "ItemRef": {"value": "15", "name": "Soil"},
            "UnitPrice": 10,
            "Qty": 15,
            "ItemAccountRef": {"value": "49", "name": "Landscaping Services:Job Materials:Plants and Soil"},
            "TaxCodeRef": {"value": "NON"},
        },
    });
    assert_eq!(invoice["Line"][0], expected);
    let subtotal =
        json!({"Amount": number("150.00"), "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}});
    assert_eq!(invoice["Line"][1], subtotal);
}

#[tokio::test]
async fn an_amount_must_be_quantity_times_price_to_the_cent() {
    let stage = Stage::new();
    stage.post("invoice", with_lines(&[item_line("1", "3", "0.335", "1.01")])).await.object("Invoice");
    let error =
        stage.post("invoice", with_lines(&[item_line("1", "3", "0.335", "1.00")])).await.fault(400, "6070");
    assert!(
        text(&error, "Detail").starts_with("Amount is not equal to UnitPrice * Qty. Supplied value:1"),
        "{error}"
    );
    for line in [line("7.5"), item_line("1", "0", "0", "7.5")] {
        let bare = stage.post("invoice", with_lines(&[line])).await.object("Invoice");
        let detail = &bare["Line"][0]["SalesItemLineDetail"];
        assert!(detail.get("Qty").is_none() && detail.get("UnitPrice").is_none());
    }
    stage.post("invoice", with_lines(&[item_line("1", "0", "5", "7.5")])).await.fault(400, "6070");
}

#[tokio::test]
async fn customer_lines_and_amounts_must_be_there() {
    let stage = Stage::new();
    let missing = |error: Value| text(&error, "element").to_owned();
    let error = stage.post("invoice", json!({"Line": [line("1")]})).await.fault(400, "2020");
    assert_eq!(missing(error), "CustomerRef");
    let error = stage.post("invoice", json!({"CustomerRef": {"value": "1"}})).await.fault(400, "2020");
    assert_eq!(text(&error, "Detail"), "Required parameter Line is missing in the request");
    let error = stage.post("invoice", with_lines(&[])).await.fault(400, "2020");
    assert_eq!(missing(error), "Line");
    let error = stage
        .post("invoice", with_lines(&[json!({"DetailType": "SalesItemLineDetail"})]))
        .await
        .fault(400, "2020");
    assert_eq!(missing(error), "Amount");
    let error = stage.post("invoice", with_lines(&[json!({"Amount": 1})])).await.fault(400, "2020");
    assert_eq!(missing(error), "DetailType");
}

#[tokio::test]
async fn a_text_line_has_no_amount_and_cannot_stand_alone() {
    let stage = Stage::new();
    let words = json!({
        "DetailType": "DescriptionOnly",
        "Description": "thank you",
        "DescriptionLineDetail": {"TaxCodeRef": {"value": "NON"}},
    });
    let invoice = stage.post("invoice", with_lines(&[words.clone(), line("5")])).await.object("Invoice");
    assert_eq!(invoice["Line"][0]["DescriptionLineDetail"], json!({}));
    assert!(invoice["Line"][0].get("Amount").is_none());
    stage.post("invoice", with_lines(&[words])).await.fault(400, "6000");
}

#[tokio::test]
async fn a_line_without_item_gets_the_default_item() {
    let stage = Stage::new();
    let body =
        with_lines(&[json!({"DetailType": "SalesItemLineDetail", "Amount": 5, "SalesItemLineDetail": {}})]);
    let invoice = stage.post("invoice", body).await.object("Invoice");
    let item = &invoice["Line"][0]["SalesItemLineDetail"]["ItemRef"];
    assert_eq!(*item, json!({"value": "1", "name": "Services"}));
}

#[tokio::test]
async fn a_bundle_is_refused_as_not_supported() {
    let stage = Stage::new();
    let bundle = json!({"DetailType": "GroupLineDetail", "GroupLineDetail": {"GroupItemRef": {"value": "1"}, "Quantity": 1}});
    stage.post("invoice", with_lines(&[bundle])).await.fault(400, "5030");
}

#[tokio::test]
async fn a_sent_subtotal_is_made_anew() {
    let stage = Stage::new();
    let sent = json!({"DetailType": "SubTotalLineDetail", "Amount": 999, "SubTotalLineDetail": {}});
    let invoice = stage.post("invoice", with_lines(&[line("5"), sent])).await.object("Invoice");
    assert_eq!(invoice["Line"].as_array().unwrap().len(), 2);
    assert_eq!(printed(&invoice["Line"][1]["Amount"]), "5.00");
}

#[tokio::test]
async fn lines_may_be_negative_as_long_as_the_total_is_not() {
    let stage = Stage::new();
    let invoice = stage.post("invoice", with_lines(&[line("5"), line("-5")])).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "0");
    let error = stage.post("invoice", with_lines(&[line("5"), line("-5.01")])).await.fault(400, "6000");
    assert!(text(&error, "Detail").contains("a transaction amount that is 0 or greater"), "{error}");
}

#[tokio::test]
async fn line_ids_stay_with_their_lines_and_new_lines_get_the_next() {
    let stage = Stage::new();
    let invoice = stage.post("invoice", with_lines(&[line("1"), line("2")])).await.object("Invoice");
    let mut second = line("2.5");
    second["Id"] = json!("2");
    let body = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "Line": [line("9"), second]});
    let updated = stage.post("invoice", body).await.object("Invoice");
    let ids: Vec<&str> =
        updated["Line"].as_array().unwrap()[..2].iter().map(|line| text(line, "Id")).collect();
    assert_eq!(ids, ["3", "2"]);
    assert_eq!(printed(&updated["TotalAmt"]), "11.50");
}

#[tokio::test]
async fn a_sparse_update_replaces_all_lines_or_keeps_all() {
    let stage = Stage::new();
    let invoice = stage.post("invoice", with_lines(&[line("1"), line("2")])).await.object("Invoice");
    let note = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "PrivateNote": "x"});
    let kept = stage.post("invoice", note).await.object("Invoice");
    assert_eq!(kept["Line"], invoice["Line"]);
    let one = json!({"Id": invoice["Id"], "SyncToken": "1", "sparse": true, "Line": [line("7")]});
    let replaced = stage.post("invoice", one).await.object("Invoice");
    assert_eq!(printed(&replaced["TotalAmt"]), "7.00");
    let none = json!({"Id": invoice["Id"], "SyncToken": "2", "sparse": true, "Line": []});
    stage.post("invoice", none).await.fault(400, "2020");
    let full = json!({"Id": invoice["Id"], "SyncToken": "2", "CustomerRef": {"value": "3"}});
    stage.post("invoice", full).await.fault(400, "2020");
}

#[tokio::test]
async fn due_dates_follow_the_terms() {
    let stage = Stage::new();
    let due = async |term: Value, date: &str| {
        let mut body = invoice("3", "1");
        body["TxnDate"] = json!(date);
        body["SalesTermRef"] = term;
        text(&stage.post("invoice", body).await.object("Invoice"), "DueDate").to_owned()
    };
    assert_eq!(due(json!({"value": "1"}), "2026-01-31").await, "2026-01-31");
    assert_eq!(due(json!({"value": "5"}), "2026-02-20").await, "2026-03-02");
    let term = json!({"Name": "15th", "DayOfMonthDue": 15, "DueNextMonthDays": 5});
    let term = stage.post("term", term).await.object("Term");
    assert_eq!(due(json!({"value": term["Id"]}), "2026-01-08").await, "2026-01-15");
    assert_eq!(due(json!({"value": term["Id"]}), "2026-01-12").await, "2026-02-15");
    let mut body = invoice("3", "1");
    body["DueDate"] = json!("2026-12-24");
    assert_eq!(text(&stage.post("invoice", body).await.object("Invoice"), "DueDate"), "2026-12-24");
}

#[tokio::test]
async fn the_services_date_is_that_of_california() {
    let stage = Stage::new().later(11 * 3600).await;
    assert_eq!(text(&stage.invoice("3", "1").await, "TxnDate"), "2026-03-02");
    let stage = stage.later(3600).await;
    assert_eq!(text(&stage.invoice("3", "1").await, "TxnDate"), "2026-03-03");
}

#[tokio::test]
async fn sending_by_email_needs_an_address() {
    let stage = Stage::new();
    let mut body = invoice("6", "1");
    body["EmailStatus"] = json!("NeedToSend");
    stage.post("invoice", body.clone()).await.fault(400, "6420");
    body["BillEmail"] = json!({"Address": "a@b.example"});
    stage.post("invoice", body).await.object("Invoice");
}

#[tokio::test]
async fn shipping_is_a_line_of_its_own_below_the_subtotal() {
    let stage = Stage::new();
    let shipping = json!({
        "DetailType": "SalesItemLineDetail",
        "Amount": 12,
        "SalesItemLineDetail": {"ItemRef": {"value": "SHIPPING_ITEM_ID"}, "TaxCodeRef": {"value": "NON"}},
    });
    let body = with_lines(&[shipping, line("5")]);
    let invoice = stage.post("invoice", body.clone()).await.object("Invoice");
    assert_eq!(printed(&invoice["TotalAmt"]), "17.00");
    assert_eq!(printed(&invoice["Line"][1]["Amount"]), "5.00");
    assert_eq!(invoice["Line"][2]["SalesItemLineDetail"]["ItemRef"]["value"], "SHIPPING_ITEM_ID");
    stage.prefer(json!({"SalesFormsPrefs": {"AllowShipping": false}})).await;
    stage.post("invoice", body).await.fault(400, "6000");
}

#[tokio::test]
async fn a_deposit_lowers_the_balance_where_deposits_are_allowed() {
    let stage = Stage::new();
    let mut body = invoice("3", "100");
    body["Deposit"] = json!(30);
    stage.post("invoice", body.clone()).await.fault(400, "6000");
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDeposit": true}})).await;
    let invoice = stage.post("invoice", body).await.object("Invoice");
    assert_eq!(
        (printed(&invoice["TotalAmt"]), printed(&invoice["Balance"])),
        ("100.00".into(), "70.00".into())
    );
}

#[tokio::test]
async fn the_companys_own_fields_are_taken_and_others_refused() {
    let stage = Stage::new();
    let mut body = invoice("3", "1");
    body["CustomField"] =
        json!([{"DefinitionId": "1", "Name": "Crew #", "Type": "StringType", "StringValue": "102"}]);
    let invoice = stage.post("invoice", body.clone()).await.object("Invoice");
    assert_eq!(text(&invoice["CustomField"][0], "StringValue"), "102");
    body["CustomField"][0]["DefinitionId"] = json!("2");
    stage.post("invoice", body).await.fault(400, "3000");
}

#[tokio::test]
async fn an_invoice_raises_the_balance_of_its_customer_and_receivables() {
    let stage = Stage::new();
    let before = stage.read("Account", "84").await["CurrentBalance"].clone();
    assert_eq!(printed(&before), "5281.52");
    let invoice = stage.invoice("3", "100").await;
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "100.00");
    assert_eq!(printed(&stage.read("Account", "84").await["CurrentBalance"]), "5381.52");
    let body = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "Line": [line("40")]});
    stage.post("invoice", body).await.object("Invoice");
    assert_eq!(printed(&stage.read("Customer", "3").await["Balance"]), "40.00");
    assert_eq!(printed(&stage.read("Account", "84").await["CurrentBalance"]), "5321.52");
}

#[tokio::test]
async fn a_sub_customers_balance_shows_at_its_parent() {
    let stage = Stage::new();
    for sum in ["562.50", "587.50"] {
        let parent = stage.read("Customer", "7").await;
        let shown = [printed(&parent["Balance"]), printed(&parent["BalanceWithJobs"])];
        assert_eq!(shown, ["0", sum]);
        stage.invoice("8", "25").await;
    }
}

#[tokio::test]
async fn an_invoice_in_a_closed_period_is_refused() {
    let stage = Stage::new();
    stage.settings(json!({"book_close_date": "2026-01-31"})).await;
    let mut body = invoice("3", "1");
    body["TxnDate"] = json!("2026-01-31");
    stage.post("invoice", body.clone()).await.fault(400, "6210");
    body["TxnDate"] = json!("2026-02-01");
    let invoice = stage.post("invoice", body).await.object("Invoice");
    let back = json!({"Id": invoice["Id"], "SyncToken": "0", "sparse": true, "TxnDate": "2026-01-01"});
    stage.post("invoice", back).await.fault(400, "6210");
}

fn words(text: &str) -> Value {
    json!({"DetailType": "DescriptionOnly", "Description": text})
}

#[tokio::test]
async fn an_inline_subtotal_is_computed_and_counts_as_a_line() {
    let stage = Stage::new();
    let lines = [
        line("5"),
        line("2.5"),
        words("Subtotal: $999"),
        line("4"),
        words("Subtotal: $0"),
        words("Subtotal: much"),
    ];
    let made = stage.post("invoice", with_lines(&lines)).await.object("Invoice");
    let texts: Vec<&str> = [2, 4, 5].iter().map(|index| text(&made["Line"][index], "Description")).collect();
    assert_eq!(texts, ["Subtotal: $7.50", "Subtotal: $4.00", "Subtotal: much"]);
    assert_eq!(printed(&made["TotalAmt"]), "11.50");
    stage.post("invoice", with_lines(&[words("Subtotal: $999")])).await.object("Invoice");
    let void = json!({"Id": made["Id"], "SyncToken": "0"});
    let voided = stage.post("invoice?operation=void", void).await.object("Invoice");
    let texts: Vec<&str> =
        [2, 4, 5].iter().map(|index| text(&voided["Line"][index], "Description")).collect();
    assert_eq!(texts, ["Subtotal: $0.00", "Subtotal: $0.00", "Subtotal: much"]);
    stage.post("invoice", with_lines(&[words("Subtotal: much")])).await.fault(400, "6000");
}

#[tokio::test]
async fn a_taxable_invoice_has_750_lines_at_most() {
    let stage = Stage::new();
    let lines = |count: usize, code: &str| {
        let mut taxed = line("1");
        taxed["SalesItemLineDetail"]["TaxCodeRef"] = json!({"value": code});
        let mut lines = vec![line("1"); count - 1];
        lines.push(taxed);
        with_lines(&lines)
    };
    stage.post("invoice", lines(751, "TAX")).await.fault(400, "6000");
    stage.post("invoice", lines(750, "TAX")).await.object("Invoice");
    stage.post("invoice", lines(751, "NON")).await.object("Invoice");
}

#[tokio::test]
async fn a_deposit_is_at_most_the_total_and_goes_to_an_account_that_holds_money() {
    let stage = Stage::new();
    stage.prefer(json!({"SalesFormsPrefs": {"AllowDeposit": true}})).await;
    let mut body = with_lines(&[line("50")]);
    for (deposit, account, status) in [(80, "35", 400), (-1, "35", 400), (50, "84", 400), (50, "35", 200)] {
        body["Deposit"] = json!(deposit);
        body["DepositToAccountRef"] = json!({"value": account});
        let reply = stage.post("invoice", body.clone()).await;
        assert_eq!(reply.status, status, "{}", reply.text);
    }
}

#[tokio::test]
async fn a_full_update_takes_addresses_from_the_customer_again() {
    let stage = Stage::new();
    let made = stage.invoice("1", "5").await;
    let mut full = invoice("1", "5");
    full["Id"] = made["Id"].clone();
    full["SyncToken"] = json!("0");
    let full = stage.post("invoice", full).await.object("Invoice");
    assert_eq!(full["BillAddr"]["Line1"], made["BillAddr"]["Line1"]);
    assert_eq!(full["BillEmail"], made["BillEmail"]);
    let clear = json!({"Id": made["Id"], "SyncToken": "1", "sparse": true, "BillEmail": {}});
    assert!(stage.post("invoice", clear).await.object("Invoice").get("BillEmail").is_none());
    let note = json!({"Id": made["Id"], "SyncToken": "2", "sparse": true, "PrivateNote": "x"});
    assert!(stage.post("invoice", note).await.object("Invoice").get("BillEmail").is_none());
}
