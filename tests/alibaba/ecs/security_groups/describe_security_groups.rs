use super::{WORLD, default_group, make, vpc};
use crate::alibaba::ecs::{dry_run, in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeSecurityGroups&RegionId=cn-hangzhou{more}"))
}

/// The names of the groups on a page.
#[track_caller]
fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let groups = json["SecurityGroups"]["SecurityGroup"].as_array().expect("a list").iter();
    groups.map(|group| group["SecurityGroupName"].as_str().expect("a name").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&NetworkType=vpc&PageSize=50";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeSecurityGroups", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"NextToken":"","RegionId":"cn-hangzhou","SecurityGroups":{"SecurityGroup":[{"SecurityGroupId":"sg-bpgdc5g5em3fftkpt02v","SecurityGroupName":"sg-default","Description":"","SecurityGroupType":"normal","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","CreationTime":"2020-01-01T00:00:00Z","EcsCount":3,"AvailableInstanceAmount":1997,"RuleCount":0,"GroupToGroupRuleCount":0,"ResourceGroupId":"","ServiceManaged":false,"ServiceID":0,"Tags":{"Tag":[]}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("DescribeSecurityGroups&RegionId=cn-hangzhou");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSecurityGroupsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NextToken/><RegionId>cn-hangzhou</RegionId><SecurityGroups><SecurityGroup><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId><SecurityGroupName>sg-default</SecurityGroupName><Description/><SecurityGroupType>normal</SecurityGroupType><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><CreationTime>2020-01-01T00:00:00Z</CreationTime><EcsCount>3</EcsCount><AvailableInstanceAmount>1997</AvailableInstanceAmount><RuleCount>0</RuleCount><GroupToGroupRuleCount>0</GroupToGroupRuleCount><ResourceGroupId/><ServiceManaged>false</ServiceManaged><ServiceID>0</ServiceID><Tags/></SecurityGroup></SecurityGroups></DescribeSecurityGroupsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn parameters_are_good() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeSecurityGroups").error(), missing("RegionId"));
        let text = "The specified SecurityGroupType is not valid.";
        let kind = refusal(400, "InvalidParameter.SecurityGroupType", text);
        assert_eq!(describe(&twin, "&SecurityGroupType=large").error(), kind);
        let token = refusal(400, "InValidParameter.NextToken", "The parameter NextToken is invalid.");
        assert_eq!(describe(&twin, "&NextToken=2").error(), token);
        for (more, name) in [
            ("SecurityGroupIds=sg-1", "SecurityGroupIds"),
            ("PageSize=101", "PageSize"),
            ("PageNumber=0", "PageNumber"),
            ("MaxResults=0", "MaxResults"),
            ("MaxResults=101", "MaxResults"),
        ] {
            assert_eq!(describe(&twin, &format!("&{more}")).error(), invalid(name), "{more}");
        }
        assert_eq!(describe(&twin, "&DryRun=true").error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        let id = make(&twin, "&SecurityGroupName=web&Tag.1.Key=a&Tag.1.Value=b");
        make(&twin, "&SecurityGroupName=large&SecurityGroupType=enterprise");
        let (vpc, both) = (vpc(&twin), format!("SecurityGroupIds=%5B%22{id}%22,%22sg-nowhere%22%5D"));
        for (more, expected) in [
            (format!("SecurityGroupId={id}"), vec!["web"]),
            (both, vec!["web"]),
            ("SecurityGroupName=web".into(), vec!["web"]),
            ("SecurityGroupName=we".into(), vec![]),
            ("SecurityGroupType=enterprise".into(), vec!["large"]),
            ("Tag.1.Key=a&Tag.1.Value=b".into(), vec!["web"]),
            ("Tag.1.key=a&Tag.1.value=c".into(), vec![]),
            (format!("VpcId={vpc}&SecurityGroupName=sg-default"), vec!["sg-default"]),
            ("VpcId=vpc-nowhere".into(), vec![]),
            ("NetworkType=classic".into(), vec![]),
            ("ServiceManaged=true".into(), vec![]),
            ("ServiceManaged=false&SecurityGroupName=web".into(), vec!["web"]),
        ] {
            assert_eq!(names(&describe(&twin, &format!("&{more}"))), expected, "{more}");
        }
    }

    #[test]
    fn members_are_counted() {
        let twin = Twin::with(WORLD);
        let (id, default) = (make(&twin, "&SecurityGroupName=web"), default_group(&twin));
        let counts = |id: &str| {
            let answer = describe(&twin, &format!("&SecurityGroupId={id}")).json();
            let group = &answer["SecurityGroups"]["SecurityGroup"][0];
            (group["EcsCount"].as_u64(), group["AvailableInstanceAmount"].as_u64())
        };
        assert_eq!((counts(&id), counts(&default)), ((Some(0), Some(2000)), (Some(3), Some(1997))));
        twin.ecs(&format!("JoinSecurityGroup&SecurityGroupId={id}&InstanceId=i-running")).ok();
        assert_eq!((counts(&id), counts(&default)), ((Some(1), Some(1999)), (Some(3), Some(1997))));
    }

    #[test]
    fn pages_by_number_and_by_token_hold_all() {
        let twin = Twin::empty();
        (0..4).for_each(|_| drop(make(&twin, "&SecurityGroupName=web")));
        let numbered: Vec<String> =
            (1..=3).flat_map(|n| names(&describe(&twin, &format!("&PageSize=2&PageNumber={n}")))).collect();
        assert_eq!(numbered.len(), 5);
        let (mut seen, mut token) = (Vec::new(), String::new());
        loop {
            let answer = describe(&twin, &format!("&MaxResults=2&NextToken={token}"));
            seen.extend(names(&answer));
            assert_eq!(answer.json()["TotalCount"], 5);
            token = answer.json()["NextToken"].as_str().expect("a token").to_owned();
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(seen, numbered);
    }
}
