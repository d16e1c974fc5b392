#!/usr/bin/env bash
# Checks the spelling of documents, code and scripts (cspell.json, docs/words.txt), and that none of them uses an expression
# that docs/glossary.md has a better one for (docs/expressions.txt). Needs Node 20 or newer; the first time, npx fetches cspell.
# With files as arguments, only those are checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cspell=cspell@9.8.0

files=("$@")
if [ ${#files[@]} -eq 0 ]; then
  while IFS= read -r file; do
    # Git also lists what was just deleted.
    if [ -f "$file" ]; then files+=("$file"); fi
  done < <(
    git ls-files --cached --others --exclude-standard -- '*.md' '*.cs' '*.sql' '*.sh' '*.yml' Makefile
  )
fi

# shellcheck disable=SC2016 # Perl's variables, not the shell's
find='BEGIN { $found = 0 }
  if (/$ENV{EXPRESSION}/) { print "$ARGV:$.: \"$&\": better: $ENV{INSTEAD}\n"; $found = 1 }
  close ARGV if eof;
  END { exit $found }'

code=0
npx --yes "$cspell" lint --no-progress --no-must-find-files "${files[@]}" || code=1

while IFS=$'\t' read -r expression instead; do
  case $expression in '#'*) continue ;; esac
  for file in "${files[@]}"; do
    # What a migration did keeps its words.
    case $file in */Migrations/[0-9]* | */Migrations/*ModelSnapshot.cs) continue ;; esac
    printf '%s\0' "$file"
  done | EXPRESSION=$expression INSTEAD=$instead xargs -0 perl -ne "$find" || code=1
done <docs/expressions.txt
exit $code
