#!/usr/bin/env bash
# run-task.sh NAME [ARGUMENT...] - start one task, wait for its end, show its log, and end with its exit code.
#   NAME       migrate, etl or database-users
#   ARGUMENTS  replace the container's command: run-task.sh etl run --source coingecko --triggered-by retry
set -euo pipefail
cd "$(dirname "$0")"

if [ $# -eq 0 ]; then sed -n '2,4s/^# //p' "$0" >&2; exit 2; fi
name=$1; shift

tasks=$(terraform output -json tasks)
read -r region cluster network definition < <(jq -r --arg name "$name" '[.region, .cluster, .network, .definitions[$name] // "-"] | join(" ")' <<<"$tasks")
if [ "$definition" = - ]; then echo "There is no task $name: $(jq -r '.definitions | keys | join(", ")' <<<"$tasks")" >&2; exit 2; fi

overrides='{}'
if [ $# -gt 0 ]; then
  # Through a pipe: as jq's own arguments, --source would be taken for an option of jq.
  overrides=$(printf '%s\n' "$@" | jq -Rnc --arg name "$name" '{containerOverrides: [{name: $name, command: [inputs]}]}')
fi

ecs() { aws ecs --region "$region" "$@"; }

started=$(ecs run-task --cluster "$cluster" --task-definition "$definition" --launch-type FARGATE --count 1 \
  --network-configuration "$network" --overrides "$overrides" --output json)
task=$(jq -r '.tasks[0].taskArn // empty' <<<"$started")
if [ -z "$task" ]; then echo "AWS did not start it: $(jq -r '.failures[0].reason // "no reason given"' <<<"$started")" >&2; exit 1; fi
echo "Started $task" >&2

# `aws ecs wait tasks-stopped` gives up after ten minutes; an ETL run may take longer.
while :; do
  ended=$(ecs describe-tasks --cluster "$cluster" --tasks "$task" --output json | jq -c '.tasks[0]')
  [ "$(jq -r .lastStatus <<<"$ended")" = STOPPED ] && break
  sleep "${RUN_TASK_POLL_SECONDS:-5}"
done

group=$(ecs describe-task-definition --task-definition "$definition" --output json |
  jq -r '.taskDefinition.containerDefinitions[0].logConfiguration.options["awslogs-group"]')
aws logs --region "$region" get-log-events --log-group-name "$group" --log-stream-name "$name/$name/${task##*/}" --start-from-head \
  --query 'events[].message' --output json | jq -r '.[]' || echo "It left no log in $group." >&2

code=$(jq -r '.containers[0].exitCode // empty' <<<"$ended")
if [ -z "$code" ]; then echo "It never began: $(jq -r '.stoppedReason // "no reason given"' <<<"$ended")" >&2; exit 1; fi
echo "Exit code $code" >&2
exit "$code"
