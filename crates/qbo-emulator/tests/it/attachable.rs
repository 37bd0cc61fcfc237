//! Metadata of attachments (fact sheet 4.3).

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn a_note_is_attached_to_what_exists() {
    let stage = Stage::new();
    let mut body = json!({
        "Note": "see mail",
        "AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "130"}, "IncludeOnSend": false}],
    });
    let note = stage.post("attachable", body.clone()).await.object("Attachable");
    assert_eq!(note["AttachableRef"], body["AttachableRef"]);
    assert_eq!(stage.ids("select * from Attachable where Note = 'see mail'").await, [text(&note, "Id")]);
    body["AttachableRef"][0]["EntityRef"]["value"] = json!("9999");
    stage.post("attachable", body).await.fault(400, "2500");
    stage.post("attachable", json!({"Category": "Image"})).await.fault(400, "6000");
    stage.post("attachable", json!({"Note": "x", "Category": "Song"})).await.fault(400, "2170");
    stage.post("attachable?operation=delete", note).await.object("Attachable");
}
