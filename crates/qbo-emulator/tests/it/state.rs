//! State that outlasts a run.

use crate::stage::{Stage, invoice, text};
use crate::webhooks::{Ear, listen};
use axum::http::Method;
use clock::{SeededRandomness, SteppedClock};
use qbo_emulator::{Emulator, Error, Options, Settings};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// A file of this name that is not there yet.
fn file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

/// An emulator that begins with the file, if it is there.
fn begun(path: &Path, settings: Settings) -> Result<(Emulator, Stage), Error> {
    let clock = SteppedClock::new("2026-03-02T20:00:00Z".parse().unwrap());
    let mut options = Options::new(Arc::new(clock.clone()), Arc::new(SeededRandomness::new(1)));
    options.settings = settings;
    let emulator = Emulator::from_state(options, path)?;
    let stage = Stage { router: emulator.router(), clock, session: emulator.session("http://emulator.test") };
    Ok((emulator, stage))
}

/// Everything that can be seen but the counters, which belong to a run.
async fn seen(stage: &Stage) -> Vec<Value> {
    let mut state = stage.control(Method::GET, "state", Value::Null).await;
    for company in state["companies"].as_object_mut().unwrap().values_mut() {
        company["counters"] = Value::Null;
    }
    let mut seen = vec![state];
    for what in ["companies", "apps", "settings", "clock"] {
        seen.push(stage.control(Method::GET, what, Value::Null).await);
    }
    for report in ["TrialBalance", "GeneralLedger", "AgedReceivables", "BalanceSheet"] {
        let mut report = stage.get(&format!("reports/{report}")).await.body;
        report["Header"] = Value::Null;
        seen.push(report);
    }
    seen.push(
        stage.get("cdc?entities=Invoice,Payment,Customer&changedSince=2026-03-01").await.body["CDCResponse"]
            .clone(),
    );
    seen
}

/// Some of everything that a company can hold.
async fn busy(stage: &Stage) {
    stage.custom_numbers().await;
    let body =
        json!({"CustomerRef": {"value": "3"}, "DocNumber": "A-7", "Line": invoice("3", "80.50")["Line"]});
    let made = stage.post("invoice?requestid=r1", body).await.object("Invoice");
    stage.payment("3", text(&made, "Id"), "30.25").await;
    let gone = stage.invoice("3", "5").await;
    stage
        .post("invoice?operation=delete", json!({"Id": gone["Id"], "SyncToken": "0"}))
        .await
        .object("Invoice");
    stage.post("customer", json!({"Id": "1", "SyncToken": "0", "sparse": true, "Active": false})).await;
    stage.control(Method::POST, "companies", json!({"seed": "empty-us", "name": "Second"})).await;
    stage.control(Method::POST, "apps", json!({"redirect_uris": ["http://localhost/back"]})).await;
    stage.settings(json!({"strict_links": false, "edition": "advanced"})).await;
    stage.control(Method::POST, "clock", json!({"advance_seconds": 90})).await;
}

#[tokio::test]
async fn everything_but_the_run_itself_outlasts_a_restart() {
    let path = file("everything");
    let (emulator, stage) = begun(&path, Settings::default()).unwrap();
    busy(&stage).await;
    let (before, session) = (seen(&stage).await, stage.session.clone());
    emulator.save(&path).unwrap();

    let (_, again) = begun(&path, Settings::default()).unwrap();
    for (before, after) in before.iter().zip(seen(&again).await) {
        assert_eq!(*before, after);
    }
    let again = Stage { session, ..again };
    let body =
        json!({"CustomerRef": {"value": "3"}, "DocNumber": "A-7", "Line": invoice("3", "80.50")["Line"]});
    let replayed = again.post("invoice?requestid=r1", body.clone()).await;
    assert_eq!(again.counters().await["replays"], 1);
    again.post("invoice", body).await.fault(400, "6140");
    again.post("customer", json!({"DisplayName": "Cool Cars"})).await.fault(400, "6240");
    let next = [again.invoice("3", "1").await, stage.invoice("3", "1").await];
    assert_eq!(next[0], next[1]);
    assert_eq!(text(&replayed.object("Invoice"), "DocNumber"), "A-7");
}

