// CloudWatch by the SDK of AWS for JavaScript, version 3, which speaks JSON.

import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  paginateGetMetricData,
  paginateListMetrics,
} from "@aws-sdk/client-cloudwatch";

import { URL, check, run } from "./common.mjs";

const client = new CloudWatchClient({
  endpoint: URL,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
});

// The instance of the demo world that has credits.
const Dimensions = [{ Name: "InstanceId", Value: "i-1234567890abcdef0" }];
const credits = { Namespace: "AWS/EC2", MetricName: "CPUCreditBalance", Dimensions };

const at = (minutes) => new Date(Date.parse("2026-11-21T08:00:00Z") + minutes * 60_000);

async function advance(by) {
  const reply = await fetch(`${URL}/_twin/clock`, { method: "POST", body: JSON.stringify({ advance: by }) });
  if (!reply.ok) throw new Error(await reply.text());
}

async function metrics() {
  await advance("16m");
  const range = { StartTime: at(0), EndTime: at(60) };
  const reply = await client.send(
    new GetMetricStatisticsCommand({ ...credits, MetricName: "CPUUtilization", ...range, Period: 300, Statistics: ["Maximum"] }),
  );
  check("times", reply.Datapoints.map((point) => point.Timestamp.toISOString()), [5, 10, 15].map((n) => at(n).toISOString()));
  check("values", reply.Datapoints.map((point) => point.Maximum), [0, 0, 0]);
  const MetricDataQueries = [
    { Id: "m1", MetricStat: { Metric: credits, Period: 300, Stat: "Average" } },
    { Id: "gained", Expression: "DIFF(m1)", Label: "gained" },
  ];
  const values = { m1: [], gained: [] };
  const query = { MetricDataQueries, ...range, MaxDatapoints: 2, ScanBy: "TimestampAscending" };
  for await (const page of paginateGetMetricData({ client }, query)) {
    for (const result of page.MetricDataResults) values[result.Id].push(...result.Values);
  }
  check("pages of values", [values.m1.length, values.gained.map((value) => value.toFixed(3))], [3, ["0.500", "0.500"]]);
  let listed = 0;
  for await (const page of paginateListMetrics({ client }, { Namespace: "AWS/EC2", Dimensions })) listed += page.Metrics.length;
  check("listed", listed, 8);
}

async function alarms() {
  await client.send(new PutMetricDataCommand({ Namespace: "App", MetricData: [{ MetricName: "Errors", Value: 3 }] }));
  const alarm = { AlarmName: "errors", Namespace: "App", MetricName: "Errors", Statistic: "Sum", Period: 300 };
  const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanThreshold" };
  await client.send(new PutMetricAlarmCommand({ ...alarm, ...rule }));
  await advance("5m");
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["errors"] }));
  check("an alarm", [MetricAlarms[0].StateValue, MetricAlarms[0].StateUpdatedTimestamp.toISOString()], ["ALARM", at(5).toISOString()]);
}

async function refusals() {
  try {
    await client.send(new SetAlarmStateCommand({ AlarmName: "none", StateValue: "OK", StateReason: "x" }));
  } catch (error) {
    check("an alarm that there is not", [error.name, error.$metadata.httpStatusCode], ["ResourceNotFound", 404]);
    return;
  }
  throw new Error("a success");
}

await run(metrics, alarms, refusals);
