//! Expressions over metrics. Follows the CloudWatch User Guide, "Using math expressions with CloudWatch metrics".
//!
//! There are the four operations and powers, comparisons, `&&` and `||`, and the functions of [`FUNCTIONS`].

mod evaluate;
mod parse;

pub use evaluate::{Scope, Series, Value, evaluate};
pub use parse::{Expression, parse};

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MathError {
    /// The vendor's text.
    #[error("{0}")]
    Invalid(String),
    /// AWS has it, and this emulator does not.
    #[error("the function {0} is not implemented by Twinstance")]
    NotModelled(String),
}

fn invalid<T>(text: impl Into<String>) -> Result<T, MathError> {
    Err(MathError::Invalid(text.into()))
}

/// The functions that there are.
pub const FUNCTIONS: [&str; 12] =
    ["ABS", "AVG", "CEIL", "DIFF", "FILL", "FLOOR", "IF", "MAX", "METRICS", "MIN", "RATE", "SUM"];

/// Those that AWS has beside them.
#[rustfmt::skip]
const OTHERS: [&str; 32] = [
    "ANOMALY_DETECTION_BAND", "DATAPOINT_COUNT", "DATE", "DAY", "DB_PERF_INSIGHTS", "DIFF_TIME", "EPOCH", "FIRST", "HOUR",
    "INSIGHT_RULE_METRIC", "LAMBDA", "LAST", "LOG", "LOG10", "METRIC_COUNT", "MINUTE", "MONTH", "PERIOD", "REMOVE_EMPTY",
    "RUNNING_SUM", "SEARCH", "SELECT", "SERVICE_QUOTA", "SLICE", "SORT", "STDDEV", "TIME_SERIES", "TRANSPOSE", "YEAR",
    "EXTRACT", "PREDICT", "FORECAST",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Values at minutes, from the first on.
    fn series(values: &[Option<f64>]) -> Series {
        let points = (0..).zip(values).filter_map(|(n, value)| Some((n * 60_000, (*value)?)));
        Series { period: 60_000, points: points.collect() }
    }

    fn value(text: &str) -> Result<Value, MathError> {
        let scope = Scope {
            start: 0,
            end: 4 * 60_000,
            metrics: vec!["m1", "m2"],
            lookup: &|id| {
                Ok(match id {
                    "m1" => Some(Value::Series(series(&[Some(1.0), Some(2.0), None, Some(4.0)]))),
                    "m2" => Some(Value::Series(series(&[Some(10.0), None, Some(30.0), Some(40.0)]))),
                    _ => None,
                })
            },
        };
        evaluate(&parse("e", text)?, "e", &scope)
    }

    #[track_caller]
    fn is(text: &str, wanted: &[Option<f64>]) {
        assert_eq!(value(text), Ok(Value::Series(series(wanted))), "{text}");
    }

    #[test]
    fn arithmetic_is_by_points_that_all_have() {
        is("m1 + m2", &[Some(11.0), None, None, Some(44.0)]);
        is("2 * m1 - 1 / 2", &[Some(1.5), Some(3.5), None, Some(7.5)]);
        is("-(m1) * (1 + 1)", &[Some(-2.0), Some(-4.0), None, Some(-8.0)]);
        is("m1 / 0 ", &[]);
        is("m1 ^ 2", &[Some(1.0), Some(4.0), None, Some(16.0)]);
        assert_eq!(value("1 + 2 * 3"), Ok(Value::Number(7.0)));
    }

    #[test]
    fn functions_of_several_and_of_one() {
        is("SUM(METRICS())", &[Some(11.0), Some(2.0), Some(30.0), Some(44.0)]);
        is("MAX([m1, m2])", &[Some(10.0), Some(2.0), Some(30.0), Some(40.0)]);
        is("AVG([m1,m2])", &[Some(5.5), Some(2.0), Some(30.0), Some(22.0)]);
        is("MIN(METRICS(\"1\"))", &[Some(1.0), Some(2.0), None, Some(4.0)]);
        assert_eq!(value("SUM(m1)"), Ok(Value::Number(7.0)));
        is("m1 - MIN(m1)", &[Some(0.0), Some(1.0), None, Some(3.0)]);
        is("RATE(m2)", &[None, None, Some(20.0 / 120.0), Some(10.0 / 60.0)]);
        is("diff(m1)", &[None, Some(1.0), None, Some(2.0)]);
    }

    #[test]
    fn gaps_are_filled() {
        is("FILL(m1, 0)", &[Some(1.0), Some(2.0), Some(0.0), Some(4.0)]);
        is("FILL(m1, REPEAT)", &[Some(1.0), Some(2.0), Some(2.0), Some(4.0)]);
        is("FILL(m2, LINEAR)", &[Some(10.0), Some(20.0), Some(30.0), Some(40.0)]);
        is("SUM(FILL(METRICS(), 0))", &[Some(11.0), Some(2.0), Some(30.0), Some(44.0)]);
    }

    #[test]
    fn conditions() {
        is("IF(m1 > 1, m1, 0)", &[Some(0.0), Some(2.0), None, Some(4.0)]);
        is("IF(m1 >= 2 && m1 != 4, 1)", &[None, Some(1.0), None, None]);
        is("m1 == 2 OR m1 < 2", &[Some(1.0), Some(1.0), None, Some(0.0)]);
        assert_eq!(value("IF(1 > 2, 3, 4)"), Ok(Value::Number(4.0)));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let error = |text| value(text).unwrap_err().to_string();
        assert_eq!(error("NOT_A_FUNCTION(m1)"), "Error in expression 'e': Function 'NOT_A_FUNCTION' not found");
        assert_eq!(error("SEARCH('{AWS/EC2}', 'Sum', 300)"), "the function SEARCH is not implemented by Twinstance");
        assert_eq!(error("SELECT AVG(x) FROM y"), "the function SELECT is not implemented by Twinstance");
        for text in [
            "",
            "1 +",
            "m1 m2",
            "(m1",
            "m1)",
            "[m1",
            "FILL(m1)",
            "m1 = 2",
            "SUM()",
            "m9",
            "\"text\"",
            "IF(1)",
            "[m1, m2] + #",
        ] {
            assert!(matches!(value(text), Err(MathError::Invalid(_))), "{text}: {:?}", value(text));
        }
        let deep = format!("{}1{}", "(".repeat(2000), ")".repeat(2000));
        assert!(matches!(value(&deep), Err(MathError::Invalid(_))));
    }
}
