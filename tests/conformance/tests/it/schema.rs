//! Replies and the vendor's schema. The check itself accepts what is right and refuses what is wrong.

use conformance::{Client, LEFT_OUT, Stand, check, folder};
use qbo_emulator::Seed;

const RIGHT: &str = r#"{"Customer":{"Id":"1","SyncToken":"0","domain":"QBO","sparse":false,"DisplayName":"A",
    "Balance":10.50,"CurrencyRef":{"value":"USD","name":"United States Dollar"},"MetaData":{
    "CreateTime":"2026-03-02T12:00:00-08:00"}},"time":"2026-03-02T12:00:00.123-08:00"}"#;

/// Reads every record of a fresh company, by query and by id.
async fn everything(seed: Seed) -> Vec<impl AsRef<[u8]>> {
    let stand = Stand::start(seed).await.unwrap();
    let address = stand.address().to_owned();
    let run = move || Client::Python.run("everything", &address);
    tokio::task::spawn_blocking(run).await.unwrap().unwrap();
    stand.replies()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_of_the_seeds_is_as_the_schema_says() {
    let Some(folder) = folder().unwrap() else {
        println!("{LEFT_OUT}");
        return;
    };
    for seed in [Seed::SandboxUs, Seed::EmptyUs, Seed::EmptyGb, Seed::EmptyCa] {
        let replies = everything(seed).await;
        assert!(replies.len() > 40, "{} replies of {}", replies.len(), seed.name());
        println!("{}: {}", seed.name(), check(&folder, &replies).unwrap());
    }
}

fn verdict(reply: &str) -> Option<Result<String, String>> {
    let folder = folder().unwrap()?;
    let reply = reply.replace('\n', " ");
    Some(check(&folder, &[reply]).map_err(|error| error.to_string()))
}

#[test]
fn a_reply_as_the_schema_says_is_accepted() {
    let Some(verdict) = verdict(RIGHT) else { return };
    assert_eq!(verdict, Ok("1 replies checked, 0 problems".to_owned()));
}

#[test]
fn what_the_schema_does_not_know_is_refused() {
    let wrong = [
        ("\"DisplayName\"", "\"NoSuchMember\""),
        ("10.50", "\"much\""),
        ("\"2026-03-02T12:00:00-08:00\"", "\"yesterday\""),
        ("\"Customer\"", "\"NoSuchEntity\""),
    ];
    for (right, wrong) in wrong {
        let Some(verdict) = verdict(&RIGHT.replace(right, wrong)) else { return };
        let problems = verdict.unwrap_err();
        assert!(problems.contains(wrong.trim_matches('"')), "{wrong}: {problems}");
    }
}
