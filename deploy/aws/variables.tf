# Where ------------------------------------------------------------------------------------------

variable "name" {
  description = "Prefix of every name; a second installation in one account needs another."
  type        = string
  default     = "kasparro"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.name))
    error_message = "name is 2 to 16 lower-case letters, digits and hyphens, a letter first: load balancers allow no more."
  }
}

variable "account_id" {
  description = "The AWS account. Given, not looked up, so that a plan needs no AWS."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id is the account's 12 digits."
  }
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "zones" {
  description = "Availability zones. Two: a load balancer and a database subnet group take no fewer."
  type        = list(string)
  default     = ["us-east-1a", "us-east-1b"]

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 5 && length(distinct(var.zones)) == length(var.zones)
    error_message = "zones are 2 to 5 different availability zones."
  }
}

variable "cidr" {
  description = "Addresses of the VPC; a /16 leaves every subnet a /20."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 22, false)
    error_message = "cidr is a block from /16 to /22: 10.20.0.0/16."
  }
}

variable "nat_per_zone" {
  description = "A NAT gateway in each zone instead of one. One is cheaper; while its zone is down no ETL runs and no task starts."
  type        = bool
  default     = false
}

# What runs --------------------------------------------------------------------------------------

variable "live" {
  description = "false: no API service, and the schedule is off. The first apply, before there are images and a schema."
  type        = bool
  default     = true
}

variable "image_tag" {
  description = "Tag of both images, for the API and the ETL: a commit or a version, never one that moves."
  type        = string

  validation {
    condition     = var.image_tag != "latest" && can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag))
    error_message = "image_tag names one build (a commit or a version); latest does not."
  }
}

variable "migrate_image_tag" {
  description = "Tag that the migration task runs, where it must be ahead of image_tag: before a deployment."
  type        = string
  default     = null

  validation {
    condition     = var.migrate_image_tag != "latest"
    error_message = "migrate_image_tag names one build; latest does not."
  }
}

variable "cpu_architecture" {
  description = "X86_64 or ARM64, as the images were built."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture is X86_64 or ARM64."
  }
}

variable "psql_image" {
  description = "Image with psql 15 or newer for the one task that creates the database's users. Mirror it into the account where policy asks for that."
  type        = string
  default     = "public.ecr.aws/docker/library/postgres:17"
}

variable "log_retention_days" {
  type    = number
  default = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of the periods CloudWatch knows, and never 0, which keeps logs for ever."
  }
}

variable "alarm_email" {
  description = "Who is told of alarms; must confirm the subscription. null: the topic has no subscriber yet."
  type        = string
  default     = null
}
