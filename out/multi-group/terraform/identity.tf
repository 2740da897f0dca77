resource "aws_identitystore_group" "VPN-Database" {
  identity_store_id = "d-0123456789"
  display_name      = "VPN-Database"
  description       = "Database administrators"
}

resource "aws_identitystore_group" "VPN-Engineering" {
  identity_store_id = "d-0123456789"
  display_name      = "VPN-Engineering"
  description       = "Engineers, all of the VPC but the database subnet"
}

resource "aws_identitystore_group" "VPN-Operations" {
  identity_store_id = "d-0123456789"
  display_name      = "VPN-Operations"
  description       = "Operators, all of the VPC and the on-premises site"
}

resource "aws_identitystore_user" "hanako_sato_a74b0fad" {
  identity_store_id = "d-0123456789"
  user_name         = "hanako.sato"
  display_name      = "Hanako Sato"

  name {
    given_name  = "Hanako"
    family_name = "Sato"
  }

  emails {
    value   = "hanako.sato@example.com"
    type    = "work"
    primary = true
  }
}

resource "aws_identitystore_user" "jiro_suzuki_719d2ea8" {
  identity_store_id = "d-0123456789"
  user_name         = "jiro.suzuki"
  display_name      = "Jiro Suzuki"

  name {
    given_name  = "Jiro"
    family_name = "Suzuki"
  }

  emails {
    value   = "jiro.suzuki@example.com"
    type    = "work"
    primary = true
  }
}

resource "aws_identitystore_user" "taro_yamada_6c97557f" {
  identity_store_id = "d-0123456789"
  user_name         = "taro.yamada"
  display_name      = "Taro Yamada"

  name {
    given_name  = "Taro"
    family_name = "Yamada"
  }

  emails {
    value   = "taro.yamada@example.com"
    type    = "work"
    primary = true
  }
}

resource "aws_identitystore_group_membership" "hanako_sato_a74b0fad_in_VPN-Database" {
  identity_store_id = "d-0123456789"
  group_id          = aws_identitystore_group.VPN-Database.group_id
  member_id         = aws_identitystore_user.hanako_sato_a74b0fad.user_id
}

resource "aws_identitystore_group_membership" "hanako_sato_a74b0fad_in_VPN-Engineering" {
  identity_store_id = "d-0123456789"
  group_id          = aws_identitystore_group.VPN-Engineering.group_id
  member_id         = aws_identitystore_user.hanako_sato_a74b0fad.user_id
}

resource "aws_identitystore_group_membership" "taro_yamada_6c97557f_in_VPN-Engineering" {
  identity_store_id = "d-0123456789"
  group_id          = aws_identitystore_group.VPN-Engineering.group_id
  member_id         = aws_identitystore_user.taro_yamada_6c97557f.user_id
}

resource "aws_identitystore_group_membership" "jiro_suzuki_719d2ea8_in_VPN-Operations" {
  identity_store_id = "d-0123456789"
  group_id          = aws_identitystore_group.VPN-Operations.group_id
  member_id         = aws_identitystore_user.jiro_suzuki_719d2ea8.user_id
}

resource "aws_ssoadmin_application_assignment" "vpn_VPN-Database" {
  application_arn = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef"
  principal_type  = "GROUP"
  principal_id    = aws_identitystore_group.VPN-Database.group_id
}

resource "aws_ssoadmin_application_assignment" "vpn_VPN-Engineering" {
  application_arn = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef"
  principal_type  = "GROUP"
  principal_id    = aws_identitystore_group.VPN-Engineering.group_id
}

resource "aws_ssoadmin_application_assignment" "vpn_VPN-Operations" {
  application_arn = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef"
  principal_type  = "GROUP"
  principal_id    = aws_identitystore_group.VPN-Operations.group_id
}

