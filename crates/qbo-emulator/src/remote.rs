//! The command line's way to a running emulator: its control API, call by call.

use anyhow::{Context, bail};
use axum::http::{HeaderMap, Method};
use qbo_emulator::call;
use std::io::Read;
use std::time::Duration;

/// Control calls are answered at once; a reset plants a company first.
const PATIENCE: Duration = Duration::from_secs(30);

/// One control call.
#[derive(Debug, clap::Args)]
pub(crate) struct Control {
    /// What is called, as in the control API: faults, journal, settings, clock, state, reset, webhooks …
    what: String,
    /// The JSON to send; - reads it from the standard input. Without it the call only looks.
    json: Option<String>,
    /// Clears instead: no more trouble, an empty journal.
    #[arg(long, conflicts_with = "json")]
    clear: bool,
    /// Where the emulator is.
    #[arg(long, default_value = "http://127.0.0.1:9400", env = "QBO_EMULATOR_AT")]
    at: String,
}

impl Control {
    /// Makes the call and gives back what was answered, readable.
    pub(crate) async fn make(self) -> anyhow::Result<String> {
        let (method, body) = match (self.json, self.clear) {
            (_, true) => (Method::DELETE, String::new()),
            (None, false) => (Method::GET, String::new()),
            (Some(json), false) if json == "-" => {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text).context("the standard input can't be read")?;
                (Method::POST, text)
            }
            (Some(json), false) => (Method::POST, json),
        };
        let url = format!("{}/_emulator/{}", self.at.trim_end_matches('/'), self.what);
        let answer =
            call(&url, method, HeaderMap::new(), body.into_bytes(), PATIENCE).await.with_context(|| {
                format!("is an emulator running at {}? Start one with: qbo-emulator serve", self.at)
            })?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let text = match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(value) => format!("{value:#}"),
            Err(_) => text,
        };
        if answer.status != 200 {
            bail!("{url} answered {}: {}", answer.status, text.trim());
        }
        Ok(text)
    }
}
