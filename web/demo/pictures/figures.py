"""Things that several pictures need: people, crowds, skies, houses, hands, frames."""

import math
import random

from .raster import mix, shade, vertical


def sky(canvas, top, bottom, horizon):
    canvas.rectangle(0, 0, canvas.width, horizon, vertical(top, bottom, 0, horizon))


def cloud(canvas, x, y, size, colour, alpha=0.7, seed=1):
    chance = random.Random(seed)
    for i in range(7):
        r = size * (0.22 + 0.16 * chance.random())
        canvas.ellipse(x + (i - 3) * size * 0.22, y - r * 0.4 * chance.random(), r * 1.25, r * 0.7, colour, alpha * 0.6)


def row_of_houses(canvas, ground, colours, seed, low=120, high=260, lit=None):
    """House fronts side by side, standing on `ground`."""
    chance, x = random.Random(seed), -20
    while x < canvas.width:
        w, h = 90 + chance.random() * 80, low + chance.random() * (high - low)
        colour = colours[int(chance.random() * len(colours))]
        canvas.rectangle(x, ground - h, w, h, vertical(shade(colour, 1.08), shade(colour, 0.82), ground - h, ground))
        canvas.polygon([(x - 4, ground - h), (x + w + 4, ground - h), (x + w - 12, ground - h - 26),
                        (x + 12, ground - h - 26)], shade(colour, 0.55))
        pane = lit or mix(colour, (210, 225, 235), 0.7)
        for r in range(int((h - 50) // 52)):
            for c in range(int((w - 16) // 34)):
                px, py = x + 14 + c * 34, ground - h + 18 + r * 52
                glass = pane if chance.random() < 0.6 else shade(colour, 0.45)
                canvas.rectangle(px - 2, py - 2, 22, 34, shade(colour, 1.2))
                canvas.rectangle(px, py, 18, 30, glass)
        x += w


def person(canvas, x, foot, height, coat, skin, hair, arm_up=None, legs=(40, 44, 56)):
    """Someone seen from the front. arm_up: 'left', 'right' or 'both'. Returns where the hands are."""
    h = height
    head, shoulder, hip = foot - h * 0.92, foot - h * 0.80, foot - h * 0.46
    for side in (-1, 1):
        canvas.line([(x + side * h * 0.055, hip), (x + side * h * 0.065, foot)], h * 0.085, legs)
    hands = []
    for side, name in ((-1, "left"), (1, "right")):
        sx = x + side * h * 0.125
        if arm_up in (name, "both"):
            elbow, hand = (sx + side * h * 0.07, shoulder - h * 0.06), (sx + side * h * 0.03, shoulder - h * 0.25)
        else:
            elbow, hand = (sx + side * h * 0.05, shoulder + h * 0.19), (sx + side * h * 0.02, shoulder + h * 0.36)
        canvas.line([(sx, shoulder + h * 0.03), elbow, hand], h * 0.07, shade(coat, 0.86))
        canvas.ellipse(hand[0], hand[1], h * 0.034, h * 0.038, skin)
        hands.append(hand)
    canvas.blob([(x - h * 0.15, shoulder), (x + h * 0.15, shoulder), (x + h * 0.145, hip + h * 0.05),
                 (x - h * 0.145, hip + h * 0.05)], vertical(coat, shade(coat, 0.72), shoulder, hip), rounds=2)
    canvas.line([(x, head), (x, shoulder)], h * 0.06, shade(skin, 0.85))
    canvas.ellipse(x, head - h * 0.005, h * 0.066, h * 0.08, hair)
    canvas.ellipse(x, head + h * 0.012, h * 0.056, h * 0.066, skin)
    canvas.ellipse(x, head - h * 0.045, h * 0.060, h * 0.036, hair)
    return hands


def shadow_person(canvas, x, foot, height, colour, arm=None, lean=0.0):
    """A silhouette with rounded shoulders; arm: angle of one raised arm in degrees, or None."""
    h = height
    canvas.blob([(x - h * 0.2, foot), (x - h * 0.19, foot - h * 0.62), (x - h * 0.06, foot - h * 0.78),
                 (x + h * 0.06, foot - h * 0.78), (x + h * 0.19, foot - h * 0.62), (x + h * 0.2, foot)], colour)
    canvas.ellipse(x + lean * h, foot - h * 0.87, h * 0.085, h * 0.105, colour)
    if arm is not None:
        a = math.radians(arm)
        ex, ey = x + math.copysign(h * 0.16, math.cos(a)), foot - h * 0.68
        fx, fy = ex + math.cos(a) * h * 0.42, ey - math.sin(a) * h * 0.42
        canvas.line([(ex, ey), (fx, fy)], h * 0.075, colour)
        canvas.ellipse(fx, fy, h * 0.06, h * 0.065, colour)


def face(canvas, x, y, r, skin, hair, mouth, brow=0.0, eyes="open", cheeks=None):
    """A cartoon face. mouth: 1 smile .. -1 frown; brow: 1 worried .. -1 angry."""
    ink = (40, 34, 38)
    canvas.ellipse(x, y - r * 0.12, r * 1.06, r * 1.1, hair)
    canvas.ellipse(x, y + r * 0.05, r * 0.94, r, skin)
    canvas.blob([(x - r, y - r * 0.3), (x - r * 0.8, y - r * 1.2), (x + r * 0.8, y - r * 1.2), (x + r, y - r * 0.3),
                 (x + r * 0.3, y - r * 0.75), (x - r * 0.4, y - r * 0.6)], hair)
    for side in (-1, 1):
        ex = x + side * r * 0.36
        if eyes == "open":
            canvas.ellipse(ex, y - r * 0.06, r * 0.17, r * 0.2, (255, 255, 255))
            canvas.ellipse(ex + r * 0.02, y - r * 0.03, r * 0.09, r * 0.11, ink)
        else:
            canvas.line([(ex - r * 0.15, y - r * 0.03), (ex, y + r * 0.04), (ex + r * 0.15, y - r * 0.03)], r * 0.07, ink)
        canvas.line([(ex - side * r * 0.18, y - r * 0.36 - brow * r * 0.1), (ex + side * r * 0.18, y - r * 0.36 + brow * r * 0.1)],
                    r * 0.08, shade(hair, 0.7))
        if cheeks:
            canvas.ellipse(x + side * r * 0.58, y + r * 0.3, r * 0.16, r * 0.11, cheeks, 0.6)
    canvas.line([(x, y + r * 0.05), (x + r * 0.08, y + r * 0.24), (x - r * 0.03, y + r * 0.27)], r * 0.055, shade(skin, 0.75))
    curve = [(x + t * r * 0.4, y + r * 0.55 + mouth * r * 0.16 * (1 - t * t) - mouth * r * 0.06)
             for t in (-1, -0.6, -0.2, 0.2, 0.6, 1)]
    canvas.line(curve, r * 0.08, (120, 50, 54))


def board(canvas, corners, colour, edge=(60, 48, 36)):
    """A flat sign with a thin dark edge."""
    canvas.polygon(corners, edge)
    cx, cy = sum(p[0] for p in corners) / 4.0, sum(p[1] for p in corners) / 4.0
    canvas.polygon([(cx + (x - cx) * 0.985, cy + (y - cy) * 0.97) for x, y in corners], colour)
