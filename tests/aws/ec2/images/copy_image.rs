use super::super::elsewhere;
use super::*;

const ACCOUNT: &str = "123456789012";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_id() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let copy = made(&twin, &format!("CopyImage&Name=two&SourceRegion=us-east-1&SourceImageId={id}"), "imageId");
        assert_eq!(shown(&twin, &copy).one("name"), "two");
    }
}

mod validation {
    use super::*;

    #[test]
    fn name_and_source_are_judged() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CopyImage{more}"), code);
        let of = format!("&SourceRegion=us-east-1&SourceImageId={id}");
        code(&of, "MissingParameter");
        code(&format!("&Name=two&SourceImageId={id}"), "MissingParameter");
        code("&Name=two&SourceRegion=us-east-1", "MissingParameter");
        code(&format!("&Name=web{of}"), "InvalidAMIName.Duplicate");
        code(&format!("&Name=x{of}"), "InvalidAMIName.Malformed");
        code("&Name=two&SourceRegion=us-east-1&SourceImageId=ami-0ffffffffffffffff", "InvalidAMIID.NotFound");
        code(&format!("&Name=two&SourceRegion=eu-west-1&SourceImageId={id}"), "InvalidAMIID.NotFound");
        code(&format!("&Name=two&SourceRegion=nowhere&SourceImageId={id}"), "InvalidParameterValue");
        code(&format!("&Name=two{of}&KmsKeyId=k"), "InvalidParameterDependency");
        code(&format!("&Name=two{of}&DestinationOutpostArn=x"), "UnsupportedOperation");
        code(&format!("&Name=two{of}&DryRun=true"), "DryRunOperation");
        twin.ec2(&format!("DisableImage&ImageId={id}")).ok();
        code(&format!("&Name=two{of}"), "InvalidAMIID.Unavailable");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_copy_in_another_region_can_be_launched_from() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let there = |call: &str| elsewhere(&twin, ACCOUNT, "eu-west-1", call);
        let instance = made(
            &twin,
            "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1",
            "instanceId",
        );
        twin.advance("1m");
        let image = made(&twin, &format!("CreateImage&InstanceId={instance}&Name=web&Description=d"), "imageId");
        let copy =
            format!("CopyImage&Name=web&SourceRegion=us-east-1&SourceImageId={image}&Encrypted=true&ClientToken=t");
        assert_eq!(there(&copy).error().1, "InvalidAMIID.Unavailable");
        twin.advance("1m");
        let id = there(&copy).one("imageId");
        assert_eq!(there(&copy).one("imageId"), id, "the token makes one");
        let shown = there(&format!("DescribeImages&ImageId.1={id}"));
        assert_eq!((shown.one("imageState").as_str(), shown.one("encrypted").as_str()), ("pending", "true"));
        assert_eq!((shown.one("sourceImageId"), shown.one("sourceImageRegion").as_str()), (image, "us-east-1"));
        assert_eq!((shown.one("description").as_str(), shown.one("bootMode").as_str()), ("d", "uefi-preferred"));
        twin.advance("1m");
        let snapshot = there("DescribeSnapshots");
        assert_eq!(
            (snapshot.one("snapshotId"), snapshot.one("volumeId").as_str()),
            (shown.one("snapshotId"), "vol-ffffffff")
        );
        let run = format!("RunInstances&ImageId={id}&InstanceType=t3.micro&MinCount=1&MaxCount=1");
        assert_eq!(there(&run).one("httpTokens"), "required");
        assert_eq!(there("DescribeVolumes").one("encrypted"), "true");
    }

    #[test]
    fn tags_are_copied_if_the_request_says_so() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=a&Tag.1.Value=b")).ok();
        let copy = |name: &str, more: &str| {
            let of = format!("CopyImage&Name={name}&SourceRegion=us-east-1&SourceImageId={id}{more}");
            shown(&twin, &made(&twin, &of, "imageId")).all("key")
        };
        assert!(copy("two", "").is_empty());
        assert_eq!(copy("three", "&CopyImageTags=true"), ["a"]);
    }

    #[test]
    fn public_images_can_be_copied() {
        let twin = Twin::empty();
        let copy = "CopyImage&Name=own&SourceRegion=us-east-1&SourceImageId=ami-0fedcba9876543210";
        let id = made(&twin, copy, "imageId");
        assert_eq!(run(&twin, &id).one("platform"), "windows");
        assert_eq!(twin.ec2("DescribeSnapshots").one("volumeSize"), "8");
    }
}
