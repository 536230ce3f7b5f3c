#!/usr/bin/env bash
# get-imgui.sh DEST: Dear ImGui 1.92.2b from Debian's archive, pinned by SHA-256, unpacked into DEST. Debian's testing
# and unstable move on: where the pinned file is gone, a later 1.92 from the same signed archive is used and a note
# says so. Exit 1 when neither is to be had: then -DCASEMENT_IMGUI_DIR=<a checkout of v1.92.2b> helps.
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/debian-archive.sh"
[ $# = 1 ] || { echo "usage: ${0##*/} DEST" >&2; exit 2; }
dest=$(realpath -m "$1")
version=1.92.2b
file=imgui_$version+ds.orig.tar.xz
sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
elsewhere="pass -DCASEMENT_IMGUI_DIR=<a checkout of v$version> instead"
case "$(cat "$dest/.sha256" 2>/dev/null)" in "$sha256" | "$sha256 (instead: "*) exit 0 ;; esac

need_commands tar xz sha256sum
command -v apt-get >/dev/null || die "no apt-get here; $elsewhere"
work=$(mktemp -d)
mkdir -p "$(dirname "$dest")"
staged=$(mktemp -d "$dest.new.XXXXXX")
trap 'rm -rf "$work" "$staged"' EXIT
chmod 755 "$work" "$staged"
archive="$work/archive"

unpack() {  # FILE, STAMP
    tar -xJf "$1" -C "$staged" --strip-components=1 --no-same-owner --exclude='*/examples/*'
    [ -f "$staged/imgui.cpp" ] || die "${1##*/} holds no imgui.cpp; $elsewhere"
    echo "$2" > "$staged/.sha256"
    publish "$staged" "$dest"
}

later=''
for suite in forky sid; do
    archive_open deb-src "$suite" || continue
    archive_get source --download-only --tar-only imgui || continue
    if check_sha256 "$sha256" "$archive/files/$file"; then
        unpack "$archive/files/$file" "$sha256"
        echo "Dear ImGui $version from Debian $suite"
        exit 0
    fi
    found=$(find "$archive/files" -name 'imgui_1.92*.orig.tar.xz' | head -n 1)
    if [ -n "$found" ] && [ -z "$later" ]; then
        later="$work/${found##*/}"
        mv "$found" "$later"
        later_suite=$suite
    fi
done
[ -n "$later" ] || die "$file is not in Debian's archive any more; $elsewhere"
name=${later##*/}
found=${name#imgui_}
found=${found%.orig.tar.xz}
dpkg --compare-versions "$found" ge "$version" || die "Debian has Dear ImGui $found only; $elsewhere"
say "note: Dear ImGui $version is gone from Debian; using $found from $later_suite, checked by the archive's signature"
unpack "$later" "$sha256 (instead: $name)"
