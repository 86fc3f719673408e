mod associate_route_table;
mod create_route;
mod create_route_table;
mod delete_route;
mod delete_route_table;
mod disassociate_route_table;
mod replace_route;
mod replace_route_table_association;
