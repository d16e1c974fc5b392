# Optional: Prometheus. A collector beside each API task scrapes /metrics and writes to a workspace of Amazon Managed
# Prometheus, where the project's PromQL rules work as they are. CloudWatch's own metrics feed the alarms either way.

variable "collector_image" {
  description = "Image of the AWS Distro for OpenTelemetry Collector, with its tag: public.ecr.aws/aws-observability/aws-otel-collector:TAG. null: no collector, no workspace."
  type        = string
  default     = null
}

locals {
  collector_config = var.collector_image == null ? "" : yamlencode({
    extensions = { sigv4auth = { region = var.region, service = "aps" } }
    receivers = { prometheus = { config = {
      global = { scrape_interval = "60s", scrape_timeout = "10s" }
      scrape_configs = [{
        job_name       = "kasparro-api"
        static_configs = [{ targets = ["127.0.0.1:${local.api_port}"] }]
      }]
    } } }
    processors = { resourcedetection = { detectors = ["ecs"] } }
    exporters = { prometheusremotewrite = {
      endpoint                         = "${aws_prometheus_workspace.this[0].prometheus_endpoint}api/v1/remote_write"
      auth                             = { authenticator = "sigv4auth" }
      resource_to_telemetry_conversion = { enabled = true }
    } }
    service = {
      extensions = ["sigv4auth"]
      pipelines = { metrics = {
        receivers  = ["prometheus"]
        processors = ["resourcedetection"]
        exporters  = ["prometheusremotewrite"]
      } }
    }
  })

  collector_containers = var.collector_image == null ? [] : [merge(local.confined, {
    name  = "collector"
    image = var.collector_image
    # A collector that fails must not take the API with it.
    essential        = false
    environment      = [{ name = "AOT_CONFIG_CONTENT", value = local.collector_config }]
    logConfiguration = local.log_options["api"]
    stopTimeout      = 15
  })]
}

resource "aws_prometheus_workspace" "this" {
  count = var.collector_image == null ? 0 : 1

  alias = var.name
}

resource "aws_iam_role" "collector" {
  count = var.collector_image == null ? 0 : 1

  name               = "${var.name}-collector"
  assume_role_policy = local.by_ecs_tasks
}

resource "aws_iam_role_policy" "collector" {
  count = var.collector_image == null ? 0 : 1

  name = "write-metrics"
  role = aws_iam_role.collector[0].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Sid      = "WriteMetrics"
    Effect   = "Allow"
    Action   = ["aps:RemoteWrite"]
    Resource = [aws_prometheus_workspace.this[0].arn]
  }] })
}
