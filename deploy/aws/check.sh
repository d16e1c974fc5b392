#!/usr/bin/env bash
# check.sh - formatting, validity, tests and an offline plan of this configuration and of its scripts. Needs no AWS account and no credentials.
#   TERRAFORM_PLUGIN_DIR=DIR takes the provider from a folder, where no registry can be reached
set -euo pipefail
cd "$(dirname "$0")"

command -v terraform >/dev/null || { echo 'terraform 1.11 or newer is not installed: https://developer.hashicorp.com/terraform/install' >&2; exit 2; }

command -v jq >/dev/null || { echo 'jq is not installed' >&2; exit 2; }

export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
if [ -n "${TF_CLI_CONFIG_FILE:-}" ] && [ ! -e "$TF_CLI_CONFIG_FILE" ]; then unset TF_CLI_CONFIG_FILE; fi
# A value left over in the shell must not decide what is tested.
unset "${!TF_VAR_@}"

terraform fmt -check -recursive -diff
if command -v shellcheck >/dev/null; then shellcheck -- *.sh tests/*.sh; fi
tests/scripts.sh

# In a copy: neither a provider of 700 MB nor a lock file for one platform stays behind, and no *.tfvars takes part.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/aws" "$copy/sql"
cp -r -- *.tf tests "$copy/aws"
cp -- ../sql/database_roles.sql "$copy/sql"
cd "$copy/aws"

terraform init -backend=false -input=false ${TERRAFORM_PLUGIN_DIR:+"-plugin-dir=$TERRAFORM_PLUGIN_DIR"} >init.log 2>&1 || { cat init.log >&2; exit 1; }
terraform validate
terraform test "$@"

# The mocks above check nothing that the provider itself checks in a plan, so it plans too, with everything that is optional.
cp tests/offline/offline_override.tf .
terraform init -reconfigure -input=false ${TERRAFORM_PLUGIN_DIR:+"-plugin-dir=$TERRAFORM_PLUGIN_DIR"} >init.log 2>&1 || { cat init.log >&2; exit 1; }
plan() {
  local name=$1
  shift
  terraform plan -input=false -out="$name.tfplan" -var account_id=123456789012 -var image_tag=0123abc -var 'allowed_cidrs=["198.51.100.0/24"]' "$@" >plan.log 2>&1 || { cat plan.log >&2; exit 1; }
  terraform show -json "$name.tfplan" >"$name.json"
  problems=$(jq -r -f tests/offline/problems.jq "$name.json")
  if [ -n "$problems" ]; then echo "$problems" >&2; exit 1; fi
  echo "Offline plan, $name: $(jq '.resource_changes | length' "$name.json") resources, nothing that must not be."
}
plan rds -var certificate_arn=arn:aws:acm:us-east-1:123456789012:certificate/1 -var 'source_keys=["coingecko"]' -var nat_per_zone=true \
  -var collector_image=collector:1 -var alarm_email=operations@example.com
plan aurora -var task_per_source=true -var 'database={engine="aurora",instance_class="db.r8g.large",readers=1}'
