//! The scanner: one pass over the characters.

use super::Literal;

/// The text with comments and the inside of literals turned into blanks, and the string literals.
pub(super) fn split(text: &str) -> (String, Vec<Literal>) {
    let mut scanner =
        Scanner { rest: text, code: String::with_capacity(text.len()), line: 1, literals: Vec::new() };
    while !scanner.rest.is_empty() {
        scanner.step();
    }
    (scanner.code, scanner.literals)
}

struct Scanner<'a> {
    rest: &'a str,
    code: String,
    line: usize,
    literals: Vec<Literal>,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.blank(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.blank(block_comment_length(rest));
        } else if let Some(inside) = rest.strip_prefix('"') {
            let end = closing_quote(inside);
            self.literal(1, end, 1);
        } else if let Some(hashes) = raw_string_hashes(rest)
            && !self.continues_a_word()
        {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).unwrap_or(rest.len() - open);
            self.literal(open, end, close.len());
        } else if let Some(length) = character_literal_length(rest) {
            self.blank(length);
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            self.keep(length);
        }
    }

    /// Whether the character to come belongs to a word begun before it. The `b` of `br"…"` is no word.
    fn continues_a_word(&self) -> bool {
        let start = self.code.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        !matches!(&self.code[start..], "" | "b" | "c")
    }

    fn literal(&mut self, open: usize, inside: usize, close: usize) {
        let text = self.rest[open..open + inside].to_owned();
        self.literals.push(Literal { line: self.line, text });
        self.blank((open + inside + close).min(self.rest.len()));
    }

    fn keep(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.code.push_str(taken);
        self.rest = rest;
    }

    fn blank(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        for character in taken.chars() {
            self.code.push(if character == '\n' { '\n' } else { ' ' });
        }
        self.line += taken.matches('\n').count();
        self.rest = rest;
    }
}

/// The length of a block comment, with those nested in it.
fn block_comment_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The bytes before the quote that ends a string.
fn closing_quote(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// How many `#` a raw string that begins here has; `None` when none begins here.
fn raw_string_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a character literal; `None` for a lifetime.
fn character_literal_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        // The escaped character itself may be a quote: look for the closing one after it.
        return inside.get(2..).and_then(|after| after.find('\'')).map(|end| end + 4);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lifetimes_stay_and_characters_go() {
        let (code, literals) = split("fn f<'a>(x: &'a u8) -> char { '\\'' ; '\"' }");
        assert_eq!(code, "fn f<'a>(x: &'a u8) -> char {      ;     }");
        assert!(literals.is_empty());
    }

    #[test]
    fn nested_comments_end_with_the_outer_one() {
        let (code, _) = split("a /* b /* c */ d */ e");
        assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "e"]);
    }

    #[test]
    fn a_byte_string_and_an_unended_one_do_no_harm() {
        assert_eq!(split("b\"x\"").1.len(), 1);
        assert_eq!(split("br#\"x\"y\"#;").1[0].text, "x\"y");
        assert_eq!(split("let a = \"open").1[0].text, "open");
        assert_eq!(split("let a = r\"open").1[0].text, "open");
    }
}
