//! Several templates to one: what is the same in all stays, a value that differs becomes a parameter. It knows no AWS
//! resource.

use serde_json::{Map, Value, json};

/// Bytes of a parameter's value.
const LONGEST: usize = 4096;

/// A parameter of the one template.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    /// Its name.
    pub name: String,
    /// What the template says of it.
    pub definition: Value,
    /// Its value in each of the templates: plain, or a reference to a parameter of that template.
    pub values: Vec<Value>,
}

/// Why a template is not the first one with other values.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    /// The place of the template.
    pub member: usize,
    /// What differs, such as `Endpoint.DnsServers`.
    pub what: String,
    /// In which way.
    pub kind: Kind,
}

/// In which way a template differs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A resource of the first is missing.
    Missing,
    /// A resource is not in the first.
    More,
    /// It has other keys, another length, or other references.
    Form,
    /// It is a value too long for a parameter.
    Long,
}

/// Resources, and what they need to become those of one of the templates.
#[derive(Debug, Default)]
pub(super) struct Unified {
    /// The resources of all.
    pub resources: Map<String, Value>,
    /// The values that differ.
    pub parameters: Vec<Parameter>,
    /// What keeps the templates from being one.
    pub differences: Vec<Difference>,
}

/// The one template of several. The first is the model: its resources' order is kept.
pub(super) fn unify(templates: &[Value]) -> Unified {
    let mut walk = Walk { templates, out: Unified::default() };
    let none = Map::new();
    let of: Vec<_> = templates.iter().map(|template| template["Resources"].as_object().unwrap_or(&none)).collect();
    let Some((model, others)) = of.split_first() else { return walk.out };
    for (member, other) in others.iter().enumerate() {
        let missing = model.keys().filter(|id| !other.contains_key(*id)).map(|id| (id, Kind::Missing));
        let more = other.keys().filter(|id| !model.contains_key(*id)).map(|id| (id, Kind::More));
        let found = missing.chain(more);
        walk.out.differences.extend(found.map(|(id, kind)| Difference { member: member + 1, what: id.clone(), kind }));
    }
    for id in model.keys() {
        let values: Option<Vec<&Value>> = of.iter().map(|resources| resources.get(id)).collect();
        if let Some(values) = values {
            let resource = walk.value(&values, std::slice::from_ref(id));
            walk.out.resources.insert(id.clone(), resource);
        }
    }
    walk.out
}

struct Walk<'a> {
    templates: &'a [Value],
    out: Unified,
}

