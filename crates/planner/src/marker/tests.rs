use super::*;
use domain::change::RecordKind;
use quickbooks::Entity;
use serde_json::json;
use uuid::Uuid;

const SINCE: &str = "2026-11-23T09:30:00Z";

fn record() -> Record {
    Record::new(RecordKind::Payment, Uuid::from_u128(0x0123_4567_89ab_cdef))
}

fn create(entity: Entity, body: Value) -> Write {
    Write { entity, operation: Operation::Create, body }
}

fn judge(write: &Write, rows: Vec<Value>) -> Verdict {
    lost(write).judge(rows, true)
}

fn lost(write: &Write) -> Lost<'_> {
    Lost { record: record(), write, total: Some(Decimal::from(12)), since: SINCE.parse().unwrap() }
}

fn payment() -> Write {
    marked(
        create(
            Entity::Payment,
            json!({"TotalAmt": 12, "TxnDate": "2026-11-20", "PrivateNote": "long reference"}),
        ),
        record(),
    )
}

fn invoice() -> Write {
    create(
        Entity::Invoice,
        json!({"DocNumber": "7", "CustomerRef": {"value": "58"}, "TxnDate": "2026-11-20"}),
    )
}

fn row(changes: Value) -> Value {
    let mut row = json!({"Id": "9", "DocNumber": "7", "CustomerRef": {"value": "58", "name": "A"}, "TxnDate": "2026-11-20",
        "TotalAmt": 12.00, "MetaData": {"CreateTime": "2026-11-23T01:31:00-08:00"}});
    for (name, value) in changes.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

#[test]
fn money_is_marked_at_the_end_of_its_note_and_what_has_a_name_or_a_number_is_not() {
    assert_eq!(payment().body["PrivateNote"], "long reference [Counterfoil 456789abcdef]");
    let bare = marked(create(Entity::Purchase, json!({})), record());
    assert_eq!(bare.body["PrivateNote"], "[Counterfoil 456789abcdef]");
    for write in [invoice(), create(Entity::Customer, json!({"DisplayName": "A"}))] {
        assert_eq!(marked(write.clone(), record()), write);
    }
    let unnumbered = marked(create(Entity::Invoice, json!({})), record());
    assert!(unnumbered.body.get("PrivateNote").is_some());
}

#[test]
fn only_a_creation_is_marked_and_a_long_note_makes_room() {
    let update = Write { operation: Operation::Update, ..payment() };
    assert_eq!(marked(update.clone(), record()), update);
    let long = marked(create(Entity::Payment, json!({"PrivateNote": "é".repeat(MAX_NOTE)})), record());
    let note = long.body["PrivateNote"].as_str().unwrap().to_owned();
    assert_eq!(note.chars().count(), MAX_NOTE);
    assert!(note.ends_with("456789abcdef]"));
}

#[test]
fn a_name_and_a_number_are_searched_and_money_is_looked_through() {
    let text = |write: &Write| lost(write).search().text();
    assert_eq!(text(&invoice()), "SELECT * FROM Invoice WHERE DocNumber = '7' MAXRESULTS 1000");
    assert_eq!(
        text(&payment()),
        "SELECT * FROM Payment WHERE MetaData.CreateTime >= '2026-11-23T09:15:00Z' MAXRESULTS 1000"
    );
    let vendor = create(Entity::Vendor, json!({"DisplayName": "V"}));
    assert_eq!(text(&vendor), "SELECT * FROM Vendor WHERE DisplayName = 'V' MAXRESULTS 1000");
    assert_eq!(judge(&vendor, vec![json!({"DisplayName": "V"})]), Verdict::Missing);
}

#[test]
fn the_marked_payment_is_found_and_one_without_the_mark_is_not_it() {
    let marked = row(json!({"PrivateNote": "Voided - [Counterfoil 456789abcdef]"}));
    assert_eq!(judge(&payment(), vec![row(json!({})), marked.clone()]), Verdict::Found(marked));
    assert_eq!(
        judge(&payment(), vec![row(json!({})), row(json!({"PrivateNote": "[Counterfoil 0]"}))]),
        Verdict::Missing
    );
}

#[test]
fn a_payment_without_a_mark_is_found_by_customer_date_and_total_and_two_such_are_unclear() {
    let plain = create(
        Entity::Payment,
        json!({"CustomerRef": {"value": "58"}, "TxnDate": "2026-11-20", "TotalAmt": 12}),
    );
    let others = [
        row(json!({"CustomerRef": {"value": "59"}})),
        row(json!({"TxnDate": "2026-11-21"})),
        row(json!({"TotalAmt": 13.0})),
    ];
    assert_eq!(judge(&plain, others.to_vec()), Verdict::Missing);
    let (ours, twin) = (row(json!({})), row(json!({"Id": "11"})));
    assert_eq!(
        judge(&plain, [&others[..], std::slice::from_ref(&ours)].concat()),
        Verdict::Found(ours.clone())
    );
    assert_eq!(judge(&plain, vec![ours.clone(), twin.clone()]), Verdict::Unclear(vec![ours, twin]));
}

#[test]
fn an_invoice_is_found_by_number_and_customer_and_never_one_from_before() {
    let other = row(json!({"CustomerRef": {"value": "59"}}));
    let before = row(json!({"MetaData": {"CreateTime": "2026-11-23T01:14:00-08:00"}}));
    assert_eq!(judge(&invoice(), vec![other, before]), Verdict::Missing);
    let edited = row(json!({"TotalAmt": 13.0}));
    assert_eq!(judge(&invoice(), vec![edited.clone()]), Verdict::Found(edited));
}

#[test]
fn of_several_the_one_of_that_date_and_total_is_it_and_two_such_are_unclear() {
    let (ours, edited) = (row(json!({})), row(json!({"Id": "10", "TotalAmt": 13.0})));
    assert_eq!(judge(&invoice(), vec![edited.clone(), ours.clone()]), Verdict::Found(ours.clone()));
    let twin = row(json!({"Id": "11"}));
    assert_eq!(
        judge(&invoice(), vec![ours.clone(), edited, twin.clone()]),
        Verdict::Unclear(vec![ours, twin])
    );
}

#[test]
fn nothing_among_the_first_thousand_is_not_proof_of_nothing() {
    assert_eq!(lost(&payment()).judge(vec![row(json!({}))], false), Verdict::Unclear(Vec::new()));
}