resource "aws_iam_saml_provider" "vpn" {
  name                   = "multi-group"
  saml_metadata_document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://portal.sso.ap-northeast-1.amazonaws.com/saml/assertion/MDAwMDAwMDAwMDAwX2lucy02ZjFjMGE5ZDJiM2U0ODU3\">\n  <md:IDPSSODescriptor WantAuthnRequestsSigned=\"false\" protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\n    <md:KeyDescriptor use=\"signing\">\n      <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n        <ds:X509Data>\n          <ds:X509Certificate>MIIDbDCCAlSgAwIBAgIUBouHtFkeOi9c8DRKZQ24JQEmApgwDQYJKoZIhvcNAQELBQAwVzEfMB0GA1UEAwwWY2xpZW50LXZwbi5leGFtcGxlLmNvbTEiMCAGA1UECwwZY3ZwbiBnYWxsZXJ5LCBub3QgZm9yIHVzZTEQMA4GA1UECgwHRXhhbXBsZTAgFw0yNjAxMDEwMDAwMDBaGA85OTk5MTIzMTIzNTk1OVowVzEfMB0GA1UEAwwWY2xpZW50LXZwbi5leGFtcGxlLmNvbTEiMCAGA1UECwwZY3ZwbiBnYWxsZXJ5LCBub3QgZm9yIHVzZTEQMA4GA1UECgwHRXhhbXBsZTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAJUjXm5ac+USHCNHabPn7AFuKX/tAXLZezIBh7qRMnGlHC8KiWpMEKL9naIFfgEiFc6MY8YcFRDRyKVTCkiUvvqZu4pQ2Ye7yySrkty4sryDrJ4gPG3PwlWwPAtFe6v81Ho2dMK710hSbF7MsImGdqM76i9lnCKc6J167bmm8mvpW5eFYWwjGa93FT2NPQu1697ozUzv2rsYabSui1BS0Bkoa6VICaOPpQNuVDzMxvCnYODeXvF742otZ0J/tDpKhPRnzvfLaNudwtTrijm8MX1Fzw128avdqIldNUhi2a+sotCZRwereB1mTehP+DoMUU8qphuU/LQte0Otg0YFd0UCAwEAAaMuMCwwHQYDVR0OBBYEFB/VrpV9Pf92ydQ5YAH8JQVs+BuUMAsGA1UdDwQEAwIHgDANBgkqhkiG9w0BAQsFAAOCAQEAc78kAJuhMYvr9/wLZGeQtbWZjcfBsyymRHNK8w0zEdPyc70ZMwvqR20erSfL3dkd/HmxCvjGoGSio7vqSSWfV44oXXX4fWug8xqP8YFxIdKH4lsWMdWo6Mjx1ea4cwYYkAjWKN0YSGur2PJ5y3BzsZERhV2VnpK2vY+9gdjNwedMp9kzRiFn5QFgdHhkrbK6AAkLu71Lhv3p6TrZ0+DjjBj5T2S4tzJecSeCYq4CJJ2m+myo1e+55Jdce6VftRp6JuTbz/I2AwAPhLyZigz8ecyM32wIlPcZVjf7FFu+6L0rnYiV7eItebA7SPSpyScMqsuY7uM8g6AM6dTbZduyaQ==</ds:X509Certificate>\n        </ds:X509Data>\n      </ds:KeyInfo>\n    </md:KeyDescriptor>\n    <md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://portal.sso.ap-northeast-1.amazonaws.com/saml/logout/MDAwMDAwMDAwMDAwX2lucy02ZjFjMGE5ZDJiM2U0ODU3\"/>\n    <md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"https://portal.sso.ap-northeast-1.amazonaws.com/saml/logout/MDAwMDAwMDAwMDAwX2lucy02ZjFjMGE5ZDJiM2U0ODU3\"/>\n    <md:NameIDFormat/>\n    <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://portal.sso.ap-northeast-1.amazonaws.com/saml/assertion/MDAwMDAwMDAwMDAwX2lucy02ZjFjMGE5ZDJiM2U0ODU3\"/>\n    <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"https://portal.sso.ap-northeast-1.amazonaws.com/saml/assertion/MDAwMDAwMDAwMDAwX2lucy02ZjFjMGE5ZDJiM2U0ODU3\"/>\n  </md:IDPSSODescriptor>\n</md:EntityDescriptor>\n"
}
