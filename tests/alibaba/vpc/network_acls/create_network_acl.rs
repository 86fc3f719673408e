use super::*;

fn create(twin: &Twin, more: &str) -> Answer {
    twin.vpc(&format!("CreateNetworkAcl&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_shows_it() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let more = format!("&VpcId={vpc}&NetworkAclName=made&Description=d&Tag.1.Key=stage&ClientToken=a");
        insta::assert_snapshot!(create(&twin, &more).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","NetworkAclId":"nacl-bpgdc5onbgbecl9zl96x","NetworkAclAttribute":{"NetworkAclId":"nacl-bpgdc5onbgbecl9zl96x","NetworkAclName":"made","Description":"d","RegionId":"cn-hangzhou","VpcId":"vpc-bpgdc5irqtnjwspllcos","Status":"Available","CreationTime":"2026-11-21 08:00:00","IngressAclEntries":{"IngressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5qms3r9u34bxygn","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","SourceCidrIp":"0.0.0.0/0"}]},"EgressAclEntries":{"EgressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5s6b16aydcwhf31","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","DestinationCidrIp":"0.0.0.0/0"}]},"Resources":{"Resource":[]}}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let of = |more: &str| format!("&VpcId={vpc}{more}");
        for (more, error) in [
            (String::new(), plain("ParameterMissing.VpcId")),
            ("&VpcId=vpc-nowhere".to_owned(), refusal(400, "InvalidVpcId.NotFound", "The vpc is not exist.")),
            (of(&format!("&NetworkAclName={}", "x".repeat(129))), plain("ParameterLengthIllegal.Name")),
            (of("&NetworkAclName=http://x"), plain("ParameterIllegal.Name")),
            (of(&format!("&Description={}", "x".repeat(257))), plain("ParameterLengthIllegal.Description")),
            (of("&Description=https://x"), plain("ParameterIllegal.Description")),
            (of("&DryRun=true"), dry_run()),
        ] {
            assert_eq!(create(&twin, &more).error(), error, "{more}");
        }
        assert_eq!(twin.vpc("CreateNetworkAcl").error(), plain("ParameterMissing.RegionId"));
        assert_eq!(twin.vpc("DescribeNetworkAcls&RegionId=cn-hangzhou").json()["TotalCount"], "0");
    }

    #[test]
    fn a_vpc_has_twenty() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        for _ in 0..20 {
            create(&twin, &format!("&VpcId={vpc}")).ok();
        }
        let full = refusal(400, "QuotaExceed.NetworkAcl", "Network acl is over limit.");
        assert_eq!(create(&twin, &format!("&VpcId={vpc}")).error(), full);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_lets_everything_pass_and_its_vpc_stays() {
        let acl = Acl::new("");
        for (direction, range) in [("Ingress", "SourceCidrIp"), ("Egress", "DestinationCidrIp")] {
            let rule = acl.entries(direction)[0].clone();
            assert_eq!((&rule["Policy"], &rule["Protocol"]), (&"accept".into(), &"all".into()));
            assert_eq!((&rule["Port"], &rule[range]), (&"-1/-1".into(), &"0.0.0.0/0".into()));
        }
        let stays = "Specified object has dependent resources network acl.";
        let stays = refusal(400, "DependencyViolation.NetworkAcl", stays);
        assert_eq!(acl.call(&format!("DeleteVpc&VpcId={}", acl.vpc)).error(), stays);
    }

    #[test]
    fn it_has_tags() {
        let acl = Acl::new("&Tag.1.Key=a&Tag.1.Value=1");
        let of_it = format!("&ResourceType=NETWORKACL&ResourceId.1={}", acl.id);
        acl.call(&format!("TagResources{of_it}&Tag.1.Key=b")).ok();
        acl.call(&format!("UnTagResources{of_it}&TagKey.1=a")).ok();
        assert_eq!(acl.shown()["Tags"]["Tag"][0]["Key"], "b");
    }
}
