//! Requests and answers in XML (fact sheet 2.3, 15.5).

use crate::stage::{Reply, Stage, text};
use axum::http::Method;
use serde_json::{Value, json};

const SPACE: &str = "xmlns=\"http://schema.intuit.com/finance/v3\"";

/// A request with a body and an answer in XML.
async fn post(stage: &Stage, rest: &str, body: &str) -> Reply {
    let path = format!("/v3/company/{}/{rest}", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    let headers = [
        ("authorization", bearer.as_str()),
        ("accept", "application/xml"),
        ("content-type", "application/xml"),
    ];
    stage.raw(Method::POST, &path, &headers, body.as_bytes().to_vec()).await
}

async fn get(stage: &Stage, rest: &str) -> Reply {
    let path = format!("/v3/company/{}/{rest}", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    stage
        .raw(Method::GET, &path, &[("authorization", &bearer), ("accept", "application/xml")], Vec::new())
        .await
}

/// What stands between the first of these two.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start} in {text}")).0
}

/// The text must hold these pieces, one after the other.
#[track_caller]
fn in_order(text: &str, pieces: &[&str]) {
    let mut rest = text;
    for piece in pieces {
        rest = rest.split_once(piece).unwrap_or_else(|| panic!("no {piece} in its place in {text}")).1;
    }
}

fn invoice(lines: &str) -> String {
    format!("<Invoice {SPACE}>{lines}<CustomerRef>3</CustomerRef></Invoice>")
}

fn line(amount: &str) -> String {
    format!(
        "<Line><Description>A &amp; B</Description><Amount>{amount}</Amount>\
         <DetailType>SalesItemLineDetail</DetailType>\
         <SalesItemLineDetail><ItemRef name=\"x\">1</ItemRef></SalesItemLineDetail></Line>"
    )
}

#[tokio::test]
async fn an_object_comes_in_and_goes_out_as_xml() {
    let stage = Stage::new();
    let reply = post(&stage, "invoice", &invoice(&(line("10") + &line("2.5")))).await;
    assert_eq!(
        (reply.status, &reply.headers["content-type"]),
        (200, &"application/xml;charset=UTF-8".parse().unwrap())
    );
    in_order(
        &reply.text,
        &[
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><IntuitResponse time=\"2026-",
            SPACE,
            "><Invoice domain=\"QBO\" sparse=\"false\"><Id>",
            "<SyncToken>0</SyncToken><MetaData><CreateTime>",
            "<CurrencyRef name=\"United States Dollar\">USD</CurrencyRef>",
            "<Line><Id>1</Id><LineNum>1</LineNum><Description>A &amp; B</Description><Amount>10.00</Amount>",
            "<ItemRef name=\"Services\">1</ItemRef>",
            "<Line><Id>2</Id>",
            "<CustomerRef name=\"Cool Cars\">3</CustomerRef>",
            "<TotalAmt>12.50</TotalAmt>",
            "</Invoice></IntuitResponse>",
        ],
    );
    let id = between(&reply.text, "<Id>", "</Id>");
    // The same as who asks for JSON sees.
    let read = stage.read("Invoice", id).await;
    assert_eq!(
        (&read["TotalAmt"].to_string()[..], text(&read["Line"][1], "Description")),
        ("12.50", "A & B")
    );
    let again = get(&stage, &format!("invoice/{id}")).await;
    assert_eq!(
        between(&again.text, "<Invoice", "</IntuitResponse>"),
        between(&reply.text, "<Invoice", "</IntuitResponse>")
    );
}

#[tokio::test]
async fn sparse_updates_blanks_and_deletes_work_in_xml() {
    let stage = Stage::new();
    let customer =
        stage.post("customer", json!({"DisplayName": "X", "Notes": "n", "CompanyName": "C"})).await;
    let id = text(&customer.object("Customer"), "Id").to_owned();
    let body =
        format!("<Customer {SPACE} sparse=\"true\"><Id>{id}</Id><SyncToken>0</SyncToken><Notes/></Customer>");
    let reply = post(&stage, "customer", &body).await;
    in_order(&reply.text, &["<SyncToken>1</SyncToken>", "<CompanyName>C</CompanyName>"]);
    assert!(!reply.text.contains("<Notes>"), "{}", reply.text);
    let body = format!(
        "<Customer {SPACE}><Id>{id}</Id><SyncToken>1</SyncToken><DisplayName>X</DisplayName></Customer>"
    );
    let reply = post(&stage, "customer", &body).await;
    assert!(!reply.text.contains("<CompanyName>"), "a full update clears: {}", reply.text);
    let made = stage.invoice("3", "5").await;
    let body = format!("<Invoice {SPACE}><Id>{}</Id><SyncToken>0</SyncToken></Invoice>", text(&made, "Id"));
    let reply = post(&stage, "invoice?operation=delete", &body).await;
    in_order(&reply.text, &["<Invoice domain=\"QBO\" status=\"Deleted\"><Id>", "</Id></Invoice>"]);
    stage.get(&format!("invoice/{}", text(&made, "Id"))).await.fault(400, "610");
}

#[tokio::test]
async fn what_is_wrong_in_xml_is_refused_as_in_json() {
    let stage = Stage::new();
    for (body, code) in [
        (invoice(""), "2020"),
        (invoice(&(line("1") + "<NoSuch>1</NoSuch>")), "2010"),
        (invoice(&(line("1") + "<DocNumber>1</DocNumber><DocNumber>2</DocNumber>")), "2010"),
        (invoice(&line("ten")), "2080"),
        (invoice(&line("1")).replace(">3<", ">999<"), "2500"),
        (invoice(&line("1")).replace("Invoice", "Bill"), "2010"),
        (invoice("<Line>"), "2010"),
        ("{}".to_owned(), "2010"),
        (String::new(), "2010"),
    ] {
        let reply = post(&stage, "invoice", &body).await;
        assert_eq!((reply.status, between(&reply.text, "<Error code=\"", "\"")), (400, code), "{body}");
        in_order(
            &reply.text,
            &["<Fault type=\"ValidationFault\">", "<Message>", "<Detail>", "</IntuitResponse>"],
        );
    }
    assert_eq!(stage.ids("select * from Invoice where CustomerRef = '3'").await.len(), 0);
}

#[tokio::test]
async fn queries_batches_and_changes_come_as_xml() {
    let stage = Stage::new();
    let reply = get(&stage, "query?query=select%20*%20from%20Customer%20maxresults%202").await;
    in_order(
        &reply.text,
        &[
            "<QueryResponse startPosition=\"1\" maxResults=\"2\"",
            "><Customer ",
            "</Customer><Customer ",
            "</QueryResponse>",
        ],
    );
    let reply = get(&stage, "query?query=select%20count(*)%20from%20Customer").await;
    in_order(&reply.text, &["<QueryResponse totalCount=\"29\"></QueryResponse>"]);
    let batch = format!(
        "<IntuitBatchRequest {SPACE}>\
         <BatchItemRequest bId=\"a\" operation=\"create\"><Vendor><DisplayName>V</DisplayName></Vendor></BatchItemRequest>\
         <BatchItemRequest bId=\"b\"><Query>select * from Term</Query></BatchItemRequest>\
         <BatchItemRequest bId=\"d\"><CDCQuery><Entities>Term</Entities><ChangedSince>2026-03-01</ChangedSince></CDCQuery></BatchItemRequest>\
         <BatchItemRequest bId=\"e\"><ReportQuery>TrialBalance</ReportQuery></BatchItemRequest>\
         <BatchItemRequest bId=\"c\" operation=\"create\"><Vendor><DisplayName>v</DisplayName></Vendor></BatchItemRequest>\
         </IntuitBatchRequest>"
    );
    let reply = post(&stage, "batch", &batch).await;
    in_order(
        &reply.text,
        &[
            "<BatchItemResponse bId=\"a\"><Vendor ",
            "<BatchItemResponse bId=\"b\"><QueryResponse ",
            "<Term ",
            "<BatchItemResponse bId=\"d\"><CDCResponse><QueryResponse",
            "<Term ",
            "</CDCResponse></BatchItemResponse>",
            "<BatchItemResponse bId=\"e\"><Report><Header>",
            "<BatchItemResponse bId=\"c\"><Fault type=\"ValidationFault\"><Error code=\"6240\"",
        ],
    );
    let reply = get(&stage, "cdc?entities=Vendor,Invoice&changedSince=2026-03-01").await;
    in_order(&reply.text, &["<CDCResponse><QueryResponse", "<Vendor ", "</QueryResponse>", "</CDCResponse>"]);
}

#[tokio::test]
async fn who_does_not_say_gets_what_it_sends() {
    let stage = Stage::new();
    let reply = stage.post_bytes("invoice", "application/xml", invoice(&line("1")).into_bytes()).await;
    assert!(reply.text.starts_with("<?xml"), "{}", reply.text);
    let reply = stage.get("invoice/130").await;
    assert!(reply.text.starts_with('{'), "{}", reply.text);
    let path = format!("/v3/company/{}/invoice", stage.session.realm_id);
    let bearer = format!("Bearer {}", stage.session.access_token);
    let headers =
        [("authorization", bearer.as_str()), ("accept", "application/json"), ("content-type", "text/xml")];
    let reply = stage.raw(Method::POST, &path, &headers, invoice(&line("1")).into_bytes()).await;
    reply.object("Invoice");
}

#[tokio::test]
async fn the_gateway_refuses_in_xml_too() {
    let stage = Stage::new();
    stage.advance(3600);
    let reply = get(&stage, "invoice/130").await;
    assert_eq!(reply.status, 401);
    in_order(
        &reply.text,
        &[
            "<Fault type=\"AUTHENTICATION\"><Error code=\"3200\"><Message>message=AuthenticationFailed",
            "Token expired",
        ],
    );
}

#[tokio::test]
async fn text_survives_the_way_through_xml() {
    let stage = Stage::new();
    let note = "<b> & \"q\" \r\n\té \u{1}";
    let body = json!({"DisplayName": "Odd", "Notes": note});
    let id = text(&stage.post("customer", body).await.object("Customer"), "Id").to_owned();
    let reply = get(&stage, &format!("customer/{id}")).await;
    let notes = between(&reply.text, "<Notes>", "</Notes>").to_owned();
    assert_eq!(notes, "&lt;b&gt; &amp; &quot;q&quot; &#13;&#10;\té \u{fffd}");
    let body = format!(
        "<Customer {SPACE} sparse=\"true\"><Id>{id}</Id><SyncToken>0</SyncToken><Notes>{notes}</Notes></Customer>"
    );
    post(&stage, "customer", &body).await;
    assert_eq!(stage.read("Customer", &id).await["Notes"], Value::from(note.replace('\u{1}', "\u{fffd}")));
}

#[tokio::test]
async fn transfers_and_preferences_are_as_the_schema_says() {
    let stage = Stage::new();
    let body = format!(
        "<Transfer {SPACE}><FromAccountRef>35</FromAccountRef><ToAccountRef>36</ToAccountRef><Amount>5</Amount>\
         <TransferEx></TransferEx></Transfer>"
    );
    let made = post(&stage, "transfer", &body).await;
    assert!(made.text.contains("<Amount>5.00</Amount><TransferEx></TransferEx></Transfer>"), "{}", made.text);
    let shown = get(&stage, "preferences").await.text;
    for member in ["RevenueRecognitionEnabled", "CustomField"] {
        assert!(!shown.contains(member), "{shown}");
        assert!(stage.get("preferences").await.text.contains(member));
    }
    let contact = "<OtherContactInfo><Type>EmailAddress</Type><Email><Address>a@b.c</Address></Email></OtherContactInfo>";
    let vendor = format!("<Vendor {SPACE}><DisplayName>V</DisplayName>{contact}</Vendor>");
    assert!(post(&stage, "vendor", &vendor).await.text.contains(contact));
}

#[tokio::test]
async fn what_a_line_is_charged_on_with_stands_where_the_schema_has_it() {
    let stage = Stage::new();
    let markup =
        json!({"MarkUpIncomeAccountRef": {"value": "1"}, "Percent": 5, "Value": 5, "PercentBased": true});
    let detail = json!({"AccountRef": {"value": "7"}, "MarkupInfo": markup});
    let line = json!({"DetailType": "AccountBasedExpenseLineDetail", "Amount": 10, "AccountBasedExpenseLineDetail": detail});
    let bill = stage.post("bill", json!({"VendorRef": {"value": "41"}, "Line": [line]})).await.object("Bill");
    let shown = get(&stage, &format!("bill/{}", text(&bill, "Id"))).await;
    let markup = "<MarkupInfo><PercentBased>true</PercentBased><Value>5</Value><Percent>5</Percent><MarkUpIncomeAccountRef";
    in_order(&shown.text, &["<BillableStatus>", markup, "</MarkupInfo>", "<TaxCodeRef"]);
}
