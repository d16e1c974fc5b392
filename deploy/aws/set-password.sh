#!/usr/bin/env bash
# set-password.sh NAME... - give users of the database new passwords: owner, etl, api.
# Secrets Manager makes them; they go through a pipe, never onto a disk, a command line or a screen. Afterwards:
# run-task.sh database-users tells the database, and a new deployment of the API takes the new one up (README).
set -euo pipefail
cd "$(dirname "$0")"

if [ $# -eq 0 ]; then sed -n '2,4s/^# //p' "$0" >&2; exit 2; fi

secrets=$(terraform output -json secrets)
region=$(terraform output -json tasks | jq -r .region)

for name; do
  case $name in owner | etl | api) ;; *) echo "There is no user $name: owner, etl, api" >&2; exit 2 ;; esac
  # Letters and digits only: nothing that an SQL text, a shell or a connection string would read otherwise.
  aws secretsmanager --region "$region" get-random-password --password-length 40 --exclude-punctuation --query RandomPassword --output text |
    tr -d '\n' |
    aws secretsmanager --region "$region" put-secret-value --secret-id "$(jq -r --arg name "$name" '.[$name]' <<<"$secrets")" \
      --secret-string file:///dev/stdin --query VersionId --output text >/dev/null
  echo "$name has a new password" >&2
done
