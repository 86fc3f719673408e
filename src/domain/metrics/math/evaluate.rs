//! The value of an expression.

use super::parse::Expression;
use super::{MathError, invalid};
use crate::domain::metrics::{Datum, retention};

/// A metric or the value of an expression over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// In milliseconds.
    pub period: i64,
    /// Times in milliseconds since 1970 and values, the earliest first.
    pub points: Vec<(i64, f64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Series(Series),
    /// Each with the id of its metric; empty if it is none's.
    Many(Vec<(String, Series)>),
}

/// What an expression can use.
pub struct Scope<'a> {
    /// The time that is asked for, in milliseconds since 1970: the start, and the end that is no part of it.
    pub start: i64,
    pub end: i64,
    /// The ids of the metrics.
    pub metrics: Vec<&'a str>,
    /// The value of an id.
    pub lookup: &'a dyn Fn(&str) -> Result<Option<Value>, MathError>,
}

/// The value of an expression. `id` is that of its query, for the text of an error.
pub fn evaluate(expression: &Expression, id: &str, scope: &Scope<'_>) -> Result<Value, MathError> {
    Evaluation { id, scope }.value(expression)
}

struct Evaluation<'a> {
    id: &'a str,
    scope: &'a Scope<'a>,
}

/// Where all values of FILL come from.
enum Filling {
    Value(f64),
    Repeat,
    Linear,
}

