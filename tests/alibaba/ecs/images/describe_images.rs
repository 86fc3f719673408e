use crate::alibaba::ecs::{dry_run, in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [{ id = "i-1", type = "ecs.g6.large" }]
"#;

const ALIYUN: &str = "aliyun_3_x64_20G_alibase_20240819.vhd";

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeImages&RegionId=cn-hangzhou{more}"))
}

/// The names of the images on a page.
#[track_caller]
fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let images = json["Images"]["Image"].as_array().expect("a list").iter();
    images.map(|image| image["ImageName"].as_str().expect("a name").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou&ImageId={ALIYUN}&PageSize=50");
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeImages", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"RegionId":"cn-hangzhou","Images":{"Image":[{"ImageId":"aliyun_3_x64_20G_alibase_20240819.vhd","ImageName":"aliyun_3_x64_20G_alibase_20240819.vhd","ImageFamily":"","ImageVersion":"","ImageOwnerAlias":"system","ImageOwnerId":0,"Description":"","Status":"Available","Progress":"100%","Usable":true,"Usage":"instance","CreationTime":"2024-08-19T00:00:00Z","Architecture":"x86_64","BootMode":"BIOS","Platform":"Aliyun","OSName":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSNameEn":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSType":"linux","Size":20,"DiskDeviceMappings":{"DiskDeviceMapping":[]},"IsPublic":true,"IsSelfShared":"","IsCopied":false,"IsSubscribed":false,"IsSupportCloudinit":true,"IsSupportIoOptimized":true,"LoginAsNonRootSupported":false,"LicenseType":"","ProductCode":"","SupplierName":"","ResourceGroupId":"","DetectionOptions":{"Status":"","Items":{"Item":[]}},"Features":{"NvmeSupport":"","ImdsSupport":"","CpuOnlineUpgrade":"","CpuOnlineDowngrade":"","MemoryOnlineUpgrade":"","MemoryOnlineDowngrade":""},"SecureBootOptions":{"SecureBootSupport":""},"Tags":{"Tag":[]}}]}}"#);
    }

    #[test]
    fn an_own_image_in_json_and_in_xml() {
        let twin = Twin::with(WORLD);
        twin.ecs("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1&ImageName=mine&ImageFamily=f&Tag.1.Key=a").ok();
        insta::assert_snapshot!(describe(&twin, "&ImageOwnerAlias=self").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","TotalCount":1,"PageNumber":1,"PageSize":10,"RegionId":"cn-hangzhou","Images":{"Image":[{"ImageId":"m-bpgdc5qms3r9u34bxygn","ImageName":"mine","ImageFamily":"f","ImageVersion":"","ImageOwnerAlias":"self","ImageOwnerId":1234567890123456,"Description":"","Status":"Available","Progress":"100%","Usable":true,"Usage":"none","CreationTime":"2026-11-21T08:00:00Z","Architecture":"x86_64","BootMode":"BIOS","Platform":"Aliyun","OSName":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSNameEn":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSType":"linux","Size":40,"DiskDeviceMappings":{"DiskDeviceMapping":[{"Type":"system","Device":"/dev/xvda","Size":"40","SnapshotId":"s-bpgdc5s6b16aydcwhf31","Format":"","Progress":"100%","RemainTime":0,"Encrypted":false,"ImportOSSBucket":"","ImportOSSObject":""}]},"IsPublic":false,"IsSelfShared":"","IsCopied":false,"IsSubscribed":false,"IsSupportCloudinit":true,"IsSupportIoOptimized":true,"LoginAsNonRootSupported":false,"LicenseType":"","ProductCode":"","SupplierName":"","ResourceGroupId":"","DetectionOptions":{"Status":"","Items":{"Item":[]}},"Features":{"NvmeSupport":"","ImdsSupport":"","CpuOnlineUpgrade":"","CpuOnlineDowngrade":"","MemoryOnlineUpgrade":"","MemoryOnlineDowngrade":""},"SecureBootOptions":{"SecureBootSupport":""},"Tags":{"Tag":[{"TagKey":"a","TagValue":""}]}}]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribeImages&RegionId=cn-hangzhou&ImageName=mine").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeImagesResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><RegionId>cn-hangzhou</RegionId><Images><Image><ImageId>m-bpgdc5qms3r9u34bxygn</ImageId><ImageName>mine</ImageName><ImageFamily>f</ImageFamily><ImageVersion/><ImageOwnerAlias>self</ImageOwnerAlias><ImageOwnerId>1234567890123456</ImageOwnerId><Description/><Status>Available</Status><Progress>100%</Progress><Usable>true</Usable><Usage>none</Usage><CreationTime>2026-11-21T08:00:00Z</CreationTime><Architecture>x86_64</Architecture><BootMode>BIOS</BootMode><Platform>Aliyun</Platform><OSName>Alibaba Cloud Linux  3.2104 LTS 64 bit</OSName><OSNameEn>Alibaba Cloud Linux  3.2104 LTS 64 bit</OSNameEn><OSType>linux</OSType><Size>40</Size><DiskDeviceMappings><DiskDeviceMapping><Type>system</Type><Device>/dev/xvda</Device><Size>40</Size><SnapshotId>s-bpgdc5s6b16aydcwhf31</SnapshotId><Format/><Progress>100%</Progress><RemainTime>0</RemainTime><Encrypted>false</Encrypted><ImportOSSBucket/><ImportOSSObject/></DiskDeviceMapping></DiskDeviceMappings><IsPublic>false</IsPublic><IsSelfShared/><IsCopied>false</IsCopied><IsSubscribed>false</IsSubscribed><IsSupportCloudinit>true</IsSupportCloudinit><IsSupportIoOptimized>true</IsSupportIoOptimized><LoginAsNonRootSupported>false</LoginAsNonRootSupported><LicenseType/><ProductCode/><SupplierName/><ResourceGroupId/><DetectionOptions><Status/><Items/></DetectionOptions><Features><NvmeSupport/><ImdsSupport/><CpuOnlineUpgrade/><CpuOnlineDowngrade/><MemoryOnlineUpgrade/><MemoryOnlineDowngrade/></Features><SecureBootOptions><SecureBootSupport/></SecureBootOptions><Tags><Tag><TagKey>a</TagKey><TagValue/></Tag></Tags></Image></Images></DescribeImagesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_that_no_image_has() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeImages").error(), missing("RegionId"));
        for (more, status, code, text) in [
            (
                "ImageOwnerAlias=me",
                400,
                "InvalidImageOwnerAlias.ValueNotSupported",
                "The specified ImageOwnerAlias value is not supported.",
            ),
            ("OSType=mac", 404, "InvalidOSType", "The specified OSType is not valid."),
            ("Architecture=mips", 404, "InvalidArchitecture", "The specified Architecture is not valid."),
            ("Usage=all", 404, "InvalidUsage", "The specified Usage is not valid."),
            (
                "InstanceType=x",
                400,
                "InvalidInstanceType.ValueNotSupported",
                "The specified InstanceType does not exist or beyond the permitted range.",
            ),
        ] {
            assert_eq!(describe(&twin, &format!("&{more}")).error(), refusal(status, code, text), "{more}");
        }
        assert_eq!(describe(&twin, "&PageSize=101").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&DryRun=true").error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    /// The vendor's documents and people's scripts have ids of other dates; they launch, and so they are listed.
    #[test]
    fn releases_are_listed_as_they_launch() {
        let twin = Twin::empty();
        let release = "aliyun_3_x64_20G_alibase_20250629.vhd";
        let launch = format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={release}");
        twin.ecs(&launch).ok();
        let image = describe(&twin, &format!("&ImageId={release}")).json()["Images"]["Image"][0].clone();
        let told = ["ImageId", "ImageName", "CreationTime", "Platform", "Usage"].map(|name| image[name].as_str());
        let wanted = [release, release, "2025-06-29T00:00:00Z", "Aliyun", "instance"];
        assert_eq!(told, wanted.map(Some));
        assert_eq!(image["Size"], 20);
        assert_eq!(names(&describe(&twin, &format!("&ImageId={release},{ALIYUN},{release}"))), [ALIYUN, release]);
        let instance = twin.ecs("DescribeInstances&RegionId=cn-hangzhou").json()["Instances"]["Instance"][0].clone();
        assert_eq!(instance["OSName"], image["OSName"]);
        // What is no release of an image that there is.
        for id in [
            "aliyun_3_x64_20G_alibase_20251329.vhd",
            "aliyun_3_x64_20G_alibase_2025062.vhd",
            "aliyun_3_x64_20G_alibase_20250629",
            "aliyun_9_x64_20G_alibase_20250629.vhd",
            "_alibase_20250629.vhd",
        ] {
            assert!(names(&describe(&twin, &format!("&ImageId={id}"))).is_empty(), "{id}");
        }
        assert!(!names(&describe(&twin, "")).contains(&release.to_owned()));
    }

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        twin.ecs("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1&ImageName=mine&ImageFamily=f&Tag.1.Key=a").ok();
        let all = names(&describe(&twin, ""));
        assert_eq!((all.len(), all[0].as_str(), all[1].as_str()), (4, "mine", ALIYUN));
        for (more, expected) in [
            ("&ImageOwnerAlias=self", vec!["mine"]),
            ("&ImageFamily=f", vec!["mine"]),
            ("&ImageName=mi*", vec!["mine"]),
            ("&Tag.1.Key=a", vec!["mine"]),
            ("&IsPublic=false", vec!["mine"]),
            ("&Usage=instance", vec![ALIYUN]),
            ("&Status=Creating", vec![]),
            ("&Status=Creating,Available&ImageOwnerAlias=self", vec!["mine"]),
            ("&SnapshotId=s-nowhere", vec![]),
            ("&ImageOwnerId=1234567890123456", vec!["mine"]),
            ("&Architecture=arm64", vec![]),
            ("&Architecture=x86_64&InstanceType=ecs.g6.large&ImageFamily=f", vec!["mine"]),
            ("&IsSupportCloudinit=false", vec![]),
            ("&Usable=false", vec![]),
            ("&OSType=windows", vec!["win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd"]),
            ("&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd,m-nowhere", vec![ALIYUN]),
            ("&PageSize=1&PageNumber=2", vec![ALIYUN]),
        ] {
            assert_eq!(names(&describe(&twin, more)), expected, "{more}");
        }
    }

    #[test]
    fn an_image_of_an_image_has_the_same_system() {
        let twin = Twin::with(WORLD);
        let make = |instance: &str| {
            let call = format!("CreateImage&RegionId=cn-hangzhou&InstanceId={instance}");
            twin.ecs(&call).json()["ImageId"].as_str().expect("an id").to_owned()
        };
        let first = make("i-1");
        let launch = format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={first}");
        let launched =
            twin.ecs(&launch).json()["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        twin.ecs("DescribeRegions").ok();
        let second = make(&launched);
        let image = describe(&twin, &format!("&ImageId={second}")).json()["Images"]["Image"][0].clone();
        assert_eq!((&image["Platform"], &image["ImageName"]), (&"Aliyun".into(), &second.as_str().into()));
    }
}
