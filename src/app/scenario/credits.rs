//! The load and the CPU credits of an instance of a scenario.

use super::load::Loader;
use super::{Ec2Instance, EcsInstance};
use crate::app::load::{self, LoadStep};
use crate::domain::credits;
use crate::domain::scope::Scope;
use smol_str::SmolStr;

/// The keys of an instance that say what it computes and what credits it has.
#[derive(Clone, Copy)]
pub(super) struct CreditKeys<'e> {
    cpu: Option<f64>,
    load: Option<&'e [LoadStep]>,
    repeat: bool,
    balance: Option<f64>,
    surplus: Option<f64>,
}

impl<'e> From<&'e Ec2Instance> for CreditKeys<'e> {
    fn from(entry: &'e Ec2Instance) -> Self {
        let Ec2Instance { cpu, load, repeat, balance, surplus, .. } = entry;
        Self { cpu: *cpu, load: load.as_deref(), repeat: repeat == &Some(true), balance: *balance, surplus: *surplus }
    }
}

impl<'e> From<&'e EcsInstance> for CreditKeys<'e> {
    fn from(entry: &'e EcsInstance) -> Self {
        let EcsInstance { cpu, load, repeat, balance, surplus, .. } = entry;
        Self { cpu: *cpu, load: load.as_deref(), repeat: repeat == &Some(true), balance: *balance, surplus: *surplus }
    }
}

impl Loader<'_> {
    /// Gives an instance its load and its balance.
    pub(super) fn credits(&mut self, scope: &Scope, id: &SmolStr, keys: CreditKeys<'_>) -> Result<(), String> {
        let mut at = self.world.place_mut(scope, self.now, &mut self.notices).ok_or("the region is not open")?;
        if keys.cpu.is_some() || keys.load.is_some() || keys.repeat {
            let load = load::load(self.now, keys.cpu, keys.load, keys.repeat)?;
            credits::set_load(&mut at, id, load);
        }
        if keys.balance.is_some() || keys.surplus.is_some() {
            let instance = at.region.instances.get(id).ok_or("the instance is not there")?;
            let new = credits::balance(instance, keys.balance, keys.surplus).map_err(|error| error.to_string())?;
            credits::set_balance(&mut at, id, new);
        }
        Ok(())
    }
}
