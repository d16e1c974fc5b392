# Terraform makes the secrets and never knows what is in them: set-password.sh and the README's `put-secret-value` fill
# them, so no value is in the state, a plan or a variable. The administrator's password is RDS's own affair (database.tf).

variable "coingecko_plan" {
  description = "keyless, demo or pro. With demo or pro the ETL gets the key from the secret, which must have been filled before."
  type        = string
  default     = "keyless"

  validation {
    condition     = contains(["keyless", "demo", "pro"], var.coingecko_plan)
    error_message = "coingecko_plan is keyless, demo or pro."
  }
}

variable "secret_recovery_days" {
  description = "How long a deleted secret can be brought back; 0 deletes at once, so that the name is free again."
  type        = number
  default     = 7
}

resource "aws_secretsmanager_secret" "coingecko" {
  name                    = "${var.name}/coingecko-api-key"
  description             = "Key of CoinGecko's demo or pro plan, as plain text"
  recovery_window_in_days = var.secret_recovery_days
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

locals {
  database_admin_secret = aws_db_instance.this.master_user_secret[0].secret_arn
}
