//! Names of products, by maker and product ID.

/// The product's name, by the IANA number of its maker and the maker's product ID.
pub fn name(manufacturer: u32, product: u16) -> Option<&'static str> {
    let key = (manufacturer, product);
    let at =
        NAMES.binary_search_by_key(&key, |(manufacturer, product, _)| (*manufacturer, *product));
    NAMES.get(at.ok()?).map(|(.., name)| *name)
}

/// Sorted by maker and product ID.
const NAMES: &[(u32, u16, &str)] = &[];
