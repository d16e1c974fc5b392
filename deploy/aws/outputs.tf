output "address" {
  description = "Where the API answers."
  value       = "${var.certificate_arn == null ? "http" : "https"}://${aws_lb.api.dns_name}"
}

output "images" {
  description = "Where images are pushed to."
  value       = { for image, repository in aws_ecr_repository.this : image => repository.repository_url }
}

output "secrets" {
  description = "Names of the secrets that people fill."
  value = merge({ for source, secret in aws_secretsmanager_secret.source_key : source => secret.name }, {
    owner = aws_secretsmanager_secret.database_owner.name
    etl   = aws_secretsmanager_secret.database_etl.name
    api   = aws_secretsmanager_secret.database_api.name
  })
}

output "tasks" {
  description = "What run-task.sh needs to start a task."
  value = {
    region  = var.region
    cluster = aws_ecs_cluster.this.name
    network = "awsvpcConfiguration={subnets=[${join(",", [for subnet in aws_subnet.tasks : subnet.id])}],securityGroups=[${aws_security_group.jobs.id}],assignPublicIp=DISABLED}"
    definitions = {
      etl            = aws_ecs_task_definition.etl.arn
      migrate        = aws_ecs_task_definition.migrate.arn
      database-users = aws_ecs_task_definition.database_users.arn
    }
  }
}

output "metrics_workspace" {
  description = "Amazon Managed Prometheus, where there is a collector."
  value       = one(aws_prometheus_workspace.this[*].prometheus_endpoint)
}

output "policies" {
  description = "What each role and each resource's policy allows, for audits and for the tests, which read all of it."
  value = merge({
    api_execution            = aws_iam_role_policy.api_execution.policy
    etl_execution            = aws_iam_role_policy.etl_execution.policy
    migrate_execution        = aws_iam_role_policy.migrate_execution.policy
    database_users_execution = aws_iam_role_policy.database_users_execution.policy
    schedule                 = aws_iam_role_policy.schedule.policy
    alarms_topic             = aws_sns_topic_policy.alarms.policy
    runs_log                 = aws_cloudwatch_log_resource_policy.runs.policy_document
  }, { for policy in aws_iam_role_policy.collector : "collector" => policy.policy })
}

output "trust" {
  description = "Who may take each role."
  value = merge({
    api_execution            = aws_iam_role.api_execution.assume_role_policy
    etl_execution            = aws_iam_role.etl_execution.assume_role_policy
    migrate_execution        = aws_iam_role.migrate_execution.assume_role_policy
    database_users_execution = aws_iam_role.database_users_execution.assume_role_policy
    schedule                 = aws_iam_role.schedule.assume_role_policy
  }, { for role in aws_iam_role.collector : "collector" => role.assume_role_policy })
}
