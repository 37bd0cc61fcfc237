//! What somebody may choose when an entity is no longer as it was left.

use crate::Code;

/// What somebody may choose when an entity is no longer as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Ours is sent again, whatever is there.
    PushAgain,
    /// Theirs stays until the record is changed here. One that was merged goes by the one into whom it was.
    Accept,
    /// The record is not sent any more until somebody pushes it again.
    Unlink,
    /// It is made anew.
    Recreate,
}

impl Choice {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::PushAgain, Self::Accept, Self::Unlink, Self::Recreate];

    /// The stable name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PushAgain => "push_again",
            Self::Accept => "accept",
            Self::Unlink => "unlink",
            Self::Recreate => "recreate",
        }
    }

    /// The one with this [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }

    /// What may be chosen for a problem; nothing where nobody's hands are the problem.
    pub const fn offered(code: Code) -> &'static [Self] {
        match code {
            Code::ChangedThere | Code::InactiveThere => &[Self::PushAgain, Self::Accept, Self::Unlink],
            // What QuickBooks keeps of a voided one is nothing that could be pushed to, and there is nothing to accept.
            Code::VoidedThere | Code::DeletedThere => &[Self::Recreate, Self::Unlink],
            Code::MergedThere => &[Self::Accept, Self::Recreate, Self::Unlink],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        assert!(Choice::ALL.into_iter().all(|choice| Choice::from_code(choice.code()) == Some(choice)));
        assert_eq!(Choice::from_code("ignore"), None);
    }

    #[test]
    fn only_what_is_there_is_pushed_to_and_only_what_is_gone_is_made_anew() {
        use Choice::{Accept, PushAgain, Recreate, Unlink};
        for code in [Code::ChangedThere, Code::InactiveThere] {
            assert_eq!(Choice::offered(code), [PushAgain, Accept, Unlink]);
        }
        for code in [Code::VoidedThere, Code::DeletedThere] {
            assert_eq!(Choice::offered(code), [Recreate, Unlink]);
        }
        assert_eq!(Choice::offered(Code::MergedThere), [Accept, Recreate, Unlink]);
        assert!(Choice::offered(Code::RemoteGone).is_empty());
    }
}
