#!/usr/bin/env bash
# Writes the digest of each image next to its tag (name:tag -> name:tag@sha256:...), in the Dockerfiles and docker-compose.yml, as
# the registry has it now: what is built and started is then what was looked at. Dependabot keeps digests up to date from then on.
# Needs docker with buildx, and the registry. Images that have a digest stay as they are; where one has none, nothing is written.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

dotnet=$(sed -n 's/^ARG DOTNET=//p' deploy/docker/Dockerfile.api)
files=(docker-compose.yml deploy/docker/Dockerfile.*)

# Without those that are built here, which have no tag.
images() {
  sed -nE 's/^ *image: ([^ @]+:[^ @]+)$/\1/p; s/^FROM (--platform=[^ ]+ )?([^ @]+:[^ @]+)( AS .*)?$/\2/p' "$@" | sort -u
}

declare -A digests=()
for image in $(images "${files[@]}"); do
  digest=$(docker buildx imagetools inspect "${image//'${DOTNET}'/$dotnet}" --format '{{.Manifest.Digest}}')
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "The registry names no digest of $image: '$digest'." >&2; exit 1; }
  digests[$image]=$digest
done

for file in "${files[@]}"; do
  text=$(<"$file")
  for image in $(images "$file"); do
    text=${text//"$image"/"$image@${digests[$image]}"}
  done
  printf '%s\n' "$text" >"$file"
done
echo "${#digests[@]} images have a digest now." >&2
