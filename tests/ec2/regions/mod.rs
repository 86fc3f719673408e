mod describe_regions;
