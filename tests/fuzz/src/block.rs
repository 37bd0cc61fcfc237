//! One block of inputs: an emulator of its own, and chance of its own.

use crate::dice::Dice;
use crate::input::{Input, Maker};
use crate::report::{Failure, Report};
use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::http::{Request, StatusCode};
use clock::{SeededRandomness, SteppedClock};
use futures_util::FutureExt as _;
use jiff::Timestamp;
use qbo_emulator::{Emulator, Options, Seed, Settings};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tower::ServiceExt as _;

/// Inputs of a block: enough to build on each other, few enough to repeat in a second.
pub(crate) const INPUTS: u64 = 2_000;

/// The time at which every block begins.
const START: i64 = 1_772_481_600;

/// Bytes of a reply that are read.
const REPLY_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Sends the first `inputs` of a block.
///
/// # Errors
/// The emulator can't be made.
pub(crate) async fn run(seed: u64, block: u64, inputs: u64) -> Result<Report> {
    let mut dice = Dice::new(seed, block);
    let clock = SteppedClock::new(Timestamp::from_second(START)?);
    let mut options = Options::new(Arc::new(clock), Arc::new(SeededRandomness::new(dice.next())));
    options.settings = Settings { limits: false, ..Settings::default() };
    options.seed = *dice.pick(&[Seed::SandboxUs, Seed::SandboxUs, Seed::EmptyGb, Seed::EmptyCa]);
    let abroad = options.seed != Seed::SandboxUs;
    let emulator = Emulator::new(options)?;
    let session = emulator.session("http://emulator.test");
    let base = format!("/v3/company/{}", session.realm_id);
    let (router, mut maker) = (emulator.router(), Maker::new(&base, abroad));
    for input in maker.ground() {
        let answered = match input.request(&session.access_token) {
            Some(request) => answer(&router, request).await,
            None => None,
        };
        let (status, body) = answered.context("what has to come first was not answered")?;
        ensure!(
            status == StatusCode::OK,
            "what has to come first was refused: {}",
            String::from_utf8_lossy(&body)
        );
    }
    let mut report = Report::default();
    while report.inputs < inputs {
        let input = maker.draw(&mut dice);
        let Some(request) = input.request(&session.access_token) else { continue };
        report.inputs += 1;
        match answer(&router, request).await {
            Some((status, body)) if !status.is_server_error() => {
                report.accepted += u64::from(status.is_success());
                report.refused += u64::from(!status.is_success());
                if status.is_success() {
                    maker.learn(&mut dice, &body);
                }
            }
            answered => {
                report.failures.push(failure(block, report.inputs, &input, answered));
                // After a panic the emulator's state may be half of something.
                break;
            }
        }
    }
    Ok(report)
}

/// The answer; `None` for a panic.
async fn answer(router: &Router, request: Request<axum::body::Body>) -> Option<(StatusCode, Bytes)> {
    let answered = async {
        let Ok(response) = router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, REPLY_BYTES_MAX).await;
        (
            if body.is_ok() { parts.status } else { StatusCode::INTERNAL_SERVER_ERROR },
            body.unwrap_or_default(),
        )
    };
    AssertUnwindSafe(answered).catch_unwind().await.ok()
}

fn failure(block: u64, number: u64, input: &Input, answered: Option<(StatusCode, Bytes)>) -> Failure {
    let outcome = match answered {
        None => "panicked".to_owned(),
        Some((status, body)) => format!("answered {status}: {}", String::from_utf8_lossy(&body)),
    };
    Failure { block, number, outcome, input: input.to_string() }
}
