//! Private keys, and the passphrase that protects the CA's.
//!
//! Their bytes leave this file only as the text of a key file. They are wiped when dropped, as far as the libraries allow.

use crate::{Error, pem};
use pkcs8::der::SecretDocument;
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, PrivateKeyInfoRef, pkcs5::pbes2};
use rcgen::{KeyPair, PKCS_RSA_SHA256};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// Rounds of PBKDF2 with HMAC-SHA-256 between the passphrase and the key that encrypts.
const ROUNDS: u32 = 600_000;
/// The fewest letters of a passphrase for a new key.
const SHORTEST: usize = 8;

/// A passphrase.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase of a key that exists.
    pub fn existing(text: Zeroizing<String>) -> Self {
        Passphrase(text)
    }

    /// The passphrase for a new key.
    pub fn chosen(text: Zeroizing<String>) -> Result<Self, Error> {
        let length = text.chars().count();
        if length < SHORTEST { Err(Error::ShortPassphrase { length, least: SHORTEST }) } else { Ok(Passphrase(text)) }
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// A private key: RSA 2048, the only size that Client VPN takes and that is still safe.
pub struct Key {
    pair: KeyPair,
}

impl Key {
    /// A new random key.
    pub fn generate() -> Result<Self, Error> {
        Ok(Key { pair: KeyPair::generate_for(&PKCS_RSA_SHA256).map_err(|_| Error::Random)? })
    }

    /// Whether the text of a key file is encrypted.
    pub fn is_encrypted(text: &str) -> bool {
        pem::read(text.as_bytes()).blocks.iter().any(|block| block.is_encrypted())
    }

    /// Reads a PKCS #8 key from the text of its file, with its passphrase if it is encrypted.
    pub fn from_pem(file: &str, text: &str, passphrase: Option<&Passphrase>) -> Result<Self, Error> {
        let unreadable = || Error::UnreadableKey(file.to_owned());
        let read = pem::read(text.as_bytes());
        let block = read.blocks.iter().find(|block| block.is_private_key()).ok_or_else(unreadable)?;
        let der = block.contents.as_ref().map_err(|_| unreadable())?;
        let opened;
        let der: &[u8] = if block.is_encrypted() {
            let passphrase = passphrase.ok_or_else(|| Error::PassphraseNeeded(file.to_owned()))?;
            let locked = EncryptedPrivateKeyInfoRef::try_from(der.as_slice()).map_err(|_| unreadable())?;
            opened = locked.decrypt(passphrase.0.as_bytes()).map_err(|_| Error::WrongPassphrase(file.to_owned()))?;
            opened.as_bytes()
        } else {
            der
        };
        let pair = KeyPair::from_pkcs8_der_and_sign_algo(&der.into(), &PKCS_RSA_SHA256).map_err(|_| unreadable())?;
        Ok(Key { pair })
    }

    /// The text of its file, PKCS #8, not encrypted: that is how ACM and OpenVPN take it.
    pub fn pem(&self) -> Result<Zeroizing<String>, Error> {
        let document = SecretDocument::try_from(self.pair.serialized_der()).map_err(|_| Error::Encoding)?;
        document.to_pem("PRIVATE KEY", LineEnding::LF).map_err(|_| Error::Encoding)
    }

    /// The text of its file, PKCS #8 encrypted with PBES2: PBKDF2 and AES-256-CBC, which `openssl pkey` reads.
    pub fn encrypted_pem(&self, passphrase: &Passphrase) -> Result<Zeroizing<String>, Error> {
        let [mut salt, mut iv] = [[0; 16]; 2];
        aws_lc_rs::rand::fill(&mut salt).and_then(|()| aws_lc_rs::rand::fill(&mut iv)).map_err(|_| Error::Random)?;
        let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, &salt, iv);
        let parameters = parameters.map_err(|_| Error::Encoding)?;
        let key = PrivateKeyInfoRef::try_from(self.pair.serialized_der()).map_err(|_| Error::Encoding)?;
        let locked = key.encrypt_with_params(parameters, passphrase.0.as_bytes()).map_err(|_| Error::Encoding)?;
        locked.to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF).map_err(|_| Error::Encoding)
    }

    /// The key pair, for signing.
    pub(crate) fn pair(&self) -> &KeyPair {
        &self.pair
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.pair.zeroize();
    }
}
