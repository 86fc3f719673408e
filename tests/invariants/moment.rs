//! What must hold of capacity at any moment.

use super::seen::{Allocation, Reservation, Seen, Usage, xml};
use crate::support::Twin;

pub fn check(twin: &Twin, seen: &Seen) {
    assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
    for reservation in seen.reservations.values() {
        check_use(seen, reservation);
        check_end(seen, reservation);
        match reservation.source() {
            Some(source) => check_lent(reservation, &seen.reservations[source]),
            None => check_lender(seen, reservation),
        }
        check_usage(twin, reservation);
    }
    for (id, instance) in &seen.instances {
        let Some(named) = &instance.capacity_reservation_id else { continue };
        let reservation = &seen.reservations[named];
        assert!(reservation.is_active(), "{id} uses {reservation:?}");
        assert_eq!(instance.place(), reservation.place(), "{id} uses {reservation:?}");
        assert!(!reservation.interruptible || instance.instance_lifecycle.is_some(), "{id} uses {reservation:?}");
        match (instance.prefers(), instance.target()) {
            (None, Some(target)) => assert_eq!(named, target, "{id} uses its target"),
            (prefers, _) => assert_ne!(prefers.expect("a preference"), "none", "{id} uses {reservation:?}"),
        }
    }
}

/// It is used by those that name it, and the rest is available.
fn check_use(seen: &Seen, reservation: &Reservation) {
    let id = &reservation.capacity_reservation_id;
    let users = seen.instances.values().filter(|user| user.capacity_reservation_id.as_ref() == Some(id));
    assert!(users.clone().all(|user| !matches!(user.state(), "stopped" | "terminated")), "{id} is used by the dead");
    let (used, total) = (reservation.used(), reservation.total_instance_count);
    assert_eq!(used as usize, users.count(), "{id} is used by those that name it");
    assert!(used <= total, "{used} use {reservation:?}");
    let room = if reservation.is_active() { total - used } else { 0 };
    assert_eq!(reservation.available_instance_count, room, "{reservation:?}");
}

/// It ends at its end date, and not without one.
fn check_end(seen: &Seen, reservation: &Reservation) {
    let end = reservation.end_date;
    assert_eq!(end.is_some(), reservation.end_date_type == "limited", "{reservation:?}");
    match reservation.state.as_str() {
        "active" => assert!(end.is_none_or(|end| end > seen.now), "{reservation:?} at {}", seen.now),
        "expired" => assert!(end.is_some_and(|end| end <= seen.now), "{reservation:?} at {}", seen.now),
        "pending" => assert!(reservation.interruptible, "{reservation:?}"),
        state => assert_eq!(state, "cancelled"),
    }
}

/// What is lent is of a source that still lends it, or is given back.
fn check_lent(lent: &Reservation, source: &Reservation) {
    assert!(lent.interruptible && lent.interruptible_capacity_allocation.is_none() && !source.interruptible);
    assert_eq!((lent.place(), lent.terms()), (source.place(), (None, "targeted")), "of {source:?}");
    if lent.state == "cancelled" {
        assert_eq!(lent.total_instance_count, 0, "{lent:?} has given everything back");
        return;
    }
    let allocation = source.interruptible_capacity_allocation.as_ref().expect("an allocation");
    let (held, target) = (lent.total_instance_count, allocation.target_instance_count);
    assert_eq!(allocation.instance_count, held, "{source:?} counts what it lends");
    assert_eq!(held, target.max(lent.used()), "{lent:?} gives back what is not in use");
    let (named, id) = (allocation.interruptible_capacity_reservation_id.as_ref(), &lent.capacity_reservation_id);
    match lent.state.as_str() {
        "pending" => assert_eq!((allocation.status.as_str(), named), ("pending", None)),
        _ => assert_eq!(
            (matches!(allocation.status.as_str(), "active" | "updating" | "canceling"), named),
            (true, Some(id))
        ),
    }
}

fn check_lender(seen: &Seen, reservation: &Reservation) {
    assert!(!reservation.interruptible, "{reservation:?}");
    let id = reservation.capacity_reservation_id.as_str();
    let lent = seen.reservations.values().filter(|lent| lent.source() == Some(id) && lent.state != "cancelled");
    let Some(allocation) = &reservation.interruptible_capacity_allocation else { return assert_eq!(lent.count(), 0) };
    let Allocation { instance_count, target_instance_count, status, zero_size_preference, .. } = allocation;
    assert!(!status.starts_with("cancel") || zero_size_preference == "default", "{reservation:?} retains");
    if status == "canceled" {
        assert_eq!((lent.count(), *instance_count, *target_instance_count), (0, 0, 0), "{reservation:?}");
        return;
    }
    assert_eq!(lent.count(), 1, "{reservation:?} lends once");
    assert!(reservation.is_active() && reservation.end_date.is_none(), "{reservation:?} lends");
    if matches!(status.as_str(), "pending" | "active") {
        assert_eq!(instance_count, target_instance_count, "{reservation:?} is at its target");
    }
}

/// The other operations that read say the same.
fn check_usage(twin: &Twin, reservation: &Reservation) {
    let ask = |action| twin.ec2(&format!("{action}&CapacityReservationId={}", reservation.capacity_reservation_id));
    let usage: Usage = xml(&ask("GetCapacityReservationUsage"));
    assert_eq!(usage.capacity_reservation_id, reservation.capacity_reservation_id);
    assert_eq!(usage.instance_type, reservation.instance_type);
    assert_eq!(usage.total_instance_count, reservation.total_instance_count);
    assert_eq!(usage.available_instance_count, reservation.available_instance_count);
    assert_eq!(usage.state, reservation.state);
    assert_eq!(usage.interruptible, reservation.interruptible);
    assert_eq!(usage.interruptible_capacity_allocation, reservation.interruptible_capacity_allocation);
    assert_eq!(usage.interruption_info, reservation.interruption_info);
    let accounts = usage.instance_usage_set.item;
    assert_eq!(accounts.iter().map(|account| account.used_instance_count).sum::<u32>(), reservation.used());
    assert!(accounts.len() <= 1 && accounts.iter().all(|account| account.used_instance_count > 0), "{accounts:?}");
    let groups = ask("GetGroupsForCapacityReservation");
    assert!(groups.ok().contains("<capacityReservationGroupSet/>"), "{groups:?}");
}
