//! A name says what is inside.
//!
//! `utils` and its kin say only that somebody didn't know where else to put it, and then attract everything.

use crate::{File, Problem, RustText};

/// Words that no file, folder or module may have in its name.
pub const FORBIDDEN: [&str; 12] = [
    "util",
    "utils",
    "utility",
    "utilities",
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "types",
    "stuff",
];

/// Refuses a forbidden word in a file's path, and in the modules a Rust file declares.
pub fn check(file: &File) -> Vec<Problem> {
    let mut problems: Vec<Problem> = file
        .path
        .split('/')
        .filter_map(forbidden_word)
        .map(|word| Problem::file(&file.path, advice("path", word)))
        .collect();
    if file.has_extension("rs") {
        let text = RustText::new(&file.text);
        problems.extend(text.code().filter_map(|(number, line)| {
            let word = forbidden_word(module_name(line)?)?;
            Some(Problem::line(&file.path, number, advice("module", word)))
        }));
    }
    problems
}

fn advice(what: &str, word: &str) -> String {
    format!("`{word}` in the name of a {what} says nothing: name it after the noun or topic inside")
}

/// The first forbidden word of a name such as `date_utils.rs`.
fn forbidden_word(name: &str) -> Option<&'static str> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.into_iter().find_map(|word| FORBIDDEN.into_iter().find(|forbidden| *forbidden == word))
}

/// The name in a line such as `pub(crate) mod name {`.
fn module_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
    (words.next() == Some("mod"))
        .then(|| words.next())
        .flatten()
        .map(|name| name.trim_end_matches(['{', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> usize {
        check(&File::new(path, text)).len()
    }

    #[test]
    fn a_path_with_a_forbidden_word_is_refused() {
        assert_eq!(messages("crates/db/src/utils.rs", ""), 1);
        assert_eq!(messages("crates/web/assets/common/date-helpers.ts", ""), 2);
        assert_eq!(messages("crates/db/src/types.rs", ""), 1);
    }

    #[test]
    fn a_module_with_a_forbidden_word_is_refused() {
        let found = check(&File::new("a.rs", "mod ok;\npub(crate) mod sync_manager {\n}\n"));
        assert_eq!(found[0].line, Some(2));
        assert_eq!(messages("a.rs", "pub mod misc;"), 1);
    }

    #[test]
    fn the_same_letters_inside_another_word_are_accepted() {
        assert_eq!(messages("crates/domain/src/commonwealth.rs", "mod subtypes; // mod utils;\n"), 0);
        assert_eq!(messages("crates/domain/src/money.rs", "let s = \"mod utils\"; fn helper() {}"), 0);
    }
}
