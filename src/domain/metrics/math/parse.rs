//! Reads an expression.

use super::{FUNCTIONS, MathError, OTHERS, invalid};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Number(f64),
    Text(String),
    /// The id of a metric or of another expression; or, in FILL, a word.
    Name(String),
    List(Vec<Expression>),
    Negative(Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    /// The function's name in capitals.
    Call(&'static str, Vec<Expression>),
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Text(String),
    Sign(&'static str),
}

/// What has two operands, by how strongly it binds.
const LEVELS: [&[&str]; 6] = [&["||"], &["&&"], &["<=", ">=", "==", "!=", "<", ">"], &["+", "-"], &["*", "/"], &["^"]];

/// The longer ones first.
const SIGNS: [&str; 20] =
    ["<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", "{", "}"];

/// How many expressions may be within each other.
const MAX_DEPTH: usize = 64;

/// Reads an expression. `id` is that of its query, for the text of an error.
pub fn parse(id: &str, text: &str) -> Result<Expression, MathError> {
    let first = text.trim_start().split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or("");
    if first.eq_ignore_ascii_case("SELECT") {
        return Err(MathError::NotModelled("SELECT".to_owned()));
    }
    let mut parser = Parser { id, tokens: tokens(id, text)?, next: 0, depth: 0 };
    let expression = parser.level(0)?;
    match parser.peek() {
        None => Ok(expression),
        Some(token) => parser.wrong(&format!("Unexpected {}", shown(token))),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Number(number) => format!("'{number}'"),
        Token::Name(name) => format!("'{name}'"),
        Token::Text(text) => format!("'\"{text}\"'"),
        Token::Sign(sign) => format!("'{sign}'"),
    }
}

fn tokens(id: &str, text: &str) -> Result<Vec<Token>, MathError> {
    let (mut tokens, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let end = |is: fn(char) -> bool| rest.find(|letter| !is(letter)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() || first == '.' {
            let length = end(|letter| letter.is_ascii_digit() || letter == '.');
            let number = rest[..length].parse().map(Token::Number);
            tokens.push(number.or_else(|_| invalid(format!("Error in expression '{id}': Invalid number")))?);
            length
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = end(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            tokens.push(match &rest[..length] {
                "AND" | "and" => Token::Sign("&&"),
                "OR" | "or" => Token::Sign("||"),
                name => Token::Name(name.to_owned()),
            });
            length
        } else if first == '"' || first == '\'' {
            let Some(length) = rest[1..].find(first) else {
                return invalid(format!("Error in expression '{id}': A text that does not end"));
            };
            tokens.push(Token::Text(rest[1..=length].to_owned()));
            length + 2
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            tokens.push(Token::Sign(sign));
            sign.len()
        } else {
            return invalid(format!("Error in expression '{id}': Unexpected '{first}'"));
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Parser<'a> {
    id: &'a str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    /// Ours: AWS's texts are not documented.
    fn wrong<T>(&self, what: &str) -> Result<T, MathError> {
        invalid(format!("Error in expression '{}': {what}", self.id))
    }

    /// Takes a sign, if it is the next.
    fn takes(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Sign(next)) if *next == sign);
        self.next += usize::from(is_next);
        is_next
    }

    fn expects(&mut self, sign: &str) -> Result<(), MathError> {
        if self.takes(sign) { Ok(()) } else { self.wrong(&format!("Missing '{sign}'")) }
    }

    fn level(&mut self, level: usize) -> Result<Expression, MathError> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        while let Some(Token::Sign(sign)) = self.peek()
            && let Some(operator) = operators.iter().find(|operator| *operator == sign)
        {
            self.next += 1;
            left = Expression::Binary(operator, Box::new(left), Box::new(self.level(level + 1)?));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, MathError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.wrong("Too many expressions within each other");
        }
        let read = if self.takes("-") { Ok(Expression::Negative(Box::new(self.unary()?))) } else { self.plain() };
        self.depth -= 1;
        read
    }

    fn plain(&mut self) -> Result<Expression, MathError> {
        let Some(token) = self.peek().cloned() else { return self.wrong("Unexpected end") };
        self.next += 1;
        match token {
            Token::Number(number) => Ok(Expression::Number(number)),
            Token::Text(text) => Ok(Expression::Text(text)),
            Token::Name(name) if self.takes("(") => {
                let upper = name.to_ascii_uppercase();
                let known = FUNCTIONS.into_iter().find(|known| *known == upper);
                let Some(function) = known else {
                    return Err(if OTHERS.contains(&&*upper) {
                        MathError::NotModelled(upper)
                    } else {
                        MathError::Invalid(format!("Error in expression '{}': Function '{name}' not found", self.id))
                    });
                };
                Ok(Expression::Call(function, self.list(")")?))
            }
            Token::Name(name) => Ok(Expression::Name(name)),
            Token::Sign("(") => {
                let inner = self.level(0)?;
                self.expects(")")?;
                Ok(inner)
            }
            Token::Sign("[") => Ok(Expression::List(self.list("]")?)),
            other => self.wrong(&format!("Unexpected {}", shown(&other))),
        }
    }

    /// Expressions with commas between them, up to this sign.
    fn list(&mut self, end: &str) -> Result<Vec<Expression>, MathError> {
        let mut list = Vec::new();
        if self.takes(end) {
            return Ok(list);
        }
        loop {
            list.push(self.level(0)?);
            if !self.takes(",") {
                self.expects(end)?;
                return Ok(list);
            }
        }
    }
}
