//! Serialisation of a world's static data in saved worlds: by name.

use crate::domain::capacity::reservation::PLATFORMS;
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::image;
use crate::domain::geography;
use crate::domain::scope::Cloud;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A static name, such as that of a region or an instance type.
pub type Name = &'static str;

/// All static names that a world can hold: regions, zones, platforms, types, families and architectures.
static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let clouds = [Cloud::Aws, Cloud::Alibaba];
    let regions = clouds.into_iter().flat_map(geography::regions);
    let region_names = regions.flat_map(|region| region.zones.iter().map(|(zone, _)| *zone).chain([region.name]));
    let types = clouds
        .into_iter()
        .flat_map(catalog::types)
        .flat_map(|instance_type| [instance_type.name, instance_type.family]);
    let images = clouds.into_iter().flat_map(image::images).flat_map(|image| [image.platform, image.architecture]);
    let architectures =
        catalog::types(Cloud::Aws).iter().filter_map(InstanceType::ec2).map(|figures| figures.architectures);
    region_names
        .chain(types)
        .chain(PLATFORMS.iter().copied())
        .chain(images)
        .chain(architectures)
        .chain(image::ARCHITECTURES.iter().copied())
        .collect()
});

/// The static name that equals this text.
pub fn find(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

/// `serde(with)` for fields of the type [`Name`].
pub mod name {
    use super::Name;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;
    use smol_str::SmolStr;

    pub fn serialize<S: Serializer>(name: &Name, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name)
    }

    /// Fails if there is no such static name.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        let name = SmolStr::deserialize(deserializer)?;
        super::find(&name).ok_or_else(|| D::Error::custom(format!("unknown name {name}")))
    }
}

/// `serde(with)` for fields that are instance types.
pub mod instance_type {
    use super::Cloud;
    use super::InstanceType;
    use crate::domain::compute::catalog::{self, NewType};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use smol_str::SmolStr;
    use std::borrow::Cow;

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Written<'w> {
        Name(SmolStr),
        New(Cow<'w, NewType>),
    }

    /// Writes the name of the type. One that a scenario added is written whole.
    pub fn serialize<S: Serializer>(instance_type: &&'static InstanceType, serializer: S) -> Result<S::Ok, S::Error> {
        let new = instance_type.added.as_deref().map(|new| Written::New(Cow::Borrowed(new)));
        new.unwrap_or_else(|| Written::Name(SmolStr::new_static(instance_type.name))).serialize(serializer)
    }

    /// Fails if no cloud has a type with this name.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static InstanceType, D::Error> {
        let name = match Written::deserialize(deserializer)? {
            Written::Name(name) => name,
            Written::New(new) => return new.make().map_err(D::Error::custom),
        };
        let instance_type = catalog::find(Cloud::Aws, &name).or_else(|| catalog::find(Cloud::Alibaba, &name));
        instance_type.ok_or_else(|| D::Error::custom(format!("unknown instance type {name}")))
    }
}

/// `serde(with)` for 64 random bits, which not every format can write as a number.
pub mod bits {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;
    use smol_str::SmolStr;

    /// Writes 16 hexadecimal digits.
    pub fn serialize<S: Serializer>(bits: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{bits:016x}"))
    }

    /// Reads 16 hexadecimal digits.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let digits = SmolStr::deserialize(deserializer)?;
        u64::from_str_radix(&digits, 16).map_err(|_| D::Error::custom("not 16 hexadecimal digits"))
    }
}

/// `serde(with)` for maps with keys that are not text: writes a list of keys and values, which TOML shows as tables.
pub mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair<K, V> {
        key: K,
        value: V,
    }

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map.iter().map(|(key, value)| Pair { key, value }))
    }

    pub fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let pairs = Vec::deserialize(deserializer)?;
        Ok(pairs.into_iter().map(|Pair { key, value }| (key, value)).collect())
    }
}
