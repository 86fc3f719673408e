//! The state of an alarm by the data of its periods. Follows the CloudWatch User Guide, "Configuring how CloudWatch alarms treat
//! missing data".

use super::{AlarmState, Definition, Missing, Reason, ReasonData, STEP};
use crate::domain::credits::timestamp;
use crate::domain::metrics::{Bins, Point, Statistic};
use smol_str::SmolStr;

/// How many periods more than it needs an alarm looks back for data, where some are missing. AWS says that it does so, and its
/// example has two.
const FURTHER: u32 = 2;

impl Definition {
    fn periods(&self) -> u32 {
        self.evaluation_periods + FURTHER
    }

    /// In milliseconds.
    fn span(&self) -> i64 {
        self.period * 1000
    }

    /// How far back data count, in milliseconds.
    pub(super) fn reach(&self) -> i64 {
        self.span() * i64::from(self.periods())
    }

    /// The values of the periods that end at a time, the latest first. Each has the points later than its start and not later
    /// than its end. `points` are sorted by time.
    pub(super) fn values(&self, points: &[Point], at: i64) -> Vec<Option<f64>> {
        let start = at - self.reach();
        let (from, to) =
            (points.partition_point(|point| point.at <= start), points.partition_point(|point| point.at <= at));
        let bins = Bins { start: start + 1, end: at + 1, period: self.span() };
        let folded = bins.fold(points[from..to].iter().copied(), matches!(self.statistic, Statistic::Percentile(_)));
        let mut values = vec![None; self.periods() as usize];
        for bin in folded {
            let number = (bin.at - bins.start) / bins.period;
            let index = values.len() - 1 - usize::try_from(number).unwrap_or(0);
            values[index] = bin.value(self.statistic);
        }
        values
    }

    pub(super) fn is_breached(&self, value: f64) -> bool {
        self.comparison.is_breached(value, self.threshold)
    }
}

/// What the data say of an alarm.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// `None` if it keeps its state.
    pub state: Option<AlarmState>,
    /// The values that count, each with the index of its period, the latest first.
    counted: Vec<(usize, f64)>,
}

/// Judges an alarm by the values of its periods, the latest first: those that it needs, and those that it looks back for.
pub fn evaluate(definition: &Definition, values: &[Option<f64>]) -> Evaluation {
    let (all, needed) = (definition.evaluation_periods as usize, definition.needed() as usize);
    let known = values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?)));
    let counted: Vec<_> = known.take(all).collect();
    let breaching = counted.iter().filter(|(_, value)| definition.is_breached(*value)).count();
    let missing = all - counted.len();
    let alarms = |is: bool| Some(if is { AlarmState::Alarm } else { AlarmState::Ok });
    // Whether nothing that is known speaks against an alarm.
    let only_breaching = breaching == counted.len();
    let state = match definition.missing.unwrap_or_default() {
        _ if missing == 0 => alarms(breaching >= needed),
        Missing::Breaching => alarms(breaching + missing >= needed),
        Missing::NotBreaching => alarms(breaching >= needed),
        Missing::Missing if counted.is_empty() => Some(AlarmState::InsufficientData),
        Missing::Missing | Missing::Ignore if breaching >= needed || !only_breaching => alarms(breaching >= needed),
        // An alarm that the data are too few for, if the earliest breaching one is old enough.
        Missing::Missing => {
            let oldest = counted.iter().map(|(index, _)| index + 1).rfind(|age| *age <= all);
            oldest.filter(|age| *age >= needed).map(|_| AlarmState::Alarm)
        }
        Missing::Ignore => None,
    };
    Evaluation { state, counted }
}

/// A number as reasons have it.
fn shown(value: f64) -> String {
    format!("{value:?}")
}

fn datapoints(count: usize) -> String {
    format!("{count} datapoint{}", if count == 1 { "" } else { "s" })
}

impl Evaluation {
    /// When a period begins, as answers have it: at its first point.
    fn stamp(definition: &Definition, at: i64, index: usize) -> i64 {
        at - definition.span() * (index as i64 + 1) + definition.span().min(STEP)
    }

    /// Why an alarm that is judged at this time gets this state. The texts are AWS's, as far as they are published.
    pub fn reason(&self, definition: &Definition, state: AlarmState, at: i64) -> Reason {
        let stamped = |(index, value): &(usize, f64)| (Self::stamp(definition, at, *index), *value);
        let periods = self.counted.iter().map(stamped).collect();
        let data = ReasonData::Judged { at: timestamp(at), periods };
        Reason { text: SmolStr::from(self.text(definition, state, at)), data }
    }

