//! `china-region`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The endpoint is in a Region of China.
    ///
    /// CloudFormation's types of Client VPN do not exist there.
    ///
    /// Source: CloudFormation, resource specification of cn-north-1 and cn-northwest-1.
    CHINA_REGION = "china-region", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let region = &context.blueprint.region;
    if region.as_str().starts_with("cn-") {
        faults.push(
            Fault::new(&CHINA_REGION, path!["region"], format!("Client VPN cannot be built in {region}"))
                .allowed("any Region outside China")
                .help("take a Region near it, such as ap-east-1 or ap-northeast-1"),
        );
    }
}