impl Evaluation<'_> {
    /// Ours: AWS's texts are not documented.
    fn wrong<T>(&self, what: &str) -> Result<T, MathError> {
        invalid(format!("Error in expression '{}': {what}", self.id))
    }

    fn value(&self, expression: &Expression) -> Result<Value, MathError> {
        match expression {
            Expression::Number(number) => Ok(Value::Number(*number)),
            Expression::Text(text) => self.wrong(&format!("Unexpected \"{text}\"")),
            Expression::Name(name) => match (self.scope.lookup)(name)? {
                Some(value) => Ok(value),
                None => self.wrong(&format!("'{name}' is no id of a metric or an expression")),
            },
            Expression::List(items) => self.many(items),
            Expression::Negative(inner) => self.each(self.value(inner)?, |value| -value),
            Expression::Binary(operator, left, right) => self.binary(operator, self.value(left)?, self.value(right)?),
            Expression::Call(function, arguments) => self.call(function, arguments),
        }
    }

    fn many(&self, items: &[Expression]) -> Result<Value, MathError> {
        let mut all = Vec::new();
        for item in items {
            match self.value(item)? {
                Value::Series(series) => {
                    let id = if let Expression::Name(name) = item { name.clone() } else { String::new() };
                    all.push((id, series));
                }
                Value::Many(more) => all.extend(more),
                Value::Number(_) => return self.wrong("A list has metrics, not numbers"),
            }
        }
        Ok(Value::Many(all))
    }

    fn each(&self, value: Value, change: impl Fn(f64) -> f64) -> Result<Value, MathError> {
        let series = |series: Series| {
            let points = series.points.into_iter().map(|(at, value)| (at, change(value)));
            Series { period: series.period, points: points.filter(|(_, value)| value.is_finite()).collect() }
        };
        Ok(match value {
            Value::Number(number) => Value::Number(change(number)),
            Value::Series(one) => Value::Series(series(one)),
            Value::Many(all) => Value::Many(all.into_iter().map(|(id, one)| (id, series(one))).collect()),
        })
    }

    fn binary(&self, operator: &str, left: Value, right: Value) -> Result<Value, MathError> {
        let truth = |is: bool| if is { 1.0 } else { 0.0 };
        let apply = |a: f64, b: f64| match operator {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "^" => a.powf(b),
            "<" => truth(a < b),
            ">" => truth(a > b),
            "<=" => truth(a <= b),
            ">=" => truth(a >= b),
            "==" => truth(a == b),
            "!=" => truth(a != b),
            "&&" => truth(a != 0.0 && b != 0.0),
            _ => truth(a != 0.0 || b != 0.0),
        };
        match (left, right) {
            (left, Value::Number(b)) => self.each(left, |a| apply(a, b)),
            (Value::Number(a), right) => self.each(right, |b| apply(a, b)),
            (Value::Series(a), Value::Series(b)) => Ok(Value::Series(joined(&a, &b, apply))),
            (Value::Series(a), Value::Many(b)) => {
                Ok(Value::Many(b.into_iter().map(|(id, b)| (id, joined(&a, &b, apply))).collect()))
            }
            (Value::Many(a), Value::Series(b)) => {
                Ok(Value::Many(a.into_iter().map(|(id, a)| (id, joined(&a, &b, apply))).collect()))
            }
            (Value::Many(_), Value::Many(_)) => self.wrong("An operation on two lists"),
        }
    }

    fn call(&self, function: &str, arguments: &[Expression]) -> Result<Value, MathError> {
        match (function, arguments) {
            ("METRICS", []) => self.metrics(""),
            ("METRICS", [Expression::Text(part)]) => self.metrics(part),
            ("SUM" | "AVG" | "MIN" | "MAX", [argument]) => self.fold(function, self.value(argument)?),
            ("ABS", [argument]) => self.each(self.value(argument)?, f64::abs),
            ("CEIL", [argument]) => self.each(self.value(argument)?, f64::ceil),
            ("FLOOR", [argument]) => self.each(self.value(argument)?, f64::floor),
            ("RATE" | "DIFF", [argument]) => self.changes(function == "RATE", self.value(argument)?),
            ("FILL", [argument, filling]) => self.fill(self.value(argument)?, filling),
            ("IF", [condition, then]) => self.choose(self.value(condition)?, self.value(then)?, None),
            ("IF", [condition, then, other]) => {
                self.choose(self.value(condition)?, self.value(then)?, Some(self.value(other)?))
            }
            _ => self.wrong(&format!("{function} does not take these arguments")),
        }
    }

    /// The metrics of the request whose ids have this part.
    fn metrics(&self, part: &str) -> Result<Value, MathError> {
        let ids = self.scope.metrics.iter().filter(|id| id.contains(part));
        self.many(&ids.map(|id| Expression::Name((*id).to_owned())).collect::<Vec<_>>())
    }

    /// Of several series, their sum and so on at each time; of one, that of all its points.
    fn fold(&self, function: &str, value: Value) -> Result<Value, MathError> {
        Ok(match value {
            Value::Number(number) => Value::Number(number),
            Value::Series(series) => {
                let mut all = Datum::NONE;
                series.points.iter().for_each(|(_, value)| all.add(&Datum::of(*value, 1.0)));
                // One without points is 0 to what comes after it (ours).
                Value::Number(if all.count > 0.0 { folded(function, &all) } else { 0.0 })
            }
            Value::Many(all) => {
                let mut times: Vec<(i64, Datum)> = Vec::new();
                for (_, series) in &all {
                    add(&mut times, &series.points);
                }
                let period = all.iter().map(|(_, series)| series.period).max().unwrap_or(60_000);
                let points = times.iter().map(|(at, values)| (*at, folded(function, values))).collect();
                Value::Series(Series { period, points })
            }
        })
    }

    /// What each point is more than the one before, or that in a second.
    fn changes(&self, in_seconds: bool, value: Value) -> Result<Value, MathError> {
        let of = |series: Series| {
            let change = |pair: &[(i64, f64)]| {
                let seconds = if in_seconds { (pair[1].0 - pair[0].0) as f64 / 1000.0 } else { 1.0 };
                (pair[1].0, (pair[1].1 - pair[0].1) / seconds)
            };
            Series { period: series.period, points: series.points.windows(2).map(change).collect() }
        };
        match value {
            Value::Number(_) => self.wrong("A number does not change"),
            Value::Series(series) => Ok(Value::Series(of(series))),
            Value::Many(all) => Ok(Value::Many(all.into_iter().map(|(id, series)| (id, of(series))).collect())),
        }
    }

    fn fill(&self, value: Value, filling: &Expression) -> Result<Value, MathError> {
        let filling = match filling {
            Expression::Name(name) if name.eq_ignore_ascii_case("REPEAT") => Filling::Repeat,
            Expression::Name(name) if name.eq_ignore_ascii_case("LINEAR") => Filling::Linear,
            other => match self.value(other)? {
                Value::Number(number) => Filling::Value(number),
                _ => return self.wrong("FILL fills with a number, REPEAT or LINEAR"),
            },
        };
        match value {
            Value::Number(_) => self.wrong("FILL does not take a number"),
            Value::Series(series) => Ok(Value::Series(self.filled(&series, &filling))),
            Value::Many(all) => {
                Ok(Value::Many(all.into_iter().map(|(id, series)| (id, self.filled(&series, &filling))).collect()))
            }
        }
    }

    /// REPEAT has nothing to repeat before the first point, LINEAR no line before it and after the last.
    fn filled(&self, series: &Series, filling: &Filling) -> Series {
        let period = series.period.max(1000);
        let offset = series.points.first().map_or(self.scope.start, |(at, _)| *at).rem_euclid(period);
        let first = self.scope.start + (offset - self.scope.start).rem_euclid(period);
        let most = retention(period) / period;
        let first = first + ((self.scope.end - first) / period - most).max(0) * period;
        let times = (first..self.scope.end).step_by(usize::try_from(period).unwrap_or(usize::MAX));
        let mut known = series.points.iter().peekable();
        let mut last: Option<(i64, f64)> = None;
        let value = |at: i64| {
            if let Some(point) = known.next_if(|(known, _)| *known == at) {
                last = Some(*point);
                return Some(*point);
            }
            let value = match filling {
                Filling::Value(number) => Some(*number),
                Filling::Repeat => last.map(|(_, value)| value),
                Filling::Linear => last
                    .zip(known.peek())
                    .map(|((from, low), (to, high))| low + (high - low) * (at - from) as f64 / (to - from) as f64),
            };
            value.map(|value| (at, value))
        };
        Series { period: series.period, points: times.filter_map(value).collect() }
    }

    fn choose(&self, condition: Value, then: Value, other: Option<Value>) -> Result<Value, MathError> {
        let at = |value: &Value, at: i64| match value {
            Value::Number(number) => Ok(Some(*number)),
            Value::Series(series) => {
                let found = series.points.binary_search_by_key(&at, |(at, _)| *at);
                Ok(found.ok().map(|found| series.points[found].1))
            }
            Value::Many(_) => self.wrong("IF does not take a list"),
        };
        match condition {
            Value::Number(number) if number != 0.0 => Ok(then),
            Value::Number(_) => match other {
                Some(other) => Ok(other),
                None => self.wrong("IF has a value for a condition that does not hold"),
            },
            Value::Series(series) => {
                let mut points = Vec::new();
                for (time, holds) in series.points {
                    let branch = if holds != 0.0 { Some(&then) } else { other.as_ref() };
                    let value = branch.map_or(Ok(None), |branch| at(branch, time))?;
                    points.extend(value.map(|value| (time, value)));
                }
                Ok(Value::Series(Series { period: series.period, points }))
            }
            Value::Many(_) => self.wrong("IF does not take a list"),
        }
    }
}

