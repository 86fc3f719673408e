use super::super::parts::*;
use super::{LOOK, encrypted, snapshot};
use crate::support::Twin;

fn shown(twin: &Twin, id: &str) -> (Vec<String>, Vec<String>) {
    let shown = twin.ec2(&format!("DescribeSnapshotAttribute&SnapshotId={id}&Attribute=createVolumePermission"));
    (shown.all("userId"), shown.all("group"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let modify = "ModifySnapshotAttribute&CreateVolumePermission.Add.1.Group=all";
        assert_eq!(twin.ec2(&format!("{modify}&SnapshotId={}", snapshot(&twin))).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn accounts_and_groups_are_known() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let of = format!("&SnapshotId={id}");
        let code = |more: &str, code: &str| {
            let text = refused_without_change(&twin, LOOK, &format!("ModifySnapshotAttribute{more}"), code);
            assert_eq!(shown(&twin, &id), (vec![], vec![]));
            text
        };
        code(&of, "MissingParameter");
        let add = "&CreateVolumePermission.Add.1.UserId=210987654321";
        code(add, "MissingParameter");
        code(&format!("{add}&SnapshotId=snap-0ffffffffffffffff"), "InvalidSnapshot.NotFound");
        let text = code(&format!("{of}&CreateVolumePermission.Add.1.UserId=me"), "InvalidUserID.Malformed");
        assert_eq!(text, "Invalid user id: \"me\"");
        code(&format!("{of}&CreateVolumePermission.Add.1.Group=some"), "InvalidParameterValue");
        code(&format!("{of}&Attribute=productCodes{add}"), "InvalidParameterValue");
        code(&format!("{of}{add}&DryRun=true"), "DryRunOperation");
    }

    #[test]
    fn what_is_encrypted_is_not_for_all() {
        let twin = Twin::empty();
        let (default, own) = (encrypted(&twin, ""), encrypted(&twin, "&KmsKeyId=mine"));
        let add = |id: &str, whom: &str| {
            twin.ec2(&format!("ModifySnapshotAttribute&SnapshotId={id}&CreateVolumePermission.Add.1.{whom}"))
        };
        assert_eq!(add(&default, "UserId=210987654321").error().1, "OperationNotPermitted");
        assert_eq!(add(&own, "Group=all").error().1, "OperationNotPermitted");
        add(&own, "UserId=210987654321").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn permissions_come_and_go_in_either_syntax() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let modify =
            |more: &str| assert!(!twin.ec2(&format!("ModifySnapshotAttribute&SnapshotId={id}{more}")).ok().is_empty());
        modify(
            "&Attribute=createVolumePermission&OperationType=add&UserId.1=210987654321&UserId.2=111122223333&UserGroup.1=all",
        );
        assert_eq!(shown(&twin, &id), (vec!["111122223333".into(), "210987654321".into()], vec!["all".into()]));
        modify("&CreateVolumePermission.Remove.1.Group=all&CreateVolumePermission.Remove.2.UserId=111122223333");
        assert_eq!(shown(&twin, &id), (vec!["210987654321".into()], vec![]));
        modify("&OperationType=remove&UserId.1=210987654321");
        assert_eq!(shown(&twin, &id), (vec![], vec![]));
    }
}
