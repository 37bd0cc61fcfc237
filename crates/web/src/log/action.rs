//! What was done, in words.

use domain::change::{Action, RecordKind};

use crate::sentence::capitalised;

/// What was done to a record of `kind`, in the product's own words.
pub(super) fn words(action: Action, kind: RecordKind) -> String {
    let words = match action {
        Action::ChangeThere => "change in QuickBooks".to_owned(),
        Action::Create | Action::Edit | Action::Delete | Action::Cancel | Action::SetUp => {
            format!("{} {}", action.words(), kind.words())
        }
        Action::ApplyPayment
        | Action::ApplyRefund
        | Action::ReturnPayment
        | Action::Reset
        | Action::MarkAsSent
        | Action::ReceiveInPart
        | Action::MarkAsReceivedInFull => action.words(),
    };
    capitalised(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_named_where_the_action_does_not() {
        assert_eq!(words(Action::Create, RecordKind::Customer), "Create customer");
        assert_eq!(words(Action::SetUp, RecordKind::GenericItem), "Set up generic item");
        assert_eq!(words(Action::ApplyPayment, RecordKind::Payment), "Apply payment");
        assert_eq!(words(Action::ChangeThere, RecordKind::Invoice), "Change in QuickBooks");
        assert_eq!(words(Action::Reset, RecordKind::Payment), "Reset");
    }
}
