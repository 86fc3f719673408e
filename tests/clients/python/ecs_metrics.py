"""What every client of Alibaba Cloud's CloudMonitor is to find: the metrics of an instance with a load. Two clients of the
kind in `ecs_story`: of CloudMonitor and of ECS."""

import json

from common import check, refused, twin
from ecs_resources import WEB

SPACE = "acs_ecs_dashboard"
DIMENSIONS = json.dumps([{"instanceId": WEB}])


class Metrics:
    def __init__(self, cms, ecs):
        self.cms, self.ecs = cms, ecs

    def parts(self):
        return [self.metrics]

    def points(self, action, metric, **parameters):
        answer = self.cms(action, Namespace=SPACE, MetricName=metric, Dimensions=DIMENSIONS, **parameters)
        check(f"{action} says its code", answer["Code"], "200")
        return json.loads(answer["Datapoints"])

    def metrics(self):
        listed = self.cms("DescribeMetricMetaList", Namespace=SPACE)["Resources"]["Resource"]
        check("metrics are listed", "TotalCredit" in [metric["MetricName"] for metric in listed])
        twin("load", {"instance": WEB, "cpu": 50})
        twin("clock", {"advance": "15m"})
        [last] = self.points("DescribeMetricLast", "CPUUtilization")
        check("an instance has its load", (last["instanceId"], last["Average"]), (WEB, 50.0))
        # The load may begin within a minute.
        spent = self.points("DescribeMetricList", "BurstCredit", Period="60")[-10:]
        check("and spends credits", {round(point["Average"], 6) for point in spent}, {1.0})
        check("as all of one together", self.points("DescribeMetricData", "BurstCredit", Period="60")[-1]["Maximum"],
              spent[-1]["Maximum"])
        end = spent[-1]["timestamp"]
        check("a window has its ends", len(self.points("DescribeMetricList", "TotalCredit", EndTime=str(end),
                                                       StartTime=str(end - 180_000))), 3)
        refused("a metric that there is not", self.cms, "ResourceNotFound", 404, "DescribeMetricList", Namespace=SPACE,
                MetricName="DiskReadBPS")
