mod create_vpc_endpoint;
mod delete_vpc_endpoints;
mod describe_vpc_endpoint_services;
mod describe_vpc_endpoints;
mod modify_vpc_endpoint;
