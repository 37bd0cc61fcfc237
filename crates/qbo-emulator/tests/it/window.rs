//! The window: pages that show what the companies hold.

use crate::stage::{Stage, invoice, text};
use axum::http::Method;
use serde_json::{Value, json};

async fn page(stage: &Stage, path: &str) -> crate::stage::Reply {
    stage.raw(Method::GET, path, &[], Vec::new()).await
}

async fn shown(stage: &Stage, path: &str) -> String {
    let reply = page(stage, path).await;
    assert_eq!(
        (reply.status, &reply.headers["content-type"]),
        (200, &"text/html; charset=utf-8".parse().unwrap())
    );
    assert!(reply.headers["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    reply.text
}

fn of(stage: &Stage, rest: &str) -> String {
    format!("/_emulator/companies/{}{rest}", stage.session.realm_id)
}

#[tokio::test]
async fn the_first_page_leads_to_every_company_and_the_latest_requests() {
    let stage = Stage::new();
    stage.control(Method::POST, "companies", json!({"seed": "empty-us", "name": "Second & Sons"})).await;
    stage.get("customer/1").await.object("Customer");
    let home = shown(&stage, "/_emulator/").await;
    assert!(home.contains(&of(&stage, "")) && home.contains("Second &#38; Sons"), "{home}");
    assert!(home.contains("GET read") && home.contains("Customer 1"), "{home}");
    assert_eq!(page(&stage, "/").await.headers["location"], "/_emulator/");
}

#[tokio::test]
async fn a_company_shows_its_entities_with_counts() {
    let stage = Stage::new();
    let company = shown(&stage, &of(&stage, "")).await;
    assert!(
        company.contains("<span>Customer</span> <b>29</b>") || company.contains("<span>Customer</span> <b>"),
        "{company}"
    );
    assert!(company.contains("<dt>In the bank</dt><dd>2001.00</dd>"), "{company}");
    assert!(company.contains(&of(&stage, "/PurchaseOrder")), "{company}");
}

#[tokio::test]
async fn the_objects_of_an_entity_are_listed_page_by_page() {
    let stage = Stage::new();
    stage.settings(json!({"limits": false})).await;
    let mut last = String::new();
    for _ in 0..60 {
        last = format!(">{}</a>", text(&stage.invoice("3", "1").await, "Id"));
    }
    let newest = shown(&stage, &of(&stage, "/Invoice")).await;
    let oldest = shown(&stage, &of(&stage, "/Invoice?page=2")).await;
    assert!(newest.contains(&last) && !newest.contains(">130</a>") && newest.contains("Page 1 of 2"));
    assert!(oldest.contains(">130</a>") && !oldest.contains(&last) && oldest.contains("Page 2 of 2"));
    assert!(shown(&stage, &of(&stage, "/Invoice?page=999")).await.contains("Page 2 of 2"));
    assert!(shown(&stage, &of(&stage, "/Estimate")).await.contains("There are none."));
}

#[tokio::test]
async fn a_document_shows_its_lines_and_leads_to_what_it_is_linked_to() {
    let stage = Stage::new();
    let invoice = stage.invoice("3", "10").await;
    let id = text(&invoice, "Id");
    let paid = stage.payment("3", id, "4").await;
    let payment = of(&stage, &format!("/Payment/{}", text(&paid, "Id")));
    let document = shown(&stage, &of(&stage, &format!("/Invoice/{id}"))).await;
    for part in
        [payment.as_str(), &of(&stage, "/Customer/3"), &of(&stage, "/Item/1"), "<dd>6.00</dd>", "Subtotal"]
    {
        assert!(document.contains(part), "{part} in {document}");
    }
    assert!(document.contains("created") && document.contains("As JSON"));
    let back = shown(&stage, &payment).await;
    assert!(back.contains(&of(&stage, &format!("/Invoice/{id}"))), "{back}");
    let pdf = stage.response(Method::GET, &of(&stage, &format!("/Invoice/{id}/pdf")), &[], Vec::new()).await;
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
}

#[tokio::test]
async fn what_clients_write_is_shown_as_text() {
    let stage = Stage::new();
    let name = "<script>alert(1)</script>";
    let customer = stage.customer(name).await;
    let mut body = invoice(text(&customer, "Id"), "1");
    body["PrivateNote"] = json!("Voided <b>\"'");
    let invoice = stage.post("invoice", body).await.object("Invoice");
    for rest in ["/Customer", &format!("/Invoice/{}", text(&invoice, "Id")), ""] {
        let shown = shown(&stage, &of(&stage, rest)).await;
        assert!(!shown.contains(name) && !shown.contains("<b>\"'"), "{shown}");
    }
    let last = stage.control(Method::GET, "journal", Value::Null).await["last"].clone();
    let request = shown(&stage, &format!("/_emulator/requests/{last}")).await;
    assert!(request.contains("&#60;b&#62;") && !request.contains("<b>\\\""), "{request}");
}

#[tokio::test]
async fn a_request_is_shown_with_body_and_reply() {
    let stage = Stage::new();
    stage.post("invoice?requestid=r1", json!({"Line": []})).await.fault(400, "2020");
    let list = shown(&stage, "/_emulator/requests").await;
    assert!(list.contains("400 · 2020") && list.contains("/_emulator/requests/1"), "{list}");
    let request = shown(&stage, "/_emulator/requests/1").await;
    assert!(
        request.contains("Required parameter CustomerRef is missing") && request.contains("r1"),
        "{request}"
    );
    assert!(!request.contains(&stage.session.access_token));
}

#[tokio::test]
async fn the_company_is_found_by_its_realm_as_clients_ask_for_it() {
    let stage = Stage::new();
    let realm = stage.session.realm_id.clone();
    stage.get(&format!("companyinfo/{realm}")).await.object("CompanyInfo");
    let list = shown(&stage, "/_emulator/requests").await;
    assert!(list.contains(&of(&stage, &format!("/CompanyInfo/{realm}"))), "{list}");
    shown(&stage, &of(&stage, &format!("/CompanyInfo/{realm}"))).await;
}

#[tokio::test]
async fn what_is_not_there_is_said_with_a_way_back() {
    let stage = Stage::new();
    for path in [
        "/_emulator/companies/1".to_owned(),
        of(&stage, "/Spaceship"),
        of(&stage, "/Invoice/9999"),
        of(&stage, "/Customer/1/pdf"),
        "/_emulator/requests/99".to_owned(),
    ] {
        let reply = page(&stage, &path).await;
        assert!(reply.status == 404 && reply.text.contains("All companies"), "{path}: {}", reply.text);
    }
    for asset in ["/_emulator/style.css", "/_emulator/live.js"] {
        assert_eq!(page(&stage, asset).await.status, 200);
    }
}

#[tokio::test]
async fn a_document_shows_its_tax_and_addresses_as_one_writes_them() {
    let stage = Stage::new();
    let document = shown(&stage, &of(&stage, "/Invoice/67")).await;
    for part in ["<td>Tax</td>", ">34.00<", "4581 Finch St., Bayshore, CA, 94326"] {
        assert!(document.contains(part), "{part} in {document}");
    }
    assert!(!document.contains("entries, 34.00"), "{document}");
    assert!(shown(&stage, &of(&stage, "")).await.contains("/TaxAgency"));
}

#[tokio::test]
async fn a_page_keeps_what_it_came_with_so_that_the_first_change_is_put_in() {
    let stage = Stage::new();
    let script = stage.response(Method::GET, "/_emulator/live.js", &[], Vec::new()).await;
    let script = axum::body::to_bytes(script.into_body(), 10_000).await.unwrap();
    let script = String::from_utf8(script.to_vec()).unwrap();
    assert!(script.contains("let shown = document.querySelector(\"main\").innerHTML;"), "{script}");
}

#[tokio::test]
async fn a_company_says_whether_it_was_asked_nothing_or_the_journal_has_forgotten() {
    let stage = Stage::new();
    let (never, forgotten) = ("Nothing has been asked yet.", "What was asked is no longer in the journal.");
    let says = async |path: &str| {
        let page = shown(&stage, path).await;
        (page.contains(never), page.contains(forgotten))
    };
    let own = of(&stage, "");
    for path in [own.as_str(), "/_emulator/", "/_emulator/requests"] {
        assert_eq!(says(path).await, (true, false), "{path}");
    }
    stage.get("customer/1").await.object("Customer");
    assert_eq!(says(&own).await, (false, false));
    stage.control(Method::DELETE, "journal", Value::Null).await;
    for path in [own.as_str(), "/_emulator/", "/_emulator/requests"] {
        assert_eq!(says(path).await, (false, true), "{path}");
    }
}
