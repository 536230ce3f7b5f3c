"""Printed matter: posters, an advertisement, a book, a leaflet."""

import math
import random

from .figures import board
from .lettering import scribble, write
from .raster import Canvas, mix, shade, vertical

INK = (34, 32, 38)


def town_hall_poster():
    """A friendly poster for a meeting of neighbours."""
    c = Canvas(720, 960, (244, 232, 208))
    c.rectangle(28, 28, 664, 904, (250, 242, 224))
    c.rectangle(28, 28, 664, 420, vertical((54, 120, 132), (104, 170, 160), 28, 448))
    c.ellipse(560, 150, 60, 60, (250, 214, 120))
    for i, (x, w, h, tint) in enumerate(((60, 110, 150, (238, 190, 116)), (170, 100, 200, (224, 126, 96)), (270, 130, 130, (244, 226, 190)),
                                         (400, 96, 220, (200, 96, 88)), (496, 120, 140, (236, 200, 140)), (616, 70, 176, (224, 140, 104)))):
        c.rectangle(x, 448 - h, w, h, tint)
        c.polygon([(x - 8, 448 - h), (x + w / 2, 448 - h - 54), (x + w + 8, 448 - h)], shade(tint, 0.7))
        for r in range(int(h // 56)):
            for k in range(int(w // 40)):
                c.rectangle(x + 14 + k * 38, 448 - h + 16 + r * 54, 20, 28, (250, 240, 200) if (r + k + i) % 2 else shade(tint, 0.55), 3)
    c.rectangle(28, 440, 664, 14, (90, 128, 90))
    write(c, "NEIGHBOURS FOR ALL", 360, 498, 46, (40, 92, 104), 0.18, "middle", fit=608)
    write(c, "TOWN HALL EVENING", 360, 582, 36, (200, 92, 72), 0.18, "middle", fit=560)
    for k, line in enumerate(("THURSDAY 26 NOVEMBER, 19:00", "INTERPRETERS - STEP-FREE - TEA")):
        write(c, line, 360, 650 + k * 44, 23, INK, 0.15, "middle", fit=590)
    for k, tint in enumerate(((238, 190, 116), (150, 102, 74), (224, 126, 96), (104, 70, 52), (54, 120, 132), (206, 154, 118))):
        x = 130 + k * 92
        c.ellipse(x, 796, 28, 31, (104, 70, 52) if k % 2 else (226, 184, 150))
        c.blob([(x - 48, 900), (x - 42, 842), (x, 826), (x + 42, 842), (x + 48, 900)], tint)
        c.ellipse(x, 778, 29, 17, (50, 36, 32) if k % 3 else (150, 110, 60))
    c.rectangle(28, 892, 664, 40, (54, 120, 132))
    c.finish(15, 3, 0.1)
    return c


def car_advert():
    """An advertisement for a small car with a line at women's expense."""
    c = Canvas(1024, 640)
    c.rectangle(0, 0, 1024, 430, vertical((250, 206, 190), (252, 236, 222), 0, 430))
    c.ellipse(790, 150, 210, 210, (255, 255, 255), 0.35)
    for i in range(7):
        c.rectangle(560 + i * 70, 240 - (i * 53) % 90, 60, 240, mix((236, 176, 166), (250, 220, 206), (i % 3) / 3.0))
    c.rectangle(0, 430, 1024, 210, vertical((96, 98, 108), (66, 68, 78), 430, 640))
    for x in (90, 330, 570, 810):
        c.polygon([(x, 440), (x + 8, 440), (x - 34, 640), (x - 50, 640)], (236, 236, 230))
    c.soften(4)
    red = (206, 58, 74)
    c.ellipse(500, 566, 290, 26, (44, 44, 52), 0.6)
    c.blob([(216, 540), (212, 440), (300, 402), (360, 306), (560, 296), (660, 396), (780, 424), (796, 540)],
           vertical(shade(red, 1.14), shade(red, 0.74), 300, 545), rounds=3)
    c.blob([(330, 408), (366, 334), (392, 324), (456, 320), (458, 408)], vertical((206, 226, 236), (120, 146, 166), 322, 404), rounds=1)
    c.blob([(476, 408), (474, 320), (550, 316), (574, 326), (636, 408)], vertical((206, 226, 236), (120, 146, 166), 318, 404), rounds=1)
    c.line([(466, 408), (466, 530)], 3, shade(red, 0.6))
    c.line([(240, 470), (770, 462)], 4, shade(red, 1.3))
    c.rectangle(484, 432, 40, 9, shade(red, 0.6), 4)
    c.ellipse(776, 462, 16, 24, (255, 244, 206))
    c.ellipse(222, 466, 10, 22, (250, 120, 100))
    for x in (318, 676):
        c.ellipse(x, 540, 58, 58, (28, 28, 34))
        c.ellipse(x, 540, 34, 34, (196, 200, 206))
        for i in range(6):
            a = i * math.pi / 3
            c.line([(x, 540), (x + 28 * math.cos(a), 540 + 28 * math.sin(a))], 6, (110, 114, 122))
        c.ellipse(x, 540, 9, 9, (60, 62, 70))
    write(c, "PIPPIN CITY", 60, 52, 58, (132, 36, 60), 0.18)
    write(c, "FINALLY A CAR", 60, 142, 34, INK, 0.16)
    write(c, "EVEN WOMEN CAN PARK", 60, 192, 34, INK, 0.16)
    c.rectangle(60, 252, 210, 48, (132, 36, 60), 24)
    write(c, "TEST DRIVE", 165, 267, 18, (255, 255, 255), 0.17, "middle")
    c.finish(16, 3, 0.14)
    return c


def museum_poster():
    """A glass case in a museum: an old agitation poster, an explanation beside it."""
    c = Canvas(1024, 720)
    c.rectangle(0, 0, 1024, 720, vertical((88, 92, 98), (58, 60, 66), 0, 720))
    c.rectangle(0, 610, 1024, 110, vertical((120, 96, 74), (78, 60, 48), 610, 720))
    c.glow(380, 120, 460, (250, 236, 200), 0.5)
    c.glow(800, 180, 300, (250, 236, 200), 0.35)
    c.rectangle(206, 66, 356, 496, (34, 28, 26))
    c.rectangle(222, 82, 324, 464, vertical((226, 206, 160), (200, 176, 126), 82, 546))
    c.rectangle(244, 104, 280, 420, (168, 54, 44), alpha=0.92)
    c.rectangle(256, 116, 256, 396, (222, 202, 152))
    hand = (50, 40, 40)
    c.blob([(330, 330), (320, 200), (352, 196), (356, 270), (362, 180), (392, 178), (392, 268), (402, 186), (430, 192), (426, 280),
            (440, 216), (464, 228), (452, 330), (430, 410), (352, 410), (300, 330), (296, 280), (322, 290)], hand, 0.95, 2)
    c.rectangle(336, 400, 108, 74, (168, 54, 44))
    write(c, "KEEP", 384, 128, 34, (150, 40, 36), 0.2, "middle")
    write(c, "THEM OUT", 384, 470, 32, (150, 40, 36), 0.2, "middle", fit=230)
    for points in ([(262, 130), (300, 200), (290, 280)], [(500, 330), (470, 380), (496, 460)], [(262, 470), (330, 500)]):
        c.line(points, 2, (186, 164, 118))
    c.polygon([(222, 82), (330, 82), (222, 330)], (255, 255, 255), alpha=0.12)
    c.polygon([(400, 82), (470, 82), (222, 546), (222, 470)], (255, 255, 255), alpha=0.09)
    board(c, [(650, 190), (940, 190), (940, 500), (650, 500)], (240, 238, 230), (40, 40, 44))
    write(c, "1931: THE POSTER", 672, 214, 21, INK, 0.15, fit=240)
    write(c, "CAMPAIGN", 672, 246, 21, INK, 0.15)
    for k in range(8):
        scribble(c, 672, 288 + k * 24, 244 - (90 if k == 7 else 0), 15, (110, 108, 108), seed=k + 3)
    c.line([(120, 720), (120, 470), (0, 452)], 9, (150, 40, 48))
    c.line([(120, 470), (120, 720)], 13, (190, 164, 100))
    c.ellipse(120, 462, 14, 14, (212, 186, 120))
    c.finish(17, 6, 0.36)
    return c


def memoir_cover():
    """A book photographed on a table: a survivor's memoir with a hard title."""
    c = Canvas(800, 800)
    chance = random.Random(9)
    c.rectangle(0, 0, 800, 800, vertical((150, 112, 80), (112, 80, 56), 0, 800))
    for k in range(6):
        c.rectangle(0, k * 136, 800, 4, (92, 64, 44))
        for _ in range(9):
            x, y = chance.random() * 800, k * 136 + 14 + chance.random() * 108
            c.line([(x, y), (x + 90, y + 4), (x + 200, y)], 2, (128, 92, 64), 0.7)
    c.ellipse(664, 140, 104, 104, (84, 60, 44), 0.6)
    c.ellipse(652, 128, 100, 100, (240, 238, 232))
    c.ellipse(652, 128, 78, 78, (226, 224, 218))
    c.ellipse(652, 128, 70, 70, (70, 42, 30))
    c.ellipse(640, 118, 34, 24, (110, 72, 48), 0.6)
    c.soften(3)
    c.polygon([(196, 120), (598, 150), (566, 760), (150, 726)], (70, 50, 38), 0.6)
    c.polygon([(180, 92), (572, 118), (580, 132), (546, 728), (140, 700)], (236, 230, 214))
    page = [(172, 84), (564, 110), (532, 716), (132, 688)]
    c.polygon(page, vertical((52, 66, 78), (30, 38, 48), 84, 716))
    slope = 26 / 392.0
    c.polygon([(151, 400), (548, 424), (542, 536), (144, 510)], (196, 176, 130), alpha=0.25)
    for k in range(7):
        x = 190 + k * 50
        c.line([(x, 540 + k * 3), (x, 420 + k * 3)], 3, (150, 150, 140), 0.8)
    for y in (452, 486, 520):
        c.line([(150, y), (540, y + 26)], 3, (150, 150, 140), 0.8)
    c.ellipse(410, 380, 20, 14, (214, 206, 180))
    c.polygon([(396, 380), (368, 352), (392, 372), (430, 350), (424, 380)], (214, 206, 180))
    write(c, "THE YEARS THEY", 350, 150, 32, (240, 232, 206), 0.14, "middle", slope, fit=330)
    write(c, "CALLED US VERMIN", 350, 212, 32, (226, 140, 96), 0.17, "middle", slope, fit=350)
    write(c, "A MEMOIR", 342, 296, 22, (240, 232, 206), 0.14, "middle", slope)
    c.rectangle(222, 612, 220, 3, (196, 176, 130))
    write(c, "LANTERN HOUSE", 330, 632, 20, (196, 176, 130), 0.14, "middle", slope)
    c.line([(620, 470), (730, 690)], 18, (40, 44, 52))
    c.line([(612, 454), (620, 470)], 9, (210, 180, 110))
    c.finish(18, 5, 0.3)
    return c


def address_leaflet():
    """A leaflet with a street plan, an arrow at one house and an invitation to go there."""
    c = Canvas(720, 960, (86, 92, 96))
    c.rectangle(0, 0, 720, 960, vertical((110, 104, 98), (70, 68, 68), 0, 960))
    c.polygon([(80, 62), (668, 50), (680, 914), (66, 922)], (40, 40, 42), 0.5)
    c.polygon([(66, 48), (654, 38), (664, 900), (52, 908)], (246, 244, 236))
    write(c, "THEY LIVE HERE", 358, 88, 54, (176, 36, 36), 0.2, "middle", fit=520)
    c.line([(96, 172), (622, 166)], 5, INK)
    c.polygon([(100, 204), (622, 198), (628, 640), (96, 646)], (226, 232, 222))
    for x, y, w, h in ((120, 224, 110, 96), (250, 222, 150, 92), (430, 220, 170, 88), (118, 366, 120, 110), (270, 364, 130, 104),
                       (440, 360, 160, 100), (118, 528, 130, 96), (280, 522, 120, 100), (440, 516, 164, 104)):
        c.rectangle(x, y, w, h, (206, 200, 188), 4)
        for k in range(int(w // 42)):
            c.rectangle(x + 8 + k * 40, y + 8, 30, 30, (184, 160, 142))
            c.rectangle(x + 8 + k * 40, y + h - 38, 30, 30, (184, 160, 142))
    c.line([(100, 340), (624, 334)], 15, (252, 252, 250))
    c.line([(98, 500), (626, 492)], 15, (252, 252, 250))
    c.line([(256, 204), (254, 642)], 15, (252, 252, 250))
    c.line([(418, 202), (420, 640)], 15, (252, 252, 250))
    write(c, "KELN STREET", 272, 484, 12, (130, 130, 130), 0.14)
    c.ellipse(336, 410, 46, 46, (210, 40, 40), 0.3)
    c.ellipse(336, 392, 26, 26, (200, 36, 36))
    c.polygon([(313, 402), (359, 402), (336, 446)], (200, 36, 36))
    c.ellipse(336, 392, 10, 10, (255, 255, 255))
    c.line([(520, 290), (446, 334), (384, 372)], 11, (200, 36, 36))
    c.polygon([(366, 384), (410, 374), (388, 346)], (200, 36, 36))
    write(c, "NO. 14", 528, 256, 28, (200, 36, 36), 0.18)
    write(c, "LET THEM HEAR", 356, 690, 42, INK, 0.18, "middle", 0, 0.06, 3, fit=480)
    write(c, "WHAT WE THINK", 356, 756, 42, INK, 0.18, "middle", 0, 0.06, 4, fit=480)
    write(c, "SATURDAY, AFTER DARK", 356, 836, 26, (176, 36, 36), 0.17, "middle", fit=440)
    c.rectangle(300, 30, 120, 34, (222, 206, 150), alpha=0.75)
    c.finish(19, 4, 0.3)
    return c
