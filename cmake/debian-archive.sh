# Sourced by the get-*.sh scripts: files from a Debian suite, fetched with a private apt that leaves the system as it is.
# The archive's address comes from this machine's own apt configuration; apt checks the archive's signature, the
# caller the SHA-256 of what it pinned. Works as an ordinary user.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

# archive_entry TYPE SUITE: one apt source for SUITE, made from this machine's entry for its own release. Both forms
# of apt's configuration are read: deb822 (*.sources) first, then one-line (*.list).
archive_entry() {
    local release file entry
    release=$(. /etc/os-release && printf %s "${VERSION_CODENAME:-}")
    [ -n "$release" ] || return 1
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -r "$file" ] || continue
        entry=$(grep -v '^#' "$file" | awk -v release="$release" 'BEGIN { RS = ""; FS = "\n" }
            { for (i = 1; i <= NF; i++)
                if ($i ~ /^Suites:/ && $i ~ "[ \t]" release "([ \t]|$)") { print; exit } }')
        if [ -n "$entry" ]; then
            printf '%s\n' "$entry" | sed -e "s/^Types:.*/Types: $1/" -e "s/^Suites:.*/Suites: $2/" \
                -e 's/^Components:.*/Components: main/' > "$archive/parts/archive.sources"
            return 0
        fi
    done
    entry=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
        awk -v release="$release" -v type="$1" -v suite="$2" '$1 == "deb" {
            options = ""; i = 2
            if ($2 ~ /^\[/) { while (i <= NF) { options = options " " $i; if ($(i++) ~ /\]$/) break } }
            if ($(i + 1) == release) { print type options, $i, suite, "main"; exit } }')
    [ -n "$entry" ] || return 1
    printf '%s\n' "$entry" > "$archive/parts/archive.list"
}

# archive_open TYPE SUITE: afterwards `archive_get` is an apt-get that sees only that suite. TYPE is deb or deb-src.
# Needs $archive, a folder to work in.
archive_open() {
    rm -rf "$archive"
    mkdir -p "$archive"/{parts,lists/partial,cache/archives/partial,files}
    archive_entry "$1" "$2" || { say "no Debian archive in this machine's apt configuration"; return 1; }
    # A pinned digest makes an old index harmless: expiry is not checked, for these calls only.
    archive_options=(-qq -oDir::Etc::SourceList=/dev/null -oDir::Etc::SourceParts="$archive/parts"
        -oDir::State::Lists="$archive/lists" -oDir::State::status=/dev/null -oDir::Cache="$archive/cache"
        -oAPT::Sandbox::User="$(id -un)" -oAPT::Update::Post-Invoke-Success::= -oAcquire::Languages=none
        -oAcquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false
        -oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
        -oAcquire::Retries=3 -oAcquire::Check-Valid-Until=false)
    archive_get update || { say "could not read the index of Debian $2"; return 1; }
}
archive_get() { (cd "$archive/files" && apt-get "${archive_options[@]}" "$@"); }

# check_sha256 SHA FILE
check_sha256() { [ "$(sha256sum "$2" 2>/dev/null | cut -d' ' -f1)" = "$1" ]; }

need_commands() {
    local command
    for command; do
        command -v "$command" >/dev/null || die "$command is needed and not here"
    done
}

# publish STAGED DEST: DEST appears whole or not at all; what lay there before goes away only then.
publish() {
    local old
    mkdir -p "$(dirname "$2")"
    if [ -e "$2" ]; then
        old="$2.old.$$"
        mv -T "$2" "$old"
        mv -T "$1" "$2"
        rm -rf "$old"
    else
        mv -T "$1" "$2"
    fi
}
