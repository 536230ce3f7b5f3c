#!/usr/bin/env bash
# get-imgui.sh DEST: Dear ImGui 1.92.2b from Debian's archive, pinned by SHA-256, unpacked into DEST. Debian's testing
# and unstable move on: where the pinned file is gone, a later 1.92 from the same signed archive is used and a note
# says so. Where there is no archive, the tag is cloned from the project's own repository and its sources are checked
# against a digest as well. Exit 1 when nothing is to be had: then -DCASEMENT_IMGUI_DIR=<a checkout> helps.
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/debian-archive.sh"
[ $# = 1 ] || { echo "usage: ${0##*/} DEST" >&2; exit 2; }
dest=$(realpath -m "$1")
version=1.92.2b
file=imgui_$version+ds.orig.tar.xz
sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
sources_sha256=404f4002750342eca0afc20fcb56bf26778e67405d4a9b4b2590fbfda18a82aa
elsewhere="pass -DCASEMENT_IMGUI_DIR=<a checkout of v$version> instead"
case "$(cat "$dest/.sha256" 2>/dev/null)" in "$sha256" | "$sha256 (instead: "*) exit 0 ;; esac

need_commands tar xz sha256sum
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

clone_tag() {
    local repository=https://github.com/ocornut/imgui.git
    command -v git >/dev/null || die "$file is not in Debian's archive any more, and git is not here; $elsewhere"
    say "note: cloning the tag v$version, as Debian's archive does not have it"
    git -c advice.detachedHead=false clone --quiet --depth 1 --branch "v$version" "$repository" "$work/clone" ||
        die "$file is not in Debian's archive any more and the tag could not be cloned; $elsewhere"
    [ "$(sources_sha256 "$work/clone")" = "$sources_sha256" ] || die "the tag v$version is not what was pinned; $elsewhere"
    rm -rf "$work/clone/.git" "$work/clone/examples"
    cp -r "$work/clone/." "$staged/"
    echo "$sha256 (instead: the tag v$version)" > "$staged/.sha256"
    publish "$staged" "$dest"
}
# What is compiled, as one digest: the same in Debian's tarball and at the tag.
sources_sha256() { (cd "$1" && cat imgui*.cpp imgui*.h imconfig.h imstb_*.h backends/imgui_impl_opengl3*.{cpp,h}) | sha256sum | cut -d' ' -f1; }

later=''
for suite in forky sid; do
    command -v apt-get >/dev/null || break
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
if [ -z "$later" ]; then
    clone_tag
    exit 0
fi
name=${later##*/}
found=${name#imgui_}
found=${found%.orig.tar.xz}
dpkg --compare-versions "$found" ge "$version" || die "Debian has Dear ImGui $found only; $elsewhere"
say "note: Dear ImGui $version is gone from Debian; using $found from $later_suite, checked by the archive's signature"
unpack "$later" "$sha256 (instead: $name)"
