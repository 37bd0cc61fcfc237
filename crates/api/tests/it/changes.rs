//! What others change in QuickBooks, by the API.

use crate::integrations::ask;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::databases::TestDb;
use testkit::stack::Stack;

/// Customers that somebody has changed, and the entries that tell it.
async fn changed(db: &TestDb, count: usize) -> anyhow::Result<(Stack, Vec<String>)> {
    let stack = Stack::enabled(db).await?;
    let mut ids = Vec::new();
    for number in 0..count {
        ids.push(stack.customer(&format!("Changed {number}")).await?.id);
    }
    stack.settle().await?;
    stack.clock.advance(jiff::SignedDuration::from_secs(5));
    for number in 0..count {
        let theirs =
            stack.remote_where("Customer", "DisplayName", &format!("Changed {number}")).await?.remove(0);
        let fax = json!({"Id": theirs["Id"], "SyncToken": theirs["SyncToken"], "sparse": true, "Fax": {"FreeFormNumber": "1"}});
        stack.remote_write("customer", fax).await?;
    }
    let (status, body) = ask(&stack, Method::POST, "/integrations/quickbooks/changes.json").await;
    assert_eq!((status, &body["message"]), (StatusCode::OK, &"Saved".into()));
    assert_eq!(body["changes"]["due"], "2026-11-23T09:30:05+00:00");
    stack.settle().await?;
    let mut entries = Vec::new();
    for id in ids {
        entries.push(stack.entry_of(id).await?.id.to_string());
    }
    Ok((stack, entries))
}

const PUSH_AGAIN: &str = "/integrations/log/{id}/push_again.json";
const ACCEPT: &str = "/integrations/log/{id}/accept.json";
const UNLINK: &str = "/integrations/log/{id}/unlink.json";
const RECREATE: &str = "/integrations/log/{id}/recreate.json";

async fn chosen(stack: &Stack, entry: &str, route: &str) -> (StatusCode, Value) {
    ask(stack, Method::POST, &route.replace("{id}", entry)).await
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn what_may_be_chosen_is_told_and_done(db: TestDb) -> anyhow::Result<()> {
        let (stack, entries) = changed(&db, 3).await?;
        let (_, body) = ask(&stack, Method::GET, &format!("/integrations/log/{}.json", entries[0])).await;
        assert_eq!((&body["entry"]["code"], &body["entry"]["action"]), (&"changed-in-quickbooks".into(), &"change in quickbooks".into()));
        assert_eq!(body["entry"]["choices"], json!(["push_again", "accept", "unlink"]));
        let all = [(PUSH_AGAIN, "push_again", "queued"), (ACCEPT, "accept", "completed"), (UNLINK, "unlink", "completed")];
        for (entry, (route, choice, status)) in entries.iter().zip(all) {
            let (code, body) = chosen(&stack, entry, route).await;
            assert_eq!((code, &body["entry"]["status"]), (StatusCode::OK, &status.into()), "{body}");
            assert_eq!((&body["entry"]["chosen"]["choice"], &body["entry"]["chosen"]["by"]), (&choice.into(), &"Ada Tester".into()));
            assert_eq!(chosen(&stack, entry, route).await.0, StatusCode::OK, "the same again");
        }
        let (_, body) = ask(&stack, Method::GET, &format!("/integrations/log/{}.json", entries[2])).await;
        assert_eq!(body["entry"]["choices"], json!(["push_again"]));
        Ok(())
    }

    async fn what_may_not_be_chosen_is_refused(db: TestDb) -> anyhow::Result<()> {
        let (stack, entries) = changed(&db, 1).await?;
        let (status, body) = chosen(&stack, &entries[0], RECREATE).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = body["message"]["errors"]["choice"]["offered"].as_str().unwrap();
        assert_eq!(told, "“recreate” can't be chosen at this entry; choose one of push_again, accept, unlink");
        let nobody = uuid::Uuid::from_u128(5).to_string();
        assert_eq!(chosen(&stack, &nobody, ACCEPT).await.0, StatusCode::NOT_FOUND);
        stack.engine.disable(stack.actor.company_id).await?;
        let (status, body) = ask(&stack, Method::POST, "/integrations/quickbooks/changes.json").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body["message"]["errors"]["quickbooks"]["enabled"].as_str().unwrap().contains("switched off"), "{body}");
        Ok(())
    }
}
