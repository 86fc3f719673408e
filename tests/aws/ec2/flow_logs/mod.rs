mod create_flow_logs;
mod delete_flow_logs;
mod describe_flow_logs;
