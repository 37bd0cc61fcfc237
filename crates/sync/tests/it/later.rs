//! Letting time pass.

use anyhow::bail;
use jiff::SignedDuration;
use std::time::Duration;
use testkit::stack::Stack;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How often time may pass until a drain counts as stuck, on a busy machine too.
const STUCK_AFTER: usize = 30;
/// Real time in which a drain goes on before more time passes.
const PATIENCE: Duration = Duration::from_secs(2);

/// Moves the clock and settles, so often that every back-off ends.
pub(crate) async fn settle_later(stack: &Stack) -> anyhow::Result<()> {
    for _ in 0..12 {
        stack.clock.advance(SignedDuration::from_mins(6));
        stack.settle().await?;
    }
    Ok(())
}

/// Real time in which a drain beside the test comes to the call that the emulator holds back.
pub(crate) async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}

/// Lets time pass until `drain`, which goes on beside the test, has ended. A call that the emulator holds back may come to it
/// at any moment, and waits for time that passes after that.
pub(crate) async fn drained(
    stack: &Stack,
    mut drain: JoinHandle<Result<(), sync::Error>>,
) -> anyhow::Result<()> {
    for _ in 0..STUCK_AFTER {
        stack.clock.advance(SignedDuration::from_secs(2));
        if let Ok(ended) = timeout(PATIENCE, &mut drain).await {
            return Ok(ended??);
        }
    }
    bail!("the drain does not end")
}
