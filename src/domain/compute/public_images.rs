//! The public images of both clouds.

use super::image::Image;

pub(super) const LINUX: &str = "Linux/UNIX";
pub(super) const WINDOWS: &str = "Windows";
const X86: &str = "x86_64";

pub(super) const AWS: &[Image] = &[
    Image {
        id: "ami-0abcdef1234567890",
        name: "al2023-ami-2023.5.20240819.0-kernel-6.1-x86_64",
        platform: LINUX,
        os_name: "Amazon Linux 2023",
        architecture: X86,
        owner: "137112412989",
        size_gib: 8,
        boot_mode: Some("uefi-preferred"),
        imds_v2: true,
        parameters: &[
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64",
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        ],
    },
    Image {
        id: "ami-0b9d8c7e6f5a41302",
        name: "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20240819",
        platform: LINUX,
        os_name: "Ubuntu 24.04",
        architecture: X86,
        owner: "099720109477",
        size_gib: 8,
        boot_mode: None,
        imds_v2: false,
        parameters: &[
            "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
            "/aws/service/canonical/ubuntu/server/noble/stable/current/amd64/hvm/ebs-gp3/ami-id",
        ],
    },
    Image {
        id: "ami-0fedcba9876543210",
        name: "Windows_Server-2022-English-Full-Base-2024.08.19",
        platform: WINDOWS,
        os_name: "Windows Server 2022",
        architecture: X86,
        owner: "801119661308",
        size_gib: 8,
        boot_mode: None,
        imds_v2: false,
        parameters: &["/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base"],
    },
    Image {
        id: "ami-0a1b2c3d4e5f60718",
        name: "al2023-ami-2023.5.20240819.0-kernel-6.1-arm64",
        platform: LINUX,
        os_name: "Amazon Linux 2023",
        architecture: "arm64",
        owner: "137112412989",
        size_gib: 8,
        boot_mode: Some("uefi"),
        imds_v2: true,
        parameters: &[
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64",
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
        ],
    },
];

pub(super) const ALIBABA: &[Image] = &[
    Image {
        id: "aliyun_3_x64_20G_alibase_20240819.vhd",
        name: "aliyun_3_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Alibaba Cloud Linux  3.2104 LTS 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 20,
        boot_mode: None,
        imds_v2: false,
        parameters: &[],
    },
    Image {
        id: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        name: "ubuntu_24_04_x64_20G_alibase_20240819.vhd",
        platform: LINUX,
        os_name: "Ubuntu  24.04 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 20,
        boot_mode: None,
        imds_v2: false,
        parameters: &[],
    },
    Image {
        id: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        name: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd",
        platform: WINDOWS,
        os_name: "Windows Server  2022 Datacenter 64 bit",
        architecture: X86,
        owner: "system",
        size_gib: 40,
        boot_mode: None,
        imds_v2: false,
        parameters: &[],
    },
];
