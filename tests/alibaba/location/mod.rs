mod describe_endpoints;
