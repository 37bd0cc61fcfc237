//! `/integrations/quickbooks/settings`: ours, beside API 2.0.

use crate::integrations::{ask, send};
use axum::http::{Method, StatusCode};
use serde_json::json;
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};

const SETTINGS: &str = "/integrations/quickbooks/settings.json";

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn settings_are_told_with_what_quickbooks_offers_and_what_is_missing(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (status, body) = ask(&stack, Method::GET, SETTINGS).await;
        assert_eq!(status, StatusCode::OK);
        let settings = &body["settings"];
        assert_eq!((&settings["income_account"], &settings["deposit_account"]), (&json!("79"), &json!(null)));
        assert_eq!((&settings["refund_form"], &settings["missing"]), (&json!("paid_out"), &json!([])));
        let checking = json!({"id": "35", "name": "Checking", "kind": "Bank", "detail": "Checking"});
        assert!(settings["choices"]["accounts"].as_array().unwrap().contains(&checking));
        assert_eq!(settings["choices"]["words"]["discount_form"], json!(["unit_price", "line"]));
        Ok(())
    }

    async fn a_change_keeps_what_it_does_not_name_and_reaches_quickbooks(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let change = json!({"settings": {"deposit_account": "35", "payment_methods": [{"reference": "Cash", "deposit_account": "36"}]}});
        let (status, body) = send(&stack, Method::PUT, SETTINGS, change).await;
        assert_eq!((status, &body["message"]), (StatusCode::OK, &json!("Saved")), "{body}");
        assert_eq!(body["settings"]["income_account"], "79");
        let customer = stack.customer("Payer").await?;
        let view = stack.invoice(customer.id, vec![service("Work", "1", "10")]).await?;
        stack.pay(view.filed.document.id, "4").await?;
        stack.settle().await?;
        assert_eq!(stack.remote("Payment").await?.pop().unwrap()["DepositToAccountRef"]["value"], "35");
        // What was read may be sent back whole.
        let (_, whole) = ask(&stack, Method::GET, SETTINGS).await;
        let (status, body) = send(&stack, Method::PUT, SETTINGS, whole.clone()).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(body["settings"], whole["settings"]);
        Ok(())
    }

    async fn what_is_not_offered_is_refused_with_field_and_value(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let wrong = json!({"settings": {
            "income_account": "35", "refund_form": "cash", "colour": "red",
        }});
        let (status, body) = send(&stack, Method::PUT, SETTINGS, wrong).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body["message"]["errors"]["colour"]["unknown"].as_str().unwrap().contains("“colour”"), "{body}");
        let wrong = json!({"settings": {
            "income_account": "35", "payment_methods": [{"reference": "Cash", "payment_method": "99"}, {"reference": ""}],
        }});
        let (_, body) = send(&stack, Method::PUT, SETTINGS, wrong).await;
        let errors = &body["message"]["errors"];
        assert!(errors["income_account"]["inList"].as_str().unwrap().contains("“35” (Checking)"), "{body}");
        assert!(errors["payment_methods.0.payment_method"]["inList"].as_str().unwrap().contains("“99”"), "{body}");
        assert!(errors["payment_methods.1.reference"]["_required"].is_string(), "{body}");
        let (_, body) = send(&stack, Method::PUT, SETTINGS, json!({"settings": {"refund_form": "cash"}})).await;
        assert!(body["message"]["errors"]["refund_form"]["inList"].as_str().unwrap().contains("paid_out, receipt"), "{body}");
        let (_, body) = send(&stack, Method::PUT, SETTINGS, json!({"settings": {"number_suffix": "-number"}})).await;
        assert!(body["message"]["errors"]["number_suffix"]["inList"].as_str().unwrap().contains("at most 6"), "{body}");
        Ok(())
    }

    async fn reading_again_shows_what_is_new_in_quickbooks(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        let account = json!({"Name": "New account", "AccountType": "Bank", "AccountSubType": "Checking"});
        stack.remote_write("account", account).await?;
        let (status, body) = ask(&stack, Method::POST, "/integrations/quickbooks/read_again.json").await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let accounts = body["settings"]["choices"]["accounts"].as_array().unwrap();
        assert!(accounts.iter().any(|account| account["name"] == "New account"));
        Ok(())
    }

    async fn without_a_connection_there_are_no_settings(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::unconnected(&db).await?;
        let (status, body) = ask(&stack, Method::GET, SETTINGS).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
        Ok(())
    }
}
