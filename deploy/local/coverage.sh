#!/usr/bin/env bash
# Runs every test and reports which lines and branches of src they reach: a summary here, all of it in TestResults/coverage/report.
#   coverage.sh [PROJECT...]      by default every project of tests but the architecture's: those look at the assemblies
#                                 themselves, which the collector changes
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
results=TestResults/coverage

if [ $# -eq 0 ]; then set -- ApiTests IntegrationTests UnitTests; fi
dotnet tool restore >/dev/null
dotnet build Kasparro.sln --nologo --verbosity quiet
rm -rf "$results"
failed=0
collector=$(echo "$(dotnet msbuild tests/Kasparro.UnitTests -getProperty:Pkgcoverlet_collector)"/build/*)
# By VSTest: the collector needs it, and `dotnet test` uses the other platform here (global.json).
for project in "$@"; do
  dotnet vstest "tests/Kasparro.$project/bin/Debug/net10.0/Kasparro.$project.dll" --TestAdapterPath:"$collector" \
    --collect:"XPlat Code Coverage" --settings:tests/coverage.runsettings --ResultsDirectory:"$results/$project" || failed=1
done
dotnet reportgenerator "-reports:$results/*/*/coverage.cobertura.xml" "-targetdir:$results/report" "-reporttypes:Html;TextSummary" -verbosity:Warning
sed -n '/^Summary/,/^$/p' "$results/report/Summary.txt"
grep -E '^Kasparro' "$results/report/Summary.txt"
exit $failed
