use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeInternetGateways", "DescribeTags"];

mod reading {
    use super::*;

    #[test]
    fn it_is_attached_to_nothing() {
        let tag = "&TagSpecification.1.ResourceType=internet-gateway&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";
        insta::assert_snapshot!(Twin::empty().ec2(&format!("CreateInternetGateway{tag}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateInternetGatewayResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><internetGateway><internetGatewayId>igw-01203828746c4d98f</internetGatewayId><ownerId>123456789012</ownerId><attachmentSet/><tagSet><item><key>Name</key><value>x</value></item></tagSet></internetGateway></CreateInternetGatewayResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn tags_are_for_gateways() {
        let twin = Twin::empty();
        let tag = "&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=Name";
        refused_without_change(&twin, LOOK, &format!("CreateInternetGateway{tag}"), "InvalidParameterValue");
        refused_without_change(&twin, LOOK, "CreateInternetGateway&VpcId=vpc-1", "UnknownParameter");
        refused_without_change(&twin, LOOK, "CreateInternetGateway&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_described_tagged_and_deleted() {
        let twin = Twin::empty();
        let id = made(&twin, "CreateInternetGateway", "internetGatewayId");
        assert_eq!(
            found(&twin, "DescribeInternetGateways", "internet-gateway-id", &id, "internetGatewayId"),
            [id.as_str()]
        );
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        assert_eq!(found(&twin, "DescribeInternetGateways", "tag:Name", "mine", "internetGatewayId"), [id.as_str()]);
        twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={id}")).ok();
        let gone = twin.ec2(&format!("DescribeInternetGateways&InternetGatewayId.1={id}"));
        assert_eq!(gone.error().1, "InvalidInternetGatewayID.NotFound");
    }

    #[test]
    fn lists_come_in_pages() {
        let twin = crate::aws::ec2::parts::roomy();
        for _ in 0..7 {
            twin.ec2("CreateInternetGateway").ok();
        }
        pages(&twin, "DescribeInternetGateways", 5, "internetGatewayId");
    }
}
