//! What is in a world, in one line for people.

use crate::domain::scope::Cloud;
use crate::world::World;

/// How many ids are named.
const MAX_IDS: usize = 12;

/// The instances and capacity reservations in the world, by place. `None` if there are none.
pub(super) fn of(world: &World) -> Option<String> {
    let (mut text, mut count) = (String::new(), 0);
    for (scope, region) in world.places() {
        let instances = region.instances.values().map(|instance| instance.id.as_str());
        let ids: Vec<_> = instances.chain(region.reservations.keys().map(|id| id.as_str())).collect();
        let named = ids.len().min(MAX_IDS.saturating_sub(count));
        if named > 0 {
            let cloud = if scope.cloud == Cloud::Aws { "EC2" } else { "ECS" };
            let separator = if text.is_empty() { "" } else { "; " };
            text += &format!("{separator}{cloud} {}: {}", scope.region, ids[..named].join(", "));
        }
        count += ids.len();
    }
    if count > MAX_IDS {
        text += &format!(", and {} more", count - MAX_IDS);
    }
    (count > 0).then_some(text)
}
