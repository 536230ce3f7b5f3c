"""A small rasteriser: anti-aliased polygons on an RGB canvas, a few finishing passes, and a PNG writer.

Lengths are pixels, the origin is the top left corner, colours are (red, green, blue) of 0..255.
Only the standard library; the same pixels on every machine, since nothing here asks for a clock or chance
that is not seeded.
"""

import math
import random
import struct
import zlib
from itertools import accumulate, groupby
from operator import add

SUBLINES = 4  # samples per pixel row; along the row coverage is exact


def mix(a, b, t):
    """The colour a share `t` of the way from `a` to `b`."""
    t = 0.0 if t < 0 else 1.0 if t > 1 else t
    return tuple(int(p + (q - p) * t + 0.5) for p, q in zip(a, b))


def shade(colour, factor):
    """`colour` made darker (factor < 1) or lighter (factor > 1)."""
    return tuple(max(0, min(255, int(c * factor + 0.5))) for c in colour)


def vertical(top, bottom, y0, y1):
    """A paint that runs from `top` at y0 to `bottom` at y1."""
    return lambda y: mix(top, bottom, (y - y0) / float(y1 - y0))


class Canvas:
    """Pixels that shapes are painted on."""

    def __init__(self, width, height, colour=(255, 255, 255)):
        self.width, self.height = width, height
        self.data = bytearray(bytes(colour) * (width * height))

    # ---- filling -------------------------------------------------------------------------------

    def polygon(self, points, paint, alpha=1.0):
        """Fills a polygon (even-odd). `paint` is a colour, or a function of the row that gives one."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right = max(0, int(min(xs))), min(self.width, int(max(xs)) + 1)
        if left >= right:
            return
        first, last = max(0, int(min(ys))), min(self.height - 1, int(math.ceil(max(ys))))
        edges = []
        for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
            if y0 != y1:
                if y0 > y1:
                    x0, y0, x1, y1 = x1, y1, x0, y0
                edges.append((y0, y1, x0, (x1 - x0) / (y1 - y0)))
        for row in range(first, last + 1):
            near = [e for e in edges if e[0] < row + 1 and e[1] > row]
            self._row(row, near, paint(row) if callable(paint) else paint, alpha, left, right)

    def _row(self, row, edges, colour, alpha, left, right):
        """One pixel row of a polygon that lies between the columns `left` and `right`."""
        width = right - left
        part, step, weight = [0.0] * (width + 2), [0.0] * (width + 2), 1.0 / SUBLINES
        low, high = width, -1
        for sub in range(SUBLINES):
            y = row + (sub + 0.5) * weight
            cuts = sorted(x + (y - y0) * slope for y0, y1, x, slope in edges if y0 <= y < y1)
            for a, b in zip(cuts[::2], cuts[1::2]):
                a, b = max(0.0, a - left), min(float(width), b - left)
                if a >= b:
                    continue
                i, j = int(a), int(b)
                low, high = min(low, i), max(high, j)
                if i == j:
                    part[i] += (b - a) * weight
                else:
                    part[i] += (i + 1 - a) * weight
                    step[i + 1] += weight
                    step[j] -= weight
                    part[j] += (b - j) * weight
        if high < 0:
            return
        high = min(high, width - 1)
        whole = list(accumulate(step[low:high + 1]))
        x, base, data, solid = low, (row * self.width + left) * 3, self.data, bytes(colour)
        while x <= high:
            cover = (whole[x - low] + part[x]) * alpha
            if cover >= 0.998:
                end = x + 1
                while end <= high and (whole[end - low] + part[end]) * alpha >= 0.998:
                    end += 1
                data[base + x * 3:base + end * 3] = solid * (end - x)
                x = end
                continue
            if cover > 0.002:
                o = base + x * 3
                for k in range(3):
                    data[o + k] = int(data[o + k] + (colour[k] - data[o + k]) * cover + 0.5)
            x += 1

    # ---- shapes --------------------------------------------------------------------------------

    def rectangle(self, x, y, w, h, paint, radius=0.0, alpha=1.0):
        if radius <= 0:
            self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], paint, alpha)
            return
        r, points = min(radius, w / 2.0, h / 2.0), []
        for cx, cy, start in ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0),
                              (x + r, y + h - r, 90), (x + r, y + r, 180)):
            points += [(cx + r * math.cos(math.radians(start + a)), cy + r * math.sin(math.radians(start + a)))
                       for a in range(0, 91, 10)]
        self.polygon(points, paint, alpha)

    def ellipse(self, cx, cy, rx, ry, paint, alpha=1.0, turn=0.0):
        c, s = math.cos(turn), math.sin(turn)
        points = []
        for i in range(56):
            a = i * math.pi / 28
            u, v = rx * math.cos(a), ry * math.sin(a)
            points.append((cx + u * c - v * s, cy + u * s + v * c))
        self.polygon(points, paint, alpha)

    def line(self, points, width, paint, alpha=1.0):
        """A stroke with round ends and joints."""
        r = width / 2.0
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            a = math.atan2(y1 - y0, x1 - x0)
            cap = [(x1 + r * math.cos(a + t * math.pi / 8), y1 + r * math.sin(a + t * math.pi / 8))
                   for t in range(-4, 5)]
            cap += [(x0 + r * math.cos(a + t * math.pi / 8), y0 + r * math.sin(a + t * math.pi / 8))
                    for t in range(4, 13)]
            self.polygon(cap, paint, alpha)

    def blob(self, points, paint, alpha=1.0, rounds=3):
        """A closed shape with its corners cut round (Chaikin's rule)."""
        for _ in range(rounds):
            cut = []
            for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
                cut.append((x0 * 0.75 + x1 * 0.25, y0 * 0.75 + y1 * 0.25))
                cut.append((x0 * 0.25 + x1 * 0.75, y0 * 0.25 + y1 * 0.75))
            points = cut
        self.polygon(points, paint, alpha)

    def glow(self, cx, cy, radius, colour, strength):
        """Light around a point, falling off to nothing at `radius`."""
        data, width = self.data, self.width
        for y in range(max(0, int(cy - radius)), min(self.height, int(cy + radius) + 1)):
            half = math.sqrt(max(0.0, radius * radius - (y - cy) ** 2))
            for x in range(max(0, int(cx - half)), min(width, int(cx + half) + 1)):
                near = 1.0 - math.hypot(x - cx, y - cy) / radius
                t = strength * near * near if near > 0 else 0.0
                o = (y * width + x) * 3
                for k in range(3):
                    data[o + k] = int(data[o + k] + (colour[k] - data[o + k]) * t + 0.5)

    # ---- finishing -----------------------------------------------------------------------------

    def soften(self, factor):
        """Out of focus: every `factor`-th pixel is kept as a mean, the rest interpolated between them."""
        w, h = self.width // factor + 2, self.height // factor + 2
        small = []
        for j in range(h):
            line = []
            for i in range(w):
                total, n = [0, 0, 0], 0
                for y in range(j * factor - factor // 2, j * factor + factor - factor // 2, 2):
                    for x in range(i * factor - factor // 2, i * factor + factor - factor // 2, 2):
                        o = (min(max(y, 0), self.height - 1) * self.width + min(max(x, 0), self.width - 1)) * 3
                        total[0] += self.data[o]
                        total[1] += self.data[o + 1]
                        total[2] += self.data[o + 2]
                        n += 1
                line.append([t / float(n) for t in total])
            small.append(line)
        out, stride = bytearray(len(self.data)), self.width * 3
        across = [divmod(x, factor) for x in range(self.width)]
        across = [(i, u / float(factor)) for i, u in across]
        for y in range(self.height):
            j, v = divmod(y, factor)
            v /= float(factor)
            for k in range(3):
                line = [a[k] + (b[k] - a[k]) * v for a, b in zip(small[j], small[j + 1])]
                rise = [b - a for a, b in zip(line, line[1:])]
                out[y * stride + k:(y + 1) * stride:3] = bytes([int(line[i] + rise[i] * u) for i, u in across])
        self.data = out

    def finish(self, seed, grain=5, vignette=0.25):
        """Film grain and darker corners, which make flat shapes look photographed."""
        chance, stride = random.Random(seed), self.width * 3
        noise = []
        for _ in range(8191):
            noise += [chance.getrandbits(8) * (2 * grain + 1) // 256 - grain] * 3
        noise += noise[:stride]
        # Channel value after darkening, looked up: 65 steps of darkening by 256 values. The grain that is added
        # afterwards cannot leave 0..255.
        dark = [bytes(max(grain, min(255 - grain, int(v * (1 - vignette * k / 64.0) + 0.5))) for v in range(256))
                for k in range(65)]
        across = [((x + 0.5) / self.width * 2 - 1) ** 2 * 32 for x in range(self.width)]
        for y in range(self.height):
            down = ((y + 0.5) / self.height * 2 - 1) ** 2 * 32
            line, x = self.data[y * stride:(y + 1) * stride], 0
            for step, run in groupby(int(far + down) for far in across):
                end = x + sum(3 for _ in run)
                line[x:end] = line[x:end].translate(dark[step])
                x = end
            n = chance.getrandbits(16) % 8191 * 3
            self.data[y * stride:(y + 1) * stride] = bytes(map(add, line, noise[n:n + stride]))

    def save(self, path):
        """Writes an 8-bit RGB PNG."""
        stride, rows, above = self.width * 3, [], bytes(self.width * 3)
        for y in range(self.height):
            line = bytes(self.data[y * stride:(y + 1) * stride])
            rows.append(b"\x02" + bytes((p - q) & 255 for p, q in zip(line, above)))
            above = line

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
                      chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b""))
