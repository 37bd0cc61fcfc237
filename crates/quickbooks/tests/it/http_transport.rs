//! The real transport against a server of one answer on this machine.

use http::{HeaderMap, Method};
use quickbooks::{ANSWER_BYTES_MAX, HttpTransport, Request, Sent, Transport};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};
use url::Url;

/// Reads one request, answers with these bytes and closes; yields what it read.
async fn server(answer: Vec<u8>) -> (Url, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v3/x?y=1", listener.local_addr().unwrap()).parse().unwrap();
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut read = vec![0; 4096];
        let n = socket.read(&mut read).await.unwrap();
        // The client may hang up before it has read everything.
        let _ = socket.write_all(&answer).await;
        String::from_utf8_lossy(&read[..n]).into_owned()
    });
    (url, task)
}

fn request(url: Url) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert("accept", "application/json".parse().unwrap());
    Request { method: Method::POST, url, headers, body: Some("{}".into()) }
}

#[tokio::test]
async fn a_request_goes_out_as_given_and_its_answer_comes_back() {
    let answer = "HTTP/1.1 429 Too Many\r\nintuit_tid: 1-a\r\nRetry-After: 3\r\nContent-Type: text/xml\r\n\
                  Content-Length: 4\r\n\r\nbody";
    let (url, served) = server(answer.into()).await;
    let response = HttpTransport::new().unwrap().send(request(url)).await.unwrap();
    assert_eq!((response.status, &response.body[..]), (429, &b"body"[..]));
    assert_eq!(response.headers.intuit_tid.as_deref(), Some("1-a"));
    assert_eq!(response.headers.retry_after.as_deref(), Some("3"));
    assert_eq!(response.headers.content_type.as_deref(), Some("text/xml"));

    let sent = served.await.unwrap();
    assert!(sent.starts_with("POST /v3/x?y=1 HTTP/1.1\r\n"), "{sent}");
    assert!(sent.contains("accept: application/json\r\n"), "{sent}");
    assert!(sent.contains("user-agent: counterfoil/"), "{sent}");
    assert!(sent.ends_with("\r\n\r\n{}"), "{sent}");
}

#[tokio::test]
async fn a_redirect_is_returned_and_not_followed() {
    let answer = "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let (url, _served) = server(answer.into()).await;
    assert_eq!(HttpTransport::new().unwrap().send(request(url)).await.unwrap().status, 307);
}

#[tokio::test]
async fn a_server_that_is_not_there_was_surely_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let error = HttpTransport::new().unwrap().send(request(url)).await.unwrap_err();
    assert_eq!(error.sent, Sent::No, "{error}");
}

#[tokio::test]
async fn a_secure_connection_that_does_not_come_about_was_surely_before_the_request() {
    let (mut url, served) = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into()).await;
    url.set_scheme("https").unwrap();
    let error = HttpTransport::new().unwrap().send(request(url)).await.unwrap_err();
    assert_eq!(error.sent, Sent::No, "{error}");
    assert!(!served.await.unwrap().contains("/v3/x"));
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_may_have_reached_it() {
    for answer in ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"] {
        let (url, _served) = server(answer.into()).await;
        let error = HttpTransport::new().unwrap().send(request(url)).await.unwrap_err();
        assert_eq!(error.sent, Sent::Maybe, "{error}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let mut answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    answer.resize(answer.len() + ANSWER_BYTES_MAX + 1, b' ');
    let (url, _served) = server(answer).await;
    let error = HttpTransport::new().unwrap().send(request(url)).await.unwrap_err();
    assert_eq!(error.sent, Sent::Maybe);
    assert!(error.message.contains("longer than"), "{error}");
}

#[tokio::test]
async fn an_answer_of_the_greatest_size_is_accepted() {
    let mut answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    answer.resize(answer.len() + ANSWER_BYTES_MAX, b' ');
    let (url, _served) = server(answer).await;
    let response = HttpTransport::new().unwrap().send(request(url)).await.unwrap();
    assert_eq!(response.body.len(), ANSWER_BYTES_MAX);
}

#[tokio::test]
async fn plain_http_to_another_machine_sends_nothing() {
    let url = "http://user:pass@example.invalid/?secret=1".parse().unwrap();
    let error = HttpTransport::new().unwrap().send(request(url)).await.unwrap_err();
    assert_eq!(error.sent, Sent::No);
    assert!(error.message.contains("use https"), "{error}");
    assert!(!error.message.contains("pass"), "{error}");
}
