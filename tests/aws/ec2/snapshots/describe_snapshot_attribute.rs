use super::snapshot;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn one_attribute_is_shown() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let shown = twin.ec2(&format!("DescribeSnapshotAttribute&SnapshotId={id}&Attribute=createVolumePermission"));
        assert!(shown.ok().contains("<createVolumePermission/>"), "{}", shown.ok());
        assert_eq!(shown.one("snapshotId"), id);
        let shown = twin.ec2(&format!("DescribeSnapshotAttribute&SnapshotId={id}&Attribute=productCodes"));
        assert!(shown.ok().contains("<productCodes/>"), "{}", shown.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn snapshot_and_attribute_are_known() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let error = |more: &str| twin.ec2(&format!("DescribeSnapshotAttribute{more}")).error().1;
        assert_eq!(error(&format!("&SnapshotId={id}")), "MissingParameter");
        assert_eq!(error(&format!("&SnapshotId={id}&Attribute=colour")), "InvalidParameterValue");
        assert_eq!(error("&SnapshotId=snap-0ffffffffffffffff&Attribute=productCodes"), "InvalidSnapshot.NotFound");
        assert_eq!(error(&format!("&SnapshotId={id}&Attribute=productCodes&DryRun=true")), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_shows_who_may_use_it() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let modify = "ModifySnapshotAttribute&CreateVolumePermission.Add.1.UserId=210987654321\
            &CreateVolumePermission.Add.2.Group=all";
        twin.ec2(&format!("{modify}&SnapshotId={id}")).ok();
        let shown = twin.ec2(&format!("DescribeSnapshotAttribute&SnapshotId={id}&Attribute=createVolumePermission"));
        assert_eq!((shown.one("group").as_str(), shown.one("userId").as_str()), ("all", "210987654321"));
    }
}
