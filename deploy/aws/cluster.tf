resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = var.container_insights ? "enabled" : "disabled"
  }
}

variable "container_insights" {
  description = "CPU and memory of each task in CloudWatch, at about 0.07 USD a metric and month more."
  type        = bool
  default     = false
}

locals {
  # cpu units => memory in MiB that Fargate sells with them (up to 4 vCPU)
  fargate_sizes = {
    256  = [512, 1024, 2048]
    512  = range(1024, 4096 + 1, 1024)
    1024 = range(2048, 8192 + 1, 1024)
    2048 = range(4096, 16384 + 1, 1024)
    4096 = range(8192, 30720 + 1, 1024)
  }

  # Of every container: nothing to write to, nothing to become, no rights. 1654 is the user `app` of the .NET images.
  confined = {
    essential              = true
    user                   = "1654:1654"
    privileged             = false
    readonlyRootFilesystem = true
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }
  }

  # The runtime's diagnostic port is a file in /tmp, which cannot be written.
  dotnet = { DOTNET_EnableDiagnostics = "0" }
}
