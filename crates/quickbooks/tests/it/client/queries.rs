//! What queries send and return.

use quickbooks::{Entity, FailureKind, Query, QueryReply, model};
use serde_json::json;

use crate::script::{Company, REALM, Script, answer, body, header, parameters};

async fn run(query: Query, reply: impl ToString) -> QueryReply {
    let script = Script::new([answer(200, reply)]);
    script.client().query(Company::new().access(), &query).await.unwrap()
}

#[tokio::test]
async fn a_statement_goes_by_get_with_blanks_escaped() {
    let script = Script::new([answer(200, json!({ "QueryResponse": {} }))]);
    let query = Query::from(Entity::Customer).eq("DisplayName", "A+B & C's");
    script.client().query(Company::new().access(), &query).await.unwrap();

    let request = script.request();
    assert_eq!(request.method, "GET");
    assert_eq!(request.url.path(), format!("/v3/company/{REALM}/query"));
    assert!(!request.url.query().unwrap().contains('+'), "{}", request.url);
    let sent = parameters(&request);
    assert_eq!(sent["query"], r"SELECT * FROM Customer WHERE DisplayName = 'A+B & C\'s'");
    assert_eq!(sent["minorversion"], "75");
}

#[tokio::test]
async fn a_long_statement_goes_by_post() {
    let script = Script::new([answer(200, json!({ "QueryResponse": {} }))]);
    let query = Query::from(Entity::Customer).any_of("Id", (0..900).map(|id| id.to_string()));
    script.client().query(Company::new().access(), &query).await.unwrap();

    let request = script.request();
    assert_eq!(request.method, "POST");
    assert_eq!(request.url.query(), Some("minorversion=75"));
    assert_eq!(header(&request, "content-type"), "application/text");
    assert_eq!(body(&request), query.text());
}

#[tokio::test]
async fn rows_come_back_as_objects() {
    let rows = json!({ "QueryResponse": { "Customer": [{ "Id": "1" }, { "Id": "2" }],
        "startPosition": 1, "maxResults": 2 } });
    let reply = run(Query::from(Entity::Customer), rows).await;
    let customers: Vec<model::Customer> = reply.parse().unwrap();
    let ids: Vec<_> = customers.iter().filter_map(|customer| customer.id.as_deref()).collect();
    assert_eq!((ids, reply.total_count), (vec!["1", "2"], None));
}

#[tokio::test]
async fn nothing_found_is_no_row() {
    let reply = run(Query::from(Entity::Customer), json!({ "QueryResponse": {}, "time": "…" })).await;
    assert_eq!((reply.rows.len(), reply.total_count), (0, None));
}

#[tokio::test]
async fn a_count_comes_back_as_a_number() {
    let reply =
        run(Query::from(Entity::Customer).count(), json!({ "QueryResponse": { "totalCount": 26 } })).await;
    assert_eq!((reply.rows.len(), reply.total_count), (0, Some(26)));
}

#[tokio::test]
async fn an_answer_that_is_none_to_a_query_is_a_failure() {
    for strange in [json!({}), json!({ "QueryResponse": { "Customer": {} } }), json!({ "QueryResponse": 1 })]
    {
        let script = Script::new([answer(200, &strange)]);
        let failure =
            script.client().query(Company::new().access(), &Query::from(Entity::Customer)).await.unwrap_err();
        assert_eq!(failure.kind, FailureKind::Unknown, "{strange}");
    }
}
