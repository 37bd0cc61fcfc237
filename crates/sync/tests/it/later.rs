//! Letting time pass.

use jiff::SignedDuration;
use testkit::stack::Stack;

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
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
}
