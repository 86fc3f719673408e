//! Changing the specification of an ECS instance: type or public bandwidth, for good or for a time.
//!
//! Follows the vendor's page of ModifyInstanceSpec. The order in which the checks answer when several apply is ours;
//! it is the order of the list `CHECKS`.

mod change;
mod error;
pub mod families;
mod targets;

pub use change::{Change, DiskChange};
pub use error::SpecError;
pub use targets::{Target, system_disks, targets};

use super::catalog::{self, InstanceType};
use super::credits::CreditMode;
use super::disk::{ECS_CATEGORIES, PERFORMANCE_LEVELS, is_essd};
use super::estate::{Account, Place, PlaceMut, Region};
use super::instance::{Bandwidth, ChargeType, Instance, Lock, State};
use super::queue::Event;
use super::scope::Cloud;
use super::{capacity, lifecycle, quota};
use jiff::Timestamp;
use smol_str::SmolStr;

/// Whether the type changes with the instance stopped, or while it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Stopped.
    #[default]
    Offline,
    /// Running.
    Online,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The new type, by name.
    pub kind: Option<SmolStr>,
    /// The outbound bandwidth, in Mbit/s: 0 to 100.
    pub out: Option<i64>,
    /// The inbound bandwidth, in Mbit/s: 1 to 10, or to the outbound one where that is larger.
    pub inward: Option<i64>,
    /// A bandwidth for a time.
    pub temporary: Option<Temporary>,
    /// The system disk's new category: `cloud_efficiency` or `cloud_ssd`.
    pub system_disk: Option<SmolStr>,
    /// How.
    pub mode: Mode,
    /// The disks that change too.
    pub disks: Vec<DiskChange>,
}

/// A bandwidth for a time. A time that was sent but cannot be read is `Some(None)`.
#[derive(Clone, Debug, Default)]
pub struct Temporary {
    /// From when.
    pub start: Option<Option<Timestamp>>,
    /// Until when.
    pub end: Option<Option<Timestamp>>,
    /// The outbound bandwidth, in Mbit/s: 1 to 100, and more than at present.
    pub out: Option<i64>,
}

/// What the checks look at.
struct Facts<'a> {
    now: Timestamp,
    account: &'a Account,
    region: &'a Region,
    instance: &'a Instance,
    wish: &'a Wish,
    kind: Option<&'static InstanceType>,
}

