mod allocate_address;
mod associate_address;
mod describe_addresses;
mod disassociate_address;
mod release_address;
