//! Text and bytes, damaged.

use crate::corpus::CHARACTERS;
use crate::dice::Dice;

/// Bytes that one damage repeats, at most.
const REPEATED_MAX: usize = 2_000;

/// Changes bytes at one to three places.
pub(super) fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.below(3) {
        let place = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(place),
            1 if !bytes.is_empty() => bytes[place] ^= 1 << dice.below(8),
            2 if !bytes.is_empty() => drop(bytes.remove(place)),
            3 => drop(bytes.splice(place..place, dice.pick(&CHARACTERS).bytes())),
            4 => {
                let repeated = vec![b"[{\"a1'%"[dice.below(7)]; dice.below(REPEATED_MAX)];
                bytes.splice(place..place, repeated);
            }
            _ => {
                let end = place + dice.below((bytes.len() - place).min(40));
                let piece = bytes[place..end].to_vec();
                bytes.splice(place..place, piece);
            }
        }
    }
}

/// As [`damage`], for text.
pub(super) fn damaged(dice: &mut Dice, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    damage(dice, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
