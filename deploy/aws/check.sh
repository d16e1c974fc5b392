#!/usr/bin/env bash
# check.sh - formatting, validity and tests of this configuration and of its scripts. Needs no AWS account and no credentials.
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
cp -r -- *.tf database-roles.sql tests "$copy"
cd "$copy"

terraform init -backend=false -input=false ${TERRAFORM_PLUGIN_DIR:+"-plugin-dir=$TERRAFORM_PLUGIN_DIR"} >init.log 2>&1 || { cat init.log >&2; exit 1; }
terraform validate
terraform test "$@"