/// A sum and so on of values.
fn folded(function: &str, values: &Datum) -> f64 {
    match function {
        "SUM" => values.sum,
        "AVG" => values.sum / values.count,
        "MIN" => values.min,
        _ => values.max,
    }
}

/// Adds points, each at its time. Both lists are sorted. Mostly they have the same times.
fn add(times: &mut Vec<(i64, Datum)>, points: &[(i64, f64)]) {
    let is_same = times.len() == points.len() && times.iter().zip(points).all(|((a, _), (b, _))| a == b);
    if !is_same {
        let known = std::mem::take(times);
        let mut known = known.into_iter().peekable();
        for (at, _) in points {
            while let Some(earlier) = known.next_if(|(known, _)| known < at) {
                times.push(earlier);
            }
            times.push(known.next_if(|(known, _)| known == at).unwrap_or((*at, Datum::NONE)));
        }
        times.extend(known);
    }
    let mut rest = times.iter_mut();
    for (at, value) in points {
        if let Some((_, datum)) = rest.find(|(time, _)| time == at) {
            datum.add(&Datum::of(*value, 1.0));
        }
    }
}

/// Both at the times that both have.
fn joined(a: &Series, b: &Series, apply: impl Fn(f64, f64) -> f64) -> Series {
    let (mut points, mut rest) = (Vec::new(), b.points.iter().peekable());
    for (at, left) in &a.points {
        while rest.next_if(|(other, _)| other < at).is_some() {}
        if let Some((_, right)) = rest.next_if(|(other, _)| other == at) {
            let value = apply(*left, *right);
            points.extend(value.is_finite().then_some((*at, value)));
        }
    }
    Series { period: a.period.max(b.period), points }
}
