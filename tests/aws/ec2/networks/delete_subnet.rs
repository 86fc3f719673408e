use crate::support::Twin;

fn make(twin: &Twin) -> String {
    let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
    twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.0.0/24")).one("subnetId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.ec2(&format!("DeleteSubnet&SubnetId={}", make(&twin))).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteSubnetResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></DeleteSubnetResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_subnet_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DeleteSubnet").error().2, "The request must contain the parameter SubnetId");
        let text = "The subnet ID 'subnet-00000000' does not exist";
        let answer = twin.ec2("DeleteSubnet&SubnetId=subnet-00000000").error();
        assert_eq!(answer, (400, "InvalidSubnetID.NotFound".into(), text.into()));
        assert_eq!(twin.ec2("DeleteSubnet&SubnetId=vpc-00000000").error().1, "InvalidSubnetID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_subnet_goes() {
        let twin = Twin::empty();
        let id = make(&twin);
        assert_eq!(twin.ec2(&format!("DeleteSubnet&SubnetId={id}&DryRun=true")).error().1, "DryRunOperation");
        twin.ec2(&format!("DeleteSubnet&SubnetId={id}")).ok();
        assert_eq!(twin.ec2(&format!("DescribeSubnets&SubnetId.1={id}")).error().1, "InvalidSubnetID.NotFound");
    }

    #[test]
    fn an_instance_keeps_it_until_terminated() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = make(&twin);
        let instance = twin
            .ec2(&format!(
                "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1&SubnetId={id}"
            ))
            .one("instanceId");
        let text = format!("The subnet '{id}' has dependencies and cannot be deleted.");
        let error = (400, "DependencyViolation".to_owned(), text);
        let delete = || twin.ec2(&format!("DeleteSubnet&SubnetId={id}"));
        assert_eq!(delete().error(), error);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(delete().error(), error, "it is still shutting down");
        twin.advance("1m");
        delete().ok();
        assert_eq!(twin.ec2("DescribeInstances").one("instanceId"), instance, "still shown");
    }

    #[test]
    fn a_default_one_goes_too() {
        let twin = Twin::empty();
        let of = "DescribeSubnets&Filter.1.Name=availability-zone&Filter.1.Value.1=us-east-1a";
        twin.ec2(&format!("DeleteSubnet&SubnetId={}", twin.ec2(of).one("subnetId"))).ok();
        let run = twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1");
        assert_eq!(run.one("availabilityZone"), "us-east-1b");
    }
}
