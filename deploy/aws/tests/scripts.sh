#!/usr/bin/env bash
# scripts.sh - run-task.sh and set-password.sh against stand-ins for aws and terraform that answer what AWS documents.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
export PATH="$bin:$PATH" CALLS="$bin/calls" RUN_TASK_POLL_SECONDS=0

cat >"$bin/terraform" <<'END'
#!/usr/bin/env bash
case "$*" in
  'output -json tasks') echo '{"region":"us-east-1","cluster":"kasparro","network":"awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}","definitions":{"etl":"arn:etl:7","migrate":"arn:migrate:3"}}' ;;
  'output -json secrets') echo '{"owner":"kasparro/database/owner","etl":"kasparro/database/etl","api":"kasparro/database/api","coingecko":"kasparro/coingecko-api-key"}' ;;
  *) exit 99 ;;
esac
END

# What a task does is said by OUTCOME: a number is its exit code. It is running the first time it is asked for.
cat >"$bin/aws" <<'END'
#!/usr/bin/env bash
echo "$*" >>"$CALLS"
case "$*" in
  *' run-task '*)
    [ "$OUTCOME" = refused ] && { echo '{"tasks":[],"failures":[{"reason":"RESOURCE:ENI"}]}'; exit; }
    echo '{"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:1:task/kasparro/abc"}],"failures":[]}' ;;
  *' describe-tasks '*)
    if [ "$(grep -c describe-tasks "$CALLS")" -lt 2 ]; then echo '{"tasks":[{"lastStatus":"RUNNING","containers":[{}]}]}'
    elif [ "$OUTCOME" = never-began ]; then echo '{"tasks":[{"lastStatus":"STOPPED","stoppedReason":"CannotPullContainerError","containers":[{}]}]}'
    else echo "{\"tasks\":[{\"lastStatus\":\"STOPPED\",\"containers\":[{\"exitCode\":$OUTCOME}]}]}"; fi ;;
  *' describe-task-definition '*) echo '{"taskDefinition":{"containerDefinitions":[{"logConfiguration":{"options":{"awslogs-group":"/kasparro/etl"}}}]}}' ;;
  *' get-log-events '*) [ "$OUTCOME" = never-began ] && exit 254; echo '["one line","another"]' ;;
  *' get-random-password '*) echo s3cretFromAws ;;
  *' put-secret-value '*) cat /dev/stdin >>"$CALLS.stdin" ;;
  *) exit 99 ;;
esac
END
chmod +x "$bin"/*

failed=0
expect() { # what, expected, actual
  if [ "$2" != "$3" ]; then printf 'FAILED: %s\n  expected: %s\n  was:      %s\n' "$1" "$2" "$3" >&2; failed=1; fi
}
answer() { # the exit code and all output of a command, on one line
  local out code=0
  : >"$CALLS"
  out=$("$@" 2>&1) || code=$?
  printf '%s: %s' "$code" "${out//$'\n'/ | }"
}
started='Started arn:aws:ecs:us-east-1:1:task/kasparro/abc'

expect 'a task that succeeds' "0: $started | one line | another | Exit code 0" "$(OUTCOME=0 answer ./run-task.sh etl)"
expect 'a task that fails' "3: $started | one line | another | Exit code 3" "$(OUTCOME=3 answer ./run-task.sh etl)"
expect 'a task that never began' "1: $started | It left no log in /kasparro/etl. | It never began: CannotPullContainerError" "$(OUTCOME=never-began answer ./run-task.sh etl)"
expect 'a start that AWS refuses' '1: AWS did not start it: RESOURCE:ENI' "$(OUTCOME=refused answer ./run-task.sh etl)"
expect 'an unknown task' '2: There is no task elt: etl, migrate' "$(OUTCOME=0 answer ./run-task.sh elt)"

OUTCOME=0 answer ./run-task.sh etl run --source coingecko >/dev/null
expect 'a command of its own' 1 "$(grep -c -F -- '--overrides {"containerOverrides":[{"name":"etl","command":["run","--source","coingecko"]}]}' "$CALLS")"
expect 'network and definition' 1 "$(grep -c -F -- '--task-definition arn:etl:7 --launch-type FARGATE --count 1 --network-configuration awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}' "$CALLS")"

expect 'two passwords' '0: etl has a new password | api has a new password' "$(answer ./set-password.sh etl api)"
expect 'the passwords go through the pipe' s3cretFromAwss3cretFromAws "$(cat "$CALLS.stdin")"
expect 'and over no command line' 0 "$(grep -c s3cret "$CALLS" || true)"
expect 'into their secrets' 'kasparro/database/etl kasparro/database/api' "$(sed -n 's/.*--secret-id \([^ ]*\).*/\1/p' "$CALLS" | paste -sd' ')"
expect 'an unknown user' '2: There is no user admin: owner, etl, api' "$(answer ./set-password.sh admin)"

[ $failed -eq 0 ] && echo 'Scripts: all as expected.'
exit $failed
