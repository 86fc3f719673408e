use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

const VERSION: &str = "Version=2015-06-12";

fn describe(more: &str) -> Answer {
    Twin::empty().get(&format!("Action=DescribeEndpoints&{VERSION}&Format=JSON{more}"), &[])
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let answer = describe("&Id=cn-hangzhou&ServiceCode=ecs&Type=openAPI");
        insta::assert_snapshot!(answer.ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Endpoints":{"Endpoint":[{"Protocols":{"Protocols":["HTTP"]},"Type":"openAPI","Namespace":"","Id":"cn-hangzhou","SerivceCode":"ecs","Endpoint":"127.0.0.1:4780"}]},"Success":true}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("Action=DescribeEndpoints&{VERSION}&Id=cn-hangzhou&ServiceCode=ecs");
        insta::assert_snapshot!(Twin::empty().get(&call, &[]).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeEndpointsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><Endpoints><Endpoint><Protocols><Protocols>HTTP</Protocols></Protocols><Type>openAPI</Type><Namespace/><Id>cn-hangzhou</Id><SerivceCode>ecs</SerivceCode><Endpoint>127.0.0.1:4780</Endpoint></Endpoint></Endpoints><Success>true</Success></DescribeEndpointsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn region_and_service_are_named_and_there() {
        assert_eq!(describe("&ServiceCode=ecs").error(), missing("Id"));
        assert_eq!(describe("&Id=cn-hangzhou").error(), missing("ServiceCode"));
        let nowhere = describe("&Id=mars&ServiceCode=ecs").error();
        assert_eq!(nowhere, refusal(404, "InvalidRegionId", "The specified region does not exist."));
    }

    #[test]
    fn other_actions_say_that_they_are_not_here() {
        let call = format!("Action=ListEndpoints&{VERSION}&Format=JSON");
        assert_eq!(Twin::empty().get(&call, &[]).error().1, "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn every_service_is_here_as_the_caller_reaches_it() {
        let twin = Twin::empty();
        for host in ["127.0.0.1:4780", "localhost:99", "location-readonly.aliyuncs.com"] {
            for service in ["ecs", "vpc", "sts"] {
                let call =
                    format!("Action=DescribeEndpoints&{VERSION}&Format=JSON&Id=cn-shanghai&ServiceCode={service}");
                let answer = twin.get(&call, &[("host", host)]).json();
                let endpoint = &answer["Endpoints"]["Endpoint"][0];
                assert_eq!((&endpoint["Endpoint"], &endpoint["SerivceCode"]), (&host.into(), &service.into()));
                assert_eq!((&endpoint["Id"], &endpoint["Type"]), (&"cn-shanghai".into(), &"openAPI".into()));
            }
        }
    }
}
