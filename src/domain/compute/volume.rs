//! EBS volumes: how they are created, attached, detached, modified and deleted. What takes time is an event of the queue.
//!
//! <https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes.html>

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{self, Detached, Disk};
use crate::domain::compute::instance::Instance;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use crate::domain::written::Name;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What a volume has that one made at a launch, and never touched since, does not have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VolumeFacts {
    /// When it was created; `None` if it was attached at that time.
    pub created: Option<Timestamp>,
    /// Whether it has been attached to no instance so far.
    #[serde(default)]
    pub never_attached: bool,
    /// What is happening to it, and until when.
    pub phase: Option<(Phase, Timestamp)>,
    /// Its modifications of the last day, and always the last one; the latest is last.
    pub modifications: Vec<Modification>,
    /// Whether its I/O is resumed by itself after a check has failed.
    pub auto_enable_io: bool,
    /// The ARN of its key, if that is not the one of the account for EBS.
    pub kms_key: Option<SmolStr>,
}

/// What is happening to a volume that is neither simply available nor simply in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Creating,
    Attaching,
    Detaching,
    Deleting,
}

/// What can be modified of a volume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub size_gib: u32,
    pub category: SmolStr,
    /// Operations per second, also where they are the default; `None` where the category has none.
    pub iops: Option<u32>,
    /// In MiB/s, also where it is the default; `None` where the category has none.
    pub throughput: Option<u32>,
}

/// A modification of a volume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modification {
    pub original: Shape,
    pub target: Shape,
    pub started: Timestamp,
    /// When the volume gets its new shape, and is then optimized.
    pub effective: Timestamp,
    pub ends: Timestamp,
}

/// Errors about volumes that change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsVolumeError {
    #[error("the volume {0} is attached to an instance")]
    Attached(SmolStr),
    #[error("the volume {volume} is attached to the instance {instance}")]
    InUse { volume: SmolStr, instance: SmolStr },
    #[error("the volume {id} is {state}")]
    State { id: SmolStr, state: &'static str },
    #[error("the volume {volume} is not in the zone of the instance {instance}")]
    Zone { volume: SmolStr, instance: SmolStr },
    #[error("the instance {0} is neither running nor stopped")]
    InstanceState(SmolStr),
    #[error("the instance has a volume as {0}")]
    DeviceTaken(SmolStr),
    #[error("instances of the type {instance_type} can have {max} volumes and interfaces")]
    Attachments { instance_type: &'static str, max: u32 },
    #[error("the volume {volume} is not attached to the instance {instance}")]
    NotAttached { volume: SmolStr, instance: SmolStr },
    #[error("the volume {volume} is not attached as {device}")]
    NotAttachedAs { volume: SmolStr, device: SmolStr },
    #[error("the volume {volume} is the root of the instance {instance}, which runs")]
    Root { volume: SmolStr, instance: SmolStr },
    #[error("the instance {instance} has no volume as {device}, its root")]
    NoRoot { instance: SmolStr, device: SmolStr },
    #[error("the volume would become smaller")]
    Shrinks,
    #[error("the modification before is {0}")]
    Modifying(&'static str),
    #[error("the volume was modified four times within a day")]
    ModifiedOften,
    #[error("the volume {0} was never modified")]
    NeverModified(SmolStr),
}

/// How many modifications a volume can have in [`MODIFICATION_WINDOW`].
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html>
const MAX_MODIFICATIONS: usize = 4;
const MODIFICATION_WINDOW: SignedDuration = SignedDuration::from_hours(24);

impl Modification {
    pub fn state(&self, now: Timestamp) -> &'static str {
        match () {
            () if now < self.effective => "modifying",
            () if now < self.ends => "optimizing",
            () => "completed",
        }
    }

    /// In percent.
    pub fn progress(&self, now: Timestamp) -> i64 {
        let whole = self.started.duration_until(self.ends).as_millis();
        let done = self.started.duration_until(now).as_millis().min(whole);
        if whole == 0 { 100 } else { i64::try_from(done * 100 / whole).unwrap_or(100) }
    }
}

impl Shape {
    /// The shape of a disk of EC2, with the defaults of its category.
    pub fn of(disk: &Disk) -> Self {
        let gib = disk.size_gib;
        let iops = disk.ebs.iops.or_else(|| default_iops(&disk.category, gib));
        let throughput = disk.ebs.throughput.or_else(|| default_throughput(&disk.category));
        Self { size_gib: gib, category: disk.category.clone(), iops, throughput }
    }

    fn apply(&self, disk: &mut Disk) {
        disk.size_gib = self.size_gib;
        disk.category = self.category.clone();
        // What follows from the size is not kept.
        let keeps = matches!(self.category.as_str(), "gp3" | "io1" | "io2");
        disk.ebs.iops = self.iops.filter(|_| keeps);
        disk.ebs.throughput = self.throughput.filter(|_| keeps);
    }
}

/// The operations per second of a volume that asks for none.
pub fn default_iops(category: &str, gib: u32) -> Option<u32> {
    match category {
        "gp3" => Some(3000),
        "gp2" => Some(gib.saturating_mul(3).clamp(100, 16_000)),
        _ => None,
    }
}

/// The throughput of a volume that asks for none, in MiB/s.
pub fn default_throughput(category: &str) -> Option<u32> {
    (category == "gp3").then_some(125)
}

impl Disk {
    /// When it was created.
    pub fn created(&self) -> Timestamp {
        self.volume.as_ref().and_then(|facts| facts.created).unwrap_or(self.attached)
    }

    pub fn phase(&self) -> Option<Phase> {
        self.volume.as_ref()?.phase.map(|(phase, _)| phase)
    }

    pub fn last_modification(&self) -> Option<&Modification> {
        self.volume.as_ref()?.modifications.last()
    }

    pub fn kms_key(&self) -> Option<&SmolStr> {
        self.volume.as_ref()?.kms_key.as_ref()
    }

    /// Changes what is special about it.
    pub fn change_facts(&mut self, change: impl FnOnce(&mut VolumeFacts)) {
        let mut facts = self.volume.take().unwrap_or_default();
        change(&mut facts);
        self.volume = Some(facts).filter(|facts| **facts != VolumeFacts::default());
    }

    /// A disk like it that is not made yet.
    pub fn template(&self) -> Self {
        let mut template = Self { id: SmolStr::default(), tags: Default::default(), ..self.clone() };
        let key = self.kms_key().cloned();
        template.change_facts(|facts| *facts = VolumeFacts { kms_key: key, ..VolumeFacts::default() });
        template
    }
}

/// A volume, and the instance that it is attached to.
#[derive(Clone, Copy, Debug)]
pub struct Volume<'r> {
    pub disk: &'r Disk,
    pub zone: Name,
    pub instance: Option<&'r Instance>,
}

