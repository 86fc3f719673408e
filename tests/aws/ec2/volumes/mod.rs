mod describe_volumes;
