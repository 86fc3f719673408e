use super::*;
use crate::alibaba::ecs::missing;

mod reading {
    use super::*;

    #[test]
    fn all_parameters_are_kept() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&ResourceGroupId=rg-1");
        let more = "&RouteTableName=own&Description=d&AssociateType=VSwitch&Tag.1.Key=Stage&Tag.1.Value=x";
        let made = call(&twin, &format!("CreateRouteTable&VpcId={vpc}{more}")).json();
        let table = &tables(&twin, "&RouteTableName=own")[0];
        for (name, value) in [
            ("RouteTableId", made["RouteTableId"].as_str().expect("an id")),
            ("VpcId", &vpc),
            ("Description", "d"),
            ("Status", "Available"),
            ("RouteTableType", "Custom"),
            ("RouterType", "VRouter"),
            ("AssociateType", "VSwitch"),
            ("ResourceGroupId", "rg-1"),
            ("CreationTime", "2026-11-21T08:00:00Z"),
        ] {
            assert_eq!(table[name], value, "{name}");
        }
        assert_eq!(table["Tags"]["Tag"], serde_json::json!([{"Key": "Stage", "Value": "x"}]));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let name = "The specified route table name is not valid.";
        for (more, error) in [
            ("", missing("VpcId")),
            ("&VpcId=vpc-nowhere", refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist.")),
            (
                &format!("&VpcId={vpc}&RouteTableName=http://x"),
                refusal(400, "InvalidParameter.RouteTableName.Malformed", name),
            ),
            (
                &format!("&VpcId={vpc}&Description=https://x"),
                refusal(400, "InvalidParameter.Description.Malformed", "The specified Description is not valid."),
            ),
            (
                &format!("&VpcId={vpc}&AssociateType=Gateway"),
                refusal(400, "UnsupportedParameter", "The parameter AssociateType is not implemented by Twinstance."),
            ),
        ] {
            assert_eq!(call(&twin, &format!("CreateRouteTable{more}")).error(), error, "{more}");
        }
        assert_eq!(tables(&twin, &format!("&VpcId={vpc}")).len(), 1);
    }

    #[test]
    fn a_vpc_has_nine_beside_the_systems() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        (0..9).for_each(|_| drop(make_table(&twin, &vpc)));
        let answer = call(&twin, &format!("CreateRouteTable&VpcId={vpc}"));
        assert_eq!(answer.error(), refusal(400, "QuotaExceeded.RouteTable", "VPC RouteTable quota exceeded."));
        make_table(&twin, &make_vpc(&twin, ""));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_token_makes_one_and_a_vpc_with_one_stays() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let make =
            || call(&twin, &format!("CreateRouteTable&VpcId={vpc}&ClientToken=a")).json()["RouteTableId"].clone();
        let made = make();
        assert_eq!(made, make());
        let vpcs = super::super::super::vpcs(&twin, &format!("&VpcId={vpc}"));
        assert_eq!(vpcs[0]["RouterTableIds"]["RouterTableIds"].as_array().map(Vec::len), Some(2));
        let attribute = call(&twin, &format!("DescribeVpcAttribute&VpcId={vpc}")).json();
        assert_eq!(attribute["CloudResources"]["CloudResourceSetType"][2]["ResourceCount"], 2);
        let stays = refusal(400, "DependencyViolation.RouteTable", "Specified object has dependent custom routeTable.");
        assert_eq!(twin.vpc(&format!("DeleteVpc&VpcId={vpc}")).error(), stays);
        call(&twin, &format!("DeleteRouteTable&RouteTableId={}", made.as_str().expect("an id"))).ok();
        twin.vpc(&format!("DeleteVpc&VpcId={vpc}")).ok();
        assert_eq!(tables(&twin, &format!("&VpcId={vpc}")), [Value::Null; 0]);
    }
}
