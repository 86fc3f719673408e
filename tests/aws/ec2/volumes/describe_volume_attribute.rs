use super::volume;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn one_attribute_is_shown() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        let shown = twin.ec2(&format!("DescribeVolumeAttribute&VolumeId={volume}&Attribute=autoEnableIO"));
        assert_eq!((shown.one("volumeId"), shown.one("value").as_str()), (volume.clone(), "false"));
        let shown = twin.ec2(&format!("DescribeVolumeAttribute&VolumeId={volume}&Attribute=productCodes"));
        assert!(shown.ok().contains("<productCodes/>"), "{}", shown.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn volume_and_attribute_are_known() {
        let twin = Twin::empty();
        let volume = volume(&twin);
        let error = |more: &str| twin.ec2(&format!("DescribeVolumeAttribute{more}")).error().1;
        assert_eq!(error("&VolumeId=vol-0ffffffffffffffff&Attribute=autoEnableIO"), "InvalidVolume.NotFound");
        assert_eq!(error(&format!("&VolumeId={volume}&Attribute=colour")), "InvalidParameterValue");
        assert_eq!(error(&format!("&VolumeId={volume}")), "MissingParameter");
        assert_eq!(error("&Attribute=autoEnableIO"), "MissingParameter");
        assert_eq!(error(&format!("&VolumeId={volume}&Attribute=autoEnableIO&DryRun=true")), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_what_it_was_set_to() {
        let twin = Twin::empty();
        let (volume, _) = super::super::attached(&twin);
        let shown =
            || twin.ec2(&format!("DescribeVolumeAttribute&VolumeId={volume}&Attribute=autoEnableIO")).one("value");
        twin.ec2(&format!("ModifyVolumeAttribute&VolumeId={volume}&AutoEnableIO.Value=true")).ok();
        assert_eq!(shown(), "true");
        twin.ec2(&format!("DetachVolume&VolumeId={volume}")).ok();
        assert_eq!(shown(), "true", "it stays with the volume");
    }
}
