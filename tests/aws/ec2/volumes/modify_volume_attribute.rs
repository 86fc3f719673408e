use super::super::parts::*;
use super::{LOOK, volume};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let modify = format!("ModifyVolumeAttribute&VolumeId={}&AutoEnableIO.Value=true", volume(&twin));
        assert_eq!(twin.ec2(&modify).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn volume_and_value_are_needed() {
        let twin = Twin::empty();
        let id = volume(&twin);
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("ModifyVolumeAttribute{more}"), code);
        code("&VolumeId=vol-0ffffffffffffffff&AutoEnableIO.Value=true", "InvalidVolume.NotFound");
        code(&format!("&VolumeId={id}"), "MissingParameter");
        code(&format!("&VolumeId={id}&AutoEnableIO.Value=maybe"), "InvalidParameterValue");
        code("&AutoEnableIO.Value=true", "MissingParameter");
        code(&format!("&VolumeId={id}&AutoEnableIO.Value=true&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_can_be_taken_back() {
        let twin = Twin::empty();
        let id = volume(&twin);
        let set =
            |on: &str| twin.ec2(&format!("ModifyVolumeAttribute&VolumeId={id}&AutoEnableIO.Value={on}")).ok().len();
        let shown = || twin.ec2(&format!("DescribeVolumeAttribute&VolumeId={id}&Attribute=autoEnableIO")).one("value");
        set("true");
        assert_eq!(shown(), "true");
        set("false");
        assert_eq!(shown(), "false");
    }
}
