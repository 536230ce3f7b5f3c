#!/usr/bin/env python3
"""Runs every check of style: one line each, what is wrong under it, and `N passed, N failed` at the end."""
import sys

import copy_rules
import documents
import formatting
import layering

CHECKS = (
    ("C++ is formatted", formatting.cpp),
    ("headers are included once", formatting.headers),
    ("Python is 3.9 and fits the page", formatting.python),
    ("the layering rule works", layering.self_check),
    ("layers include only what they may", layering.check),
    ("nothing is left unfinished", copy_rules.unfinished),
    ("no machine and no registry is named", copy_rules.machine),
    ("no file is too large", copy_rules.size),
    ("lines end where they end", copy_rules.white_space),
    ("links lead somewhere", documents.links),
    ("flags in documents exist", documents.flags),
    ("the README names the two commands", documents.readme),
    ("JSON parses and packages are pinned", documents.json_files),
    ("scripts can be run and nothing else", documents.run_bits),
)


def main() -> int:
    failed = 0
    for title, check in CHECKS:
        problems = check()
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {title}")
        for problem in problems:
            print(f"  {problem}")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
