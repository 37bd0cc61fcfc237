//! A statement as words.

use crate::fault::{Code, Fault};
use winnow::ascii::multispace0;
use winnow::combinator::{alt, delimited, preceded, repeat};
use winnow::error::ContextError;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, one_of, take_while};

/// A word and the column (from 1) where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) column: usize,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword, dotted or not.
    Name,
    /// Text in single quotes.
    Text,
    Number,
    /// `=` `<` `>` `<=` `>=` `!=` `,` `(` `)` `*`
    Sign,
}

type Input<'a> = LocatingSlice<&'a str>;

/// Words that one statement can have.
const WORDS_MAX: usize = 20_000;

/// Splits a statement into words.
///
/// # Errors
/// 4000 at the first character that begins no word.
pub(super) fn words(statement: &str) -> Result<Vec<Word>, Fault> {
    let mut input = Input::new(statement);
    let found: Result<Vec<Word>, ContextError> =
        repeat(0..=WORDS_MAX, preceded(multispace0, word)).parse_next(&mut input);
    let _: Result<&str, ContextError> = multispace0.parse_next(&mut input);
    let column = input.current_token_start() + 1;
    let rest: &str = &input;
    match (found, rest.chars().next()) {
        (Ok(words), None) => Ok(words),
        (_, stray) => {
            let stray = stray.map(String::from).unwrap_or_default();
            Err(lexical(&stray, column))
        }
    }
}

fn word(input: &mut Input<'_>) -> Result<Word, ContextError> {
    let column = input.current_token_start() + 1;
    let (kind, text) = alt((text, number, name, sign)).parse_next(input)?;
    Ok(Word { kind, text, column })
}

/// A backslash escapes an apostrophe and itself; anywhere else it stands for itself.
fn text(input: &mut Input<'_>) -> Result<(Kind, String), ContextError> {
    let escaped = preceded('\\', one_of(['\'', '\\']));
    let character = alt((escaped, take_one));
    let inside = repeat(0.., character).fold(String::new, |mut text, character| {
        text.push(character);
        text
    });
    delimited('\'', inside, '\'').map(|text| (Kind::Text, text)).parse_next(input)
}

fn take_one(input: &mut Input<'_>) -> Result<char, ContextError> {
    any.verify(|character| *character != '\'').parse_next(input)
}

fn number(input: &mut Input<'_>) -> Result<(Kind, String), ContextError> {
    let digits = take_while(1.., |character: char| character.is_ascii_digit());
    (winnow::combinator::opt('-'), digits)
        .take()
        .map(|text: &str| (Kind::Number, text.to_owned()))
        .parse_next(input)
}

fn name(input: &mut Input<'_>) -> Result<(Kind, String), ContextError> {
    let start = one_of(|character: char| character.is_ascii_alphabetic() || character == '_');
    let rest = take_while(0.., |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '_' | '.')
    });
    (start, rest).take().map(|text: &str| (Kind::Name, text.to_owned())).parse_next(input)
}

fn sign(input: &mut Input<'_>) -> Result<(Kind, String), ContextError> {
    let comparison = alt(("<=", ">=", "!=", "=", "<", ">"));
    let sign = alt((comparison, alt((",", "(", ")", "*"))));
    sign.map(|text: &str| (Kind::Sign, text.to_owned())).parse_next(input)
}

fn lexical(stray: &str, column: usize) -> Fault {
    let detail =
        format!("QueryParserError: Lexical error at line 1, column {column}. Encountered: \"{stray}\"");
    Fault::new(Code::QUERY_PARSE, detail)
}