    fn text(&self, definition: &Definition, state: AlarmState, at: i64) -> String {
        let all = definition.evaluation_periods as usize;
        if state == AlarmState::InsufficientData {
            let are = if all == 1 { "was" } else { "were" };
            return format!("Insufficient Data: {} {are} unknown.", datapoints(all));
        }
        if self.counted.is_empty() {
            let is_breaching = definition.missing == Some(Missing::Breaching);
            let treated = if is_breaching { "Breaching" } else { "NonBreaching" };
            let (periods, were) = if all == 1 { ("period", "was") } else { ("periods", "were") };
            return format!(
                "Threshold Crossed: no datapoints were received for {all} {periods} and {all} missing datapoint{} {were} \
                 treated as [{treated}].",
                if all == 1 { "" } else { "s" }
            );
        }
        let is_alarm = state == AlarmState::Alarm;
        let tells = |value: f64| definition.is_breached(value) == is_alarm;
        let telling: Vec<_> = self.counted.iter().filter(|(_, value)| tells(*value)).collect();
        let value = |(index, value): &&(usize, f64)| {
            let stamp = timestamp(Self::stamp(definition, at, *index)).strftime("%m/%d/%y %H:%M:%S").to_string();
            format!("{} ({stamp})", shown(*value))
        };
        let (count, list) = (telling.len(), telling.iter().map(value).collect::<Vec<_>>().join(", "));
        let (were, not) = (if count == 1 { "was" } else { "were" }, if is_alarm { "" } else { "not " });
        let side =
            format!("{were} {not}{} the threshold ({})", definition.comparison.words(), shown(definition.threshold));
        if definition.needed() == definition.evaluation_periods {
            return format!("Threshold Crossed: {} [{list}] {side}.", datapoints(count));
        }
        let (minimum, transition) = if is_alarm {
            (definition.needed(), "OK -> ALARM")
        } else {
            (definition.evaluation_periods - definition.needed() + 1, "ALARM -> OK")
        };
        let minimum = datapoints(minimum as usize);
        format!(
            "Threshold Crossed: {count} out of the last {all} datapoints [{list}] {side} (minimum {minimum} for {transition} \
             transition)."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alarms::Comparison;
    use crate::domain::metrics::Metric;

    fn definition(needed: u32, missing: Missing) -> Definition {
        Definition {
            description: None,
            metric: Metric::new("N".into(), "M".into(), Vec::new()),
            statistic: Statistic::Average,
            unit: None,
            period: 300,
            evaluation_periods: 3,
            datapoints_to_alarm: Some(needed),
            threshold: 1.0,
            comparison: Comparison::GreaterOrEqual,
            missing: Some(missing),
            low_sample: None,
            ok_actions: Vec::new(),
            alarm_actions: Vec::new(),
            insufficient_actions: Vec::new(),
        }
    }

    /// The two tables of the user guide: five periods, the earliest first, `X` is breaching, `0` is not, `-` is missing. Then the
    /// states with missing, ignore, breaching and notBreaching; `=` is the state that there was.
    #[test]
    fn the_examples_of_the_user_guide() {
        for (needed, row) in [
            (3, "0-X-X OK OK OK OK"),
            (3, "----0 OK OK OK OK"),
            (3, "----- INSUFFICIENT_DATA = ALARM OK"),
            (3, "0XX-X ALARM ALARM ALARM ALARM"),
            (3, "--X-- ALARM = ALARM OK"),
            (2, "0-X-X ALARM ALARM ALARM ALARM"),
            (2, "00X0X ALARM ALARM ALARM ALARM"),
            (2, "0-X-- OK OK ALARM OK"),
            (2, "----0 OK OK ALARM OK"),
            (2, "---X- ALARM = ALARM OK"),
        ] {
            let mut cells = row.split(' ');
            let value = |letter| match letter {
                'X' => Some(2.0),
                '0' => Some(0.0),
                _ => None,
            };
            let values: Vec<_> = cells.next().unwrap().chars().rev().map(value).collect();
            for (treatment, wanted) in
                [Missing::Missing, Missing::Ignore, Missing::Breaching, Missing::NotBreaching].into_iter().zip(cells)
            {
                let state = evaluate(&definition(needed, treatment), &values).state;
                assert_eq!(state.map_or("=", AlarmState::name), wanted, "{needed} {row} {treatment:?}");
            }
        }
    }

    #[test]
    fn what_is_too_young_does_not_alarm() {
        let values = [Some(2.0), None, None, None, None];
        assert_eq!(evaluate(&definition(3, Missing::Missing), &values).state, None);
    }

    #[test]
    fn reasons() {
        let text = |needed, missing, values: &[Option<f64>], state| {
            let definition = definition(needed, missing);
            // 2026-11-21T08:15:00Z.
            evaluate(&definition, values).reason(&definition, state, 1_795_248_900_000).text
        };
        let two = [Some(2.5), Some(1.0), Some(0.0), None, None];
        assert_eq!(
            text(2, Missing::Missing, &two, AlarmState::Alarm),
            "Threshold Crossed: 2 out of the last 3 datapoints [2.5 (11/21/26 08:15:00), 1.0 (11/21/26 08:10:00)] were greater \
             than or equal to the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition)."
        );
        assert_eq!(
            text(3, Missing::Missing, &two, AlarmState::Ok),
            "Threshold Crossed: 1 datapoint [0.0 (11/21/26 08:05:00)] was not greater than or equal to the threshold (1.0)."
        );
        let none = [None; 5];
        let text = |missing, state| text(3, missing, &none, state);
        assert_eq!(
            text(Missing::Missing, AlarmState::InsufficientData),
            "Insufficient Data: 3 datapoints were unknown."
        );
        assert_eq!(
            text(Missing::Breaching, AlarmState::Alarm),
            "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching]."
        );
    }
}
