//! Rust source taken apart just far enough to tell code from comments and string literals.
//!
//! A rule that looks for a word must not trip over a sentence that speaks of it. A full parser would be more
//! exact and a hundred times the code; the rules here need lines, not syntax.

mod scan;

/// A string literal and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The line, counted from 1.
    pub line: usize,
    /// What stands between the quotes, escapes left as written.
    pub text: String,
}

/// One Rust file, taken apart.
#[derive(Debug, Clone)]
pub struct RustText {
    code: Vec<String>,
    literals: Vec<Literal>,
    test_lines: Vec<bool>,
}

impl RustText {
    /// Takes a file's text apart.
    pub fn new(text: &str) -> Self {
        let (code, literals) = scan::split(text);
        let code: Vec<String> = code.lines().map(str::to_owned).collect();
        let test_lines = mark_tests(&code);
        Self { code, literals, test_lines }
    }

    /// Every line with its number, comments and the inside of literals blanked.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()))
    }

    /// As [`RustText::code`], without what stands under `#[cfg(test)]`.
    pub fn shipped_code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code().filter(|(line, _)| !self.is_test(*line))
    }

    /// The string literals, in order.
    pub fn literals(&self) -> &[Literal] {
        &self.literals
    }

    /// The string literals that don't stand under `#[cfg(test)]`.
    pub fn shipped_literals(&self) -> impl Iterator<Item = &Literal> {
        self.literals.iter().filter(|literal| !self.is_test(literal.line))
    }

    fn is_test(&self, line: usize) -> bool {
        self.test_lines.get(line - 1).copied().unwrap_or(false)
    }
}

/// Marks each `#[cfg(test)]` and the item after it: up to its closing brace, or the `;` of an item without one.
fn mark_tests(code: &[String]) -> Vec<bool> {
    let mut marks = vec![false; code.len()];
    let mut inside = false;
    let mut depth = 0_usize;
    for (line, mark) in code.iter().zip(&mut marks) {
        let mut rest = line.as_str();
        if !inside && let Some((_, after)) = line.split_once("#[cfg(test)]") {
            (inside, depth, rest) = (true, 0, after);
        }
        *mark = inside;
        for character in rest.chars().filter(|_| inside) {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(character, '}' | ';') {
                inside = false;
                break;
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r##"//! Speaks of panic!.
fn shipped() -> &'static str { /* { */ "a \" b" }
#[cfg(test)]
mod tests {
    const RAW: &str = r#"raw "text""#;
}
fn after(c: char) -> bool { c == '"' }
"##;

    #[test]
    fn comments_and_literals_are_blanked_and_lines_kept() {
        let text = RustText::new(SAMPLE);
        let code: Vec<&str> = text.code().map(|(_, line)| line).collect();
        assert_eq!(code.len(), SAMPLE.lines().count());
        assert_eq!(code[0].trim(), "");
        assert_eq!(code[1].split_whitespace().collect::<Vec<_>>().last(), Some(&"}"));
        assert!(code[1].starts_with("fn shipped() -> &'static str {"));
        assert!(code[6].starts_with("fn after(c: char)"), "{:?}", code[6]);
    }

    #[test]
    fn literals_are_found_with_their_line() {
        let text = RustText::new(SAMPLE);
        let found: Vec<(usize, &str)> = text.literals().iter().map(|l| (l.line, l.text.as_str())).collect();
        assert_eq!(found, [(2, "a \\\" b"), (5, "raw \"text\"")]);
    }

    #[test]
    fn what_stands_under_cfg_test_is_not_shipped() {
        let text = RustText::new(SAMPLE);
        let lines: Vec<usize> = text.shipped_code().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 2, 7]);
        assert_eq!(text.shipped_literals().count(), 1);
    }
}
