//! [PutMetricAlarm](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html)

use super::CloudWatch;
use super::common::{Dimension, NoResult, check_length, check_unit, constraint, metric, too_many};
use super::errors::{combination, own, validation};
use super::tagged::{Tag, merged};
use crate::domain::alarms::{self, Comparison, Definition, MAX_ALARMS, Missing, instance_action, longest};
use crate::domain::compute::instance::Tags;
use crate::domain::metrics::Statistic;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Creates an alarm on a metric, or replaces one of that name, which keeps its state and its tags.
///
/// Actions of EC2 are done. Others are kept, and told in `/_twin/events`.
pub struct PutMetricAlarm;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: AlarmDescription", rename_all = "PascalCase")]
pub struct Request {
    alarm_name: SmolStr,
    alarm_description: Option<SmolStr>,
    actions_enabled: Option<bool>,
    #[serde(default, rename = "OKActions")]
    ok_actions: Vec<SmolStr>,
    #[serde(default)]
    alarm_actions: Vec<SmolStr>,
    #[serde(default)]
    insufficient_data_actions: Vec<SmolStr>,
    metric_name: SmolStr,
    namespace: SmolStr,
    statistic: Option<SmolStr>,
    extended_statistic: Option<SmolStr>,
    #[serde(default)]
    dimensions: Vec<Dimension>,
    period: i64,
    unit: Option<SmolStr>,
    evaluation_periods: i64,
    datapoints_to_alarm: Option<i64>,
    threshold: f64,
    comparison_operator: SmolStr,
    treat_missing_data: Option<SmolStr>,
    evaluate_low_sample_count_percentile: Option<SmolStr>,
    #[serde(default)]
    tags: Vec<Tag>,
}

/// An alarm to put.
pub struct Plan {
    name: SmolStr,
    definition: Definition,
    actions_enabled: bool,
    tags: Tags,
}

/// The comparisons with a band, which there is not here.
const BANDS: [&str; 3] =
    ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];

const MAX_ACTIONS: usize = 5;

impl Operation for PutMetricAlarm {
    const ACTION: &'static str = "PutMetricAlarm";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("ActionConfiguration", ""),
        ("EvaluationCriteria", ""),
        ("EvaluationInterval", ""),
        ("EvaluationWindow", ""),
        ("Metrics", ""),
        ("ThresholdMetricId", ""),
        ("WarmUpConfiguration", ""),
    ];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = NoResult;

    fn without_effect(request: &Request) -> Vec<String> {
        let lists = [
            ("AlarmActions", &request.alarm_actions),
            ("InsufficientDataActions", &request.insufficient_data_actions),
            ("OKActions", &request.ok_actions),
        ];
        let others =
            lists.into_iter().flat_map(|(name, list)| (1..).zip(list).map(move |(number, arn)| (name, number, arn)));
        let others = others.filter(|(.., arn)| instance_action(arn).is_none());
        others.map(|(name, number, _)| format!("{name}.{number}")).collect()
    }
}

