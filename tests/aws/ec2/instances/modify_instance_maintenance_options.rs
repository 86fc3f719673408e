use super::refusals::refuses_strangers;
use super::*;

fn look(twin: &Twin, id: &str, element: &str) -> String {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).one(element)
}

mod reading {
    use super::*;

    #[test]
    fn it_answers_both_options() {
        let twin = Twin::empty();
        let id = launch(&twin, "").one("instanceId");
        let answer = twin.ec2(&format!("ModifyInstanceMaintenanceOptions&InstanceId={id}&AutoRecovery=disabled"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstanceMaintenanceOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><instanceId>i-0120383713bf7a801</instanceId><autoRecovery>disabled</autoRecovery><rebootMigration>default</rebootMigration></ModifyInstanceMaintenanceOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_is_there_and_the_values_good() {
        let twin = Twin::empty();
        let id = launch(&twin, "").one("instanceId");
        refuses_strangers(|id| {
            twin.ec2(&format!("ModifyInstanceMaintenanceOptions&InstanceId={id}&AutoRecovery=disabled"))
        });
        let call = |more: &str| twin.ec2(&format!("ModifyInstanceMaintenanceOptions&InstanceId={id}{more}")).error().1;
        assert_eq!(call("&AutoRecovery=odd"), "InvalidParameterValue");
        assert_eq!(call("&RebootMigration=odd"), "InvalidParameterValue");
        assert_eq!(call("&AutoRecovery=disabled&DryRun=true"), "DryRunOperation");
        assert_eq!(look(&twin, &id, "autoRecovery"), "default");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_is_shown_and_stays_without_the_other() {
        let twin = Twin::empty();
        let id = launch(&twin, "&MaintenanceOptions.AutoRecovery=disabled").one("instanceId");
        assert_eq!(
            (look(&twin, &id, "autoRecovery"), look(&twin, &id, "rebootMigration")),
            ("disabled".into(), "default".into())
        );
        twin.ec2(&format!("ModifyInstanceMaintenanceOptions&InstanceId={id}&RebootMigration=disabled")).ok();
        assert_eq!(
            (look(&twin, &id, "autoRecovery"), look(&twin, &id, "rebootMigration")),
            ("disabled".into(), "disabled".into())
        );
        let both = "&AutoRecovery=default&RebootMigration=default";
        twin.ec2(&format!("ModifyInstanceMaintenanceOptions&InstanceId={id}{both}")).ok();
        let filter = "DescribeInstances&Filter.1.Name=maintenance-options.auto-recovery&Filter.1.Value.1=default";
        assert_eq!(twin.ec2(filter).all("instanceId"), [id]);
    }
}
