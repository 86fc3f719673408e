use super::*;

fn attribute(twin: &Twin, id: &str, name: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeNetworkInterfaceAttribute&NetworkInterfaceId={id}&Attribute={name}"));
    answer.ok();
    answer
}

mod reading {
    use super::*;

    #[test]
    fn each_attribute_has_its_element() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let (id, instance) = attached(&twin, &subnet);
        assert!(attribute(&twin, &id, "description").ok().contains("<description><value/></description>"));
        let check = "<sourceDestCheck><value>true</value></sourceDestCheck>";
        assert!(attribute(&twin, &id, "sourceDestCheck").ok().contains(check));
        assert_eq!(attribute(&twin, &id, "groupSet").one("groupName"), "default");
        let attachment = attribute(&twin, &id, "attachment");
        assert_eq!((attachment.one("instanceId"), attachment.one("deviceIndex").as_str()), (instance.clone(), "1"));
        let own = attribute(&twin, &primary(&twin, &instance), "attachment");
        assert_eq!((own.one("deviceIndex").as_str(), own.one("deleteOnTermination").as_str()), ("0", "true"));
        let free = interface(&twin, &subnet, "");
        assert_eq!(attribute(&twin, &free, "attachment").all("attachmentId").len(), 0);
    }
}

mod validation {
    use super::*;

    #[test]
    fn interface_and_attribute_are_known() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        let error = |more: &str| twin.ec2(&format!("DescribeNetworkInterfaceAttribute{more}")).error();
        assert_eq!(error("&NetworkInterfaceId=eni-0&Attribute=description").1, "InvalidNetworkInterfaceID.NotFound");
        let text = "Value (invalid) for parameter attribute is invalid. Unknown attribute.";
        let expected = (400, "InvalidParameterValue".to_owned(), text.to_owned());
        assert_eq!(error(&format!("&NetworkInterfaceId={id}&Attribute=invalid")), expected);
        assert_eq!(error(&format!("&NetworkInterfaceId={id}")).1, "MissingParameter");
        let public = format!("&NetworkInterfaceId={id}&Attribute=associatePublicIpAddress");
        assert_eq!(error(&public).1, "UnsupportedOperation");
        assert_eq!(error(&format!("&NetworkInterfaceId={id}&Attribute=description&DryRun=true")).1, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_follows_what_was_modified() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "&Description=before");
        assert_eq!(attribute(&twin, &id, "description").one("value"), "before");
        twin.ec2(&format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}&Description.Value=after")).ok();
        assert_eq!(attribute(&twin, &id, "description").one("value"), "after");
    }
}
