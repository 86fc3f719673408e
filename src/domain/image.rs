//! Images that every region has, so that a launch has something to name. Ids are ours unless a vendor's document
//! uses them.

use super::scope::Cloud;

/// An image.
#[derive(Debug)]
pub struct Image {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its platform, as EC2's capacity reservations name it.
    pub platform: &'static str,
    /// The name of its operating system.
    pub os_name: &'static str,
}

const LINUX: &str = "Linux/UNIX";
const WINDOWS: &str = "Windows";

const AWS: &[Image] = &[
    Image { id: "ami-0abcdef1234567890", name: "al2023-ami-x86_64", platform: LINUX, os_name: "Amazon Linux 2023" },
    Image { id: "ami-0123456789abcdef0", name: "ubuntu-24.04-amd64", platform: LINUX, os_name: "Ubuntu 24.04" },
    Image {
        id: "ami-0fedcba9876543210",
        name: "Windows_Server-2022",
        platform: WINDOWS,
        os_name: "Windows Server 2022",
    },
];

const ALIBABA: &[Image] = &[
    Image {
        id: "aliyun_3_x64_20G_alibase_20240819.vhd",
        name: "aliyun_3_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Alibaba Cloud Linux  3.2104 LTS 64 bit",
    },
    Image {
        id: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        name: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Ubuntu  24.04 64 bit",
    },
    Image {
        id: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        name: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        platform: WINDOWS,
        os_name: "Windows Server  2022 Datacenter 64 bit",
    },
];

/// The images that every region of a cloud has.
pub fn images(cloud: Cloud) -> &'static [Image] {
    match cloud {
        Cloud::Aws => AWS,
        Cloud::Alibaba => ALIBABA,
    }
}

/// The image of this id.
pub fn find(cloud: Cloud, id: &str) -> Option<&'static Image> {
    images(cloud).iter().find(|image| image.id == id)
}

/// The platform of an image: that of a known one, of one whose name begins with `win` Windows, else Linux.
pub fn platform(cloud: Cloud, id: &str) -> &'static str {
    match find(cloud, id) {
        Some(image) => image.platform,
        None if id.starts_with("win") => WINDOWS,
        None => LINUX,
    }
}
