use super::*;

mod reading {
    use super::*;

    #[test]
    fn nothing_is_unsuccessful() {
        let twin = Twin::empty();
        twin.ec2(&create("VPC", &vpc(&twin), TO_GROUP)).ok();
        let id = twin.ec2("DescribeFlowLogs").one("flowLogId");
        let answer = twin.ec2(&format!("DeleteFlowLogs&FlowLogId.1={id}"));
        assert!(answer.ok().contains("<unsuccessful/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn unknown_ones_are_told() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DeleteFlowLogs&FlowLogId.1=fl-00000000").one("code"), "InvalidFlowLogId.NotFound");
        refused_without_change(&twin, LOOK, "DeleteFlowLogs", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        twin.ec2(&create("VPC", &vpc(&twin), TO_GROUP)).ok();
        let id = twin.ec2("DescribeFlowLogs").one("flowLogId");
        refused_without_change(&twin, LOOK, &format!("DeleteFlowLogs&FlowLogId.1={id}&DryRun=true"), "DryRunOperation");
        twin.ec2(&format!("DeleteFlowLogs&FlowLogId.1={id}")).ok();
        assert_eq!(twin.ec2(&format!("DescribeFlowLogs&FlowLogId.1={id}")).error().1, "InvalidFlowLogId.NotFound");
    }
}
