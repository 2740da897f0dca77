//! `posture-provider`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// Two entries of `device_posture` are of the same product.
    ///
    /// A policy sees the values of a product under its name, `context.crowdstrike` for example, so a product can be
    /// there once.
    ///
    /// Source: Client VPN administrator guide, "Device posture trust providers".
    POSTURE_PROVIDER = "posture-provider", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let posture = &context.blueprint.endpoint.device_posture;
    for (index, entry) in posture.iter().enumerate() {
        if let Some(first) = posture[..index].iter().position(|earlier| earlier.provider == entry.provider) {
            let place = |index: usize| path!["endpoint", "device_posture", index, "type"];
            faults.push(
                Fault::new(&POSTURE_PROVIDER, place(index), format!("`{}` is there twice", entry.provider))
                    .related(place(first), "first here")
                    .allowed("one entry for each product")
                    .help("remove one of the two; a policy could not tell their values apart"),
            );
        }
    }
}
