# One execution role a task (it starts the container: image, log stream, secrets), and only the secrets of that task.
# The programs themselves call no AWS API, so their tasks have no task role at all; the collector is the one exception.
#
# Wildcards, all of them:
#   Resource "*"          ecr:GetAuthorizationToken only, which AWS knows no resource for
#   ...:log-stream:X/*    streams end in the task's id, which nobody knows before the task is there

locals {
  by_ecs_tasks = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })

  log_in_to_ecr = {
    Sid      = "LogInToEcr"
    Effect   = "Allow"
    Action   = ["ecr:GetAuthorizationToken"]
    Resource = ["*"]
  }

  pull = { for image, repository in aws_ecr_repository.this : image => {
    Sid      = "PullImage"
    Effect   = "Allow"
    Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    Resource = [repository.arn]
  } }

  write_log = { for task, group in aws_cloudwatch_log_group.task : task => {
    Sid      = "WriteLog"
    Effect   = "Allow"
    Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    Resource = ["${group.arn}:log-stream:${task}/*"]
  } }
}

resource "aws_iam_role" "api_execution" {
  name               = "${var.name}-api-execution"
  assume_role_policy = local.by_ecs_tasks
}

resource "aws_iam_role_policy" "api_execution" {
  name = "start-api"
  role = aws_iam_role.api_execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.log_in_to_ecr, local.pull["api"], local.write_log["api"],
    {
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = [aws_secretsmanager_secret.database_api.arn]
    },
  ] })
}

resource "aws_iam_role" "etl_execution" {
  name               = "${var.name}-etl-execution"
  assume_role_policy = local.by_ecs_tasks
}

resource "aws_iam_role_policy" "etl_execution" {
  name = "start-etl"
  role = aws_iam_role.etl_execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.log_in_to_ecr, local.pull["etl"], local.write_log["etl"],
    {
      Sid    = "ReadSecrets"
      Effect = "Allow"
      Action = ["secretsmanager:GetSecretValue"]
      Resource = concat(
        [aws_secretsmanager_secret.database_etl.arn],
        [for secret in aws_secretsmanager_secret.source_key : secret.arn],
      )
    },
  ] })
}

resource "aws_iam_role" "migrate_execution" {
  name               = "${var.name}-migrate-execution"
  assume_role_policy = local.by_ecs_tasks
}

resource "aws_iam_role_policy" "migrate_execution" {
  name = "start-migrate"
  role = aws_iam_role.migrate_execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.log_in_to_ecr, local.pull["etl"], local.write_log["migrate"],
    {
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = [aws_secretsmanager_secret.database_owner.arn]
    },
  ] })
}

# Its image comes from a public registry, which asks for no permission.
resource "aws_iam_role" "database_users_execution" {
  name               = "${var.name}-database-users-execution"
  assume_role_policy = local.by_ecs_tasks
}

resource "aws_iam_role_policy" "database_users_execution" {
  name = "start-database-users"
  role = aws_iam_role.database_users_execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.write_log["database-users"],
    {
      Sid    = "ReadSecrets"
      Effect = "Allow"
      Action = ["secretsmanager:GetSecretValue"]
      Resource = [
        local.database_admin_secret,
        aws_secretsmanager_secret.database_owner.arn,
        aws_secretsmanager_secret.database_etl.arn,
        aws_secretsmanager_secret.database_api.arn,
      ]
    },
  ] })
}
