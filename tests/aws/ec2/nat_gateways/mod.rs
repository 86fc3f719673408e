mod create_nat_gateway;
mod delete_nat_gateway;
mod describe_nat_gateways;
