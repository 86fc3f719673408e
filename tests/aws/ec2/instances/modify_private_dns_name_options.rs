use super::refusals::refuses_strangers;
use super::*;

fn look(twin: &Twin, id: &str, element: &str) -> String {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).one(element)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_yes() {
        let twin = Twin::empty();
        let id = launch(&twin, "").one("instanceId");
        let answer =
            twin.ec2(&format!("ModifyPrivateDnsNameOptions&InstanceId={id}&EnableResourceNameDnsARecord=true"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyPrivateDnsNameOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></ModifyPrivateDnsNameOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_is_there_and_stopped_for_another_host_name() {
        let twin = Twin::empty();
        let id = launch(&twin, "").one("instanceId");
        refuses_strangers(|id| twin.ec2(&format!("ModifyPrivateDnsNameOptions&InstanceId={id}")));
        let call = |more: &str| twin.ec2(&format!("ModifyPrivateDnsNameOptions&InstanceId={id}{more}")).error();
        let text = format!("The instance '{id}' is not in the 'stopped' state.");
        let refused = call("&PrivateDnsHostnameType=resource-name");
        assert_eq!(refused, (400, "IncorrectInstanceState".to_owned(), text));
        assert_eq!(call("&PrivateDnsHostnameType=odd").1, "InvalidParameterValue");
        assert_eq!(call("&EnableResourceNameDnsARecord=true&DryRun=true").1, "DryRunOperation");
        assert_eq!(look(&twin, &id, "enableResourceNameDnsARecord"), "false");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_host_name_is_made_of_the_id() {
        let twin = Twin::empty();
        let id = launch(&twin, "").one("instanceId");
        let call = |more: &str| twin.ec2(&format!("ModifyPrivateDnsNameOptions&InstanceId={id}{more}"));
        call("&EnableResourceNameDnsARecord=true&EnableResourceNameDnsAAAARecord=true").ok();
        assert_eq!(look(&twin, &id, "enableResourceNameDnsAAAARecord"), "true");
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        twin.advance("5m");
        call("&PrivateDnsHostnameType=resource-name").ok();
        assert_eq!(look(&twin, &id, "hostnameType"), "resource-name");
        let name = format!("{id}.ec2.internal");
        let filter = format!("DescribeInstances&Filter.1.Name=private-dns-name&Filter.1.Value.1={name}");
        assert_eq!(twin.ec2(&filter).all("instanceId"), [id.as_str()]);
        call("&PrivateDnsHostnameType=ip-name").ok();
        assert!(twin.ec2(&filter).all("instanceId").is_empty());
    }

    #[test]
    fn a_launch_has_it_from_the_start() {
        let twin = Twin::empty();
        let options =
            "&PrivateDnsNameOptions.HostnameType=resource-name&PrivateDnsNameOptions.EnableResourceNameDnsARecord=true";
        let answer = launch(&twin, options);
        assert_eq!(
            (answer.one("hostnameType"), answer.one("enableResourceNameDnsARecord")),
            ("resource-name".into(), "true".into())
        );
    }

    #[test]
    fn enclaves_need_a_type_that_can_have_them() {
        let twin = Twin::empty();
        let run = |of: &str, more: &str| {
            let call = format!(
                "RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1&InstanceType={of}&EnclaveOptions.Enabled=true"
            );
            twin.ec2(&format!("{call}{more}"))
        };
        let text = "The instance type t3.micro does not support AWS Nitro Enclaves.";
        assert_eq!(run("t3.micro", "").error(), (400, "InvalidParameterCombination".to_owned(), text.to_owned()));
        let id = run("m5.xlarge", "").one("instanceId");
        let filter = "DescribeInstances&Filter.1.Name=enclave-options.enabled&Filter.1.Value.1=true";
        assert_eq!(twin.ec2(filter).all("instanceId"), [id.as_str()]);
        let attribute = twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={id}&Attribute=enclaveOptions"));
        assert_eq!(attribute.one("enabled"), "true");
        let encrypted = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.Encrypted=true";
        let both = run("m5.xlarge", &format!("&HibernationOptions.Configured=true{encrypted}"));
        assert_eq!(both.error().1, "InvalidParameterCombination");
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        twin.advance("5m");
        let change = twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value=t3.micro"));
        assert_eq!(change.error().2, text);
    }
}
