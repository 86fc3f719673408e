"""CloudWatch by boto3, which speaks JSON, and by the AWS CLI, each call of which is a process of its own."""

import datetime
import json
import os
import subprocess
import sys

import boto3
from botocore.exceptions import ClientError

from common import URL, check, run, twin
from ec2_story import IMAGE

START = datetime.datetime(2026, 11, 21, 8, tzinfo=datetime.timezone.utc)
STOP = "arn:aws:automate:us-east-1:ec2:stop"

cloudwatch = boto3.client("cloudwatch", endpoint_url=URL)
ec2 = boto3.client("ec2", endpoint_url=URL)


def minutes(count):
    return START + datetime.timedelta(minutes=count)


def launched(mode):
    """A t3.micro in this mode with a load of 40 %."""
    answer = ec2.run_instances(ImageId=IMAGE, InstanceType="t3.micro", MinCount=1, MaxCount=1,
                               CreditSpecification={"CpuCredits": mode})
    instance = answer["Instances"][0]["InstanceId"]
    twin("load", {"instance": instance, "cpu": 40})
    return instance


def statistics(instance, metric, statistic, **further):
    answer = cloudwatch.get_metric_statistics(
        Namespace="AWS/EC2", MetricName=metric, Dimensions=[{"Name": "InstanceId", "Value": instance}],
        StartTime=START, EndTime=minutes(60), Period=300, Statistics=[statistic], **further)
    points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
    return [(point["Timestamp"], point[statistic], point["Unit"]) for point in points]


def metrics():
    instance = launched("unlimited")
    twin("clock", {"advance": "16m"})
    at = [minutes(5), minutes(10), minutes(15)]
    check("usage", statistics(instance, "CPUCreditUsage", "Sum"), [(time, 4.0, "Count") for time in at])
    surplus = [(time, value, "Count") for time, value in zip(at, [3.0, 6.0, 9.0])]
    check("surplus", statistics(instance, "CPUSurplusCreditBalance", "Average"), surplus)
    check("load", statistics(instance, "CPUUtilization", "Average"), [(time, 40.0, "Percent") for time in at])
    check("no data in another unit", statistics(instance, "CPUUtilization", "Average", Unit="Bytes"), [])
    metric = {"Namespace": "AWS/EC2", "MetricName": "CPUCreditUsage",
              "Dimensions": [{"Name": "InstanceId", "Value": instance}]}
    queries = [{"Id": "used", "MetricStat": {"Metric": metric, "Period": 300, "Stat": "Sum"}},
               {"Id": "an_hour", "Expression": "used * 12", "Label": "an hour"}]
    pages = cloudwatch.get_paginator("get_metric_data").paginate(
        MetricDataQueries=queries, StartTime=START, EndTime=minutes(60), MaxDatapoints=2)
    values = {}
    for page in pages:
        for result in page["MetricDataResults"]:
            values.setdefault(result["Id"], []).extend(zip(result["Timestamps"], result["Values"]))
    check("pages of values", values, {"used": [(time, 4.0) for time in reversed(at)],
                                      "an_hour": [(time, 48.0) for time in reversed(at)]})
    listed = cloudwatch.get_paginator("list_metrics").paginate(Namespace="AWS/EC2", MetricName="CPUCreditBalance")
    ids = [metric["Dimensions"][0]["Value"] for page in listed for metric in page["Metrics"]]
    check("listed", instance in ids)


def published():
    values = [{"MetricName": "Latency", "Values": [n / 10 for n in range(100)], "Unit": "Seconds",
               "Dimensions": [{"Name": "stage", "Value": str(stage)}]} for stage in range(30)]
    # As many as are sent compressed.
    cloudwatch.put_metric_data(Namespace="App", MetricData=values)
    answer = cloudwatch.get_metric_statistics(
        Namespace="App", MetricName="Latency", Dimensions=[{"Name": "stage", "Value": "7"}], StartTime=START,
        EndTime=minutes(60), Period=3600, Statistics=["SampleCount", "Maximum"], ExtendedStatistics=["p90"])
    [point] = answer["Datapoints"]
    check("published", (point["SampleCount"], point["Maximum"], point["ExtendedStatistics"]), (100.0, 9.9, {"p90": 8.9}))
    refused("a wrong unit", cloudwatch.put_metric_data, "ValidationError", Namespace="App",
            MetricData=[{"MetricName": "a", "Value": 1, "Unit": "Apples"}])


