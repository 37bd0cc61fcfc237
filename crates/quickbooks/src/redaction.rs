//! Taking secrets out of texts that came from outside.

/// What stands where a secret stood.
pub(crate) const HIDDEN: &str = "[hidden]";

/// Phrases of the gateway after which it repeats the token that it was sent (fact sheet 6.1).
const PHRASES_BEFORE_A_TOKEN: [&str; 2] = ["Token expired: ", "Token revoked: "];

/// The text without these secrets, and without what the gateway quotes of a token.
pub(crate) fn without_secrets(text: &str, secrets: &[&str]) -> String {
    let mut clean = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        clean = clean.replace(secret, HIDDEN);
    }
    for phrase in PHRASES_BEFORE_A_TOKEN {
        clean = without_quoted_token(&clean, phrase);
    }
    clean
}

fn without_quoted_token(text: &str, phrase: &str) -> String {
    let mut parts = text.split(phrase);
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends_token = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | ',');
        let rest = part.find(ends_token).map_or("", |end| &part[end..]);
        clean += phrase;
        clean += HIDDEN;
        clean += rest;
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_secret_disappears_wherever_it_stands() {
        let text = without_secrets(r#"{"a":"s3cret","b":"xs3crety"}"#, &["s3cret", ""]);
        assert_eq!(text, r#"{"a":"[hidden]","b":"x[hidden]y"}"#);
    }

    #[test]
    fn a_token_quoted_by_the_gateway_disappears_even_in_part() {
        let text = without_secrets(r#"{"detail":"Token expired: AB01xyz","code":"3200"}"#, &[]);
        assert_eq!(text, r#"{"detail":"Token expired: [hidden]","code":"3200"}"#);
    }

    #[test]
    fn a_text_without_secrets_stays_as_it_is() {
        let text = "Required parameter Line is missing in the request";
        assert_eq!(without_secrets(text, &["s3cret"]), text);
    }
}
