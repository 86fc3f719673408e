use crate::support::Twin;

fn make(twin: &Twin) -> String {
    twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId")
}

fn in_use(id: &str) -> (u16, String, String) {
    (400, "DependencyViolation".into(), format!("The vpc '{id}' has dependencies and cannot be deleted."))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.ec2(&format!("DeleteVpc&VpcId={}", make(&twin))).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteVpcResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></DeleteVpcResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_vpc_is_named_and_there() {
        let twin = Twin::empty();
        let text = "The request must contain the parameter VpcId";
        assert_eq!(twin.ec2("DeleteVpc").error(), (400, "MissingParameter".into(), text.into()));
        let answer = twin.ec2("DeleteVpc&VpcId=vpc-00000000000000000").error();
        let text = "The vpc ID 'vpc-00000000000000000' does not exist";
        assert_eq!(answer, (400, "InvalidVpcID.NotFound".into(), text.into()));
        let answer = twin.ec2("DeleteVpc&VpcId=house").error();
        let text = "The vpc ID 'house' does not exist";
        assert_eq!(answer, (400, "InvalidVpcID.NotFound".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_came_with_it_goes_with_it() {
        let twin = Twin::empty();
        let count = || {
            let groups = twin.ec2("DescribeSecurityGroups").all("groupName").len();
            (groups, twin.ec2("DescribeRouteTables").all("vpcId").len(), twin.ec2("DescribeVpcs").all("vpcId").len())
        };
        assert_eq!(count(), (1, 1, 1));
        let id = make(&twin);
        assert_eq!(count(), (2, 2, 2));
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={id}&DryRun=true")).error().1, "DryRunOperation");
        assert_eq!(count(), (2, 2, 2));
        twin.ec2(&format!("DeleteVpc&VpcId={id}")).ok();
        assert_eq!(count(), (1, 1, 1));
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={id}")).error().1, "InvalidVpcID.NotFound");
    }

    #[test]
    fn what_is_in_it_keeps_it() {
        let twin = Twin::empty();
        let id = make(&twin);
        let delete = || twin.ec2(&format!("DeleteVpc&VpcId={id}"));
        let subnet = twin.ec2(&format!("CreateSubnet&VpcId={id}&CidrBlock=10.0.0.0/24")).one("subnetId");
        assert_eq!(delete().error(), in_use(&id));
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
        let group = twin.ec2(&format!("CreateSecurityGroup&VpcId={id}&GroupName=a&GroupDescription=b")).one("groupId");
        assert_eq!(delete().error(), in_use(&id));
        twin.ec2(&format!("DeleteSecurityGroup&GroupId={group}")).ok();
        delete().ok();
    }

    #[test]
    fn the_gateway_keeps_the_default_one() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeVpcs").one("vpcId");
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={id}")).error(), in_use(&id));
    }
}
