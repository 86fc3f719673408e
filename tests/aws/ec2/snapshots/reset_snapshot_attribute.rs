use super::super::parts::*;
use super::{LOOK, snapshot};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let reset = format!("ResetSnapshotAttribute&SnapshotId={}&Attribute=createVolumePermission", snapshot(&twin));
        assert_eq!(twin.ec2(&reset).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn snapshot_and_attribute_are_known() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ResetSnapshotAttribute{more}"), code)
        };
        code(&format!("&SnapshotId={id}"), "MissingParameter");
        code(&format!("&SnapshotId={id}&Attribute=productCodes"), "InvalidParameterValue");
        code("&SnapshotId=snap-0ffffffffffffffff&Attribute=createVolumePermission", "InvalidSnapshot.NotFound");
        code(&format!("&SnapshotId={id}&Attribute=createVolumePermission&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn nobody_else_may_use_it() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        twin.ec2(&format!("ModifySnapshotAttribute&SnapshotId={id}&OperationType=add&UserGroup.1=all")).ok();
        assert_eq!(twin.ec2("DescribeSnapshots&RestorableBy.1=all").one("snapshotId"), id);
        twin.ec2(&format!("ResetSnapshotAttribute&SnapshotId={id}&Attribute=createVolumePermission")).ok();
        assert_eq!(twin.ec2("DescribeSnapshots&RestorableBy.1=all").all("snapshotId").len(), 0);
    }
}
