//! What holds for the parameters of all operations of EC2: lists, values that are sent twice, tokens, unknown names.

use super::{missing, refused, unknown};
use crate::support::{Answer, Twin};

const WORLD: &str = "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n";

fn get(twin: &Twin, parameters: &str) -> Answer {
    twin.request("GET", &format!("Version=2016-11-15&Action={parameters}"), &[], "")
}

#[test]
fn a_list_may_have_no_index() {
    let twin = Twin::with(WORLD);
    let found =
        |list: &str| get(&twin, &format!("DescribeInstances&{list}=i-00000000000000001")).all("instanceId").len();
    assert_eq!(["InstanceId", "InstanceId.0", "InstanceId.01", "InstanceId.7"].map(found), [1; 4]);
    let answer = get(&twin, "DescribeInstances&InstanceId.-1=i-00000000000000001");
    assert_eq!(answer.error().1, "InvalidParameterValue");
    assert_eq!(twin.ec2("DescribeInstances&Filter=x").error(), unknown("Filter"));
}

#[test]
fn of_two_values_a_query_counts_the_first_and_a_form_the_last() {
    let twin = Twin::empty();
    let two = "GetDefaultCreditSpecification&InstanceFamily=t2&InstanceFamily=t3";
    assert_eq!(get(&twin, two).one("instanceFamily"), "t2");
    assert_eq!(twin.ec2(two).one("instanceFamily"), "t3");
}

#[test]
fn an_unknown_parameter_goes_before_the_others_and_has_no_index() {
    let twin = Twin::empty();
    assert_eq!(twin.ec2("DescribeInstances&instanceId.1=i-0&MaxResults=many").error(), unknown("instanceId"));
    assert_eq!(twin.ec2("RunInstances&Colour=red").error(), unknown("Colour"));
    assert_eq!(twin.ec2("RunInstances&MinCount=1").error(), missing("MaxCount"));
}

#[test]
fn an_empty_id_is_no_id() {
    let twin = Twin::with(WORLD);
    for action in ["DescribeInstances", "TerminateInstances", "StopInstances", "DescribeInstanceStatus"] {
        let answer = twin.ec2(&format!("{action}&InstanceId.1=i-00000000000000001&InstanceId.2="));
        assert_eq!(answer.error(), refused("InvalidInstanceID.Malformed", "Invalid id: \"\""), "{action}");
    }
}

#[test]
fn an_id_in_upper_case_is_another_one() {
    let twin = Twin::with(&WORLD.replace("00000000000000001", "0abcdef1234567890"));
    let text = "The instance ID 'i-0ABCDEF1234567890' does not exist";
    let answer = twin.ec2("DescribeInstances&InstanceId.1=i-0ABCDEF1234567890");
    assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
}

#[test]
fn a_token_is_good_for_its_operation_region_and_filters() {
    let twin = Twin::empty();
    for n in 0..6 {
        let tag = "&TagSpecification.1.ResourceType=security-group&TagSpecification.1.Tag.1.Key=a";
        twin.ec2(&format!("CreateSecurityGroup&GroupName=g{n}&GroupDescription=d{tag}")).ok();
    }
    let tagged = "DescribeSecurityGroups&MaxResults=5&Filter.1.Name=tag-key&Filter.1.Value.1=a";
    let escaped = |answer: &Answer| answer.one("nextToken").replace('=', "%3D").replace('+', "%2B").replace('/', "%2F");
    let first = twin.ec2(tagged);
    assert_eq!(first.all("groupName").len(), 5);
    let (plain, token) = (first.one("nextToken"), escaped(&first));
    let next = |call: &str| twin.ec2(&format!("{call}&NextToken={token}"));
    for call in [tagged, &tagged.replace("=5", "=6"), tagged] {
        let second = next(call);
        assert_eq!(second.all("groupName").len(), 1, "again, and with another MaxResults");
        let last = twin.ec2(&format!("{tagged}&NextToken={}", escaped(&second)));
        assert_eq!((last.all("groupName").len(), last.all("nextToken").len()), (0, 0), "there is an end");
    }
    let other_value = next(&tagged.replace("Value.1=a", "Value.1=b"));
    assert_eq!((other_value.all("groupName").len(), other_value.all("nextToken").len()), (0, 1));
    let refusal = refused("InvalidParameterValue", &format!("invalid value for parameter next-token: {plain}"));
    assert_eq!(next(&format!("{tagged}&Filter.2.Name=vpc-id&Filter.2.Value.1=x")).error(), refusal);
    let text = format!("Value ( {plain} ) for parameter NextToken is invalid. The token is invalid.");
    let refusal = refused("InvalidParameterValue", &text);
    assert_eq!(next(&tagged.replace("SecurityGroups", "Subnets")).error(), refusal);
    let elsewhere = super::elsewhere(&twin, "test", "eu-west-1", &format!("{tagged}&NextToken={token}"));
    assert_eq!(elsewhere.error(), refusal);
}

#[test]
fn white_space_around_a_client_token_does_not_count() {
    let twin = Twin::empty();
    let launch = |token: &str| {
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
        twin.ec2(&format!("{run}&ClientToken={token}"))
    };
    let refusal = |token: &str| {
        refused("InvalidParameterValue", &format!("Value ({token}) for parameter clientToken is invalid"))
    };
    assert_eq!(launch("").error(), refusal(""));
    let long = format!(" {} ", "x".repeat(63));
    assert_eq!(launch(&long.replace(' ', "%20")).error(), refusal(&long));
    assert_eq!(launch("%20%09").all("clientToken").len(), 0);
    assert_ne!(launch("%20").one("instanceId"), launch("%20").one("instanceId"), "no token");
    let first = launch("x");
    assert_eq!((first.one("instanceId"), first.one("clientToken")), {
        let again = launch("%20x%20");
        (again.one("instanceId"), again.one("clientToken"))
    });
}
