//! Reads a tree as the type that it stands for, if it is right in every way.
//!
//! Serde is laxer than a JSON Schema is: of a struct it also takes a list of the values, and of a word a mapping with it as
//! key. Here it does not, so what is read has no fault of form. Of what is not, `structure` says why.

use super::yaml::{Entry, Kind, Node};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// What a tree stands for. `None` if there is anything wrong with it.
pub(super) fn read<T: DeserializeOwned>(root: &Node) -> Option<T> {
    T::deserialize(Typed(root)).ok()
}

/// A node to be read.
struct Typed<'de>(&'de Node);

impl<'de> IntoDeserializer<'de, Error> for Typed<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Nobody sees it: `structure` says what is wrong.
fn refused() -> Error {
    Error::custom("it has another form")
}

impl<'de> Deserializer<'de> for Typed<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.kind {
            Kind::Scalar(Value::Null) => visitor.visit_unit(),
            Kind::Scalar(Value::Bool(flag)) => visitor.visit_bool(*flag),
            Kind::Scalar(Value::String(text)) => visitor.visit_borrowed_str(text),
            Kind::Scalar(value) => value.deserialize_any(visitor).map_err(Error::custom),
            Kind::List(items) => {
                let mut items = SeqDeserializer::new(items.iter().map(Typed));
                let list = visitor.visit_seq(&mut items)?;
                items.end().map(|()| list)
            }
            Kind::Map(entries) => {
                let entries = entries.iter().map(|Entry { key, value, .. }| (key.as_str(), Typed(value)));
                let mut entries = MapDeserializer::new(entries);
                let map = visitor.visit_map(&mut entries)?;
                entries.end().map(|()| map)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.kind {
            Kind::Scalar(Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.kind {
            Kind::Map(_) => self.deserialize_any(visitor),
            _ => Err(refused()),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.kind {
            Kind::Scalar(Value::String(word)) => visitor.visit_enum(word.as_str().into_deserializer()),
            Kind::Map(entries) if entries.len() == 1 => visitor.visit_enum(Choice(&entries[0])),
            _ => Err(refused()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// A choice by its key, with a value.
struct Choice<'de>(&'de Entry);

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(StrDeserializer::new(&self.0.key))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Error;

    /// A word is written as such.
    fn unit_variant(self) -> Result<(), Error> {
        Err(refused())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Typed(&self.0.value))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Typed(&self.0.value).deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        Typed(&self.0.value).deserialize_struct("", fields, visitor)
    }
}
