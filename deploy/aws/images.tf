variable "images_kept" {
  description = "Images kept in each repository: as many releases as one may want to go back."
  type        = number
  default     = 30
}

resource "aws_ecr_repository" "this" {
  for_each = toset(["api", "etl"])

  name = "${var.name}/${each.key}"
  # What was tested is what runs, and what a rollback finds.
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy = jsonencode({ rules = [
    {
      rulePriority = 1
      description  = "What no tag leads to goes after a week"
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }
      action       = { type = "expire" }
    },
    {
      rulePriority = 2
      description  = "Of the others the newest stay"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.images_kept }
      action       = { type = "expire" }
    },
  ] })
}

locals {
  api_image     = "${aws_ecr_repository.this["api"].repository_url}:${var.image_tag}"
  etl_image     = "${aws_ecr_repository.this["etl"].repository_url}:${var.image_tag}"
  migrate_image = "${aws_ecr_repository.this["etl"].repository_url}:${coalesce(var.migrate_image_tag, var.image_tag)}"
}