#[tokio::test]
async fn who_listens_is_told_after_a_restart_too() {
    let path = file("listening");
    let mut ear = Ear::open().await;
    let (emulator, stage) = begun(&path, Settings::default()).unwrap();
    listen(&stage, &ear, json!({"entities": ["Customer"]})).await;
    emulator.save(&path).unwrap();
    let (_, again) = begun(&path, Settings::default()).unwrap();
    again.invoice("3", "1").await;
    let made = again.customer("Told").await;
    let (headers, told, _) = ear.hears().await;
    assert!(headers.contains_key("intuit-signature"));
    let told = &told["eventNotifications"][0]["dataChangeEvent"]["entities"];
    assert_eq!((told.as_array().unwrap().len(), &told[0]["id"]), (1, &made["Id"]));
}

#[tokio::test]
async fn changes_after_a_restart_keep_the_books_in_step() {
    let path = file("in-step");
    let (emulator, stage) = begun(&path, Settings::default()).unwrap();
    let made = stage.invoice("3", "80").await;
    stage.payment("3", text(&made, "Id"), "30").await;
    emulator.save(&path).unwrap();
    let (_, again) = begun(&path, Settings::default()).unwrap();
    for one in [&stage, &again] {
        one.settings(json!({"strict_links": false})).await;
        let made = one.read("Invoice", text(&made, "Id")).await;
        let gone = json!({"Id": made["Id"], "SyncToken": made["SyncToken"]});
        one.post("invoice?operation=delete", gone).await.object("Invoice");
        let goods = json!({"Id": "67", "SyncToken": one.read("Invoice", "67").await["SyncToken"]});
        one.post("invoice?operation=delete", goods).await.object("Invoice");
        assert_eq!(one.read("Item", "5").await["QtyOnHand"], 3);
    }
    assert_eq!(seen(&stage).await, seen(&again).await);
}

#[tokio::test]
async fn limits_that_are_lifted_on_the_command_line_are_lifted_in_the_state() {
    let path = file("lifted");
    begun(&path, Settings::default()).unwrap().0.save(&path).unwrap();
    let lifted = Settings { limits: false, ..Settings::default() };
    let (_, stage) = begun(&path, lifted).unwrap();
    assert_eq!(stage.control(Method::GET, "settings", Value::Null).await["limits"], false);
    stage.control(Method::POST, "reset", json!({})).await;
    for _ in 0..501 {
        assert_eq!(stage.get("companyinfo/1").await.status, 200);
    }
}

#[tokio::test]
async fn what_a_company_began_with_outlasts_a_restart() {
    let path = file("beginning");
    let (emulator, stage) = begun(&path, Settings::default()).unwrap();
    let company = json!({"seed": "empty-us", "name": "Abroad Ltd", "settings": {"multi_currency": true, "limits": true}});
    let company = stage.control(Method::POST, "companies", company).await;
    let realm = text(&company, "realm_id");
    emulator.save(&path).unwrap();
    for limits in [true, false] {
        let (_, again) = begun(&path, Settings { limits, ..Settings::default() }).unwrap();
        again.control(Method::POST, "reset", json!({"realm_id": realm})).await;
        let listed = again.control(Method::GET, "companies", Value::Null).await["companies"].clone();
        let company = listed.as_array().unwrap().iter().find(|one| one["realm_id"] == realm).unwrap();
        assert_eq!(text(company, "name"), "Abroad Ltd");
        let settings = &company["settings"];
        assert_eq!((&settings["multi_currency"], &settings["limits"]), (&json!(true), &json!(limits)));
    }
}

