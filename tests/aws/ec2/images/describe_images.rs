use crate::support::Twin;

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// A world with an image of the account's own, and that image's id.
fn world() -> (Twin, String) {
    let twin = Twin::with(WORLD);
    let made = twin.ec2(
        "CreateImage&InstanceId=i-00000000000000001&Name=web&Description=the+web&TagSpecification.1.ResourceType=image\
         &TagSpecification.1.Tag.1.Key=team&TagSpecification.1.Tag.1.Value=blue",
    );
    let id = made.one("imageId");
    (twin, id)
}

fn ids(twin: &Twin, more: &str) -> Vec<String> {
    let answer = twin.ec2(&format!("DescribeImages{more}"));
    answer.ok();
    answer.all("imageId")
}

fn filtered(twin: &Twin, name: &str, value: &str) -> Vec<String> {
    ids(twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1={value}"))
}

const AMAZON: &str = "ami-0abcdef1234567890";
const ARM: &str = "ami-0a1b2c3d4e5f60718";
const UBUNTU: &str = "ami-0b9d8c7e6f5a41302";
const WINDOWS: &str = "ami-0fedcba9876543210";

mod reading {
    use super::*;

    #[test]
    fn an_image_that_every_region_has() {
        let answer = Twin::empty().ec2(&format!("DescribeImages&ImageId.1={WINDOWS}"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><imagesSet><item><imageId>ami-0fedcba9876543210</imageId><imageLocation>amazon/Windows_Server-2022-English-Full-Base-2024.08.19</imageLocation><imageState>available</imageState><imageOwnerId>801119661308</imageOwnerId><creationDate>2024-08-19T00:00:00.000Z</creationDate><isPublic>true</isPublic><architecture>x86_64</architecture><imageType>machine</imageType><platform>windows</platform><platformDetails>Windows</platformDetails><usageOperation>RunInstances:0002</usageOperation><enaSupport>true</enaSupport><imageOwnerAlias>amazon</imageOwnerAlias><name>Windows_Server-2022-English-Full-Base-2024.08.19</name><description>Windows Server 2022</description><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><sriovNetSupport>simple</sriovNetSupport><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-0fedcba9876543210</snapshotId><volumeSize>8</volumeSize><deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>false</encrypted></ebs></item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor><sourceImageId>ami-0fedcba9876543210</sourceImageId><sourceImageRegion>us-east-1</sourceImageRegion><deprecationTime>2034-08-19T00:00:00.000Z</deprecationTime><freeTierEligible>true</freeTierEligible></item></imagesSet></DescribeImagesResponse>
        "#);
    }

    #[test]
    fn an_image_of_ones_own() {
        let (twin, _) = world();
        insta::assert_snapshot!(twin.ec2("DescribeImages&Owner.1=self").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><imagesSet><item><imageId>ami-0120385e59d1f0eca</imageId><imageLocation>123456789012/web</imageLocation><imageState>available</imageState><imageOwnerId>123456789012</imageOwnerId><creationDate>2026-11-21T08:00:00.000Z</creationDate><isPublic>false</isPublic><architecture>x86_64</architecture><imageType>machine</imageType><platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation><enaSupport>true</enaSupport><name>web</name><description>the web</description><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><sriovNetSupport>simple</sriovNetSupport><bootMode>uefi-preferred</bootMode><imdsSupport>v2.0</imdsSupport><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-0120386e5464ae372</snapshotId><volumeSize>8</volumeSize><deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><encrypted>false</encrypted></ebs></item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor><sourceInstanceId>i-00000000000000001</sourceInstanceId><sourceImageId>ami-0abcdef1234567890</sourceImageId><sourceImageRegion>us-east-1</sourceImageRegion><deregistrationProtection>disabled</deregistrationProtection><freeTierEligible>true</freeTierEligible><tagSet><item><key>team</key><value>blue</value></item></tagSet></item></imagesSet></DescribeImagesResponse>
        "#);
    }

    #[test]
    fn images_stand_in_the_order_of_their_ids() {
        assert_eq!(ids(&Twin::empty(), ""), [ARM, AMAZON, UBUNTU, WINDOWS]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_are_well_formed_and_known() {
        let twin = Twin::empty();
        let error = |id: &str| twin.ec2(&format!("DescribeImages&ImageId.1={AMAZON}&ImageId.2={id}")).error();
        let text = "Invalid id: \"image\" (expecting \"ami-...\")";
        assert_eq!(error("image"), (400, "InvalidAMIID.Malformed".into(), text.into()));
        let text = "The image id '[ami-0ffffffffffffffff]' does not exist";
        assert_eq!(error("ami-0ffffffffffffffff"), (400, "InvalidAMIID.NotFound".into(), text.into()));
    }

    #[test]
    fn parameters_and_filters_are_known() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeImages{more}")).error().1;
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("&MaxResults=0"), "InvalidParameterValue");
        assert_eq!(error(&format!("&MaxResults=1&ImageId.1={AMAZON}")), "InvalidParameterCombination");
        assert_eq!(error("&NextToken=x"), "InvalidParameterValue");
        assert_eq!(error("&Colour=red"), "UnknownParameter");
        assert_eq!(error("&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    /// As recorded from EC2: it is not even there, unlike an image that nobody has.
    #[test]
    fn an_image_of_another_account_is_left_out() {
        let (twin, own) = world();
        let call = |account: &str, region: &str| {
            crate::aws::ec2::elsewhere(&twin, account, region, &format!("DescribeImages&ImageId.1={own}"))
        };
        assert!(call("999999999999", "us-east-1").ok().contains("<imagesSet/>"));
        assert_eq!(call("999999999999", "eu-west-1").error().1, "InvalidAMIID.NotFound");
        assert_eq!(call("123456789012", "us-east-1").one("imageId"), own);
    }

    #[test]
    fn volumes_are_shown_as_they_were_asked_for() {
        let (twin, _) = world();
        let volume = twin.ec2("CreateVolume&AvailabilityZone=us-east-1a&Size=8").one("volumeId");
        let snapshot = twin.ec2(&format!("CreateSnapshot&VolumeId={volume}")).one("snapshotId");
        let mapping = format!(
            "BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.Encrypted=true\
             &BlockDeviceMapping.1.Ebs.Iops=4000&BlockDeviceMapping.1.Ebs.SnapshotId={snapshot}\
             &BlockDeviceMapping.1.Ebs.VolumeType=gp3"
        );
        let made = twin.ec2(&format!("CreateImage&InstanceId=i-00000000000000001&Name=two&{mapping}")).one("imageId");
        let shown = twin.ec2(&format!("DescribeImages&ImageId.1={made}"));
        assert_eq!(shown.all("encrypted"), ["false", "true"]);
        assert_eq!(shown.all("iops"), ["4000"]);
    }

    /// The patterns that people look for the newest image with.
    #[test]
    fn names_have_the_dates_of_releases() {
        let twin = Twin::empty();
        for (pattern, count) in [
            ("al2023-ami-2023.*-x86_64", 1),
            ("al2023-ami-2023*kernel-6.1-arm64", 1),
            ("al2023-ami-2023.*", 2),
            ("ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*", 1),
            ("Windows_Server-2022-English-Full-Base-*", 1),
            ("al2023-ami-2022.*", 0),
        ] {
            assert_eq!(
                ids(&twin, &format!("&Filter.1.Name=name&Filter.1.Value.1={pattern}")).len(),
                count,
                "{pattern}"
            );
        }
    }

    #[test]
    fn owners_choose() {
        let (twin, own) = world();
        assert_eq!(ids(&twin, "&Owner.1=self"), [own.as_str()]);
        assert_eq!(ids(&twin, "&Owner.1=amazon").len(), 4);
        assert_eq!(ids(&twin, "&Owner.1=099720109477"), [UBUNTU]);
        assert_eq!(ids(&twin, "&Owner.1=099720109477&Owner.2=self").len(), 2);
        assert_eq!(ids(&twin, "&Owner.1=aws-marketplace").len(), 0);
        assert_eq!(ids(&twin, "&ExecutableBy.1=all").len(), 4);
        assert_eq!(ids(&twin, "&ExecutableBy.1=self").len(), 0);
    }

    #[test]
    fn deprecated_images_are_shown_to_who_asks_for_them() {
        let (twin, own) = world();
        let years = "70080h";
        assert_eq!(ids(&twin, "").len(), 5);
        twin.advance(years);
        assert_eq!(ids(&twin, ""), [own]);
        assert_eq!(ids(&twin, &format!("&ImageId.1={UBUNTU}")), [UBUNTU]);
        assert_eq!(ids(&twin, "&IncludeDeprecated=true").len(), 5);
    }

    #[test]
    fn filters_choose() {
        let (twin, own) = world();
        let own = own.as_str();
        for (name, value, chosen) in [
            ("name", "web", vec![own]),
            ("description", "the*", vec![own]),
            ("platform", "windows", vec![WINDOWS]),
            ("is-public", "false", vec![own]),
            ("owner-alias", "amazon", vec![ARM, AMAZON, UBUNTU, WINDOWS]),
            ("owner-id", "137112412989", vec![ARM, AMAZON]),
            ("image-id", "ami-0b9d*", vec![UBUNTU]),
            ("source-instance-id", "i-00000000000000001", vec![own]),
            ("source-image-id", AMAZON, vec![own, AMAZON]),
            ("manifest-location", "*/web", vec![own]),
            ("creation-date", "2026-11-21*", vec![own]),
            ("architecture", "arm64", vec![ARM]),
            ("architecture", "x86_64", vec![own, AMAZON, UBUNTU, WINDOWS]),
            ("state", "pending", vec![]),
            ("boot-mode", "uefi-preferred", vec![own, AMAZON]),
            ("boot-mode", "uefi", vec![ARM]),
            ("tag:team", "blue", vec![own]),
            ("tag-key", "team", vec![own]),
            ("block-device-mapping.snapshot-id", "snap-0abcdef1234567890", vec![AMAZON]),
            ("block-device-mapping.volume-size", "9", vec![]),
        ] {
            assert_eq!(filtered(&twin, name, value), chosen, "{name}={value}");
        }
        for (name, value) in [
            ("state", "available"),
            ("source-image-region", "us-east-1"),
            ("sriov-net-support", "simple"),
            ("root-device-type", "ebs"),
            ("root-device-name", "/dev/xvda"),
            ("virtualization-type", "hvm"),
            ("hypervisor", "xen"),
            ("image-type", "machine"),
            ("ena-support", "true"),
            ("block-device-mapping.volume-type", "gp3"),
            ("block-device-mapping.delete-on-termination", "true"),
            ("block-device-mapping.device-name", "/dev/xvd?"),
            ("block-device-mapping.encrypted", "false"),
        ] {
            assert_eq!(filtered(&twin, name, value).len(), 5, "{name}={value}");
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let (twin, own) = world();
        twin.ec2("CreateImage&InstanceId=i-00000000000000001&Name=another").ok();
        let all = ids(&twin, "");
        assert!(all.len() == 6 && all.contains(&own), "{all:?}");
        let first = twin.ec2("DescribeImages&MaxResults=5");
        let token = first.one("nextToken").replace('=', "%3D").replace('+', "%2B").replace('/', "%2F");
        let second = ids(&twin, &format!("&MaxResults=5&NextToken={token}"));
        assert_eq!([first.all("imageId"), second].concat(), all);
        let text = "Invalid value '1' for maxResults. Expecting a value greater than 5.";
        let refusal = (400, "InvalidParameterValue".into(), text.into());
        assert_eq!(twin.ec2("DescribeImages&MaxResults=1").error(), refusal);
        let text = "The parameter imageIdsSet cannot be used with the parameter maxResults";
        let answer = twin.ec2(&format!("DescribeImages&MaxResults=5&ImageId.1={own}"));
        assert_eq!(answer.error(), (400, "InvalidParameterCombination".into(), text.into()));
        let text = "Invalid id: \"ami-00000000000000000\"";
        let answer = twin.ec2("DescribeImages&ImageId.1=ami-00000000000000000");
        assert_eq!(answer.error(), (400, "InvalidAMIID.Malformed".into(), text.into()));
    }

    #[test]
    fn another_region_has_not_ones_own_image() {
        let (twin, own) = world();
        let authorization = "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/ec2/aws4_request, \
                             SignedHeaders=host, Signature=0";
        let body = format!("Version=2016-11-15&Action=DescribeImages&ImageId.1={own}");
        let answer = twin.request("POST", "", &[("authorization", authorization)], &body);
        assert_eq!(answer.error().1, "InvalidAMIID.NotFound");
    }
}
