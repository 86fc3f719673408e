//! What changes alarms: callers, and the clock.

use super::actions::act;
use super::foresee::{next_change, next_step};
use super::history::{Happening, HistoryItem};
use super::judge::evaluate;
use super::list::Watched;
use super::{Alarm, AlarmState, Definition, Reason, ReasonData};
use crate::domain::compute::instance::Tags;
use crate::domain::credits::{millis, timestamp};
use crate::domain::metrics::{Metric, Source};
use crate::domain::notice::{AlarmNotice, AwsNotice};
use crate::domain::place::PlaceMut;
use crate::domain::queue::Event;
use smol_str::SmolStr;

/// Puts an alarm. One of that name keeps its state and its tags.
pub fn put(at: &mut PlaceMut<'_>, name: SmolStr, definition: Definition, actions_enabled: bool, tags: Tags) {
    let now = at.now;
    let next = Some(next_step(millis(now)));
    let alarms = &mut at.region.alarms;
    let (alarm, happening) = match alarms.remove(&name) {
        Some(old) => {
            let kept = (*old).clone();
            (Alarm { definition, actions_enabled, configured: now, next, ..kept }, Happening::Configured)
        }
        None => {
            let text = SmolStr::new_static("Unchecked: Initial alarm creation");
            let reason = Reason { text, data: ReasonData::None };
            let state = AlarmState::InsufficientData;
            let (updated, transitioned, configured) = (now, now, now);
            let name = name.clone();
            let alarm = Alarm {
                name,
                definition,
                actions_enabled,
                tags,
                state,
                reason,
                updated,
                transitioned,
                configured,
                next,
            };
            (alarm, Happening::Created)
        }
    };
    alarms.insert(alarm);
    alarms.note(HistoryItem { at: now, alarm: name, happening });
    reschedule(at);
}

/// Deletes an alarm, if there is one of that name.
pub fn delete(at: &mut PlaceMut<'_>, name: &SmolStr) {
    if at.region.alarms.remove(name).is_some() {
        let item = HistoryItem { at: at.now, alarm: name.clone(), happening: Happening::Deleted };
        at.region.alarms.note(item);
        reschedule(at);
    }
}

/// Sets the state of an alarm until it is judged next.
pub fn set_state(at: &mut PlaceMut<'_>, name: &SmolStr, state: AlarmState, reason: Reason) {
    enter(at, name, state, reason);
    at.region.alarms.set_next(name, Some(next_step(millis(at.now))));
    reschedule(at);
}

/// Whether an alarm acts.
pub fn set_actions_enabled(at: &mut PlaceMut<'_>, name: &SmolStr, enabled: bool) {
    if at.region.alarms.get(name).is_some_and(|alarm| alarm.actions_enabled != enabled) {
        let now = at.now;
        at.region.alarms.change(name, |alarm| (alarm.actions_enabled, alarm.configured) = (enabled, now));
        let item = HistoryItem { at: now, alarm: name.clone(), happening: Happening::Configured };
        at.region.alarms.note(item);
    }
}

pub fn set_tags(at: &mut PlaceMut<'_>, name: &SmolStr, tags: Tags) {
    at.region.alarms.change(name, |alarm| alarm.tags = tags);
}

/// Has the alarms on an instance judged at the next time, since it has changed.
pub fn touch_instance(at: &mut PlaceMut<'_>, id: &SmolStr) {
    if !at.region.alarms.is_empty() {
        touch(at, &Watched::Instance(id.clone()));
    }
}

/// The same for the alarms on a metric.
pub fn touch_metric(at: &mut PlaceMut<'_>, metric: &Metric) {
    if !at.region.alarms.is_empty() {
        touch(at, &Watched::Metric(metric.clone()));
    }
}

fn touch(at: &mut PlaceMut<'_>, watched: &Watched) {
    let (names, next) = (at.region.alarms.watching(watched), next_step(millis(at.now)));
    for name in &names {
        at.region.alarms.set_next(name, Some(next));
    }
    if !names.is_empty() {
        reschedule(at);
    }
}

/// Has one event in the queue, for the alarm that is judged first; none if none is.
fn reschedule(at: &mut PlaceMut<'_>) {
    let due = at.region.alarms.first().map(|(due, _)| timestamp(*due));
    let event = at.region.alarms.event;
    if event.map(|(due, _)| due) != due {
        if let Some((at_time, number)) = event {
            at.queue.remove(at_time, number);
        }
        at.region.alarms.event = due.map(|due| (due, at.queue.push(due, at.scope, Event::Alarms)));
    }
}

/// The event: judges the alarms that are due.
pub fn judge_due(at: &mut PlaceMut<'_>) {
    at.region.alarms.event = None;
    let now = millis(at.now);
    while let Some((due, name)) = at.region.alarms.first().filter(|(due, _)| *due <= now).cloned() {
        judge(at, &name, due);
    }
    reschedule(at);
}

fn judge(at: &mut PlaceMut<'_>, name: &SmolStr, now: i64) {
    let Some(alarm) = at.region.alarms.share(name) else { return };
    let definition = &alarm.definition;
    let source =
        |at: &PlaceMut<'_>| Source::find(at.region, &definition.metric).in_unit(definition.unit.as_deref()).settled();
    let points: Vec<_> = source(at).points(now - definition.reach(), now).collect();
    let evaluation = evaluate(definition, &definition.values(&points, now));
    if let Some(state) = evaluation.state.filter(|state| *state != alarm.state) {
        enter(at, name, state, evaluation.reason(definition, state, now));
    }
    // What it did may have changed what it watches.
    let Some(alarm) = at.region.alarms.share(name) else { return };
    let next = next_change(&alarm, &source(at), now);
    at.region.alarms.set_next(name, next);
}

/// An alarm enters a state, which may be the one that it has.
fn enter(at: &mut PlaceMut<'_>, name: &SmolStr, state: AlarmState, reason: Reason) {
    let (now, after) = (at.now, (state, reason));
    let Some(alarm) = at.region.alarms.share(name) else { return };
    let before = (alarm.state, alarm.reason.clone());
    let is_change = before.0 != state;
    at.region.alarms.change(name, |alarm| {
        (alarm.state, alarm.reason) = after.clone();
        alarm.updated = now;
        if is_change {
            alarm.transitioned = now;
        }
    });
    if is_change {
        let happening = Happening::State { before: before.clone(), after };
        at.region.alarms.note(HistoryItem { at: now, alarm: name.clone(), happening });
        if let Some(alarm) = at.region.alarms.share(name) {
            at.notify(AwsNotice::Alarm(Box::new(AlarmNotice { alarm, before })));
        }
        act(at, name, state);
    }
}
