//! Free text. It is data in every target, so only what AWS's XML interfaces cannot carry is refused.

use super::identity_store;
use super::scalar::{Invalid, text};

/// Refuses control characters (tab and new line excepted) and text longer than `most` characters.
fn words(text: &str, most: usize, what: &str) -> Result<(), Invalid> {
    if let Some(control) = text.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        return Err(Invalid::new(
            format!("{what} contains the control character U+{:04X}", u32::from(control)),
            "any text without control characters other than tab and new line",
        ));
    }
    let length = text.chars().count();
    if length > most {
        return Err(Invalid::new(format!("{what} has {length} characters"), format!("at most {most} characters")));
    }
    Ok(())
}

text! {
    /// A description, at most 255 characters.
    Description, "description", r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{0,255}$", "Application subnet",
    |text| words(text, 255, "the description")
}

text! {
    /// Any text without control characters, at most 4,096 characters.
    Words, "words", r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{0,4096}$", "Reviewed with the network team",
    |text| words(text, 4096, "the text")
}

text! {
    /// Why something is as it is: at most 4,096 characters, not only blanks.
    Reason, "reason", r"^(?=[\s\S]*\S)[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{0,4096}$",
    "Reviewed with the network team",
    |text| if text.trim().is_empty() {
        Err(Invalid::new("the reason is empty", "a text for whoever reads the blueprint next"))
    } else {
        words(text, 4096, "the reason")
    }
}

text! {
    /// A given or family name: 1 to 1,024 letters, marks, digits, symbols and spaces.
    PersonName, "person-name", r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n \u00a0\u3000]{1,1024}$", "Yamada",
    |text| identity_store::check(text, "the name", 1024, &identity_store::BLANKS)
}

text! {
    /// A group's description: 1 to 1,024 letters, marks, digits, symbols, spaces and new lines.
    GroupDescription, "group-description", r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n \u3000]{1,1024}$",
    "People who may connect",
    |text| identity_store::check(text, "the group's description", 1024, &identity_store::LINES)
}

text! {
    /// What people read when they connect, 1 to 1,400 characters.
    Banner, "banner", r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]{1,1400}$", "Authorized use only",
    |text| {
        let length = "1 to 1400 characters";
        match text.chars().count() {
            0 => Err(Invalid::new("the banner is empty", length)
                .code("banner-length")
                .help("leave `banner` out to show none")),
            1..=1400 => words(text, 1400, "the banner"),
            more => Err(Invalid::new(format!("the banner has {more} characters"), length).code("banner-length")),
        }
    }
}
