//! A crate begins by saying what it is for.

use crate::{File, Problem};

/// Refuses a `lib.rs` whose first line isn't a `//!` comment with words in it.
pub fn check(file: &File) -> Option<Problem> {
    let first = file.text.lines().next().unwrap_or_default();
    let documented = first.strip_prefix("//!").is_some_and(|words| !words.trim().is_empty());
    let library = file.path.ends_with("/src/lib.rs");
    (library && !documented).then(|| {
        let message = "begin with `//!`: what the crate is for, what it may not do, where to start";
        Problem::line(&file.path, 1, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_docs_is_refused() {
        assert!(check(&File::new("crates/db/src/lib.rs", "mod row;\n//! Late.")).is_some());
        assert!(check(&File::new("crates/db/src/lib.rs", "//!\n")).is_some());
        assert!(check(&File::new("crates/db/src/lib.rs", "")).is_some());
    }

    #[test]
    fn a_crate_with_docs_is_accepted_and_other_files_are_left_alone() {
        assert_eq!(check(&File::new("crates/db/src/lib.rs", "//! One SQL text.\n")), None);
        assert_eq!(check(&File::new("crates/db/src/row.rs", "")), None);
    }
}
