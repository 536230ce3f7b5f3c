#!/usr/bin/env bash
# get-emscripten.sh PREFIX: Emscripten 3.1.69 and Binaryen 120, Debian 13's packages unpacked into PREFIX (nothing is
# installed), over this machine's clang-19, lld-19 and llvm-19. Both are pinned by SHA-256. Where Debian 13 no longer
# has them, the Emscripten it has is used, as long as it is not older, with a printed note.
set -euo pipefail
. "$(dirname "$(readlink -f "$0")")/debian-archive.sh"
[ $# = 1 ] || { echo "usage: ${0##*/} PREFIX" >&2; exit 2; }
prefix=$(realpath -m "$1")
suite=trixie
emscripten_version=3.1.69+dfsg-3
emscripten_sha256=d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d
binaryen_version=120-4
binaryen_sha256=47be56009e56170f4338a0154fbff2028bd607bc3c8b6a5414658a985bef6470
# The tool's own configuration holds absolute paths, so a moved folder is made anew.
stamp="$emscripten_version $binaryen_version $prefix"
case "$(cat "$prefix/.stamp" 2>/dev/null)" in "$stamp" | "$stamp (instead: "*) exit 0 ;; esac

need_commands apt-get dpkg-deb tar sha256sum node
[ "$(dpkg --print-architecture)" = amd64 ] ||
    die "made for amd64, this is $(dpkg --print-architecture): install Emscripten 3.1.69 or newer and put emcc on PATH"
[ -x /usr/bin/clang-19 ] && [ -x /usr/bin/wasm-ld-19 ] && [ -x /usr/bin/llvm-ar-19 ] ||
    die "clang-19, lld-19 and llvm-19 are needed: apt-get install clang-19 lld-19 llvm-19"

work=$(mktemp -d)
mkdir -p "$(dirname "$prefix")"
staged=$(mktemp -d "$prefix.new.XXXXXX")
trap 'rm -rf "$work" "$staged"' EXIT
chmod 755 "$work" "$staged"
archive="$work/archive"
archive_open deb "$suite" || exit 1

if archive_get download "emscripten=$emscripten_version" "binaryen=$binaryen_version"; then
    check_sha256 "$emscripten_sha256" "$archive"/files/emscripten_*.deb ||
        die "emscripten $emscripten_version is not the file that was pinned; nothing was unpacked"
    check_sha256 "$binaryen_sha256" "$archive"/files/binaryen_*.deb ||
        die "binaryen $binaryen_version is not the file that was pinned; nothing was unpacked"
else
    rm -f "$archive"/files/*.deb
    archive_get download emscripten binaryen || die "Debian $suite has no emscripten"
    found=$(dpkg-deb -f "$archive"/files/emscripten_*.deb Version)
    dpkg --compare-versions "$found" ge "$emscripten_version" || die "Debian $suite has emscripten $found only"
    say "note: emscripten $emscripten_version is gone from Debian $suite; using $found from the same signed archive"
    stamp="$stamp (instead: $found)"
fi
# Binaryen is built for a newer glibc than Debian 12's: it runs with its own loader and libraries.
archive_get download node-acorn libc6 libstdc++6 libgcc-s1

# Emscripten: Python, JavaScript and prebuilt system libraries, less the variants this project never links.
mkdir -p "$staged"/{bin,lib,libexec}
dpkg-deb --fsys-tarfile "$archive"/files/emscripten_*.deb | tar -x -C "$staged" --strip-components=3 --no-same-owner \
    --exclude='*/lto-pic/*' --exclude='*/pic/*' --exclude='*/thinlto/*' --exclude='*-ww*.a' --exclude='*-tracing.a' \
    --exclude='*full_es3*' --exclude='*-icase.a' --exclude='./usr/share/emscripten/test/*' ./usr/share/emscripten
runtime="$work/runtime"
for package in "$archive"/files/{binaryen,lib,node-acorn}*.deb; do dpkg-deb -x "$package" "$runtime"; done
libraries="$runtime/usr/lib/x86_64-linux-gnu"
cp -L "$libraries"/{ld-linux-x86-64.so.2,libc.so.6,libm.so.6,libpthread.so.0,libstdc++.so.6,libgcc_s.so.1,libbinaryen.so} \
    "$staged/lib/"
cp "$runtime"/usr/bin/wasm* "$staged/libexec/"
for tool in "$staged"/libexec/*; do
    name=${tool##*/}
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
        "$prefix/lib/ld-linux-x86-64.so.2" "$prefix/lib" "$prefix/libexec/$name" > "$staged/bin/$name"
    chmod +x "$staged/bin/$name"
done
# acorn as an ES module: node's import ignores NODE_PATH, so it lies in a node_modules folder above the tools.
mkdir -p "$staged/emscripten/node_modules"
cp -rL "$runtime/usr/share/nodejs/acorn" "$staged/emscripten/node_modules/"
cat > "$staged/emscripten/.emscripten" <<CONFIG
LLVM_ROOT = '/usr/bin'
BINARYEN_ROOT = '$prefix'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
CONFIG
echo "$stamp" > "$staged/.stamp"
publish "$staged" "$prefix"
"$prefix/emscripten/emcc" --version | head -n 1