type Check = fn(&Facts<'_>) -> Result<(), SpecError>;

/// What is checked, in the order in which it answers: the request itself, the account, the instance, its status,
/// then whether the target fits.
const CHECKS: &[Check] = &[
    one_change_at_a_time,
    bandwidth_in_range,
    temporary_is_whole,
    disk_changes_are_whole,
    account_may_buy,
    instance_is_not_bound,
    status_allows,
    target_type_is_sold,
    families_allow,
    disks_fit_the_type,
    online_is_possible,
    target_type_is_in_stock,
];

/// Whether the instance's specification can be changed so.
pub fn plan(at: Place<'_>, instance: &Instance, wish: Wish) -> Result<Change, SpecError> {
    let kind = wish.kind.as_deref().and_then(|name| catalog::find(Cloud::Alibaba, name));
    let facts = Facts { now: at.now, account: at.account, region: at.region, instance, wish: &wish, kind };
    CHECKS.iter().try_for_each(|check| check(&facts))?;
    if let Some(kind) = kind {
        let retired = instance.kind.ecs().is_some_and(|figures| figures.retired);
        // The page: the category counts only when moving from a retired type.
        let system_disk = wish.system_disk.filter(|_| retired);
        return Ok(Change::Kind { kind, system_disk, disks: wish.disks });
    }
    if let Some(Temporary { start: Some(Some(start)), end: Some(Some(end)), out: Some(out) }) = wish.temporary {
        return Ok(Change::Temporary { start, end, out: mbits(out) });
    }
    if wish.out.is_some() || wish.inward.is_some() {
        let before = instance.alibaba().bandwidth;
        let out = wish.out.map_or(before.out, mbits);
        // A changed outbound bandwidth brings the inbound one's default with it.
        let inward = match (wish.inward, wish.out) {
            (Some(inward), _) => mbits(inward),
            (None, Some(_)) => out.max(10),
            (None, None) => before.inward,
        };
        return Ok(Change::Bandwidth(Bandwidth { out, inward }));
    }
    Ok(Change::Disks(wish.disks))
}

fn mbits(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// Makes the change: at once, or, if asynchronous, before the next call.
pub fn commit(at: &mut PlaceMut<'_>, id: &SmolStr, change: Change, is_async: bool) {
    if is_async {
        at.queue.push(at.now, at.scope, Event::SpecChange { id: id.clone(), change });
    } else {
        apply(at, id, change);
    }
}

/// Makes the change now.
pub fn apply(at: &mut PlaceMut<'_>, id: &SmolStr, change: Change) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    match change {
        Change::Kind { kind, system_disk, disks } => {
            if !instance.kind.burstable {
                instance.credits = CreditMode::Standard;
            }
            let moves = instance.kind.name != kind.name;
            instance.kind = kind;
            if let (Some(category), Some(disk)) = (system_disk, instance.disks.iter_mut().find(|disk| disk.system)) {
                disk.category = category;
            }
            change_disks(&mut instance, &disks);
            drop(instance);
            if moves {
                lifecycle::change_capacity(at, id);
            }
        }
        Change::Disks(disks) => change_disks(&mut instance, &disks),
        Change::Bandwidth(bandwidth) => set_bandwidth(&mut instance, bandwidth),
        Change::Temporary { start, end, out } => {
            let start = start.max(at.now);
            at.queue.push(start, at.scope, Event::TemporaryBegins { id: id.clone(), out, until: end });
            at.queue.push(end, at.scope, Event::TemporaryEnds { id: id.clone() });
        }
    }
}

fn change_disks(instance: &mut Instance, changes: &[DiskChange]) {
    for change in changes {
        let Some(disk) = instance.disks.iter_mut().find(|disk| disk.id == change.id) else { continue };
        if let Some(category) = &change.category {
            disk.category = category.clone();
        }
        disk.performance_level = match &change.level {
            Some(level) => Some(level.clone()),
            None if disk.category == "cloud_essd" => disk.performance_level.take().or(Some("PL1".into())),
            None => None,
        };
    }
}

fn set_bandwidth(instance: &mut Instance, bandwidth: Bandwidth) {
    // Without outbound bandwidth there is no public address; getting one again takes AllocatePublicIpAddress.
    if bandwidth.out == 0 {
        instance.nic.public_ip = None;
    }
    let facts = instance.alibaba_mut();
    facts.bandwidth = bandwidth;
    facts.temporary = None;
}

/// A temporary bandwidth begins; one that is in force gives way to it.
pub fn begin_temporary(at: &mut PlaceMut<'_>, id: &SmolStr, out: u32, until: Timestamp) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let before = facts.temporary.map_or(facts.bandwidth, |(before, _)| before);
    facts.temporary = Some((before, until));
    facts.bandwidth = Bandwidth { out, inward: before.inward.max(out) };
}

/// A temporary bandwidth ends, and what stood before it stands again, unless another one is in force by now.
pub fn end_temporary(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    if let Some((before, _)) = facts.temporary.take_if(|(_, until)| *until == now) {
        facts.bandwidth = before;
    }
}

fn one_change_at_a_time(facts: &Facts<'_>) -> Result<(), SpecError> {
    let wish = facts.wish;
    let bandwidth = wish.out.is_some() || wish.inward.is_some();
    // Disks change with a type or alone.
    let changes = [wish.kind.is_some() || !wish.disks.is_empty(), bandwidth, wish.temporary.is_some()];
    match changes.iter().filter(|asked| **asked).count() {
        0 => Err(SpecError::TypeUnknown),
        1 => Ok(()),
        _ => Err(SpecError::TooManyChanges),
    }
}

fn bandwidth_in_range(facts: &Facts<'_>) -> Result<(), SpecError> {
    if facts.wish.out.is_some_and(|out| !(0..=100).contains(&out)) {
        return Err(SpecError::BandwidthOutOfRange);
    }
    let out = facts.wish.out.unwrap_or_else(|| i64::from(facts.instance.alibaba().bandwidth.out));
    if facts.wish.inward.is_some_and(|inward| !(1..=out.max(10)).contains(&inward)) {
        return Err(SpecError::BandwidthInvalid);
    }
    Ok(())
}

fn temporary_is_whole(facts: &Facts<'_>) -> Result<(), SpecError> {
    let Some(temporary) = &facts.wish.temporary else { return Ok(()) };
    let start = temporary.start.ok_or(SpecError::TemporaryStartMissing)?;
    let end = temporary.end.ok_or(SpecError::TemporaryEndMissing)?;
    let start = start.ok_or(SpecError::TemporaryStartInvalid)?;
    let end = end.ok_or(SpecError::TemporaryEndInvalid)?;
    if end <= start || end <= facts.now {
        return Err(SpecError::TemporaryEndInvalid);
    }
    let present = i64::from(facts.instance.alibaba().bandwidth.out);
    match temporary.out {
        Some(out) if (1..=100).contains(&out) && out > present => Ok(()),
        _ => Err(SpecError::BandwidthInvalid),
    }
}

fn disk_changes_are_whole(facts: &Facts<'_>) -> Result<(), SpecError> {
    if facts.wish.system_disk.as_ref().is_some_and(|name| !matches!(&**name, "cloud_efficiency" | "cloud_ssd")) {
        return Err(SpecError::SystemDiskCategoryInvalid);
    }
    for change in &facts.wish.disks {
        let category = change.category.as_ref().ok_or(SpecError::DiskCategoryMissing)?;
        if !ECS_CATEGORIES.contains(&&**category) {
            return Err(SpecError::DiskCategoryInvalid);
        }
        let fits = |level: &SmolStr| PERFORMANCE_LEVELS.contains(&&**level) && category == "cloud_essd";
        if change.level.as_ref().is_some_and(|level| !fits(level)) {
            return Err(SpecError::PerformanceLevelMalformed);
        }
        if !facts.instance.disks.iter().any(|disk| disk.id == change.id) {
            let text = format!("The specified disk {} is not attached to {}.", change.id, facts.instance.id);
            return Err(SpecError::ParametersDisagree(text));
        }
    }
    Ok(())
}

fn account_may_buy(facts: &Facts<'_>) -> Result<(), SpecError> {
    let financial = facts.instance.alibaba().locks.contains(&Lock::Financial);
    if facts.account.in_arrears || financial {
        return Err(SpecError::AccountInArrears);
    }
    if facts.account.balance_too_low {
        return Err(SpecError::BalanceTooLow);
    }
    if facts.account.payment_risk {
        return Err(SpecError::PaymentRisk);
    }
    Ok(())
}

fn instance_is_not_bound(facts: &Facts<'_>) -> Result<(), SpecError> {
    let alibaba = facts.instance.alibaba();
    if alibaba.locks.contains(&Lock::Security) {
        return Err(SpecError::LockedForSecurity);
    }
    if alibaba.charge() == ChargeType::PrePaid {
        return Err(SpecError::ChargeTypeUnsupported);
    }
    if facts.wish.kind.is_some() && alibaba.dedicated_host.is_some() {
        return Err(SpecError::OnDedicatedHost);
    }
    if facts.wish.kind.is_some() && facts.instance.target_pool().is_some() {
        return Err(SpecError::InTargetPrivatePool);
    }
    Ok(())
}

fn status_allows(facts: &Facts<'_>) -> Result<(), SpecError> {
    let state = facts.instance.state;
    if facts.wish.kind.is_none() {
        let steady = matches!(state, State::Running | State::Stopped);
        return if steady { Ok(()) } else { Err(SpecError::StatusUnsupported) };
    }
    match (facts.wish.mode, state) {
        (Mode::Offline, State::Stopped) | (Mode::Online, State::Running | State::Stopped) => Ok(()),
        _ => Err(SpecError::NotStopped),
    }
}

fn target_type_is_sold(facts: &Facts<'_>) -> Result<(), SpecError> {
    if facts.wish.kind.is_none() {
        return Ok(());
    }
    let kind = facts.kind.ok_or(SpecError::TypeUnknown)?;
    if kind.ecs().is_some_and(|figures| figures.retired) { Err(SpecError::TypeRetired) } else { Ok(()) }
}

fn families_allow(facts: &Facts<'_>) -> Result<(), SpecError> {
    let Some(to) = facts.kind else { return Ok(()) };
    let from = facts.instance.kind;
    if from.ecs().is_some_and(|figures| figures.local_disks > 0) {
        return Err(SpecError::LocalDisks);
    }
    let movable = |kind: &InstanceType| kind.ecs().is_some_and(|figures| figures.resizable);
    if movable(from) && movable(to) && families::reaches(from.family, to.family) {
        Ok(())
    } else {
        Err(SpecError::TypeChangeNotAllowed)
    }
}

fn disks_fit_the_type(facts: &Facts<'_>) -> Result<(), SpecError> {
    let Some(kind) = facts.kind else { return Ok(()) };
    if facts.instance.system_disk().is_none() {
        return Err(SpecError::NoSystemDisk);
    }
    if !families::essd_only(kind.family) {
        return Ok(());
    }
    for disk in &facts.instance.disks {
        let change = facts.wish.disks.iter().find(|change| change.id == disk.id);
        match change.and_then(|change| change.category.as_ref()) {
            Some(category) if !is_essd(category) => return Err(SpecError::DiskCategoryNotUpgradable),
            None if !is_essd(&disk.category) => return Err(SpecError::TypeLacksDiskCategory),
            _ => {}
        }
    }
    Ok(())
}

/// Ours: the vendor does not publish which types can change while running. Here they stay in their family.
fn online_is_possible(facts: &Facts<'_>) -> Result<(), SpecError> {
    let Some(kind) = facts.kind.filter(|_| facts.wish.mode == Mode::Online) else { return Ok(()) };
    if facts.instance.state != State::Running {
        return Ok(());
    }
    if facts.instance.platform == "Windows" {
        return Err(SpecError::OsTypeUnsupported);
    }
    if kind.family == facts.instance.kind.family { Ok(()) } else { Err(SpecError::OnlineUnsupported) }
}

/// There is one more of the type to be had, in an open private pool or outside. Its own type the instance has.
fn target_type_is_in_stock(facts: &Facts<'_>) -> Result<(), SpecError> {
    let Some(kind) = facts.kind.filter(|kind| kind.name != facts.instance.kind.name) else { return Ok(()) };
    let changed = || Instance { kind, reservation: None, ..facts.instance.clone() };
    if quota::in_stock(facts.region, kind, facts.instance.zone, 1)
        || capacity::open_room(&facts.region.reservations, &changed()) > 0
    {
        Ok(())
    } else {
        Err(SpecError::NoStock)
    }
}