/// All volumes, in no order.
pub fn volumes(region: &Region) -> impl Iterator<Item = Volume<'_>> {
    let attached = region.instances.values().flat_map(|instance| {
        disk::attached(instance).map(move |disk| Volume { disk, zone: instance.zone, instance: Some(instance) })
    });
    let detached = region.detached.values().map(|Detached { disk, zone, .. }| Volume { disk, zone, instance: None });
    attached.chain(detached)
}

pub fn find<'r>(region: &'r Region, id: &str) -> Option<Volume<'r>> {
    match region.detached.get(id) {
        Some(Detached { disk, zone, .. }) => Some(Volume { disk, zone, instance: None }),
        None => volumes(region).find(|volume| volume.disk.id == id),
    }
}

impl Volume<'_> {
    /// In EC2's words.
    pub fn state(&self) -> &'static str {
        match (self.disk.phase(), self.instance) {
            (Some(Phase::Creating), _) => "creating",
            (Some(Phase::Deleting), _) => "deleting",
            (_, Some(_)) => "in-use",
            (_, None) => "available",
        }
    }

    /// The state of its attachment, in EC2's words.
    pub fn attachment_state(&self) -> &'static str {
        attachment_state(self.disk)
    }

    /// Whether a modification can begin.
    pub fn check_modification(&self, now: Timestamp) -> Result<(), AwsVolumeError> {
        let state = self.state();
        if !matches!(state, "available" | "in-use") {
            return Err(AwsVolumeError::State { id: self.disk.id.clone(), state });
        }
        let modifications = self.disk.volume.as_ref().map_or(&[][..], |facts| &facts.modifications);
        if let Some(last) = modifications.last().filter(|last| last.state(now) != "completed") {
            return Err(AwsVolumeError::Modifying(last.state(now)));
        }
        let recent = modifications.iter().filter(|one| is_recent(one, now)).count();
        if recent >= MAX_MODIFICATIONS { Err(AwsVolumeError::ModifiedOften) } else { Ok(()) }
    }
}

fn is_recent(modification: &Modification, now: Timestamp) -> bool {
    after(modification.started, MODIFICATION_WINDOW) > now
}

/// The state of the attachment of an attached disk, in EC2's words.
pub fn attachment_state(disk: &Disk) -> &'static str {
    match disk.phase() {
        Some(Phase::Attaching) => "attaching",
        Some(Phase::Detaching) => "detaching",
        _ => "attached",
    }
}

/// Whether an instance of this type can have so many volumes. Types whose limit is shared count their network interfaces too.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html>
pub fn check_attachments(of: &InstanceType, volumes: usize, interfaces: usize) -> Result<(), AwsVolumeError> {
    let Some(figures) = of.ec2() else { return Ok(()) };
    let Some(max) = figures.ebs.max_attachments else { return Ok(()) };
    let others = if figures.ebs.attachment_limit == "shared" { interfaces } else { 0 };
    let fits = volumes + others <= max as usize;
    if fits { Ok(()) } else { Err(AwsVolumeError::Attachments { instance_type: of.name, max }) }
}

