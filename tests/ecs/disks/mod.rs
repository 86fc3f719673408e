mod describe_disks;
