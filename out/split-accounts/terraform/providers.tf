# The endpoint and its network.
provider "aws" {
  region              = "ap-northeast-1"
  allowed_account_ids = ["111122223333"]
}

# IAM Identity Center, which lives in another account or Region: give it credentials of that account.
provider "aws" {
  alias               = "identity"
  region              = "us-east-1"
  allowed_account_ids = ["444455556666"]
}