impl Walk<'_> {
    fn value(&mut self, values: &[&Value], at: &[String]) -> Value {
        let model = values[0];
        let leaves = values.iter().enumerate().all(|(member, value)| self.is_leaf(member, value));
        let same = values.iter().all(|value| *value == model);
        if leaves && (!same || model.is_object()) {
            return self.parameter(values, at);
        }
        if same {
            return model.clone();
        }
        let step = |name: &str| [at, &[name.to_owned()]].concat();
        if let Some(lists) = all(values, Value::as_array).filter(|lists| alike(lists, |list| list.len())) {
            let items = (0..lists[0].len()).map(|index| {
                let name = lists[0][index]["Key"].as_str().map_or_else(|| (index + 1).to_string(), str::to_owned);
                self.value(&lists.iter().map(|list| &list[index]).collect::<Vec<_>>(), &step(&name))
            });
            return items.collect();
        }
        let maps = all(values, Value::as_object).filter(|maps| !maps.iter().any(|map| is_intrinsic(map)));
        if let Some(maps) = maps {
            return self.maps(&maps, at);
        }
        self.differs(values, at, Kind::Form);
        Value::Null
    }

    fn maps(&mut self, maps: &[&Map<String, Value>], at: &[String]) -> Value {
        let model = maps[0];
        let step = |name: &String| [at, std::slice::from_ref(name)].concat();
        let mut same = true;
        for (member, map) in maps.iter().enumerate() {
            let missing = model.keys().filter(|key| !map.contains_key(*key)).map(|key| (key, Kind::Missing));
            let more = map.keys().filter(|key| !model.contains_key(*key)).map(|key| (key, Kind::More));
            for (key, kind) in missing.chain(more) {
                self.out.differences.push(Difference { member, what: place(&step(key)), kind });
                same = false;
            }
        }
        if !same {
            return Value::Null;
        }
        let entry = |key: &String| {
            let entries: Vec<&Value> = maps.iter().map(|map| &map[key]).collect();
            (key.clone(), self.value(&entries, &step(key)))
        };
        model.keys().map(entry).collect()
    }

    /// Whether it is a plain value, or a parameter of its template.
    fn is_leaf(&self, member: usize, value: &Value) -> bool {
        match value {
            Value::Object(_) => self.input(member, value).is_some(),
            Value::Array(_) | Value::Null => false,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        }
    }

    /// What a template says of the parameter to which a value refers.
    fn input(&self, member: usize, value: &Value) -> Option<(&str, &Value)> {
        let (name, definition) =
            self.templates[member]["Parameters"].as_object()?.get_key_value(value["Ref"].as_str()?)?;
        Some((name, definition))
    }

    fn parameter(&mut self, values: &[&Value], at: &[String]) -> Value {
        // The type and the order of a resource are not values.
        if at.get(1).is_none_or(|section| section != "Properties") {
            self.differs(values, at, Kind::Form);
            return Value::Null;
        }
        if values.iter().any(|value| value.as_str().is_some_and(|text| text.len() > LONGEST)) {
            self.differs(values, at, Kind::Long);
            return Value::Null;
        }
        let known = |parameter: &&Parameter| parameter.values.iter().eq(values.iter().copied());
        let name = match self.out.parameters.iter().find(known) {
            Some(parameter) => parameter.name.clone(),
            None => {
                let (name, definition) = self.define(values, at);
                let values = values.iter().map(|value| (*value).clone()).collect();
                self.out.parameters.push(Parameter { name: name.clone(), definition, values });
                name
            }
        };
        json!({ "Ref": name })
    }

    fn define(&self, values: &[&Value], at: &[String]) -> (String, Value) {
        let inputs = values.iter().enumerate().map(|(member, value)| self.input(member, value));
        let inputs: Option<Vec<_>> = inputs.collect();
        if let Some((name, definition)) = inputs.filter(|inputs| alike(inputs, |input| *input)).map(|inputs| inputs[0])
        {
            return (self.free(name), definition.clone());
        }
        let place = place(at);
        let name: String = place.chars().filter(char::is_ascii_alphanumeric).collect();
        let description = format!("{place}; each VPN of the stack set has its own.");
        let definition = if values.iter().all(|value| value.is_number()) {
            json!({ "Type": "Number", "Description": description })
        } else if values.iter().all(|value| value.is_boolean()) {
            json!({ "Type": "String", "Description": description, "AllowedValues": ["true", "false"] })
        } else {
            json!({ "Type": "String", "Description": description })
        };
        (self.free(&name), definition)
    }

    /// A name that no parameter and no resource has, as near to this one as can be.
    fn free(&self, name: &str) -> String {
        let taken = |name: &str| {
            self.out.parameters.iter().any(|parameter| parameter.name == name)
                || !self.templates[0]["Resources"][name].is_null()
        };
        let numbered = (2..).map(|number| format!("{name}{number}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }

    fn differs(&mut self, values: &[&Value], at: &[String], kind: Kind) {
        let member = values.iter().position(|value| *value != values[0]).unwrap_or(0);
        self.out.differences.push(Difference { member, what: place(at), kind });
    }
}

/// A place in a template as messages and descriptions have it: `Endpoint.DnsServers`.
fn place(at: &[String]) -> String {
    let words: Vec<&str> = at.iter().map(String::as_str).filter(|word| *word != "Properties").collect();
    words.join(".")
}

fn all<'v, T>(values: &[&'v Value], of: impl Fn(&'v Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(|value| of(value)).collect()
}

/// Whether all have the same of something.
fn alike<'v, T, U: PartialEq>(items: &'v [T], of: impl Fn(&'v T) -> U) -> bool {
    items.iter().all(|item| of(item) == of(&items[0]))
}

fn is_intrinsic(map: &Map<String, Value>) -> bool {
    map.len() == 1 && map.keys().all(|key| key == "Ref" || key.starts_with("Fn::"))
}