#[test]
fn a_damaged_file_is_refused_with_its_name_and_what_to_do() {
    let path = file("damaged");
    begun(&path, Settings::default()).unwrap().0.save(&path).unwrap();
    let sound = std::fs::read_to_string(&path).unwrap();
    let (cut, _) = sound.split_at(sound.len() / 2);
    let short = sound.lines().filter(|line| !line.contains("\"Vendor\"")).collect::<Vec<_>>().join("\n");
    let older = sound.replacen("\"entity\":\"Invoice\"", "\"entity\":\"Purchase\"", 1);
    let older = older.replace("\"ApplyTaxAfterDiscount\"", "\"Receivable\"");
    let damages = [
        (String::new(), "first line"),
        ("hello\n".to_owned(), "first line"),
        (sound.replacen("state 1", "state 9", 1), "first line"),
        (cut.to_owned(), "line"),
        (sound.lines().next().unwrap().to_owned(), "breaks off"),
        (sound.replacen("Amy's Bird Sanctuary", "Amy's Bird Sanctuarx", 1), "checksum"),
        (short, "checksum"),
        (older, "earlier program"),
        (format!("{sound}more\n"), "checksum"),
        (sound.replacen("\"Vendor\"", "\"Vandal\"", 1), "called Vandal"),
    ];
    for (damaged, reason) in damages {
        std::fs::write(&path, damaged).unwrap();
        let Err(refused) = begun(&path, Settings::default()) else { panic!("{reason} was not noticed") };
        let said = refused.to_string();
        assert!(matches!(refused, Error::State { .. }), "{said}");
        assert!(said.contains(path.to_str().unwrap()) && said.contains(reason), "{reason}: {said}");
        assert!(said.contains("Move it away, or name another file with --state"), "{said}");
    }
    std::fs::write(&path, sound).unwrap();
    assert!(begun(&path, Settings::default()).is_ok());
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let path = file("no-such-folder").join("state");
    let (emulator, _) = begun(&path, Settings::default()).unwrap();
    let refused = emulator.save(&path).unwrap_err();
    assert!(refused.to_string().contains("no-such-folder"), "{refused}");
}

/// The program with a state file, and where it listens.
fn started(path: &Path) -> (Child, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--seed",
            "empty-us",
            "--company",
            "sandbox-us",
            "--state",
        ])
        .arg(path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(program.stdout.take().unwrap()).lines();
    let line = said.next().unwrap().unwrap();
    // The second line is the last that it says.
    said.next().unwrap().unwrap();
    let address = line.rsplit("http://").next().unwrap().to_owned();
    assert!(line.contains("serves empty-us, sandbox-us at"), "{line}");
    (program, address)
}

fn talk(address: &str, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Names the company; the name is in the file when this returns.
fn name(address: &str, path: &Path, name: &str) {
    let company = json!({"seed": "empty-us", "name": name}).to_string();
    assert!(talk(address, "POST /_emulator/companies", &company).starts_with("HTTP/1.1 200"));
    for _ in 0..200 {
        if std::fs::read_to_string(path).is_ok_and(|text| text.contains(name)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{name} was not written within 20 seconds");
}

#[test]
fn the_program_writes_changes_soon_and_survives_being_killed() {
    let path = file("killed");
    let (mut program, address) = started(&path);
    name(&address, &path, "Written soon");
    program.kill().unwrap();
    program.wait().unwrap();
    let emulator = begun(&path, Settings::default()).unwrap().0;
    assert_eq!(emulator.summary(), "empty-us, sandbox-us, empty-us");
}

#[cfg(unix)]
#[test]
fn the_program_writes_its_state_when_it_is_asked_to_end() {
    let path = file("ended");
    let (mut program, address) = started(&path);
    talk(&address, "POST /_emulator/companies", r#"{"name":"At the end"}"#);
    let asked = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    assert!(asked.success() && program.wait().unwrap().success());
    assert!(std::fs::read_to_string(&path).unwrap().contains("At the end"));
    assert!(!path.with_extension("new").exists());
}

#[test]
fn the_program_refuses_a_damaged_file() {
    let path = file("refused");
    std::fs::write(&path, "something else\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_qbo-emulator"))
        .args(["serve", "--listen", "127.0.0.1:0", "--state"])
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("is no state of this program"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "something else\n");
}
