//! Sealing of secrets at rest: XChaCha20-Poly1305 with a random nonce, bound to the place where the secret is kept.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use clock::Randomness;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Error;

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// The first byte of everything sealed, so that another way of sealing can be told apart one day.
const VERSION: u8 = 1;

/// The server's key. Can't be printed, and is wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; KEY_BYTES]);

impl Key {
    /// A key of these bytes.
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// `secret` sealed for `place`; it opens only with the same key and place.
    pub(crate) fn seal(&self, place: &str, secret: &[u8], randomness: &dyn Randomness) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        randomness.fill(&mut nonce);
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        // Fails only above 256 GiB; an empty text would then not open again.
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        [&[VERSION], nonce.as_slice(), &sealed].concat()
    }

    /// What was sealed for `place`.
    ///
    /// # Errors
    /// [`Error::Sealed`] when it was sealed with another key or for another place, or was changed.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let (version, rest) = sealed.split_first().ok_or(Error::Sealed)?;
        let (nonce, text) = rest.split_at_checked(NONCE_BYTES).ok_or(Error::Sealed)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).map_err(|_| Error::Sealed)?;
        if *version != VERSION {
            return Err(Error::Sealed);
        }
        let payload = Payload { msg: text, aad: place.as_bytes() };
        self.cipher().decrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Sealed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::SeededRandomness;

    fn key(byte: u8) -> Key {
        Key::new([byte; KEY_BYTES])
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_key_and_place_only() {
        let sealed = key(1).seal("tokens/1", b"secret", &SeededRandomness::new(1));
        assert_eq!(key(1).open("tokens/1", &sealed).unwrap(), b"secret");
        assert!(key(2).open("tokens/1", &sealed).is_err());
        assert!(key(1).open("tokens/2", &sealed).is_err());
    }

    #[test]
    fn a_changed_or_cut_text_does_not_open() {
        let mut sealed = key(1).seal("p", b"secret", &SeededRandomness::new(1));
        assert!(key(1).open("p", &sealed[..10]).is_err());
        assert!(key(1).open("p", &[]).is_err());
        if let Some(last) = sealed.last_mut() {
            *last ^= 1;
        }
        assert!(key(1).open("p", &sealed).is_err());
    }

    #[test]
    fn a_key_can_not_be_printed() {
        assert_eq!(format!("{:?}", key(7)), "Key(…)");
    }
}
