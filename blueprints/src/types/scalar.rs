//! What all domain types share: they are one scalar of a blueprint, and they say what is wrong with a bad one.

use serde_json::Value;

/// Why a text or number is not a value of a domain type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The code of the rule that it breaks.
    pub code: &'static str,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What is allowed.
    pub allowed: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The value that is likely meant.
    pub likely: Option<Box<str>>,
}

impl Invalid {
    /// Breaks `invalid-value`, the rule of all types that have none of their own.
    pub fn new(message: impl Into<String>, allowed: impl Into<String>) -> Self {
        Invalid { code: "invalid-value", message: message.into(), allowed: allowed.into(), help: None, likely: None }
    }

    /// Breaks a rule of its own.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what value is likely meant, so that the entry around it can be checked in the same run.
    #[must_use]
    pub fn likely(mut self, value: impl Into<Box<str>>) -> Self {
        self.likely = Some(value.into());
        self
    }
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; allowed: {}", self.message, self.allowed)
    }
}

impl std::error::Error for Invalid {}

/// A domain type: one scalar of a blueprint.
pub trait Scalar: Sized {
    /// Its name in the JSON Schema's `format`, by which the structure check finds it.
    const FORMAT: &'static str;

    /// The pattern that editors know; of a text that may be a key of a mapping, the schema's only mark of it.
    const PATTERN: &'static str = "";

    /// Reads a scalar of the right JSON type; the structure check has seen to the type.
    fn read(value: &Value) -> Result<Self, Invalid>;

    /// Whether a value is one, and why not.
    fn check(value: &Value) -> Result<(), Invalid> {
        Self::read(value).map(drop)
    }
}

/// Declares a domain type over a text: its documentation, its `format`, the pattern for editors, an example, and the
/// function that says why a text is none.
macro_rules! text {
    ($(#[doc = $doc:literal])+ $name:ident, $format:literal, $pattern:literal, $example:literal, $check:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Its text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::types::scalar::Scalar for $name {
            const FORMAT: &'static str = $format;
            const PATTERN: &'static str = $pattern;

            fn read(value: &serde_json::Value) -> Result<Self, $crate::types::Invalid> {
                value.as_str().unwrap_or_default().parse()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::types::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let check: fn(&str) -> Result<(), $crate::types::Invalid> = $check;
                check(text).map(|()| $name(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::types::Invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": concat!($($doc, "\n"),+).trim().replace("\n ", "\n"),
                    "type": "string",
                    "format": $format,
                    "pattern": $pattern,
                    "examples": [$example],
                })
            }
        }
    };
}

/// Declares a domain type over a whole number with a few allowed values; the first is the default.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ $name:ident($int:ty), $format:literal, default $default:literal, [$($value:literal),+], $code:literal, $help:literal) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($int);

        impl $name {
            /// The values that AWS takes.
            pub const ALLOWED: &'static [$int] = &[$($value),+];

            /// The number.
            pub fn get(self) -> $int {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                $name($default)
            }
        }

        impl $crate::types::scalar::Scalar for $name {
            const FORMAT: &'static str = $format;

            fn read(value: &serde_json::Value) -> Result<Self, $crate::types::Invalid> {
                match value.as_i64() {
                    Some(number) => number.try_into(),
                    None => Err(Self::invalid(value)),
                }
            }
        }

        impl $name {
            fn invalid(found: impl std::fmt::Display) -> $crate::types::Invalid {
                let allowed: Vec<String> = Self::ALLOWED.iter().map(ToString::to_string).collect();
                $crate::types::Invalid::new(format!("`{found}` is not a value that AWS takes here"), allowed.join(", "))
                    .code($code)
                    .help($help)
            }
        }

        impl TryFrom<i64> for $name {
            type Error = $crate::types::Invalid;

            fn try_from(number: i64) -> Result<Self, Self::Error> {
                <$int>::try_from(number)
                    .ok()
                    .filter(|number| Self::ALLOWED.contains(number))
                    .map($name)
                    .ok_or_else(|| Self::invalid(number))
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                value.0.into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": concat!($($doc, "\n"),+).trim().replace("\n ", "\n"),
                    "type": "integer",
                    "format": $format,
                    "enum": [$($value),+],
                })
            }
        }
    };
}

pub(crate) use {choice, text};
