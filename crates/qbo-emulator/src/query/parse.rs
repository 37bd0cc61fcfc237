//! Words to statement, by the grammar of fact sheet 3.

use super::select::{Condition, Operator, Order, Projection, Select};
use super::word::{Kind, Word, words};
use crate::fault::{Code, Fault};
use winnow::combinator::{alt, cut_err, delimited, opt, preceded, separated};
use winnow::error::{ContextError, ErrMode};
use winnow::prelude::*;
use winnow::stream::TokenSlice;
use winnow::token::any;

type Words<'a> = TokenSlice<'a, Word>;

/// Keywords, which can't be names of properties where one is expected.
const KEYWORDS: [&str; 11] = [
    "select",
    "from",
    "where",
    "and",
    "orderby",
    "order",
    "startposition",
    "maxresults",
    "in",
    "like",
    "not",
];

/// Reads a statement.
///
/// # Errors
/// 4000 at the first word that does not fit.
pub(super) fn parse(statement: &str) -> Result<Select, Fault> {
    let words = words(statement)?;
    let mut input = Words::new(&words);
    let parsed = select(&mut input);
    match (parsed, input.first()) {
        (Ok(select), None) => Ok(select),
        (_, stray) => Err(encountered(stray, statement)),
    }
}

fn encountered(stray: Option<&Word>, statement: &str) -> Fault {
    let (what, column) = match stray {
        None => ("<EOF>".to_owned(), statement.chars().count()),
        Some(word) => {
            let kind = match word.kind {
                Kind::Name => "<IDENTIFIER> ",
                Kind::Text => "<STRING> ",
                Kind::Number => "<INTEGER> ",
                Kind::Sign => "",
            };
            (format!("{kind}\"{} \"", word.text), word.column)
        }
    };
    let detail = format!("QueryParserError: Encountered \" {what}\" at line 1, column {column}.");
    Fault::new(Code::QUERY_PARSE, detail)
}

/// A cut marks the place from which there is no other way to read on, so that the fault names the right word.
type Failure = ErrMode<ContextError>;

type Parsed<T> = Result<T, Failure>;

fn select(input: &mut Words<'_>) -> Parsed<Select> {
    keyword("select").parse_next(input)?;
    let projection = projection.parse_next(input)?;
    keyword("from").parse_next(input)?;
    let entity = name.parse_next(input)?;
    let conditions = opt(preceded(keyword("where"), separated(1.., cut_err(condition), keyword("and"))))
        .parse_next(input)?;
    let order = opt(preceded(order_by, separated(1.., cut_err(order), sign(",")))).parse_next(input)?;
    let mut select = Select {
        projection,
        entity,
        conditions: conditions.unwrap_or_default(),
        order: order.unwrap_or_default(),
        start: None,
        max: None,
    };
    // Either order has been observed, each once.
    while select.start.is_none() || select.max.is_none() {
        let checkpoint = input.checkpoint();
        match opt(paging).parse_next(input)? {
            Some((true, number)) if select.start.is_none() => select.start = Some(number),
            Some((false, number)) if select.max.is_none() => select.max = Some(number),
            Some(_) => {
                input.reset(&checkpoint);
                break;
            }
            None => break,
        }
    }
    Ok(select)
}

fn projection(input: &mut Words<'_>) -> Parsed<Projection> {
    let count = (keyword("count"), sign("("), sign("*"), sign(")")).value(Projection::Count);
    // `SELECT *, Sku FROM Item` works and asks for no more than `*`.
    let all = (sign("*"), opt(preceded(sign(","), names))).value(Projection::All);
    if let Some(found) = opt(alt((count, all))).parse_next(input)? {
        return Ok(found);
    }
    names.map(Projection::Members).parse_next(input)
}

fn names(input: &mut Words<'_>) -> Parsed<Vec<String>> {
    separated(1.., name, sign(",")).parse_next(input)
}

fn condition(input: &mut Words<'_>) -> Parsed<Condition> {
    // Seen to parse before the property and before the operator (fact sheet 3).
    let is_not_before = opt(keyword("not")).parse_next(input)?.is_some();
    let property = name.parse_next(input)?;
    let is_not_behind = opt(keyword("not")).parse_next(input)?.is_some();
    let list = cut_err(delimited(sign("("), separated(1.., value, sign(",")), sign(")")));
    let (operator, values) = alt((
        preceded(keyword("in"), list).map(|values: Vec<String>| (Operator::In, values)),
        preceded(keyword("like"), cut_err(value)).map(|value| (Operator::Like, vec![value])),
        (comparison, cut_err(value)).map(|(operator, value)| (operator, vec![value])),
    ))
    .parse_next(input)?;
    Ok(Condition { property, is_negated: is_not_before != is_not_behind, operator, values })
}

