"""Block letters drawn as strokes, so that they can be painted, sprayed, printed or written by hand."""

import random

# Strokes on a grid four wide and six high; a point is two digits, x then y; '|' lifts the pen.
STROKES = {
    "A": "06 20 46|14 34", "B": "03 33 44 45 36 06 00 30 41 42 33", "C": "41 30 10 01 05 16 36 45",
    "D": "00 06 26 44 42 20 00", "E": "40 00 06 46|03 33", "F": "40 00 06|03 33",
    "G": "41 30 10 01 05 16 36 45 43 23", "H": "00 06|40 46|03 43", "I": "00 06", "J": "40 45 36 16 05",
    "K": "00 06|40 03 46", "L": "00 06 46", "M": "06 00 23 40 46", "N": "06 00 46 40",
    "O": "10 30 41 45 36 16 05 01 10", "P": "06 00 30 41 42 33 03", "Q": "10 30 41 45 36 16 05 01 10|34 46",
    "R": "06 00 30 41 42 33 03|23 46", "S": "41 30 10 01 02 13 33 44 45 36 16 05", "T": "00 40|20 26",
    "U": "00 05 16 36 45 40", "V": "00 26 40", "W": "00 16 22 36 40", "X": "00 46|40 06", "Y": "00 23 40|23 26",
    "Z": "00 40 06 46", "0": "10 30 41 45 36 16 05 01 10", "1": "01 10 16", "2": "01 10 30 41 42 06 46",
    "3": "01 10 30 41 42 33 13|33 44 45 36 16 05", "4": "36 30 04 44", "5": "40 00 02 32 43 45 36 16 05",
    "6": "41 30 10 01 05 16 36 45 44 33 13 04", "7": "00 40 16",
    "8": "10 30 41 42 33 13 02 01 10|13 04 05 16 36 45 44 33", "9": "42 33 13 02 01 10 30 41 45 36 16 05",
    ".": "06 06", ",": "06 07", "!": "00 04|06 06", "?": "01 10 30 41 42 23 24|26 26", "'": "00 01",
    "-": "03 33", ":": "02 02|05 05", "/": "40 06", "+": "03 43|21 25", "%": "10 10|40 06|46 46",
    "(": "10 01 05 16", ")": "00 11 15 06", "=": "02 42|04 44", "\"": "00 01|10 11",
}


def _pen(character):
    strokes = STROKES.get(character.upper())
    if strokes is None:
        return [], 2
    lines = [[(int(p[0]), int(p[1])) for p in stroke.split()] for stroke in strokes.split("|")]
    return lines, max(x for line in lines for x, _ in line)


def width_of(text, height):
    """How wide `text` is in capitals `height` pixels high."""
    unit = height / 6.0
    return sum((_pen(c)[1] + 1.7) * unit for c in text) - 1.7 * unit


def write(canvas, text, x, y, height, colour, weight=0.16, align="left", slope=0.0, wobble=0.0, seed=1,
          outline=None, alpha=1.0, fit=None):
    """Writes `text` with its top left (or top middle, top right) at x, y.

    weight: the stroke as a share of the height; slope: rise per pixel along the line; wobble: how unsteady
    the hand is, in grid units; outline: a colour around the letters; fit: the widest it may get, beyond which letters are narrowed.
    """
    unit, chance = height / 6.0, random.Random(seed)
    total = width_of(text, height)
    narrow = min(1.0, fit / total) if fit else 1.0
    total *= narrow
    left = {"left": x, "middle": x - total / 2.0, "right": x - total}[align]
    strokes, at = [], 0.0
    for character in text:
        lines, advance = _pen(character)
        lift = (chance.random() - 0.5) * wobble * 2
        for line in lines:
            points = []
            for px, py in line:
                px += (chance.random() - 0.5) * wobble
                py += (chance.random() - 0.5) * wobble + lift
                sx = left + (at + px * unit) * narrow
                points.append((sx, y + py * unit + (sx - left) * slope))
            strokes.append(points)
        at += (advance + 1.7) * unit
    for paint, extra in (((outline, 0.16),) if outline else ()) + ((colour, 0.0),):
        for points in strokes:
            canvas.line(points, height * (weight + extra), paint, alpha)
    return total


def scribble(canvas, x, y, width, height, colour, weight=2.0, seed=1):
    """A line of writing too small to read: words as short bars."""
    chance, at = random.Random(seed), 0.0
    while at < width - height:
        word = min((1.2 + chance.random() * 4.0) * height, width - at)
        canvas.rectangle(x + at, y, word, height * 0.5, colour, height * 0.2 * weight / 2.0)
        at += word + height * 0.7
