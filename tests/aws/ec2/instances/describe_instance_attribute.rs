use super::refusals::{dry_run, invalid, missing, refuses_strangers, unknown};
use crate::support::{Answer, Twin};

const ID: &str = "i-00000000000000001";

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// All attributes that can be asked for.
const ATTRIBUTES: [&str; 16] = [
    "blockDeviceMapping",
    "disableApiStop",
    "disableApiTermination",
    "ebsOptimized",
    "enaSupport",
    "enclaveOptions",
    "groupSet",
    "instanceInitiatedShutdownBehavior",
    "instanceType",
    "kernel",
    "productCodes",
    "ramdisk",
    "rootDeviceName",
    "sourceDestCheck",
    "sriovNetSupport",
    "userData",
];

fn describe(twin: &Twin, id: &str, attribute: &str) -> Answer {
    twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={id}&Attribute={attribute}"))
}

/// Launches one instance and returns its id.
fn run(twin: &Twin, rest: &str) -> String {
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";
    twin.ec2(&format!("{run}{rest}")).one("instanceId")
}

mod reading {
    use super::*;

    #[test]
    fn each_attribute_has_its_form() {
        let twin = Twin::with(WORLD);
        let bodies: Vec<_> = ATTRIBUTES
            .iter()
            .map(|attribute| {
                let answer = describe(&twin, ID, attribute);
                let (declaration, body) = answer.ok().split_once('\n').expect("two lines");
                assert_eq!(declaration, r#"<?xml version="1.0" encoding="UTF-8"?>"#);
                body.to_owned()
            })
            .collect();
        insta::assert_snapshot!(bodies.join("\n"), @r#"
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceId>i-00000000000000001</instanceId><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-0120384800989b7e9</volumeId><status>attached</status><attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination><ebsCardIndex>0</ebsCardIndex></ebs></item></blockDeviceMapping></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><instanceId>i-00000000000000001</instanceId><disableApiStop><value>false</value></disableApiStop></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><instanceId>i-00000000000000001</instanceId><disableApiTermination><value>false</value></disableApiTermination></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><instanceId>i-00000000000000001</instanceId><ebsOptimized><value>false</value></ebsOptimized></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><instanceId>i-00000000000000001</instanceId><enaSupport><value>true</value></enaSupport></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><instanceId>i-00000000000000001</instanceId><enclaveOptions><enabled>false</enabled></enclaveOptions></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>3d5ead0a-1e26-4fad-80aa-97c54156ae49</requestId><instanceId>i-00000000000000001</instanceId><groupSet><item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>402b67ff-6ba4-4ba0-9790-ab0f2eba07ea</requestId><instanceId>i-00000000000000001</instanceId><instanceInitiatedShutdownBehavior><value>stop</value></instanceInitiatedShutdownBehavior></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>cac5f5b5-a115-4d43-9b50-78ec4e7edc96</requestId><instanceId>i-00000000000000001</instanceId><instanceType><value>t3.micro</value></instanceType></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>3ae7c69a-e027-4372-96bb-04fcbe6a0aed</requestId><instanceId>i-00000000000000001</instanceId><kernel/></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>69ba879c-7fe2-4c2c-a5b9-2ff3f6c4a0cf</requestId><instanceId>i-00000000000000001</instanceId><productCodes/></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f69ce1e4-8a85-4992-b512-cf7ed8dac1fb</requestId><instanceId>i-00000000000000001</instanceId><ramdisk/></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>9a3601eb-241a-4dfa-9bb7-db5dd852b8d5</requestId><instanceId>i-00000000000000001</instanceId><rootDeviceName><value>/dev/xvda</value></rootDeviceName></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>8828e5bd-2f2b-4d0f-84c0-efb904e13db6</requestId><instanceId>i-00000000000000001</instanceId><sourceDestCheck><value>true</value></sourceDestCheck></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>8cc7b05d-2141-4391-9a82-c8bd5c56a2ee</requestId><instanceId>i-00000000000000001</instanceId><sriovNetSupport/></DescribeInstanceAttributeResponse>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>aaa5ee86-1793-4eba-9f58-a7367bcdca10</requestId><instanceId>i-00000000000000001</instanceId><userData/></DescribeInstanceAttributeResponse>
        "#);
    }

    #[test]
    fn the_whole_answer_has_these_bytes() {
        insta::assert_snapshot!(describe(&Twin::with(WORLD), ID, "instanceType").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceId>i-00000000000000001</instanceId><instanceType><value>t3.micro</value></instanceType></DescribeInstanceAttributeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_request_names_an_instance_and_an_attribute() {
        let twin = Twin::with(WORLD);
        let answer = twin.ec2("DescribeInstanceAttribute&Attribute=userData");
        assert_eq!(answer.error(), missing("InstanceId"));
        assert_eq!(describe(&twin, ID, "").error(), missing("Attribute"));
        refuses_strangers(|id| describe(&twin, id, "userData"));
    }

    #[test]
    fn attributes_are_known_and_spelt_as_documented() {
        let twin = Twin::with(WORLD);
        let expected = format!("one of {}", ATTRIBUTES.join(", "));
        for attribute in ["colour", "InstanceType", "instancetype"] {
            assert_eq!(describe(&twin, ID, attribute).error(), invalid("Attribute", attribute, &expected));
        }
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(describe(&twin, ID, "userData&Colour=red").error(), unknown("Colour"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn attributes_are_those_of_the_launch() {
        let twin = Twin::empty();
        let id = run(
            &twin,
            "&InstanceType=t3.large&DisableApiTermination=true&DisableApiStop=true&EbsOptimized=true\
             &InstanceInitiatedShutdownBehavior=terminate&UserData=ZWNobw%3D%3D",
        );
        for (attribute, value) in [
            ("instanceType", "t3.large"),
            ("disableApiTermination", "true"),
            ("disableApiStop", "true"),
            ("ebsOptimized", "true"),
            ("instanceInitiatedShutdownBehavior", "terminate"),
            ("userData", "ZWNobw=="),
        ] {
            assert_eq!(describe(&twin, &id, attribute).one("value"), value, "{attribute}");
        }
    }

    #[test]
    fn volumes_and_groups_are_those_that_describe_instances_shows() {
        let twin = Twin::empty();
        let map = "&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=1\
                   &BlockDeviceMapping.1.Ebs.DeleteOnTermination=false";
        let id = run(&twin, &format!("&InstanceType=t3.nano{map}"));
        let instances = twin.ec2("DescribeInstances");
        let mapping = describe(&twin, &id, "blockDeviceMapping");
        assert_eq!(mapping.all("deviceName"), ["/dev/xvda", "/dev/sdf"]);
        assert_eq!(mapping.all("deleteOnTermination"), ["true", "false"]);
        assert_eq!(mapping.all("volumeId"), instances.all("volumeId"));
        assert_eq!(describe(&twin, &id, "rootDeviceName").one("value"), "/dev/xvda");
        let group = describe(&twin, &id, "groupSet").one("groupId");
        assert!(instances.all("groupId").contains(&group), "{group}");
    }

    #[test]
    fn ena_is_what_describe_instances_says() {
        let twin = Twin::empty();
        let mut said = Vec::new();
        for instance_type in ["t1.micro", "m1.small", "t2.micro", "t3.micro", "m4.large", "m5.large", "c4.large"] {
            let id = run(&twin, &format!("&InstanceType={instance_type}"));
            let ena = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).one("enaSupport");
            assert_eq!(describe(&twin, &id, "enaSupport").one("value"), ena, "{instance_type}");
            said.push(ena);
        }
        assert!(said.contains(&"true".to_owned()) && said.contains(&"false".to_owned()), "{said:?}");
    }

    #[test]
    fn a_dry_run_answers_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(describe(&twin, ID, "userData&DryRun=true").error(), dry_run());
        assert_eq!(describe(&twin, ID, "&DryRun=true").error(), missing("Attribute"));
    }
}
