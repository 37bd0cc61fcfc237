//! A file is short enough to be read in one go.
//!
//! The length of functions is clippy's to keep: `too_many_lines` in the root manifest, its limit in `clippy.toml`.

use crate::{File, Problem};

/// Lines a source file may have, tests included. Past 350, split by topic.
pub const FILE_LINES_MAX: usize = 500;

/// What counts as source; pages for readers and snapshots may be as long as they need.
const SOURCE_EXTENSIONS: [&str; 7] = ["rs", "ts", "js", "css", "html", "sql", "sh"];

/// Refuses a source file of more than [`FILE_LINES_MAX`] lines.
pub fn check(file: &File) -> Option<Problem> {
    let lines = file.text.lines().count();
    let source = SOURCE_EXTENSIONS.iter().any(|extension| file.has_extension(extension));
    (source && lines > FILE_LINES_MAX).then(|| {
        let message = format!("{lines} lines, {FILE_LINES_MAX} are allowed: split it by topic");
        Problem::file(&file.path, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_500_lines_is_accepted_and_of_501_refused() {
        assert_eq!(check(&File::new("a.rs", &"x\n".repeat(500))), None);
        let problem = check(&File::new("a.rs", &"x\n".repeat(501))).unwrap();
        assert_eq!(problem.message, "501 lines, 500 are allowed: split it by topic");
    }

    #[test]
    fn a_page_for_readers_may_be_longer() {
        assert_eq!(check(&File::new("a.md", &"x\n".repeat(501))), None);
    }
}
