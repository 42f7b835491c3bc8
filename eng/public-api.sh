#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of every package anew: run it after the public surface was changed, and look at the difference.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in src/*/*.csproj; do
  folder=$(dirname "$project")
  [ -n "$(find "$folder" -name '*.cs' -not -path '*/obj/*' -print -quit)" ] || continue
  [ -f "$folder/PublicAPI.Shipped.txt" ] || echo '#nullable enable' > "$folder/PublicAPI.Shipped.txt"
  echo '#nullable enable' > "$folder/PublicAPI.Unshipped.txt"
  dotnet format analyzers "$project" --diagnostics RS0016 --severity warn --verbosity minimal
done
