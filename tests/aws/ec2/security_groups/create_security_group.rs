use crate::support::{Answer, Twin};

fn make(twin: &Twin, name: &str, more: &str) -> Answer {
    twin.ec2(&format!("CreateSecurityGroup&GroupName={name}&GroupDescription=d{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_group() {
        let twin = Twin::empty();
        let tags = "&TagSpecification.1.ResourceType=security-group&TagSpecification.1.Tag.1.Key=Name\
                    &TagSpecification.1.Tag.1.Value=one";
        insta::assert_snapshot!(make(&twin, "web", tags).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateSecurityGroupResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return><groupId>sg-01203828746c4d98f</groupId><securityGroupArn>arn:aws:ec2:us-east-1:123456789012:security-group/sg-01203828746c4d98f</securityGroupArn><tagSet><item><key>Name</key><value>one</value></item></tagSet></CreateSecurityGroupResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn name_and_description_are_needed_and_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("CreateSecurityGroup&GroupName=a").error().1, "MissingParameter");
        assert_eq!(twin.ec2("CreateSecurityGroup&GroupDescription=a").error().1, "MissingParameter");
        for name in ["sg-web", "a%C3%A9", &"x".repeat(256)] {
            assert_eq!(make(&twin, name, "").error().1, "InvalidParameterValue", "{name}");
        }
        let text = "Cannot use reserved security group name: default";
        assert_eq!(make(&twin, "default", "").error(), (400, "InvalidGroup.Reserved".into(), text.into()));
    }

    #[test]
    fn a_name_is_one_of_a_kind_in_its_vpc() {
        let twin = Twin::empty();
        let vpc = twin.ec2("DescribeVpcs").one("vpcId");
        make(&twin, "web", "").ok();
        let text = format!("The security group 'WEB' already exists for VPC '{vpc}'");
        assert_eq!(make(&twin, "WEB", "").error(), (400, "InvalidGroup.Duplicate".into(), text));
        let other = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        make(&twin, "web", &format!("&VpcId={other}")).ok();
    }

    #[test]
    fn the_vpc_is_there() {
        let twin = Twin::empty();
        assert_eq!(make(&twin, "a", "&VpcId=vpc-00000000000000000").error().1, "InvalidVpcID.NotFound");
        assert_eq!(make(&twin, "a", "&VpcId=x").error().1, "InvalidVpcID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_lets_all_out_and_nothing_in() {
        let twin = Twin::empty();
        let id = make(&twin, "web", "").one("groupId");
        let answer = twin.ec2(&format!("DescribeSecurityGroups&GroupId.1={id}"));
        assert!(answer.ok().contains("<ipPermissions/>"), "{}", answer.ok());
        assert_eq!((answer.one("ipProtocol"), answer.one("cidrIp")), ("-1".into(), "0.0.0.0/0".into()));
    }

    #[test]
    fn instances_can_have_it() {
        let twin = Twin::empty();
        let id = make(&twin, "web", "").one("groupId");
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";
        assert_eq!(twin.ec2(&format!("{run}&SecurityGroup.1=web")).all("groupId")[0], id);
        assert_eq!(twin.ec2(&format!("{run}&SecurityGroupId.1={id}")).all("groupName")[1], "web");
        assert_eq!(twin.ec2(run).all("groupName")[1], "default");
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(make(&twin, "web", "&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeSecurityGroups").one("groupName"), "default");
    }
}
