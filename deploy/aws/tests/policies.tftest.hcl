mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

override_resource {
  target = aws_secretsmanager_secret.source_key["coingecko"]
  values = { arn = "secret-coingecko" }
}

override_resource {
  target = aws_secretsmanager_secret.database_owner
  values = { arn = "secret-owner" }
}

override_resource {
  target = aws_secretsmanager_secret.database_etl
  values = { arn = "secret-etl" }
}

override_resource {
  target = aws_secretsmanager_secret.database_api
  values = { arn = "secret-api" }
}

override_resource {
  target = aws_iam_role.etl_execution
  values = { arn = "arn:aws:iam::123456789012:role/etl-execution" }
}

run "policies" {
  # With everything that is optional, so that its policies are read as well.
  variables {
    collector_image = "public.ecr.aws/aws-observability/aws-otel-collector:v0"
    source_keys     = ["coingecko"]
  }

  assert {
    condition = length(output.policies) == sum([for name in fileset(".", "*.tf") :
      length(regexall("resource \"aws_[a-z0-9_]+_policy\"", file(name))) - length(regexall("resource \"aws_(ecr_lifecycle|appautoscaling)_policy\"", file(name)))
    ]) && length(output.trust) == sum([for name in fileset(".", "*.tf") : length(regexall("resource \"aws_iam_role\"", file(name)))])
    error_message = "There is a policy or a role that the outputs, and so these tests, do not have."
  }

  assert {
    condition = length([for name in fileset(".", "*.tf") : name
      if can(regex("managed_policy_arns|inline_policy|aws_iam_role_policy_attachment|aws_iam_policy_document|NotAction|NotResource|NotPrincipal", file(name)))
    ]) == 0 && length(output.policies) > 0
    error_message = "Policies are written out in this configuration, and say what is allowed, not what is not."
  }

  assert {
    condition     = alltrue(flatten([for document in values(output.policies) : [for statement in jsondecode(document).Statement : [for action in statement.Action : !strcontains(action, "*") && !strcontains(action, "?")]]]))
    error_message = "Every action is written out."
  }

  assert {
    condition = alltrue(flatten([for document in values(output.policies) : [for statement in jsondecode(document).Statement : [for resource in statement.Resource :
      !strcontains(resource, "*") ||
      (resource == "*" && statement.Action == ["ecr:GetAuthorizationToken"]) ||
      (can(regex("^arn:aws:logs:[^*]+:log-stream:([a-z-]+/)?\\*$", resource)) && toset(statement.Action) == toset(["logs:CreateLogStream", "logs:PutLogEvents"]))
    ]]]))
    error_message = "Stars stand only where AWS allows nothing else: ECR's login, and at the end of log streams."
  }

  assert {
    condition     = alltrue(flatten([for document in concat(values(output.policies), values(output.trust)) : [for statement in jsondecode(document).Statement : !strcontains(jsonencode(try(statement.Principal, {})), "*")]]))
    error_message = "Nobody unnamed is let in."
  }

  assert {
    condition     = alltrue(flatten([for document in values(output.trust) : [for statement in jsondecode(document).Statement : statement.Condition.StringEquals["aws:SourceAccount"] == "123456789012"]]))
    error_message = "A service takes a role only on behalf of this account."
  }

  assert {
    condition = { for name in ["api_execution", "etl_execution", "migrate_execution", "database_users_execution"] : name => flatten([
      for statement in jsondecode(output.policies[name]).Statement : statement.Resource if statement.Action == ["secretsmanager:GetSecretValue"]
      ]) } == {
      api_execution            = ["secret-api"]
      etl_execution            = ["secret-etl", "secret-coingecko"]
      migrate_execution        = ["secret-owner"]
      database_users_execution = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:admin", "secret-owner", "secret-etl", "secret-api"]
    }
    error_message = "Each task reads its own secrets and no other's."
  }

  assert {
    condition = [for statement in jsondecode(output.policies.schedule).Statement : {
      action = statement.Action, resource = statement.Resource, condition = try(statement.Condition, null)
      }] == [
      { action = ["ecs:RunTask"], resource = [aws_ecs_task_definition.etl.arn], condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.this.arn } } },
      { action = ["iam:PassRole"], resource = ["arn:aws:iam::123456789012:role/etl-execution"], condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
      { action = ["sqs:SendMessage"], resource = [aws_sqs_queue.missed_starts.arn], condition = null },
    ]
    error_message = "The schedule starts the ETL's task, hands over its role, and writes to its queue: no more."
  }

  assert {
    condition     = [for statement in jsondecode(output.policies.collector).Statement : statement.Action] == [["aps:RemoteWrite"]]
    error_message = "The collector writes metrics, and nothing else."
  }
}

run "programs_have_no_role" {
  assert {
    condition     = alltrue([for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate, aws_ecs_task_definition.database_users] : coalesce(definition.task_role_arn, "none") == "none"])
    error_message = "A program that calls no AWS API has no rights there."
  }
}
