use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        let reset = format!("ResetNetworkInterfaceAttribute&NetworkInterfaceId={id}&SourceDestCheck=sourceDestCheck");
        assert_eq!(twin.ec2(&reset).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn interface_and_value_are_judged() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ResetNetworkInterfaceAttribute{more}"), code)
        };
        code(&format!("&NetworkInterfaceId={id}"), "MissingParameter");
        code("&NetworkInterfaceId=eni-0&SourceDestCheck=sourceDestCheck", "InvalidNetworkInterfaceID.NotFound");
        // As recorded from EC2.
        let text = code(&format!("&NetworkInterfaceId={id}&SourceDestCheck=true"), "InvalidRequest");
        assert_eq!(text, "The request received was invalid.");
        code(&format!("&NetworkInterfaceId={id}&SourceDestCheck=sourceDestCheck&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_check_is_on_again() {
        let twin = Twin::empty();
        let (id, instance) = attached(&twin, &place(&twin));
        for id in [id, primary(&twin, &instance)] {
            twin.ec2(&format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={id}&SourceDestCheck.Value=false"))
                .ok();
            assert_eq!(shown(&twin, &id).one("sourceDestCheck"), "false");
            twin.ec2(&format!(
                "ResetNetworkInterfaceAttribute&NetworkInterfaceId={id}&SourceDestCheck=sourceDestCheck"
            ))
            .ok();
            assert_eq!(shown(&twin, &id).one("sourceDestCheck"), "true");
        }
    }
}
