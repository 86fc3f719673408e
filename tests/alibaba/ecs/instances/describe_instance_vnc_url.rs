use crate::alibaba::ecs::{in_every_shape, missing, not_found, wrong_status};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"
"#;

const URL: &str = "DescribeInstanceVncUrl&RegionId=cn-hangzhou";

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape(WORLD, "DescribeInstanceVncUrl", "RegionId=cn-hangzhou&InstanceId=i-one");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","VncUrl":"wss%3A%2F%2Fcn-hangzhou-vncproxy.twinstance.invalid%2Fwebsockify%2F%3Fs%3D5544768d-feef-b397-26f5-961b7ce1d377-1795248000"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{URL}&InstanceId=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceVncUrlResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><VncUrl>wss%3A%2F%2Fcn-hangzhou-vncproxy.twinstance.invalid%2Fwebsockify%2F%3Fs%3D5544768d-feef-b397-26f5-961b7ce1d377-1795248000</VncUrl></DescribeInstanceVncUrlResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_there_and_running() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstanceVncUrl&InstanceId=i-one").error(), missing("RegionId"));
        assert_eq!(twin.ecs(URL).error(), missing("InstanceId"));
        assert_eq!(twin.ecs(&format!("{URL}&InstanceId=i-nowhere")).error(), not_found());
        assert_eq!(twin.ecs(&format!("{URL}&InstanceId=i-stopped")).error(), wrong_status());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_url_is_for_its_time() {
        let twin = Twin::with(WORLD);
        let url = || twin.ecs(&format!("{URL}&InstanceId=i-one")).json()["VncUrl"].clone();
        let first = url();
        assert_eq!(first, url());
        twin.advance("15s");
        assert_ne!(first, url());
    }
}
