use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_associated() {
        let (twin, id) = furnished();
        let answer = associate(&twin, &id, "p");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateIamInstanceProfileResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><iamInstanceProfileAssociation><associationId>iip-assoc-012038a1c781d9e6d</associationId><instanceId>i-0120387d7073e3eab</instanceId><iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/p</arn><id>AIPACZSTXAAVX7OCXHQ2N</id></iamInstanceProfile><state>associating</state></iamInstanceProfileAssociation></AssociateIamInstanceProfileResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_and_the_profile_are_there() {
        let (twin, id) = furnished();
        let call = |instance: &str, more: &str, code: &str| {
            let call = format!("AssociateIamInstanceProfile&InstanceId={instance}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        let text = call("bad", "&IamInstanceProfile.Name=p", "InvalidInstanceID.Malformed");
        assert_eq!(text, "The instance ID 'bad' is malformed");
        call("i-0", "&IamInstanceProfile.Name=p", "InvalidInstanceID.NotFound");
        let text = call(&id, "&IamInstanceProfile.Name=none&DryRun=true", "InvalidParameterValue");
        assert_eq!(
            text,
            "Value (none) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"
        );
        let text = call(&id, "&IamInstanceProfile.Arn=arn:x", "InvalidParameterValue");
        assert_eq!(
            text,
            "Value (arn:x) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN"
        );
        call(&id, "", "MissingParameter");
        associate(&twin, &id, "p").ok();
        let text = call(&id, "&IamInstanceProfile.Name=q", "IncorrectState");
        assert_eq!(text, format!("There is an existing association for instance {id}"));
        call(&id, "&IamInstanceProfile.Name=q&DryRun=true", "DryRunOperation");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        call(&id, "&IamInstanceProfile.Name=q", "IncorrectInstanceState");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_it_until_it_is_terminated() {
        let (twin, id) = furnished();
        let both = format!("&IamInstanceProfile.Arn={P}&IamInstanceProfile.Name=q");
        twin.ec2(&format!("AssociateIamInstanceProfile&InstanceId={id}{both}")).ok();
        assert_eq!(shown(&twin, &id), [P], "the ARN counts");
        assert_eq!(found(&twin, "DescribeInstances", "iam-instance-profile.arn", P, "instanceId"), [id.as_str()]);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        twin.advance("5m");
        assert!(twin.ec2("DescribeIamInstanceProfileAssociations").all("associationId").is_empty());
    }

    #[test]
    fn a_launch_has_it_from_the_start() {
        let (twin, _) = furnished();
        let answer = launch(&twin, "&IamInstanceProfile.Name=p");
        assert_eq!(answer.one("arn"), P);
        let id = answer.one("instanceId");
        assert_eq!(shown(&twin, &id), [P]);
        let call = "DescribeIamInstanceProfileAssociations";
        assert_eq!(found(&twin, call, "instance-id", &id, "state"), ["associated"]);
        let refused = launch(&twin, "&IamInstanceProfile.Name=none").error();
        assert_eq!(refused.1, "InvalidParameterValue");
        let elsewhere = "RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.micro&IamInstanceProfile.Name=p";
        let elsewhere =
            crate::aws::ec2::elsewhere(&twin, "123456789012", "eu-west-1", &format!("{elsewhere}&ImageId={IMAGE}"));
        assert_eq!(elsewhere.one("arn"), P, "a profile is of all regions");
    }
}
