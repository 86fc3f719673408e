//! [DescribeInstanceMonitorData](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceMonitorData)

use crate::alibaba::ecs::common::{instance, parse_time, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::domain::credits::{self, AlibabaMonitorError, Sample};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the load and the CPU credits of an instance over time, as `/_twin/load` and the clock have them.
///
/// Ours: a period is shown by its start, which is a whole number of periods after StartTime, and the last ends at EndTime or
/// before; only what is over is shown, the earliest first, and only while the instance runs. CPUCreditUsage is what was spent
/// in the period, CPUAdvanceCreditBalance the advance credits in use at its end, CPUNotpaidSurplusCreditUsage what was charged since
/// the full hour in which it began. A type without credits has none of the four. Nothing that runs here sends, receives, reads or
/// writes, so that the figures of networks and disks are 0.
pub struct DescribeInstanceMonitorData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    start_time: SmolStr,
    end_time: SmolStr,
    period: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    monitor_data: MonitorData,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MonitorData {
    instance_monitor_data: Vec<Entry>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    instance_id: SmolStr,
    time_stamp: String,
    #[serde(rename = "CPU")]
    cpu: i64,
    #[serde(flatten)]
    credits: Option<Credits>,
    #[serde(flatten)]
    traffic: Traffic,
}

#[derive(Serialize)]
struct Credits {
    #[serde(rename = "CPUCreditBalance")]
    balance: f64,
    #[serde(rename = "CPUCreditUsage")]
    usage: f64,
    #[serde(rename = "CPUAdvanceCreditBalance")]
    advance: f64,
    #[serde(rename = "CPUNotpaidSurplusCreditUsage")]
    unbilled: f64,
}

/// What networks and disks did.
#[derive(Default, Serialize)]
struct Traffic {
    #[serde(rename = "IntranetRX")]
    intranet_received: i64,
    #[serde(rename = "IntranetTX")]
    intranet_sent: i64,
    #[serde(rename = "IntranetBandwidth")]
    intranet_bandwidth: i64,
    #[serde(rename = "InternetRX")]
    internet_received: i64,
    #[serde(rename = "InternetTX")]
    internet_sent: i64,
    #[serde(rename = "InternetBandwidth")]
    internet_bandwidth: i64,
    #[serde(rename = "IOPSRead")]
    reads: i64,
    #[serde(rename = "IOPSWrite")]
    writes: i64,
    #[serde(rename = "BPSRead")]
    bytes_read: i64,
    #[serde(rename = "BPSWrite")]
    bytes_written: i64,
}

impl Operation for DescribeInstanceMonitorData {
    const ACTION: &'static str = "DescribeInstanceMonitorData";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter()? {
            "StartTime" => row(400, "InvalidStartTime.Malformed", "The specified parameter \"StartTime\" is not valid."),
            "EndTime" => row(400, "InvalidEndTime.Malformed", "The specified parameter \"EndTime\" is not valid."),
            "Period" => row(400, "InvalidPeriod.ValueNotSupported", "The specified parameter \"Period\" is not valid."),
            _ => return None,
        })
    }
}

/// The periods that can be asked for, in seconds.
const PERIODS: [i64; 3] = [60, 600, 3600];

/// The most entries of an answer.
const MAX_ENTRIES: i64 = 400;

/// For how long data are retained.
const RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Read for DescribeInstanceMonitorData {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let start = minute("StartTime", &request.start_time)?;
        let end = minute("EndTime", &request.end_time)?;
        let period = request.period.unwrap_or(PERIODS[0]);
        if !PERIODS.contains(&period) {
            return Err(Error::invalid("Period", period, "60, 600 or 3600"));
        }
        if start > end {
            return Err(AlibabaMonitorError::Reversed.into());
        }
        if at.now.duration_since(start) > RETENTION {
            return Err(AlibabaMonitorError::TooEarly.into());
        }
        let seconds = end.as_second() - start.as_second();
        if seconds > MAX_ENTRIES * period {
            return Err(AlibabaMonitorError::TooMuch.into());
        }
        let has_credits = credits::credits_of(instance.instance_type).is_some();
        let entry = |sample: Sample| Entry {
            instance_id: instance.id.clone(),
            time_stamp: time_to_the_second(credits::timestamp(sample.start)),
            cpu: sample.cpu.round() as i64,
            credits: has_credits.then_some(Credits {
                balance: sample.balance,
                usage: sample.usage,
                advance: sample.surplus,
                unbilled: sample.unbilled,
            }),
            traffic: Traffic::default(),
        };
        let meter = credits::meter(instance);
        let count = usize::try_from(seconds / period).unwrap_or(0);
        let samples = credits::samples(&meter, credits::millis(start), period * 1000, count, credits::millis(at.now));
        let instance_monitor_data = samples.filter(|sample| sample.runs).map(entry).collect();
        Ok(Response { monitor_data: MonitorData { instance_monitor_data } })
    }
}

/// A time, rounded up to a full minute.
fn minute(name: &str, text: &SmolStr) -> Result<Timestamp, Error> {
    let invalid = || Error::invalid(name, text, "a time in UTC, as in 2026-11-21T08:00:00Z");
    let seconds = parse_time(text).ok_or_else(invalid)?.as_second();
    Timestamp::from_second(seconds + (-seconds).rem_euclid(60)).map_err(|_| invalid())
}
