use super::{OPEN, WORLD, launch, reservations};
use crate::alibaba::ecs::{in_every_shape, invalid, refusal};
use crate::support::Twin;

const FURTHER: &str = r#"
    [[ecs.capacity_reservation]]
    id = "crp-windows"
    type = "ecs.c6.large"
    zone = "cn-hangzhou-k"
    platform = "Windows"
    count = 1
    tags = { stage = "test" }

    [[ecs.capacity_reservation]]
    id = "crp-ended"
    type = "ecs.c6.large"
    count = 1
    ends = "2026-11-21T08:30:00Z"
"#;

fn world() -> Twin {
    let twin = Twin::with(&format!("{WORLD}{FURTHER}"));
    twin.advance("1h");
    twin
}

#[track_caller]
fn ids(twin: &Twin, more: &str) -> String {
    let list = reservations(twin, more);
    let ids: Vec<_> = list.iter().map(|item| item["PrivatePoolOptionsId"].as_str().expect("an id")).collect();
    ids.join(" ").replace("crp-", "")
}

mod reading {
    use super::*;

    #[test]
    fn one_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&PrivatePoolOptions.Ids=[%22crp-windows%22,%22crp-nowhere%22]";
        let body = in_every_shape(&format!("{WORLD}{FURTHER}"), "DescribeCapacityReservations", parameters);
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","NextToken":"","TotalCount":1,"MaxResults":10,"CapacityReservationSet":{"CapacityReservationItem":[{"Status":"Active","TimeSlot":"","PrivatePoolOptionsMatchCriteria":"Open","PrivatePoolOptionsId":"crp-windows","PrivatePoolOptionsName":"","RegionId":"cn-hangzhou","InstanceChargeType":"PostPaid","EndTime":"2099-12-31T15:59Z","StartTime":"2026-11-21T08:00Z","Description":"","EndTimeType":"Unlimited","ResourceGroupId":"","Platform":"windows","AllocatedResources":{"AllocatedResource":[{"UsedAmount":0,"TotalAmount":1,"AvailableAmount":1,"FailedAmount":0,"LockedAmount":0,"zoneId":"cn-hangzhou-k","InstanceType":"ecs.c6.large","CapacityReservationUsages":{"CapacityReservationUsage":[]}}]},"Tags":{"Tag":[{"TagKey":"stage","TagValue":"test"}]},"StartTimeType":"Now","SavingPlanId":"","ReservedInstanceId":"","CapacityReservationOwnerId":"1234567890123456","DeliveryTime":"","UnlockedTime":""}]}}"#);
    }

    #[test]
    fn one_in_xml() {
        let twin = world();
        launch(&twin, OPEN).ok();
        let call = "DescribeCapacityReservations&RegionId=cn-hangzhou&PrivatePoolOptions.Ids=[%22crp-open%22]";
        insta::assert_snapshot!(twin.ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeCapacityReservationsResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><NextToken/><TotalCount>1</TotalCount><MaxResults>10</MaxResults><CapacityReservationSet><CapacityReservationItem><Status>Active</Status><TimeSlot/><PrivatePoolOptionsMatchCriteria>Open</PrivatePoolOptionsMatchCriteria><PrivatePoolOptionsId>crp-open</PrivatePoolOptionsId><PrivatePoolOptionsName/><RegionId>cn-hangzhou</RegionId><InstanceChargeType>PostPaid</InstanceChargeType><EndTime>2099-12-31T15:59Z</EndTime><StartTime>2026-11-21T08:00Z</StartTime><Description/><EndTimeType>Unlimited</EndTimeType><ResourceGroupId/><Platform>linux</Platform><AllocatedResources><AllocatedResource><UsedAmount>1</UsedAmount><TotalAmount>2</TotalAmount><AvailableAmount>1</AvailableAmount><FailedAmount>0</FailedAmount><LockedAmount>0</LockedAmount><zoneId>cn-hangzhou-b</zoneId><InstanceType>ecs.g6.large</InstanceType><CapacityReservationUsages/></AllocatedResource></AllocatedResources><Tags/><StartTimeType>Now</StartTimeType><SavingPlanId/><ReservedInstanceId/><CapacityReservationOwnerId>1234567890123456</CapacityReservationOwnerId><DeliveryTime/><UnlockedTime/></CapacityReservationItem></CapacityReservationSet></DescribeCapacityReservationsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_value_has_its_refusal() {
        let twin = Twin::empty();
        let text = "The specified RegionId should not be null.";
        let nowhere = twin.ecs("DescribeCapacityReservations").error();
        assert_eq!(nowhere, refusal(400, "MissingParameter.RegionId", text));
        let call = |more: &str| twin.ecs(&format!("DescribeCapacityReservations&RegionId=cn-hangzhou&{more}")).error();
        let text = "The specified PrivatePoolOptions.Ids is invalid.";
        let ids = call("PrivatePoolOptions.Ids=crp-open");
        assert_eq!(ids, refusal(400, "InvalidParameter.PrivatePoolOptions.Ids", text));
        let status = call("Status=Gone");
        assert_eq!(status, refusal(404, "InvalidStatus.NotFound", "The specified Status is not found."));
        for (more, name) in
            [("Platform=BeOS", "Platform"), ("MaxResults=0", "MaxResults"), ("MaxResults=101", "MaxResults")]
        {
            assert_eq!(call(more), invalid(name), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters() {
        let twin = world();
        for (more, seen) in [
            ("", "open target windows"),
            ("&Status=All", "ended open target windows"),
            ("&Status=Active", "open target windows"),
            ("&Status=Released", "ended"),
            ("&Status=Pending", ""),
            ("&Status=Preparing", ""),
            ("&PrivatePoolOptions.Ids=[%22crp-ended%22,%22crp-open%22]", "ended open"),
            ("&PrivatePoolOptions.Ids=[%22crp-ended%22,%22crp-open%22]&Status=Active", "open"),
            ("&Platform=windows", "windows"),
            ("&Platform=linux", "open target"),
            ("&Platform=all", "open target windows"),
            ("&InstanceType=ecs.g6.large", "open target"),
            ("&ZoneId=cn-hangzhou-k", "windows"),
            ("&InstanceChargeType=PostPaid", "open target windows"),
            ("&InstanceChargeType=PrePaid", ""),
            ("&Tag.1.Key=stage", "windows"),
            ("&Tag.1.Key=stage&Tag.1.Value=live", ""),
        ] {
            assert_eq!(ids(&twin, more), seen, "{more}");
        }
    }

    #[test]
    fn pages_follow_each_other() {
        let twin = world();
        let call = "DescribeCapacityReservations&RegionId=cn-hangzhou&MaxResults=2";
        let first = twin.ecs(call).json();
        assert_eq!((&first["TotalCount"], &first["MaxResults"]), (&3.into(), &2.into()));
        let token = first["NextToken"].as_str().expect("a token");
        let second = twin.ecs(&format!("{call}&NextToken={token}")).json();
        let items = second["CapacityReservationSet"]["CapacityReservationItem"].as_array().expect("a list");
        assert_eq!((items.len(), &items[0]["PrivatePoolOptionsId"]), (1, &"crp-windows".into()));
        assert_eq!(second["NextToken"], "");
    }
}
