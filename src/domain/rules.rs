//! Behaviour that the vendors leave open.

use jiff::SignedDuration;

/// Behaviour that the vendors leave open, or that a user may want stricter.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Refuse an image id that is well-formed but unknown, and in a launch the name of an unknown key pair.
    pub strict_images: bool,
    /// Use the default subnet and security group for a launch that names none.
    pub default_network: bool,
    /// The least time between two changes of an ECS instance's specification.
    pub specification_rest: SignedDuration,
    pub transitions: Transitions,
    /// How many bytes the metrics may have that callers publish, of an account in a region.
    pub custom_metrics_bytes: usize,
}

/// The default of [`Rules::custom_metrics_bytes`].
pub const CUSTOM_METRICS_BYTES: usize = 16 << 20;

impl Default for Rules {
    fn default() -> Self {
        Self {
            strict_images: false,
            default_network: true,
            transitions: Transitions::INSTANT,
            specification_rest: SignedDuration::ZERO,
            custom_metrics_bytes: CUSTOM_METRICS_BYTES,
        }
    }
}

/// The durations of transitions between states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transitions {
    /// From the launch or start to running; also from the creation of a NAT gateway until it is available, and on EC2 of an
    /// endpoint or a volume, until a volume or an interface is attached, and until a modified volume has its new shape.
    pub boot: SignedDuration,
    /// From running to stopped.
    pub stop: SignedDuration,
    /// From shutting down to terminated, or released; also of NAT gateways, and on EC2 of endpoints and volumes, and until a
    /// volume or an interface is detached.
    pub terminate: SignedDuration,
    /// From a change of an allocation until it is active.
    pub allocate: SignedDuration,
    /// From an image's or a snapshot's creation until it is available; on EC2 also how long a modified volume is optimized.
    pub image: SignedDuration,
    /// From the request for an asynchronous specification change until it is applied.
    pub specification: SignedDuration,
}

impl Transitions {
    /// Every transition is complete by the next call.
    pub const INSTANT: Self = Self {
        boot: SignedDuration::ZERO,
        stop: SignedDuration::ZERO,
        terminate: SignedDuration::ZERO,
        allocate: SignedDuration::ZERO,
        image: SignedDuration::ZERO,
        specification: SignedDuration::ZERO,
    };

    /// Whether none takes any time.
    pub fn are_instant(&self) -> bool {
        *self == Self::INSTANT
    }

    /// Roughly the durations of the clouds. Ours: the vendors promise none.
    pub const REALISTIC: Self = Self {
        boot: SignedDuration::from_secs(20),
        stop: SignedDuration::from_secs(30),
        terminate: SignedDuration::from_secs(30),
        allocate: SignedDuration::from_secs(10),
        image: SignedDuration::from_secs(60),
        specification: SignedDuration::from_secs(10),
    };
}
