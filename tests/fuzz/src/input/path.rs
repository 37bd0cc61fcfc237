//! Paths below the company.

use super::text;
use crate::corpus::{ENTITIES, PATHS};
use crate::dice::Dice;

/// A path: a good one changed, or an entity with something behind it.
pub(super) fn draw(dice: &mut Dice) -> String {
    let path = match dice.below(4) {
        0 => format!("{}/{}", dice.pick(&ENTITIES), dice.below(200)),
        1 => format!(
            "{}/{}/{}",
            dice.pick(&ENTITIES),
            dice.below(200),
            dice.pick(&["pdf", "send", "void", ""])
        ),
        _ => (*dice.pick(&PATHS)).to_owned(),
    };
    let path = if dice.chance(50) { text::damaged(dice, &path) } else { path };
    if dice.chance(90) { sendable(&path) } else { path }
}

/// With what can't stand in a path written as `%xx`.
fn sendable(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/?&=.,:;+-_~%@'()*!$".contains(&byte);
    path.bytes().fold(String::new(), |mut text, byte| {
        if plain(byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}