/// Adds a volume that is attached to nothing, and returns its id.
pub fn create(at: &mut PlaceMut<'_>, mut disk: Disk, zone: Name) -> SmolStr {
    let id = at.new_id("vol");
    disk.id = id.clone();
    disk.attached = at.now;
    disk.change_facts(|facts| facts.never_attached = true);
    begin(at, &mut disk, Phase::Creating, at.rules.transitions.boot);
    at.region.detached.insert(id.clone(), Detached { disk, zone, since: at.now });
    id
}

/// Sets what is happening to a volume, and queues its end.
fn begin(at: &mut PlaceMut<'_>, disk: &mut Disk, phase: Phase, wait: SignedDuration) {
    let due = after(at.now, wait);
    disk.change_facts(|facts| facts.phase = Some((phase, due)));
    at.queue.push(due, at.scope, Event::Volume { id: disk.id.clone() });
}

/// Attaches an available volume to an instance. `root` says that it becomes the root volume.
pub fn attach(at: &mut PlaceMut<'_>, id: &SmolStr, instance: &SmolStr, device: SmolStr, root: bool) {
    let Some(Detached { mut disk, .. }) = at.region.detached.remove(id) else { return };
    let created = disk.created();
    let now = at.now;
    disk.change_facts(|facts| {
        facts.created = Some(created).filter(|created| *created != now);
        facts.never_attached = false;
    });
    disk.attached = now;
    disk.device = device;
    disk.delete_with_instance = false;
    disk.system = root;
    begin(at, &mut disk, Phase::Attaching, at.rules.transitions.boot);
    if let Some(mut instance) = at.region.instances.get_mut(instance) {
        let position = if root { 0 } else { instance.disks.len() };
        instance.disks.insert(position, disk);
    }
}

/// Begins to detach a volume.
pub fn detach(at: &mut PlaceMut<'_>, id: &SmolStr) {
    change(at, id, |at, disk| begin(at, disk, Phase::Detaching, at.rules.transitions.terminate));
}

/// Begins to delete a volume that is not attached.
pub fn delete(at: &mut PlaceMut<'_>, id: &SmolStr) {
    change(at, id, |at, disk| begin(at, disk, Phase::Deleting, at.rules.transitions.terminate));
}

/// Begins a modification of a volume.
pub fn modify(at: &mut PlaceMut<'_>, id: &SmolStr, target: Shape) {
    change(at, id, |at, disk| {
        let started = at.now;
        let effective = after(started, at.rules.transitions.boot);
        let ends = after(effective, at.rules.transitions.image);
        let original = Shape::of(disk);
        disk.change_facts(|facts| {
            facts.modifications.retain(|one| is_recent(one, started));
            facts.modifications.push(Modification { original, target, started, effective, ends });
        });
        for due in [effective, ends] {
            at.queue.push(due, at.scope, Event::Volume { id: disk.id.clone() });
        }
    });
}

/// Changes a volume, wherever it is.
pub fn change(at: &mut PlaceMut<'_>, id: &SmolStr, change: impl FnOnce(&mut PlaceMut<'_>, &mut Disk)) {
    if let Some(mut detached) = at.region.detached.remove(id) {
        change(at, &mut detached.disk);
        at.region.detached.insert(id.clone(), detached);
    } else if let Some((owner, place)) = position(at.region, id)
        && let Some(mut disk) = at.region.instances.get(&owner).map(|instance| instance.disks[place].clone())
    {
        change(at, &mut disk);
        if let Some(mut instance) = at.region.instances.get_mut(&owner) {
            instance.disks[place] = disk;
        }
    }
}

/// The instance that an attached volume is attached to, and its place among the disks.
pub fn position(region: &Region, id: &str) -> Option<(SmolStr, usize)> {
    region.instances.values().find_map(|instance| {
        let place = disk::attached(instance).position(|disk| disk.id == id)?;
        Some((instance.id.clone(), place))
    })
}

/// What is due of a volume happens.
pub fn advance(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let mut ended = None;
    change(at, id, |_, disk| {
        ended =
            disk.volume.as_ref().and_then(|facts| facts.phase).filter(|(_, due)| *due <= now).map(|(phase, _)| phase);
        if ended.is_some() {
            disk.change_facts(|facts| facts.phase = None);
        }
        let target = disk.last_modification().filter(|last| last.effective <= now).map(|last| last.target.clone());
        if let Some(target) = target.filter(|target| *target != Shape::of(disk)) {
            target.apply(disk);
        }
    });
    match ended {
        Some(Phase::Deleting) => {
            at.region.detached.remove(id);
        }
        Some(Phase::Detaching) => finish_detachment(at, id),
        _ => {}
    }
}

fn finish_detachment(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let Some((owner, place)) = position(at.region, id) else { return };
    let Some(mut instance) = at.region.instances.get_mut(&owner) else { return };
    let mut disk = instance.disks.remove(place);
    let zone = instance.zone;
    drop(instance);
    let created = disk.created();
    disk.change_facts(|facts| facts.created = None);
    disk.attached = created;
    disk.system = false;
    at.region.detached.insert(id.clone(), Detached { disk, zone, since: now });
}
