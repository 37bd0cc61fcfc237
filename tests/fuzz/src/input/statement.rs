//! Query text.

use super::text;
use crate::corpus::{CHARACTERS, ENTITIES, STATEMENTS, WORDS};
use crate::dice::Dice;

/// Words that one statement is made of from nothing, at most.
const WORDS_MAX: usize = 25;

/// A statement: a good one changed, or words in a row. `names` are members of entities.
pub(super) fn draw(dice: &mut Dice, names: &[String]) -> String {
    let statement = match dice.below(10) {
        0 => (0..dice.below(WORDS_MAX)).map(|_| word(dice, names) + " ").collect(),
        1 => format!("select * from {} maxresults 3", dice.pick(&ENTITIES)),
        2 => {
            let (entity, name) = (*dice.pick(&ENTITIES), dice.pick(names).clone());
            format!("select * from {entity} where {name} {} {} maxresults 3", word(dice, names), value(dice))
        }
        _ => changed(dice, names),
    };
    if dice.chance(15) { text::damaged(dice, &statement) } else { statement }
}

/// A good statement with some of its words changed.
fn changed(dice: &mut Dice, names: &[String]) -> String {
    let mut words: Vec<String> = dice.pick(&STATEMENTS).split(' ').map(str::to_owned).collect();
    for _ in 0..dice.below(4) {
        let place = dice.below(words.len());
        match dice.below(5) {
            0 if words.len() > 1 => drop(words.remove(place)),
            1 => words.insert(place, word(dice, names)),
            2 => words[place] = value(dice),
            3 => {
                let other = dice.below(words.len());
                words.swap(place, other);
            }
            _ => words[place] = word(dice, names),
        }
    }
    words.join(" ")
}

fn word(dice: &mut Dice, names: &[String]) -> String {
    match dice.below(4) {
        0 => dice.pick(names).clone(),
        1 => (*dice.pick(&ENTITIES)).to_owned(),
        _ => (*dice.pick(&WORDS)).to_owned(),
    }
}

fn value(dice: &mut Dice) -> String {
    let character = *dice.pick(&CHARACTERS);
    match dice.below(5) {
        0 => format!("'{}'", dice.next()),
        1 => format!("'{character}'"),
        2 => format!("'%{character}%'"),
        3 => format!("'2026-{:02}-{:02}'", dice.below(14), dice.below(33)),
        _ => format!("('1', '{character}', {})", dice.below(10)),
    }
}
