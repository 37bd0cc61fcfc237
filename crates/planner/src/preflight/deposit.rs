//! Bank deposits: QuickBooks takes no change of a payment that is part of one (fact sheet 12.2).

use crate::{Code, Link, Problem};

/// What may be done about it.
const TAKE_IT_OFF: &str = "Take it off the deposit there, then retry";

/// Refuses that something which is there is `done` there (changed, deleted, voided) while it is part of a deposit.
///
/// # Errors
/// [`Code::Deposited`].
pub(crate) fn undeposited(title: &str, link: &Link, done: &str) -> Result<(), Problem> {
    match link.deposited {
        Some(_) => Err(deposited(title, &format!("can't be {done} there"))),
        None => Ok(()),
    }
}

/// That the payment `title` is part of a deposit, so that it `cannot` be touched.
pub(super) fn deposited(title: &str, cannot: &str) -> Problem {
    let text = format!("{title} is part of a bank deposit in QuickBooks, so it {cannot}. {TAKE_IT_OFF}");
    Problem::new(Code::Deposited, text)
}
