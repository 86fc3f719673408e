//! Elastic Compute Cloud. It uses the Query protocol: requests are forms, answers are XML.

pub mod addresses;
pub mod capacity;
pub mod common;
pub mod credits;
pub mod dhcp;
pub mod encryption;
pub mod endpoints;
pub mod errors;
pub mod events;
pub mod filters;
pub mod flow_logs;
pub mod images;
pub mod instance_profiles;
pub mod instances;
pub mod interfaces;
pub mod ipv6;
pub mod key_pairs;
pub mod launch_templates;
pub mod nat_gateways;
pub mod network_acls;
pub mod networks;
pub mod pages;
pub mod peering;
pub mod placement_groups;
pub mod prefix_lists;
pub mod regions;
pub mod routes;
pub mod security_groups;
pub mod shown;
pub mod snapshots;
pub mod tags;
pub mod unsuccessful;
pub mod volumes;

use crate::aws::protocol::{self, Service};
use crate::operation::{
    Api, Call, Error, ErrorOverride, Format, Incoming, MAX_TOKEN, Protocol, Reply, Server, operations,
};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::xml::{self, Root};
use serde::Serialize;
use std::sync::LazyLock;

/// The accepted versions of the API, the newest first. All answers have the shape of the newest.
#[rustfmt::skip]
pub const VERSIONS: &[&str] = &[
    "2016-11-15", "2016-09-15", "2016-04-01", "2015-10-01", "2015-04-15", "2015-03-01", "2014-10-01", "2014-09-01",
    "2014-06-15", "2014-05-01", "2014-02-01", "2013-10-15", "2013-10-01", "2013-08-15", "2013-07-15", "2013-06-15",
    "2013-02-01", "2012-12-01", "2012-10-01", "2012-08-15", "2012-07-20", "2012-06-15", "2012-06-01", "2012-05-01",
    "2012-04-01", "2012-03-01", "2011-12-15", "2011-12-01", "2011-11-01", "2011-07-15", "2011-05-15", "2011-02-28",
    "2011-01-01", "2010-11-15", "2010-08-31", "2010-06-15", "2009-11-30", "2009-10-31", "2009-08-15", "2009-07-15",
    "2009-04-04", "2009-03-01", "2008-12-01", "2008-08-08", "2008-05-05", "2008-02-01", "2007-08-29", "2007-03-01",
    "2007-01-19", "2007-01-03", "2006-10-01", "2006-06-26",
];

