#!/bin/sh
# verify.sh EXPORT KEY.pub...: signatures, chains, and what checkpoints say of count, last line and Merkle root
t=$(mktemp -d) && trap 'rm -rf "$t"' EXIT
bad() { echo "line $n: $1"; exit 1; }
sha() { sha256sum | cut -c 1-64; }
url() { basenc --base64url -w 0 | tr -d =; }
root() {  # RFC 6962 over the leaves in $t/leaves, a level at a time
  while [ "$(wc -l < "$t/leaves")" -gt 1 ]; do
    while read -r a; do
      if read -r b; then { printf '\001'; echo "$a$b" | tr a-f A-F | basenc -d --base16; } | sha; else echo "$a"; fi
    done < "$t/leaves" > "$t/level"; mv "$t/level" "$t/leaves"
  done
  if [ -s "$t/leaves" ]; then cat "$t/leaves"; else sha < /dev/null; fi
}
export=$1 n=0 count=0 last=-; shift; : > "$t/leaves"
for key; do
  x=$(openssl pkey -pubin -in "$key" -outform DER | tail -c 32 | url)
  id=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$x" | openssl dgst -sha256 -binary | url)
  cp "$key" "$t/$id.pem"; echo "0 -" > "$t/$id.tail"
done
while IFS= read -r line || [ -n "$line" ]; do
  n=$((n + 1)); printf %s "$line" > "$t/line"; digest=sha256:$(sha < "$t/line")
  jq -j .payload "$t/line" | base64 -d > "$t/payload" || bad "no payload"
  jq -j '.signatures[0].sig' "$t/line" | base64 -d > "$t/sig" || bad "no signature"
  id=$(jq -r '.signatures[0].keyid | gsub("[^A-Za-z0-9_-]"; "?")' "$t/line"); [ -f "$t/$id.pem" ] || bad "unknown key $id"
  { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < "$t/payload")"; cat "$t/payload"; } > "$t/pae"
  openssl pkeyutl -verify -rawin -pubin -inkey "$t/$id.pem" -in "$t/pae" -sigfile "$t/sig" > /dev/null 2>&1 || bad "signature"
  say() { jq -r "$1" "$t/payload"; }; read -r tail < "$t/$id.tail"
  [ "$(say .predicate.reviewer.key_id)" = "$id" ] || bad "names another reviewer"
  case $(say .predicateType) in
    urn:casement:decision:v1)
      [ "$(say '.predicate | "\(.seq - 1) \(.prev // "-")"')" = "$tail" ] || bad "does not follow number ${tail% *}"
      echo "$(say .predicate.seq) $digest" > "$t/$id.tail" ;;
    urn:casement:omission:v1)
      [ "$(say '.predicate | "\(.from - 1) \(.prev // "-")"')" = "$tail" ] || bad "does not follow number ${tail% *}"
      say '"\(.predicate.to) sha256:\(.subject[0].digest.sha256)"' > "$t/$id.tail" ;;
    urn:casement:checkpoint:v1)
      [ "$(say '.predicate | "\(.count) \(.last // "-")"')" = "$count $last" ] || bad "count or last line"
      [ "$(say .subject[0].digest.sha256)" = "$(root)" ] || bad "Merkle root"
      : > "$t/leaves"; count=0 last=-; continue ;;
    urn:casement:acknowledgement:v1) ;;
    *) bad "does not belong here" ;;
  esac
  count=$((count + 1)) last=$digest; { printf '\000'; cat "$t/line"; } | sha >> "$t/leaves"
done < "$export"
[ "$n" -gt 0 ] || bad "the file is empty"
[ "$count" -eq 0 ] || { echo "$n lines hold, but no checkpoint seals the last $count"; exit 3; }
echo "$n lines hold"
