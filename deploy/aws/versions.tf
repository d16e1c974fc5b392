terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # Bucket, key and region come with `terraform init -backend-config=state.s3.tfbackend`: see the README.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  # An apply with the credentials of another account ends here.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Project   = var.name
      ManagedBy = "terraform"
    }
  }
}
