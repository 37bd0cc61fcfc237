//! The scripts, one test each, and the schema.
#![cfg(test)]

use conformance::{Client, Stand, check, folder};
use qbo_emulator::Seed;
use serde_json::Value;

mod schema;

/// Runs a script against an emulator of its own, and checks what the emulator replied.
async fn pass(client: Client, script: &'static str) {
    let stand = Stand::start(Seed::SandboxUs).await.unwrap();
    let address = stand.address().to_owned();
    let run = move || client.run(script, &address);
    tokio::task::spawn_blocking(run).await.unwrap().unwrap_or_else(|error| panic!("{script}: {error:#}"));
    let replies = stand.replies();
    assert!(!replies.is_empty(), "{script} asked for nothing");
    if let Some(folder) = folder().unwrap() {
        let described: Vec<_> = replies.into_iter().filter(|reply| is_described(reply)).collect();
        check(&folder, &described).unwrap_or_else(|error| panic!("{script}: {error:#}"));
    }
}

/// Whether the schema describes a reply. Faults of the gateway are of another make, reports and the tax service come
/// without a name, and the schema wants members of a transfer that no real one has.
fn is_described(reply: &[u8]) -> bool {
    if reply.starts_with(b"<") {
        return true;
    }
    let body: Value = serde_json::from_slice(reply).unwrap();
    let is_transfer = body.get("Transfer").or(body.pointer("/QueryResponse/Transfer")).is_some();
    !is_transfer && ["fault", "Columns", "TaxCodeId"].iter().all(|member| body.get(member).is_none())
}

/// One test for each script, and one that no script was forgotten.
macro_rules! scripts {
    ($client:expr; $($name:ident)*) => {
        $(#[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            crate::pass($client, stringify!($name)).await;
        })*

        #[test]
        fn every_script_has_a_test() {
            let mut tests = [$(stringify!($name)),*];
            tests.sort_unstable();
            assert_eq!($client.script_names().unwrap(), tests);
        }
    };
}

mod python {
    use conformance::Client;

    scripts! { Client::Python;
    attachable batch cdc credit_memo customer everything invoice item oauth own_suite payment purchase_order query refund_receipt vendor xml_replies }
}

mod node {
    use conformance::Client;

    scripts! { Client::Node;
    batch cdc credit_memo customer invoice item oauth own_suite payment purchase_order refund_receipt vendor }
}
