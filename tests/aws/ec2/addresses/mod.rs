mod allocate_address;
mod associate_address;
mod describe_addresses;
mod describe_addresses_attribute;
mod disassociate_address;
mod modify_address_attribute;
mod release_address;
mod reset_address_attribute;
