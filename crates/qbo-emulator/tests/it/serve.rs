//! Serving over TCP.

use crate::stage::Stage;
use axum::http::Method;
use clock::{SeededRandomness, SteppedClock};
use qbo_emulator::{Emulator, Error, Options};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

fn emulator() -> Emulator {
    let clock = SteppedClock::new("2026-03-02T20:00:00Z".parse().unwrap());
    Emulator::new(Options::new(Arc::new(clock), Arc::new(SeededRandomness::new(1)))).unwrap()
}

/// Sends a request over a connection of its own and reads until the other side closes.
async fn talk(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A connection that is closed early may also be reset.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn it_answers_over_tcp_until_it_is_told_to_stop() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(emulator().serve(listener, async {
        let _ = stopped.await;
    }));
    let answer = talk(address, "GET /_emulator/session", "").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains(&format!("http://{address}")), "{answer}");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_connection_that_is_to_be_closed_gets_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let emulator = emulator();
    tokio::spawn(emulator.clone().serve(listener, std::future::pending()));
    let rule =
        json!({"match": {"operation": "token"}, "times": 1, "action": {"close": "before"}}).to_string();
    assert!(talk(address, "POST /_emulator/faults", &rule).await.starts_with("HTTP/1.1 200 OK"));
    assert_eq!(talk(address, "POST /oauth2/v1/tokens/bearer", "").await, "");
    assert!(talk(address, "POST /oauth2/v1/tokens/bearer", "").await.starts_with("HTTP/1.1 401 "));
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let refused = emulator().serve(listener, std::future::pending()).await;
    assert!(matches!(refused, Err(Error::NotLoopback(_))), "{refused:?}");
}

#[tokio::test]
async fn clones_share_their_state() {
    let emulator = emulator();
    let session = emulator.session("http://emulator.test");
    let clock = SteppedClock::new("2026-03-02T20:00:00Z".parse().unwrap());
    let (one, other) = (emulator.router(), emulator.clone().router());
    let stage = Stage { router: one, clock: clock.clone(), session: session.clone() };
    let customer = stage.customer("Shared").await;
    let stage = Stage { router: other, clock, session };
    assert_eq!(stage.read("Customer", customer["Id"].as_str().unwrap()).await, customer);
    assert_eq!(stage.control(Method::GET, "faults", Value::Null).await["rules"], json!([]));
}

#[test]
fn the_program_says_where_it_listens() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"))
        .args(["serve", "--listen", "127.0.0.1:0", "--seed", "empty-us"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = BufReader::new(program.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(line.starts_with("qbo-emulator serves empty-us at http://127.0.0.1:"), "{line}");
}

#[test]
fn the_program_refuses_an_address_that_others_can_reach() {
    let output = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"))
        .args(["serve", "--listen", "0.0.0.0:0"])
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("listen on a loopback address"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn the_program_controls_a_running_one() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"))
        .args(["serve", "--listen", "127.0.0.1:0", "--seed", "empty-us"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
    let line = said.next().unwrap().unwrap();
    let at = line.split_whitespace().last().unwrap().to_owned();
    let control = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"));
        command.env("RUST_BACKTRACE", "1").arg("control").args(arguments).args(["--at", &at]);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("backtrace"), "{said}");
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let rule = r#"{"match":{"entity":"Invoice"},"action":"throttle"}"#;
    assert!(control(&["faults", rule]).1.contains("throttle"));
    assert!(control(&["faults"]).1.contains("Invoice"));
    assert!(!control(&["faults", "--clear"]).1.contains("Invoice"));
    assert!(!control(&["faults", "{"]).0);
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(!control(&["faults"]).0);
}
