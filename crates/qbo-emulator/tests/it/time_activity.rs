//! Time activities.

use crate::stage::{Stage, text};
use serde_json::json;

#[tokio::test]
async fn time_is_kept_for_an_employee_or_vendor() {
    let stage = Stage::new();
    let mut body = json!({"NameOf": "Vendor", "VendorRef": {"value": "41"}, "Hours": 2, "Minutes": 30});
    let time = stage.post("timeactivity", body.clone()).await.object("TimeActivity");
    assert_eq!((text(&time, "TxnDate"), text(&time, "BillableStatus")), ("2026-03-02", "NotBillable"));
    body["BillableStatus"] = json!("Billable");
    stage.post("timeactivity", body.clone()).await.fault(400, "2020");
    body["CustomerRef"] = json!({"value": "3"});
    stage.post("timeactivity", body.clone()).await.object("TimeActivity");
    body["NameOf"] = json!("Employee");
    stage.post("timeactivity", body.clone()).await.fault(400, "2020");
    body["NameOf"] = json!("Vendor");
    body["Minutes"] = json!(60);
    stage.post("timeactivity", body).await.fault(400, "2240");
    let delete = json!({"Id": time["Id"], "SyncToken": "0"});
    stage.post("timeactivity?operation=delete", delete).await.object("TimeActivity");
    assert_eq!(stage.ids("select * from TimeActivity").await.len(), 1);
}

#[tokio::test]
async fn times_are_moments() {
    let stage = Stage::new();
    let time = |start: &str, end: &str| json!({"NameOf": "Vendor", "VendorRef": {"value": "41"}, "StartTime": start, "EndTime": end});
    let made = stage.post("timeactivity", time("2026-03-02T08:00:00-08:00", "2026-03-02 09:30")).await;
    let made = made.object("TimeActivity");
    assert_eq!(text(&made, "StartTime"), "2026-03-02T08:00:00-08:00");
    assert_eq!(text(&made, "EndTime"), "2026-03-02T09:30:00");
    let error =
        stage.post("timeactivity", time("this morning", "2026-03-02T09:30:00")).await.fault(400, "2060");
    assert_eq!(text(&error, "element"), "StartTime");
}
