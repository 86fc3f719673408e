mod describe_network_interfaces;
mod describe_v_switches;
mod describe_vpcs;
