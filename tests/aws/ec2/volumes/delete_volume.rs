use super::super::parts::*;
use super::{LOOK, attached, state, volume};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        assert_eq!(twin.ec2(&format!("DeleteVolume&VolumeId={volume}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_not_attached() {
        let twin = Twin::empty();
        let (id, instance) = attached(&twin);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DeleteVolume&VolumeId={more}"), code)
        };
        code("vol-0ffffffffffffffff", "InvalidVolume.NotFound");
        code("x", "InvalidVolumeID.Malformed");
        assert_eq!(code(&id, "VolumeInUse"), format!("Volume {id} is currently attached to {instance}"));
        code(&format!("{}&DryRun=true", volume(&twin)), "DryRunOperation");
        assert_eq!(twin.ec2("DeleteVolume").error().1, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_snapshots_stay() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        twin.ec2(&format!("CreateSnapshot&VolumeId={volume}")).ok();
        twin.ec2(&format!("DeleteVolume&VolumeId={volume}")).ok();
        assert_eq!(twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}")).error().1, "InvalidVolume.NotFound");
        assert_eq!(twin.ec2("DescribeSnapshots").one("volumeId"), volume);
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = volume(&twin);
        twin.advance("20s");
        twin.ec2(&format!("DeleteVolume&VolumeId={volume}")).ok();
        assert_eq!(state(&twin, &volume), "deleting");
        assert_eq!(twin.ec2(&format!("DeleteVolume&VolumeId={volume}")).error().1, "IncorrectState");
        assert_eq!(twin.ec2(&format!("CreateSnapshot&VolumeId={volume}")).error().1, "IncorrectState");
        twin.advance("30s");
        assert_eq!(twin.ec2("DescribeVolumes").all("volumeId").len(), 0);
    }
}
