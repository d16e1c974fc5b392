# Terraform makes the secrets and never knows what is in them: set-password.sh and the README's `put-secret-value` fill
# them, so no value is in the state, a plan or a variable. The administrator's password is RDS's own affair (database.tf).

variable "source_keys" {
  description = "Sources whose key the ETL has: each gets a secret, which must be filled before the next run (README)."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.source_keys, keys(var.sources))) == 0
    error_message = "source_keys names a source that is not one of sources."
  }
}

variable "secret_recovery_days" {
  description = "How long a deleted secret can be brought back; 0 deletes at once, so that the name is free again."
  type        = number
  default     = 7
}

resource "aws_secretsmanager_secret" "source_key" {
  for_each = var.source_keys

  name                    = "${var.name}/${each.key}-api-key"
  description             = "Key of ${each.key}, as plain text"
  recovery_window_in_days = var.secret_recovery_days
}

# Installations of 0.1 had one secret, whether there was a key or not.
moved {
  from = aws_secretsmanager_secret.coingecko
  to   = aws_secretsmanager_secret.source_key["coingecko"]
}

resource "aws_secretsmanager_secret" "database_owner" {
  name                    = "${var.name}/database/owner"
  description             = "Password of kasparro_owner: migrations"
  recovery_window_in_days = var.secret_recovery_days
}

resource "aws_secretsmanager_secret" "database_etl" {
  name                    = "${var.name}/database/etl"
  description             = "Password of kasparro_etl: reads and writes rows"
  recovery_window_in_days = var.secret_recovery_days
}

resource "aws_secretsmanager_secret" "database_api" {
  name                    = "${var.name}/database/api"
  description             = "Password of kasparro_api: reads"
  recovery_window_in_days = var.secret_recovery_days
}