operations! {
    change peering::accept_vpc_peering_connection::AcceptVpcPeeringConnection,
    change addresses::allocate_address::AllocateAddress,
    change interfaces::assign_ipv6_addresses::AssignIpv6Addresses,
    change interfaces::assign_private_ip_addresses::AssignPrivateIpAddresses,
    change addresses::associate_address::AssociateAddress,
    change dhcp::associate_dhcp_options::AssociateDhcpOptions,
    change instance_profiles::associate_iam_instance_profile::AssociateIamInstanceProfile,
    change routes::associate_route_table::AssociateRouteTable,
    change ipv6::associate_subnet_cidr_block::AssociateSubnetCidrBlock,
    change ipv6::associate_vpc_cidr_block::AssociateVpcCidrBlock,
    change networks::attach_internet_gateway::AttachInternetGateway,
    change interfaces::attach_network_interface::AttachNetworkInterface,
    change volumes::attach_volume::AttachVolume,
    change security_groups::authorize_security_group_egress::AuthorizeSecurityGroupEgress,
    change security_groups::authorize_security_group_ingress::AuthorizeSecurityGroupIngress,
    change capacity::cancel_capacity_reservation::CancelCapacityReservation,
    change images::copy_image::CopyImage,
    change snapshots::copy_snapshot::CopySnapshot,
    change capacity::create_capacity_reservation::CreateCapacityReservation,
    change capacity::create_capacity_reservation_by_splitting::CreateCapacityReservationBySplitting,
    change networks::create_default_subnet::CreateDefaultSubnet,
    change networks::create_default_vpc::CreateDefaultVpc,
    change dhcp::create_dhcp_options::CreateDhcpOptions,
    change ipv6::create_egress_only_internet_gateway::CreateEgressOnlyInternetGateway,
    change flow_logs::create_flow_logs::CreateFlowLogs,
    change images::create_image::CreateImage,
    change networks::create_internet_gateway::CreateInternetGateway,
    change capacity::create_interruptible_capacity_reservation_allocation::CreateInterruptibleCapacityReservationAllocation,
    prepare key_pairs::create_key_pair::CreateKeyPair,
    change launch_templates::create_launch_template::CreateLaunchTemplate,
    change launch_templates::create_launch_template_version::CreateLaunchTemplateVersion,
    change prefix_lists::create_managed_prefix_list::CreateManagedPrefixList,
    change nat_gateways::create_nat_gateway::CreateNatGateway,
    change network_acls::create_network_acl::CreateNetworkAcl,
    change network_acls::create_network_acl_entry::CreateNetworkAclEntry,
    change interfaces::create_network_interface::CreateNetworkInterface,
    change placement_groups::create_placement_group::CreatePlacementGroup,
    change routes::create_route::CreateRoute,
    change routes::create_route_table::CreateRouteTable,
    change security_groups::create_security_group::CreateSecurityGroup,
    change snapshots::create_snapshot::CreateSnapshot,
    change snapshots::create_snapshots::CreateSnapshots,
    change networks::create_subnet::CreateSubnet,
    change tags::create_tags::CreateTags,
    change volumes::create_volume::CreateVolume,
    change networks::create_vpc::CreateVpc,
    change endpoints::create_vpc_endpoint::CreateVpcEndpoint,
    change peering::create_vpc_peering_connection::CreateVpcPeeringConnection,
    change dhcp::delete_dhcp_options::DeleteDhcpOptions,
    change ipv6::delete_egress_only_internet_gateway::DeleteEgressOnlyInternetGateway,
    change flow_logs::delete_flow_logs::DeleteFlowLogs,
    change networks::delete_internet_gateway::DeleteInternetGateway,
    change key_pairs::delete_key_pair::DeleteKeyPair,
    change launch_templates::delete_launch_template::DeleteLaunchTemplate,
    change launch_templates::delete_launch_template_versions::DeleteLaunchTemplateVersions,
    change prefix_lists::delete_managed_prefix_list::DeleteManagedPrefixList,
    change nat_gateways::delete_nat_gateway::DeleteNatGateway,
    change network_acls::delete_network_acl::DeleteNetworkAcl,
    change network_acls::delete_network_acl_entry::DeleteNetworkAclEntry,
    change interfaces::delete_network_interface::DeleteNetworkInterface,
    change placement_groups::delete_placement_group::DeletePlacementGroup,
    change routes::delete_route::DeleteRoute,
    change routes::delete_route_table::DeleteRouteTable,
    change security_groups::delete_security_group::DeleteSecurityGroup,
    change snapshots::delete_snapshot::DeleteSnapshot,
    change networks::delete_subnet::DeleteSubnet,
    change tags::delete_tags::DeleteTags,
    change volumes::delete_volume::DeleteVolume,
    change networks::delete_vpc::DeleteVpc,
    change endpoints::delete_vpc_endpoints::DeleteVpcEndpoints,
    change peering::delete_vpc_peering_connection::DeleteVpcPeeringConnection,
    change images::deregister_image::DeregisterImage,
    read regions::describe_account_attributes::DescribeAccountAttributes,
    read addresses::describe_addresses::DescribeAddresses,
    read addresses::describe_addresses_attribute::DescribeAddressesAttribute,
    read regions::describe_availability_zones::DescribeAvailabilityZones,
    read capacity::describe_capacity_reservations::DescribeCapacityReservations,
    read dhcp::describe_dhcp_options::DescribeDhcpOptions,
    read ipv6::describe_egress_only_internet_gateways::DescribeEgressOnlyInternetGateways,
    read flow_logs::describe_flow_logs::DescribeFlowLogs,
    read instance_profiles::describe_iam_instance_profile_associations::DescribeIamInstanceProfileAssociations,
    read images::describe_image_attribute::DescribeImageAttribute,
    read images::describe_images::DescribeImages,
    read instances::describe_instance_attribute::DescribeInstanceAttribute,
    read credits::describe_instance_credit_specifications::DescribeInstanceCreditSpecifications,
    read instances::describe_instance_status::DescribeInstanceStatus,
    read instances::describe_instance_type_offerings::DescribeInstanceTypeOfferings,
    read instances::describe_instance_types::DescribeInstanceTypes,
    read instances::describe_instances::DescribeInstances,
    read networks::describe_internet_gateways::DescribeInternetGateways,
    read key_pairs::describe_key_pairs::DescribeKeyPairs,
    read launch_templates::describe_launch_template_versions::DescribeLaunchTemplateVersions,
    read launch_templates::describe_launch_templates::DescribeLaunchTemplates,
    read prefix_lists::describe_managed_prefix_lists::DescribeManagedPrefixLists,
    read nat_gateways::describe_nat_gateways::DescribeNatGateways,
    read network_acls::describe_network_acls::DescribeNetworkAcls,
    read interfaces::describe_network_interface_attribute::DescribeNetworkInterfaceAttribute,
    read networks::describe_network_interfaces::DescribeNetworkInterfaces,
    read placement_groups::describe_placement_groups::DescribePlacementGroups,
    read prefix_lists::describe_prefix_lists::DescribePrefixLists,
    read regions::describe_regions::DescribeRegions,
    read networks::describe_route_tables::DescribeRouteTables,
    read security_groups::describe_security_group_rules::DescribeSecurityGroupRules,
    read security_groups::describe_security_groups::DescribeSecurityGroups,
    read snapshots::describe_snapshot_attribute::DescribeSnapshotAttribute,
    read snapshots::describe_snapshots::DescribeSnapshots,
    read networks::describe_subnets::DescribeSubnets,
    read tags::describe_tags::DescribeTags,
    read volumes::describe_volume_attribute::DescribeVolumeAttribute,
    read volumes::describe_volume_status::DescribeVolumeStatus,
    read volumes::describe_volumes::DescribeVolumes,
    read volumes::describe_volumes_modifications::DescribeVolumesModifications,
    read networks::describe_vpc_attribute::DescribeVpcAttribute,
    read endpoints::describe_vpc_endpoint_services::DescribeVpcEndpointServices,
    read endpoints::describe_vpc_endpoints::DescribeVpcEndpoints,
    read peering::describe_vpc_peering_connections::DescribeVpcPeeringConnections,
    read networks::describe_vpcs::DescribeVpcs,
    change networks::detach_internet_gateway::DetachInternetGateway,
    change interfaces::detach_network_interface::DetachNetworkInterface,
    change volumes::detach_volume::DetachVolume,
    change encryption::disable_ebs_encryption_by_default::DisableEbsEncryptionByDefault,
    change images::disable_image::DisableImage,
    change images::disable_image_deprecation::DisableImageDeprecation,
    change images::disable_image_deregistration_protection::DisableImageDeregistrationProtection,
    change addresses::disassociate_address::DisassociateAddress,
    change instance_profiles::disassociate_iam_instance_profile::DisassociateIamInstanceProfile,
    change routes::disassociate_route_table::DisassociateRouteTable,
    change ipv6::disassociate_subnet_cidr_block::DisassociateSubnetCidrBlock,
    change ipv6::disassociate_vpc_cidr_block::DisassociateVpcCidrBlock,
    change encryption::enable_ebs_encryption_by_default::EnableEbsEncryptionByDefault,
    change images::enable_image::EnableImage,
    change images::enable_image_deprecation::EnableImageDeprecation,
    change images::enable_image_deregistration_protection::EnableImageDeregistrationProtection,
    read capacity::get_capacity_reservation_usage::GetCapacityReservationUsage,
    read instances::get_console_output::GetConsoleOutput,
    read credits::get_default_credit_specification::GetDefaultCreditSpecification,
    read encryption::get_ebs_default_kms_key_id::GetEbsDefaultKmsKeyId,
    read encryption::get_ebs_encryption_by_default::GetEbsEncryptionByDefault,
    read capacity::get_groups_for_capacity_reservation::GetGroupsForCapacityReservation,
    read launch_templates::get_launch_template_data::GetLaunchTemplateData,
    read prefix_lists::get_managed_prefix_list_associations::GetManagedPrefixListAssociations,
    read prefix_lists::get_managed_prefix_list_entries::GetManagedPrefixListEntries,
    change key_pairs::import_key_pair::ImportKeyPair,
    change addresses::modify_address_attribute::ModifyAddressAttribute,
    change capacity::modify_capacity_reservation::ModifyCapacityReservation,
    change credits::modify_default_credit_specification::ModifyDefaultCreditSpecification,
    change encryption::modify_ebs_default_kms_key_id::ModifyEbsDefaultKmsKeyId,
    change images::modify_image_attribute::ModifyImageAttribute,
    change instances::modify_instance_attribute::ModifyInstanceAttribute,
    change instances::modify_instance_capacity_reservation_attributes::ModifyInstanceCapacityReservationAttributes,
    change credits::modify_instance_credit_specification::ModifyInstanceCreditSpecification,
    change instances::modify_instance_maintenance_options::ModifyInstanceMaintenanceOptions,
    change instances::modify_instance_metadata_options::ModifyInstanceMetadataOptions,
    change instances::modify_instance_placement::ModifyInstancePlacement,
    change launch_templates::modify_launch_template::ModifyLaunchTemplate,
    change prefix_lists::modify_managed_prefix_list::ModifyManagedPrefixList,
    change interfaces::modify_network_interface_attribute::ModifyNetworkInterfaceAttribute,
    change instances::modify_private_dns_name_options::ModifyPrivateDnsNameOptions,
    change security_groups::modify_security_group_rules::ModifySecurityGroupRules,
    change snapshots::modify_snapshot_attribute::ModifySnapshotAttribute,
    change networks::modify_subnet_attribute::ModifySubnetAttribute,
    change volumes::modify_volume::ModifyVolume,
    change volumes::modify_volume_attribute::ModifyVolumeAttribute,
    change networks::modify_vpc_attribute::ModifyVpcAttribute,
    change endpoints::modify_vpc_endpoint::ModifyVpcEndpoint,
    change peering::modify_vpc_peering_connection_options::ModifyVpcPeeringConnectionOptions,
    change instances::monitor_instances::MonitorInstances,
    change capacity::move_capacity_reservation_instances::MoveCapacityReservationInstances,
    change instances::reboot_instances::RebootInstances,
    change images::register_image::RegisterImage,
    change peering::reject_vpc_peering_connection::RejectVpcPeeringConnection,
    change addresses::release_address::ReleaseAddress,
    change instance_profiles::replace_iam_instance_profile_association::ReplaceIamInstanceProfileAssociation,
    change network_acls::replace_network_acl_association::ReplaceNetworkAclAssociation,
    change network_acls::replace_network_acl_entry::ReplaceNetworkAclEntry,
    change routes::replace_route::ReplaceRoute,
    change routes::replace_route_table_association::ReplaceRouteTableAssociation,
    change addresses::reset_address_attribute::ResetAddressAttribute,
    change encryption::reset_ebs_default_kms_key_id::ResetEbsDefaultKmsKeyId,
    change images::reset_image_attribute::ResetImageAttribute,
    change interfaces::reset_network_interface_attribute::ResetNetworkInterfaceAttribute,
    change snapshots::reset_snapshot_attribute::ResetSnapshotAttribute,
    change prefix_lists::restore_managed_prefix_list_version::RestoreManagedPrefixListVersion,
    change security_groups::revoke_security_group_egress::RevokeSecurityGroupEgress,
    change security_groups::revoke_security_group_ingress::RevokeSecurityGroupIngress,
    change instances::run_instances::RunInstances,
    change instances::start_instances::StartInstances,
    change instances::stop_instances::StopInstances,
    change instances::terminate_instances::TerminateInstances,
    change interfaces::unassign_ipv6_addresses::UnassignIpv6Addresses,
    change interfaces::unassign_private_ip_addresses::UnassignPrivateIpAddresses,
    change instances::unmonitor_instances::UnmonitorInstances,
    change capacity::update_interruptible_capacity_reservation_allocation::UpdateInterruptibleCapacityReservationAllocation,
    change security_groups::update_security_group_rule_descriptions_egress::UpdateSecurityGroupRuleDescriptionsEgress,
    change security_groups::update_security_group_rule_descriptions_ingress::UpdateSecurityGroupRuleDescriptionsIngress,
}