fn comparison(input: &mut Words<'_>) -> Parsed<Operator> {
    alt((
        sign("<=").value(Operator::LessOrEqual),
        sign(">=").value(Operator::GreaterOrEqual),
        sign("!=").value(Operator::NotEqual),
        sign("=").value(Operator::Equal),
        sign("<").value(Operator::Less),
        sign(">").value(Operator::Greater),
    ))
    .parse_next(input)
}

/// Text in quotes, a bare whole number, `true`, `false` or `CURRENT_DATE`.
fn value(input: &mut Words<'_>) -> Parsed<String> {
    let bare = |word: &&Word| ["true", "false", "current_date"].iter().any(|known| word.is(known));
    any.verify(move |word: &Word| matches!(word.kind, Kind::Text | Kind::Number) || bare(&word))
        .map(|word: &Word| word.text.clone())
        .parse_next(input)
}

fn order(input: &mut Words<'_>) -> Parsed<Order> {
    let property = name.parse_next(input)?;
    let direction = opt(alt((keyword("asc").value(false), keyword("desc").value(true)))).parse_next(input)?;
    Ok(Order { property, descending: direction.unwrap_or(false) })
}

fn order_by(input: &mut Words<'_>) -> Parsed<()> {
    alt((keyword("orderby").void(), (keyword("order"), keyword("by")).void())).parse_next(input)
}

fn paging(input: &mut Words<'_>) -> Parsed<(bool, i64)> {
    let is_start =
        alt((keyword("startposition").value(true), keyword("maxresults").value(false))).parse_next(input)?;
    let number = any.verify(|word: &Word| word.kind == Kind::Number);
    let word: &Word = cut_err(number).parse_next(input)?;
    Ok((is_start, word.text.parse().unwrap_or(i64::MAX)))
}

fn name(input: &mut Words<'_>) -> Parsed<String> {
    any.verify(|word: &Word| word.kind == Kind::Name && !KEYWORDS.iter().any(|keyword| word.is(keyword)))
        .map(|word: &Word| word.text.clone())
        .parse_next(input)
}

fn keyword<'a>(keyword: &'static str) -> impl Parser<Words<'a>, &'a Word, Failure> {
    any.verify(move |word: &Word| word.is(keyword))
}

fn sign<'a>(sign: &'static str) -> impl Parser<Words<'a>, &'a Word, Failure> {
    any.verify(move |word: &Word| word.kind == Kind::Sign && word.text == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_grammar_is_read_in_any_case() {
        let select = parse(
            "select Id, DisplayName from customer where DisplayName = 'O\\'Neil' and Active in (true, false) \
             orderby MetaData.LastUpdatedTime desc, Id startposition 2 maxresults 5",
        )
        .unwrap();
        assert_eq!(select.projection, Projection::Members(vec!["Id".into(), "DisplayName".into()]));
        assert_eq!(select.conditions[0].values, ["O'Neil"]);
        assert_eq!(select.conditions[1].operator, Operator::In);
        assert_eq!(select.order.len(), 2);
        assert!(select.order[0].descending);
        assert_eq!((select.start, select.max), (Some(2), Some(5)));
    }

    #[test]
    fn clients_variants_are_read() {
        for statement in [
            "SELECT * FROM Customer WHERE Active = True STARTPOSITION 1 MAXRESULTS 100",
            "SELECT * FROM Customer MAXRESULTS 100 STARTPOSITION 1",
            "SELECT COUNT(*) FROM Customer ",
            "SELECT *, Sku FROM Item MAXRESULTS 100",
            "select * from Invoice ORDER BY Id",
            "select * from Invoice where TotalAmt > 300 and DocNumber like '10%'",
        ] {
            assert!(parse(statement).is_ok(), "{statement}");
        }
    }

    #[test]
    fn what_the_grammar_lacks_is_refused_with_its_place() {
        let detail = |statement: &str| parse(statement).unwrap_err().detail;
        assert_eq!(
            detail("SELECT * FROM Invoice WHERE = TxnDate"),
            "QueryParserError: Encountered \" \"= \"\" at line 1, column 29."
        );
        assert!(detail("SELECT * FROM Customer WHERE DisplayName = 'Adam''s'").contains("<STRING> \"s \""));
        assert!(detail("SELECT * FROM Customer WHERE A = '1' OR B = '2'").contains("<IDENTIFIER> \"OR \""));
        assert!(detail("SELECT * FROM Customer WHERE A = '1").contains("Lexical error"));
        assert!(detail("SELECT * FROM").contains("<EOF>"));
        assert!(parse("").is_err());
    }
}
