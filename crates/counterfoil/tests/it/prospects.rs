//! Contacts that become something else, through the public API, as QuickBooks gets to see them.

use anyhow::Result;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::Api;
use crate::stage::{Place, Stage};

const CUSTOMER: i64 = 2;
const PROSPECT: i64 = 8;
const SUPPLIER: i64 = 10;

async fn contact(api: &Api, context: i64, name: &str) -> Result<Uuid> {
    let body = json!({"customer": {"context_id": context, "name": name, "office_phone": "030-0074321"}});
    api.post("customers.json", &body).await?.saved("customer")
}

async fn turn(api: &Api, id: Uuid, context: i64) -> Result<()> {
    let body = json!({"customer": {"context_id": context}});
    api.put(&format!("customers/{id}.json"), &body).await?.saved("customer")?;
    api.quiet().await
}

/// The names of every entity of this kind.
async fn names(stage: &Stage, kind: &str) -> Result<Vec<Value>> {
    let rows = stage.quickbooks.entities(kind).await?;
    Ok(rows.into_iter().map(|mut row| row["DisplayName"].take()).collect())
}

#[tokio::test]
async fn a_prospect_is_sent_at_the_edit_that_makes_a_customer_or_a_supplier_of_it() -> Result<()> {
    let mut stage = Stage::connected(Place::sqlite()?).await?;
    let api = stage.api()?;
    let (buyer, seller) =
        (contact(&api, PROSPECT, "Perhaps Ltd").await?, contact(&api, PROSPECT, "Maybe Ltd").await?);
    api.quiet().await?;
    assert_eq!(names(&stage, "Customer").await?, [""; 0]);
    assert!(api.entry(buyer).await.is_err(), "nothing is told of a prospect");
    turn(&api, buyer, CUSTOMER).await?;
    turn(&api, seller, SUPPLIER).await?;
    assert_eq!(names(&stage, "Customer").await?, ["Perhaps Ltd"]);
    assert_eq!(names(&stage, "Vendor").await?, ["Maybe Ltd"]);
    let customers = stage.quickbooks.entities("Customer").await?;
    assert_eq!(customers[0]["PrimaryPhone"]["FreeFormNumber"], "030-0074321");
    stage.take_program()?.kill().await
}

#[tokio::test]
async fn a_customer_that_turns_prospect_stays_there_as_it_was_and_is_the_same_again_later() -> Result<()> {
    let mut stage = Stage::connected(Place::sqlite()?).await?;
    let api = stage.api()?;
    let id = contact(&api, CUSTOMER, "Back and Forth").await?;
    api.quiet().await?;
    turn(&api, id, PROSPECT).await?;
    let renamed = json!({"customer": {"name": "Forth and Back"}});
    api.put(&format!("customers/{id}.json"), &renamed).await?.saved("customer")?;
    api.quiet().await?;
    assert_eq!(names(&stage, "Customer").await?, ["Back and Forth"]);
    turn(&api, id, CUSTOMER).await?;
    assert_eq!(names(&stage, "Customer").await?, ["Forth and Back"]);
    stage.take_program()?.kill().await
}
