//! ARNs: the account and the Region that they name.

use crate::support::generate;
use crate::support::generate::words::known;
use cvpn_blueprint::types::{AvailabilityZone, CertificateArn, LambdaArn, Region, SamlProviderArn, SnsTopicArn};
use proptest::prelude::*;

const GUID: &str = "00000000-0000-0000-0000-000000000000";
const REGIONS: &str = "(us|ap|eu)-(gov-)?(north|south|east|west)(east|west)?-[1-9]";

proptest! {
    #![proptest_config(generate::small())]

    #[test]
    fn an_arn_names_its_region_and_account(
        region in REGIONS,
        account in "[0-9]{12}",
        name in "[A-Za-z0-9_-]{1,20}",
        qualifier in prop::option::of("[0-9]{1,3}|[$]LATEST|live"),
    ) {
        let place = (region.as_str(), account.as_str());
        let certificate: CertificateArn = known(&format!("arn:aws:acm:{region}:{account}:certificate/{GUID}"));
        prop_assert_eq!((certificate.place().region, certificate.place().account), place);
        let end = qualifier.map(|qualifier| format!(":{qualifier}")).unwrap_or_default();
        let lambda: LambdaArn = known(&format!("arn:aws:lambda:{region}:{account}:function:{name}{end}"));
        prop_assert_eq!((lambda.place().region, lambda.place().account), place);
        prop_assert_eq!(lambda.function(), name.as_str());
        let topic: SnsTopicArn = known(&format!("arn:aws-us-gov:sns:{region}:{account}:{name}"));
        prop_assert_eq!((topic.place().region, topic.place().account), place);
        let provider: SamlProviderArn = known(&format!("arn:aws:iam::{account}:saml-provider/{name}"));
        prop_assert_eq!((provider.place().region, provider.place().account), ("", account.as_str()));
    }

    #[test]
    fn an_arn_of_another_service_is_refused_and_said_to_be_one(service in "[a-z]{2,8}") {
        prop_assume!(service != "acm");
        let text = format!("arn:aws:{service}:us-east-1:111122223333:certificate/{GUID}");
        let invalid = text.parse::<CertificateArn>().expect_err("another service");
        prop_assert!(invalid.message.contains(&format!("an ARN of `{service}`")), "{}", invalid.message);
    }

    #[test]
    fn a_zone_is_a_region_and_a_letter(region in REGIONS, letter in "[a-z]") {
        let zone = format!("{region}{letter}");
        prop_assert!(zone.parse::<AvailabilityZone>().is_ok());
        prop_assert!(region.parse::<AvailabilityZone>().is_err());
        let invalid = zone.parse::<Region>().expect_err("a zone");
        prop_assert!(invalid.help.unwrap_or_default().contains(&region));
    }
}
