//! HCL as a document: bodies of attributes and blocks, and expressions.

/// A body: of a file or of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body(pub Vec<Item>);

/// An item of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `name = expression`
    Attribute(String, Expression),
    /// `type "label" … { body }`
    Block(String, Vec<String>, Body),
    /// `# text`, one line each. The compiler's own words, never a blueprint's.
    Comment(&'static str),
    /// An empty line.
    Blank,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A string that means itself.
    Text(String),
    /// A number.
    Number(i64),
    /// true or false.
    Bool(bool),
    /// A list.
    List(Vec<Expression>),
    /// An object with keys that mean themselves.
    Object(Vec<(String, Expression)>),
    /// A reference or another expression, made by the compiler and never from a blueprint's text.
    Code(String),
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Expression::Text(text.to_owned())
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Expression::Text(text)
    }
}

impl From<bool> for Expression {
    fn from(flag: bool) -> Self {
        Expression::Bool(flag)
    }
}

impl From<i64> for Expression {
    fn from(number: i64) -> Self {
        Expression::Number(number)
    }
}

impl<E: Into<Expression>> FromIterator<E> for Expression {
    fn from_iter<I: IntoIterator<Item = E>>(items: I) -> Self {
        Expression::List(items.into_iter().map(Into::into).collect())
    }
}

impl Body {
    /// Adds an attribute.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<Expression>) -> Self {
        self.0.push(Item::Attribute(name.to_owned(), value.into()));
        self
    }

    /// Adds an attribute if there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Into<Expression>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Adds a block, after an empty line if something stands before it.
    #[must_use]
    pub fn block(mut self, name: &str, labels: &[&str], body: Body) -> Self {
        if !self.0.is_empty() && !matches!(self.0.last(), Some(Item::Comment(_) | Item::Blank)) {
            self.0.push(Item::Blank);
        }
        self.0.push(Item::Block(name.to_owned(), labels.iter().map(|label| (*label).to_owned()).collect(), body));
        self
    }

    /// Adds a comment.
    #[must_use]
    pub fn comment(mut self, text: &'static str) -> Self {
        self.0.push(Item::Comment(text));
        self
    }

    /// Adds an empty line.
    #[must_use]
    pub fn blank(mut self) -> Self {
        self.0.push(Item::Blank);
        self
    }

    /// Adds all of another body.
    #[must_use]
    pub fn extend(mut self, other: Body) -> Self {
        self.0.extend(other.0);
        self
    }
}
