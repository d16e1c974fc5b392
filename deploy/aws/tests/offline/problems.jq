# Reads `terraform show -json` of a plan, and prints what must not be in it, whatever the resource is called.
# The tests beside this look at the resources they know; this looks at those that somebody adds later.
.resource_changes[]
| .address as $address | .type as $type | .change.after as $after
| (if $type == "aws_db_instance" and ($after.publicly_accessible or ($after.storage_encrypted | not)) then "a database is public, or not encrypted"
  elif $type == "aws_db_instance" and $after.password != null then "a password is in the state"
  elif $type == "aws_secretsmanager_secret_version" then "a secret's value is in the state"
  elif $type == "aws_cloudwatch_log_group" and ($after.retention_in_days // 0) == 0 then "logs are kept for ever"
  elif $type == "aws_ecr_repository" and $after.image_tag_mutability != "IMMUTABLE" then "tags can be moved"
  elif $type == "aws_scheduler_schedule" and $after.schedule_expression != "cron(5 0/4 * * ? *)" then "not every four hours"
  elif $type == "aws_vpc_security_group_ingress_rule" and $after.cidr_ipv4 != null and ($address | startswith("aws_vpc_security_group_ingress_rule.load_balancer_from_callers") | not) then "addresses reach more than the load balancer"
  elif $type == "aws_subnet" and $after.map_public_ip_on_launch then "a subnet gives public addresses"
  elif ($type | IN("aws_iam_user", "aws_iam_access_key", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment")) then "rights that roles.tf does not write out"
  else empty end)
| "\($address): \(.)"
