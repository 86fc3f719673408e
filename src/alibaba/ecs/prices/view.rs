//! A price in responses.

use crate::domain::billing::price::{CURRENCY, Discount, Money, Price, Resource};
use serde::Serialize;

/// The response of the price operations.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    price_info: PriceInfo,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PriceInfo {
    rules: Rules,
    price: PriceView,
    related_price: RelatedPrice,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Rule {
    description: &'static str,
    rule_id: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PriceView {
    original_price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserved_instance_hour_price: Option<f64>,
    discount_price: f64,
    currency: &'static str,
    trade_price: f64,
    detail_infos: DetailInfos,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DetailInfos {
    detail_info: Vec<DetailInfo>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DetailInfo {
    resource: &'static str,
    original_price: f64,
    discount_price: f64,
    trade_price: f64,
    sub_rules: Rules,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RelatedPrice {
    marketplace_image_price: MarketplaceImagePrice,
}

/// Always empty: there are no marketplace images here.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MarketplaceImagePrice {
    currency: &'static str,
    original_price: f64,
    discount_price: f64,
    trade_price: f64,
}

fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::Type => "instanceType",
        Resource::Image => "image",
        Resource::SystemDisk => "systemDisk",
        Resource::DataDisk => "dataDisk",
        Resource::Bandwidth => "bandwidth",
        Resource::Performance => "diskperformance",
    }
}

/// The rule that explains a discount. The id and the text are ours.
fn rule(discount: Discount) -> Rule {
    match discount {
        Discount::Year => Rule { description: "From one year on, 15% off the list price.", rule_id: 1 },
        Discount::Spot => Rule { description: "A spot instance, 80% off the list price.", rule_id: 2 },
    }
}

fn rules(price: &Price) -> Rules {
    Rules { rule: price.why.filter(|_| price.off > Money::default()).map(rule).into_iter().collect() }
}

fn detail((part, price): &(Resource, Price)) -> DetailInfo {
    DetailInfo {
        resource: resource(*part),
        original_price: price.original.yuan(),
        discount_price: price.off.yuan(),
        trade_price: price.trade().yuan(),
        sub_rules: rules(price),
    }
}

impl Response {
    /// Adds up the parts of a price. `with_reserved` adds the hourly price of reserved instances, which is always 0.
    pub fn new(parts: &[(Resource, Price)], with_reserved: bool) -> Self {
        let sum = |of: fn(&Price) -> Money| parts.iter().map(|(_, price)| of(price)).sum::<Money>().yuan();
        let mut all: Vec<Rule> = parts.iter().flat_map(|(_, price)| rules(price).rule).collect();
        all.dedup();
        let none = MarketplaceImagePrice { currency: "", original_price: 0.0, discount_price: 0.0, trade_price: 0.0 };
        Self {
            price_info: PriceInfo {
                rules: Rules { rule: all },
                price: PriceView {
                    original_price: sum(|price| price.original),
                    reserved_instance_hour_price: with_reserved.then_some(0.0),
                    discount_price: sum(|price| price.off),
                    currency: CURRENCY,
                    trade_price: sum(|price| price.trade()),
                    detail_infos: DetailInfos { detail_info: parts.iter().map(detail).collect() },
                },
                related_price: RelatedPrice { marketplace_image_price: none },
            },
        }
    }
}
