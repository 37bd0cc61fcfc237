//! Attachments and their files (fact sheet 4.3).

use crate::stage::{Stage, text};
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn an_attachment_keeps_the_fields_of_its_own_at_each_object() {
    let stage = Stage::new();
    let field = json!({"DefinitionId": "1", "Name": "Page", "Type": "StringType", "StringValue": "3"});
    let mut body = json!({"Note": "n", "AttachableRef": [
        {"EntityRef": {"type": "Invoice", "value": "130"}, "CustomField": [field]}]});
    let note = stage.post("attachable", body.clone()).await.object("Attachable");
    assert_eq!(note["AttachableRef"], body["AttachableRef"]);
    body["AttachableRef"][0]["CustomField"][0]["StringValue"] = json!("x".repeat(32));
    stage.post("attachable", body).await.fault(400, "2050");
}

#[tokio::test]
async fn a_note_is_attached_to_what_exists() {
    let stage = Stage::new();
    let mut body = json!({
        "Note": "see mail",
        "AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "130"}, "IncludeOnSend": false}],
    });
    let note = stage.post("attachable", body.clone()).await.object("Attachable");
    assert_eq!(note["AttachableRef"], body["AttachableRef"]);
    // A name doesn't count, and may be longer than any limit of the reference.
    let mut named = body.clone();
    for name in ["Nobody".to_owned(), "n".repeat(200)] {
        named["AttachableRef"][0]["EntityRef"]["name"] = name.into();
        let named = stage.post("attachable", named.clone()).await.object("Attachable");
        assert_eq!(named["AttachableRef"], body["AttachableRef"]);
        stage.post("attachable?operation=delete", named).await.object("Attachable");
    }
    assert_eq!(stage.ids("select * from Attachable where Note = 'see mail'").await, [text(&note, "Id")]);
    body["AttachableRef"][0]["EntityRef"]["value"] = json!("9999");
    stage.post("attachable", body).await.fault(400, "2500");
    stage.post("attachable", json!({"Category": "Image"})).await.fault(400, "6000");
    stage.post("attachable", json!({"Note": "x", "Category": "Song"})).await.fault(400, "2170");
    let bare = json!({"Id": note["Id"], "SyncToken": note["SyncToken"]});
    stage.post("attachable?operation=delete", bare).await.object("Attachable");
}

/// The parts of an upload, with lines that end as told.
fn parts(metadata: Option<&Value>, content: &str, encoding: &str, end: &str) -> Vec<u8> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(metadata) = metadata {
        lines.push("--b0undary".into());
        lines.push("Content-Disposition: form-data; name=\"file_metadata_0\"".into());
        lines.extend(["Content-Type: application/json".into(), String::new(), metadata.to_string()]);
    }
    lines.push("--b0undary".into());
    lines.push("Content-Disposition: form-data; name=\"file_content_0\"; filename=\"note.txt\"".into());
    lines.extend(["Content-Type: text/plain".into(), encoding.into(), String::new(), content.into()]);
    lines.extend(["--b0undary--".into(), String::new()]);
    lines.retain(|line| line != "no encoding");
    lines.join(end).into_bytes()
}

async fn upload(stage: &Stage, body: Vec<u8>) -> crate::stage::Reply {
    stage.post_bytes("upload", "multipart/form-data; boundary=b0undary", body).await
}

