use super::super::parts::*;
use super::{LOOK, snapshot};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2(&format!("DeleteSnapshot&SnapshotId={}", snapshot(&twin))).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn no_image_has_it() {
        let twin = Twin::empty();
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("DeleteSnapshot{more}"), code);
        code("", "MissingParameter");
        code("&SnapshotId=x", "InvalidSnapshotID.Malformed");
        let text = code("&SnapshotId=snap-0ffffffffffffffff", "InvalidSnapshot.NotFound");
        assert_eq!(text, "The snapshot 'snap-0ffffffffffffffff' does not exist.");
        code("&SnapshotId=snap-0abcdef1234567890", "InvalidSnapshot.NotFound");
        code(&format!("&SnapshotId={}&DryRun=true", snapshot(&twin)), "DryRunOperation");
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
        let instance = made(&twin, run, "instanceId");
        let image = made(&twin, &format!("CreateImage&InstanceId={instance}&Name=web"), "imageId");
        let of_image = twin.ec2(&format!("DescribeImages&ImageId.1={image}")).one("snapshotId");
        let text = code(&format!("&SnapshotId={of_image}"), "InvalidSnapshot.InUse");
        assert_eq!(text, format!("The snapshot {of_image} is currently in use by {image}"));
        twin.ec2(&format!("DeregisterImage&ImageId={image}")).ok();
        twin.ec2(&format!("DeleteSnapshot&SnapshotId={of_image}")).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn volumes_made_from_it_stay() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let volume = made(&twin, &format!("CreateVolume&AvailabilityZone=us-east-1b&SnapshotId={id}"), "volumeId");
        twin.ec2(&format!("DeleteSnapshot&SnapshotId={id}")).ok();
        assert_eq!(twin.ec2("DescribeSnapshots").all("snapshotId").len(), 0);
        assert_eq!(twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}")).one("snapshotId"), id);
        assert_eq!(twin.ec2(&format!("DeleteSnapshot&SnapshotId={id}")).error().1, "InvalidSnapshot.NotFound");
    }

    #[test]
    fn one_that_is_not_complete_does_not_come_back() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = super::super::volume(&twin, "");
        twin.advance("20s");
        let id = made(&twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId");
        twin.ec2(&format!("DeleteSnapshot&SnapshotId={id}")).ok();
        twin.advance("5m");
        assert_eq!(twin.ec2("DescribeSnapshots").all("snapshotId").len(), 0);
    }
}
