resource "aws_iam_role" "schedule" {
  name = "${var.name}-schedule"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = {
        "aws:SourceAccount" = var.account_id
        "aws:SourceArn"     = aws_scheduler_schedule_group.this.arn
      } }
    }]
  })
}

resource "aws_iam_role_policy" "schedule" {
  name = "start-etl-task"
  role = aws_iam_role.schedule.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    {
      Sid    = "StartEtl"
      Effect = "Allow"
      Action = ["ecs:RunTask"]
      # This revision and no other: an apply that makes a new one changes schedule and role together.
      Resource  = [aws_ecs_task_definition.etl.arn]
      Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.this.arn } }
    },
    {
      Sid       = "HandOverExecutionRole"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = [aws_iam_role.etl_execution.arn]
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
    {
      Sid      = "KeepWhatFailed"
      Effect   = "Allow"
      Action   = ["sqs:SendMessage"]
      Resource = [aws_sqs_queue.missed_starts.arn]
    },
  ] })
}