/// Whether EC2 documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// The Query protocol, as EC2 uses it.
pub struct Ec2;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const XML: &str = "text/xml;charset=UTF-8";

/// The envelope of an error. `Error` has exactly these two children in this order, because libcloud counts them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorEnvelope<'a> {
    errors: Errors<'a>,
    #[serde(rename = "RequestID")]
    request_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Errors<'a> {
    error: ErrorItem<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorItem<'a> {
    code: &'a str,
    message: &'a str,
}

const SERVICE: Service = Service { api: Api::Ec2, versions: VERSIONS, operations: OPERATIONS, is_action };

impl Protocol for Ec2 {
    const STRICT: bool = true;

    /// White space around a token counts for its length alone. White space alone is no token, but an empty one is refused.
    fn client_token(sent: &str) -> Result<Option<&str>, Error> {
        let token = sent.trim();
        match (sent, token) {
            ("", _) => Err(Error::TokenMalformed(String::new())),
            (_, "") => Ok(None),
            _ if sent.len() <= MAX_TOKEN && sent.is_ascii() => Ok(Some(token)),
            _ => Err(Error::TokenMalformed(sent.to_owned())),
        }
    }

    fn format(_: &Params<'_>, _: &Head<'_>) -> Format {
        Format::Xml
    }

    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        protocol::read(&SERVICE, None, head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.lower();
        // The slash at the end is needed: libcloud finds no elements without it.
        let xmlns = ["http://ec2.amazonaws.com/doc/", &*call.version, "/"].concat();
        let first = Some(("requestId", &*request_id));
        let root = Root { declaration: DECLARATION, xmlns: Some(&xmlns), first };
        let body = xml::write(&[action, "Response"].concat(), root, answer).map_err(|error| {
            tracing::error!(%error, action, "an answer that is not XML");
            Error::Internal
        })?;
        let headers = vec![(REQUEST_ID, request_id.into()), ("cache-control", "no-cache, no-store".into())];
        Ok(Reply { status: 200, content_type: XML, code: None, headers, body, binary: None })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        let wire = match error {
            Error::Throttled => errors::throttled(&call.scope.account, &call.action),
            _ => own(error).unwrap_or_else(|| errors::answer(error)),
        };
        let request_id = call.request_id.lower();
        let item = ErrorItem { code: &wire.code, message: &wire.message };
        let envelope = ErrorEnvelope { errors: Errors { error: item }, request_id: &request_id };
        let root = Root { declaration: DECLARATION, ..Root::default() };
        // Text with control characters, which XML cannot have, is refused before this point.
        let body = xml::write("Response", root, &envelope).unwrap_or_default();
        let headers = vec![(REQUEST_ID, request_id.into()), ("cache-control", "no-cache, no-store".into())];
        Reply { status: wire.status, content_type: XML, code: Some(wire.code), headers, body, binary: None }
    }
}

/// The header from which SDKs read the request id.
pub const REQUEST_ID: &str = "x-amzn-requestid";