def refused(what, call, code, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        check(what, error.response["Error"]["Code"], code)
        return error
    sys.exit(f"FAILED {what}: a success")


def alarms():
    instance = launched("standard")
    put = {"AlarmName": "no credits", "Namespace": "AWS/EC2", "MetricName": "CPUCreditBalance", "Period": 300,
           "Dimensions": [{"Name": "InstanceId", "Value": instance}], "Statistic": "Minimum", "EvaluationPeriods": 1,
           "Threshold": 1.0, "ComparisonOperator": "LessThanThreshold", "AlarmActions": [STOP],
           "Tags": [{"Key": "team", "Value": "a"}]}
    cloudwatch.put_metric_alarm(**put)
    twin("clock", {"advance": "4m"})
    [alarm] = cloudwatch.describe_alarms(AlarmNames=["no credits"])["MetricAlarms"]
    check("not judged yet", (alarm["StateValue"], alarm["StateUpdatedTimestamp"]), ("INSUFFICIENT_DATA", START))
    twin("clock", {"advance": "2m"})
    cloudwatch.get_waiter("alarm_exists").wait(AlarmNames=["no credits"])
    [alarm] = cloudwatch.describe_alarms(StateValue="ALARM")["MetricAlarms"]
    check("judged", (alarm["AlarmName"], alarm["StateUpdatedTimestamp"]), ("no credits", minutes(5)))
    [status] = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"]
    check("and the instance is stopped", status["State"]["Name"], "stopped")
    check("tags", cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"], put["Tags"])
    cloudwatch.set_alarm_state(AlarmName="no credits", StateValue="OK", StateReason="a test")
    history = cloudwatch.get_paginator("describe_alarm_history").paginate(AlarmName="no credits", MaxRecords=1)
    kinds = [item["HistoryItemType"] for page in history for item in page["AlarmHistoryItems"]]
    check("history", kinds, ["StateUpdate", "Action", "StateUpdate", "ConfigurationUpdate"])
    cloudwatch.delete_alarms(AlarmNames=["no credits"])
    check("deleted", cloudwatch.describe_alarms()["MetricAlarms"], [])
    error = refused("an alarm that there is not", cloudwatch.set_alarm_state, "ResourceNotFound", AlarmName="none",
                    StateValue="OK", StateReason="x")
    check("its status and shape", (error.response["ResponseMetadata"]["HTTPStatusCode"],
                                   error.response["Error"]["QueryErrorCode"]), (404, "ResourceNotFound"))
    error = refused("a wrong time", cloudwatch.get_metric_statistics, "InvalidParameterValue", Namespace="a",
                    MetricName="b", StartTime=START, EndTime=START, Period=60, Statistics=["Sum"])
    check("its text", error.response["Error"]["Message"],
          "The parameter StartTime must be less than the parameter EndTime.")


def cli():
    instance = launched("unlimited")
    twin("clock", {"advance": "6m"})

    def aws(*words):
        command = [sys.executable, "-m", "awscli", "--endpoint-url", URL, "--output", "json", "cloudwatch", *words]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
        check(f"aws cloudwatch {words[0]}", (done.returncode, done.stderr.strip()), (0, ""))
        return json.loads(done.stdout or "null")

    names = ["--namespace", "AWS/EC2", "--metric-name", "CPUUtilization", "--dimensions", f"Name=InstanceId,Value={instance}"]
    points = aws("get-metric-statistics", *names, "--start-time", "2026-11-21T08:00:00Z", "--end-time",
                 "2026-11-21T09:00:00Z", "--period", "300", "--statistics", "Average")["Datapoints"]
    check("its load", [point["Average"] for point in points], [40.0])
    aws("put-metric-alarm", "--alarm-name", "busy", *names, "--statistic", "Average", "--period", "300",
        "--evaluation-periods", "1", "--threshold", "30", "--comparison-operator", "GreaterThanThreshold")
    twin("clock", {"advance": "5m"})
    [alarm] = aws("describe-alarms", "--alarm-names", "busy")["MetricAlarms"]
    check("its alarm", alarm["StateValue"], "ALARM")


run(metrics, published, alarms, cli)
