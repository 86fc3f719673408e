//! Credit modes across resize, stop, start and change, against a model.

use crate::support::Twin;
use proptest::prelude::*;

const TYPES: [&str; 7] = ["t1.micro", "t2.micro", "t3.micro", "t3.large", "t3a.micro", "m5.large", "c5.large"];

/// What is done to the instance.
#[derive(Clone, Debug)]
enum Step {
    Stop,
    Start,
    Resize(&'static str),
    Change(bool),
    Place(&'static str),
}

/// What the instance should be.
#[derive(Debug)]
struct Model {
    instance_type: &'static str,
    tenancy: &'static str,
    stopped: bool,
    unlimited: bool,
}

fn has_modes(instance_type: &str) -> bool {
    ["t2.", "t3.", "t3a."].iter().any(|family| instance_type.starts_with(family))
}

/// The mode of a launch that names none.
fn unlimited_at_first(instance_type: &str, tenancy: &str) -> bool {
    has_modes(instance_type) && !instance_type.starts_with("t2.") && tenancy != "host"
}

impl Model {
    /// T3 on a host knows the standard mode only.
    fn only_standard(&self) -> bool {
        self.tenancy == "host" && self.instance_type.starts_with("t3.")
    }

    /// Does a step; what code the call must answer, if it is to be refused.
    fn step(&mut self, step: &Step) -> Option<&'static str> {
        match *step {
            Step::Stop => self.stopped = true,
            Step::Start => self.stopped = false,
            Step::Resize(_) | Step::Place(_) if !self.stopped => return Some("IncorrectInstanceState"),
            Step::Resize(instance_type) => {
                let gains = has_modes(instance_type) && !has_modes(self.instance_type);
                self.instance_type = instance_type;
                self.unlimited |= gains && unlimited_at_first(instance_type, self.tenancy);
                self.unlimited &= !self.only_standard();
            }
            Step::Place(tenancy) if tenancy == self.tenancy => {}
            Step::Place(tenancy) => {
                if self.tenancy == "default" || tenancy == "default" {
                    return Some("InvalidParameterValue");
                }
                self.tenancy = tenancy;
                self.unlimited &= !self.only_standard();
            }
            Step::Change(unlimited) if !has_modes(self.instance_type) || (unlimited && self.only_standard()) => {
                return Some("InstanceCreditSpecification.NotSupported");
            }
            Step::Change(unlimited) => self.unlimited = unlimited,
        }
        None
    }
}

fn name(unlimited: bool) -> &'static str {
    if unlimited { "unlimited" } else { "standard" }
}

/// Makes the call of a step; the code that it answers, if it refuses.
fn call(twin: &Twin, id: &str, step: &Step) -> Option<String> {
    let item = "InstanceCreditSpecification.1";
    let answer = twin.ec2(&match step {
        Step::Stop => format!("StopInstances&InstanceId.1={id}"),
        Step::Start => format!("StartInstances&InstanceId.1={id}"),
        Step::Resize(instance_type) => {
            format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value={instance_type}")
        }
        Step::Place(tenancy) => format!("ModifyInstancePlacement&InstanceId={id}&Tenancy={tenancy}"),
        Step::Change(unlimited) => {
            let mode = name(*unlimited);
            format!("ModifyInstanceCreditSpecification&{item}.InstanceId={id}&{item}.CpuCredits={mode}")
        }
    });
    match step {
        Step::Change(_) => {
            answer.ok();
            answer.all("code").pop()
        }
        _ => answer.0.code.as_deref().map(str::to_owned),
    }
}

/// Asserts that the world shows what the model is.
fn compare(twin: &Twin, id: &str, model: &Model) {
    let instance = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
    let state = if model.stopped { "stopped" } else { "running" };
    let shown = ["instanceType", "tenancy", "name"].map(|element| instance.one(element));
    assert_eq!(shown, [model.instance_type, model.tenancy, state]);
    let named = twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}"));
    assert_eq!(named.one("cpuCredits"), name(model.unlimited && has_modes(model.instance_type)), "{model:?}");
    let marked = twin.ec2("DescribeInstanceCreditSpecifications").all("instanceId");
    assert_eq!(marked.contains(&id.to_owned()), model.unlimited, "{model:?}");
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Stop),
        1 => Just(Step::Start),
        4 => prop::sample::select(&TYPES[..]).prop_map(Step::Resize),
        2 => any::<bool>().prop_map(Step::Change),
        1 => prop::sample::select(&["default", "dedicated", "host"][..]).prop_map(Step::Place),
    ];
    prop::collection::vec(step, 1..30)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_instance_is_what_the_model_says(
        instance_type in prop::sample::select(&TYPES[..]),
        tenancy in prop::sample::select(&["default", "dedicated", "host"][..]),
        steps in steps(),
    ) {
        let twin = Twin::empty();
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";
        let made = twin.ec2(&format!("{run}&InstanceType={instance_type}&Placement.Tenancy={tenancy}"));
        let id = made.one("instanceId");
        let mut model = Model { instance_type, tenancy, stopped: false, unlimited: unlimited_at_first(instance_type, tenancy) };
        compare(&twin, &id, &model);
        for step in &steps {
            let expected = model.step(step);
            let code = call(&twin, &id, step);
            prop_assert_eq!(code.as_deref(), expected, "{:?}", step);
            compare(&twin, &id, &model);
        }
    }

    #[test]
    fn others_are_left_alone(steps in steps()) {
        let scenario = r#"
            [[ec2.instance]]
            id = "i-00000000000000001"
            type = "t3.micro"

            [[ec2.instance]]
            id = "i-00000000000000002"
            type = "t2.micro"
        "#;
        let twin = Twin::with(scenario);
        let other = Model { instance_type: "t2.micro", tenancy: "default", stopped: false, unlimited: false };
        for step in &steps {
            call(&twin, "i-00000000000000001", step);
            compare(&twin, "i-00000000000000002", &other);
        }
    }
}
