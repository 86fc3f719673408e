use super::*;

fn update(acl: &Acl, more: &str) -> Answer {
    acl.of("UpdateNetworkAclEntries", more)
}

/// An inbound rule, whose parts can be replaced.
const RULE: &str = "&UpdateIngressAclEntries=true&IngressAclEntries.1.NetworkAclEntryName=web&IngressAclEntries.1.Policy=accept\
                    &IngressAclEntries.1.Protocol=tcp&IngressAclEntries.1.Port=80/81\
                    &IngressAclEntries.1.SourceCidrIp=10.0.0.0/8&IngressAclEntries.1.Description=d\
                    &IngressAclEntries.1.EntryType=custom&IngressAclEntries.1.IpVersion=IPv4";

mod reading {
    use super::*;

    #[test]
    fn all_parameters_are_kept() {
        let acl = Acl::new("");
        insta::assert_snapshot!(update(&acl, RULE).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let rule = acl.entries("Ingress")[0].clone();
        for (name, value) in [
            ("NetworkAclEntryName", "web"),
            ("Policy", "accept"),
            ("Protocol", "tcp"),
            ("Port", "80/81"),
            ("SourceCidrIp", "10.0.0.0/8"),
            ("Description", "d"),
            ("EntryType", "custom"),
            ("IpVersion", "IPv4"),
        ] {
            assert_eq!(rule[name], value, "{name}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let acl = Acl::new("");
        let id = "The specified IngressAclEntryId is invalid.";
        let ipv6 = "IPv6 has not been enabled for the VPC.";
        for (from, to, error) in [
            ("Policy=accept", "Policy=x", plain("ParameterIllegal.Policy")),
            ("&IngressAclEntries.1.Policy=accept", "", plain("ParameterMissing.Policy")),
            ("Protocol=tcp", "Protocol=x", plain("ParameterIllegal.Protocol")),
            ("&IngressAclEntries.1.Protocol=tcp", "", plain("ParameterMissing.Protocol")),
            ("Protocol=tcp", "Protocol=all", plain("ParameterIllegal.Port")),
            ("Port=80/81", "Port=0/81", plain("ParameterIllegal.Port")),
            ("Port=80/81", "Port=80", plain("ParameterIllegal.Port")),
            ("Port=80/81", "Port=82/81", plain("ParameterIllegal.Port")),
            ("&IngressAclEntries.1.Port=80/81", "", plain("ParameterMissing.Port")),
            ("SourceCidrIp=10.0.0.0/8", "SourceCidrIp=10.0.0.1/8", plain("ParameterIllegal.SourceCidrIp")),
            ("SourceCidrIp=10.0.0.0/8", "SourceCidrIp=pl-1", plain("ParameterIllegal.SourceCidrIp")),
            ("&IngressAclEntries.1.SourceCidrIp=10.0.0.0/8", "", plain("ParameterMissing.SourceCidrIp")),
            ("IPv4", "x", refusal(400, "IllegalParam.IpVersion", "Param IpVersion illegal.")),
            ("IPv4", "IPv6", plain("ParameterIllegal.SourceCidrIp")),
            ("EntryName=web", "EntryName=http://x", plain("ParameterIllegal.Name")),
            ("Description=d", "Description=http://x", plain("ParameterIllegal.Description")),
            ("EntryType=custom", "NetworkAclEntryId=nae-no", refusal(400, "IllegalParam.IngressAclEntryId", id)),
            ("EntryName=web", "EntryName=web&DryRun=true", dry_run()),
        ] {
            assert!(RULE.contains(from), "{from}");
            assert_eq!(update(&acl, &RULE.replacen(from, to, 1)).error(), error, "{from} {to}");
        }
        let v6 = RULE.replace("IPv4", "IPv6").replace("10.0.0.0/8", "2001:db8::/32");
        assert_eq!(update(&acl, &v6).error(), refusal(400, "OperationDenied.VpcIpv6NotEnabled", ipv6));
        assert_eq!(update(&acl, &RULE.replace("=custom", "=system")).error().0, 400);
        assert_eq!(acl.call("UpdateNetworkAclEntries&NetworkAclId=nacl-nowhere").error(), no_acl());
        let outbound = "&UpdateEgressAclEntries=true&EgressAclEntries.1.Policy=drop&EgressAclEntries.1.Protocol=all\
                        &EgressAclEntries.1.Port=-1/-1";
        assert_eq!(update(&acl, outbound).error(), plain("ParameterMissing.DestinationCidrIp"));
        assert_eq!(acl.entries("Ingress")[0]["Protocol"], "all");
    }

    #[test]
    fn a_direction_has_a_hundred() {
        let acl = Acl::new("");
        let rules = |count: usize| {
            let rule = |n: usize| {
                format!(
                    "&EgressAclEntries.{n}.Policy=drop&EgressAclEntries.{n}.Protocol=icmp&EgressAclEntries.{n}.Port=-1/-1\
                     &EgressAclEntries.{n}.DestinationCidrIp=10.0.{n}.0/24"
                )
            };
            format!("&UpdateEgressAclEntries=true{}", (1..=count).map(rule).collect::<String>())
        };
        update(&acl, &rules(100)).ok();
        assert_eq!(acl.entries("Egress").len(), 100);
        let full = refusal(400, "QuotaExceed.NetworkAclEntry", "Network acl entry is over limit.");
        assert_eq!(update(&acl, &rules(101)).error(), full);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn only_what_is_to_be_updated_changes() {
        let acl = Acl::new("");
        update(&acl, &RULE.replace("=true", "=false")).ok();
        assert_eq!(acl.entries("Ingress")[0]["Protocol"], "all");
        update(&acl, &format!("{RULE}&ClientToken=a")).ok();
        let id = text(&acl.entries("Ingress")[0]["NetworkAclEntryId"]);
        assert_eq!(acl.entries("Egress")[0]["Protocol"], "all");
        let kept = format!("{}&IngressAclEntries.1.NetworkAclEntryId={id}", RULE.replace("80/81", "443/443"));
        update(&acl, &kept).ok();
        let rule = acl.entries("Ingress")[0].clone();
        assert_eq!((&rule["NetworkAclEntryId"], &rule["Port"]), (&id.into(), &"443/443".into()));
        update(&acl, "&UpdateIngressAclEntries=true&UpdateEgressAclEntries=true").ok();
        assert!(acl.entries("Ingress").is_empty() && acl.entries("Egress").is_empty());
    }

    #[test]
    fn a_vpc_with_ipv6_has_rules_for_it() {
        let acl = Acl::new("");
        acl.call(&format!("ModifyVpcAttribute&VpcId={}&EnableIPv6=true", acl.vpc)).ok();
        update(&acl, &RULE.replace("IPv4", "IPv6").replace("10.0.0.0/8", "2001:db8::/32")).ok();
        let rule = acl.entries("Ingress")[0].clone();
        assert_eq!((&rule["IpVersion"], &rule["SourceCidrIp"]), (&"IPv6".into(), &"2001:db8::/32".into()));
    }
}
