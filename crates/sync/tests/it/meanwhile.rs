//! Saves while an entry is worked on.

use crate::later::{a_moment, drained, settle_later};
use serde_json::json;
use std::time::Duration;
use sync::log::Status;
use testkit::databases::TestDb;
use testkit::stack::Stack;

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn an_edit_during_a_call_that_fails_takes_over(db: TestDb) -> anyhow::Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.trouble(json!({"match": {"entity": "Customer", "operation": "create"}, "times": 1, "action": {"delay_ms": 1000}})).await?;
        let contact = stack.customer("Books by Bessie").await?;
        let engine = stack.engine.clone();
        let drain = tokio::spawn(async move { engine.drain().await });
        a_moment().await;
        stack.edit_contact(contact.id, |contact| contact.details.name = "Books by Bess".to_owned()).await?;
        drained(&stack, drain).await?;
        let entries: Vec<_> = stack.log().await?.into_iter().filter(|e| e.record.id == contact.id).collect();
        assert!(entries.iter().all(|e| e.status != Status::Failed), "{entries:#?}");
        Ok(())
    }
}

#[tokio::test]
async fn a_save_and_an_entry_that_goes_back_into_the_queue_do_not_block_each_other_on_postgres()
-> anyhow::Result<()> {
    let db = testkit::databases::fresh_postgres(store::migrations::ALL).await?;
    let stack = Stack::enabled(&db).await?;
    let mut tx = db.begin_write().await?;
    tx.sql("CREATE FUNCTION dawdle() RETURNS trigger AS 'BEGIN
        IF OLD.status = ''running'' AND NEW.status = ''queued'' THEN PERFORM pg_sleep(0.5); END IF; RETURN NEW; END'
        LANGUAGE plpgsql").execute().await?;
    tx.sql("CREATE TRIGGER dawdle BEFORE UPDATE ON log_entries FOR EACH ROW EXECUTE FUNCTION dawdle()")
        .execute()
        .await?;
    tx.commit().await?;
    let customer = stack.customer("Crossed").await?;
    stack.cut(true);
    let engine = stack.engine.clone();
    let drain = tokio::spawn(async move { engine.drain().await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    stack.edit_contact(customer.id, |contact| contact.details.phone = "1".to_owned()).await?;
    drain.await??;
    stack.cut(false);
    settle_later(&stack).await?;
    assert_eq!(stack.entry_of(customer.id).await?.status, Status::Completed);
    Ok(())
}
