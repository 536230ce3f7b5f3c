#!/usr/bin/env python3
"""Draws the demo bundles' pictures: make_pictures.py OUTDIR writes <name>.png for each.

Standard library only. The pixels are the same on every machine; the bytes are the same wherever zlib is.
Nothing is drawn again that is already there and was drawn by the same program: the digest of the drawing
code is kept beside the pictures.
"""

import hashlib
import os
import sys
from concurrent.futures import ProcessPoolExecutor

sys.dont_write_bytecode = True

from pictures import print_shop, screen, street  # noqa: E402

PICTURES = (
    street.protest_sign, street.crowd_at_dusk, street.stadium_banner, street.harbour_boat, street.painted_wall,
    street.cafe_sign, street.steps_portrait,
    screen.two_panel_meme, screen.rat_boat_meme, screen.chat_threat, screen.portrait, screen.monkey_sticker,
    screen.wolf_cartoon, screen.slogan_shirt,
    print_shop.town_hall_poster, print_shop.car_advert, print_shop.museum_poster, print_shop.memoir_cover,
    print_shop.address_leaflet,
)


def program_digest():
    here = os.path.dirname(os.path.abspath(__file__))
    parts = [os.path.join(here, "pictures", n) for n in sorted(os.listdir(os.path.join(here, "pictures")))
             if n.endswith(".py")]
    digest = hashlib.sha256()
    for path in [os.path.abspath(__file__)] + parts:
        with open(path, "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def draw_one(draw, path):
    """Writes beside the file and renames, so that a picture is there whole or not at all."""
    draw().save(path + ".part")
    os.replace(path + ".part", path)


def main(arguments):
    if len(arguments) < 2 or arguments[1].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments[1:2] == ["--help"] else 2
    out, wanted = arguments[1], set(arguments[2:])
    names = {draw.__name__ for draw in PICTURES}
    if wanted - names:
        print("no such picture: %s\nthere are: %s" % (", ".join(sorted(wanted - names)), ", ".join(sorted(names))),
              file=sys.stderr)
        return 2
    os.makedirs(out, exist_ok=True)
    stamp, digest = os.path.join(out, ".drawn-by"), program_digest()
    fresh = False
    if os.path.exists(stamp):
        with open(stamp, encoding="ascii") as previous:
            fresh = previous.read().strip() == digest
    missing = [(draw, os.path.join(out, draw.__name__ + ".png")) for draw in PICTURES
               if not wanted or draw.__name__ in wanted]
    if fresh and not wanted:
        missing = [(draw, path) for draw, path in missing if not os.path.exists(path)]
    if missing:
        with ProcessPoolExecutor(min(len(missing), os.cpu_count() or 1)) as workers:
            list(workers.map(draw_one, *zip(*missing)))
    if not wanted:
        with open(stamp, "w", encoding="ascii") as kept:
            kept.write(digest + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