#[tokio::test]
async fn a_file_is_uploaded_and_fetched_by_a_link_that_lives_fifteen_minutes() {
    let stage = Stage::new();
    let metadata = json!({"FileName": "hello.txt", "ContentType": "text/plain",
        "AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "130"}}]});
    for (content, encoding, end) in
        [("hello", "no encoding", "\r\n"), ("aGVsbG8=", "Content-Transfer-Encoding: base64", "\n")]
    {
        let reply = upload(&stage, parts(Some(&metadata), content, encoding, end)).await;
        let made = reply.object("AttachableResponse")[0]["Attachable"].clone();
        assert_eq!((text(&made, "FileName"), &made["Size"]), ("hello.txt", &json!(5)));
        let id = text(&made, "Id");
        assert_eq!(stage.read("Attachable", id).await, made);
        let found = stage.query(&format!("select * from Attachable where Id = '{id}'")).await;
        let uri = text(&found.body["QueryResponse"]["Attachable"][0], "TempDownloadUri").to_owned();
        let download = stage.get(&format!("download/{id}")).await;
        assert_eq!((download.status, download.text.as_str()), (200, uri.as_str()));
        let path = uri.strip_prefix("http://emulator.test").unwrap();
        let file = stage.raw(Method::GET, path, &[], Vec::new()).await;
        assert_eq!((file.status, file.text.as_str()), (200, "hello"));
        assert_eq!(file.headers["content-type"], "text/plain");
        stage.advance(15 * 60);
        assert_eq!(stage.raw(Method::GET, path, &[], Vec::new()).await.status, 403);
        stage.post("attachable?operation=delete", made.clone()).await.object("Attachable");
        stage.get(&format!("download/{id}")).await.fault(400, "610");
    }
}

#[tokio::test]
async fn an_upload_without_metadata_is_named_by_its_part_and_attached_later() {
    let stage = Stage::new();
    let reply = upload(&stage, parts(None, "hello", "no encoding", "\r\n")).await;
    let made = reply.object("AttachableResponse")[0]["Attachable"].clone();
    assert_eq!((text(&made, "FileName"), text(&made, "ContentType")), ("note.txt", "text/plain"));
    let refs = json!([{"EntityRef": {"type": "Invoice", "value": "130"}}]);
    let change = json!({"Id": made["Id"], "SyncToken": "0", "sparse": true, "AttachableRef": refs});
    let attached = stage.post("attachable", change).await.object("Attachable");
    assert_eq!((&attached["AttachableRef"], &attached["Size"]), (&refs, &json!(5)));
}

#[tokio::test]
async fn an_upload_that_makes_no_sense_is_refused() {
    let stage = Stage::new();
    stage.post("upload", json!({})).await.fault(415, "1050");
    upload(&stage, b"nothing".to_vec()).await.fault(400, "6041");
    let nobody = json!({"AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "9999"}}]});
    let reply = upload(&stage, parts(Some(&nobody), "hello", "no encoding", "\r\n")).await;
    assert_eq!(reply.object("AttachableResponse")[0]["Fault"]["Error"][0]["code"], "2500");
    assert_eq!(stage.ids("select * from Attachable").await, [""; 0]);
}

#[tokio::test]
async fn attachments_are_found_by_tag_and_note() {
    let stage = Stage::new();
    for (note, tag) in [("a", "x"), ("b", "x"), ("b", "y")] {
        stage.post("attachable", json!({"Note": note, "Tag": tag})).await.object("Attachable");
    }
    assert_eq!(stage.ids("select * from Attachable where Tag = 'x'").await, ["1", "2"]);
    assert_eq!(stage.ids("select * from Attachable where Tag = 'x' and Note = 'b'").await, ["2"]);
}

#[tokio::test]
async fn the_attachments_of_a_record_are_found_by_its_type_and_id() {
    let stage = Stage::new();
    let customer = json!({"EntityRef": {"type": "Customer", "value": "3"}});
    let invoice = |id: &str| json!({"EntityRef": {"type": "Invoice", "value": id}});
    for refs in [json!([invoice("130")]), json!([invoice("9"), customer]), json!([])] {
        stage.post("attachable", json!({"Note": "n", "AttachableRef": refs})).await.object("Attachable");
    }
    let find = async |condition: &str| {
        stage.ids(&format!("select * from Attachable where {condition}")).await.join(" ")
    };
    for (condition, found) in [
        ("AttachableRef.EntityRef.Type='Invoice' and AttachableRef.EntityRef.value='130'", "1"),
        ("attachableref.entityref.TYPE = 'invoice' and AttachableRef.EntityRef.Value = '9'", "2"),
        ("AttachableRef.EntityRef.type = 'Customer' and AttachableRef.EntityRef.value = '3'", "2"),
        // One and the same reference has both.
        ("AttachableRef.EntityRef.type = 'Customer' and AttachableRef.EntityRef.value = '9'", ""),
        ("AttachableRef.EntityRef.value in ('9', '130')", "1 2"),
        ("AttachableRef.EntityRef.Type = 'Invoice'", "1 2"),
        ("AttachableRef.EntityRef = '3' and Note = 'n'", "2"),
        ("AttachableRef.EntityRef.Type = 'Bill'", ""),
    ] {
        assert_eq!(find(condition).await, found, "{condition}");
    }
    for property in ["AttachableRef", "AttachableRef.EntityRef.Name", "AttachableRef.IncludeOnSend"] {
        let statement = format!("select * from Attachable where {property} = '9'");
        stage.query(&statement).await.fault(400, "4001");
    }
    let sorted = "select * from Attachable orderby AttachableRef.EntityRef.Type";
    stage.query(sorted).await.fault(400, "4001");
}

/// What receivables, payables and the reports come to.
async fn standing(stage: &Stage) -> [Value; 4] {
    [
        stage.read("Account", "11").await["CurrentBalance"].clone(),
        stage.read("Account", "12").await["CurrentBalance"].clone(),
        stage.get("reports/TrialBalance").await.body["Rows"].clone(),
        stage.get("reports/AgedReceivables").await.body["Rows"].clone(),
    ]
}

#[tokio::test]
async fn notes_and_times_leave_the_books_alone_whatever_their_ids() {
    let stage = Stage::with(qbo_emulator::Seed::EmptyUs);
    let customer = stage.customer("Ada").await;
    let (customer, employee) = (text(&customer, "Id"), json!({"DisplayName": "Bob", "GivenName": "Bob"}));
    let employee = stage.post("employee", employee).await.object("Employee")["Id"].clone();
    let invoice = stage.invoice(customer, "30").await;
    stage.payment(customer, text(&invoice, "Id"), "10").await;
    let before = standing(&stage).await.map(|figure| figure.to_string());
    let time = json!({"NameOf": "Employee", "EmployeeRef": {"value": employee}, "Hours": 1});
    for (entity, body) in [("Attachable", json!({"Note": "see mail"})), ("TimeActivity", time)] {
        let path = entity.to_lowercase();
        for _ in 0..2 {
            let made = stage.post(&path, body.clone()).await.object(entity);
            let mut change = made.clone();
            change["sparse"] = true.into();
            let changed = stage.post(&path, change).await.object(entity);
            assert_eq!(changed["SyncToken"], "1");
            assert_eq!(standing(&stage).await.map(|figure| figure.to_string()), before);
            stage.post(&format!("{path}?operation=delete"), changed).await.object(entity);
            assert_eq!(standing(&stage).await.map(|figure| figure.to_string()), before);
        }
    }
    let invoice = stage.read("Invoice", text(&invoice, "Id")).await;
    assert_eq!(
        (&invoice["Balance"], invoice["LinkedTxn"].as_array().unwrap().len()),
        (&crate::stage::number("20.00"), 1)
    );
    let delete = json!({"Id": invoice["Id"], "SyncToken": invoice["SyncToken"]});
    stage.post("invoice?operation=delete", delete).await.fault(400, "6000");
}