/// The number of periods of the definition, and how many of them must be breaching.
fn periods(request: &Request) -> Result<(u32, Option<u32>), Error> {
    let (all, period) = (request.evaluation_periods, request.period);
    let count = |value: i64, name: &str| {
        let count = u32::try_from(value).ok().filter(|count| *count > 0);
        count.ok_or_else(|| constraint(&value.to_string(), name, "have value greater than or equal to 1"))
    };
    let (periods, needed) = (
        count(all, "evaluationPeriods")?,
        request.datapoints_to_alarm.map(|needed| count(needed, "datapointsToAlarm")).transpose()?,
    );
    // Ours: the text is not known.
    if period < 10 || period % 60 != 0 && ![10, 20, 30].contains(&period) {
        return Err(validation("The parameter Period must be 10, 20, 30, or a multiple of 60."));
    }
    let longest = longest(period);
    if period.saturating_mul(all) > longest {
        let span = if longest > 86_400 { "seven days" } else { "a day" };
        return Err(validation(format!(
            "Metrics cannot be checked across more than {span} (EvaluationPeriods * Period must be <= {longest})."
        )));
    }
    if needed.is_some_and(|needed| needed > periods) {
        return Err(validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods."));
    }
    Ok((periods, needed))
}

fn statistic(request: &Request) -> Result<Statistic, Error> {
    match (&request.statistic, &request.extended_statistic) {
        (Some(name), None) => Statistic::plain(name).ok_or_else(|| {
            let names = Statistic::PLAIN.map(|statistic| statistic.name()).join(", ");
            constraint(name, "statistic", &format!("satisfy enum value set: [{names}]"))
        }),
        (None, Some(name)) => Statistic::percentile(name)
            .ok_or_else(|| validation(format!("The value {name} for parameter ExtendedStatistic is not supported."))),
        // Ours: the texts are not known.
        (None, None) => Err(Error::missing("Statistic")),
        (Some(_), Some(_)) => Err(combination(
            "The parameters Statistic and ExtendedStatistic are mutually exclusive and you have specified both.",
        )),
    }
}

/// The value of this name, of those that there are.
fn named<T: Copy>(text: &str, at: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, Error> {
    let names = || all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
    let found = all.iter().copied().find(|one| name(*one) == text);
    found.ok_or_else(|| constraint(text, at, &format!("satisfy enum value set: [{}]", names())))
}

fn check_actions(request: &Request) -> Result<(), Error> {
    let lists = [&request.ok_actions, &request.alarm_actions, &request.insufficient_data_actions];
    if lists.iter().any(|list| list.len() > MAX_ACTIONS) {
        return Err(too_many("actions", MAX_ACTIONS));
    }
    for arn in lists.into_iter().flatten() {
        check_length("actions", arn, 1024)?;
        // Ours: the text is not known.
        if !arn.starts_with("arn:") {
            return Err(validation(format!("Invalid arn syntax: {arn}")));
        }
        if instance_action(arn).is_some() && !matches!(&request.dimensions[..], [one] if one.name == "InstanceId") {
            return Err(validation(format!("The action {arn} needs a metric with the dimension InstanceId alone.")));
        }
    }
    Ok(())
}

impl Change for PutMetricAlarm {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_length("alarmName", &request.alarm_name, 255)?;
        check_length("alarmDescription", request.alarm_description.as_deref().unwrap_or(""), 1024)?;
        check_unit(request.unit.as_ref())?;
        check_actions(&request)?;
        let (evaluation_periods, datapoints_to_alarm) = periods(&request)?;
        let statistic = statistic(&request)?;
        if BANDS.contains(&&*request.comparison_operator) {
            return Err(Error::NotModelled(format!("ComparisonOperator={}", request.comparison_operator)));
        }
        let comparison = named(&request.comparison_operator, "comparisonOperator", &Comparison::ALL, Comparison::name)?;
        let missing = request.treat_missing_data.as_deref();
        let missing = missing.map(|text| named(text, "treatMissingData", &Missing::ALL, Missing::name)).transpose()?;
        let low_sample = request.evaluate_low_sample_count_percentile;
        if let Some(text) = &low_sample {
            named(text, "evaluateLowSampleCountPercentile", &["evaluate", "ignore"], |name| name)?;
        }
        if !request.threshold.is_finite() {
            return Err(constraint(&request.threshold.to_string(), "threshold", "be a number"));
        }
        let tags = merged(&Tags::default(), request.tags)?;
        // Ours: the text is not known.
        if at.region.alarms.len() >= MAX_ALARMS && at.region.alarms.get(&request.alarm_name).is_none() {
            return Err(own("LimitExceeded", format!("The maximum limit of {MAX_ALARMS} alarms is exceeded")));
        }
        let definition = Definition {
            description: request.alarm_description,
            metric: metric(request.namespace, request.metric_name, request.dimensions)?,
            statistic,
            unit: request.unit,
            period: request.period,
            evaluation_periods,
            datapoints_to_alarm,
            threshold: request.threshold,
            comparison,
            missing,
            low_sample,
            ok_actions: request.ok_actions,
            alarm_actions: request.alarm_actions,
            insufficient_actions: request.insufficient_data_actions,
        };
        Ok(Plan {
            name: request.alarm_name,
            definition,
            actions_enabled: request.actions_enabled.unwrap_or(true),
            tags,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> NoResult {
        alarms::put(at, plan.name, plan.definition, plan.actions_enabled, plan.tags);
        NoResult {}
    }
}
