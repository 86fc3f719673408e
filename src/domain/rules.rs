//! How the world behaves where the vendors leave room.

use jiff::SignedDuration;

/// How the world behaves where the vendors leave room, or where a user may want it stricter.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Refuse an image id that is well-formed but unknown, and on EC2 the name of an unknown key pair.
    pub strict_images: bool,
    /// Let an instance without a subnet or security group land in the default ones.
    pub default_network: bool,
    /// How long an ECS instance keeps its specification after a change.
    pub specification_rest: SignedDuration,
    /// How long things take.
    pub transitions: Transitions,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            strict_images: false,
            default_network: true,
            transitions: Transitions::INSTANT,
            specification_rest: SignedDuration::ZERO,
        }
    }
}

/// How long things take.
#[derive(Clone, Copy, Debug)]
pub struct Transitions {
    /// From the launch or start to running.
    pub boot: SignedDuration,
    /// From running to stopped.
    pub stop: SignedDuration,
    /// From shutting down to terminated, or released.
    pub terminate: SignedDuration,
    /// From an allocation's change to its being active.
    pub allocate: SignedDuration,
    /// From an image's creation to its being available.
    pub image: SignedDuration,
    /// From an asynchronous change of a specification to its being made.
    pub specification: SignedDuration,
}

impl Transitions {
    /// Everything is done by the next call.
    pub const INSTANT: Self = Self {
        boot: SignedDuration::ZERO,
        stop: SignedDuration::ZERO,
        terminate: SignedDuration::ZERO,
        allocate: SignedDuration::ZERO,
        image: SignedDuration::ZERO,
        specification: SignedDuration::ZERO,
    };

    /// About what the clouds take. Ours: the vendors promise no times.
    pub const REALISTIC: Self = Self {
        boot: SignedDuration::from_secs(20),
        stop: SignedDuration::from_secs(30),
        terminate: SignedDuration::from_secs(30),
        allocate: SignedDuration::from_secs(10),
        image: SignedDuration::from_secs(60),
        specification: SignedDuration::from_secs(10),
    };
}
