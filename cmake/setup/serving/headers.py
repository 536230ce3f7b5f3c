"""The headers on every response, whatever its status, and the types of what is served."""
from __future__ import annotations

from pathlib import PurePath

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types casement")

# Closed: every feature a page could ask for, except writing to the clipboard, which the console's Copy does.
_CLOSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access",
    "usb", "window-management", "xr-spatial-tracking")
PERMISSIONS_POLICY = ", ".join([f"{feature}=()" for feature in _CLOSED_FEATURES] + ["clipboard-write=(self)"])

SECURITY_HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Origin-Agent-Cluster", "?1"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
)

# What a bundle may hold. It comes from strangers, so nothing of it is ever served as markup, script or style.
BUNDLE_TYPES = {
    ".json": "application/json", ".jsonl": "application/jsonl", ".gz": "application/gzip",
    ".zip": "application/zip", ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".avif": "image/avif", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".ogg": "audio/ogg",
    ".wav": "audio/wav", ".vtt": "text/vtt; charset=utf-8",
}
APPLICATION_TYPES = {
    **BUNDLE_TYPES,
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml",
    ".ico": "image/x-icon", ".woff2": "font/woff2", ".otf": "font/otf", ".ttf": "font/ttf",
}
OTHER_TYPE = "application/octet-stream"


def content_type(name: str, *, in_bundle: bool) -> str:
    return (BUNDLE_TYPES if in_bundle else APPLICATION_TYPES).get(PurePath(name).suffix.lower(), OTHER_TYPE)
