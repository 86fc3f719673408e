use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let to = format!("&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&GatewayId={gateway}");
        twin.ec2(&format!("CreateRoute{to}")).ok();
        assert_eq!(twin.ec2(&format!("ReplaceRoute{to}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn there_is_one_that_is_not_local() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let replace =
            |range: &str| format!("ReplaceRoute&RouteTableId={table}&DestinationCidrBlock={range}&GatewayId={gateway}");
        let text = refused_without_change(&twin, LOOK, &replace("8.0.0.0/8"), "InvalidParameterValue");
        assert_eq!(text, "There is no route defined for '8.0.0.0/8' in the route table. Use CreateRoute instead.");
        refused_without_change(&twin, LOOK, &replace("10.0.0.0/16"), "UnsupportedOperation");
        refused_without_change(
            &twin,
            LOOK,
            &format!("{}&LocalTarget=true", replace("8.0.0.0/8")),
            "UnsupportedOperation",
        );
        refused_without_change(&twin, LOOK, &replace(""), "InvalidParameterCombination");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_target_is_another() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let instance = instance(&twin, &subnet(&twin, &vpc, "10.0.1.0/24"));
        let to = format!("&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0");
        twin.ec2(&format!("CreateRoute{to}&GatewayId={gateway}")).ok();
        let replace = format!("ReplaceRoute{to}&InstanceId={instance}");
        refused_without_change(&twin, LOOK, &format!("{replace}&DryRun=true"), "DryRunOperation");
        twin.ec2(&replace).ok();
        let shown = route_table(&twin, &table);
        assert_eq!((shown.all("gatewayId"), shown.one("instanceId")), (vec!["local".to_owned()], instance));
    }
}
